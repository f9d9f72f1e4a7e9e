"""Find people in a whole picture: the first of the bundle's two networks."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from movescreen.pose.estimators.detections import decoded, merged
from movescreen.pose.estimators.fixed_point_warp import Warp
from movescreen.pose.estimators.litert import LiteRt
from movescreen.pose.estimators.rotated_square import RotatedSquare
from movescreen.pose.estimators.ssd_anchors import INPUT_PX, anchors

MEMBER = "pose_detector.tflite"
GIVEN = {"input_1": (1, INPUT_PX, INPUT_PX, 3)}
MADE = {"Identity": (1, 2254, 12), "Identity_1": (1, 2254, 1)}
HIP_CENTRE = 2  # among the points of a detection: after the two corners of its box
SMALLER = (2, 3)  # parts of a picture's shorter side: who fills a third of such a part is found in it
BODY_END = 3  # on the circle about the hip centre that holds the whole body


class PersonDetector:
    """Gives the squares about the people in a picture, surest first."""

    def __init__(self, content: bytes, where: str, threads: int = 1) -> None:
        self._network = LiteRt(f"{MEMBER} of {where}", content, GIVEN, MADE, threads)
        self._warp, self._anchors = Warp(INPUT_PX), anchors()

    def __call__(self, picture: NDArray[np.uint8], part: RotatedSquare | None = None) -> list[RotatedSquare]:
        """Return a square about each person in a picture `(height, width, 3)`, or in a part of it."""
        height, width = picture.shape[:2]
        letterbox = part or RotatedSquare.around(width, height)
        crop = self._warp(picture, letterbox.matrix, cv2.BORDER_CONSTANT)
        np.subtract(crop * np.float32(1 / 127.5), np.float32(1), out=self._network.input[0])
        raw, logits = self._network.run()
        people = merged(*decoded(raw[0], logits[0, :, 0], self._anchors))
        ends = (letterbox.project(person[[HIP_CENTRE, BODY_END]].astype(float)) for person in people)
        return [square for square in (RotatedSquare.about(*end) for end in ends) if square.valid]


def parts(width: int, height: int) -> list[RotatedSquare]:
    """Return squares that a picture is looked at in for people who are small in it: the larger ones first.

    They overlap by half, so that whoever fills half of one is whole in one of them.
    """
    squares = []
    for side in (min(width, height) / share for share in SMALLER):
        columns, rows = (_centres(extent, side) for extent in (width, height))
        squares += [RotatedSquare(column, row, side, 0.0) for row in rows for column in columns]
    return squares


def _centres(extent: int, side: float) -> list[float]:
    count = max(1, math.ceil((extent - side) / (0.5 * side)) + 1)
    return np.linspace(0.5 * side, extent - 0.5 * side, count).tolist()
