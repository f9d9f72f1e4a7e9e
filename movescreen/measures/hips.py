"""Hips and shoulders: how far they come down, and how far the hips shift to one side."""

from __future__ import annotations

import numpy as np

from movescreen.measures.reference_pose import BACK, FRONT, ReferencePose
from movescreen.measures.registry import ANY_VIEW, FACE_ON, FROM_THE_FRONT, measure
from movescreen.pose.geometry import dot, length, midpoint, right_to_left
from movescreen.pose.pose import Array, Joint, Pose

# Hips that descend also go back, by a share of their descent: 0.47 of 0.24 m in one person before two cameras. How far
# they go is limited: by 0.10 to 0.30 of leg length in 5 people with markers.
BACKWARDS_SHARE = 0.45  # share of the hips' descent by which they go back
MAX_BACKWARDS_LEGS = 0.2  # leg lengths: hips go back no further
FACING = {FRONT: 1.0, BACK: -1.0}


@measure(
    "%",
    4,
    ANY_VIEW,
    sided=False,
    within=(-15.0, 110.0),
    level_unless_stated=FROM_THE_FRONT,
    meaning="How far the hips have come down since standing, percent of leg length; + = lower.",
)
def hip_descent(pose: Pose, reference: ReferencePose) -> Array:
    """Return how far the hips have descended since standing.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body, with its camera geometry.

    Returns
    -------
    ndarray, shape (...)
        Percent of leg length; positive = down.

    Notes
    -----
    Hips go back as they go down: they look higher to a camera in front that is above them, and lower to one behind.
    That is removed.
    """
    seen, camera = _hips(pose, reference), reference.camera
    down = (reference.baseline(_hips) - seen)[..., 1]
    if reference.view in FACING and camera.metre:
        further = FACING[reference.view] * camera.inverse_distance * gone_back(down, reference) / camera.metre
        down = down - further * (seen[..., 1] - camera.middle[1])
    return 100 * down / reference.baseline(_leg)


def _leg(pose: Pose, reference: ReferencePose) -> Array:
    """Leg length, pixels: of a standing body whose trunk and leg are known to be drawn so long together, its share.

    The network puts the hip higher or lower from person to person, and shoulders and ankles nearly where they are.
    """
    if not reference.camera.trunk:
        return reference.leg
    return length(_shoulders(pose, reference) - reference.centre(pose, Joint.ANKLE)) / (1 + reference.camera.trunk)


def gone_back(down: Array, reference: ReferencePose) -> Array:
    """Return how far back hips go that descend so far.

    Parameters
    ----------
    down : ndarray, shape (...)
        Descent, px.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (...)
        px.
    """
    return np.minimum(BACKWARDS_SHARE * down, MAX_BACKWARDS_LEGS * reference.leg)


def _hips(pose: Pose, reference: ReferencePose) -> Array:
    return reference.centre(pose, Joint.HIP)


@measure(
    "%",
    3.5,
    ANY_VIEW,
    sided=False,
    within=(-20.0, 140.0),
    meaning="How far the shoulders have come down since standing, percent of leg length; + = lower.",
)
def shoulder_descent(pose: Pose, reference: ReferencePose) -> Array:
    """Return how far the shoulders have descended since standing.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (...)
        Percent of leg length; positive = down.
    """
    down = reference.baseline(_shoulders) - _shoulders(pose, reference)
    return 100 * down[..., 1] / reference.baseline(_leg)


def _shoulders(pose: Pose, reference: ReferencePose) -> Array:
    return reference.centre(pose, Joint.SHOULDER)


@measure(
    "%",
    3.5,
    FACE_ON,
    sided=False,
    directed=True,
    yaw_put_right=True,
    within=(-100.0, 100.0),
    meaning="Movement of the hips across the picture since standing, percent of ankle "
    "distance; + = to the subject's left.",
)
def hip_shift(pose: Pose, reference: ReferencePose) -> Array:
    """Return the movement of the hips across the picture since standing.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body, with its camera geometry.

    Returns
    -------
    ndarray, shape (...)
        Percent of ankle distance; positive = to the subject's left.

    Notes
    -----
    The network lets ankles wander: only what they move beyond that is taken for a step. What hips that go back seem
    to move across in front of a camera that stands aside is removed.
    """
    width = reference.baseline(_ankle_distance)
    hips, ankles = (
        now - then for now, then in zip(_middles(pose, reference), reference.baseline(_middles), strict=True)
    )
    stepped = dot(ankles, reference.across) / width
    moved = dot(hips, reference.across) / width - np.sign(stepped) * np.maximum(
        np.abs(stepped) - reference.camera.wander, 0.0
    )
    back = -BACKWARDS_SHARE * hips[..., 1]  # the network draws them back two to three times as far as they are
    return 100 * (reference.facing * moved - back / width * np.sin(np.radians(reference.camera.believed)))


def _ankle_distance(pose: Pose, reference: ReferencePose) -> Array:
    return np.abs(dot(right_to_left(pose[Joint.ANKLE]), reference.across))


def _middles(pose: Pose, reference: ReferencePose) -> tuple[Array, Array]:
    return midpoint(pose[Joint.HIP]), midpoint(pose[Joint.ANKLE])
