"""A picture with the body drawn on it: what was seen of it, and the lines between its points."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from movescreen.body import LEFT, RIGHT, Array, Joint, Pose

Picture = NDArray[np.uint8]

LIMBS = (
    (Joint.EAR, Joint.SHOULDER),
    (Joint.SHOULDER, Joint.ELBOW),
    (Joint.ELBOW, Joint.WRIST),
    (Joint.SHOULDER, Joint.HIP),
    (Joint.HIP, Joint.KNEE),
    (Joint.KNEE, Joint.ANKLE),
    (Joint.ANKLE, Joint.HEEL),
    (Joint.HEEL, Joint.TOE),
    (Joint.ANKLE, Joint.TOE),
)
ACROSS = (Joint.SHOULDER, Joint.HIP)
COLOURS = {LEFT: (64, 196, 255), RIGHT: (255, 176, 64)}  # blue left, orange right: told apart without red and green
BETWEEN, OUTLINE = (235, 235, 235), (24, 24, 24)


def drawn(picture: Picture, pose: Pose, captions: Iterable[str] = (), near: int = RIGHT) -> Picture:
    """A copy of the picture with the pose of that frame on it, left blue and right orange, and lines of text below.

    The limbs of the `near` side are drawn over the others.
    """
    canvas = picture.copy()
    thick = max(1, round(min(picture.shape[:2]) / 240))
    for joint in ACROSS:
        _line(canvas, pose.xyz[joint, LEFT], pose.xyz[joint, RIGHT], BETWEEN, thick)
    for side in (1 - near, near):
        colour = COLOURS[side]
        for start, end in LIMBS:
            _line(canvas, pose.xyz[start, side], pose.xyz[end, side], colour, thick)
        for joint in sorted({j for limb in LIMBS for j in limb}):
            _dot(canvas, pose.xyz[joint, side], colour, thick)
    return _captioned(canvas, list(captions), thick)


def _pixel(point: Array) -> tuple[int, int] | None:
    """Column and row of a point, or None where it was not seen."""
    return None if np.isnan(point[:2]).any() else (round(float(point[0])), round(float(-point[1])))


def _line(canvas: Picture, start: Array, end: Array, colour: tuple[int, int, int], thick: int) -> None:
    a, b = _pixel(start), _pixel(end)
    if a and b:
        cv2.line(canvas, a, b, OUTLINE, thick + 2, cv2.LINE_AA)
        cv2.line(canvas, a, b, colour, thick, cv2.LINE_AA)


def _dot(canvas: Picture, point: Array, colour: tuple[int, int, int], thick: int) -> None:
    centre = _pixel(point)
    if centre:
        cv2.circle(canvas, centre, 2 * thick, OUTLINE, -1, cv2.LINE_AA)
        cv2.circle(canvas, centre, 2 * thick - 1, colour, -1, cv2.LINE_AA)


def _captioned(canvas: Picture, captions: list[str], thick: int) -> Picture:
    """The canvas with a darker band below that carries the captions."""
    if not captions:
        return canvas
    scale = min(canvas.shape[:2]) / 900
    step = round(36 * scale)
    band = np.full(((len(captions) + 1) * step, canvas.shape[1], 3), OUTLINE, np.uint8)
    for row, text in enumerate(captions, start=1):
        at = (step // 2, round((row + 0.25) * step))
        cv2.putText(band, text, at, cv2.FONT_HERSHEY_SIMPLEX, scale, BETWEEN, max(1, thick // 2), cv2.LINE_AA)
    return np.concatenate([canvas, band])
