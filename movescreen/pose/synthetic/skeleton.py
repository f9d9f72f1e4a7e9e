"""A body of known proportions, and a `Motion` of it whose numbers are known: what comes before any camera."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self

import numpy as np

from movescreen.pose.pose import Array, Joint
from movescreen.pose.synthetic.trajectory import DepthCurve

Parts = dict[Joint, Array]
Sides = float | tuple[float, float]

UP = np.array([0.0, 1.0, 0.0])  # unit vector
AHEAD = np.array([0.0, 0.0, 1.0])  # unit vector
SIGN = np.array([1.0, -1.0])  # x grows to the subject's left

# From the middle of the ears, as shares of stature: to the side, towards the crown, ahead.
FACE = {
    Joint.NOSE: (0.0, 0.0, 0.065),
    Joint.EYE_INNER: (0.009, 0.020, 0.052),
    Joint.EYE: (0.018, 0.020, 0.050),
    Joint.EYE_OUTER: (0.027, 0.020, 0.045),
    Joint.EAR: (0.042, 0.0, 0.0),
    Joint.MOUTH: (0.015, -0.032, 0.052),
}
# From the wrist: along the forearm, towards the body's middle.
HAND = {Joint.PINKY: (0.045, -0.015), Joint.INDEX: (0.050, 0.012), Joint.THUMB: (0.025, 0.025)}


@dataclass(frozen=True)
class Skeleton:
    """The sizes of a body: `stature` in metres, everything else as a share of it."""

    stature: float = 1.75
    thigh: float = 0.245
    shank: float = 0.246
    ankle_height: float = 0.039
    sole: float = 0.012  # of the heel's and the toe's points above the floor
    heel_behind_ankle: float = 0.035
    toe_ahead_of_ankle: float = 0.085
    trunk: float = 0.290
    neck: float = 0.110  # from the line of the shoulders to that of the ears
    upper_arm: float = 0.172
    forearm: float = 0.157
    hip_width: float = 0.130
    shoulder_width: float = 0.213
    lying_height: float = 0.050  # of hips and shoulders above the floor, on the back

    @property
    def metres(self) -> Self:
        """The same body as shares of a stature of one, so that every length reads in metres."""
        shares = {f.name: getattr(self, f.name) * self.stature for f in fields(self) if f.name != "stature"}
        return type(self)(1.0, **shares)


@dataclass(frozen=True)
class Motion:
    """A movement whose numbers are known: `points` is `(T, joint, side, axis)` in metres, the floor at 0.

    Axes: x to the subject's left, y up, z ahead of a standing subject and from the head to the feet of a lying one.
    `truth` maps a measure's name to its values, `(T,)` or `(T, side)`; `course` says when the repetitions were.
    """

    points: Array
    truth: dict[str, Array]
    course: DepthCurve

    @property
    def time(self) -> Array:
        """The times of the points, s, `(T,)`."""
        return self.course.time


def pair(value: Sides) -> Array:
    """Return a value for left and right.

    Parameters
    ----------
    value : float or pair of float
        One number stands for both sides.

    Returns
    -------
    ndarray, shape (2,)
        Left and right.
    """
    return np.broadcast_to(np.asarray(value, float), (2,))


def left_and_right(centre: Array, width: float) -> Array:
    """Place a left and a right point about a centre.

    Parameters
    ----------
    centre : ndarray, shape (..., 3)
        Centre, m.
    width : float
        Distance between the two points, m.

    Returns
    -------
    ndarray, shape (..., 2, 3)
        Left (+x) and right point, m.
    """
    return centre[..., None, :] + 0.5 * width * SIGN[:, None] * [1.0, 0.0, 0.0]


def arms(shoulder: Array, direction: Array, body: Skeleton) -> Parts:
    """Build straight arms with hands.

    Parameters
    ----------
    shoulder : ndarray, shape (..., 2, 3)
        Shoulders, m.
    direction : ndarray, shape (..., 2, 3)
        Unit vectors from shoulder to wrist.
    body : Skeleton
        Segment lengths, m.

    Returns
    -------
    dict of Joint to ndarray, shape (..., 2, 3)
        Left and right of each joint, m.
    """
    elbow = shoulder + body.upper_arm * direction
    wrist = elbow + body.forearm * direction
    scale = body.forearm / Skeleton.forearm
    inwards = -SIGN[:, None] * [1.0, 0.0, 0.0]
    hand = {j: wrist + scale * (along * direction + medial * inwards) for j, (along, medial) in HAND.items()}
    return {Joint.SHOULDER: shoulder, Joint.ELBOW: elbow, Joint.WRIST: wrist, **hand}


def face(ears: Array, crown: Array, ahead: Array, body: Skeleton) -> Parts:
    """Build a head.

    Parameters
    ----------
    ears : ndarray, shape (..., 3)
        Midpoint of the ears, m.
    crown : ndarray, shape (..., 3)
        Unit vector to the top of the head.
    ahead : ndarray, shape (..., 3)
        Unit vector of the gaze.
    body : Skeleton
        Segment lengths, m.

    Returns
    -------
    dict of Joint to ndarray, shape (..., 2, 3)
        Left and right of each point, m.
    """
    scale = body.neck / Skeleton.neck
    return {
        joint: left_and_right(ears + scale * (up * crown + front * ahead), 2.0 * scale * side)
        for joint, (side, up, front) in FACE.items()
    }


def foot(ground: Array, turn_out: Array, pitch: Array, body: Skeleton) -> Parts:
    """Build heel, ankle and toe of both feet.

    Parameters
    ----------
    ground : ndarray, shape (..., 2, 3)
        Points on the floor below the ankles of flat feet, m.
    turn_out : ndarray, shape (..., 2)
        Turn-out, deg; positive = toes outward.
    pitch : ndarray, shape (..., 2)
        Rotation about the toe, deg; positive = heel up.
    body : Skeleton
        Segment lengths, m.

    Returns
    -------
    dict of Joint to ndarray, shape (..., 2, 3)
        Left and right of each joint, m.
    """
    turn, rise = np.radians(turn_out), np.radians(pitch)[..., None]
    ahead = np.stack([SIGN * np.sin(turn), np.zeros_like(turn), np.cos(turn)], axis=-1)
    along, up = np.cos(rise) * ahead - np.sin(rise) * UP, np.sin(rise) * ahead + np.cos(rise) * UP
    toe = ground + body.toe_ahead_of_ankle * ahead + body.sole * UP
    ankle = toe - body.toe_ahead_of_ankle * along + (body.ankle_height - body.sole) * up
    heel = toe - (body.toe_ahead_of_ankle + body.heel_behind_ankle) * along
    return {Joint.HEEL: heel, Joint.ANKLE: ankle, Joint.TOE: toe}


def assemble(parts: Parts) -> Array:
    """Stack the joints of a body.

    Parameters
    ----------
    parts : dict of Joint to ndarray, shape (n_frames, 2, 3)
        All joints, m.

    Returns
    -------
    ndarray, shape (n_frames, n_joints, 2, 3)
        In the order of `Joint`, m.
    """
    return np.stack([parts[joint] for joint in Joint], axis=-3)


def meet(a: Array, a_squared: Array | float, b: Array, b_squared: Array | float, turn: float) -> Array:
    """Return where two circles cross.

    Parameters
    ----------
    a : ndarray, shape (..., 2)
        Centre of the first circle.
    a_squared : float or ndarray, shape (...)
        Its squared radius.
    b : ndarray, shape (..., 2)
        Centre of the second circle.
    b_squared : float or ndarray, shape (...)
        Its squared radius.
    turn : float
        +1 for the crossing to the left of the way from `a` to `b`, -1 for the right one.

    Returns
    -------
    ndarray, shape (..., 2)
        The crossing.

    Raises
    ------
    ValueError
        The circles do not cross.
    """
    way = b - a
    squared = np.sum(way**2, axis=-1)
    share = (a_squared - b_squared + squared) / (2.0 * squared)
    height = a_squared / squared - share**2
    if not np.all(height >= 0.0):
        raise ValueError("no such posture: the segments do not reach each other with the angles and offsets given")
    aside = turn * np.stack([-way[..., 1], way[..., 0]], axis=-1)
    return a + share[..., None] * way + np.sqrt(height)[..., None] * aside


def sagittal(lean: Array, spread: float = 0.0) -> Array:
    """Return unit vectors that lean ahead of the vertical.

    Parameters
    ----------
    lean : ndarray, shape (...)
        Lean ahead, deg.
    spread : float
        Tilt towards the subject's left, deg.

    Returns
    -------
    ndarray, shape (..., 3)
        Unit vectors.
    """
    angle, aside = np.radians(lean), np.radians(spread)
    away = np.full_like(angle, np.sin(aside))
    return np.stack([away, np.cos(aside) * np.cos(angle), np.cos(aside) * np.sin(angle)], axis=-1)


def leaning(vector: Array) -> Array:
    """Return how far vectors lean ahead of the vertical in the sagittal plane.

    Parameters
    ----------
    vector : ndarray, shape (..., 3)
        x left, y up, z ahead.

    Returns
    -------
    ndarray, shape (...)
        Angle, deg; positive = ahead.
    """
    return np.degrees(np.arctan2(vector[..., 2], vector[..., 1]))


def knee_bend(parts: Parts) -> Array:
    """Return the flexion of the knees in space.

    Parameters
    ----------
    parts : dict of Joint to ndarray, shape (n_frames, 2, 3)
        With hip, knee and ankle, m.

    Returns
    -------
    ndarray, shape (n_frames, 2)
        Flexion, deg; 0 = straight.
    """
    thigh, shank = parts[Joint.HIP] - parts[Joint.KNEE], parts[Joint.KNEE] - parts[Joint.ANKLE]
    across = np.linalg.norm(np.cross(shank, thigh), axis=-1)
    return np.degrees(np.arctan2(across, np.sum(shank * thigh, axis=-1)))
