"""What of a pose is believed: a point counts as seen when the network says so and it lies inside the picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from movescreen.body import Pose

SURE_AT_LEAST = 0.5
EDGE = 0.005  # of the picture's size: a point nearer to the edge than this is a guess about what lies beyond it


def believed(pose: Pose) -> Pose:
    """The pose with every point that is not believed set to NaN."""
    hidden = ~(_inside(pose) & (pose.seen >= SURE_AT_LEAST))[..., None]
    return replace(pose, xyz=np.where(hidden, np.nan, pose.xyz), world=np.where(hidden, np.nan, pose.world))


def outside(pose: Pose) -> NDArray[np.bool_]:
    """Which points of a body that was found are not in the picture, `(..., joint, side)`."""
    return np.isfinite(pose.xyz[..., 0]) & ~_inside(pose)


def _inside(pose: Pose) -> NDArray[np.bool_]:
    width, height = pose.picture
    x, y = pose.xyz[..., 0], -pose.xyz[..., 1]
    return (x > EDGE * width) & (x < (1 - EDGE) * width) & (y > EDGE * height) & (y < (1 - EDGE) * height)
