"""Floor contact in a movement: of the feet from its start to its end, and of the shoulders of a lying person."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from movescreen.measures.reference_pose import ReferencePose, stands
from movescreen.pose.geometry import length, nan_midpoint, or_zero, right_to_left
from movescreen.pose.pose import Array, Joint, Pose

FOOT_STAYS = 0.1  # of leg length: further from start to end, and it was a step of who stands, or lies, on one leg
# Of leg length: people who stay have their feet 0.03 to 0.08 otherwise apart at the end of a clip, who jumps 0.30 and
# who walks in 0.63. Cameras held by hand take both feet along by 0.10 to 0.32. Of one foot less is believed.
FEET_STAY = 0.15  # change of the vector from ankle to ankle: more is a step
WALKED = 0.5  # movement of both feet along, where their vector is known: more is a walk
BY_ONE_FOOT = 0.3  # movement along, where one foot alone is known
JUMPED = 0.3  # of leg length: feet that are so far otherwise apart at the extreme are not on the floor
# Of leg length: both feet that go up so far and come down at once left the floor; heels lift them 0.03.
IN_THE_AIR = 0.12
STRETCHED = 0.85  # of the standing legs' height: who is in the air has stretched them; by eye
ON_FLOOR = 0.25  # of the frames before and after, in which the feet of who jumps are on the floor; one frame may err
AIRBORNE_S = 0.6  # s to either side of its highest moment in which a jump begins and ends: of half a metre, 0.32
SHOULDERS_STAY = 0.25  # of leg length: further from the start to the extreme, and who lay got up


def steadied(pose: Pose, by: Array) -> Pose:
    """Return the pose as a camera that had not moved would have seen it.

    Parameters
    ----------
    pose : Pose
        Frames of shape `(...)`.
    by : ndarray, shape (..., 2)
        The camera's movement in the picture, px.

    Returns
    -------
    Pose
    """
    xyz = pose.xyz.copy()
    xyz[..., :2] -= by[..., None, None, :]
    return replace(pose, xyz=xyz)


def drift(pose: Pose, reference: ReferencePose) -> Array:
    """Return how far the picture has moved since the reference pose, by the feet that are seen.

    A camera that is held by hand moves, and feet that stay seem to. What they are known to wander is no movement.

    Parameters
    ----------
    pose : Pose
        Frames of shape `(...)`.
    reference : ReferencePose
        What lengths and changes refer to.

    Returns
    -------
    ndarray, shape (..., 2)
        px; 0 for a lying person.
    """
    if not stands(reference.pose):
        return np.zeros((*pose.time.shape, 2))
    moved = or_zero(nan_midpoint(reference.nearest(_feet(pose) - _feet(reference.pose))))
    allowed, far = reference.camera.wander * reference.leg, length(moved)
    return moved * (np.maximum(far - allowed, 0.0) / np.where(far > 0, far, 1.0))[..., None]


def _feet(pose: Pose) -> Array:
    """Return the middle of ankle and toe, left and right: a heel that rises lifts one and leaves the other."""
    return 0.5 * (pose[Joint.ANKLE] + pose[Joint.TOE])


def step(before: Pose, after: Pose, reference: ReferencePose, one_leg: bool) -> float:
    """Return how far one foot moved against the other.

    A camera that moves takes both along, and leaves the way from ankle to ankle as it was. Where one leg carries and
    the other is in the air it is the shortest way from any ankle to any: networks take one for the other.

    Parameters
    ----------
    before, after : Pose
        One frame each.
    reference : ReferencePose
        What lengths and changes refer to.
    one_leg : bool
        Whether one leg carries and the other is in the air.

    Returns
    -------
    float
        Leg lengths; 0 where a foot was not seen.
    """
    if not one_leg:
        parted = right_to_left(after[Joint.ANKLE]) - right_to_left(before[Joint.ANKLE])
        return float(or_zero(length(parted) / reference.leg))
    ways = length(after[Joint.ANKLE][:, None] - before[Joint.ANKLE]) / reference.leg
    return float(np.fmin.reduce(ways, axis=None))


def jump(track: Pose, reference: ReferencePose) -> float:
    """Return how far both feet of a person with stretched legs went up and came down again at once.

    A camera that is held by hand moves feet in the picture too, and follows a person who goes down.

    Parameters
    ----------
    track : Pose
        Frames of shape `(n_frames,)`.
    reference : ReferencePose
        What lengths and changes refer to.

    Returns
    -------
    float
        Leg lengths; 0 where feet were not seen.
    """
    with np.errstate(invalid="ignore"):
        feet = np.fmin.reduce(reference.nearest(_feet(track))[..., 1], axis=-1) / float(reference.leg)
    seen = np.isfinite(feet)
    time, height = track.time[seen], feet[seen]
    highest = 0.0
    for at in np.flatnonzero(_legs(track)[seen] >= STRETCHED * _legs(reference.pose)).tolist():
        near = np.abs(time - time[at]) <= AIRBORNE_S
        before, after = height[near & (time <= time[at])], height[near & (time >= time[at])]
        floor = max(np.quantile(side, ON_FLOOR, method="lower") for side in (before, after))
        highest = max(highest, float(height[at] - floor))
    return highest


def _legs(pose: Pose) -> Array:
    """Return how high the hips are above the ankles, px."""
    return length(nan_midpoint(pose[Joint.HIP]) - nan_midpoint(pose[Joint.ANKLE]))


def moved_along(before: Pose, after: Pose, reference: ReferencePose) -> float:
    """Return how far both feet moved in the picture.

    Parameters
    ----------
    before, after : Pose
        One frame each.
    reference : ReferencePose
        What lengths and changes refer to.

    Returns
    -------
    float
        Leg lengths; of the nearer ankle in a side view.
    """
    return _moved(before, after, reference, Joint.ANKLE)


def stays(before: Pose, after: Pose, reference: ReferencePose, one_leg: bool) -> bool:
    """Return whether the feet are where they were, whatever the camera did.

    Parameters
    ----------
    before, after : Pose
        One frame each.
    reference : ReferencePose
        What lengths and changes refer to.
    one_leg : bool

    Returns
    -------
    bool
    """
    if one_leg:
        return not step(before, after, reference, one_leg) > FOOT_STAYS
    if not stands(reference.pose):
        return not moved_along(before, after, reference) > FOOT_STAYS
    parted = step(before, after, reference, one_leg)
    return not (parted > FEET_STAY or moved_along(before, after, reference) > (WALKED if parted else BY_ONE_FOOT))


def shoulders_lifted(before: Pose, after: Pose, reference: ReferencePose) -> float:
    """Return how far the shoulders moved.

    Parameters
    ----------
    before, after : Pose
        One frame each.
    reference : ReferencePose
        What lengths and changes refer to.

    Returns
    -------
    float
        Leg lengths; of the nearer shoulder in a side view.
    """
    return _moved(before, after, reference, Joint.SHOULDER)


def _moved(before: Pose, after: Pose, reference: ReferencePose, joint: Joint) -> float:
    return float(length(reference.centre(after, joint) - reference.centre(before, joint)) / reference.leg)
