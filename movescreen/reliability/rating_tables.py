"""Tables of ratings: who said what of whom. Tidy ones have a row for each rating, wide ones a column for each rater."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from movescreen.errors import Problem
from movescreen.records.csv_cells import Writer
from movescreen.reliability.csv_dialect import table

PARTS = ("subject", "rater", "item", "value", "occasion", "repetition")
ALSO = {
    "subject": ("clip", "participant", "person", "target", "id"),
    "rater": ("judge", "observer", "coder"),
    "item": ("finding",),
    "value": ("rating", "score"),
    "occasion": ("session", "time"),
    "repetition": ("rep", "trial"),
}
ONLY = "rating"  # the item of a table that names none
NOT_GIVEN = {"", "na", "n/a", "#n/a", "<na>", "nan", "null", "."}  # fields that stand for no rating
AGAIN = "Name columns with --subject, --rater, --item, --value, --occasion and --repetition."


@dataclass(frozen=True)
class Rating:
    """One rating: of a subject, by a rater, of an item; `occasion` and `repetition` are empty where there is one."""

    subject: str
    rater: str
    item: str
    value: str
    occasion: str = ""
    repetition: str = ""


def read(path: Path, names: Mapping[str, str] | None = None) -> list[Rating]:
    """The ratings of a CSV file; `names` says which column is which where it is not called so.

    Raises Problem where the file is no such table.
    """
    header, rows = table(path)
    columns = _columns(header, names or {})
    tidy = {"rater", "value"} <= set(columns)
    if not tidy and "subject" not in columns and not header[0]:
        columns["subject"] = ""  # the names of rows, as R and pandas write them
    if "subject" not in columns:
        sentence = f"{path} has no column for the subjects; its columns are {', '.join(header)}. {AGAIN}"
        raise Problem("table_columns", sentence)
    ratings = list(_tidy(rows, columns) if tidy else _wide(rows, columns, header))
    if not ratings:
        raise Problem("table_empty", f"{path} holds no ratings: a header and rows with values were expected.")
    return checked(_one_spelling(ratings), str(path))


def written(ratings: Iterable[Rating]) -> str:
    """Ratings as a tidy table, which `read` reads."""
    text = io.StringIO()
    rows = Writer(text)
    rows.row(PARTS)
    rows.rows([getattr(rating, part) for part in PARTS] for rating in ratings)
    return text.getvalue()


def is_table(path: Path) -> bool:
    """Return whether a file is a table that `written` made: its first line says so."""
    try:
        with path.open(encoding="utf-8", errors="replace") as text:
            return text.readline().strip() == ",".join(PARTS)
    except OSError:
        return False


def checked(ratings: list[Rating], where: str) -> list[Rating]:
    """The same ratings. Raises Problem where one is nobody's, or somebody rated the same thing twice at once."""
    seen: set[tuple[str, ...]] = set()
    for r in ratings:
        if not (r.subject and r.rater):
            sentence = f"{where} has a rating, {r.value!r}, that has no {'rater' if r.subject else 'subject'}."
            raise Problem("table_columns", f"{sentence} Say whose it is, or remove the row.")
        key = (r.subject, r.rater, r.item, r.occasion, r.repetition)
        if key in seen:
            sentence = f"{where} has two ratings of {r.subject} by {r.rater} ({r.item}). Say which is which in a column"
            raise Problem("table_twice", f"{sentence} named occasion or repetition, or remove one.")
        seen.add(key)
    return ratings


def _one_spelling(ratings: Iterable[Rating]) -> list[Rating]:
    """The same ratings; names that differ in capitals alone are one, spelled as it was first."""
    first: dict[tuple[str, str], str] = {}

    def spelled(part: str, name: str) -> str:
        return first.setdefault((part, name.casefold()), name)

    return [Rating(**{part: spelled(part, name) for part, name in vars(rating).items()}) for rating in ratings]


def _columns(header: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    """Which column holds which part of a rating."""
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
    return found


def _tidy(rows: Iterable[Mapping[str, str]], columns: Mapping[str, str]) -> Iterator[Rating]:
    for row in rows:
        parts = {part: row[column] for part, column in columns.items()}
        if parts["value"].casefold() not in NOT_GIVEN:
            yield Rating(**(parts | {"item": parts.get("item") or ONLY}))


def _wide(rows: Iterable[Mapping[str, str]], columns: Mapping[str, str], header: Iterable[str]) -> Iterator[Rating]:
    """Every column that is no part of a rating is a rater's."""
    parts = {part: column for part, column in columns.items() if part not in ("rater", "value")}
    raters = [name for name in header if name and name not in parts.values()]
    for row in rows:
        own = {"item": ONLY} | {part: row[column] for part, column in parts.items()}
        for rater in raters:
            if row[rater].casefold() not in NOT_GIVEN:
                yield Rating(rater=rater, value=row[rater], **own)
