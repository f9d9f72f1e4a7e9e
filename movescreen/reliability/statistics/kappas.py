"""Percent agreement, the kappas, and Gwet's AC."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from movescreen.records.text import Text
from movescreen.reliability.statistics.categorical_ratings import MISSING, TOO_FEW, Array, CategoricalRatings
from movescreen.reliability.statistics.chance_corrected import (
    EVERY_RATER_ALIKE,
    INDEPENDENT,
    OWN_HABITS,
    Beyond,
    Share,
    agreement_of,
    beyond,
    by_hardness,
    equal_chance,
    judged,
    own_habits,
    shared_habits,
    table_of,
)
from movescreen.reliability.statistics.estimate import Estimate, refuse
from movescreen.reliability.statistics.intervals import share_of
from movescreen.reliability.statistics.weights import IDENTITY, QUADRATIC, Weights, by_value, named

LEAST = -1.0  # the least that any of these coefficients can be
Chance = Callable[[CategoricalRatings, Array], Share]


def percent(ratings: CategoricalRatings, kind: Weights = IDENTITY) -> Estimate:
    """Return the share of pairs of ratings that agree, 0 to 1.

    Parameters
    ----------
    ratings : CategoricalRatings
        Codes of shape (n_subjects, n_raters), and the categories.
    kind : str or array_like, shape (n_categories, n_categories)
        Weights of agreement: "identity", "linear", "quadratic", or given.

    Returns
    -------
    Estimate
        With its 95 % interval, the form and the number of subjects.

    Raises
    ------
    Problem
        If the data do not allow it; the sentence says why.
    """
    each, rated = agreement_of(ratings, table_of(ratings, kind))
    twice = rated >= 2
    people = ratings.people[twice]
    if len(np.unique(people)) < 2:
        raise refuse(TOO_FEW)
    share = float(each[twice].mean())
    form = Text("share of pairs of ratings that agree, {weights}", weights=named(kind))
    return share_of(each[twice] - share, people, share, form, INDEPENDENT)


def specific(ratings: CategoricalRatings, category: int) -> Estimate:
    """Return the agreement on one category: of the ratings in it, the share that another rating agrees with.

    Parameters
    ----------
    ratings : CategoricalRatings
        Codes of shape (n_subjects, n_raters), and the categories.
    category : int
        Its place among the categories.

    Returns
    -------
    Estimate
        With its 95 % interval, the form and the number of subjects.

    Raises
    ------
    Problem
        If the data do not allow it; the sentence says why.
    """
    chosen, rated = ratings.counts[:, category], ratings.counts.sum(axis=1)
    own = (rated >= 2) & (chosen > 0)
    if not own.any():
        raise refuse(
            Text("Nobody chose {category!r}: there is nothing to agree with.", category=ratings.categories[category])
        )
    agreed, whole = (chosen * (chosen - 1) / np.maximum(rated - 1, 1))[own], chosen[own]
    share = float(agreed.sum() / whole.sum())
    pulls = (agreed - share * whole) / whole.mean()
    form = Text(
        "agreement on {category}: of its ratings, the share another rater shares", category=ratings.categories[category]
    )
    return share_of(pulls, ratings.people[own], share, form, INDEPENDENT)


def cohen(ratings: CategoricalRatings, kind: Weights = IDENTITY) -> Estimate:
    """Return Cohen's kappa of two raters.

    Parameters
    ----------
    ratings : CategoricalRatings
        Codes of shape (n_subjects, n_raters), and the categories.
    kind : str or array_like, shape (n_categories, n_categories)
        Weights of agreement: "identity", "linear", "quadratic", or given.

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
    Cohen (1960), Educational and Psychological Measurement 20:37; weighted: Cohen (1968), Psychological Bulletin
    70:213.
    """
    pair = _two(ratings)
    return _coefficient(pair, kind, own_habits, Text("Cohen's kappa, {weights}", weights=named(kind)), OWN_HABITS)


def scott(ratings: CategoricalRatings, kind: Weights = IDENTITY) -> Estimate:
    """Return Scott's pi of two raters.

    Parameters
    ----------
    ratings : CategoricalRatings
        Codes of shape (n_subjects, n_raters), and the categories.
    kind : str or array_like, shape (n_categories, n_categories)
        Weights of agreement: "identity", "linear", "quadratic", or given.

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
    Scott (1955), Public Opinion Quarterly 19:321.
    """
    return _coefficient(
        _two(ratings), kind, shared_habits, Text("Scott's pi, {weights}", weights=named(kind)), EVERY_RATER_ALIKE
    )


def pabak(ratings: CategoricalRatings) -> Estimate:
    """Return the prevalence- and bias-adjusted kappa of two raters: (c po - 1) / (c - 1) of c categories.

    Parameters
    ----------
    ratings : CategoricalRatings
        Codes of shape (n_subjects, n_raters), and the categories.

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
    Byrt, Bishop and Carlin (1993), Journal of Clinical Epidemiology 46:423.
    """
    return _coefficient(_two(ratings), IDENTITY, equal_chance, _count(ratings, "PABAK"), INDEPENDENT)


def brennan_prediger(ratings: CategoricalRatings, kind: Weights = IDENTITY) -> Estimate:
    """Return Brennan and Prediger's kappa of any number of raters.

    Parameters
    ----------
    ratings : CategoricalRatings
        Codes of shape (n_subjects, n_raters), and the categories.
    kind : str or array_like, shape (n_categories, n_categories)
        Weights of agreement: "identity", "linear", "quadratic", or given.

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
    Brennan and Prediger (1981), Educational and Psychological Measurement 41:687.
    """
    form = Text("{name}, {weights}", name=_count(ratings, "Brennan-Prediger"), weights=named(kind))
    return _coefficient(ratings, kind, equal_chance, form, INDEPENDENT)


def fleiss(ratings: CategoricalRatings, kind: Weights = IDENTITY) -> Estimate:
    """Return Fleiss' kappa; the raters may differ from subject to subject.

    Parameters
    ----------
    ratings : CategoricalRatings
        Codes of shape (n_subjects, n_raters), and the categories.
    kind : str or array_like, shape (n_categories, n_categories)
        Weights of agreement: "identity", "linear", "quadratic", or given.

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
    Fleiss (1971), Psychological Bulletin 76:378.
    """
    return _coefficient(
        ratings, kind, shared_habits, Text("Fleiss' kappa, {weights}", weights=named(kind)), EVERY_RATER_ALIKE
    )


def conger(ratings: CategoricalRatings, kind: Weights = IDENTITY) -> Estimate:
    """Return Conger's kappa of raters who rated the same subjects.

    Parameters
    ----------
    ratings : CategoricalRatings
        Codes of shape (n_subjects, n_raters), and the categories.
    kind : str or array_like, shape (n_categories, n_categories)
        Weights of agreement: "identity", "linear", "quadratic", or given.

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
    Conger (1980), Psychological Bulletin 88:322.
    """
    return _coefficient(ratings, kind, own_habits, Text("Conger's kappa, {weights}", weights=named(kind)), OWN_HABITS)


def ac1(ratings: CategoricalRatings) -> Estimate:
    """Return Gwet's AC1 of any number of raters.

    Parameters
    ----------
    ratings : CategoricalRatings
        Codes of shape (n_subjects, n_raters), and the categories.

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
    Gwet (2008), British Journal of Mathematical and Statistical Psychology 61:29.
    """
    return _coefficient(
        ratings, IDENTITY, by_hardness, _count(ratings, Text("Gwet's AC1")), EVERY_RATER_ALIKE, of_scale=True
    )


def ac2(ratings: CategoricalRatings, kind: Weights = QUADRATIC) -> Estimate:
    """Return Gwet's AC2: AC1 with weights, by the values of categories that are numbers.

    Parameters
    ----------
    ratings : CategoricalRatings
        Codes of shape (n_subjects, n_raters), and the categories.
    kind : str or array_like, shape (n_categories, n_categories)
        Weights of agreement: "identity", "linear", "quadratic", or given.

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
    Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition.
    """
    form = _count(ratings, Text("Gwet's AC2, {weights},", weights=named(kind)))
    own = by_value(kind, ratings.categories)
    return _coefficient(ratings, own, by_hardness, form, EVERY_RATER_ALIKE, of_scale=True)


def light(ratings: CategoricalRatings, kind: Weights = IDENTITY) -> Estimate:
    """Return Light's kappa: the mean of Cohen's kappa over all pairs of raters.

    Parameters
    ----------
    ratings : CategoricalRatings
        Codes of shape (n_subjects, n_raters), and the categories.
    kind : str or array_like, shape (n_categories, n_categories)
        Weights of agreement: "identity", "linear", "quadratic", or given.

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
    Light (1971), Psychological Bulletin 76:365.
    """
    form = Text("mean of Cohen's kappa over pairs (Light), {weights}", weights=named(kind))
    return pair_mean(ratings, kind, own_habits, form, OWN_HABITS)


def light_pabak(ratings: CategoricalRatings) -> Estimate:
    """Return the mean of PABAK over all pairs of raters.

    Parameters
    ----------
    ratings : CategoricalRatings
        Codes of shape (n_subjects, n_raters), and the categories.

    Returns
    -------
    Estimate
        With its 95 % interval, the form and the number of subjects.

    Raises
    ------
    Problem
        If the data do not allow it; the sentence says why.
    """
    form = Text("mean over pairs of {pabak}", pabak=_count(ratings, "PABAK"))
    return pair_mean(ratings, IDENTITY, equal_chance, form, INDEPENDENT)


def pair_mean(ratings: CategoricalRatings, kind: Weights, chance: Chance, form: str, assumes: str) -> Estimate:
    """Return the mean of a coefficient over all pairs of raters.

    Parameters
    ----------
    ratings : CategoricalRatings
        The ratings.
    kind : str or array_like
        Weights of the categories.
    chance : callable
        Returns the agreement by chance.
    form, assumes : str
        What the coefficient is, and what it assumes.

    Returns
    -------
    Estimate
        `n` is the number of subjects of the pair with fewest: the mean is no surer than its parts.

    Raises
    ------
    Problem
        No pair rated two subjects in more than one category.
    """
    table = table_of(ratings.comparable(chance is equal_chance), kind)
    values, pulls, expected, sizes = [], np.zeros(len(ratings.codes)), [], []
    for pair, both in _pairs(ratings, 1 if chance is equal_chance else 2):
        found = beyond(pair, table, chance(pair, table))
        values.append(found.value)
        expected.append(found.expected)
        pulls[both] += found.pulls * len(pulls) / both.sum()
        sizes.append(pair.subjects)
    if not values:
        raise refuse(Text("No two raters rated two subjects in more than one category."))
    mean = Beyond(float(np.mean(values)), pulls / len(sizes), float(np.mean(expected)))
    whole = judged(mean, ratings.people, Text("{form}; {sizes}", form=form, sizes=_sizes(sizes)), assumes)
    return replace(whole, n=min(sizes))


def _sizes(sizes: list[int]) -> Text:
    """Return how many pairs there are and, where they differ, how many subjects they share."""
    pairs = Text("{count} {count:pair|pairs}", count=len(sizes))
    if min(sizes) == max(sizes):
        return pairs
    parts = {"pairs": pairs, "few": sizes.count(min(sizes)), "least": min(sizes), "most": max(sizes)}
    return Text(
        "a plain mean of {pairs}, of which {few} {few:shares|share} {least} subjects, and others up to {most}", **parts
    )


def _pairs(ratings: CategoricalRatings, least: int) -> list[tuple[CategoricalRatings, NDArray[np.bool_]]]:
    """Return the pairs that used `least` categories or more, and which rows both rated."""
    found = []
    for first, second in combinations(range(ratings.codes.shape[1]), 2):
        pair = ratings.pair(first, second)
        if pair.subjects >= 2 and len(np.unique(pair.codes)) >= least:
            found.append((pair, (ratings.codes[:, [first, second]] != MISSING).all(axis=1)))
    return found


def _coefficient(
    ratings: CategoricalRatings, kind: Weights, chance: Chance, form: str, assumes: str, of_scale: bool = False
) -> Estimate:
    """Return agreement beyond chance, from all subjects or, where that is out of range, from those rated twice.

    Subjects that were rated once tell of chance alone (Gwet). Where they are many and unlike the others, chance is not
    that of the subjects that raters can agree on, and the coefficient falls below -1, which agreement cannot.
    """
    of_scale = of_scale or chance is equal_chance
    table, own = table_of(ratings.comparable(of_scale), kind), ratings
    found = beyond(own, table, chance(own, table))
    once = ratings.subjects - ratings.rated_twice
    if once and found.value < LEAST:
        own = ratings.repeated().comparable(of_scale)
        found = beyond(own, table, chance(own, table))
        form = Text(
            "{form}; {once} subjects left out, who were rated once and would put it below −1", form=form, once=once
        )
    elif once:
        form = Text("{form}; chance also from {once} subjects who were rated once", form=form, once=once)
    return judged(found, own.people, form, assumes)


def _two(ratings: CategoricalRatings) -> CategoricalRatings:
    raters = ratings.codes.shape[1]
    if raters != 2:
        sentence = "This is a statistic of two raters, and there {raters:is|are} {raters}."
        raise refuse(Text(sentence, raters=raters))
    return ratings.pair(0, 1)


def _count(ratings: CategoricalRatings, name: str) -> Text:
    return Text("{name} over {count} categories", name=name, count=len(ratings.categories))
