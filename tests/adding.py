"""What the tests of added clips run in other processes: a figure in the network's place, and clips that it knows.

A picture's width says from where the figure is seen: `write_view` writes a clip of it.
"""

from __future__ import annotations

import os
import signal
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np
from people import brief, camera_for, squat
from videos import picture, write_clip

from movescreen.batch.task import ClipResult, Tell
from movescreen.library.added_clip import SessionJob, measure_session
from movescreen.pose.estimators import PoseEstimator, blazepose
from movescreen.pose.estimators.synthetic import render_poses
from movescreen.pose.pose import Pose
from movescreen.pose.weights import Bundle
from movescreen.video import Frame

BUNDLE = Bundle(Path("none.task"), "0" * 64, "file", "full")
VIEWS = {480: "front", 360: "left"}
HEIGHT = 360
MOTION = squat(brief(1))


@cache
def track(width: int) -> Pose:
    """The figure as a camera sees it whose pictures are so wide; as one of another width does not know it."""
    if width not in VIEWS:
        return Pose.unseen(MOTION.time, (width, HEIGHT))
    camera = camera_for(MOTION, VIEWS[width], picture=(width, HEIGHT), distance=3.4)
    return render_poses(MOTION, camera, 0.3, 0, None)


class Figure(PoseEstimator):
    """In the network's place: it sees the figure of that frame."""

    def __init__(self, bundle: Bundle, rotation: int = 0, threads: int = 1) -> None:
        self.provenance = {"backend": "figure"}

    def __call__(self, frame: Frame) -> Pose:
        seen = track(frame.picture.shape[1])
        pose = seen.at(min(frame.index, len(seen) - 1))
        return Pose(np.asarray(frame.time), pose.xyz, pose.world, pose.seen, pose.picture)

    def close(self) -> None:
        """Nothing is held."""


def write_view(path: Path, view: str = "front") -> Path:
    """Write a clip of the figure from a side."""
    path.write_bytes(_filmed({"front": 480, "side": 360}.get(view, 240), path.suffix))
    return path


@cache
def _filmed(width: int, ending: str) -> bytes:
    """A clip as wide, as the file with that ending has it."""
    with TemporaryDirectory() as folder:
        pictures = (picture(number, width, HEIGHT) for number in range(len(MOTION.time)))
        return write_clip(Path(folder) / f"clip{ending}", pictures, preset="ultrafast").read_bytes()


def write_dated(clip: Path, path: Path, moment: str) -> Path:
    """Write the same clip as a phone does, which notes when it was recorded."""
    with av.open(str(clip)) as source, av.open(str(path), "w") as copy:
        stream = copy.add_stream_from_template(source.streams.video[0])
        copy.metadata["creation_time"] = moment
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                copy.mux(packet)
    return path


def measure(job: SessionJob, tell: Tell) -> ClipResult:
    """Measure a session's clip with the figure in the network's place; what the clip is called says what else."""
    blazepose.BlazePose = Figure  # type: ignore[misc,assignment]
    tell(1, 100)
    if job.called.startswith("meets"):
        meeting = Path(os.environ["MOVESCREEN_MEETING"])
        (meeting / f"{job.called}.here").touch()
        while len(list(meeting.glob("*.here"))) < 2:
            time.sleep(0.05)
    if job.called.startswith("slow"):
        time.sleep(60)
    if job.called.startswith("killed"):
        os.kill(os.getpid(), signal.SIGKILL)
    return measure_session(job, tell)
