"""The camera as a rater: what `analyze` found in each clip, by clip and item of a study."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from movescreen.records.results_folder import TABLE as CLIPS
from movescreen.reliability.clip_names import ClipNames
from movescreen.screens import BELOW, EITHER, NOT_MEASURABLE, NOT_OBSERVED, OBSERVED, STATES, Finding, screens

NO_RECORD = "not_measured"  # why there is nothing of a clip that could not be analysed
OTHER_SCREEN = "other_screen"  # why there is nothing of a finding in a clip of another movement


@dataclass(frozen=True)
class CameraRating:
    """The camera's rating of one item in one clip: the state, and the reason if it is not measurable.

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
    """The results in a folder; `contents` has the digest of the clip that a subject is, where that is known.

    Raises Problem if there are no results.
    """

    def __init__(self, folder: Path, contents: Mapping[str, str] | None = None) -> None:
        found = sorted(folder.glob(f"*/{WHOLE}")) or sorted(folder.glob(f"*/*/{WHOLE}"))  # those of a library
        self._records = {path.parent.name: path for path in found}
        if not self._records:
            sentence = f"Results of movescreen analyze were expected in {folder}: folders of clips with {WHOLE}."
            raise Problem("no_results", f"{sentence} There are none.")
        self._read: dict[str, dict[str, Any]] = {}
        self._contents = dict(contents or {})
        self._names = ClipNames(self._records, dict(_files(folder / CLIPS)), self._digests() if contents else {})
        self._clips: dict[str, str] = {}

    def _digests(self) -> dict[str, str]:
        """Return the digest of each clip's file, as far as its record has it."""
        found = {name: record["provenance"].get("clip_sha256") for name, record in self._all()}
        return {name: str(digest) for name, digest in found.items() if digest}

    def _all(self) -> Iterator[tuple[str, dict[str, Any]]]:
        return ((name, record) for name in self._records if (record := self._record(name)) is not None)

    def check(self, subjects: Iterable[str]) -> None:
        """Raise Problem if the names of subjects fit several clips."""
        self._names.check(subjects, self._contents)

    def records(self) -> Iterator[dict[str, Any]]:
        """Return every record there is, as JSON has it."""
        return (record for _, record in self._all())

    def clip(self, subject: str) -> str:
        """Return the clip that a subject of a table is; "" if there is none, or its name fits several."""
        if subject not in self._clips:
            found = self._names.find(subject, self._contents.get(subject, ""))
            self._clips[subject] = found[0] if len(found) == 1 else ""
        return self._clips[subject]

    def seen(self, subject: str, item: Finding, side: str, repetition: str = "") -> CameraRating:
        """Return what was found of a finding, on a side or any, in a clip or one repetition of it."""
        record = self._record(self.clip(subject))
        if record is None:
            return NOTHING
        rows = record["findings"] if not repetition else _repetition(record, repetition)
        lines = [r["line"] for rep in record["repetitions"] for r in rep["readings"] if r["finding"] == item.name]
        line = towards_finding(item, next((float(x) for x in lines if x is not None), item.line))
        return _one([row for row in rows if row["finding"] == item.name], item, side, line)

    def value(self, subject: str, measure: str, side: str) -> float:
        """Return the middle of what a measure read over a clip's repetitions, NaN where it did not."""
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
    """Return the finding that an item of a study names, with the side at its end; None if it names none."""
    name, side = _with_side(item)
    found = {finding.name: finding for screen in screens().values() for finding in screen.findings}
    return (found[name], side) if name in found else None


def quantities() -> dict[str, Quantity]:
    """Return everything that any screen measures, by name."""
    return {quantity.name: quantity for screen in screens().values() for quantity in screen.quantities}


def measure_of(item: str) -> tuple[str, str] | None:
    """Return the measure that an item of a study names, with side and unit if stated; None if it names none."""
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


def _files(table: Path) -> Iterator[tuple[str, str]]:
    """Yield the clips of `clips.csv`, each with the path of its file."""
    if not table.exists():
        return
    with table.open(encoding="utf-8", newline="") as text:
        for row in Table(text):
            yield row["clip"], row.get("file") or row["clip"]


def _repetition(record: dict[str, Any], number: str) -> list[dict[str, Any]]:
    return [r for rep in record["repetitions"] if str(rep["number"]) == number for r in rep["readings"]]


def _one(rows: Sequence[dict[str, Any]], item: Finding, side: str, line: float) -> CameraRating:
    """Return a finding's rows as one answer: that of the side; of no side, observed if it was on any."""
    if item.measure.directed and side:
        return _towards(rows, side, line)
    fitting = [row for row in rows if not side or row["side"] == side] or [
        row for row in rows if not row["side"] and row["state"] == STATES[NOT_MEASURABLE]
    ]
    measured = [row for row in fitting if row["state"] != STATES[NOT_MEASURABLE]]
    if not measured:
        reason = next((row["reason"] for row in fitting), OTHER_SCREEN)
        return CameraRating(STATES[NOT_MEASURABLE], math.nan, line, reason)
    amounts = [(STATES.index(row["state"]), towards_finding(item, float(row["value"]))) for row in measured]
    state, amount = max(amounts)
    return CameraRating(STATES[state], amount, line)


def _towards(rows: Sequence[dict[str, Any]], side: str, line: float) -> CameraRating:
    """Return the rating of a direction: a finding observed to the other side counts as not observed to this one."""
    row = next(iter(rows), None)
    if row is None or row["state"] == STATES[NOT_MEASURABLE]:
        return CameraRating(STATES[NOT_MEASURABLE], math.nan, line, row["reason"] if row else OTHER_SCREEN)
    other = row["side"] not in ("", side) and row["state"] == STATES[OBSERVED]
    amount = float(row["value"]) * (1 if side == SIDES[0] else -1)
    return CameraRating(STATES[NOT_OBSERVED] if other else row["state"], amount, line)


def towards_finding(item: Finding, value: float) -> float:
    """Return a value whose direction is that of the finding; applied twice it is the value, or its size."""
    return -value if item.beyond == BELOW else abs(value) if item.beyond == EITHER else value
