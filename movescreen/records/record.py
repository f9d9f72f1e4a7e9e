"""The result of a screen as plain data: readings, repetitions, findings of the set and the frames behind them."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

import numpy as np

from movescreen.errors import Problem
from movescreen.records import stored_json
from movescreen.records.arrivals import arriving_file, check_file, is_new
from movescreen.records.columns import READINGS
from movescreen.records.csv_cells import Writer
from movescreen.records.data_frames import data_frame, reading_rows
from movescreen.records.frames import BEFORE, DECIMALS, FrameTable, no_frames, read_frames, write_frames
from movescreen.records.ownership import RECORD, discard, has_record

if TYPE_CHECKING:
    import pandas as pd

FRAMES = "frames.csv"
REPS = "reps.csv"
WHOLE = RECORD
AGAIN = "Analyze the clip again, or name the folder of another record."
# What Python raises on values of another kind, of another size or of no known name.
OTHER_THINGS = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, StopIteration, RecursionError, csv.Error,
)  # fmt: skip
# In the same folder, written by `pose.estimators.replay` and `video.writer`.
POSES = "poses.npz"
VIDEO = "annotated.mp4"


@dataclass(frozen=True)
class Reading:
    """One measure of one side in one repetition, at the moment the screen judges it.

    `finding`, `line` and `state` are empty, NaN and empty where no finding uses the measure; `value` and
    `uncertainty` (1 SD, in `unit`) are NaN where it could not be had, and `reason` then says why.
    """

    finding: str
    measure: str
    side: str
    value: float
    unit: str
    uncertainty: float
    line: float
    state: str
    reason: str


REP_COLUMNS = ("rep", "start_s", "bottom_s", "end_s", *(field.name for field in fields(Reading)))  # of `reps.csv`


@dataclass(frozen=True)
class Duration:
    """The duration of a phase of a repetition, with its uncertainty (1 SD); NaN if there is a `reason`."""

    phase: str
    seconds: float
    uncertainty: float
    reason: str


@dataclass(frozen=True)
class Repetition:
    """One repetition: when it started, turned and ended, seconds; `depth` is its effort, percent of a body length.

    `tempo` has the way out, the extreme and the way back; a record of before there was tempo has none. `set` counts
    from 1; `support` is, of a bridge on one leg, the side of the foot that carries, or both; else empty.
    """

    number: int
    start_s: float
    bottom_s: float
    end_s: float
    depth: float
    readings: tuple[Reading, ...]
    tempo: tuple[Duration, ...] = ()
    set: int = 1
    support: str = ""


@dataclass(frozen=True)
class SetFinding:
    """A finding over all repetitions: the median, and in how many of the measured ones it was observed."""

    finding: str
    side: str
    state: str
    value: float
    unit: str
    uncertainty: float
    reps_observed: int
    reps_measured: int
    reason: str


@dataclass(frozen=True)
class SideDifference:
    """The difference of a measure between the sides, left minus right.

    `left` and `right` are medians over `left_reps` and `right_reps` repetitions, in `unit`. `least` is the smallest
    difference beyond the person's own variation from repetition to repetition (MDC95). `state` says whether this
    difference is within that variation or beyond.
    """

    measure: str
    unit: str
    left: float
    right: float
    left_reps: int
    right_reps: int
    difference: float
    least: float
    state: str


@dataclass(frozen=True)
class Record:
    """The whole result of one clip.

    `quality` states how well the person could be seen, `provenance` the origin of the result. `asked` compares
    prescribed with performed repetitions and holds. `sides` compares left and right of one-legged repetitions.
    """

    screen: str
    view: str
    findings: tuple[SetFinding, ...]
    repetitions: tuple[Repetition, ...]
    frames: FrameTable
    quality: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, Any] = field(default_factory=dict)
    sides: tuple[SideDifference, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the record as JSON holds it, NaN as null; of its frames only their number and their columns."""
        parts = {name: getattr(self, name) for name in ("screen", "view", "quality", "provenance", "asked")}
        parts["findings"] = [_plain(f) for f in self.findings]
        parts["sides"] = [_plain(difference) for difference in self.sides]
        parts["repetitions"] = [
            _plain(r) | {"tempo": [_plain(x) for x in r.tempo], "readings": [_plain(x) for x in r.readings]}
            for r in self.repetitions
        ]
        parts["frames"] = {
            "rows": len(self.frames.time),
            "columns": self.frames.columns,
            "findings": self.frames.findings,
        }
        return _without_nan(parts)

    def findings_frame(self) -> pd.DataFrame:
        """Return the findings of the set as a DataFrame, a row for each finding and side.

        Returns
        -------
        DataFrame
            The fields of `SetFinding`; `attrs` has "units", "screen" and "view".
        """
        return self._about(data_frame(self.as_json()["findings"], [f.name for f in fields(SetFinding)]))

    def readings_frame(self) -> pd.DataFrame:
        """Return the readings as a DataFrame: a row for each repetition, measure and side, each reading once.

        Returns
        -------
        DataFrame
            The columns of `readings.csv` without those of the clip; `attrs` has "units", "screen" and "view".
        """
        return self._about(data_frame(reading_rows(self.as_json()), READINGS))

    def frames_frame(self) -> pd.DataFrame:
        """Return the frames as a DataFrame: a row for each frame, a column for each measure and each finding's state.

        Returns
        -------
        DataFrame
            The columns of `frames.csv`; `attrs` has "units", "screen" and "view".
        """
        return self._about(self.frames.as_frame())

    def _about(self, frame: pd.DataFrame) -> pd.DataFrame:
        frame.attrs |= {"screen": self.screen, "view": self.view}
        return frame


def _plain(item: Reading | Duration | Repetition | SetFinding | SideDifference) -> dict[str, Any]:
    """Convert the values of an item to the kinds that its class declares: 6 becomes 6.0 where a float is meant."""
    return {name: cast(getattr(item, name)) for name, cast in FIELD_CASTS[type(item)]}


def _number(value: Any) -> float:
    return math.nan if value is None else float(value)


CASTS: dict[type, Callable[[Any], Any]] = {float: _number, int: int, str: str}
Made = TypeVar("Made", Reading, Duration, Repetition, SetFinding, SideDifference)


def _casts_of(kind: type) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Return the fields of a class that hold a number or a word, each with what makes one of plain data."""
    kinds = get_type_hints(kind)
    return tuple((f.name, CASTS[kinds[f.name]]) for f in fields(kind) if kinds[f.name] in CASTS)


FIELD_CASTS = {kind: _casts_of(kind) for kind in (Reading, Duration, Repetition, SetFinding, SideDifference)}


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(v) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(v) for v in value]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def save(record: Record, folder: Path) -> None:
    """Write `frames.csv`, `reps.csv` and `record.json` into a folder that exists; where the last is, all are whole.

    Raises Problem if a file of such a name is there and not ours.
    """
    whole = folder / WHOLE
    check_file(whole, lambda there: has_record(there.parent))
    discard(whole)
    with arriving_file(folder / FRAMES, lambda there: _headed(there, BEFORE)) as part:
        write_frames(part, record.frames)
    with (
        arriving_file(folder / REPS, lambda there: _headed(there, REP_COLUMNS)) as part,
        part.open("w", encoding="utf-8", newline="") as file,
    ):
        Writer(file).rows(_reading_rows(record.repetitions))
    text = json.dumps(record.as_json(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    with arriving_file(whole, is_new) as unfinished:
        # A file name that is no proper text reaches JSON as the escape that JSON itself has for it.
        unfinished.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")


def _headed(table: Path, columns: Sequence[str]) -> bool:
    """Return whether a table begins with these columns."""
    with table.open("rb") as file:
        return file.readline(10_000).startswith(",".join(columns).encode())


def _reading_rows(repetitions: Iterable[Repetition]) -> Iterator[list[Any]]:
    """Yield the header of `reps.csv`, then one row a reading."""
    yield list(REP_COLUMNS)
    for rep in repetitions:
        begin = [rep.number, rep.start_s, rep.bottom_s, rep.end_s]
        for reading in rep.readings:
            yield [cell(value) for value in (*begin, *_plain(reading).values())]


def cell(value: Any) -> Any:
    """Return a value as a table shows it: a number rounded, and None, which is an empty field, if there is none."""
    if not isinstance(value, float):
        return value
    return round(value, DECIMALS) + 0.0 if math.isfinite(value) else None  # + 0.0 makes -0.0 a plain zero


def load_record(folder: Path, framed: bool = True) -> Record:
    """Return the record that `save` wrote; not `framed` it comes without its frames, which take most of the time.

    It is equal to the saved one, but for the numbers of its frames, which come as rounded as `frames.csv` holds them,
    and numbers that JSON does not know, which `quality` and `provenance` have as None. Raises Problem if a file is
    missing or cannot be read.
    """
    with _gate(folder / WHOLE) as path:
        parts = stored_json.read(path)
        layout = parts["frames"]
        columns, findings, count = tuple(layout["columns"]), tuple(layout["findings"]), int(layout["rows"])
        found = tuple(_made(SetFinding, row) for row in parts["findings"])
        repetitions = tuple(_repetition(row) for row in parts["repetitions"])
        screen, view = str(parts["screen"]), str(parts["view"])
        quality, provenance, asked = (dict(parts[name]) for name in ("quality", "provenance", "asked"))
        sides = tuple(_made(SideDifference, row) for row in parts["sides"])
    with _gate(folder / FRAMES) as path:
        frames = read_frames(path, columns, findings, count) if framed else no_frames(columns, findings)
    return Record(screen, view, found, repetitions, frames, quality, provenance, asked, sides)


@contextmanager
def _gate(path: Path) -> Iterator[Path]:
    """Turn any fault of a record's file into a Problem that names it."""
    try:
        with as_written(path):
            yield path
    except (FileNotFoundError, NotADirectoryError) as error:
        sentence = f"A record was expected in {path.parent}, and {path.name} is not there. {AGAIN}"
        raise Problem("no_record", sentence, folder=str(path.parent)) from error
    except OSError as error:
        sentence = f"{path} cannot be opened ({error.strerror}). {AGAIN}"
        raise Problem("record_unreadable", sentence, file=str(path), errno=error.errno) from error


@contextmanager
def as_written(path: Path | str) -> Iterator[None]:
    """Turn the errors of a damaged record into a problem.

    Parameters
    ----------
    path : Path or str
        The record, for the sentence.

    Raises
    ------
    Problem
        A value of the record is not what we write. For code that reads a record or shows what was read.
    """
    try:
        yield
    except OTHER_THINGS as error:
        sentence = f"{path} is not as movescreen wrote it: cut off or changed. {AGAIN}"
        raise Problem("record_unreadable", sentence, file=str(path)) from error


def _repetition(row: dict[str, Any]) -> Repetition:
    readings = tuple(_made(Reading, reading) for reading in row["readings"])
    return _made(Repetition, row, readings=readings, tempo=tuple(_made(Duration, d) for d in row.get("tempo", ())))


def _made(kind: type[Made], row: dict[str, Any], **others: Any) -> Made:
    """Build one of this file's classes from plain data, null as NaN; what the class does not know is left out."""
    return kind(**{name: cast(row[name]) for name, cast in FIELD_CASTS[kind]}, **others)
