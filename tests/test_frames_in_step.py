"""Two sessions in step: the same repetition, the same way, as deep as each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from people import BRIDGE, bridge, brief, record_of, seen
from test_change_between_sessions import session

from movescreen.records.record import Record
from movescreen.scoring.frames_in_step import TIE_PCT, depths, frames_in_step


def part_of(record: Record, frame: int) -> tuple[int, bool]:
    """The repetition that a frame is in, by its place from 1, and whether it is on the way back; 0 outside."""
    time = record.frames.time[frame]
    for number, rep in enumerate(record.repetitions, start=1):
        if rep.start_s <= time <= rep.end_s:
            return number, bool(time > rep.bottom_s)
    return 0, False


@pytest.mark.parametrize("counts", [(3, 3), (3, 2), (2, 3)])
def test_frames_in_step_are_as_deep_on_the_same_way(counts: tuple[int, int]) -> None:
    """Each frame of a repetition has one of the same repetition and way; none of those is nearer by more than a tie."""
    one, other = session(count=counts[0]), session(0.75, seed=1, count=counts[1])
    found, mine, theirs = frames_in_step(one, other), depths(one), depths(other)
    assert len(found) == len(one.frames.time)
    inside = [frame for frame in range(len(found)) if part_of(one, frame)[0]]
    assert len(inside) > 50
    parts = [part_of(other, frame) for frame in range(len(theirs))]
    for frame in inside:
        number, back = part_of(one, frame)
        place = (min(number, counts[1]), back)
        assert parts[found[frame]] == place
        best = min(abs(theirs[at] - mine[frame]) for at in range(len(theirs)) if parts[at] == place)
        assert abs(theirs[found[frame]] - mine[frame]) <= best + 2 * TIE_PCT + 2.0  # noise that was smoothed away


def test_frames_in_step_with_itself_stays() -> None:
    """A session in step with itself shows the same depth, and nearly the same frame."""
    one = session()
    found = frames_in_step(one, one)
    assert np.abs(depths(one)[found] - depths(one)).max() < 2 * TIE_PCT + 2.0
    assert np.median(np.abs(found - np.arange(len(found)))) == 0


def test_frames_in_step_goes_on_and_never_back_within_a_way() -> None:
    """Whoever scrubs on sees the other go on: within a way no frame lies before the one that was there."""
    one, other = session(), session(0.75, seed=1)
    found = frames_in_step(one, other)
    for rep in one.repetitions:
        for start, end in ((rep.start_s, rep.bottom_s), (rep.bottom_s, rep.end_s)):
            time = one.frames.time
            way = found[(time > start) & (time <= end)]
            assert (np.diff(way) >= 0).all()


def test_frames_in_step_of_a_hold_takes_its_whole_time() -> None:
    """While one lies at the top of a bridge the other does too, from the beginning of the hold to its end."""
    one, other = (
        record_of(seen(bridge(brief(bottom=hold)), "right", noise_px=0.5, seed=1), BRIDGE) for hold in (2.0, 4.0)
    )
    found, theirs = frames_in_step(one, other), depths(other)
    high = depths(one) > 0.9 * depths(one).max()
    assert (theirs[found[high]] > 0.8 * theirs.max()).mean() > 0.95
    assert np.diff(np.unique(found[high])).max() < 20


def test_frames_in_step_before_and_after() -> None:
    """What is before the first repetition stays before it, and what is after the last one after it."""
    one, other = session(count=2), session(seed=1, count=3)
    found, time = frames_in_step(one, other), other.frames.time
    assert time[found[0]] <= other.repetitions[0].start_s
    assert time[found[-1]] >= other.repetitions[-1].end_s - 0.1


def test_depths_of_nobody_are_zero() -> None:
    record = session()
    blind = replace(record, frames=replace(record.frames, values=np.full_like(record.frames.values, np.nan)))
    assert not depths(blind).any()
    assert len(frames_in_step(blind, record)) == len(record.frames.time)
