"""The track of one person: poses as a network gave them, made ready to be measured."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from movescreen.measures.camera_angle import without_roll
from movescreen.pose.buffers import GrowableArray, PoseBuffer, SmoothedPoseBuffer
from movescreen.pose.facing import FacingCorrector
from movescreen.pose.left_right_swaps import SwapCorrector
from movescreen.pose.pose import JOINTS, Array, Pose
from movescreen.pose.smoothing import Smoother
from movescreen.pose.visibility import believed, outside


class SmoothedTrack:
    """Removes points that cannot be right, corrects sides and roll, and smooths: a fold, blind to how frames come in.

    Parameters
    ----------
    legs : bool
        Whether swaps of the legs are corrected; they are not where one leg is in the air.
    lies : bool
        Whether the person lies: feet then do not tell front from back.
    roll : float
        The camera's roll, deg.

    Attributes
    ----------
    raw : PoseBuffer
        All frames pushed, before smoothing.
    smooth : SmoothedPoseBuffer
        The frames that are smoothed by now.
    outside : GrowableArray of bool, (n_frames, n_joints, 2)
        The points that lie outside the picture.
    """

    def __init__(self, legs: bool, lies: bool, roll: float) -> None:
        self.raw = PoseBuffer()
        self.smooth = SmoothedPoseBuffer(self.raw)
        self.outside = GrowableArray((JOINTS, 2), np.bool_)
        self._contradicted = GrowableArray((), np.bool_)  # frames in which the body contradicted its feet
        self._swaps, self._facing = SwapCorrector(legs), None if lies else FacingCorrector()
        self._smoother, self._roll = Smoother(), roll

    @property
    def time(self) -> Array:
        """The timestamps of the frames that are smoothed by now, s, `(n_frames,)`."""
        return self.smooth[:].time

    @property
    def sides(self) -> dict[str, int]:
        """The number of frames whose sides were put back, and of changes of sides that are unclear, for the record."""
        return {"sides_put_back": self._swaps.undone, "sides_unclear": self._swaps.unclear}

    def push(self, pose: Pose) -> Pose:
        """Take the next frames.

        Parameters
        ----------
        pose : Pose, (n_frames,)
            As the network gave them, later than all before.

        Returns
        -------
        Pose, (m,)
            The frames that are smoothed now; they lag by half the smoother's window.
        """
        self.outside.push(outside(pose))
        pose, contradicted = self._in_order(believed(pose))
        pose = without_roll(pose, self._roll)
        self.raw.push(pose)
        self._contradicted.push(contradicted)
        return self._released(self._smoother.push(pose.time, pose.xyz[..., :2])[1])

    def close(self) -> Pose:
        """Return the frames that were held back, smoothed. Nothing may be pushed afterwards.

        Returns
        -------
        Pose, (m,)
        """
        return self._released(self._smoother.close()[1])

    def contradicted_share(self, since_s: float, until_s: float) -> float:
        """Return in how many of the frames from one moment to another the body contradicted its feet, 0 to 1."""
        within = (self.time >= since_s) & (self.time <= until_s)
        return float(self._contradicted[: len(self.time)][within].mean())

    def _released(self, xy: Array) -> Pose:
        return self.smooth.push(xy) if len(xy) else self.smooth[:0]

    def _in_order(self, pose: Pose) -> tuple[Pose, NDArray[np.bool_]]:
        """Return left and right as the feet tell them, and where the rest of the body contradicted these."""
        put_back = self._swaps.push(pose)
        return (put_back, np.zeros(len(pose), bool)) if self._facing is None else self._facing.push(pose, put_back)
