"""Summarize a series of repetitions: sets, prescribed against performed repetitions and holds, left against right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from movescreen.pose.pose import SIDES, Array
from movescreen.records.record import Reading, Repetition, SideDifference
from movescreen.scoring.settings import Settings
from movescreen.screens import Screen

SET_PAUSE_S = 20.0  # s: a longer one between two repetitions begins a new set
HOLD = "hold"
MIN_REPETITIONS = 2  # repetitions of a side, for its variation to be known
WITHIN = "within_variation"
BEYOND = "beyond_variation"


def set_number(before: Sequence[Repetition], start_s: float) -> int:
    """Return the set, counted from 1, that a repetition belongs to which starts then, after those `before`."""
    return before[-1].set + (start_s - before[-1].end_s > SET_PAUSE_S) if before else 1


def prescribed(settings: Settings, screen: Screen, repetitions: Sequence[Repetition]) -> dict[str, Any]:
    """Compare prescribed with performed repetitions and holds.

    The last is None where a hold was not measured.
    """
    beside: dict[str, Any] = {}
    if settings.reps is not None:
        beside["reps"] = {"asked": settings.reps, "done": len(repetitions)}
    if settings.hold_s is not None and any(m.name == HOLD for m in screen.over_repetition):
        held = [_read(rep.readings, HOLD) for rep in repetitions]
        beside[HOLD] = {"asked": settings.hold_s, "unit": "s", "done": [r.value if r else None for r in held]}
    return beside


def _read(readings: Iterable[Reading], measure: str) -> Reading | None:
    """Return what was read of a measure, if it was."""
    return next((r for r in readings if r.measure == measure and not r.reason), None)


def side_differences(screen: Screen, repetitions: Iterable[Repetition]) -> tuple[SideDifference, ...]:
    """Return the left against the right in every measure that is of one leg at a time, of one clip or of several.

    None where a side has fewer than two repetitions, or where both legs carry.
    """
    if screen.support is None:
        return ()
    carried = [rep for rep in repetitions if rep.support in SIDES]
    sided = [m for m in screen.quantities if m.sided]
    read = ((m, [_values(carried, m.name, side) for side in SIDES]) for m in sided)
    enough = ((m, values) for m, values in read if min(map(len, values)) >= MIN_REPETITIONS)
    return tuple(_difference(m.name, m.unit, *values) for m, values in enough)


def _values(repetitions: Iterable[Repetition], measure: str, side: str) -> Array:
    read = (_read(rep.readings, measure) for rep in repetitions if rep.support == side)
    return np.array([r.value for r in read if r and r.side == side])


def _difference(measure: str, unit: str, left: Array, right: Array) -> SideDifference:
    """Return the left against the right, and whether they differ by more than this person's own variation."""
    least = least_difference((left, right))
    on_left, on_right = float(np.median(left)), float(np.median(right))
    difference = on_left - on_right
    state = BEYOND if abs(difference) > least else WITHIN
    return SideDifference(measure, unit, on_left, on_right, len(left), len(right), difference, least, state)


def least_difference(groups: Iterable[Array]) -> float:
    """Return the smallest difference of two repetitions beyond a person's own variation (MDC95).

    Parameters
    ----------
    groups : iterable of ndarray, shape (n,) each
        Values of repetitions that belong together.

    Returns
    -------
    float
        1.96 sqrt(2) times the pooled standard deviation within groups; NaN where no group has two.
    """
    several = [values for values in groups if len(values) > 1]
    freedom = sum(len(values) - 1 for values in several)
    squares = sum(float(((values - values.mean()) ** 2).sum()) for values in several)
    return 1.96 * math.sqrt(2) * math.sqrt(squares / freedom) if freedom else math.nan
