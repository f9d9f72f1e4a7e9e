"""The network's poses are raw, prompt and upright, whatever runs it, and nothing is said on the terminal."""

from __future__ import annotations

import locale
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from clips import BRIDGE, FRONT, Opens, bundle, clip, numbered, poses, same, upright_poses
from hypothesis import given
from hypothesis import strategies as st

from movescreen.errors import Problem
from movescreen.pose.estimators import mediapipe
from movescreen.pose.estimators.blazepose import BlazePose
from movescreen.pose.estimators.mediapipe import MediaPipe
from movescreen.pose.pose import Joint, Pose
from movescreen.pose.weights import Bundle

pytestmark = pytest.mark.versions
BACKENDS = [BlazePose, MediaPipe]


@pytest.fixture(params=BACKENDS)
def opened(request: pytest.FixtureRequest) -> Opens:
    """What runs the network."""
    return request.param


def test_a_picture_without_a_person_has_no_pose_and_the_next_one_has(opened: Opens) -> None:
    frame = clip(FRONT, 4)[0]
    grey = np.full_like(frame.picture, 128)
    first, second, third = (
        poses(numbered([frame.picture, grey, frame.picture]), opened=opened).at(index) for index in range(3)
    )
    assert np.isnan(second.xyz).all() and np.isnan(second.world).all() and not second.seen.any()
    assert same(replace(first, time=third.time), replace(third, seen=first.seen))


def test_a_step_arrives_in_its_own_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times one picture, then ten times the same 20 pixels further right."""
    picture = clip(FRONT, 4)[0].picture
    frames = numbered([picture] * 10 + [np.roll(picture, 20, axis=1)] * 10)

    def short() -> tuple[float, float]:
        x = poses(frames, opened=MediaPipe).xyz[..., 0].mean(axis=(1, 2))
        return x[15:].mean() - x[10], np.abs(np.diff(x[3:10])).max()

    late, noise = short()
    assert abs(late) <= 2.0 * noise < 2.0, "as near as the network is to itself on a still picture"
    monkeypatch.setattr(mediapipe, "STRETCH", 1)
    late, noise = short()
    assert late > 5.0 > 10.0 * noise, "the built-in filter holds a quarter of the step back and more"


def test_what_is_seen_is_what_the_network_says_of_that_frame_alone(opened: Opens) -> None:
    """Grey pictures make the network search anew, as for a first frame, and leave its visibility filter as it is."""
    pictures = [frame.picture.copy() for frame in clip(FRONT, 4, 40)]
    for picture in pictures[::2]:
        picture[600:] = picture[0, 0]  # no legs
    grey = np.full_like(pictures[0], 128)
    alone = Pose.concatenate([poses([frame], opened=opened) for frame in numbered(pictures)])
    among = poses(
        numbered([picture for pair in zip(pictures, [grey] * 4, strict=True) for picture in pair]), opened=opened
    )
    among = among.at(slice(0, None, 2))
    assert np.abs(np.diff(alone.seen[:, Joint.ANKLE], axis=0)).min() > 0.4, "the legs come and go"
    assert np.allclose(among.seen, alone.seen, rtol=0.0, atol=1e-5)
    assert np.allclose(among.xyz, alone.xyz, rtol=0.0, atol=0.01)


def test_points_below_the_pictures_edge_are_not_seen(opened: Opens) -> None:
    """A picture that ends at the hips: by visibility alone a tenth of what lies outside would count as seen."""
    track = poses([replace(frame, picture=frame.picture[:500]) for frame in clip(FRONT, 12, 20)], opened=opened)
    outside = track.xyz[..., 1] < -510.0
    assert outside.sum() > 60
    assert np.mean(track.seen[outside] >= 0.5) < 0.02


@pytest.mark.parametrize("rotation", [90, 180, 270])
@pytest.mark.parametrize("path", [FRONT, BRIDGE], ids=["standing", "lying"])
def test_a_turned_picture_gives_the_same_pose_in_upright_coordinates(path: Path, rotation: int, opened: Opens) -> None:
    upright, turned = upright_poses(path, opened), poses(clip(path, 6, 8), rotation, opened=opened)
    seen = upright.seen > 0.5
    assert turned.picture == upright.picture
    apart = np.linalg.norm((turned.xyz - upright.xyz)[..., :2], axis=-1)[seen]
    assert np.median(apart) < 3.0 and np.percentile(apart, 95) < 8.0, "pixels"
    assert np.median(np.abs((turned.xyz - upright.xyz)[..., 2])[seen]) < 40.0, "pixels of depth"
    assert np.median(np.abs(turned.world - upright.world)[seen]) < 0.01, "metres"


@given(
    size=st.tuples(st.integers(2, 40), st.integers(2, 40)),
    where=st.tuples(st.floats(0, 0.999), st.floats(0, 0.999)),
    rotation=st.sampled_from([0, 90, 180, 270]),
)
def test_a_pixel_of_the_turned_picture_is_turned_back_exactly(
    size: tuple[int, int], where: tuple[float, float], rotation: int
) -> None:
    width, height = size
    column, row = int(where[0] * width), int(where[1] * height)
    picture = np.zeros((height, width, 3), np.uint8)
    picture[row, column] = 255
    turned = mediapipe.turned(picture, rotation)
    (at,) = np.argwhere(turned[..., 0])
    share = (at[::-1] + 0.5) / turned.shape[1::-1]
    matrix, corner = mediapipe.upright_map((width, height), rotation)
    assert np.allclose([*share, 0.0] @ matrix + corner, [column + 0.5, -(row + 0.5), 0.0])


def test_frames_with_the_same_time_or_an_earlier_one_are_all_measured(opened: Opens) -> None:
    frames = [replace(frame, time=time) for frame, time in zip(clip(FRONT, 4), (0.5, 0.5, 0.2, 0.2001), strict=True)]
    track = poses(frames, opened=opened)
    assert track.time.tolist() == [0.5, 0.5, 0.2, 0.2001]
    assert np.isfinite(track.xyz).all()


def test_where_poses_come_from_is_said(opened: Opens) -> None:
    with opened(bundle(), 90) as backend:
        provenance = backend.provenance
    assert provenance["model_sha256"] == bundle().sha256 and len(bundle().sha256) == 64
    assert provenance["model"] == bundle().name and provenance["model_origin"] == bundle().origin
    name = provenance["backend"]
    assert name in ("blazepose", "mediapipe")
    assert (
        provenance["litert" if name == "blazepose" else "mediapipe"][0].isdigit() and provenance["rotation_deg"] == 90
    )


@pytest.mark.parametrize("name", ["blazepose.BlazePose", "mediapipe.MediaPipe"])
def test_nothing_is_printed_while_poses_are_found(tmp_path: Path, name: str) -> None:
    np.save(tmp_path / "picture.npy", clip(FRONT, 4)[0].picture)
    module, kind = name.split(".")
    script = (
        f"import sys, numpy; from movescreen.pose.estimators.{module} import {kind}; from movescreen.pose.weights "
        f"import ensure;"
        f"from movescreen.video import Frame; backend = {kind}(ensure(file=sys.argv[1]));"
        "picture = numpy.load(sys.argv[2]);"
        "found = [backend(Frame(i, i / 30, p)).seen.any() for i, p in enumerate([0 * picture, picture, picture])];"
        "assert found == [False, True, True]; backend.close(); print('as it should', file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, str(bundle().path), str(tmp_path / "picture.npy")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "as it should\n")


@pytest.mark.parametrize("letters", ["C.UTF-8", "tr_TR.UTF-8"])
def test_a_network_opens_whatever_the_users_letters(letters: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library refuses its own names where I is not the capital of i; the user's letters are back afterwards."""
    before, during = locale.setlocale(locale.LC_CTYPE), []
    create = mediapipe.PoseLandmarker.create_from_options

    def noted(options: object) -> object:
        during.append(locale.setlocale(locale.LC_CTYPE))
        return create(options)

    monkeypatch.setattr(mediapipe.PoseLandmarker, "create_from_options", noted)
    try:
        locale.setlocale(locale.LC_CTYPE, letters)
    except locale.Error:
        pytest.skip(f"the language {letters} is not on this machine")
    try:
        MediaPipe(bundle()).close()
        assert set(during) == {"C"} and locale.setlocale(locale.LC_CTYPE) == letters
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def test_a_file_that_is_no_network_is_named(tmp_path: Path, opened: Opens) -> None:
    (tmp_path / "some.task").write_bytes(b"not a zip")
    for name in ("some.task", "none.task"):
        with pytest.raises(Problem, match=name) as caught:
            opened(Bundle(tmp_path / name, "0" * 64, "file", "some"))
        assert caught.value.code == "model_unreadable"


def test_only_quarter_turns_are_taken(opened: Opens) -> None:
    with pytest.raises(ValueError, match="45"):
        opened(Bundle(Path("none.task"), "0" * 64, "file", "none"), 45)


def test_loading_the_reference_breaks_nobody_elses_library() -> None:
    """What the library shares its package with, a plotter among it, works for others after our import."""
    code = "import movescreen.pose.estimators.mediapipe, matplotlib.pyplot as p; print(p.plot)"
    code += "; from mediapipe.tasks.python.vision import drawing_utils; print(drawing_utils.plt is p)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert printed.stdout.startswith("<function plot") and printed.stdout.endswith("True\n")
