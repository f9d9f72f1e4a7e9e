"""Arrays and tracks that grow at their end and give any stretch back without copying."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from movescreen.pose.pose import JOINTS, SPREAD, Array, Pose


class GrowableArray:
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


class PoseBuffer:
    """A pose that grows along time."""

    def __init__(self) -> None:
        self._time, self._seen = GrowableArray(), GrowableArray((JOINTS, 2))
        self._xyz, self._world = GrowableArray((JOINTS, 2, 3)), GrowableArray((JOINTS, 2, 3))
        self._spread, self._has_spread = GrowableArray(SPREAD), False
        self._picture = (0, 0)

    def __len__(self) -> int:
        return len(self._time)

    def push(self, pose: Pose) -> None:
        """Append frames.

        Parameters
        ----------
        pose : Pose, (n_frames,)
            Later than every frame held.
        """
        self._time.push(pose.time)
        self._xyz.push(pose.xyz)
        self._world.push(pose.world)
        self._seen.push(pose.seen)
        self._spread.push(pose.spreads)
        self._has_spread |= pose.spread is not None
        self._picture = pose.picture

    def __getitem__(self, at: Any) -> Pose:
        spread = self._spread[at] if self._has_spread else None
        return Pose(self._time[at], self._xyz[at], self._world[at], self._seen[at], self._picture, spread)


class SmoothedPoseBuffer:
    """A track as far as its points in the picture have been smoothed; all else of it is the track's own."""

    def __init__(self, track: PoseBuffer) -> None:
        self._track, self._xyz = track, GrowableArray((JOINTS, 2, 3))

    def __len__(self) -> int:
        return len(self._xyz)

    def push(self, xy: Array) -> Pose:
        """Append the smoothed points of the next frames.

        Parameters
        ----------
        xy : ndarray, shape (n_frames, n_joints, 2, 2)
            Smoothed points, px; x right, y up.

        Returns
        -------
        Pose, (n_frames,)
            These frames with smoothed `xyz`; everything else as it was found.
        """
        pose = self._track[len(self) : len(self) + len(xy)]
        xyz = pose.xyz.copy()
        xyz[..., :2] = xy
        self._xyz.push(xyz)
        return replace(pose, xyz=xyz)

    def __getitem__(self, stretch: int | slice) -> Pose:
        if isinstance(stretch, slice):
            stretch = slice(*stretch.indices(len(self)))
        pose = self._track[stretch]
        return replace(pose, xyz=self._xyz[stretch])
