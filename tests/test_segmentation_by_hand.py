"""Where repetitions begin, turn and end, and what stays on the floor: numbers that are worked out here.

The numbers are written out. None is imported from the code that it checks.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from people import BRIDGE, SCREENS, SQUAT, bridge, brief, seen, squat

from movescreen.measures.reference_from_frames import reference_pose_of
from movescreen.measures.reference_pose import ReferencePose
from movescreen.pose.pose import LEFT, Array, Joint, Pose
from movescreen.screens import Screen
from movescreen.segmentation.floor_contact import drift, jump, moved_along, stays, step
from movescreen.segmentation.onset import _crossing, _leaving, _outset, _sets_out, trimmed
from movescreen.segmentation.reference_tracker import ReferenceTracker
from movescreen.segmentation.rejection import rejection_reason
from movescreen.segmentation.repetitions import (
    BACK,
    OUT,
    REST,
    Repetitions,
    Span,
    _near,
    _span,
    _unended,
)
from movescreen.segmentation.rest import RestDetector
from movescreen.segmentation.tempo import tempo

PHASES = ("rest", "down", "bottom", "up")
SHOULDERS, HIPS, ANKLES, TOES = Joint.SHOULDER, Joint.HIP, Joint.ANKLE, Joint.TOE


def fold(*efforts: float, rate: float = 5.0, least: float = 15.0) -> tuple[Repetitions, list[Span]]:
    """What comes of efforts, `rate` a second."""
    repetitions = Repetitions(least)
    _, ended = repetitions.push([n / rate for n in range(len(efforts))], list(efforts))
    return repetitions, ended


def test_tempo_by_hand() -> None:
    """Frames 10, 20, 25 and 40 at 20 a second: 0.5, 0.25 and 0.75 s, to sqrt(2 * 0.05 ** 2 + 0.05 ** 2) s."""
    durations = tempo(Span(10, 20, 23, 40, 80.0, 25), np.arange(60) / 20, PHASES)
    assert [(d.phase, d.reason) for d in durations] == [("down", ""), ("bottom", ""), ("up", "")]
    assert [d.seconds for d in durations] == pytest.approx([0.5, 0.25, 0.75])
    assert [d.uncertainty for d in durations] == pytest.approx([0.0866] * 3, abs=1e-4)


@pytest.mark.parametrize(("frame_s", "said"), [(0.083, ""), (0.084, "too_few_frames_a_second")])
def test_tempo_frame_rate(frame_s: float, said: str) -> None:
    """Twelve frames a second are enough, fewer are not: then neither a duration nor how unsure it is."""
    durations = tempo(Span(1, 5, 6, 9, 80.0, 6), np.arange(12.0) * frame_s, PHASES)
    assert {d.reason for d in durations} == {said}
    assert {math.isnan(d.seconds) or math.isnan(d.uncertainty) for d in durations} == {bool(said)}


def test_tempo_without_times() -> None:
    """A clip that keeps no times has no durations; one with too few frames says so first."""
    span = Span(1, 5, 6, 9, 80.0, 6)
    untimed = tempo(span, np.arange(12) / 20, PHASES, timed=False)
    assert {(d.reason, math.isnan(d.seconds), math.isnan(d.uncertainty)) for d in untimed} == {("no_times", True, True)}
    assert {d.reason for d in tempo(span, np.arange(12) / 5, PHASES, timed=False)} == {"too_few_frames_a_second"}


def test_tempo_began_unseen() -> None:
    """Of a repetition whose beginning was not seen the way down has no duration; the others have theirs."""
    down, *others = tempo(Span(10, 20, 23, 40, 80.0, 25, began_unseen=True), np.arange(60) / 20, PHASES)
    assert (down.phase, down.reason) == ("down", "began_before_the_recording")
    assert math.isnan(down.seconds) and math.isnan(down.uncertainty)
    assert [(d.phase, d.reason) for d in others] == [("bottom", ""), ("up", "")]
    assert [d.seconds for d in others] == pytest.approx([0.25, 0.75])


def test_tempo_one_frame() -> None:
    """A span of one frame has phases of no length, and does not fail."""
    assert [d.seconds for d in tempo(Span(3, 3, 3, 3, 80.0, 3), np.arange(12) / 20, PHASES)] == [0.0] * 3


def test_tempo_wrong_phases() -> None:
    """Three durations need three phases."""
    with pytest.raises(ValueError, match="zip"):
        tempo(Span(10, 20, 23, 40, 80.0, 25), np.arange(60) / 20, PHASES[:3])


def frames_of(*efforts: float) -> list[tuple[int, float, float]]:
    """Numbered frames, five a second."""
    return [(n, n / 5, effort) for n, effort in enumerate(efforts)]


def test_span_by_hand() -> None:
    """Of a way of 100 the last 5 are the extreme; what comes after it turned home counts to the next way out."""
    efforts = (0.0, 50.0, 94.0, 95.0, 100.0, 96.0, 94.9, 0.0, 120.0)
    span = _span(np.array(frames_of(*efforts)), 0.0, 1.4)
    assert span == Span(start=0, first=3, last=5, end=8, amplitude=100.0, return_start=5)


def test_unended_by_hand() -> None:
    """It begins at the last frame within 5 of rest; a frame that came after the count is not in it."""
    known = frames_of(0.0, 0.0, 1.0, 5.0, 20.0, 60.0, 100.0, 97.0, 3.0)
    assert _unended(known, 8, 0.0) == Span(start=3, first=6, last=7, end=7, amplitude=100.0, return_start=7)


def test_unended_never_at_rest() -> None:
    """Without a frame near rest it begins with the first one."""
    assert _unended(frames_of(30.0, 60.0, 100.0), 3, 0.0).start == 0


@pytest.mark.parametrize(("way", "near"), [(0.0, 2.0), (40.0, 2.0), (50.0, 2.5), (100.0, 5.0)])
def test_near_by_hand(way: float, near: float) -> None:
    """A twentieth of the way, and 2 at least."""
    assert _near(way) == pytest.approx(near)


def test_under_way_by_hand() -> None:
    """At rest nothing is under way; later the span up to that moment is, whatever comes afterwards."""
    assert fold(0.0, 0.0, 3.0)[0].under_way() is None
    repetitions, _ = fold(0.0, 0.0, 40.0, 100.0)
    span = repetitions.under_way()
    repetitions.push([0.8, 1.0], [120.0, 110.0])
    assert span is not None
    assert span() == Span(start=1, first=3, last=3, end=3, amplitude=100.0, return_start=3)


def test_push_lengths() -> None:
    """Each effort has its time."""
    with pytest.raises(ValueError, match="zip"):
        Repetitions(15.0).push([0.0, 0.1], [1.0])


@pytest.mark.parametrize(("home", "nearly"), [(35.9, True), (36.0, False), (36.1, False)])
def test_close_near_home(home: float, nearly: bool) -> None:
    """From 110 back to under 36, 26 % of the way above 10, a repetition is nearly over when the frames end."""
    path = (10.0, 10.0, 60.0, 110.0, 60.0, home)
    assert fold(*path)[0].cut_off() == (None if nearly else (1, 5))
    span = fold(*path)[0].close()
    assert span == (Span(0, 3, 3, 5, 100.0, 3) if nearly else None)


def test_cut_off_at_rest_and_on_the_way() -> None:
    """At rest nothing is cut off; on the way out it is, from the last frame at rest."""
    assert fold(0.0, 1.0, 0.0)[0].cut_off() is None
    assert fold(0.0, 1.0, 50.0, 90.0)[0].cut_off() == (1, 3)


@pytest.mark.parametrize(
    ("between", "spans"), [(60.0, [100.0]), (35.0, [100.0]), (26.4, [100.0]), (26.2, [100.0, 80.0])]
)
def test_come_back_half(between: float, spans: list[float]) -> None:
    """Who comes back to 26 % of the way, or nearer, and goes out again does a second repetition; others pulse."""
    _, ended = fold(0.0, 50.0, 100.0, between, 80.0, 40.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    assert [span.amplitude for span in ended] == pytest.approx(spans[:1] + [way - between for way in spans[1:]])


@pytest.mark.parametrize(("again", "ended"), [(12.0, 0), (17.0, 0), (19.0, 1)])
def test_come_back_least_effort(again: float, ended: int) -> None:
    """Of a way of 16 to 70 % and beyond is a new way out only if it is more than 15 from where it turned at 4."""
    assert len(fold(0.0, 0.0, 16.0, 4.0, again)[1]) == ended - (again == 19.0)


@pytest.mark.parametrize(("again", "ended"), [(17.9, 0), (18.0, 0), (18.1, 1)])
def test_come_back_another_way_out(again: float, ended: int) -> None:
    """Who turns at 3 and goes out by more than 15 does another repetition."""
    repetitions, spans = fold(0.0, 0.0, 20.0, 3.0, again)
    assert (len(spans), repetitions.phase) == (ended, OUT if ended else BACK)


def test_end_measured_anew() -> None:
    """Where efforts are of another reference since the frame of 5, that frame is what rest is."""
    repetitions = Repetitions(15.0)
    repetitions.push([0.0, 0.2, 0.4, 0.6], [0.0, 60.0, 100.0, 30.0])
    repetitions.measured_anew()
    _, ended = repetitions.push([0.8, 1.0, 1.2, 1.6], [5.0, 6.0, 6.0, 7.0])
    assert (len(ended), repetitions.phase) == (1, REST)
    assert repetitions._low == 5.0


def test_measured_anew_at_rest() -> None:
    """Efforts that were measured against another reference tell nothing of what rest is now."""
    repetitions, _ = fold(-30.0, -30.0)
    repetitions.measured_anew()
    repetitions.push([0.4, 0.6], [0.0, 1.0])
    assert (repetitions.phase, repetitions._low) == (REST, 0.0)


def test_half_seen_by_hand() -> None:
    """A way back that is seen from its middle on ends at frame 3, where the first whole repetition begins."""
    path = (100.0, 95.0, 60.0, 0.0, 0.0, 50.0, 100.0, 50.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    repetitions, ended = fold(*path)
    assert repetitions.half_seen == [(0, 3)]
    assert ended == [Span(3, 6, 6, 11, 100.0, 6)]
    assert repetitions.close() is None
    assert repetitions.half_seen == [(0, 3)]
    cut_short, _ = fold(*path[:7])
    assert cut_short.close() is None
    assert cut_short.half_seen == [(0, 3)]


@pytest.mark.parametrize(("effort", "back"), [(50.1, False), (49.9, True)])
def test_coming_back_above_rest(effort: float, back: bool) -> None:
    """From 110, over rest at 10, the way back has begun below 50."""
    assert (fold(10.0, 10.0, 60.0, 110.0, effort)[0].phase == BACK) is back


@pytest.mark.parametrize(("effort", "phase"), [(69.0, BACK), (71.0, OUT)])
def test_out_again_share(effort: float, phase: int) -> None:
    """Who came back to 35 of 100 is on the way out again above 70."""
    assert fold(0.0, 0.0, 100.0, 35.0, effort)[0].phase == phase


def test_end_rest_is_where_it_turned() -> None:
    """Rest is where the way back turned, and not what noise makes less of it later."""
    repetitions, ended = fold(0.0, 0.0, 100.0, 1.0, 0.8, 0.8, 0.8, 0.8)
    assert (len(ended), repetitions._low) == (1, 1.0)


def test_crossing_by_hand() -> None:
    """Between two frames; at the first one that is there already; at the last where none is; after a hole."""
    time, signal = np.array([0.0, 0.2, 0.4, 0.8, 1.0]), np.array([10.0, 8.0, 6.0, 2.0, 1.0])
    levels = {9.0: 0.1, 10.0: 0.0, 11.0: 0.0, 0.5: 1.0, 4.0: 0.8, 1.25: 0.95}
    assert [_crossing(time, signal, level) for level in levels] == pytest.approx(list(levels.values()))


def test_trimmed_from_the_first_frame() -> None:
    """A repetition may begin in the first frame."""
    signal = np.full(20, np.nan)
    assert trimmed(Span(0, 8, 10, 15, 80.0, 10), np.arange(20) / 10, signal, 1.0).start == 0


@pytest.mark.parametrize(("since", "start"), [(0, 3), (5, 5), (12, 8)])
def test_trimmed_since(since: int, start: int) -> None:
    """A repetition begins no sooner than `since`, and no later than its extreme; without that it stays as it is."""
    signal = np.arange(20.0)
    signal[8:11] = np.nan
    span = trimmed(Span(3, 8, 10, 15, 80.0, 10), np.arange(20) / 10, signal, 1.0, since)
    assert span == Span(start, 8, 10, 15, 80.0, 10)


def least_jerk(share: Array) -> Array:
    """How much of the way is done by when, with least jerk."""
    return 10 * share**3 - 15 * share**4 + 6 * share**5


@pytest.mark.parametrize(("rest", "extreme"), [(0.0, 100.0), (10.0, 40.0), (-60.0, 20.0)])
@pytest.mark.parametrize("power", [1.0, 2.0])
def test_trimmed_least_jerk(rest: float, extreme: float, power: float) -> None:
    """A path of least jerk from frame 20 to 60, held until 80 and back until 120, is trimmed to 20 to 120."""
    time = np.arange(150) / 50
    out, back = (np.clip(share, 0, 1) for share in ((np.arange(150) - 20) / 40, (120 - np.arange(150)) / 40))
    signal = rest + (extreme - rest) * least_jerk(np.minimum(out, back)) ** power
    span = trimmed(Span(5, 58, 82, 140, 80.0, 82), time, signal, power)
    assert abs(span.start - 20) <= 1
    assert abs(span.end - 120) <= 1


def test_leaving_by_hand() -> None:
    """Held at 100 from frame 20 to 40 while the span's extreme ends sooner: the way back begins as it leaves."""
    time, frames = np.arange(70) / 20, np.arange(70.0)
    signal = np.interp(frames, [5, 20, 40, 55], [0.0, 100.0, 100.0, 0.0])
    # Speed is taken over three frames to either side: at 38 a sixth of that half-way, at 39 a third; a fifth is still.
    assert _leaving(time, signal, 2, 60, 100.0) == 38
    signal[38:51] = np.nan  # the line from 37 to 51 falls from 37 on: at 34 nothing of it is within three frames
    assert _leaving(time, signal, 2, 60, 100.0) == 34


def test_trimmed_gave_way() -> None:
    """The same hold, of a span whose extreme ends at frame 30: the way back begins at 38; at 45 where it ends there."""
    signal = np.interp(np.arange(70.0), [5, 20, 40, 55], [0.0, 100.0, 100.0, 0.0])
    for last, begins_back in ((30, 38), (45, 45)):
        span = trimmed(Span(2, 18, last, 60, 100.0, last), np.arange(70) / 20, signal, 1.0)
        assert span.return_start == begins_back


def test_leaving_never_at_rest() -> None:
    """Of a signal that is nowhere known, or keeps on rising, it is the start."""
    time = np.arange(20) / 20
    assert _leaving(time, np.full(20, np.nan), 2, 18, 100.0) == 2


def when_due(shares: Array) -> Array:
    """When a path of least jerk has done some shares of the way."""
    roots = [np.roots([6, -15, 10, 0, 0, -share]) for share in shares.tolist()]
    return np.array([next(r.real for r in root if abs(r.imag) < 1e-9 and 0 <= r.real <= 1) for root in roots])


def begins(due: Array, reached: Array) -> float:
    """Where the line through the moments meets zero."""
    return float(np.polyfit(due, reached, 1)[1])


def test_sets_out_line() -> None:
    """Of a straight way from 70 to 20 in 1000 frames the line is that of least squares."""
    time, shares = np.arange(1400) / 1000, np.array([0.15, 0.3, 0.45])
    signal = np.maximum(70.0 - 50.0 * time, 20.0)
    frame = _sets_out(time, signal, 20.0, 70.0, shares, 1.0)
    assert frame == pytest.approx(1000 * begins(when_due(shares), 1.0 - shares), abs=2)


@pytest.mark.parametrize(
    ("rest", "extreme", "least"),
    [(10.0, 40.0, 0.08333), (0.0, 100.0, 0.05), (-30.0, 70.0, 0.05), (0.0, 10.0, 0.2), (20.0, 60.0, 0.0625)],
)
def test_outset_levels(rest: float, extreme: float, least: float) -> None:
    """Six levels from 2.5 of effort, 5 to 20 % of the way, to 35 %: the line through their moments."""
    time, way = np.arange(2000) / 1000, extreme - rest
    signal = np.maximum(extreme - way * time, rest)
    shares = np.linspace(least, 0.35, 6)
    expected = 1000 * begins(when_due(shares), 1.0 - shares)
    assert _outset(time, signal, extreme, 1.0) == pytest.approx(expected, abs=2)


def test_outset_unseen() -> None:
    """The last frame where none was seen."""
    assert _outset(np.arange(9.0), np.full(9, np.nan), 100.0, 1.0) == 8


def detector(*frames: tuple[float, float, float, float, float, bool]) -> list[tuple[int, int] | None]:
    """What a detector says of frames: time, hip, ankle; within one."""
    rest = RestDetector()
    return [rest._step(frame[0], frame[1:5], 1.0, frame[5]) for frame in frames]


def test_rest_ripens() -> None:
    """A spell ripens after 0.7 s and once more after 2.1 s."""
    times = (0.0, 0.69, 0.7, 1.0, 2.09, 2.1, 5.0)
    said = detector(*((time, 0.0, 0.0, 0.0, 0.0, True) for time in times))
    assert said == [None, None, (0, 2), None, None, (0, 5), None]


@pytest.mark.parametrize("axis", range(4))
@pytest.mark.parametrize(("moved", "still"), [(1.0, True), (-1.0, True), (1.01, False), (-1.01, False)])
def test_rest_wandering(axis: int, moved: float, still: bool) -> None:
    """Hips and ankles may wander by just so much, either way."""
    place = [moved if number == axis else 0.0 for number in range(4)]
    said = detector((0.0, 0.0, 0.0, 0.0, 0.0, True), (0.8, *place, True))  # type: ignore[arg-type]
    assert said[-1] == ((0, 1) if still else None)


def test_rest_begins_anew() -> None:
    """After a frame out of the posture of rest the spell begins with the next one."""
    flags = (True, False, True, True)
    assert detector(*((0.5 * n, 0.0, 0.0, 0.0, 0.0, flag) for n, flag in enumerate(flags)))[-1] is None
    longer = (True, False, True, True, True)
    assert detector(*((0.5 * n, 0.0, 0.0, 0.0, 0.0, flag) for n, flag in enumerate(longer)))[-1] == (2, 4)


def test_rest_push_lengths() -> None:
    """Each frame has its posture."""
    track = seen(squat(brief())).at(slice(0, 5))
    with pytest.raises(ValueError, match="zip"):
        RestDetector().push(track, np.ones(4, bool))


def stood(view: str = "front") -> ReferencePose:
    """A standing body as a reference."""
    return reference_pose_of(seen(squat(brief()), view).at(slice(0, 20)))


def lain() -> ReferencePose:
    """A lying body as a reference."""
    return reference_pose_of(seen(bridge(brief()), "right").at(slice(0, 20)))


def shifted(reference: ReferencePose, joint: Joint | slice, left: float, right: float, time: float = 0.0) -> Pose:
    """The body with a pair of points moved to the right, in leg lengths; at a time."""
    pose = replace(reference.pose, xyz=reference.pose.xyz.copy(), time=np.asarray(time))
    pose.xyz[joint, :, 0] += np.array([left, right]) * float(reference.leg)
    return pose


def test_drift_by_hand() -> None:
    """All of the picture 30 px to the right and 40 up: 50 px, less what feet are known to wander."""
    reference = stood()
    for wander in (0.0, 0.02):
        known = replace(reference, camera=replace(reference.camera, wander=wander))
        moved = replace(reference.pose, xyz=reference.pose.xyz + [30.0, 40.0, 0.0])
        share = 1.0 - wander * float(reference.leg) / 50.0
        assert drift(moved, known).tolist() == pytest.approx([30.0 * share, 40.0 * share])


def test_drift_small() -> None:
    """Half a pixel is half a pixel; less than feet wander is none; a lying body has none."""
    reference = stood()
    aside = replace(reference.pose, xyz=reference.pose.xyz + [0.5, 0.0, 0.0])
    assert drift(aside, reference).tolist() == pytest.approx([0.5, 0.0])
    known = replace(reference, camera=replace(reference.camera, wander=0.1))
    assert drift(aside, known).tolist() == [0.0, 0.0]
    assert drift(shifted(lain(), ANKLES, 0.3, 0.3), lain()).tolist() == [0.0, 0.0]


def test_step_by_hand() -> None:
    """One foot 0.2 further is a step of 0.2; both further is none; on one leg the least way of any ankle counts."""
    reference = stood()
    assert step(reference.pose, shifted(reference, ANKLES, 0.2, 0.0), reference, False) == pytest.approx(0.2)
    assert step(reference.pose, shifted(reference, ANKLES, 0.2, 0.2), reference, False) == pytest.approx(0.0, abs=1e-9)
    assert step(reference.pose, shifted(reference, ANKLES, 0.9, 0.2), reference, True) == pytest.approx(0.2)
    assert moved_along(reference.pose, shifted(reference, ANKLES, 0.1, 0.3), reference) == pytest.approx(0.2)


@pytest.mark.parametrize(("seconds", "up"), [(0.5, 0.2), (0.7, 0.0)])
def test_jump_by_hand(seconds: float, up: float) -> None:
    """Feet 0.2 higher that come down within 0.6 s jumped; of who comes down later a camera moved."""
    reference = stood()
    pose = reference.pose
    lifted = pose.xyz + [0.0, 0.2 * float(reference.leg), 0.0]
    track = seen(squat(brief())).at(slice(0, 3))
    track = replace(track, time=np.array([0.0, seconds, 2 * seconds]), xyz=np.stack([pose.xyz, lifted, pose.xyz]))
    assert jump(track, reference) == pytest.approx(up, abs=1e-6)


def test_jump_from_where_feet_stood() -> None:
    """Feet that stood at 0.2 just before, went to 0.4 and came down to 0.1 jumped by 0.2, wherever they once were."""
    reference = stood()
    heights = (0.0, 0.2, 0.4, 0.1)
    xyz = np.stack([reference.pose.xyz + [0.0, height * float(reference.leg), 0.0] for height in heights])
    track = seen(squat(brief())).at(slice(0, 4))
    track = replace(track, time=np.array([0.0, 2.0, 2.5, 3.0]), xyz=xyz)
    assert jump(track, reference) == pytest.approx(0.2, abs=1e-6)


def test_jump_stays_up() -> None:
    """Feet that are up for longer than 0.6 s to either side did not jump, though they come down in the end."""
    reference = stood()
    pose = reference.pose
    lifted = pose.xyz + [0.0, 0.2 * float(reference.leg), 0.0]
    track = seen(squat(brief())).at(slice(0, 4))
    track = replace(track, time=np.array([0.0, 0.5, 1.0, 2.0]), xyz=np.stack([pose.xyz, lifted, lifted, pose.xyz]))
    assert jump(track, reference) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize(("along", "stay"), [(0.4, True), (0.49, True), (0.51, False)])
def test_stays_walked(along: float, stay: bool) -> None:
    """With both feet known a camera may take them along by half a leg."""
    reference = stood()
    assert stays(reference.pose, shifted(reference, ANKLES, along, along + 0.001), reference, False) is stay


@pytest.mark.parametrize(("along", "stay"), [(0.09, True), (0.11, False)])
def test_stays_lying(along: float, stay: bool) -> None:
    """The feet of a lying body stay within 0.1 leg lengths."""
    reference = lain()
    assert stays(reference.pose, shifted(reference, ANKLES, along, along), reference, False) is stay


START_S = 10.0  # s: not 0, so that a sum of times is no difference


def said(reference: ReferencePose, extreme: Pose, end: Pose, screen: Screen = SQUAT, **others: bool) -> str:
    """Why a movement from the reference pose is no repetition; the extreme at 11 s and the end at 12 s if not said."""
    start = replace(reference.pose, time=np.asarray(START_S))
    extreme, end = (
        pose if pose.time > START_S else replace(pose, time=np.asarray(START_S + seconds))
        for pose, seconds in ((extreme, 1.0), (end, 2.0))
    )
    return rejection_reason(start, extreme, end, screen, reference, **others)


@pytest.mark.parametrize(
    ("out_s", "home_s", "why"),
    [(0.19, 1.0, "feet_not_seen"), (1.0, 0.19, "feet_not_seen"), (0.21, 0.21, ""), (1.0, 1.0, "")],
)
def test_rejection_reason_unseen_feet(out_s: float, home_s: float, why: str) -> None:
    """Without feet a way out or back of less than 0.2 s is not believed."""
    reference = stood()
    reference.pose.xyz[ANKLES] = np.nan
    extreme, end = (replace(reference.pose, time=np.asarray(START_S + s)) for s in (out_s, out_s + home_s))
    assert said(reference, extreme, end) == why


def test_rejection_reason_seen_feet_at_once() -> None:
    """With feet that stay it is."""
    reference = stood()
    extreme, end = (replace(reference.pose, time=np.asarray(START_S + s)) for s in (0.1, 0.6))
    assert said(reference, extreme, end) == ""


@pytest.mark.parametrize(("parted", "why"), [(0.29, ""), (0.31, "feet_moved")])
def test_rejection_reason_jumped(parted: float, why: str) -> None:
    """Feet 0.3 leg lengths otherwise apart at the extreme are not on the floor."""
    reference = stood()
    assert said(reference, shifted(reference, ANKLES, parted, 0.0), shifted(reference, ANKLES, 0.0, 0.0)) == why


@pytest.mark.parametrize(("parted", "why"), [(0.14, ""), (0.16, "feet_moved")])
def test_rejection_reason_stepped(parted: float, why: str) -> None:
    """Feet 0.15 leg lengths otherwise apart at the end made a step."""
    reference = stood()
    half = shifted(reference, ANKLES, 0.5 * parted, 0.0)
    assert said(reference, half, shifted(reference, ANKLES, parted, 0.0)) == why


@pytest.mark.parametrize(("along", "why"), [(0.49, ""), (0.51, "camera_moved")])
def test_rejection_reason_camera(along: float, why: str) -> None:
    """Both feet further by half a leg: the camera moved."""
    reference = stood()
    assert said(reference, reference.pose, shifted(reference, ANKLES, along, along + 0.001)) == why


@pytest.mark.parametrize(("along", "why"), [(0.29, ""), (0.31, "camera_moved")])
def test_rejection_reason_sides_unknown(along: float, why: str) -> None:
    """Where left and right are not known, both feet along by 0.3 tell, and a step does not."""
    reference = stood()
    moved = shifted(reference, ANKLES, along + 0.2, along - 0.2)
    assert said(reference, reference.pose, moved, sides_known=False) == why


@pytest.mark.parametrize(("lifted", "why"), [(0.24, ""), (0.26, "got_up")])
def test_rejection_reason_got_up(lifted: float, why: str) -> None:
    """A lying body whose shoulders move by a quarter of a leg got up."""
    reference = lain()
    assert (
        said(reference, shifted(reference, SHOULDERS, lifted, lifted), shifted(reference, ANKLES, 0.0, 0.0), BRIDGE)
        == why
    )


@pytest.mark.parametrize(("along", "why"), [(0.09, ""), (0.11, "feet_moved")])
def test_rejection_reason_lying(along: float, why: str) -> None:
    """A lying body whose feet move by 0.1 moved them."""
    reference = lain()
    assert said(reference, reference.pose, shifted(reference, ANKLES, along, along), BRIDGE) == why


@pytest.mark.parametrize(("nearest", "why"), [(0.09, ""), (0.11, "feet_moved")])
def test_rejection_reason_one_leg(nearest: float, why: str) -> None:
    """On one leg the way of the nearest ankle counts: the other one is in the air."""
    reference = lain()
    one_leg = next(screen for screen in SCREENS.values() if screen.support)
    assert said(reference, reference.pose, shifted(reference, ANKLES, nearest + 1.0, nearest), one_leg) == why


def test_rejection_reason_other_foot() -> None:
    """On one leg the near foot may go where it likes, if the far one stays."""
    reference = lain()
    one_leg = next(screen for screen in SCREENS.values() if screen.support)
    assert said(reference, reference.pose, shifted(reference, ANKLES, 0.0, 1.0), one_leg) == ""


def tracker(view: str = "auto") -> ReferenceTracker:
    """A tracker of a squat, which adds nothing to a reference pose."""
    return ReferenceTracker(SQUAT, view, lambda reference: reference)


def test_reference_tracker_looks_back() -> None:
    """The pose of a long spell is that of its last 2.1 s: 40 px aside before does not count."""
    still = seen(squat(brief())).at(np.zeros(60, int))
    aside = np.where(np.arange(60) < 38, 40.0, 0.0)[:, None, None, None] * [1.0, 0.0, 0.0]
    spell = replace(still, time=np.arange(60) / 10, xyz=still.xyz + aside)
    found = tracker().candidate(spell)
    assert found is not None
    assert found.pose.xyz[HIPS, LEFT, 0] == pytest.approx(still.xyz[0, HIPS, LEFT, 0])


@pytest.mark.parametrize(("effort", "pause"), [(7.3, False), (7.7, True)])
def test_reference_tracker_pause(effort: float, pause: bool) -> None:
    """A still pose further out than half of the least effort of 15 is a pause in a squat, a nearer one is not."""
    following, track = tracker(), seen(squat(brief()), "right")
    following.reference = reference_pose_of(track.at(slice(0, 20)))
    efforts = SQUAT.movement.effort(track, following.reference)[:, 0]
    one, other = (track.xyz[np.flatnonzero(efforts < 7.5)[0]], track.xyz[int(efforts.argmax())])
    shares = np.linspace(0, 1, 2001)[:, None, None, None]
    between = replace(track.at(np.zeros(2001, int)), xyz=one + shares * (other - one))
    nearest = int(np.abs(SQUAT.movement.effort(between, following.reference)[:, 0] - effort).argmin())
    spell = between.at(np.full(5, nearest))
    assert following._is_pause(reference_pose_of(spell)) is pause
    assert (following.candidate(spell) is None) is pause


def test_reference_tracker_feet_on_one_leg() -> None:
    """Both feet count of who stands on both legs: one foot further by 0.2 has moved."""
    following = tracker()
    following.reference = stood()
    moved = replace(following.reference, pose=shifted(following.reference, ANKLES, 0.2, 0.0))
    assert following.feet_moved(moved)
    one_leg = next(screen for screen in SCREENS.values() if screen.support)
    balancing = ReferenceTracker(one_leg, "auto", lambda reference: reference)
    balancing.reference = following.reference
    assert not balancing.feet_moved(moved)


def turned_to(view: str, count: int = 6) -> Pose:
    """Frames of standing, seen from a side."""
    return seen(squat(brief()), view).at(slice(0, count))


@pytest.mark.parametrize(
    ("stated", "before", "now", "count", "found"),
    [
        ("auto", "front", "right", 6, "side"),
        ("auto", "front", "right", 5, "side"),
        ("auto", "front", "right", 4, None),
        ("front", "front", "right", 6, None),
        ("auto", "front", "front", 6, None),
        ("auto", "right", "left", 6, "side"),
        ("auto", "right", "right", 6, None),
        ("auto", "right", "front", 6, "front"),
        ("auto", "front", "back", 6, "back"),
        ("auto", "", "right", 6, None),
    ],
)
def test_reference_tracker_otherwise(stated: str, before: str, now: str, count: int, found: str | None) -> None:
    """Five frames that plainly show another view, or the other way, are a new reference pose, unless it is stated."""
    following = tracker(stated)
    following.reference = stood(before) if before else None
    anew = following.otherwise(turned_to(now, count))
    assert (anew.view if anew else None) == found


def test_reference_tracker_otherwise_not_whole() -> None:
    """Frames without hips, or at a slant, or of who lies, show no other view."""
    following = tracker()
    following.reference = stood("front")
    headless = turned_to("right")
    headless.xyz[:, HIPS] = np.nan
    assert following.otherwise(headless) is None
    assert following.otherwise(seen(squat(brief()), "right", yaw=45.0).at(slice(0, 6))) is None
    lying = ReferenceTracker(BRIDGE, "auto", lambda reference: reference)
    lying.reference = stood("front")
    assert lying.otherwise(turned_to("right")) is None


@pytest.mark.parametrize("before", ["front", "right"])
def test_reference_tracker_otherwise_slanted(before: str) -> None:
    """A whole body at a slant is no other view, however broad it is: it may be on its way round."""
    following = tracker()
    following.reference = stood(before)
    for yaw in (30.0, 35.0, 40.0, 50.0):
        slanted = seen(squat(brief()), "front", yaw=yaw).at(slice(0, 6))
        assert reference_pose_of(slanted).view == "oblique"
        assert reference_pose_of(slanted).whole
        assert following.otherwise(slanted) is None


def test_span_slices() -> None:
    """Frames 3 to 9 are its own, of which the third to the fifth are at the extreme."""
    span = Span(start=3, first=5, last=7, end=9, amplitude=80.0, return_start=7)
    assert (span.whole, span.extreme) == (slice(3, 10), slice(2, 5))


@pytest.mark.parametrize(
    ("view", "seen_as", "kept"),
    [("auto", "side", "side"), ("auto", "oblique", "auto"), ("front", "side", "front"), ("auto", "", "auto")],
)
def test_reference_tracker_keeps_view(view: str, seen_as: str, kept: str) -> None:
    """The view of a repetition is held, unless it is at a slant, or stated, or nothing was seen yet."""
    following = tracker(view)
    if seen_as:
        following.reference = replace(stood(), view=seen_as)
    following.keep_view()
    assert following._view == kept
