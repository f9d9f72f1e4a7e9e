"""One person is chosen and kept: others are told apart, and whoever was lost is found again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from clips import bundle, clip
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from people import beside, brief, brief_bridge, seen, squat, synthetic
from truth import CLIPS, needs_truth

from movescreen.pose.estimators import PoseEstimator, Provenance
from movescreen.pose.estimators.appearance import AppearanceModel, describe, has_body
from movescreen.pose.estimators.blazepose import BlazePose
from movescreen.pose.estimators.masking import GREY
from movescreen.pose.estimators.person_tracker import SETTLED, PersonTracker, Point
from movescreen.pose.pose import Array, Joint, Pose
from movescreen.video import Frame

Picture = NDArray[np.uint8]
WIDE = (480, 320)
TRUNK = [Joint.SHOULDER, Joint.HIP]


# A crowd whose poses are known, and a tracker that takes whomever it finds, as the network does.


@dataclass(frozen=True)
class Someone:
    """A body with clothes of one colour, somewhere in a wide picture, who is there in some frames."""

    track: Pose
    colour: tuple[int, int, int]
    there: NDArray[np.bool_]


def someone(
    x: float,
    colour: tuple[int, int, int] = (40, 70, 160),
    *,
    size: float = 1.0,
    view: str = "front",
    away: slice = slice(0),
    walks: float = 0.0,
) -> Someone:
    """Somebody whose middle is at the column `x`, and who walks so many pixels a frame."""
    track = seen(squat(brief()), view, noise_px=0.3, picture=(180, 320))
    middle = np.array([90.0, -160.0, 0.0])
    xyz = (track.xyz - middle) * size + middle + [x - 90.0, 0.0, 0.0]
    xyz = xyz + walks * np.arange(len(track))[:, None, None, None] * [1.0, 0.0, 0.0]
    there = np.ones(len(track), bool)
    there[away] = False
    return Someone(replace(track, xyz=xyz, picture=WIDE), colour, there)


class Crowd(PoseEstimator):
    """Stays with whom it found as long as that one can be seen, then takes the first of all; `taken` forces it."""

    def __init__(self, people: Sequence[Someone], taken: dict[int, int] | None = None) -> None:
        self.people, self.taken = people, taken or {}
        self.provenance: Provenance = {"backend": "crowd"}
        self.calls, self.changed, self.closed = 0, 0, False
        self._current: int | None = None

    def frames(self) -> Iterator[Frame]:
        return (Frame(i, float(t), self._picture(i)) for i, t in enumerate(self.people[0].track.time))

    def _picture(self, index: int) -> Picture:
        """A dark room with everybody's clothes in it."""
        picture = np.full((WIDE[1], WIDE[0], 3), 12, np.uint8)
        for person in self.people:
            if person.there[index]:
                points = person.track.xyz[index, TRUNK, :, :2].reshape(-1, 2) * [1, -1]
                (left, top), (right, bottom) = points.min(axis=0).astype(int) - 5, points.max(axis=0).astype(int) + 5
                picture[max(top, 0) : bottom, max(left, 0) : max(right, 0)] = person.colour
        return picture

    def __call__(self, frame: Frame) -> Pose:
        self.calls += 1
        self.changed += bool((frame.picture == GREY).all(axis=-1).any())
        self._current = self._found(frame)
        if self._current is None:
            return Pose.unseen(frame.time, WIDE)
        return self.people[self._current].track.at(frame.index)

    def _found(self, frame: Frame) -> int | None:
        in_view = [number for number, person in enumerate(self.people) if self._shows(frame, person)]
        forced = self.taken.get(frame.index)
        if forced in in_view:
            return forced
        if self._current is not None:
            return self._current if self._current in in_view else None
        return in_view[0] if in_view else None

    def _shows(self, frame: Frame, person: Someone) -> bool:
        column, row = person.track.xyz[frame.index, TRUNK, :, :2].mean(axis=(0, 1)) * [1, -1]
        inside = 0 <= column < WIDE[0] and person.there[frame.index]
        return inside and bool((frame.picture[int(row), int(column)] != GREY).any())

    def close(self) -> None:
        self.closed = True


def followed(crowd: Crowd, point: Point | None = None) -> tuple[list[int | None], PersonTracker]:
    """Whose pose each frame has, by number."""
    follower = PersonTracker(crowd, point)
    whose: list[int | None] = []
    for frame in crowd.frames():
        pose = follower(frame)
        match = (n for n, p in enumerate(crowd.people) if np.array_equal(p.track.xyz[frame.index], pose.xyz))
        whose.append(next(match, None))
    return whose, follower


FRAMES = len(someone(90.0).track)


def test_alone_one_is_followed_in_every_frame_and_the_tracker_sees_the_clip_as_it_is() -> None:
    crowd = Crowd([someone(225.0)])
    whose, follower = followed(crowd)
    assert whose == [0] * FRAMES
    assert follower.quality == {"frames_of_others": 0, "frames_lost": 0}
    assert crowd.calls == FRAMES + 3 and crowd.changed == 2  # the first frame, to see whether there is anybody else


@pytest.mark.parametrize("rate", [12.5, 15.0, 30.0, 60.0])
@pytest.mark.parametrize("view", ["front", "back", "left", "right"])
def test_nobody_is_taken_for_somebody_else(view: str, rate: float) -> None:
    quick = squat(brief(2, descent=0.45, bottom=0.1, ascent=0.45, fps=rate))
    backend = synthetic(quick, view)
    with PersonTracker(backend) as follower:
        assert all(has_body(follower(frame)) for frame in backend.frames())
        assert follower.quality == {"frames_of_others": 0, "frames_lost": 0}


def test_nobody_who_lies_is_taken_for_somebody_else() -> None:
    backend = synthetic(brief_bridge(), "left")
    with PersonTracker(backend) as follower:
        assert all(has_body(follower(frame)) for frame in backend.frames())


@pytest.mark.parametrize("first", [0, 1])
def test_the_most_central_one_is_followed_whoever_the_tracker_finds_first(first: int) -> None:
    people = [someone(240.0), someone(400.0, (160, 60, 40), size=1.2)]
    whose, _ = followed(Crowd(people if first == 0 else people[::-1]))
    assert whose == [first] * FRAMES


def test_of_two_as_central_the_larger_one_is_followed() -> None:
    whose, _ = followed(Crowd([someone(175.0, size=0.7), someone(305.0, size=0.9)]))
    assert whose == [1] * FRAMES


@pytest.mark.parametrize(("point", "chosen"), [((0.27, 0.5), 0), ((0.8, 0.4), 1)])
def test_a_user_can_point_at_the_one_to_follow(point: Point, chosen: int) -> None:
    whose, follower = followed(Crowd([someone(125.0), someone(375.0, (160, 60, 40))]), point)
    assert whose == [chosen] * FRAMES
    assert json.loads(json.dumps(follower.provenance)) == {"backend": "crowd", "person": list(point)}


def test_where_nobody_is_pointed_at_nobody_is_followed_until_there_is_one() -> None:
    latecomer = someone(375.0, (160, 60, 40), away=slice(30))
    whose, _ = followed(Crowd([someone(125.0), latecomer]), (0.8, 0.5))
    assert whose == [None] * 30 + [1] * (FRAMES - 30)


@given(st.integers(35, 60), st.integers(1, 30), st.booleans())
@settings(max_examples=12, deadline=None)
def test_somebody_else_is_not_taken_for_one_who_is_lost(first: int, count: int, alike: bool) -> None:
    """Also not one in the same clothes: nobody gets that far in that time."""
    coach = someone(375.0, (40, 70, 160) if alike else (160, 60, 40), size=1.1)
    whose, follower = followed(Crowd([someone(175.0, away=slice(first, first + count)), coach]))
    back = first + count + 6
    assert whose[:first] == [0] * first
    assert whose[first : first + count] == [None] * count
    assert whose[back:] == [0] * (FRAMES - back)
    lost = [number is None for number in whose]
    assert sum(follower.quality.values()) == sum(lost)


def test_a_tracker_that_jumps_to_somebody_else_is_brought_back() -> None:
    crowd = Crowd([someone(175.0), someone(325.0, (160, 60, 40), size=1.1)], taken={50: 1})
    whose, follower = followed(crowd)
    assert whose[:50] == [0] * 50 and 1 not in whose
    assert whose[56:] == [0] * (FRAMES - 56)
    assert follower.quality["frames_of_others"] >= 1


def test_a_tracker_that_slides_over_to_a_passer_by_is_brought_back() -> None:
    """The two are in the same place when it happens."""
    passing = someone(175.0 - 45 * 3.5, (160, 60, 40), view="left", walks=3.5, size=1.1)
    whose, _ = followed(Crowd([someone(175.0), passing], taken={45: 1}))
    assert 1 not in whose
    assert whose[80:] == [0] * (FRAMES - 80)


def test_after_a_while_without_others_the_tracker_sees_the_whole_picture_again() -> None:
    crowd = Crowd([someone(175.0), someone(325.0, (160, 60, 40), away=slice(52, None))], taken={50: 1})
    followed(crowd)
    covered_at_first, covered_by_choice = 32, 6
    assert crowd.changed < covered_at_first + covered_by_choice + 45


def test_who_sets_up_the_camera_and_leaves_is_not_the_person() -> None:
    """Large and near for a second, feet out of the picture; then somebody else is there."""
    near = someone(225.0, (160, 60, 40), size=2.5, away=slice(25, None))
    unseen = near.track.seen.copy()
    unseen[:, Joint.KNEE :] = 0.1
    near = replace(near, track=replace(near.track, seen=unseen))
    whose, _ = followed(Crowd([near, someone(250.0, away=slice(25))]))
    chosen_again = 25 + round(30 * SETTLED) + 3
    assert whose[:25] == [0] * 25
    assert whose[chosen_again:] == [1] * (FRAMES - chosen_again)


def test_who_has_settled_in_place_is_not_replaced() -> None:
    whose, _ = followed(Crowd([someone(225.0, away=slice(70, None)), someone(350.0, (160, 60, 40), away=slice(70))]))
    assert whose == [0] * 70 + [None] * (FRAMES - 70)


def test_closing_closes_the_tracker() -> None:
    crowd = Crowd([someone(225.0)])
    with PersonTracker(crowd):
        pass
    assert crowd.closed


def test_a_look_is_as_strange_as_it_is_unlike() -> None:
    person = someone(225.0)
    frame = next(Crowd([person]).frames())
    pose = person.track.at(0)
    memory = AppearanceModel(describe(frame, pose))
    later = replace(frame, time=1 / 30)

    def strangeness(pose: Pose, frame: Frame = later) -> float:
        return memory.strangeness(describe(frame, pose))

    assert strangeness(pose) < 0.01
    nearer, further = strangeness(beside(pose, 10.0)), strangeness(beside(pose, 40.0))
    assert 0.1 < nearer < further
    along = replace(next(Crowd([someone(265.0)]).frames()), time=1.0)  # who goes somewhere goes there in their clothes
    assert strangeness(beside(pose, 40.0), along) < nearer
    assert strangeness(replace(pose, xyz=pose.xyz * 1.5)) > 1.5
    side_on = seen(squat(brief()), "left", picture=(180, 320)).at(0)
    assert strangeness(replace(side_on, xyz=side_on.xyz + [135.0, 0.0, 0.0])) > 1.0
    red = next(Crowd([replace(person, colour=(160, 60, 40))]).frames())
    assert strangeness(pose, replace(red, time=1 / 30)) > 1.0


# Pictures of two people, through the real network.

SUBJECT = CLIPS / "synthetic" / "ohs_valgus_left_only_front.mp4"
COACH = CLIPS / "synthetic" / "ohs_clean_back.mp4"
PASSING = CLIPS / "synthetic" / "ohs_heelrise_left.mp4"
HIGH, ACROSS = 360, 640
SCALE = HIGH / 960
MIDDLE = 0.42  # of the picture's width: where the subject stands
STEP, RATE = 2, 15.0
LIMBS = [
    *((f"{a}_{side}", f"{b}_{side}") for side in "LR" for a, b in pairwise(("toe", "heel", "ankle", "knee", "hip"))),
    *((f"{a}_{side}", f"{b}_{side}") for side in "LR" for a, b in pairwise(("shoulder", "elbow", "wrist", "index"))),
    ("neck_c7", "head_top"),
]


@cache
def truth(path: Path) -> dict[str, Array]:
    with np.load(str(path).replace(".mp4", "_truth.npz")) as stored:
        return dict(zip(stored["point_names"].tolist(), stored["points2d"].swapaxes(0, 1), strict=True))


def wide(picture: Picture, middle: float) -> Picture:
    """A portrait picture made small and put into a landscape one, the wall and the floor drawn out to its sides."""
    small = cv2.resize(picture, None, fx=SCALE, fy=SCALE, interpolation=cv2.INTER_AREA)
    left = round(middle * ACROSS - small.shape[1] / 2)
    right = ACROSS - left - small.shape[1]
    return cv2.copyMakeBorder(small, 0, 0, left, right, cv2.BORDER_REPLICATE).astype(np.uint8)


def pasted(room: Picture, path: Path, index: int, x: float, size: float) -> Picture:
    """The room with somebody of a clip in front, cut out along the limbs; `x` is the column of the hips."""
    points, small = truth(path), clip(path, index // STEP + 1, STEP)[-1].picture
    mask = np.zeros(small.shape[:2], np.float32)
    for start, end in LIMBS:
        a, b = (tuple(np.round(points[name][index]).astype(int).tolist()) for name in (start, end))
        cv2.line(mask, a, b, 1.0, 44)
    trunk = np.array([points[name][index] for name in ("shoulder_L", "shoulder_R", "hip_R", "hip_L")]).astype(np.int32)
    cv2.polylines(mask, [trunk], True, 1.0, 80)
    cv2.fillConvexPoly(mask, cv2.convexHull(trunk), 1.0)
    hips, foot = 0.5 * (points["hip_L"] + points["hip_R"])[index], points["heel_L"][index][1]
    scale = SCALE * size
    move = np.array([[scale, 0.0, x - scale * hips[0]], [0.0, scale, 0.94 * HIGH - scale * foot]])
    cut, shape = (cv2.warpAffine(image, move, (ACROSS, HIGH)) for image in (small, mask))
    return np.where(shape[..., None] > 0.5, cut, room)


@cache
def subject(count: int) -> tuple[list[Picture], Array]:
    """The subject alone in a wide room, and where the middle of the trunk is: columns and rows."""
    rooms = [wide(frame.picture, MIDDLE) for frame in clip(SUBJECT, count, STEP)]
    corners = [truth(SUBJECT)[f"{joint}_{side}"] for joint in ("shoulder", "hip") for side in "LR"]
    middle = np.mean(corners, axis=0)[: count * STEP : STEP] * SCALE
    return rooms, middle + [MIDDLE * ACROSS - 720 * SCALE / 2, 0.0]


def as_clip(pictures: Sequence[Picture]) -> list[Frame]:
    return [Frame(index, index / RATE, np.ascontiguousarray(picture)) for index, picture in enumerate(pictures)]


def trunks(frames: list[Frame], point: Point | None = None) -> tuple[Array, dict[str, int]]:
    """The middle of the trunk in each frame, NaN where nobody is, and what the follower counted."""
    with PersonTracker(BlazePose(bundle()), point) as backend:
        track = Pose.concatenate([backend(frame) for frame in frames])
    return track.xyz[:, TRUNK, :, :2].mean(axis=(1, 2)) * [1, -1], backend.quality


def off(middle: Array, true: Array) -> Array:
    return np.hypot(*(middle - true).T)


CLOSE = 15.0  # px; the subject's trunk is some 65 long, and the network's is not that of the rendered body


@needs_truth
def test_a_passer_by_who_crosses_in_front_does_not_become_the_person() -> None:
    rooms, true = subject(44)
    crossing = [680 - 17 * k for k in range(len(rooms))]
    pictures = [pasted(room, PASSING, 0, x, 1.1) for room, x in zip(rooms, crossing, strict=True)]
    middle, quality = trunks(as_clip(pictures))
    away = off(middle, true)
    clear = np.abs(np.array(crossing) - MIDDLE * ACROSS) > 90
    behind = np.flatnonzero(~clear)[-1]
    assert np.nanmax(away) < 2 * CLOSE
    assert (away[: np.flatnonzero(~clear)[0]] < CLOSE).all() and (away[behind + 5 :] < CLOSE).all()
    assert quality["frames_of_others"] > 0


@cache
def with_coach() -> tuple[list[Frame], Array]:
    """A larger person beside the subject, who is gone for a second."""
    rooms, true = subject(44)
    wall = [np.repeat(room[:, -1:], ACROSS, axis=1) for room in rooms]
    gone = range(16, 31)
    pictures = [pasted(wall[k] if k in gone else room, COACH, 0, 0.8 * ACROSS, 1.15) for k, room in enumerate(rooms)]
    return as_clip(pictures), true


@needs_truth
def test_who_is_lost_for_a_second_is_found_again_and_a_larger_one_nearby_is_not_taken() -> None:
    frames, true = with_coach()
    middle, quality = trunks(frames)
    away = off(middle, true)
    assert (away[:16] < CLOSE).all()
    assert np.isnan(away[16:31]).all()
    assert (away[36:] < CLOSE).all()
    assert quality["frames_of_others"] + quality["frames_lost"] == np.isnan(away).sum()


@needs_truth
def test_a_user_can_point_at_the_other_one() -> None:
    frames, _ = with_coach()
    middle, quality = trunks(frames[:24], point=(0.8, 0.5))
    assert (np.abs(middle[:, 0] - 0.8 * ACROSS) < CLOSE).all()
    assert quality == {"frames_of_others": 0, "frames_lost": 0}
