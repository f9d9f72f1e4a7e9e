"""Pose estimators: each turns a frame into a pose, and is imported only on demand."""

from __future__ import annotations

from typing import Any, Protocol, Self, runtime_checkable

from movescreen.pose.pose import Pose
from movescreen.video import Frame

Provenance = dict[str, Any]  # plain values, ready for JSON


class PoseEstimator(Protocol):
    """A frame in, a pose of shape `()` out; one instance serves one clip, its frames in the order of time.

    The pose has the frame's time and picture size. `provenance` says where the poses come from, under `backend` the
    backend's name. `close` lets go of everything and may be called again; a frame after it raises RuntimeError.
    """

    provenance: Provenance

    def __call__(self, frame: Frame) -> Pose:
        """Return the pose in a frame."""
        ...

    def close(self) -> None:
        """Release everything; may be called again."""
        ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


@runtime_checkable
class LooksInParts(Protocol):
    """An estimator that, while `in_parts`, also looks at parts of a picture, for people who are small in it."""

    in_parts: bool
