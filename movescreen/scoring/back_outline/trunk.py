"""The trunk in a side view, and the picture along lines at right angles to it, outwards to the back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from movescreen.measures.reference_pose import ReferencePose
from movescreen.pose.pose import Array, Joint, Pose

Picture = NDArray[np.uint8]

# Along the trunk, 0 = shoulder and 1 = hip, and out of it, + = towards the back: both in lengths of the trunk.
STATIONS = np.linspace(0.35, 0.90, 56)
GRAIN = 1 / 160
DEPTHS = np.arange(-19, 89) * GRAIN
ARM = (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST, Joint.INDEX)


@dataclass(frozen=True)
class Trunk:
    """The line from the near shoulder to the near hip: pixels, right and up; `along` and `back` are of length 1."""

    shoulder: Array
    along: Array
    back: Array
    length: float

    @classmethod
    def of(cls, pose: Pose, reference: ReferencePose) -> Trunk:
        """Build the trunk line of a frame.

        Parameters
        ----------
        pose : Pose, ()
            The frame.
        reference : ReferencePose
            Says which side is near and where the subject faces.

        Returns
        -------
        Trunk
            In px; NaN where an end was not seen.
        """
        shoulder, hip = pose[Joint.SHOULDER][reference.near], pose[Joint.HIP][reference.near]
        length = float(np.hypot(*(hip - shoulder)))
        x, y = (hip - shoulder) / length
        return cls(shoulder, np.array([x, y]), reference.forward * np.array([y, -x]), length)

    def points(self, station: Array, depth: Array) -> Array:
        """Convert places of the trunk to points of the picture.

        Parameters
        ----------
        station : ndarray, shape (...)
            Share of the way from shoulder to hip.
        depth : ndarray, shape (...)
            Distance behind the trunk line, trunk lengths.

        Returns
        -------
        ndarray, shape (..., 2)
            px; x right, y up.
        """
        return self.shoulder + self.length * (station[..., None] * self.along + depth[..., None] * self.back)

    def places(self, points: Array) -> tuple[Array, Array]:
        """Convert points of the picture to places of the trunk.

        Parameters
        ----------
        points : ndarray, shape (..., 2)
            px; x right, y up.

        Returns
        -------
        tuple of ndarray, shape (...) each
            Station and depth, trunk lengths.
        """
        away = (points - self.shoulder) / self.length
        return away @ self.along, away @ self.back

    def strip(self, picture: Picture) -> Array:
        """Sample the colours behind the trunk line.

        Parameters
        ----------
        picture : ndarray of uint8, shape (height, width, 3)
            RGB.

        Returns
        -------
        ndarray, shape (n_stations, n_depths, 3)
            Colours, 0 to 255; beyond the picture, those at its edge.
        """
        from scipy.ndimage import map_coordinates

        fine = max(1, round(self.length * GRAIN))  # where a grain is several pixels wide, it is their mean
        within = GRAIN * ((np.arange(fine) + 0.5) / fine - 0.5)
        points = self.points(*np.meshgrid(STATIONS, np.add.outer(DEPTHS, within).ravel(), indexing="ij"))
        middles = (-points[..., 1] - 0.5, points[..., 0] - 0.5)  # a pixel's value is that of its middle
        colours = [map_coordinates(picture[..., c], middles, np.float64, order=1, mode="nearest") for c in range(3)]
        return np.stack(colours, axis=-1).reshape(len(STATIONS), len(DEPTHS), fine, 3).mean(axis=2)

    def arm_behind(self, pose: Pose, window: tuple[float, float]) -> bool:
        """Return whether a part of an arm lies behind the trunk line at the window.

        Parameters
        ----------
        pose : Pose, ()
            The frame.
        window : tuple of float
            First and last station.

        Returns
        -------
        bool
            Unseen parts do not count.
        """
        joints = np.stack([pose[joint] for joint in ARM])
        share = np.linspace(0, 1, 9)[:, None, None, None]
        station, depth = self.places(joints[:-1] + share * np.diff(joints, axis=0))
        return bool(np.any((station > window[0]) & (station < window[1]) & (depth > 0)))
