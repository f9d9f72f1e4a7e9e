"""The bridge: lying on the back with bent knees, lifting the pelvis until trunk and thigh are in line, and holding."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from movescreen.body import Array, Joint, Pose
from movescreen.geometry import cross, either, elevation, joint_angle
from movescreen.measures import SIDE_ON, knee_flexion, measure
from movescreen.screens import ABOVE, BELOW, Finding, Movement, Screen
from movescreen.stance import Stance


@measure("deg", 7, SIDE_ON)
def hip_angle(pose: Pose, stance: Stance) -> Array:
    """Angle from shoulder over hip to knee; 180 = straight line, above 180 = hip past the line."""
    angle = joint_angle(pose[Joint.SHOULDER], pose[Joint.HIP], pose[Joint.KNEE])
    return np.where(hip_line_offset.function(pose, stance) >= 0, angle, 360 - angle)


@measure("%", 3, SIDE_ON)
def hip_line_offset(pose: Pose, stance: Stance) -> Array:
    """Distance of the hip from the line between shoulder and knee, percent of its length; + = hip below."""
    chord = pose[Joint.KNEE] - pose[Joint.SHOULDER]
    below = cross(pose[Joint.HIP] - pose[Joint.SHOULDER], chord) * stance.forward
    return 100 * below / (chord**2).sum(axis=-1)


@measure("%", 4, SIDE_ON, sided=False)
def hip_lift(pose: Pose, stance: Stance) -> Array:
    """How far the hip has come up since lying, percent of thigh length; + = higher."""
    start, now = stance.centre(stance.pose, Joint.HIP), stance.centre(pose, Joint.HIP)
    return 100 * (now - start)[..., 1] / stance.of(stance.thigh)


@measure("deg", 6, SIDE_ON)
def trunk_slope(pose: Pose, stance: Stance) -> Array:
    """Slope of the line from shoulder to hip against the horizontal; + = hip higher."""
    return elevation(pose[Joint.HIP] - pose[Joint.SHOULDER])


@measure("deg", 6, SIDE_ON)
def thigh_slope(pose: Pose, stance: Stance) -> Array:
    """Slope of the line from hip to knee against the horizontal; + = knee higher."""
    return elevation(pose[Joint.KNEE] - pose[Joint.HIP])


@measure("%", 5, SIDE_ON)
def heel_to_hip(pose: Pose, stance: Stance) -> Array:
    """Distance of the heel from the hip along the picture, percent of thigh length; smaller = heel nearer."""
    return 100 * np.abs((pose[Joint.HEEL] - pose[Joint.HIP])[..., 0]) / stance.thigh


def lying(pose: Pose) -> NDArray[np.bool_]:
    """Whether the trunk is level, within 12 deg: shoulders and hips are on the floor."""
    return np.abs(elevation(either(pose[Joint.HIP]) - either(pose[Joint.SHOULDER]))) < 12


BRIDGE_LIFT = Movement(
    effort=hip_lift,
    at_rest=lying,
    least=20.0,
    shortest=0.8,
    longest=600.0,
    timing=((hip_lift, 1.17),),  # along a minimum-jerk curve (Flash & Hogan 1985)
    phases=("rest", "lift", "top", "lower"),
)

BRIDGE = Screen(
    name="bridge",
    title="Bridge",
    movement=BRIDGE_LIFT,
    measures=(hip_angle, hip_line_offset, hip_lift, trunk_slope, thigh_slope, knee_flexion, heel_to_hip),
    findings=(
        Finding("hips_below_line", hip_angle, 170, BELOW),
        Finding("hips_past_line", hip_angle, 190, ABOVE),
    ),
)

SCREENS = (BRIDGE,)
