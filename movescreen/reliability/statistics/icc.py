"""Intraclass correlation in its six forms (Shrout and Fleiss 1979, McGraw and Wong 1996), SEM and MDC95."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from movescreen.records.text import Text
from movescreen.reliability.statistics.estimate import CONFIDENCE, Estimate, refuse
from movescreen.reliability.statistics.intervals import VariancePart, variance_interval
from movescreen.reliability.statistics.numeric_ratings import numbers, rated_by_all

GAUSSIAN = Text(
    "Subjects, and errors about them, are drawn from Gaussian distributions with the same spread everywhere."
)
FORMS = {
    "1,1": "one rating, one-way: each subject may have other raters",
    "2,1": "one rating, two-way, absolute agreement: raters stand for others like them",
    "3,1": "one rating, two-way, consistency: these raters and no others, their offsets left out",
    "1,k": "mean of {k:.3g} ratings, one-way: each subject may have other raters",
    "2,k": "mean of {k:.3g} ratings, two-way, absolute agreement: raters stand for others like them",
    "3,k": "mean of {k:.3g} ratings, two-way, consistency: these raters and no others, their offsets left out",
}
TAIL = (1 + CONFIDENCE) / 2
LEAST = -1.0  # where intervals of the mean of k ratings are cut off, whose correlation has no least value
LEAST_ROOM = 0.01  # of the share of variance between subjects in that of means, below which it is not divided by
ROUNDING = 1e-9
OFFSETS_P = 0.05  # p of the F test below which raters, or occasions, are taken to differ by an offset
MORE = Text("More subjects, who differ more, are needed.")
NO_ERROR = Text("no interval: no two ratings of a subject differ, which says nothing of how large errors can be")
LEAST_FREE = 0.05  # degrees of freedom, under which quantiles of the F distribution leave the range of numbers


@dataclass(frozen=True)
class Squares:
    """Mean squares of `n` subjects rated `k` times each: of subjects, raters, what neither explains, and within."""

    n: int
    k: float
    subjects: float
    raters: float
    error: float
    within: float
    ratings: int

    @property
    def loose(self) -> float:
        """The degrees of freedom within subjects."""
        return self.ratings - self.n


def two_way(table: ArrayLike) -> Squares:
    """Return the mean squares of the subjects that every rater rated.

    Parameters
    ----------
    table : array_like, shape (n_subjects, n_raters)
        Ratings as numbers; NaN where none was given.

    Returns
    -------
    Squares
        Of subjects, raters and error.

    Raises
    ------
    Problem
        If the data do not allow it; the sentence says why.
    """
    values = rated_by_all(table)
    n, k = values.shape
    middle = values.mean()
    subjects = k * _summed(values.mean(axis=1) - middle, values)
    raters = n * _summed(values.mean(axis=0) - middle, values)
    residual = values - values.mean(axis=1, keepdims=True) - values.mean(axis=0) + middle
    error, free = _summed(residual, values), (n - 1) * (k - 1)
    within = (raters + error) / (n * (k - 1))
    return _varied(Squares(n, k, subjects / (n - 1), raters / (k - 1), error / free, within, n * k), values)


def _summed(differences: np.ndarray, values: np.ndarray) -> float:
    """Return the sum of squares; 0 where the differences are no more than the last digits of the values they are of."""
    seen = np.abs(differences) > 1e-12 * np.abs(values).max()
    return float((differences[seen] ** 2).sum())


def one_way(table: ArrayLike) -> Squares:
    """Return the mean squares between and within subjects.

    Parameters
    ----------
    table : array_like, shape (n_subjects, n_raters)
        Ratings; NaN where missing. Raters may differ between subjects.

    Returns
    -------
    Squares
        Mean squares in squared units.

    Raises
    ------
    Problem
        Fewer than two subjects have two ratings.

    Notes
    -----
    Subjects who were rated once say nothing about the error and are left out: with many of them the correlation would
    fall below its least possible value.
    """
    values = numbers(table)
    rated = np.isfinite(values).sum(axis=1)
    if (twice := int((rated >= 2).sum())) < 2:
        sentence = "At least two subjects with two ratings or more are needed, and there {count:is|are} {count}."
        raise refuse(Text(sentence, count=twice))
    values, rated = values[rated >= 2], rated[rated >= 2]
    n, total = len(values), int(rated.sum())
    means = np.nanmean(values, axis=1)
    between = float((rated * (means - np.nansum(values) / total) ** 2).sum() / (n - 1))
    within = float(np.nansum((values - means[:, None]) ** 2) / (total - n))
    k = (total - (rated**2).sum() / total) / (n - 1)
    return _varied(Squares(n, k, between, math.nan, math.nan, within, total), values)


def _varied(squares: Squares, values: np.ndarray) -> Squares:
    if np.nanmax(values) == np.nanmin(values):
        raise refuse(Text("All values are the same: without variance nothing can be said of reliability."))
    return squares


def icc(table: ArrayLike, form: str = "2,1") -> Estimate:
    """Return an intraclass correlation with its F-based interval.

    Parameters
    ----------
    table : array_like, shape (n_subjects, n_raters)
        Ratings as numbers; NaN where none was given.
    form : str
        "1,1", "2,1", "3,1" of one rating, "1,k", "2,k", "3,k" of the mean of k.

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
    Shrout and Fleiss (1979), Psychological Bulletin 86:420; McGraw and Wong (1996), Psychological Methods 1:30.
    """
    if form not in FORMS:
        raise refuse(f"A form is one of {', '.join(FORMS)}, and {form!r} came.")
    squares = one_way(table) if form[0] == "1" else two_way(table)
    single, low, high = {"1": _one_way, "2": _agreement, "3": _consistency}[form[0]](squares)
    least = -1 / (math.ceil(squares.k) - 1)
    if single < least - ROUNDING:
        sentence = "It would be {value:.2f}, below the least that it can be: subjects differ too little. {more}"
        raise refuse(Text(sentence, value=single, more=MORE))
    value = single
    if form[2] == "k":
        if 1 + (squares.k - 1) * single < LEAST_ROOM:
            sentence = "It would be far below 0: next to nothing of what is seen is between subjects. {more}"
            raise refuse(Text(sentence, more=MORE))
        least = min(LEAST, _stepped_up(single, squares.k))
        value, low, high = (_stepped_up(x, squares.k) for x in (single, low, high))
    which = Text(FORMS[form], **({"k": float(squares.k)} if form[2] == "k" else {}))
    said = Text("ICC({form}), {which}; {how}", form=form, which=which, how=_how(low, least))
    return Estimate(value, max(low, least), high, squares.n, _with_left_out(said, table, squares), GAUSSIAN)


def _how(low: float, least: float) -> Text:
    """Return how an interval was made, why there is none, and whether it was cut off."""
    if math.isnan(low):
        return NO_ERROR
    return (
        Text("F-based interval, cut off at {least:.3g}", least=float(least))
        if low < least
        else Text("F-based interval")
    )


def _one_way(s: Squares) -> tuple[float, float, float]:
    return (_correlation(s.subjects, s.within, s.k), *_f_interval(s.subjects, s.within, s.k, s.n - 1, s.loose))


def _consistency(s: Squares) -> tuple[float, float, float]:
    free = (s.n - 1) * (s.k - 1)
    return (_correlation(s.subjects, s.error, s.k), *_f_interval(s.subjects, s.error, s.k, s.n - 1, free))


def _correlation(between: float, within: float, k: float) -> float:
    return (between - within) / _spread(between + (k - 1) * within)


def _spread(of: float) -> float:
    """Return what a share is taken of. Where subjects have one mean and raters leave nothing unexplained, it is 0."""
    if of <= 0:
        raise refuse(
            Text("All subjects have the same mean: what part of their variance is between them cannot be said.")
        )
    return of


def _f_interval(between: float, within: float, k: float, of: float, free: float) -> tuple[float, float]:
    if within == 0:
        return math.nan, math.nan
    ratio = between / within
    low, high = ratio / stats.f.ppf(TAIL, of, free), ratio * stats.f.ppf(TAIL, free, of)
    return float((low - 1) / (low + k - 1)), float((high - 1) / (high + k - 1))


def _agreement(s: Squares) -> tuple[float, float, float]:
    n, k, rows, columns, error = s.n, s.k, s.subjects, s.raters, s.error
    value = (rows - error) / _spread(rows + (k - 1) * error + k * (columns - error) / n)
    if columns == 0 and error == 0:
        return 1.0, math.nan, math.nan
    a, b = k * value / (n * (1 - value)), 1 + k * value * (n - 1) / (n * (1 - value))
    below = (a * columns) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1))
    free = max((a * columns + b * error) ** 2 / below, LEAST_FREE) if below else LEAST_FREE
    lower, upper = float(stats.f.ppf(TAIL, n - 1, free)), float(stats.f.ppf(TAIL, free, n - 1))
    rest = k * columns + (k * n - k - n) * error
    low = n * (rows / lower - error) / (rest + n * rows / lower)
    high = n * (upper * rows - error) / (rest + n * upper * rows)
    return value, min(low, value), max(high, value)  # of two or three people the approximation can miss the estimate


def _stepped_up(value: float, k: float) -> float:
    """Return the correlation of the mean of k ratings from that of one (Spearman and Brown).

    One below -1/(k - 1), which a sample of two or three people can give, has no other; it is as far below 0 as can be.
    """
    return k * value / max(1 + (k - 1) * value, 1e-3)


def _with_left_out(form: Text, table: ArrayLike, squares: Squares) -> Text:
    """Return a form with the number of subjects that were left out, if there are any."""
    subjects = int(np.isfinite(numbers(table)).any(axis=1).sum())
    if subjects == squares.n:
        return form
    whom = Text("who were rated once" if math.isnan(squares.raters) else "whom not every rater rated")
    parts = {"form": form, "left": subjects - squares.n, "subjects": subjects, "whom": whom}
    return Text("{form}; {left} of {subjects} subjects left out, {whom}", **parts)


def sem(table: ArrayLike, consistency: bool = False) -> Estimate:
    """Return the standard error of measurement: the root of the mean square within subjects.

    Parameters
    ----------
    table : array_like or DataFrame, shape (n_subjects, n_raters)
        Values in any unit, NaN where one is missing.
    consistency : bool
        Whether the raters' offsets are left out: the root of the mean square that neither subjects nor raters explain.
        Otherwise they count (absolute agreement).

    Returns
    -------
    Estimate
        In the unit of the values.

    Notes
    -----
    With two raters, or two occasions, one degree of freedom says how far their offsets scatter: an interval that takes
    them in has an upper end of many times the estimate. Where the F test does not find offsets (at `OFFSETS_P`), all
    that is within subjects is taken for error, and the interval is that of chi-square with n (k - 1) degrees of
    freedom. Where it finds them, they are kept, with their one degree (Graybill and Wang 1980).
    """
    if consistency:
        s = two_way(table)
        return _sem(table, s, [_unexplained(s)], Text("consistency: the raters' offsets left out"))
    s = two_way(table) if np.isfinite(numbers(table)).all(axis=1).sum() >= 2 else one_way(table)
    parts, why = _within(s)
    return _sem(table, s, parts, Text("absolute agreement: root of the mean square within subjects{why}", why=why))


def _unexplained(s: Squares) -> VariancePart:
    return VariancePart(1.0, s.error, (s.n - 1) * (s.k - 1))


def _within(s: Squares) -> tuple[list[VariancePart], Text]:
    """Return the parts of the mean square within subjects, split by rater offsets if there are any, and the reason."""
    whole = [VariancePart(1.0, s.within, s.loose)]
    if math.isnan(s.raters):
        return whole, Text("")
    free = (s.n - 1) * (s.k - 1)
    chance = float(stats.f.sf(s.raters / s.error, s.k - 1, free)) if s.error else float(s.raters == 0)
    test = Text("F({raters:.0f}, {free:.0f}), p = {p:.2g}", raters=float(s.k - 1), free=float(free), p=chance)
    if chance >= OFFSETS_P:
        why = "; no offset between raters or occasions was found ({test}), so all of it counts as error"
        return whole, Text(why, test=test)
    parts = [VariancePart(1 / s.n, s.raters, s.k - 1), replace(_unexplained(s), times=1 - 1 / s.n)]
    return parts, Text("; offsets between raters or occasions ({test}) count as one of few", test=test)


def _sem(table: ArrayLike, squares: Squares, parts: list[VariancePart], form: str) -> Estimate:
    """Return the root of a sum of mean squares; without an interval where all of them are 0."""
    square = sum(part.times * part.square for part in parts)
    low, high = variance_interval(parts) if square else (math.nan, math.nan)
    how = Text("chi-square interval") if square else NO_ERROR
    said = _with_left_out(Text("SEM, {form}; {how}", form=form, how=how), table, squares)
    return Estimate(math.sqrt(square), math.sqrt(low), math.sqrt(high), squares.n, said, GAUSSIAN)


def mdc95(table: ArrayLike, consistency: bool = False) -> Estimate:
    """Return the smallest change beyond the error of two measurements with 95 % confidence: 1.96 sqrt(2) SEM.

    Parameters
    ----------
    table : array_like or DataFrame, shape (n_subjects, n_raters)
    consistency : bool
        As for `sem`.

    Returns
    -------
    Estimate
        In the unit of the values.
    """
    error, times = sem(table, consistency), 1.96 * math.sqrt(2)
    value, low, high = (times * x for x in (error.estimate, error.low, error.high))
    return Estimate(value, low, high, error.n, Text("MDC95, 1.96 x sqrt(2) x {form}", form=error.form), error.assumes)
