"""Weights of agreement between two categories: 1 for the same, less the further they are apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from movescreen.records.text import Text
from movescreen.reliability.statistics.categorical_ratings import Array, Category
from movescreen.reliability.statistics.estimate import refuse

IDENTITY = "identity"
LINEAR = "linear"
QUADRATIC = "quadratic"
Weights = str | ArrayLike


def weights(kind: Weights, count: int, scores: Sequence[float] = ()) -> Array:
    """Return the weights of agreement of each two categories.

    Parameters
    ----------
    kind : str or array_like, shape (count, count)
        "identity", "linear", "quadratic", or weights of agreement; `from_disagreement` converts others.
    count : int
        Number of categories.
    scores : sequence of float, optional
        Values of the categories; default: their places in the order.

    Returns
    -------
    ndarray, shape (count, count)
        Weights, 0 to 1.

    Raises
    ------
    Problem
        The kind is not known, or the table is not square.
    """
    if not isinstance(kind, str):
        return _given(np.asarray(kind, float), count)
    if kind == IDENTITY or count < 2:
        return np.eye(count)
    if kind not in (LINEAR, QUADRATIC):
        raise refuse(f"Weights are identity, linear, quadratic or a square table, and {kind!r} came.")
    place = np.asarray(scores or range(count), float)
    distance = np.abs(place[:, None] - place) / np.ptp(place)
    return 1 - (distance if kind == LINEAR else distance**2)


def by_value(kind: Weights, categories: Sequence[Category]) -> Weights:
    """Return weights from the values of the categories.

    Parameters
    ----------
    kind : str or array_like
    categories : sequence

    Returns
    -------
    ndarray, shape (n_categories, n_categories), or `kind`
        `kind` unchanged if it is a matrix or a category is text.
    """
    values = [value for value in categories if not isinstance(value, str)]
    if not isinstance(kind, str) or len(values) < len(categories):
        return kind
    return weights(kind, len(values), values)


def from_disagreement(table: ArrayLike) -> Array:
    """Return weights of agreement from weights of disagreement.

    Parameters
    ----------
    table : array_like, shape (n_categories, n_categories)
        0 for the same category.

    Returns
    -------
    ndarray, shape (n_categories, n_categories)
        1 for the same category.
    """
    apart = np.asarray(table, float)
    return 1 - apart / apart.max()


def named(kind: Weights) -> Text:
    """Return a kind of weights in words."""
    if not isinstance(kind, str):
        return Text("given weights")
    return Text("unweighted" if kind == IDENTITY else f"{kind} weights")


def _given(table: Array, count: int) -> Array:
    if table.shape != (count, count) or not np.allclose(table, table.T) or not np.allclose(np.diag(table), 1):
        sentence = "Weights of {count} categories are {count} x {count}, the same both ways, with 1 where they agree."
        raise refuse(Text(sentence, count=count))
    return table
