"""Two sessions in step, of one frame a second, so that every frame found can be read off the depths."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from people import SQUAT, brief, record_of, seen, squat

from movescreen.records.record import Record, Repetition
from movescreen.scoring.frames_in_step import _at_share, _nearest, _passed, _turn, depths, frames_in_step

QUICK = [0, 0, 0, 30, 60, 90, 60, 30, 0, 0, 0]  # out from 2 to 5 s, back to 8 s
SLOW = [0, 0, 15, 30, 45, 60, 75, 90, 75, 60, 45, 30, 15, 0, 0, 0]  # out from 1 to 7 s, back to 13 s


@cache
def usual() -> Record:
    """A record to put other frames into."""
    return record_of(seen(squat(brief()), "right"), SQUAT)


def session(effort: Sequence[float], *repetitions: tuple[float, float, float]) -> Record:
    """A session of these depths and of repetitions that start, turn and end then."""
    table = usual().frames
    values = np.full((len(effort), len(table.columns)), 7.0)
    values[:, table.columns.index("hip_descent_pct")] = effort
    frames = replace(table, time=np.arange(float(len(effort))), values=values)
    reps = tuple(
        Repetition(number, start, turn, end, 90.0, ()) for number, (start, turn, end) in enumerate(repetitions, 1)
    )
    return replace(usual(), frames=frames, repetitions=reps)


def quick() -> Record:
    """One repetition with 30 % from frame to frame."""
    return session(QUICK, (2.0, 5.0, 8.0))


def slow() -> Record:
    """One repetition with 15 % from frame to frame."""
    return session(SLOW, (1.0, 7.0, 13.0))


def test_frames_in_step_by_depth() -> None:
    """Of a repetition at half the speed every second frame; before and after it by the share of the time."""
    assert frames_in_step(quick(), slow()).tolist() == [0, 0, 1, 3, 5, 7, 9, 11, 13, 14, 15]
    assert frames_in_step(quick(), quick()).tolist() == list(range(11))
    # 15 and 45 and 75 % lie half-way: a third of a percent by the time decides.
    assert frames_in_step(slow(), quick())[[1, 3, 5, 7, 9, 11, 13]].tolist() == [2, 3, 4, 5, 6, 7, 8]


def test_frames_in_step_other_has_fewer() -> None:
    """What the other has no repetition for is in step with its last one; what comes after, with its end."""
    two = session(QUICK + QUICK, (2.0, 5.0, 8.0), (13.0, 16.0, 19.0))
    found = frames_in_step(two, slow()).tolist()
    assert found[:9] == [0, 0, 1, 3, 5, 7, 9, 11, 13]
    assert found[13:20] == [1, 3, 5, 7, 9, 11, 13]
    assert found[9:13] == [0, 0, 0, 0]  # before the last one that there is
    assert found[20:] == [14, 15]


def test_frames_in_step_other_has_more() -> None:
    """After its last repetition a session is in step with what is after the last one of the other."""
    two = session(SLOW + QUICK, (1.0, 7.0, 13.0), (18.0, 21.0, 24.0))
    found = frames_in_step(quick(), two).tolist()
    assert found == [0, 0, 1, 3, 5, 7, 9, 11, 13, 25, 26]


def test_frames_in_step_without_a_place() -> None:
    """Before a repetition that begins with the recording its first frame; after one that ends with it the last."""
    cut = session(SLOW[1:14], (0.0, 6.0, 12.0))
    assert frames_in_step(quick(), cut).tolist() == [0, 0, 0, 2, 4, 6, 8, 10, 12, 12, 12]


def test_frames_in_step_hold_goes_on() -> None:
    """In a hold the depth tells nothing, and frames follow by their share of the way's time."""
    short = session([0, 50, 50, 50, 0], (0.0, 3.0, 4.0))
    long = session([0, 50, 50, 50, 50, 50, 0], (0.0, 5.0, 6.0))
    # Thirds of the way of one and fifths of the other's: 1/3 is nearest to 2/5, 2/3 to 3/5.
    assert frames_in_step(short, long).tolist() == [0, 2, 3, 5, 6]


@pytest.mark.parametrize(
    ("place", "frame"), [((1, "back"), 7), ((1, "out"), 1), ((1, "before"), 1), ((2, "before"), 15), ((2, "back"), 15)]
)
def test_turn_by_place(place: tuple[int, str], frame: int) -> None:
    """Where a way back begins is the turn, where a way out does the start; past the last one is the end."""
    assert _turn(slow(), place) == frame


def test_turn_of_second_repetition() -> None:
    """The second repetition starts at 18 s and turns at 21 s; the nearest frame counts."""
    two = session(SLOW + QUICK, (1.0, 7.0, 13.0), (17.6, 21.4, 24.0))
    assert (_turn(two, (2, "out")), _turn(two, (2, "back")), _turn(two, (3, "before"))) == (18, 21, 26)


@pytest.mark.parametrize(
    ("count", "of", "frames"),
    [(3, 5, [0, 2, 4]), (5, 3, [0, 0, 1, 2, 2]), (1, 5, [0]), (4, 1, [0, 0, 0, 0]), (2, 2, [0, 1])],
)
def test_at_share_by_hand(count: int, of: int, frames: list[int]) -> None:
    """Frames at the same shares of the time, the first and the last among them."""
    assert _at_share(count, of).tolist() == frames


def test_passed_only_grows() -> None:
    """What goes back for a moment stays where it was; the time adds up to 1 %."""
    thirds = np.array([0.0, 1 / 3, 2 / 3, 1.0])
    assert _passed(np.array([0.0, 30.0, 20.0, 40.0]), "out") == pytest.approx(
        np.array([0.0, 30.0, 30.0, 40.0]) + thirds
    )
    back = _passed(np.array([40.0, 20.0, 30.0, 0.0]), "back")
    assert back == pytest.approx(np.array([-40.0, -20.0, -20.0, 0.0]) + thirds)


def test_nearest_by_hand() -> None:
    """The nearer one, of two as near the earlier; beyond either end the end; of one always that."""
    theirs = np.array([0.0, 1.0, 2.0])
    assert _nearest(np.array([-5.0, 0.4, 0.5, 0.6, 1.4, 1.5, 1.6, 99.0]), theirs).tolist() == [0, 0, 0, 1, 1, 1, 2, 2]
    assert _nearest(np.array([-5.0, 3.0, 99.0]), np.array([3.0])).tolist() == [0, 0, 0]
    assert _nearest(np.array([0.4, 0.6]), np.array([0.0, 1.0])).tolist() == [0, 1]


def test_depths_by_hand() -> None:
    """What was not seen lies between its neighbours, at the ends it is as the nearest; never seen it is 0."""
    lost = session([math.nan, 10, math.nan, 30, math.nan])
    assert depths(lost).tolist() == [10, 10, 20, 30, 30]
    assert depths(session([math.nan] * 3)).tolist() == [0, 0, 0]
