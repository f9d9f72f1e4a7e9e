"""A picture with the body drawn on it: what was seen of it, the lines between its points, and what was measured."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from movescreen.output.pictures.overlay_lines import BOTH, OverlayLine
from movescreen.pose.pose import LEFT, RIGHT, SIDES, Array, Joint, Pose

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

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
FOOT = [Joint.ANKLE, Joint.HEEL, Joint.TOE]
ACROSS = (Joint.SHOULDER, Joint.HIP)
BETWEEN = (235, 235, 235)  # colour of what has no side
OUTLINE = (24, 24, 24)  # colour around lines and letters
COLOURS = {LEFT: (64, 196, 255), RIGHT: (255, 176, 64), BOTH: BETWEEN}  # distinct without red and green
FAINT = 0.45  # how much of the body shows under what was measured
DOT = 6.0  # thicknesses from dot to dot of a dotted line


def drawn(picture: Picture, pose: Pose, near: int = RIGHT, lines: Sequence[OverlayLine] = ()) -> Picture:
    """Draw a pose on a copy of its picture; left is blue, right is orange.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        Not changed.
    pose : Pose, ()
        The pose of that frame.
    near : int
        The side that is drawn over the other.
    lines : sequence of OverlayLine
        Lines that were measured; they stand out. Reference lines are dotted.

    Returns
    -------
    ndarray of uint8, shape (height, width, 3)
        The copy.
    """
    canvas = picture.copy()
    thick = max(1, round(math.sqrt(picture.shape[0] * picture.shape[1]) / 230))
    _body(canvas, pose, near, thick)
    if lines:
        part = _extent(pose, canvas, 3 * thick)
        canvas[part] = cv2.addWeighted(canvas[part], FAINT, picture[part], 1 - FAINT, 0)
        for line in sorted(lines, key=lambda line: not line.against):
            (_dotted if line.against else _line)(canvas, line.start, line.end, COLOURS[line.side], thick + 1)
        for side in sorted({line.side for line in lines} - {BOTH}):
            _letter(canvas, pose.xyz[FOOT, side], SIDES[side][0].upper(), COLOURS[side], thick)
    return canvas


def _body(canvas: Picture, pose: Pose, near: int, thick: int) -> None:
    for joint in ACROSS:
        _line(canvas, pose.xyz[joint, LEFT], pose.xyz[joint, RIGHT], BETWEEN, thick)
    for side in (1 - near, near):
        colour = COLOURS[side]
        for start, end in LIMBS:
            _line(canvas, pose.xyz[start, side], pose.xyz[end, side], colour, thick)
        for joint in sorted({j for limb in LIMBS for j in limb}):
            _dot(canvas, pose.xyz[joint, side], colour, thick)


def _extent(pose: Pose, canvas: Picture, margin: int) -> tuple[slice, slice]:
    """Return the rows and columns of a picture that the body takes."""
    points = pose.xyz[..., :2].reshape(-1, 2) * [1.0, -1.0]
    points = points[np.isfinite(points).all(axis=-1)]
    if not len(points):
        return slice(1), slice(1)
    ends = np.clip([points.min(axis=0) - margin, points.max(axis=0) + margin], 0, np.subtract(canvas.shape[1::-1], 1))
    (left, top), (right, bottom) = ends.astype(int).tolist()
    return slice(top, bottom + 1), slice(left, right + 1)


def _pixel(point: Array) -> tuple[int, int] | None:
    """Return column and row of a point, or None where it was not seen."""
    return None if np.isnan(point[:2]).any() else (round(float(point[0])), round(float(-point[1])))


def _line(canvas: Picture, start: Array, end: Array, colour: Colour, thick: int) -> None:
    a, b = _pixel(start), _pixel(end)
    if a and b:
        cv2.line(canvas, a, b, OUTLINE, thick + 2, cv2.LINE_AA)
        cv2.line(canvas, a, b, colour, thick, cv2.LINE_AA)


def _dotted(canvas: Picture, start: Array, end: Array, colour: Colour, thick: int) -> None:
    count = max(2, round(float(np.linalg.norm(end - start)) / (DOT * thick)))
    for share in np.linspace(0.0, 1.0, count + 1).tolist():
        at = _pixel(start + share * (end - start))
        if at:
            cv2.circle(canvas, at, thick + 1, OUTLINE, -1, cv2.LINE_AA)
            cv2.circle(canvas, at, thick, colour, -1, cv2.LINE_AA)


def _dot(canvas: Picture, point: Array, colour: Colour, thick: int) -> None:
    centre = _pixel(point)
    if centre:
        cv2.circle(canvas, centre, 2 * thick, OUTLINE, -1, cv2.LINE_AA)
        cv2.circle(canvas, centre, 2 * thick - 1, colour, -1, cv2.LINE_AA)


def _letter(canvas: Picture, foot: Array, letter: str, colour: Colour, thick: int) -> None:
    """Draw a letter on a disc below a foot."""
    if np.isnan(foot[:, :2]).any():
        return
    radius = 5 * thick
    lowest = round(float(-foot[:, 1].min())) + 2 * radius
    centre = round(float(foot[:, 0].mean())), min(lowest, canvas.shape[0] - radius - 1)
    (wide, high), _ = cv2.getTextSize(letter, cv2.FONT_HERSHEY_SIMPLEX, 0.2 * thick, max(1, thick - 1))
    cv2.circle(canvas, centre, radius, OUTLINE, -1, cv2.LINE_AA)
    at = (centre[0] - wide // 2, centre[1] + high // 2)
    cv2.putText(canvas, letter, at, cv2.FONT_HERSHEY_SIMPLEX, 0.2 * thick, colour, max(1, thick - 1), cv2.LINE_AA)
