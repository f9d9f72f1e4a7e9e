"""One JSON document with everything that is known of a clip, every frame included."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from movescreen.output.export import Stored, Writer
from movescreen.pose.pose import Array
from movescreen.records.frames import DECIMALS
from movescreen.records.record import Record


def write_json(result: Stored, path: Path) -> list[Path]:
    """Return the record with its frames as columns, and what a coach ticked; null is not seen."""
    ratings = {"ratings": [asdict(one) for one in result.own]} if result.own else {}
    text = json.dumps(document(result.record) | ratings, ensure_ascii=False, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8", errors="backslashreplace", newline="\n")
    return [path]


def document(record: Record) -> dict[str, Any]:
    """Return the record as JSON holds it, and its frames: time, phase, repetition, every measure and every finding."""
    frames = record.frames
    about = {"time_s": frames.time.tolist(), "phase": frames.phase.tolist(), "rep": frames.rep.tolist()}
    measures = {name: _known(values) for name, values in zip(frames.columns, frames.values.T, strict=True)}
    findings = {name: states.tolist() for name, states in zip(frames.findings, frames.states.T, strict=True)}
    return record.as_json() | {"frames": about | {"measures": measures, "findings": findings}}


def _known(values: Array) -> list[float | None]:
    return [round(value, DECIMALS) if np.isfinite(value) else None for value in values.tolist()]


WRITERS: dict[str, Writer] = {"json": write_json}
