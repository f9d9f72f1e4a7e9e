"""One rater against the consensus of others: agreement, not accuracy, for raters are not the truth."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from movescreen.records.text import Text
from movescreen.reliability.statistics.categorical_ratings import MISSING, Codes
from movescreen.reliability.statistics.estimate import Estimate, refuse
from movescreen.reliability.statistics.intervals import WILSON, wilson, z_value

ONE_ANSWER = Text("The consensus is the same for every subject: one of sensitivity and specificity has no cases.")
ASSUMES = Text("The consensus stands for the truth, which it is not; subjects are independent of each other.")


@dataclass(frozen=True)
class Against:
    """A yes or no against the consensus: shares of its yeses and noes that are shared, and their ratios."""

    sensitivity: Estimate
    specificity: Estimate
    positive_ratio: Estimate
    negative_ratio: Estimate


def consensus(codes: Codes) -> Codes:
    """Return the category that more than half of the raters of each subject chose.

    Parameters
    ----------
    codes : ndarray of int, shape (n_subjects, n_raters)

    Returns
    -------
    ndarray of int, shape (n_subjects,)
        `MISSING` where no category has more than half.
    """
    counts = np.stack([(codes == k).sum(axis=1) for k in range(int(codes.max(initial=0)) + 1)], axis=1)
    most = counts.argmax(axis=1)
    return np.where(2 * counts.max(axis=1) > counts.sum(axis=1), most, MISSING)


def against(decided: Codes, agreed: Codes, yes: int = 1) -> Against:
    """Return sensitivity, specificity and likelihood ratios of decisions against agreed answers.

    Parameters
    ----------
    decided, agreed : ndarray of int, shape (n_subjects,)
        A subject with `MISSING` in either is left out.
    yes : int
        The code that counts as positive.

    Returns
    -------
    Against
        Each with its 95 % interval.
    """
    both = (decided != MISSING) & (agreed != MISSING)
    said, true = decided[both] == yes, agreed[both] == yes
    if true.all() or not true.any():
        raise refuse(ONE_ANSWER)
    hits, misses = int((said & true).sum()), int((~said & true).sum())
    alarms, passes = int((said & ~true).sum()), int((~said & ~true).sum())
    return Against(
        _share(hits, hits + misses, Text("sensitivity: share of the consensus' yeses that are shared")),
        _share(passes, passes + alarms, Text("specificity: share of the consensus' noes that are shared")),
        _ratio((hits, misses), (alarms, passes), Text("likelihood ratio of a yes")),
        _ratio((misses, hits), (passes, alarms), Text("likelihood ratio of a no")),
    )


def _share(count: int, of: int, form: str) -> Estimate:
    return Estimate(count / of, *wilson(count / of, of), of, Text("{form}; {how}", form=form, how=WILSON), ASSUMES)


def _ratio(among: tuple[int, int], others: tuple[int, int], form: str) -> Estimate:
    """Return a ratio of two shares; its interval is even on a logarithmic scale (Simel 1991)."""
    (a, b), (c, d) = among, others
    value = a / (a + b) / (c / (c + d)) if c else math.inf
    said = Text("{form}; interval on the logarithm", form=form)
    if not a or not c:
        return Estimate(value, math.nan, math.nan, a + b + c + d, said, ASSUMES)
    reach = z_value() * math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    return Estimate(value, value * math.exp(-reach), value * math.exp(reach), a + b + c + d, said, ASSUMES)
