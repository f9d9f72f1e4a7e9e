"""A camera with known angles before a skeleton with known angles, and both as a pose estimator: `Synthetic`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from movescreen.pose.estimators import PoseEstimator, Provenance
from movescreen.pose.pose import Array, Joint, Pose
from movescreen.pose.synthetic import Motion
from movescreen.video import Frame

AZIMUTH = {"front": 0.0, "foot": 0.0, "left": 90.0, "back": 180.0, "head": 180.0, "right": 270.0}
IN_PICTURE = 1.0  # visibility of a point in the picture
OUTSIDE = 0.3  # visibility of a point outside
HIDDEN = 0.1  # visibility of a hidden point


@dataclass(frozen=True)
class PinholeCamera:
    """A pinhole on the `view` side of the subject: front, back, left, right, or of a lying one also foot, head.

    In degrees: `yaw` moves it round the subject, from the front towards the subject's left, from the left towards the
    back; `tilt` + looks down; `roll` + turns the picture counter-clockwise; `fov` is the vertical field of view.
    In metres: `distance` from the subject, `height` above the floor, `aside` to the camera's own right of the subject.
    `picture` is width and height in pixels.
    """

    view: str = "front"
    yaw: float = 0.0
    tilt: float = 0.0
    roll: float = 0.0
    distance: float = 3.0
    height: float = 0.9
    aside: float = 0.0
    fov: float = 60.0
    picture: tuple[int, int] = (720, 1280)

    @classmethod
    def lying(cls, view: str = "left", **others: Any) -> Self:
        """Return a landscape camera near the floor, as for a bridge; whatever else is given replaces its settings."""
        settings: dict[str, Any] = {"height": 0.4, "fov": 42.0, "picture": (1280, 720)} | others
        return cls(view, **settings)

    @property
    def axes(self) -> Array:
        """The camera's right, up and backward (towards it from the picture) in the world, one a row."""
        azimuth, tilt, roll = np.radians([AZIMUTH[self.view] + self.yaw, self.tilt, self.roll])
        out = np.array([np.sin(azimuth), 0.0, np.cos(azimuth)])
        right, up = np.array([out[2], 0.0, -out[0]]), np.array([0.0, 1.0, 0.0])
        up, towards = up * np.cos(tilt) - out * np.sin(tilt), out * np.cos(tilt) + up * np.sin(tilt)
        return np.stack([right * np.cos(roll) - up * np.sin(roll), right * np.sin(roll) + up * np.cos(roll), towards])

    @property
    def position(self) -> Array:
        """The position of the camera in the world, m."""
        azimuth = np.radians(AZIMUTH[self.view] + self.yaw)
        out, right = [np.sin(azimuth), 0.0, np.cos(azimuth)], [np.cos(azimuth), 0.0, -np.sin(azimuth)]
        return np.array([0.0, self.height, 0.0]) + self.distance * np.array(out) + self.aside * np.array(right)

    @property
    def focal(self) -> float:
        """The focal length in pixels."""
        return 0.5 * self.picture[1] / float(np.tan(np.radians(0.5 * self.fov)))

    def turned(self, points: Array) -> Array:
        """Express world points along the camera's axes.

        Parameters
        ----------
        points : ndarray, shape (..., 3)
            World points, m.

        Returns
        -------
        ndarray, shape (..., 3)
            Right, up and backward from the camera, m.
        """
        return np.einsum("...i,ji->...j", points - self.position, self.axes)

    def world(self, points: Array) -> Array:
        """Express a body along the camera's axes, about its own hips.

        Parameters
        ----------
        points : ndarray, shape (..., n_joints, 2, 3)
            World points, m.

        Returns
        -------
        ndarray, shape (..., n_joints, 2, 3)
            Right, up and towards the camera from the midpoint of the hips, m.
        """
        turned = self.turned(points)
        return turned - turned[..., Joint.HIP, :, :].mean(axis=-2)[..., None, None, :]

    def scale(self, points: Array) -> Array:
        """Return the scale of the picture at the hips.

        Parameters
        ----------
        points : ndarray, shape (..., n_joints, 2, 3)
            World points, m.

        Returns
        -------
        ndarray, shape (...)
            Pixels per metre at the distance of the midpoint of the hips.
        """
        return -self.focal / self.turned(points)[..., Joint.HIP, :, 2].mean(axis=-1)

    def project(self, points: Array) -> Array:
        """Project a body into the picture.

        Parameters
        ----------
        points : ndarray, shape (..., n_joints, 2, 3)
            World points, m.

        Returns
        -------
        ndarray, shape (..., n_joints, 2, 3)
            Right, up (rows are negative) and towards the camera from the hips, px.
        """
        turned = self.turned(points)
        plane = self.focal * turned[..., :2] / -turned[..., 2:] + [0.5 * self.picture[0], -0.5 * self.picture[1]]
        depth = self.world(points)[..., 2:] * self.scale(points)[..., None, None, None]
        return np.concatenate([plane, depth], axis=-1)

    def inside(self, xyz: Array) -> NDArray[np.bool_]:
        """Return which points lie in the picture.

        Parameters
        ----------
        xyz : ndarray, shape (..., 2 or more)
            Projected points, px; x right, y up.

        Returns
        -------
        ndarray of bool, shape (...)
            True inside, edges included.
        """
        return np.all((xyz[..., :2] * [1.0, -1.0] >= 0.0) & (xyz[..., :2] * [1.0, -1.0] <= self.picture), axis=-1)


class Synthetic(PoseEstimator):
    """The estimator that sees a motion through a camera: give it a `Frame`, it returns that frame's `Pose`.

    `noise_px` is the standard deviation of white noise on every coordinate, drawn once for the clip from `seed`.
    `hidden` is true where a point is hidden, in any shape that broadcasts to `(T, joint, side)`; in a frame that is
    hidden whole no body is found.
    """

    def __init__(
        self,
        motion: Motion,
        camera: PinholeCamera,
        noise_px: float = 0.0,
        seed: int = 0,
        hidden: NDArray[np.bool_] | None = None,
    ) -> None:
        self.motion, self.camera = motion, camera
        self._closed = False
        self.track = render_poses(motion, camera, noise_px, seed, hidden)
        self.provenance: Provenance = {
            "backend": "synthetic",
            "view": camera.view,
            "noise_px": str(noise_px),
            "seed": str(seed),
        }

    def __call__(self, frame: Frame) -> Pose:
        """Return the pose in a frame."""
        if self._closed:
            raise RuntimeError("this pose backend is closed: open another for the next clip")
        return self.track.at(frame.index)

    def frames(self) -> Iterator[Frame]:
        """Yield the clip that this estimator sees, its pictures black."""
        width, height = self.camera.picture
        black = np.zeros((height, width, 3), np.uint8)
        for index, time in enumerate(self.motion.time):
            yield Frame(index, float(time), black)

    def close(self) -> None:
        """Take no frame after this."""
        self._closed = True


def render_poses(
    motion: Motion, camera: PinholeCamera, noise_px: float, seed: int, hidden: NDArray[np.bool_] | None
) -> Pose:
    """Return the poses that a motion gives in front of a camera, with noise and hidden points.

    Parameters
    ----------
    motion : Motion
        A body in motion, m.
    camera : PinholeCamera
        Where it is seen from.
    noise_px : float
        Standard deviation of the landmarks' noise, px.
    seed : int
        Seed of the noise; the same seed gives the same poses.
    hidden : ndarray of bool, broadcastable to (n_frames, n_joints, 2), or None
        Points that the network does not see.

    Returns
    -------
    Pose, (n_frames,)
        NaN in frames whose points are all hidden.
    """
    points = motion.points
    noise = np.random.default_rng(seed).normal(0.0, noise_px, points.shape)
    noise[:, Joint.NOSE, 1] = noise[:, Joint.NOSE, 0]
    xyz = camera.project(points) + noise
    world = camera.world(points) + noise / camera.scale(points)[:, None, None, None]
    mask = np.broadcast_to(False if hidden is None else hidden, points.shape[:-1])
    seen = np.where(mask, HIDDEN, np.where(camera.inside(xyz), IN_PICTURE, OUTSIDE))
    lost = mask.all(axis=(1, 2))
    xyz[lost], world[lost], seen[lost] = np.nan, np.nan, 0.0
    return Pose(motion.time, xyz, world, seen, camera.picture)
