"""Stretches of a signal over time, in seconds: how long it was held, and how it drifted meanwhile."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from movescreen.pose.pose import Array

DROPOUT_S = 0.3  # s: a dropout that does not end a hold
MEDIAN_WINDOW_S = 0.5  # s: what is shorter is no change of level
SPEED_REACH_S = 0.15  # s to either side of a frame over which speed is taken
REST_SPEED_SHARE = 0.2  # of the speed half-way: slower than this the movement has come to rest
MAX_POINTS = 120  # more than these a slope gains nothing from
LOST_S = 0.205  # s from one seen frame to the next: more than the smoothing bridges, and more than any frame rate
ROUNDING_S = 0.001  # s: by which times may be off that should be equal


def longest(time: Array, holds: NDArray[np.bool_]) -> float:
    """Return the duration of the longest stretch in which a condition holds, short dropouts bridged.

    It begins and ends half-way between a frame in which it holds and one in which it does not.

    Parameters
    ----------
    time : ndarray, shape (n_frames,)
        s.
    holds : ndarray of bool, shape (n_frames,)

    Returns
    -------
    float
        s; 0 where it never holds.
    """
    turns = np.flatnonzero(np.diff(holds, prepend=False, append=False))
    if not len(turns):
        return 0.0
    between = np.concatenate([time[:1], 0.5 * (time[1:] + time[:-1]), time[-1:]])
    begins, ends = between[turns[::2]], between[turns[1::2]]
    apart = np.concatenate([[True], begins[1:] - ends[:-1] > DROPOUT_S, [True]])
    return float((ends[apart[1:]] - begins[apart[:-1]]).max())


def with_lost_frames(time: Array, signal: Array) -> tuple[Array, Array]:
    """Return a signal with missing values where frames were lost, at the usual spacing.

    Parameters
    ----------
    time : ndarray, shape (n_frames,)
        s.
    signal : ndarray, shape (n_frames, ...)

    Returns
    -------
    time : ndarray, shape (n_frames + n_lost,)
        s.
    signal : ndarray, shape (n_frames + n_lost, ...)
        NaN in frames that were lost.
    """
    apart = np.diff(time)
    gaps = np.flatnonzero(apart > LOST_S)
    if not len(gaps):
        return time, signal
    usual = float(np.median(apart))
    lost = [np.arange(time[gap] + usual, time[gap + 1] - 0.5 * usual, usual) for gap in gaps]
    places = np.repeat(gaps + 1, [len(times) for times in lost])
    return np.insert(time, places, np.concatenate(lost)), np.insert(signal, places, np.nan, axis=0)


def holes(time: Array, seen: NDArray[np.bool_]) -> Array:
    """Return how long the gaps between seen frames are that are too long to be interpolated.

    Parameters
    ----------
    time : ndarray, shape (n_frames,)
        Timestamps, s.
    seen : ndarray of bool, shape (n_frames,)
        True where there is a value.

    Returns
    -------
    ndarray, shape (n_gaps,)
        Durations, s.
    """
    apart = np.diff(time[seen])
    return apart[apart > LOST_S]


def closed(time: Array, holds: NDArray[np.bool_], seen: NDArray[np.bool_], longest_s: float) -> NDArray[np.bool_]:
    """Return where a condition holds, unseen frames included between two frames in which it holds.

    Parameters
    ----------
    time : ndarray, shape (n_frames,)
        s.
    holds, seen : ndarray of bool, shape (n_frames,)
    longest_s : float
        The longest hole that is closed, s.

    Returns
    -------
    ndarray of bool, shape (n_frames,)
    """
    filled, known = holds.copy(), np.flatnonzero(seen)
    before, after = known[:-1], known[1:]
    hole = (after - before > 1) & (time[after] - time[before] <= longest_s) & holds[before] & holds[after]
    for first, last in zip(before[hole], after[hole], strict=True):
        filled[first:last] = True
    return filled


def steady(time: Array, signal: Array) -> Array:
    """Return the running median of a signal over half a second.

    Parameters
    ----------
    time : ndarray, shape (n_frames,)
        s.
    signal : ndarray, shape (n_frames,)

    Returns
    -------
    ndarray, shape (n_frames,)
        In the signal's unit; NaN where the signal is NaN.
    """
    seen = np.flatnonzero(~np.isnan(signal))
    steadied = signal.copy()
    if len(seen) < 3:
        return steadied
    reach = round(0.5 * MEDIAN_WINDOW_S / float(np.median(np.diff(time[seen]))))
    padded = np.concatenate([np.repeat(signal[seen[0]], reach), signal[seen], np.repeat(signal[seen[-1]], reach)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    steadied[seen] = np.sort(windows, axis=1)[:, reach]
    return steadied


def at_rest_beyond(time: Array, signal: Array, half: float) -> slice:
    """Return the frames from coming to rest beyond a share of the way to setting out to come back.

    They are where the signal, on its far side of `half`, is slower than a fifth of what it was when it crossed. Where
    it has not come back yet, up to the last frame.

    Parameters
    ----------
    time : ndarray, shape (n_frames,)
        s.
    signal : ndarray, shape (n_frames,)
    half : float
        In the signal's unit.

    Returns
    -------
    slice
        Empty where the signal does not tell.
    """
    beyond = np.flatnonzero(signal >= half)
    if not len(beyond):
        return slice(0, 0)
    first, last = int(beyond[0]), int(beyond[-1])
    speed = _speed(time, signal)
    stays = speed[first : last + 1] < REST_SPEED_SHARE * speed[first]
    comes = (
        speed[first : last + 1] > REST_SPEED_SHARE * speed[last]
        if last < len(time) - 1
        else np.full(last + 1 - first, True)
    )
    if not (stays.any() and comes.any()):
        return slice(0, 0)
    start, stop = first + int(stays.argmax()), last + 1 - int(comes[::-1].argmax())
    return slice(start, max(start, stop))


def _speed(time: Array, signal: Array) -> Array:
    """Return the slope of the signal around each frame, in its unit per second."""
    before, after = np.maximum(time - SPEED_REACH_S, time[0]), np.minimum(time + SPEED_REACH_S, time[-1])
    return (np.interp(after, time, signal) - np.interp(before, time, signal)) / np.maximum(after - before, 1e-9)


def lowering(time: Array, signal: Array) -> float:
    """Return how much lower a signal is at its end than at its beginning, by medians over 1 s or half of it.

    Parameters
    ----------
    time : ndarray, shape (n_frames,)
        s.
    signal : ndarray, shape (n_frames,)

    Returns
    -------
    float
        In the signal's unit; positive = lower at the end.
    """
    span = min(1.0, 0.5 * float(time[-1] - time[0])) + ROUNDING_S
    first, last = signal[time <= time[0] + span], signal[time >= time[-1] - span]
    return float(np.median(first) - np.median(last))


def slope(time: Array, signal: Array) -> float:
    """Return the median of the slopes between any two points.

    Parameters
    ----------
    time : ndarray, shape (n_frames,)
        s.
    signal : ndarray, shape (n_frames,)

    Returns
    -------
    float
        The signal's unit per second.

    References
    ----------
    Theil (1950), Proceedings of the Royal Netherlands Academy of Sciences 53:386; Sen (1968), Journal of the American
    Statistical Association 63:1379.
    """
    t, x = (_thinned(values) for values in (time, signal))
    i, j = np.triu_indices(len(t), 1)
    return float(np.median((x[j] - x[i]) / (t[j] - t[i])))


def _thinned(values: Array) -> Array:
    """Return at most `MAX_POINTS` of the values: where there are more, the medians of as many parts."""
    if len(values) <= MAX_POINTS:
        return values
    return np.array([np.median(part) for part in np.array_split(values, MAX_POINTS)])
