"""Tables as people save them: in which encoding, with what between the fields, and how numbers are written."""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

from movescreen.errors import Problem
from movescreen.records.csv_cells import Rows

BETWEEN = ",;\t|"
SAID = re.compile(r"\s*sep=(.)\r?\n", re.IGNORECASE)  # what a spreadsheet writes above a table, to name what is between
NUMBER = re.compile(r"[-+]?\d*,\d+")

Row = dict[str, str]


def table(path: Path) -> tuple[list[str], list[Row]]:
    """The header of a file with commas, semicolons, tabs or bars between its fields, and its rows by column.

    Raises Problem where the file is no such table.
    """
    rows, between = _split(path, _text(path))
    if not rows:
        raise Problem("table_empty", f"{path} is empty: a header and rows with ratings were expected.")
    header, body = rows[0], rows[1:]
    if again := [name for name in header if name and header.count(name) > 1]:
        raise Problem("table_columns", f"{path} has two columns named {again[0]!r}. Give each a name of its own.")
    for row in body:
        if any(row[len(header) :]):
            raise Problem("table_columns", _too_long(path, row, header))
    numbers = [[_number(field, between) for field in row] for row in body]
    return header, [dict(zip(header, row + [""] * len(header), strict=False)) for row in numbers]


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Problem("table_unreadable", f"{path} cannot be read ({error.strerror}). Name a CSV file.") from error
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise Problem("table_unreadable", f"{path} is no text in UTF-8. Save the table as CSV, UTF-8.")
    return text


def _split(path: Path, text: str) -> tuple[list[list[str]], str]:
    """The rows that hold anything, as fields without blanks about them; and what stood between these."""
    said = SAID.match(text)
    body = text[said.end() :] if said else text
    first = next((line for line in body.splitlines() if line.strip(f" {BETWEEN}")), "")
    between = said[1] if said else max(BETWEEN, key=first.count)
    reader = Rows(io.StringIO(body, newline=""), delimiter=between, skipinitialspace=True)
    try:
        rows = [[" ".join(field.split()) for field in row] for row in reader]
    except csv.Error as error:
        raise Problem("table_unreadable", f"{path} is no table of fields ({error}). Save it as CSV, UTF-8.") from error
    return [row for row in rows if any(row)], between


def _number(field: str, between: str) -> str:
    """A number as it is written elsewhere, with a decimal comma or a long minus, as Python reads it."""
    number = field.replace("\N{MINUS SIGN}", "-")
    if not NUMBER.fullmatch(number):
        return number if number[1:2].isdigit() else field
    thousands = between == "," and len(number.rpartition(",")[2]) == 3
    return field if thousands else number.replace(",", ".")


def _too_long(path: Path, row: list[str], header: list[str]) -> str:
    sentence = f"{path} has a row of {len(row)} fields under a header of {len(header)}: {', '.join(row)}."
    return f"{sentence} Where numbers have decimal commas, put semicolons between fields."
