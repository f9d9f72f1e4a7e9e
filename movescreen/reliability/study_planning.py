"""A study that is still to be made: how many subjects and raters an interval of a wanted width takes."""

from __future__ import annotations

from dataclasses import dataclass

from movescreen.reliability.statistics import subjects_for_icc, subjects_for_kappa, subjects_for_limits

RATERS = (2, 3, 4, 5, 6)


@dataclass(frozen=True)
class StudyPlan:
    """Subjects that are needed, by number of raters; `limits` for limits of agreement that wide, in their SD."""

    expected: float
    width: float
    prevalence: float
    icc: dict[int, int]
    kappa: dict[int, int]
    limits: dict[float, int]


def plan(expected: float, width: float, prevalence: float) -> StudyPlan:
    """Return how many subjects give the 95 % interval of an `expected` ICC or kappa a full `width`."""
    return StudyPlan(
        expected,
        width,
        prevalence,
        {raters: subjects_for_icc(expected, width, raters) for raters in RATERS},
        {raters: subjects_for_kappa(expected, width, raters, prevalence) for raters in RATERS},
        {half: subjects_for_limits(2 * half) for half in (0.6, 0.5, 0.4, 0.34)},
    )
