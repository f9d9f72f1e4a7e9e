"""The `@measure` register.

A measure is a function `(pose, reference) -> array`: `(...)` for the whole body, `(..., 2)` for left and right. It is
written once; a frame and a clip are the same to it, and a point that was not seen gives NaN. What is of a whole
repetition is in `per_repetition`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from movescreen.measures.reference_from_frames import off_side
from movescreen.measures.reference_pose import BACK, FRONT, OBLIQUE, SIDE, ReferencePose
from movescreen.pose.pose import LEFT, RIGHT, SIDES, Array, Pose

NO_VIEW: frozenset[str] = frozenset()  # what a camera does not show at this framing, and a rater may
FROM_THE_FRONT = frozenset({FRONT})
FACE_ON = frozenset({FRONT, BACK})
SIDE_ON = frozenset({SIDE})
ANY_VIEW = frozenset({FRONT, SIDE, BACK, OBLIQUE})

UNITS = {"deg": "deg", "%": "pct", "ratio": "ratio", "s": "s", "deg/s": "deg_per_s"}  # and how a column's name ends
MOST_SLANT = 40.0  # deg off the side: largest slant at which arms are measured
SLANT_UNSURE = 6.0  # deg, 1 SD: added in quadrature to the uncertainty of arms from the side
ANYTHING = (-math.inf, math.inf)
OTHER_VIEW = "other_view"
BY_EYE = "by_eye_only"
IMPOSSIBLE = "impossible_value"
ARMS_NOT_OVERHEAD = "arms_not_overhead"


@dataclass(frozen=True)
class Quantity:
    """A quantity: its unit, one-line meaning, the views that show it, and its uncertainty (1 SD).

    `far_limb_uncertainty` is the uncertainty where, in a side view, the limb that counts is the far one; None where
    the far limb does not show it. No body shows a value that is not `within` its two ends: it is not measured.
    """

    name: str
    unit: str
    meaning: str
    uncertainty: float
    far_limb_uncertainty: float | None
    views: frozenset[str]
    sided: bool
    directed: bool
    within: tuple[float, float] = field(default=ANYTHING, kw_only=True)

    def possible(self, value: float) -> bool:
        """Return whether a body can do this; what was not measured is possible."""
        least, most = self.within
        return not (value < least or value > most)

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that have a value each; one empty name where the quantity is of the whole body."""
        return SIDES if self.sided else ("",)

    def column(self, side: str) -> str:
        """Return the name of the column that holds the values of a side, as tables have it."""
        return "_".join(part for part in (self.name, side, UNITS[self.unit]) if part)

    def uncertainty_for(self, side: str, reference: ReferencePose) -> float:
        """Return the uncertainty of a reading of a side, which may be the far one in a side view."""
        away = reference.view == SIDE and side == SIDES[1 - reference.near]
        return self.far_limb_uncertainty if away and self.far_limb_uncertainty is not None else self.uncertainty

    def reason_not_visible(self, view: str) -> str:
        """Return why a view does not show the quantity; empty if it does."""
        return "" if view in self.views else OTHER_VIEW if self.views else BY_EYE

    def reason_hidden_in(self, reference: ReferencePose) -> str:
        """Return why the quantity is not visible on a body seen in this way; empty if it is visible."""
        return self.reason_not_visible(reference.view)


@dataclass(frozen=True)
class Measure(Quantity):
    """A quantity of every single frame."""

    function: Callable[[Pose, ReferencePose], Array]
    from_afar: bool
    yaw_put_right: bool
    doubt: Callable[[Pose, ReferencePose], Array] | None = None
    slant: Callable[[Pose, ReferencePose], Array] | None = None
    level_unless_stated: frozenset[str] = NO_VIEW

    def taken_as_level(self, reference: ReferencePose) -> bool:
        """Return whether the camera counts as level because its pitch is estimated only."""
        return reference.view in self.level_unless_stated and not reference.camera.pitch_stated

    def at_slant(self, reference: ReferencePose) -> bool:
        """Return whether the measure is read from an oblique view, up to `MOST_SLANT` off the side."""
        return self.slant is not None and reference.view == OBLIQUE and off_side(reference) <= MOST_SLANT

    def reason_hidden_in(self, reference: ReferencePose) -> str:
        """Return why the measure is not visible on a body seen in this way; empty if it is visible."""
        return "" if self.at_slant(reference) else self.reason_not_visible(reference.view)

    def uncertainty_for(self, side: str, reference: ReferencePose) -> float:
        """Return the uncertainty of a reading of a side, which may be the far one in a side view; larger at a slant."""
        slanted = SLANT_UNSURE if self.at_slant(reference) else 0.0
        return math.hypot(super().uncertainty_for(side, reference), slanted)

    def __call__(self, pose: Pose, reference: ReferencePose) -> Array:
        """Return the values `(..., n_columns)`; NaN if the view hides them, and for a limb that does not count."""
        if self.taken_as_level(reference):
            reference = reference.as_seen
        pose, reference = reference.camera.upright(pose), reference.upright
        values = np.full((*pose.time.shape, len(self.sides)), np.nan)
        if not self.reason_hidden_in(reference):
            self.fill(values, reference.camera.without_perspective(pose) if self.from_afar else pose, reference)
        return values

    def fill(self, values: Array, pose: Pose, reference: ReferencePose) -> None:
        """Write the values that the view shows of the measure; leave the others unchanged.

        Parameters
        ----------
        values : ndarray, shape (..., n_columns)
            One column, or two for left and right; written in place.
        pose : Pose, (...)
            The frames.
        reference : ReferencePose
            The standing or lying body, with its view.
        """
        if self.slant is not None and reference.view == OBLIQUE:
            values[..., reference.near] = self.slant(pose, reference)
            return
        measured = self.function(pose, reference)
        if not self.sided:
            values[..., 0] = measured
        elif reference.view != SIDE:
            values[...] = measured
        else:
            self._fill_counting(values, measured, reference)

    def _fill_counting(self, values: Array, measured: Array, reference: ReferencePose) -> None:
        """Write what was measured of the limb that counts in a side view."""
        if reference.support is None:
            values[..., reference.near] = measured[..., reference.near]
            return
        for side in [reference.near] if self.far_limb_uncertainty is None else [LEFT, RIGHT]:
            values[..., side] = np.where(reference.supports(side), measured[..., side], np.nan)


MEASURES: dict[str, Quantity] = {}
Made = TypeVar("Made", bound=Quantity)


def registered(made: Made, function: Callable[..., object] | None = None) -> Made:
    """Register a quantity under its name.

    Parameters
    ----------
    made : Measure or RepetitionMeasure
        The quantity.
    function : callable, optional
        Its docstring is what `help` shows of `made`.

    Returns
    -------
    Measure or RepetitionMeasure
        `made`.

    Raises
    ------
    ValueError
        Another quantity has the name.
    """
    if MEASURES.setdefault(made.name, made) is not made:
        raise ValueError(f"two measures are called {made.name}")
    if function is not None:
        object.__setattr__(made, "__doc__", function.__doc__)
    return made


def measure(
    unit: str,
    uncertainty: float,
    views: frozenset[str],
    *,
    meaning: str,
    sided: bool = True,
    directed: bool = False,
    far_limb_uncertainty: float | None = None,
    from_afar: bool = False,
    yaw_put_right: bool = False,
    within: tuple[float, float] = ANYTHING,
    doubt: Callable[[Pose, ReferencePose], Array] | None = None,
    slant: Callable[[Pose, ReferencePose], Array] | None = None,
    level_unless_stated: frozenset[str] = NO_VIEW,
) -> Callable[[Callable[[Pose, ReferencePose], Array]], Measure]:
    """Register a function as a measure.

    Parameters
    ----------
    unit : str
        Unit of its values.
    uncertainty : float
        1 SD, in that unit.
    views : frozenset of str
        Views that show it.
    meaning : str
        The definition with its sign, in the words that users read.
    sided : bool
        It has a left and a right value.
    directed : bool
        Its sign says left (+) or right (-), so that a mirror turns it.
    far_limb_uncertainty : float, optional
        1 SD of the far limb; None = the far limb is never measured.
    from_afar : bool
        It takes poses without perspective.
    yaw_put_right : bool
        It takes off what the camera's yaw adds.
    within : tuple of float
        Range of values that a body can show.
    doubt : callable, optional
        Returns a further 1 SD from the pose itself.
    slant : callable, optional
        Returns its values, of the whole body, if the camera stood up to `MOST_SLANT` off the side.
    level_unless_stated : frozenset of str
        Views from which a pitch that is only estimated makes it worse: the camera is taken to have been level.

    Returns
    -------
    callable
        Decorator for a function of (pose, reference).

    Raises
    ------
    ValueError
        Two measures have one name.
    """

    def register(function: Callable[[Pose, ReferencePose], Array]) -> Measure:
        quantity = (function.__name__, unit, meaning, uncertainty, far_limb_uncertainty, views, sided, directed)
        return registered(
            Measure(*quantity, function, from_afar, yaw_put_right, doubt, slant, level_unless_stated, within=within),
            function,
        )

    return register
