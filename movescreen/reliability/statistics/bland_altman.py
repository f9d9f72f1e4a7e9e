"""Bland and Altman's limits of agreement (1986, 1999, 2007), also with several repetitions a person."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from movescreen.records.text import Figure, Text
from movescreen.reliability.statistics.categorical_ratings import Array
from movescreen.reliability.statistics.estimate import CONFIDENCE, Estimate, refuse
from movescreen.reliability.statistics.intervals import VariancePart, standard_error, t_interval, variance_interval
from movescreen.reliability.statistics.numeric_ratings import two

TIMES = 1.96
ASSUMES = Text(
    "Differences are Gaussian, with the same mean and spread for small and large values; subjects independent."
)
TAILS = ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2)


@dataclass(frozen=True)
class Limits:
    """The mean difference and the limits that hold 95 % of differences of single measurements."""

    bias: Estimate
    low: Estimate
    high: Estimate


def limits(first: ArrayLike, second: ArrayLike) -> Limits:
    """Return bias and limits of agreement of first minus second, each person measured once by either.

    Parameters
    ----------
    first, second : array_like, shape (n_subjects,)
        Values of the two; NaN where missing.

    Returns
    -------
    Limits
        Bias and both limits, in the unit of the values, with exact intervals.

    Raises
    ------
    Problem
        If the data do not allow it; the sentence says why.

    References
    ----------
    Bland and Altman (1986), Lancet 327:307; intervals: Carkeet (2015), Optometry and Vision Science 92:e71.
    """
    a, b = two(first, second)
    off = a - b
    n, mean, spread = len(off), float(off.mean()), float(off.std(ddof=1))
    ends = [float(stats.nct.ppf(tail, n - 1, TIMES * math.sqrt(n))) * spread / math.sqrt(n) for tail in TAILS]
    return _limits(
        mean, spread, n, (ends[0], ends[1]), "one difference a person; exact interval", spread / math.sqrt(n)
    )


def linked(first: ArrayLike, second: ArrayLike, people: ArrayLike) -> Limits:
    """Return limits of agreement where a row is one repetition, seen by both methods.

    Parameters
    ----------
    first, second : array_like, shape (n_rows,)
        The two methods, in one unit; NaN where missing.
    people : array_like, shape (n_rows,)
        Who did the repetition.

    Returns
    -------
    Limits
        Bias and limits with intervals, in that unit.

    Raises
    ------
    Problem
        Fewer than 3 people, or none with two repetitions.

    References
    ----------
    Bland JM, Altman DG (2007). Agreement between methods of measurement with multiple observations per individual. J
    Biopharm Stat 17(4):571-582, section 3.
    """
    a, b = two(first, second, least=2)
    known = np.isfinite(np.asarray(first, float)) & np.isfinite(np.asarray(second, float))
    off, who = a - b, np.unique(np.asarray(people)[known], return_inverse=True)[1]
    rows, n = len(off), int(who.max()) + 1
    if n < 3 or rows <= n:
        sentence = "At least 3 people and a repeated one are needed, and {n} people with {rows} rows came."
        raise refuse(Text(sentence, n=n, rows=rows))
    times, mean = np.bincount(who), float(off.mean())
    means = np.bincount(who, off) / times
    within = float(((off - means[who]) ** 2).sum()) / (rows - n)
    between = float((times * (means - mean) ** 2).sum()) / (n - 1)
    each = (rows - float((times**2).sum()) / rows) / (n - 1)
    parts = [VariancePart(1 / each, between, n - 1), VariancePart(1 - 1 / each, within, rows - n)]
    error = standard_error(off - mean, who)
    return _from_parts(
        mean, error, n, parts, Text("{rows} repetitions of {n} people, linked between raters", rows=rows, n=n)
    )


def replicates(first: Sequence[ArrayLike], second: Sequence[ArrayLike]) -> Limits:
    """Return the limits where each person was measured several times by either and the true value stayed the same.

    Parameters
    ----------
    first, second : sequence of array_like
        The values of each person, one array a person.

    Returns
    -------
    Limits
        In the unit of the values.

    Raises
    ------
    Problem
        If the data do not allow it; the sentence says why.

    References
    ----------
    Bland and Altman (2007), Journal of Biopharmaceutical Statistics 17:571.
    """
    pairs = [(np.asarray(a, float), np.asarray(b, float)) for a, b in zip(first, second, strict=True)]
    off, n = np.array([a.mean() - b.mean() for a, b in pairs]), len(pairs)
    if n < 3:
        raise refuse(Text("At least 3 people are needed, and there are {n}.", n=n))
    own = [_replicated([pair[which] for pair in pairs]) for which in (0, 1)]
    parts = [VariancePart(1.0, float(off.var(ddof=1)), n - 1), *own]
    times = np.array([1 / (1 / len(a) + 1 / len(b)) for a, b in pairs])  # the same for all who were measured as often
    mean = float(times @ off / times.sum())
    error = standard_error((off - mean) * times / times.mean(), np.arange(n))
    return _from_parts(mean, error, n, parts, Text("replicates of {n} people, not linked between raters", n=n))


def _replicated(groups: Sequence[Array]) -> VariancePart:
    """Return what one rater's own scatter adds to the spread of single differences."""
    free = sum(len(g) - 1 for g in groups)
    square = sum(float(((g - g.mean()) ** 2).sum()) for g in groups) / free if free else 0.0
    return VariancePart(1 - float(np.mean([1 / len(g) for g in groups])), square, max(free, 1))


def _from_parts(mean: float, error: float, n: int, parts: Sequence[VariancePart], form: str) -> Limits:
    """Return the limits from a variance in parts, their intervals by recovered variances (MOVER; Zou 2013)."""
    variance = sum(p.times * p.square for p in parts)
    below, above = variance_interval(parts)
    spread, z = math.sqrt(variance), float(stats.norm.ppf(TAILS[1]))
    inward = math.hypot(z * error, TIMES * (spread - math.sqrt(below)))
    outward = math.hypot(z * error, TIMES * (math.sqrt(above) - spread))
    ends = (TIMES * spread - inward, TIMES * spread + outward)
    return _limits(mean, spread, n, ends, Text("{form}; MOVER interval", form=form), error)


def _limits(mean: float, spread: float, n: int, ends: tuple[float, float], form: str, error: float) -> Limits:
    """Return the limits; `ends` are those of the interval of the upper one, from the bias."""
    said = Text("limits of agreement, bias -+ {times} SD of first less second, {form}", times=Figure(TIMES), form=form)
    near, far = ends
    return Limits(
        Estimate(mean, *t_interval(mean, error, n - 1), n, Text("mean of first less second; t interval"), ASSUMES),
        Estimate(mean - TIMES * spread, mean - far, mean - near, n, said, ASSUMES),
        Estimate(mean + TIMES * spread, mean + near, mean + far, n, said, ASSUMES),
    )
