"""Each threshold just under, at and just over it; each term of a formula by hand.

The numbers here are written out. None is imported from the code that it checks.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from people import SQUAT, brief, record_of, seen, squat

from movescreen.measures.reference_from_frames import reference_pose_of, usual_reference_pose
from movescreen.measures.reference_pose import ReferencePose
from movescreen.pose.pose import LEFT, RIGHT, Joint, Pose
from movescreen.records.record import Reading, Repetition
from movescreen.scoring.bias_correction import CorrectedScreen
from movescreen.scoring.change_between_sessions import MeasureHistory, SessionValues
from movescreen.scoring.frame_labels import timeline
from movescreen.scoring.readings import ReadingBuilder, at_least_half
from movescreen.scoring.recording_quality import RecordingContext, quality
from movescreen.scoring.set_findings import set_findings
from movescreen.scoring.sets_and_sides import least_difference, set_number
from movescreen.scoring.settings import Settings
from movescreen.scoring.uncertainty import jitter, rolled, uncertainty, yawed
from movescreen.segmentation.floor_contact import jump, stays
from movescreen.segmentation.rejection import rejection_reason
from movescreen.segmentation.repetitions import Repetitions, Span
from movescreen.segmentation.tempo import tempo

COLUMNS = len(SQUAT.columns)
COMING_BACK = 3  # the number of the phase


def builder(**settings: object) -> ReadingBuilder:
    """A builder of a squat's readings, of poses that need no correction."""
    return ReadingBuilder(CorrectedScreen(SQUAT, "synthetic"), Settings(**settings))  # type: ignore[arg-type]


def standing(view: str = "front") -> Pose:
    """A body that stands, one frame."""
    return seen(squat(brief()), view).at(0)


def reason(known: np.ndarray, extreme: slice, filled: np.ndarray | None = None) -> str:
    """Why a column has no value, of which these frames are known."""
    values = np.where(np.asarray(known, bool)[:, None], 1.0, np.nan) * np.ones(COLUMNS)
    bridged = np.zeros((extreme.stop - extreme.start, COLUMNS), bool)
    if filled is not None:
        bridged[:] = np.asarray(filled, bool)[:, None]
    return builder()._reasons(values, extreme, bridged, np.full(COLUMNS, "not_seen"))[0]


@pytest.mark.parametrize(("frames", "said"), [(2, "too_few_frames"), (3, ""), (4, "")])
def test_reasons_frames_at_extreme(frames: int, said: str) -> None:
    """A reading takes three frames at the extreme."""
    assert reason(np.ones(20), slice(5, 5 + frames)) == said


@pytest.mark.parametrize(
    ("frames", "said"), [(0, "not_seen"), (2, "too_few_frames"), (4, "not_seen"), (5, ""), (6, "")]
)
def test_reasons_seen_at_extreme(frames: int, said: str) -> None:
    """Half of ten frames at the extreme must be seen, and three of them at least."""
    known = np.ones(40)
    known[10 + frames : 20] = 0
    assert reason(known, slice(10, 20)) == said


@pytest.mark.parametrize(("frames", "said"), [(9, "not_seen"), (10, ""), (11, "")])
def test_reasons_seen_in_repetition(frames: int, said: str) -> None:
    """Half of the twenty frames of a repetition must be seen."""
    known = np.arange(20) < frames
    assert reason(known, slice(0, 4)) == said


@pytest.mark.parametrize(("frames", "said"), [(1, ""), (2, ""), (3, "not_seen")])
def test_reasons_filled(frames: int, said: str) -> None:
    """Of ten seen frames at the extreme two may be interpolated."""
    assert reason(np.ones(20), slice(0, 10), np.arange(10) < frames) == said


def test_at_least_half_at_the_half() -> None:
    """Two of four are enough, one is not; of three, one is not and two are."""
    flags = np.array([[1, 1, 0], [0, 1, 0], [0, 0, 0], [0, 0, 0]], bool)
    assert at_least_half(flags).tolist() == [False, True, False]
    assert at_least_half(flags[:3]).tolist() == [False, True, False]


def repetition_of(*states: str, value: float = 20.0, unsure: float = 3.0) -> list[tuple[Reading, ...]]:
    """Repetitions in which the heels rise, or not."""
    measure, line = ("heel_rise", 10.0)
    reasons = ["not_seen" if state == "not_measurable" else "" for state in states]
    return [
        (Reading("heels_rise", measure, "left", value, "deg", unsure, line, state, why),)
        for state, why in zip(states, reasons, strict=True)
    ]


def of_set(readings: list[tuple[Reading, ...]]) -> tuple[str, float, float, int, int]:
    """The finding of the set: state, value, uncertainty, and in how many of how many repetitions."""
    found = next(f for f in set_findings(SQUAT, readings, "side") if f.finding == "heels_rise" and f.side == "left")
    return found.state, found.value, found.uncertainty, found.reps_observed, found.reps_measured


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (("observed", "not_observed"), "indeterminate"),
        (("observed", "observed", "not_observed"), "observed"),
        (("observed", "not_observed", "not_observed"), "not_observed"),
        (("observed", "indeterminate"), "indeterminate"),
        (("not_observed", "indeterminate"), "indeterminate"),
        (("observed", "not_measurable"), "observed"),
    ],
)
def test_set_findings_majority(states: tuple[str, ...], said: str) -> None:
    """More than half of the measured repetitions decide; exactly half do not."""
    assert of_set(repetition_of(*states))[0] == said


def test_set_findings_uncertainty_by_hand() -> None:
    """Median of 3, 5 and 7; standard error of 10, 14 and 18, whose SD is sqrt(32/3); 5 and 1.8856 in quadrature."""
    repetitions = [
        *repetition_of("observed", value=10.0, unsure=3.0),
        *repetition_of("observed", value=14.0, unsure=5.0),
        *repetition_of("observed", value=18.0, unsure=7.0),
    ]
    state, value, unsure, observed, measured = of_set(repetitions)
    assert (state, value, observed, measured) == ("observed", 14.0, 3, 3)
    assert unsure == pytest.approx(5.3437, abs=1e-4)


def moved(*path: tuple[float, float], rate: float = 20.0) -> tuple[Repetitions, list[Span], int]:
    """What comes of effort that goes in straight lines: each part s long, to an effort. And the number of frames."""
    repetitions, now = Repetitions(15.0), 0.0
    efforts: list[float] = []
    for seconds, to in path:
        count = round(seconds * rate)
        efforts += np.linspace(now, to, count, endpoint=False).tolist() if count else []
        now = to
    efforts.append(now)
    _, ended = repetitions.push([n / rate for n in range(len(efforts))], efforts)
    return repetitions, ended, len(efforts)


@pytest.mark.parametrize(("home", "ended"), [(9.9, 1), (10.1, 0)])
def test_repetitions_home(home: float, ended: int) -> None:
    """A way back to under 10 of 100 has ended 0.6 s later; one that stops above is waited for until 1 s."""
    path = ((0.5, 0.0), (1.0, 100.0), (0.3, 100.0), (1.0, home), (0.8, home))
    assert len(moved(*path)[1]) == ended
    assert len(moved(*path, (0.4, home))[1]) == 1


@pytest.mark.parametrize(("depth", "count"), [(15.0, 0), (15.1, 1)])
def test_repetitions_least_effort(depth: float, count: int) -> None:
    """An effort of 15 is none, more is."""
    assert len(moved((0.5, 0.0), (1.0, depth), (0.3, depth), (1.0, 0.0), (1.5, 0.0))[1]) == count


@pytest.mark.parametrize(("low", "phase"), [(41.0, 2), (39.0, COMING_BACK)])
def test_repetitions_coming_back(low: float, phase: int) -> None:
    """The way back has begun below 40 of 100."""
    assert moved((0.5, 0.0), (1.0, 100.0), (0.5, 100.0), (0.5, low))[0].phase in (
        {phase} if phase == COMING_BACK else {1, 2}
    )


@pytest.mark.parametrize(("last", "rising"), [((91.5, 91.7, 91.9), True), ((90.4, 91.2, 91.7), False)])
def test_repetitions_rising_over_four_frames(last: tuple[float, ...], rising: bool) -> None:
    """Effort rises if it gains more than 6 a second over four frames: here 1.8 in 0.3 s."""
    repetitions = Repetitions(15.0)
    repetitions._frames = [(n, 0.1 * n, effort) for n, effort in enumerate((0.0, 90.0, *last))]
    assert repetitions._rising() is rising


def test_repetitions_frame_of_turning_stays() -> None:
    """The frame in which a repetition is home is the first one of the next."""
    repetitions, ended, _ = moved((0.5, 0.0), (1.0, 100.0), (0.3, 100.0), (1.0, 0.0), (1.5, 0.0))
    (span,) = ended
    assert repetitions._frames[0][0] == 56  # 2.8 s at 20 frames a second
    assert span.end >= 56


@pytest.mark.parametrize(("pause", "number"), [(19.9, 1), (20.0, 1), (20.1, 2)])
def test_set_number_pause(pause: float, number: int) -> None:
    """More than 20 s from the end of one repetition to the start of the next begin a new set."""
    before = Repetition(1, 10.0, 11.0, 40.0, 60.0, ())
    assert set_number([before], 40.0 + pause) == number


def history(least: tuple[float, ...], now: tuple[float, ...], unsure: float) -> MeasureHistory:
    """Two sessions of a measure."""
    measure = next(m for m in SQUAT.measures if m.name == "knee_flexion")
    return MeasureHistory(measure, "left", False, (SessionValues(least, unsure), SessionValues(now, unsure)))


def test_measure_history_unsure_by_hand() -> None:
    """Half of 3 and 4 in quadrature: 2.5."""
    measure = next(m for m in SQUAT.measures if m.name == "knee_flexion")
    visits = (SessionValues((1.0, 2.0), 3.0), SessionValues((5.0, 6.0), 4.0))
    assert MeasureHistory(measure, "left", False, visits).unsure(1) == pytest.approx(2.5)


def test_least_difference_by_hand() -> None:
    """SD of 1, 3 and of 5, 9 about their means, pooled: sqrt((2 + 8) / 2) = 2.2361; times 1.96 sqrt(2) = 6.1981."""
    assert least_difference([np.array([1.0, 3.0]), np.array([5.0, 9.0])]) == pytest.approx(6.1981, abs=1e-4)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (1.9, "within_variation"),
        (2.0, "within_uncertainty"),
        (5.6, "within_uncertainty"),
        (5.7, "beyond_variation"),
    ],
)
def test_measure_history_state(change: float, said: str) -> None:
    """Two pairs of repetitions 1 apart vary by sqrt(1 / 2): the least is 1.96. Twice 8 make half of 11.31 unsure."""
    made = history((0.0, 1.0), (change, change + 1.0), 8.0)
    assert made.least == pytest.approx(1.96)
    assert made.unsure(1) == pytest.approx(5.657, abs=1e-3)
    assert made.state(1) == said


def test_timeline_phase_bounds() -> None:
    """Frames 0 and 1 rest, 2 and 3 go out, 4 to 7 are at the extreme, 8 and 9 come back, 10 and 11 rest."""
    span = Span(start=2, first=4, last=6, end=9, amplitude=80.0, return_start=7)
    table = timeline(builder(), np.arange(12.0), np.zeros((12, COLUMNS)), [span])
    rest, out, extreme, back = SQUAT.movement.phases
    assert table.phase.tolist() == [rest] * 2 + [out] * 2 + [extreme] * 4 + [back] * 2 + [rest] * 2
    assert table.rep.tolist() == [0] * 2 + [1] * 8 + [0] * 2


def test_rolled_by_hand() -> None:
    """A quarter turn takes a point 3 to the right and 4 up to 4 to the left and 3 up."""
    pose = standing()
    pose.xyz[Joint.KNEE, LEFT, :2] = 3.0, 4.0
    x, y = rolled(pose, np.full((1, 1), math.pi / 2))
    assert (x[Joint.KNEE, LEFT], y[Joint.KNEE, LEFT]) == pytest.approx((-4.0, 3.0))


def test_yawed_by_hand() -> None:
    """A point 0.1 m nearer than the ankles moves by 0.1 m times the sine of 30 deg, and its x by the cosine."""
    pose = standing()
    ankles = pose.world[Joint.ANKLE, :, 2].mean()
    pose.world[Joint.KNEE, LEFT, 2] = ankles + 0.1
    pose.xyz[Joint.KNEE, LEFT, 0] = 100.0
    scale = (yawed(pose, np.full((1, 1), math.pi / 2))[Joint.KNEE, LEFT]) / 0.1
    assert yawed(pose, np.full((1, 1), math.pi / 6))[Joint.KNEE, LEFT] == pytest.approx(
        86.6025 + 0.05 * scale, abs=1e-3
    )


def test_jitter_by_hand() -> None:
    """A point 3 and 4 px off in two of four frames strays by sqrt(25 / 4) of one axis; what is unseen by 0."""
    smooth = seen(squat(brief())).at(slice(0, 4))
    raw = replace(smooth, xyz=smooth.xyz.copy())
    raw.xyz[:2, Joint.KNEE, LEFT, 0] += [3.0, 4.0]
    raw.xyz[:, Joint.TOE, RIGHT] = np.nan
    stray = jitter(raw, smooth)
    assert stray[Joint.KNEE, LEFT].tolist() == pytest.approx([2.5, 0.0])
    assert stray[Joint.TOE, RIGHT].tolist() == [0.0, 0.0]


def squared_u(measure: str, settings: Settings, raw: Pose | None = None) -> float:
    """The squared uncertainty of a measure of the near side, of a body that is seen from its right."""
    track = seen(squat(brief()), "right").at(slice(0, 20))
    network, reference = CorrectedScreen(SQUAT, "synthetic"), reference_pose_of(track)
    values = uncertainty(network, track if raw is None else raw, track, reference, settings)
    column = next(i for i, (m, side) in enumerate(SQUAT.columns) if (m.name, side) == (measure, "right"))
    return float(values[column]) ** 2


def test_uncertainty_own_term() -> None:
    """The stated uncertainty counts squared: from 3 to 4 deg the sum grows by 7."""
    three, four = (Settings(uncertainties={"trunk_inclination": u}) for u in (3.0, 4.0))
    assert squared_u("trunk_inclination", four) - squared_u("trunk_inclination", three) == pytest.approx(7.0)


def test_uncertainty_roll_term() -> None:
    """A roll known to 2 deg turns the trunk by 2 deg, one known to 0.5 by 0.5: the sum differs by 3.75."""
    by_eye, given = Settings(), Settings().with_roll(0.0)
    assert squared_u("trunk_inclination", by_eye) - squared_u("trunk_inclination", given) == pytest.approx(
        3.75, abs=0.01
    )


def test_uncertainty_jitter_term() -> None:
    """Twenty frames whose shoulder strays by d count as four: d / 2 turns a trunk of length L by that over L."""
    track = seen(squat(brief()), "right").at(slice(0, 20))
    trunk = float(np.linalg.norm((track[Joint.SHOULDER] - track[Joint.HIP])[0, RIGHT]))
    leg, stray = float(reference_pose_of(track).leg), 12.0
    raw = replace(track, xyz=track.xyz.copy())
    raw.xyz[:, Joint.SHOULDER, RIGHT, 0] += np.tile([stray, -stray], 10)
    expected = math.degrees(0.5 * stray / trunk) ** 2 - math.degrees(0.0047 * leg / trunk) ** 2
    grown = squared_u("trunk_inclination", Settings(), raw) - squared_u("trunk_inclination", Settings())
    assert grown == pytest.approx(expected, rel=0.02)


def stood(view: str = "front") -> ReferencePose:
    """A standing body as a reference."""
    return reference_pose_of(seen(squat(brief()), view).at(slice(0, 20)))


def step_of(reference: ReferencePose, left: float, right: float, along: float = 1.0) -> Pose:
    """The body with its ankles moved across the picture, in leg lengths."""
    pose = replace(reference.pose, xyz=reference.pose.xyz.copy())
    pose.xyz[Joint.ANKLE, :, 0] += np.array([left, right]) * along * float(reference.leg)
    return pose


@pytest.mark.parametrize(("parted", "stay"), [(0.14, True), (0.16, False)])
def test_stays_vector_between_ankles(parted: float, stay: bool) -> None:
    """Feet 0.15 leg lengths otherwise apart have made a step."""
    reference = stood()
    assert stays(reference.pose, step_of(reference, parted, 0.0), reference, one_leg=False) is stay


@pytest.mark.parametrize(("along", "stay"), [(0.29, True), (0.31, False)])
def test_stays_one_foot_seen(along: float, stay: bool) -> None:
    """From the side, where the far foot is hidden, a near foot 0.3 leg lengths further has walked."""
    reference = stood("right")
    after = step_of(reference, along, along)
    after.xyz[Joint.ANKLE, LEFT] = np.nan
    assert stays(reference.pose, after, reference, one_leg=False) is stay


@pytest.mark.parametrize(("moved_by", "stay"), [(0.09, True), (0.11, False)])
def test_stays_on_one_leg(moved_by: float, stay: bool) -> None:
    """On one leg 0.1 leg lengths of the nearest ankle are a step."""
    reference = stood()
    assert stays(reference.pose, step_of(reference, 1.0 + moved_by, moved_by), reference, one_leg=True) is stay


@pytest.mark.parametrize(("seconds", "said"), [(0.39, "too_short"), (0.41, ""), (11.9, ""), (12.1, "too_long")])
def test_rejection_reason_duration(seconds: float, said: str) -> None:
    """A squat lasts from 0.4 to 12 s."""
    reference = stood()
    end = replace(reference.pose, time=reference.pose.time + seconds)
    assert rejection_reason(reference.pose, reference.pose, end, SQUAT, reference) == said


def test_usual_reference_pose_quantile() -> None:
    """Of eleven efforts from 0 to 10 the lowest fifth are 0, 1 and 2: their median is the frame of 1."""
    track = seen(squat(brief())).at(slice(0, 11))
    efforts = np.arange(11.0)
    shifted = replace(track, xyz=track.xyz + efforts[:, None, None, None] * [10.0, 0.0, 0.0])
    found = usual_reference_pose(shifted, lambda reference: efforts, "auto")
    assert found is not None
    assert found.pose.xyz[Joint.HIP, LEFT, 0] == pytest.approx(shifted.xyz[1, Joint.HIP, LEFT, 0], abs=0.5)


@pytest.mark.parametrize(("aside", "sign"), [(-0.6, -1), (0.6, 1)])
def test_quality_aside_sign(aside: float, sign: int) -> None:
    """Who stands to the right of the picture's middle is off by a positive share."""
    record = record_of(seen(squat(brief()), "front", aside=-aside), SQUAT)
    limits = {limit["code"]: limit["value"] for limit in record.quality["setup"]}
    assert math.copysign(1, limits["off_centre"]) == sign


@pytest.mark.parametrize(("share", "said"), [(0.619, False), (0.621, True)])
def test_quality_off_centre_threshold(share: float, said: bool) -> None:
    """Hips more than 12 % of the width from the middle are off centre."""
    track = seen(squat(brief())).at(slice(0, 20))
    reference = reference_pose_of(track)
    hips = float(np.nanmean(reference.pose.xyz[Joint.HIP, :, 0]))
    width = reference.pose.picture[0]
    pose = replace(reference.pose, xyz=reference.pose.xyz + [share * width - hips, 0.0, 0.0])
    context = RecordingContext(
        CorrectedScreen(SQUAT, "synthetic"),
        track,
        np.zeros((len(track), len(Joint), 2), bool),
        replace(reference, pose=pose),
        True,
        (),
    )
    assert ("off_centre" in {limit["code"] for limit in quality(context)["setup"]}) is said


@pytest.mark.parametrize(
    ("begins", "counted", "half_seen", "known"),
    [(24.0, 1, 0, True), (30.0, 1, 0, False), (79.0, 1, 0, False), (81.0, 0, 1, False)],
)
def test_repetitions_that_began_before_they_were_seen(begins: float, counted: int, half_seen: int, known: bool) -> None:
    """Of a way of 100, one that begins above 80 is not counted; above 26 the time of its way out is not known."""
    efforts = [*np.linspace(begins, 100.0, 20), *[100.0] * 6, *np.linspace(100.0, 0.0, 20), *[0.0] * 40]
    repetitions = Repetitions(15.0)
    _, ended = repetitions.push([n / 20 for n in range(len(efforts))], efforts)
    assert (len(ended), len(repetitions.half_seen)) == (counted, half_seen)
    if ended:
        time = np.arange(len(efforts)) / 20
        out, *_ = tempo(ended[0], time, SQUAT.movement.phases)
        assert (out.reason == "") is known and math.isnan(out.seconds) is not known


@pytest.mark.parametrize(("stretched", "air"), [(0.84, False), (0.86, True)])
def test_jump_with_stretched_legs(stretched: float, air: bool) -> None:
    """Feet that go up under legs shorter than 0.85 of standing are a camera that moved."""
    track = seen(squat(brief())).at(slice(0, 20))
    reference = reference_pose_of(track)
    xyz = track.xyz.copy()
    hips, ankles = xyz[:, Joint.HIP, :, 1], xyz[:, Joint.ANKLE, :, 1]
    xyz[:, Joint.HIP, :, 1] = ankles + stretched * (hips - ankles)
    xyz[8:12, :, :, 1] += 0.2 * float(reference.leg)
    assert (jump(replace(track, xyz=xyz), reference) > 0.12) is air
