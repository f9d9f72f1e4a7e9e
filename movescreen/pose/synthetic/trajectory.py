"""The depth of a movement over time: `repetitions`, or any curve through `glide`."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from movescreen.pose.pose import Array

PHASES = ("rest", "descent", "bottom", "ascent")  # of a bridge: rest, rise, top, lowering


@dataclass(frozen=True)
class DepthCurve:
    """The depth of a movement over time: `depth` 0 at rest to 1 at the bottom (of a bridge: the top), both `(T,)`.

    `moments` is `(repetition, 4)` in seconds: the descent begins, the bottom begins, the bottom ends, the ascent ends.
    """

    time: Array
    depth: Array
    moments: Array = field(default_factory=lambda: np.empty((0, 4)))

    @property
    def passed(self) -> NDArray[np.intp]:
        """The number of the moments that have passed, `(T,)`."""
        return np.searchsorted(np.ravel(self.moments), self.time, side="right")

    @property
    def phase(self) -> NDArray[np.intp]:
        """The index into PHASES, `(T,)`."""
        return self.passed % 4

    @property
    def rep(self) -> NDArray[np.intp]:
        """The number of the repetition from 0, -1 at rest, `(T,)`."""
        return np.where(self.phase > 0, self.passed // 4, -1)

    @property
    def held(self) -> Array:
        """The share of the time at the bottom that has passed, 0 to 1, `(T,)`."""
        return glide(self.time, np.ravel(self.moments), np.tile([0.0, 0.0, 1.0, 1.0], len(self.moments)))

    @property
    def start(self) -> Array:
        """The time at which each repetition begins, s."""
        return self.moments[:, 0]

    @property
    def bottom(self) -> Array:
        """The middle of each repetition's time at the bottom, s."""
        return self.moments[:, 1:3].mean(axis=1)

    @property
    def end(self) -> Array:
        """The time at which each repetition ends, s."""
        return self.moments[:, 3]


def glide(time: Array, moments: Array, values: Array) -> Array:
    """Return a curve through values along minimum-jerk paths, at rest in each of them.

    Parameters
    ----------
    time : ndarray, shape (n,)
        When to evaluate, s.
    moments : ndarray, shape (m,)
        When the values are reached, s, increasing.
    values : ndarray, shape (m,)
        The values; constant before the first and after the last.

    Returns
    -------
    ndarray, shape (n,)
        In the unit of `values`.

    References
    ----------
    Flash T, Hogan N (1985). The coordination of arm movements. J Neurosci 5(7):1688-1703.
    """
    if len(moments) == 0:
        return np.zeros(np.shape(time))
    i = np.maximum(np.searchsorted(moments, time, side="right") - 1, 0)
    values, following = np.asarray(values, float), np.append(values[1:], values[-1])
    share = np.clip((time - np.asarray(moments)[i]) / np.diff(np.append(moments, np.inf))[i], 0.0, 1.0)
    return values[i] + (following - values)[i] * share**3 * (10.0 - 15.0 * share + 6.0 * share**2)


def repetitions(
    count: int = 3,
    *,
    lead: float = 1.5,
    descent: float = 1.4,
    bottom: float = 0.4,
    ascent: float = 1.2,
    rest: float = 1.0,
    depths: tuple[float, ...] = (1.0,),
    fps: float = 30.0,
    time: Array | None = None,
) -> DepthCurve:
    """Build the depth curve of some repetitions.

    Parameters
    ----------
    count : int
        Number of repetitions.
    lead : float
        Rest before the first one, s.
    descent, bottom, ascent, rest : float
        Length of each phase, s.
    depths : tuple of float
        Depth of each repetition, 0 to 1, taken in turn.
    fps : float
        Frames per second until the last rest is over.
    time : ndarray, shape (n,), optional
        Timestamps in place of those of `fps`, s.

    Returns
    -------
    DepthCurve
        Depth at each timestamp, and the moments of each repetition.
    """
    starts = lead + np.arange(count) * (descent + bottom + ascent + rest)
    moments = starts[:, None] + np.cumsum([0.0, descent, bottom, ascent])
    if time is None:
        time = np.arange(round((lead + count * (descent + bottom + ascent + rest)) * fps)) / fps
    depth = np.resize(np.asarray(depths, float), count)[:, None] * [0.0, 1.0, 1.0, 0.0]
    return DepthCurve(np.asarray(time, float), glide(time, np.ravel(moments), np.ravel(depth)), moments)
