"""Intervals: from what each subject pulls at an estimate, and of shares."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy import stats

from movescreen.records.text import Text
from movescreen.reliability.statistics.categorical_ratings import Array, Codes
from movescreen.reliability.statistics.estimate import CONFIDENCE, Estimate

FROM_SUBJECTS = Text("interval by linearisation over subjects, t")
FROM_PERCENT = Text("interval from Wilson's of the percentage, as subjects show no spread")
WILSON = Text("interval by Wilson")


def summed(pulls: Array, people: Codes) -> Array:
    """Return the pulls of each person: the sum over the person's rows.

    Parameters
    ----------
    pulls : ndarray, shape (n_rows,)
    people : ndarray of int, shape (n_rows,)
        The person of each row.

    Returns
    -------
    ndarray, shape (n_people,)
    """
    return np.bincount(people, pulls)[np.unique(people)].astype(float)


def standard_error(pulls: Array, people: Codes) -> float:
    """Return the standard error of an estimate from how far each row pulls it.

    Parameters
    ----------
    pulls : ndarray, shape (n_rows,)
        Mean 0.
    people : ndarray of int, shape (n_rows,)

    Returns
    -------
    float
        In the unit of the estimate.
    """
    each = summed(pulls, people)
    groups = len(each)
    return math.sqrt(float((each**2).sum()) * groups / (groups - 1)) / len(pulls)


def t_interval(estimate: float, error: float, degrees: float) -> tuple[float, float]:
    """Return the t interval of an estimate.

    Parameters
    ----------
    estimate, error : float
        The estimate and its standard error.
    degrees : float
        Degrees of freedom.

    Returns
    -------
    tuple of float
        Lower and upper end.
    """
    reach = float(stats.t.ppf((1 + CONFIDENCE) / 2, degrees)) * error
    return estimate - reach, estimate + reach


def wilson(share: float, count: float) -> tuple[float, float]:
    """Return Wilson's interval of a share.

    Parameters
    ----------
    share : float
        0 to 1.
    count : float
        Number of trials.

    Returns
    -------
    tuple of float
        Lower and upper end, within 0 to 1.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22:209.
    """
    share = min(max(share, 0.0), 1.0)
    z = z_value()
    middle, reach = share + z**2 / (2 * count), z * math.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    scale = 1 + z**2 / count
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def share_of(pulls: Array, people: Codes, share: float, form: str, assumes: str) -> Estimate:
    """Return a share with Wilson's interval.

    Parameters
    ----------
    pulls : ndarray, shape (n_rows,)
        Pull of each row on the share.
    people : ndarray of int, shape (n_rows,)
        Person of each row.
    share : float
        The share, 0 to 1.
    form, assumes : str
        What the share is, and what it assumes.

    Returns
    -------
    Estimate
        The interval is that of as many independent subjects as would be equally sure; for 0 and 1, of all people.
    """
    each = summed(pulls, people)
    spread = float((each**2).sum()) / len(pulls) ** 2
    held = 1e-12 < share < 1 - 1e-12 and spread > 0
    count = share * (1 - share) / spread if held else len(each)
    low, high = wilson(share, count)
    return Estimate(share, low, high, len(each), Text("{form}; {how}", form=form, how=WILSON), assumes)


@dataclass(frozen=True)
class VariancePart:
    """A mean square and how often it counts in a variance, with its degrees of freedom."""

    times: float
    square: float
    free: float


def variance_interval(parts: Iterable[VariancePart]) -> tuple[float, float]:
    """Return the interval of a variance that is a sum of mean squares.

    Parameters
    ----------
    parts : iterable of VariancePart

    Returns
    -------
    tuple of float
        Lower and upper end; exact if there is one part.

    References
    ----------
    Graybill and Wang (1980), Journal of the American Statistical Association 75:869.
    """
    sizes = [(p.times * p.square, p.free) for p in parts]
    whole = sum(size for size, _ in sizes)
    most, least = (
        stats.chi2.ppf(share, [free for _, free in sizes]) for share in ((1 + CONFIDENCE) / 2, (1 - CONFIDENCE) / 2)
    )
    below = math.sqrt(sum((size * (1 - free / x)) ** 2 for (size, free), x in zip(sizes, most, strict=True)))
    above = math.sqrt(sum((size * (free / x - 1)) ** 2 for (size, free), x in zip(sizes, least, strict=True)))
    return max(whole - below, 0.0), whole + above


def z_value() -> float:
    """Return how many standard deviations hold the share of a Gaussian that intervals hold.

    Returns
    -------
    float
    """
    return float(stats.norm.ppf((1 + CONFIDENCE) / 2))
