"""Find where a movement begins and ends: sooner than any threshold sees it, because it begins and ends gently."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from movescreen.measures.signals import at_rest_beyond
from movescreen.pose.geometry import nanmedian
from movescreen.pose.pose import Array
from movescreen.segmentation.repetitions import Span

MAX_HOLE_S = 0.25  # s between two seen frames
REST_BEFORE_S = 0.5  # s of rest that tell from where a repetition began
SWAY_EFFORT = 2.5  # of effort, or deg: what points of a body at rest may wander
ONSET_SHARES = (0.05, 0.35)  # of the way: lowest and highest level at which the beginning is read
MAX_FIRST_SHARE = 0.2  # of the way: the lowest level is no higher, whatever the sway
ONSET_LEVELS = 6  # how many levels, evenly spaced
ROUGH_SHARES = np.array([0.15, 0.3, 0.45])  # and where it does though rest is not known well
PATH_TIME = np.linspace(0.0, 1.0, 201)
PATH = PATH_TIME**3 * (10 - 15 * PATH_TIME + 6 * PATH_TIME**2)  # how much of the way is done by when, with least jerk


def trimmed(span: Span, time: Array, signal: Array, power: float, since: int = 0) -> Span:
    """Trim a span to where the movement begins and ends.

    Parameters
    ----------
    span : Span
        Frame numbers of the repetition.
    time : ndarray, shape (n_frames,)
        Timestamps of all frames, s.
    signal : ndarray, shape (n_frames,)
        The effort.
    power : float
        Exponent of the path near rest.
    since : int
        The start is not before this frame.

    Returns
    -------
    Span
        From leaving rest to being back.

    Notes
    -----
    A movement begins so gently that no threshold sees it begin, and the body sways before. What is seen of it up to a
    third of the way is extended along a minimum-jerk path to the `power`.

    References
    ----------
    Flash T, Hogan N (1985). J Neurosci 5(7):1688-1703.
    """
    span = replace(span, start=min(max(span.start, since), span.first))
    at_extreme = signal[span.first : span.last + 1]
    if np.isnan(at_extreme).all():
        return span
    extreme = float(nanmedian(at_extreme))
    out, home = np.arange(span.first, span.start - 1, -1), np.arange(span.last, span.end + 1)
    start, end = (int(way[_outset(time[way], signal[way], extreme, power)]) for way in (out, home))
    return replace(span, start=start, end=end, return_start=max(span.last, _leaving(time, signal, start, end, extreme)))


def _leaving(time: Array, signal: Array, start: int, end: int, extreme: float) -> int:
    """Return the last frame at rest beyond half of the way, from `start` to `end`; `start` if there is none."""
    seen = start + np.flatnonzero(~np.isnan(signal[start : end + 1]))
    rest = float(signal[seen[[0, -1]]].mean()) if len(seen) else np.nan
    still = at_rest_beyond(time[seen], signal[seen], 0.5 * (rest + extreme))
    return int(seen[still.stop - 1]) if still.stop > still.start else start


def _outset(time: Array, signal: Array, extreme: float, power: float) -> int:
    """Return the frame at which a signal leaves rest, of frames that go from its extreme to there and beyond.

    Rest is first the least of them, which sway makes too little, so that only what is well above it tells; then the
    middle of the half second beyond. The last frame where none was seen.
    """
    seen = np.flatnonzero(~np.isnan(signal))
    if not len(seen):
        return len(signal) - 1
    time, signal = time[seen], signal[seen]
    began = _sets_out(time, signal, float(signal.min()), extreme, ROUGH_SHARES, power)
    rest = float(nanmedian(signal[began:][np.abs(time[began:] - time[began]) <= REST_BEFORE_S]))
    least = min(max(SWAY_EFFORT / max(extreme - rest, SWAY_EFFORT), ONSET_SHARES[0]), MAX_FIRST_SHARE)
    shares = np.linspace(least, ONSET_SHARES[1], ONSET_LEVELS)
    return int(seen[_sets_out(time, signal, rest, extreme, shares, power)])


def _sets_out(time: Array, signal: Array, rest: float, extreme: float, shares: Array, power: float) -> int:
    """Return the frame at which a signal leaves a level of `rest`, of frames as `_outset` takes them.

    Where the line meets zero that best tells when the signal was at `shares` of the way by when the path was.
    """
    reached = np.array([_crossing(time, signal, rest + share * (extreme - rest)) for share in shares.tolist()])
    due = np.interp(shares ** (1 / power), PATH, PATH_TIME)
    away = due - due.mean()
    pace = float(away @ reached) / float(away @ away)
    return int(np.abs(time - (reached.mean() - pace * due.mean())).argmin())


def _crossing(time: Array, signal: Array, level: float) -> float:
    """Return when a signal first falls to a level, between two frames; the last time if it never does.

    A hole that it crosses in counts to the movement: there is no telling when.
    """
    after = int((signal <= level).argmax())
    if signal[after] > level:
        return float(time[-1])
    if after == 0:
        return float(time[0])
    if abs(time[after] - time[after - 1]) > MAX_HOLE_S:
        return float(time[after])
    share = (signal[after - 1] - level) / (signal[after - 1] - signal[after])
    return float(time[after - 1] + share * (time[after] - time[after - 1]))
