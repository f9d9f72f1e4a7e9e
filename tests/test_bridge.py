"""The bridge on both legs and on one: what is held and lost, whose leg carries, and what is no repetition at all."""

from dataclasses import replace

import numpy as np
import pytest
from language import banned
from people import (
    SCREENS,
    DepthCurve,
    after,
    beside,
    bridge,
    brief,
    glide,
    hide,
    reading,
    record_of,
    seen,
    without_body,
)

from movescreen.output.language import clip_notes
from movescreen.pose.pose import LEFT, RIGHT, SIDES, Joint, Pose
from movescreen.records.record import Reading, Record, load_record, save
from movescreen.scoring.settings import Settings
from movescreen.session import Session

BRIDGE, ONE_LEG = SCREENS["bridge"], SCREENS["single_leg_bridge"]
UPPER = slice(0, Joint.HIP)
OTHER = dict(zip(SIDES, SIDES[::-1], strict=True))


def truly_held(course: DepthCurve, top: float = 178.0, sag: float = 0.0) -> float:
    """How long a motion is within 10 deg of its top and above 70 % of its lift, s."""
    motion = bridge(course, top=top, sag=sag)
    angle, lift = motion.truth["hip_angle"][:, LEFT], motion.truth["hip_lift"]
    near = lift >= 0.95 * lift.max()
    up = (angle >= np.median(angle[near]) - 10) & (lift >= 0.7 * np.median(lift[near]))
    return float(np.ptp(course.time[up]))


def one(record: Record, measure: str, number: int = 1) -> Reading:
    """What was read of a measure in a repetition, on one side only."""
    readings = [r for r in record.repetitions[number - 1].readings if r.measure == measure]
    assert len({r.side for r in readings}) == 1
    return readings[0]


def state(record: Record, finding: str) -> tuple[str, str]:
    (found,) = (f for f in record.findings if f.finding == finding)
    return found.state, found.reason


@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
@pytest.mark.parametrize("seconds", [0.5, 2.0, 5.0, 10.0])
@pytest.mark.parametrize("top", [150.0, 178.0])
def test_a_hold_is_as_long_as_it_is(top, seconds, fps):
    course = brief(bottom=seconds, descent=1.2, ascent=1.2, fps=fps)
    record = record_of(seen(bridge(course, rest=112.0, top=top), "left", noise_px=0.5), BRIDGE)
    motion = bridge(course, rest=112.0, top=top)
    angle = motion.truth["hip_angle"][:, LEFT]
    truth = float(
        np.ptp(course.time[(angle >= top - 10) & (motion.truth["hip_lift"] >= 0.7 * motion.truth["hip_lift"].max())])
    )
    assert one(record, "hold").value == pytest.approx(truth, abs=0.2)
    assert one(record, "time_at_top").value == pytest.approx(seconds + 0.3, abs=0.2)


@pytest.mark.parametrize("sag", [0.0, 6.0, 12.0, 22.0])
@pytest.mark.parametrize("seconds", [4.0, 10.0])
def test_what_the_hip_line_loses_while_held_is_told_as_an_angle_and_as_a_rate(seconds, sag):
    record = record_of(seen(bridge(brief(bottom=seconds), sag=sag), "right", noise_px=0.5), BRIDGE)
    motion = bridge(brief(bottom=seconds), sag=sag)
    top = (motion.time >= 1.9) & (motion.time <= 1.9 + seconds)
    angle, time = motion.truth["hip_angle"][top, LEFT], motion.time[top]
    lost = np.median(angle[time <= time[0] + 1]) - np.median(angle[time >= time[-1] - 1])
    assert one(record, "sag").value == pytest.approx(lost, abs=1.0)
    middle = (time > time[0] + 0.5) & (time < time[-1] - 0.5)
    assert one(record, "sag_rate").value == pytest.approx(-np.polyfit(time[middle], angle[middle], 1)[0], abs=0.6)
    expected = {0.0: "not_observed", 6.0: "not_observed", 12.0: "indeterminate", 22.0: "observed"}
    assert state(record, "hips_lower_during_hold")[0] == expected[sag]


def test_a_hold_ends_when_the_hip_line_has_come_down_by_ten_degrees_and_the_time_at_the_top_when_it_is_let_down():
    course = brief(bottom=8.0)
    record = record_of(seen(bridge(course, sag=24.0), "left", noise_px=0.5), BRIDGE)
    assert one(record, "hold").value == pytest.approx(truly_held(course, sag=24.0), abs=0.3)
    assert one(record, "time_at_top").value == pytest.approx(8.3, abs=0.3)
    assert 3.0 < one(record, "hold").value < 6.0
    phases = {p.phase: p.seconds for p in record.repetitions[0].tempo}
    assert phases["top"] == pytest.approx(8.2, abs=0.4) and phases["lower"] < 1.2


def test_a_top_that_was_hardly_held_says_so_instead_of_a_change():
    record = record_of(seen(bridge(brief(bottom=0.2)), "left"), BRIDGE)
    assert (one(record, "sag").reason, one(record, "sag_rate").reason) == ("too_brief", "too_brief")
    assert state(record, "hips_lower_during_hold") == ("not_measurable", "too_brief")
    assert one(record, "hold").value > 0


def test_a_hip_that_was_not_seen_for_a_while_makes_the_hold_unknown():
    course = brief(bottom=4.0)
    lost = (course.time > 3.0) & (course.time < 4.0)
    record = record_of(hide(seen(bridge(course), "left"), Joint.KNEE, LEFT, lost), BRIDGE)
    assert one(record, "hold").reason == "not_seen"
    assert one(record, "hip_angle").reason == ""


def bursts(track: Pose, count: int, dropped: bool, starts: tuple[float, ...] = (2.5, 3.5)) -> Pose:
    """The same track that lost `count` frames after each of some moments: `dropped`, or nobody found in them."""
    lost = np.zeros(len(track), bool)
    for start in starts:
        lost[int(30 * start) : int(30 * start) + count] = True
    return track.at(~lost) if dropped else without_body(track, lost)


@pytest.mark.parametrize("dropped", [True, False])
@pytest.mark.parametrize(("support", "truth"), [("left", 4.1), ("right", 4.1)])
@pytest.mark.parametrize("count", [10, 20])
def test_hold_with_lost_frames(count, support, truth, dropped):
    """Frames that were lost widen the uncertainty of a hold, and leave it where no way down and up fits in a hole."""
    track = one_leg("left", support, brief(bottom=3.5))
    whole, some = (one(record_of(t, ONE_LEG), "hold") for t in (track, bursts(track, count, dropped)))
    assert some.value == pytest.approx(whole.value, abs=0.1) and whole.value == pytest.approx(truth, abs=0.1)
    assert whole.uncertainty + 0.03 < some.uncertainty < 0.5


@pytest.mark.parametrize("dropped", [True, False])
def test_hold_that_ends_while_frames_are_lost(dropped):
    """Where the end of a hold was lost, it is as likely at any time of the hole."""
    track = one_leg("left", "left", brief(bottom=3.5))
    record = record_of(bursts(track, 16, dropped, (5.2,)), ONE_LEG)
    hold, truth = one(record, "hold"), truly_held(brief(bottom=3.5))
    assert abs(hold.value - truth) < 2 * hold.uncertainty < 0.7


def test_reason_of_a_hidden_point_beside_lost_frames():
    """A point that is hidden throughout is not seen, though some frames were lost too."""
    track = hide(one_leg("left", "left", brief(bottom=3.5)), Joint.KNEE, slice(None), slice(40, None))
    record = record_of(bursts(track, 10, True), ONE_LEG, settings=Settings(support="left"))
    assert one(record, "hip_angle").reason == "not_seen"


@pytest.mark.parametrize("support", SIDES)
def test_reason_of_lost_frames(support):
    """Where too much was lost, the reason is that frames were lost, whichever leg carries."""
    track = bursts(one_leg("left", support, brief(bottom=3.5)), 15, False, (2.2, 3.0, 3.8, 4.6))
    record = record_of(track, ONE_LEG)
    assert one(record, "hold").reason == one(record, "hip_angle").reason == "frames_lost"
    assert state(record, "hips_below_line") == ("not_measurable", "frames_lost")


@pytest.mark.parametrize("rest", [112.0, 130.0])
@pytest.mark.parametrize("top", [160.0, 178.0, 192.0])
def test_the_range_is_from_the_beginning_to_the_top(rest, top):
    record = record_of(seen(bridge(brief(bottom=1.0), rest=rest, top=top), "left", noise_px=0.5), BRIDGE)
    assert one(record, "hip_range").value == pytest.approx(top - rest, abs=2.5)


def test_the_line_is_on_neither_side_where_it_is_straight_within_its_uncertainty():
    states = {}
    for top in (150.0, 170.0, 180.0, 190.0, 206.0):
        record = record_of(seen(bridge(brief(bottom=1.0), rest=112.0, top=top), "left", noise_px=0.5), BRIDGE)
        states[top] = state(record, "hips_below_line")[0], state(record, "hips_past_line")[0]
    assert states == {
        150.0: ("observed", "not_observed"),
        170.0: ("indeterminate", "not_observed"),
        180.0: ("not_observed", "not_observed"),
        190.0: ("not_observed", "indeterminate"),
        206.0: ("not_observed", "observed"),
    }


def one_leg(view: str, support: str, course: DepthCurve | None = None, **motion) -> Pose:
    return seen(bridge(course or brief(bottom=2.0), raised=OTHER[support], **motion), view, noise_px=0.5)


@pytest.mark.parametrize("view", SIDES)
@pytest.mark.parametrize("support", SIDES)
def test_the_leg_that_carries_is_found_and_measured(view, support):
    record = record_of(one_leg(view, support, top=172.0), ONE_LEG)
    (repetition,) = record.repetitions
    assert repetition.support == support
    assert {r.side for r in repetition.readings if r.reason != "by_eye_only"} == {"", support}
    assert one(record, "hip_angle").value == pytest.approx(172.0, abs=2.0)
    assert one(record, "hold").value == pytest.approx(truly_held(brief(bottom=2.0), top=172.0), abs=0.2)
    assert (one(record, "hip_angle").uncertainty > 9.0) == (view != support)


@pytest.mark.parametrize("view", SIDES)
def test_what_only_the_near_leg_shows_is_not_measured_of_the_far_one_and_the_reason_says_why(view):
    record = record_of(one_leg(view, OTHER[view]), ONE_LEG)
    assert {r.measure for r in record.repetitions[0].readings if r.reason == "support_leg_far"} == {
        "knee_flexion",
        "heel_to_hip",
    }


def test_a_far_leg_whose_knee_is_hidden_is_the_reason_and_nothing_is_read_off_the_near_one():
    record = record_of(hide(one_leg("left", "right"), Joint.KNEE, RIGHT), ONE_LEG, settings=Settings(support="right"))
    assert state(record, "hips_below_line") == ("not_measurable", "support_leg_far")
    assert state(record, "hips_lower_during_hold") == ("not_measurable", "support_leg_far")


@pytest.mark.parametrize("view", SIDES)
@pytest.mark.parametrize("support", SIDES)
def test_it_can_be_told_which_leg_carries(view, support):
    found, told = (record_of(one_leg(view, support), ONE_LEG, settings=Settings(support=s)) for s in ("", support))
    assert [r.value for r in told.repetitions[0].readings if not r.reason] == pytest.approx(
        [r.value for r in found.repetitions[0].readings if not r.reason]
    )


@pytest.mark.parametrize("until", [0.6, 1.4])
@pytest.mark.parametrize("view", SIDES)
@pytest.mark.parametrize("support", SIDES)
def test_legs_that_the_network_takes_for_each_other_before_the_lift_change_nothing(view, support, until):
    track = one_leg(view, support, top=172.0)
    before, legs = track.time < until, slice(Joint.KNEE, Joint.TOE + 1)
    xyz = track.xyz.copy()
    xyz[before, legs] = track.xyz[before, legs][:, :, ::-1]
    record, whole = (record_of(t, ONE_LEG) for t in (replace(track, xyz=xyz), track))
    assert [rep.support for rep in record.repetitions] == [support]
    for measure in ("hip_angle", "hold", "sag"):
        assert one(record, measure).value == pytest.approx(one(whole, measure).value, abs=0.5), measure


@pytest.mark.parametrize("higher", [-25.0, 0.0, 25.0])
@pytest.mark.parametrize("view", SIDES)
@pytest.mark.parametrize("support", SIDES)
def test_a_raised_thigh_that_is_not_level_with_the_other_is_told_with_its_direction(view, support, higher):
    record = record_of(one_leg(view, support, thighs=higher), ONE_LEG)
    assert one(record, "thigh_difference").value == pytest.approx(higher, abs=3.0)
    assert state(record, "thighs_not_level")[0] == ("observed" if higher else "not_observed")


def test_both_feet_on_the_floor_are_said_and_what_was_done_is_measured():
    record = record_of(seen(bridge(brief(bottom=1.0)), "left", noise_px=0.5), ONE_LEG)
    assert record.repetitions[0].support == "both"
    assert state(record, "thighs_not_level") == ("not_measurable", "no_leg_raised")
    assert one(record, "hip_angle").value == pytest.approx(178.0, abs=2.0)


@pytest.mark.parametrize("view", SIDES)
def test_the_pelvis_is_left_to_a_rater(view):
    assert state(record_of(one_leg(view, view), ONE_LEG), "pelvis_drops") == ("not_measurable", "by_eye_only")


def changing_legs(left: tuple[float, ...], right: tuple[float, ...]) -> Record:
    """One clip: bridges on the left leg up to these angles, then, lying the other way round, on the right."""
    clips = [one_leg(side, side, top=top) for side, tops in (("left", left), ("right", right)) for top in tops]
    return record_of(after(*clips), ONE_LEG)


def test_left_and_right_are_compared_with_the_persons_own_variation():
    record = changing_legs((176.0, 178.0, 177.0), (160.0, 161.0, 162.0))
    assert [rep.support for rep in record.repetitions] == ["left"] * 3 + ["right"] * 3
    (angle,) = (d for d in record.sides if d.measure == "hip_angle")
    assert (angle.left_reps, angle.right_reps, angle.unit) == (3, 3, "deg")
    assert angle.difference == pytest.approx(16.0, abs=1.0)
    assert angle.least == pytest.approx(1.96 * 2**0.5 * 1.0, abs=1.2)  # the middle of -1, 0 and 1 on either side
    assert angle.state == "beyond_variation"


def test_a_difference_within_the_persons_own_variation_is_said_to_be_so():
    record = changing_legs((170.0, 178.0, 174.0), (172.0, 180.0, 176.0))
    (angle,) = (d for d in record.sides if d.measure == "hip_angle")
    assert angle.state == "within_variation" and angle.least > abs(angle.difference)


def test_one_repetition_of_a_side_compares_nothing():
    assert changing_legs((176.0, 178.0), (160.0,)).sides == ()
    assert record_of(seen(bridge(brief(3, bottom=1.0)), "left"), BRIDGE).sides == ()


def test_what_was_asked_is_beside_what_was_done():
    settings = Settings(hold_s=2.0, reps=3)
    record = record_of(seen(bridge(brief(2, bottom=2.0)), "left"), BRIDGE, settings=settings)
    assert record.asked["reps"] == {"asked": 3, "done": 2}
    assert record.asked["hold"]["asked"] == 2.0 and len(record.asked["hold"]["done"]) == 2
    assert record_of(seen(bridge(brief(2)), "left"), BRIDGE).asked == {}
    assert [(f.state, f.value) for f in record.findings] == [
        (f.state, f.value) for f in record_of(seen(bridge(brief(2, bottom=2.0)), "left"), BRIDGE).findings
    ]


def test_a_pause_of_more_than_twenty_seconds_begins_a_new_set():
    twice = seen(bridge(brief(2, bottom=0.5)), "left", noise_px=0.5)
    record = record_of(after(twice, still(twice, 22.0), twice, still(twice, 15.0), twice), BRIDGE)
    assert [rep.set for rep in record.repetitions] == [1, 1, 2, 2, 2, 2]


def still(track: Pose, seconds: float) -> Pose:
    """The person as in the last frame, for so long."""
    time = np.arange(round(seconds * 25)) / 25.0
    return replace(track.at(np.full(len(time), len(track) - 1)), time=time)


def test_what_a_repetition_reads_is_known_while_it_lasts():
    course = brief(bottom=6.0, rest=1.6)
    track = seen(bridge(course, sag=6.0), "left", noise_px=0.5)
    session, told = Session(BRIDGE), {}
    for i in range(len(track)):
        progress = session.push(track.at(i))
        if len(progress.pose):
            told[round(float(progress.pose.time[-1]), 3)] = progress.so_far
        assert (
            not len(progress.pose) or track.time[i] - progress.pose.time[-1] < 1.4
        )  # of which 0.3 once there is a stance
    assert told[0.9] == told[9.9] == {}
    for since in (1.0, 3.0, 5.0):
        at = round(1.9 + since, 3)
        assert told[at]["hold_left_s"] == pytest.approx(since + 0.25, abs=0.2)
    assert told[7.5]["sag_left_deg"] == pytest.approx(5.0, abs=1.0)


def test_live_reads_so_far_what_batch_reads_of_the_same_frames():
    track = seen(bridge(brief(bottom=3.0)), "left", noise_px=1.0)
    live, batch = Session(BRIDGE), Session(BRIDGE)
    for i in range(100):
        last = live.push(track.at(i))
    assert last.so_far and last.so_far == batch.push(track.at(slice(0, 100))).so_far


def test_what_was_known_so_far_stays_what_it_was_when_asked_late():
    track = seen(bridge(brief(2, bottom=1.0)), "left", noise_px=1.0)
    session = Session(BRIDGE)
    told = [(progress, progress.so_far) for progress in map(session.push, map(track.at, range(len(track))))]
    session.close()
    assert [progress.so_far for progress, _ in told] == [before for _, before in told]
    assert any(before for _, before in told)


@pytest.mark.parametrize("end", ["foot", "head"])
@pytest.mark.parametrize("screen", [BRIDGE, ONE_LEG], ids=lambda s: s.name)
def test_from_the_feet_or_the_head_the_view_is_the_reason(screen, end):
    record = record_of(seen(bridge(brief(2)), end), screen)
    assert (record.view, record.repetitions) == ("end", ())
    assert {(f.state, f.reason) for f in record.findings if f.finding != "pelvis_drops"} == {
        ("not_measurable", "other_view")
    }


def turned(track: Pose, angles: np.ndarray) -> Pose:
    """The person of the first frame with the upper body raised about the hips by so many deg, frame by frame."""
    pose = track.at(np.zeros(len(angles), int))
    hip = pose.xyz[:, [Joint.HIP], :, :2]
    upper = pose.xyz[:, UPPER, :, :2] - hip
    towards_head = np.sign(upper[0, Joint.SHOULDER, 0, 0])
    turn = np.radians(angles * towards_head)[:, None, None]
    xyz = pose.xyz.copy()
    xyz[:, UPPER, :, :2] = hip + np.stack(
        [
            upper[..., 0] * np.cos(turn) - upper[..., 1] * np.sin(turn),
            upper[..., 0] * np.sin(turn) + upper[..., 1] * np.cos(turn),
        ],
        axis=-1,
    )
    return replace(pose, time=np.arange(len(angles)) / 25.0, xyz=xyz)


def way(*angles: float, seconds: float = 1.2) -> np.ndarray:
    """From one to the next, each reached after so many seconds."""
    moments = seconds * np.arange(float(len(angles)))
    return glide(np.arange(round(moments[-1] * 25)) / 25.0, moments, np.array(angles))


def risen(track: Pose, heights: np.ndarray) -> Pose:
    """The person sitting up, all but the feet higher by so many pixels, frame by frame."""
    pose = turned(track, np.full(len(heights), 80.0))
    xyz = pose.xyz.copy()
    xyz[:, : Joint.ANKLE, :, 1] += heights[:, None, None]
    return replace(pose, xyz=xyz)


@pytest.mark.parametrize("view", SIDES)
@pytest.mark.parametrize("count", [0, 2])
def test_sitting_down_lying_back_and_getting_up_are_no_repetitions(count, view):
    lifts = seen(bridge(brief(count, bottom=1.0, lead=1.6)), view, noise_px=0.5)
    thigh = 130.0
    sits_down, gets_up = risen(lifts, way(2 * thigh, 2 * thigh, 0.0)), risen(lifts, way(0.0, 2 * thigh, 2 * thigh))
    clip = after(sits_down, turned(lifts, way(80.0, 80.0, 0.0)), lifts, turned(lifts, way(0.0, 80.0, 80.0)), gets_up)
    record = record_of(clip, BRIDGE)
    assert len(record.repetitions) == count
    assert {entry["reason"] for entry in record.quality["not_counted"]} <= {"got_up"}


def test_getting_up_between_two_sets_is_no_repetition():
    lifts = seen(bridge(brief(2, bottom=1.0, lead=1.6)), "left", noise_px=0.5)
    up, down = turned(lifts, way(0.0, 80.0)), turned(lifts, way(80.0, 0.0))
    stands = risen(lifts, way(0.0, 260.0, 260.0, 0.0))
    record = record_of(after(lifts, up, stands, down, lifts), BRIDGE)
    assert len(record.repetitions) == 4
    assert [entry["reason"] for entry in record.quality["not_counted"]] in ([], ["got_up"], ["got_up", "got_up"])


def test_lying_elsewhere_in_the_picture_starts_anew():
    lifts = seen(bridge(brief(2, bottom=1.0, lead=1.6)), "left", noise_px=0.5)
    record = record_of(after(lifts, beside(lifts, 150.0)), BRIDGE)
    values = [reading(record, "hip_angle", "left", n).value for n in (1, 2, 3, 4)]
    assert values == pytest.approx([values[0]] * 4, abs=1.0)


def test_holds_and_what_was_asked_are_said_in_sentences_that_judge_nobody():
    settings = Settings(hold_s=2.0, reps=3)
    record = record_of(seen(bridge(brief(2, bottom=2.0)), "left", noise_px=0.5), BRIDGE, settings=settings)
    assert clip_notes.prescribed_note(record) == [
        "Asked for: 3 repetitions. Counted: 2 repetitions.",
        "Asked for: a hold of 2 s. Held as long or longer: 2 of 2 repetitions.",
    ]
    assert clip_notes.hold_note(record).startswith("Held within 10° of the top over 2 repetitions: 2.")
    once = record_of(seen(bridge(brief(bottom=2.0)), "left", noise_px=0.5), BRIDGE)
    assert (
        clip_notes.hold_note(once).startswith("Held within 10° of the top: 2.")
        and clip_notes.prescribed_note(once) == []
    )
    assert not [line for line in (*clip_notes.series(record), *clip_notes.series(once)) if banned(line)]


def test_the_sides_are_said_with_the_variation_that_they_are_held_against():
    record = changing_legs((176.0, 178.0, 177.0), (160.0, 161.0, 162.0))
    (line,) = (line for line in clip_notes.differences(record) if line.startswith("Hip angle"))
    assert "left 177" in line and "right 161" in line and "beyond the variation" in line
    alike = changing_legs((170.0, 178.0, 174.0), (172.0, 180.0, 176.0))
    assert any("within the variation" in line for line in clip_notes.differences(alike))
    assert not [line for line in (*clip_notes.differences(record), *clip_notes.differences(alike)) if banned(line)]


def test_a_record_of_one_leg_comes_back_as_it_was_saved(tmp_path):
    record = record_of(one_leg("left", "left"), ONE_LEG, settings=Settings(hold_s=2.0, reps=1))
    differing = replace(record, sides=changing_legs((176.0, 178.0), (160.0, 161.0)).sides)
    save(differing, tmp_path)
    again = load_record(tmp_path)
    assert (again.asked, again.sides) == (differing.asked, differing.sides) and again.sides
    assert [(rep.set, rep.support) for rep in again.repetitions] == [(1, "left")]


@pytest.mark.parametrize("view", SIDES)
@pytest.mark.parametrize("support", SIDES)
def test_a_leg_that_is_raised_after_lying_down_with_both_feet_on_the_floor_is_no_step(view, support):
    lifts = one_leg(view, support, brief(2, bottom=1.5))
    both = seen(bridge(brief(0, lead=1.5, rest=0.0)), view, noise_px=0.5)
    record = record_of(after(both, lifts, both), ONE_LEG)
    assert [rep.support for rep in record.repetitions] == [support, support]
    assert one(record, "hip_angle").value == pytest.approx(178.0, abs=2.5)
    assert record.quality["not_counted"] == []
