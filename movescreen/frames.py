"""Every frame of a record, and the table that holds them: `frames.csv`."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from movescreen.body import Array

DECIMALS = 4  # of every number in a table
BEFORE = ["frame", "time_s", "phase", "rep"]  # the columns before those of the measures


@dataclass(frozen=True)
class Frames:
    """Every frame: `time` in seconds, `phase` by name, `rep` (0 outside), `values` and `states` `(frames, columns)`."""

    time: Array
    phase: NDArray[np.str_]
    rep: NDArray[np.int64]
    columns: tuple[str, ...]
    values: Array
    findings: tuple[str, ...]
    states: NDArray[np.str_]


def write_table(path: Path, rows: Iterable[list[Any]]) -> None:
    """A CSV file from rows, the header first; None is an empty field."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def cell(value: float) -> float | None:
    """A number as a table shows it: rounded, and None where there is none."""
    return round(value, DECIMALS) + 0.0 if math.isfinite(value) else None  # + 0.0 makes -0.0 a plain zero


def frame_rows(frames: Frames) -> Iterator[list[Any]]:
    """The header of `frames.csv`, then one row a frame."""
    yield [*BEFORE, *frames.columns, *frames.findings]
    values, states = frames.values.tolist(), frames.states.tolist()
    rows = zip(frames.time.tolist(), frames.phase.tolist(), frames.rep.tolist(), values, states, strict=True)
    for number, (time, phase, rep, measured, judged) in enumerate(rows):
        yield [number, cell(time), phase, rep, *map(cell, measured), *judged]


def read_frames(path: Path, columns: tuple[str, ...], findings: tuple[str, ...], count: int) -> Frames:
    """The frames of a `frames.csv`. Raises ValueError where its header or its length is not as stated."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    if header != [*BEFORE, *columns, *findings] or len(rows) != count:
        raise ValueError(f"{len(rows)} rows with the header {header}")
    first, last = len(BEFORE), len(BEFORE) + len(columns)
    values = [[float(field) if field else math.nan for field in row[first:last]] for row in rows]
    return Frames(
        time=np.array([float(row[1]) for row in rows]),
        phase=np.array([row[2] for row in rows], str),
        rep=np.array([int(row[3]) for row in rows], np.int64),
        columns=columns,
        values=np.array(values, float).reshape(count, len(columns)),
        findings=findings,
        states=np.array([row[last:] for row in rows], str).reshape(count, len(findings)),
    )
