"""Find when somebody stands or lies still, frame by frame."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from movescreen.measures.reference_pose import spine_and_leg
from movescreen.pose.geometry import length
from movescreen.pose.pose import Pose

REST_S = 0.7  # s of stillness that make a reference pose
LOOK_BACK_S = 2.1  # s of a still spell that a reference pose is taken from, at most
WANDER_SHARE = 0.02  # of shoulder to hip to ankle: how far hips and ankles may wander in a still spell


NOWHERE = (math.nan,) * 4


class RestDetector:
    """Finds still spells in a track, frame by frame: a fold, blind to how the frames are cut into pushes.

    A spell is still while the middle of the hips and of the ankles stay within `WANDER_SHARE` of where it began. It
    ripens after `REST_S` seconds, and once more after `LOOK_BACK_S`.
    """

    def __init__(self) -> None:
        self._anchor: Sequence[float] = NOWHERE  # x and y of hips and ankles when the spell began
        self._began, self._since = 0, 0.0  # the frame and the time at which it began
        self._due = REST_S
        self._count = 0

    def push(self, track: Pose, at_rest: NDArray[np.bool_]) -> list[tuple[int, int]]:
        """Take the next frames and return the still spells that ripen in them.

        Parameters
        ----------
        track : Pose, (n_frames,)
            The next frames.
        at_rest : ndarray of bool, shape (n_frames,)
            True where the posture is that of rest.

        Returns
        -------
        list of tuple of int
            First and last frame, counted from the first push.
        """
        shoulder, hip, _, ankle = spine_and_leg(track)
        within = WANDER_SHARE * (length(shoulder - hip) + length(hip - ankle))
        columns = (track.time, np.concatenate([hip, ankle], axis=-1), within, at_rest)
        ripe = [self._step(*frame) for frame in zip(*(c.tolist() for c in columns), strict=True)]
        return [spell for spell in ripe if spell]

    def _step(self, time: float, points: Sequence[float], within: float, rests: bool) -> tuple[int, int] | None:
        """Take one frame: x and y of hips and ankles, px, and return the spell that ripens in it, if one does."""
        number, self._count = self._count, self._count + 1
        stays = all(abs(now - was) <= within for now, was in zip(points, self._anchor, strict=True))  # NaN does not
        if not (rests and stays):
            self._anchor = points if rests else NOWHERE
            self._began, self._since, self._due = number, time, REST_S
        elif time - self._since >= self._due:
            self._due = LOOK_BACK_S if self._due < LOOK_BACK_S else math.inf
            return self._began, number
        return None
