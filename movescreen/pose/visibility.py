"""The points of a pose that count as seen: the network says so, and they lie inside the picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from movescreen.pose.pose import Pose

SURE_AT_LEAST = 0.5
EDGE = 0.005  # of the picture's size: a point nearer to the edge than this is a guess about what lies beyond it


def believed(pose: Pose) -> Pose:
    """Return the pose with every point that cannot be believed set to NaN.

    Parameters
    ----------
    pose : Pose
        Frames of shape `(...)`.

    Returns
    -------
    Pose
        The same shape.
    """
    shown = _inside(pose) & (pose.seen >= SURE_AT_LEAST)
    if shown.all():
        return pose
    shown = shown[..., None]
    return replace(pose, xyz=np.where(shown, pose.xyz, np.nan), world=np.where(shown, pose.world, np.nan))


def outside(pose: Pose) -> NDArray[np.bool_]:
    """Return which points of a found body lie outside the picture.

    Parameters
    ----------
    pose : Pose
        Frames of shape `(...)`.

    Returns
    -------
    ndarray of bool, shape (..., n_joints, 2)
    """
    return np.isfinite(pose.xyz[..., 0]) & ~_inside(pose)


def _inside(pose: Pose) -> NDArray[np.bool_]:
    width, height = pose.picture
    x, y = pose.xyz[..., 0], pose.xyz[..., 1]  # down the picture y falls from 0
    return (x > EDGE * width) & (x < (1 - EDGE) * width) & (y < -EDGE * height) & (y > (EDGE - 1) * height)
