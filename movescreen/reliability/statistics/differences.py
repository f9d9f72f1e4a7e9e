"""Differences between two raters' values: bias, root mean square and mean absolute difference; Lin's concordance."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from movescreen.records.text import Text
from movescreen.reliability.statistics.bootstrap import bca, by_drawing
from movescreen.reliability.statistics.categorical_ratings import Array
from movescreen.reliability.statistics.estimate import Estimate, refuse
from movescreen.reliability.statistics.intervals import t_interval, z_value
from movescreen.reliability.statistics.numeric_ratings import rated_by_all, two

ALIKE = Text("Subjects are independent of each other and alike.")
BIVARIATE = Text("Both raters' values are Gaussian together; subjects are independent of each other.")


def bias(first: ArrayLike, second: ArrayLike) -> Estimate:
    """Return the mean of first minus second.

    Parameters
    ----------
    first, second : array_like, shape (n_subjects,)
        Values of the two; NaN where missing.

    Returns
    -------
    Estimate
        With its 95 % interval, the form and the number of subjects. In the unit of the values.

    Raises
    ------
    Problem
        If the data do not allow it; the sentence says why.
    """
    a, b = two(first, second)
    off = a - b
    low, high = t_interval(float(off.mean()), float(off.std(ddof=1)) / math.sqrt(len(off)), len(off) - 1)
    return Estimate(float(off.mean()), low, high, len(off), "mean of first less second; t interval", ALIKE)


def rmse(first: ArrayLike, second: ArrayLike) -> Estimate:
    """Return the root of the mean squared difference.

    Parameters
    ----------
    first, second : array_like, shape (n_subjects,)
        Values of the two; NaN where missing.

    Returns
    -------
    Estimate
        With its 95 % interval, the form and the number of subjects. In the unit of the values.

    Raises
    ------
    Problem
        If the data do not allow it; the sentence says why.
    """
    return _mean_of(first, second, np.square, np.sqrt, Text("root mean square difference"))


def mae(first: ArrayLike, second: ArrayLike) -> Estimate:
    """Return the mean absolute difference.

    Parameters
    ----------
    first, second : array_like, shape (n_subjects,)
        Values of the two; NaN where missing.

    Returns
    -------
    Estimate
        With its 95 % interval, the form and the number of subjects. In the unit of the values.

    Raises
    ------
    Problem
        If the data do not allow it; the sentence says why.
    """
    return _mean_of(first, second, np.abs, lambda mean: mean, Text("mean absolute difference"))


def _mean_of(
    first: ArrayLike, second: ArrayLike, each: Callable[[Array], Array], back: Callable[[Array], Array], form: str
) -> Estimate:
    a, b = two(first, second)
    off = each(a - b)
    low, high = bca(lambda times: back(times @ off / times.sum(axis=1)), np.arange(len(off)))
    return Estimate(
        float(back(off.mean())), low, high, len(off), Text("{form}; {how}", form=form, how=by_drawing(low)), ALIKE
    )


def ccc(first: ArrayLike, second: ArrayLike) -> Estimate:
    """Return Lin's concordance correlation coefficient, -1 to 1.

    Parameters
    ----------
    first, second : array_like, shape (n_subjects,)
        Values of the two; NaN where missing.

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
    Lin (1989), Biometrics 45:255, with the variance as corrected in Biometrics 56:324 (2000).
    """
    a, b = two(first, second)
    spread, apart = math.sqrt(float(a.var() * b.var())), float(a.mean() - b.mean())
    if spread == 0:
        raise refuse(Text("One rater gave everybody the same value: without variance there is no concordance."))
    r = float(((a - a.mean()) * (b - b.mean())).mean()) / spread
    value = 2 * r * spread / (float(a.var() + b.var()) + apart**2)
    low, high = _lin(value, r, apart**2 / spread, len(a))
    return Estimate(value, low, high, len(a), Text("Lin's concordance correlation; interval by z transform"), BIVARIATE)


def _lin(value: float, r: float, shift: float, n: int) -> tuple[float, float]:
    """Return Lin's interval; `shift` is the squared difference of the means in units of both standard deviations."""
    if abs(r) < 1e-12 or abs(value) > 1 - 1e-12:
        return value, value
    room = 1 - value**2
    variance = (
        (1 - r**2) * value**2 / (room * r**2)
        + 2 * value**3 * (1 - value) * shift / (r * room**2)
        - value**4 * shift**2 / (2 * r**2 * room**2)
    ) / (n - 2)
    reach = z_value() * math.sqrt(max(variance, 0.0))
    return math.tanh(math.atanh(value) - reach), math.tanh(math.atanh(value) + reach)


def overall_ccc(table: ArrayLike) -> Estimate:
    """Return the overall concordance correlation of several raters.

    Parameters
    ----------
    table : array_like, shape (n_subjects, n_raters)
        Ratings as numbers; NaN where none was given.

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
    Barnhart, Haber and Song (2002), Biometrics 58:1020.
    """
    values = rated_by_all(table, least=3)
    raters = values.shape[1]
    if not values.std():
        raise refuse(Text("All values are the same: without variance there is no concordance."))

    def concordance(times: Array) -> Array:
        count = times.sum(axis=1, keepdims=True)
        mean = times @ values / count
        spread = times @ values**2 / count - mean**2
        own = times @ values.sum(axis=1) ** 2 / count[:, 0] - mean.sum(axis=1) ** 2 - spread.sum(axis=1)
        offsets = raters * (mean**2).sum(axis=1) - mean.sum(axis=1) ** 2
        return own / ((raters - 1) * spread.sum(axis=1) + offsets)

    low, high = bca(concordance, np.arange(len(values)))
    form = Text("overall concordance correlation of {raters} raters; {how}", raters=raters, how=by_drawing(low))
    return Estimate(float(concordance(np.ones((1, len(values))))[0]), low, high, len(values), form, ALIKE)


def proportional(first: ArrayLike, second: ArrayLike) -> Estimate:
    """Return the slope of the difference on the mean of both: how much the difference grows with the value.

    Parameters
    ----------
    first, second : array_like, shape (n_subjects,)
        Values of the two; NaN where missing.

    Returns
    -------
    Estimate
        With its 95 % interval, the form and the number of subjects.

    Raises
    ------
    Problem
        If the data do not allow it; the sentence says why.
    """
    a, b = two(first, second)
    middle = (a + b) / 2
    if not middle.std():
        raise refuse(Text("The means of both raters are all the same: a difference cannot be seen to grow with them."))
    line = stats.linregress(middle, a - b)
    error = float(np.nan_to_num(line.stderr))  # NaN where all differences are the same
    low, high = t_interval(float(line.slope), error, len(a) - 2)
    form = Text("slope of the difference on the mean of both, least squares; t interval")
    return Estimate(
        float(line.slope),
        low,
        high,
        len(a),
        form,
        Text.joined([ALIKE, Text("Differences scatter evenly about a line.")]),
    )
