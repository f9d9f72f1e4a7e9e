"""Knees face on: where they are over the feet, and how far apart."""

from __future__ import annotations

import numpy as np

from movescreen.measures.feet import LATERAL, planted_toe
from movescreen.measures.reference_pose import BACK, FRONT, ReferencePose
from movescreen.measures.registry import FACE_ON, measure
from movescreen.pose.geometry import dot, or_zero, right_to_left
from movescreen.pose.pose import Array, Joint, Pose

NEARER_KNEES = {FRONT: 1.07, BACK: 0.95}  # knees are some 0.2 m nearer to a camera in front, 3 m away, than ankles


@measure(
    "%",
    4,
    FACE_ON,
    within=(-120.0, 100.0),
    meaning="Distance of the knee from the tip of the foot across the picture, percent of "
    "shin length; + = knee inside.",
)
def knee_over_toe(pose: Pose, reference: ReferencePose) -> Array:
    """Return the distance of the knee from the tip of the foot across the picture.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        Percent of shin length; positive = the knee is inside the tip.

    Notes
    -----
    The drawn foot follows a knee that goes in, so the tip is taken half-way between where it stood and where it is:
    on 7 rendered bodies the SD of a knee that went in was 5.6 % before and 2.6 % after. The network marks the big
    toe, 18 mm inside the second. What is nearer to the camera than the ankle is put back to the ankle's distance.
    """
    toe, knee = 0.5 * (_toe(pose, reference) + reference.baseline(_toe)), _over_ankle(pose, reference, Joint.KNEE)
    across = dot(toe - knee, reference.across[..., None, :])
    return 100 * reference.facing * LATERAL * across / reference.shank


def _toe(pose: Pose, reference: ReferencePose) -> Array:
    return _over_ankle(pose, reference, Joint.TOE)


def _over_ankle(pose: Pose, reference: ReferencePose, joint: Joint) -> Array:
    """Return a joint seen from the front as if it were no nearer than its ankle; unchanged from behind."""
    return reference.camera.over_ankle(pose, joint) if reference.view == FRONT else pose[joint]


@measure(
    "%",
    5,
    FACE_ON,
    within=(-120.0, 100.0),
    meaning="Distance of the knee from its own ankle across the picture, percent of shin length; + = knee inside.",
)
def knee_over_ankle(pose: Pose, reference: ReferencePose) -> Array:
    """Return the distance of the knee from its own ankle across the picture.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        Percent of shin length; positive = the knee is inside the ankle.

    Notes
    -----
    With turned-out feet in a half squat, knees stay inside the tips of the toes though they go out over the ankles.
    """
    across = dot(pose[Joint.ANKLE] - _over_ankle(pose, reference, Joint.KNEE), reference.across[..., None, :])
    return 100 * reference.facing * LATERAL * across / reference.shank


@measure(
    "%",
    4,
    FACE_ON,
    within=(-120.0, 120.0),
    meaning="Movement of the knee across the foot since standing, percent of shin length; + = inward.",
)
def knee_inward(pose: Pose, reference: ReferencePose) -> Array:
    """Return the movement of the knee across the foot since standing.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        Percent of shin length; positive = inward.
    """
    return knee_over_ankle.function(pose, reference) - reference.baseline(knee_over_ankle.function)


@measure(
    "%",
    4,
    FACE_ON,
    sided=False,
    directed=True,
    yaw_put_right=True,
    within=(-120.0, 120.0),
    meaning="Movement of both knees together across the feet since standing, percent of "
    "shin; + = to the subject's left.",
)
def knees_to_one_side(pose: Pose, reference: ReferencePose) -> Array:
    """Return the movement of both knees together across the feet since standing.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body, with its camera geometry.

    Returns
    -------
    ndarray, shape (...)
        Percent of shin length; positive = to the subject's left.

    Notes
    -----
    Knees that both go out, or in, give 0. What knees that come forward seem to move across in front of a camera that
    stands aside is removed.
    """
    lean = (knee_inward.function(pose, reference) * -LATERAL).mean(axis=-1)
    forward = (
        100 * (_ahead(pose) - reference.baseline(_ahead_of)) * reference.camera.metre / reference.shank.mean(axis=-1)
    )
    return lean + reference.facing * or_zero(forward) * np.sin(np.radians(reference.camera.believed))


def _ahead(pose: Pose) -> Array:
    """Return how much nearer to the camera the knees are than their ankles, m."""
    return (pose.world[..., Joint.KNEE, :, 2] - pose.world[..., Joint.ANKLE, :, 2]).mean(axis=-1)


def _ahead_of(pose: Pose, reference: ReferencePose) -> Array:
    return _ahead(pose)


@measure(
    "ratio",
    0.08,
    FACE_ON,
    sided=False,
    within=(0.0, 6.0),
    meaning="Distance between the knees over the distance between the tips of the feet; below 1 = knees closer.",
)
def knee_toe_separation(pose: Pose, reference: ReferencePose) -> Array:
    """Return the distance between the knees over the distance between the tips of the feet.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (...)
        Ratio.

    Notes
    -----
    From the front it reads 0.10 too much, because the network marks the big toes.
    """
    return np.abs(right_to_left(pose[Joint.KNEE])[..., 0] / right_to_left(planted_toe(pose, reference))[..., 0])


@measure(
    "ratio",
    0.1,
    FACE_ON,
    sided=False,
    within=(0.0, 6.0),
    meaning="Distance between the knees over the distance between the ankles; below 1 = knees closer.",
)
def knee_ankle_separation(pose: Pose, reference: ReferencePose) -> Array:
    """Return the distance between the knees over the distance between the ankles.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (...)
        Ratio.
    """
    nearer = NEARER_KNEES[reference.view]
    return np.abs(right_to_left(pose[Joint.KNEE])[..., 0] / right_to_left(pose[Joint.ANKLE])[..., 0]) / nearer
