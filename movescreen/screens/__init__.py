"""Screens: the parts of a movement, declared as data. Each other module of this package is one movement."""

from __future__ import annotations

import importlib
import math
import pkgutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import accumulate
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from movescreen.errors import Problem
from movescreen.measures.per_repetition import RepetitionMeasure, RepetitionSignals
from movescreen.measures.reference_pose import OBLIQUE, ReferencePose, Support
from movescreen.measures.registry import ANY_VIEW, Measure, Quantity
from movescreen.pose.pose import SIDES, Array, Pose

STATES = ("not_observed", "indeterminate", "observed", "not_measurable")
NOT_OBSERVED = 0
INDETERMINATE = 1
OBSERVED = 2
NOT_MEASURABLE = 3

ABOVE = "above"
BELOW = "below"
EITHER = "either"


def state(over: Array, margin: Array | float) -> NDArray[np.int64]:
    """Return the states of values against a line.

    Parameters
    ----------
    over : ndarray, shape (...)
        How far values lie over the line.
    margin : float or ndarray, shape (...)
        How far they must be from it to be decided.

    Returns
    -------
    ndarray of int, shape (...)
        Index into `STATES`; not measurable where NaN.
    """
    decided = INDETERMINATE + (over >= margin) - (over <= -margin).astype(int)
    return np.where(np.isnan(over), NOT_MEASURABLE, decided)


@dataclass(frozen=True)
class BorneOut:
    """A measure that bears a finding out where it is above a line; `since_standing` only where that was seen."""

    by: Measure
    line: float
    since_standing: bool = False


@dataclass(frozen=True)
class Finding:
    """A feature of the checklist: a measure, the convention line, and on which side of it the feature is observed.

    It is observed only where other measures of the same limb are above lines of their own too, `borne_out` by them;
    else it is too close to call.
    """

    name: str
    measure: Quantity
    line: float
    beyond: str = ABOVE
    borne_out: tuple[BorneOut, ...] = ()

    def state(self, value: float, line: float, margin: float) -> int:
        """Return the state of one value, as an index into `STATES`."""
        over = {ABOVE: value - line, BELOW: line - value, EITHER: abs(value) - line}[self.beyond]
        if over != over:  # NaN
            return NOT_MEASURABLE
        return INDETERMINATE + (over >= margin) - (over <= -margin)

    def side(self, column_side: str, value: float) -> str:
        """Return the side to name: the limb's, or for a direction the side that the value points to."""
        if self.measure.directed and not np.isnan(value):
            return SIDES[0] if value > 0 else SIDES[1]
        return column_side

    def column(self, side: str) -> str:
        """Return the name of the column that holds the states of a side, as tables have it."""
        return f"{self.name}_{side}" if side else self.name


@dataclass(frozen=True)
class Requirement:
    """A condition without which a `measure` means nothing: `by` is within `most` of 0, at the extreme or `standing`.

    `reason` says why it is not measured.
    """

    measure: Measure
    by: Measure
    most: float
    reason: str
    standing: bool = False


@dataclass(frozen=True)
class Movement:
    """The definition of a repetition by its `effort` (percent of a body length, 0 at rest, + on the way).

    `min_effort` is the smallest effort that is a repetition; `min_duration_s` and `max_duration_s` limit its duration.
    `onset_measures` show when it begins and ends, the best first, each with the power of the minimum-jerk path that it
    follows. `phases` names rest, way out, extreme and way back. Who `lies` keeps the shoulders on the floor.
    `not_at_rest` knows better than `at_rest` where somebody is still, which takes no more than one look.
    """

    effort: Measure
    at_rest: Callable[[Pose], NDArray[np.bool_]]
    min_effort: float
    min_duration_s: float
    max_duration_s: float
    onset_measures: tuple[tuple[Measure, float], ...]
    phases: tuple[str, str, str, str]
    lies: bool = False
    not_at_rest: Callable[[Pose], NDArray[np.bool_]] | None = None

    def may_rest(self, pose: Pose) -> bool:
        """Return whether a still pose may be the reference of a movement.

        Parameters
        ----------
        pose : Pose, ()
            A pose that seems at rest.

        Returns
        -------
        bool
            False for a pose that the movement excludes.
        """
        return self.not_at_rest is None or not self.not_at_rest(pose)


@dataclass(frozen=True)
class Screen:
    """A movement with what is measured in its frames, over its repetitions and in its pictures, and what is looked for.

    `support` returns, where one leg supports the body, the number of its `Support` in each frame.
    """

    name: str
    title: str
    movement: Movement
    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]
    over_repetition: tuple[RepetitionMeasure, ...] = ()
    from_pictures: tuple[Quantity, ...] = ()
    support: Callable[[Pose, ReferencePose], NDArray[np.int64]] | None = None
    requires: tuple[Requirement, ...] = ()

    def with_support(self, support: str) -> Screen:
        """Return the screen with a stated supporting leg; unchanged if none is stated, or both legs support."""
        if not support or self.support is None:
            return self
        leg = Support.named(support)
        return replace(self, support=lambda pose, reference: np.full(pose.time.shape, leg))

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Everything that is measured, in the order of the tables."""
        return (*self.measures, *self.over_repetition, *self.from_pictures)

    @cached_property
    def columns(self) -> tuple[tuple[Measure, str], ...]:
        """Every measure with each of its sides, in the order of the tables."""
        return tuple((m, side) for m in self.measures for side in m.sides)

    @cached_property
    def effort(self) -> int:
        """The index of the column that holds the movement's effort."""
        return [m for m, _ in self.columns].index(self.movement.effort)

    def timing(self, reference: ReferencePose) -> tuple[int, float]:
        """Return the column that tells best when a repetition begins and ends, and the power of its path."""
        shown = ((m, power) for m, power in self.movement.onset_measures if reference.view in m.views)
        measure, power = next(shown, (self.movement.effort, 1.0))
        side = SIDES[reference.near] if measure.sided else ""
        return self.columns.index((measure, side)), power

    @cached_property
    def judged(self) -> tuple[tuple[Finding, str, int | None], ...]:
        """Every finding with each of its sides and the index of the column that it is judged by in a single frame.

        None where a frame alone does not tell: of a whole repetition, and of what is looked for in the pictures.
        """
        index = {(m.name, side): i for i, (m, side) in enumerate(self.columns)}
        sides = ((f, side) for f in self.findings for side in f.measure.sides)
        return tuple((f, side, index.get((f.measure.name, side))) for f, side in sides)

    def values(self, pose: Pose, reference: ReferencePose) -> Array:
        """Compute all measures.

        Parameters
        ----------
        pose : Pose, (...)
            One frame or a track.
        reference : ReferencePose
            The standing or lying body, with its camera geometry.

        Returns
        -------
        ndarray, shape (..., n_columns)
            In the order of `columns`, before correction; NaN where the view does not show a measure. With a
            supporting leg, those of that leg.
        """
        seen, as_seen = pose, reference
        pose, reference = reference.camera.upright(pose), reference.upright
        if self.support and reference.support is None:
            reference = replace(reference, support=self.support(pose, reference))
        values = np.full((*pose.time.shape, len(self.columns)), np.nan)
        shown = self._shown.get(reference.view, [])
        if reference.view == OBLIQUE:
            shown = shown + [(m, place) for m, place in self._slanted if m.at_slant(reference)]
        afar = reference.camera.without_perspective(pose) if any(measure.from_afar for measure, _ in shown) else pose
        for measure, columns in shown:
            if measure.taken_as_level(as_seen):
                measure.fill(values[..., columns], seen, as_seen.as_seen)
            else:
                measure.fill(values[..., columns], afar if measure.from_afar else pose, reference)
        return values

    def signals(self, time: Array, values: Array, extreme: slice) -> RepetitionSignals:
        """Return the signals of a repetition.

        Parameters
        ----------
        time : ndarray, shape (n_frames,)
            Timestamps, s.
        values : ndarray, shape (n_frames, n_columns)
            Corrected measures.
        extreme : slice
            Frames at the extreme.

        Returns
        -------
        RepetitionSignals
            Signals by measure and side.
        """
        return RepetitionSignals(
            time, extreme, {(m.name, side): v for (m, side), v in zip(self.columns, values.T, strict=True)}
        )

    def over(self, signals: RepetitionSignals) -> dict[str, float]:
        """Return the columns of the measures of a whole repetition, as far as they can be read."""
        read = ((m, zip(m.sides, m(signals).tolist(), strict=True)) for m in self.over_repetition)
        return {m.column(side): value for m, values in read for side, value in values if not math.isnan(value)}

    @cached_property
    def _shown(self) -> dict[str, list[tuple[Measure, slice]]]:
        """For each view the measures that it shows, each with its columns."""
        return {view: [(m, place) for m, place in self._places if view in m.views] for view in ANY_VIEW}

    @cached_property
    def _slanted(self) -> list[tuple[Measure, slice]]:
        """The measures that are also read at a slant, each with its columns."""
        return [(m, place) for m, place in self._places if m.slant is not None]

    @property
    def _places(self) -> list[tuple[Measure, slice]]:
        """Every measure with its columns."""
        ends = accumulate(len(m.sides) for m in self.measures)
        return [(m, slice(end - len(m.sides), end)) for m, end in zip(self.measures, ends, strict=True)]


class NoScreen(Problem, KeyError):  # noqa: N818 - as Problem
    """A name that no screen has."""

    __str__ = Exception.__str__


class Screens(dict[str, Screen]):
    """The screens by name. Raises NoScreen, a Problem and a KeyError, for a name that there is not."""

    def __missing__(self, name: object) -> Screen:
        known = ", ".join(self)
        raise NoScreen("screen_unknown", f"There is no screen {str(name)[:80]!r}. The screens are {known}.")


def screens() -> Screens:
    """Return every screen there is, by name: the `SCREENS` of each file in this folder."""
    found = [importlib.import_module(f"{__name__}.{name}").SCREENS for name in _files()]
    return Screens({screen.name: screen for group in found for screen in group})


@cache
def _files() -> tuple[str, ...]:
    return tuple(module.name for module in pkgutil.iter_modules(__path__))


class _CallableModule(ModuleType):
    """Makes this package callable: `from movescreen import screens` gives the package, and `screens()` works."""

    def __call__(self) -> Screens:
        return screens()


sys.modules[__name__].__class__ = _CallableModule
