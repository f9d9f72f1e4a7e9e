"""Angles of the knee, shin, thigh and trunk in the picture, which several screens share."""

from __future__ import annotations

from movescreen.measures.arms_and_head import by_the_arms
from movescreen.measures.reference_pose import ReferencePose
from movescreen.measures.registry import SIDE_ON, measure
from movescreen.pose.geometry import elevation, inclination, joint_angle
from movescreen.pose.pose import Array, Joint, Pose


@measure(
    "deg",
    4,
    SIDE_ON,
    from_afar=True,
    within=(-10.0, 175.0),
    meaning="Bend of the knee in the picture; 0 = straight, + = flexion.",
)
def knee_flexion(pose: Pose, reference: ReferencePose) -> Array:
    """Return the flexion of the knee in the picture.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing or lying body.

    Returns
    -------
    ndarray, shape (..., 2)
        Flexion, deg; 0 = straight.
    """
    return 180 - joint_angle(pose[Joint.HIP], pose[Joint.KNEE], pose[Joint.ANKLE])


@measure(
    "deg",
    3,
    SIDE_ON,
    within=(-60.0, 130.0),
    doubt=by_the_arms,
    meaning="Lean of the line from hip to shoulder from the picture's vertical; + = forward.",
)
def trunk_inclination(pose: Pose, reference: ReferencePose) -> Array:
    """Return the lean of the line from hip to shoulder from the picture's vertical.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        Lean, deg; positive = forward.
    """
    return inclination(pose[Joint.SHOULDER] - pose[Joint.HIP], reference.forward)


@measure(
    "deg",
    2,
    SIDE_ON,
    within=(-40.0, 80.0),
    meaning="Lean of the line from ankle to knee from the picture's vertical; + = knee forward.",
)
def shank_inclination(pose: Pose, reference: ReferencePose) -> Array:
    """Return the lean of the line from ankle to knee from the picture's vertical.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        Lean, deg; positive = forward.
    """
    return inclination(pose[Joint.KNEE] - pose[Joint.ANKLE], reference.forward)


@measure(
    "deg",
    3.5,
    SIDE_ON,
    from_afar=True,
    within=(-90.0, 120.0),
    doubt=by_the_arms,
    meaning="How much more the trunk leans than the shin, both of the near side; + = trunk leans more.",
)
def trunk_minus_shank(pose: Pose, reference: ReferencePose) -> Array:
    """Return how much more the trunk leans than the shin of the same side.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        deg; positive = the trunk leans more.
    """
    trunk, shank = pose[Joint.SHOULDER] - pose[Joint.HIP], pose[Joint.KNEE] - pose[Joint.ANKLE]
    return inclination(trunk, reference.forward) - inclination(shank, reference.forward)


@measure(
    "deg",
    4,
    SIDE_ON,
    from_afar=True,
    within=(-60.0, 90.0),
    meaning="Slope of the line from knee to hip against the horizontal; + = hip above the knee.",
)
def thigh_elevation(pose: Pose, reference: ReferencePose) -> Array:
    """Return the slope of the line from knee to hip against the horizontal.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    ndarray, shape (..., 2)
        Slope, deg; positive = hip above knee.
    """
    return elevation(pose[Joint.HIP] - pose[Joint.KNEE])
