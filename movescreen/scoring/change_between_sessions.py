"""Compare sessions of one person: each measure at the same depth, and the differences that exceed its variation."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from movescreen.errors import Problem
from movescreen.measures.registry import Quantity
from movescreen.pose.pose import SIDES
from movescreen.records.record import Reading, Record, Repetition
from movescreen.scoring.sets_and_sides import BEYOND, WITHIN, least_difference
from movescreen.screens import Screen, screens

# States in addition to WITHIN and BEYOND.
UNSURE = "within_uncertainty"
UNKNOWN = "variation_unknown"
DEPTH_TOLERANCE_PERCENT = 5.0  # percent of a body length by which frames count as being at a depth
MIN_FRAMES = 3  # frames at a depth that tell a value
SHARED_ERROR = 0.5  # of an uncertainty stays between sessions of one person: half of a network's error comes along


@dataclass(frozen=True)
class SessionValues:
    """The values of a measure in a session, one for each repetition that has one, and the uncertainty of one (1 SD)."""

    values: tuple[float, ...]
    uncertainty: float

    @cached_property
    def middle(self) -> float:
        """The median of all repetitions, NaN where there are none."""
        return float(np.median(self.values)) if self.values else math.nan


@dataclass(frozen=True)
class MeasureHistory:
    """A measure of one side over sessions; `matched` where it was read at the same depth in all of them."""

    measure: Quantity
    side: str
    matched: bool
    visits: tuple[SessionValues, ...]

    @property
    def known(self) -> tuple[int, ...]:
        """The sessions that have a value."""
        return tuple(number for number, visit in enumerate(self.visits) if visit.values)

    @cached_property
    def least(self) -> float:
        """The smallest change that is more than the person varies within sessions; NaN where that is not known."""
        return least_difference(np.array(visit.values) for visit in self.visits)

    def change(self, number: int) -> float:
        """Return a session's median less that of the first session that has one."""
        return self.visits[number].middle - self.visits[self.known[0]].middle

    def unsure(self, number: int) -> float:
        """Return the uncertainty of a change (1 SD): camera and network err differently from session to session."""
        return SHARED_ERROR * math.hypot(self.visits[number].uncertainty, self.visits[self.known[0]].uncertainty)

    def state(self, number: int) -> str:
        """Return the state of a change: within the variation of repetitions, within the uncertainty, or beyond both."""
        change = abs(self.change(number))
        if math.isnan(self.least):
            return UNKNOWN
        return WITHIN if change <= self.least else UNSURE if change <= self.unsure(number) else BEYOND


@dataclass(frozen=True)
class Comparison:
    """Sessions of one screen in the order given: `depths` of each and the one they are compared at, percent.

    `depth` is NaN where the extreme is what was asked for, as the top of a bridge is: then that is compared. `single`
    are the measures that only one session has.
    """

    screen: Screen
    view: str
    depths: tuple[float, ...]
    depth: float
    courses: tuple[MeasureHistory, ...]
    single: tuple[str, ...]


def compare(records: Sequence[Record]) -> Comparison:
    """Compare the measures of two sessions or more. Raises Problem if the sessions cannot be compared."""
    first, screen = _comparable(records), screens()[records[0].screen]
    depths = tuple(float(np.median([rep.depth for rep in record.repetitions])) for record in records)
    depth = math.nan if screen.movement.lies else min(depths)
    courses = [course for measure in screen.quantities for course in _courses(measure, records, screen, depth)]
    shared = tuple(course for course in courses if len(course.known) > 1)
    single = dict.fromkeys(course.measure.name for course in courses if len(course.known) == 1)
    names = {course.measure.name for course in shared}
    return Comparison(screen, first.view, depths, depth, shared, tuple(name for name in single if name not in names))


def _comparable(records: Sequence[Record]) -> Record:
    """Return the first record. Raises Problem for too few records, other screens or views, or no repetition."""
    if len(records) < 2:
        raise Problem("too_few_records", "A comparison takes two results or more. Name another one.")
    first = records[0]
    for what in ("screen", "view"):
        found = list(dict.fromkeys(str(getattr(record, what)) for record in records))
        if len(found) > 1:
            sentence = f"Sessions are compared in the same {what}, and these are {' and '.join(found)}."
            raise Problem(f"other_{what}", f"{sentence} Name results of one {what}.")
    for number, record in enumerate(records, start=1):
        if not record.repetitions:
            sentence = f"There is no repetition in result {number} of {len(records)}. Leave it out, or film it again."
            raise Problem("no_repetition", sentence, number=number, results=len(records))
    return first


def _courses(measure: Quantity, records: Sequence[Record], screen: Screen, depth: float) -> Iterator[MeasureHistory]:
    """Yield a measure over sessions, on each of its sides."""
    framed = any(measure is m for m in screen.measures)
    matched = framed and measure is not screen.movement.effort and not math.isnan(depth)
    for side in measure.sides:
        visits = tuple(_visit(record, measure, side, depth if matched else math.nan) for record in records)
        yield MeasureHistory(measure, side, matched, visits)


def _visit(record: Record, measure: Quantity, side: str, depth: float) -> SessionValues:
    """Return what one session shows of a measure, where `depth` is NaN at the moment that the screen judges."""
    read = [(rep, _reading(rep, measure, side)) for rep in record.repetitions]
    known = [(rep, reading) for rep, reading in read if reading]
    values = [r.value if math.isnan(depth) else _at(record, rep, measure.column(side), depth) for rep, r in known]
    sure = float(np.median([reading.uncertainty for _, reading in known])) if known else math.nan
    return SessionValues(tuple(value for value in values if not math.isnan(value)), sure)


def _reading(rep: Repetition, measure: Quantity, side: str) -> Reading | None:
    """Return what was read of a measure in a repetition, if it was; a direction is no side."""
    read = (r for r in rep.readings if r.measure == measure.name and not r.reason)
    return next((r for r in read if r.side == side or (measure.directed and r.side in SIDES)), None)


def _at(record: Record, rep: Repetition, column: str, depth: float) -> float:
    """Return the median of a measure in the frames of a repetition, going and coming, that are at a depth."""
    frames, effort = record.frames, screens()[record.screen].movement.effort.column("")
    away = np.abs(frames.values[:, frames.columns.index(effort)] - depth)
    values = frames.values[(frames.rep == rep.number) & (away <= DEPTH_TOLERANCE_PERCENT), frames.columns.index(column)]
    values = values[~np.isnan(values)]
    return float(np.median(values)) if len(values) >= MIN_FRAMES else math.nan
