"""Intervals by drawing subjects again, where no formula was published; the same numbers every time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
from scipy import stats

from movescreen.records.text import Text
from movescreen.reliability.statistics.categorical_ratings import Array, Codes
from movescreen.reliability.statistics.estimate import CONFIDENCE

DRAWS = 2000  # draws of the bootstrap
SEED = 20260101  # so that the same table gives the same interval
BY_DRAWING = Text("BCa bootstrap over subjects, {draws} draws", draws=DRAWS)
NO_INTERVAL = Text(
    "no interval: of {draws} bootstrap draws over subjects next to all lie to one side of the estimate", draws=DRAWS
)
ROUNDING = 1e-9
AT_ONCE = 2**22  # counts that are looked at together: those of ten thousand subjects would not fit in memory

Statistic = Callable[[Array], Array]  # from how often each row counts, `(draws, rows)`, to a value a draw


def bca(statistic: Statistic, people: Codes) -> tuple[float, float]:
    """Return the bias-corrected and accelerated bootstrap interval of a statistic.

    Parameters
    ----------
    statistic : callable
        Takes weights (n_draws, n_rows), returns values (n_draws,).
    people : ndarray of int, shape (n_rows,)
        Person of each row; people are drawn with all their rows.

    Returns
    -------
    tuple of float
        Low and high end of the 95 % interval; NaN where it would not hold the estimate.

    References
    ----------
    Efron B (1987). Better bootstrap confidence intervals. J Am Stat Assoc 82(397):171-185.
    """
    groups, row = np.unique(people, return_inverse=True)
    count = len(groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(statistic(np.ones((1, len(row))))[0])
        left_out = _of_each(statistic, _without_one(count), row)
        drawn = _of_each(statistic, _draws(left_out), row)
    return _interval(value, drawn, left_out, np.ones(count))


def bca_of_patterns(statistic: Statistic, times: Array) -> tuple[float, float]:
    """Return the same interval where many people have the same ratings.

    Parameters
    ----------
    statistic : callable
        Takes weights (n_draws, n_patterns), returns values (n_draws,).
    times : ndarray, shape (n_patterns,)
        How many people have each pattern of ratings.

    Returns
    -------
    tuple of float
        Low and high end of the 95 % interval.

    Notes
    -----
    Drawing how many people have each pattern is the same as drawing people.
    """
    count, random = int(times.sum()), np.random.default_rng(SEED)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(statistic(times[None])[0])
        left_out = statistic(times - np.eye(len(times)))
        drawn = statistic(random.multinomial(count, times / count, DRAWS).astype(float))
    return _interval(value, drawn, left_out, times)


def _interval(value: float, drawn: Array, left_out: Array, times: Array) -> tuple[float, float]:
    """Return the interval from the draws, and from the values without each person, who stands for `times` people."""
    drawn = drawn[np.isfinite(drawn)]
    if not len(drawn) or np.ptp(drawn) == 0:
        return value, value
    known = np.isfinite(left_out)
    low, high = np.quantile(drawn, _shares(value, drawn, left_out[known], times[known]))
    holds = low - ROUNDING <= value <= high + ROUNDING
    return (min(float(low), value), max(float(high), value)) if holds else (math.nan, math.nan)


def by_drawing(low: float) -> str:
    """Return how an interval was made, or why there is none."""
    return BY_DRAWING if np.isfinite(low) else NO_INTERVAL


def _of_each(statistic: Statistic, ways: Iterator[Array], row: Codes) -> Array:
    """Return the statistic of each way to count people, who come with all their rows."""
    return np.concatenate([statistic(times[:, row]) for times in ways])


def _without_one(count: int) -> Iterator[Array]:
    """Yield everybody once, but for one: `(people, people)`, some rows at a time."""
    for some in _blocks(count, count):
        yield (some[:, None] != np.arange(count)).astype(float)


def _draws(left_out: Array) -> Iterator[Array]:
    """Yield how often each person is drawn. People are ordered by their pull, so that the order of the data is void."""
    count, random = len(left_out), np.random.default_rng(SEED)
    places = np.argsort(np.argsort(left_out.round(9), kind="stable"))
    for some in _blocks(DRAWS, count):
        yield random.multinomial(count, np.full(count, 1 / count), len(some))[:, places].astype(float)


def _blocks(rows: int, wide: int) -> Iterator[Codes]:
    """Return the numbers of rows, as many together as are looked at at once."""
    step = max(1, AT_ONCE // wide)
    return (np.arange(start, min(start + step, rows)) for start in range(0, rows, step))


def _shares(value: float, drawn: Array, left_out: Array, times: Array) -> Array:
    """Return the quantiles of the draws that are the ends of the interval."""
    below = ((drawn < value).sum() + 0.5 * (drawn == value).sum()) / len(drawn)
    shift = stats.norm.ppf(np.clip(below, 0.5 / len(drawn), 1 - 0.5 / len(drawn)))
    pull = np.average(left_out, weights=times) - left_out
    spread = (times * pull**2).sum() ** 1.5
    acceleration = (times * pull**3).sum() / (6 * spread) if spread > 0 else 0.0
    ends = shift + stats.norm.ppf([(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return stats.norm.cdf(shift + ends / (1 - acceleration * ends))
