"""The overhead squat of a `Figure`: joint angles over a course of time, and every measure's truth."""

from __future__ import annotations

import numpy as np

from movescreen.body import LEFT, RIGHT, Array, Joint
from movescreen.course import Course, repetitions
from movescreen.figure import (
    AHEAD,
    SIGN,
    UP,
    Figure,
    Motion,
    Parts,
    Sides,
    arms,
    assemble,
    beside,
    face,
    foot,
    knee_bend,
    leaning,
    meet,
    pair,
    sagittal,
)

STANDING_KNEE, STANDING_TRUNK, ARM_SPREAD = 5.0, 2.0, 8.0  # deg
# Shares of body mass (Winter): both shanks, both thighs, trunk, head, both arms.
# And how far up a segment of the leg its centre of mass lies.
SHANKS, THIGHS, TRUNK, HEAD, ARMS, CENTRE = 0.093, 0.200, 0.497, 0.081, 0.100, 0.567


def squat(
    course: Course | None = None,
    figure: Figure | None = None,
    *,
    knee_flexion: float = 110.0,
    trunk: float = 35.0,
    shank: float | None = None,
    thigh_abduction: float | None = None,
    stance: float | None = None,
    turn_out: Sides = 8.0,
    foot_turns: Sides = 0.0,
    heel_rise: Sides = 0.0,
    knees_in: Sides = 0.0,
    arms_at_start: float = 0.0,
    arms_forward: float = 0.0,
    head_forward: float = 0.0,
    hip_shift: float = 0.0,
) -> Motion:
    """Overhead squats; what is given holds at depth 1, in degrees, one number or (left, right).

    `shank`, the inclination, follows from balance over the middle of the feet where it is not given. The knees come
    over the toes, or out by `thigh_abduction` from the sagittal plane, then `knees_in` metres towards the middle
    (negative: out). `foot_turns` is added to `turn_out` on the way down, about the ankle. `hip_shift` is in metres to
    the subject's left, `stance` in metres between the ankles (the width of the shoulders where it is not given).
    `knee_flexion` is that of both legs; a hip shift, or heels that rise unequally, move the two apart.
    """
    course, body = course or repetitions(), (figure or Figure()).metres
    depth = course.depth
    spread = depth[:, None]
    lean = STANDING_TRUNK + (trunk - STANDING_TRUNK) * depth
    reach = arms_at_start + (arms_forward - arms_at_start) * depth
    turned, rise = pair(turn_out) + pair(foot_turns) * spread, pair(heel_rise) * spread
    ground = beside(np.zeros((len(depth), 3)), stance or body.shoulder_width)
    feet = foot(ground, turned, rise, body)
    bend = np.radians(STANDING_KNEE + (knee_flexion - STANDING_KNEE) * depth)
    goal = SIGN * feet[Joint.TOE][..., 0] if thigh_abduction is None else out(body, thigh_abduction)
    hips = pelvis(body, feet, depth, bend, goal, shank, moment(body, lean, reach))
    hips = hips + hip_shift * depth[:, None] * [1.0, 0.0, 0.0]
    parts = (
        feet
        | legs(body, feet, hips, depth, goal - pair(knees_in))
        | upper(body, hips, lean, reach, head_forward * depth)
    )
    set_angles = {
        "trunk_inclination": lean,
        "turn_out": turned,
        "heel_rise": rise,
        "head_forward": head_forward * depth,
    }
    set_angles["arm_trunk"] = np.repeat(reach[:, None], 2, axis=1)
    return Motion(assemble(parts), set_angles | squat_truth(parts, lean, body), course)


def out(body: Figure, abduction: float) -> float:
    """How far beside the middle a knee is when its thigh is abducted, m."""
    return 0.5 * body.hip_width + body.thigh * float(np.sin(np.radians(abduction)))


def moment(body: Figure, lean: Array, reach: Array) -> Array:
    """How far trunk, head and arms lie ahead of the hips, each times its share of the mass, m."""
    tilt, arm = np.sin(np.radians(lean)), 0.5 * (body.upper_arm + body.forearm)
    ahead = TRUNK * 0.5 * body.trunk + HEAD * (body.trunk + body.neck) + ARMS * body.trunk
    return ahead * tilt + ARMS * arm * np.sin(np.radians(lean + reach))


def beside_line(ankle: Array, hip: Array | float, body: Figure, squared: Array) -> Array:
    """The x of the knee's foot on the line from ankle to hip, whose length squared is `squared`, m."""
    return ankle + (hip - ankle) * (body.shank**2 - body.thigh**2 + squared) / (2.0 * squared)


def pelvis(
    body: Figure, feet: Parts, depth: Array, bend: Array, goal: Array | float, shank: float | None, load: Array
) -> Array:
    """The middle of the hips over feet whose mean leg is bent by `bend`, `(T, axis)`, before any shift."""
    ankle = (feet[Joint.ANKLE] * np.stack([SIGN, [1.0, 1.0], [1.0, 1.0]], axis=-1)).mean(axis=1)
    hip = 0.5 * body.hip_width
    squared = body.shank**2 + body.thigh**2 + 2.0 * body.shank * body.thigh * np.cos(bend)
    line = beside_line(ankle[:, 0], hip, body, squared)
    knee = line + (np.mean(np.broadcast_to(goal, (len(depth), 2)), axis=1) - line) * depth
    low, high = knee - ankle[:, 0], hip - knee
    r, q = np.sqrt(body.shank**2 - low**2), np.sqrt(body.thigh**2 - high**2)
    sagittal = np.arccos((body.shank * body.thigh * np.cos(bend) - low * high) / (r * q))
    tilt = balance(body, r, q, sagittal, load, ankle[:, 2])
    if shank is not None:
        tilt = tilt + (np.radians(shank) - tilt) * depth
    y = ankle[:, 1] + r * np.cos(tilt) + q * np.cos(sagittal - tilt)
    z = ankle[:, 2] + r * np.sin(tilt) - q * np.sin(sagittal - tilt)
    return np.stack([np.zeros_like(y), y, z], axis=-1)


def balance(body: Figure, r: Array, q: Array, bend: Array, load: Array, ankle: Array) -> Array:
    """The inclination of the shanks (rad) that puts the centre of mass over the middle of the feet."""
    above = TRUNK + HEAD + ARMS
    shanks, thighs = r * (CENTRE * SHANKS + THIGHS + above), q * (CENTRE * THIGHS + above)
    middle = 0.5 * (body.toe_ahead_of_ankle - body.heel_behind_ankle) - ankle
    a, b = shanks + thighs * np.cos(bend), -thighs * np.sin(bend)
    return np.arcsin(((SHANKS + THIGHS + above) * middle - load) / np.hypot(a, b)) - np.arctan2(b, a)


def legs(body: Figure, feet: Parts, middle: Array, depth: Array, goal: Array) -> Parts:
    """Hips about their middle, and the knees between hips and ankles, `goal` m beside the middle at depth 1."""
    hip, ankle = beside(middle, body.hip_width), feet[Joint.ANKLE]
    line = beside_line(ankle[..., 0], hip[..., 0], body, np.sum((hip - ankle) ** 2, axis=-1))
    x = line + (SIGN * goal - line) * depth[:, None]
    low, high = body.shank**2 - (x - ankle[..., 0]) ** 2, body.thigh**2 - (x - hip[..., 0]) ** 2
    knee = meet(ankle[..., [2, 1]], low, hip[..., [2, 1]], high, -1.0)
    return {Joint.HIP: hip, Joint.KNEE: np.stack([x, knee[..., 1], knee[..., 0]], axis=-1)}


def upper(body: Figure, hips: Array, lean: Array, reach: Array, nod: Array) -> Parts:
    """Trunk, arms overhead and a head that looks ahead."""
    neck = hips + body.trunk * sagittal(lean)
    direction = np.stack([sagittal(lean + reach, sign * ARM_SPREAD) for sign in SIGN], axis=-2)
    ears = neck + body.neck * sagittal(lean + nod)
    return arms(beside(neck, body.shoulder_width), direction, body) | face(ears, UP, AHEAD, body)


def squat_truth(parts: Parts, lean: Array, body: Figure) -> dict[str, Array]:
    """The measures of a squat that follow from where the points are."""
    hip, knee, ankle, toe = (parts[j] for j in (Joint.HIP, Joint.KNEE, Joint.ANKLE, Joint.TOE))
    shank, thigh = leaning(knee - ankle), leaning(hip - knee)
    medial = SIGN * (toe - knee)[..., 0]
    shift = (hip - ankle)[..., 0].mean(axis=1)
    descent = hip[0, :, 1].mean() - hip[..., 1].mean(axis=1)
    return {
        "knee_flexion": knee_bend(parts, body),
        "knee_flexion_sagittal": shank - thigh,
        "shank_inclination": shank,
        "trunk_minus_shank": lean[:, None] - shank,
        "thigh_elevation": 90.0 - np.abs(thigh),
        "thigh_abduction": np.degrees(np.arcsin(SIGN * (knee - hip)[..., 0] / body.thigh)),
        "knee_over_toe": medial,
        "knee_over_toe_percent": 100.0 * medial / body.shank,
        "hip_shift": shift,
        "hip_shift_percent": 100.0 * shift / (ankle[:, LEFT, 0] - ankle[:, RIGHT, 0]),
        "hip_descent_percent": 100.0 * descent / (body.thigh + body.shank),
    }
