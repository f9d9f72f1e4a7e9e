"""The bridge: lying on the back with bent knees, lifting the pelvis until trunk and thigh are in line, and holding.

On one leg the other is in the air. The limb that counts is then the one whose foot carries; where that is the far one,
only what the near trunk and the far knee show is measured, and less surely.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from movescreen.measures.hold_at_top import SHORTEST_LIFT_S, hip_range, hold, sag, sag_rate, time_at_top
from movescreen.measures.limb_angles import knee_flexion
from movescreen.measures.lying_body import (
    heel_to_hip,
    hip_angle,
    hip_lift,
    hip_line_offset,
    pelvis_drop,
    thigh_difference,
    thigh_slope,
    trunk_slope,
)
from movescreen.measures.reference_pose import ReferencePose, Support
from movescreen.pose.geometry import elevation, nan_midpoint
from movescreen.pose.pose import Joint, Pose
from movescreen.screens import ABOVE, BELOW, EITHER, Finding, Movement, Screen

LEVEL_SLOPE = math.tan(math.radians(12.0))
FOOT_DOWN_DEG = 20.0  # deg: a shank that slopes up from the ankle by more has its foot on the floor


def lying(pose: Pose) -> NDArray[np.bool_]:
    """Return whether the trunk is level, within 12 deg: shoulders and hips are on the floor.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.

    Returns
    -------
    ndarray of bool, shape (...)
        True while lying.
    """
    trunk = nan_midpoint(pose[Joint.HIP]) - nan_midpoint(pose[Joint.SHOULDER])
    return np.abs(trunk[..., 1]) < LEVEL_SLOPE * np.abs(trunk[..., 0])


def carrying(pose: Pose, reference: ReferencePose) -> NDArray[np.int64]:
    """Return which leg supports: the side whose foot is on the floor under its knee.

    Parameters
    ----------
    pose : Pose, (...)
        The frames.
    reference : ReferencePose
        The lying body.

    Returns
    -------
    ndarray of int, shape (...)
        Number of a `Support`. If the near leg is lifted, it must be the far one.
    """
    shank = elevation(pose[Joint.KNEE] - pose[Joint.ANKLE])
    near, far = shank[..., reference.near], shank[..., 1 - reference.near]
    up = np.where((near <= FOOT_DOWN_DEG) | (far > FOOT_DOWN_DEG), 1 - reference.near, Support.UNSEEN)
    return np.where(near > FOOT_DOWN_DEG, np.where(far > FOOT_DOWN_DEG, Support.BOTH, reference.near), up)


BRIDGE_LIFT = Movement(
    effort=hip_lift,
    at_rest=lying,
    min_effort=20.0,
    min_duration_s=SHORTEST_LIFT_S,
    max_duration_s=600.0,
    onset_measures=((hip_lift, 1.15),),  # 1 where hips are seen; the network sees them leave the floor late, by 0.08 s
    phases=("rest", "lift", "top", "lower"),
    lies=True,
)

MEASURED = (hip_angle, hip_line_offset, hip_lift, trunk_slope, thigh_slope, knee_flexion, heel_to_hip)
TIMED = (hip_range, hold, time_at_top, sag, sag_rate)
LINE = (
    Finding("hips_below_line", hip_angle, 170, BELOW),
    Finding("hips_past_line", hip_angle, 190, ABOVE),
    # 10 deg end a hold in "Establishing Normative Values and Clinician Assessment Accuracy for the Single Leg Bridge
    # Endurance Test", where an app tells them.
    Finding("hips_lower_during_hold", sag, 10, ABOVE),
)

BRIDGE = Screen(
    name="bridge",
    title="Bridge",
    movement=BRIDGE_LIFT,
    measures=MEASURED,
    over_repetition=TIMED,
    findings=LINE,
)

SINGLE_LEG_BRIDGE = Screen(
    name="single_leg_bridge",
    title="Bridge on one leg",
    movement=BRIDGE_LIFT,
    measures=(*MEASURED, thigh_difference, pelvis_drop),
    over_repetition=TIMED,
    findings=(
        *LINE,
        Finding("thighs_not_level", thigh_difference, 10, EITHER),
        Finding("pelvis_drops", pelvis_drop, 0, ABOVE),
    ),
    support=carrying,
)

SCREENS = (BRIDGE, SINGLE_LEG_BRIDGE)
