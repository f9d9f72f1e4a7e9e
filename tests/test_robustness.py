"""The same movement filmed or stored otherwise says nothing that contradicts it, and a mirror swaps the sides."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pytest
from clips import bundle, clip
from numpy.typing import NDArray
from people import SQUAT, Motion, brief, record_of, seen, squat
from truth import CLIPS, needs_truth

from movescreen.pose.estimators.blazepose import BlazePose
from movescreen.pose.pose import Pose
from movescreen.records.record import Record
from movescreen.session import Session
from movescreen.video import Frame

Picture = NDArray[np.uint8]
OTHER = {"left": "right", "right": "left", "": ""}
OPPOSITE = {"observed", "not_observed"}


def states(record: Record, mirrored: bool = False) -> dict[tuple[int, str, str], str]:
    """The state of each finding of each repetition; a shift's side is its direction, and not told."""
    return {
        (rep.number, r.finding, "" if r.measure == "hip_shift" else OTHER[r.side] if mirrored else r.side): r.state
        for rep in record.repetitions
        for r in rep.readings
        if r.finding
    }


def contradictions(one: Record, other: Record, mirrored: bool = False) -> list[tuple[int, str, str]]:
    first, second = states(one), states(other, mirrored)
    assert first.keys() == second.keys()
    return [key for key in first if {first[key], second[key]} == OPPOSITE]


def decided(record: Record) -> int:
    return sum(state in OPPOSITE for state in states(record).values())


# Without a network: the figure, whose points are known.

MOVES: dict[str, dict[str, Any]] = {
    "clean": {},
    "knees in": {"knees_in": (0.12, 0.02)},
    "knees out": {"knees_in": -0.1},
    "shifted": {"hip_shift": 0.08},
    "turned out": {"turn_out": (30.0, 5.0)},
    "leaning": {"trunk": 62.0, "knee_flexion": 100.0},
    "arms fall": {"arms_forward": 35.0},
    "heels rise": {"heel_rise": 20.0},
}
VIEWS = ("front", "left", "back")


@cache
def moved(name: str, rate: float = 30.0) -> Motion:
    return squat(brief(fps=rate), **MOVES[name])


def filmed(name: str, view: str, rate: float = 30.0, **camera: Any) -> Record:
    return record_of(seen(moved(name, rate), view, noise_px=1.5, **camera), SQUAT)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", MOVES)
def test_pictures_taken_at_another_rate_or_of_another_size_contradict_nothing(name: str, view: str) -> None:
    usual = filmed(name, view)
    assert decided(usual) >= 2
    for other in (filmed(name, view, 15.0), filmed(name, view, 60.0), filmed(name, view, picture=(360, 640))):
        assert contradictions(usual, other) == []


@pytest.mark.parametrize("aside", [-0.2, 0.2])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", MOVES)
def test_who_stands_a_tenth_of_the_picture_aside_is_not_contradicted(name: str, view: str, aside: float) -> None:
    """A tenth of what the camera sees across at three metres is 0.2 m."""
    assert contradictions(filmed(name, view), filmed(name, view, aside=aside)) == []


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", MOVES)
def test_a_mirror_swaps_the_sides_of_every_finding(name: str, view: str) -> None:
    track = seen(moved(name), view, noise_px=1.5)
    usual, mirror = record_of(track, SQUAT), record_of(track.mirrored(), SQUAT)
    assert states(usual) == states(mirror, mirrored=True)


# Through the network: the same pictures, changed.

ONE_KNEE = CLIPS / "synthetic" / "ohs_valgus_left_only_front.mp4"
ARMS = CLIPS / "synthetic" / "ohs_armsfall_right.mp4"
STEP, RATE, COUNT = 3, 10.0, 44  # a repetition and the standing before and after it


def halved(picture: Picture) -> Picture:
    return cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA).astype(np.uint8)


def mirrored(picture: Picture) -> Picture:
    return np.ascontiguousarray(picture[:, ::-1])


def aside(picture: Picture) -> Picture:
    """Everything a tenth of the width further to the right; the left edge is drawn out."""
    columns = np.maximum(np.arange(picture.shape[1]) - picture.shape[1] // 10, 0)
    return np.ascontiguousarray(picture[:, columns])


@cache
def recompressed(path: Path) -> list[Picture]:
    """The pictures as a coarse H.264 file has them."""
    pictures = [frame.picture for frame in clip(path, COUNT, STEP)]
    file = BytesIO()
    with av.open(file, "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=round(RATE), options={"crf": "36", "preset": "veryfast"})
        stream.height, stream.width = pictures[0].shape[:2]
        for picture in pictures:
            out.mux(stream.encode(av.VideoFrame.from_ndarray(picture)))
        out.mux(stream.encode())
    file.seek(0)
    with av.open(file, "r") as stored:
        return [frame.to_ndarray(format="rgb24").astype(np.uint8) for frame in stored.decode(video=0)]


@cache
def measured(path: Path, change: Callable[[Picture], Picture] | None = None) -> Record:
    return of_pictures([change(f.picture) if change else f.picture for f in clip(path, COUNT, STEP)])


def of_pictures(pictures: list[Picture]) -> Record:
    frames = [Frame(index, index / RATE, picture) for index, picture in enumerate(pictures)]
    with BlazePose(bundle()) as backend:
        track = Pose.concatenate([backend(frame) for frame in frames])
    session = Session(SQUAT, network="blazepose")
    session.push(track)
    return session.close()[1]


@needs_truth
@pytest.mark.parametrize("path", [ONE_KNEE, ARMS], ids=["one knee in", "arms fall"])
def test_pictures_that_are_small_or_coarse_or_off_centre_contradict_nothing(path: Path) -> None:
    usual = measured(path)
    assert len(usual.repetitions) == 1 and decided(usual) >= 2
    for other in (measured(path, halved), measured(path, aside), of_pictures(recompressed(path))):
        assert contradictions(usual, other) == []


@needs_truth
@pytest.mark.parametrize("path", [ONE_KNEE, ARMS], ids=["one knee in", "arms fall"])
def test_mirrored_pictures_have_the_sides_swapped(path: Path) -> None:
    usual, mirror = measured(path), measured(path, mirrored)
    assert contradictions(usual, mirror, mirrored=True) == []
    name, side = ("knees_move_in", "left") if path == ONE_KNEE else ("arms_fall_forward", "right")
    assert (states(usual)[1, name, side], states(mirror)[1, name, OTHER[side]]) == ("observed", "observed")
