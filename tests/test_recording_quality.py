"""What limits a clip is found where it is, not where it is not, and is told in words; tempo is that of the movement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from language import banned
from people import (
    BODIES,
    BRIDGE,
    SQUAT,
    Motion,
    bridge,
    brief,
    brief_bridge,
    brief_squat,
    hide,
    reading,
    record_of,
    seen,
    squat,
    without_body,
)

from movescreen.measures.camera_angle import YAW_UNCERTAINTY, off_square, yaw_uncertainty
from movescreen.measures.reference_from_frames import reference_pose_of
from movescreen.output.language import english
from movescreen.output.language.clip_notes import notes
from movescreen.output.language.clip_notes import tempo_note as told_tempo
from movescreen.pose.pose import JOINTS, SIDES, Joint, Pose
from movescreen.records.record import Record
from movescreen.scoring import recording_quality
from movescreen.scoring.bias_correction import CorrectedScreen
from movescreen.scoring.required_points import lost_columns
from movescreen.screens import Screen
from movescreen.segmentation import tempo

UPRIGHT = ("front", "back", *SIDES)
STILL = slice(0, 21)
CODES = {value for name, value in vars(recording_quality).items() if name.isupper() and isinstance(value, str)}
ARMS = {"arm_trunk", "elbow_flexion", "wrist_over_toe"}


def limits(record: Record) -> dict[str, dict[str, Any]]:
    """What limits a clip, by code."""
    return {entry["code"]: entry for entry in record.quality["setup"]}


def filmed(motion: Motion, view: str, screen: Screen = SQUAT, **camera: Any) -> Record:
    return record_of(seen(motion, view, **camera), screen)


def every(track: Pose, step: int) -> Pose:
    """One of so many frames."""
    return track.at(slice(0, None, step))


@pytest.mark.parametrize("yaw", [-4, 0, 4])
@pytest.mark.parametrize("view", UPRIGHT)
def test_a_clip_that_is_filmed_as_it_should_be_has_no_limits(view: str, yaw: int) -> None:
    assert filmed(brief_squat(), view, yaw=yaw, noise_px=1.0).quality["setup"] == []


@pytest.mark.parametrize("view", SIDES)
def test_a_bridge_that_is_filmed_as_it_should_be_has_no_limits(view: str) -> None:
    assert filmed(brief_bridge(), view, BRIDGE, noise_px=1.0).quality["setup"] == []


@pytest.mark.parametrize("aside", [-0.5, 0.5])
@pytest.mark.parametrize("view", UPRIGHT)
def test_who_stands_aside_in_the_picture_is_off_centre(view: str, aside: float) -> None:
    entry = limits(filmed(brief_squat(), view, aside=aside, picture=(1280, 1280)))["off_centre"]
    assert entry["unit"] == "%" and np.sign(entry["value"]) == -np.sign(aside)
    assert abs(entry["value"]) == pytest.approx(100 * 0.5 / (2 * 3.0 * np.tan(np.radians(30))), abs=1.5)
    note = next(n for n in notes(filmed(brief_squat(), view, aside=aside, picture=(1280, 1280))) if "middle" in n)
    assert ("to the left of" in note) == (aside > 0)


@pytest.mark.parametrize("yaw", [-18, -15, 15, 18])
@pytest.mark.parametrize("view", UPRIGHT)
def test_a_camera_that_stands_further_round_is_told(view: str, yaw: int) -> None:
    record = filmed(brief_squat(), view, yaw=yaw, noise_px=1.0)
    assert set(limits(record)) == {"turned"}
    assert limits(record)["turned"]["value"] == record.quality["yaw"]["value"]
    assert record.quality["yaw"]["value"] == pytest.approx(yaw, abs=record.quality["yaw"]["uncertainty"])
    assert any("off square" in note for note in notes(record))


@pytest.mark.parametrize("yaw", [-20, -10, -5, 0, 5, 10, 20])
@pytest.mark.parametrize("view", UPRIGHT)
@pytest.mark.parametrize("body", BODIES)
def test_the_yaw_of_a_figure_is_estimated_within_twice_its_uncertainty(body: str, view: str, yaw: int) -> None:
    reference = reference_pose_of(seen(squat(brief(), BODIES[body]), view, yaw=yaw, noise_px=1.0).at(STILL))
    assert off_square(reference) == pytest.approx(yaw, abs=2 * YAW_UNCERTAINTY[reference.view])
    assert off_square(reference.mirrored()) == pytest.approx(-off_square(reference), abs=1e-6)


@pytest.mark.parametrize("view", ["front", "back"])
def test_values_are_less_sure_the_further_round_the_camera_stands(view: str) -> None:
    sure = [reading_of_shift(filmed(brief_squat(), view, yaw=yaw)) for yaw in (0, 12, 20)]
    assert sure[0] < 0.95 * sure[1] < 0.95 * sure[2]


def reading_of_shift(record: Record) -> float:
    return next(r.uncertainty for r in record.repetitions[0].readings if r.measure == "knee_over_ankle")


@pytest.mark.parametrize("view", ["oblique", "end"])
def test_a_view_that_is_none_of_the_three_has_no_yaw(view: str) -> None:
    reference = replace(reference_pose_of(seen(brief_squat(), "front", yaw=45).at(STILL)), view=view)
    assert np.isnan(off_square(reference)) and yaw_uncertainty(reference, 5.0) == 5.0
    record = filmed(brief_squat(), "front", yaw=45)
    assert record.view == "oblique" and record.quality["yaw"] is None and "turned" not in limits(record)


def test_who_is_far_away_is_told_by_the_share_of_the_picture() -> None:
    record = filmed(brief_squat(), "left", distance=7.0)
    assert set(limits(record)) == {"too_far"}
    assert 20 < limits(record)["too_far"]["value"] < 35


def test_a_body_of_few_pixels_is_told_whatever_its_share_of_the_picture() -> None:
    record = filmed(brief_squat(), "left", picture=(108, 192))
    assert set(limits(record)) == {"few_pixels"}
    assert 50 < limits(record)["few_pixels"]["value"] < 200


@pytest.mark.parametrize("view", SIDES)
def test_hands_outside_the_picture_take_the_measures_of_the_arms_and_no_others(view: str) -> None:
    """The arms point up and the camera looks too low, so that the wrists are out of it until the person is down."""
    record = filmed(brief_squat(), view, tilt=11.0)
    assert set(limits(record)) == {"hands_cut_off"}
    assert {"elbow_flexion", "wrist_over_toe"} <= set(limits(record)["hands_cut_off"]["measures"]) <= ARMS
    high = filmed(squat(brief(), knee_flexion=85.0, trunk=20.0), view, tilt=18.0)
    assert reading(high, "arm_trunk", view).reason == reading(high, "wrist_over_toe", view).reason == "out_of_picture"
    assert reading(high, "head_forward", view).reason == "out_of_picture"  # it was when the person stood
    assert reading(high, "knee_flexion", view).reason == ""
    arms = next(f for f in high.findings if f.finding == "arms_fall_forward")
    assert (arms.state, arms.reason) == ("not_measurable", "out_of_picture")
    assert any("the hands were outside the picture" in note and "elbow flexion" in note for note in notes(record))


def test_hands_that_no_measure_takes_may_be_outside_the_picture() -> None:
    assert filmed(brief_squat(), "front", tilt=11.0).quality["setup"] == []


def test_feet_outside_the_picture_take_the_measures_of_the_feet() -> None:
    record = filmed(brief_squat(), "left", tilt=-5.6, height=1.3)
    assert set(limits(record)) == {"feet_cut_off"}
    assert set(limits(record)["feet_cut_off"]["measures"]) == {"heel_rise", "wrist_over_toe"}
    assert reading(record, "heel_rise", "left").reason == "out_of_picture"


def test_feet_outside_the_picture_all_the_time_are_told_though_nothing_could_be_measured() -> None:
    record = filmed(brief_squat(), "left", tilt=-12.0, height=1.3)
    assert not record.repetitions and limits(record)["feet_cut_off"]["value"] == 100


def test_a_hidden_point_is_not_seen_and_not_out_of_the_picture() -> None:
    record = record_of(hide(seen(brief_squat(), "left"), Joint.WRIST, slice(None)), SQUAT)
    assert reading(record, "arm_trunk", "left").reason == "not_seen"
    assert record.quality["setup"] == []


def test_who_walks_out_of_the_picture_after_the_last_repetition_is_not_cut_off() -> None:
    track = seen(brief_squat(), "left")
    gone = replace(track, xyz=track.xyz.copy())
    gone.xyz[-12:, ..., 0] -= 600.0
    assert record_of(gone, SQUAT).quality["setup"] == []


@pytest.mark.parametrize(("step", "code"), [(2, "few_frames_a_second"), (3, "too_few_frames_a_second")])
def test_few_frames_a_second_are_told(step: int, code: str) -> None:
    record = record_of(every(seen(squat(brief(bottom=0.8)), "left"), step), SQUAT)
    assert set(limits(record)) == {code}
    assert limits(record)[code]["value"] == pytest.approx(30 / step)
    assert (told_tempo(record) == "") == (step == 3)


def test_who_never_stands_still_is_told() -> None:
    record = record_of(seen(squat(brief(4, lead=0.2, rest=0.05)), "front"), SQUAT)
    assert set(limits(record)) == {"never_still"} and record.repetitions


def test_a_clip_with_no_time_for_a_repetition_is_told() -> None:
    track = seen(brief_squat(), "front")
    for short in (track.at(slice(0, 40)), without_body(track, slice(40, None)), track.at(slice(0, 1))):
        assert set(limits(record_of(short, SQUAT))) == {"too_short_a_clip"}


def test_a_clip_without_a_person_has_a_quality_too() -> None:
    record = record_of(without_body(seen(brief_squat(), "front"), slice(None)), SQUAT)
    assert record.quality["yaw"] is None and set(limits(record)) == {"too_short_a_clip"}


def test_a_camera_that_is_known_to_be_tilted_is_no_limit() -> None:
    from movescreen.scoring.settings import Settings

    track = seen(brief_squat(), "left", roll=8.0)
    assert record_of(track, SQUAT, settings=Settings(camera_roll_deg=8.0)).quality["setup"] == []


def test_every_limit_has_words_that_say_how_to_film_next_time() -> None:
    assert set(english.LIMITS) == CODES | {tempo.TOO_FEW_A_SECOND}
    nothing = record_of(without_body(seen(brief_squat(), "left"), slice(None)), SQUAT)
    for code in english.LIMITS:
        for value in (-14.2, 14.2):
            entry = {"code": code, "value": value, "unit": "%", "measures": ["arm_trunk"]}
            quality = {"setup": [entry], "yaw": {"value": value, "uncertainty": 7.0, "unit": "deg"}}
            (note,) = notes(replace(nothing, quality=quality))
            assert "Next time, " in note and note.endswith(".") and not banned(note), note
            assert "{" not in note and "nan" not in note


def test_only_what_needs_a_point_is_lost_without_it() -> None:
    reference = reference_pose_of(seen(brief_squat(), "left").at(STILL))
    missing = np.full((2, JOINTS, 2), False)
    missing[1, Joint.WRIST, SIDES.index("left")] = True
    lost = lost_columns(CorrectedScreen(SQUAT), reference, missing, missing[0])
    assert not lost[0].any()
    names = {m.name for (m, _), gone in zip(SQUAT.columns, lost[1], strict=True) if gone}
    assert {"elbow_flexion", "wrist_over_toe"} <= names <= ARMS


def durations(record: Record, number: int = 1) -> list[float]:
    return [phase.seconds for phase in record.repetitions[number - 1].tempo]


@pytest.mark.parametrize(
    "screen, make, view", [(SQUAT, squat, "left"), (SQUAT, squat, "front"), (BRIDGE, bridge, "left")]
)
def test_tempo_follows_the_movement_phase_by_phase(screen: Screen, make: Any, view: str) -> None:
    usual, held, slow = (
        record_of(seen(make(how), view), screen)
        for how in (brief(bottom=1.0), brief(bottom=2.0), brief(bottom=1.0, descent=1.8))
    )
    out, extreme, back = durations(usual)
    assert [phase.phase for phase in usual.repetitions[0].tempo] == list(screen.movement.phases[1:])
    assert durations(held) == pytest.approx([out, extreme + 1.0, back], abs=0.07)
    assert durations(slow)[0] == pytest.approx(2 * out, abs=0.12)
    assert durations(slow)[2] == pytest.approx(back, abs=0.07)
    rep = usual.repetitions[0]
    assert sum(durations(usual)) == pytest.approx(rep.end_s - rep.start_s)


@pytest.mark.parametrize("step", [1, 2])
def test_tempo_is_known_to_two_frames_and_a_twentieth_of_a_second(step: int) -> None:
    record = record_of(every(seen(squat(brief(bottom=0.8)), "left"), step), SQUAT)
    assert [phase.uncertainty for phase in record.repetitions[0].tempo] == pytest.approx(
        [(2 * (step / 30) ** 2 + 0.05**2) ** 0.5] * 3
    )


def test_tempo_is_not_told_from_fewer_than_twelve_frames_a_second() -> None:
    record = record_of(every(seen(squat(brief(bottom=0.8)), "left"), 3), SQUAT)
    for phase in record.repetitions[0].tempo:
        assert np.isnan([phase.seconds, phase.uncertainty]).all() and phase.reason == "too_few_frames_a_second"


def test_the_tempo_of_a_set_is_that_of_its_middle_repetition() -> None:
    record = record_of(seen(squat(brief(3, bottom=0.6)), "front"), SQUAT)
    down, low, up = np.median([durations(record, n) for n in (1, 2, 3)], axis=0)
    phases = f"descent {down:.2f} s, bottom {low:.2f} s, ascent {up:.2f} s"
    assert told_tempo(record) == f"Tempo over 3 repetitions: {phases} (±0.07 s)."
    assert not banned(told_tempo(record)) and told_tempo(replace(record, repetitions=())) == ""
