"""What limits a clip, at each threshold: frames, the yaw, points outside the picture, the way up, the camera."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from people import BRIDGE
from test_scoring_by_hand import codes, context, repetition, shrunk, still

from movescreen.measures.reference_from_frames import reference_pose_of
from movescreen.pose.pose import LEFT, RIGHT, Joint
from movescreen.records.record import Repetition
from movescreen.scoring import recording_quality
from movescreen.scoring.bias_correction import CorrectedScreen
from movescreen.scoring.frame_labels import timeline
from movescreen.scoring.readings import ReadingBuilder
from movescreen.scoring.recording_quality import _counts, _moved, _size, quality, quality_limits
from movescreen.scoring.settings import Settings


def test_size_of_seen_points() -> None:
    """Of (0, 0), (30, 10) and (10, 50) the size is 30 by 50; a point with one coordinate is none."""
    points = np.array([[[0.0, 0.0], [math.nan, 999.0]], [[30.0, 10.0], [10.0, 50.0]]])
    assert _size(points).tolist() == [30.0, 50.0]


def test_rate_by_first_and_last() -> None:
    """Sixty steps of a thirtieth are thirty a second, whenever they begin; of one frame and of none it is not known."""
    track = still(count=61)
    assert context(replace(track, time=track.time + 10.0)).rate == pytest.approx(30.0)
    for count, rate in ((0, None), (1, None), (2, pytest.approx(30.0))):
        assert replace(context(track), track=track.at(slice(0, count))).rate == rate


@pytest.mark.parametrize(("rate", "code"), [(20.0, ""), (12.0, "few_frames_a_second")])
def test_quality_at_least_rates(rate: float, code: str) -> None:
    """Exactly 20 frames a second are enough, and exactly 12 still tell a tempo."""
    found = codes(context(still(count=2 * 60 + 1, rate=rate)))
    assert found.keys() & {"few_frames_a_second", "too_few_frames_a_second"} == ({code} if code else set())


@pytest.mark.parametrize(("yaw", "said"), [(10.0, False), (10.1, True), (-10.0, False), (-10.1, True)])
def test_quality_turned(yaw: float, said: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than 10 deg off square on, to either side, is turned."""
    monkeypatch.setattr(recording_quality, "off_square", lambda reference: yaw)
    limits = [limit for limit in quality_limits(context(still())) if limit.code == "turned"]
    assert [(limit.value, limit.unit) for limit in limits] == ([(yaw, "deg")] if said else [])
    assert quality(context(still()))["yaw"]["value"] == yaw


def test_quality_yaw_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A yaw that is not known is not stated, and no limit."""
    monkeypatch.setattr(recording_quality, "off_square", lambda reference: math.nan)
    assert quality(context(still()))["yaw"] is None
    assert "turned" not in codes(context(still()))


@pytest.mark.parametrize(("frames", "said"), [(5, False), (6, True)])
def test_quality_head_cut_off(frames: int, said: bool) -> None:
    """Six of a hundred frames are more than 5 %; of a head that no measure needs it is stated too."""
    outside = np.zeros((100, len(Joint), 2), bool)
    outside[:frames, Joint.NOSE, LEFT] = True
    found = [limit for limit in quality_limits(context(still(count=100), outside=outside)) if "cut_off" in limit.code]
    assert [(limit.code, limit.value, limit.unit) for limit in found] == [("head_cut_off", 6.0, "%")] * said


def test_quality_cut_off_without_reference() -> None:
    """Where nobody stood still every part that was outside is named, with no measure."""
    outside = np.zeros((100, len(Joint), 2), bool)
    outside[:10, Joint.PINKY, RIGHT] = True
    outside[:20, Joint.TOE, LEFT] = outside[10:30, Joint.HEEL, RIGHT] = True
    limits = quality_limits(context(still(count=100), outside=outside, reference=None))
    found = {limit.code: (limit.value, limit.measures) for limit in limits if "cut_off" in limit.code}
    assert found == {"hands_cut_off": (10.0, ()), "feet_cut_off": (30.0, ())}


def test_counts_of_repetitions() -> None:
    """From 0.7 s before the start to the end, of each repetition; all frames where there is none."""
    track = still(count=101, rate=10.0)
    reps = (Repetition(1, 2.0, 2.5, 3.0, 60.0, ()), Repetition(2, 6.05, 6.5, 7.0, 60.0, ()))
    counted = np.flatnonzero(_counts(context(track, reps))).tolist()
    assert counted == [*range(13, 31), *range(54, 71)]
    assert _counts(context(track)).all()


def test_quality_whole_body_half() -> None:
    """Of those frames in which somebody is, exactly half show the whole body: that is no part of it only."""
    track = still(count=100)
    track.xyz[80:] = math.nan
    reference = reference_pose_of(still())
    for joint in (Joint.SHOULDER, Joint.KNEE, Joint.ANKLE):
        for missing, said in ((40, False), (41, True)):
            part = replace(track, xyz=track.xyz.copy())
            part.xyz[:missing, joint] = math.nan
            found = codes(context(part, reference=reference))
            assert ("part_of_the_body" in found) is said
            assert not said or found["part_of_the_body"] == pytest.approx(51.25)


@pytest.mark.parametrize(("degrees", "code"), [(44, ""), (46, "sideways"), (134, "sideways"), (136, "upside_down")])
def test_quality_way_up_by_angle(degrees: float, code: str) -> None:
    """Half-way between upright, on its side and on its head lie 45 and 135 deg, to the left and to the right."""
    track = still(count=30)
    for turn in (degrees, -degrees):
        cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        xyz = track.xyz.copy()
        body = xyz[..., Joint.SHOULDER, :, :2] - xyz[..., Joint.ANKLE, :, :2]
        upright = xyz.copy()
        upright[..., :2] = upright[..., Joint.ANKLE : Joint.ANKLE + 1, :1, :2]  # a stick from ankle to shoulder
        upright[..., Joint.SHOULDER, :, 0] -= np.abs(body[..., 1]) * sine
        upright[..., Joint.SHOULDER, :, 1] += np.abs(body[..., 1]) * cosine
        found = codes(context(replace(track, xyz=upright), reference=reference_pose_of(still())))
        assert found.keys() & {"sideways", "upside_down"} == ({code} if code else set())
        assert not code or found[code] == 100.0


def test_quality_way_up_not_said() -> None:
    """Who does a bridge lies; and where nobody is there is no way up."""
    track = still(count=30)
    track.xyz[..., :2] = track.xyz[..., 1::-1]
    made = context(track, reference=reference_pose_of(still()))
    assert "sideways" in codes(made)
    assert "sideways" not in codes(replace(made, network=CorrectedScreen(BRIDGE, "synthetic")))
    track.xyz[:] = math.nan
    assert not codes(context(track, reference=None)).keys() & {"sideways", "upside_down", "part_of_the_body"}


def test_moved_of_one_repetition() -> None:
    """A fifth of a leg to the side between start and end; 0 where feet were not seen, or nobody stood."""
    track = still(count=91)
    reference = reference_pose_of(still())
    track.xyz[60:, ..., 0] += 0.2 * float(reference.leg)
    rep = Repetition(1, 1.0, 1.5, 2.0, 60.0, ())
    made = context(track, (rep,), reference=reference)
    assert _moved(made, rep) == pytest.approx(0.2)
    assert _moved(made, replace(rep, end_s=1.9)) == pytest.approx(0.0)
    assert _moved(made, replace(rep, start_s=2.0, end_s=3.0)) == pytest.approx(0.0)
    assert _moved(replace(made, reference=None), rep) == 0.0
    track.xyz[60] = math.nan
    assert _moved(made, rep) == 0.0


def test_quality_of_repetitions_worst() -> None:
    """Of three repetitions the quickest, and the one in which the camera went furthest."""
    track = still(count=181)
    leg = float(reference_pose_of(still()).leg)
    track.xyz[90:, ..., 0] += 0.2 * leg
    track.xyz[135:, ..., 0] += 0.3 * leg
    reps = tuple(
        Repetition(n, start, start + 0.2, end, 60.0, ()) for n, start, end in ((1, 2, 4), (2, 4, 5), (3, 5, 5.7))
    )
    found = codes(context(track, reps))
    assert found["camera_moved"] == pytest.approx(30.0)
    assert found["fast_repetitions"] == pytest.approx(0.7)


@pytest.mark.parametrize(("seconds", "said"), [(0.8, False), (0.75, True)])
def test_quality_fast_at_threshold(seconds: float, said: bool) -> None:
    """A repetition of 0.8 s is not fast."""
    rep = replace(repetition(), start_s=0.0, end_s=seconds)
    assert ("fast_repetitions" in codes(context(still(), (rep,)))) is said


def test_quality_never_still_cases() -> None:
    """Never still is stated with a standing body that stands in, and not where nobody stood for one."""
    track, reps = still(count=90), (repetition(),)
    assert "never_still" not in codes(context(track, reps, had_rest=False, reference=None))
    assert codes(context(track, had_rest=False))["never_still"] == 0.7
    assert codes(context(track, reference=None))["never_at_rest"] == pytest.approx(3.0)
    assert codes(context(track.at(slice(0, 30)), reference=None))["too_short_a_clip"] == pytest.approx(1.0)
    limits = {limit.code: limit.unit for limit in quality_limits(context(track.at(slice(0, 30)), reference=None))}
    assert limits["too_short_a_clip"] == "s"


def test_quality_units() -> None:
    """Each limit has its unit: shares in %, lengths in px, durations in s, rates in Hz."""
    quick = Repetition(1, 0.0, 0.2, 0.5, 60.0, ())
    moved = still(count=90)
    moved.xyz[10:, ..., 0] += 500.0
    clips = (
        context(moved, (quick,), reference=shrunk(0.1), had_rest=False),
        context(still(count=90), reference=None),
        context(still(count=90), had_rest=False),
        context(still(count=90, rate=15.0)),
    )
    units = {limit.code: limit.unit for clip in clips for limit in quality_limits(clip)}
    expected = {"few_pixels": "px", "too_far": "%", "camera_moved": "%", "fast_repetitions": "s", "never_still": "s"}
    assert units.items() >= (expected | {"never_at_rest": "s", "few_frames_a_second": "Hz"}).items()
    never = [limit.unit for limit in quality_limits(clips[0]) if limit.code == "never_still"]
    assert never == ["s"]


def test_quality_of_one_frame() -> None:
    """One frame has no rate, and shows somebody for no time."""
    made = context(still())
    one = replace(made, track=made.track.at(slice(0, 1)), outside=made.outside[:1])
    assert codes(one)["too_short_a_clip"] == 0.0


def test_timeline_names_sides() -> None:
    """The columns of a table of frames name measure and finding with their side."""
    builder = ReadingBuilder(CorrectedScreen(BRIDGE, "synthetic"), Settings())
    table = timeline(builder, np.zeros(0), np.zeros((0, len(BRIDGE.columns))), [])
    assert {"hip_angle_left_deg", "hip_lift_pct"} <= set(table.columns)
    assert {"hips_below_line_left", "hips_below_line_right"} <= set(table.findings)
