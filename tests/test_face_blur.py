"""No picture that leaves shows the person's face: in the body's place it is covered, and in doubt all is coarse."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest
from clips import bundle
from hypothesis import given, settings
from hypothesis import strategies as st
from people import brief, seen, squat, without_body
from truth import CLIPS

from movescreen.output.pictures.face_blur import Faces, coarse
from movescreen.pose.estimators.blazepose import BlazePose
from movescreen.pose.estimators.person_tracker import PersonTracker
from movescreen.pose.pose import Joint, Pose
from movescreen.video import Frame, open_video

TWO_PEOPLE = CLIPS / "real" / "hard_two_people_backlit_sports2d.mp4"
# Where the middle of the subject's head is in that clip, marked by eye: frame, column, row; in between it moves on.
HEADS = np.array([
    (4, 646, 119), (8, 646, 116), (12, 644, 74), (16, 639, 67), (20, 636, 101), (24, 631, 135), (28, 630, 100),
    (32, 630, 63), (36, 632, 66), (40, 632, 109), (44, 632, 102), (48, 633, 61), (52, 634, 61), (56, 631, 97),
    (60, 628, 130), (64, 629, 83), (68, 631, 61), (72, 629, 76), (76, 626, 112), (80, 631, 118), (84, 640, 116),
    (88, 652, 90), (94, 669, 87), (97, 671, 99), (100, 681, 106), (110, 700, 112), (118, 741, 115), (126, 775, 117),
    (134, 797, 114), (142, 817, 121), (150, 842, 122), (156, 875, 160), (162, 915, 212),
])  # fmt: skip
WHOLE, MIDST = 25, 14  # pixels about the middle of the head: all of it; what of it is sure between two marks
# The head of somebody who walks by.
WALKER = ((62, 1385, 578), (83, 1195, 551), (104, 979, 547), (124, 780, 538), (145, 573, 538))
LAST_MARK = 162
EVERY = range(0, 210, 3)  # frames that are looked at


def noise(picture: tuple[int, int], seed: int = 0) -> np.ndarray:
    """A picture that has detail everywhere."""
    return np.random.default_rng(seed).integers(0, 255, (picture[1], picture[0], 3), dtype=np.uint8)


def as_it_was(picture: np.ndarray, out: np.ndarray, x: float, y: float, radius: float) -> float:
    """The share of the pixels about a point that are as they were."""
    left, top = (max(int(edge - radius), 0) for edge in (x, y))
    part = slice(top, int(y + radius) + 1), slice(left, int(x + radius) + 1)
    same = (picture[part] == out[part]).all(axis=-1)
    rows, columns = np.ogrid[: same.shape[0], : same.shape[1]]
    about = (columns + left - x) ** 2 + (rows + top - y) ** 2 <= radius**2
    return float(same[about].mean()) if about.any() else 0.0


@cache
def standing() -> Pose:
    return seen(squat(brief()), "front", noise_px=1.0)


def frame(track: Pose, index: int) -> Frame:
    return Frame(index, float(track.time[index]), noise(track.picture))


def test_the_body_stays_and_the_head_and_all_around_does_not() -> None:
    track = standing()
    for index in (5, len(track) // 2, len(track) - 1):
        whole = frame(track, index)
        out = Faces(track)(whole)
        for joint in (Joint.HIP, Joint.KNEE, Joint.ANKLE, Joint.TOE, Joint.WRIST):
            for x, y in track[joint][index] * [1, -1]:
                assert as_it_was(whole.picture, out, x, y, 4) == 1
        for joint in (one for one in Joint if Joint.NOSE <= one <= Joint.MOUTH):
            for x, y in track[joint][index] * [1, -1]:
                assert as_it_was(whole.picture, out, x, y, 8) < 0.01
        assert as_it_was(whole.picture, out, 20, 20, 15) < 0.01


def test_a_frame_without_the_person_shows_nothing() -> None:
    track = without_body(standing(), slice(10, 20))
    whole = frame(track, 12)
    assert (Faces(track)(whole) == whole.picture).all(axis=-1).mean() < 0.01


def test_a_frame_after_the_last_pose_shows_nothing() -> None:
    track = standing()
    later = Frame(len(track) + 3, 99.0, noise(track.picture))
    assert (Faces(track)(later) == later.picture).all(axis=-1).mean() < 0.01


def test_a_face_that_leaps_away_uncovers_nothing() -> None:
    """For three frames the network has the face on a foot."""
    track, wrong = standing(), slice(30, 33)
    xyz = track.xyz.copy()
    xyz[wrong, Joint.NOSE : Joint.MOUTH + 1] = xyz[wrong, Joint.TOE, None]
    lost = replace(track, xyz=xyz)
    faces = Faces(lost)
    for index in range(28, 36):
        whole = frame(lost, index)
        x, y = track[Joint.NOSE][index, 0] * [1, -1]
        assert as_it_was(whole.picture, faces(whole), x, y, 20) < 0.01


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 119), st.floats(-1, 1), st.floats(-1, 1), st.floats(0.25, 1.0))
def test_noise_and_a_smaller_picture_uncover_no_face(index: int, right: float, up: float, size: float) -> None:
    """The network's face is anywhere within 8 cm of the true one, another way in every frame."""
    track = standing()
    away = np.random.default_rng(index).uniform(-1, 1, (len(track), 1, 1, 2)) * 20 + [right * 5, up * 5]
    xyz = track.xyz.copy()
    xyz[:, Joint.NOSE : Joint.MOUTH + 1, :, :2] += away
    whole = frame(track, index)
    small = cv2.resize(whole.picture, None, fx=size, fy=size, interpolation=cv2.INTER_NEAREST).astype(np.uint8)
    out = Faces(replace(track, xyz=xyz))(replace(whole, picture=small))
    for x, y in track[Joint.NOSE][index] * [size, -size]:
        assert as_it_was(small, out, x, y, 20 * size) < 0.01


def test_what_is_coarse_has_no_more_than_two_pieces_to_a_face() -> None:
    picture = coarse(noise((720, 1280)), 12)
    detail = picture.astype(float) - cv2.GaussianBlur(picture, (0, 0), 8)
    assert detail.std() < 0.05 * noise((720, 1280)).std()


def head(index: int) -> tuple[float, float, int]:
    """Where the subject's head is by eye, and how much about that is sure."""
    frames, columns, rows = HEADS.T
    marked = index in frames
    return float(np.interp(index, frames, columns)), float(np.interp(index, frames, rows)), WHOLE if marked else MIDST


@pytest.mark.skipif(not TWO_PEOPLE.is_file(), reason="the clips of real people are not on this machine")
def test_no_frame_of_a_clip_with_two_people_leaves_with_a_face() -> None:
    """The subject jumps, walks, and somersaults; heads were marked by eye, not by the network."""
    with open_video(TWO_PEOPLE, only=EVERY) as source, PersonTracker(BlazePose(bundle())) as backend:
        poses = Pose.concatenate([backend(f).at(None) for f in source])
    faces, checked = Faces(poses), 0
    with open_video(TWO_PEOPLE, only=EVERY) as source:
        for whole in source:
            out = faces(replace(whole, index=whole.index // EVERY.step))
            others = [(x, y, WHOLE) for index, x, y in WALKER if abs(index - whole.index) <= 1]
            for x, y, radius in [head(whole.index), *others] if whole.index <= LAST_MARK else others:
                assert as_it_was(whole.picture, out, x, y, radius) < 0.02, whole.index
                checked += 1
            if whole.index > LAST_MARK + 20:  # upside down in the air, and then gone
                assert (out == whole.picture).all(axis=-1).mean() < 0.15
    assert checked > 50
