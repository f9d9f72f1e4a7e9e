"""What every measure is of, from a person's joints in space: written here a second time, in space and not in a picture.

`TRUTH` holds the definition that a measure answers for, `OTHERWISE` what somebody else may mean by its name. Values
are `(T,)` or `(T, side)` in the measure's unit.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from known import Known
from movescreen.pose.pose import Array, Joint

Definition = Callable[[Known], Array]
TRUTH: dict[str, Definition] = {}
OTHERWISE: dict[str, dict[str, Definition]] = {}

OUTWARDS = np.array([1.0, -1.0])  # x grows to the subject's left


def truth(define: Definition) -> Definition:
    """Enter the truth of the measure that has the function's name."""
    TRUTH[define.__name__] = define
    return define


def otherwise(measure: str, meaning: str) -> Callable[[Definition], Definition]:
    """Enter what else a measure may be taken for."""

    def enter(define: Definition) -> Definition:
        OTHERWISE.setdefault(measure, {})[meaning] = define
        return define

    return enter


def lean(vector: Array) -> Array:
    """How far a vector leans ahead of the vertical in the sagittal plane, deg."""
    return np.degrees(np.arctan2(vector[..., 2], vector[..., 1]))


def slope(vector: Array) -> Array:
    """How far a vector rises in the sagittal plane, -90 to 90 deg."""
    return np.degrees(np.arctan2(vector[..., 1], np.abs(vector[..., 2])))


def rise(vector: Array) -> Array:
    """How far a vector rises above the floor in space, -90 to 90 deg."""
    return np.degrees(np.arctan2(vector[..., 1], np.hypot(vector[..., 0], vector[..., 2])))


def bend(upper: Array, middle: Array, lower: Array) -> Array:
    """How far three points in space are from a straight line, deg."""
    a, b = middle - upper, lower - middle
    return np.degrees(np.arctan2(np.linalg.norm(np.cross(a, b), axis=-1), (a * b).sum(axis=-1)))


def wrapped(angle: Array) -> Array:
    """The same direction from -180 to 180 deg."""
    return (angle + 180) % 360 - 180


def length(known: Known, upper: Joint, lower: Joint) -> Array:
    """How long a segment is at rest, left and right, m."""
    return np.linalg.norm(known.resting(upper) - known.resting(lower), axis=-1)


def shank(known: Known) -> Array:
    return length(known, Joint.KNEE, Joint.ANKLE)


def thigh(known: Known) -> Array:
    return length(known, Joint.HIP, Joint.KNEE)


def descent(known: Known, joint: Joint) -> Array:
    """How far the middle of a pair is below where it rested, percent of leg length."""
    sunk = known.resting(joint)[:, 1].mean() - known[joint][..., 1].mean(axis=1)
    return 100 * sunk / (thigh(known) + shank(known)).mean()


@truth
def hip_descent(known: Known) -> Array:
    return descent(known, Joint.HIP)


@truth
def shoulder_descent(known: Known) -> Array:
    return descent(known, Joint.SHOULDER)


@truth
def hip_lift(known: Known) -> Array:
    """How far the middle of the hips is above where it rested, percent of thigh length."""
    risen = known[Joint.HIP][..., 1].mean(axis=1) - known.resting(Joint.HIP)[:, 1].mean()
    return 100 * risen / thigh(known).mean()


def effort(known: Known) -> Array:
    """By how much the hips have left their rest in the direction of the movement, percent."""
    return hip_lift(known) if known.lies else hip_descent(known)


@truth
def knee_flexion(known: Known) -> Array:
    """In the sagittal plane."""
    flat = [known[joint] * [0.0, 1.0, 1.0] for joint in (Joint.HIP, Joint.KNEE, Joint.ANKLE)]
    return bend(*flat)


@otherwise("knee_flexion", "in space")
def knee_flexion_in_space(known: Known) -> Array:
    """The knee's own bend, which a thigh that points outwards hides from the side."""
    return bend(known[Joint.HIP], known[Joint.KNEE], known[Joint.ANKLE])


@truth
def trunk_inclination(known: Known) -> Array:
    return lean(known[Joint.SHOULDER] - known[Joint.HIP])


@truth
def shank_inclination(known: Known) -> Array:
    return lean(known[Joint.KNEE] - known[Joint.ANKLE])


@truth
def trunk_minus_shank(known: Known) -> Array:
    return trunk_inclination(known) - shank_inclination(known)


@otherwise("trunk_minus_shank", "trunk between the middles")
def middle_trunk_minus_shank(known: Known) -> Array:
    """With the line between the middles of hips and shoulders for the trunk."""
    return lean((known[Joint.SHOULDER] - known[Joint.HIP]).mean(axis=1))[:, None] - shank_inclination(known)


@truth
def thigh_elevation(known: Known) -> Array:
    return slope(known[Joint.HIP] - known[Joint.KNEE])


@truth
def knee_over_toe(known: Known) -> Array:
    """In the frontal plane, percent of shank length; + = knee inside."""
    return 100 * OUTWARDS * (known[Joint.TOE] - known[Joint.KNEE])[..., 0] / shank(known)


@truth
def knee_over_ankle(known: Known) -> Array:
    """In the frontal plane, percent of shank length; + = knee inside."""
    return 100 * OUTWARDS * (known[Joint.ANKLE] - known[Joint.KNEE])[..., 0] / shank(known)


@truth
def knee_inward(known: Known) -> Array:
    """How far the knee is further in over its ankle than at rest, percent of shank length."""
    over = knee_over_ankle(known)
    return over - known.at_rest(over)


@truth
def knees_to_one_side(known: Known) -> Array:
    """How far both knees together have gone to the left over their ankles since rest, percent of shank length."""
    return (-OUTWARDS * knee_inward(known)).mean(axis=1)


def apart(known: Known, joint: Joint) -> Array:
    """From right to left across the body, m."""
    return known[joint][:, 0, 0] - known[joint][:, 1, 0]


@truth
def knee_toe_separation(known: Known) -> Array:
    return apart(known, Joint.KNEE) / apart(known, Joint.TOE)


@truth
def knee_ankle_separation(known: Known) -> Array:
    return apart(known, Joint.KNEE) / apart(known, Joint.ANKLE)


@truth
def arm_trunk(known: Known) -> Array:
    """The line from shoulder to wrist against that between the middles of hips and shoulders, sagittal, deg."""
    trunk = (known[Joint.SHOULDER] - known[Joint.HIP]).mean(axis=1)[:, None]
    return wrapped(lean(known[Joint.WRIST] - known[Joint.SHOULDER]) - lean(trunk))


@otherwise("arm_trunk", "upper arm, trunk of its side")
def upper_arm_trunk(known: Known) -> Array:
    """The upper arm against the line of the same side's trunk."""
    return wrapped(lean(known[Joint.ELBOW] - known[Joint.SHOULDER]) - trunk_inclination(known))


@truth
def elbow_flexion(known: Known) -> Array:
    return bend(known[Joint.SHOULDER], known[Joint.ELBOW], known[Joint.WRIST])


@truth
def wrist_over_toe(known: Known) -> Array:
    foot = length(known, Joint.HEEL, Joint.TOE)
    return 100 * (known[Joint.WRIST] - known[Joint.TOE])[..., 2] / foot


@truth
def heel_rise(known: Known) -> Array:
    """Of the foot about its ball."""
    raised = rise(known[Joint.HEEL] - known.ball)
    return raised - known.at_rest(raised)


@otherwise("heel_rise", "heel over the toe's tip")
def heel_over_toe_rise(known: Known) -> Array:
    """Of the line from the toe's tip, which stays on the floor when the foot bends, to the heel."""
    raised = rise(known[Joint.HEEL] - known[Joint.TOE])
    return raised - known.at_rest(raised)


@truth
def turn_out(known: Known) -> Array:
    """From heel to toe against straight ahead, seen from above; + = toe outside."""
    foot = known[Joint.TOE] - known[Joint.HEEL]
    return np.degrees(np.arctan2(OUTWARDS * foot[..., 0], foot[..., 2]))


@truth
def turn_out_change(known: Known) -> Array:
    return turn_out(known) - known.at_rest(turn_out(known))


@truth
def head_forward(known: Known) -> Array:
    """Of the line from shoulder to ear against the trunk, sagittal."""
    angle = wrapped(lean(known[Joint.EAR] - known[Joint.SHOULDER]) - trunk_inclination(known))
    return angle - known.at_rest(angle)


@truth
def hip_shift(known: Known) -> Array:
    over = (known[Joint.HIP] - known[Joint.ANKLE])[..., 0].mean(axis=1) / apart(known, Joint.ANKLE)
    return 100 * (over - known.at_rest(over))


@truth
def hip_angle(known: Known) -> Array:
    """In the sagittal plane; above 180 = hip past the line."""
    return 180 - lean(known[Joint.HIP] - known[Joint.SHOULDER]) + lean(known[Joint.KNEE] - known[Joint.HIP])


@otherwise("hip_angle", "in space")
def hip_angle_in_space(known: Known) -> Array:
    return 180 - bend(known[Joint.SHOULDER], known[Joint.HIP], known[Joint.KNEE])


@truth
def hip_line_offset(known: Known) -> Array:
    trunk, chord = (known[joint] - known[Joint.SHOULDER] for joint in (Joint.HIP, Joint.KNEE))
    below = trunk[..., 2] * chord[..., 1] - trunk[..., 1] * chord[..., 2]
    return 100 * below / (chord[..., 1:] ** 2).sum(axis=-1)


@truth
def trunk_slope(known: Known) -> Array:
    return slope(known[Joint.HIP] - known[Joint.SHOULDER])


@truth
def thigh_slope(known: Known) -> Array:
    return slope(known[Joint.KNEE] - known[Joint.HIP])


@truth
def thigh_difference(known: Known) -> Array:
    """The leg whose ankle is up by more than 10 cm is the raised one."""
    slopes, up = thigh_slope(known), known[Joint.ANKLE][..., 1]
    left_higher = slopes[..., 0] - slopes[..., 1]
    raised = up[..., 0] - up[..., 1]
    return np.where(np.abs(raised) > 0.1, np.sign(raised) * left_higher, np.nan)


@truth
def heel_to_hip(known: Known) -> Array:
    return 100 * np.abs((known[Joint.HEEL] - known[Joint.HIP])[..., 2]) / thigh(known)
