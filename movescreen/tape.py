"""Arrays and tracks that grow at their end and give any stretch back without copying."""

from __future__ import annotations

from typing import Any

import numpy as np

from movescreen.body import ARRAYS, JOINTS, Array, Pose


class Tape:
    """An array that grows along its first axis."""

    def __init__(self, shape: tuple[int, ...] = (), dtype: Any = float) -> None:
        self._store = np.empty((0, *shape), dtype)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def push(self, values: Any) -> None:
        """Add values `(n, ...)` at the end."""
        end = self._length + len(values)
        if end > len(self._store):
            larger = np.empty((end + self._length, *self._store.shape[1:]), self._store.dtype)
            larger[: self._length] = self._store[: self._length]
            self._store = larger
        self._store[self._length : end] = values
        self._length = end

    def __getitem__(self, stretch: Any) -> Any:
        return self._store[: self._length][stretch]


class Track:
    """A pose that grows along time."""

    def __init__(self) -> None:
        empty = Pose.unseen(np.empty(0), (0, 0))
        self._tapes = {name: Tape(getattr(empty, name).shape[1:]) for name in ARRAYS}
        self._picture = empty.picture

    def __len__(self) -> int:
        return len(self._tapes["time"])

    def push(self, pose: Pose) -> None:
        """Add a track of frames at the end."""
        self._picture = pose.picture
        for name, tape in self._tapes.items():
            tape.push(getattr(pose, name))

    def __getitem__(self, stretch: Any) -> Pose:
        return Pose(**{name: tape[stretch] for name, tape in self._tapes.items()}, picture=self._picture)


class Smoothed:
    """A track as far as its points in the picture have been smoothed; all else of it is the track's own."""

    def __init__(self, track: Track) -> None:
        self._track, self._xyz = track, Tape((JOINTS, 2, 3))

    def __len__(self) -> int:
        return len(self._xyz)

    def push(self, xy: Array) -> Pose:
        """Add the smoothed points `(n, joint, side, 2)` of the next frames, and give these frames."""
        pose = self._track[len(self) : len(self) + len(xy)]
        xyz = pose.xyz.copy()
        xyz[..., :2] = xy
        self._xyz.push(xyz)
        return Pose(pose.time, xyz, pose.world, pose.seen, pose.picture)

    def __getitem__(self, stretch: int | slice) -> Pose:
        if isinstance(stretch, slice):
            stretch = slice(*stretch.indices(len(self)))
        pose = self._track[stretch]
        return Pose(pose.time, self._xyz[stretch], pose.world, pose.seen, pose.picture)
