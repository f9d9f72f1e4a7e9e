"""Convert the network's landmarks of a turned picture to joints of the upright one."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from movescreen.pose.pose import Array

# Which of the network's 33 landmarks a joint's left and right are, `(joint, side)`.
LANDMARK = np.array([(0, 0), (1, 4), (2, 5), (3, 6), *((left, left + 1) for left in range(7, 33, 2))])

# How the picture is turned for the network, and by what matrix and about which corner (in widths and heights of the
# upright picture) points are turned back. The landmarker's own rotation option is no substitute: on landscape clips of
# bridges it found the body in 0 to 100 % of the frames, and in half the runs most points 60 pixels or more away.
TURN = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
QUARTER_BACK = np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
BACK = {degrees: np.linalg.matrix_power(QUARTER_BACK, degrees // 90) for degrees in (0, *TURN)}
FLIP = np.diag([1.0, -1.0, -1.0])  # the network counts downwards and away from the camera
CORNER = {0: (0, 0, 0), 90: (0, -1, 0), 180: (1, -1, 0), 270: (1, 0, 0)}


def turned(picture: NDArray[np.uint8], rotation: int) -> NDArray[np.uint8]:
    """Turn a picture clockwise; the copy is contiguous, as the network needs it.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        Not changed.
    rotation : int
        0, 90, 180 or 270, deg clockwise.

    Returns
    -------
    ndarray of uint8
        The turned picture, or the picture itself for 0.

    Notes
    -----
    OpenCV turns a picture in a tenth of NumPy's time.
    """
    return np.ascontiguousarray(cv2.rotate(picture, TURN[rotation]) if rotation else picture, np.uint8)


@cache
def upright_map(picture: tuple[int, int], rotation: int) -> tuple[Array, Array]:
    """Return the map from shares of a turned picture to pixels of the upright one.

    Parameters
    ----------
    picture : tuple of int
        Width and height of the upright picture, px.
    rotation : int
        How far the picture was turned for the network, deg clockwise.

    Returns
    -------
    tuple of ndarray, shapes (3, 3) and (3,)
        Matrix and corner: point = share @ matrix.T + corner.
    """
    width, height = picture if rotation % 180 == 0 else picture[::-1]
    corner = np.multiply(CORNER[rotation], (*picture, 0.0))
    return np.diag([width, height, width]) @ FLIP @ BACK[rotation], corner


def joints(points: Array) -> Array:
    """Select the joints from the network's landmarks.

    Parameters
    ----------
    points : ndarray, shape (33, ...)
        Landmarks.

    Returns
    -------
    ndarray, shape (n_joints, 2, ...)
        The same values, rounded to float32 as they came, which halves the store.
    """
    return points[LANDMARK].astype(np.float32).astype(float)


def quarter_turn(rotation: int) -> int:
    """Return a rotation that is a quarter turn.

    Parameters
    ----------
    rotation : int
        Rotation, deg clockwise.

    Returns
    -------
    int
        The same.

    Raises
    ------
    ValueError
        `rotation` is not 0, 90, 180 or 270.
    """
    if rotation not in BACK:
        raise ValueError(f"rotation is 0, 90, 180 or 270 degrees, not {rotation}")
    return rotation
