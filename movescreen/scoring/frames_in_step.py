"""Two sessions in step: which frame of one shows what a frame of the other shows, as deep and on the same way."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from movescreen.pose.pose import Array
from movescreen.records.record import Record
from movescreen.screens import screens

Indices = NDArray[np.int64]
Stretch = tuple[int, str]  # number of a repetition, counted from 1, and the part of it

BEFORE, OUT, BACK = "before", "out", "back"
TIE_PCT = 1.0  # % of body length that a whole stretch of difference in time counts; by eye, so that holds go on


def frames_in_step(one: Record, other: Record) -> Indices:
    """Return the frame of another session that is at the same place of the movement, for each frame of one.

    Parameters
    ----------
    one, other : Record
        Sessions of the same screen, with their frames; `other` has a repetition or more.

    Returns
    -------
    ndarray of int, shape (n_frames of `one`,)
        Indices of frames of `other`: in the same repetition, or the last one where `other` has fewer; on the same way
        (out or back, or before the repetition); there the one of the nearest depth.

    Notes
    -----
    Depth is made monotonic within a way, so that noise at the turn does not make the picture jump. Among frames of
    equal depth, the share of the way's time decides. The depth of the frame that is returned is off by at most twice
    `TIE_PCT` more than that of the nearest one.
    """
    there, last, count = dict(_stretches(other)), len(one.repetitions), len(other.repetitions)
    own, others = depths(one), depths(other)
    found = np.zeros(len(one.frames.time), np.int64)
    for (number, part), here in _stretches(one):
        place = (count + 1 if number > last else min(number, count), part)
        if place not in there:
            found[here] = _turn(other, place)
        elif part == BEFORE:
            found[here] = there[place][_at_share(len(here), len(there[place]))]
        else:
            found[here] = there[place][_nearest(_passed(own[here], part), _passed(others[there[place]], part))]
    return found


def depths(record: Record) -> Array:
    """Return how deep each frame is.

    Parameters
    ----------
    record : Record
        With its frames.

    Returns
    -------
    ndarray of float, shape (n_frames,)
        Effort, % of body length; 0 where it was never seen.
    """
    column = record.frames.columns.index(screens()[record.screen].movement.effort.column(""))
    effort = record.frames.values[:, column]
    known = np.flatnonzero(np.isfinite(effort))
    return np.interp(np.arange(len(effort)), known, effort[known]) if len(known) else np.zeros(len(effort))


def _stretches(record: Record) -> Iterator[tuple[Stretch, Indices]]:
    """Yield the parts of a session in order, each with its frames."""
    time, last = record.frames.time, len(record.repetitions)
    ended = np.zeros(len(time), np.int64)
    part = np.full(len(time), BEFORE, dtype="<U6")
    for number, rep in enumerate(record.repetitions, start=1):
        inside = (time >= rep.start_s) & (time <= rep.end_s)
        part[inside] = np.where(time[inside] <= rep.bottom_s, OUT, BACK)
        ended[time > rep.end_s] = number
    of = ended + 1  # what is after the last repetition comes before one that never came
    for number in range(1, last + 2):
        for name in (BEFORE, OUT, BACK):
            frames = np.flatnonzero((of == number) & (part == name))
            if len(frames):
                yield (number, name), frames


def _turn(record: Record, place: Stretch) -> int:
    """Return the frame at the beginning of a stretch that has no frame, or the last one after all repetitions."""
    number, part = place
    if number > len(record.repetitions):
        return len(record.frames.time) - 1
    rep = record.repetitions[number - 1]
    return int(np.abs(record.frames.time - (rep.bottom_s if part == BACK else rep.start_s)).argmin())


def _at_share(count: int, of: int) -> Indices:
    """Return the indices of `count` frames that are spread evenly over `of` frames."""
    return np.rint(np.linspace(0, of - 1, count)).astype(np.int64)


def _passed(depth: Array, part: str) -> Array:
    """Return how far along a way each of its frames is: it only grows."""
    way = np.maximum.accumulate(depth if part == OUT else -depth)
    return way + TIE_PCT * np.linspace(0.0, 1.0, len(depth))


def _nearest(mine: Array, theirs: Array) -> Indices:
    """Return the index of the nearest of values that only grow, for each of mine."""
    after = np.searchsorted(theirs, mine).clip(min=1)
    before = after - 1
    after = after.clip(max=len(theirs) - 1)
    return np.where(mine - theirs[before] <= theirs[after] - mine, before, after)
