"""The accuracy benchmark: that its truth is the truth of our definitions, and that its figures are what they say."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from people import brief, brief_bridge, squat
from truth import SHARED, needs_truth

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from known import Known
from known.cases import Case, track_of
from known.clips import known_of as known_of_clip
from known.definitions import OTHERWISE, TRUTH
from known.figures import figures
from known.figures import known_of as known_of_figure
from known.offsets import offsets
from known.recordings import RECORDINGS, recordings, squared
from known.scores import Row, Timing, beyond, matched, scored
from known.statistics import errors, once, states, times
from known.summary import rounded, summary
from known.tables import tables
from known.turns import Turn, reading, set_out_and_back, turns

from movescreen.measures.registry import MEASURES
from movescreen.pose.estimators.synthetic import PinholeCamera
from movescreen.pose.pose import JOINTS, Array, Joint
from movescreen.records.record import Repetition
from movescreen.screens import screens

MOCAP = SHARED / "mocap" / RECORDINGS
needs_recordings = pytest.mark.skipif(not MOCAP.is_file(), reason="the marker recordings are not on this machine")


def standing(frames: int = 1, **moved: tuple[float, float, float]) -> Known:
    """A person as stiff as a post, by the joint and the side where `moved` puts it (`knee_left=(x, y, z)`), metres."""
    x = np.array([0.1, -0.1])
    height = {
        Joint.SHOULDER: 1.4,
        Joint.ELBOW: 1.7,
        Joint.WRIST: 2.0,
        Joint.HIP: 0.9,
        Joint.KNEE: 0.5,
        Joint.ANKLE: 0.1,
    }
    points = np.full((frames, JOINTS, 2, 3), np.nan)
    for joint, y in height.items():
        points[:, joint] = np.stack([x, [y, y], [0.0, 0.0]], axis=-1)
    points[:, Joint.HEEL] = np.stack([x, [0.0, 0.0], [-0.05, -0.05]], axis=-1)
    points[:, Joint.TOE] = np.stack([x, [0.0, 0.0], [0.15, 0.15]], axis=-1)
    still = Known(np.arange(frames) / 30, points.copy(), points[:, Joint.TOE].copy(), ((0.0, 1.0),), lies=False)
    for name, place in moved.items():
        of, _, side = name.rpartition("_")
        points[1:, Joint[of.upper()], ["left", "right"].index(side)] = place
    return replace(still, points=points, ball=points[:, Joint.TOE])


def last(name: str, **moved: tuple[float, float, float]) -> Array:
    """A truth in the last frame of a person who stood and then was moved."""
    return TRUTH[name](standing(3, **moved))[-1]


def test_every_measure_that_some_view_shows_has_a_truth() -> None:
    assert {m.name for screen in screens().values() for m in screen.measures if m.views} <= set(TRUTH)


def test_every_other_definition_belongs_to_a_measure() -> None:
    assert set(OTHERWISE) <= set(MEASURES)


@pytest.mark.parametrize("name", sorted(set(TRUTH) & {"knee_flexion", "trunk_inclination", "arm_trunk", "heel_rise"}))
def test_a_post_bends_nowhere(name: str) -> None:
    assert last(name) == pytest.approx([0.0, 0.0], abs=1e-9)


def test_a_knee_inside_the_toe_is_positive_in_percent_of_the_shank() -> None:
    assert last("knee_over_toe", knee_left=(0.05, 0.5, 0.0), knee_right=(-0.12, 0.5, 0.0)) == pytest.approx(
        [12.5, -5.0]
    )


def test_a_shank_at_45_degrees_under_an_upright_thigh_is_a_knee_bent_by_45() -> None:
    bent = last("knee_flexion", knee_left=(0.1, 0.5, 0.4), hip_left=(0.1, 0.9, 0.4))
    assert bent == pytest.approx([45.0, 0.0], abs=1e-9)
    assert last("shank_inclination", knee_left=(0.1, 0.5, 0.4)) == pytest.approx([45.0, 0.0], abs=1e-9)


def test_a_thigh_that_points_out_of_the_sagittal_plane_bends_the_knee_less_in_space_than_from_the_side() -> None:
    known = standing(2, hip_left=(0.1, 0.5, -0.4), knee_left=(0.5, 0.5, 0.0), ankle_left=(0.5, 0.1, 0.0))
    assert TRUTH["knee_flexion"](known)[-1, 0] == pytest.approx(90.0)
    leaning = standing(2, hip_left=(0.1, 0.5, 0.0), knee_left=(0.4, 0.5, 0.3), ankle_left=(0.4, 0.1, 0.0))
    assert OTHERWISE["knee_flexion"]["in space"](leaning)[-1, 0] < TRUTH["knee_flexion"](leaning)[-1, 0]


def test_hips_two_centimetres_to_the_left_over_feet_twenty_apart_are_shifted_by_ten_percent() -> None:
    assert last("hip_shift", hip_left=(0.12, 0.9, 0.0), hip_right=(-0.08, 0.9, 0.0)) == pytest.approx(10.0)


def test_a_heel_as_high_as_the_foot_is_long_has_risen_by_45_degrees() -> None:
    assert last("heel_rise", heel_left=(0.1, 0.2, -0.05)) == pytest.approx([45.0, 0.0], abs=1e-9)


def test_a_toe_outside_its_heel_turns_out_on_either_side() -> None:
    out = last("turn_out", toe_left=(0.3, 0.0, 0.15), toe_right=(-0.3, 0.0, 0.15))
    assert out == pytest.approx([45.0, 45.0])
    assert last("turn_out_change", toe_left=(0.3, 0.0, 0.15)) == pytest.approx([45.0, 0.0])


def test_an_arm_in_front_of_the_trunk_is_positive_and_angles_do_not_wrap() -> None:
    ahead = last("arm_trunk", wrist_left=(0.1, 1.4, 0.6), wrist_right=(-0.1, 1.3, -0.6))
    assert ahead == pytest.approx([90.0, -99.46], abs=0.01)


# The figure computes its truth from its joint angles, the benchmark from where its joints are.
FIGURE = {
    "knee_flexion": "knee_flexion_sagittal",
    "knee_over_toe": "knee_over_toe_percent",
    "hip_shift": "hip_shift_percent",
    "hip_descent": "hip_descent_percent",
    "hip_line_offset": "hip_line_offset_percent",
    "hip_lift": "hip_lift_percent",
}


@pytest.mark.parametrize(
    "name",
    ["knee_flexion", "shank_inclination", "trunk_minus_shank", "thigh_elevation", "knee_over_toe", "hip_shift"]
    + ["hip_descent", "turn_out", "heel_rise", "arm_trunk", "head_forward"],
)
def test_the_truth_of_a_squat_is_the_figures_own(name: str) -> None:
    motion = squat(
        brief(), turn_out=(4.0, 20.0), heel_rise=(0.0, 12.0), knees_in=(0.06, -0.02), arms_forward=(5.0, 30.0),
        hip_shift=0.04,
    )  # fmt: skip
    ours, own = TRUTH[name](known_of_figure(motion)), motion.truth[FIGURE.get(name, name)]
    own = own[:, None] * np.ones(ours.shape[1]) if own.ndim < ours.ndim else own  # the head is the same to both sides
    assert ours == pytest.approx(own, abs=1e-6)


@pytest.mark.parametrize("name", ["hip_angle", "hip_line_offset", "hip_lift", "trunk_slope", "thigh_slope"])
def test_the_truth_of_a_bridge_is_the_figures_own(name: str) -> None:
    motion = brief_bridge()
    assert TRUTH[name](known_of_figure(motion)) == pytest.approx(motion.truth[FIGURE.get(name, name)], abs=1e-6)


# What the generator of the rendered people calls the same, and where ours is its change since standing.
GENERATOR = {
    "knee_flexion_in_space": "knee_flexion",
    "arm_trunk": "arm_forward",
    "turn_out": "foot_progression",
    "shank_inclination": "shin_sagittal",
    "hip_angle": "hip_angle_sag",
}


def truth_of(clip: str) -> tuple[Known, Callable[[str], Array]]:
    """What is known of a rendered clip, and the columns of its truth by name."""
    with np.load(SHARED / "clips" / "synthetic" / f"{clip}_truth.npz") as stored:
        truth: dict[str, Any] = {name: stored[name] for name in stored.files}
    names = truth["columns"].tolist()
    return known_of_clip(truth, "bridge" in clip), lambda name: truth["values"][:, names.index(name)].astype(float)


@needs_truth
@pytest.mark.parametrize("clip", ["ohs_armsfall_right", "ohs_turnout_front", "ohs_heelrise_left", "bridge_arch_left"])
def test_the_truth_of_a_rendered_clip_is_what_its_generator_says(clip: str) -> None:
    known, column = truth_of(clip)
    defined = TRUTH | {"knee_flexion_in_space": OTHERWISE["knee_flexion"]["in space"]}
    lying = {"knee_flexion_in_space", "hip_angle"}
    for name, theirs in GENERATOR.items():
        if ("bridge" in clip) == (name in lying) or name == "knee_flexion_in_space":
            expected = np.stack([column(f"{theirs}_{side}") for side in "LR"], axis=-1)
            assert defined[name](known) == pytest.approx(expected, abs=0.01), name
    pitch = np.stack([column(f"foot_pitch_raw_{side}") for side in "LR"], axis=-1)
    assert TRUTH["heel_rise"](known) == pytest.approx(pitch - known.at_rest(pitch), abs=0.01)


@needs_truth
def test_a_rendered_clips_repetitions_begin_and_end_when_it_moves() -> None:
    known, column = truth_of("ohs_clean_front")
    assert len(known.moments) == 3
    assert np.all(column("phase")[known.rest] < 1e-6)
    assert all(reading(known, turn, TRUTH["hip_descent"]) > 40 for turn in turns(known))


@needs_recordings
def test_the_truth_of_the_recordings_is_that_of_their_published_table() -> None:
    with (SHARED / "mocap" / RECORDINGS.replace(".npz", "_truth.csv")).open() as file:
        table = list(csv.DictReader(file))
    cameras = 4 * 5 * 2 * 2 + 4  # of each repetition
    first = [case for number, case in enumerate(islice(recordings(SHARED), 12 * cameras)) if number % cameras == 0]
    for case, row in zip(first, table[:12], strict=True):
        [turn] = turns(case.known)
        bent = reading(case.known, turn, OTHERWISE["knee_flexion"]["in space"]).mean()
        assert bent == pytest.approx(float(row["knee_flexion_deg"]), abs=2.0)
        apart = reading(case.known, turn, TRUTH["knee_ankle_separation"])
        assert apart == pytest.approx(float(row["knee_ankle_separation_ratio"]), abs=0.03)
        out = reading(case.known, turn, TRUTH["turn_out"]).mean()
        assert out == pytest.approx(float(row["toe_out_mean_deg"]), abs=2.0)


def test_a_recording_is_turned_so_that_the_hips_at_the_start_are_across() -> None:
    points = np.zeros((2, JOINTS, 2, 3))
    points[:, Joint.HIP, 0], points[:, Joint.HIP, 1] = (0.3, 1.0, -0.4), (-0.3, 1.0, 0.4)
    points[:, Joint.TOE, 0] = (0.4, 0.0, 0.3)  # ahead of those hips
    turned = squared(points)
    assert turned[0, Joint.HIP, 0] == pytest.approx([0.5, 1.0, 0.0])
    assert turned[1, Joint.TOE, 0] == pytest.approx([0.0, 0.0, 0.5])


def test_the_extreme_of_a_repetition_is_within_a_twentieth_of_its_effort() -> None:
    depth = np.array([0.0, 0.0, 10.0, 38.1, 40.0, 39.0, 37.9, 5.0, 0.0])
    points = standing(len(depth)).points
    points[:, Joint.HIP, :, 1] -= depth[:, None] * 0.008  # a leg is 0.8 m
    known = Known(np.arange(9.0), points, points[:, Joint.TOE], ((1.0, 8.0),), lies=False)
    [turn] = turns(known)
    assert turn.extreme.tolist() == [3, 4, 5]
    assert (turn.start_s, turn.bottom_s, turn.end_s) == (1.0, 4.0, 8.0)
    assert reading(known, turn, TRUTH["hip_descent"]) == pytest.approx(39.0)


def test_a_movement_sets_out_when_it_is_no_longer_slow() -> None:
    effort = np.array([0.0, 0.0, 0.0, 10.0, 20.0, 20.0, 10.0, 0.0, 0.0, 0.0])
    assert set_out_and_back(np.arange(10.0), effort) == (1.0, 8.0)


def found(start: float, bottom: float, end: float) -> Repetition:
    """A repetition as a record has it, without readings."""
    return Repetition(1, start, bottom, end, 40.0, ())


def test_a_found_repetition_belongs_to_the_true_one_in_which_it_turned() -> None:
    true = [Turn(1.0, 2.0, 3.0, np.arange(1)), Turn(4.0, 5.0, 6.0, np.arange(1))]
    late, invented = found(4.2, 5.1, 6.3), found(7.0, 7.5, 8.0)
    assert matched((late, invented), true) == [(true[1], late)]


def row(value: float, truth: float, **others: Any) -> Row:
    """A reading in degrees, its uncertainty 2, its line at 10."""
    over = truth - 10.0
    known: dict[str, Any] = {"source": "clips", "clip": "a", "view": "side", "condition": {}, "rep": 1, "side": "left"}
    known |= {"measure": "heel_rise", "unit": "deg", "shown": True, "ideal": float("nan"), "otherwise": {}}
    known |= {"uncertainty": 2.0, "finding": "heels_rise", "over": over, "state": "observed", "reason": ""}
    return Row(**(known | {"value": value, "truth": truth} | others))


def test_errors_of_one_and_three_have_a_bias_of_two_and_one_of_them_is_within_two() -> None:
    figures = errors([row(1.0, 0.0), row(3.0, 0.0), row(float("nan"), 0.0)])
    assert (figures["readings"], figures["unread"], figures["clips"]) == (2, 1, 1)
    assert (figures["bias"], figures["mean_absolute"], figures["largest"]) == (2.0, 2.0, 3.0)
    assert figures["deviation"] == pytest.approx(2.0**0.5)
    assert (figures["within_1u"], figures["within_2u"]) == (0.5, 1.0)
    assert (figures["holds_68"], figures["holds_95"]) == (pytest.approx(2.36), pytest.approx(2.9))


def test_opposite_errors_have_no_bias() -> None:
    figures = errors([row(-1.0, 0.0), row(1.0, 0.0)])
    assert (figures["bias"], figures["mean_absolute"]) == (0.0, 1.0)


def test_nothing_read_has_no_figures() -> None:
    figures = errors([row(float("nan"), 0.0)])
    assert figures["bias"] is None and figures["within_1u"] is None and figures["unread"] == 1


def test_a_reading_that_two_findings_share_counts_once() -> None:
    assert len(once([row(1.0, 0.0), row(1.0, 0.0, finding="other"), row(1.0, 0.0, rep=2)])) == 2


def test_states_are_compared_where_the_truth_is_clear_of_the_line() -> None:
    figures = states(
        [
            row(0.0, 15.0, state="observed"),
            row(0.0, 15.0, state="indeterminate"),
            row(0.0, 5.0, state="not_observed"),
            row(0.0, 4.0, state="observed"),
            row(0.0, 13.5, state="indeterminate"),  # by 1.75 uncertainties: clear, not yet decided
            row(0.0, 11.0, state="not_observed"),  # on the other side of the line, and close to it
            row(0.0, 15.0, state="not_measurable"),
        ]
    )
    assert (figures["repetitions"], figures["not_measured"]) == (7, 1)
    assert (figures["beyond"], figures["beyond_observed"]) == (2, 0.5)
    assert (figures["short"], figures["short_not_observed"]) == (2, 0.5)
    assert figures["opposite"] == 0.25
    assert figures["across_the_line"] == pytest.approx(2 / 6)
    assert (figures["clear"], figures["clear_indeterminate"]) == (5, 0.4)


def test_a_state_from_a_view_that_hides_the_finding_is_counted_as_that_alone() -> None:
    hidden = [row(0.0, 15.0, shown=False, state="observed"), row(0.0, 15.0, shown=False, state="not_measurable")]
    figures = states(hidden)
    assert (figures["repetitions"], figures["from_a_view_that_hides_it"]) == (0, 1)


@pytest.mark.parametrize(("name", "truth", "expected"), [("forward_lean", 12.0, 2.0), ("knees_move_out", -18.0, 3.0)])
def test_the_truth_is_beyond_a_line_in_the_direction_of_the_finding(name: str, truth: float, expected: float) -> None:
    finding = next(f for f in screens()["overhead_squat"].findings if f.name == name)
    assert beyond(finding, finding.line, truth) == pytest.approx(expected)


def test_a_shift_to_either_side_is_beyond_its_line() -> None:
    finding = next(f for f in screens()["overhead_squat"].findings if f.name == "asymmetrical_shift")
    assert beyond(finding, 10.0, -14.0) == beyond(finding, 10.0, 14.0) == 4.0


def test_a_clip_is_counted_exactly_only_if_its_repetitions_are_the_true_ones() -> None:
    def timing(true: int, found: int, matched: int) -> Timing:
        return Timing("clips", "a", "side", {}, "side", true, found, [(0.1, -0.2, 0.3)] * matched)

    figures = times([timing(2, 2, 2), timing(1, 2, 1), timing(2, 2, 1)])
    assert (figures["clips"], figures["counted_exactly"], figures["true"], figures["found"]) == (3, 1, 5, 6)
    assert figures["bottom"]["bias"] == pytest.approx(-0.2)
    assert figures["bottom"]["mean_absolute"] == pytest.approx(0.2)


def test_points_where_the_joints_are_have_no_offsets_and_others_have_theirs_outwards() -> None:
    motion = squat(brief())
    known = known_of_figure(motion)
    ideal = track_of(known.time, known.points, PinholeCamera("front"))
    xyz = ideal.xyz.copy()
    pixels = np.ptp(ideal.xyz[0, ..., 1]) / np.ptp(ideal.world[0, ..., 1])
    xyz[:, Joint.TOE, 1, 0] -= 0.02 * pixels  # the right toe, to the picture's left: outwards
    case = Case("clips", "a", "overhead_squat", "front", replace(ideal, xyz=xyz), known, ideal=ideal)
    figures = {(f["joint"], f["moment"]): f for f in offsets([case])}
    assert figures["toe", "extreme"]["across"]["bias"] == pytest.approx(10.0)  # over both limbs
    assert figures["knee", "rest"]["across"]["largest"] == figures["knee", "rest"]["up"]["largest"] == 0.0


def test_a_figure_before_a_square_camera_is_measured_as_it_is() -> None:
    case = next(c for c in figures() if c.condition == {"yaw": 0.0, "tilt": 0.0, "noise": 0.0})
    rows, timing = scored(case)
    assert timing.exact
    [first, *_] = [r for r in rows if r.measure == "hip_angle" and r.rep == 1]
    assert first.value == pytest.approx(first.truth, abs=2.0)
    shown = "\n".join(tables(rounded(summary(rows, [timing], []))))
    assert "| hip_angle" in shown and "hips_below_line" in shown


def test_the_error_of_an_angle_goes_the_shorter_way_round() -> None:
    assert row(170.0, 0.0).off(-175.0) == pytest.approx(-15.0)
    assert row(170.0, 0.0, unit="%").off(-175.0) == pytest.approx(345.0)
