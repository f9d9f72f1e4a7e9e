"""The loop: each picture to a pose, each pose into the session; the same for a camera and for a clip."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from movescreen.pose.buffers import PoseBuffer
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.pose import Pose
from movescreen.records.record import Record
from movescreen.session import Session, Update
from movescreen.video import Frame

Watch = Callable[[Frame, Pose, Update], None]


def run(
    frames: Iterable[Frame], backend: PoseEstimator, session: Session, watch: Watch | None = None
) -> tuple[Record, Pose]:
    """The record of all the frames, and the track of poses as the backend gave them."""
    poses = PoseBuffer()
    for frame in frames:
        pose = backend(frame)
        poses.push(pose.at(None))
        progress = session.push(pose)
        if watch:
            watch(frame, pose, progress)
    _, record = session.close()
    return record, poses[:]
