"""The reference pose: the body before it moves, which lengths and changes refer to, and the view it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import Self, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from movescreen.measures.perspective import UNKNOWN, CameraGeometry
from movescreen.pose.geometry import length, midpoint, nan_midpoint
from movescreen.pose.pose import LEFT, RIGHT, Array, Joint, Pose

FRONT = "front"
SIDE = "side"
BACK = "back"
OBLIQUE = "oblique"
END = "end"  # a lying body, seen from the feet or the head
AUTO = "auto"
VIEWS = (FRONT, SIDE, BACK)
LESS_NEAR = 0.96  # of its size: a leg between near and far, some 0.12 m further away than the near one of 3 m
ONE_SIDED = (SIDE, OBLIQUE)  # from there the far leg is hidden, or now and then


LINE = np.array([Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE])
LEGS = (Joint.KNEE, Joint.ANKLE, Joint.HEEL, Joint.TOE)

Made = TypeVar("Made")


class Support(IntEnum):
    """The leg whose foot is on the floor, in a movement on one leg."""

    UNSEEN = -1
    LEFT = LEFT
    RIGHT = RIGHT
    BOTH = 2

    @property
    def mirrored(self) -> Support:
        """The same leg in a mirror."""
        return {Support.LEFT: Support.RIGHT, Support.RIGHT: Support.LEFT}.get(self, self)

    @property
    def text(self) -> str:
        """The leg as tables name it; empty where it was not seen."""
        return "" if self is Support.UNSEEN else self.name.lower()

    @classmethod
    def named(cls, text: str) -> Support:
        """Return the leg that tables name so.

        Parameters
        ----------
        text : str
            "left", "right", "both", or "" for one that was not seen.

        Returns
        -------
        Support
            The leg.
        """
        return cls[text.upper()] if text else cls.UNSEEN


@dataclass(frozen=True)
class ReferencePose:
    """A still pose, the `view` it is seen from, and the direction it points in.

    The pose's shape is `()`, or that of the poses to be measured against it, one for one.
    `forward` is +1 where the toes, or the feet of a lying body, point to the picture's right, else -1.
    `support` is the supporting leg of a movement on one leg: one `Support`, or the number of one for each of the poses.
    In a side view the support side is the one that counts; without `support`, the near side counts.
    `camera` is the geometry of the camera.
    `foot_length` is the length from between heel and ankle to the tip of the foot, in leg lengths; None if not known.
    `had_rest` is False if the body was never at rest: the pose is then that of the frames furthest from the movement.
    """

    pose: Pose
    view: str
    forward: float
    support: Support | NDArray[np.int64] | None = None
    camera: CameraGeometry = UNKNOWN
    foot_length: float | None = None
    had_rest: bool = True

    @cached_property
    def near(self) -> int:
        """The side that is nearest the camera in a side view: who looks to the picture's right shows the right side."""
        return RIGHT if self.forward > 0 else LEFT

    @property
    def support_side(self) -> int:
        """The side whose limb counts in a side view: the near one, unless the other is known to."""
        return 1 - self.near if isinstance(self.support, Support) and self.support == 1 - self.near else self.near

    def supports(self, side: int) -> NDArray[np.bool_]:
        """Return whether a side counts in a side view: of two supporting legs the near one.

        Parameters
        ----------
        side : int
            LEFT or RIGHT.

        Returns
        -------
        ndarray of bool, shape () or (n_frames,)
            True where it counts.
        """
        if self.support is None:
            return np.asarray(side == self.near)
        return np.asarray((self.support == side) | ((self.support == Support.BOTH) & (side == self.near)))

    @property
    def facing(self) -> float:
        """+1 where the camera sees the front (the subject's left is on the picture's right), -1 from behind."""
        return -1.0 if self.view == BACK else 1.0

    def centre(self, pose: Pose, joint: Joint) -> Array:
        """Return one point for a pair of joints.

        Parameters
        ----------
        pose : Pose, (...)
            The frames.
        joint : Joint
            The pair.

        Returns
        -------
        ndarray, shape (..., 2)
            The midpoint, px; in a side view, and of legs at a slant, the near one.
        """
        near = self.view == SIDE or (self.view == OBLIQUE and joint in LEGS)
        return pose[joint][..., self.near, :] if near else midpoint(pose[joint])

    def nearest(self, pair: Array) -> Array:
        """Return a pair of points; in a side view, the near one in both places.

        Parameters
        ----------
        pair : ndarray, shape (..., 2, n_axes)
            Left and right.

        Returns
        -------
        ndarray, shape (..., 2, n_axes)
            Left and right, or twice the near one.
        """
        return pair[..., [self.near, self.near], :] if self.view == SIDE else pair

    def of(self, pair: Array) -> Array:
        """Return one number for a left and a right leg.

        Parameters
        ----------
        pair : ndarray, shape (..., 2)
            Left and right.

        Returns
        -------
        ndarray, shape (...)
            Their mean; from the side and at a slant, the near one.
        """
        return pair[..., self.near] if self.view in ONE_SIDED else 0.5 * (pair[..., LEFT] + pair[..., RIGHT])

    def baseline(self, quantity: Callable[[Pose, ReferencePose], Made]) -> Made:
        """Return a quantity of the standing or lying body, computed once.

        Parameters
        ----------
        quantity : callable
            Takes a pose and a reference pose.

        Returns
        -------
        object
            What `quantity` returns for the reference pose itself.
        """
        if quantity not in self._baselines:
            self._baselines[quantity] = quantity(self.pose, self)
        return cast(Made, self._baselines[quantity])

    @cached_property
    def _baselines(self) -> dict[Callable[[Pose, ReferencePose], object], object]:
        return {}

    @property
    def whole(self) -> bool:
        """Whether shoulder, hip, knee and ankle are known: enough to measure a movement against."""
        points = [self.centre(self.pose, j) for j in (Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE)]
        return not np.isnan(points).any()

    @cached_property
    def thigh(self) -> Array:
        """Hip to knee, left and right, pixels."""
        return length(self.pose[Joint.HIP] - self.pose[Joint.KNEE])

    @cached_property
    def shank(self) -> Array:
        """Knee to ankle, left and right, pixels."""
        return length(self.pose[Joint.KNEE] - self.pose[Joint.ANKLE])

    @cached_property
    def foot(self) -> Array:
        """Heel to toe, left and right, pixels."""
        return length(self.pose[Joint.HEEL] - self.pose[Joint.TOE])

    @cached_property
    def leg(self) -> Array:
        """Thigh and shank together, pixels: the yardstick of the body."""
        near = self.of(self.thigh + self.shank)
        return LESS_NEAR * near if self.view == OBLIQUE else near

    @cached_property
    def across(self) -> Array:
        """The unit vector to the picture's right that is square to the standing body: `(..., axis)`.

        From ankles to hips and shoulders the body stands upright, so a camera that is tilted sideways is detected.
        """
        shoulder, hip, ankle = (midpoint(self.pose[j]) for j in (Joint.SHOULDER, Joint.HIP, Joint.ANKLE))
        up = shoulder + hip - 2 * ankle
        return np.stack([up[..., 1], -up[..., 0]], axis=-1) / length(up)[..., None]

    @cached_property
    def upright(self) -> Self:
        """The reference pose as a camera that was held upright would have seen it."""
        if not self.camera.pitch:
            return self
        return replace(self, pose=self.camera.upright(self.pose), camera=replace(self.camera, pitch=0.0))

    @cached_property
    def as_seen(self) -> Self:
        """The same, with a camera that is taken to have been level."""
        return replace(self, camera=replace(self.camera, pitch=0.0))

    def mirrored(self) -> Self:
        """Return the same reference pose in a mirror."""
        camera = self.camera.mirrored(self.pose.picture[0])
        return replace(
            self, pose=self.pose.mirrored(), forward=-self.forward, support=_mirrored(self.support), camera=camera
        )


def _mirrored(support: Support | NDArray[np.int64] | None) -> Support | NDArray[np.int64] | None:
    """Return the supporting leg, or that of each frame, in a mirror."""
    if isinstance(support, np.ndarray):
        return np.select([support == LEFT, support == RIGHT], [RIGHT, LEFT], support)
    return None if support is None else support.mirrored


def spine_and_leg(pose: Pose) -> tuple[Array, Array, Array, Array]:
    """Return shoulder, hip, knee and ankle: the midpoint of left and right, or the side that was seen.

    Parameters
    ----------
    pose : Pose
        Frames of shape `(...)`.

    Returns
    -------
    tuple of ndarray, shape (..., 2)
        px; x right, y up.
    """
    points = nan_midpoint(pose.xyz[..., LINE, :, :2])
    return points[..., 0, :], points[..., 1, :], points[..., 2, :], points[..., 3, :]


def stands(pose: Pose) -> bool:
    """Return whether a body stands: from ankles to shoulders it reaches further up than to a side.

    Parameters
    ----------
    pose : Pose, ()
        One frame.

    Returns
    -------
    bool
        False for a lying body, and where an end was not seen.
    """
    up = nan_midpoint(pose[Joint.SHOULDER]) - nan_midpoint(pose[Joint.ANKLE])
    return bool(up[1] > abs(up[0]))
