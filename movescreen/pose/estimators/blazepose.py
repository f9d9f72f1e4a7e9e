"""Poses from MediaPipe's two networks, run by ourselves: tracked from frame to frame, nothing smoothed or sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from movescreen.pose.estimators import PoseEstimator, Provenance
from movescreen.pose.estimators.bundle_networks import Networks, networks
from movescreen.pose.estimators.open_networks import OpenNetworks, opened, put_back
from movescreen.pose.estimators.person_detector import PersonDetector, parts
from movescreen.pose.estimators.upright_points import BACK, FLIP, joints, quarter_turn, turned, upright_map
from movescreen.pose.pose import Array, Pose
from movescreen.records.versions import installed
from movescreen.video import Frame

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from movescreen.pose.estimators.landmark_network import Landmarks
    from movescreen.pose.estimators.rotated_square import RotatedSquare
    from movescreen.pose.weights import Bundle

PARTS_AT_ONCE = 8  # of a picture, for each frame without a person: 70 parts of a wide one in 9 frames


class BlazePose(PoseEstimator):
    """The networks in `bundle`, one instance a clip; `rotation` is how far the picture is turned clockwise for them.

    The detector looks at the whole picture until it finds a person. From then on the landmarks of each frame say where
    the next one is looked at, until there is nobody. Whatever the rotation (0, 90, 180 or 270 deg), poses are in the
    upright picture's pixels. `seen` is the smaller of the network's visibility and presence, as `MediaPipe` has it.
    `threads` is how many LiteRT may use. While `in_parts`, where nobody is found in the whole picture, some parts of it
    are looked at in each frame, for people who are small in it.
    """

    def __init__(self, bundle: Bundle, rotation: int = 0, threads: int = 1) -> None:
        self.rotation = quarter_turn(rotation)
        self.provenance = provenance(bundle, networks(bundle), rotation)
        self._networks: OpenNetworks | None = opened(bundle, threads)
        self._square: RotatedSquare | None = None
        self.in_parts, self._turn = False, 0

    def __call__(self, frame: Frame) -> Pose:
        """Return the pose in one picture; its points are NaN where nobody was found."""
        found = self._landmarks(turned(frame.picture, self.rotation))
        height, width = frame.picture.shape[:2]
        self._square = found.square if found and found.square.valid else None
        return (
            _pose(found, frame.time, (width, height), self.rotation)
            if found
            else Pose.unseen(frame.time, (width, height))
        )

    def _landmarks(self, picture: NDArray[np.uint8]) -> Landmarks | None:
        """Return the person where one was in the frame before, or whom the detector finds."""
        if self._networks is None:
            raise RuntimeError("this pose backend is closed: open another for the next clip")
        detector = self._networks.detector
        square = self._square or next(iter(detector(picture)), None) or self._in_part(picture, detector)
        return self._networks.landmarks(picture, square) if square else None

    def _in_part(self, picture: NDArray[np.uint8], detector: PersonDetector) -> RotatedSquare | None:
        """Return somebody small, in one of the parts of the picture whose turn it is; None if nobody is there."""
        if not self.in_parts:
            return None
        all_parts = parts(picture.shape[1], picture.shape[0])
        for _ in range(PARTS_AT_ONCE):
            self._turn = (self._turn + 1) % len(all_parts)
            if found := detector(picture, all_parts[self._turn]):
                self._turn -= 1  # where somebody was found is looked at first
                return found[0]
        return None

    def close(self) -> None:
        """Put the networks back."""
        if self._networks:
            put_back(self._networks)
        self._networks = None


def _pose(found: Landmarks, time: float, picture: tuple[int, int], rotation: int) -> Pose:
    """Return landmarks of the turned picture as joints of the upright one."""
    width, height = picture if rotation % 180 == 0 else picture[::-1]
    matrix, corner = upright_map(picture, rotation)
    shares = (found.points / [width, height, width]).astype(np.float32)
    xyz, world = shares @ matrix + corner, found.world @ FLIP @ BACK[rotation]
    seen = np.minimum(found.visibility, found.presence)
    axes = (FLIP @ BACK[rotation])[:2, :2]
    spread = deviations(axes.T @ found.covariance @ axes)
    return Pose(np.asarray(time, float), joints(xyz), joints(world), joints(seen), picture, joints(spread))


def deviations(covariance: Array) -> Array:
    """Convert covariances to standard deviations and correlation.

    Parameters
    ----------
    covariance : ndarray, shape (..., 2, 2)
        Covariance of a point, px².

    Returns
    -------
    ndarray, shape (..., 3)
        Standard deviation along the picture's right and up, px, and their correlation; NaN where `covariance` is.
    """
    both = np.sqrt(np.maximum(np.diagonal(covariance, axis1=-2, axis2=-1), 0))
    area = both.prod(axis=-1)
    correlation = np.divide(covariance[..., 0, 1], area, out=np.zeros_like(area), where=area > 0)
    correlation[np.isnan(area)] = np.nan
    return np.concatenate([both, correlation[..., None]], axis=-1)


def provenance(bundle: Bundle, content: Networks, rotation: int) -> Provenance:
    """Return the provenance of this backend's poses, in plain values."""
    return {
        "backend": "blazepose",
        "litert": installed("ai-edge-litert"),
        "opencv": installed("opencv-contrib-python"),
        "model": bundle.name,
        "model_sha256": bundle.sha256,
        "model_origin": bundle.origin,
        "landmark_network_without_mask_sha256": content.cut_sha256,
        "mode": "one pose, tracked, not smoothed, no mask drawn",
        "rotation_deg": rotation,
    }
