"""The bridge of a `Skeleton`, on both legs or on one: joint angles over a `DepthCurve`, and every measure's truth."""

from __future__ import annotations

import numpy as np

from movescreen.pose.pose import SIDES, Array, Joint
from movescreen.pose.synthetic.skeleton import (
    AHEAD,
    SIGN,
    UP,
    Motion,
    Parts,
    Skeleton,
    arms,
    assemble,
    face,
    foot,
    knee_bend,
    leaning,
    left_and_right,
    meet,
    sagittal,
)
from movescreen.pose.synthetic.trajectory import DepthCurve, repetitions

LYING_ARMS = 10.0  # deg away from the body


def bridge(
    course: DepthCurve | None = None,
    skeleton: Skeleton | None = None,
    *,
    rest: float = 130.0,
    top: float = 178.0,
    sag: float = 0.0,
    raised: str | None = None,
    thighs: float = 0.0,
) -> Motion:
    """Move a body through bridges on its back.

    The sagittal angle shoulder-hip-knee goes from `rest` to `top` deg; above 180 the hip is past the line. It lowers
    by `sag` deg over the time at the top. `raised` names a leg ("left", "right") that is straight in the air
    throughout, its thigh `thighs` deg higher than the other. Feet and shoulders stay where they are; the feet lie where
    `rest` puts them.
    """
    course, body = course or repetitions(2, descent=1.2, bottom=3.0), (skeleton or Skeleton()).metres
    angle = rest + course.depth * (top - sag * course.held - rest)
    shoulder, hip, knee, ankle = linkage(body, rest, angle)
    legs = lying_legs(body, hip, knee, ankle)
    if raised is not None:
        legs = raise_leg(legs, body, SIDES.index(raised), thighs)
    parts = legs | lying_upper(body, shoulder)
    return Motion(assemble(parts), bridge_truth(parts, angle, body, raised, thighs), course)


def linkage(body: Skeleton, rest: float, angle: Array) -> tuple[Array, Array, Array, Array]:
    """Solve the bridge's linkage for a hip angle.

    Parameters
    ----------
    body : Skeleton
        Segment lengths, m.
    rest : float
        Slope of the thighs at rest, deg from the floor.
    angle : ndarray, shape (n_frames,)
        Hip angle, deg.

    Returns
    -------
    tuple of ndarray, shape (n_frames, 2) each
        Shoulder, hip, knee and ankle as (z, y), m: z from the resting hips towards the feet, y up from the floor.

    Raises
    ------
    ValueError
        The segments do not reach each other.
    """
    bent = np.radians(rest)
    shoulder = np.array([-body.trunk, body.lying_height])
    knee = np.array([0.0, body.lying_height]) + body.thigh * np.array([-np.cos(bent), np.sin(bent)])
    drop = knee[1] - body.ankle_height
    ankle = np.array([knee[0] + np.sqrt(body.shank**2 - drop**2), body.ankle_height])
    # In the frame of the trunk the knee lies where the hip angle says; the two circles then turn the trunk.
    bent = np.radians(angle)
    local = np.stack([body.trunk - body.thigh * np.cos(bent), body.thigh * np.sin(bent)], axis=-1)
    still = np.broadcast_to(shoulder, local.shape)
    knees = meet(still, np.sum(local**2, axis=-1), np.broadcast_to(ankle, local.shape), body.shank**2, 1.0)
    way = knees - shoulder
    turn = np.arctan2(way[:, 1], way[:, 0]) - np.arctan2(local[:, 1], local[:, 0])
    hips = shoulder + body.trunk * np.stack([np.cos(turn), np.sin(turn)], axis=-1)
    return still, hips, knees, np.broadcast_to(ankle, local.shape)


def in_space(plane: Array) -> Array:
    """Place points of the sagittal plane in space.

    Parameters
    ----------
    plane : ndarray, shape (..., 2)
        (z, y), m.

    Returns
    -------
    ndarray, shape (..., 3)
        (0, y, z), m.
    """
    return np.stack([np.zeros_like(plane[..., 0]), plane[..., 1], plane[..., 0]], axis=-1)


def lying_legs(body: Skeleton, hip: Array, knee: Array, ankle: Array) -> Parts:
    """Build two parallel legs with the feet flat on the floor.

    Parameters
    ----------
    body : Skeleton
        Segment lengths, m.
    hip, knee, ankle : ndarray, shape (n_frames, 2)
        (z, y), m.

    Returns
    -------
    dict of Joint to ndarray, shape (n_frames, 2, 3)
        Left and right of each joint, m.
    """
    ground = left_and_right(in_space(ankle * [1.0, 0.0]), body.hip_width)
    flat = np.zeros(ground.shape[:2])
    leg = {
        Joint.HIP: left_and_right(in_space(hip), body.hip_width),
        Joint.KNEE: left_and_right(in_space(knee), body.hip_width),
    }
    return leg | foot(ground, flat, flat, body)


def raise_leg(legs: Parts, body: Skeleton, side: int, higher: float) -> Parts:
    """Return the same legs, one of them straight and `higher` deg above the other's thigh, its foot square to it."""
    legs = {joint: points.copy() for joint, points in legs.items()}
    hip, thigh = legs[Joint.HIP][:, side], (legs[Joint.KNEE] - legs[Joint.HIP])[:, side]
    slope = leaning(thigh) - higher
    along, toes = sagittal(slope), sagittal(slope - 90.0)
    ankle = hip + (body.thigh + body.shank) * along
    legs[Joint.KNEE][:, side] = hip + body.thigh * along
    legs[Joint.ANKLE][:, side] = ankle
    heel = ankle + (body.ankle_height - body.sole) * along
    legs[Joint.HEEL][:, side] = heel - body.heel_behind_ankle * toes
    legs[Joint.TOE][:, side] = heel + body.toe_ahead_of_ankle * toes
    return legs


def lying_upper(body: Skeleton, shoulder: Array) -> Parts:
    """Build shoulders, arms and a head that looks up, all on the floor.

    Parameters
    ----------
    body : Skeleton
        Segment lengths, m.
    shoulder : ndarray, shape (n_frames, 2)
        (z, y), m.

    Returns
    -------
    dict of Joint to ndarray, shape (n_frames, 2, 3)
        Left and right of each joint, m.
    """
    neck = in_space(shoulder)
    direction = np.stack([sagittal(np.full(len(neck), 90.0), sign * LYING_ARMS) for sign in SIGN], axis=-2)
    return arms(left_and_right(neck, body.shoulder_width), direction, body) | face(
        neck - body.neck * AHEAD, -AHEAD, UP, body
    )


def bridge_truth(parts: Parts, angle: Array, body: Skeleton, raised: str | None, thighs: float) -> dict[str, Array]:
    """Compute the measures of a bridge from its points.

    Parameters
    ----------
    parts : dict of Joint to ndarray, shape (n_frames, 2, 3)
        The body, m.
    angle : ndarray, shape (n_frames,)
        Hip angle of the leg on the floor, deg.
    body : Skeleton
        Segment lengths, m.
    raised : str or None
        Side of the raised leg.
    thighs : float
        How much higher the raised thigh is than the other, deg.

    Returns
    -------
    dict of str to ndarray, shape (n_frames,) or (n_frames, 2)
        Measures by name, in the registry's units.
    """
    hip, knee, shoulder = parts[Joint.HIP], parts[Joint.KNEE], parts[Joint.SHOULDER]
    height = hip[..., 1].mean(axis=1)
    lift = height - body.lying_height
    higher = np.array([thighs if name == raised else 0.0 for name in SIDES])
    angles = angle[:, None] - higher
    chord = np.hypot(*np.moveaxis((knee - shoulder)[..., 1:], -1, 0))
    offset = body.trunk * body.thigh * np.sin(np.radians(angles)) / chord
    return {
        "hip_angle": angles,
        "hip_line_offset_percent": 100.0 * offset / chord,
        "hip_lift": lift,
        "hip_lift_percent": 100.0 * lift / body.thigh,
        "knee_flexion": knee_bend(parts),
        "trunk_slope": 90.0 - leaning(hip - shoulder),
        "thigh_slope": 90.0 - leaning(knee - hip),
        "thighs": np.full(len(angle), thighs),
    }
