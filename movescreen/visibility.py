"""What of a pose is believed: a point counts as seen when the network says so and it lies inside the picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from movescreen.body import Pose

SURE_AT_LEAST = 0.5
EDGE = 0.005  # of the picture's size: a point nearer to the edge than this is a guess about what lies beyond it


def believed(pose: Pose) -> Pose:
    """The pose with every point that is not believed set to NaN."""
    width, height = pose.picture
    x, y = pose.xyz[..., 0], -pose.xyz[..., 1]
    inside = (x > EDGE * width) & (x < (1 - EDGE) * width) & (y > EDGE * height) & (y < (1 - EDGE) * height)
    hidden = ~(inside & (pose.seen >= SURE_AT_LEAST))[..., None]
    return replace(pose, xyz=np.where(hidden, np.nan, pose.xyz), world=np.where(hidden, np.nan, pose.world))
