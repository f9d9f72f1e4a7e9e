"""Intervals: from what each subject pulls at an estimate, and of shares."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy import stats

from movescreen.reliability.statistics.categorical_ratings import Array, Codes
from movescreen.reliability.statistics.estimate import CONFIDENCE, Estimate

FROM_SUBJECTS = "interval by linearisation over subjects, t"
FROM_PERCENT = "interval from Wilson's of the percentage, as subjects show no spread"
WILSON = "interval by Wilson"


def summed(pulls: Array, people: Codes) -> Array:
    """The pulls of each person: those of their rows, added."""
    return np.bincount(people, pulls)[np.unique(people)].astype(float)


def standard_error(pulls: Array, people: Codes) -> float:
    """The standard error of an estimate, from how much each row pulls it up or down (their mean is 0)."""
    each = summed(pulls, people)
    groups = len(each)
    return math.sqrt(float((each**2).sum()) * groups / (groups - 1)) / len(pulls)


def t_interval(estimate: float, error: float, degrees: float) -> tuple[float, float]:
    """An interval as wide as a standard error and its degrees of freedom say."""
    reach = float(stats.t.ppf((1 + CONFIDENCE) / 2, degrees)) * error
    return estimate - reach, estimate + reach


def wilson(share: float, count: float) -> tuple[float, float]:
    """Wilson's interval of a share of so many."""
    share = min(max(share, 0.0), 1.0)
    z = z_value()
    middle, reach = share + z**2 / (2 * count), z * math.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    scale = 1 + z**2 / count
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def share_of(pulls: Array, people: Codes, share: float, form: str, assumes: str) -> Estimate:
    """A share with Wilson's interval, its count being that of independent subjects that would be as sure.

    Where a share is all or nothing, that is the number of people.
    """
    each = summed(pulls, people)
    spread = float((each**2).sum()) / len(pulls) ** 2
    held = 1e-12 < share < 1 - 1e-12 and spread > 0
    count = share * (1 - share) / spread if held else len(each)
    low, high = wilson(share, count)
    return Estimate(share, low, high, len(each), f"{form}; {WILSON}", assumes)


@dataclass(frozen=True)
class VariancePart:
    """A mean square and how often it counts in a variance, with its degrees of freedom."""

    times: float
    square: float
    free: float


def variance_interval(parts: Iterable[VariancePart]) -> tuple[float, float]:
    """The interval of a variance that is a sum of mean squares (Graybill and Wang 1980); of one alone it is exact."""
    sizes = [(p.times * p.square, p.free) for p in parts]
    whole = sum(size for size, _ in sizes)
    most, least = (
        stats.chi2.ppf(share, [free for _, free in sizes]) for share in ((1 + CONFIDENCE) / 2, (1 - CONFIDENCE) / 2)
    )
    below = math.sqrt(sum((size * (1 - free / x)) ** 2 for (size, free), x in zip(sizes, most, strict=True)))
    above = math.sqrt(sum((size * (free / x - 1)) ** 2 for (size, free), x in zip(sizes, least, strict=True)))
    return max(whole - below, 0.0), whole + above


def z_value() -> float:
    """How many standard deviations of a Gaussian hold the share that intervals are to hold."""
    return float(stats.norm.ppf((1 + CONFIDENCE) / 2))
