"""Readings, limits of a clip, uncertainties, settings and comparisons: numbers that are worked out here.

The numbers are written out. None is imported from the code that it checks.
"""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from people import BRIDGE, SCREENS, SQUAT, brief, record_of, seen, squat
from test_readings_by_hand import body

from movescreen.errors import Problem
from movescreen.measures.camera_angle import Pitch
from movescreen.measures.perspective import CameraGeometry
from movescreen.measures.reference_from_frames import reference_pose_of
from movescreen.measures.reference_pose import ReferencePose, Support
from movescreen.pose.pose import LEFT, RIGHT, Joint, Pose
from movescreen.records.record import Reading, Record, Repetition, SetFinding
from movescreen.scoring import bias_correction
from movescreen.scoring.bias_correction import BiasCorrection, CorrectedScreen
from movescreen.scoring.change_between_sessions import _at, _reading, _visit, compare
from movescreen.scoring.chosen_otherwise import otherwise
from movescreen.scoring.multi_view import join_views
from movescreen.scoring.readings import ReadingBuilder, _reason, undecided
from movescreen.scoring.recording_quality import RecordingContext, quality, quality_limits
from movescreen.scoring.set_findings import set_findings
from movescreen.scoring.sets_and_sides import _difference, prescribed, side_differences
from movescreen.scoring.settings import Settings, check, load_settings, shortened
from movescreen.scoring.uncertainty import camera_effect, doubts, with_knee_out

FINDINGS = SQUAT.findings
COLUMNS = [(m.name, side) for m, side in SQUAT.columns]


def value_of(view: str, name: str, value: float, told: bool = True, side: str = "left") -> float:
    """What a reading of the network becomes."""
    values = np.zeros(len(COLUMNS))
    number = COLUMNS.index((name, side if (name, side) in COLUMNS else ""))
    values[number] = value
    return float(BiasCorrection.of("mediapipe", SQUAT, view, told)(values)[number])


@pytest.mark.parametrize(
    ("view", "name", "told", "value"),
    [
        ("front", "hip_descent", True, 102.0),
        ("front", "hip_descent", False, 107.0),
        ("back", "hip_descent", False, 100.0),
        ("front", "shoulder_descent", True, 93.0),
        ("front", "shoulder_descent", False, 93.0),
        ("back", "shoulder_descent", True, 97.0),
        ("oblique", "shoulder_descent", True, 92.5),
        ("front", "knee_toe_separation", True, 99.9),
        ("oblique", "arm_trunk", True, 92.0),
        ("side", "heel_rise", True, 115.0),
        ("side", "wrist_over_toe", True, 78.8333),
    ],
)
def test_bias_correction_by_hand(view: str, name: str, told: bool, value: float) -> None:
    """What a reading of 100 becomes, with a pitch that was told and without."""
    assert value_of(view, name, 100.0, told) == pytest.approx(value, abs=1e-3)


@pytest.mark.parametrize(("arms", "head"), [(23.3, 25.0), (63.3, 43.75), (-56.7, -23.75)])
def test_bias_correction_owed(arms: float, head: float) -> None:
    """Three quarters of what arms fall by after 3.3 deg are taken off, up to 45 deg either way."""
    values = np.zeros(len(COLUMNS))
    values[COLUMNS.index(("arm_trunk", "left"))] = arms
    values[COLUMNS.index(("head_forward", "left"))] = 10.0
    right = BiasCorrection.of("mediapipe", SQUAT, "side")(values)
    assert right[COLUMNS.index(("head_forward", "left"))] == pytest.approx(head)


def camera_of(network: str, settings: Settings, view: str = "front") -> CameraGeometry:
    """The camera that a standing body tells."""
    reference = reference_pose_of(seen(squat(brief()), view).at(slice(0, 20)))
    return CorrectedScreen(SQUAT, network).placed(reference, settings).camera


def test_placed_by_network() -> None:
    """What is known of a network, by the view; runs of the same network share it; figures have none."""
    for network in ("mediapipe", "blazepose"):
        front, back = camera_of(network, Settings()), camera_of(network, Settings(), "back")
        assert (front.skew, front.wander, front.trunk) == (-3.0, 0.04, 0.70)
        assert (back.skew, back.wander, back.trunk) == (2.0, 0.04, 0.0)
    figures = camera_of("synthetic", Settings())
    assert (figures.skew, figures.wander, figures.trunk) == (0.0, 0.0, 0.0)
    assert (figures.pitch, figures.pitch_uncertainty, figures.pitch_stated) == (0.0, 0.0, False)


def test_placed_pitch_stated() -> None:
    """A pitch of 8 deg is known to 1 deg, or as stated; a height tells one too."""
    told = camera_of("synthetic", Settings(camera_pitch_deg=8.0))
    assert (told.pitch, told.pitch_uncertainty, told.pitch_stated) == (8.0, 1.0, True)
    stated = camera_of("synthetic", Settings(camera_pitch_deg=8.0, pitch_deg=2.5))
    assert stated.pitch_uncertainty == 2.5
    low, high = (camera_of("mediapipe", Settings(camera_height_m=height)) for height in (1.0, 1.3))
    assert low.pitch_stated
    assert high.pitch - low.pitch == pytest.approx(5.04, abs=0.05)  # atan(1.22 / 3) - atan(0.92 / 3)


@pytest.mark.parametrize(
    ("down", "pitch", "unsure"), [(-12.0, -12.0, 4.0), (30.0, 30.0, 4.0), (-12.1, 0.0, 9.2522), (30.1, 0.0, 16.5983)]
)
def test_placed_pitch_unlikely(down: float, pitch: float, unsure: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """A phone looks from 12 deg up to 30 deg down; beyond it is taken as level, and half of that less sure.

    7 and 6.05 in quadrature are 9.2522; 7 and 15.05 are 16.5983.
    """
    monkeypatch.setattr(bias_correction, "pitch_of", lambda *known: Pitch(down, 4.0))
    camera = camera_of("mediapipe", Settings())
    assert (camera.pitch, camera.pitch_uncertainty, camera.pitch_stated) == (
        pitch,
        pytest.approx(unsure, abs=1e-4),
        False,
    )


@pytest.mark.parametrize("view", ["front", "back", "side"])
@pytest.mark.parametrize(("below_px", "down", "unsure"), [(0.0, 17.0490, 6.6674), (92.0, 0.0, 5.7296)])
def test_seen_pitch_by_hand(view: str, below_px: float, down: float, unsure: float) -> None:
    """Ankles lie 0.92 m below a camera 1 m up and 3 m away: atan(0.92 / 3) below the horizon, 92 px of 300.

    In the picture's middle they tell that much pitch, 92 px below it none. A height known to 0.3 m is 0.1 rad of 3 m;
    a fifth of the pitch comes in quadrature.
    """
    pose = body().at(0)
    pose.world[..., 1] = pose.xyz[..., 1] / 100.0  # 100 px a metre: a focal length of 300
    pose.xyz[..., 1] -= 200.0 + below_px
    told = CorrectedScreen(SQUAT, "blazepose").seen_pitch(ReferencePose(pose, view, 1.0))
    assert told and (told.down, told.uncertainty) == (pytest.approx(down, abs=1e-4), pytest.approx(unsure, abs=1e-4))
    assert CorrectedScreen(SQUAT, "markers").seen_pitch(ReferencePose(pose, view, 1.0)) is None


def test_seen_pitch_of_lying_body() -> None:
    """A body that lies shows no vertical, and tells no pitch."""
    pose = body().at(0)
    pose.xyz[..., :2] = pose.xyz[..., 1::-1]
    assert CorrectedScreen(BRIDGE, "blazepose").seen_pitch(ReferencePose(pose, "side", 1.0)) is None


@pytest.mark.parametrize(
    ("left", "right", "state"),
    [((3.0, 5.0), (1.0, 3.0), "within_variation"), ((13.0, 15.0), (1.0, 3.0), "beyond_variation")],
)
def test_difference_by_hand(left: tuple[float, ...], right: tuple[float, ...], state: str) -> None:
    """Pairs 2 apart vary by sqrt(2), so that the least difference is 1.96 sqrt(2) sqrt(2) = 3.92."""
    found = _difference("hold", "s", np.array(left), np.array(right))
    assert (found.measure, found.unit, found.left, found.right) == ("hold", "s", left[0] + 1, 2.0)
    assert (found.left_reps, found.right_reps, found.state) == (2, 2, state)
    assert (found.difference, found.least) == (left[0] - 1, pytest.approx(3.92))


def read(measure: str, side: str, value: float, reason: str = "", finding: str = "", state: str = "") -> Reading:
    """A reading in a repetition."""
    return Reading(finding, measure, side, value, "deg", 2.0, math.nan, state, reason)


def repetition(*readings: Reading, number: int = 1, support: str = "", seconds: float = 2.0) -> Repetition:
    """A repetition from 10 s on."""
    return Repetition(number, 10.0, 11.0, 10.0 + seconds, 60.0, readings, (), 1, support)


def test_side_differences_by_leg() -> None:
    """Two repetitions on either leg are compared; on both legs none counts, and what was not read does not."""
    one_leg = next(screen for screen in SCREENS.values() if screen.support)
    measure = next(m.name for m in one_leg.quantities if m.sided)
    reps = [
        repetition(read(measure, leg, value), support=leg)
        for leg, value in (("left", 10.0), ("left", 12.0), ("right", 4.0), ("right", 6.0))
    ]
    both = [repetition(read(measure, "left", 99.0), support="both")]
    unread = [repetition(read(measure, "left", 99.0, "not_seen"), support="left")]
    (found,) = side_differences(one_leg, reps + both + unread)
    assert (found.measure, found.left, found.right, found.difference) == (measure, 11.0, 5.0, 6.0)
    assert side_differences(one_leg, reps[:3]) == ()
    assert side_differences(SQUAT, reps) == ()


def test_prescribed_by_hand() -> None:
    """What was asked and what was done, None for a hold that was not measured; nothing asked is not there."""
    reps = [repetition(read("hold", "", 4.5)), repetition(read("hold", "", math.nan, "not_seen"))]
    assert prescribed(Settings(reps=3, hold_s=5.0), BRIDGE, reps) == {
        "reps": {"asked": 3, "done": 2},
        "hold": {"asked": 5.0, "unit": "s", "done": [4.5, None]},
    }
    assert prescribed(Settings(hold_s=5.0), SQUAT, reps) == {}
    assert prescribed(Settings(), BRIDGE, reps) == {}


def written(tmp_path: Path, text: str) -> Settings:
    """The settings of a file."""
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


LIMITS = {
    "yaw_deg": (0.0, 45.0),
    "roll_deg": (0.0, 45.0),
    "camera_roll_deg": (-45.0, 45.0),
    "pitch_deg": (0.0, 45.0),
    "camera_pitch_deg": (-30.0, 45.0),
    "camera_height_m": (0.05, 3.0),
    "foot_length": (0.15, 0.45),
}


@pytest.mark.parametrize(("key", "limits"), LIMITS.items(), ids=LIMITS)
def test_load_settings_limits(key: str, limits: tuple[float, float], tmp_path: Path) -> None:
    """Both ends of a range are taken; what is beyond is refused, by its name."""
    for value in limits:
        assert getattr(written(tmp_path, f"{key} = {value}"), key) == value
    for value in (limits[0] - 0.01, limits[1] + 0.01):
        with pytest.raises(Problem, match=f"settings.toml: {key} should be a number from {limits[0]:g} to") as found:
            written(tmp_path, f"{key} = {value}")
        assert found.value.code == "settings_unreadable"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("decided_by = -0.1", "settings_unreadable", "decided_by should be a number of at least 0, and is -0.1."),
        ("uncertainties.a = 0", "settings_unreadable", "uncertainties.a should be a number above 0, and is 0"),
        ("lines = 3", "settings_unreadable", "lines should be a table of names and numbers, and is 3."),
        ("lines.a = true", "settings_unreadable", "lines.a should be a number, and is True."),
        ("lines.a = '3'", "settings_unreadable", "lines.a should be a number, and is '3'."),
        ("yaw_deg = nan", "settings_unreadable", "yaw_deg should be a number, and is nan."),
        ("lines.a = [1]", "settings_unreadable", "lines.a should be a number"),
        ("tilt = 3", "settings_unknown", "tilt is no setting. Known are lines, uncertainties, decided_by, yaw_deg, "),
        ("yaw_deg", "settings_unreadable", "settings.toml is not TOML"),
    ],
)
def test_load_settings_refused(text: str, code: str, said: str, tmp_path: Path) -> None:
    """What was expected, and what came."""
    with pytest.raises(Problem) as found:
        written(tmp_path, text)
    assert found.value.code == code
    assert said in str(found.value)


def test_load_settings_whole(tmp_path: Path) -> None:
    """Lines, uncertainties and numbers, in UTF-8; a file that is not there is named."""
    text = "# größer\nyaw_deg = 7\ndecided_by = 0\n[lines]\na = 3\n[uncertainties]\nb = 0.1\n"
    found = written(tmp_path, text)
    assert found == Settings({"a": 3.0}, {"b": 0.1}, decided_by=0.0, yaw_deg=7.0)
    with pytest.raises(Problem, match=r"expected in .*none.toml, which cannot be read \(No such file") as missing:
        load_settings(tmp_path / "none.toml")
    assert missing.value.code == "settings_unreadable"


def test_check_names() -> None:
    """Findings have lines, measures uncertainties; another name is refused with those that are known."""
    check(Settings({"a": 1.0}, {"b": 1.0}), ["a"], ["b"])
    for settings, kind, known in (
        (Settings({"b": 1.0}), "finding", "a, c"),
        (Settings({}, {"a": 1.0}), "measure", "b"),
    ):
        with pytest.raises(Problem, match=f"there is no such {kind}. Known are {known}.") as found:
            check(settings, ["a", "c"], ["b"])
        assert found.value.code == "settings_unknown"


@pytest.mark.parametrize(("count", "text"), [(78, "'" + "a" * 78 + "'"), (79, "'" + "a" * 79 + "...")])
def test_shortened_at_eighty(count: int, text: str) -> None:
    """Eighty characters are shown, of more the first eighty."""
    assert shortened("a" * count) == text


def test_settings_roll() -> None:
    """A roll levelled by eye is known to 2 deg, one that is given to 0.5, or as stated."""
    assert (Settings().roll, Settings().roll_uncertainty) == (0.0, 2.0)
    assert (Settings().with_roll(4.0).roll, Settings().with_roll(4.0).roll_uncertainty) == (4.0, 0.5)
    assert Settings(roll_deg=1.5).roll_uncertainty == 1.5
    assert Settings(roll_deg=1.5).as_json()["roll_deg"] == 1.5
    assert Settings().as_json()["roll_deg"] == 2.0
    assert [Settings().with_roll(end).roll for end in (-45.0, 45.0)] == [-45.0, 45.0]
    for beyond in (-45.1, 45.1, math.nan):
        with pytest.raises(Problem, match="from -45 to 45 degrees") as found:
            Settings().with_roll(beyond)
        assert found.value.code == "settings_unreadable"


def test_settings_with_camera_at() -> None:
    """Pitch and height are taken up to both ends; None leaves what was there."""
    known = Settings(camera_pitch_deg=3.0)
    assert known.with_camera_at(None, None) == known
    for pitch, height in ((-30.0, 0.05), (45.0, 3.0)):
        there = known.with_camera_at(pitch, height)
        assert (there.camera_pitch_deg, there.camera_height_m) == (pitch, height)
    for wrong, name in (((-30.1, None), "camera_pitch_deg"), ((None, 3.1), "camera_height_m")):
        with pytest.raises(Problem, match=f"{name} is expected from") as found:
            known.with_camera_at(*wrong)
        assert found.value.code == "settings_unreadable"


def builder(timed: bool = True, **settings: Any) -> ReadingBuilder:
    """A builder of a squat's readings."""
    return ReadingBuilder(CorrectedScreen(SQUAT, "synthetic"), Settings(**settings), timed)


def test_builder_lines() -> None:
    """A line or an uncertainty that is stated replaces the screen's own."""
    finding = next(f for f in SQUAT.findings if f.name == "forward_lean")
    assert builder().line(finding) == finding.line
    assert builder(lines={"forward_lean": 33.0}).line(finding) == 33.0
    assert builder().uncertainty(finding.measure) == finding.measure.uncertainty
    assert builder(uncertainties={finding.measure.name: 1.5}).uncertainty(finding.measure) == 1.5


@pytest.mark.parametrize(
    ("over", "state"), [(4.1, 2), (4.0, 2), (3.9, 1), (0.0, 1), (-3.9, 1), (-4.0, 0), (-4.1, 0), (math.nan, 3)]
)
def test_builder_states(over: float, state: int) -> None:
    """Twice an uncertainty of 2 over a line of 30 is observed, under it not; between it is too close to call."""
    finding = next(f for f in SQUAT.findings if f.name == "heels_rise")
    made = builder(lines={"heels_rise": 30.0}, uncertainties={finding.measure.name: 2.0}, decided_by=2.0)
    values = np.zeros(len(COLUMNS))
    values[COLUMNS.index((finding.measure.name, "left"))] = 30.0 + over
    number = next(n for n, (f, side, _) in enumerate(SQUAT.judged) if (f.name, side) == ("heels_rise", "left"))
    assert made.states(values)[number] == state


def test_with_outline_by_hand() -> None:
    """Beyond one and a half uncertainties from the line is decided."""
    finding = next(f for f in SQUAT.findings if f.measure in SQUAT.from_pictures)
    sign = -1.0 if finding.beyond == "below" else 1.0
    made, line = builder(lines={finding.name: 10.0}), 10.0
    before = read(finding.measure.name, "left", math.nan, "no_pictures", finding.name)
    for over, state in ((3.1, "observed"), (2.9, "indeterminate"), (-3.1, "not_observed")):
        found = made.with_outline(before, line + sign * over, 2.0, "")
        assert (found.value, found.uncertainty, found.reason, found.state) == (line + sign * over, 2.0, "", state)
    assert made.with_outline(before, math.nan, math.nan, "unclear").reason == "unclear"
    surer = builder(lines={finding.name: 10.0}, decided_by=2.0)
    for over, state in ((6.1, "observed"), (5.9, "indeterminate")):
        assert surer.with_outline(before, line + sign * over, 2.0, "").state == state


def test_undecided_by_view() -> None:
    """What takes knowing left from right is too close to call; what the side shows stays."""
    readings = tuple(
        read(name, "left", 1.0, state=state)
        for name, state in (
            ("knee_over_toe", "observed"),
            ("knee_over_toe", "not_observed"),
            ("knee_over_toe", "not_measurable"),
            ("heel_rise", "observed"),
        )
    )
    states = [r.state for r in undecided(readings)]
    assert states == ["indeterminate", "indeterminate", "not_measurable", "observed"]


def test_reason_over_repetition() -> None:
    """The first reason of what a measure needs; else of its gaps; else of lost frames; else it was too brief."""
    measure = next(m for m in SQUAT.over_repetition if len(m.of) == 1) if SQUAT.over_repetition else None
    measure = measure or next(m for m in BRIDGE.over_repetition if len(m.of) == 1)
    column = (measure.of[0], "left" if measure.of[0].sided else "")
    key = (column[0].name, column[1])
    screen = SQUAT if measure in SQUAT.over_repetition else BRIDGE

    def why(value: float, known: str, unseen: str, gap: bool) -> str:
        values = np.full((4, len(screen.columns)), 1.0)
        if gap:
            values[1] = math.nan
        signals = screen.signals(np.arange(4.0), values, slice(1, 3))
        assert key in signals.columns
        return _reason(measure, "left", value, signals, {column: (known, unseen)})

    assert why(1.0, "", "not_seen", True) == ""
    assert why(1.0, "out_of_picture", "not_seen", False) == "out_of_picture"
    assert why(math.nan, "", "not_seen", True) == "not_seen"
    assert why(math.nan, "", "frames_lost", False) == "frames_lost"
    assert why(math.nan, "", "not_seen", False) == "too_brief"


def still(view: str = "front", count: int = 60, rate: float = 30.0) -> Pose:
    """A body that stands still, seen so often a second."""
    track = seen(squat(brief()), view).at(np.zeros(count, int))
    return replace(track, time=np.arange(count) / rate)


def context(track: Pose, reps: tuple[Repetition, ...] = (), **others: Any) -> RecordingContext:
    """How a clip of a squat was filmed."""
    reference = others.pop("reference", reference_pose_of(track.at(slice(0, 20))))
    outside = others.pop("outside", np.zeros((len(track), len(Joint), 2), bool))
    had_rest = others.pop("had_rest", True)
    return RecordingContext(CorrectedScreen(SQUAT, "synthetic"), track, outside, reference, had_rest, reps)


def codes(made: RecordingContext) -> dict[str, float]:
    """What limits a clip, with how much of it there is."""
    return {limit.code: limit.value for limit in quality_limits(made)}


@pytest.mark.parametrize(
    ("rate", "code"),
    [(20.1, ""), (19.9, "few_frames_a_second"), (12.1, "few_frames_a_second"), (11.9, "too_few_frames_a_second")],
)
def test_quality_frame_rate(rate: float, code: str) -> None:
    """Fewer than 20 frames a second blur, fewer than 12 tell no tempo."""
    found = codes(context(still(rate=rate)))
    assert found.keys() & {"few_frames_a_second", "too_few_frames_a_second"} == ({code} if code else set())
    assert not code or found[code] == pytest.approx(rate)


@pytest.mark.parametrize(("seconds", "code"), [(0.79, "fast_repetitions"), (0.81, "")])
def test_quality_fast(seconds: float, code: str) -> None:
    """A repetition of less than 0.8 s is fast; the quickest counts."""
    found = codes(context(still(), (repetition(seconds=2.0), repetition(seconds=seconds))))
    assert ("fast_repetitions" in found) is bool(code)
    assert not code or found["fast_repetitions"] == pytest.approx(seconds)


@pytest.mark.parametrize(("count", "short"), [(44, True), (46, False)])
def test_quality_short(count: int, short: bool) -> None:
    """A clip in which the person is seen for less than 1.5 s is too short; a longer one never at rest, or still."""
    track = still(count=count)
    assert ("too_short_a_clip" in codes(context(track))) is short
    assert ("never_at_rest" in codes(context(track, reference=None))) is not short
    assert ("never_still" in codes(context(track, had_rest=False))) is not short
    assert codes(context(track, (repetition(),), had_rest=False))["never_still"] == 0.7
    assert "never_still" not in codes(context(track, (repetition(),)))


@pytest.mark.parametrize(("moved", "said"), [(0.09, False), (0.11, True)])
def test_quality_camera_moved(moved: float, said: bool) -> None:
    """Feet that stay and yet move by more than a tenth of a leg: the camera was held by hand."""
    track = still(count=120)
    leg = float(reference_pose_of(track.at(slice(0, 20))).leg)
    xyz = track.xyz + np.where(track.time >= 2.0, moved * leg, 0.0)[:, None, None, None] * [1.0, 0.0, 0.0]
    rep = Repetition(1, 1.0, 2.0, 3.0, 60.0, ())
    found = codes(context(replace(track, xyz=xyz), (rep,)))
    assert ("camera_moved" in found) is said
    assert not said or found["camera_moved"] == pytest.approx(11.0)


@pytest.mark.parametrize(("share", "said"), [(0.06, True), (0.04, False)])
def test_quality_cut_off(share: float, said: bool) -> None:
    """Feet outside the picture in more than a twentieth of the frames are cut off, with what that touches."""
    outside = np.zeros((100, len(Joint), 2), bool)
    outside[: round(100 * share), [Joint.ANKLE, Joint.HEEL, Joint.TOE]] = True
    limits = {limit.code: limit for limit in quality_limits(context(still(count=100), outside=outside))}
    assert ("feet_cut_off" in limits) is said
    if said:
        assert (limits["feet_cut_off"].value, limits["feet_cut_off"].unit) == (pytest.approx(6.0), "%")
        assert "knee_over_toe" in limits["feet_cut_off"].measures


def test_quality_counts_repetitions() -> None:
    """With repetitions the frames of these and 0.7 s before count: a wrist outside earlier does not."""
    outside = np.zeros((120, len(Joint), 2), bool)
    outside[:37, Joint.ANKLE] = True
    rep = Repetition(1, 2.0, 2.5, 3.0, 60.0, ())
    assert "feet_cut_off" not in codes(context(still(count=120), (rep,), outside=outside))
    outside[:60, Joint.ANKLE] = True
    assert codes(context(still(count=120), (rep,), outside=outside))["feet_cut_off"] == pytest.approx(42.0, abs=3.0)


def test_quality_plain() -> None:
    """Frames, those with somebody, the rate, and what the view shows."""
    track = still(count=61)
    track.xyz[:10] = math.nan
    found = quality(context(track, reference=reference_pose_of(still())))
    assert (found["frames"], found["frames_with_person"], found["frames_per_second"]) == (61, 51, pytest.approx(30.0))
    assert (found["yaw"]["uncertainty"], found["yaw"]["unit"], found["pitch"]) == (5.0, "deg", None)
    assert found["stance_width"] == pytest.approx(0.75, abs=0.4)
    pitched = replace(reference_pose_of(still()), camera=CameraGeometry(pitch=9.0, pitch_uncertainty=2.0))
    told = quality(context(still(), reference=pitched))
    assert told["pitch"] == {"value": 9.0, "uncertainty": 2.0, "unit": "deg"}
    assert {"code": "pitched", "value": 9.0, "unit": "deg", "measures": []} in told["setup"]
    side = quality(context(still("right")))
    assert (side["stance_width"], side["yaw"]["uncertainty"]) == (None, 7.0)
    nobody = quality(context(still(), reference=None))
    assert (nobody["yaw"], nobody["stance_width"], nobody["pitch"]) == (None, None, None)


@pytest.mark.parametrize(("pitch", "said"), [(7.9, False), (8.1, True), (-8.1, True)])
def test_quality_pitched(pitch: float, said: bool) -> None:
    """A camera that looks down, or up, by more than 8 deg."""
    reference = replace(reference_pose_of(still()), camera=CameraGeometry(pitch=pitch))
    assert ("pitched" in codes(context(still(), reference=reference))) is said


def shrunk(share: float) -> ReferencePose:
    """A standing body that fills so much of the picture's height, in its middle."""
    reference = reference_pose_of(still())
    points = reference.pose.xyz[..., :2]
    size, picture = np.nanmax(np.ptp(points.reshape(-1, 2), axis=0)), np.array(reference.pose.picture)
    middle = np.array([0.5, -0.5]) * picture
    xyz = reference.pose.xyz.copy()
    xyz[..., :2] = middle + (points - points.reshape(-1, 2).mean(axis=0)) * share * picture[1] / size
    return replace(reference, pose=replace(reference.pose, xyz=xyz))


@pytest.mark.parametrize(("share", "said"), [(0.349, True), (0.351, False)])
def test_quality_too_far(share: float, said: bool) -> None:
    """A body that fills less than 35 % of the picture is too far away."""
    found = codes(context(still(), reference=shrunk(share)))
    assert ("too_far" in found) is said
    assert not said or found["too_far"] == pytest.approx(34.9)


@pytest.mark.parametrize(("pixels", "said"), [(199.0, True), (201.0, False)])
def test_quality_few_pixels(pixels: float, said: bool) -> None:
    """A body less than 200 px large is seen badly."""
    found = codes(context(still(), reference=shrunk(pixels / still().picture[1])))
    assert ("few_pixels" in found) is said
    assert not said or found["few_pixels"] == pytest.approx(pixels)


@pytest.mark.parametrize(("share", "said"), [(0.71, True), (0.69, False)])
def test_quality_way_up(share: float, said: bool) -> None:
    """In more than 70 % of the frames on its side, or on its head."""
    track = still(count=100)
    for code, turn in (("sideways", [[0.0, -1.0], [1.0, 0.0]]), ("upside_down", [[-1.0, 0.0], [0.0, -1.0]])):
        xyz = track.xyz.copy()
        xyz[: round(100 * share), ..., :2] = xyz[: round(100 * share), ..., :2] @ np.array(turn).T
        found = codes(context(replace(track, xyz=xyz)))
        assert (code in found) is said
        assert not said or found[code] == pytest.approx(71.0)
        assert code not in codes(context(replace(track, xyz=xyz), (repetition(),)))


@pytest.mark.parametrize(("whole", "said"), [(49, True), (50, False)])
def test_quality_part_only(whole: int, said: bool) -> None:
    """Fewer than half of the frames with the whole body show a part of it only."""
    track = still(count=100)
    track.xyz[whole:, Joint.ANKLE] = math.nan
    found = codes(context(track, reference=reference_pose_of(still())))
    assert ("part_of_the_body" in found) is said
    assert not said or found["part_of_the_body"] == pytest.approx(51.0)


def test_camera_effect_by_hand() -> None:
    """Half of the difference between one more and one less: of a pitch the trunk leans by as much."""
    reference = reference_pose_of(still("right"))
    focal = replace(
        reference, camera=CameraGeometry(focal=3000.0, ahead=(reference.pose.xyz[Joint.HIP, RIGHT, 0], -500.0))
    )
    network = CorrectedScreen(SQUAT, "synthetic")
    assert camera_effect(network, reference.pose, focal, "pitch", 0.0).tolist() == [0.0] * len(COLUMNS)
    one = camera_effect(network, reference.pose, focal, "pitch", 1.0)
    two = camera_effect(network, reference.pose, focal, "pitch", 2.0)
    number = COLUMNS.index(("trunk_inclination", "right"))
    assert two[number] == pytest.approx(2 * one[number], rel=0.01)


def test_doubts_by_hand() -> None:
    """Arms held forward add 6 deg times the sine to the trunk; upright ones, and other measures, nothing."""
    reference = reference_pose_of(still("right"))
    pose = replace(reference.pose, xyz=reference.pose.xyz.copy())
    shoulder, hip = pose.xyz[Joint.SHOULDER, RIGHT, :2].copy(), pose.xyz[Joint.HIP, RIGHT, :2]
    trunk = shoulder - hip
    for joint in (Joint.ELBOW, Joint.WRIST):  # square to the trunk
        pose.xyz[joint, RIGHT, :2] = shoulder + [trunk[1], -trunk[0]]
    found = doubts(SQUAT, pose, reference)
    assert found[COLUMNS.index(("trunk_inclination", "right"))] == pytest.approx(6.0)
    assert found[COLUMNS.index(("knee_flexion", "right"))] == 0.0
    assert not np.isnan(found).any()


def test_with_knee_out_by_hand() -> None:
    """A thigh drawn 60 for 100 long hides 80 px, 0.8 m at 100 a metre: at 0.3 a metre 24 % of the way to the middle.

    A knee that is drawn 0.2 m nearer is 59.4 below the hip from afar, and 0.6045 m are not drawn.
    """
    joints = len(Joint)
    pose = Pose(np.asarray(0.0), np.zeros((joints, 2, 3)), np.zeros((joints, 2, 3)), np.ones((joints, 2)), (400, 400))
    pose.xyz[Joint.HIP, :, 1], pose.xyz[Joint.SHOULDER, :, 1] = 100.0, 200.0
    pose.world[..., 1] = pose.xyz[..., 1] / 100.0
    standing = ReferencePose(replace(pose, xyz=pose.xyz.copy()), "side", 1.0)
    camera = CameraGeometry(inverse_distance=0.3, middle=(0.0, 50.0))
    reference = replace(standing, camera=camera)
    pose.xyz[Joint.KNEE, :, 1] = 40.0
    moved = with_knee_out(pose, reference)
    assert moved[Joint.KNEE, RIGHT, 1] == pytest.approx(42.4)
    assert moved[Joint.KNEE, LEFT, 1] == 40.0
    pose.world[Joint.KNEE, RIGHT, 2] = 0.2
    assert with_knee_out(pose, reference)[Joint.KNEE, RIGHT, 1] == pytest.approx(41.8134, abs=1e-4)
    assert np.array_equal(with_knee_out(pose, replace(reference, view="front")), pose.xyz)
    assert np.array_equal(with_knee_out(pose, standing), pose.xyz)


def record(view: str = "side", *repetitions: Repetition, screen: str = "overhead_squat") -> Record:
    """A record of a brief squat with other repetitions."""
    made = record_of(seen(squat(brief()), "right"), SQUAT)
    return replace(made, screen=screen, view=view, repetitions=repetitions or made.repetitions)


def test_compare_refuses() -> None:
    """One result, another screen or view, or no repetition is refused, and which."""
    one = record()
    for records, code, said in (
        ([one], "too_few_records", "two results or more"),
        ([one, replace(one, view="front")], "other_view", "in the same view, and these are side and front."),
        ([one, replace(one, screen="bridge")], "other_screen", "overhead_squat and bridge"),
        ([one, replace(one, repetitions=())], "no_repetition", "in result 2 of 2"),
    ):
        with pytest.raises(Problem, match=said) as found:
            compare(records)
        assert found.value.code == code


def test_compare_depth() -> None:
    """Squats are compared at the least depth of the sessions; the way down itself is not."""
    one = record()
    rep = one.repetitions[0]
    deeper = replace(one, repetitions=(replace(rep, depth=70.0), replace(rep, depth=72.0)))
    found = compare([replace(one, repetitions=(replace(rep, depth=40.0),)), deeper])
    assert (found.depths, found.depth, found.view) == ((40.0, 71.0), 40.0, "side")
    matched = {course.measure.name: course.matched for course in found.courses}
    assert matched["knee_flexion"]
    assert not matched["hip_descent"]
    assert found.single == ()


def test_compare_of_pictures() -> None:
    """What the frames do not hold, as the shape of the back, is compared as it was read, at no depth."""
    back = SQUAT.from_pictures[0].name
    one, other = (record("side", repetition(read(back, "", value))) for value in (3.0, 5.0))
    (course,) = compare([one, other]).courses
    assert (course.measure.name, course.matched) == (back, False)
    assert [visit.values for visit in course.visits] == [(3.0,), (5.0,)]


def test_reading_of_repetition() -> None:
    """What was read of a side; a direction is no side; what has a reason was not."""
    knee = next(m for m in SQUAT.measures if m.name == "knee_flexion")
    shift = next(m for m in SQUAT.measures if m.name == "hip_shift")
    rep = repetition(
        read("knee_flexion", "left", 1.0, "not_seen"),
        read("knee_flexion", "right", 2.0),
        read("hip_shift", "left", 3.0),
    )
    assert _reading(rep, knee, "left") is None
    assert _reading(rep, knee, "right").value == 2.0  # type: ignore[union-attr]
    assert _reading(rep, shift, "").value == 3.0  # type: ignore[union-attr]


@pytest.mark.parametrize(("frames", "known"), [(2, False), (3, True)])
def test_at_depth(frames: int, known: bool) -> None:
    """Three frames of a repetition within 5 % of a depth tell the median; fewer tell nothing."""
    made = record()
    table = made.frames
    column, effort = (table.columns.index(name) for name in ("knee_flexion_right_deg", "hip_descent_pct"))
    values, rep = np.zeros((8, len(table.columns))), np.ones(8, int)
    values[:, effort] = [40.0, 45.0, 55.0, 55.1, 44.9, 50.0, 50.0, 50.0]
    values[:, column] = [0.0, 10.0, 20.0, 99.0, 99.0, 15.0, 77.0, math.nan]
    rep[6] = 2
    if frames == 2:
        rep[5] = 2
    short = replace(made, frames=replace(table, values=values, rep=rep))
    found = _at(short, made.repetitions[0], "knee_flexion_right_deg", 50.0)
    assert found == (15.0 if known else pytest.approx(math.nan, nan_ok=True))


@pytest.mark.filterwarnings("error")
def test_visit_by_hand() -> None:
    """Values and the median uncertainty of what was read; none, and no warning, where nothing was."""
    knee = next(m for m in SQUAT.measures if m.name == "knee_flexion")
    reps = [repetition(replace(read("knee_flexion", "right", v), uncertainty=u)) for v, u in ((90.0, 1.0), (94.0, 2.0))]
    visit = _visit(record("side", *reps), knee, "right", math.nan)
    assert (visit.values, visit.uncertainty, visit.middle) == ((90.0, 94.0), 1.5, 92.0)
    nothing = _visit(record("side", *reps), knee, "left", math.nan)
    assert nothing.values == ()
    assert math.isnan(nothing.uncertainty)
    assert math.isnan(nothing.middle)


def found_in(finding: str, state: str, side: str = "left", reason: str = "") -> SetFinding:
    """A finding of a set."""
    return SetFinding(finding, side, state, 1.0, "deg", 1.0, 0, 1, reason)


def test_join_views_by_hand() -> None:
    """A finding is of the first clip that shows it; where none does, of the one whose view would."""
    names = [f.name for f in SQUAT.findings]
    side = record("side")
    front = replace(side, view="front", findings=tuple(found_in(name, "not_measurable", "", "a") for name in names))
    side = replace(
        side,
        findings=tuple(
            found_in(name, "not_measurable" if name in ("heels_rise", "knees_move_in") else "observed", "left", "b")
            for name in names
        ),
    )
    joined = join_views({"one": front, "other": side}, {"a": 1})
    seen_in = {v.found.finding: (v.clip, v.shown, v.found.reason) for v in joined.findings}
    assert seen_in["heels_rise"] == ("other", False, "b")
    assert seen_in["knees_move_in"] == ("one", False, "a")
    assert seen_in["forward_lean"] == ("other", True, "b")
    plain = joined.as_json()
    assert (plain["screen"], plain["view"], plain["told"]) == ("overhead_squat", "front+side", {"a": 1})
    assert [(clip["clip"], clip["view"]) for clip in plain["clips"]] == [("one", "front"), ("other", "side")]
    assert [(rep["clip"], rep["view"]) for rep in plain["repetitions"]] == [("one", "front"), ("other", "side")]
    where = {f["finding"]: (f["clip"], f["view"]) for f in plain["findings"]}
    assert (where["forward_lean"], where["heels_rise"]) == (("other", "side"), ("", ""))


def test_join_views_no_view_shows() -> None:
    """Of two clips whose views do not show a finding, the first one's reason stands."""
    clips = {
        clip: replace(record("oblique"), findings=tuple(found_in(f.name, "not_measurable", "", clip) for f in FINDINGS))
        for clip in ("one", "other")
    }
    joined = join_views(clips)
    assert {(v.clip, v.found.reason) for v in joined.findings if v.found.finding == "heels_rise"} == {("one", "one")}


def test_join_views_shown_second() -> None:
    """Of two clips from the side the one that shows a finding has it, on both its sides, though it is the second."""
    hidden = tuple(found_in(finding.name, "not_measurable", "", "a") for finding in FINDINGS)
    shown = tuple(found_in(finding.name, "observed", side) for finding in FINDINGS for side in ("left", "right"))
    clips = {"one": replace(record(), findings=hidden), "other": replace(record(), findings=shown)}
    heels = [(v.clip, v.found.side) for v in join_views(clips).findings if v.found.finding == "heels_rise"]
    assert heels == [("other", "left"), ("other", "right")]


def test_join_views_refuses() -> None:
    """One clip, or clips of two screens."""
    for clips, code, said in (
        ({"one": record()}, "too_few_views", "here is 1"),
        ({"one": record(), "other": record(screen="bridge")}, "other_screen", "overhead_squat and bridge"),
    ):
        with pytest.raises(Problem, match=said) as found:
            join_views(clips)
        assert found.value.code == code


def bottom() -> np.ndarray:
    """The points of a squat where its hips are lowest, seen from the right."""
    squatting = seen(squat(brief()), "right")
    return squatting.xyz[int(np.nanargmin(squatting.xyz[:, Joint.HIP, RIGHT, 1]))]


def test_otherwise_view() -> None:
    """A view that was chosen and is not seen; what agrees, or was not chosen, is not there."""
    track = still("right")
    reference = reference_pose_of(track)
    chosen = {"view_chosen": {"chosen": "front", "seen": "side"}}
    assert otherwise(SQUAT, "front", reference, track, True) == chosen
    assert otherwise(SQUAT, "front", None, track, True) == chosen
    assert otherwise(SQUAT, "side", reference, track, True) == {}
    assert otherwise(SQUAT, "auto", reference, track, True) == {}


@pytest.mark.parametrize(("lying", "other"), [(24, True), (25, True), (26, False)])
def test_otherwise_screen_lies(lying: int, other: bool) -> None:
    """Who lies in more than a quarter of the frames rests for a bridge, however long they stand."""
    track = still("right", 100)
    track.xyz[:lying, ..., :2] = track.xyz[:lying, ..., 1::-1]
    found = otherwise(BRIDGE, "auto", None, track, False)
    assert found == ({"screen_chosen": {"chosen": "bridge", "seen": "overhead_squat"}} if other else {})


def test_otherwise_screen_counts_people() -> None:
    """Of thirty frames with somebody eight are more than a quarter, though seventy show nobody; of no frame, none."""
    track = still("right", 100)
    track.xyz[8:30] = bottom()
    track.xyz[30:] = math.nan
    assert otherwise(BRIDGE, "auto", None, track, False)["screen_chosen"]["seen"] == "overhead_squat"
    track.xyz[:] = math.nan
    assert otherwise(BRIDGE, "auto", None, track, False) == {}


@pytest.mark.parametrize(("standing", "other"), [(24, False), (25, False), (26, True)])
def test_otherwise_screen(standing: int, other: bool) -> None:
    """Who never lies, and stands in more than a quarter of the frames, does another screen than a bridge."""
    track = still("right", 100)
    track.xyz[standing:] = bottom()
    found = otherwise(BRIDGE, "auto", None, track, False)
    expected = {"screen_chosen": {"chosen": "bridge", "seen": "overhead_squat"}}
    assert found == (expected if other else {})
    assert otherwise(BRIDGE, "auto", None, track, True) == {}


def test_set_findings_reasons() -> None:
    """The commonest reason of what was not measured; without a repetition that there is none."""
    readings = [
        (replace(read("heel_rise", "left", math.nan, reason, "heels_rise"), state="not_measurable"),)
        for reason in ("not_seen", "out_of_picture", "out_of_picture")
    ]
    found = next(f for f in set_findings(SQUAT, readings, "side") if f.finding == "heels_rise")
    assert (found.side, found.state, found.reason) == ("left", "not_measurable", "out_of_picture")
    assert (found.unit, found.reps_observed, found.reps_measured) == ("deg", 0, 0)
    assert math.isnan(found.value)
    assert math.isnan(found.uncertainty)
    none = next(f for f in set_findings(SQUAT, [], "") if f.finding == "heels_rise")
    assert (none.side, none.reason) == ("", "no_repetition")


def test_with_majority_limb() -> None:
    """A screen on two legs has no limb; a stated one stays."""
    reference = reference_pose_of(still("right"))
    assert builder().with_majority_limb(reference, still("right")) is reference
    one_leg = next(screen for screen in SCREENS.values() if screen.support)
    made = ReadingBuilder(
        CorrectedScreen(
            replace(one_leg, support=lambda pose, ref: np.where(pose.time < 1.0, int(RIGHT), int(LEFT))), "synthetic"
        ),
        Settings(),
    )
    track = still("right", 50)  # to 1.63 s: 30 of 50 frames before the first second
    assert made.with_majority_limb(reference, track).support == Support.RIGHT
    track.xyz[:15] = math.nan
    assert made.with_majority_limb(reference, track).support == Support.LEFT
    track.xyz[:] = math.nan
    assert made.with_majority_limb(reference, track) is reference
    stated = replace(reference, support=Support.BOTH)
    assert made.with_majority_limb(stated, still("right", 50)) is stated
