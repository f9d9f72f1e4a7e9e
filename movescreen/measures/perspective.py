"""The camera's geometry as estimated from a standing body, and views from a camera elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np

from movescreen.pose.geometry import or_zero
from movescreen.pose.pose import Array, Joint, Pose

# Only a share of the first degrees of an estimated yaw is used; the degrees beyond them are used whole. People stand
# square on within 5 deg, and yaw is estimated within 3.5 deg. A much larger estimate is due to the camera's position.
YAW_SHARE = 0.67  # share of the first degrees that is used
DOUBTED_YAW_DEG = 3.5  # deg: the first degrees


@dataclass(frozen=True)
class CameraGeometry:
    """The geometry of the camera. Made without arguments, it is unknown and changes nothing.

    `turned` is the estimated yaw of the camera from square on, deg, and `skew` the network's bias of it.
    `inverse_distance` is the share by which a thing looks larger that is a metre nearer: one over the distance, 1/m.
    `middle` is the point of the picture that the camera is taken to look at: above the feet, wherever these are, and
    half-way up the picture; px right and up. `metre` is how many pixels a metre of the body takes. Feet that stay seem
    to move by a share `wander` of their distance. `pitch` is how far the camera looked down, deg, with
    `pitch_uncertainty` (1 SD); `pitch_stated` is True if the user stated it. `ahead` is the point of the picture
    straight ahead of the camera, and `focal` the focal length, px. `trunk` is the length at which trunks are drawn, in
    leg lengths.
    """

    turned: float = 0.0
    skew: float = 0.0
    inverse_distance: float = 0.0
    middle: tuple[float, float] = (0.0, 0.0)
    metre: float = 0.0
    wander: float = 0.0
    pitch: float = 0.0
    pitch_uncertainty: float = 0.0
    pitch_stated: bool = False
    ahead: tuple[float, float] = (0.0, 0.0)
    focal: float = 0.0
    trunk: float = 0.0

    @property
    def believed(self) -> float:
        """The yaw that is used, deg: a share of the first degrees of `turned`, and the rest whole."""
        doubted = min(max(self.turned, -DOUBTED_YAW_DEG), DOUBTED_YAW_DEG)
        return self.turned - (1 - YAW_SHARE) * doubted

    @cached_property
    def centre(self) -> Array:
        """`middle` as a point `(axis,)`."""
        return np.array(self.middle)

    def upright(self, pose: Pose) -> Pose:
        """Return the body as a level camera in the same place would have seen it.

        Parameters
        ----------
        pose : Pose, (...)
            The body in the picture.

        Returns
        -------
        Pose, (...)
            The body with the camera's pitch taken out, px and m.

        Notes
        -----
        Turning a camera about itself maps its picture onto itself whatever it shows, so no depth is needed.
        """
        if not (self.pitch and self.focal):
            return pose
        cosine, sine = np.cos(np.radians(self.pitch)), np.sin(np.radians(self.pitch))
        xyz = pose.xyz.copy()
        across, up = (pose.xyz[..., axis] - self.ahead[axis] for axis in (0, 1))
        along = cosine + sine * up / self.focal
        xyz[..., 0] = self.ahead[0] + across / along
        xyz[..., 1] = self.ahead[1] + (up * cosine - self.focal * sine) / along
        world, (height, nearer) = pose.world.copy(), (pose.world[..., axis] for axis in (1, 2))
        world[..., 1], world[..., 2] = height * cosine + nearer * sine, nearer * cosine - height * sine
        return replace(pose, xyz=xyz, world=world)

    def without_perspective(self, pose: Pose) -> Pose:
        """Return the body as a camera far away would have seen it.

        Parameters
        ----------
        pose : Pose, (...)
            The body in the picture.

        Returns
        -------
        Pose, (...)
            Every point moved to the distance of the hips.
        """
        if not self.inverse_distance:
            return pose
        return replace(pose, xyz=self._put_back(pose.xyz, pose.world[..., 2]))

    def over_ankle(self, pose: Pose, joint: Joint) -> Array:
        """Return a joint as if it were as near to the camera as the ankle of its side.

        Parameters
        ----------
        pose : Pose, (...)
            The body in the picture.
        joint : Joint
            The joint.

        Returns
        -------
        ndarray, shape (..., 2, 2)
            Left and right, px; as in the picture where the distance is not known.
        """
        if not self.inverse_distance:
            return pose[joint]
        nearer = pose.world[..., joint, :, 2] - pose.world[..., Joint.ANKLE, :, 2]
        return self._put_back(pose[joint], or_zero(nearer))

    def _put_back(self, points: Array, nearer: Array) -> Array:
        """Return points `(..., axis)` moved to where they would appear if they were not `nearer` to the camera, m."""
        back, share = points.copy(), 1 - self.inverse_distance * nearer
        for axis, centre in enumerate(self.middle):  # numpy is quicker along one axis
            back[..., axis] = centre + (points[..., axis] - centre) * share
        return back

    def mirrored(self, width: float) -> Self:
        """Return the same in the mirror of a picture so wide."""
        (x, y), (across, up) = self.middle, self.ahead
        return replace(self, turned=-self.turned, skew=-self.skew, middle=(width - x, y), ahead=(width - across, up))


UNKNOWN = CameraGeometry()
