"""What a coach saw in a recording with their own eyes, kept with its results as a table that `agree` reads."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from movescreen.errors import Problem
from movescreen.records.csv_cells import Table, Writer
from movescreen.records.private_files import private_file

FILE = "ratings.csv"
COLUMNS = ("subject", "rater", "item", "value", "note")
RATER = "coach"


@dataclass(frozen=True)
class OwnRating:
    """A coach's answer to one item, such as `feet_flatten_left`: one of the states, and a note."""

    item: str
    value: str
    note: str = ""


def load_own_ratings(folder: Path) -> list[OwnRating]:
    """Return what the coach ticked of the recording whose results are in a folder; nothing if nothing was.

    Raises
    ------
    Problem
        The file is not as movescreen wrote it.
    """
    file = folder / FILE
    if not file.is_file():
        return []
    try:
        with file.open(encoding="utf-8", newline="") as text:
            return [OwnRating(row["item"], row["value"], row["note"] or "") for row in Table(text)]
    except (OSError, KeyError, ValueError) as error:
        sentence = f"{file} is not as movescreen wrote it. Remove it, and tick once more."
        raise Problem("ratings_unreadable", sentence) from error


def store_own_ratings(ratings: Sequence[OwnRating], folder: Path) -> None:
    """Write what the coach ticked into a folder of results, in the place of what was there.

    Raises
    ------
    Problem
        A file that is not ours has the name.
    OSError
        There is no room; then what was there stays.
    """
    from movescreen.records.arrivals import arriving_file  # every command reads the options of `agree`

    text = io.StringIO()
    table = Writer(text)
    table.row(COLUMNS)
    table.rows((folder.name, RATER, one.item, one.value, one.note) for one in ratings)
    with arriving_file(folder / FILE, is_own) as part:
        private_file(part).write_text(text.getvalue(), encoding="utf-8", errors="backslashreplace")


def is_own(file: Path) -> bool:
    """Return whether a file is such a table: its first line says so."""
    try:
        with file.open(encoding="utf-8", errors="replace") as text:
            return text.readline().strip() == ",".join(COLUMNS)
    except OSError:
        return False
