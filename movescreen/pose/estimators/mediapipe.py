"""Poses from MediaPipe's pose landmarker: tracked from frame to frame, and none of what it says smoothed."""

from __future__ import annotations

import locale
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

import mediapipe
import numpy as np
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions, PoseLandmarkerResult, RunningMode
from numpy.typing import NDArray

from movescreen.errors import Problem
from movescreen.pose.estimators import PoseEstimator, Provenance
from movescreen.pose.estimators.prune_check import bundle_content
from movescreen.pose.estimators.quiet_stderr import hushed
from movescreen.pose.estimators.upright_points import BACK, FLIP, joints, quarter_turn, turned, upright_map
from movescreen.pose.pose import Array, Pose
from movescreen.video import Frame

if TYPE_CHECKING:
    from movescreen.pose.weights import Bundle

# In video mode every coordinate passes a One-Euro filter that cannot be switched off but believes the timestamps it
# is given: the longer a frame seems to last, the less of the frame before it keeps. 1000 leaves 5 to 9 % of it in,
# this 0.1 % at 30 frames a second. The filter counts nanoseconds in 64 bits: room for 25 hours.
STRETCH = 100_000
# Visibility passes a low-pass that looks at no clock and keeps nine tenths of the frame before: an ankle that the
# network gives 0.2 once it is covered stays above 0.5 for 8 frames. Two of the sum's three numbers are known, so it is
# solved for the third.
VISIBILITY_SHARE = 0.1


class MediaPipe(PoseEstimator):
    """The landmarker in `bundle`, one instance a clip; `rotation` is how far the picture is turned clockwise for it.

    Whatever the rotation (0, 90, 180 or 270 deg), poses are in the upright picture's pixels. `seen` is the smaller of
    the network's visibility (in the picture and not covered) and presence (in the picture): of the points that lie
    beyond the edge of a picture cut at the hips, a tenth have a visibility above 0.5 and next to none such a presence.
    """

    def __init__(self, bundle: Bundle, rotation: int = 0) -> None:
        self.rotation = quarter_turn(rotation)
        self.provenance = provenance(bundle, rotation)
        self._landmarker: PoseLandmarker | None = landmarker(bundle)
        self._milliseconds = 0
        self._visibility: Array | None = None

    def __call__(self, frame: Frame) -> Pose:
        """Return the pose in one picture; its points are NaN where nobody was found."""
        result = self._detect(turned(frame.picture, self.rotation), frame.time)
        height, width = frame.picture.shape[:2]
        if not result.pose_landmarks:
            return Pose.unseen(frame.time, (width, height))
        found = np.array([(p.x, p.y, p.z, p.visibility, p.presence) for p in result.pose_landmarks[0]])
        world = np.array([(p.x, p.y, p.z) for p in result.pose_world_landmarks[0]])
        seen = np.minimum(self._unsmoothed(found[:, 3]), found[:, 4])
        matrix, corner = upright_map((width, height), self.rotation)
        xyz, world = found[:, :3] @ matrix + corner, world @ FLIP @ BACK[self.rotation]
        return Pose(np.asarray(frame.time, float), joints(xyz), joints(world), joints(seen), (width, height))

    def _detect(self, picture: NDArray[np.uint8], time: float) -> PoseLandmarkerResult:
        if self._landmarker is None:
            raise RuntimeError("this pose backend is closed: open another for the next clip")
        self._milliseconds = max(round(1000.0 * time), self._milliseconds + 1)
        image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=picture)
        with hushed() if self._visibility is None else nullcontext():
            return self._landmarker.detect_for_video(image, self._milliseconds * STRETCH)

    def _unsmoothed(self, visibility: Array) -> Array:
        """Return the visibility in this frame alone, without MediaPipe's low-pass filter.

        A frame without a body does not change the state of that filter.
        """
        before = visibility if self._visibility is None else self._visibility
        self._visibility = visibility
        return np.maximum(before + (visibility - before) / VISIBILITY_SHARE, 0.0)

    def close(self) -> None:
        """Release the network, once: what is left to the end of the interpreter raises there."""
        landmarker, self._landmarker = self._landmarker, None
        if landmarker is not None:
            with hushed():
                landmarker.close()


def landmarker(bundle: Bundle) -> PoseLandmarker:
    """Open MediaPipe's pose landmarker for one clip.

    Parameters
    ----------
    bundle : Bundle
        A bundle on the disk.

    Returns
    -------
    PoseLandmarker
        In video mode, for one person.

    Raises
    ------
    Problem
        The bundle does not open.
    """
    try:
        with hushed(), plain_letters():
            base = BaseOptions(model_asset_buffer=bundle_content(bundle))
            options = PoseLandmarkerOptions(base_options=base, running_mode=RunningMode.VIDEO, num_poses=1)
            return PoseLandmarker.create_from_options(options)
    except (OSError, RuntimeError, ValueError) as error:
        raise Problem(
            "model_unreadable",
            f"The pose model {bundle.path} does not open as a MediaPipe pose landmarker bundle ({error}). "
            "Delete that file and run `movescreen models` to fetch it again.",
            file=str(bundle.path),
        ) from error


def provenance(bundle: Bundle, rotation: int) -> Provenance:
    """Return the provenance of this backend's poses, in plain values."""
    return {
        "backend": "mediapipe",
        "mediapipe": mediapipe.__version__,
        "model": bundle.name,
        "model_sha256": bundle.sha256,
        "model_origin": bundle.origin,
        "mode": "video, one pose, tracked, unsmoothed, no mask drawn",
        "timestamp_stretch": STRETCH,
        "rotation_deg": rotation,
    }


@contextmanager
def plain_letters() -> Iterator[None]:
    """Have the C++ library tell capital letters as in English while it opens a network.

    It checks the names of its own parts by the user's language: where that is Turkish, I is not the capital of i, and
    `IMAGE` is refused as no name (1.2.2 and 1.2.3). To be used inside `hushed`, which lets one thread in at a time.
    """
    before = locale.setlocale(locale.LC_CTYPE)
    locale.setlocale(locale.LC_CTYPE, "C")
    try:
        yield
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
