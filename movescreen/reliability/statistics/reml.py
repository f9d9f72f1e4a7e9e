"""Intraclass correlation and SEM where ratings are missing: variance components by restricted maximum likelihood.

A value is a constant, its subject's part, its rater's part and an error. The likelihood is that of the mixed model with
crossed random effects (Patterson and Thompson 1971); subjects are absorbed in closed form, so that ten thousand ratings
take no longer than a table of sums.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, stats

from movescreen.records.text import Text
from movescreen.reliability.statistics.categorical_ratings import Array
from movescreen.reliability.statistics.estimate import CONFIDENCE, Estimate, refuse
from movescreen.reliability.statistics.intervals import z_value
from movescreen.reliability.statistics.numeric_ratings import numbers

FORMS = ("2,1", "3,1")
LOG_RANGE = (-14.0, 14.0)  # of ratios of variances to that of the error; the low end stands for no variance
NO_PART = -12.0  # a logarithm below which a component is taken for none
STARTS = ((0.0, -2.0), (2.0, 0.0), (-2.0, -4.0))  # logarithms of the ratios of subjects and raters
STEP = 0.02  # of the logarithms, for differences
ASSUMES = Text(
    "Subjects, raters and errors are drawn from Gaussian distributions; ratings are missing for reasons that have "
    "nothing to do with what they would have been."
)


@dataclass(frozen=True)
class Model:
    """Sums of the ratings: of each subject how many, and those of a constant, of each rater and of the values."""

    total: Array
    sums: Array
    rated: Array
    raters: int

    @classmethod
    def of(cls, table: ArrayLike) -> Model:
        """Build the mixed model of a table.

        Parameters
        ----------
        table : array_like, shape (n_subjects, n_raters)
            Ratings; NaN where missing.

        Returns
        -------
        Model
            Sums that the likelihood needs.

        Raises
        ------
        Problem
            Too few ratings, or all are equal.
        """
        values = numbers(table)
        known = np.isfinite(values)
        values, known = values[known.any(axis=1)][:, known.any(axis=0)], known[known.any(axis=1)][:, known.any(axis=0)]
        subjects, raters = known.shape
        if subjects < 3 or raters < 2 or known.sum() < subjects + raters:
            raise refuse(Text("At least 3 subjects, 2 raters, and more ratings than both together are needed."))
        middle = values[known].mean()
        near = np.where(known, values - middle, 0.0)
        if not near.any():
            raise refuse(Text("All values are the same: without variance nothing can be said of reliability."))
        rated = known.sum(axis=1).astype(float)
        sums = np.column_stack([rated, known.astype(float), near.sum(axis=1)])
        per_rater = known.sum(axis=0).astype(float)
        total = np.zeros((raters + 2, raters + 2))
        total[0, 0], total[-1, -1] = rated.sum(), (near**2).sum()
        total[0, 1:-1] = total[1:-1, 0] = per_rater
        total[0, -1] = total[-1, 0] = near.sum()
        total[1:-1, 1:-1] = np.diag(per_rater)
        total[1:-1, -1] = total[-1, 1:-1] = near.sum(axis=0)
        return cls(total, sums, rated, raters)

    def deviance(self, logs: ArrayLike) -> float:
        """Return -2 log of the restricted likelihood.

        Parameters
        ----------
        logs : array_like, shape (2,)
            Logs of the variances of subjects and raters over that of the error.

        Returns
        -------
        float
            The deviance.
        """
        return self._parts(logs)[0]

    def error(self, logs: ArrayLike) -> float:
        """Return the most likely variance of the error.

        Parameters
        ----------
        logs : array_like, shape (2,)
            Logs of the variances of subjects and raters over that of the error.

        Returns
        -------
        float
            Variance, squared unit of the ratings.
        """
        return self._parts(logs)[1]

    def _parts(self, logs: ArrayLike) -> tuple[float, float]:
        subjects, raters = np.exp(np.clip(np.asarray(logs, float), *LOG_RANGE))
        shrink = subjects / (1 + self.rated * subjects)
        left = self.total - (self.sums * shrink[:, None]).T @ self.sums
        inner = np.eye(self.raters) + raters * left[1:-1, 1:-1]
        own = left[1:-1][:, [0, -1]]
        rest = left[np.ix_([0, -1], [0, -1])] - raters * own.T @ np.linalg.solve(inner, own)
        free = self.total[0, 0] - 1
        error = max((rest[1, 1] - rest[0, 1] ** 2 / rest[0, 0]) / free, 1e-300)
        spread = np.log1p(self.rated * subjects).sum() + np.linalg.slogdet(inner)[1]
        return float(free * math.log(error) + spread + math.log(rest[0, 0])), float(error)

    @cached_property
    def best(self) -> Array:
        """Return the most likely ratios of variances.

        Returns
        -------
        ndarray, shape (2,)
            Logs of the variances of subjects and raters over that of the error.
        """
        found = [
            optimize.minimize(self.deviance, start, method="L-BFGS-B", bounds=[LOG_RANGE, LOG_RANGE])
            for start in STARTS
        ]
        return np.asarray(min(found, key=lambda one: one.fun).x, float)

    @property
    def counted(self) -> Text:
        """The numbers of ratings, subjects and raters of the model, in words."""
        counts = {"ratings": int(self.total[0, 0]), "subjects": len(self.rated), "raters": self.raters}
        return Text("{ratings} ratings of {subjects} subjects by {raters} raters", **counts)


def icc_reml(table: ArrayLike, form: str = "2,1") -> Estimate:
    """Return the intraclass correlation of one rating from variance components by REML, with its profile interval.

    Parameters
    ----------
    table : array_like or DataFrame, shape (n_subjects, n_raters)
        NaN where a rating is missing.
    form : {"2,1", "3,1"}
        Absolute agreement, or consistency.

    Raises
    ------
    Problem
        Where ratings are too few, or the form is another one.
    """
    if form not in FORMS:
        raise refuse(f"A form is one of {', '.join(FORMS)}, and {form!r} came.")
    model = Model.of(table)
    subjects, raters = np.exp(model.best)
    agreement = form == "2,1"
    value = float(subjects / (subjects + raters * agreement + 1)) if model.best[0] > NO_PART else 0.0
    low, high = _profile(model, value, agreement)
    said = Text("ICC({form}) by REML, from {counted}; profile likelihood interval", form=form, counted=model.counted)
    return Estimate(value, low, high, len(model.rated), said, ASSUMES)


def _profile(model: Model, value: float, agreement: bool) -> tuple[float, float]:
    """Return the ends of what is no less likely than a chi-square of one degree allows."""
    allowed = model.deviance(model.best) + float(stats.chi2.ppf(CONFIDENCE, 1))

    def beyond(share: float) -> float:
        def given(log_raters: float) -> float:
            odds = share / (1 - share) * (1 + math.exp(log_raters) * agreement)
            return model.deviance([math.log(odds), log_raters])

        return float(optimize.minimize_scalar(given, bounds=LOG_RANGE, method="bounded").fun) - allowed

    edge = 1e-6
    return _end(beyond, edge, value, 0.0), _end(beyond, 1 - edge, value, 1.0)


def _end(beyond: Callable[[float], float], far: float, near: float, limit: float) -> float:
    """Return where a profile crosses what is allowed, between the estimate and the end of the range; else the end."""
    near = min(max(near, 2e-6), 1 - 2e-6)
    if beyond(far) <= 0:
        return limit
    if beyond(near) >= 0:
        return near
    return float(optimize.brentq(beyond, *sorted((far, near)), xtol=1e-5))


def sem_reml(table: ArrayLike) -> Estimate:
    """Return the standard error of measurement from variance components by REML: raters' offsets and the error.

    Parameters
    ----------
    table : array_like or DataFrame, shape (n_subjects, n_raters)
        NaN where a rating is missing.

    Returns
    -------
    Estimate
        In the unit of the values, with a Wald interval on the logarithm.
    """
    model = Model.of(table)

    def log_square(logs: Array) -> float:
        return math.log(model.error(logs) * (1 + math.exp(logs[1]) * (logs[1] > NO_PART)))

    free = [part for part in (0, 1) if model.best[part] > NO_PART]
    steps = [np.eye(2)[part] * STEP for part in free]
    at = model.best
    slope = np.array([(log_square(at + h) - log_square(at - h)) / (2 * STEP) for h in steps])
    curve = np.array([[_second(model.deviance, at, g, h) / 2 for h in steps] for g in steps])
    spread = 2 / (model.total[0, 0] - 1) + (float(slope @ np.linalg.pinv(curve) @ slope) if free else 0.0)
    middle, reach = log_square(at) / 2, z_value() * math.sqrt(max(spread, 0.0)) / 2
    said = Text(
        "SEM, absolute agreement, by REML, from {counted}; Wald interval on the logarithm", counted=model.counted
    )
    ends = (math.exp(middle - reach), math.exp(middle + reach))
    return Estimate(math.exp(middle), *ends, len(model.rated), said, ASSUMES)


def _second(of: Callable[[ArrayLike], float], at: Array, g: Array, h: Array) -> float:
    """Return a second derivative by differences."""
    return (of(at + g + h) - of(at + g - h) - of(at - g + h) + of(at - g - h)) / (4 * STEP**2)


def mdc95_reml(table: ArrayLike) -> Estimate:
    """Return the smallest real change by REML.

    Parameters
    ----------
    table : array_like, shape (n_subjects, n_raters)
        Measurements; NaN where missing.

    Returns
    -------
    Estimate
        1.96 sqrt(2) SEM with a 95 % interval, in the unit of `table`.

    Raises
    ------
    Problem
        Too few measurements, or all are equal.
    """
    error, times = sem_reml(table), 1.96 * math.sqrt(2)
    value, low, high = (times * x for x in (error.estimate, error.low, error.high))
    return Estimate(value, low, high, error.n, Text("MDC95, 1.96 x sqrt(2) x {form}", form=error.form), error.assumes)
