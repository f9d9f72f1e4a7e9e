"""Find the points of the body that each measure needs, by trial on a body whose points are all known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from movescreen.measures.reference_pose import ReferencePose
from movescreen.pose.pose import JOINTS, Pose
from movescreen.scoring.bias_correction import CorrectedScreen

SOMEWHERE = np.cos(np.arange(JOINTS * 2 * 3.0)).reshape(JOINTS, 2, 3)  # no two alike, no three in line
Points = NDArray[np.bool_]


def lost_columns(
    network: CorrectedScreen, reference: ReferencePose, missing: Points, at_rest: Points
) -> NDArray[np.bool_]:
    """Find the columns that lose their value with points missing.

    Parameters
    ----------
    network : CorrectedScreen
        Measures the screen, with what some measures borrow from others.
    reference : ReferencePose
    missing : ndarray of bool, shape (..., n_joints, 2)
        The points that are missing from each frame.
    at_rest : ndarray of bool, shape (n_joints, 2)
        The points that were missing from the reference pose.

    Returns
    -------
    ndarray of bool, shape (..., n_columns)
    """
    if not (missing.any() or at_rest.any()):
        return np.zeros((*missing.shape[:-2], len(network.screen.columns)), bool)
    whole = _body(np.zeros_like(at_rest), reference)
    shown = ~np.isnan(network.values(whole, replace(reference, pose=whole)))
    against = replace(reference, pose=_body(at_rest, reference))
    return shown & np.isnan(network.values(_body(missing, reference), against))


def _body(missing: Points, reference: ReferencePose) -> Pose:
    xyz = np.where(missing[..., None], np.nan, SOMEWHERE)
    return Pose(np.zeros(missing.shape[:-2]), xyz, xyz, np.ones(missing.shape), reference.pose.picture)
