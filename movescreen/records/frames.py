"""Every frame of a record, and the table that holds them: `frames.csv`."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from movescreen.records.data_frames import typed

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]

DECIMALS = 4  # of every number in a table
BLOCK = 1000  # frames that are made into text at once
UNITS = {"_deg_per_s": "deg/s", "_deg": "deg", "_pct": "%", "_ratio": "ratio", "_s": "s"}  # by the end of a name
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

    def as_frame(self) -> pd.DataFrame:
        """Return the frames as a DataFrame.

        Returns
        -------
        DataFrame
            Columns as in `frames.csv`; `attrs["units"]` holds their units.
        """
        import pandas as pd

        about = {"frame": np.arange(len(self.time)), "time_s": self.time, "phase": self.phase, "rep": self.rep}
        measured = pd.DataFrame(self.values, columns=list(self.columns))
        judged = pd.DataFrame(self.states.astype(object), columns=list(self.findings))
        return typed(pd.concat([pd.DataFrame(about), measured, judged], axis=1), dict(map(_unit, self.columns)))

    def at(self, index: slice) -> FrameTable:
        """Return some of the frames, with all columns."""
        per_frame = {name: getattr(self, name)[index] for name in ("time", "phase", "rep", "values", "states")}
        return replace(self, **per_frame)


def _unit(column: str) -> tuple[str, str]:
    """Return a column of a measure with its unit, which its name ends with."""
    return column, next((sign for end, sign in UNITS.items() if column.endswith(end)), "")


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
    """Read a `frames.csv`.

    Parameters
    ----------
    path : Path
        The file.
    columns, findings : tuple of str
        Expected names of measures and findings.
    count : int
        Expected number of frames.

    Returns
    -------
    FrameTable
        The frames.

    Raises
    ------
    ValueError
        Header or length differ.
    """
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
