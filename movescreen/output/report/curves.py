"""Curves of the measures over the clip: their drawing, and their numbers for a pointer on the page."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from movescreen.measures.registry import Measure
from movescreen.output.language import english, sentences
from movescreen.output.language.language import Language
from movescreen.output.report.repetition_table import convention_lines, readings_by_measure
from movescreen.pose.pose import Array
from movescreen.records.record import Reading, Record
from movescreen.screens import screens

ACROSS = 1000  # units of a drawing: it is as wide as the page
HIGH = 130  # px: height of a drawing
HEAD = 18  # px: the line above it
DRAWN = 500  # frames that a curve has points of, at most
TOLD = 2000  # frames that a curve has numbers for, at most
STEPS = (1, 2, 5)
JUDGED_ROOM_S = 0.1  # a convention line extends this far beyond either end; by eye
LEAST_RANGE = 2.0  # smallest range of an axis, in uncertainties, so that noise looks small


@dataclass(frozen=True)
class CurveMark:
    """A place along an axis with its words; `at` in pixels from the top, or in percent from the left."""

    at: float
    text: str


@dataclass(frozen=True)
class Axis:
    """The vertical axis of a drawing."""

    least: float
    most: float

    def y(self, values: Array | float) -> Any:
        """Convert values to heights in the plot.

        Parameters
        ----------
        values : float or ndarray
            In the unit of the axis.

        Returns
        -------
        float or ndarray, same shape
            px from the top.
        """
        return (self.most - values) * HIGH / (self.most - self.least)

    def marks(self, values: list[tuple[float, str]]) -> tuple[CurveMark, ...]:
        """Values with their words, at their places."""
        return tuple(CurveMark(round(self.y(value), 1), text) for value, text in values)


@dataclass(frozen=True)
class ConventionLine:
    """The curve of one side: its path, the band of its uncertainty, and its numbers."""

    side: str
    name: str
    path: str
    band: str
    values: list[float | None]
    uncertainty: float


@dataclass(frozen=True)
class Curve:
    """A measure over the whole clip; `judged` says whether a finding rests on it, or the repetitions do."""

    name: str
    unit: str
    meaning: str
    spoken: str
    axis: Axis
    lines: tuple[ConventionLine, ...]
    ticks: tuple[CurveMark, ...]
    conventions: tuple[CurveMark, ...]
    judged: bool


@dataclass(frozen=True)
class Shade:
    """A repetition along the axis of time, in percent."""

    number: int
    left: float
    width: float


def curves(record: Record, language: Language = english) -> list[Curve]:
    """Return the curves of all measures of single frames that have any."""
    screen, rows = screens()[record.screen], readings_by_measure(record.repetitions)
    judged = {screen.movement.effort, *(finding.measure for finding in screen.findings)}
    drawn = []
    for measure in screen.measures:
        seen = dict(_seen(record, measure))
        found = {side: [r for of in rows.get((measure.name, side), {}).values() for r in of] for side in seen}
        if seen:
            drawn.append(_curve(record, measure, seen, found, measure in judged, language))
    return drawn


def shades(record: Record) -> list[Shade]:
    """Return the repetitions along the axis of time."""
    share = 100 / duration_s(record)
    return [Shade(r.number, r.start_s * share, (r.end_s - r.start_s) * share) for r in record.repetitions]


def judged_at(record: Record) -> list[Shade]:
    """Return the places on the time axis at which findings are judged: the extreme of each repetition."""
    share, frames, extreme = 100 / duration_s(record), record.frames, screens()[record.screen].movement.phases[2]
    spans = []
    for rep in record.repetitions:
        there = frames.time[(frames.rep == rep.number) & (frames.phase == extreme)]
        if len(there):
            left, right = max(float(there[0]) - JUDGED_ROOM_S, 0.0), float(there[-1]) + JUDGED_ROOM_S
            spans.append(Shade(rep.number, left * share, (right - left) * share))
    return spans


def time_ticks(record: Record, language: Language = english) -> list[CurveMark]:
    """Return the ticks of the axis of time."""
    end = duration_s(record)
    return [CurveMark(100 * at / end, _written(at, language)) for at in ticks(0.0, end, 8)]


def duration_s(record: Record) -> float:
    """Return the time of the last frame, s."""
    return max(float(record.frames.time[-1]), 1e-3) if len(record.frames.time) else 1.0


def script_data(record: Record, drawn: list[Curve], language: Language = english) -> dict[str, Any]:
    """Return the data of the page's script: frames, values of the curves drawn, and words."""
    every, frames = _some(record, TOLD), record.frames
    phases = list(dict.fromkeys(frames.phase.tolist()))
    return {
        "end": duration_s(record),
        "start": record.repetitions[0].bottom_s if record.repetitions else 0.0,
        "time": np.round(frames.time[every], 3).tolist(),
        "rep": frames.rep[every].tolist(),
        "phase": [phases.index(phase) for phase in frames.phase[every].tolist()],
        "phases": [sentences.phase(phase, language) for phase in phases],
        "decimal": language.DECIMAL,
        "words": {key: language.PAGE[key] for key in ("now", "now_in", "not_seen")},
        "curves": [_numbers(curve) for curve in drawn],
    }


def _numbers(curve: Curve) -> dict[str, Any]:
    sides = [
        {
            "name": line.name,
            "values": line.values,
            "unsure": line.uncertainty,
            "decimals": sentences.decimals(line.uncertainty),
        }
        for line in curve.lines
    ]
    return {"least": curve.axis.least, "most": curve.axis.most, "unit": curve.unit, "lines": sides}


def _some(record: Record, count: int) -> slice:
    """Return a slice of at most `count` frames, evenly spread."""
    return slice(None, None, max(1, math.ceil(len(record.frames.time) / count)))


def _seen(record: Record, measure: Measure) -> Iterator[tuple[str, Array]]:
    """Yield the sides of a measure that have values, with the values of all frames."""
    for side in measure.sides:
        values = record.frames.values[:, record.frames.columns.index(measure.column(side))]
        if np.isfinite(values).sum() > 1:
            yield side, values


def _curve(
    record: Record,
    measure: Measure,
    seen: dict[str, Array],
    found: dict[str, list[Reading]],
    judged: bool,
    language: Language,
) -> Curve:
    sure = {side: _unsure(read, measure.uncertainty) for side, read in found.items()}
    held = dict(line for read in found.values() for line in convention_lines(read, language))
    axis = _axis(seen, sure, list(held))
    unit, name = language.UNITS[measure.unit], sentences.capital(sentences.called(measure.name, language))
    ends = {key: _written(round(getattr(axis, key)), language) + unit for key in ("least", "most")}
    return Curve(
        name=name,
        unit=unit,
        meaning=sentences.meaning(measure.name, language),
        spoken=sentences.filled(language.PAGE["curve"], language, name=name, seconds=duration_s(record), **ends),
        axis=axis,
        lines=tuple(_line(record, side, values, sure[side], axis, language) for side, values in seen.items()),
        ticks=axis.marks([(at, _written(at, language) + unit) for at in ticks(axis.least, axis.most, 5)]),
        conventions=axis.marks(sorted(held.items(), reverse=True)),
        judged=judged,
    )


def _unsure(read: list[Reading], usual: float) -> float:
    """Return the uncertainty of a curve: the median of its readings, or `usual` without readings."""
    known = [r.uncertainty for r in read if not math.isnan(r.uncertainty)]
    return float(np.median(known)) if known else usual


def _axis(seen: dict[str, Array], sure: dict[str, float], held: list[float]) -> Axis:
    """Return the axis that holds the curves with their bands, and the convention lines."""
    least = min([float(np.nanmin(values)) - sure[side] for side, values in seen.items()] + held)
    most = max([float(np.nanmax(values)) + sure[side] for side, values in seen.items()] + held)
    return Axis(least, max(most, least + LEAST_RANGE * max(sure.values())))


def _line(record: Record, side: str, values: Array, unsure: float, axis: Axis, language: Language) -> ConventionLine:
    every, told = _some(record, DRAWN), values[_some(record, TOLD)]
    x = record.frames.time[every] * (ACROSS / duration_s(record))
    exact, half, seen = (
        sentences.decimals(unsure),
        unsure * HIGH / (axis.most - axis.least),
        runs(x, axis.y(values[every])),
    )
    return ConventionLine(
        side=side,
        name=language.SIDES[side],
        path="".join(f"M{_points(run)}" for run in seen),
        band="".join(_band(run, half) for run in seen),
        values=[value if math.isfinite(value) else None for value in (told.round(exact) + 0.0).tolist()],
        uncertainty=unsure,
    )


def runs(x: Array, y: Array) -> list[Array]:
    """Split a curve at frames without a value.

    Parameters
    ----------
    x : ndarray, shape (n,)
        Along the plot.
    y : ndarray, shape (n,)
        NaN where missing.

    Returns
    -------
    list of ndarray, shape (n_points, 2) each
        The unbroken parts.
    """
    seen = np.isfinite(y)
    parts = np.split(np.column_stack([x, y]), np.flatnonzero(np.diff(seen)) + 1)
    return [part for part in parts if np.isfinite(part[:1, 1]).any()]


def _points(run: Array) -> str:
    # One pattern for a whole curve: several times as fast as one for each point.
    return "L".join(["%.0f %.1f"] * len(run)) % tuple(run.ravel().tolist())


def _band(run: Array, half: float) -> str:
    """Return the outline of the band that reaches `half` px above and below a curve."""
    return f"M{_points(np.concatenate([run - [0.0, half], run[::-1] + [0.0, half]]))}Z"


def ticks(least: float, most: float, count: int) -> list[float]:
    """Return round numbers within a range, at most `count` of them."""
    ten = 10.0 ** math.floor(math.log10((most - least) / count))
    step = next(s * ten for s in (*STEPS, 10, 20) if (most - least) / (s * ten) <= count)
    first, last = math.ceil(least / step), math.floor(most / step)
    return [round(n * step, 6) for n in range(first, last + 1)]


def _written(number: float, language: Language) -> str:
    return sentences.localised(f"{number:g}", language.DECIMAL)
