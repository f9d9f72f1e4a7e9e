"""Feet: how far their heels rise, where they point, and how long they are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from movescreen.measures.reference_pose import ReferencePose
from movescreen.measures.registry import FROM_THE_FRONT, NO_VIEW, SIDE_ON, measure
from movescreen.pose.geometry import dot, elevation
from movescreen.pose.pose import Array, Joint, Pose

FOOT = 0.26  # of leg length: the foot from heel and ankle to its tip, which the front view foreshortens
LATERAL = np.array([1.0, -1.0])  # the picture's right is lateral for the left limb seen from the front


def _halves_apart(pose: Pose, reference: ReferencePose) -> Array:
    return 0.5 * np.abs(_risen(_by_heel, pose, reference) - _risen(_by_ankle, pose, reference))


@measure(
    "deg",
    6,
    SIDE_ON,
    within=(-10.0, 60.0),
    doubt=_halves_apart,
    meaning="Rise of the heel about the ball of the foot since standing; + = heel higher.",
)
def heel_rise(pose: Pose, reference: ReferencePose) -> Array:
    """Return the rise of the heel about the ball of the foot since standing.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        Rise, deg; positive = heel up.

    Notes
    -----
    The mean of the slopes of heel-toe and ankle-toe: neither knows where the camera is, and where they disagree the
    value is less sure. Of 18 deg of a rendered rise the network sees 10, of 13 to 17 deg of a real one 18, and up to
    7 if there is none.
    """
    return 0.5 * (_risen(_by_heel, pose, reference) + _risen(_by_ankle, pose, reference))


def _risen(slope: Callable[[Pose, ReferencePose], Array], pose: Pose, reference: ReferencePose) -> Array:
    return slope(pose, reference) - reference.baseline(slope)


def _by_heel(pose: Pose, reference: ReferencePose) -> Array:
    return elevation(pose[Joint.HEEL] - pose[Joint.TOE])


def _by_ankle(pose: Pose, reference: ReferencePose) -> Array:
    return elevation(pose[Joint.ANKLE] - pose[Joint.TOE])


@measure(
    "deg",
    6,
    FROM_THE_FRONT,
    yaw_put_right=True,
    within=(-45.0, 90.0),
    meaning="Direction of the foot from straight ahead, by how far its tip lies beside its "
    "heel and ankle; + = outward.",
)
def turn_out(pose: Pose, reference: ReferencePose) -> Array:
    """Return the turn-out of the feet.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        Angle from straight ahead, deg; positive = toes outward.

    Notes
    -----
    Heel and ankle are those of the standing body, half-way between the two: at the bottom the network guesses the
    hidden heel. What the camera's yaw adds to one foot and takes from the other is removed.
    """
    foot = planted_toe(pose, reference) - reference.baseline(_base)
    return _direction(foot, reference) + LATERAL * reference.camera.believed


def _base(pose: Pose, reference: ReferencePose) -> Array:
    return 0.5 * (pose[Joint.HEEL] + pose[Joint.ANKLE])


@measure(
    "deg",
    7.5,
    FROM_THE_FRONT,
    within=(-60.0, 60.0),
    meaning="Change of the direction from ankle to tip of the foot since standing; + = further outward.",
)
def turn_out_change(pose: Pose, reference: ReferencePose) -> Array:
    """Return the change of turn-out since standing, from ankle to tip of the foot.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        Change, deg; positive = outward.
    """
    return _from_ankle(pose, reference) - reference.baseline(_from_ankle)


def _from_ankle(pose: Pose, reference: ReferencePose) -> Array:
    return _direction(pose[Joint.TOE] - pose[Joint.ANKLE], reference)


def foot_length(side: ReferencePose, turned: float) -> float:
    """Return the length of the near foot, from between heel and ankle to its tip, in leg lengths.

    Parameters
    ----------
    side : ReferencePose
        The body in the side view.
    turned : float
        Turn-out of that foot, deg, as the front view reads it with the usual foot length.

    Returns
    -------
    float
        Leg lengths.

    Notes
    -----
    The side view shows the foot's length ahead, the front view its length across. On 6 rendered bodies, whose feet are
    nearly alike, the estimate was 0.264, SD 0.012. So only half of its difference from the usual length is used.
    """
    heel, ankle, toe = (side.centre(side.pose, joint)[0] for joint in (Joint.HEEL, Joint.ANKLE, Joint.TOE))
    ahead = abs(toe - 0.5 * (heel + ankle)) / side.leg
    across = FOOT * np.sin(np.radians(turned))
    return float(0.5 * (FOOT + np.hypot(ahead, across)))


def _direction(foot: Array, reference: ReferencePose) -> Array:
    """Return how far a foot turns outward, deg, from its width in the picture and its known length."""
    length_of_foot = (reference.foot_length or FOOT) * reference.leg[..., None]
    beside = LATERAL * dot(foot, reference.across[..., None, :]) / length_of_foot
    return np.degrees(np.arcsin(np.clip(beside, -1.0, 1.0)))


@measure(
    "deg",
    1,
    NO_VIEW,
    within=(-30.0, 30.0),
    meaning="Sinking of the arch of the foot, which no camera shows with the whole body in "
    "the picture; for a rater's eye.",
)
def foot_flattening(pose: Pose, reference: ReferencePose) -> Array:
    """Return NaN: no camera shows the arch of the foot with the whole body in the picture.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        NaN.
    """
    return np.full((*pose.time.shape, 2), np.nan)


def planted_toe(pose: Pose, reference: ReferencePose) -> Array:
    """Return the tips of the feet, half-way between where they stood and where they are.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2, 2)
        Points, px; x right, y up.
    """
    return 0.5 * (pose[Joint.TOE] + reference.pose[Joint.TOE])
