"""The loop: each picture to a pose, each pose into the session; the same for a camera and for a clip."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from movescreen.backends import Backend
from movescreen.body import Pose
from movescreen.record import Record
from movescreen.session import Progress, Session
from movescreen.sources import Frame
from movescreen.tape import Track

Watch = Callable[[Frame, Pose, Progress], None]


def run(frames: Iterable[Frame], backend: Backend, session: Session, watch: Watch | None = None) -> tuple[Record, Pose]:
    """The record of all the frames, and the track of poses as the backend gave them."""
    poses = Track()
    for frame in frames:
        pose = backend(frame)
        poses.push(pose.at(None))
        progress = session.push(pose)
        if watch:
            watch(frame, pose, progress)
    _, record = session.close()
    return record, poses[:]
