"""The body as the camera sees it: `Joint` names its points, `Pose` holds them for one frame or for a whole clip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LEFT = 0
RIGHT = 1
SIDES = ("left", "right")


class Joint(IntEnum):
    """The points of a body, each with a left and a right; the nose stands in both."""

    NOSE = 0
    EYE_INNER = 1
    EYE = 2
    EYE_OUTER = 3
    EAR = 4
    MOUTH = 5
    SHOULDER = 6
    ELBOW = 7
    WRIST = 8
    PINKY = 9
    INDEX = 10
    THUMB = 11
    HIP = 12
    KNEE = 13
    ANKLE = 14
    HEEL = 15
    TOE = 16


JOINTS = len(Joint)
SPREAD = (JOINTS, 2, 3)


@dataclass(frozen=True)
class Pose:
    """The points of a body: `time` has any shape `(...)`, one frame `()` and a clip `(T,)` alike.

    `xyz` is `(..., joint, side, axis)` in pixels: right and up in the picture (the top left corner is 0, 0, so rows
    are negative) and towards the camera. `world` is the same in metres about the middle of the hips, up being the
    picture's vertical. `seen` is `(..., joint, side)`, 0 to 1: how sure the network is that the point is in view.
    What was not found is NaN, and nothing else is. `picture` is the width and height of the frame in pixels.

    `spread` `(..., joint, side, 3)` is how widely the network's heat map of a point spreads: standard deviations along
    the picture's right and up, px, and their correlation; NaN where the point has no heat map. It is that of the
    picture as it came, whatever is done to the points, and None where poses come from something without heat maps.
    """

    time: Array
    xyz: Array
    world: Array
    seen: Array
    picture: tuple[int, int]
    spread: Array | None = None

    @classmethod
    def unseen(cls, time: Array | float, picture: tuple[int, int]) -> Self:
        """Build frames in which no body was found.

        Parameters
        ----------
        time : float or ndarray, shape (...)
            Timestamps, s.
        picture : tuple of int
            Width and height, px.

        Returns
        -------
        Pose, (...)
            Points NaN, visibility 0.
        """
        shape = np.shape(time)
        return cls(
            np.asarray(time, float),
            np.full((*shape, JOINTS, 2, 3), np.nan),
            np.full((*shape, JOINTS, 2, 3), np.nan),
            np.zeros((*shape, JOINTS, 2)),
            picture,
        )

    @classmethod
    def concatenate(cls, poses: Sequence[Self]) -> Self:
        """Join frames and tracks.

        Parameters
        ----------
        poses : sequence of Pose, () or (n_frames,) each
            In the order of time.

        Returns
        -------
        Pose, (n_frames,)
            One track.

        Raises
        ------
        ValueError
            There are none.
        """
        arrays = {
            name: np.concatenate([np.atleast_1d(getattr(p, name)) if name == "time" else p.track[name] for p in poses])
            for name in ARRAYS
        }
        known = any(p.spread is not None for p in poses)
        spread = np.concatenate([p.spreads.reshape(-1, *SPREAD) for p in poses]) if known else None
        return cls(**arrays, picture=poses[0].picture, spread=spread)

    @property
    def spreads(self) -> Array:
        """The spread, NaN where it is not known."""
        return np.full((*self.time.shape, *SPREAD), np.nan) if self.spread is None else self.spread

    @property
    def track(self) -> dict[str, Array]:
        """Return the arrays with a leading axis of time.

        Returns
        -------
        dict of str to ndarray
            Each of shape (n_frames, ...); n_frames is 1 for a single frame.
        """
        return {name: getattr(self, name)[None] if self.time.ndim == 0 else getattr(self, name) for name in ARRAYS}

    def __getitem__(self, joint: Joint) -> Array:
        """Return the picture's x and y of a joint, left and right: `(..., side, axis)`, pixels, right and up."""
        return self.xyz[..., joint, :, :2]

    def __len__(self) -> int:
        return len(self.time)

    def at(self, index: Any) -> Self:
        """Return the frames that `index` picks along the axis of time."""
        spread = None if self.spread is None else self.spread[index]
        return type(self)(self.time[index], self.xyz[index], self.world[index], self.seen[index], self.picture, spread)

    def mirrored(self) -> Self:
        """Return the body that a mirror shows: the picture turned over, and left named right."""
        flip = np.array([-1.0, 1.0, 1.0])
        shift = np.array([self.picture[0], 0.0, 0.0])
        xyz = self.xyz[..., ::-1, :] * flip + shift
        spread = None if self.spread is None else self.spread[..., ::-1, :] * [1.0, 1.0, -1.0]
        return type(self)(self.time, xyz, self.world[..., ::-1, :] * flip, self.seen[..., ::-1], self.picture, spread)


ARRAYS = tuple(field.name for field in fields(Pose) if field.name not in ("picture", "spread"))
