"""Cells of our CSV tables: a spreadsheet that opens one runs nothing, and we read every text as it was.

Spreadsheets take a cell that begins with one of `FORMULA` for a formula, which may start programs or send the table
away. Such a text gets an apostrophe in front, and so does one that begins with apostrophes before such a character:
what `shown` does, `read` undoes. Numbers stay as they are, also where they are text.

References: OWASP, CSV Injection.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    import pandas as pd

FORMULA = "=+\\-@\t\r\n"  # as a class of a regular expression
TO_MARK = re.compile(rf"'*[{FORMULA}]")
MARKED = re.compile(rf"'+[{FORMULA}]")
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")


def shown(value: Any) -> Any:
    """Return a cell's value for writing: text that a spreadsheet might take for a formula is quoted."""
    if not isinstance(value, str) or not TO_MARK.match(value) or NUMBER.fullmatch(value):
        return value
    return f"'{value}"


def read(text: str) -> str:
    """Return the text that `shown` made this cell of."""
    return text[1:] if MARKED.match(text) else text


class Writer:
    """Writes rows of cells to a file that is open for text."""

    def __init__(self, file: TextIO) -> None:
        self._rows = csv.writer(file, lineterminator="\n")

    def row(self, cells: Iterable[Any]) -> None:
        """Write one row."""
        self._rows.writerow([shown(cell) for cell in cells])

    def rows(self, rows: Iterable[Iterable[Any]]) -> None:
        """Write one row after the other."""
        for row in rows:
            self.row(row)


def write(file: TextIO, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a table as CSV; a missing cell is empty.

    Parameters
    ----------
    file : TextIO
        Open for writing, with newline="".
    columns : sequence of str
        The header.
    rows : iterable of mapping
        Cells by column.

    Raises
    ------
    ValueError
        A row has a cell that no column has.
    """
    table = Writer(file)
    table.row(columns)
    for row in rows:
        if unknown := row.keys() - set(columns):
            raise ValueError(f"cells of no column: {', '.join(sorted(unknown))}")
        table.row(row.get(name, "") for name in columns)


class Rows:
    """Rows of cells from lines of text, every text as it was; options are those of `csv.reader`."""

    def __init__(self, lines: Iterable[str], **options: Any) -> None:
        self._rows = csv.reader(lines, **options)

    @property
    def line_num(self) -> int:
        """The number of the last line that was read."""
        return self._rows.line_num

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        return [read(cell) for cell in next(self._rows)]


class Table(csv.DictReader):
    """The same by column, as `csv.DictReader` gives them."""

    def __init__(self, lines: Iterable[str], **options: Any) -> None:
        super().__init__(())
        self.reader = Rows(lines, **options)  # type: ignore[assignment]


def header(table: Path) -> list[str]:
    """Return the names of a table's columns; none where it is no table."""
    try:
        with table.open(encoding="utf-8", newline="", errors="replace") as text:
            return [*(Table(text).fieldnames or ())]
    except (OSError, csv.Error):
        return []


def read_frame(table: Path) -> pd.DataFrame:
    """Read a table of ours as texts.

    Parameters
    ----------
    table : Path
        A CSV file.

    Returns
    -------
    DataFrame of str
        An empty cell is an empty text.
    """
    import pandas as pd

    return pd.read_csv(table, dtype=str, keep_default_na=False).map(read)


def write_frame(frame: pd.DataFrame, to: Path | None = None) -> str:
    """Write a DataFrame as CSV.

    Parameters
    ----------
    frame : DataFrame
        Texts are written as `shown` gives them.
    to : Path, optional
        File to write.

    Returns
    -------
    str
        The text, or "" if it went to a file.
    """
    texts = frame.map(shown)
    return str(texts.to_csv(to, index=False, lineterminator="\n") or "")
