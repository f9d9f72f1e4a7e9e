"""A lying body in the bridge: its hip against the line from shoulder to knee, trunk, thighs and feet."""

from __future__ import annotations

import numpy as np

from movescreen.measures.reference_pose import ReferencePose
from movescreen.measures.registry import NO_VIEW, SIDE_ON, measure
from movescreen.pose.geometry import cross, elevation, inclination, turn
from movescreen.pose.pose import LEFT, RIGHT, Array, Joint, Pose

OFF_FLOOR = 0.25  # of thigh length: an ankle that has come up further is not that of a foot on the floor


@measure(
    "deg",
    7,
    SIDE_ON,
    far_limb_uncertainty=9,
    within=(45.0, 240.0),
    meaning="Angle from shoulder over hip to knee; 180 = straight line, above 180 = hip past the line.",
)
def hip_angle(pose: Pose, reference: ReferencePose) -> Array:
    """Return the angle from shoulder over hip to knee.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The lying body.

    Returns
    -------
    ndarray, shape (..., 2)
        deg; 180 = straight, above 180 = hip past the line.

    Notes
    -----
    At the top the network reads rendered bodies 2.7 deg too large (12 clips, 7 bodies: SD 1.8, -1.2 to 6.0). That is
    no more than the place of a rendered hip joint is sure to, and differs between bodies, so it is not corrected.
    """
    hip = reference.nearest(pose[Joint.HIP])
    trunk, thigh = reference.nearest(pose[Joint.SHOULDER]) - hip, pose[Joint.KNEE] - hip
    return -reference.forward * turn(trunk, thigh) % 360


@measure(
    "%",
    3,
    SIDE_ON,
    far_limb_uncertainty=4,
    within=(-40.0, 70.0),
    meaning="Distance of the hip from the line between shoulder and knee, percent of its length; + = hip below.",
)
def hip_line_offset(pose: Pose, reference: ReferencePose) -> Array:
    """Return the distance of the hip from the line between shoulder and knee.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The lying body.

    Returns
    -------
    ndarray, shape (..., 2)
        Percent of the line's length; positive = hip below it.
    """
    shoulder, hip = reference.nearest(pose[Joint.SHOULDER]), reference.nearest(pose[Joint.HIP])
    chord = pose[Joint.KNEE] - shoulder
    below = cross(hip - shoulder, chord) * reference.forward
    return 100 * below / (chord**2).sum(axis=-1)


@measure(
    "%",
    8,
    SIDE_ON,
    sided=False,
    within=(-40.0, 160.0),
    meaning="How far the hip has come up since lying, percent of thigh length; + = higher.",
)
def hip_lift(pose: Pose, reference: ReferencePose) -> Array:
    """Return how far the hip has risen since lying.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The lying body.

    Returns
    -------
    ndarray, shape (...)
        Percent of thigh length; positive = up.

    Notes
    -----
    The network marks a lifted hip too high: by 5.9 % on 12 rendered clips of 7 bodies, SD 4.6, -1 to 15.
    """
    start, now = reference.centre(reference.pose, Joint.HIP), reference.centre(pose, Joint.HIP)
    return 100 * (now - start)[..., 1] / reference.of(reference.thigh)


@measure(
    "deg",
    6,
    SIDE_ON,
    far_limb_uncertainty=6,
    within=(-60.0, 90.0),
    meaning="Slope of the line from shoulder to hip against the horizontal; + = hip higher.",
)
def trunk_slope(pose: Pose, reference: ReferencePose) -> Array:
    """Return the slope of the line from shoulder to hip against the horizontal.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The lying body.

    Returns
    -------
    ndarray, shape (..., 2)
        deg; positive = hip above shoulder.
    """
    return elevation(reference.nearest(pose[Joint.HIP]) - reference.nearest(pose[Joint.SHOULDER]))


@measure(
    "deg",
    6,
    SIDE_ON,
    far_limb_uncertainty=9,
    within=(-90.0, 90.0),
    meaning="Slope of the line from hip to knee against the horizontal; + = knee higher.",
)
def thigh_slope(pose: Pose, reference: ReferencePose) -> Array:
    """Return the slope of the line from hip to knee against the horizontal.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The lying body.

    Returns
    -------
    ndarray, shape (..., 2)
        deg; positive = knee above hip.
    """
    return elevation(pose[Joint.KNEE] - reference.nearest(pose[Joint.HIP]))


@measure(
    "%",
    9,
    SIDE_ON,
    within=(-200.0, 500.0),
    meaning="Distance of the heel from the hip along the picture, percent of thigh length; smaller = heel nearer.",
)
def heel_to_hip(pose: Pose, reference: ReferencePose) -> Array:
    """Return the distance of the heel from the hip along the picture.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The lying body.

    Returns
    -------
    ndarray, shape (..., 2)
        Percent of thigh length; NaN for a foot that left the floor.

    Notes
    -----
    The network once took the raised foot for that of the supporting near leg, hence the NaN. On rendered bodies it
    reads 2 to 9 % too small with both feet down, and up to 27 % too large on one leg, because it draws the thigh
    next to a raised one too short.
    """
    came_up = (pose[Joint.ANKLE] - reference.pose[Joint.ANKLE])[..., 1] > OFF_FLOOR * reference.thigh
    along = np.abs((pose[Joint.HEEL] - pose[Joint.HIP])[..., 0])
    return np.where(came_up, np.nan, 100 * along / reference.thigh)


@measure(
    "deg",
    7,
    SIDE_ON,
    sided=False,
    within=(-150.0, 150.0),
    meaning="How much more steeply the raised thigh points up than the one that carries; + = raised thigh higher.",
)
def thigh_difference(pose: Pose, reference: ReferencePose) -> Array:
    """Return how much more steeply the raised thigh points up than the supporting one.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The lying body, with the supporting leg.

    Returns
    -------
    ndarray, shape (...)
        deg; positive = the raised thigh is higher.
    """
    thighs = pose[Joint.KNEE] - reference.nearest(pose[Joint.HIP])
    left_higher = inclination(thighs, reference.forward) @ [-1.0, 1.0]
    carries = np.full(left_higher.shape, np.nan) if reference.support is None else reference.support
    return np.select([carries == RIGHT, carries == LEFT], [left_higher, -left_higher], np.nan)


@measure(
    "deg",
    1,
    NO_VIEW,
    sided=False,
    within=(-60.0, 60.0),
    meaning="Sinking of the pelvis on the side of the raised leg; from the side the far hip "
    "is hidden; for a rater's eye.",
)
def pelvis_drop(pose: Pose, reference: ReferencePose) -> Array:
    """Return NaN: no side view shows the sinking of the pelvis on the side of the raised leg.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The lying body.

    Returns
    -------
    ndarray, shape (...)
        NaN.
    """
    return np.full(pose.time.shape, np.nan)
