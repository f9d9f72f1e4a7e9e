"""Ratings in categories: which of them each rater chose for each subject."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from movescreen.records.text import Text
from movescreen.reliability.statistics.estimate import refuse

Array = NDArray[np.float64]
Codes = NDArray[np.int64]
Category = float | int | str
MISSING = -1
ONE_CATEGORY = Text("All ratings are in one category: how far agreement is beyond chance cannot be told.")
TOO_FEW = Text("At least two subjects rated by two raters are needed, and there are fewer.")


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
        """Return ratings of a table, such as rows of values, an array, or a DataFrame with a column for each rater.

        Parameters
        ----------
        table : iterable of rows, ndarray or DataFrame, shape (n_subjects, n_raters)
            None, NaN, NA or an empty text where a rating is missing. Rows that nobody rated are left out.
        categories : sequence
            The scale in order. If empty, that of a categorical DataFrame, else the categories that were used, sorted.
        people : array_like, shape (n_subjects,)
            Whose row it is. If None, each row is somebody else's.

        Raises
        ------
        Problem
            Where rows differ in length, or hold what is no category.
        """
        values = _rectangle(table)
        gaps = {value for value in set(map(_key, values.ravel())) if missing(value)}
        used = {value for value in set(map(_key, values.ravel())) if value not in gaps}
        order = tuple(categories) or _own_scale(table) or tuple(sorted(used, key=lambda v: (isinstance(v, str), v)))
        if unknown := used - set(order):
            raise refuse(f"{sorted(map(str, unknown))} are ratings, and no categories of the scale {list(order)}.")
        place: dict[Any, int] = {category: code for code, category in enumerate(order)} | dict.fromkeys(gaps, MISSING)
        codes = np.fromiter((place[_key(value)] for value in values.ravel()), np.int64, values.size)
        codes = codes.reshape(values.shape)
        known = (codes != MISSING).any(axis=1)
        return cls(codes[known], order, _numbered(people, len(values))[known])

    @classmethod
    def of_counts(cls, counts: ArrayLike, categories: Sequence[Category] = ()) -> CategoricalRatings:
        """Build ratings from how many raters chose each category.

        Parameters
        ----------
        counts : array_like of int, shape (n_subjects, n_categories)
            The counts.
        categories : sequence, optional
            Names of the categories.

        Returns
        -------
        CategoricalRatings
            Ratings of raters that are not known by name.
        """
        table = _whole(counts)
        most = int(table.sum(axis=1).max(initial=0))
        chosen = [np.repeat(np.arange(table.shape[1]), row) for row in table]
        codes = np.array([np.pad(c, (0, most - len(c)), constant_values=MISSING) for c in chosen], np.int64)
        known = (codes != MISSING).any(axis=1)
        return cls(codes[known], tuple(categories) or tuple(range(table.shape[1])), np.arange(int(known.sum())))

    @classmethod
    def of_cross_table(cls, counts: ArrayLike, categories: Sequence[Category] = ()) -> CategoricalRatings:
        """Build ratings of two raters from a cross table.

        Parameters
        ----------
        counts : array_like of int, shape (n_categories, n_categories)
            How often each pair came; rows are the first rater's.
        categories : sequence, optional
            Names of the categories.

        Returns
        -------
        CategoricalRatings
            One subject for each count.

        Raises
        ------
        Problem
            The table is not square.
        """
        table = _whole(counts)
        if table.shape[0] != table.shape[1]:
            raise refuse(f"A cross table has as many rows as columns; this one is {table.shape[0]} x {table.shape[1]}.")
        pairs = np.repeat(np.argwhere(table >= 0), table.ravel(), axis=0)
        return cls(pairs, tuple(categories) or tuple(range(len(table))), np.arange(len(pairs)))

    @cached_property
    def counts(self) -> Array:
        """The number of raters who chose each category, `(subjects, categories)`."""
        chosen = self.codes[:, :, None] == np.arange(len(self.categories))
        return np.asarray(chosen.sum(axis=1), float)

    @property
    def subjects(self) -> int:
        """The number of people, or clips, that were rated."""
        return len(np.unique(self.people))

    def pair(self, first: int, second: int) -> CategoricalRatings:
        """Return two raters with what both of them rated."""
        codes = self.codes[:, [first, second]]
        both = (codes != MISSING).all(axis=1)
        return CategoricalRatings(codes[both], self.categories, self.people[both])

    @property
    def rated_twice(self) -> int:
        """The number of people with two ratings or more in one row: only these show agreement."""
        return len(np.unique(self.people[(self.codes != MISSING).sum(axis=1) >= 2]))

    def repeated(self) -> CategoricalRatings:
        """Return the rows that two raters or more rated."""
        twice = (self.codes != MISSING).sum(axis=1) >= 2
        return CategoricalRatings(self.codes[twice], self.categories, self.people[twice])

    def comparable(self, of_scale: bool = False) -> CategoricalRatings:
        """Return the same ratings.

        Parameters
        ----------
        of_scale : bool
            Whether chance is known from the scale, so that one category that everybody chose will do.

        Raises
        ------
        Problem
            Where no two raters rated two subjects, or only one category was used, or the scale has no other.
        """
        if self.rated_twice < 2:
            raise refuse(TOO_FEW)
        used = self.categories if of_scale else np.unique(self.codes[self.codes != MISSING])
        if len(used) < 2:
            raise refuse(ONE_CATEGORY, "Name all of the scale with --categories." if of_scale else "")
        return self


def missing(value: Any) -> bool:
    """Return whether a value stands for a rating that was not given: None, NaN, NA or an empty text."""
    return value is None or value == ""


def _key(value: Any) -> Any:
    """Return a value as a category, and None for each kind of NaN: what is not equal to itself."""
    same = value == value
    return value if isinstance(same, bool | np.bool_) and same else None


def _rectangle(table: Iterable[Iterable[Any]]) -> NDArray[np.object_]:
    """Return the values of a table, `(subjects, raters)`. Raises Problem if rows differ in length."""
    rows = table.to_numpy(object) if hasattr(table, "to_numpy") else [list(row) for row in table]
    if not len(rows) or len({len(row) for row in rows}) != 1:
        raise refuse("A row for each subject with a place for each rater was expected, and rows differ in length.")
    values = np.empty((len(rows), len(rows[0])), object)
    values[:] = rows
    return values


def _own_scale(table: Any) -> tuple[Category, ...]:
    """Return the categories of a DataFrame whose columns are all categorical, with the same ones; else none."""
    scales = {tuple(getattr(kind, "categories", ())) for kind in getattr(table, "dtypes", ())}
    return scales.pop() if len(scales) == 1 else ()


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
