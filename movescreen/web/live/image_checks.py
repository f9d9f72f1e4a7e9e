"""Checks of a picture that need no pose: the light, the camera's roll, and the number of people."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from movescreen.pose.pose import Pose

Picture = NDArray[np.uint8]

DARK = "dark"
BLINDING = "blinding"
AGAINST_LIGHT = "against_light"
BLACK = 8  # of 255: a picture whose brightest hundredth is no brighter is of a covered lens
DIM = 45  # of 255: a body darker than this is dark
SHADE = 70  # of 255: a body darker than this may stand before light
BRIGHT = 235  # of 255: a picture brighter than this blinds
BEHIND = 90  # of 255: how much lighter the background is then
WIDTH = 640  # pixels that lines are looked for in
SLANT = 12.0  # deg: a line that leans further is no upright
TALL = 0.12  # of the picture's height: lines at least as long count
ENOUGH = 3  # lines that must agree
AGREE = 1.5  # deg between lines that agree


@dataclass(frozen=True)
class ImageCheck:
    """The checks of a picture: the problem with its `light` (or ""), the camera's `roll`, the number of `people`.

    The roll is in deg, + = the picture's content is turned counter-clockwise, NaN without upright edges. `people` is
    None if they were not counted.
    """

    light: str = ""
    roll: float = math.nan
    people: int | None = None


def light(picture: Picture, pose: Pose | None = None) -> str:
    """Return what is wrong with the light on the body, or in the picture if nobody is in it.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        RGB.
    pose : Pose, (), optional
        The body in it.

    Returns
    -------
    str
        A code, or "".
    """
    grey = cv2.cvtColor(picture[::4, ::4], cv2.COLOR_RGB2GRAY)
    body = _body(grey, pose)
    of_body, around = float(np.median(grey[body])), float(np.median(grey[~body])) if (~body).any() else 0.0
    if of_body < SHADE and around > of_body + BEHIND:
        return AGAINST_LIGHT
    if of_body < DIM and around < DIM:
        return DARK
    return BLINDING if of_body > BRIGHT and around > BRIGHT else ""


def _body(grey: NDArray[Any], pose: Pose | None) -> NDArray[np.bool_]:
    """Return the bounding box of the body in a quarter-size picture, or the whole picture."""
    inside = np.full(grey.shape, True)
    if pose is None or np.isnan(pose.xyz[..., 0]).all():
        return inside
    columns, rows = pose.xyz[..., 0] / 4, -pose.xyz[..., 1] / 4
    left, right = (int(np.clip(n, 0, grey.shape[1] - 1)) for n in (columns.min(), columns.max()))
    top, bottom = (int(np.clip(n, 0, grey.shape[0] - 1)) for n in (rows.min(), rows.max()))
    inside[:] = False
    inside[top : bottom + 1, left : right + 1] = True
    return inside


def is_black(picture: Picture) -> bool:
    """Return whether a picture shows nothing, as with a covered lens.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        RGB.

    Returns
    -------
    bool
        True if it is black.
    """
    return float(np.percentile(picture[::8, ::8], 99)) <= BLACK


def roll(picture: Picture) -> float:
    """Return by how much uprights in a picture lean, such as door frames.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        RGB.

    Returns
    -------
    float
        deg; positive = counter-clockwise; NaN where they disagree.

    Notes
    -----
    The median of at least three long lines, weighted by their lengths. A person has no such lines.
    """
    scale = WIDTH / picture.shape[1]
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    lines = cv2.createLineSegmentDetector().detect(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY))[0]
    if lines is None:
        return math.nan
    x1, y1, x2, y2 = lines.reshape(-1, 4).T
    lengths, lean = np.hypot(x2 - x1, y2 - y1), np.degrees(np.arctan((x2 - x1) / np.where(y2 == y1, 1e-9, y2 - y1)))
    upright = (np.abs(lean) < SLANT) & (lengths > TALL * small.shape[0])
    if upright.sum() < ENOUGH:
        return math.nan
    lean, lengths = lean[upright], lengths[upright]
    middle = _weighed_middle(lean, lengths)
    agreeing = np.abs(lean - middle) < AGREE
    agreed = agreeing.sum() >= ENOUGH and 2 * lengths[agreeing].sum() > lengths.sum()
    return middle if agreed else math.nan


def _weighed_middle(values: NDArray[np.floating], weights: NDArray[np.floating]) -> float:
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, 0.5 * reached[-1])])
