"""Stills: the person at the extreme of each repetition, small pictures with what was measured drawn on."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

from movescreen.measures.reference_from_frames import median
from movescreen.measures.reference_pose import ReferencePose, Support
from movescreen.output.pictures.overlay import Picture, drawn
from movescreen.output.pictures.overlay_lines import measured_lines
from movescreen.output.report.checkpoints import Marks, marks
from movescreen.pose.pose import RIGHT, Pose
from movescreen.records.arrivals import STILLS
from movescreen.records.record import Record, Repetition
from movescreen.screens import screens
from movescreen.video import Frame

FOLDER = STILLS
MARKS = "marks.json"  # in that folder: where the checkpoints are in each still, and when it was taken
NO_REPETITION = 0  # the number of the still of a clip without a repetition
LONG = 960  # pixels of a still's longer side, at most
ENLARGED = 3.0  # times that a small body is enlarged at most, so that lines on it are fine
MARGIN = 0.12  # of the body's height, around it
ROOM = 700_000  # bytes of all stills of a clip, at most
LARGEST = 110_000  # bytes of one still, at most
SMALLER = (1.0, 0.75, 0.55, 0.4)  # scales that are tried in turn
QUALITIES = (85, 70, 55)  # qualities that are tried at each scale
SIZES_KNOWN = 10_000  # stills whose size is remembered
THUMBNAIL_PX = 192  # longer side of a small picture, shown at half of that
STOOD = 1.0  # s before a repetition that show how the person stood


Cover = Callable[[Frame], Picture | None]  # the picture of a frame as it may be shown, None where it may not


@dataclass(frozen=True)
class Still:
    """A picture of one repetition, as JPEG; of a clip without any it has the number 0.

    `marks` says where checkpoints are in it, `time` when it was taken, s.
    """

    repetition: int
    width: int
    height: int
    jpeg: bytes
    marks: Marks = field(default_factory=dict)
    time: float | None = None

    @property
    def data(self) -> str:
        """The picture as an address that needs nothing else."""
        return f"data:image/jpeg;base64,{base64.b64encode(self.jpeg).decode()}"


class Album:
    """Takes the stills of a record from the frames of its clip as these go by; `poses` are the smoothed ones.

    `roll` is by how much the poses were levelled, deg: stills are levelled too. `references` are those of each
    repetition, where they are not all `reference`.
    """

    def __init__(
        self,
        record: Record,
        poses: Pose,
        reference: ReferencePose | None,
        roll: float = 0.0,
        references: Sequence[ReferencePose] = (),
    ) -> None:
        self._of_each = {rep.number: of for rep, of in zip(record.repetitions, references, strict=False)}
        self._screen, self._poses, self._reference, self._roll = screens()[record.screen], poses, reference, roll
        time, self._record = record.frames.time, record
        self._reps = {int(np.abs(time - at).argmin()): rep for rep, at in moments(record).items()}
        self.stills: list[Still] = []

    @property
    def wanted(self) -> frozenset[int]:
        """The numbers of the frames that are looked for."""
        return frozenset(self._reps)

    def passing(self, frames: Iterable[Frame], cover: Cover = lambda frame: frame.picture) -> Iterator[Frame]:
        """Yield the same frames; of those wanted a still is taken, of the picture as it may be shown."""
        for frame in frames:
            if frame.index in self._reps and (picture := cover(frame)) is not None:
                self.stills.append(self._still(frame.index, picture))
            yield frame

    def _still(self, index: int, picture: Picture) -> Still:
        number = self._reps[index]
        left, top, right, bottom = _box(self._poses.at(list(self._reps)), picture)
        part = levelled_picture(picture, self._roll)[top:bottom, left:right]
        scale = min(ENLARGED, LONG / max(part.shape[:2]))
        pose = moved(self._poses.at(index), left, top, scale)
        reference = self._small_reference(number, left, top, scale)
        finer = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        small = cv2.resize(part, None, fx=scale, fy=scale, interpolation=finer).astype(np.uint8)
        lines = measured_lines(pose, reference, self._screen) if reference and number else []
        marked = drawn(small, pose, near=reference.support_side if reference else RIGHT, lines=lines)
        jpeg = jpeg_within(marked, min(LARGEST, ROOM // len(self._reps)))
        size = marked.shape[1], marked.shape[0]
        return Still(
            number, *size, jpeg, marks(pose, reference, size), round(float(self._record.frames.time[index]), 3)
        )

    def _small_reference(self, number: int, left: int, top: int, scale: float) -> ReferencePose | None:
        """Return the reference pose of a repetition, in the part of the picture that a still shows."""
        if self._reference is None:
            return None
        reps = {rep.number: rep for rep in self._record.repetitions}
        reference = self._of_each.get(number, self._reference)
        reference = stood(reps[number], reference, self._poses) if number in reps else reference
        return replace(reference, pose=moved(reference.pose, left, top, scale))


def moments(record: Record) -> dict[int, float]:
    """Return the times that stills are taken at, s: the extreme of each repetition by its number.

    Of a clip without a repetition it is the middle of the longest movement that was not counted, or else the frame of
    the largest effort, by the number 0.
    """
    if record.repetitions or not len(record.frames.time):
        return {rep.number: rep.bottom_s for rep in record.repetitions}
    against = record.quality.get("not_counted") or []
    if against:
        longest = max(against, key=lambda one: float(one["end_s"]) - float(one["start_s"]))
        return {NO_REPETITION: 0.5 * (float(longest["start_s"]) + float(longest["end_s"]))}
    effort = np.nan_to_num(record.frames.values[:, screens()[record.screen].effort])
    middle = len(effort) // 2
    return {NO_REPETITION: float(record.frames.time[int(effort.argmax()) if effort.any() else middle])}


def levelled_picture(picture: Picture, roll: float) -> Picture:
    """Turn a picture about its middle, as poses are turned.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        Not changed.
    roll : float
        Camera roll, deg; the picture is turned clockwise by it.

    Returns
    -------
    ndarray of uint8, shape (height, width, 3)
        The turned picture.
    """
    if not roll:
        return picture
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((0.5 * width, 0.5 * height), -roll, 1.0)
    return cv2.warpAffine(picture, turn, (width, height)).astype(np.uint8)


def jpeg_within(picture: Picture, most: int) -> bytes:
    """Encode a picture as JPEG, as large and fine as the limit allows.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        RGB.
    most : int
        Largest size, bytes.

    Returns
    -------
    bytes
        The file.
    """
    jpeg = b""
    for scale in SMALLER:
        part = cv2.resize(picture[..., ::-1], None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        for quality in QUALITIES:
            jpeg = cv2.imencode(".jpg", part, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
            if len(jpeg) <= most:
                return jpeg
    return jpeg


def thumbnail(folder: Path) -> bytes:
    """Return the first still in a folder of results as a small JPEG, for lists; empty if the folder has no still."""
    for path in sorted((folder / FOLDER).glob("repetition*.jpg"))[:1]:
        with suppress(OSError):  # deleted meanwhile
            picture = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
            if picture is not None:
                scale = THUMBNAIL_PX / max(picture.shape[:2])
                small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
                return cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, QUALITIES[0]])[1].tobytes()
    return b""


def store_stills(stills: Iterable[Still], folder: Path) -> None:
    """Write stills into a folder of results, one file a repetition."""
    known = {}
    for still in stills:
        path = folder / FOLDER / f"repetition{still.repetition:02d}.jpg"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(still.jpeg)
        known[still.repetition] = {"time_s": still.time, "marks": still.marks}
    if known:
        (folder / FOLDER / MARKS).write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def stored_stills(folder: Path) -> list[Still]:
    """Return the stills in a folder of results, in the order of repetitions; none where there are none."""
    stills, known = [], _known(folder / FOLDER / MARKS)
    for path in sorted((folder / FOLDER).glob("repetition*.jpg")):
        height, width = _size(path, path.stat().st_mtime_ns)
        if height:
            number = int(path.stem.removeprefix("repetition"))
            where, time = known.get(number, ({}, None))
            stills.append(Still(number, width, height, path.read_bytes(), where, time))
    return stills


@lru_cache(SIZES_KNOWN)
def _size(path: Path, changed_ns: int) -> tuple[int, int]:
    """Return height and width of a still that last changed then; zeros where it is no picture."""
    picture = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    return (0, 0) if picture is None else (picture.shape[0], picture.shape[1])


def _known(path: Path) -> dict[int, tuple[dict[str, tuple[float, float]], float | None]]:
    """Return what is known of stills by number; nothing where the file is of before there was one, or was changed."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        stored = json.loads(path.read_text(encoding="utf-8"))
        return {
            int(number): ({name: (float(x), float(y)) for name, (x, y) in one["marks"].items()}, one["time_s"])
            for number, one in stored.items()
        }
    return {}


def _box(poses: Pose, picture: Picture) -> tuple[int, int, int, int]:
    """Return the part of the picture that holds the body in all these frames: left, top, right, bottom, pixels."""
    height, width = picture.shape[:2]
    points = poses.xyz[..., :2].reshape(-1, 2) * [1.0, -1.0]
    points = points[np.isfinite(points).all(axis=-1)]
    if not len(points):
        return 0, 0, width, height
    low, high = points.min(axis=0), points.max(axis=0)
    around = MARGIN * float((high - low).max())
    left, top = np.clip(low - around, 0, [width - 2, height - 2]).astype(int).tolist()
    right, bottom = np.clip(high + around, [left + 2, top + 2], [width, height]).astype(int).tolist()
    return left, top, right, bottom


def moved(pose: Pose, left: int, top: int, scale: float) -> Pose:
    """Return a pose in a part of its picture.

    Parameters
    ----------
    pose : Pose, (...)
        In the whole picture.
    left, top : int
        Where the part begins, px.
    scale : float
        How many times larger the part is shown.

    Returns
    -------
    Pose, (...)
        In pixels of the part.
    """
    return replace(pose, xyz=(pose.xyz + [-left, top, 0.0]) * scale)


def stood(rep: Repetition, reference: ReferencePose, poses: Pose) -> ReferencePose:
    """Return the reference pose just before a repetition.

    Parameters
    ----------
    rep : Repetition
        The repetition.
    reference : ReferencePose
        That of the clip.
    poses : Pose, (n_frames,)
        Smoothed poses of the clip.

    Returns
    -------
    ReferencePose
        With the leg that supports in this repetition.
    """
    before = poses.at((poses.time <= rep.start_s) & (poses.time >= rep.start_s - STOOD))
    support = Support.named(rep.support) if rep.support else reference.support
    return replace(reference, pose=median(before) if len(before) else reference.pose, support=support)
