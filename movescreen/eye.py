"""Where the camera looked from, as far as a standing body tells it, and what a camera elsewhere would have seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from movescreen.body import Array, Joint, Pose


@dataclass(frozen=True)
class Eye:
    """Where the camera looked from; made without arguments it is not known, and changes nothing.

    `turned` is how far round from square on it stood, deg, with what `skew` the network tells that. `nearness` is by
    what share a thing looks larger that is a metre nearer, one over the distance, 1/m. `middle` is the point of the
    picture that it looked at straight, pixels right and up; `metre` is how many pixels a metre of the body takes.
    """

    turned: float = 0.0
    skew: float = 0.0
    nearness: float = 0.0
    middle: tuple[float, float] = (0.0, 0.0)
    metre: float = 0.0

    def afar(self, pose: Pose, joint: Joint) -> Array:
        """A joint, left and right, in the picture of a camera far away: `(..., side, axis)`, pixels."""
        if not self.nearness:
            return pose[joint]
        return self.middle + (pose[joint] - self.middle) * (1 - self.nearness * pose.world[..., joint, :, 2:])

    def over_ankle(self, pose: Pose, joint: Joint) -> Array:
        """A joint, left and right, as large as if it were no nearer than the ankle of its side, where that is known."""
        if not self.nearness:
            return pose[joint]
        nearer = pose.world[..., joint, :, 2:] - pose.world[..., Joint.ANKLE, :, 2:]
        return self.middle + (pose[joint] - self.middle) * (1 - self.nearness * np.nan_to_num(nearer))

    def mirrored(self, width: float) -> Self:
        """The same in the mirror of a picture so wide."""
        x, y = self.middle
        return replace(self, turned=-self.turned, skew=-self.skew, middle=(width - x, y))


UNKNOWN = Eye()
