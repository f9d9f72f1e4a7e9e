"""Hold a marker file against a clip: line up their clocks, and read it at the moments that the screen judges."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from movescreen.errors import Problem
from movescreen.pose.pose import Array
from movescreen.records.frames import FrameTable
from movescreen.reliability.truth_table import TrueValue
from movescreen.reliability.validation import Readings
from movescreen.screens import Screen

OFFSET = "The option is --offset."


def true_of_markers(
    readings: Readings, clip: str, time: Array, columns: Mapping[tuple[str, str], Array], offset: float, around: float
) -> list[TrueValue]:
    """Return what a marker file says of each repetition, at the moment that the screen judges it.

    Parameters
    ----------
    readings : Readings
    clip : str
        Which clip the file is of.
    time : ndarray, shape (n_frames,)
        s, of the file.
    columns : mapping
        For each measure and side its values, shape (n_frames,).
    offset : float
        s: the file's time when the clip's is 0.
    around : float
        s to either side of the moment, of which the median is taken.

    Returns
    -------
    list of TrueValue
    """
    found = []
    for rep in readings.records[readings.clip(clip)]["repetitions"]:
        near = np.abs(time - offset - rep["bottom_s"]) <= around
        for (measure, side), values in columns.items():
            if near.any() and np.isfinite(values[near]).any():
                value = float(np.nanmedian(values[near]))
                found.append(TrueValue(clip, int(rep["number"]), float(rep["bottom_s"]), measure, side, value))
    return found


def lined_up(frames: FrameTable, screen: Screen, time: Array, columns: Mapping[tuple[str, str], Array]) -> float:
    """Return the marker file's time when the clip's is 0, s: where what both have moves most alike.

    Parameters
    ----------
    frames : FrameTable
        Of the clip.
    screen : Screen
    time : ndarray, shape (n_frames,)
        s, of the marker file.
    columns : mapping
        For each measure and side its values, shape (n_frames,).

    Returns
    -------
    float

    Raises
    ------
    Problem
        Where they share no measure that moves.
    """
    sides = ((measure, side) for measure in (screen.movement.effort, *screen.measures) for side in measure.sides)
    for measure, side in sides:
        if (measure.name, side) in columns and measure.column(side) in frames.columns:
            values = frames.values[:, frames.columns.index(measure.column(side))]
            if np.isfinite(values).any():
                return found_offset(frames.time, values, time, columns[measure.name, side])
    raise Problem("not_computable", "The clip and the marker file share no measure to line up by.", OFFSET)


def found_offset(clip_time: Array, clip_effort: Array, time: Array, effort: Array, rate: float = 50.0) -> float:
    """Return the marker file's time when the clip's is 0, s: where both efforts go most alike.

    Parameters
    ----------
    clip_time, clip_effort : ndarray, shape (n_clip,)
    time, effort : ndarray, shape (n_frames,)
    rate : float
        Samples a second that both are read at.

    Returns
    -------
    float

    Raises
    ------
    Problem
        Where either does not move.
    """
    one, other = _even(clip_time, clip_effort, rate), _even(time, effort, rate)
    if not (one.std() > 0 and other.std() > 0):
        raise Problem("not_computable", "The clip or the marker file shows no movement to line up.", OFFSET)
    best = int(np.correlate(other - other.mean(), one - one.mean(), "full").argmax()) - (len(one) - 1)
    return best / rate + float(time[0]) - float(clip_time[0])


def _even(time: Array, values: Array, rate: float) -> Array:
    seen = np.isfinite(values)
    if seen.sum() < 2:
        return np.zeros(2)
    clock = np.arange(time[0], time[-1], 1 / rate)
    return np.interp(clock, time[seen], values[seen])
