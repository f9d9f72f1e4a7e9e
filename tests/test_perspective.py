"""Where the camera looked from: told from the standing body, and used for what it changes in the picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from people import SQUAT, beside, brief, brief_bridge, brief_squat, reading, record_of, same_bits, seen, squat

from movescreen.measures.camera_angle import nearness, off_square, with_camera_geometry
from movescreen.measures.reference_from_frames import reference_pose_of
from movescreen.measures.reference_pose import ReferencePose
from movescreen.measures.registry import MEASURES, Measure
from movescreen.pose.pose import Joint
from movescreen.scoring.bias_correction import SKEWS, CorrectedScreen

USES = {"left": ("knee_flexion", "thigh_elevation", "trunk_minus_shank"), "front": ("hip_shift", "turn_out")}
CASES = [(view, name) for view, names in USES.items() for name in names]


def read_by(name: str) -> Measure:
    """The measure of each frame with this name."""
    found = MEASURES[name]
    assert isinstance(found, Measure)
    return found


def standing(view: str, **camera: Any) -> ReferencePose:
    """The stance of a squat, with where it is seen from."""
    return with_camera_geometry(
        reference_pose_of(seen(brief_squat(), view, **camera).at(slice(20)), view if view == "front" else "side"), 0.0
    )


@pytest.mark.parametrize("distance", [2.0, 3.0, 4.5])
@pytest.mark.parametrize("height", [0.7, 1.2])
def test_feet_tell_how_far_away_the_camera_stands(distance: float, height: float) -> None:
    pose = seen(brief_squat(), "left", distance=distance, height=height, fov=75.0).at(0)
    assert 1 / nearness(pose) == pytest.approx(distance, rel=0.1)


def test_of_feet_that_are_not_seen_the_usual_distance_is_told_and_of_who_lies_none() -> None:
    pose = seen(brief_squat(), "left").at(0)
    unseen = replace(pose, xyz=np.where(np.arange(len(pose.xyz))[:, None, None] >= Joint.ANKLE, np.nan, pose.xyz))
    unseen.xyz[Joint.ANKLE, 0] = pose.xyz[Joint.ANKLE, 0]
    assert 1 / nearness(unseen) == pytest.approx(3.0)
    assert nearness(seen(brief_bridge(), "left").at(0)) == 0.0


@pytest.mark.parametrize(("view", "name"), CASES)
def test_a_mirror_swaps_the_sides_whatever_the_camera_sees(view: str, name: str) -> None:
    reference, track = standing(view, yaw=8.0), seen(brief_squat(), view, yaw=8.0)
    measure = read_by(name)
    sign = -1.0 if measure.directed else 1.0
    mirrored = measure(track.mirrored(), reference.mirrored())
    there = sign * measure(track, reference)[..., ::-1]
    assert np.allclose(there, mirrored, rtol=0, atol=1e-7, equal_nan=True)


@pytest.mark.parametrize(("view", "name"), CASES)
def test_a_frame_is_a_track_of_length_nothing_whatever_the_camera_sees(view: str, name: str) -> None:
    reference, track = standing(view, yaw=8.0), seen(brief_squat(), view, yaw=8.0)
    measure = MEASURES[name]
    assert same_bits(measure(track, reference), [measure(track.at(i), reference) for i in range(len(track))])  # type: ignore[operator]


@pytest.mark.parametrize("view", ["front", "back"])
def test_what_a_network_is_known_to_tell_too_much_yaw_is_taken_off(view: str) -> None:
    reference = reference_pose_of(seen(brief_squat(), view).at(slice(20)), view)
    known = CorrectedScreen(SQUAT, "mediapipe").placed(reference)
    assert off_square(known) == pytest.approx(off_square(reference) - SKEWS["mediapipe"][view])
    assert known.camera.turned == off_square(known)
    assert CorrectedScreen(SQUAT, "").placed(reference).camera.turned == pytest.approx(off_square(reference))


@pytest.mark.parametrize("yaw", [-10.0, 10.0])
def test_a_camera_that_stands_aside_shifts_hips_less_than_it_would_if_nobody_knew(yaw: float) -> None:
    track = seen(brief_squat(), "front", yaw=yaw)
    unaware = reference_pose_of(track.at(slice(20)), "front")
    most = [
        np.abs(read_by("hip_shift")(track, reference)).max()
        for reference in (unaware, with_camera_geometry(unaware, 0.0))
    ]
    assert most[0] > 6.0 > 1.5 * most[1]


def test_a_near_knee_that_may_point_outwards_makes_its_bend_less_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """The network draws such a knee no nearer than the hip: what is left to see is a thigh that looks short."""
    monkeypatch.setattr(
        "movescreen.scoring.uncertainty.DISTANCE_SD_SHARE", 0.0
    )  # what is in doubt of the distance is another part
    wide = seen(squat(brief(), ankle_width=0.5, turn_out=30.0, thigh_abduction=30.0), "left", height=1.2)
    drawn = wide.world.copy()
    drawn[:, Joint.KNEE, :, 2] = drawn[:, Joint.HIP, :, 2]
    known, drawn_flat = (
        reading(record_of(track, SQUAT), "knee_flexion", "left") for track in (wide, replace(wide, world=drawn))
    )
    off, widened = drawn_flat.value - known.value, drawn_flat.uncertainty**2 - known.uncertainty**2
    assert off < -1.5 and widened**0.5 == pytest.approx(-off, rel=0.25)


def test_it_does_not_matter_in_what_pixels_the_network_tells_depth() -> None:
    """Of depth only the metres are believed."""
    track = seen(brief_squat(), "front", yaw=8.0)
    other = replace(track, xyz=track.xyz * [1.0, 1.0, 3.6])
    assert record_of(track, SQUAT).findings == record_of(other, SQUAT).findings


@pytest.mark.parametrize("view", ["front", "left", "back"])
def test_it_does_not_matter_where_across_the_picture_the_person_is(view: str) -> None:
    track = seen(brief_squat(), view, yaw=5.0)
    here, there = (record_of(t, SQUAT).frames.values for t in (track, beside(track, 70.0)))
    assert np.allclose(here, there, rtol=0, atol=1e-6, equal_nan=True)
