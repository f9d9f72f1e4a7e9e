"""The poses of a recording, written as they come, so that they survive the end of the process."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout

from movescreen.errors import Problem
from movescreen.pose.pose import JOINTS, SPREAD, Pose
from movescreen.records.ownership import discard
from movescreen.records.private_files import FILE_MODE, private_file

LOG = "poses.part"
LOCK = ".recording.lock"
LONGEST_HEADER = 1 << 16  # bytes
FRAME = np.dtype(
    [
        ("time", "<f8"),
        ("xyz", "<f8", (JOINTS, 2, 3)),
        ("world", "<f8", (JOINTS, 2, 3)),
        ("seen", "<f8", (JOINTS, 2)),
        ("spread", "<f4", SPREAD),
    ]
)


class PoseLog:
    """A file in the folder of a recording to which poses are added, and a lock that says that a process writes it.

    `about` is everything else that results need, as plain data. Raises Problem if nothing can be written.
    """

    def __init__(self, folder: Path, picture: tuple[int, int], about: Mapping[str, Any]) -> None:
        self._folder, self._lock = folder, FileLock(folder / LOCK, mode=FILE_MODE, thread_local=False)
        header = {"picture": list(picture), "frame_bytes": FRAME.itemsize} | dict(about)
        try:
            self._lock.acquire(timeout=0)
            self._file = private_file(folder / LOG).open("wb", buffering=0)
            self._file.write(json.dumps(header).encode() + b"\n")
        except (OSError, Timeout) as error:
            self._lock.release()
            sentence = f"The recording could not be written into {folder} ({error})."
            raise Problem("poses_unwritten", f"{sentence} Make room there, or allow it.", folder=str(folder)) from error

    def add(self, pose: Pose) -> None:
        """Write the next pose.

        Parameters
        ----------
        pose : Pose, ()
            One frame.

        Raises
        ------
        Problem
            There is no room.
        """
        spread = np.full(SPREAD, np.nan) if pose.spread is None else pose.spread
        row = np.array([(pose.time, pose.xyz, pose.world, pose.seen, spread)], FRAME)
        try:
            self._file.write(row.tobytes())
        except OSError as error:
            sentence = f"The recording could not be written into {self._folder} ({error.strerror or error})."
            sentence = f"{sentence} Make room there."
            raise Problem("poses_unwritten", sentence, folder=str(self._folder), errno=error.errno) from error

    def close(self) -> None:
        """Write no more; the file stays."""
        self._file.close()
        self._lock.release()
        discard(self._folder / LOCK)

    def remove(self) -> None:
        """Delete the log, when the results have all that is in it."""
        self.close()
        discard(self._folder / LOG)


@dataclass(frozen=True)
class Logged:
    """The content of a log: its poses, shape `(n_frames,)`, and the noted data."""

    poses: Pose
    about: dict[str, Any]


def read_log(folder: Path) -> Logged | None:
    """Return the content of the log in a folder; None if it cannot be read, or another process writes it."""
    if not (folder / LOG).is_file() or (folder / LOG).is_symlink() or at_work(folder):
        return None
    try:
        with (folder / LOG).open("rb") as file:
            about = json.loads(file.readline(LONGEST_HEADER))
            if about["frame_bytes"] != FRAME.itemsize:
                return None
            whole = file.read()
        width, height = about["picture"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    rows = np.frombuffer(whole, FRAME, count=len(whole) // FRAME.itemsize)
    spread = rows["spread"].astype(float)
    return Logged(
        Pose(
            rows["time"].copy(),
            rows["xyz"].copy(),
            rows["world"].copy(),
            rows["seen"].copy(),
            (width, height),
            None if np.isnan(spread).all() else spread,
        ),
        about,
    )


def at_work(folder: Path) -> bool:
    """Return whether a process writes the log in a folder."""
    lock = folder / LOCK
    if not lock.exists():
        return False
    try:
        with FileLock(lock, timeout=0, mode=FILE_MODE):
            return False
    except (OSError, Timeout):
        return True
