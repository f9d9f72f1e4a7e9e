"""Ratings that are numbers: tables `(subjects, raters)`, NaN where one is missing."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from movescreen.reliability.statistics.categorical_ratings import Array
from movescreen.reliability.statistics.estimate import refuse


def rated_by_all(table: ArrayLike, least: int = 2) -> Array:
    """The subjects that every rater rated. Raises Problem where raters or subjects are too few."""
    values = numbers(table)
    if values.shape[1] < 2:
        raise refuse("At least two raters are needed, and there is one.")
    whole = values[np.isfinite(values).all(axis=1)]
    if len(whole) < least:
        sentence = f"At least {least} subjects that every rater rated are needed, and there are {len(whole)}."
        raise refuse(sentence)
    return whole


def two(first: ArrayLike, second: ArrayLike, least: int = 3) -> tuple[Array, Array]:
    """The values of two raters for the subjects that both rated."""
    a, b = np.asarray(first, float), np.asarray(second, float)
    if a.shape != b.shape or a.ndim != 1:
        raise refuse(f"Two rows of values of one length were expected, and {a.shape} and {b.shape} came.")
    both = rated_by_all(np.stack([a, b], axis=1), least)
    return both[:, 0], both[:, 1]


def numbers(table: ArrayLike) -> Array:
    """The table as numbers `(subjects, raters)`."""
    values = np.asarray(table, float)
    if values.ndim != 2:
        raise refuse("A table with a row for each subject and a column for each rater was expected.")
    return values
