"""What stays on the floor in a movement: the feet from its start to its end, and the shoulders of who lies."""

from __future__ import annotations

import numpy as np

from movescreen.measures.reference_pose import ReferencePose
from movescreen.pose.geometry import length
from movescreen.pose.pose import Joint, Pose

FEET_STAY = 0.1  # of leg length: further from start to end, and it was a step
SHOULDERS_STAY = 0.25  # of leg length: further from the start to the extreme, and who lay got up


def step(before: Pose, after: Pose, reference: ReferencePose, one_leg: bool) -> float:
    """How far the feet are from where they were, in leg lengths; the nearer ankle in a side view.

    Where one leg carries and the other is in the air it is the shortest way from any ankle to any: networks take one
    for the other.
    """
    if not one_leg:
        return _moved(before, after, reference, Joint.ANKLE)
    ways = length(after[Joint.ANKLE][:, None] - before[Joint.ANKLE]) / reference.leg
    return float(np.fmin.reduce(ways, axis=None))


def shoulders_lifted(before: Pose, after: Pose, reference: ReferencePose) -> float:
    """How far the shoulders are from where they were, in leg lengths; the nearer one in a side view."""
    return _moved(before, after, reference, Joint.SHOULDER)


def _moved(before: Pose, after: Pose, reference: ReferencePose, joint: Joint) -> float:
    return float(length(reference.centre(after, joint) - reference.centre(before, joint)) / reference.leg)
