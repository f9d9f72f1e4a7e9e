"""People whose movement is known, and what follows from it: the truth that `benchmarks/accuracy.py` compares with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from movescreen.pose.pose import Array, Joint


@dataclass(frozen=True)
class Known:
    """What a person did: `points` are `(T, joint, side, axis)` and `ball`, of the foot, `(T, side, axis)`, in metres.

    The axes are the person's own, whoever looks: x to the left, y up, z ahead of who stands and from the head to the
    feet of who `lies`. What nobody knows is NaN. `moments` are when each repetition begins and ends, s.
    """

    time: Array
    points: Array
    ball: Array
    moments: tuple[tuple[float, float], ...]
    lies: bool

    def __getitem__(self, joint: Joint) -> Array:
        """Where a joint is, left and right: `(T, side, axis)`, m."""
        return self.points[:, joint]

    @cached_property
    def rest(self) -> slice:
        """The frames before anything moves."""
        first = self.moments[0][0] if self.moments else np.inf
        return slice(0, max(int(np.count_nonzero(self.time <= first)), 1))

    def at_rest(self, points: Array) -> Array:
        """The middle over the frames before anything moves: `(T, ...)` to `(...)`."""
        return np.median(points[self.rest], axis=0)

    def resting(self, joint: Joint) -> Array:
        """Where a joint is before anything moves: `(side, axis)`, m."""
        return self.at_rest(self[joint])
