"""Check on one picture, before first use, that the network without its mask gives the same result as the whole one.

How a library runs a network is its own affair, and a later release of it may run the cut one otherwise, or not at all.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import cv2
import mediapipe
import numpy as np
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions
from numpy.typing import NDArray

from movescreen.pose.estimators.prune_mask import without_mask

if TYPE_CHECKING:
    from movescreen.pose.weights import Bundle

SIZE = 256  # pixels: as large as the picture that the network looks at
WALL = (205, 205, 200)
SKIN = (200, 150, 120)
SHIRT = (40, 70, 140)
TROUSERS = (40, 40, 50)
DARK = (25, 20, 20)
# Limbs of one side, in pixels aside of the middle and below the top: from, to, how thick, of what colour.
LIMBS = (
    ((12, 145), (14, 190), 16, TROUSERS),
    ((14, 190), (14, 232), 13, TROUSERS),
    ((14, 235), (20, 240), 9, DARK),
    ((24, 80), (34, 115), 10, SHIRT),
    ((34, 115), (38, 145), 8, SKIN),
)
TRUNK = ((-28, 74), (28, 74), (20, 148), (-20, 148))


@cache
def bundle_content(bundle: Bundle) -> bytes:
    """Return what of a bundle to open, found once a process: without the mask if that changes nothing, else all.

    It speaks on the terminal where the library does, so call it hushed.
    """
    whole, cut = bundle.path.read_bytes(), without_mask(bundle)
    return cut if whole == cut or _agree(cut, whole) else whole


def _agree(cut: bytes, whole: bytes) -> bool:
    """Return whether both networks find a body in the picture, and the same one to the last bit.

    The cut one comes first: what it failed to write must not lie in memory already, left there by the other.
    """
    try:
        found = _landmarks(cut), _landmarks(whole)
    except (RuntimeError, ValueError):  # whoever opens the whole one says what is wrong with it
        return False
    return bool(found[0].size) and found[0].tobytes() == found[1].tobytes()


def _landmarks(network: bytes) -> NDArray[np.float32]:
    """Return all that a network says of the body in the picture; empty where it finds none."""
    options = PoseLandmarkerOptions(base_options=BaseOptions(model_asset_buffer=network))
    with PoseLandmarker.create_from_options(options) as landmarker:
        result = landmarker.detect(mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=person()))
    points = [point for body in (*result.pose_landmarks, *result.pose_world_landmarks) for point in body]
    return np.array([(p.x, p.y, p.z, p.visibility, p.presence) for p in points], np.float32)


def person() -> NDArray[np.uint8]:
    """Draw a standing person in front of a wall, plain enough for the networks to be sure of.

    Returns
    -------
    ndarray of uint8, shape (SIZE, SIZE, 3)
        RGB picture.
    """
    picture, middle = np.full((SIZE, SIZE, 3), WALL, np.uint8), SIZE // 2
    for start, end, thick, colour in LIMBS:
        for side in (-1, 1):
            first, last = ((middle + side * x, y) for x, y in (start, end))
            cv2.line(picture, first, last, colour, thick, cv2.LINE_AA)
    cv2.fillPoly(picture, [np.array([(middle + x, y) for x, y in TRUNK])], SHIRT, cv2.LINE_AA)
    cv2.line(picture, (middle, 60), (middle, 74), SKIN, 12, cv2.LINE_AA)
    cv2.ellipse(picture, (middle, 45), (14, 19), 0, 0, 360, SKIN, cv2.FILLED, cv2.LINE_AA)
    cv2.ellipse(picture, (middle, 34), (15, 11), 0, 180, 360, DARK, cv2.FILLED, cv2.LINE_AA)  # hair
    for side in (-1, 1):
        cv2.circle(picture, (middle + 6 * side, 43), 2, DARK, cv2.FILLED, cv2.LINE_AA)
    return picture
