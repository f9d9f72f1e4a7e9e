"""A lying body is looked at as it is found best: as it is, or turned; chosen once, kept, and chosen anew when lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from clips import BRIDGE, bundle, clip, poses, same
from people import brief_bridge, synthetic

from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.estimators.auto_rotate import AS_IT_IS, BETTER, ENOUGH, TRIED, AutoRotator, score
from movescreen.pose.estimators.blazepose import BlazePose
from movescreen.pose.pose import Pose
from movescreen.video import Frame

CLIP = synthetic(brief_bridge(), "left")
FRAMES = list(CLIP.frames())[:60]
SHIFT = {0: 0.0, 90: 1.0, 270: 2.0}  # pixels, so that a pose tells which way it was seen


class Way(PoseEstimator):
    """A tracker that sees a picture turned: where, and with what sureness in each frame (0 = nobody)."""

    def __init__(self, rotation: int, sure: np.ndarray) -> None:
        self.provenance = {"backend": "way", "rotation_deg": rotation}
        self._rotation, self._sure, self.closed = rotation, sure, False

    def __call__(self, frame: Frame) -> Pose:
        pose, sure = CLIP.track.at(frame.index), self._sure[frame.index]
        if not sure:
            return Pose.unseen(frame.time, pose.picture)
        return replace(pose, xyz=pose.xyz + [SHIFT[self._rotation], 0, 0], seen=np.full_like(pose.seen, sure))

    def close(self) -> None:
        self.closed = True


def looked(**sure: float | np.ndarray) -> tuple[list[int | None], list[Way], AutoRotator]:
    """Which way each frame's pose was seen, all ways that were opened, and the backend."""
    opened: list[Way] = []

    def way(rotation: int) -> Way:
        opened.append(Way(rotation, np.broadcast_to(sure[f"at_{rotation}"], len(FRAMES))))
        return opened[-1]

    turner = AutoRotator(way)
    ways: list[int | None] = []
    for frame in FRAMES:
        moved = (turner(frame).xyz - CLIP.track.xyz[frame.index])[..., 0].mean()
        ways.append(next((r for r, shift in SHIFT.items() if np.isclose(moved, shift)), None))
    return ways, opened, turner


def test_a_body_that_is_found_as_it_is_is_looked_at_no_other_way() -> None:
    ways, opened, turner = looked(at_0=0.95)
    assert set(ways) == {AS_IT_IS} and len(opened) == 1
    assert turner.provenance["rotation_deg"] == 0


@pytest.mark.parametrize(("at_90", "at_270", "best"), [(0.9, 0.5, 90), (0.5, 0.9, 270)])
def test_one_that_is_hardly_found_is_looked_at_as_it_is_found_best(at_90: float, at_270: float, best: int) -> None:
    ways, opened, turner = looked(at_0=0.5, at_90=at_90, at_270=at_270)
    assert set(ways[:TRIED]) == {AS_IT_IS} and set(ways[TRIED + 1 :]) == {best}
    assert turner.provenance["rotation_deg"] == best
    assert {way._rotation for way in opened if not way.closed} == {best}


def test_a_turned_picture_must_be_clearly_better() -> None:
    ways, _, turner = looked(at_0=0.6, at_90=0.6 * BETTER - 0.01, at_270=0.6)
    assert set(ways) == {AS_IT_IS} and turner.provenance["rotation_deg"] == 0


def test_one_that_is_not_found_as_it_is_is_looked_for_every_way() -> None:
    ways, _, _ = looked(at_0=0.0, at_90=0.9, at_270=0.0)
    found = [way for way in ways if way is not None]
    assert set(found) == {90} and len(found) > len(FRAMES) / 3


def test_one_that_is_lost_is_looked_for_every_way_again() -> None:
    there = np.where(np.arange(len(FRAMES)) < 15, 0.95, 0.0)
    ways, opened, _ = looked(at_0=there, at_90=0.9, at_270=0.0)
    assert set(ways[:15]) == {AS_IT_IS} and ways[-1] == 90
    assert [way._rotation for way in opened] == [0, 90, 270]


def test_the_score_is_of_sureness_and_of_steady_bones() -> None:
    track = [CLIP.track.at(n) for n in range(10)]
    assert score(track) > ENOUGH > score([])
    unsure = [replace(pose, seen=0.5 * pose.seen) for pose in track]
    shaken = [
        replace(p, xyz=p.xyz + 60 * np.cos(n * np.arange(p.xyz.size)).reshape(p.xyz.shape)) for n, p in enumerate(track)
    ]
    missed = [*track[:5], *(Pose.unseen(pose.time, pose.picture) for pose in track[5:])]
    for worse in (unsure, shaken, missed):
        assert score(worse) < 0.8 * score(track)


def test_a_real_lying_body_has_the_poses_of_the_network_as_it_is() -> None:
    frames = clip(BRIDGE, 12, 4)
    with AutoRotator(lambda rotation: BlazePose(bundle(), rotation)) as backend:
        assert same(Pose.concatenate([backend(frame) for frame in frames]), poses(frames))
