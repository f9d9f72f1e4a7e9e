"""Tables of frames and of repetitions, tidy (a row a value) and wide (a row a frame or a repetition)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from movescreen.errors import require_extra
from movescreen.measures.registry import MEASURES
from movescreen.output.export import Stored, Writer, with_suffix_word
from movescreen.records import csv_cells
from movescreen.records.columns import NUMBER, TEXT, WHOLE
from movescreen.records.frames import BEFORE
from movescreen.records.record import Reading, Record, Repetition
from movescreen.screens import screens

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]  # a value by the name of its column
TIDY_FRAMES = (*BEFORE, "measure", "side", "unit", "value")


def frames_wide(record: Record) -> Iterator[Row]:
    """Yield a row a frame: a column for each measure and side, and one for each finding's state."""
    frames = record.frames
    for about, values, states in zip(_moments(record), frames.values.tolist(), frames.states.tolist(), strict=True):
        measured, judged = zip(frames.columns, values, strict=True), zip(frames.findings, states, strict=True)
        yield about | dict(measured) | dict(judged)


def frames_tidy(record: Record) -> Iterator[Row]:
    """Yield a row for each frame, measure and side."""
    columns = [(m.name, side, m.unit) for m, side in screens()[record.screen].columns]
    for about, values in zip(_moments(record), record.frames.values.tolist(), strict=True):
        for names, value in zip(columns, values, strict=True):
            yield about | dict(zip(TIDY_FRAMES[len(BEFORE) :], (*names, value), strict=True))


def _moments(record: Record) -> Iterator[Row]:
    """Return the columns of a frame that come before its values."""
    frames = record.frames
    moments = zip(frames.time.tolist(), frames.phase.tolist(), frames.rep.tolist(), strict=True)
    return (dict(zip(BEFORE, (number, *moment), strict=True)) for number, moment in enumerate(moments))


def reps_wide(record: Record) -> Iterator[Row]:
    """Yield a row for each repetition: times, depth, measures with uncertainty, and states of findings."""
    for rep in record.repetitions:
        row: Row = {"rep": rep.number, "set": rep.set, "support": rep.support, **_times(rep), "depth": rep.depth}
        row |= {f"tempo_{phase.phase}_s": phase.seconds for phase in rep.tempo}
        yield row | {name: value for reading in rep.readings for name, value in _cells(reading)}


def _cells(reading: Reading) -> Iterator[tuple[str, Any]]:
    """Yield the columns that a reading has in a wide table; a direction is in the sign of its value."""
    measure = MEASURES[reading.measure]
    side = reading.side if measure.sided else ""
    if side or not measure.sided:
        column = measure.column(side)
        yield from ((column, reading.value), (f"{column}_uncertainty", reading.uncertainty))
    if reading.finding:
        yield "_".join(filter(None, (reading.finding, side))), reading.state


def reps_tidy(record: Record) -> Iterator[Row]:
    """Yield a row for each repetition, measure, side and finding, as `reps.csv` has them."""
    for rep in record.repetitions:
        for reading in rep.readings:
            yield {"rep": rep.number, **_times(rep), **vars(reading)}


def _times(rep: Repetition) -> Row:
    return {"start_s": rep.start_s, "bottom_s": rep.bottom_s, "end_s": rep.end_s}


SHAPES = {"frames_tidy": frames_tidy, "frames_wide": frames_wide, "reps_tidy": reps_tidy, "reps_wide": reps_wide}


def _columns(rows: list[Row]) -> dict[str, list[Any]]:
    """Return the same by column, in the order in which columns first come; None where a row has no value."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [_known(row.get(name)) for row in rows] for name in names}


def _known(value: Any) -> Any:
    """Return a value, None for NaN and for a text that is empty."""
    return None if value == "" or (isinstance(value, float) and math.isnan(value)) else value


def _frame(rows: Iterator[Row]) -> pd.DataFrame:
    """Return rows as a DataFrame: text, whole numbers and numbers, each with missing values."""
    import pandas as pd

    columns = _columns(list(rows))
    return pd.DataFrame({name: pd.Series(values, dtype=_kind(values)) for name, values in columns.items()})


def _kind(values: list[Any]) -> str:
    """Return what a column holds; one without any value is still one of numbers."""
    kinds = {type(value) for value in values if value is not None}
    return TEXT if str in kinds else WHOLE if kinds == {int} else NUMBER


def write_csv(result: Stored, path: Path) -> list[Path]:
    """Write four tables, and one of what a coach ticked where that was done; an empty field is not seen."""
    return [_csv(with_suffix_word(path, name), table) for name, table in _tables(result)]


def _tables(result: Stored) -> Iterator[tuple[str, pd.DataFrame]]:
    yield from ((name, _frame(shape(result.record))) for name, shape in SHAPES.items())
    if result.own:
        yield "ratings", _frame(asdict(one) for one in result.own)


def _csv(path: Path, table: pd.DataFrame) -> Path:
    csv_cells.write_frame(table, path)
    return path


def write_parquet(result: Stored, path: Path) -> list[Path]:
    """Write the same, typed and packed; null is not seen."""
    return [_parquet(with_suffix_word(path, name), table) for name, table in _tables(result)]


def _parquet(path: Path, table: pd.DataFrame) -> Path:
    """Write a table as Parquet. Raises Problem if what writes it is not installed."""
    require_extra("parquet", "Parquet")
    table.to_parquet(path, index=False)
    return path


def parquet_columns(path: Path) -> list[str]:
    """Return the names of the columns of a Parquet file; none where it is no such file."""
    from pyarrow import ArrowException
    from pyarrow import parquet as pq

    try:
        return list(pq.read_schema(path).names)
    except (OSError, ArrowException):
        return []


WRITERS: dict[str, Writer] = {"csv": write_csv, "parquet": write_parquet}
