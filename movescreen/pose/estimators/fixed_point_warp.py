"""Cut a turned square out of a picture, with the interpolation that MediaPipe's library has built in.

OpenCV up to version 4 reads between pixels in steps of 1/32; version 5 is exact. The networks answer to that
difference: with the exact one, a body that is hard to find is found in other frames than by MediaPipe. `cv2.remap`
with integer maps still has those steps.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from movescreen.pose.pose import Array

STEPS_BITS = 5  # 32 steps a pixel: OpenCV's INTER_BITS
FRACTION_BITS = 12  # of a step, kept before rounding; leaves room for 16000 px in 32 bits


class Warp:
    """Cuts squares of `side_px` pixels; one for each network, for its buffers are used again."""

    def __init__(self, side_px: int) -> None:
        self._along = np.arange(side_px, dtype=float)
        self._places = np.empty((2, side_px, side_px), np.int32)
        self._pixels = np.empty((side_px, side_px, 2), np.int16)
        self._steps = np.empty((side_px, side_px), np.uint16)
        self._cut = np.empty((side_px, side_px, 3), np.uint8)

    def __call__(self, picture: NDArray[np.uint8], matrix: Array, border: int) -> NDArray[np.uint8]:
        """Return the pixels of a square, valid until the next one is cut.

        Parameters
        ----------
        picture : ndarray, shape (height, width, 3), uint8
        matrix : ndarray, shape (2, 3)
            From shares of the square to pixels of the picture.
        border : int
            OpenCV's border mode.

        Returns
        -------
        ndarray, shape (side_px, side_px, 3), uint8
        """
        self._place(matrix)
        cv2.remap(picture, self._pixels, self._steps, cv2.INTER_LINEAR, dst=self._cut, borderMode=border)
        return self._cut

    def _place(self, matrix: Array) -> None:
        """Set where each pixel lies: whole pixels, and steps between them."""
        fixed = matrix * (1 << STEPS_BITS + FRACTION_BITS)
        fixed[:, :2] /= len(self._along)
        across = fixed[:, 0, None] * self._along + fixed[:, 2, None] + (1 << FRACTION_BITS - 1)
        down = fixed[:, 1, None] * self._along
        places = self._places
        np.add(_whole(across)[:, None, :], _whole(down)[:, :, None], out=places)
        places >>= FRACTION_BITS
        for axis in (0, 1):
            np.right_shift(places[axis], STEPS_BITS, out=self._pixels[..., axis], casting="unsafe")
        places &= (1 << STEPS_BITS) - 1
        places[1] <<= STEPS_BITS
        np.bitwise_or(places[1], places[0], out=self._steps, casting="unsafe")


def _whole(values: Array) -> NDArray[np.int32]:
    return np.rint(values).astype(np.int32)
