"""The cells of a table that are no ratings: signs for a rating that was not given, and rows of totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from movescreen.records.text import Text
from movescreen.reliability.answers import EMPTY, LAST, NOT_GIVEN, TOTALS
from movescreen.reliability.notice import Notice

if TYPE_CHECKING:
    import pandas as pd

PLUS = "+"
MINUS = {"-", "\N{MINUS SIGN}", "\N{EN DASH}"}
OTHER_WORD = "If it is a category, name all categories with --categories in another word."
MOST_NAMED = 5  # columns or words that a sentence lists


def without_totals(rows: pd.DataFrame, subject: str) -> tuple[pd.DataFrame, list[Notice]]:
    """Remove rows that sum up the others.

    Parameters
    ----------
    rows : DataFrame
        The table.
    subject : str
        Name of the column of subjects.

    Returns
    -------
    tuple of DataFrame and list of str
        The rows of subjects, and a notice of those removed.
    """
    names = rows[subject].str.casefold().str.rstrip(".:")
    found = names.isin(TOTALS)
    letters = names[~names.isin(TOTALS | LAST)].str.fullmatch(r"[^\W\d]{1,3}").any()  # subjects may have such names
    if not letters:
        found |= names.isin(TOTALS | LAST)[::-1].cummin()[::-1]  # from there on to the end
    if not found.any() or found.all():
        return rows, []
    named = ", ".join(dict.fromkeys(rows[subject][found]))
    sentence = "“{named}” was taken for a row that sums up the others, and not for a subject: left out. If it is one, "
    return rows[~found], [Notice(sentence + "call it otherwise.", named=named)]


def is_total(column: str) -> bool:
    """Return whether a column is named as one that sums up others."""
    return column.casefold().rstrip(".:") in TOTALS


def without_missing(long: pd.DataFrame) -> tuple[pd.DataFrame, list[Notice]]:
    """Remove rows without a rating.

    Parameters
    ----------
    long : DataFrame
        Columns `item` and `value`.

    Returns
    -------
    tuple of DataFrame and list of str
        The rows with a rating, and notices of words that were taken for none.

    Notes
    -----
    A minus means "no" where the same item has a plus, else no rating.
    """
    value = long["value"].str.casefold()
    plus = long["item"].isin(set(long["item"][value == PLUS]))
    words = value.isin(NOT_GIVEN) & ~(plus & value.isin(MINUS))
    return long[~value.isin(EMPTY) & ~words], _notices(long[words])


def _notices(words: pd.DataFrame) -> list[Notice]:
    """Return a sentence for each word that was taken for a rating that was not given: how often, and by whom."""
    said = []
    for word, rows in words.groupby("value", sort=False):
        raters = [who for who in dict.fromkeys(rows["rater"]) if who]
        listed = ", ".join(raters[:MOST_NAMED])
        whose = Text("{raters} and others", raters=listed) if len(raters) > MOST_NAMED else listed
        sentence = "“{word}” ({count:once|{count} times}, of {whose}) was taken for a rating that was not given."
        said.append(Notice(sentence, OTHER_WORD, word=word, count=len(rows), whose=whose))
    return said
