"""Stills: one of each repetition, with the lines that were measured where the figure's own points are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from people import BRIDGE, SQUAT, bridge, brief, seen, squat

from movescreen.measures.camera_angle import without_roll
from movescreen.measures.reference_pose import ReferencePose
from movescreen.output.pictures.overlay_lines import BOTH, OF_MEASURES, measured_lines
from movescreen.output.pictures.stills import (
    FOLDER,
    LARGEST,
    LONG,
    Album,
    jpeg_within,
    levelled_picture,
    moments,
    store_stills,
    stored_stills,
)
from movescreen.output.report.checkpoints import JOINTS
from movescreen.pose.pose import LEFT, RIGHT, Joint, Pose
from movescreen.records.record import Record
from movescreen.screens.overhead_squat import knee_over_toe
from movescreen.session import Session
from movescreen.video import Frame

GREY = 90


def session(track: Pose, screen=SQUAT) -> tuple[Record, Session]:
    one = Session(screen)
    one.push(track)
    return one.close()[1], one


def frames(record: Record, size: tuple[int, int]) -> Iterator[Frame]:
    for index, time in enumerate(record.frames.time.tolist()):
        yield Frame(index, time, np.full((size[1], size[0], 3), GREY, np.uint8))


def album(track: Pose) -> Album:
    record, one = session(track)
    taken = Album(record, one.smoothed, one.reference)
    for _ in taken.passing(frames(record, track.picture)):
        pass
    return taken


@pytest.fixture(scope="module")
def front() -> Album:
    return album(seen(squat(brief(2), knees_in=(0.09, 0.0)), "front"))


def decoded(jpeg: bytes) -> np.ndarray:
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return picture


def test_there_is_a_still_of_each_repetition_at_its_extreme(front: Album) -> None:
    assert [still.repetition for still in front.stills] == [1, 2] and len(front.wanted) == 2
    for still in front.stills:
        picture = decoded(still.jpeg)
        assert picture.shape[:2] == (still.height, still.width) and max(picture.shape) <= LONG
        assert len(still.jpeg) <= LARGEST and (np.abs(picture.astype(int) - GREY) > 60).any(axis=-1).sum() > 300


def test_checkpoints_are_marked_where_the_joints_are(front: Album) -> None:
    """In shares of the still: the feet are lowest, the head is highest, and each disc of a joint lies there."""
    for still in front.stills:
        assert set(still.marks) == set(JOINTS) and still.time
        heights = [still.marks[name][1] for name in ("head", "shoulders", "knees", "feet")]
        assert heights == sorted(heights) and all(0 < x < 1 and 0 < y < 1 for x, y in still.marks.values())
        x, y = still.marks["knees"]
        around = decoded(still.jpeg)[round(y * still.height), round(x * still.width)]
        assert np.abs(around.astype(int) - GREY).max() > 40


def test_a_clip_without_a_repetition_has_one_still_of_what_moved() -> None:
    shallow = squat(replace(brief(1), depth=0.15 * brief(1).depth))
    taken = album(seen(shallow, "front"))
    (still,) = taken.stills
    assert still.repetition == 0 and still.marks
    record, _ = session(seen(shallow, "front"))
    against = [{"start_s": 1.0, "end_s": 1.4, "reason": "x"}, {"start_s": 2.0, "end_s": 4.0, "reason": "x"}]
    assert moments(replace(record, quality={"not_counted": against})) == {0: 3.0}, "the longest movement"
    assert moments(replace(record, frames=record.frames.at(slice(0)))) == {}


def test_frames_that_may_not_be_shown_leave_no_still() -> None:
    record, one = session(seen(squat(brief(2)), "front"))
    shy = Album(record, one.smoothed, one.reference)
    passed = list(shy.passing(frames(record, one.smoothed.picture), lambda frame: None))
    assert len(passed) == len(record.frames.time) and shy.stills == []


def test_stills_are_stored_and_found_again(front: Album, tmp_path: Path) -> None:
    store_stills(front.stills, tmp_path)
    assert stored_stills(tmp_path) == front.stills
    (tmp_path / FOLDER / "repetition03.jpg").write_bytes(b"no picture")
    assert stored_stills(tmp_path) == front.stills and stored_stills(tmp_path / "elsewhere") == []


@pytest.mark.parametrize("roll", [-12.0, 7.5])
def test_a_picture_is_turned_as_poses_are(roll: float) -> None:
    picture, size = np.zeros((400, 600, 3), np.uint8), (600, 400)
    cv2.circle(picture, (150, 120), 3, (255, 255, 255), -1)
    pose = Pose.unseen(0.0, size)
    pose.xyz[Joint.KNEE, LEFT] = (150.0, -120.0, 0.0)
    rows, columns = np.nonzero(levelled_picture(picture, roll)[..., 0] > 128)
    expected = without_roll(pose, roll)[Joint.KNEE][LEFT]
    assert np.allclose([columns.mean(), -rows.mean()], expected, atol=1.0)
    assert levelled_picture(picture, 0.0) is picture


def test_a_picture_of_noise_fits_into_its_bytes() -> None:
    noise = np.random.default_rng(2).integers(0, 255, (640, 480, 3), np.uint8)
    assert len(jpeg_within(noise, 60_000)) <= 60_000 and len(jpeg_within(noise, 30_000)) <= 30_000
    assert decoded(jpeg_within(np.full((64, 48, 3), GREY, np.uint8), 10_000)).shape == (64, 48, 3)


def bottom(view: str, motion, screen=SQUAT) -> tuple[Pose, ReferencePose]:
    record, one = session(seen(motion, view), screen)
    rep = record.repetitions[0]
    assert one.reference
    return one.smoothed.at(int(np.abs(record.frames.time - rep.bottom_s).argmin())), one.reference


def test_from_the_side_the_near_segments_are_drawn() -> None:
    pose, reference = bottom("left", squat(brief(1)))
    lines = measured_lines(pose, reference, SQUAT)
    assert {line.side for line in lines} == {LEFT}
    ends = [(tuple(line.start), tuple(line.end)) for line in lines if not line.against]
    for start, end in ((Joint.HIP, Joint.SHOULDER), (Joint.ANKLE, Joint.KNEE), (Joint.HEEL, Joint.TOE)):
        assert (tuple(pose[start][LEFT]), tuple(pose[end][LEFT])) in ends
    assert len([line for line in lines if line.against]) == 1  # the line of the trunk beyond the shoulder


def test_from_the_front_the_knee_is_drawn_against_the_upright_over_the_toe() -> None:
    pose, reference = bottom("front", squat(brief(1), knees_in=(0.09, 0.0)))
    lines = measured_lines(pose, reference, SQUAT)
    knee = [line for line in lines if np.array_equal(line.end, pose[Joint.KNEE][LEFT])]
    shank, across = knee
    assert np.array_equal(shank.start, pose[Joint.ANKLE][LEFT])
    measured = 100 * np.linalg.norm(across.end - across.start) / reference.shank[LEFT]
    value = knee_over_toe(pose, reference)[LEFT]
    assert value > 10 and abs(measured - value) < 0.5, "but for the knee being nearer to the camera than the ankle"
    assert {line.side for line in lines} == {LEFT, RIGHT, BOTH}


def test_what_was_not_seen_is_not_drawn() -> None:
    pose, reference = bottom("left", squat(brief(1)))
    hidden = pose.xyz.copy()
    hidden[Joint.KNEE] = np.nan
    lines = measured_lines(replace(pose, xyz=hidden), reference, SQUAT)
    assert 0 < len(lines) < len(measured_lines(pose, reference, SQUAT))


def test_in_a_bridge_the_line_is_drawn_that_the_hips_are_measured_against() -> None:
    pose, reference = bottom("right", bridge(brief(bottom=0.8)), BRIDGE)
    lines = measured_lines(pose, reference, BRIDGE)
    (line,) = [line for line in lines if line.against]
    assert np.array_equal(line.start, pose[Joint.SHOULDER][RIGHT]) and np.array_equal(line.end, pose[Joint.KNEE][RIGHT])
    assert len(lines) == 3


def test_lines_are_of_measures_that_there_are() -> None:
    known = {measure.name for screen in (SQUAT, BRIDGE) for measure in screen.quantities} | {"thigh_difference"}
    assert set(OF_MEASURES) <= known
