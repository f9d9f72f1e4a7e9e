"""Which measures need which points of the body, found out on a body whose points are all known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from movescreen.measures.reference_pose import ReferencePose
from movescreen.pose.pose import JOINTS, Pose
from movescreen.screens import Screen

SOMEWHERE = np.cos(np.arange(JOINTS * 2 * 3.0)).reshape(JOINTS, 2, 3)  # no two alike, no three in line
Points = NDArray[np.bool_]


def lost_columns(screen: Screen, reference: ReferencePose, missing: Points, at_rest: Points) -> NDArray[np.bool_]:
    """Which columns lose their value with points `missing`, `(..., joint, side)` to `(..., columns)`.

    `at_rest` are the points `(joint, side)` that were missing from the stance.
    """
    if not (missing.any() or at_rest.any()):
        return np.zeros((*missing.shape[:-2], len(screen.columns)), bool)
    whole = _body(np.zeros_like(at_rest), reference)
    shown = ~np.isnan(screen.values(whole, replace(reference, pose=whole)))
    against = replace(reference, pose=_body(at_rest, reference))
    return shown & np.isnan(screen.values(_body(missing, reference), against))


def _body(missing: Points, reference: ReferencePose) -> Pose:
    xyz = np.where(missing[..., None], np.nan, SOMEWHERE)
    return Pose(np.zeros(missing.shape[:-2]), xyz, xyz, np.ones(missing.shape), reference.pose.picture)
