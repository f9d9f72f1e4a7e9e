"""The overhead squat: arms overhead, down to about chair height and back, feet where they are.

Convention lines are conventions, not published cuts, unless a comment names a source.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from movescreen.measures.feet import LATERAL, foot_flattening, heel_rise, planted_toe, turn_out, turn_out_change
from movescreen.measures.reference_pose import BACK, FRONT, LINE, ReferencePose, spine_and_leg
from movescreen.measures.registry import (
    ANY_VIEW,
    ARMS_NOT_OVERHEAD,
    FACE_ON,
    FROM_THE_FRONT,
    SIDE_ON,
    Quantity,
    arm_angle,
    arm_angle_at_slant,
    by_the_arms,
    knee_flexion,
    measure,
    registered,
    shank_inclination,
    thigh_elevation,
    trunk_inclination,
)
from movescreen.pose.geometry import (
    cross,
    dot,
    inclination,
    joint_angle,
    length,
    midpoint,
    or_zero,
    right_to_left,
    turn,
)
from movescreen.pose.pose import Array, Joint, Pose
from movescreen.screens import ABOVE, BELOW, EITHER, BorneOut, Finding, Movement, Requirement, Screen

# Hips that descend also go back, by a share of their descent: 0.47 of 0.24 m in one person before two cameras. How far
# they go is limited: by 0.10 to 0.30 of leg length in 5 people with markers.
BACKWARDS = 0.45  # share of the hips' descent by which they go back
FURTHEST = 0.2  # leg lengths: hips go back no further
OVERHEAD = 60.0  # deg from the trunk's line: arms that are further from it when standing are not overhead
SHARED = 45.0  # deg: largest arm angle of those that the arms' share in head_forward was found on
SHARE_UNSURE = 0.25  # of the arms' angle: the share was 0.5 to 1.0 from body to body
FACING = {FRONT: 1.0, BACK: -1.0}
STRAIGHT = np.cos(np.radians(42.0))
NEARER_KNEES = {FRONT: 1.07, BACK: 0.95}  # knees are some 0.2 m nearer to a camera in front, 3 m away, than ankles


@measure(
    "%",
    4,
    ANY_VIEW,
    sided=False,
    within=(-15.0, 110.0),
    level_unless_told=FROM_THE_FRONT,
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
    seen, eye = _hips(pose, reference), reference.eye
    down = (reference.baseline(_hips) - seen)[..., 1]
    if reference.view in FACING and eye.metre:
        further = FACING[reference.view] * eye.inverse_distance * gone_back(down, reference) / eye.metre
        down = down - further * (seen[..., 1] - eye.middle[1])
    return 100 * down / reference.baseline(_leg)


def _leg(pose: Pose, reference: ReferencePose) -> Array:
    """Leg length, pixels: of a standing body whose trunk and leg are known to be drawn so long together, its share.

    The network puts the hip higher or lower from person to person, and shoulders and ankles nearly where they are.
    """
    if not reference.eye.trunk:
        return reference.leg
    return length(_shoulders(pose, reference) - reference.centre(pose, Joint.ANKLE)) / (1 + reference.eye.trunk)


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
    return np.minimum(BACKWARDS * down, FURTHEST * reference.leg)


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
    return reference.eye.over_ankle(pose, joint) if reference.view == FRONT else pose[joint]


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
    forward = 100 * (_ahead(pose) - reference.baseline(_ahead_of)) * reference.eye.metre / reference.shank.mean(axis=-1)
    return lean + reference.facing * or_zero(forward) * np.sin(np.radians(reference.eye.believed))


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
        np.abs(stepped) - reference.eye.wander, 0.0
    )
    back = -BACKWARDS * hips[..., 1]  # the network draws them back two to three times as far as they are
    return 100 * (reference.facing * moved - back / width * np.sin(np.radians(reference.eye.believed)))


def _ankle_distance(pose: Pose, reference: ReferencePose) -> Array:
    return np.abs(dot(right_to_left(pose[Joint.ANKLE]), reference.across))


def _middles(pose: Pose, reference: ReferencePose) -> tuple[Array, Array]:
    return midpoint(pose[Joint.HIP]), midpoint(pose[Joint.ANKLE])


# The outline of the low back, which is looked for in the pictures themselves; experimental.
back_shape = registered(
    Quantity(
        "back_shape",
        "%",
        "How much more hollow the outline of the low back is than when standing, in its length; - = rounder.",
        uncertainty=1.2,
        far_limb_uncertainty=None,
        views=SIDE_ON,
        sided=False,
        directed=False,
        within=(-20.0, 20.0),
    )
)


def upright(pose: Pose) -> NDArray[np.bool_]:
    """Return whether the trunk is up and the knees are straight.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.

    Returns
    -------
    ndarray of bool, shape (...)
        True if both are within 45 deg and the thigh does not look short.
    """
    shoulder, hip, knee, ankle = spine_and_leg(pose)
    trunk, thigh, shank = shoulder - hip, hip - knee, knee - ankle
    straight = (dot(thigh, shank) > np.abs(cross(thigh, shank))) & (length(thigh) > 0.7 * length(shank))
    return straight & (trunk[..., 1] > np.abs(trunk[..., 0]))


def bent_in_depth(pose: Pose) -> NDArray[np.bool_]:
    """Return whether the legs bend by more than 42 deg in the network's space.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.

    Returns
    -------
    ndarray of bool, shape (...)
        Of the midline of left and right.

    Notes
    -----
    From the front some legs look straight at the bottom of a squat. They bend by 48 deg and more in depth; legs that
    stand by 34 deg at most.
    """
    thigh, shank = np.moveaxis(-np.diff(midpoint(pose.world[..., LINE[1:], :, :]), axis=-2), -2, 0)
    return (thigh * shank).sum(axis=-1) < STRAIGHT * np.sqrt((thigh**2).sum(axis=-1) * (shank**2).sum(axis=-1))


SQUAT = Movement(
    effort=hip_descent,
    at_rest=upright,
    not_at_rest=bent_in_depth,
    min_effort=15.0,
    min_duration_s=0.4,
    max_duration_s=12.0,
    # Knees bend along a minimum-jerk path; what sinks does so about as its square. Face on, shoulders tell the time of
    # rendered people within 0.05 s and hips within 0.1: the network's hips wander.
    onset_measures=((knee_flexion, 1.05), (shoulder_descent, 1.65)),
    phases=("start", "descent", "bottom", "ascent"),
)

OVERHEAD_SQUAT = Screen(
    name="overhead_squat",
    title="Overhead squat",
    movement=SQUAT,
    measures=(
        hip_descent,
        shoulder_descent,
        knee_flexion,
        thigh_elevation,
        trunk_inclination,
        shank_inclination,
        trunk_minus_shank,
        knee_over_toe,
        knee_over_ankle,
        knee_inward,
        knees_to_one_side,
        knee_toe_separation,
        knee_ankle_separation,
        arm_trunk,
        elbow_flexion,
        wrist_over_toe,
        heel_rise,
        turn_out,
        turn_out_change,
        foot_flattening,
        head_forward,
        hip_shift,
    ),
    from_pictures=(back_shape,),
    requires=(
        Requirement(arm_trunk, arm_trunk, OVERHEAD, ARMS_NOT_OVERHEAD, standing=True),
        Requirement(head_forward, arm_trunk, SHARED, ARMS_NOT_OVERHEAD),
    ),
    findings=(
        # Up to 10 deg pass in a single-leg squat that is rated (Ressman 2021, doi 10.1186/s13102-021-00289-x).
        Finding("feet_turn_out", turn_out, 10, ABOVE),
        Finding("feet_flatten", foot_flattening, 0, ABOVE),
        # Knees that cave in are 15 to 32 % of shank length inside their ankles, those of turned-out feet -24 to 5.
        Finding(
            "knees_move_in",
            knee_over_toe,
            10,
            ABOVE,
            (BorneOut(knee_over_ankle, 5.0), BorneOut(knee_inward, 0.0, since_standing=True)),
        ),
        Finding("knees_move_out", knee_over_toe, -15, BELOW),
        Finding("forward_lean", trunk_minus_shank, 10, ABOVE),
        Finding("asymmetrical_shift", hip_shift, 10, EITHER),
        Finding("heels_rise", heel_rise, 10, ABOVE),
        Finding("arms_fall_forward", arm_trunk, 15, ABOVE),
        Finding("head_forward", head_forward, 15, ABOVE),
        Finding("low_back_arches", back_shape, 2.5, ABOVE),
        Finding("low_back_rounds", back_shape, -2.5, BELOW),
    ),
)

SCREENS = (OVERHEAD_SQUAT,)
