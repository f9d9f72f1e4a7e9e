"""Items: what was rated, with a table of ratings by subject and rater, and a level of measurement."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from movescreen.errors import Problem
from movescreen.reliability.answers import one_spelling
from movescreen.reliability.rating_tables import PARTS, Rating
from movescreen.reliability.statistics.categorical_ratings import CategoricalRatings, Category
from movescreen.reliability.statistics.krippendorff import NOMINAL, ORDINAL

if TYPE_CHECKING:
    import pandas as pd

CONTINUOUS = "continuous"
MOST = 1e100  # a number, whose square can still be computed with
MOST_STEPS = 11  # of a scale in whole numbers; with more it is taken for continuous


@dataclass(frozen=True)
class ItemTable:
    """Values `(rows, raters)`, None where one is missing; a row is a subject, or one repetition of it.

    `people` says whose row it is, `categories` the scale in order, if one was named; `level` is how values are read,
    `inferred` whether that was detected; `repetitions` says which repetition a row is, if rows are such.
    """

    values: NDArray[np.object_]
    raters: tuple[str, ...]
    people: tuple[str, ...]
    level: str
    categories: tuple[Category, ...] = ()
    inferred: bool = False
    repetitions: tuple[str, ...] = ()

    @cached_property
    def scale(self) -> tuple[Category, ...]:
        """The categories in order: those named, or those that were used."""
        used = {value for value in self.values.ravel() if value is not None}
        return self.categories or tuple(sorted(used, key=lambda value: (isinstance(value, str), value)))

    @cached_property
    def numeric(self) -> bool:
        """Whether all values are numbers."""
        return not any(isinstance(value, str) for value in self.values.ravel())

    @property
    def repeated(self) -> bool:
        """Whether somebody has several rows."""
        return len(set(self.people)) < len(self.people)

    @cached_property
    def ratings(self) -> CategoricalRatings:
        """The values as categories of the scale."""
        return CategoricalRatings.of(self.values, self.scale, self.people)

    def numbers(self) -> NDArray[np.float64]:
        """Return the values as numbers.

        Returns
        -------
        ndarray, shape (n_rows, n_raters)
            NaN where one is missing.
        """
        return self._numbers

    @cached_property
    def _numbers(self) -> NDArray[np.float64]:
        return np.where(self.values == None, math.nan, self.values).astype(float)  # noqa: E711 - of each value

    def means(self) -> NDArray[np.float64]:
        """Return the values of each person.

        Returns
        -------
        ndarray, shape (n_people, n_raters)
            The mean over the repetitions that were rated.
        """
        return self._means

    @cached_property
    def _means(self) -> NDArray[np.float64]:
        if not self.repeated:
            return self.numbers()
        numbers, place = self.numbers(), {person: i for i, person in enumerate(dict.fromkeys(self.people))}
        known, row = np.isfinite(numbers), [place[person] for person in self.people]
        sums, counts = (np.zeros((len(place), len(self.raters))) for _ in range(2))
        np.add.at(sums, row, np.where(known, numbers, 0.0))
        np.add.at(counts, row, known)
        with np.errstate(invalid="ignore"):
            return sums / counts

    def pair(self, first: int, second: int) -> ItemTable:
        """Return two raters alone; the scale stays that of all."""
        pick = [first, second]
        return replace(
            self,
            values=self.values[:, pick],
            raters=tuple(self.raters[i] for i in pick),
            categories=() if self.level == CONTINUOUS else self.scale,
        )


@dataclass(frozen=True)
class ItemAgreement:
    """The ratings of an item: `between` raters on their first occasion, and `within` each rater over occasions, if any.

    `within` has the subjects that a rater rated on several occasions. `spelled` says which values were taken for
    another one, as `y` for yes.
    """

    name: str
    between: ItemTable
    within: dict[str, ItemTable]
    spelled: dict[str, str] = field(default_factory=dict)

    @property
    def alone(self) -> bool:
        """Whether one rater rated, on several occasions: these are then what is compared."""
        return len(self.between.raters) == 1 and bool(self.within)

    @property
    def compared(self) -> ItemTable:
        """The table whose columns are compared: the raters, or the occasions of one alone."""
        return next(iter(self.within.values())) if self.alone else self.between


def items(ratings: Iterable[Rating], level: str = "", categories: Sequence[str] = ()) -> list[ItemAgreement]:
    """Return the items of a study in the order they came, each on the level that is named or that its values show."""
    import pandas as pd

    long = pd.DataFrame([vars(rating) for rating in ratings], columns=[*PARTS], dtype=object)
    return [_item(str(name), group, level, categories) for name, group in long.groupby("item", sort=False)]


def _item(name: str, long: pd.DataFrame, level: str, categories: Sequence[str]) -> ItemAgreement:
    raters, occasions = in_order(long["rater"]), in_order(long["occasion"])
    numeric = all(as_number(text) is not None for text in long["value"].unique())
    scale = tuple(dict.fromkeys(value_of(c, numeric) for c in categories))
    named = {str(category).casefold(): str(category) for category in scale}
    texts = long["value"].map(lambda text: named.get(text.casefold(), text)) if named else long["value"]
    spelled = _spelled(texts, scale, level)
    texts = texts.map(lambda text: spelled.get(text, text)) if spelled else texts
    numeric = numeric and all(as_number(text) is not None for text in texts.unique())
    values = {text: value_of(text, numeric) for text in texts.unique()}
    _fitting(name, list(values.values()), scale, level)
    known = Known(name, level or inferred(list(values.values()), scale), scale, not level)
    if known.level == CONTINUOUS and not numeric:
        odd = next(text for text in values if as_number(text) is None)
        raise Problem("table_values", f"{name} was said to be continuous, and {odd!r} is not a number.")
    long = long.assign(value=texts.map(values).astype(object))
    within = {rater: _table(found, "occasion", occasions, known) for rater, found in _repeated(long, raters)}
    first = long[long["occasion"] == occasions[0]]
    return ItemAgreement(name, _table(first, "rater", raters, known), within, spelled)


def _spelled(texts: pd.Series, scale: Sequence[Category], level: str) -> dict[str, str]:
    """Return the values that are spellings of yes or no, where there are several, and what they are taken for."""
    if level in (ORDINAL, CONTINUOUS):
        return {}
    plain = {text: str(number) for text in texts.unique() if (number := as_number(text)) is not None}
    found = one_spelling([plain.get(text, text) for text in texts.unique()], [str(category) for category in scale])
    return {text: found[plain.get(text, text)] for text in texts.unique() if plain.get(text, text) in found}


def _repeated(long: pd.DataFrame, raters: Sequence[str]) -> Iterable[tuple[str, pd.DataFrame]]:
    """Return the ratings of each rater of subjects that were rated on several occasions, of those who have any."""
    times = long.groupby(["rater", "subject"])["occasion"].transform("nunique")
    for rater in raters:
        own = long[(long["rater"] == rater) & (times > 1)]
        if len(own):
            yield rater, own


def _fitting(name: str, values: Sequence[Category], scale: Sequence[Category], level: str) -> None:
    """Raise Problem if values are beyond what can be computed with, or not of the scale that was named.

    Also where words are to be in an order that nobody named.
    """
    vast = next((value for value in values if not isinstance(value, str) and abs(value) > MOST), None)
    if vast is not None:
        raise Problem("table_values", f"{name} has the rating {vast:g}, beyond {MOST:g}. Give it in a larger unit.")
    odd = next((value for value in values if value not in scale), None) if scale else None
    if odd is not None:
        sentence = (
            f"{name} has the rating {str(odd)!r}, which --categories does not name: {', '.join(map(str, scale))}."
        )
        raise Problem("table_values", f"{sentence} Name all categories of the scale, in order.")
    if level == ORDINAL and not scale and any(isinstance(value, str) for value in values):
        sentence = f"{name} was said to be ordinal, and its ratings are words, which have no order of their own."
        raise Problem("table_values", f"{sentence} Name them in order with --categories.")


@dataclass(frozen=True)
class Known:
    """The known scale of an item."""

    name: str
    level: str
    categories: tuple[Category, ...]
    inferred: bool


def _table(long: pd.DataFrame, over: str, names: Sequence[str], known: Known) -> ItemTable:
    """Return the values with a row for each subject and repetition, and a column for each of the `names`."""
    import pandas as pd

    keys = pd.MultiIndex.from_frame(long[["subject", "repetition"]])
    rows = keys.drop_duplicates()
    values = np.full((len(rows), len(names)), None, object)
    values[rows.get_indexer(keys), pd.Index(names).get_indexer(long[over])] = long["value"].to_numpy(object)
    people, numbers = (tuple(rows.get_level_values(part)) for part in ("subject", "repetition"))
    repetitions = numbers if any(numbers) else ()
    return ItemTable(values, tuple(names), people, known.level, known.categories, known.inferred, repetitions)


def inferred(values: Sequence[Category], categories: Sequence[Category]) -> str:
    """Return the level that values show: names of categories, steps in an order, or numbers.

    Of a named scale two categories are nominal and more are ordinal. Words of no named scale are nominal, and so are 0
    and 1 alone; whole numbers in few steps are ordinal, other numbers continuous.
    """
    used = set(values)
    numbers = [value for value in used if not isinstance(value, str)]
    if categories:
        return ORDINAL if len(categories) > 2 else NOMINAL
    if len(numbers) < len(used) or (len(used) <= 2 and all(n in (0, 1) for n in numbers)):
        return NOMINAL
    whole = all(float(n).is_integer() for n in numbers)
    return ORDINAL if whole and max(numbers) - min(numbers) < MOST_STEPS else CONTINUOUS


def value_of(text: str, numeric: bool) -> Category:
    """Return a value as a number where the item's values are numbers: "1" and "1.0" are the same, among words too."""
    number = as_number(text)
    if number is None:
        return text
    return number if numeric else str(number)


def as_number(text: str) -> float | int | None:
    """Return the number that a text is, None where it is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() else number


def in_order(names: Iterable[str]) -> list[str]:
    """Return names as they came; where all are numbers, in their order."""
    found = list(dict.fromkeys(names))
    numbers = {name: as_number(name) for name in found}
    if any(number is None for number in numbers.values()):
        return found
    return sorted(found, key=lambda name: numbers[name] or 0)
