"""People as they are filmed: cameras that are pitched or held by hand, quick and half repetitions, what cannot be."""

from __future__ import annotations

import csv
import math
from dataclasses import replace

import numpy as np
import pytest
from people import BRIDGE, SCREENS, SQUAT, brief, brief_squat, reading, record_of, seen, squat
from truth import SHARED

from movescreen.measures.camera_angle import ANKLE_HEIGHT_M, Pitch, pitch_of, with_camera_geometry
from movescreen.measures.evidence import CHECKED, NEVER, checked_on_people
from movescreen.measures.perspective import DOUBTED_YAW_DEG, YAW_SHARE, CameraGeometry
from movescreen.measures.reference_from_frames import reference_pose_of
from movescreen.measures.reference_pose import ReferencePose
from movescreen.measures.registry import MEASURES
from movescreen.pose.pose import ARRAYS, Array, Joint, Pose
from movescreen.records.record import Record
from movescreen.scoring.settings import Settings
from movescreen.segmentation.floor_contact import drift, stays, steadied, step
from movescreen.segmentation.repetitions import Repetitions
from movescreen.session import Session

STILL = slice(20)
REAL = SHARED / "real_truth"
# What real people before two cameras are to be read within, mean absolute error, in each measure's unit.
WITHIN = {
    "hip_descent": 3.0,
    "shoulder_descent": 4.0,
    "knee_over_toe": 3.0,
    "turn_out": 6.0,
    "hip_shift": 6.0,
}


def depth(track: Pose, settings: Settings | None = None) -> tuple[float, float]:
    """How far hips and shoulders came down."""
    record = record_of(track, SQUAT, settings=settings)
    return reading(record, "hip_descent").value, reading(record, "shoulder_descent").value


def by_hand(track: Pose, far: float) -> Pose:
    """The track before a camera that goes aside and down by so many pixels on the way, and trembles by two."""
    time = track.time - track.time[0]
    way = np.stack([far * time / time[-1], 0.6 * far * time / time[-1]], axis=-1)
    way += 2.0 * np.sin(2 * np.pi * np.outer(time, [1.1, 1.7]))
    return steadied(track, -way)


@pytest.mark.parametrize("view", ["front", "back", "left"])
@pytest.mark.parametrize("tilt", [-5.0, 8.0, 15.0])
def test_a_pitch_that_is_told_is_put_right(view: str, tilt: float) -> None:
    """The same body reads the same before a camera that was tilted about where it stands."""
    level, tilted = (seen(brief_squat(), view, tilt=angle, fov=80.0) for angle in (0.0, tilt))
    told = depth(tilted, Settings(camera_pitch_deg=tilt))
    assert told == pytest.approx(depth(level), abs=1.5)
    assert abs(told[1] - depth(level)[1]) < abs(depth(tilted)[1] - depth(level)[1])


@pytest.mark.parametrize("height", [0.6, 1.0, 1.4])
@pytest.mark.parametrize("tilt", [-5.0, 0.0, 12.0])
def test_a_height_that_is_told_tells_the_pitch(height: float, tilt: float) -> None:
    reference = reference_pose_of(seen(brief_squat(), "front", tilt=tilt, height=height, fov=80.0).at(STILL), "front")
    told = with_camera_geometry(reference, 0.0, pitch=lambda camera, pose: pitch_of(camera, pose, height, 0.05)).camera
    assert told.pitch == pytest.approx(tilt, abs=2.0) and 0.9 < told.pitch_uncertainty < 3.5


def test_feet_that_are_not_seen_tell_no_pitch_and_it_is_less_sure() -> None:
    reference = reference_pose_of(seen(brief_squat(), "front").at(STILL), "front")
    hidden = reference.pose.xyz.copy()
    hidden[Joint.ANKLE] = np.nan
    camera = CameraGeometry(focal=1000.0, ahead=(360.0, -640.0))
    assert pitch_of(camera, replace(reference.pose, xyz=hidden), 1.0, 0.3) == Pitch(0.0, 7.0)
    lower = replace(reference.pose, xyz=np.full_like(hidden, -640.0))
    assert pitch_of(camera, lower, ANKLE_HEIGHT_M, 0.3).down == pytest.approx(0.0)


def test_values_are_less_sure_the_less_is_known_of_the_pitch() -> None:
    track = seen(brief_squat(), "front", tilt=8.0, fov=80.0)
    sure = [
        reading(record_of(track, SQUAT, settings=Settings(camera_pitch_deg=8.0, pitch_deg=deg)), "shoulder_descent")
        for deg in (0.5, 4.0, 8.0)
    ]
    assert sure[0].uncertainty < sure[1].uncertainty < sure[2].uncertainty
    assert sure[0].value == sure[1].value == sure[2].value


@pytest.mark.parametrize("pitch", [-5.0, 12.0])
def test_an_upright_camera_and_a_mirror_may_come_in_either_order(pitch: float) -> None:
    pose = seen(brief_squat(), "front").at(0)
    camera = CameraGeometry(pitch=pitch, focal=1100.0, ahead=(360.0, -640.0))
    there, back = camera.upright(pose).mirrored(), camera.mirrored(pose.picture[0]).upright(pose.mirrored())
    assert np.allclose(there.xyz, back.xyz) and np.allclose(there.world, back.world)
    assert CameraGeometry(focal=1100.0).upright(pose) is pose


def test_of_a_yaw_more_is_believed_the_larger_it_is_and_the_same_to_either_side() -> None:
    turned = np.linspace(-25.0, 25.0, 101)
    believed = np.array([CameraGeometry(turned=angle).believed for angle in turned.tolist()])
    assert np.allclose(believed, -believed[::-1]) and (np.diff(believed) > 0).all()
    assert np.allclose(
        believed[np.abs(turned) <= DOUBTED_YAW_DEG], YAW_SHARE * turned[np.abs(turned) <= DOUBTED_YAW_DEG]
    )
    assert CameraGeometry(turned=15.0).believed == pytest.approx(15.0 - (1 - YAW_SHARE) * DOUBTED_YAW_DEG)


@pytest.mark.parametrize("view", ["front", "left"])
@pytest.mark.parametrize("far", [40.0, 90.0])
def test_a_camera_held_by_hand_loses_no_repetition_and_moves_no_value(view: str, far: float) -> None:
    track = seen(squat(brief(2)), view)
    still, held = record_of(track, SQUAT), record_of(by_hand(track, far), SQUAT)
    assert len(held.repetitions) == 2 and held.quality["not_counted"] == []
    for name in ("hip_descent", "shoulder_descent"):
        assert reading(held, name).value == pytest.approx(reading(still, name).value, abs=2.0)
    assert {(f.finding, f.state) for f in still.findings} == {(f.finding, f.state) for f in held.findings}


def test_a_camera_that_moved_is_told() -> None:
    track = seen(brief_squat(), "front")
    moved = record_of(by_hand(track, 120.0), SQUAT)
    assert "camera_moved" in [limit["code"] for limit in moved.quality["setup"]]
    assert record_of(track, SQUAT).quality["setup"] == []


def one_foot_by(pose: Pose, share: float, reference: ReferencePose) -> Pose:
    xyz = pose.xyz.copy()
    xyz[..., Joint.ANKLE, 0, 0] += share * float(reference.leg)
    return replace(pose, xyz=xyz)


@pytest.mark.parametrize(("share", "still"), [(0.1, True), (0.14, True), (0.16, False), (0.6, False)])
def test_a_step_is_what_one_foot_moves_from_the_other(share: float, still: bool) -> None:
    pose = seen(brief_squat(), "front").at(0)
    reference = reference_pose_of(seen(brief_squat(), "front").at(STILL), "front")
    assert stays(pose, one_foot_by(pose, share, reference), reference, one_leg=False) is still
    assert step(pose, one_foot_by(pose, share, reference), reference, one_leg=False) == pytest.approx(share)


def test_who_lies_has_no_camera_taken_off() -> None:
    reference = reference_pose_of(seen(squat(brief()), "left").at(STILL))
    lying = replace(reference, pose=replace(reference.pose, xyz=reference.pose.xyz[..., [1, 0, 2]]))
    assert (drift(reference.pose, lying) == 0).all()


def effort_of(*levels: float) -> tuple[list[float], list[float]]:
    """A course that goes from level to level in half a second each, at 30 frames a second."""
    time = np.arange(15 * (len(levels) - 1) + 1) / 30
    return time.tolist(), np.interp(time, np.arange(len(levels)) / 2, levels).tolist()


@pytest.mark.parametrize(("levels", "count"), [((0, 60, 30, 60, 30, 60, 0, 0, 0), 1), ((0, 60, 4, 60, 0, 0, 0), 2)])
def test_pulses_are_of_one_repetition_and_coming_home_ends_one(levels: tuple[float, ...], count: int) -> None:
    segmenter = Repetitions(15.0)
    spans = segmenter.push(*effort_of(*levels))[1]
    assert len(spans) + bool(segmenter.close()) == count


def test_what_goes_out_again_less_than_the_least_is_none() -> None:
    segmenter = Repetitions(15.0)
    spans = segmenter.push(*effort_of(0, 16, 4, 16, 4, 16, 0, 0, 0))[1]
    assert all(span.amplitude > 15.0 for span in spans)


def test_a_quick_repetition_counts_and_is_said_to_be_quick() -> None:
    record = record_of(seen(squat(brief(descent=0.3, bottom=0.0, ascent=0.3, fps=60.0)), "front"), SQUAT)
    assert len(record.repetitions) == 1
    assert "fast_repetitions" in [limit["code"] for limit in record.quality["setup"]]


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.name)
def test_every_measure_says_what_a_body_can(measure) -> None:
    least, most = measure.within
    assert math.isfinite(least) and math.isfinite(most) and least < most
    assert measure.possible(least) and measure.possible(most) and measure.possible(math.nan)
    assert not measure.possible(least - 1e-6) and not measure.possible(most + 1e-6)


def test_what_no_body_can_is_not_measured() -> None:
    """A heel that goes down through the floor is none that is not observed."""
    track = seen(brief_squat(), "left")
    sunk = track.xyz.copy()
    bottom = slice(int(1.7 * 30), int(2.4 * 30))
    sunk[bottom, [Joint.HEEL, Joint.ANKLE], :, 1] -= 25.0
    found = reading(record_of(replace(track, xyz=sunk), SQUAT), "heel_rise", "left")
    assert (found.state, found.reason) == ("not_measurable", "impossible_value") and math.isnan(found.value)


def test_arms_that_were_never_overhead_fall_nowhere() -> None:
    track = seen(brief_squat(), "left")
    hanging = track.xyz.copy()
    for joint, down in ((Joint.ELBOW, 60.0), (Joint.WRIST, 120.0)):
        hanging[:, joint] = hanging[:, Joint.SHOULDER] - [0.0, down, 0.0]
    for xyz, reason in ((track.xyz, ""), (hanging, "arms_not_overhead")):
        record = record_of(replace(track, xyz=xyz), SQUAT)
        assert {reading(record, name, "left").reason for name in ("arm_trunk", "head_forward")} == {reason}


def test_arms_that_fall_further_than_their_share_was_told_on_tell_no_head() -> None:
    record = record_of(seen(squat(brief(), arms_forward=(100.0, 100.0)), "left"), SQUAT)
    assert reading(record, "head_forward", "left").reason == "arms_not_overhead"
    assert reading(record, "arm_trunk", "left").value > 60.0


def test_a_trunk_is_less_sure_with_arms_held_forward() -> None:
    sure = [
        reading(record_of(seen(squat(brief(), arms_forward=(by, by)), "left"), SQUAT), "trunk_inclination", "left")
        for by in (0.0, 40.0, 90.0)
    ]
    assert sure[0].uncertainty < sure[1].uncertainty < sure[2].uncertainty < 8.0


@pytest.mark.parametrize("turned", [0.0, 20.0, 40.0])
def test_knees_of_turned_out_feet_do_not_move_in_unless_they_do(turned: float) -> None:
    """Inside the tip of a turned-out foot, over its ankle, a knee has not moved in."""
    clean, caving = (
        record_of(seen(squat(brief(), turn_out=turned, knees_in=(cave, cave)), "front"), SQUAT) for cave in (0.0, 0.16)
    )
    assert all(f.state != "observed" for f in clean.findings if f.finding == "knees_move_in")
    inside = [reading(record, "knee_over_toe", "left").value for record in (clean, caving)]
    assert inside[1] > inside[0] + 10


def test_a_knee_outside_its_ankle_is_never_said_to_move_in() -> None:
    finding = next(f for f in SQUAT.findings if f.name == "knees_move_in")
    assert [other.by.name for other in finding.borne_out] == ["knee_over_ankle", "knee_inward"]
    record = record_of(seen(squat(brief(), turn_out=40.0, knees_in=(0.10, 0.10)), "front"), SQUAT)
    for side in ("left", "right"):
        over, found = (reading(record, name, side) for name in ("knee_over_ankle", "knee_over_toe"))
        assert over.value > 5.0 or found.state != "observed"


@pytest.mark.parametrize("far", [0.0, 60.0])
def test_heels_know_no_camera_and_are_less_sure_where_their_parts_disagree(far: float) -> None:
    track = seen(squat(brief(), heel_rise=(15.0, 15.0)), "left")
    rise = reading(record_of(by_hand(track, far), SQUAT), "heel_rise", "left")
    assert rise.value == pytest.approx(15.0, abs=4.0)
    apart = track.xyz.copy()
    apart[30:, Joint.ANKLE, :, 1] -= 10.0
    doubted = reading(record_of(replace(track, xyz=apart), SQUAT), "heel_rise", "left")
    assert doubted.uncertainty > rise.uncertainty + 1.0


def test_every_measure_says_on_how_many_people_it_was_checked() -> None:
    assert set(CHECKED) <= set(MEASURES) and all(known.people > 0 and known.against for known in CHECKED.values())
    assert checked_on_people("elbow_flexion") == NEVER and NEVER.people == 0
    assert {screen.name for screen in SCREENS.values()} >= {BRIDGE.name, SQUAT.name}


def stored(camera: int) -> Pose:
    path = REAL / f"opencap_squats_cam{camera}_poses.npz"
    if not path.is_file():
        pytest.skip("the poses of real people with known truth are not on this machine")
    with np.load(path) as arrays:
        width, height = arrays["picture"].tolist()
        return Pose(**{name: arrays[name].astype(float) for name in ARRAYS}, picture=(width, height))


def record_of_people(camera: int, settings: Settings | None = None) -> Record:
    session = Session(SQUAT, settings=settings, network="mediapipe")
    session.push(stored(camera))
    return session.close()[1]


def errors(measure: str, settings: Settings | None) -> Array:
    """Each reading less its truth, and the stated uncertainty: `(readings, 2)`."""
    off = []
    with (REAL / "opencap_squats_truth.csv").open(encoding="utf-8", newline="") as text:
        truths = [row for row in csv.DictReader(text) if (row["measure"], row["definition"]) == (measure, "anatomical")]
    for camera in (0, 1):
        reps = record_of_people(camera, settings).repetitions
        assert len(reps) == 6
        for row in (row for row in truths if row["cam"] == str(camera)):
            (rep,) = (rep for rep in reps if rep.start_s <= float(row["mid_s"]) <= rep.end_s)
            side = row["side"]
            known = next(r for r in rep.readings if r.measure == measure and (not side or r.side == side))
            off.append((known.value - float(row["truth"]), known.uncertainty))
    return np.array(off)


@pytest.mark.parametrize("settings", [None, Settings(camera_pitch_deg=12.0)], ids=["estimated", "told"])
@pytest.mark.parametrize("measure", WITHIN)
def test_real_people_are_read_as_two_cameras_see_them(measure: str, settings: Settings | None) -> None:
    stored(0)
    off, sure = errors(measure, settings).T
    assert np.abs(off).mean() <= WITHIN[measure]
    assert (np.abs(off) <= sure).mean() >= 0.5 and (np.abs(off) <= 2 * sure).mean() >= 0.95


@pytest.mark.parametrize(("row", "put_right"), [(0.0, True), (0.95, False)])
def test_a_pitch_beyond_what_phones_have_is_not_put_right(row: float, put_right: bool) -> None:
    """Somebody far from the middle of a picture that was cut tells a pitch that no phone has: it is only less sure."""
    track = seen(brief_squat(), "front", noise_px=0.5)
    height = track.picture[1]
    lower = replace(track, xyz=track.xyz - [0.0, row * height, 0.0], picture=(track.picture[0], 2 * height))
    session = Session(SQUAT, network="mediapipe")
    session.push(lower if row else track)
    session.close()
    assert session.reference is not None
    camera = session.reference.camera
    assert (camera.pitch != 0.0) is put_right and (camera.pitch_uncertainty > 7.0) is not put_right
