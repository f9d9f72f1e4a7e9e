"""Angles and offsets between points of the picture: `(..., axis)` right and up in, `(...)` out; NaN in, NaN out."""

from __future__ import annotations

import numpy as np

from movescreen.pose.pose import Array


def cross(a: Array, b: Array) -> Array:
    """The turn from `a` to `b` times their lengths; + = counter-clockwise."""
    return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]


def dot(a: Array, b: Array) -> Array:
    """The product of two vectors' common direction and lengths."""
    return a[..., 0] * b[..., 0] + a[..., 1] * b[..., 1]


def length(vector: Array) -> Array:
    """How long a vector is, in its own unit."""
    return np.hypot(vector[..., 0], vector[..., 1])


def midpoint(pair: Array) -> Array:
    """The point half-way between left and right: `(..., side, axis)` to `(..., axis)`."""
    return 0.5 * (pair[..., 0, :] + pair[..., 1, :])


def nan_midpoint(pair: Array) -> Array:
    """The point half-way between left and right, or the one that is seen: `(..., side, axis)` to `(..., axis)`."""
    left, right, both = pair[..., 0, :], pair[..., 1, :], midpoint(pair)
    if not np.isnan(both).any():
        return both
    return np.where(np.isnan(left), right, np.where(np.isnan(right), left, both))


def or_zero(values: Array) -> Array:
    """The values, 0 where there is none."""
    return np.where(np.isnan(values), 0.0, values)


def right_to_left(pair: Array) -> Array:
    """From right to left: `(..., side, axis)` to `(..., axis)`."""
    return pair[..., 0, :] - pair[..., 1, :]


def turn(a: Array, b: Array) -> Array:
    """The signed angle from `a` to `b`, -180 to 180 deg; + = counter-clockwise."""
    return np.degrees(np.arctan2(cross(a, b), dot(a, b)))


def joint_angle(start: Array, vertex: Array, end: Array) -> Array:
    """The angle at `vertex` between two segments, 0 to 180 deg; 180 = in line."""
    a, b = start - vertex, end - vertex
    return np.degrees(np.arctan2(np.abs(cross(a, b)), dot(a, b)))


def inclination(vector: Array, forward: Array | float) -> Array:
    """How far a segment that points up leans from the vertical, deg; + = towards `forward` (+1 right, -1 left)."""
    return np.degrees(np.arctan2(forward * vector[..., 0], vector[..., 1]))


def elevation(vector: Array) -> Array:
    """How far a segment rises above the horizontal, -90 to 90 deg; + = its end is higher."""
    return np.degrees(np.arctan2(vector[..., 1], np.abs(vector[..., 0])))


def nanmedian(values: Array) -> Array:
    """The median along the first axis of what is not NaN; NaN where nothing is left."""
    ordered = np.sort(values, axis=0)  # NaN sort to the end
    unseen, every = np.isnan(ordered), len(values)
    if not unseen[-1].any():
        return 0.5 * (ordered[(every - 1) // 2] + ordered[every // 2])
    count = every - unseen.sum(axis=0)
    low, high = np.maximum(count - 1, 0) // 2, np.minimum(count // 2, every - 1)
    return 0.5 * (np.take_along_axis(ordered, low[None], 0)[0] + np.take_along_axis(ordered, high[None], 0)[0])
