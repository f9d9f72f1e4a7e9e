"""The overhead squat: arms overhead, down to about chair height and back, feet where they are.

Convention lines are conventions, not published cuts, unless a comment names a source.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from movescreen.measures.arms_and_head import (
    MAX_SHARED_ARM_DEG,
    arm_trunk,
    elbow_flexion,
    head_forward,
    wrist_over_toe,
)
from movescreen.measures.feet import foot_flattening, heel_rise, turn_out, turn_out_change
from movescreen.measures.hips import hip_descent, hip_shift, shoulder_descent
from movescreen.measures.knees import (
    knee_ankle_separation,
    knee_inward,
    knee_over_ankle,
    knee_over_toe,
    knee_toe_separation,
    knees_to_one_side,
)
from movescreen.measures.limb_angles import (
    knee_flexion,
    shank_inclination,
    thigh_elevation,
    trunk_inclination,
    trunk_minus_shank,
)
from movescreen.measures.reference_pose import LINE, spine_and_leg
from movescreen.measures.registry import ARMS_NOT_OVERHEAD, SIDE_ON, Quantity, registered
from movescreen.pose.geometry import cross, dot, length, midpoint
from movescreen.pose.pose import Pose
from movescreen.screens import ABOVE, BELOW, EITHER, BorneOut, Finding, Movement, Requirement, Screen

MAX_OVERHEAD_DEG = 60.0  # deg from the trunk's line: arms that are further from it when standing are not overhead
STRAIGHT = np.cos(np.radians(42.0))


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
        Requirement(arm_trunk, arm_trunk, MAX_OVERHEAD_DEG, ARMS_NOT_OVERHEAD, standing=True),
        Requirement(head_forward, arm_trunk, MAX_SHARED_ARM_DEG, ARMS_NOT_OVERHEAD),
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
