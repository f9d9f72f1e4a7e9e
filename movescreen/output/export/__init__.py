"""Exports: a stored result in the formats of other tools; a file here for each family of them.

Landmarks are in metres about the middle of the hips: x to the picture's right, y up, z towards the camera. What is not
believed to be seen is missing in every format, as each of them says it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from movescreen.errors import Problem
from movescreen.pose.estimators import replay
from movescreen.pose.left_right_swaps import SwapCorrector
from movescreen.pose.pose import LEFT, RIGHT, SIDES, Array, Joint, Pose
from movescreen.pose.visibility import believed
from movescreen.records.arrivals import check_file, remark, sweep, workplace
from movescreen.records.ownership import marker, put
from movescreen.records.record import POSES, WHOLE, Record, as_written, load_record
from movescreen.reliability.own_ratings import OwnRating, load_own_ratings
from movescreen.screens import screens

FAMILIES = {
    "trc": "opensim", "mot": "opensim", "c3d": "c3d", "csv": "tables", "parquet": "tables", "json": "json_document",
}  # fmt: skip

# How exports of earlier versions, which listed none, begin; the others also name a landmark.
EARLIER = {
    "trc": re.compile(rb"PathFileType\t4\t\(X/Y/Z\)\t"),
    "mot": re.compile(rb"Coordinates\nversion=1\nnRows=\d+\nnColumns=\d+\ninDegrees=yes\n\nendheader\ntime\t"),
    "c3d": re.compile(rb".\x50", re.DOTALL),
    "csv": re.compile(rb"frame,time_s,phase,rep,|rep,(set|start_s),"),
    "parquet": re.compile(rb"PAR1"),
    "json": re.compile(rb'\{"screen": "[a-z_]+", "view": "'),
}
LANDMARKED = ("trc", "c3d")

# The points of a body as MediaPipe's documentation names and orders them: (name, joint, side), one nose.
PARTS = (
    "eye_inner", "eye", "eye_outer", "ear", "mouth", "shoulder", "elbow", "wrist", "pinky", "index", "thumb", "hip",
    "knee", "ankle", "heel", "foot_index",
)  # fmt: skip


def _landmarks() -> Iterator[tuple[str, int, int]]:
    """Yield every landmark's name, joint and side: the nose, an eye after the other, then all others in pairs."""
    eyes = [(row, number) for row in (LEFT, RIGHT) for number in range(3)]
    pairs = [(row, number) for number in range(3, len(PARTS)) for row in (LEFT, RIGHT)]
    yield "nose", Joint.NOSE, LEFT
    for row, number in eyes + pairs:
        words = (PARTS[number], SIDES[row])
        yield "_".join(words if PARTS[number] == "mouth" else words[::-1]), 1 + number, row


LANDMARKS = tuple(_landmarks())


@dataclass(frozen=True)
class Stored:
    """A result as it lies in a folder: its record, its poses, the folder's name, and what a coach ticked (`own`)."""

    name: str
    record: Record
    poses: Pose
    own: tuple[OwnRating, ...] = ()

    @property
    def metres(self) -> Array:
        """Return where the landmarks were.

        Returns
        -------
        ndarray, shape (n_frames, n_landmarks, 3)
            m, about the hips; sides put back; NaN where not seen.
        """
        _, joints, sides = zip(*LANDMARKS, strict=True)
        both_legs = screens()[self.record.screen].support is None
        return SwapCorrector(legs=both_legs).push(believed(self.poses)).world[:, joints, sides]

    @property
    def rate(self) -> float:
        """Return the mean frame rate of the clip.

        Returns
        -------
        float
            Frames per second.

        Raises
        ------
        Problem
            The clip has one frame.
        """
        time = self.poses.time
        if len(time) < 2:
            sentence = f"{self.name} has {len(time)} frame, and a movement takes more. Export another result."
            raise Problem("too_few_frames", sentence)
        return (len(time) - 1) / float(time[-1] - time[0])


Writer = Callable[[Stored, Path], list[Path]]


def stored(folder: Path) -> Stored:
    """Return the result in a folder. Raises Problem if there is none that can be read."""
    own = tuple(load_own_ratings(folder))
    return Stored(folder.resolve().name, load_record(folder), replay.load_poses(folder / POSES)[0], own)


def export(folder: Path, kind: str, out: Path | None = None) -> list[Path]:
    """Write a stored result in another format.

    Parameters
    ----------
    folder : Path
        A result of `analyze`.
    kind : str
        The format, one of `FAMILIES`.
    out : Path, optional
        A folder, or the file itself for formats that need one; default: `folder`.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    Problem
        The result has nothing for the format, the place cannot be written to, or holds a file that is no export of
        ours.
    """
    result = stored(folder)
    place = out or folder
    whole = place.suffix == f".{kind}" and not place.is_dir()
    target = place if whole else place / f"{result.name}.{kind}"
    write: Writer = import_module(f"{__name__}.{FAMILIES[kind]}").WRITERS[kind]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with as_written(folder / WHOLE):
            return _arrived(write, result, target)
    except OSError as error:
        sentence = f"{target} cannot be written ({error.strerror}). Give another place with --out."
        raise Problem("output_unwritable", sentence) from error


def _arrived(write: Writer, result: Stored, target: Path) -> list[Path]:
    """Write the files of a format into their folder, none of them where one of them may not, and list them there."""
    folder = target.parent
    sweep(folder)
    with workplace(folder) as place:
        parts = write(result, place / target.name)
        for part in parts:
            check_file(folder / part.name, is_export)
        # The list comes first, with what is there and what will be: whenever all ends, either is known to be ours.
        there = {part.name: [_digest(folder / part.name)] for part in parts if (folder / part.name).exists()}
        coming = {part.name: [*there.get(part.name, ()), _digest(part)] for part in parts}
        remark(folder, exports=known_exports(folder) | coming)
        for part in parts:
            put(part, folder / part.name)
    return [folder / part.name for part in parts]


def known_exports(folder: Path) -> dict[str, list[str]]:
    """Return the exports that our marker in a folder lists, each with the digests of what we wrote under that name."""
    told = marker(folder).get("exports")
    known = told.items() if isinstance(told, dict) else ()
    return {name: list(map(str, digests)) for name, digests in known if isinstance(digests, list)}


def is_export(file: Path) -> bool:
    """Return whether a file is an export as we wrote it: listed in its folder, or known by how it begins."""
    known = known_exports(file.parent).get(file.name)
    return _digest(file) in known if known else _of_earlier_version(file)


def _of_earlier_version(file: Path) -> bool:
    ending = file.suffix.removeprefix(".")
    begins = EARLIER.get(ending)
    if begins is None:
        return False
    content = file.read_bytes()
    return bool(begins.match(content)) and (ending not in LANDMARKED or LANDMARKS[1][0].encode() in content)


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def with_suffix_word(path: Path, what: str) -> Path:
    """Return the file of the same name with a word added, for formats that take more than one."""
    return path.with_name(f"{path.stem}_{what}{path.suffix}")
