"""What measures of a whole repetition are of: written a second time, from joints in space; `(side,)` in their unit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from known import Known
from known.definitions import hip_angle, hip_lift
from known.turns import Turn
from movescreen.pose.pose import Array

Definition = Callable[[Known, Turn], Array]
WHOLE: dict[str, Definition] = {}

STILL = 0.2  # of the speed half-way


def whole(define: Definition) -> Definition:
    """Enter the truth of the measure that has the function's name."""
    WHOLE[define.__name__] = define
    return define


def of_each_side(define: Callable[[Array, Array], float]) -> Definition:
    """From the times and angles between coming to rest at the top and setting out, for each side."""

    def truth(known: Known, turn: Turn) -> Array:
        return np.array([define(*still(known, turn, side)) for side in (0, 1)])

    truth.__name__ = define.__name__
    return truth


def still(known: Known, turn: Turn, side: int) -> tuple[Array, Array]:
    """Time and hip angle while the person is at the top: slower than a fifth of the speed half-way up and down."""
    during = (known.time >= turn.start_s) & (known.time <= turn.end_s)
    time, angle = known.time[during], hip_angle(known)[during, side]
    speed = np.gradient(angle, time)
    beyond = np.flatnonzero(angle >= 0.5 * (angle[0] + hip_angle(known)[turn.extreme, side].max()))
    first, last = beyond[0], beyond[-1]
    while speed[first] > STILL * speed[beyond[0]]:
        first += 1
    while speed[last] < STILL * speed[beyond[-1]]:
        last -= 1
    return time[first : last + 1], angle[first : last + 1]


@whole
def hip_range(known: Known, turn: Turn) -> Array:
    """From the frame at which the repetition begins to the middle of its extreme."""
    angle = hip_angle(known)
    return np.median(angle[turn.extreme], axis=0) - angle[np.searchsorted(known.time, turn.start_s)]


@whole
def hold(known: Known, turn: Turn) -> Array:
    """Within 10 deg of the top's own angle and above 70 % of its own lift, as many frames as there are."""
    angle, lift = hip_angle(known), hip_lift(known)
    up = angle >= np.median(angle[turn.extreme], axis=0) - 10.0
    up &= (lift >= 0.7 * np.median(lift[turn.extreme]))[:, None]
    during = (known.time >= turn.start_s) & (known.time <= turn.end_s)
    return (up & during[:, None]).sum(axis=0) * float(np.median(np.diff(known.time)))


@whole
@of_each_side
def time_at_top(time: Array, angle: Array) -> float:
    return float(np.ptp(time))


@whole
@of_each_side
def sag(time: Array, angle: Array) -> float:
    span = min(1.0, 0.5 * float(np.ptp(time))) + 1e-6
    return float(np.median(angle[time <= time[0] + span]) - np.median(angle[time >= time[-1] - span]))


@whole
@of_each_side
def sag_rate(time: Array, angle: Array) -> float:
    settled = (time >= time[0] + 0.5) & (time <= time[-1] - 0.5)
    return float(-np.polyfit(time[settled], angle[settled], 1)[0]) if settled.sum() > 1 else np.nan
