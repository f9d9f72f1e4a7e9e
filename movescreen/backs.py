"""The second look at a clip: the outline of the low back, standing and at the bottom of each repetition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from movescreen.body import Pose
from movescreen.judgement import NO_PICTURES, Judge
from movescreen.outline import Picture, Shot, low_back
from movescreen.record import Record, Repetition
from movescreen.sources import Frame
from movescreen.stance import SIDE, Stance
from movescreen.summary import set_findings

SHOTS = 5  # pictures of each phase of a repetition
STOOD = 0.5  # s before a repetition that show the person standing


def needs_pictures(record: Record) -> bool:
    """Whether a record has something to look for in the pictures."""
    return any(r.reason == NO_PICTURES for rep in record.repetitions for r in rep.readings)


def with_backs(record: Record, judge: Judge, stance: Stance, poses: Pose, frames: Iterable[Frame]) -> Record:
    """The record with the outline of the back in each repetition, from the clip's frames gone through once more.

    `poses` are the smoothed ones of all frames.
    """
    if stance.view != SIDE:
        return record
    phases = [(_standing(record, rep), _bottom(record, rep)) for rep in record.repetitions]
    wanted = {int(n) for pair in phases for numbers in pair for n in numbers}
    pictures = {frame.index: frame.picture for frame in frames if frame.index in wanted}
    reps = tuple(
        _looked_up(rep, judge, [_shots(numbers, pictures, poses) for numbers in pair], stance)
        for rep, pair in zip(record.repetitions, phases, strict=True)
    )
    found = set_findings(judge.screen, [rep.readings for rep in reps], stance.view)
    return replace(record, repetitions=reps, findings=found)


def _looked_up(rep: Repetition, judge: Judge, shots: list[list[Shot]], stance: Stance) -> Repetition:
    standing, bottom = shots
    change = low_back(standing, bottom, stance)
    read = (change.value, change.uncertainty, change.reason)
    readings = (judge.looked_up(r, *read) if r.reason == NO_PICTURES else r for r in rep.readings)
    return replace(rep, readings=tuple(readings))


def _standing(record: Record, rep: Repetition) -> NDArray[np.intp]:
    """Some frames from just before a repetition."""
    time = record.frames.time
    return _some(np.flatnonzero((time <= rep.start_s) & (time >= rep.start_s - STOOD)))


def _bottom(record: Record, rep: Repetition) -> NDArray[np.intp]:
    """Some frames at the extreme of a repetition."""
    within = record.frames.rep == rep.number
    moment = np.abs(record.frames.time - rep.bottom_s).argmin()
    return _some(np.flatnonzero(within & (record.frames.phase == record.frames.phase[moment])))


def _some(numbers: NDArray[np.intp]) -> NDArray[np.intp]:
    """At most `SHOTS` of them, evenly spread."""
    return numbers[np.unique(np.linspace(0, len(numbers) - 1, SHOTS).astype(int))] if len(numbers) else numbers


def _shots(numbers: NDArray[np.intp], pictures: dict[int, Picture], poses: Pose) -> list[Shot]:
    return [(pictures[int(n)], poses.at(int(n))) for n in numbers if int(n) in pictures]
