"""How many people are in a picture: counted apart from the one who is followed."""

from __future__ import annotations

from contextlib import nullcontext

import numpy as np
from mediapipe import Image, ImageFormat
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions, RunningMode
from numpy.typing import NDArray

from movescreen.pose.estimators.mediapipe import hushed, plain_letters
from movescreen.pose.estimators.prune_check import content
from movescreen.pose.weights import Bundle

MOST = 3  # people: whether there are more changes nothing
LARGE = 0.4  # of the largest one's height: who is smaller stands far behind
SHOULDER, ANKLE = 11, 27  # the network's left ones


class Company:
    """Counts people, each picture for itself; `close` lets go of the network."""

    def __init__(self, bundle: Bundle) -> None:
        self._spoke = False  # what it prints it prints when it first finds somebody
        with hushed(), plain_letters():
            base = BaseOptions(model_asset_buffer=content(bundle))
            options = PoseLandmarkerOptions(base_options=base, running_mode=RunningMode.IMAGE, num_poses=MOST)
            self._landmarker = PoseLandmarker.create_from_options(options)

    def __call__(self, picture: NDArray[np.uint8]) -> int:
        """How many people are in a picture who are not much smaller than the largest."""
        height, width = picture.shape[:2]
        image = Image(image_format=ImageFormat.SRGB, data=np.ascontiguousarray(picture))
        with nullcontext() if self._spoke else hushed():
            found = self._landmarker.detect(image)
        self._spoke = True
        sizes = [
            np.hypot(width * (p[SHOULDER].x - p[ANKLE].x), height * (p[SHOULDER].y - p[ANKLE].y))
            for p in found.pose_landmarks
        ]
        return sum(bool(size >= LARGE * max(sizes)) for size in sizes)

    def close(self) -> None:
        """Let go of the network."""
        with hushed():
            self._landmarker.close()
