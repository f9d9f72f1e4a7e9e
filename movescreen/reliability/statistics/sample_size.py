"""Compute how many subjects a study needs for an interval of a wanted width."""

from __future__ import annotations

import math

import numpy as np
from scipy import stats

from movescreen.reliability.statistics.bland_altman import TIMES
from movescreen.reliability.statistics.categorical_ratings import Array
from movescreen.reliability.statistics.estimate import refuse
from movescreen.reliability.statistics.intervals import z_value


def subjects_for_icc(expected: float, width: float, raters: int) -> int:
    """Return how many subjects give the interval of an ICC a full width.

    Parameters
    ----------
    expected : float
        The ICC that is expected.
    width : float
        Full width of the 95 % interval.
    raters : int

    Returns
    -------
    int

    References
    ----------
    Bonett (2002), Statistics in Medicine 21:1331.
    """
    _between(expected, width, raters)
    r, k = expected, raters
    return math.ceil(1 + 8 * (z_value() * (1 - r) * (1 + (k - 1) * r) / width) ** 2 / (k * (k - 1)))


def subjects_for_kappa(expected: float, width: float, raters: int, prevalence: float = 0.5) -> int:
    """Return how many subjects give Fleiss' kappa of a yes/no item an interval of some width.

    Parameters
    ----------
    expected : float
        Expected kappa.
    width : float
        Full width of the 95 % interval.
    raters : int
        Raters of each subject.
    prevalence : float
        Share of yes, 0 to 1.

    Returns
    -------
    int
        At least 2.

    Raises
    ------
    Problem
        A value is out of its range.

    Notes
    -----
    The variance of a subject's pull is that of beta-binomial ratings; for two raters that of Bloch and Kraemer.

    References
    ----------
    Bloch DA, Kraemer HC (1989). 2 x 2 kappa coefficients. Biometrics 45:269-287.
    """
    _between(expected, width, raters)
    if not 0 < prevalence < 1:
        raise refuse(f"A prevalence is between 0 and 1, and {prevalence} came.")
    return max(2, math.ceil((2 * z_value() / width) ** 2 * pull_of_kappa(expected, raters, prevalence)))


def pull_of_kappa(kappa: float, raters: int, prevalence: float) -> float:
    """Return the variance of the pull of one subject on Fleiss' kappa of a yes or no.

    Parameters
    ----------
    kappa : float
    raters : int
    prevalence : float
        Share of yes, 0 to 1.

    Returns
    -------
    float
    """
    yes = np.arange(raters + 1)
    share = _how_often(kappa, raters, prevalence)
    chance = prevalence**2 + (1 - prevalence) ** 2
    agreed = (yes * (yes - 1) + (raters - yes) * (raters - yes - 1)) / (raters * (raters - 1))
    own = 2 * (yes * prevalence + (raters - yes) * (1 - prevalence)) / raters
    pull = (agreed - chance - (1 - kappa) * (own - 2 * chance)) / (1 - chance) - kappa
    return float(share @ pull**2)


def _how_often(kappa: float, raters: int, prevalence: float) -> Array:
    """Return the probability that 0, 1, ... all raters say yes to a subject, `(raters + 1,)`."""
    if kappa >= 1:
        return np.array([1 - prevalence, *np.zeros(raters - 1), prevalence])
    if kappa <= 0:
        return stats.binom.pmf(np.arange(raters + 1), raters, prevalence)
    spread = 1 / kappa - 1
    return stats.betabinom.pmf(np.arange(raters + 1), raters, prevalence * spread, (1 - prevalence) * spread)


def subjects_for_limits(width: float) -> int:
    """Return how many subjects give the interval of a limit of agreement a full width.

    Parameters
    ----------
    width : float
        In standard deviations of the differences.

    Returns
    -------
    int
    """
    if width <= 0:
        raise refuse(f"A width is above 0, and {width} came.")
    return max(3, math.ceil((2 * z_value() / width) ** 2 * (1 + TIMES**2 / 2)))


def _between(expected: float, width: float, raters: int) -> None:
    if not 0 <= expected < 1 or not 0 < width < 2 or raters < 2:
        sentence = "Expected: a value from 0 to below 1, a width between 0 and 2, and two raters or more; "
        raise refuse(f"{sentence}{expected}, {width} and {raters} came.")
