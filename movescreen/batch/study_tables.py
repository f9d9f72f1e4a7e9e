"""Write the tables of a study: repetitions, findings, readings and side differences of all clips, in long format.

CSV is written without pandas, so that a single clip need not wait for it to load. Parquet needs pandas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path
from typing import Any

from movescreen.batch.task import OK
from movescreen.errors import Problem, require_extra
from movescreen.output.export.tables import parquet_columns
from movescreen.records import stored_json
from movescreen.records.arrivals import arriving_file
from movescreen.records.columns import COPY
from movescreen.records.columns import READINGS as READING_COLUMNS
from movescreen.records.csv_cells import Table
from movescreen.records.data_frames import read_typed, reading_rows
from movescreen.records.record import (
    OTHER_THINGS,
    REP_COLUMNS,
    REPS,
    WHOLE,
    SetFinding,
    SideDifference,
    as_written,
    cell,
)
from movescreen.records.results_folder import (
    DIFFERENCES,
    FINDINGS,
    READINGS,
    REPETITIONS,
    Results,
    unwritten,
    write_table,
)

CLIP_COLUMNS = ("clip", "screen", "view")  # and the labels that the user gave, between the first and the second
FINDING_COLUMNS = tuple(field.name for field in fields(SetFinding))
DIFFERENCE_COLUMNS = tuple(field.name for field in fields(SideDifference))
OF_ROWS = (REP_COLUMNS, FINDING_COLUMNS, READING_COLUMNS, (COPY,), DIFFERENCE_COLUMNS)
COLUMNS = tuple(dict.fromkeys(chain(CLIP_COLUMNS, *OF_ROWS)))  # of all tables, each once

Row = dict[str, Any]


def write_study(results: Results, packed: bool = False) -> None:
    """Write the tables of all measured clips as CSV, and if `packed` as Parquet too.

    Raises Problem if Parquet is not installed, a record cannot be read, or the folder cannot be written to.
    """
    copies = copied(results.rows)
    clips = [about(results, row, copies) for row in results.rows if row["status"] == OK]
    tables: dict[str, tuple[tuple[str, ...], Callable[[ClipTables], Iterable[Row]]]] = {
        REPETITIONS: (REP_COLUMNS, measure_rows),
        FINDINGS: (FINDING_COLUMNS, lambda clip: rounded(clip.record["findings"], FINDING_COLUMNS)),
        READINGS: ((*READING_COLUMNS, COPY), clip_reading_rows),
        DIFFERENCES: (DIFFERENCE_COLUMNS, lambda clip: rounded(clip.record.get("sides", ()), DIFFERENCE_COLUMNS)),
    }
    for name, (columns, rows) in tables.items():
        table = results.folder / name
        names = (CLIP_COLUMNS[0], *results.labels, *CLIP_COLUMNS[1:], *columns)
        write_table(table, names, (clip.row | row for clip in clips for row in rows(clip)))
        if packed:
            write_packed(table)


def copied(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the clips whose content an earlier one of the rows has, with that one."""
    first: dict[str, str] = {}
    found = {}
    for row in rows:
        of = first.setdefault(row.get("clip_sha256") or row["clip"], row["clip"])
        if of != row["clip"]:
            found[row["clip"]] = of
    return found


@dataclass(frozen=True)
class ClipTables:
    """A clip's folder, what is in each of its rows, its record, and the clip that it is a copy of, if any."""

    folder: Path
    row: Row
    record: dict[str, Any]
    copy_of: str


def about(results: Results, row: Mapping[str, str], copies: Mapping[str, str]) -> ClipTables:
    """Read what the study's tables need of a clip.

    Parameters
    ----------
    results : Results
        The folder of results.
    row : mapping
        The clip's row in `clips.csv`.
    copies : mapping of str to str
        Clips with the same content.

    Returns
    -------
    ClipTables
        The parts of its record.

    Raises
    ------
    Problem
        The record cannot be read any more.
    """
    folder = results.folder / row["clip"]
    try:
        record = stored_json.read(folder / WHOLE)
        said = {key: row[key] for key in (CLIP_COLUMNS[0], *results.labels, "view")}
        known = {key: record[key] for key in ("findings", "sides", "quality")}
        known["repetitions"] = record["repetitions"]
        return ClipTables(folder, said | {"screen": record["screen"]}, known, copies.get(row["clip"], ""))
    except (OSError, *OTHER_THINGS) as error:
        sentence = f"The record of {folder.name} cannot be read any more ({error}). Analyse its clip again."
        raise Problem("record_unreadable", sentence) from error


def measure_rows(clip: ClipTables) -> Iterator[Row]:
    """Yield a row for each measure of each repetition of a clip, as its own `reps.csv` has them."""
    with (clip.folder / REPS).open(encoding="utf-8", newline="") as text:
        yield from Table(text)


def clip_reading_rows(clip: ClipTables) -> Iterator[Row]:
    """Yield a row for each repetition, measure and side of a clip: each reading once, whichever findings use it."""
    with as_written(clip.folder / WHOLE):
        rows = [{name: cell(value) for name, value in row.items()} for row in reading_rows(clip.record)]
    yield from (row | {COPY: clip.copy_of} for row in rows)


def rounded(rows: Iterable[Mapping[str, Any]], names: Iterable[str]) -> Iterator[Row]:
    """Yield the same rows as a table shows them."""
    for row in rows:
        yield {name: cell(row[name]) for name in names}


def write_packed(table: Path) -> None:
    """Write a table as Parquet, with numbers as numbers and null for what is missing.

    Parameters
    ----------
    table : Path
        The CSV file. The Parquet file has the same path but for its ending.

    Raises
    ------
    Problem
        The extra is not installed, or the folder takes no more.
    """
    require_extra("parquet", "Parquet")
    packed = table.with_suffix(".parquet")
    try:
        with arriving_file(packed, lambda there: CLIP_COLUMNS[0] in parquet_columns(there)) as part:
            read_typed(table).to_parquet(part, index=False)
    except OSError as error:
        raise unwritten(packed.name, packed.parent, error) from error
