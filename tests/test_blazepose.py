"""The steps between the two networks, and that they give what MediaPipe's library gives."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
from clips import LITE, bundle, clip, poses
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from truth import CLIPS

from movescreen.errors import Problem
from movescreen.pose import weights
from movescreen.pose.estimators.blazepose import BlazePose, deviations
from movescreen.pose.estimators.bundle_networks import networks
from movescreen.pose.estimators.detections import decoded, merged, overlap
from movescreen.pose.estimators.fixed_point_warp import Warp
from movescreen.pose.estimators.heat_maps import MAP_CELLS, HeatMaps
from movescreen.pose.estimators.mediapipe import MediaPipe
from movescreen.pose.estimators.open_networks import opened, put_back
from movescreen.pose.estimators.people_counter import PeopleCounter
from movescreen.pose.estimators.rotated_square import RotatedSquare
from movescreen.pose.estimators.ssd_anchors import anchors
from movescreen.pose.pose import Pose
from movescreen.pose.weights import Bundle
from movescreen.pose.weights.bundle_zip import store

# The landmark networks as they are run, after the bundles that they are cut from, by their sha256.
CUT = [
    (
        "a9a7bbab8b13ccdaaf1e9e2f02898f283fc708978742c7db55689d941cd324f7",
        "465bbe40929046148e92b05e814f7d8b67434aa23036f22f04d83fcdcf4eda17",
    ),
    (
        "59929e1d1ee95287735ddd833b19cf4ac46d29bc7afddbbf6753c459690d574a",
        "0009f0dfc5290d17dcd8e2c306c2be80be16514ee1ddeaf79b622ef86cae7739",
    ),
]
COMPARED = ["ohs_clean_front", "ohs_heelrise_left", "ohs_clean_back", "ohs_clean_oblique", "bridge_clean_left"]
LYING_FROM_THE_FEET = "bridge_clean_foot"


@cache
def both(name: str) -> tuple[Pose, Pose]:
    """What the reference and our own runner find in the first frames of a clip."""
    frames = clip(CLIPS / "synthetic" / f"{name}.mp4", 12)
    return poses(frames, opened=MediaPipe), poses(frames)


@pytest.mark.parametrize("name", COMPARED)
def test_poses_are_those_of_the_reference(name: str) -> None:
    """A tracked network drifts from itself when one pixel changes by one: the first frame agrees best."""
    reference_tracker, ours = both(name)
    size = np.ptp(reference_tracker.xyz[..., :2], axis=(1, 2)).max(axis=-1)
    apart = np.linalg.norm((reference_tracker.xyz - ours.xyz)[..., :2], axis=-1) / size[:, None, None]
    assert apart[0].max() < 0.0005
    assert np.mean(apart <= 0.005) >= 0.9
    world = np.linalg.norm(reference_tracker.world - ours.world, axis=-1)
    assert world[0].max() < 0.001 and np.median(world) < 0.02, "metres"
    assert np.abs(reference_tracker.seen - ours.seen)[0].max() < 0.001
    assert np.quantile(np.abs(reference_tracker.seen - ours.seen), 0.95) < 0.1


def test_a_body_that_is_hard_to_find_is_found_in_the_same_frames() -> None:
    frames = clip(CLIPS / "synthetic" / f"{LYING_FROM_THE_FEET}.mp4", 40)[32:]
    found = [np.isfinite(poses(frames, opened=of).xyz[:, 0, 0, 0]).tolist() for of in (MediaPipe, BlazePose)]
    assert found[0] == found[1] and any(found[0]) and not all(found[0])


def test_threads_change_no_pose() -> None:
    frames = clip(CLIPS / "synthetic" / "ohs_clean_front.mp4", 4)
    with BlazePose(bundle(), 0, 2) as backend:
        quick = Pose.concatenate([backend(frame) for frame in frames])
    assert np.array_equal(quick.xyz, poses(frames).xyz)


def test_networks_cut_are_those_whose_digest_is_stated() -> None:
    of = [bundle(), *([weights.ensure(file=LITE)] if LITE.is_file() else [])]
    known = [one for one in of if one.sha256 in dict(CUT)]
    assert known
    for one in known:
        assert networks(one).cut_sha256 == dict(CUT)[one.sha256]


def test_anchors_fill_the_picture_layer_by_layer() -> None:
    found = anchors()
    assert found.shape == (2254, 2)
    assert np.allclose(found[:2], 0.5 / 28) and np.allclose(found[2], [1.5 / 28, 0.5 / 28])
    assert np.allclose(found[-1], 6.5 / 7) and np.allclose(found.mean(axis=0), 0.5)


def test_decoded_boxes_lie_about_their_anchor() -> None:
    raw = np.zeros((3, 12), np.float32)
    raw[:, :4] = [22.4, 0.0, 112.0, 44.8]
    raw[:, 4:6] = [0.0, -22.4]
    raw[2, 2] = -1.0
    centres = np.full((3, 2), 0.5, np.float32)
    points, scores = decoded(raw, np.array([2.0, -0.1, 5.0], np.float32), centres)
    assert np.allclose(points[0, :3], [[0.35, 0.4], [0.85, 0.6], [0.5, 0.4]]), "one is unsure, one has no width"
    assert scores.tolist() == pytest.approx([1 / (1 + np.exp(-2.0))])


def test_merged_detections_are_weighted_means_best_first() -> None:
    box = np.array([[0.0, 0.0], [0.4, 0.4], *[[0.2, 0.2]] * 4], np.float32)
    found = merged(np.stack([box + 0.5, box, box + 0.02]), np.array([0.6, 0.75, 0.25 + 0.5], np.float32))
    assert len(found) == 2
    assert np.allclose(found[0], box + 0.01) and np.allclose(found[1], box + 0.5)
    assert len(merged(np.zeros((0, 6, 2), np.float32), np.zeros(0, np.float32))) == 0
    assert np.allclose(overlap(np.stack([box, box + 0.2, box + 0.4]), box), [1, 1 / 7, 0])


@given(st.floats(-3, 3), st.floats(20, 900), st.floats(-100, 2000), st.floats(-100, 2000))
def test_a_square_about_a_body_holds_its_axis_upright(angle: float, length: float, column: float, row: float) -> None:
    centre = np.array([column, row])
    end = centre + length * np.array([np.sin(angle), -np.cos(angle)])
    square = RotatedSquare.about(centre, end)
    up = square.project(np.array([[0.5, 0.5], [0.5, 0.1]]))
    assert np.allclose(up, [centre, end], atol=1e-6 * square.side)
    assert square.side == pytest.approx(2.5 * length)


def test_a_warped_square_is_the_picture_where_it_lies() -> None:
    rng = np.random.default_rng(0)
    picture = cv2.GaussianBlur(rng.integers(0, 255, (300, 400, 3), np.uint8), (0, 0), 2).astype(np.uint8)
    square = RotatedSquare(180.0, 140.0, 250.0, 0.4)
    cut = Warp(256)(picture, square.matrix, cv2.BORDER_CONSTANT)
    exact = square.matrix
    exact[:, :2] /= 256
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    other = cv2.warpAffine(picture, exact, (256, 256), flags=flags)
    apart = np.abs(cut.astype(int) - other)
    assert apart.max() <= 6 and apart.mean() < 0.2, "but for steps of 1/32 pixel"
    assert np.array_equal(Warp(400)(picture, RotatedSquare.around(400, 300).matrix, 0)[50:350], picture)


@given(st.floats(4, 59), st.floats(4, 59), st.floats(0.6, 2.0), st.floats(0.6, 2.0))
def test_heat_maps_of_known_shape_give_its_middle_and_its_spread(
    column: float, row: float, wide: float, high: float
) -> None:
    rows, columns = np.mgrid[:MAP_CELLS, :MAP_CELLS]
    share = 0.99 * np.exp(-(((columns - column) / wide) ** 2 + ((rows - row) / high) ** 2) / 2)
    maps = np.log((share + 1e-9) / (1 - share))[..., None].astype(np.float32)
    near = HeatMaps((np.array([[column, row]]) / MAP_CELLS + 0.004).astype(np.float32), maps)
    assert np.allclose(near.refined() * MAP_CELLS, [column, row], atol=0.25)
    if min(column, row) > 10 and max(column, row) < 53:
        sds = deviations(near.covariance().astype(float))[0] * [MAP_CELLS, MAP_CELLS, 1]
        assert np.allclose(sds, [wide, high, 0], rtol=0.03, atol=0.03)


def test_points_outside_and_unsure_ones_stay_and_only_outside_has_no_spread() -> None:
    maps = np.full((MAP_CELLS, MAP_CELLS, 2), -3.0, np.float32)
    maps[0, 0], maps[32, 33] = -500.0, -500.0
    points = np.array([[1.2, 0.5], [0.5, 0.5]], np.float32)
    near = HeatMaps(points, maps)
    assert np.array_equal(near.refined(), points)
    assert np.isnan(near.covariance()[0]).all() and np.isfinite(near.covariance()[1]).all()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_spread_turns_with_the_picture(rotation: int) -> None:
    frames = clip(CLIPS / "synthetic" / "ohs_clean_front.mp4", 6, 8)[:1]
    upright, turned = poses(frames), poses(frames, rotation)
    assert upright.spread is not None and turned.spread is not None
    assert upright.spread.shape == (1, 17, 2, 3) and np.nanmax(np.abs(upright.spread[..., 2])) <= 1
    ratio = turned.spread[..., :2] / upright.spread[..., :2]
    assert 0.8 < np.nanmedian(ratio) < 1.25
    one, other = (np.nan_to_num(spread[..., 2]).ravel() for spread in (upright.spread, turned.spread))
    assert stats.pearsonr(one, other).statistic > 0.8


def test_a_bundle_with_other_tensors_is_a_problem_that_names_both(tmp_path: Path) -> None:
    """The two networks have changed places."""
    with zipfile.ZipFile(bundle().path) as archive:
        one, other = (archive.read(name) for name in archive.namelist())
    packed = io.BytesIO()
    store({"pose_detector.tflite": other, "pose_landmarks_detector.tflite": one}, packed)
    (tmp_path / "swapped.task").write_bytes(packed.getvalue())
    with pytest.raises(Problem, match=r"input_1 1 x 224 x 224 x 3, and it has input_1 1 x 256 x 256 x 3") as caught:
        BlazePose(Bundle(tmp_path / "swapped.task", "0" * 64, "file", "swapped"))
    assert caught.value.code == "model_tensors" and "swapped.task" in str(caught.value)


def test_people_are_counted() -> None:
    picture = clip(CLIPS / "synthetic" / "ohs_clean_front.mp4", 1)[0].picture
    counter = PeopleCounter(bundle())
    assert counter(picture) == 1 and counter(np.full_like(picture, 128)) == 0
    assert counter(np.concatenate([picture, picture], axis=1)) == 2
    counter.close()
    counter.close()


def test_opened_networks_that_were_put_back() -> None:
    """They are opened once, are used by one at a time, and serve no other bundle and no other number of threads."""
    first, second = opened(bundle()), opened(bundle())
    assert first.landmarks is not second.landmarks
    put_back(second)
    assert opened(bundle(), 2).landmarks is not second.landmarks
    put_back(first)
    assert opened(bundle()).landmarks is first.landmarks
    put_back(first)
    assert opened(replace(bundle(), name="other")).landmarks is not first.landmarks


def test_networks_know_of_no_earlier_picture() -> None:
    """The poses of a clip are the same whichever clip was before it."""
    frames, other = (clip(CLIPS / "synthetic" / f"{name}.mp4", 3) for name in ("ohs_clean_front", "ohs_clean_left"))
    found = []
    for before in (frames, other):
        with BlazePose(bundle()) as backend:
            list(map(backend, before))
        with BlazePose(bundle()) as backend:
            found.append(np.stack([backend(frame).xyz for frame in frames]))
    assert np.array_equal(found[0], found[1])


def test_nothing_needs_mediapipe_but_the_reference(tmp_path: Path) -> None:
    """Without it the network runs, and its own backend says what to install."""
    script = (
        "import sys; sys.modules['mediapipe'] = None\n"
        "import pkgutil, importlib, movescreen\n"
        "names = [m.name for m in pkgutil.walk_packages(movescreen.__path__, 'movescreen.')]\n"
        "for name in names:\n"
        "    if name not in ('movescreen.__main__', 'movescreen.pose.estimators.mediapipe', "
        "'movescreen.pose.estimators.prune_check'): "
        "importlib.import_module(name)\n"
        "from movescreen.batch.task import Task, TRACKERS; from movescreen.pose.weights import ensure\n"
        "with Task('bridge').backend(ensure(file=sys.argv[1])): print('runs')\n"
    )
    done = subprocess.run([sys.executable, "-c", script, bundle().path], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("runs\n", "")
