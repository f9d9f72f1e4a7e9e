"""Stills: the person at the extreme of each repetition, small pictures with what was measured drawn on."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from movescreen.measures.reference_pose import ReferencePose, median
from movescreen.output.pictures.overlay import Picture, drawn
from movescreen.output.pictures.overlay_lines import measured_lines
from movescreen.pose.pose import SIDES, Pose
from movescreen.records.record import Record, Repetition
from movescreen.screens import screens
from movescreen.video import Frame

FOLDER = "stills"
LONG = 640  # pixels of a still's longer side, at most
MARGIN = 0.12  # of the body's height, around it
ROOM, LARGEST = 700_000, 60_000  # bytes of all stills of a clip, and of one, at most
SMALLER, QUALITIES = (1.0, 0.75, 0.55, 0.4), (85, 70, 55)  # what is tried in turn to fit into that
STOOD = 1.0  # s before a repetition that show how the person stood

CARRIES = (*SIDES, "both")  # as `Stance.limb` counts them

Cover = Callable[[Frame], Picture | None]  # the picture of a frame as it may be shown, None where it may not


@dataclass(frozen=True)
class Still:
    """A picture of one repetition, as JPEG."""

    repetition: int
    width: int
    height: int
    jpeg: bytes

    @property
    def data(self) -> str:
        """The picture as an address that needs nothing else."""
        return f"data:image/jpeg;base64,{base64.b64encode(self.jpeg).decode()}"


class Album:
    """Takes the stills of a record from the frames of its clip as these go by; `poses` are the smoothed ones.

    `roll` is by how much the poses were levelled, deg: stills are levelled too.
    """

    def __init__(self, record: Record, poses: Pose, reference: ReferencePose, roll: float = 0.0) -> None:
        self._screen, self._poses, self._stance, self._roll = screens()[record.screen], poses, reference, roll
        time = record.frames.time
        self._reps = {int(np.abs(time - rep.bottom_s).argmin()): rep for rep in record.repetitions}
        self.stills: list[Still] = []

    @property
    def wanted(self) -> frozenset[int]:
        """The numbers of the frames that are looked for."""
        return frozenset(self._reps)

    def passing(self, frames: Iterable[Frame], cover: Cover = lambda frame: frame.picture) -> Iterator[Frame]:
        """The same frames; of those wanted a still is taken, of the picture as it may be shown."""
        for frame in frames:
            if frame.index in self._reps and (picture := cover(frame)) is not None:
                self.stills.append(self._still(frame.index, picture))
            yield frame

    def _still(self, index: int, picture: Picture) -> Still:
        rep = self._reps[index]
        left, top, right, bottom = _box(self._poses.at(list(self._reps)), picture)
        part = levelled_picture(picture, self._roll)[top:bottom, left:right]
        scale = min(1.0, LONG / max(part.shape[:2]))
        pose = moved(self._poses.at(index), left, top, scale)
        reference = stood(rep, self._stance, self._poses)
        reference = replace(reference, pose=moved(reference.pose, left, top, scale))
        small = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)
        marked = drawn(small, pose, near=reference.counts, lines=measured_lines(pose, reference, self._screen))
        jpeg = encoded(marked, min(LARGEST, ROOM // len(self._reps)))
        return Still(rep.number, marked.shape[1], marked.shape[0], jpeg)


def levelled_picture(picture: Picture, roll: float) -> Picture:
    """A picture turned clockwise by `roll` deg about its middle, as poses are."""
    if not roll:
        return picture
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((0.5 * width, 0.5 * height), -roll, 1.0)
    return cv2.warpAffine(picture, turn, (width, height)).astype(np.uint8)


def encoded(picture: Picture, most: int) -> bytes:
    """A picture as JPEG of so many bytes at most, as large and as fine as that allows."""
    jpeg = b""
    for scale in SMALLER:
        part = cv2.resize(picture[..., ::-1], None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        for quality in QUALITIES:
            jpeg = cv2.imencode(".jpg", part, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
            if len(jpeg) <= most:
                return jpeg
    return jpeg


def store_stills(stills: Iterable[Still], folder: Path) -> None:
    """Write stills into a folder of results, one file a repetition."""
    for still in stills:
        path = folder / FOLDER / f"repetition{still.repetition:02d}.jpg"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(still.jpeg)


def stored_stills(folder: Path) -> list[Still]:
    """The stills in a folder of results, in the order of repetitions; none where there are none."""
    stills = []
    for path in sorted((folder / FOLDER).glob("repetition*.jpg")):
        jpeg = path.read_bytes()
        picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
        if picture is not None:
            number = int(path.stem.removeprefix("repetition"))
            stills.append(Still(number, picture.shape[1], picture.shape[0], jpeg))
    return stills


def _box(poses: Pose, picture: Picture) -> tuple[int, int, int, int]:
    """The part of the picture that holds the body in all these frames: left, top, right, bottom, pixels."""
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
    """A pose in a part of its picture that begins there and is scaled."""
    return replace(pose, xyz=(pose.xyz + [-left, top, 0.0]) * scale)


def stood(rep: Repetition, reference: ReferencePose, poses: Pose) -> ReferencePose:
    """The stance just before a repetition, with the limb that carried in it."""
    before = poses.at((poses.time <= rep.start_s) & (poses.time >= rep.start_s - STOOD))
    limb = CARRIES.index(rep.support) if rep.support in CARRIES else reference.limb
    return replace(reference, pose=median(before) if len(before) else reference.pose, limb=limb)
