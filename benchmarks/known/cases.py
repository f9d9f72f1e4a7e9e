"""One clip's poses together with what is true of them: what each of the three kinds of known people is turned into."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from known import Known
from movescreen.measures.reference_pose import AUTO, SIDE
from movescreen.pose.estimators.synthetic import PinholeCamera
from movescreen.pose.pose import SIDES, Array, Pose

NOISE = 0.010  # m: of one frame, in every direction


@dataclass(frozen=True)
class Case:
    """Poses of one clip with what is true of them.

    `view` is the side of the subject that the camera stood on, `stated` what the session is told of it, `ideal` the
    track that a network without error would have given through the same camera; `condition` is what the camera did.
    """

    source: str
    name: str
    screen: str
    view: str
    track: Pose
    known: Known
    stated: str = AUTO
    ideal: Pose | None = None
    condition: dict[str, float] = field(default_factory=dict)

    @property
    def seen_from(self) -> str:
        """The view as the screens name it: both sides alike."""
        return SIDE if self.view in SIDES else self.view


def track_of(time: Array, points: Array, camera: PinholeCamera) -> Pose:
    """What a network without error sees of points in space; points that there are not, it does not see."""
    xyz, world = camera.project(points), camera.world(points)
    return Pose(time, xyz, world, np.isfinite(xyz).all(axis=-1).astype(float), camera.picture)


def noisy(points: Array, noise: float, seed: int) -> Array:
    """Points each as far off, in every frame anew and in every direction, as `noise` (1 SD, m) says."""
    return points + np.random.default_rng(seed).normal(0.0, noise, points.shape)
