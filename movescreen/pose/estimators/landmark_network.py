"""Find the landmarks of the person in a square: the second of the bundle's two networks."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from movescreen.pose.estimators.fixed_point_warp import Warp
from movescreen.pose.estimators.heat_maps import MAP_CELLS, HeatMaps
from movescreen.pose.estimators.litert import Floats, LiteRt
from movescreen.pose.estimators.rotated_square import RotatedSquare
from movescreen.pose.pose import Array

MEMBER = "pose_landmarks_detector.tflite"
INPUT_PX = 256  # side of the network's input
LANDMARKS = 39  # 33 of the body, two that say where it is, and four that are not used
BODY = 33
HIP_CENTRE = 33  # the landmark from which the next square is made
BODY_END = 34  # and the one on the circle about it
USED = 35
GIVEN = {"input_1": (1, INPUT_PX, INPUT_PX, 3)}
MADE = {
    "Identity": (1, 5 * LANDMARKS),
    "Identity_1": (1, 1),
    "Identity_3": (1, MAP_CELLS, MAP_CELLS, LANDMARKS),
    "Identity_4": (1, 3 * LANDMARKS),
}
MIN_PRESENCE = 0.5  # of a person in the square; MediaPipe's default


@dataclass(frozen=True)
class Landmarks:
    """The landmarks of one person.

    `points` are `(33, 3)`, px of the picture, y downwards, z away from the camera; `world` the same in metres.
    `visibility` and `presence` are `(33,)`, 0 to 1. `covariance` `(33, 2, 2)`, squared px, is that of the heat maps.
    `square` is where to look in the next picture.
    """

    points: Array
    world: Array
    visibility: Array
    presence: Array
    covariance: Array
    square: RotatedSquare


class LandmarkNetwork:
    """Gives the landmarks of the person in a square of a picture."""

    def __init__(self, content: bytes, where: str, threads: int = 1) -> None:
        self.network = LiteRt(f"{MEMBER} of {where}", content, GIVEN, MADE, threads)
        self._warp = Warp(INPUT_PX)

    def __call__(self, picture: NDArray[np.uint8], square: RotatedSquare) -> Landmarks | None:
        """Return the landmarks, or None where there is no person in the square."""
        crop = self._warp(picture, square.matrix, cv2.BORDER_REPLICATE)
        np.multiply(crop, np.float32(1 / 255), out=self.network.input[0])
        values, presence, maps, world = self.network.run()
        return projected(values[0], maps[0], world[0], square) if presence[0, 0] > MIN_PRESENCE else None


def projected(values: Floats, maps: Floats, world: Floats, square: RotatedSquare) -> Landmarks:
    """Convert the network's outputs for a square into landmarks of the picture.

    Parameters
    ----------
    values : ndarray, size LANDMARKS * 5
        x, y, depth (px of the network's input), visibility and presence (logits).
    maps : ndarray, shape (n_cells, n_cells, LANDMARKS)
        Heat maps (logits).
    world : ndarray, size LANDMARKS * 3
        Points about the hips' centre, m.
    square : RotatedSquare
        The part of the picture that the network saw.

    Returns
    -------
    Landmarks
        Points and covariances in px of the picture, world points in m, and the next square to look at.
    """
    found = values.reshape(LANDMARKS, 5)
    near = HeatMaps(found[:USED, :2] / np.float32(INPUT_PX), maps)
    points, covariance = near.refined(), near.covariance()[:BODY].astype(float)
    plane = square.project(points.astype(float))
    turn = square.matrix[:, :2] / square.side
    metres = world.reshape(LANDMARKS, 3)[:BODY].astype(float)
    metres[:, :2] = metres[:, :2] @ turn.T
    depth = found[:BODY, 2:3].astype(float) * square.side / INPUT_PX
    visibility, presence = 1 / (1 + np.exp(-found[:BODY, 3:].astype(float).T))
    return Landmarks(
        np.concatenate([plane[:BODY], depth], axis=1),
        metres,
        visibility,
        presence,
        square.side**2 * turn @ covariance @ turn.T,
        RotatedSquare.about(plane[HIP_CENTRE], plane[BODY_END]),
    )
