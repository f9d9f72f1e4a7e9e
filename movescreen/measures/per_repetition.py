"""The `@over_repetition` register of measures of a whole repetition, such as how long it was held.

Such a measure is a function `(signals) -> float` of what measures of single frames read in a repetition. It is written
for one side, and gives NaN where too little was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, reduce

import numpy as np

from movescreen.measures.registry import ANYTHING, Measure, Quantity, registered
from movescreen.measures.signals import holes
from movescreen.pose.geometry import nanmedian
from movescreen.pose.pose import Array

CHANGES = 0.07  # of a change: how far off networks see it, root mean square over rendered people's bridges


@dataclass(frozen=True)
class RepetitionSignals:
    """A repetition's frames: their `time` (T,), which are at the `extreme`, what measures read in them on a `side`."""

    time: Array
    extreme: slice
    columns: Mapping[tuple[str, str], Array]
    side: str = ""

    @cached_property
    def frame(self) -> float:
        """The time from frame to frame, s."""
        return float(np.median(np.diff(self.time)))

    def lost(self, measures: tuple[Measure, ...]) -> float:
        """Return how unsure a duration is for frames in which a measure read nothing, s (1 SD).

        A moment within a hole is as likely at any time of it.
        """
        seen = np.all([~np.isnan(self[m]) for m in measures], axis=0)
        return float(np.sqrt((holes(self.time, seen) ** 2).sum() / 12))

    def of(self, measures: tuple[Measure, ...]) -> RepetitionSignals:
        """Return the same repetition with no more than the values of some measures."""
        names = {m.name for m in measures}
        return replace(self, columns={column: v for column, v in self.columns.items() if column[0] in names})

    def scaled_about_extreme(self, *shares: float) -> list[RepetitionSignals]:
        """Scale all signals about their median at the extreme by 1 + share, once for each share."""
        away = {name: (v, v - nanmedian(v[self.extreme])) for name, v in self.columns.items()}
        return [replace(self, columns={name: v + share * a for name, (v, a) in away.items()}) for share in shares]

    def shows(self, measure: Measure) -> bool:
        """Return whether a measure read anything."""
        return not np.isnan(self[measure]).all()

    def __getitem__(self, measure: Measure) -> Array:
        """Return the values of a measure: on `side`, or of the whole body, `(T,)`."""
        return self.columns[measure.name, self.side if measure.sided else ""]


@dataclass(frozen=True)
class RepetitionMeasure(Quantity):
    """A quantity of a whole repetition, computed from the measures that it is `of`."""

    of: tuple[Measure, ...]
    function: Callable[[RepetitionSignals], float]

    def __call__(self, signals: RepetitionSignals) -> Array:
        """Return the value of each side `(sides,)`; NaN where too little was seen."""
        each = [replace(signals, side=side) for side in self.sides]
        return np.array([self.function(one) if all(map(one.shows, self.of)) else np.nan for one in each])

    def spread(self, signals: RepetitionSignals) -> Array:
        """Return what the network's error of scale adds to a measure of a repetition.

        Parameters
        ----------
        signals : RepetitionSignals
            Signals of one repetition.

        Returns
        -------
        ndarray, shape (2,) or ()
            1 SD in the measure's unit; 0 where there is no value.
        """
        more, less = map(self, signals.of(self.of).scaled_about_extreme(CHANGES, -CHANGES))
        return np.nan_to_num(0.5 * np.abs(more - less))


def over_repetition(
    unit: str,
    uncertainty: float,
    *of: Measure,
    meaning: str,
    far_limb_uncertainty: float | None = None,
    within: tuple[float, float] = ANYTHING,
) -> Callable[[Callable[[RepetitionSignals], float]], RepetitionMeasure]:
    """Register a function as a measure of a whole repetition; it is shown, and has sides, as what it is of.

    `meaning` is the sentence that users read. `far_limb_uncertainty` is its uncertainty of the far limb where that is
    another and the limb shows what it is of.
    """
    views = reduce(frozenset.intersection, (m.views for m in of))
    sided = any(m.sided for m in of)
    seen = all(m.far_limb_uncertainty is not None for m in of if m.sided)
    far = (far_limb_uncertainty or uncertainty) if seen else None

    def register(function: Callable[[RepetitionSignals], float]) -> RepetitionMeasure:
        quantity = (function.__name__, unit, meaning, uncertainty, far, views, sided, False)
        return registered(RepetitionMeasure(*quantity, of, function, within=within), function)

    return register
