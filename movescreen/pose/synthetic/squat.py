"""The overhead squat of a `Skeleton`: joint angles over a `DepthCurve`, and every measure's truth."""

from __future__ import annotations

import numpy as np

from movescreen.pose.pose import LEFT, RIGHT, Array, Joint
from movescreen.pose.synthetic.skeleton import (
    AHEAD,
    SIGN,
    UP,
    Motion,
    Parts,
    Sides,
    Skeleton,
    arms,
    assemble,
    face,
    foot,
    knee_bend,
    leaning,
    left_and_right,
    meet,
    pair,
    sagittal,
)
from movescreen.pose.synthetic.trajectory import DepthCurve, repetitions

STANDING_KNEE = 5.0  # deg of flexion, standing
STANDING_TRUNK = 2.0  # deg of lean, standing
ARM_SPREAD = 8.0  # deg that the arms point outward
# Shares of body mass (Winter): both shanks, both thighs, trunk, head, both arms.
# And how far up a segment of the leg its centre of mass lies.
SHANKS = 0.093  # share of body mass
THIGHS = 0.200  # share of body mass
TRUNK = 0.497  # share of body mass
HEAD = 0.081  # share of body mass
ARMS = 0.100  # share of body mass
CENTRE = 0.567  # of a segment, from its lower end: where its mass lies


def squat(
    course: DepthCurve | None = None,
    skeleton: Skeleton | None = None,
    *,
    knee_flexion: float = 110.0,
    trunk: float = 35.0,
    shank: float | None = None,
    thigh_abduction: float | None = None,
    ankle_width: float | None = None,
    turn_out: Sides = 8.0,
    foot_turns: Sides = 0.0,
    heel_rise: Sides = 0.0,
    knees_in: Sides = 0.0,
    arms_at_start: Sides = 0.0,
    arms_forward: Sides = 0.0,
    head_forward: float = 0.0,
    hip_shift: float = 0.0,
) -> Motion:
    """Move a body through overhead squats; what is given holds at depth 1, in deg, one number or (left, right).

    `shank`, the inclination, follows from balance over the middle of the feet where it is not given. The knees come
    over the toes, or out by `thigh_abduction` from the sagittal plane, then `knees_in` metres towards the middle
    (negative: out). `foot_turns` is added to `turn_out` on the way down, about the ankle. `hip_shift` is in metres to
    the subject's left, `ankle_width` in metres between the ankles (the width of the shoulders where it is not given).
    `knee_flexion` is that of both legs; a hip shift, or heels that rise unequally, move the two apart.
    """
    course, body = course or repetitions(), (skeleton or Skeleton()).metres
    depth = course.depth
    angles = {
        "trunk_inclination": blend(depth, STANDING_TRUNK, trunk),
        "turn_out": blend(depth, pair(turn_out), pair(turn_out) + pair(foot_turns)),
        "heel_rise": blend(depth, pair(0.0), pair(heel_rise)),
        "arm_trunk": blend(depth, pair(arms_at_start), pair(arms_forward)),
        "head_forward": blend(depth, 0.0, head_forward),
    }
    ground = left_and_right(np.zeros((len(depth), 3)), ankle_width or body.shoulder_width)
    feet = foot(ground, angles["turn_out"], angles["heel_rise"], body)
    goal = SIGN * feet[Joint.TOE][..., 0] if thigh_abduction is None else pair(out(body, thigh_abduction))
    hips = pelvis(
        body, feet, depth, blend(depth, STANDING_KNEE, knee_flexion), goal, shank, upper_body_moment(body, angles)
    )
    hips = hips + blend(depth, 0.0, hip_shift)[:, None] * [1.0, 0.0, 0.0]
    parts = feet | legs(body, feet, hips, depth, goal - pair(knees_in)) | upper(body, hips, angles)
    return Motion(assemble(parts), angles | squat_truth(parts, angles["trunk_inclination"], body), course)


def blend(depth: Array, start: Array | float, bottom: Array | float) -> Array:
    """Interpolate between standing and the bottom.

    Parameters
    ----------
    depth : ndarray, shape (n_frames,)
        0 standing, 1 at the bottom.
    start, bottom : float or ndarray, shape (2,)
        Value at depth 0 and 1.

    Returns
    -------
    ndarray, shape (n_frames,) or (n_frames, 2)
        Values in the unit of `start`.
    """
    return start + np.multiply.outer(depth, np.subtract(bottom, start))


def out(body: Skeleton, abduction: float) -> float:
    """Return the distance of a knee from the midline, m, for an abduction of the thigh in deg."""
    return 0.5 * body.hip_width + body.thigh * float(np.sin(np.radians(abduction)))


def upper_body_moment(body: Skeleton, angles: dict[str, Array]) -> Array:
    """Return the moment of trunk, head and arms about the hips.

    Parameters
    ----------
    body : Skeleton
        Segment lengths, m.
    angles : dict of str to ndarray
        `trunk_inclination` (n_frames,) and `arm_trunk` (n_frames, 2), deg.

    Returns
    -------
    ndarray, shape (n_frames,)
        Distance ahead of the hips times share of body mass, m.
    """
    lean, reach = angles["trunk_inclination"], angles["arm_trunk"].mean(axis=1)
    arm = ARMS * 0.5 * (body.upper_arm + body.forearm)
    ahead = TRUNK * 0.5 * body.trunk + HEAD * (body.trunk + body.neck) + ARMS * body.trunk
    return ahead * np.sin(np.radians(lean)) + arm * np.sin(np.radians(lean + reach))


def beside_line(ankle: Array, hip: Array | float, body: Skeleton, squared: Array) -> Array:
    """Return the x of the knee's foot point on the line from ankle to hip.

    Parameters
    ----------
    ankle : ndarray, shape (...)
        x of the ankle, m.
    hip : float or ndarray, shape (...)
        x of the hip, m.
    body : Skeleton
        Segment lengths, m.
    squared : ndarray, shape (...)
        Squared distance from ankle to hip, m².

    Returns
    -------
    ndarray, shape (...)
        x, m.
    """
    return ankle + (hip - ankle) * (body.shank**2 - body.thigh**2 + squared) / (2.0 * squared)


def pelvis(
    body: Skeleton, feet: Parts, depth: Array, flexion: Array, goal: Array, shank: float | None, load: Array
) -> Array:
    """Place the midpoint of the hips over the feet so that the body is in balance.

    Parameters
    ----------
    body : Skeleton
        Segment lengths, m.
    feet : dict of Joint to ndarray, shape (n_frames, 2, 3)
        Feet, m.
    depth : ndarray, shape (n_frames,)
        0 standing, 1 at the bottom.
    flexion : ndarray, shape (n_frames,)
        Mean flexion of the knees, deg.
    goal : ndarray, shape (2,)
        Distance of each knee from the body's midline at depth 1, m.
    shank : float or None
        Inclination of the shanks at depth 1, deg; None = from balance.
    load : ndarray, shape (n_frames,)
        Moment of the upper body about the hips, m.

    Returns
    -------
    ndarray, shape (n_frames, 3)
        Midpoint of the hips before any shift, m.
    """
    ankle = (feet[Joint.ANKLE] * np.stack([SIGN, [1.0, 1.0], [1.0, 1.0]], axis=-1)).mean(axis=1)
    hip, cosine = 0.5 * body.hip_width, np.cos(np.radians(flexion))
    squared = body.shank**2 + body.thigh**2 + 2.0 * body.shank * body.thigh * cosine
    line = beside_line(ankle[:, 0], hip, body, squared)
    knee = line + (goal.mean(axis=-1) - line) * depth
    low, high = knee - ankle[:, 0], hip - knee
    with np.errstate(invalid="ignore"):  # what cannot be reached is NaN here and an error where the knees are sought
        r, q = np.sqrt(body.shank**2 - low**2), np.sqrt(body.thigh**2 - high**2)
        bend = np.arccos((body.shank * body.thigh * cosine - low * high) / (r * q))
        tilt = balance(body, r, q, bend, load, ankle[:, 2])
    if shank is not None:
        tilt = blend(depth, 0.0, np.radians(shank)) + (1.0 - depth) * tilt
    y = ankle[:, 1] + r * np.cos(tilt) + q * np.cos(bend - tilt)
    z = ankle[:, 2] + r * np.sin(tilt) - q * np.sin(bend - tilt)
    return np.stack([np.zeros_like(y), y, z], axis=-1)


def balance(body: Skeleton, r: Array, q: Array, bend: Array, load: Array, ankle: Array) -> Array:
    """Return the shanks' inclination that puts the centre of mass over the middle of the feet.

    Parameters
    ----------
    body : Skeleton
        Segment lengths, m.
    r, q : ndarray, shape (n_frames,)
        Sagittal lengths of shank and thigh, m.
    bend : ndarray, shape (n_frames,)
        Sagittal flexion of the knee, rad.
    load : ndarray, shape (n_frames,)
        Moment of the upper body about the hips, m.
    ankle : ndarray, shape (n_frames,)
        z of the ankles, m.

    Returns
    -------
    ndarray, shape (n_frames,)
        Inclination, rad; positive = knees ahead of the ankles.
    """
    above = TRUNK + HEAD + ARMS
    shanks, thighs = r * (CENTRE * SHANKS + THIGHS + above), q * (CENTRE * THIGHS + above)
    middle = 0.5 * (body.toe_ahead_of_ankle - body.heel_behind_ankle) - ankle
    a, b = shanks + thighs * np.cos(bend), -thighs * np.sin(bend)
    return np.arcsin(((SHANKS + THIGHS + above) * middle - load) / np.hypot(a, b)) - np.arctan2(b, a)


def legs(body: Skeleton, feet: Parts, middle: Array, depth: Array, goal: Array) -> Parts:
    """Place the hips about their midpoint and the knees between hips and ankles.

    Parameters
    ----------
    body : Skeleton
        Segment lengths, m.
    feet : dict of Joint to ndarray, shape (n_frames, 2, 3)
        Feet, m.
    middle : ndarray, shape (n_frames, 3)
        Midpoint of the hips, m.
    depth : ndarray, shape (n_frames,)
        0 standing, 1 at the bottom.
    goal : ndarray, shape (2,)
        Distance of each knee from the body's midline at depth 1, m.

    Returns
    -------
    dict of Joint to ndarray, shape (n_frames, 2, 3)
        Hips and knees, m.

    Raises
    ------
    ValueError
        The knees cannot get there.
    """
    hip, ankle = left_and_right(middle, body.hip_width), feet[Joint.ANKLE]
    line = beside_line(ankle[..., 0], hip[..., 0], body, np.sum((hip - ankle) ** 2, axis=-1))
    x = line + (SIGN * goal - line) * depth[:, None]
    low, high = body.shank**2 - (x - ankle[..., 0]) ** 2, body.thigh**2 - (x - hip[..., 0]) ** 2
    knee = meet(ankle[..., [2, 1]], low, hip[..., [2, 1]], high, -1.0)
    return {Joint.HIP: hip, Joint.KNEE: np.stack([x, knee[..., 1], knee[..., 0]], axis=-1)}


def upper(body: Skeleton, hips: Array, angles: dict[str, Array]) -> Parts:
    """Build the trunk, arms overhead and a head that looks ahead.

    Parameters
    ----------
    body : Skeleton
        Segment lengths, m.
    hips : ndarray, shape (n_frames, 3)
        Midpoint of the hips, m.
    angles : dict of str to ndarray
        `trunk_inclination`, `head_forward` (n_frames,) and `arm_trunk` (n_frames, 2), deg.

    Returns
    -------
    dict of Joint to ndarray, shape (n_frames, 2, 3)
        Left and right of each joint, m.
    """
    lean, reach = angles["trunk_inclination"], angles["arm_trunk"]
    neck = hips + body.trunk * sagittal(lean)
    direction = np.stack([sagittal(lean + reach[:, i], SIGN[i] * ARM_SPREAD) for i in (LEFT, RIGHT)], axis=-2)
    ears = neck + body.neck * sagittal(lean + angles["head_forward"])
    return arms(left_and_right(neck, body.shoulder_width), direction, body) | face(ears, UP, AHEAD, body)


def squat_truth(parts: Parts, lean: Array, body: Skeleton) -> dict[str, Array]:
    """Compute the measures of a squat from its points.

    Parameters
    ----------
    parts : dict of Joint to ndarray, shape (n_frames, 2, 3)
        The body, m.
    lean : ndarray, shape (n_frames,)
        Inclination of the trunk, deg.
    body : Skeleton
        Segment lengths, m.

    Returns
    -------
    dict of str to ndarray, shape (n_frames,) or (n_frames, 2)
        Measures by name, in the registry's units.
    """
    hip, knee, ankle, toe = (parts[j] for j in (Joint.HIP, Joint.KNEE, Joint.ANKLE, Joint.TOE))
    shank, thigh = leaning(knee - ankle), leaning(hip - knee)
    medial = SIGN * (toe - knee)[..., 0]
    shift = (hip - ankle)[..., 0].mean(axis=1)
    descent = hip[0, :, 1].mean() - hip[..., 1].mean(axis=1)
    return {
        "knee_flexion": knee_bend(parts),
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
