"""Readings of a screen of four toy measures, in which every value is the place of a point in the picture."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from movescreen.measures.per_repetition import RepetitionMeasure, RepetitionSignals
from movescreen.measures.perspective import CameraGeometry
from movescreen.measures.reference_pose import ReferencePose, Support
from movescreen.measures.registry import Measure
from movescreen.pose.pose import LEFT, RIGHT, Array, Joint, Pose
from movescreen.records.record import Reading
from movescreen.scoring.bias_correction import CorrectedScreen
from movescreen.scoring.readings import Column, Read, ReadingBuilder, _has_row
from movescreen.scoring.settings import Settings
from movescreen.scoring.uncertainty import camera_effect
from movescreen.screens import BorneOut, Finding, Movement, Requirement, Screen

SIDE, FRONT = frozenset({"side"}), frozenset({"front"})


def at(joint: Joint) -> Callable[[Pose, ReferencePose], Array]:
    """How far right a pair of joints is, px."""
    return lambda pose, reference: pose[joint][..., 0]


def moved(joint: Joint) -> Callable[[Pose, ReferencePose], Array]:
    """How far a pair of joints has come since rest, px."""
    return lambda pose, reference: (pose[joint] - reference.pose[joint])[..., 0]


def toy(name: str, function: Any, sided: bool = True, views: Any = SIDE, far: float | None = None, **more: Any) -> Any:
    """A measure of 3 deg uncertainty that is in no register."""
    return Measure(name, "deg", "", 3.0, far, views, sided, False, function, False, False, **more)


HIP = toy("hip", at(Joint.HIP), far=5.0, within=(-50.0, 50.0))
KNEE = toy("knee", moved(Joint.KNEE))
NOSE = toy("nose", lambda pose, reference: pose[Joint.NOSE][..., LEFT, 0], sided=False)
FACE = toy("face", at(Joint.EAR), views=FRONT)


def over(name: str, unit: str, far: float | None = 0.5) -> RepetitionMeasure:
    """Ten times what the hip reads in the first frame."""
    return RepetitionMeasure(
        name, unit, "", 0.2, far, SIDE, True, False, (HIP,), lambda signals: float(10 * signals[HIP][0])
    )


LASTED, SPEED, ANGLE = over("lasted", "s"), over("speed", "deg/s"), over("angle", "deg")
MOVEMENT = Movement(NOSE, lambda pose: np.ones(pose.time.shape, bool), 20.0, 1.0, 9.0, (), ("a", "b", "c", "d"))
PLAIN = Screen("toy", "Toy", MOVEMENT, (HIP, KNEE, NOSE, FACE), (Finding("hip_right", HIP, 10.0),))
HIP_LEFT, HIP_RIGHT, KNEE_LEFT, KNEE_RIGHT, NOSE_ONE, FACE_LEFT, FACE_RIGHT = range(7)


def body(count: int = 10) -> Pose:
    """A body that stands as a stick 200 px high at x = 0, ten frames a second."""
    xyz = np.zeros((count, len(Joint), 2, 3))
    for joint, height in ((Joint.SHOULDER, 150.0), (Joint.HIP, 100.0), (Joint.KNEE, 50.0), (Joint.ANKLE, 0.0)):
        xyz[:, joint, :, 1] = height
    return Pose(np.arange(count) / 10, xyz, np.zeros_like(xyz), np.ones((count, len(Joint), 2)), (400, 400))


def stood(view: str = "side", **others: Any) -> ReferencePose:
    """The same body at rest; its right side is near."""
    return ReferencePose(body().at(0), view, 1.0, **others)


def made(screen: Screen = PLAIN, timed: bool = True, **settings: Any) -> ReadingBuilder:
    """A builder of readings whose yaw and roll are known."""
    return ReadingBuilder(
        CorrectedScreen(screen, "synthetic"), Settings(**({"yaw_deg": 0.0, "roll_deg": 0.0} | settings)), timed
    )


def read(
    builder: ReadingBuilder,
    values: Array | None = None,
    *,
    raw: Pose | None = None,
    smooth: Pose | None = None,
    outside: NDArray[np.bool_] | None = None,
    extreme: slice = slice(2, 8),
    reference: ReferencePose | None = None,
) -> dict[tuple[str, str], Reading]:
    """The readings of a repetition of ten frames, by measure and side."""
    values = np.ones((10, 7)) if values is None else values
    outside = np.zeros((10, len(Joint), 2), bool) if outside is None else outside
    raw = raw or body()
    found = builder.readings(values, raw, smooth or raw, outside, extreme, reference or stood())
    return {(r.measure, r.side): r for r in found}


def test_readings_median_and_uncertainty() -> None:
    """The median of 1, 2, 30, 4, 5, 6 is 4.5; 3 deg, and 0.47 px that remain of jitter on a leg of 100 px."""
    values = np.ones((10, 7))
    values[2:8, HIP_RIGHT] = [1.0, 2.0, 30.0, 4.0, 5.0, 6.0]
    found = read(made(), values)[("hip", "right")]
    assert (found.value, found.finding, found.line, found.reason) == (4.5, "hip_right", 10.0, "")
    assert found.uncertainty == pytest.approx(3.0366, abs=1e-4)  # sqrt(9 + 0.2209)


def test_readings_yaw_term_by_hand() -> None:
    """A hip 20 px nearer than the ankles moves by 20 sin(10 deg) = 3.473 px with the yaw: 4.613 with 3.0366."""
    track = body()
    track.world[..., 1] = track.xyz[..., 1] / 100  # 100 px a metre
    track.world[:, Joint.HIP, :, 2] = [-0.2, 0.2]
    reference = replace(stood(), pose=track.at(0))
    found = read(made(yaw_deg=10.0), raw=track, reference=reference)
    assert found["hip", "right"].uncertainty == pytest.approx(4.613, abs=1e-3)
    assert found["nose", ""].uncertainty == pytest.approx(3.0366, abs=1e-4)


def test_camera_effect_of_pitch_stated() -> None:
    """A measure that is taken as level changes with the pitch too, as if that were stated.

    A point 100 px up at a focal length of 1000 is seen at 5.711 deg; the tangents of a degree more and less differ
    by 35.26 thousandths.
    """
    level = replace(
        HIP,
        function=lambda pose, reference: pose[Joint.HIP][..., 1],
        level_unless_stated=SIDE,
        far_limb_uncertainty=None,
    )
    network = CorrectedScreen(replace(PLAIN, measures=(level, NOSE), findings=()), "synthetic")
    reference = stood(camera=CameraGeometry(focal=1000.0, ahead=(0.0, 0.0)))
    found = camera_effect(network, reference.pose, reference, "pitch", 1.0)
    assert abs(found[1]) == pytest.approx(17.63, abs=0.01)


@pytest.mark.parametrize(
    ("over", "state"), [(6.08, "observed"), (6.06, "indeterminate"), (-6.06, "indeterminate"), (-6.08, "not_observed")]
)
def test_readings_state_by_line(over: float, state: str) -> None:
    """Twice the uncertainty of 3.0366 over a line of 10 is observed, under it not."""
    values = np.full((10, 7), 10.0 + over)
    assert read(made(decided_by=2.0), values)[("hip", "right")].state == state


def test_readings_rows_of_side() -> None:
    """One row for the near side, one without a side for what the view hides, and one for the whole body."""
    found = read(made())
    assert set(found) == {("hip", "right"), ("knee", "right"), ("nose", ""), ("face", "")}
    hidden = found["face", ""]
    assert (hidden.reason, hidden.state, hidden.finding) == ("other_view", "not_measurable", "")
    assert math.isnan(hidden.value)
    assert math.isnan(hidden.uncertainty)
    assert math.isnan(hidden.line)
    plain = found["nose", ""]
    assert (plain.value, plain.state, plain.finding, plain.unit) == (1.0, "", "", "deg")


@pytest.mark.parametrize(("frames", "reason"), [(2, "not_seen"), (3, "out_of_picture"), (4, "out_of_picture")])
def test_readings_out_of_picture(frames: int, reason: str) -> None:
    """A hip that is outside in half of six frames at the extreme is out of the picture; others are not seen."""
    values = np.ones((10, 7))
    values[:, [HIP_RIGHT, KNEE_RIGHT]] = math.nan
    outside = np.zeros((10, len(Joint), 2), bool)
    outside[2 : 2 + frames, Joint.HIP, RIGHT] = True
    found = read(made(), values, outside=outside)
    assert (found["hip", "right"].reason, found["knee", "right"].reason) == (reason, "not_seen")


@pytest.mark.parametrize(
    ("first", "known", "reason"),
    [(True, False, "out_of_picture"), (True, True, "not_seen"), (False, False, "not_seen")],
)
def test_readings_outside_at_rest(first: bool, known: bool, reason: str) -> None:
    """A knee that was outside when the repetition began, and had no place at rest, is out of the picture."""
    values, outside = np.ones((10, 7)), np.zeros((10, len(Joint), 2), bool)
    values[:, KNEE_RIGHT] = math.nan
    outside[0 if first else 1, Joint.KNEE, RIGHT] = True
    reference = stood()
    if not known:
        reference.pose.xyz[Joint.KNEE, RIGHT] = math.nan
    assert read(made(), values, outside=outside, reference=reference)["knee", "right"].reason == reason


@pytest.mark.parametrize(("frames", "reason"), [(1, ""), (2, "not_seen")])
def test_readings_interpolated_frames(frames: int, reason: str) -> None:
    """Of six frames one may have a value from smoothing alone: 17 %, and two are 33 %; other points do not count."""
    raw, smooth = body(), body()
    raw.xyz[2 : 2 + frames, Joint.HIP, RIGHT] = math.nan
    found = read(made(), raw=raw, smooth=smooth)
    assert (found["hip", "right"].reason, found["nose", ""].reason) == (reason, "")
    raw.xyz[2 : 2 + frames, Joint.KNEE, RIGHT] = math.nan
    smooth.xyz[2 : 2 + frames, [Joint.HIP, Joint.KNEE], RIGHT] = math.nan
    assert read(made(), raw=raw, smooth=smooth)["hip", "right"].reason == ""


def test_filled_where_smoothing_bridged() -> None:
    """The column of the bridged point, in the bridged frame; none where nothing was bridged."""
    raw, smooth = body(), body()
    raw.xyz[4, Joint.HIP, RIGHT] = math.nan
    filled = made()._filled(raw, smooth, stood())
    assert filled.shape == (10, 7)
    assert filled[:, HIP_RIGHT].tolist() == [False] * 4 + [True] + [False] * 5
    nothing = made()._filled(raw, raw, stood())
    assert nothing.shape == (10, 7)
    assert not nothing.any()


def with_requirement(standing: bool) -> ReadingBuilder:
    """A screen whose knee means nothing where the hip is more than 20 off."""
    return made(replace(PLAIN, requires=(Requirement(KNEE, HIP, 20.0, "hip_away", standing),)))


@pytest.mark.parametrize(
    ("hip", "reason"), [(19.9, ""), (20.0, ""), (20.1, "hip_away"), (-20.1, "hip_away"), (math.nan, "")]
)
def test_readings_requirement_at_extreme(hip: float, reason: str) -> None:
    """The hip at the extreme counts, of the same side; a reason that was there stays."""
    values = np.zeros((10, 7))
    values[:, HIP_RIGHT] = hip
    found = read(with_requirement(False), values)
    assert (found["knee", "right"].reason, found["nose", ""].reason) == (reason, "")
    values[:, KNEE_RIGHT] = math.nan
    assert read(with_requirement(False), values)["knee", "right"].reason == "not_seen"


@pytest.mark.parametrize(("hip", "reason"), [(20.0, ""), (20.1, "hip_away")])
def test_readings_requirement_when_standing(hip: float, reason: str) -> None:
    """The hip of the standing body counts, wherever it is at the extreme."""
    reference = stood()
    reference.pose.xyz[Joint.HIP, RIGHT, 0] = hip
    values = np.full((10, 7), 40.0)
    assert read(with_requirement(True), values, reference=reference)["knee", "right"].reason == reason


def unseen(values: Array, raw: Pose, **reference: Any) -> list[str]:
    """Why each column has no value."""
    return made()._unseen(values, raw, stood(**reference)).tolist()


def test_unseen_without_missing() -> None:
    """Where all was seen the reason would be that it was not."""
    assert unseen(np.ones((10, 7)), body()) == ["not_seen"] * 7


@pytest.mark.parametrize(
    ("nobody", "reason"), [(0, "not_seen"), (1, "not_seen"), (2, "frames_lost"), (3, "frames_lost")]
)
def test_unseen_nobody_found(nobody: int, reason: str) -> None:
    """A column missing in four frames is lost where nobody was found in two of them; in none it is not seen."""
    values, raw = np.ones((10, 7)), body()
    values[3:7, KNEE_RIGHT] = math.nan
    raw.xyz[3 : 3 + nobody] = math.nan
    raw.xyz[9] = math.nan  # and has its value all the same
    found = unseen(values, raw)
    assert (found[KNEE_RIGHT], found[HIP_RIGHT]) == (reason, "not_seen")


@pytest.mark.parametrize(("missing", "reason"), [(3, "frames_lost"), (4, "frames_lost"), (5, "not_seen")])
def test_unseen_dropped_frames(missing: int, reason: str) -> None:
    """A step of 0.4 s in frames of 0.1 s stands for four: of four missing it is half, of five less."""
    raw = body(20)
    raw = replace(raw, time=raw.time + np.where(np.arange(20) >= 10, 0.3, 0.0))
    values = np.ones((20, 7))
    values[:missing, KNEE_RIGHT] = math.nan
    assert unseen(values, raw)[KNEE_RIGHT] == reason


@pytest.mark.parametrize(("step", "reason"), [(0.2, "not_seen"), (0.21, "frames_lost")])
def test_unseen_step_of_time(step: float, reason: str) -> None:
    """A step of more than 0.205 s drops frames: 2.1 of them next to one that is missing."""
    raw = body(20)
    raw = replace(raw, time=raw.time + np.where(np.arange(20) >= 10, step - 0.1, 0.0))
    values = np.ones((20, 7))
    values[0, KNEE_RIGHT] = math.nan
    assert unseen(values, raw)[KNEE_RIGHT] == reason


@pytest.mark.parametrize(("beside", "reason"), [(2, "not_seen"), (3, "support_leg_far")])
def test_unseen_far_limb(beside: int, reason: str) -> None:
    """The far hip is hidden where the near one is seen in more than half of the four frames that lack the far one."""
    values, raw = np.ones((10, 7)), body()
    values[2:6, HIP_LEFT] = math.nan
    raw.xyz[2 + beside : 6, Joint.HIP, RIGHT] = math.nan
    found = unseen(values, raw)
    assert (found[HIP_LEFT], found[HIP_RIGHT], found[NOSE_ONE]) == (reason, "not_seen", "not_seen")
    assert unseen(values, raw, view="front")[HIP_LEFT] == "not_seen"


def over_repetition(
    values: Array, known: tuple[str, str] = ("", "not_seen"), timed: bool = True, **settings: Any
) -> dict[tuple[str, str], tuple[float, float, str]]:
    """What measures of a whole repetition read: value, uncertainty and why there is none."""
    builder = made(replace(PLAIN, over_repetition=(LASTED, SPEED, ANGLE)), timed, **settings)
    time = np.arange(len(values)) / 10
    signals = PLAIN.signals(time, values, slice(4, 6))
    reasons: dict[Column, tuple[str, str]] = dict.fromkeys(PLAIN.columns, known)
    return {
        (measure.name, side): (value, unsure, reason)
        for (measure, side), value, unsure, reason in builder._over_repetition(signals, stood(), reasons)
    }


def test_over_repetition_terms_by_hand() -> None:
    """0.2 s of the near side, 0.7 of scale (7 % of ten times 1), 0.1 s of a frame; 0.5 s of the far side."""
    values = np.ones((10, 7))
    values[0] = 2.0  # one more than at the extreme
    found = over_repetition(values)
    assert found["lasted", "right"] == (20.0, pytest.approx(0.7348, abs=1e-4), "")  # sqrt(0.04 + 0.49 + 0.01)
    assert found["lasted", "left"][1] == pytest.approx(0.8660, abs=1e-4)  # sqrt(0.25 + 0.49 + 0.01)
    assert found["angle", "right"][1] == pytest.approx(0.7280, abs=1e-4)  # sqrt(0.04 + 0.49)
    assert over_repetition(values, uncertainties={"angle": 2.4})["angle", "right"][1] == pytest.approx(2.5)


def test_over_repetition_lost_frames() -> None:
    """A hole of 0.6 s adds 0.6 / sqrt(12) = 0.1732 s to a duration of the side that it is of, and to no angle."""
    values = np.ones((20, 7))
    values[10:15, HIP_RIGHT] = math.nan
    found = over_repetition(values)
    assert found["lasted", "right"][1] == pytest.approx(0.2828, abs=1e-4)  # sqrt(0.04 + 0.01 + 0.03)
    assert found["lasted", "left"][1] == pytest.approx(0.5099, abs=1e-4)  # sqrt(0.25 + 0.01)
    assert found["angle", "right"][1] == pytest.approx(0.2)


def test_over_repetition_without_times() -> None:
    """Durations and speeds of a clip without times are not measured, angles are; other reasons come second."""
    found = over_repetition(np.ones((10, 7)), ("not_seen", "not_seen"), timed=False)
    assert [found[name, "right"][2] for name in ("lasted", "speed", "angle")] == ["no_times", "no_times", "not_seen"]
    known = over_repetition(np.ones((10, 7)))
    assert [known[name, "right"][2] for name in ("lasted", "speed", "angle")] == ["", "", ""]


def test_readings_of_whole_repetition() -> None:
    """The reason of what a measure is of, on its own side, is the measure's own."""
    screen = replace(PLAIN, over_repetition=(ANGLE,))
    values = np.ones((10, 7))
    values[:, HIP_LEFT] = math.nan
    assert (read(made(screen), values)["angle", "right"].value, read(made(screen))["angle", "right"].reason) == (10, "")
    values[:, HIP_RIGHT] = math.nan
    assert read(made(screen), values)["angle", "right"].reason == "not_seen"


def test_over_repetition_first_reason() -> None:
    """Of two measures that it is of, each without a value, the first one's reason stands."""
    both = replace(ANGLE, of=(HIP, NOSE))
    builder = made(replace(PLAIN, over_repetition=(both,)))
    signals: RepetitionSignals = PLAIN.signals(np.arange(10) / 10, np.ones((10, 7)), slice(4, 6))
    reasons: dict[Column, tuple[str, str]] = dict.fromkeys(PLAIN.columns, ("", "not_seen"))
    reasons |= {(HIP, "right"): ("out_of_picture", "not_seen"), (NOSE, ""): ("too_few_frames", "not_seen")}
    found = {side: reason for (_, side), _, _, reason in builder._over_repetition(signals, stood(), reasons)}
    assert found == {"left": "too_few_frames", "right": "out_of_picture"}


def one(
    measure: Any = HIP, side: str = "right", value: float = 20.0, reason: str = "", **reference: Any
) -> tuple[str, str, float]:
    """The reason, side and value of a reading without a finding."""
    found = made()._reading(None, Read((measure, side), value, 3.0, reason), stood(**reference))
    return found.reason, found.side, found.value


@pytest.mark.parametrize(
    ("value", "reason"),
    [(50.0, ""), (50.1, "impossible_value"), (-50.0, ""), (-50.1, "impossible_value")],
)
def test_reading_impossible_value(value: float, reason: str) -> None:
    """A hip reads from -50 to 50; beyond it is not measured, unless another reason was there first."""
    assert one(value=value)[0] == reason
    assert one(value=value, reason="not_seen")[0] == "not_seen"


def test_reading_far_limb() -> None:
    """From the side a far knee is never measured, a far hip is; from the front both knees are."""
    assert one(KNEE, "left")[:2] == ("support_leg_far", "left")
    assert one(KNEE, "left", reason="not_seen")[0] == "support_leg_far"
    assert one(KNEE, "right")[0] == ""
    assert one(HIP, "left")[0] == ""
    assert one(replace(KNEE, views=FRONT), "left", view="front") == ("", "left", 20.0)


def test_reading_no_leg_raised() -> None:
    """With both feet down, what is of both legs and could not be read says that no leg was raised."""
    both: dict[str, Any] = {"support": Support.BOTH}
    assert one(NOSE, "", reason="not_seen", **both)[0] == "no_leg_raised"
    assert one(NOSE, "", **both)[0] == ""
    assert one(HIP, "right", reason="not_seen", **both)[0] == "not_seen"
    assert one(NOSE, "", reason="not_seen", support=Support.RIGHT)[0] == "not_seen"
    assert one(FACE, "right", reason="not_seen", **both)[:2] == ("other_view", "")


def test_reading_value_missing() -> None:
    """With a reason there is neither value nor uncertainty, and nothing is decided; the line stays."""
    finding = Finding("hip_right", HIP, 10.0)
    found = made()._reading(finding, Read((HIP, "right"), 99.0, 3.0, "not_seen"), stood())
    assert (found.state, found.line, found.side) == ("not_measurable", 10.0, "right")
    assert math.isnan(found.value)
    assert math.isnan(found.uncertainty)
    assert made()._reading(None, Read((HIP, "right"), 9.0, 3.0, ""), stood()).state == ""


@pytest.mark.parametrize(
    ("knee", "nose", "had_rest", "state"),
    [
        (5.1, 3.1, True, "observed"),
        (5.0, 3.1, True, "indeterminate"),
        (5.1, 3.0, True, "indeterminate"),
        (5.1, 3.0, False, "observed"),
        (math.nan, 3.1, True, "indeterminate"),
    ],
)
def test_readings_borne_out(knee: float, nose: float, had_rest: bool, state: str) -> None:
    """A hip of 40 is observed where the knee is above 5, and the nose above 3 if the standing body was seen."""
    others = (BorneOut(KNEE, 5.0), BorneOut(NOSE, 3.0, since_standing=True))
    builder = made(replace(PLAIN, findings=(Finding("hip_right", HIP, 10.0, borne_out=others),)))
    values = np.full((10, 7), 40.0)
    values[:, KNEE_RIGHT], values[:, NOSE_ONE] = knee, nose
    assert read(builder, values, reference=stood(had_rest=had_rest))["hip", "right"].state == state
    values[:, HIP_RIGHT] = 0.0
    assert read(builder, values)["hip", "right"].state == "not_observed"


@pytest.mark.parametrize(("knee", "nose", "states"), [(5.1, 3.1, [2, 2]), (5.0, 3.1, [2, 1]), (5.1, 3.0, [1, 1])])
def test_states_borne_out(knee: float, nose: float, states: list[int]) -> None:
    """In a frame too, each side by its own knee, both by the one nose; what was not observed stays so."""
    others = (BorneOut(KNEE, 5.0), BorneOut(NOSE, 3.0))
    builder = made(replace(PLAIN, findings=(Finding("hip_right", HIP, 10.0, borne_out=others),)))
    values = np.full(7, 40.0)
    values[KNEE_LEFT], values[KNEE_RIGHT], values[NOSE_ONE] = 5.1, knee, nose
    assert builder.states(values).tolist() == states
    values[HIP_LEFT] = 0.0
    assert builder.states(values).tolist() == [0, states[1]]


@pytest.mark.parametrize(("value", "state"), [(14.0, 2), (-14.0, 2), (12.0, 1), (-6.0, 0), (6.0, 0)])
def test_states_either_way(value: float, state: int) -> None:
    """Of a line that counts to both sides, 10 with 3 to either: 14 left is as much as 14 right."""
    builder = made(replace(PLAIN, findings=(Finding("nose_aside", NOSE, 10.0, "either"),)))
    assert builder.states(np.full(7, value)).tolist() == [state]


@pytest.mark.parametrize(("value", "state"), [(-14.0, 2), (-12.0, 1), (-6.0, 0), (14.0, 0)])
def test_states_below_line(value: float, state: int) -> None:
    """Of a finding below -10, with 3 to either side, the lower value is observed."""
    builder = made(replace(PLAIN, findings=(Finding("nose_low", NOSE, -10.0, "below"),)))
    assert builder.states(np.full(7, value)).tolist() == [state]


def test_states_without_column() -> None:
    """What a frame alone does not tell is not measurable in it."""
    builder = made(replace(PLAIN, over_repetition=(ANGLE,), findings=(Finding("angle_large", ANGLE, 10.0),)))
    assert builder.states(np.full(7, 40.0)).tolist() == [3, 3]


def test_has_row_by_view() -> None:
    """Of a sided measure the side that supports from the side or at a slant; both from the front."""
    anywhere = replace(HIP, views=frozenset({"front", "side", "oblique"}))
    for view in ("side", "oblique"):
        assert [_has_row(anywhere, side, stood(view)) for side in ("left", "right")] == [False, True]
        far = stood(view, support=Support.LEFT)
        assert [_has_row(anywhere, side, far) for side in ("left", "right")] == [True, False]
    assert [_has_row(anywhere, side, stood("front")) for side in ("left", "right")] == [True, True]
    assert [_has_row(FACE, side, stood()) for side in ("left", "right")] == [True, False]
    assert _has_row(NOSE, "", stood("front"))
