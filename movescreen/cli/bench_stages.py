"""Measure the speed of this machine: frames per second of each stage, for a camera and for a folder of clips."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from movescreen.batch.clip import scored
from movescreen.batch.outputs import write_outputs
from movescreen.batch.task import Task
from movescreen.cli.demo_clips import demo_clips
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.pose import Pose
from movescreen.screens import screens
from movescreen.session import Session
from movescreen.video import Frame, open_video

Made = TypeVar("Made")

FRAMES = 150
WARM = 10  # frames before those that count: the network chooses its way of working in the first ones
CAMERA = 30.0  # frames a second of most cameras
ENOUGH = 15.0  # frames a second that a squat needs at least: repetitions last some seconds
READ = "read"
FIND = "find"
MEASURE = "measure"
SCORE = "score"
WRITE = "write"
STAGES = {
    READ: "reading the clip",
    FIND: "finding the body",
    MEASURE: "measuring, frame by frame (live)",
    SCORE: "measuring, whole clips",
    WRITE: "writing results",
}
SAID_LIVE = {
    True: "Live: about {rate:.0f} frames a second, so that a camera of {camera:.0f} is followed frame by frame.",
    False: "Live: about {rate:.0f} frames a second; of a camera's {camera:.0f} the newest is taken, others left out.",
}
TOO_SLOW = "That is less than {enough:.0f}, too few for short movements: record clips and measure those instead."
SAID_FOLDER = (
    "A folder of clips: about {rate:.0f} frames a second with {cores} at once; an hour of clips takes "
    "{minutes:.0f} minutes."
)
SAID_SLOWEST = "Most of the time goes into {stage}: {share:.0f} % of what a clip takes."


@dataclass(frozen=True)
class Speeds:
    """Seconds that a frame takes in each stage, one after the other on one core, and how many cores there are."""

    seconds: dict[str, float]
    cores: int

    @property
    def live(self) -> float:
        """Frames a second of a camera: the network and the measuring, one after the other."""
        return 1 / (self.seconds[FIND] + self.seconds[MEASURE])

    @property
    def clip(self) -> dict[str, float]:
        """Seconds that a frame of a clip takes, by stage."""
        return {stage: self.seconds[stage] for stage in (READ, FIND, SCORE, WRITE)}

    @property
    def folder(self) -> float:
        """Frames a second of a folder of clips, a core at each."""
        return self.cores / sum(self.clip.values())


def speeds(task: Task, cores: int) -> Speeds:
    """Measure how long each stage takes on the first frames of a demonstration clip."""
    seconds: dict[str, float] = {}
    with open_video(demo_clips()[task.screen][0]) as source:
        seconds[READ], frames = timed(lambda: list(islice(source, FRAMES)))
    with task.backend(task.bundle()) as backend:
        seconds[FIND], track = timed_poses(backend, frames)
        network = str(backend.provenance["backend"])
    session = Session(screens()[task.screen])
    seconds[MEASURE], _ = timed(lambda: [session.push(track.at(number)) for number in range(len(track))])
    seconds[SCORE], (record, _) = timed(lambda: scored(track, task, network))
    with TemporaryDirectory() as folder:
        seconds[WRITE], _ = timed(lambda: write_outputs(record, Path(folder), "bench"))
    return Speeds({stage: taken / len(frames) for stage, taken in seconds.items()}, cores)


def timed_poses(backend: PoseEstimator, frames: list[Frame]) -> tuple[float, Pose]:
    """Time a pose estimator on some frames.

    Parameters
    ----------
    backend : PoseEstimator
        Ready to look at the first frame.
    frames : list of Frame
        Frames of one clip.

    Returns
    -------
    tuple of float and Pose, (n_frames,)
        Time for all frames, s, from those after the first ones; and the poses.
    """
    _, first = timed(lambda: [backend(frame).at(None) for frame in frames[:WARM]])
    taken, rest = timed(lambda: [backend(frame).at(None) for frame in frames[WARM:]])
    return taken * len(frames) / len(frames[WARM:]), Pose.concatenate(first + rest)


def timed(work: Callable[[], Made]) -> tuple[float, Made]:
    """Return the seconds that something takes, and what comes of it."""
    began = perf_counter()
    made = work()
    return perf_counter() - began, made


def print_speeds(speeds: Speeds, console: Console) -> None:
    """Print the table, and what follows from it."""
    table = Table("stage", "ms a frame", "frames a second", box=None, pad_edge=False)
    for stage, name in STAGES.items():
        seconds = speeds.seconds[stage]
        table.add_row(name, f"{1e3 * seconds:.2f}", f"{1 / seconds:,.0f}")
    console.print(table, "", *sentences(speeds), sep="\n", highlight=False, soft_wrap=True)


def sentences(speeds: Speeds) -> Iterator[str]:
    """Yield what to expect of this machine, in words."""
    yield SAID_LIVE[speeds.live >= CAMERA].format(rate=speeds.live, camera=CAMERA)
    if speeds.live < ENOUGH:
        yield TOO_SLOW.format(enough=ENOUGH)
    minutes = 60 * CAMERA / speeds.folder
    yield SAID_FOLDER.format(rate=speeds.folder, cores=speeds.cores, minutes=minutes)
    slowest = max(speeds.clip, key=speeds.clip.__getitem__)
    share = 100 * speeds.clip[slowest] / sum(speeds.clip.values())
    yield SAID_SLOWEST.format(stage=STAGES[slowest], share=share)
