"""The overhead squat: arms overhead, down to about chair height and back, feet where they are.

Convention lines are conventions, not published cuts, unless a comment names a source.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from movescreen.body import Array, Joint, Pose
from movescreen.geometry import apart, dot, elevation, joint_angle, length, middle, turn
from movescreen.measures import (
    ANY_VIEW,
    FACE_ON,
    FROM_THE_FRONT,
    NO_VIEW,
    SIDE_ON,
    knee_flexion,
    measure,
    shank_inclination,
    thigh_elevation,
    trunk_inclination,
)
from movescreen.screens import ABOVE, BELOW, EITHER, Finding, Movement, Screen
from movescreen.stance import Stance, spine_and_leg

FOOT = 0.24  # heel to tip of the foot, of leg length: what foreshortening hides from the front
LATERAL = np.array([1.0, -1.0])  # the picture's right is lateral for the left limb seen from the front


@measure("%", 2, ANY_VIEW, sided=False)
def hip_descent(pose: Pose, stance: Stance) -> Array:
    """How far the hips have come down since standing, percent of leg length; + = lower."""
    start, now = stance.centre(stance.pose, Joint.HIP), stance.centre(pose, Joint.HIP)
    return 100 * (start - now)[..., 1] / stance.leg


@measure("%", 2, ANY_VIEW, sided=False)
def shoulder_descent(pose: Pose, stance: Stance) -> Array:
    """How far the shoulders have come down since standing, percent of leg length; + = lower."""
    start, now = stance.centre(stance.pose, Joint.SHOULDER), stance.centre(pose, Joint.SHOULDER)
    return 100 * (start - now)[..., 1] / stance.leg


@measure("deg", 6, SIDE_ON)
def trunk_minus_shank(pose: Pose, stance: Stance) -> Array:
    """How much more the trunk leans than the shin, both of the near side; + = trunk leans more."""
    return trunk_inclination.function(pose, stance) - shank_inclination.function(pose, stance)


@measure("%", 4, FACE_ON)
def knee_over_toe(pose: Pose, stance: Stance) -> Array:
    """Distance of the knee from the tip of the foot across the picture, percent of shank length; + = knee inside."""
    across = dot(pose[Joint.TOE] - pose[Joint.KNEE], stance.across[..., None, :])
    return 100 * stance.facing * LATERAL * across / stance.shank


@measure("ratio", 0.06, FACE_ON, sided=False)
def knee_toe_separation(pose: Pose, stance: Stance) -> Array:
    """Distance between the knees over the distance between the tips of the feet; below 1 = knees closer."""
    return np.abs(apart(pose[Joint.KNEE])[..., 0] / apart(pose[Joint.TOE])[..., 0])


@measure("ratio", 0.08, FACE_ON, sided=False)
def knee_ankle_separation(pose: Pose, stance: Stance) -> Array:
    """Distance between the knees over the distance between the ankles; below 1 = knees closer."""
    return np.abs(apart(pose[Joint.KNEE])[..., 0] / apart(pose[Joint.ANKLE])[..., 0])


@measure("deg", 8, SIDE_ON)
def arm_trunk(pose: Pose, stance: Stance) -> Array:
    """Angle of the upper arm against the line of the trunk; 0 = in line overhead, + = arm in front."""
    trunk = pose[Joint.SHOULDER] - pose[Joint.HIP]
    return -stance.forward * turn(trunk, pose[Joint.ELBOW] - pose[Joint.SHOULDER])


@measure("deg", 8, SIDE_ON)
def elbow_flexion(pose: Pose, stance: Stance) -> Array:
    """Bend of the elbow in the picture; 0 = straight, + = flexion."""
    return 180 - joint_angle(pose[Joint.SHOULDER], pose[Joint.ELBOW], pose[Joint.WRIST])


@measure("%", 15, SIDE_ON)
def wrist_over_toe(pose: Pose, stance: Stance) -> Array:
    """Distance of the wrist from the tip of the foot along the picture, percent of foot length; + = in front."""
    along = (pose[Joint.WRIST] - pose[Joint.TOE])[..., 0]
    return 100 * stance.forward * along / stance.foot


@measure("deg", 5, SIDE_ON)
def heel_rise(pose: Pose, stance: Stance) -> Array:
    """Change of the slope of the line from toe to heel since standing; + = heel higher."""
    return _foot_slope(pose) - _foot_slope(stance.pose)


def _foot_slope(pose: Pose) -> Array:
    return elevation(pose[Joint.HEEL] - pose[Joint.TOE])


@measure("deg", 7, FROM_THE_FRONT)
def turn_out(pose: Pose, stance: Stance) -> Array:
    """Direction of the foot from straight ahead, by how far the toe lies beside the heel; + = outward."""
    beside = LATERAL * (pose[Joint.TOE] - pose[Joint.HEEL])[..., 0]
    return np.degrees(np.arcsin(np.clip(beside / (FOOT * stance.leg[..., None]), -1.0, 1.0)))


@measure("deg", 4, FROM_THE_FRONT)
def turn_out_change(pose: Pose, stance: Stance) -> Array:
    """Change of the direction of the foot since standing; + = further outward."""
    return turn_out.function(pose, stance) - turn_out.function(stance.pose, stance)


@measure("deg", 1, NO_VIEW)
def foot_flattening(pose: Pose, stance: Stance) -> Array:
    """Sinking of the arch of the foot, which no camera shows with the whole body in the picture; for a rater's eye."""
    return np.full((*pose.time.shape, 2), np.nan)


@measure("deg", 8, SIDE_ON)
def head_forward(pose: Pose, stance: Stance) -> Array:
    """Change of the angle of the line from shoulder to ear against the trunk since standing; + = ear forward."""
    return _head_angle(pose, stance) - _head_angle(stance.pose, stance)


def _head_angle(pose: Pose, stance: Stance) -> Array:
    trunk = pose[Joint.SHOULDER] - pose[Joint.HIP]
    return -stance.forward * turn(trunk, pose[Joint.EAR] - pose[Joint.SHOULDER])


@measure("%", 6, FACE_ON, sided=False, directed=True)
def hip_shift(pose: Pose, stance: Stance) -> Array:
    """Movement of the hips across the feet since standing, percent of ankle distance; + = to the subject's left."""
    return stance.facing * (_hips_over_feet(pose, stance) - _hips_over_feet(stance.pose, stance))


def _hips_over_feet(pose: Pose, stance: Stance) -> Array:
    ankles = pose[Joint.ANKLE]
    beside = dot(middle(pose[Joint.HIP]) - middle(ankles), stance.across)
    return 100 * beside / np.abs(dot(apart(ankles), stance.across))


def upright(pose: Pose) -> NDArray[np.bool_]:
    """Whether the trunk is up and the knees are straight: not bent in the picture, nor the thighs short in it."""
    shoulder, hip, knee, ankle = spine_and_leg(pose)
    straight = (joint_angle(hip, knee, ankle) > 135) & (length(hip - knee) > 0.7 * length(knee - ankle))
    return straight & (elevation(shoulder - hip) > 45)


SQUAT = Movement(
    effort=hip_descent,
    at_rest=upright,
    least=15.0,
    shortest=0.8,
    longest=12.0,
    # Knees bend along a minimum-jerk curve (Flash & Hogan 1985); what sinks does so as the cosine of that. Face on,
    # shoulders tell the time of rendered people within 0.05 s and hips within 0.1: the network's hips wander.
    timing=((knee_flexion, 1.17), (shoulder_descent, 1.85)),
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
    findings=(
        Finding("feet_turn_out", turn_out, 10, ABOVE),  # pass up to 10 deg in a single-leg squat [V:RESS21]
        Finding("feet_flatten", foot_flattening, 0, ABOVE),
        Finding("knees_move_in", knee_over_toe, 10, ABOVE),
        Finding("knees_move_out", knee_over_toe, -15, BELOW),
        Finding("forward_lean", trunk_minus_shank, 10, ABOVE),
        Finding("asymmetrical_shift", hip_shift, 10, EITHER),
        Finding("heels_rise", heel_rise, 10, ABOVE),
        Finding("arms_fall_forward", arm_trunk, 15, ABOVE),
        Finding("head_forward", head_forward, 15, ABOVE),
    ),
)

SCREENS = (OVERHEAD_SQUAT,)
