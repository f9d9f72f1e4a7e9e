"""Angles and distances between points of the picture; NaN in gives NaN out."""

from __future__ import annotations

import numpy as np

from movescreen.pose.pose import Array


def cross(a: Array, b: Array) -> Array:
    """Return the cross product of two vectors of the picture.

    Parameters
    ----------
    a, b : ndarray, shape (..., 2)
        Vectors, px; x right, y up.

    Returns
    -------
    ndarray, shape (...)
        px²; positive where `b` is counter-clockwise of `a`. NaN where a vector is NaN.
    """
    return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]


def dot(a: Array, b: Array) -> Array:
    """Return the scalar product of two vectors of the picture.

    Parameters
    ----------
    a, b : ndarray, shape (..., 2)
        Vectors, px.

    Returns
    -------
    ndarray, shape (...)
        px².
    """
    return a[..., 0] * b[..., 0] + a[..., 1] * b[..., 1]


def length(vector: Array) -> Array:
    """Return the length of a vector.

    Parameters
    ----------
    vector : ndarray, shape (..., 2)

    Returns
    -------
    ndarray, shape (...)
        In the unit of `vector`, 0 or more.
    """
    return np.hypot(vector[..., 0], vector[..., 1])


def midpoint(pair: Array) -> Array:
    """Return the midpoint of left and right.

    Parameters
    ----------
    pair : ndarray, shape (..., 2, n_axes)
        Left, right.

    Returns
    -------
    ndarray, shape (..., n_axes)
        NaN where either point is NaN.
    """
    return 0.5 * (pair[..., 0, :] + pair[..., 1, :])


def nan_midpoint(pair: Array) -> Array:
    """Return the midpoint of left and right, or the one point that was seen.

    Parameters
    ----------
    pair : ndarray, shape (..., 2, n_axes)
        Left, right.

    Returns
    -------
    ndarray, shape (..., n_axes)
        NaN where both points are NaN.
    """
    left, right, both = pair[..., 0, :], pair[..., 1, :], midpoint(pair)
    if not np.isnan(both).any():
        return both
    return np.where(np.isnan(left), right, np.where(np.isnan(right), left, both))


def or_zero(values: Array) -> Array:
    """Return the values with 0 in place of NaN.

    Parameters
    ----------
    values : ndarray

    Returns
    -------
    ndarray
        The shape of `values`.
    """
    return np.where(np.isnan(values), 0.0, values)


def right_to_left(pair: Array) -> Array:
    """Return the vector from right to left.

    Parameters
    ----------
    pair : ndarray, shape (..., 2, n_axes)
        Left, right.

    Returns
    -------
    ndarray, shape (..., n_axes)
    """
    return pair[..., 0, :] - pair[..., 1, :]


def turn(a: Array, b: Array) -> Array:
    """Return the signed angle from one vector to another.

    Parameters
    ----------
    a, b : ndarray, shape (..., 2)
        Vectors; x right, y up.

    Returns
    -------
    ndarray, shape (...)
        deg, -180 to 180; positive = counter-clockwise. NaN where a vector is NaN.
    """
    return np.degrees(np.arctan2(cross(a, b), dot(a, b)))


def joint_angle(start: Array, vertex: Array, end: Array) -> Array:
    """Return the angle between two segments at their common point.

    Parameters
    ----------
    start, vertex, end : ndarray, shape (..., 2)
        Points, px.

    Returns
    -------
    ndarray, shape (...)
        deg, 0 to 180; 180 = in line. NaN where a point is NaN.
    """
    a, b = start - vertex, end - vertex
    return np.degrees(np.arctan2(np.abs(cross(a, b)), dot(a, b)))


def inclination(vector: Array, forward: Array | float) -> Array:
    """Return the lean of a segment from the vertical.

    Parameters
    ----------
    vector : ndarray, shape (..., 2)
        Segment from its lower to its upper end, px; x right, y up.
    forward : float or ndarray, shape (...)
        +1 if the subject faces the right of the picture, -1 if left.

    Returns
    -------
    ndarray, shape (...)
        deg, -180 to 180; positive = towards `forward`. NaN where `vector` is NaN.
    """
    return np.degrees(np.arctan2(forward * vector[..., 0], vector[..., 1]))


def elevation(vector: Array) -> Array:
    """Return the slope of a segment against the horizontal.

    Parameters
    ----------
    vector : ndarray, shape (..., 2)
        Segment from its start to its end, px; x right, y up.

    Returns
    -------
    ndarray, shape (...)
        deg, -90 to 90; positive = the end is higher. NaN where `vector` is NaN.
    """
    return np.degrees(np.arctan2(vector[..., 1], np.abs(vector[..., 0])))


def nanmedian(values: Array) -> Array:
    """Return the median along the first axis, NaN left out.

    Parameters
    ----------
    values : ndarray, shape (n, ...)

    Returns
    -------
    ndarray, shape (...)
        NaN where all `n` values are NaN.
    """
    ordered = np.sort(values, axis=0)  # NaN sort to the end
    unseen, every = np.isnan(ordered), len(values)
    if not unseen[-1].any():
        return 0.5 * (ordered[(every - 1) // 2] + ordered[every // 2])
    count = every - unseen.sum(axis=0)
    low, high = np.maximum(count - 1, 0) // 2, np.minimum(count // 2, every - 1)
    return 0.5 * (np.take_along_axis(ordered, low[None], 0)[0] + np.take_along_axis(ordered, high[None], 0)[0])
