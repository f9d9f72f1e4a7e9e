"""Drawings of agreement: where points, bands and lines lie, for a page to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from movescreen.output.agreement.terminal_tables import interval, rounded
from movescreen.records.text import Figure, Text
from movescreen.reliability.items import ItemTable
from movescreen.reliability.statistics import Estimate
from movescreen.reliability.statistics.categorical_ratings import Array

WIDTH = 440  # units of a drawing
HEIGHT = 260  # units of a drawing
LEFT = 56  # margin: the scale
TOP = 14  # margin above
RIGHT = 112  # margin: names of the lines
FOOT = 40  # margin below
MEANS_ROOM = 0.05  # of the range of the means: margin on either side of the outermost points; by eye
LEAST_RANGE = 1e-9  # of the size of values: a smaller range is rounding, and no scale can show it
ROW = 26  # height of the row of a statistic
LABEL = 240  # where its drawing begins


def padded(least: float, most: float, room: float) -> tuple[float, float]:
    """Return the ends of a scale that holds `least` to `most`, apart from each other whatever the values are.

    `room` is added on either side as a share of the range. One value alone gets half its size, or 1, on either side.
    """
    least, most = float(least), float(most)
    size = max(abs(least), abs(most))
    if most - least <= LEAST_RANGE * size:
        return least - (size / 2 or 1.0), most + (size / 2 or 1.0)
    return least - room * (most - least), most + room * (most - least)


@dataclass(frozen=True)
class Rule:
    """A line across a drawing with the band of its interval: heights from the top, and what it is called."""

    y: float
    top: float
    height: float
    name: str


@dataclass(frozen=True)
class Differences:
    """Bland and Altman's plot of two raters: differences over means, the bias and the limits with their intervals."""

    table: ItemTable
    bias: Estimate
    low: Estimate
    high: Estimate
    size = (WIDTH, HEIGHT)
    left, right, foot = LEFT, WIDTH - RIGHT, HEIGHT - FOOT

    @cached_property
    def _points(self) -> Array:
        both = self.table.numbers()
        known = both[np.isfinite(both).all(axis=1)]
        return np.stack([known.mean(axis=1), known[:, 0] - known[:, 1]], axis=1)

    @cached_property
    def _ends(self) -> tuple[float, float, float, float]:
        means, off = self._points.T
        drawn = [end for end in (self.low.low, self.high.high, *off.tolist()) if np.isfinite(end)]
        return (*padded(means.min(), means.max(), MEANS_ROOM), *padded(min(drawn), max(drawn), 0.0))

    def x(self, value: float) -> float:
        """Return the horizontal place of a mean."""
        least, most, _, _ = self._ends
        return round(LEFT + (value - least) / (most - least) * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        """Return the height of a difference."""
        _, _, least, most = self._ends
        return round(TOP + (most - value) / (most - least) * (HEIGHT - TOP - FOOT), 1)

    @property
    def dots(self) -> list[tuple[float, float]]:
        """Every difference over its mean."""
        return [(self.x(mean), self.y(off)) for mean, off in self._points.tolist()]

    @property
    def rules(self) -> list[Rule]:
        """The bias and the limits."""
        named = (("+1.96 SD", self.high), ("bias", self.bias), ("−1.96 SD", self.low))
        return [self._rule(name, found) for name, found in named]

    def _rule(self, name: str, found: Estimate) -> Rule:
        """Return the line of an estimate; its band has no height where it has no interval."""
        known = np.isfinite([found.low, found.high]).all()
        top, foot = (self.y(end if known else found.estimate) for end in (found.high, found.low))
        said = Text("{name} {value}", name=Text(name), value=rounded(found.estimate))
        return Rule(self.y(found.estimate), top, round(foot - top, 1), said)

    @property
    def means(self) -> list[tuple[float, str]]:
        """Three values below the drawing."""
        least, most, _, _ = self._ends
        return [(self.x(value), rounded(value)) for value in np.linspace(least, most, 5)[1:-1].tolist()]

    @property
    def scale(self) -> list[tuple[float, str]]:
        """Three values of the scale, each with its height in the drawing."""
        _, _, least, most = self._ends
        return [(self.y(value), rounded(value)) for value in np.linspace(least, most, 5)[1:-1].tolist()]

    @property
    def caption(self) -> Text:
        """The caption of the drawing."""
        first, second = self.names
        sentence = "{first} less {second}, over the mean of both. Bands are the 95 % intervals of the bias and of the "
        return Text(f"{sentence}limits.", first=first, second=second)

    @property
    def names(self) -> tuple[str, str]:
        """What is compared: two raters, or readings and true values."""
        first, second = self.table.raters
        return first, second

    @property
    def label(self) -> str:
        """The text alternative of the drawing, for readers who cannot see it."""
        first, second = self.names
        values = {"bias": self.bias.estimate, "low": self.low.estimate, "high": self.high.estimate}
        return Text(
            "{first} less {second} over their mean: bias {bias}, limits of agreement {low} to {high}",
            first=first,
            second=second,
            **{name: rounded(value) for name, value in values.items()},
        )


@dataclass(frozen=True)
class Square:
    """A rectangle of a chart of agreement: of a category, all that both could have shared, or what they did."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Shared:
    """Bangdiwala's agreement chart of two raters: of each category how much both chose, in what either chose."""

    table: ItemTable
    side = 260
    margin = 70

    @cached_property
    def counts(self) -> Array:
        """Return the cross table of two raters.

        Returns
        -------
        ndarray, shape (n_categories, n_categories)
            How often each pair of categories came; rows are the first rater's.
        """
        place = {category: i for i, category in enumerate(self.table.scale)}
        counts = np.zeros((len(place), len(place)))
        for a, b in self.table.values:
            if a is not None and b is not None:
                counts[place[a], place[b]] += 1
        return counts

    @cached_property
    def _unit(self) -> float:
        return self.side / max(float(self.counts.sum()), 1.0)

    @property
    def squares(self) -> list[Square]:
        """The rectangles of the categories, each with the part that is shared."""
        first, second = self.counts.sum(axis=1), self.counts.sum(axis=0)
        found = []
        for k, (across, down) in enumerate(zip(np.cumsum(second) - second, np.cumsum(first) - first, strict=True)):
            x, y = self.margin + across * self._unit, down * self._unit
            found.append(self._square("either", x, y, second[k], first[k]))
            before, above = self.counts[:k, k].sum(), self.counts[k, :k].sum()
            both = self.counts[k, k]
            found.append(self._square("both", x + before * self._unit, y + above * self._unit, both, both))
        return found

    def _square(self, kind: str, x: float, y: float, width: float, height: float) -> Square:
        return Square(kind, round(x, 1), round(y, 1), round(width * self._unit, 1), round(height * self._unit, 1))

    @property
    def names(self) -> list[tuple[float, str]]:
        """The first rater's categories, each with the height of its row."""
        first = self.counts.sum(axis=1)
        middles = (np.cumsum(first) - first / 2) * self._unit
        return [(round(y + 4, 1), str(c)) for y, c, n in zip(middles, self.table.scale, first, strict=True) if n]

    @property
    def caption(self) -> Text:
        """The caption of the chart."""
        first, second = self.table.raters
        sentence = (
            "{first} (down) and {second} (across): a frame is what either chose, filled is what both chose. Where "
        )
        return Text(f"{sentence}it leaves the line, one chose a category more often.", first=first, second=second)

    @property
    def label(self) -> str:
        """The text alternative of the drawing, for readers who cannot see it."""
        first, second = self.table.raters
        cells = zip(self.table.scale, np.diag(self.counts), self.counts.sum(axis=1), strict=True)
        shared = Text.joined(
            (
                Text("{category} {both} of {own}", category=str(c), both=int(both), own=int(own))
                for c, both, own in cells
                if own
            ),
            ", ",
        )
        return Text(
            "Of what {first} chose, {second} chose the same: {shared}", first=first, second=second, shared=shared
        )


@dataclass(frozen=True)
class Bar:
    """A coefficient with its interval, in a row of a drawing."""

    name: str
    y: float
    low: float
    high: float
    middle: float
    said: str


@dataclass(frozen=True)
class Forest:
    """Coefficients below each other, from no agreement to the whole."""

    named: Sequence[tuple[str, Estimate]]
    width = 640

    @property
    def height(self) -> int:
        """The height of the drawing: a row for each coefficient, and the scale."""
        return ROW * len(self.named) + 24

    @property
    def least(self) -> float:
        """The left end of the scale."""
        return -0.5 if any(min(found.low, found.estimate) < 0 for _, found in self.named) else 0.0

    def x(self, value: float) -> float:
        """Return the horizontal place of a coefficient; one that is off the scale stands at its end."""
        share = (min(max(value, self.least), 1.0) - self.least) / (1 - self.least)
        return round(LABEL + share * (self.width - LABEL - 10), 1)

    @property
    def bars(self) -> list[Bar]:
        """The coefficients."""
        return [self._bar(row, name, found) for row, (name, found) in enumerate(self.named)]

    def _bar(self, row: int, name: str, found: Estimate) -> Bar:
        """Return the row of a coefficient; its bar has no length where it has no interval."""
        known = np.isfinite([found.low, found.high]).all()
        low, high = (self.x(end if known else found.estimate) for end in (found.low, found.high))
        said = Text(
            "{name} {value}, {interval}", name=Text(name), value=rounded(found.estimate), interval=interval(found)
        )
        return Bar(name, ROW * row + ROW / 2, low, high, self.x(found.estimate), said)

    @property
    def scale(self) -> list[tuple[float, str]]:
        """The values below."""
        values = [v for v in (-0.5, 0.0, 0.25, 0.5, 0.75, 1.0) if v >= self.least]
        return [(self.x(value), Figure(f"{value:g}".replace("-", "−"))) for value in values]

    @property
    def label(self) -> str:
        """The text alternative of the drawing, for readers who cannot see it."""
        return Text.joined((bar.said for bar in self.bars), "; ")
