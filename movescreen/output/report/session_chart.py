"""The chart of a course over sessions: places of its points, its band and its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from movescreen.output.report.curves import ticks
from movescreen.scoring.change_between_sessions import MeasureHistory

WIDTH = 440  # units of the drawing
HEIGHT = 190  # units of the drawing
LEFT = 60  # margin: the scale
TOP = 12  # margin above
FOOT = 28  # margin below, for the sessions' numbers
SPREAD = 7  # between the rings of a session's repetitions


@dataclass(frozen=True)
class Chart:
    """The chart of a course: `written` writes its values, `rules` are its horizontal lines by height."""

    course: MeasureHistory
    written: Callable[[float], str]
    label: str
    rules: Mapping[float, str]
    size = (WIDTH, HEIGHT)
    left = LEFT

    @cached_property
    def _ends(self) -> tuple[float, float]:
        """The lowest and highest value on the chart."""
        values = [value for visit in self.course.visits for value in visit.values]
        values += [self._first + side * self._least for side in (-1, 1)] + list(self.rules)
        least, most = min(values), max(values)
        room = max(0.05 * (most - least), 0.5 * self.course.measure.uncertainty)
        return least - room, most + room

    @property
    def _first(self) -> float:
        return self.course.visits[self.course.known[0]].middle

    @property
    def _least(self) -> float:
        return float(np.nan_to_num(self.course.least))

    def x(self, number: int) -> float:
        """Return the horizontal place of a session, counted from 0."""
        step = (WIDTH - LEFT) / len(self.course.visits)
        return round(LEFT + (number + 0.5) * step, 1)

    def y(self, value: float) -> float:
        """Return the vertical place of a value."""
        least, most = self._ends
        return round(TOP + (most - value) / (most - least) * (HEIGHT - TOP - FOOT), 1)

    @property
    def band(self) -> tuple[float, float]:
        """The top and height of the band of variation."""
        top, bottom = self.y(self._first + self._least), self.y(self._first - self._least)
        return top, round(bottom - top, 1)

    @property
    def middles(self) -> list[tuple[float, float]]:
        """The points of sessions with a median."""
        return [(self.x(n), self.y(self.course.visits[n].middle)) for n in self.course.known]

    @property
    def rings(self) -> Iterator[tuple[float, float]]:
        """Every repetition of every session, side by side."""
        for number, visit in enumerate(self.course.visits):
            for nth, value in enumerate(visit.values):
                yield round(self.x(number) + SPREAD * (nth - 0.5 * (len(visit.values) - 1)), 1), self.y(value)

    @property
    def lines(self) -> list[tuple[float, str]]:
        """The convention lines: their heights and names."""
        return [(self.y(value), name) for value, name in self.rules.items()]

    @property
    def scale(self) -> list[tuple[float, str]]:
        """The round values of the scale: their heights and texts."""
        return [(self.y(value), self.written(value)) for value in ticks(*self._ends, 4)]
