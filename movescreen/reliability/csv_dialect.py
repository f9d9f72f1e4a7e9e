"""Tables as people save them: in which encoding, with what between the fields, and how numbers are written."""

from __future__ import annotations

import codecs
import csv
import io
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.errors import Problem
from movescreen.records.csv_cells import Rows, read

if TYPE_CHECKING:
    import pandas as pd

BETWEEN = ",;\t|"
SAID = re.compile(r"\s*sep=(.)\r?\n", re.IGNORECASE)  # what a spreadsheet writes above a table, to name what is between
NUMBER = re.compile(r"[-+]?\d*,\d+")
ENCODINGS = ("utf-8-sig", "cp1252")  # the second is what spreadsheets of western Europe save where not asked for UTF-8
NO_TEXT = re.compile("[\0-\x08\x0e-\x1f]")  # control characters, which a picture or a spreadsheet's own file has
LONGEST_FIELD = 100_000  # letters; more is no field but a quote that was never closed
ROW = "row"  # the name of the index: the line of a row that has no line breaks in its fields, the header's being 1


def table(path: Path, exact: bool = False) -> pd.DataFrame:
    """Read a file with commas, semicolons, tabs or bars between its fields, in whichever encoding it was saved.

    Parameters
    ----------
    path : Path
    exact : bool
        Whether fields stay as they are but for blanks about them, as names of files have to. Otherwise several blanks
        become one, and numbers get a decimal point.

    Returns
    -------
    DataFrame
        Fields as text, "" if there is none, without blanks about them; numbers with a decimal point. Rows
        without any field are left out. The columns are in the order and spelling of the file.

    Raises
    ------
    Problem
        Where the file is no such table.
    """
    fields, between = _split(path, _text(path), exact)
    if fields.empty:
        raise Problem("table_empty", f"{path} is empty: a header and rows with values were expected.")
    header = fields.iloc[0].tolist()
    while header and not header[-1] and len(header) > 1:
        header.pop()
    if again := [name for name in header if name and header.count(name) > 1]:
        raise Problem("table_columns", f"{path} has two columns named {again[0]!r}. Give each a name of its own.")
    body = fields.iloc[1:]
    _check_width(path, body, header)
    body = body.iloc[:, : len(header)].set_axis(header, axis="columns")
    return (body if exact else body.map(cache(lambda field: _number(field, between)))).rename_axis(ROW)


def columns(read: pd.DataFrame) -> list[str]:
    """Return the names of the columns of a table.

    Parameters
    ----------
    read : DataFrame
        The table.

    Returns
    -------
    list of str
        The names.
    """
    return [str(name) for name in read.columns]


def _text(path: Path) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or the Windows encoding of western Europe."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Problem("table_unreadable", f"{path} cannot be read ({error.strerror}). Name a CSV file.") from error
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not NO_TEXT.search(text):
            return text
    raise Problem("table_unreadable", f"{path} is no text in UTF-8. Save the table as CSV, UTF-8.")


def _split(path: Path, text: str, exact: bool) -> tuple[pd.DataFrame, str]:
    """Return the rows that hold anything, as fields; and what stood between these."""
    import pandas as pd

    said = SAID.match(text)
    body = text[said.end() :] if said else text
    first = next((line for line in body.splitlines() if line.strip(f" {BETWEEN}")), "")
    if not first:
        return pd.DataFrame(), BETWEEN[0]
    between = said[1] if said else max(BETWEEN, key=first.count)
    reader = Rows(io.StringIO(body, newline=""), delimiter=between, skipinitialspace=True)
    try:
        width = max(len(row) for row in reader)
        fields = pd.read_csv(
            io.StringIO(body), sep=between, header=None, names=range(width), index_col=False, dtype=str,
            keep_default_na=False, skip_blank_lines=False, skipinitialspace=True,
        ).fillna("").map(read)  # fmt: skip
    except (csv.Error, ValueError) as error:
        raise Problem("table_unreadable", f"{path} is no table of fields ({error}). Save it as CSV, UTF-8.") from error
    fields = fields.map(str.strip if exact else cache(lambda field: " ".join(field.split())))
    if fields.map(len).max(axis=None) > LONGEST_FIELD:
        why = f"a field has more than {LONGEST_FIELD} letters"
        raise Problem("table_unreadable", f"{path} is no table of fields ({why}). Save it as CSV, UTF-8.")
    fields.index += 1 + bool(said)
    return fields[(fields != "").any(axis=1)], between


def _number(field: str, between: str) -> str:
    """Return a number that has a decimal comma or a long minus as Python reads it, and other fields unchanged."""
    number = field.replace("\N{MINUS SIGN}", "-")
    if not NUMBER.fullmatch(number):
        return number if number[1:2].isdigit() else field
    thousands = between == "," and len(number.rpartition(",")[2]) == 3
    return field if thousands else number.replace(",", ".")


def _check_width(path: Path, body: pd.DataFrame, header: list[str]) -> None:
    """Raise Problem if a row has more fields than the header."""
    long = body[(body.iloc[:, len(header) :] != "").any(axis=1)]
    if len(long):
        row = long.iloc[0].tolist()
        while not row[-1]:
            row.pop()
        sentence = f"{path.name}, line {long.index[0]}, has more fields than there are columns, {len(row)} under"
        sentence += f" a header of {len(header)}: {', '.join(row)}. Put quotes around what has a separator in it."
        raise Problem("table_columns", f"{sentence} Where numbers have decimal commas, put semicolons between fields.")
