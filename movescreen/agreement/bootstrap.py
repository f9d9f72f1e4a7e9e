"""Intervals by drawing subjects again, where no formula was published; the same numbers every time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import stats

from movescreen.agreement.estimate import CONFIDENCE
from movescreen.agreement.ratings import Array, Codes

DRAWS, SEED = 2000, 20260101
BY_DRAWING = f"BCa bootstrap over subjects, {DRAWS} draws"

Statistic = Callable[[Array], Array]  # from how often each row counts, `(draws, rows)`, to a value a draw


def bca(statistic: Statistic, people: Codes) -> tuple[float, float]:
    """The bias-adjusted, accelerated interval (Efron 1987) of a statistic; people are drawn with all their rows."""
    groups, row = np.unique(people, return_inverse=True)
    count = len(groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(statistic(np.ones((1, len(row))))[0])
        left_out = statistic((1 - np.eye(count))[:, row])
        drawn = statistic(_draws(left_out)[:, row])
    drawn = drawn[np.isfinite(drawn)]
    if not len(drawn) or np.ptp(drawn) == 0:
        return value, value
    low, high = np.quantile(drawn, _shares(value, drawn, left_out[np.isfinite(left_out)]))
    return float(low), float(high)


def _draws(left_out: Array) -> Array:
    """How often each person is drawn. The order that they come in says nothing: they are put in that of their pull."""
    count = len(left_out)
    draws = np.random.default_rng(SEED).multinomial(count, np.full(count, 1 / count), DRAWS)
    places = np.argsort(np.argsort(left_out.round(9), kind="stable"))
    return draws[:, places].astype(float)


def _shares(value: float, drawn: Array, left_out: Array) -> Array:
    """Which quantiles of the draws are the ends of the interval."""
    below = ((drawn < value).sum() + 0.5 * (drawn == value).sum()) / len(drawn)
    shift = stats.norm.ppf(np.clip(below, 0.5 / len(drawn), 1 - 0.5 / len(drawn)))
    pull = left_out.mean() - left_out
    spread = (pull**2).sum() ** 1.5
    acceleration = (pull**3).sum() / (6 * spread) if spread > 0 else 0.0
    ends = shift + stats.norm.ppf([(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return stats.norm.cdf(shift + ends / (1 - acceleration * ends))
