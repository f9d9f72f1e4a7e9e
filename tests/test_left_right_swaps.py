"""Left and right go back where they belong after a moment, and are left alone where they never changed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from people import (
    SQUAT,
    after,
    beside,
    bridge,
    brief,
    brief_bridge,
    brief_squat,
    record_of,
    same_bits,
    seen,
    squat,
    without_body,
)

from movescreen.pose.left_right_swaps import ARMS, LEGS, MAX_SWAP_S, NOISE_SHARE, SwapCorrector
from movescreen.pose.pose import ARRAYS, Joint, Pose
from movescreen.pose.visibility import believed

ALL = slice(Joint.EYE_INNER, Joint.TOE + 1)
BELOW_KNEE = slice(Joint.ANKLE, Joint.TOE + 1)
FACE_ON = seen(brief_squat(), "front", noise_px=2.0)


def swapped(track: Pose, frames: slice, joints: slice) -> Pose:
    """The same track with left and right named the other way round in some frames."""
    arrays = {name: getattr(track, name).copy() for name in ("xyz", "world", "seen")}
    for values in arrays.values():
        values[frames, joints] = values[frames, joints, ::-1]
    return replace(track, **arrays)


def put_back(track: Pose) -> tuple[Pose, SwapCorrector]:
    sides = SwapCorrector()
    return sides.push(track), sides


def equal(one: Pose, other: Pose) -> bool:
    return all(same_bits(getattr(one, name), getattr(other, name)) for name in ARRAYS)


@given(st.integers(16, 85), st.integers(1, 30), st.sampled_from([ALL, ARMS[0], LEGS[0], BELOW_KNEE]))
@settings(max_examples=40, deadline=None)
def test_a_change_of_up_to_a_second_is_undone_bit_for_bit(first: int, count: int, joints: slice) -> None:
    track, sides = put_back(swapped(FACE_ON, slice(first, first + count), joints))
    assert equal(track, FACE_ON)
    assert (sides.undone, sides.unclear) == (count, 0)


@pytest.mark.parametrize("view", ["front", "back", "left", "right"])
@given(first=st.integers(16, 85), count=st.integers(1, 30))
@settings(max_examples=15, deadline=None)
def test_what_is_not_undone_could_hardly_be_told_apart(view: str, first: int, count: int) -> None:
    true = seen(brief_squat(), view, yaw=8.0, noise_px=2.0)
    track, _ = put_back(swapped(true, slice(first, first + count), LEGS[0]))
    extent = np.ptp(true.xyz[..., :2], axis=(1, 2)).sum(axis=1)[:, None, None]
    assert (np.abs(track.xyz - true.xyz)[..., :2].sum(axis=-1) <= 2 * NOISE_SHARE * extent).all()


@pytest.mark.parametrize("rate", [12.5, 15.0, 30.0, 60.0])
@pytest.mark.parametrize("view", ["front", "back", "left", "right", "oblique"])
def test_nothing_changes_places_in_a_clean_track(view: str, rate: float) -> None:
    quick = brief(2, descent=0.45, bottom=0.1, ascent=0.45, fps=rate)
    camera = {"view": "front", "yaw": 50.0} if view == "oblique" else {"view": view}
    tracks = [seen(squat(quick), noise_px=4.0, **camera)]
    if view in ("left", "right"):
        tracks += [seen(bridge(quick, raised=leg), view, noise_px=4.0) for leg in ("left", "right")]
    for track in map(believed, tracks):
        same, sides = put_back(track)
        assert equal(same, track) and (sides.undone, sides.unclear) == (0, 0)


def test_a_person_who_crosses_the_picture_in_strides_changes_nothing() -> None:
    """A foot overtakes the other one twice a second, seen from the side."""
    still = seen(brief_squat(), "left", noise_px=2.0).at(slice(20))
    walk = Pose.concatenate([still] * 5)
    walk = replace(walk, time=np.arange(100) / 15)
    stride = 160 * np.sin(2 * np.pi * walk.time)[:, None] * [[1.0, -1.0]]
    xyz = walk.xyz.copy()
    xyz[:, Joint.KNEE, :, 0] += stride / 2
    for joint in (Joint.ANKLE, Joint.HEEL, Joint.TOE):
        xyz[:, joint, :, 0] += stride
    _, sides = put_back(replace(walk, xyz=xyz))
    assert sides.undone == sides.unclear == 0


def test_a_longer_change_is_undone_for_a_second_and_said_to_be_unclear() -> None:
    track, sides = put_back(swapped(FACE_ON, slice(20, 80), LEGS[0]))
    late = FACE_ON.time > FACE_ON.time[20] + MAX_SWAP_S
    late[80:] = False
    assert equal(track.at(~late), FACE_ON.at(~late)) and sides.undone == 31 and sides.unclear == 1
    assert not equal(track, FACE_ON)


def test_a_change_that_is_never_taken_back_is_unclear() -> None:
    _, sides = put_back(swapped(FACE_ON, slice(60, None), LEGS[0]))
    assert sides.unclear == 1


def test_a_change_in_the_first_half_second_is_left_as_it_is() -> None:
    shown = swapped(FACE_ON, slice(10), ALL)
    track, sides = put_back(shown)
    assert equal(track, shown) and sides.undone == 0 and sides.unclear == 2  # arms and legs


def test_who_changes_places_all_the_time_is_left_as_is_for_most_of_it() -> None:
    shown = FACE_ON
    for first in range(20, 110, 6):
        shown = swapped(shown, slice(first, first + 3), LEGS[0])
    _, sides = put_back(shown)
    assert sides.unclear >= 10 and sides.undone <= 20


def test_a_cut_is_no_change() -> None:
    other = beside(seen(brief_squat(), "back", noise_px=2.0), 60.0)
    joined = after(FACE_ON, other, gap=0.5)
    same, sides = put_back(joined)
    assert equal(same, joined) and sides.undone == sides.unclear == 0


def test_frames_without_a_body_pass_and_a_change_across_a_few_of_them_is_seen() -> None:
    hole = without_body(FACE_ON, slice(50, 53))
    track, sides = put_back(swapped(hole, slice(53, 60), LEGS[0]))
    assert equal(track, hole) and sides.undone == 7


@given(st.lists(st.integers(1, 119), max_size=12), st.integers(16, 60), st.integers(1, 60))
@example([21, 22, 23, 24, 25], 20, 45)
@settings(max_examples=30, deadline=None)
def test_it_does_not_matter_how_the_frames_come_in(cuts: list[int], first: int, count: int) -> None:
    shown = without_body(swapped(FACE_ON, slice(first, first + count), LEGS[0]), slice(40, 43))
    bounds = sorted({0, len(shown), *(min(cut, len(shown)) for cut in cuts)})
    sides = SwapCorrector()
    parts = [sides.push(shown.at(slice(a, b))) for a, b in pairwise(bounds)]
    whole, once = put_back(shown)
    assert equal(Pose.concatenate(parts), whole)
    assert (sides.undone, sides.unclear) == (once.undone, once.unclear)


def test_a_record_is_the_same_with_and_without_a_change_and_says_so() -> None:
    changed = record_of(swapped(FACE_ON, slice(60, 70), LEGS[0]), SQUAT)
    plain = record_of(FACE_ON, SQUAT)
    assert changed.repetitions == plain.repetitions and changed.findings == plain.findings
    assert (changed.quality["sides_put_back"], plain.quality["sides_put_back"]) == (10, 0)


def test_a_bridge_is_as_clean() -> None:
    track = believed(seen(brief_bridge(), "right", noise_px=3.0))
    assert put_back(track)[1].unclear == 0
