"""Tempo: how long the way out, the extreme and the way back of a repetition lasted, as far as its frames can tell."""

from __future__ import annotations

import math

from movescreen.pose.pose import Array
from movescreen.records.record import Duration
from movescreen.segmentation.repetitions import Span

NO_TIMES = "no_times"  # the clip keeps none: what lasts how long is a guess
TOO_FEW_A_SECOND = "too_few_frames_a_second"
BEGAN_UNSEEN = "began_before_the_recording"  # the beginning of the way out was not seen
GENTLY = 0.05  # s: what that adds, on 42 squats of rendered people at 30 frames a second
LEAST_RATE = 12.0  # frames a second: with fewer, a phase of half a second is known to a quarter of itself


def tempo(span: Span, time: Array, phases: tuple[str, ...], timed: bool = True) -> tuple[Duration, ...]:
    """Return the durations of a repetition's phases.

    Parameters
    ----------
    span : Span
        Frame numbers of the repetition.
    time : ndarray, shape (n_frames,)
        Timestamps, s.
    phases : tuple of str
        Names of the phases; the first is rest.
    timed : bool
        Whether the clip keeps times; else no duration is known.

    Returns
    -------
    tuple of Duration
        Seconds with 1 SD; a reason where there are too few frames per second.

    Notes
    -----
    The extreme lasts while the signal is within a twentieth of the way. Each end of a phase is known to one frame, so
    a duration to sqrt(2) frames; and bodies set out gently.
    """
    start, first, last, end = (float(time[frame]) for frame in (span.start, span.first, span.return_start, span.end))
    frame = (end - start) / max(1, span.end - span.start)
    slow = frame * LEAST_RATE > 1.0
    reason = TOO_FEW_A_SECOND if slow else "" if timed else NO_TIMES
    unsure = math.nan if reason else math.hypot(math.sqrt(2) * frame, GENTLY)
    lasted = (first - start, last - first, end - last)
    known = tuple(
        Duration(phase, math.nan if reason else seconds, unsure, reason)
        for phase, seconds in zip(phases[1:], lasted, strict=True)
    )
    if span.began_unseen and not reason:
        return (Duration(phases[1], math.nan, math.nan, BEGAN_UNSEEN), *known[1:])
    return known
