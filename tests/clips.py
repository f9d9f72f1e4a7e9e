"""Real pictures and the network for the tests, both only where they lie on this machine already."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from truth import CLIPS, SHARED

from movescreen.pose import weights
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.estimators.blazepose import BlazePose
from movescreen.pose.pose import ARRAYS, Pose
from movescreen.pose.weights import Bundle
from movescreen.video import Frame, open_video

LITE = SHARED.parent / "models" / "pose_landmarker_lite.task"
FRONT = CLIPS / "synthetic" / "ohs_clean_front.mp4"
BRIDGE = CLIPS / "synthetic" / "bridge_clean_left.mp4"


@cache
def bundle() -> Bundle:
    """A pose network that is on this machine already; no test fetches one."""
    present = [listing.name for listing in weights.available() if listing.present]
    if present:
        return weights.ensure("full" if "full" in present else present[0])
    if not LITE.is_file():
        pytest.skip("there is no pose network on this machine: run `movescreen models`")
    return weights.ensure(file=LITE)


@cache
def clip(path: Path, count: int, step: int = 1) -> list[Frame]:
    """The first frames of a clip, or every `step`th of them."""
    if not path.is_file():
        pytest.skip("the clips with known truth are not on this machine")
    with open_video(path) as source:
        return list(islice(source, 0, count * step, step))


def numbered(pictures: list[NDArray[np.uint8]]) -> list[Frame]:
    """Pictures as a clip of 30 frames a second."""
    return [Frame(index, index / 30, picture) for index, picture in enumerate(pictures)]


Opens = Callable[..., PoseEstimator]


def poses(frames: list[Frame], rotation: int = 0, network: Bundle | None = None, opened: Opens = BlazePose) -> Pose:
    """What a network finds in a clip, the one on this machine where none is named."""
    with opened(network or bundle(), rotation) as backend:
        return Pose.concatenate([backend(frame) for frame in frames])


@cache
def upright_poses(path: Path, opened: Opens = BlazePose) -> Pose:
    return poses(clip(path, 6, 8), opened=opened)


def same(one: Pose, other: Pose) -> bool:
    """Whether two poses are equal bit for bit."""
    equal = (getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in ARRAYS)
    return all(equal) and one.picture == other.picture and one.xyz.shape == other.xyz.shape
