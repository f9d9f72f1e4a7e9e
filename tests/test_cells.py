"""Our tables hold no formula for a spreadsheet, and are read as they were written."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from movescreen.library import Library
from movescreen.records import csv_cells
from movescreen.records.results_folder import Results
from movescreen.reliability.rating_tables import Rating, read, written

HOSTILE = ("=HYPERLINK(1)", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@", "-", "-7 degrees")
TEXTS = st.text(st.sampled_from("=+-@\t\r\n'a1. "), max_size=6) | st.text(max_size=8)


def starts_formula(cell: str) -> bool:
    """Whether a spreadsheet might take the cell for more than text or a number."""
    return cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) and not csv_cells.NUMBER.fullmatch(cell)


@given(TEXTS)
@example("'=1")
@example("-5")
@example("'-5")
def test_shown_read(text: str) -> None:
    """What is written is no formula, and is read as it was."""
    assert not starts_formula(csv_cells.shown(text)) and csv_cells.read(csv_cells.shown(text)) == text


@pytest.mark.parametrize("number", [-5, -5.25, 0, None, "-5", "+3.5", "-1e-5", "-.5", "-5,25"])
def test_shown_number(number: object) -> None:
    """A number stays one."""
    assert csv_cells.shown(number) == number


def test_clips_table_formula(tmp_path: Path) -> None:
    """A clip whose name and labels are formulas is safe in `clips.csv`, and is known at the next run."""
    file = tmp_path / "=cmd('x').mp4"
    results = Results(tmp_path / "out")
    results.plan({file: {"subject": "@SUM(A1)", "age": "-5"}})
    raw = (tmp_path / "out" / "clips.csv").read_text(encoding="utf-8")
    assert not any(starts_formula(cell) for row in csv.reader(io.StringIO(raw)) for cell in row) and ",-5," in raw
    again = Results(tmp_path / "out")
    (row,) = again.rows
    assert (row["clip"], row["subject"], row["age"]) == (file.stem, "@SUM(A1)", "-5")
    assert again.place(file) == results.place(file)


@pytest.mark.parametrize("name", HOSTILE)
def test_client_table_formula(name: str, tmp_path: Path) -> None:
    """A client's name and consent are text in the table of an export."""
    library = Library(tmp_path / "library")
    client = library.add(name, f"{name} agreed")
    archive = io.BytesIO()
    library.export(client.id, archive)
    table = ZipFile(archive).read("client.csv").decode()
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert not any(starts_formula(cell) for row in rows for cell in row)
    (row,) = csv_cells.Table(io.StringIO(table, newline=""))
    assert (row["name"], row["consent"]) == (client.name, client.consent)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.isprintable() and text != "-"])  # "-" is no rating
def test_ratings_table_formula(text: str, tmp_path: Path) -> None:
    """Ratings that are exported are text to a spreadsheet, and the same to `agree`."""
    ratings = [Rating(text, f"{text}r", text, text, "1"), Rating(text, "b", text, "-3", "1")]
    table = tmp_path / "ratings.csv"
    table.write_text(written(ratings), encoding="utf-8")
    assert not any(starts_formula(cell) for row in csv.reader(table.open(newline="")) for cell in row)
    assert read(table) == ratings


def test_no_other_writer() -> None:
    """Every table goes through this one place; frames have names and numbers of ours alone."""
    package = Path(csv_cells.__file__).parents[1]
    own = {"csv_cells.py", "frames.py"}
    named = ("csv.writer", "csv.reader", "DictWriter", "DictReader")
    assert [
        f for f in package.rglob("*.py") if f.name not in own and any(n in f.read_text("utf-8") for n in named)
    ] == []
