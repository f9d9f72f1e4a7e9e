"""Smooth points without delay; the result does not depend on how frames are split into calls.

Each number is the value, at its own time, of the parabola that best fits the seen frames around it: least squares at
their true times, a frame that is a share u of half a window away weighing (1 - u²)⁴. So frames need not come evenly,
steady and evenly accelerated motion is unchanged. At the ends of a clip and of holes the window has one side only.

Half a window is 0.141 s, which passes 6 Hz at -3 dB, or as much more, up to `lag`, as brings nine seen frames into it.
So the cut-off is 6 Hz from 29 frames a second on and 0.21 of the rate below that: 5.2 Hz at 25, 3.1 at 15; it is 2.9 at
12.5. Below 7 frames a second nothing is left to smooth with, and frames pass unchanged.

A hole is bridged if it lasts at most 0.2 s, from its first unseen frame to the next seen one, and both sides were seen
less than `lag` away; its window is as wide as can be. Any other unseen frame stays NaN: in a longer hole, before the
first and after the last seen one. So what was filled is `isnan(pushed) & ~isnan(given)`.

Measured by benchmarks/smoothing.py on a squat of 1 s with 10 mm of white noise, in brackets a zero-lag Butterworth
filter at 6 Hz that needs the whole clip. At 30 frames a second 6.3 mm are left (6.3), the lowest hip is 2.7 ± 5.8 mm
too low (2.5 ± 5.8) and 23 ms off (23), the knee there 1.5 deg (1.5); 7.5 mm at the ends of the clip (8.3), 7.4 around
holes (7.4), 15 in them (18). At 15 frames a second 6.7 mm (8.9), 4.2 ± 6.4 mm (2.7 ± 7.6), 19 ms (29), 1.7 deg (2.1).
A Gaussian of the same cut-off keeps that extreme better (1.2 ± 5.9) and, at 60 frames a second, the ends of a slow
squat (5.9 for 7.2), but is 37 mm off in holes; a windowed sinc breaks down in holes and is 8.6 mm off where frames
come unevenly (6.2 here).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from movescreen.pose.pose import Array

Flags = NDArray[np.bool_]
Index = NDArray[np.intp]

LAG = 0.29  # s: what a window reaches at most to either side; between two frames at the common rates
WIDTH = 0.141  # s: half a window where frames are dense
FRAMES = 9  # how many seen frames a window has where there are as many within LAG
MAX_GAP_S = 0.205  # s: the longest hole that is filled, 0.2, and 5 ms for timestamps that are rounded
CURVE = 1e-5  # how far frames must spread to show a curve, by the determinant; one-sided windows have 4e-5
SLOPE = 1e-3  # and to show a slope, by the variance of u; one-sided windows have 3e-2
FAR = 1e3  # s: outside any window
BLOCK = 256  # frames smoothed together: few enough for the processor's cache


def cutoff(rate: float) -> float:
    """Return the frequency at which the smoothing passes half the power.

    Parameters
    ----------
    rate : float
        Frames a second, Hz.

    Returns
    -------
    float
        Hz.
    """
    return round(min(6.0, 0.21 * rate), 2)


class Smoother:
    """Every frame pushed comes out once and in order, smoothed by the frames less than `lag` seconds around it."""

    lag = LAG

    def __init__(self) -> None:
        self._time: Array = np.empty(0)
        self._x: Array = np.empty(0)
        self._given = 0  # how many of the frames held are out already

    def push(self, time: ArrayLike, x: ArrayLike) -> tuple[Array, Array]:
        """Take the next frames and return those that are complete now.

        Parameters
        ----------
        time : array_like, shape (n,)
            Timestamps, s, each later than all before.
        x : array_like, shape (n, ...)
            Channels of these frames; NaN where missing.

        Returns
        -------
        tuple of ndarray, shapes (m,) and (m, ...)
            Timestamps and smoothed channels of the frames for which nothing that is still to come counts.
        """
        time, x = np.asarray(time, float), np.asarray(x, float)
        held = self._x if len(self._time) else np.empty((0, *x.shape[1:]))
        self._time, self._x = np.concatenate((self._time, time)), np.concatenate((held, x))
        return self._give(int(np.count_nonzero(self._time[-1:] - self._time >= LAG)))

    def close(self) -> tuple[Array, Array]:
        """Return the frames still held. Nothing may be pushed afterwards.

        Returns
        -------
        tuple of ndarray, shapes (m,) and (m, ...)
            Timestamps, s, and smoothed channels.
        """
        return self._give(len(self._time))

    def _give(self, stop: int) -> tuple[Array, Array]:
        """Return the frames up to `stop` that are not out yet; forgets those that no later window reaches."""
        start, time, x = self._given, self._time, self._x
        smooth = np.empty((stop - start, *x.shape[1:]))
        for a in range(start, stop, BLOCK):
            b = min(a + BLOCK, stop)
            smooth[a - start : b - start] = smoothed(time, x.reshape(len(x), -1), a, b).reshape(b - a, *x.shape[1:])
        spent = int(np.count_nonzero(time[stop] - time >= LAG)) if stop < len(time) else stop
        self._time, self._x, self._given = time[spent:], x[spent:], stop - spent
        return time[start:stop].copy(), smooth


def smoothed(time: Array, x: Array, start: int, stop: int) -> Array:
    """Smooth some frames of a track.

    Parameters
    ----------
    time : ndarray, shape (n_frames,)
        Timestamps of the track, s.
    x : ndarray, shape (n_frames, n_channels)
        The track; NaN where missing.
    start, stop : int
        First frame, and the frame after the last one.

    Returns
    -------
    ndarray, shape (stop - start, n_channels)
        Smoothed channels; NaN where neither seen nor interpolated.

    Notes
    -----
    Bit for bit the same whatever else is in the track: only elementwise operations, and sums in the order of time.
    """
    low, high = time.searchsorted((time[start] - 1.01 * LAG, time[stop - 1] + 1.01 * LAG))
    time, x, rows = time[low:high], x[low:high], np.arange(start - low, stop - low)
    offsets, index = window(time, rows)
    seen = ~np.isnan(x)
    if seen.all():
        return weighted_sum(x, index, *tap_weights(offsets, WIDTH))
    smooth = np.full((len(rows), x.shape[1]), np.nan)
    for pattern, channels in alike(seen):
        known = bridged(time, pattern)[rows]
        if known.any():
            near = np.where(pattern.take(index, mode="clip"), offsets, FAR)
            zeroed = np.where(pattern[:, None], x[:, channels], 0.0)
            value = weighted_sum(zeroed, index, *tap_weights(near, np.where(pattern[rows], WIDTH, LAG)))
            smooth[:, channels] = np.where(known[:, None], value, np.nan)
    return smooth


def window(time: Array, rows: Index) -> tuple[Array, Index]:
    """Find the frames around each of some frames.

    Parameters
    ----------
    time : ndarray, shape (n_frames,)
        Timestamps, s.
    rows : ndarray of int, shape (n_rows,)
        Frames to smooth.

    Returns
    -------
    tuple of ndarray, shape (n_taps, n_rows) each
        How much later each frame around is, s, and its index; far away beyond the ends of the track.
    """
    reach = max(int((time.searchsorted(time + 1.01 * LAG) - np.arange(len(time))).max()) - 1, FRAMES // 2)
    padded = np.full(len(time) + 2 * reach, time[0] - FAR)
    padded[reach:-reach] = time
    index = np.arange(2 * reach + 1)[:, None] + rows
    return padded.take(index) - time[rows], index - reach


def tap_weights(offsets: Array, least: Array | float) -> tuple[Array, slice]:
    """Return what each frame around counts in a row's value.

    Parameters
    ----------
    offsets : ndarray, shape (n_taps, n_rows)
        How much later each frame around is, s.
    least : float or ndarray, shape (n_rows,)
        Smallest half width of the window, s.

    Returns
    -------
    ndarray, shape (n_used, n_rows)
        Weights.
    slice
        The taps that count for any row.
    """
    half = np.minimum(np.maximum(np.sort(np.abs(offsets), axis=0)[FRAMES - 1], least), LAG)
    u = offsets / half
    near = np.maximum(1.0 - u * u, 0.0)
    near *= near
    near *= near
    used = near.any(axis=1).nonzero()[0]
    taps = slice(used[0], used[-1] + 1)
    return parabola(near[taps], u[taps]), taps


def parabola(near: Array, u: Array) -> Array:
    """Return the weights of a local parabola's value at u = 0.

    Parameters
    ----------
    near : ndarray, shape (n_taps, n_rows)
        Kernel weight of each frame; 0 outside the window.
    u : ndarray, shape (n_taps, n_rows)
        Offset in half windows.

    Returns
    -------
    ndarray, shape (n_taps, n_rows)
        What each frame counts; sums to 1.

    Notes
    -----
    Weighted least squares. Where the frames are too few or too close together for a parabola, of a line; where for a
    line, of their mean.
    """
    first, second = near * u, near * u * u
    moments = np.array((near, first, second, second * u, second * u * u))
    sums = np.add.accumulate(moments, axis=1)[:, -1]  # one after the other, which np.sum does not promise
    s0, s1, s2, s3, s4 = sums if sums.shape[1] > 1 else sums[:, 0].tolist()  # plain numbers are quicker alone
    c0, c1, c2 = s2 * s4 - s3 * s3, s2 * s3 - s1 * s4, s1 * s3 - s2 * s2
    curve, determinant = ((c2 * u + c1) * u + c0) * near, s0 * c0 + s1 * c1 + s2 * c2
    curved = np.asarray(determinant > CURVE * s0 * s0 * s0)
    if curved.all():
        return curve / determinant
    line, spread = (s2 - s1 * u) * near, s0 * s2 - s1 * s1
    sloped = spread > SLOPE * s0 * s0
    simple = np.where(sloped, line / np.where(sloped, spread, 1.0), near / np.where(s0 > 0.0, s0, 1.0))
    return np.where(curved, curve / np.where(curved, determinant, 1.0), simple)


def weighted_sum(x: Array, index: Index, weight: Array, taps: slice) -> Array:
    """Sum weighted frames over the taps, one after the other.

    Parameters
    ----------
    x : ndarray, shape (n_frames, n_channels)
        The track.
    index : ndarray of int, shape (n_taps, n_rows)
        Frame of each tap.
    weight : ndarray, shape (n_used, n_rows)
        Weights of the taps that count.
    taps : slice
        The taps that count.

    Returns
    -------
    ndarray, shape (n_rows, n_channels)
        Weighted sums.
    """
    terms = x.take(index[taps], axis=0, mode="clip")
    terms *= weight[:, :, None]
    first, *others = terms.reshape(len(terms), -1)  # numpy is quicker along one axis
    total = first.copy()
    for term in others:
        total += term
    return total.reshape(terms.shape[1:])


def alike(seen: Flags) -> Iterator[tuple[Flags, list[int]]]:
    """Group the channels that are seen in the same frames.

    Parameters
    ----------
    seen : ndarray of bool, shape (n_frames, n_channels)
        True where a channel has a value.

    Yields
    ------
    tuple of ndarray of bool, shape (n_frames,), and list of int
        The frames, and the channels seen in these.
    """
    groups = defaultdict(list)
    for channel, column in enumerate(seen.T):
        groups[column.tobytes()].append(channel)
    for channels in groups.values():
        yield seen[:, channels[0]], channels


def bridged(time: Array, seen: Flags) -> Flags:
    """Return which frames were seen or lie in a gap that is interpolated.

    Parameters
    ----------
    time : ndarray, shape (n_frames,)
        Timestamps, s.
    seen : ndarray of bool, shape (n_frames,)
        True where there is a value.

    Returns
    -------
    ndarray of bool, shape (n_frames,)
        True also in gaps that are short enough, with both ends in the window.
    """
    last, index = len(time) - 1, np.arange(len(time))
    before = np.maximum.accumulate(np.where(seen, index, -1))
    after = np.minimum.accumulate(np.where(seen, index, last + 1)[::-1])[::-1]
    between = (before >= 0) & (after <= last)
    before, after, first = np.maximum(before, 0), np.minimum(after, last), np.minimum(before + 1, last)
    near = (time - time[before] < LAG) & (time[after] - time < LAG)
    return seen | (between & near & (time[after] - time[first] <= MAX_GAP_S))
