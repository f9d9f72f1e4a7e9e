"""Clips of kinds that went wrong once, each with its right answer, and others of each kind made here."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from clips import bundle
from people import BRIDGE, SQUAT, after, brief, brief_bridge, brief_squat, reading, record_of, seen, squat
from truth import SHARED
from videos import picture, write_clip

from movescreen import batch
from movescreen.batch import ENDINGS, Task
from movescreen.batch.clip import DARK, brightness
from movescreen.batch.outputs import remarks
from movescreen.batch.stored_poses import Found
from movescreen.batch.subject import Followed, of_subject
from movescreen.output.language.clip_notes import notes
from movescreen.pose.estimators.person_detector import parts
from movescreen.pose.facing import FacingCorrector
from movescreen.pose.left_right_swaps import swapped
from movescreen.pose.pose import Joint, Pose
from movescreen.records.record import Record
from movescreen.session import Session
from movescreen.video import open_video
from movescreen.video.file import slow_motion
from movescreen.video.orientation import fitted
from movescreen.video.stream_scan import burst_steps
from movescreen.video.timestamps import Clock

REPORTED = SHARED / "reported"
# Beside those of expected.json: what the JSON beside each says.
MORE: dict[str, dict[str, Any]] = {
    "dvr_15fps": {"reps": 2, "said": "keeps no times"},
    "coach_leaves": {"reps": 2, "said": "2 people"},
    "head_hidden_front": {"view": "front", "said": "was not decided there"},
    "front_then_side": {"reps": 6, "said": "turned between repetitions"},
    "small_person_1080p": {"reps": 3},
    "legs_only": {"said": "only a part of a body"},
}
RATE = 7.5  # frames a second that are looked at: enough for slow squats, and a quarter of the time


def expected() -> dict[str, dict[str, Any]]:
    if not (REPORTED / "expected.json").is_file():
        return {}
    known = json.loads((REPORTED / "expected.json").read_text("utf-8"))
    return {name: known.get(name, {}) | MORE.get(name, {}) for name in known | MORE}


@pytest.mark.skipif(not expected(), reason="the reported clips are not on this machine")
@pytest.mark.parametrize("name", expected() or ["none"])
def test_analyze_reported(name: str, tmp_path: Path) -> None:
    """Each clip gives the right answer, or the reason why there is none."""
    bundle()
    right = expected()[name]
    (file,) = (path for path in REPORTED.glob(f"{name}.*") if path.suffix in ENDINGS)
    (result,) = batch.analyze([file], tmp_path, Task("overhead_squat", rate=RATE))
    text = result.reason
    wrong = list(_wrong(result.record, right)) if result.record else [text]
    assert not wrong or (right.get("or_reason") and re.search(right["or_reason"], text)), (wrong, text)
    assert right.get("said", "") in text


def _wrong(record: Record, right: dict[str, Any]) -> Iterator[str]:
    """What in a record is not as it should be."""
    reps = record.repetitions
    if len(reps) != right.get("reps", len(reps)) or record.view != right.get("view", record.view):
        yield f"{len(reps)} repetitions, view {record.view}"
    if any(rep.end_s - rep.start_s > right.get("longest_s", math.inf) for rep in reps):
        yield "too long"
    states = [(r.finding, r.state) for rep in reps for r in rep.readings]
    states += [(found.finding, found.state) for found in record.findings]
    never = [(finding, "observed") for finding in right.get("never_observed", [])]
    yield from (f"{pair}" for pair in [*never, *right.get("never_state", {}).items()] if pair in states)
    yield from _other_values(record, right)


def _other_values(record: Record, right: dict[str, Any]) -> Iterator[str]:
    """What was read otherwise than it was."""
    for measure, values in right.get("values", {}).items():
        for rep, value in zip(record.repetitions, values, strict=False):
            read = [r.value for r in rep.readings if r.measure == measure and not math.isnan(r.value)]
            if not read or abs(read[0] - value) > right["tol"]:
                yield f"{measure} {read} for {value}"


# Times that lie.


def test_burst_steps_gap_in_equal_parts() -> None:
    """Pictures of one stamp are spread over the gap to the next, a pause is not filled, a new beginning is no burst."""
    assert burst_steps([0, 0, 0, 0, 40, 50], Fraction(1, 100), 0.1) == ({0: 0.1}, 3)
    assert burst_steps([0, 0, 900], Fraction(1, 100), 0.1)[0] == {0: 0.2}
    assert burst_steps([0, 10, 10], Fraction(1, 100), 0.05) == ({10: 0.05}, 1)
    assert burst_steps([0, 100, 200, 0, 100, 200], Fraction(1, 100), 0.1) == ({}, 0)
    assert burst_steps([0, 30, 10, 20], Fraction(1, 100), 0.1) == ({}, 0)


def test_clock_burst() -> None:
    """Frames of a burst come at their steps, and the next frame at its own time."""
    clock = Clock(Fraction(1, 100), 0.1, {10: 0.1})
    assert [clock.time(stamp) for stamp in (0, 10, 10, 10, 40)] == pytest.approx([0, 0.1, 0.2, 0.3, 0.4])


def test_open_video_no_times(tmp_path: Path) -> None:
    """Raw pictures have no times, which is said; the same in a container have, and nothing is said."""
    raw = write_clip(tmp_path / "raw.mjpeg", [picture(i) for i in range(8)], 25, codec="mjpeg")
    kept = write_clip(tmp_path / "kept.mkv", [picture(i) for i in range(8)], 25, codec="mjpeg")
    assert open_video(raw).reading == {"assumed_rate": 25.0}  # type: ignore[attr-defined]
    assert open_video(kept).reading == {}  # type: ignore[attr-defined]


def test_session_not_timed() -> None:
    """Of times that are assumed nothing is told that lasts; what does not stays as it is."""
    track = seen(brief_bridge(), "left", noise_px=0.5)
    session = Session(BRIDGE, timed=False)
    session.push(track)
    _, guessed = session.close()
    timed = record_of(track, BRIDGE)
    (rep,) = guessed.repetitions
    assert {part.reason for part in rep.tempo} == {"no_times"} and all(math.isnan(p.seconds) for p in rep.tempo)
    assert reading(guessed, "hold", "left").reason == "no_times"
    assert not reading(timed, "hold", "left").reason
    still = [r for r in rep.readings if r.unit == "deg"]
    assert still and still == [r for r in timed.repetitions[0].readings if r.unit == "deg"]


@pytest.mark.parametrize(
    ("noted", "rate", "factor"),
    [("120", 30, 4.0), ("240.0", 240, 1.0), ("30", 15, 1.0), ("2", 30, 2 / 30), ("fast", 30, 1.0), ("", 30, 1.0)],
)
def test_slow_motion_of_file(tmp_path: Path, noted: str, rate: int, factor: float) -> None:
    """What a phone notes is believed where it is slow motion or a time lapse, not where light was poor."""
    clip, told = write_clip(tmp_path / "a.mp4", [picture(i) for i in range(8)], rate), tmp_path / "told.mp4"
    with av.open(str(clip)) as source, av.open(str(told), "w", options={"movflags": "use_metadata_tags"}) as copy:
        copy.metadata.update({"com.android.capture.fps": noted} if noted else {})
        stream = copy.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                copy.mux(packet)
    assert slow_motion(told) == pytest.approx(factor)


# Pictures of other sizes.


@pytest.mark.parametrize(
    ("own", "size", "shown"),
    [((480, 360), (480, 640), (480, 360)), ((120, 160), (480, 640), (480, 640)), ((640, 480), (480, 640), (480, 360))],
)
def test_fitted_keeps_shape(own: tuple[int, int], size: tuple[int, int], shown: tuple[int, int]) -> None:
    """A picture is scaled as a whole until it fits."""
    assert fitted(own, size) == shown


def test_open_video_sizes(tmp_path: Path) -> None:
    """A clip whose pictures change their shape has the largest size, keeps their shapes, and says so."""
    first = write_clip(tmp_path / "a.ts", [picture(i, 96, 64) for i in range(40)], 30)
    second = write_clip(tmp_path / "b.ts", [picture(i, 96, 128) for i in range(40)], 30)
    both = tmp_path / "both.ts"
    both.write_bytes(first.read_bytes() + second.read_bytes())
    with open_video(both) as source:
        frames = list(source)
        assert source.size == (96, 128)
        assert source.reading["picture_sizes"] == [[96, 64], [96, 128]]  # type: ignore[attr-defined]
    early, late = frames[0].picture, frames[-1].picture
    assert early.shape == late.shape == (128, 96, 3)
    assert early[:30].max() == early[-30:].max() == 0 and early[40:88].mean() > 50 and late[:30].mean() > 50


# People who turn, and who were at it before.


def test_record_turned_round() -> None:
    """Of two sets that face opposite ways each is measured in its own, and the record says so."""
    track = after(seen(brief_squat(), "left"), seen(brief_squat(), "right"))
    session = Session(SQUAT)
    session.push(track)
    _, record = session.close()
    assert [reference.forward for reference in session.references] == [-1.0, 1.0]
    alone = [record_of(seen(brief_squat(), side), SQUAT) for side in ("left", "right")]
    for number, (one, side) in enumerate(zip(alone, ("left", "right"), strict=True), 1):
        here = reading(record, "trunk_inclination", side, number)
        assert here.value == pytest.approx(reading(one, "trunk_inclination", side).value, abs=1.0)
    assert any("turned between repetitions" in note for note in notes(record))


@pytest.mark.parametrize("rest", [1.0, 0.35])
def test_record_two_views(rest: float) -> None:
    """Of a clip from the front and then from the side each repetition has the measures of its own view."""
    side = seen(squat(brief(lead=rest)), "left", noise_px=0.5)
    record = record_of(after(seen(brief_squat(), "front", noise_px=0.5), side), SQUAT)
    assert record.quality["views"] == ["front", "side"]
    assert not math.isnan(reading(record, "knee_over_toe", "left", 1).value)
    assert not math.isnan(reading(record, "trunk_minus_shank", "left", 2).value)
    assert {r.reason for r in record.repetitions[1].readings if r.measure == "knee_over_toe"} == {"other_view"}
    found = [f for f in record.findings if f.finding == "knees_move_in"]
    assert {f.side for f in found} == {"left", "right"} and all(f.reps_measured == 1 for f in found)


@pytest.mark.parametrize("movement", ["squat", "bridge"])
def test_record_begins_in_the_extreme(movement: str) -> None:
    """What had begun before the recording is listed as half a repetition, and no part of the next one."""
    whole = seen(squat(brief(2)), "left") if movement == "squat" else seen(brief_bridge_twice(), "left")
    screen = SQUAT if movement == "squat" else BRIDGE
    first, second = record_of(whole, screen).repetitions
    cut = whole.at(whole.time >= first.bottom_s)
    record = record_of(replace(cut, time=cut.time - cut.time[0]), screen)
    (rep,) = record.repetitions
    assert rep.start_s == pytest.approx(second.start_s - first.bottom_s, abs=0.15)
    assert rep.depth == pytest.approx(second.depth, abs=2.0)
    assert [entry["reason"] for entry in record.quality["not_counted"]] == ["began_before_the_recording"]


@cache
def brief_bridge_twice() -> Any:
    from movescreen.pose.synthetic import bridge

    return bridge(brief(2, bottom=0.8))


def test_record_ends_in_the_extreme() -> None:
    """A squat that the recording cuts off is listed; the one before counts."""
    whole = seen(squat(brief(2)), "left")
    _, second = record_of(whole, SQUAT).repetitions
    record = record_of(whole.at(whole.time <= second.bottom_s + 0.1), SQUAT)
    assert len(record.repetitions) == 1
    assert [entry["reason"] for entry in record.quality["not_counted"]] == ["recording_ended"]


@pytest.mark.parametrize(
    ("high", "before_s", "reasons"), [(0.0, 0.5, []), (0.25, 0.5, ["jumped"]), (0.25, 0.1, ["jumped"])]
)
def test_record_of_a_jump(high: float, before_s: float, reasons: list[str]) -> None:
    """A squat from which somebody jumps with both feet, on the way up or as it ends, is none, and it is said why."""
    track = seen(brief_squat(), "front", noise_px=0.5)
    since = (track.time - record_of(track, SQUAT).repetitions[0].end_s + before_s) / 0.5
    lifted = high * 550 * np.clip(4 * since * (1 - since), 0.0, None)  # of some 550 px of leg
    xyz = track.xyz + lifted[:, None, None, None] * [0.0, 1.0, 0.0]
    record = record_of(replace(track, xyz=xyz), SQUAT)
    assert [entry["reason"] for entry in record.quality["not_counted"]] == reasons
    assert len(record.repetitions) == 1 - len(reasons)


@pytest.mark.parametrize(("ahead", "reasons"), [(0.29, []), (0.31, ["one_foot_ahead"])])
def test_record_of_a_lunge(ahead: float, reasons: list[str]) -> None:
    """A movement down with one foot 0.3 m ahead of the other is a lunge and no squat, and it is said why."""
    track = seen(brief_squat(), "front", noise_px=0.5)
    world = track.world.copy()
    world[:, Joint.ANKLE, 0, 2] = world[:, Joint.ANKLE, 1, 2] + ahead
    record = record_of(replace(track, world=world), SQUAT)
    assert [entry["reason"] for entry in record.quality["not_counted"]] == reasons
    assert len(record.repetitions) == 1 - len(reasons)


@pytest.mark.parametrize(("aside", "told"), [(-30.0, True), (30.0, True), (48.0, False)])
def test_record_arms_at_a_slant(aside: float, told: bool) -> None:
    """Arms are told where the camera stood up to 40 deg off the side, with more doubt, nothing else of the side is."""
    track = seen(brief_squat(), "left", yaw=aside, noise_px=0.5)
    record = record_of(track, SQUAT)
    assert record.view == "oblique"
    (arms,) = (r for r in record.repetitions[0].readings if r.measure == "arm_trunk")
    (trunk,) = (r for r in record.repetitions[0].readings if r.measure == "trunk_minus_shank")
    assert trunk.reason == "other_view" and (arms.reason == "") is told
    if told:
        square = reading(record_of(seen(brief_squat(), "left", noise_px=0.5), SQUAT), "arm_trunk", "left")
        assert arms.side == "left" and arms.value == pytest.approx(square.value, abs=6.0)
        assert arms.uncertainty > square.uncertainty + 1.0


# Faces that cannot be recognised.


def mixed_up(track: Pose, often: int) -> Pose:
    """The track with upper bodies, or all of them, the other way round in every so many frames."""
    where = np.zeros((len(track), len(Joint)), bool)
    where[::often, : Joint.KNEE] = True
    where[1::often] = True
    return swapped(track, where)


def put_in_order(track: Pose) -> tuple[Pose, Any]:
    return FacingCorrector().push(track, track)


@pytest.mark.parametrize("view", ["front", "back"])
def test_put_in_order_by_the_feet(view: str) -> None:
    """Where a body is front and back by turns, the feet show the way; who is clear stays as he is."""
    track = seen(brief_squat(), view)
    same, none = put_in_order(track)
    assert same is track and not none.any()
    where = np.zeros((len(track), len(Joint)), bool)
    where[::3, : Joint.KNEE] = True
    back, contradicted = put_in_order(swapped(track, where))
    assert np.array_equal(back.xyz, track.xyz)
    assert np.flatnonzero(contradicted).tolist() == list(range(0, len(track), 3))


@pytest.mark.parametrize("view", ["front", "back"])
def test_put_in_order_steady(view: str) -> None:
    """A body that is steadily the one or the other is left alone, whatever its feet seem to say."""
    track = seen(brief_squat(), view, height=0.1)
    everything = np.ones((len(track), len(Joint)), bool)
    assert put_in_order(track)[0] is track
    other = swapped(track, everything)
    assert put_in_order(other)[0] is other


@pytest.mark.parametrize("cuts", [[1], [7, 8, 40], list(range(1, 100, 9))])
def test_put_in_order_blind_to_cuts(cuts: list[int]) -> None:
    """It does not matter how the frames come in."""
    track = mixed_up(seen(brief_squat(), "front"), 6)
    corrector, bounds = FacingCorrector(), [0, *cuts, len(track)]
    parts_of = [corrector.push(track.at(slice(a, b)), track.at(slice(a, b)))[0] for a, b in pairwise(bounds)]
    assert np.array_equal(Pose.concatenate(parts_of).xyz, put_in_order(track)[0].xyz)


@pytest.mark.parametrize("view", ["left", "right"])
def test_put_in_order_from_the_side(view: str) -> None:
    """From the side feet do not tell, and nothing is changed."""
    track = seen(brief_squat(), view, noise_px=2.0)
    assert put_in_order(track)[0] is track


def test_record_of_a_hidden_face_is_undecided() -> None:
    """Repetitions are counted, and no finding is decided that takes knowing left from right."""
    record = record_of(mixed_up(seen(squat(brief(2)), "front"), 6), SQUAT)
    assert len(record.repetitions) == 2 and record.view == "front" and record.quality["sides_doubtful"] == [1, 2]
    assert {f.state for f in record.findings} <= {"indeterminate", "not_measurable"}
    assert any("was not decided there" in note for note in notes(record))


# Which way up, how much of a body, and how dark.


def turned_about(track: Pose, quarter_turns: int) -> Pose:
    """The track in a picture that was turned counter-clockwise about its middle."""
    width, height = track.picture
    middle = np.array([0.5 * width, -0.5 * height])
    turn = np.linalg.matrix_power(np.array([[0.0, -1.0], [1.0, 0.0]]), quarter_turns)
    xyz, world = track.xyz.copy(), track.world.copy()
    size = (height, width) if quarter_turns % 2 else (width, height)
    xyz[..., :2] = (track.xyz[..., :2] - middle) @ turn.T + np.array([0.5 * size[0], -0.5 * size[1]])
    world[..., :2] = track.world[..., :2] @ turn.T
    return replace(track, xyz=xyz, world=world, picture=size)


@pytest.mark.parametrize(("turns", "code"), [(1, "sideways"), (2, "upside_down"), (3, "sideways")])
def test_quality_way_up(turns: int, code: str) -> None:
    """A picture on its side or on its head is said to be that, with how to turn it."""
    record = record_of(turned_about(seen(brief_squat(), "left"), turns), SQUAT)
    assert not record.repetitions and code in [limit["code"] for limit in record.quality["setup"]]
    assert "Turn it upright" in remarks(record)


def test_quality_part_of_a_body() -> None:
    """Of somebody whose legs are never seen it is said that only a part of a body was."""
    track = seen(brief_squat(), "left")
    sure = track.seen.copy()
    sure[:, Joint.KNEE :] = 0.1
    record = record_of(replace(track, seen=sure), SQUAT)
    assert record.quality["setup"][0]["code"] == "part_of_the_body" and "head to feet" in remarks(record)


def test_brightness_dark() -> None:
    """A dark picture is told from a bright one, and from a lit person before a black wall."""
    lit = np.zeros((64, 64, 3), np.uint8)
    lit[:, 24:40] = 160
    assert brightness(picture(0)) > DARK and brightness(lit) > DARK > brightness(picture(0) // 8)


# Several people, and small ones.


def followed(frames: int, repetitions: int, *choices: tuple[float, float], others: Any = ()) -> Followed:
    """Somebody found in so many frames, who moves so many times."""
    track = seen(brief_squat(), "left").at(slice(frames))
    return Followed(Found(track, {"n": repetitions}, {}), choices, others, True)


def test_of_subject_who_moves() -> None:
    """Of a larger one who stands still and a smaller one who moves, the one who moves is measured, and it is said."""
    asked = []

    def follow(point: Any, in_parts: bool) -> Followed:
        asked.append(point)
        return followed(9, 3) if point == (0.2, 0.5) else followed(9, 0, (0.7, 0.5), others=((0.2, 0.5), (0.9, 0.5)))

    found = of_subject(follow, lambda one: int(one.quality["n"]), told=False)
    assert asked == [None, (0.2, 0.5)] and found.quality == {"n": 3, "people": 3, "followed_by_movement": True}
    asked.clear()
    assert of_subject(follow, lambda one: int(one.quality["n"]), told=True).quality["n"] == 0 and asked == [None]


def test_of_subject_from_the_start() -> None:
    """Who was chosen after somebody else had left is followed again from the first frame."""

    def follow(point: Any, in_parts: bool) -> Followed:
        return followed(60, 2) if point else followed(30, 1, (0.4, 0.5), (0.7, 0.6))

    assert of_subject(follow, lambda one: int(one.quality["n"]), told=False).quality["n"] == 2


def test_of_subject_small() -> None:
    """Where nobody is found at all, parts of the picture are looked at."""
    asked = []

    def follow(point: Any, in_parts: bool) -> Followed:
        asked.append(in_parts)
        nobody = Followed(Found(Pose.unseen(np.arange(3) / 30, (64, 48)), {"n": 0}, {}), can_look_closer=True)
        return followed(9, 1) if in_parts else nobody

    assert of_subject(follow, lambda one: int(one.quality["n"]), told=False).quality == {"n": 1, "small_person": True}
    assert asked == [False, True]


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (640, 640)])
def test_parts_cover(width: int, height: int) -> None:
    """Wherever somebody stands who is a fifth of the shorter side high, a part has the whole person in it."""
    squares = parts(width, height)
    tall = 0.2 * min(width, height)
    for column in np.linspace(tall, width - tall, 7):
        for row in np.linspace(tall, height - tall, 7):
            assert any(
                abs(column - s.column) + 0.25 * tall <= 0.5 * s.side and abs(row - s.row) + 0.5 * tall <= 0.5 * s.side
                for s in squares
            )
