"""Which measures need which points of the body, found out on a body whose points are all known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from movescreen.body import JOINTS, Pose
from movescreen.screens import Screen
from movescreen.stance import Stance

SOMEWHERE = np.cos(np.arange(JOINTS * 2 * 3.0)).reshape(JOINTS, 2, 3)  # no two alike, no three in line


def without(screen: Screen, stance: Stance, missing: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which columns lose their value with the points `missing`, `(..., joint, side)` to `(..., columns)`."""
    whole = _body(np.zeros_like(missing), stance)
    against = replace(stance, pose=whole.at((0,) * whole.time.ndim))
    shown = ~np.isnan(screen.values(whole, against))
    return shown & np.isnan(screen.values(_body(missing, stance), against))


def _body(missing: NDArray[np.bool_], stance: Stance) -> Pose:
    xyz = np.where(missing[..., None], np.nan, SOMEWHERE)
    return Pose(np.zeros(missing.shape[:-2]), xyz, xyz, np.ones(missing.shape), stance.pose.picture)
