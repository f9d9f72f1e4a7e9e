"""Agreement beyond chance: one family, whose members differ in the agreement that they expect by chance.

All are (observed - expected) / (1 - expected). Missing ratings and intervals are as in Gwet, Handbook of Inter-Rater
Reliability (2014): a subject counts in the observed agreement if two rated it, in the expected one if anybody did.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from movescreen.reliability.statistics.categorical_ratings import MISSING, Array, CategoricalRatings, Codes
from movescreen.reliability.statistics.estimate import Estimate
from movescreen.reliability.statistics.intervals import FROM_PERCENT, FROM_SUBJECTS, standard_error, t_interval, wilson
from movescreen.reliability.statistics.weights import IDENTITY, Weights, weights

INDEPENDENT = "Subjects are independent of each other and alike; raters rated without knowing of each other."
EVERY_RATER_ALIKE = f"{INDEPENDENT} Raters are interchangeable: one distribution over categories stands for all."
OWN_HABITS = f"{INDEPENDENT} Each rater has an own distribution over categories."


@dataclass(frozen=True)
class Share:
    """A share of agreement with what each subject pulls at it (their mean is 0)."""

    value: float
    pulls: Array


@dataclass(frozen=True)
class Beyond:
    """Agreement beyond chance with what each subject pulls at it."""

    value: float
    pulls: Array
    expected: float


def agreement_of(ratings: CategoricalRatings, table: Array) -> tuple[Array, Array]:
    """Return the agreement on each subject: the share of pairs of its ratings that agree.

    Parameters
    ----------
    ratings : CategoricalRatings
        Codes of shape (n_subjects, n_raters), and the categories.
    table : ndarray, shape (n_categories, n_categories)
        Weights of agreement.

    Returns
    -------
    tuple of ndarray, shape (n_subjects,)
        The share, NaN where there is no pair, and the number of ratings.
    """
    counts = ratings.counts
    rated = counts.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return (counts * (counts @ table - 1)).sum(axis=1) / (rated * (rated - 1)), rated


def beyond(ratings: CategoricalRatings, table: Array, chance: Share) -> Beyond:
    """What agreement is left when that by chance is taken off, as a share of what could be left."""
    each, rated = agreement_of(ratings, table)
    twice = rated >= 2
    room = 1 - chance.value
    value = (float(each[twice].mean()) - chance.value) / room
    own = np.where(twice, each - chance.value, 0) * len(each) / twice.sum() / room
    return Beyond(value, own - value - (1 - value) * chance.pulls / room, chance.value)


def shared_habits(ratings: CategoricalRatings, table: Array) -> Share:
    """Chance if all raters draw from one distribution, that of all ratings (Scott 1955, Fleiss 1971)."""
    own, common = habits(ratings)
    value = float(common @ table @ common)
    return Share(value, 2 * (own @ table @ common - value))


def own_habits(ratings: CategoricalRatings, table: Array) -> Share:
    """Chance if each rater draws from an own distribution (Cohen 1960 for two, Conger 1980 for more)."""
    codes, rows = ratings.codes, len(ratings.codes)
    raters = codes.shape[1]
    each = np.eye(len(ratings.categories))[codes] * (codes != MISSING)[:, :, None]
    rated = np.maximum((codes != MISSING).sum(axis=0), 1)
    share = each.sum(axis=0) / rated[:, None]
    others = (share.sum(axis=0) - share) @ table
    of_pairs = raters * (raters - 1)
    value = (share * others).sum(axis=1)
    pulls = ((each * others).sum(axis=2) - (codes != MISSING) * value) * rows / rated
    return Share(float(value.sum() / of_pairs), 2 * pulls.sum(axis=1) / of_pairs)


def by_hardness(ratings: CategoricalRatings, table: Array) -> Share:
    """Chance as in Gwet's AC1 and AC2 (2008): only subjects that are hard to rate are rated at random."""
    own, common = habits(ratings)
    count = len(table)
    scale = table.sum() / (count * (count - 1))
    value = float(scale * (common * (1 - common)).sum())
    return Share(value, 2 * (scale * (own @ (1 - common)) - value))


def even(ratings: CategoricalRatings, table: Array) -> Share:
    """Chance if every category is as likely (Bennett 1954, Brennan and Prediger 1981)."""
    return Share(float(table.mean()), np.zeros(len(ratings.codes)))


def habits(ratings: CategoricalRatings) -> tuple[Array, Array]:
    """The shares of the categories in each subject's ratings, and their mean."""
    own = ratings.counts / ratings.counts.sum(axis=1, keepdims=True)
    return own, own.mean(axis=0)


def table_of(ratings: CategoricalRatings, kind: Weights = IDENTITY) -> Array:
    """The weights of the categories of ratings."""
    return weights(kind, len(ratings.categories))


def judged(found: Beyond, people: Codes, form: str, assumes: str) -> Estimate:
    """Return the estimate with its interval, cut off where agreement cannot be."""
    n = len(np.unique(people))
    error = standard_error(found.pulls, people)
    if error > 1e-12:
        low, high = t_interval(found.value, error, n - 1)
        form = f"{form}; {FROM_SUBJECTS}"
    else:
        room = 1 - found.expected
        low, high = ((share - found.expected) / room for share in wilson(found.expected + found.value * room, n))
        low = min(low, found.value)  # of several raters the mean can say that less than nothing was agreed
        form = f"{form}; {FROM_PERCENT}"
    least = min(-1.0, found.value)  # raters who agree less than chance would can go below -1
    return Estimate(found.value, max(low, least), min(high, 1.0), n, form, assumes)
