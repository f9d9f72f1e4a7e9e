"""Agreement beyond chance: one family, whose members differ in the agreement that they expect by chance.

All are (observed - expected) / (1 - expected). Missing ratings and intervals are as in Gwet, Handbook of Inter-Rater
Reliability (2014): a subject counts in the observed agreement if two rated it, in the expected one if anybody did.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from movescreen.records.text import Text
from movescreen.reliability.statistics.categorical_ratings import MISSING, Array, CategoricalRatings, Codes
from movescreen.reliability.statistics.estimate import Estimate
from movescreen.reliability.statistics.intervals import FROM_PERCENT, FROM_SUBJECTS, standard_error, t_interval, wilson
from movescreen.reliability.statistics.weights import IDENTITY, Weights, weights

INDEPENDENT = Text("Subjects are independent of each other and alike; raters rated without knowing of each other.")
EVERY_RATER_ALIKE = Text.joined(
    [INDEPENDENT, Text("Raters are interchangeable: one distribution over categories stands for all.")]
)
OWN_HABITS = Text.joined([INDEPENDENT, Text("Each rater has an own distribution over categories.")])


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
    """Return the agreement beyond chance, as a share of what is possible.

    Parameters
    ----------
    ratings : CategoricalRatings
        The ratings.
    table : ndarray, shape (n_categories, n_categories)
        Weights of agreement, 0 to 1.
    chance : Share
        Expected agreement.

    Returns
    -------
    Beyond
        The coefficient, and the pull of each subject on it.
    """
    each, rated = agreement_of(ratings, table)
    twice = rated >= 2
    room = 1 - chance.value
    value = (float(each[twice].mean()) - chance.value) / room
    own = np.where(twice, each - chance.value, 0) * len(each) / twice.sum() / room
    return Beyond(value, own - value - (1 - value) * chance.pulls / room, chance.value)


def shared_habits(ratings: CategoricalRatings, table: Array) -> Share:
    """Return the agreement by chance if all raters draw from the distribution of all ratings.

    Parameters
    ----------
    ratings : CategoricalRatings
        The ratings.
    table : ndarray, shape (n_categories, n_categories)
        Weights of agreement.

    Returns
    -------
    Share
        Expected agreement, and the pull of each subject.

    References
    ----------
    Scott WA (1955). Public Opin Q 19:321-325.
    Fleiss JL (1971). Psychol Bull 76:378-382.
    """
    own, common = habits(ratings)
    value = float(common @ table @ common)
    return Share(value, 2 * (own @ table @ common - value))


def own_habits(ratings: CategoricalRatings, table: Array) -> Share:
    """Return the agreement by chance if each rater draws from an own distribution.

    Parameters
    ----------
    ratings : CategoricalRatings
        The ratings.
    table : ndarray, shape (n_categories, n_categories)
        Weights of agreement.

    Returns
    -------
    Share
        Expected agreement, and the pull of each subject.

    References
    ----------
    Cohen J (1960). Educ Psychol Meas 20:37-46.
    Conger AJ (1980). Psychol Bull 88:322-328.
    """
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
    """Return the agreement by chance if only subjects that are hard to rate are rated at random.

    Parameters
    ----------
    ratings : CategoricalRatings
        The ratings.
    table : ndarray, shape (n_categories, n_categories)
        Weights of agreement.

    Returns
    -------
    Share
        Expected agreement of AC1 and AC2, and the pull of each subject.

    References
    ----------
    Gwet KL (2008). Br J Math Stat Psychol 61:29-48.
    """
    own, common = habits(ratings)
    count = len(table)
    scale = table.sum() / (count * (count - 1))
    value = float(scale * (common * (1 - common)).sum())
    return Share(value, 2 * (scale * (own @ (1 - common)) - value))


def equal_chance(ratings: CategoricalRatings, table: Array) -> Share:
    """Return the agreement by chance if all categories are equally likely.

    Parameters
    ----------
    ratings : CategoricalRatings
        The ratings.
    table : ndarray, shape (n_categories, n_categories)
        Weights of agreement.

    Returns
    -------
    Share
        Expected agreement; no subject pulls on it.

    References
    ----------
    Bennett EM, Alpert R, Goldstein AC (1954). Public Opin Q 18:303-308.
    Brennan RL, Prediger DJ (1981). Educ Psychol Meas 41:687-699.
    """
    return Share(float(table.mean()), np.zeros(len(ratings.codes)))


def habits(ratings: CategoricalRatings) -> tuple[Array, Array]:
    """Return the distribution of the categories.

    Parameters
    ----------
    ratings : CategoricalRatings
        The ratings.

    Returns
    -------
    tuple of ndarray, shapes (n_subjects, n_categories) and (n_categories,)
        Shares in each subject's ratings, and their mean.
    """
    own = ratings.counts / ratings.counts.sum(axis=1, keepdims=True)
    return own, own.mean(axis=0)


def table_of(ratings: CategoricalRatings, kind: Weights = IDENTITY) -> Array:
    """Return the weights of the categories of some ratings.

    Parameters
    ----------
    ratings : CategoricalRatings
        The ratings.
    kind : str or array_like
        Kind of the weights, or the weights themselves.

    Returns
    -------
    ndarray, shape (n_categories, n_categories)
        Weights of agreement, 0 to 1.
    """
    return weights(kind, len(ratings.categories))


def judged(found: Beyond, people: Codes, form: str, assumes: str) -> Estimate:
    """Return an estimate with its interval, cut off at the coefficient's range.

    Parameters
    ----------
    found : Beyond
        The coefficient and the subjects' pulls.
    people : ndarray of int, shape (n_rows,)
        Person of each row.
    form, assumes : str
        What the coefficient is, and what it assumes.

    Returns
    -------
    Estimate
        With a 95 % interval: t if the subjects differ, else from the percentage of agreement.
    """
    n = len(np.unique(people))
    error = standard_error(found.pulls, people)
    if error > 1e-12:
        low, high = t_interval(found.value, error, n - 1)
        form = Text("{form}; {how}", form=form, how=FROM_SUBJECTS)
    else:
        room = 1 - found.expected
        low, high = ((share - found.expected) / room for share in wilson(found.expected + found.value * room, n))
        low = min(low, found.value)  # of several raters the mean can say that less than nothing was agreed
        form = Text("{form}; {how}", form=form, how=FROM_PERCENT)
    least = min(-1.0, found.value)  # raters who agree less than chance would can go below -1
    return Estimate(found.value, max(low, least), min(high, 1.0), n, form, assumes)
