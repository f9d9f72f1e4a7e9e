"""Arms overhead: how far they and the head leave the line of the trunk, and what they do to the points of the trunk."""

from __future__ import annotations

import math

import numpy as np

from movescreen.measures.reference_from_frames import off_side
from movescreen.measures.reference_pose import ReferencePose
from movescreen.measures.registry import SIDE_ON, measure
from movescreen.pose.geometry import joint_angle, midpoint, turn
from movescreen.pose.pose import Array, Joint, Pose

# deg: by 4 to 8 too much the trunk leans in 3 clips of real people with their arms held forward, by 0.5 with arms down.
ARMS_FORWARD_DEG = 6.0
MAX_SHARED_ARM_DEG = 45.0  # largest arm angle of those that the arms' share in head_forward was found on
SHARE_UNSURE = 0.25  # of the arms' angle: the arms' share in head_forward was 0.5 to 1.0 from body to body


def arm_angle(pose: Pose, reference: ReferencePose) -> Array:
    """Return the angle of the arm against the line of the trunk.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        Angle, deg; 0 = arm in line with the trunk, positive = arm ahead of it.

    Notes
    -----
    The arm runs from the shoulder to the midpoint of elbow and wrist.
    """
    arm = 0.5 * (pose[Joint.ELBOW] + pose[Joint.WRIST]) - pose[Joint.SHOULDER]
    return -reference.forward * turn(pose[Joint.SHOULDER] - pose[Joint.HIP], arm)


def arm_angle_at_slant(pose: Pose, reference: ReferencePose) -> Array:
    """Return the angle of both arms against the line of the trunk at a slant.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body, with its view.

    Returns
    -------
    ndarray, shape (...)
        deg; 0 = in line with the trunk, positive = arms ahead of it.

    Notes
    -----
    What the slant foreshortens is lengthened again. The midpoint of left and right is taken: by as much as one side
    is nearer to the camera, the other is further away.
    """
    longer = np.array([1 / math.cos(math.radians(off_side(reference))), 1.0])
    shoulder, elbow, wrist, hip = (
        midpoint(pose[joint]) * longer for joint in (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST, Joint.HIP)
    )
    return -reference.forward * turn(shoulder - hip, 0.5 * (elbow + wrist) - shoulder)


def by_the_arms(pose: Pose, reference: ReferencePose) -> Array:
    """Return the uncertainty of the trunk's line while the arms are held forward.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        1 SD, deg.

    Notes
    -----
    Arms that are held forward draw the network's shoulder forward.
    """
    return ARMS_FORWARD_DEG * np.abs(np.sin(np.radians(arm_angle(pose, reference))))


@measure(
    "deg",
    4.5,
    SIDE_ON,
    within=(-180.0, 180.0),
    slant=arm_angle_at_slant,
    meaning="Angle of the arm against the line of the trunk; 0 = in line overhead, + = arm in front.",
)
def arm_trunk(pose: Pose, reference: ReferencePose) -> Array:
    """Return the angle of the arm against the line of the trunk.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        deg; 0 = in line with the trunk, positive = arm ahead of it.

    Notes
    -----
    The arm runs from the shoulder to the midpoint of elbow and wrist. The network reads 3 deg too much (SD 2 between
    7 rendered bodies).
    """
    return arm_angle(pose, reference)


@measure("deg", 4, SIDE_ON, within=(0.0, 160.0), meaning="Bend of the elbow in the picture; 0 = straight, + = flexion.")
def elbow_flexion(pose: Pose, reference: ReferencePose) -> Array:
    """Return the flexion of the elbow in the picture.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        deg; 0 = straight.
    """
    return 180 - joint_angle(pose[Joint.SHOULDER], pose[Joint.ELBOW], pose[Joint.WRIST])


@measure(
    "%",
    15,
    SIDE_ON,
    within=(-500.0, 600.0),
    meaning="Distance of the wrist from the tip of the foot along the picture, percent of foot length; + = in front.",
)
def wrist_over_toe(pose: Pose, reference: ReferencePose) -> Array:
    """Return the distance of the wrist from the tip of the foot along the picture.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        Percent of foot length; positive = the wrist is ahead.

    Notes
    -----
    The network draws the foot short and its tip too far back, which reads 33 % too much.
    """
    along = (pose[Joint.WRIST] - pose[Joint.TOE])[..., 0]
    return 100 * reference.forward * along / reference.foot


def _by_its_share(pose: Pose, reference: ReferencePose) -> Array:
    """Return the uncertainty of the arms' share, deg; the share of 0.75 was found on arms to 45 deg from the trunk."""
    return SHARE_UNSURE * np.abs(arm_angle(pose, reference))


@measure(
    "deg",
    8,
    SIDE_ON,
    within=(-60.0, 75.0),
    doubt=_by_its_share,
    meaning="Change of the angle of the line from shoulder to ear against the trunk since standing; + = ear forward.",
)
def head_forward(pose: Pose, reference: ReferencePose) -> Array:
    """Return the change of the head's angle against the trunk since standing.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        deg, line from shoulder to ear; positive = forward.

    Notes
    -----
    The network's shoulder goes ahead with arms that fall forward, so that the ear seems to stay behind: 3 deg in 4.
    """
    return _head_angle(pose, reference) - reference.baseline(_head_angle)


def _head_angle(pose: Pose, reference: ReferencePose) -> Array:
    trunk = pose[Joint.SHOULDER] - pose[Joint.HIP]
    return -reference.forward * turn(trunk, pose[Joint.EAR] - pose[Joint.SHOULDER])
