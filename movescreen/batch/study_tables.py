"""The tables of a study: every repetition and every finding of all clips, long, a row each, as statistics want them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from movescreen.arrivals import arriving_file
from movescreen.batch.task import OK
from movescreen.errors import Problem
from movescreen.output.export.tables import parquet, parquet_columns
from movescreen.records import stored_json
from movescreen.records.csv_cells import Table
from movescreen.records.record import OTHER_THINGS, REP_COLUMNS, REPS, WHOLE, SetFinding, as_written, cell
from movescreen.records.results_folder import FINDINGS, REPETITIONS, Results, unwritten, write_table

CLIP = ("clip", "screen", "view")  # and the labels that the user gave, between the first and the second
SET = tuple(field.name for field in fields(SetFinding))
COLUMNS = tuple(dict.fromkeys((*CLIP, *REP_COLUMNS, *SET)))
NUMBERS = {"start_s": float, "bottom_s": float, "end_s": float, "value": float, "uncertainty": float, "line": float,
           "rep": int, "reps_observed": int, "reps_measured": int}  # fmt: skip

Row = dict[str, Any]


def write_study(results: Results, packed: bool = False) -> None:
    """Write `repetitions.csv` and `findings.csv` of all clips that were measured, and beside them Parquet if `packed`.

    Raises Problem where that is not installed, or the folder takes no more.
    """
    clips = [about(results, row) for row in results.rows if row["status"] == OK]
    for name, columns, rows in ((REPETITIONS, REP_COLUMNS, repetitions), (FINDINGS, SET, findings)):
        table = results.folder / name
        names = (CLIP[0], *results.labels, *CLIP[1:], *columns)
        write_table(table, names, (clip.row | row for clip in clips for row in rows(clip)))
        if packed:
            write_packed(table)


@dataclass(frozen=True)
class ClipTables:
    """A clip's folder, what is in each of its rows, and its findings."""

    folder: Path
    row: Row
    findings: list[Row]


def about(results: Results, row: Row) -> ClipTables:
    """What the tables need of a clip. Raises Problem where its record is not there any more."""
    folder = results.folder / row["clip"]
    try:
        record = stored_json.read(folder / WHOLE)
        said = {key: row[key] for key in (CLIP[0], *results.labels, "view")}
        return ClipTables(folder, said | {"screen": record["screen"]}, record["findings"])
    except (OSError, *OTHER_THINGS) as error:
        sentence = f"The record of {folder.name} cannot be read any more ({error}). Analyse its clip again."
        raise Problem("record_unreadable", sentence) from error


def repetitions(clip: ClipTables) -> Iterator[Row]:
    """A row for each measure of each repetition of a clip, as its own `reps.csv` has them."""
    with (clip.folder / REPS).open(encoding="utf-8", newline="") as text:
        yield from Table(text)


def findings(clip: ClipTables) -> Iterator[Row]:
    """A row for each finding of a clip."""
    with as_written(clip.folder / WHOLE):
        rows = [{key: cell(finding[key]) for key in SET} for finding in clip.findings]
    yield from rows


def write_packed(table: Path) -> None:
    """The same table as Parquet, its numbers as numbers; null is what is not known."""
    with table.open(encoding="utf-8", newline="") as text:
        reader = Table(text)
        names, rows = list(reader.fieldnames or ()), list(reader)
    packed = table.with_suffix(".parquet")
    try:
        with arriving_file(packed, lambda there: CLIP[0] in parquet_columns(there)) as part:
            parquet(part, {name: column(name, (row[name] for row in rows)) for name in names})
    except OSError as error:
        raise unwritten(packed.name, packed.parent, error) from error


def column(name: str, cells: Iterable[str]) -> list[Any]:
    """A column's texts as what they stand for."""
    kind = NUMBERS.get(name)
    return [kind(cell) if cell else None for cell in cells] if kind else list(cells)
