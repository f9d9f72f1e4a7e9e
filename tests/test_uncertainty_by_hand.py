"""The uncertainty of a reading: each of its terms alone, and their sum in quadrature, on points placed by hand.

A nose stands for all points. What least stays of jitter is 0.47 px of a leg of 100, which every point adds.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from test_readings_by_hand import FRONT, MOVEMENT, PLAIN, SIDE, body, stood, toy

from movescreen.measures.perspective import CameraGeometry
from movescreen.measures.reference_pose import ReferencePose
from movescreen.pose.pose import LEFT, Array, Joint, Pose
from movescreen.scoring.bias_correction import CorrectedScreen
from movescreen.scoring.settings import Settings
from movescreen.scoring.uncertainty import uncertainty

LEAST_PX = 0.47


def across(pose: Pose, reference: ReferencePose) -> Array:
    """How far right the nose is, px."""
    return pose[Joint.NOSE][..., LEFT, 0]


def up(pose: Pose, reference: ReferencePose) -> Array:
    """How high the nose is, px."""
    return pose[Joint.NOSE][..., LEFT, 1]


def turned(pose: Pose, reference: ReferencePose) -> Array:
    """How far right the nose is, and 2.4 px for each degree that the camera is turned."""
    return across(pose, reference) + 2.4 * reference.camera.turned


def with_nose(x: float = 0.0, y: float = 0.0, nearer_m: float = 0.0, frames: int = 5) -> Pose:
    """A body with its nose there in every frame."""
    track = body(frames)
    track.xyz[:, Joint.NOSE, :, :2] = x, y
    track.world[:, Joint.NOSE, :, 2] = nearer_m
    return track


def read(
    function: Any, track: Pose, reference: ReferencePose, raw: Pose | None = None, afar: bool = False, **settings: Any
) -> float:
    """The uncertainty of a measure of 3 units that is read from the side and from the front."""
    measure = replace(
        toy("of", function, sided=False, views=SIDE | FRONT), from_afar=afar, yaw_put_right=function is turned
    )
    screen = replace(PLAIN, movement=replace(MOVEMENT, effort=measure), measures=(measure,), findings=())
    known = Settings(**({"yaw_deg": 0.0, "roll_deg": 0.0} | settings))
    (found,) = uncertainty(CorrectedScreen(screen, "synthetic"), raw or track, track, reference, known)
    return float(found)


def test_uncertainty_own() -> None:
    """The measure's own 3, or as stated, and what stays of jitter."""
    assert read(across, with_nose(), stood()) == pytest.approx(math.hypot(3.0, LEAST_PX))
    assert read(across, with_nose(), stood(), uncertainties={"of": 8.0}) == pytest.approx(math.hypot(8.0, LEAST_PX))


@pytest.mark.parametrize(("frames", "jitter"), [(4, 2.0), (5, 2.0), (20, 1.0), (80, 0.5)])
def test_uncertainty_of_jitter(frames: int, jitter: float) -> None:
    """A nose that strays by 2 px: five neighbouring frames count as one, and four times as many halve it."""
    track = with_nose(frames=frames)
    raw = replace(track, xyz=track.xyz.copy())
    raw.xyz[:, Joint.NOSE, LEFT, 0] += np.resize([2.0, -2.0], frames)
    assert read(across, track, stood(), raw) == pytest.approx(math.hypot(3.0, jitter))


def test_uncertainty_of_roll() -> None:
    """A nose 24 px up goes 24 sin(30 deg) = 12 px aside with the roll, to either side."""
    found = read(across, with_nose(y=24.0), stood(), roll_deg=30.0)
    assert found == pytest.approx(math.hypot(3.0, 12.0, LEAST_PX))


def test_uncertainty_of_pitch() -> None:
    """Straight ahead of a camera of 12 px focal length, 45 deg of pitch are 12 tan(45 deg) = 12 px."""
    camera = CameraGeometry(focal=12.0, ahead=(0.0, 170.0), pitch_uncertainty=45.0)
    found = read(up, with_nose(y=170.0), stood(camera=camera))
    assert found == pytest.approx(math.hypot(3.0, 12.0, LEAST_PX))


def test_uncertainty_of_distance() -> None:
    """A nose 1 m nearer is 48 px aside, drawn in by 0.5 a metre; half of that more or less is 12 px."""
    reference = stood(camera=CameraGeometry(inverse_distance=0.5))
    track = with_nose(x=48.0, nearer_m=1.0)
    assert read(across, track, reference, afar=True) == pytest.approx(math.hypot(3.0, 12.0, 0.5 * LEAST_PX))


@pytest.mark.parametrize("view", ["front", "side"])
def test_uncertainty_of_yaw_put_right(view: str) -> None:
    """What is put right for the yaw is unsure by the 5 deg within which people stand square: 5 times 2.4 are 12."""
    found = read(turned, with_nose(), stood(view), yaw_deg=30.0)
    assert found == pytest.approx(math.hypot(3.0, 12.0, LEAST_PX))


def test_uncertainty_in_quadrature() -> None:
    """3 of its own, 4 of the roll (8 px up, 30 deg) and 12 of the yaw are 13 together."""
    found = read(turned, with_nose(y=8.0), stood("front"), roll_deg=30.0)
    assert found == pytest.approx(math.hypot(13.0, LEAST_PX))
