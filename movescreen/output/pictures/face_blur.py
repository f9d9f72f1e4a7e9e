"""Pictures without faces: what is near the body stays, but for its head, and all else is too coarse to know anybody.

It fails closed. Nobody is looked for whose face must then be covered: whatever is not known to be the person's body is
coarse, bystanders and all; and of a frame in which the person was not found, everything is.
"""

from __future__ import annotations

from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from movescreen.output.pictures.overlay import LIMBS, Picture
from movescreen.pose.geometry import length, midpoint
from movescreen.pose.pose import LEFT, RIGHT, Array, Joint, Pose
from movescreen.video import Frame

FACE = slice(Joint.NOSE, Joint.MOUTH + 1)
NECK = 0.22  # m from between the shoulders to the middle of the head, along the trunk
HEAD = 0.19  # m about the middle of the face
WIDER = 1.5  # times the face's own extent in the picture
AROUND = 0.14  # m about the body's lines that stay: flesh, clothes, and some of the floor
SPAN = 0.2  # s before and after a frame whose heads are covered in it too: the network's face jumps, heads move
LEAP = 0.5  # m from where the face is in the frames around: further, and nobody knows where it is
COARSE = 16  # pieces that the shorter side of a coarse picture has, or fewer: two to a head
SHRINK = 4  # the mask of the parts that stay visible is drawn this many times smaller
SHOWN = 255  # value of the parts that stay visible, in the mask
HALF = 127  # value at the edge of the mask


class Faces:
    """Pictures of a clip as they may be shown, by the `poses` found in all its frames, not smoothed.

    The head of a frame is covered where the face was found, where the trunk points to, and where both were shortly
    before and after. Where the face leaps, or the person was not found, the whole picture is coarse.
    """

    def __init__(self, poses: Pose) -> None:
        self._poses = poses
        self._scale = body_scale(poses)
        self._heads = np.stack([face_outline(poses), neck(poses, self._scale)], axis=1)
        self._radii = np.fmax(HEAD * self._scale, WIDER * extent(poses))

    def __call__(self, frame: Frame) -> Picture:
        """Return the picture of a frame of the clip, of any size, as it may be shown."""
        rough = coarse(frame.picture, self._pieces)
        if frame.index >= len(self._poses) or not self._known[frame.index]:
            return rough
        size = (frame.picture.shape[1], frame.picture.shape[0])
        shown = cv2.resize(self._outline(frame.index), size) > HALF
        return cv2.copyTo(frame.picture, shown.view(np.uint8), rough).astype(np.uint8, copy=False)

    @cached_property
    def _known(self) -> NDArray[np.bool_]:
        """Return whether the head's position is known in each frame, from the face and from the frames around it."""
        faces = self._heads[:, 0]
        usual = np.array([_median(faces[self._near(index)]) for index in range(len(faces))]).reshape(-1, 2)
        return length(faces - usual) <= LEAP * self._scale  # NaN is not

    @cached_property
    def _pieces(self) -> int:
        """The number of pieces along the shorter side of a coarse picture: no more than two to the largest head."""
        largest = float(np.nanmax(self._radii, initial=0.0))
        return max(2, min(COARSE, round(min(self._poses.picture) / max(largest, 1.0))))

    def _near(self, index: int) -> slice:
        """Return the frames around one."""
        time = self._poses.time
        first, last = np.searchsorted(time, [time[index] - SPAN - 1e-6, time[index] + SPAN + 1e-6])
        return slice(int(first), int(last))

    def _outline(self, index: int) -> NDArray[np.uint8]:
        """Return what of a picture is of the body and of no head, `SHRINK` times smaller."""
        width, height = self._poses.picture
        mask = np.zeros((-(-height // SHRINK), -(-width // SHRINK)), np.uint8)
        for start, end in _segments(self._poses.at(index)):
            _stroke(mask, start, end, AROUND * float(self._scale[index]))
        near = self._near(index)
        for head, radius in zip(self._heads[near].reshape(-1, 2), np.repeat(self._radii[near], 2), strict=True):
            _stroke(mask, head, head, float(radius), 0)
        return mask


def coarse(picture: Picture, pieces: int) -> Picture:
    """Return a picture without detail.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        Not changed.
    pieces : int
        Number of pieces along the shorter side of the copy.

    Returns
    -------
    ndarray of uint8, shape (height, width, 3)
        The copy.
    """
    height, width = picture.shape[:2]
    share = pieces / min(height, width)
    small = cv2.resize(
        picture, (max(1, round(width * share)), max(1, round(height * share))), interpolation=cv2.INTER_AREA
    )
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.uint8)


def body_scale(poses: Pose) -> Array:
    """Return the scale of a body in each frame, from its spread in the picture and in the world.

    Parameters
    ----------
    poses : Pose, (...)
        In any posture, whichever way up.

    Returns
    -------
    ndarray, shape (...)
        Pixels per metre; NaN where unseen.
    """
    size = [length(xyz[..., :2] - xyz[..., :2].mean(axis=(-3, -2), keepdims=True)) for xyz in (poses.xyz, poses.world)]
    return np.sqrt((size[0] ** 2).mean(axis=(-2, -1)) / (size[1] ** 2).mean(axis=(-2, -1)))


def face_outline(poses: Pose) -> Array:
    """Return the middle of the face.

    Parameters
    ----------
    poses : Pose, (...)
        The frames.

    Returns
    -------
    ndarray, shape (..., 2)
        px; x right, y up.
    """
    return poses.xyz[..., FACE, :, :2].mean(axis=(-3, -2))


def extent(poses: Pose) -> Array:
    """Return the distance from the middle of the face to its furthest point.

    Parameters
    ----------
    poses : Pose, (...)
        The frames.

    Returns
    -------
    ndarray, shape (...)
        px.
    """
    away = length(poses.xyz[..., FACE, :, :2] - face_outline(poses)[..., None, None, :])
    return away.max(axis=(-2, -1))


def neck(poses: Pose, pixels: Array) -> Array:
    """Return where the head is according to the trunk's direction.

    Parameters
    ----------
    poses : Pose, (...)
        The frames.
    pixels : ndarray, shape (...)
        Pixels per metre.

    Returns
    -------
    ndarray, shape (..., 2)
        px; x right, y up.
    """
    shoulders = midpoint(poses[Joint.SHOULDER])
    trunk = shoulders - midpoint(poses[Joint.HIP])
    return shoulders + NECK * pixels[..., None] * trunk / length(trunk)[..., None]


def _median(points: Array) -> Array:
    """Return the middle of points, those that are not known left out."""
    known = points[np.isfinite(points).all(axis=-1)]
    return np.median(known, axis=0) if len(known) else np.full(2, np.nan)


def _segments(pose: Pose) -> list[tuple[Array, Array]]:
    """Return the lines of the body below the head."""
    limbs = [pair for pair in LIMBS if Joint.EAR not in pair]
    sides = [(pose.xyz[start, side], pose.xyz[end, side]) for start, end in limbs for side in (LEFT, RIGHT)]
    trunk = [(pose.xyz[joint, LEFT], pose.xyz[joint, RIGHT]) for joint in (Joint.SHOULDER, Joint.HIP)]
    return sides + trunk + [(pose.xyz[Joint.SHOULDER, side], pose.xyz[Joint.HIP, 1 - side]) for side in (LEFT, RIGHT)]


def _stroke(mask: NDArray[np.uint8], start: Array, end: Array, radius: float, value: int = SHOWN) -> None:
    """Draw a line with round ends, some pixels to either side; nothing if a point is missing."""
    if not np.isfinite([*start[:2], *end[:2], radius]).all():
        return
    first, last = ((round(float(p[0]) / SHRINK), round(float(-p[1]) / SHRINK)) for p in (start, end))
    cv2.line(mask, first, last, value, max(1, round(2 * radius / SHRINK)))
    for centre in (first, last):
        cv2.circle(mask, centre, max(1, round(radius / SHRINK)), value, -1)
