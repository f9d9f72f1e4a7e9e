"""Stored poses come back whole, or are refused with a sentence."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from clips import FRONT, clip, same, upright_poses
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from people import PinholeCamera, brief_squat

from movescreen.errors import Problem
from movescreen.pose.buffers import PoseBuffer
from movescreen.pose.estimators.replay import Replay, load_poses, store_poses
from movescreen.pose.estimators.synthetic import Synthetic
from movescreen.pose.pose import ARRAYS, JOINTS, Pose
from movescreen.video import Frame

ORIGIN = {"backend": "synthetic", "view": "front", "picture": [720, 1280], "note": "½ °"}


def figure() -> Synthetic:
    return Synthetic(brief_squat(), PinholeCamera("front"), noise_px=1.0)


coordinates = st.floats(-1e6, 1e6) | st.just(np.nan) | st.floats(-1e4, 1e4, width=32)


@st.composite
def tracks(draw: st.DrawFn) -> Pose:
    """Poses of any values, over a clip or of one frame."""
    time = draw(st.sampled_from([(), (0,), (1,), (3,)]))
    shapes = {"time": time, "xyz": (*time, JOINTS, 2, 3), "world": (*time, JOINTS, 2, 3), "seen": (*time, JOINTS, 2)}
    values = {name: draw(arrays(float, shape, elements=coordinates)) for name, shape in shapes.items()}
    return Pose(**values, picture=draw(st.tuples(st.integers(1, 9999), st.integers(1, 9999))))


@settings(max_examples=40, deadline=None)
@given(track=tracks())
def test_stored_poses_come_back_bit_for_bit(track: Pose, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("stored") / "poses.npz"
    store_poses(path, track, ORIGIN)
    loaded, origin = load_poses(path)
    assert same(loaded, track)
    assert origin == ORIGIN


def test_what_the_network_said_is_replayed_bit_for_bit_and_takes_half_the_room(tmp_path: Path) -> None:
    frames, track = clip(FRONT, 6, 8), upright_poses(FRONT)
    store_poses(tmp_path / "poses.npz", track, ORIGIN)
    store_poses(
        tmp_path / "other.npz", replace(track, xyz=track.xyz / 3, world=track.world / 3, seen=track.seen / 3), ORIGIN
    )
    with Replay(tmp_path / "poses.npz") as backend:
        again = Pose.concatenate([backend(replace(frame, index=index)) for index, frame in enumerate(frames)])
    assert same(again, track)
    sizes = [sum(np.load(tmp_path / f"{name}.npz")[key].nbytes for key in ARRAYS) for name in ("poses", "other")]
    assert sizes[0] < 0.51 * sizes[1]


def test_a_track_in_memory_replays_too() -> None:
    track = figure().track
    with Replay(track) as backend:
        assert same(Pose.concatenate([backend(frame) for frame in islice(figure().frames(), 3)]), track.at(slice(3)))


def test_poses_of_another_clip_are_refused() -> None:
    track = figure().track
    black = np.zeros((2, 2, 3), np.uint8)
    with Replay(track) as backend, pytest.raises(Problem, match="120") as longer:
        backend(Frame(len(track) + 30, track.time[-1] + 1.0, black))
    with Replay(track) as backend, pytest.raises(Problem, match=r"0\.107 s.*0\.100 s") as later:
        backend(Frame(3, 0.107, black))
    assert [longer.value.code, later.value.code] == ["other_clip", "other_clip"]


def test_an_interrupted_store_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "poses.npz"
    store_poses(path, figure().track, ORIGIN)
    before = path.read_bytes()
    with pytest.raises(TypeError):
        store_poses(path, figure().track, {"backend": object()})
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@cache
def stored_bytes(folder: Path) -> bytes:
    store_poses(folder / "whole.npz", figure().track.at(slice(3)), ORIGIN)
    return (folder / "whole.npz").read_bytes()


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_refused_or_does_not_matter(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    content = bytearray(stored_bytes(folder))
    if data.draw(st.booleans(), "cut off"):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    else:
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path = folder / "damaged.npz"
    path.write_bytes(bytes(content))
    try:
        loaded, origin = load_poses(path)
    except Problem as problem:
        assert problem.code == "poses_unreadable" and "damaged.npz" in str(problem)
    else:
        assert same(loaded, figure().track.at(slice(3))) and origin == ORIGIN


def foreign(folder: Path) -> dict[str, Path]:
    """Files that are no stored poses, by what they are."""
    whole = stored_bytes(folder)
    (folder / "whole.npz").write_bytes(whole)
    with np.load(folder / "whole.npz") as file:
        parts = dict(file)
    files = {
        name: folder / f"{name}.npz" for name in ("empty", "words", "array", "others", "lacking", "short", "joints")
    }
    files["empty"].touch()
    files["words"].write_text("frame,time_s\n0,0.0\n", encoding="utf-8")
    with files["array"].open("wb") as file:
        np.save(file, parts["xyz"])
    np.savez(files["others"], x=np.arange(3))
    np.savez(files["lacking"], **{name: part for name, part in parts.items() if name != "world"})
    np.savez(files["short"], **parts | {"seen": parts["seen"][1:]})
    np.savez(files["joints"], **parts | {"joint": parts["joint"][::-1]})
    return files | {"folder": folder}


def test_a_foreign_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    for path in foreign(tmp_path).values():
        with pytest.raises(Problem, match=path.name) as caught:
            Replay(path)
        assert caught.value.code == "poses_unreadable"
    with pytest.raises(Problem, match=r"none\.npz") as caught:
        Replay(tmp_path / "none.npz")
    assert caught.value.code == "poses_missing"


def spread_out() -> Pose:
    """A track with a spread in its second frame alone."""
    track = figure().track.at(slice(0, 3))
    values = np.random.default_rng(0).random((1, JOINTS, 2, 3)).astype(np.float32).astype(float)
    return Pose.concatenate([track.at(slice(0, 1)), replace(track.at(slice(1, 2)), spread=values), track.at(2)])


def test_spread_is_stored_and_older_files_have_none(tmp_path: Path) -> None:
    track = spread_out()
    store_poses(tmp_path / "poses.npz", track, ORIGIN)
    loaded, _ = load_poses(tmp_path / "poses.npz")
    assert loaded.spread is not None and track.spread is not None
    assert np.array_equal(loaded.spread, track.spread, equal_nan=True)
    assert np.load(tmp_path / "poses.npz")["spread"].dtype == np.float32
    store_poses(tmp_path / "older.npz", replace(track, spread=None), ORIGIN)
    assert "spread" not in np.load(tmp_path / "older.npz") and load_poses(tmp_path / "older.npz")[0].spread is None


def test_spread_goes_with_its_frames_and_its_side() -> None:
    track = spread_out()
    grown = PoseBuffer()
    for number in range(3):
        grown.push(track.at(slice(number, number + 1)))
    for same_one in (grown[:], track.at(slice(None)), track.mirrored().mirrored()):
        assert np.array_equal(same_one.spreads, track.spreads, equal_nan=True)
    assert np.isnan(track.spreads[[0, 2]]).all() and np.isfinite(track.spreads[1]).all()
    turned = track.mirrored().spreads[1]
    assert np.array_equal(turned[:, 0, :2], track.spreads[1, :, 1, :2])
    assert np.array_equal(turned[:, 0, 2], -track.spreads[1, :, 1, 2])
    assert track.at(0).spreads.shape == (JOINTS, 2, 3) and grown[:].at(None).spreads.shape == (1, 3, JOINTS, 2, 3)
    assert figure().track.mirrored().spread is None
