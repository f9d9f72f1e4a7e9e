"""Every backend keeps the same promises, whatever finds its poses."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from clips import FRONT, bundle, clip, same
from people import PinholeCamera, brief_squat

from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.estimators.blazepose import BlazePose
from movescreen.pose.estimators.mediapipe import MediaPipe
from movescreen.pose.estimators.replay import Replay, store_poses
from movescreen.pose.estimators.synthetic import Synthetic
from movescreen.pose.pose import ARRAYS, JOINTS, LEFT, RIGHT, Joint, Pose
from movescreen.video import Frame

Opened = tuple[Callable[[], PoseEstimator], list[Frame]]
NETWORKS = {"blazepose": BlazePose, "mediapipe": MediaPipe}


def figure() -> Synthetic:
    return Synthetic(brief_squat(), PinholeCamera("front"), noise_px=1.0)


@pytest.fixture(params=["blazepose", "mediapipe", "replay", "synthetic"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    """How to open a backend, and a few frames of a person who stands facing the camera."""
    if request.param in NETWORKS:
        return lambda: NETWORKS[request.param](bundle()), clip(FRONT, 4)
    frames = list(islice(figure().frames(), 4))
    if request.param == "synthetic":
        return figure, frames
    store_poses(tmp_path / "poses.npz", figure().track, figure().provenance)
    return lambda: Replay(tmp_path / "poses.npz"), frames


def test_a_frame_gives_a_pose_without_an_axis_of_time(opened: Opened) -> None:
    make, frames = opened
    with make() as backend:
        for frame in frames:
            pose = backend(frame)
            shapes = [getattr(pose, name).shape for name in ARRAYS]
            assert shapes == [(), (JOINTS, 2, 3), (JOINTS, 2, 3), (JOINTS, 2)]
            assert all(getattr(pose, name).dtype == np.float64 for name in ARRAYS)
            assert pose.time == frame.time
            assert pose.picture == frame.picture.shape[1::-1]


def test_right_is_right_up_is_up_and_towards_the_camera_is_positive(opened: Opened) -> None:
    make, frames = opened
    with make() as backend:
        pose = backend(frames[0])
    for points in (pose.xyz, pose.world):
        assert points[Joint.NOSE, LEFT, 1] > points[Joint.HIP, :, 1].max() > points[Joint.ANKLE, :, 1].max()
        for joint in (Joint.SHOULDER, Joint.HIP, Joint.ANKLE, Joint.EYE):
            assert points[joint, LEFT, 0] > points[joint, RIGHT, 0], "the subject's left is the picture's right"
        assert points[Joint.NOSE, LEFT, 2] > points[Joint.EAR, :, 2].max()
    width, height = pose.picture
    inside = (pose.xyz[..., 0] > 0) & (pose.xyz[..., 0] < width) & (pose.xyz[..., 1] < 0) & (pose.xyz[..., 1] > -height)
    assert inside.all()
    assert 1.0 < pose.world[Joint.NOSE, LEFT, 1] - pose.world[Joint.ANKLE, :, 1].mean() < 1.8, "metres"
    assert np.allclose(pose.world[Joint.HIP].mean(axis=0), 0.0, atol=0.02), "about the middle of the hips"
    assert np.array_equal(pose.xyz[Joint.NOSE, LEFT], pose.xyz[Joint.NOSE, RIGHT])


def test_nothing_is_missing_but_a_body_that_was_not_found(opened: Opened) -> None:
    make, frames = opened
    with make() as backend:
        for pose in map(backend, frames):
            assert np.isfinite(pose.xyz).all() and np.isfinite(pose.world).all()
            assert (pose.seen >= 0.0).all() and (pose.seen <= 1.0).all()
            assert pose.seen.min() > 0.5, "everything shows in a front view"


def test_the_provenance_names_the_backend_and_survives_json(opened: Opened) -> None:
    make, _ = opened
    with make() as backend:
        provenance = backend.provenance
    assert provenance["backend"]
    assert json.loads(json.dumps(provenance)) == provenance


@pytest.mark.parametrize("opened", ["blazepose", "mediapipe", "replay", "synthetic"], indirect=True)
def test_closing_twice_is_like_closing_once_and_ends_the_clip(opened: Opened) -> None:
    make, frames = opened
    backend = make()
    backend(frames[0])
    backend.close()
    backend.close()
    with pytest.raises(RuntimeError, match="closed"):
        backend(frames[1])


def test_frame_by_frame_is_the_track(opened: Opened) -> None:
    make, frames = opened
    with make() as backend:
        track = Pose.concatenate([backend(frame) for frame in frames])
        assert len(track) == len(frames)
        if hasattr(backend, "track"):
            assert same(track, backend.track.at(slice(len(frames))))
    with make() as again:
        assert all(same(again(frame), track.at(frame.index)) for frame in frames), "the same clip, the same poses"
