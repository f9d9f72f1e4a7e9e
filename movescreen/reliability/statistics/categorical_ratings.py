"""Ratings in categories: which of them each rater chose for each subject."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from movescreen.reliability.statistics.estimate import refuse

Array = NDArray[np.float64]
Codes = NDArray[np.int64]
Category = float | int | str
MISSING = -1
TOO_FEW = "At least two subjects rated by two raters are needed, and there are fewer."


@dataclass(frozen=True)
class CategoricalRatings:
    """`codes` `(subjects, raters)` are places in `categories`, `MISSING` where somebody did not rate.

    Rows of one person have one number in `people`: they are not independent of each other.
    """

    codes: Codes
    categories: tuple[Category, ...]
    people: Codes

    @classmethod
    def of(
        cls, table: Iterable[Iterable[Any]], categories: Sequence[Category] = (), people: ArrayLike | None = None
    ) -> CategoricalRatings:
        """Ratings `(subjects, raters)`, None or NaN where one is missing; rows that nobody rated are left out.

        Where no categories are named they are those that were used, in their order.
        """
        rows = [list(row) for row in table]
        if not rows or len({len(row) for row in rows}) != 1:
            raise refuse("A row for each subject with a place for each rater was expected, and rows differ in length.")
        used = {value for row in rows for value in row if not missing(value)}
        order = tuple(categories) or tuple(sorted(used, key=lambda v: (isinstance(v, str), v)))
        if unknown := used - set(order):
            raise refuse(f"{sorted(map(str, unknown))} are ratings, and no categories of the scale {list(order)}.")
        place = {category: code for code, category in enumerate(order)}
        codes = np.array([[MISSING if missing(v) else place[v] for v in row] for row in rows], np.int64)
        known = (codes != MISSING).any(axis=1)
        return cls(codes[known], order, _numbered(people, len(rows))[known])

    @classmethod
    def of_counts(cls, counts: ArrayLike, categories: Sequence[Category] = ()) -> CategoricalRatings:
        """Ratings from how many raters chose each category: `(subjects, categories)`. Who chose what is not known."""
        table = _whole(counts)
        most = int(table.sum(axis=1).max(initial=0))
        chosen = [np.repeat(np.arange(table.shape[1]), row) for row in table]
        codes = np.array([np.pad(c, (0, most - len(c)), constant_values=MISSING) for c in chosen], np.int64)
        known = (codes != MISSING).any(axis=1)
        return cls(codes[known], tuple(categories) or tuple(range(table.shape[1])), np.arange(int(known.sum())))

    @classmethod
    def of_cross_table(cls, counts: ArrayLike, categories: Sequence[Category] = ()) -> CategoricalRatings:
        """Ratings of two raters from how often each pair of categories came: rows the first rater's."""
        table = _whole(counts)
        if table.shape[0] != table.shape[1]:
            raise refuse(f"A cross table has as many rows as columns; this one is {table.shape[0]} x {table.shape[1]}.")
        pairs = np.repeat(np.argwhere(table >= 0), table.ravel(), axis=0)
        return cls(pairs, tuple(categories) or tuple(range(len(table))), np.arange(len(pairs)))

    @cached_property
    def counts(self) -> Array:
        """How many raters chose each category: `(subjects, categories)`."""
        chosen = self.codes[:, :, None] == np.arange(len(self.categories))
        return np.asarray(chosen.sum(axis=1), float)

    @property
    def subjects(self) -> int:
        """How many people, or clips, were rated."""
        return len(np.unique(self.people))

    def pair(self, first: int, second: int) -> CategoricalRatings:
        """Two raters with what both of them rated."""
        codes = self.codes[:, [first, second]]
        both = (codes != MISSING).all(axis=1)
        return CategoricalRatings(codes[both], self.categories, self.people[both])

    def comparable(self) -> CategoricalRatings:
        """The same. Raises Problem where no two raters rated two subjects, or only one category was used."""
        twice = self.people[(self.codes != MISSING).sum(axis=1) >= 2]
        if len(np.unique(twice)) < 2:
            raise refuse(TOO_FEW)
        if len(np.unique(self.codes[self.codes != MISSING])) < 2:
            raise refuse("All ratings are in one category: how far agreement is beyond chance cannot be told.")
        return self


def missing(value: Any) -> bool:
    """Whether a value stands for a rating that was not given."""
    return value is None or value == "" or (isinstance(value, float | np.floating) and math.isnan(value))


def _numbered(people: ArrayLike | None, count: int) -> Codes:
    if people is None:
        return np.arange(count)
    return np.unique(np.asarray(people), return_inverse=True)[1].astype(np.int64)


def _whole(counts: ArrayLike) -> Codes:
    table = np.asarray(counts, float)
    whole = np.round(table)
    if table.ndim != 2 or (table < 0).any() or np.abs(table - whole).max(initial=0) > 1e-9:
        raise refuse("Counts were expected: whole numbers of ratings, none below zero, in rows of equal length.")
    return whole.astype(np.int64)
