"""What a screen found out: readings, repetitions, findings of the set and the frames behind them, as plain data."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from movescreen.body import Array


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


@dataclass(frozen=True)
class Repetition:
    """One repetition: when it started, turned and ended, seconds; `depth` is its effort, percent of a body length."""

    number: int
    start_s: float
    bottom_s: float
    end_s: float
    depth: float
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class SetFinding:
    """A finding over all repetitions: the middle value, and in how many of the measured ones it was observed."""

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
class Frames:
    """Every frame: `time` in seconds, `phase` by name, `rep` (0 outside), `values` `(frames, columns)`, `states` by name."""

    time: Array
    phase: NDArray[np.str_]
    rep: NDArray[np.int64]
    columns: tuple[str, ...]
    values: Array
    findings: tuple[str, ...]
    states: NDArray[np.str_]


@dataclass(frozen=True)
class Record:
    """The whole result of one clip; `quality` says how well it could be seen, `provenance` where all came from."""

    screen: str
    view: str
    findings: tuple[SetFinding, ...]
    repetitions: tuple[Repetition, ...]
    frames: Frames
    quality: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The record without its frames, as JSON holds it: NaN as null."""
        parts = {name: getattr(self, name) for name in ("screen", "view", "quality", "provenance")}
        parts["findings"] = [asdict(f) for f in self.findings]
        parts["repetitions"] = [asdict(r) for r in self.repetitions]
        return _without_nan(parts)


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(v) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(v) for v in value]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def save(record: Record, folder: Path) -> None:
    """Write `record.json`, `reps.csv` and `frames.csv` into a folder that exists."""
    text = json.dumps(record.as_json(), indent=1, ensure_ascii=False, allow_nan=False)
    (folder / "record.json").write_text(text + "\n", encoding="utf-8")
