"""Every frame of a record, and the table that holds them: `frames.csv`."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

DECIMALS = 4  # of every number in a table
BLOCK = 1000  # frames that are made into text at once
BEFORE = ["frame", "time_s", "phase", "rep"]  # the columns before those of the measures


@dataclass(frozen=True)
class FrameTable:
    """Every frame: `time` in seconds, `phase` by name, `rep` (0 outside), `values` and `states` `(frames, columns)`."""

    time: Array
    phase: NDArray[np.str_]
    rep: NDArray[np.int64]
    columns: tuple[str, ...]
    values: Array
    findings: tuple[str, ...]
    states: NDArray[np.str_]

    def at(self, index: slice) -> FrameTable:
        """Some of the frames, with all columns."""
        per_frame = {name: getattr(self, name)[index] for name in ("time", "phase", "rep", "values", "states")}
        return replace(self, **per_frame)


def no_frames(columns: tuple[str, ...], findings: tuple[str, ...]) -> FrameTable:
    """Frames of which there are none."""
    nothing, words = np.empty((0, len(columns))), np.empty((0, len(findings)), str)
    return FrameTable(np.empty(0), np.empty(0, str), np.empty(0, np.int64), columns, nothing, findings, words)


def write_frames(path: Path, frames: FrameTable) -> None:
    """Write `frames.csv`: a header, then one row a frame; an empty field where there is no number."""
    header = ",".join((*BEFORE, *frames.columns, *frames.findings))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{header}\n")
        for first in range(0, len(frames.time), BLOCK):
            file.writelines(_rows(frames.at(slice(first, first + BLOCK)), first))


def _rows(frames: FrameTable, first: int) -> Iterator[str]:
    # One pattern for a whole row of numbers, and names that need no quotes: several times as fast as the csv module.
    pattern = ",".join([f"%.{DECIMALS}f"] * len(frames.columns))
    rounded = np.round(frames.values, DECIMALS) + 0.0  # makes -0.0 a plain zero
    values = np.where(np.isfinite(rounded), rounded, np.nan).tolist()
    rows = zip(frames.time.tolist(), frames.phase.tolist(), frames.rep.tolist(), values, frames.states, strict=True)
    for number, (time, phase, rep, measured, states) in enumerate(rows, start=first):
        numbers = (pattern % tuple(measured)).replace("nan", "")
        yield ",".join((str(number), f"{time:.{DECIMALS}f}", phase, str(rep), numbers, *states.tolist())) + "\n"


def read_frames(path: Path, columns: tuple[str, ...], findings: tuple[str, ...], count: int) -> FrameTable:
    """The frames of a `frames.csv`. Raises ValueError where its header or its length is not as stated."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    if header != [*BEFORE, *columns, *findings] or len(rows) != count:
        raise ValueError(f"{len(rows)} rows with the header {header}")
    first, last = len(BEFORE), len(BEFORE) + len(columns)
    values = [[float(field) if field else math.nan for field in row[first:last]] for row in rows]
    return FrameTable(
        time=np.array([float(row[1]) for row in rows]),
        phase=np.array([row[2] for row in rows], str),
        rep=np.array([int(row[3]) for row in rows], np.int64),
        columns=columns,
        values=np.array(values, float).reshape(count, len(columns)),
        findings=findings,
        states=np.array([row[last:] for row in rows], str).reshape(count, len(findings)),
    )
