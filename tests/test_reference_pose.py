"""How the person stood: which view it is, which side is near, where it is still."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import (
    BODIES,
    BRIDGE,
    SQUAT,
    bridge,
    brief,
    brief_bridge,
    brief_squat,
    hide,
    same_bits,
    seen,
    squat,
    without_body,
)

from movescreen.measures.reference_from_frames import median, reference_pose_of, usual_reference_pose
from movescreen.measures.reference_pose import BACK, FRONT, OBLIQUE, SIDE, VIEWS
from movescreen.pose.pose import LEFT, RIGHT, SIDES, Joint, Pose
from movescreen.pose.visibility import believed
from movescreen.segmentation.rest import RestDetector

CAMERAS = {FRONT: (FRONT,), SIDE: SIDES, BACK: (BACK,)}
PLACES = [(view, place) for view, places in CAMERAS.items() for place in places]
LEG = slice(Joint.KNEE, Joint.TOE + 1)
STILL = slice(0, 21)


def standing(place: str, body: str = "usual", **camera) -> Pose:
    """Two thirds of a second of standing still, arms overhead."""
    return seen(squat(brief(), BODIES[body]), place, noise_px=1.0, **camera).at(STILL)


def lying(place: str) -> Pose:
    return seen(brief_bridge(), place, noise_px=1.0).at(STILL)


@pytest.mark.parametrize("yaw", [-15, -10, -5, 0, 5, 10, 15])
@pytest.mark.parametrize(("view", "place"), PLACES)
@pytest.mark.parametrize("body", BODIES)
def test_the_view_is_told_from_a_camera_that_stands_nearly_right(body, view, place, yaw):
    assert reference_pose_of(standing(place, body, yaw=yaw)).view == view


@pytest.mark.parametrize("yaw", [-45, -40, 40, 45])
@pytest.mark.parametrize("place", [place for _, place in PLACES])
def test_a_camera_that_stands_between_the_views_is_oblique(place, yaw):
    assert reference_pose_of(standing(place, yaw=yaw)).view == OBLIQUE


@pytest.mark.parametrize("yaw", [-10, -5, 0, 5, 10])
@pytest.mark.parametrize("place", SIDES)
@pytest.mark.parametrize("body", BODIES)
def test_a_lying_person_is_seen_from_the_side(body, place, yaw):
    still = seen(bridge(brief(), BODIES[body]), place, noise_px=1.0, yaw=yaw).at(STILL)
    assert reference_pose_of(still).view == SIDE


@pytest.mark.parametrize("yaw", [-15, 0, 15])
@pytest.mark.parametrize("place", SIDES)
def test_who_looks_to_the_pictures_right_shows_the_right_side(place, yaw):
    for still in (standing(place, yaw=yaw), lying(place)):
        reference = reference_pose_of(still)
        assert SIDES[reference.near] == place
        assert reference.forward == (-1 if reference.near == LEFT else +1)


@pytest.mark.parametrize("place", SIDES)
def test_one_leg_in_the_air_does_not_turn_a_lying_person_round(place):
    for raised in SIDES:
        still = seen(bridge(brief(), raised=raised), place, noise_px=1.0).at(STILL)
        assert SIDES[reference_pose_of(still).near] == place


@pytest.mark.parametrize("place", SIDES)
def test_the_far_leg_need_not_be_seen_from_the_side(place):
    """A network rarely vouches for the far leg in a side view."""
    far = 1 - SIDES.index(place)
    for still in (standing(place), lying(place)):
        reference = reference_pose_of(believed(hide(still, LEG, far)))
        assert (reference.view, SIDES[reference.near]) == (SIDE, place)
        assert np.isfinite([reference.leg, reference.thigh[reference.near], reference.foot[reference.near]]).all()


@pytest.mark.parametrize(("view", "place"), PLACES)
def test_a_stated_view_is_taken_where_the_picture_agrees(view, place):
    assert reference_pose_of(standing(place, yaw=10), view).view == view


@pytest.mark.parametrize(("view", "place"), PLACES)
def test_a_stated_view_is_taken_where_the_picture_is_in_doubt(view, place):
    assert reference_pose_of(standing(place, yaw=24 if view == SIDE else 38), view).view == view


@pytest.mark.parametrize("stated", VIEWS)
@pytest.mark.parametrize(("view", "place"), PLACES)
def test_a_stated_view_that_the_picture_contradicts_is_oblique(view, place, stated):
    if view != stated:
        assert reference_pose_of(standing(place), stated).view == OBLIQUE


@pytest.mark.parametrize(("view", "place"), PLACES)
def test_shoulders_that_are_not_seen_contradict_nothing(view, place):
    track = believed(hide(standing(place), Joint.SHOULDER, slice(None)))
    assert reference_pose_of(track, view).view == view
    assert reference_pose_of(track).view == OBLIQUE


@pytest.mark.parametrize("frames", [5, 6, 20, 21])
@pytest.mark.parametrize(("view", "place"), PLACES)
def test_a_stance_in_a_mirror_is_the_stance_of_the_mirrored_body(view, place, frames):
    still = standing(place).at(slice(0, frames))
    mirrored, of_mirrored = reference_pose_of(still).mirrored(), reference_pose_of(still.mirrored())
    assert (mirrored.view, mirrored.forward, mirrored.near) == (of_mirrored.view, of_mirrored.forward, of_mirrored.near)
    assert np.allclose(mirrored.pose.xyz, of_mirrored.pose.xyz, rtol=0, atol=1e-9)


@given(st.lists(st.floats(-500, 500), min_size=1, max_size=12), st.sets(st.integers(0, 11)))
def test_the_middle_of_a_track_is_the_median_of_what_was_seen(values, hidden):
    track = Pose.unseen(np.arange(len(values)) / 30, (640, 480))
    track.xyz[:, Joint.HIP, LEFT, 0] = values
    track.xyz[[i for i in hidden if i < len(values)], Joint.HIP, LEFT, 0] = np.nan
    known = [v for i, v in enumerate(values) if i not in hidden]
    expected = np.median(known) if 2 * len(known) > len(values) else np.nan
    assert median(track).xyz[Joint.HIP, LEFT, 0] == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize("place", ["front", "left"])
def test_the_lengths_of_a_stance_are_those_of_the_body(place):
    body, reference = (
        BODIES["usual"].metres,
        reference_pose_of(seen(brief_squat(), place, distance=200.0, fov=1.0).at(STILL)),
    )
    assert reference.shank[reference.near] / reference.thigh[reference.near] == pytest.approx(
        body.shank / body.thigh, rel=0.02
    )
    assert reference.leg == pytest.approx(reference.shank[reference.near] + reference.thigh[reference.near], rel=1e-3)


def spells(track: Pose, screen, sizes: list[int]) -> list[tuple[int, int]]:
    """The still spells of a track that is pushed in stretches of these sizes, taken in turn."""
    stillness, found, at = RestDetector(), [], 0
    while at < len(track):
        size = sizes[at % len(sizes)]
        stretch = track.at(slice(at, at + size))
        found += stillness.push(stretch, screen.movement.at_rest(stretch))
        at += size
    return found


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=5),
    st.integers(0, 9),
    st.floats(0, 6),
    st.sampled_from([("front", SQUAT), ("left", SQUAT), ("right", BRIDGE)]),
)
def test_stillness_is_found_whatever_the_chunks(sizes, seed, noise_px, how):
    place, screen = how
    motion = brief_squat() if screen is SQUAT else brief_bridge()
    track = believed(seen(motion, place, noise_px=noise_px, seed=seed))
    assert spells(track, screen, sizes) == spells(track, screen, [len(track)])


@pytest.mark.parametrize(("place", "screen"), [("front", SQUAT), ("left", SQUAT), ("right", BRIDGE)])
def test_stillness_is_found_where_nothing_moves_and_nowhere_else(place, screen):
    make = squat if screen is SQUAT else bridge
    course = brief(lead=1.2, bottom=1.5, rest=1.2)
    track = seen(make(course), place)
    found = spells(track, screen, [len(track)])
    assert found
    for first, last in found:
        assert np.ptp(course.depth[first : last + 1]) < 0.15
        assert track.time[last] - track.time[first] >= 0.7
    assert any(track.time[last] < course.start[0] for _, last in found)
    assert any(track.time[first] > course.end[0] - 0.5 for first, _ in found)


def test_who_sways_is_never_still():
    t = np.arange(120) / 30
    standing_still = seen(brief_squat(), "front").at(np.zeros(120, int))
    sway = (80 * np.sin(4 * t))[:, None, None, None] * [1.0, 0.0, 0.0]
    assert spells(replace(standing_still, time=t, xyz=standing_still.xyz + sway), SQUAT, [7]) == []


@pytest.mark.parametrize("place", SIDES)
def test_stillness_does_not_wait_for_the_far_leg(place):
    for motion, screen in ((brief_squat(), SQUAT), (brief_bridge(), BRIDGE)):
        track = believed(hide(seen(motion, place), LEG, 1 - SIDES.index(place)))
        assert spells(track, screen, [len(track)])


def test_nobody_is_never_still():
    track = without_body(seen(brief_squat(), "front"), slice(None))
    assert spells(track, SQUAT, [5]) == []


def test_who_never_was_still_stands_as_in_the_highest_fifth_of_the_time_at_rest():
    track = seen(squat(brief(4, lead=0.2, rest=0.05)), "front")
    effort = SQUAT.movement.effort
    resting = track.at(SQUAT.movement.at_rest(track))
    reference = usual_reference_pose(resting, lambda reference: effort(resting, reference)[:, 0], "auto")
    assert reference and reference.view == FRONT
    upright = reference_pose_of(track.at(slice(0, 4)))
    assert abs(effort(reference.pose, upright)[0]) < 2.0


def test_too_little_time_at_rest_is_no_stance():
    few = seen(brief_squat(), "front").at(slice(0, 4))
    assert usual_reference_pose(few, lambda reference: np.zeros(4), "auto") is None


def test_a_stance_of_an_unseen_track_is_of_no_view():
    nobody = without_body(standing("front"), slice(None))
    reference = reference_pose_of(nobody)
    assert reference.view == OBLIQUE
    assert np.isnan(reference.leg)
    assert same_bits(reference.pose.xyz, np.full_like(reference.pose.xyz, np.nan))
    assert reference.near in (LEFT, RIGHT)
