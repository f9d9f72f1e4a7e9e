"""The five checkpoints of a movement screen: their measures, and their places on the body."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from movescreen.measures.reference_pose import SIDE, ReferencePose
from movescreen.measures.registry import Quantity
from movescreen.pose.pose import Array, Joint, Pose

FEET = "feet"
KNEES = "knees"
HIPS = "hips"
SHOULDERS = "shoulders"
HEAD = "head"
OTHER = "other"
CHECKPOINTS = (FEET, KNEES, HIPS, SHOULDERS, HEAD, OTHER)
OF = {
    "turn_out": FEET,
    "foot_flattening": FEET,
    "heel_rise": FEET,
    "knee_over_toe": KNEES,
    "trunk_minus_shank": HIPS,
    "hip_shift": HIPS,
    "back_shape": HIPS,
    "hip_angle": HIPS,
    "sag": HIPS,
    "thigh_difference": HIPS,
    "pelvis_drop": HIPS,
    "arm_trunk": SHOULDERS,
    "head_forward": HEAD,
}
JOINTS = {FEET: Joint.ANKLE, KNEES: Joint.KNEE, HIPS: Joint.HIP, SHOULDERS: Joint.SHOULDER, HEAD: Joint.EAR}

Marks = Mapping[str, tuple[float, float]]  # where checkpoints are in a picture, in shares of its width and height


def checkpoint(measure: Quantity) -> str:
    """Return the checkpoint that a measure belongs to."""
    return OF.get(measure.name, OTHER)


def marks(pose: Pose, reference: ReferencePose | None, size: tuple[int, int]) -> dict[str, tuple[float, float]]:
    """Return where the checkpoints of a body are in its picture.

    Parameters
    ----------
    pose : Pose
        One frame, px right and up.
    reference : ReferencePose or None
        Says which side counts in a side view; otherwise it is the joint nearest the right edge.
    size : tuple of int
        Width and height of the picture, px.
    """
    found = {}
    for name, joint in JOINTS.items():
        point = _point(pose[joint], reference) * [1 / size[0], -1 / size[1]]
        if np.isfinite(point).all() and (point >= 0).all() and (point <= 1).all():
            found[name] = (round(float(point[0]), 4), round(float(point[1]), 4))
    return found


def _point(pair: Array, reference: ReferencePose | None) -> Array:
    """Return the point of a pair of joints `(side, axis)` that is seen, px."""
    if reference and reference.view == SIDE:
        return pair[reference.support_side]
    rightmost = np.where(np.isfinite(pair[:, 0]), pair[:, 0], -np.inf)
    return pair[int(rightmost.argmax())]
