"""Ratings that are numbers: tables `(subjects, raters)`, NaN where one is missing."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from movescreen.records.text import Text
from movescreen.reliability.statistics.categorical_ratings import Array
from movescreen.reliability.statistics.estimate import refuse


def rated_by_all(table: ArrayLike, least: int = 2) -> Array:
    """Return the subjects that every rater rated.

    Parameters
    ----------
    table : array_like, shape (n_subjects, n_raters)
        Ratings as numbers; NaN where none was given.
    least : int
        Fewest subjects and raters that will do.

    Returns
    -------
    ndarray, shape (n_complete, n_raters)

    Raises
    ------
    Problem
        If raters or subjects are too few.
    """
    values = numbers(table)
    if values.shape[1] < 2:
        raise refuse(Text("At least two raters are needed, and there is one."))
    whole = values[np.isfinite(values).all(axis=1)]
    if len(whole) < least:
        sentence = "At least {least} subjects that every rater rated are needed, and there {count:is|are} {count}."
        raise refuse(Text(sentence, least=least, count=len(whole)))
    return whole


def two(first: ArrayLike, second: ArrayLike, least: int = 3) -> tuple[Array, Array]:
    """Return the values of two raters for the subjects that both rated.

    Parameters
    ----------
    first, second : array_like, shape (n_subjects,)
        Values of the two; NaN where missing.
    least : int
        Fewest subjects that will do.

    Returns
    -------
    tuple of ndarray, shape (n_both,)

    Raises
    ------
    Problem
        If too few subjects have both.
    """
    a, b = np.asarray(first, float), np.asarray(second, float)
    if a.shape != b.shape or a.ndim != 1:
        raise refuse(f"Two rows of values of one length were expected, and {a.shape} and {b.shape} came.")
    both = rated_by_all(np.stack([a, b], axis=1), least)
    return both[:, 0], both[:, 1]


def numbers(table: ArrayLike) -> Array:
    """Return a table as numbers.

    Parameters
    ----------
    table : array_like, shape (n_subjects, n_raters)
        Ratings as numbers; NaN where none was given.

    Returns
    -------
    ndarray of float, shape (n_subjects, n_raters)

    Raises
    ------
    Problem
        If it is no table of numbers.
    """
    values = np.asarray(table, float)
    if values.ndim != 2:
        raise refuse("A table with a row for each subject and a column for each rater was expected.")
    return values
