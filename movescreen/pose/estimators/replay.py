"""Poses that were found before: stored in a file, read again, and given frame by frame as if they were found anew."""

from __future__ import annotations

import json
import math
import zlib
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.lib import format as npy
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from movescreen.errors import Problem
from movescreen.pose.estimators import PoseEstimator, Provenance
from movescreen.pose.pose import ARRAYS, SIDES, SPREAD, Array, Joint, Pose
from movescreen.records import stored_json
from movescreen.records.arrivals import arriving_file
from movescreen.video import Frame

JOINT_NAMES = [joint.name.lower() for joint in Joint]
SAME_TIME_S = 0.0005  # half a millisecond: the network takes time in whole milliseconds
# What NumPy and zipfile raise on a foreign file or on one with a flipped bit, a cut end or a header of noise.
UNREADABLE = (
    OSError, EOFError, BadZipFile, zlib.error, KeyError, TypeError, ValueError, RuntimeError, MemoryError, SyntaxError,
)  # fmt: skip
MOST_BYTES = 1 << 29  # of all arrays; an hour at 120 frames/s has 430 MB
MOST_MEMBERS = 64  # arrays in a file; there are 8


class Replay(PoseEstimator):
    """The stored poses of a clip, by the number of the frame; `poses` is the file, or a track in memory."""

    def __init__(self, poses: Path | str | Pose) -> None:
        in_memory: Provenance = {"backend": "replay"}
        self.track, self.provenance = (poses, in_memory) if isinstance(poses, Pose) else load_poses(poses)
        self._open = True

    def __call__(self, frame: Frame) -> Pose:
        """Return what was found in this frame. Raises Problem if the poses are not those of the frame's clip."""
        if not self._open:
            raise RuntimeError("this pose backend is closed: open another for the next clip")
        if frame.index >= len(self.track):
            raise other_clip(f"there are {len(self.track)} of them and the clip goes on")
        pose = self.track.at(frame.index)
        if abs(pose.time - frame.time) > SAME_TIME_S:
            raise other_clip(f"frame {frame.index} is at {frame.time:.3f} s and its pose at {pose.time:.3f} s")
        return pose

    def close(self) -> None:
        """Take no frame after this."""
        self._open = False


def store_poses(path: Path | str, pose: Pose, provenance: Provenance) -> None:
    """Write poses to an .npz file that `load_poses` reads back bit for bit.

    Parameters
    ----------
    path : Path or str
        Written whole, or not at all if interrupted.
    pose : Pose, (n_frames,)
        The poses as the network gave them.
    provenance : dict
        Where the poses come from; stored as JSON.

    Raises
    ------
    Problem
        A file stands at `path` that holds no poses of ours.
    """
    target = Path(path)
    arrays = {name: narrowest(getattr(pose, name)) for name in ARRAYS}
    if pose.spread is not None:
        arrays["spread"] = pose.spread.astype(np.float32)  # an estimate, of which three digits matter
    about = {"picture": np.array(pose.picture), "joint": np.array(JOINT_NAMES), "side": np.array(SIDES)}
    # Packed by zlib a 10 s clip takes 75 ms and 304 kB, like this 2 ms and 289 kB.
    with arriving_file(target, is_stored) as part, part.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays, **about, provenance=np.array(json.dumps(provenance)))


def is_stored(path: Path) -> bool:
    """Return whether a file is a track that `store_poses` wrote."""
    try:
        with ZipFile(path) as stored:
            return {f"{name}.npy" for name in (*ARRAYS, "provenance")} <= set(stored.namelist())
    except (OSError, BadZipFile):
        return False


def load_poses(path: Path | str) -> tuple[Pose, Provenance]:
    """Read stored poses and where they come from.

    Parameters
    ----------
    path : Path or str
        An .npz file of `store_poses`.

    Returns
    -------
    tuple of Pose, (n_frames,), and dict
        The poses and their provenance.

    Raises
    ------
    Problem
        There is no such file, or it holds no poses that can be read.
    """
    path = Path(path)
    try:
        check_size(path)
        with np.load(path, allow_pickle=False) as stored:
            return unpacked(stored)
    except FileNotFoundError as error:
        sentence = f"Expected stored poses at {path}, where there is no file."
        raise Problem("poses_missing", sentence, file=str(path)) from error
    except UNREADABLE as error:
        sentence = f"{path} holds no poses that can be read. Expected a poses.npz that movescreen wrote and nothing "
        sentence += "changed since: analyse the clip again."
        raise Problem("poses_unreadable", sentence, file=str(path)) from error


def check_size(path: Path) -> None:
    """Check, before anything is read, that a file takes no more memory than it has bytes on the disk.

    `store_poses` packs nothing: members have their own size in the file, and arrays fill their members.

    Parameters
    ----------
    path : Path
        A zip of arrays, not packed.

    Raises
    ------
    ValueError
        It holds too many arrays, or arrays larger than their file.
    """
    with ZipFile(path) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS or len({member.filename for member in members}) < len(members):
            raise ValueError(f"{len(members)} arrays")
        if sum(member.file_size for member in members) > min(MOST_BYTES, path.stat().st_size):
            raise ValueError("arrays larger than their file")
        for member in members:
            with archive.open(member) as array:
                _check_array(array, member.file_size)


def _check_array(array: IO[bytes], size: int) -> None:
    """Raise ValueError if an array's header states another size than its member has."""
    version = npy.read_magic(array)
    read = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}.get(version)
    if read is None:
        raise ValueError(f"a header of version {version}")
    shape, _, kind = read(array, max_header_size=10_000)
    stated = math.prod(shape) * kind.itemsize
    if kind.hasobject or not kind.itemsize or array.tell() + stated != size:
        raise ValueError(f"{shape} {kind} in {size} bytes")


def unpacked(stored: NpzFile) -> tuple[Pose, Provenance]:
    """Build poses and provenance from the arrays of a file.

    Parameters
    ----------
    stored : NpzFile
        The open file.

    Returns
    -------
    tuple of Pose, (n_frames,), and dict
        The poses and their provenance.

    Raises
    ------
    KeyError
        An array is missing.
    ValueError
        An array has another shape, or the joints are others.
    """
    arrays = {name: stored[name].astype(float) for name in ARRAYS}
    width, height = stored["picture"].tolist()
    body = (len(Joint), len(SIDES))
    expected = {"time": (), "xyz": (*body, 3), "world": (*body, 3), "seen": body}
    if any(arrays[name].shape != (*arrays["time"].shape, *shape) for name, shape in expected.items()):
        raise ValueError(f"arrays of other shapes: { {name: array.shape for name, array in arrays.items()} }")
    if stored["joint"].tolist() != JOINT_NAMES:
        raise ValueError("other joints")
    spread = stored["spread"].astype(float) if "spread" in stored else None  # older files have none
    if spread is not None and spread.shape != (*arrays["time"].shape, *SPREAD):
        raise ValueError(f"a spread of another shape: {spread.shape}")
    return Pose(**arrays, picture=(width, height), spread=spread), stored_json.parsed(str(stored["provenance"]))


def narrowest(array: Array) -> NDArray[np.float32] | Array:
    """Convert to float32 where that holds every value exactly, which halves the file.

    Parameters
    ----------
    array : ndarray of float64, any shape
        NaN is kept.

    Returns
    -------
    ndarray, same shape
        float32, or `array` itself where digits would be lost.
    """
    narrow = array.astype(np.float32)
    return narrow if np.array_equal(narrow, array, equal_nan=True) else array


def other_clip(reason: str) -> Problem:
    """Return the problem that stored poses and a clip do not belong together."""
    return Problem(
        "other_clip", f"These stored poses are not of this clip: {reason}. Give the poses of the clip, or analyse it."
    )
