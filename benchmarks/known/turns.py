"""When a person's repetitions were, and which of their frames count as the extreme: from the truth alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from known import Known
from known.definitions import Definition, effort
from movescreen.pose.pose import Array

NEAR = 0.05  # of the way, and at least 2 percent of a body length: what a record takes for the extreme too
STILL = 0.05  # of the highest speed on the way: slower than this, a person has not set out yet or is back


@dataclass(frozen=True)
class Turn:
    """One true repetition: when it began, turned and ended, s, and its frames at the extreme."""

    start_s: float
    bottom_s: float
    end_s: float
    extreme: NDArray[np.intp]


def turns(known: Known) -> list[Turn]:
    """The true repetitions."""
    return [_turn(known.time, effort(known), *moment) for moment in known.moments]


def _turn(time: Array, amount: Array, start: float, end: float) -> Turn:
    during = np.flatnonzero((time >= start) & (time <= end))
    most = amount[during].max()
    extreme = during[amount[during] >= most - max(2.0, NEAR * most)]
    return Turn(start, 0.5 * float(time[extreme[0]] + time[extreme[-1]]), end, extreme)


def reading(known: Known, turn: Turn, define: Definition) -> Array:
    """What a quantity truly was in a repetition: the middle over its extreme, `()` or `(side,)`."""
    return np.median(define(known)[turn.extreme], axis=0)


def set_out_and_back(time: Array, amount: Array) -> tuple[float, float]:
    """When an effort sets out and is back, s, where nobody says: slower than `STILL` before its fastest and after.

    Both come late and early: along a minimum-jerk path by 0.06 of the way's duration.
    """
    speed, top = np.gradient(amount, time), int(amount.argmax())
    out, back = speed[: top + 1], -speed[top:]
    slow_before = np.flatnonzero(out[: int(out.argmax())] < STILL * out.max())
    slow_after = np.flatnonzero(back[int(back.argmax()) :] < STILL * back.max())
    first = slow_before[-1] if len(slow_before) else 0
    last = top + int(back.argmax()) + slow_after[0] if len(slow_after) else len(time) - 1
    return float(time[first]), float(time[last])
