"""Read tables of ratings. A tidy table has a row for each rating, a wide one a column for each rater.

A checklist has a row for each subject and rater, and a column for each item.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.errors import Problem
from movescreen.records.csv_cells import Writer
from movescreen.records.text import Text
from movescreen.reliability.answers import is_about_people
from movescreen.reliability.csv_dialect import columns, table
from movescreen.reliability.left_out import is_total, without_missing, without_totals
from movescreen.reliability.notice import Notice
from movescreen.reliability.own_ratings import COLUMNS, FILE, is_own

if TYPE_CHECKING:
    import pandas as pd

PARTS = ("subject", "rater", "item", "value", "occasion", "repetition")
CONTENT = "clip_sha256"  # the column that says which clip a subject is, whatever it is called
ALSO = {
    "subject": ("clip", "participant", "person", "target", "id", "proband", "teilnehmer", "file", "patient"),
    "rater": ("judge", "observer", "coder", "assessor", "bewerter", "beurteiler", "untersucher"),
    "item": ("finding",),
    "value": ("rating", "score", "wert", "bewertung"),
    "occasion": ("session", "time"),
    "repetition": ("rep", "trial"),
}
ONLY = "rating"  # the item of a table that names none
NAME_RATERS = "Or name the raters with --raters."
AGAIN = "Name columns with --subject, --rater, --item, --value, --occasion and --repetition."


@dataclass(frozen=True)
class Rating:
    """One rating: of a subject, by a rater, of an item; `occasion` and `repetition` are empty where there is one.

    `clip_sha256` says which clip the subject is, where that is known.
    """

    subject: str
    rater: str
    item: str
    value: str
    occasion: str = ""
    repetition: str = ""
    clip_sha256: str = ""


@dataclass(frozen=True)
class RatingTable:
    """The ratings of a table, and what somebody should know of how it was read."""

    ratings: list[Rating]
    notices: tuple[Notice, ...] = ()

    @property
    def contents(self) -> dict[str, str]:
        """The digest of the clip that a subject is, where that is known."""
        return {rating.subject: rating.clip_sha256 for rating in self.ratings if rating.clip_sha256}


def read(path: Path, names: Mapping[str, str] | None = None) -> list[Rating]:
    """Return the ratings of a CSV file; `names` says which column is which where it is not called so.

    Raises Problem if the file is no such table.
    """
    return read_table(path, names).ratings


def read_table(path: Path, names: Mapping[str, str] | None = None, raters: Sequence[str] = ()) -> RatingTable:
    """Read a table of ratings in any of its three layouts.

    Parameters
    ----------
    path : Path
        A CSV file, or a folder with results or a library of clients: what coaches ticked of these recordings.
    names : mapping of str to str
        Which column is which part of a rating, where it is not called so.
    raters : sequence of str
        The raters that count: columns of a wide table, values of the column `rater` of another one. All, if empty.

    Returns
    -------
    RatingTable

    Raises
    ------
    Problem
        Where the file is no such table, or has no such rater.
    """
    rows = _of_recordings(path) if path.is_dir() else table(path)
    held = _columns(columns(rows), names or {})
    if "subject" not in held and not {"rater", "value"} <= set(held) and not columns(rows)[0]:
        held["subject"] = ""  # the names of rows, as R and pandas write them
    if "subject" not in held:
        sentence = f"{path} has no column for the subjects; its columns are {', '.join(columns(rows))}. {AGAIN}"
        raise Problem("table_columns", sentence)
    rows, totals = without_totals(rows, held["subject"])
    long, about = _long(rows, held, raters)
    known, missing = without_missing(long)
    if known.empty:
        raise Problem("table_empty", f"{path} holds no ratings: a header and rows with values were expected.")
    known = _one_spelling(known)
    _check(known, str(path))
    ratings = [Rating(*row) for row in known[[field.name for field in fields(Rating)]].itertuples(index=False)]
    silent = [Notice("{rater} gave no rating, and is left out.", rater=who) for who in _silent(long, known)]
    return RatingTable(ratings, (*totals, *about, *missing, *silent))


def _of_recordings(folder: Path) -> pd.DataFrame:
    """Return what coaches ticked of the recordings below a folder. Raises Problem if nothing was."""
    import pandas as pd

    files = [file for depth in ("", "*/", "*/*/") for file in sorted(folder.glob(f"{depth}{FILE}")) if is_own(file)]
    if not files:
        sentence = f"Ratings were expected in {folder}: a {FILE} in the folder of a recording. There is none."
        raise Problem("table_empty", f"{sentence} Tick what you saw in a report in the app, or name a CSV file.")
    return pd.concat([table(file)[list(COLUMNS[:4])] for file in files])


def written(ratings: Iterable[Rating]) -> str:
    """Return ratings as a tidy table, which `read` reads."""
    rows = list(ratings)
    names = (*PARTS, CONTENT) if any(rating.clip_sha256 for rating in rows) else PARTS
    text = io.StringIO()
    lines = Writer(text)
    lines.row(names)
    lines.rows([getattr(rating, part) for part in names] for rating in rows)
    return text.getvalue()


def is_table(path: Path) -> bool:
    """Return whether a file is a table that `written` made: its first line says so."""
    try:
        with path.open(encoding="utf-8", errors="replace") as text:
            return text.readline().strip() in (",".join(PARTS), ",".join((*PARTS, CONTENT)))
    except OSError:
        return False


def _columns(header: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    """Return which column holds which part of a rating."""
    given = {name.casefold(): name for name in header}
    found = {}
    for part in PARTS:
        if part in names:
            if names[part].casefold() not in given:
                sentence = f"There is no column {names[part]!r}; the columns are {', '.join(given.values())}."
                raise Problem("table_columns", sentence)
            found[part] = given[names[part].casefold()]
        elif known := [given[name] for name in (part, *ALSO[part]) if name in given]:
            found[part] = known[0]
    return found | ({CONTENT: given[CONTENT]} if CONTENT in given else {})


def _long(rows: pd.DataFrame, held: Mapping[str, str], raters: Sequence[str]) -> tuple[pd.DataFrame, list[Notice]]:
    """Return a row for each field that may hold a rating, with all parts of a rating as columns; and notices."""
    others = [name for name in columns(rows) if name and name not in held.values()]
    if "rater" not in held:
        long, notices = _melted(rows, held, _wide_raters(others, raters), "rater")
    elif "value" in held:
        long, notices = rows[list(held.values())].set_axis(list(held), axis="columns"), []
    elif "item" in held and len(others) == 1:
        return _long(rows, {**held, "value": others[0]}, raters)
    else:
        long, notices = _melted(rows, held, others, "item")
    blank = {field.name: "" for field in fields(Rating)} | {"item": ONLY}
    long = long.assign(**{part: text for part, text in blank.items() if part not in long})
    long["item"] = long["item"].where(long["item"] != "", ONLY)
    return (_of_raters(long, raters) if raters and "rater" in held else long), notices


def _melted(
    rows: pd.DataFrame, held: Mapping[str, str], over: Sequence[str], part: str
) -> tuple[pd.DataFrame, list[Notice]]:
    """Return a row for each field of some columns, whose names become a part of a rating.

    Columns that say something of the subjects, such as their age, are left out where two others remain.
    """
    about = [name for name in over if is_about_people(name) or is_total(name)]
    kept = [name for name in over if name not in about]
    if len(kept) < (2 if part == "rater" else 1):
        kept, about = list(over), []
    parts = {name: column for name, column in held.items() if name not in (part, "value")}
    own = rows[list(parts.values()) + kept].reset_index(drop=True)
    long = own.melt([*parts.values()], kept, part, "value", ignore_index=False).sort_index(kind="stable")
    long = long.rename(columns={column: name for name, column in parts.items()}).astype(object)
    return long, [_about(name, part) for name in about]


def _about(name: str, part: str) -> Notice:
    taken = Text("the sum of others" if is_total(name) else "a fact about the subjects")
    own = Text("a rater" if part == "rater" else "an item")
    sentence = "The column {name} was taken for {taken}, and not for {own}: left out. If it holds ratings, call it "
    return Notice(sentence + "otherwise.", NAME_RATERS if part == "rater" else "", name=name, taken=taken, own=own)


def _wide_raters(others: Sequence[str], raters: Sequence[str]) -> list[str]:
    """Return the columns of raters in a wide table: all that are no part of a rating, or those that were named.

    Named ones are spelled as the file does. Raises Problem if one is not there.
    """
    if not raters:
        return list(others)
    given = {name.casefold(): name for name in others}
    if unknown := [name for name in raters if name.casefold() not in given]:
        sentence = f"There is no column of a rater {unknown[0]!r}; the columns are {', '.join(others)}."
        raise Problem("table_columns", sentence)
    return [given[name.casefold()] for name in raters]


def _of_raters(long: pd.DataFrame, raters: Sequence[str]) -> pd.DataFrame:
    """Return the rows of some raters. Raises Problem if one has none."""
    wanted, there = {name.casefold() for name in raters}, long["rater"].str.casefold()
    if unknown := [name for name in raters if name.casefold() not in set(there)]:
        sentence = f"There is no rater {unknown[0]!r}; the raters are {', '.join(dict.fromkeys(long['rater']))}."
        raise Problem("table_columns", sentence)
    return long[there.isin(wanted)]


def _silent(long: pd.DataFrame, known: pd.DataFrame) -> list[str]:
    """Return the raters who are in a table and gave no rating."""
    gave = set(known["rater"].str.casefold())
    return [who for who in dict.fromkeys(long["rater"]) if who and who.casefold() not in gave]


def _one_spelling(known: pd.DataFrame) -> pd.DataFrame:
    """Return the same ratings; names that differ in capitals alone are one, spelled as it was first."""
    return known.apply(lambda names: names.groupby(names.str.casefold(), sort=False).transform("first"))


def _check(known: pd.DataFrame, where: str) -> None:
    """Raise Problem if a rating is nobody's, or somebody rated the same thing twice at once."""
    nobodys = known[(known["subject"] == "") | (known["rater"] == "")]
    if len(nobodys):
        one = nobodys.iloc[0]
        sentence = f"{where} has a rating, {one['value']!r}, that has no {'rater' if one['subject'] else 'subject'}."
        raise Problem("table_columns", f"{sentence} Say whose it is, or remove the row.")
    twice = known[known.duplicated([part for part in PARTS if part != "value"])]
    if len(twice):
        one = twice.iloc[0]
        sentence = f"{where} has two ratings of {one['subject']} by {one['rater']} ({one['item']}). Say which is which"
        sentence += " in a column named occasion or repetition, or remove one."
        raise Problem("table_twice", sentence)
