"""Krippendorff's alpha: disagreement against what it would be if ratings were dealt out at random."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from movescreen.records.text import Text
from movescreen.reliability.statistics.bootstrap import bca, bca_of_patterns, by_drawing
from movescreen.reliability.statistics.categorical_ratings import MISSING, TOO_FEW, Array, CategoricalRatings
from movescreen.reliability.statistics.estimate import Estimate, refuse
from movescreen.reliability.statistics.intervals import FROM_PERCENT, wilson

NOMINAL = "nominal"
ORDINAL = "ordinal"
INTERVAL = "interval"
RATIO = "ratio"
DISTANCES = {
    NOMINAL: "any two different categories are as far apart",
    ORDINAL: "categories are as far apart as there are ratings between them",
    INTERVAL: "squared differences of the values",
    RATIO: "squared differences of the values as shares of their sums",
}
MANY = 500  # people from which on they are drawn by their pattern of ratings
LEAST_WIDTH = 1e-9  # of an interval; a narrower one is a point
ASSUMES = Text("Subjects are independent of each other and alike; raters are interchangeable. Ratings may be missing.")


def alpha(ratings: CategoricalRatings, level: str | ArrayLike = NOMINAL) -> Estimate:
    """Return Krippendorff's alpha.

    Parameters
    ----------
    ratings : CategoricalRatings
        Codes of shape (n_subjects, n_raters), and the categories.
    level : str or array_like, shape (n_categories, n_categories)
        Level of measurement, or squared distances between the categories.

    Returns
    -------
    Estimate
        With its 95 % interval, the form and the number of subjects.

    Raises
    ------
    Problem
        If the data do not allow it; the sentence says why.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; Hayes and Krippendorff (2007), Communication
    Methods and Measures 1:77.
    """
    kept = ratings.repeated()
    if kept.subjects < 2:
        raise refuse(TOO_FEW)
    if len(np.unique(kept.codes[kept.codes != MISSING])) < 2:
        raise refuse(Text("All ratings are the same: how far agreement is beyond chance cannot be told."))
    statistic = _of(kept, level)
    value = float(statistic(np.ones((1, len(kept.codes))))[0])
    whole, none = value >= 1 - 1e-12, isinstance(level, str) and level == NOMINAL and _all_differ(kept)
    low, high = _of_percent(kept, value) if whole or none else _drawn(kept, level)
    if high - low < LEAST_WIDTH:  # all draws say the same, which is no sign that all studies would
        low = high = math.nan
    said = Text(DISTANCES[level] if isinstance(level, str) else "given distances")
    which = Text(level if isinstance(level, str) else "given")
    how = FROM_PERCENT if whole or none else by_drawing(low)
    form = Text("Krippendorff's alpha, {level}: {distance}; {how}", level=which, distance=said, how=how)
    return Estimate(value, low, high, kept.subjects, form, ASSUMES)


def _drawn(ratings: CategoricalRatings, level: str | ArrayLike) -> tuple[float, float]:
    """Return the interval by drawing: people one by one or, of many, by how often each pattern of ratings came."""
    if ratings.subjects < MANY or ratings.subjects < len(ratings.codes):
        return bca(_of(ratings, level), ratings.people)
    codes, times = np.unique(np.sort(ratings.codes, axis=1), axis=0, return_counts=True)
    if len(codes) > MANY:
        return bca(_of(ratings, level), ratings.people)
    return bca_of_patterns(
        _of(CategoricalRatings(codes, ratings.categories, np.arange(len(codes))), level), times.astype(float)
    )


def _all_differ(ratings: CategoricalRatings) -> bool:
    """Return whether no two ratings of any subject are the same."""
    return bool(ratings.counts.max() <= 1)


def _of_percent(ratings: CategoricalRatings, value: float) -> tuple[float, float]:
    """Return the interval where all ratings of each subject agree, or none: draws of the same subjects would too."""
    shares = ratings.counts.sum(axis=0) / ratings.counts.sum()
    by_chance = float((shares**2).sum())
    ends = wilson(float(value > 0), ratings.subjects)
    low, high = ((end - by_chance) / (1 - by_chance) for end in ends)
    return (low, 1.0) if value > 0 else (value, max(high, value))


def _of(ratings: CategoricalRatings, level: str | ArrayLike) -> Callable[[Array], Array]:
    """Return alpha as a function of how often each row counts."""
    if isinstance(level, str) and level == INTERVAL:
        return _from_values(ratings)
    counts = ratings.counts
    if not isinstance(level, str):
        return _from_table(counts, np.asarray(level, float))
    if level == NOMINAL:
        return _from_table(counts, 1 - np.eye(counts.shape[1]))
    if level == ORDINAL:
        return lambda times: _from_places(times, counts, _middle_ranks(times @ counts))
    if level not in DISTANCES:
        raise refuse(f"A level is one of {', '.join(DISTANCES)}, and {level!r} came.")
    values = _numbers(ratings)
    if (values < 0).any():
        raise refuse("Ratios need values of zero and more, and there are values below zero.")
    sums = values[:, None] + values
    share = np.divide(values[:, None] - values, sums, out=np.zeros_like(sums), where=sums > 0)
    return _from_table(counts, share**2)


def _numbers(ratings: CategoricalRatings) -> Array:
    try:
        return np.array([float(category) for category in ratings.categories])
    except ValueError as error:
        raise refuse("Distances between values need numbers, and these categories are words.") from error


def _from_table(counts: Array, distance: Array) -> Callable[[Array], Array]:
    rated = counts.sum(axis=1)
    apart = ((counts @ distance) * counts).sum(axis=1) / (rated - 1)

    def of(times: Array) -> Array:
        totals = times @ counts
        by_chance = ((totals @ distance) * totals).sum(axis=1) / (totals.sum(axis=1) - 1)
        return 1 - times @ apart / by_chance

    return of


def _from_values(ratings: CategoricalRatings) -> Callable[[Array], Array]:
    """Return alpha for squared differences of values, from how many each row has, their sums and sums of squares."""
    values, known = _numbers(ratings), ratings.codes != MISSING
    near = np.where(known, (values - values.mean())[ratings.codes], 0.0)  # far from 0, squares swallow differences
    rated, first, second = known.sum(axis=1).astype(float), near.sum(axis=1), (near**2).sum(axis=1)
    apart = 2 * (rated * second - first**2) / (rated - 1)

    def of(times: Array) -> Array:
        whole = times @ rated
        by_chance = 2 * (whole * (times @ second) - (times @ first) ** 2) / (whole - 1)
        return 1 - times @ apart / by_chance

    return of


def _from_places(times: Array, counts: Array, places: Array) -> Array:
    """Return alpha for squared differences of the categories' places, which are others in each draw."""
    rated, totals = counts.sum(axis=1), times @ counts
    first, second = places @ counts.T, places**2 @ counts.T
    apart = (times * 2 * (rated * second - first**2) / (rated - 1)).sum(axis=1)
    whole, mean = totals.sum(axis=1), (totals * places).sum(axis=1)
    by_chance = 2 * (whole * (totals * places**2).sum(axis=1) - mean**2) / (whole - 1)
    return 1 - apart / by_chance


def _middle_ranks(totals: Array) -> Array:
    """Return for each category the mean rank of its ratings when all are put in order."""
    return np.cumsum(totals, axis=1) - totals / 2
