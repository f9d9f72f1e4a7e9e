"""The camera as a rater: what `analyze` found in each clip, by clip and item of a study."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from movescreen.errors import Problem
from movescreen.measures.registry import Quantity
from movescreen.pose.pose import SIDES
from movescreen.records import stored_json
from movescreen.records.csv_cells import Table
from movescreen.records.record import WHOLE
from movescreen.screens import BELOW, EITHER, NOT_MEASURABLE, NOT_OBSERVED, OBSERVED, STATES, Finding, screens

CLIPS = "clips.csv"
NO_RECORD = "not_measured"  # why there is nothing of a clip that could not be analysed
OTHER_SCREEN = "other_screen"  # why there is nothing of a finding in a clip of another movement


@dataclass(frozen=True)
class CameraRating:
    """What the camera found of one item in one clip: the state, and why there is none.

    `amount` is the value behind it, turned so that more is further towards what the finding is, `line` the line in
    force, turned alike.
    """

    state: str
    amount: float
    line: float
    reason: str = ""

    @property
    def decided(self) -> bool:
        """Whether it was observed or not observed."""
        return self.state in (STATES[OBSERVED], STATES[NOT_OBSERVED])


NOTHING = CameraRating(STATES[NOT_MEASURABLE], math.nan, math.nan, NO_RECORD)


class CameraRater:
    """The results in a folder. Raises Problem where there are none."""

    def __init__(self, folder: Path) -> None:
        self._records = {path.parent.name: path for path in sorted(folder.glob(f"*/{WHOLE}"))}
        if not self._records:
            sentence = f"Results of movescreen analyze were expected in {folder}: folders of clips with {WHOLE}."
            raise Problem("no_results", f"{sentence} There are none.")
        self._names = dict(_names(folder / CLIPS)) | {name: name for name in self._records}
        self._read: dict[str, dict[str, Any]] = {}

    def records(self) -> Iterator[dict[str, Any]]:
        """Every record there is, as JSON has it."""
        return (record for name in self._records if (record := self._record(name)) is not None)

    def clip(self, subject: str) -> str:
        """The clip that a subject of a table is, by its name or its file's; empty where there is none."""
        return self._names.get(subject, self._names.get(Path(subject).stem, ""))

    def seen(self, subject: str, item: Finding, side: str, repetition: str = "") -> CameraRating:
        """What was found of a finding, on a side or any, in a clip or one repetition of it."""
        record = self._record(self.clip(subject))
        if record is None:
            return NOTHING
        rows = record["findings"] if not repetition else _repetition(record, repetition)
        lines = [r["line"] for rep in record["repetitions"] for r in rep["readings"] if r["finding"] == item.name]
        line = turned(item, next((float(x) for x in lines if x is not None), item.line))
        return _one([row for row in rows if row["finding"] == item.name], item, side, line)

    def value(self, subject: str, measure: str, side: str) -> float:
        """The middle of what a measure read over a clip's repetitions, NaN where it did not."""
        record = self._record(self.clip(subject))
        rows = [r for rep in record["repetitions"] for r in rep["readings"]] if record else []
        directed = quantities()[measure].directed
        fitting = (r for r in rows if r["measure"] == measure and (directed or not side or r["side"] == side))
        values = [r["value"] for r in fitting if r["value"] is not None]
        return float(np.median(values)) if values else math.nan

    def _record(self, clip: str) -> dict[str, Any] | None:
        if clip not in self._records:
            return None
        if clip not in self._read:
            self._read[clip] = _plain(self._records[clip])
        return self._read[clip]


def finding_of(item: str) -> tuple[Finding, str] | None:
    """The finding that an item of a study is, with the side that its name ends with, if any; None where it is none."""
    name, side = _with_side(item)
    found = {finding.name: finding for screen in screens().values() for finding in screen.findings}
    return (found[name], side) if name in found else None


def quantities() -> dict[str, Quantity]:
    """Everything that any screen measures, by name."""
    return {quantity.name: quantity for screen in screens().values() for quantity in screen.quantities}


def measure_of(item: str) -> tuple[str, str] | None:
    """The measure that an item of a study is, with its side, if any, and its unit or not; None where it is none."""
    name = _plain_name(item)
    known = {f"{q.name}_{side}".rstrip("_"): (q.name, side) for q in quantities().values() for side in ("", *SIDES)}
    known |= {q.column(side): (q.name, side) for q in quantities().values() for side in q.sides}
    return known.get(name)


def _plain_name(item: str) -> str:
    return "_".join(item.casefold().replace("-", " ").replace("_", " ").split())


def _with_side(item: str) -> tuple[str, str]:
    name = _plain_name(item)
    for side in SIDES:
        if name.endswith(f"_{side}"):
            return name.removesuffix(f"_{side}"), side
    return name, ""


def _plain(path: Path) -> dict[str, Any]:
    try:
        return stored_json.read(path)
    except (OSError, ValueError) as error:
        raise Problem("record_unreadable", f"{path} cannot be read ({error}). Analyze its clip again.") from error


def _names(table: Path) -> Iterator[tuple[str, str]]:
    """The names of clips' files, as `clips.csv` has them, with the clips that they are."""
    if not table.exists():
        return
    with table.open(encoding="utf-8", newline="") as text:
        for row in Table(text):
            yield Path(row.get("file") or row["clip"]).name, row["clip"]


def _repetition(record: dict[str, Any], number: str) -> list[dict[str, Any]]:
    return [r for rep in record["repetitions"] if str(rep["number"]) == number for r in rep["readings"]]


def _one(rows: Sequence[dict[str, Any]], item: Finding, side: str, line: float) -> CameraRating:
    """A finding's rows as one answer: that of the side; of no side, observed if it was on any."""
    if item.measure.directed and side:
        return _towards(rows, side, line)
    fitting = [row for row in rows if not side or row["side"] == side] or [
        row for row in rows if not row["side"] and row["state"] == STATES[NOT_MEASURABLE]
    ]
    measured = [row for row in fitting if row["state"] != STATES[NOT_MEASURABLE]]
    if not measured:
        reason = next((row["reason"] for row in fitting), OTHER_SCREEN)
        return CameraRating(STATES[NOT_MEASURABLE], math.nan, line, reason)
    amounts = [(STATES.index(row["state"]), turned(item, float(row["value"]))) for row in measured]
    state, amount = max(amounts)
    return CameraRating(STATES[state], amount, line)


def _towards(rows: Sequence[dict[str, Any]], side: str, line: float) -> CameraRating:
    """Of a direction: observed to this side, and where it was observed to the other, not observed."""
    row = next(iter(rows), None)
    if row is None or row["state"] == STATES[NOT_MEASURABLE]:
        return CameraRating(STATES[NOT_MEASURABLE], math.nan, line, row["reason"] if row else OTHER_SCREEN)
    other = row["side"] not in ("", side) and row["state"] == STATES[OBSERVED]
    amount = float(row["value"]) * (1 if side == SIDES[0] else -1)
    return CameraRating(STATES[NOT_OBSERVED] if other else row["state"], amount, line)


def turned(item: Finding, value: float) -> float:
    """A value turned so that more is further towards what the finding is; turned again it is itself, or its size."""
    return -value if item.beyond == BELOW else abs(value) if item.beyond == EITHER else value
