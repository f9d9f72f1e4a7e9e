"""Whether `movescreen live` holds the memory of one session after many: half an hour of pictures, as fast as they go.

A clip of 1280 x 720 stands in for the camera and is not played in its own time; poses are those that the network found
in it once, so that pictures, sessions, results and the library are gone through some five times faster than with it.
What the network itself holds is opened, used and closed as often as --networks says.

    python benchmarks/soak.py [--frames 54000] [--networks 30] [--write]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from live import Watcher, as_a_webcam_has_it, megabytes
from section import machine, table, write

from movescreen.batch.task import Task
from movescreen.cli.demo_clips import demo_clips
from movescreen.library import Library
from movescreen.pose.buffers import PoseBuffer
from movescreen.pose.estimators import PoseEstimator, Provenance
from movescreen.pose.pose import Pose
from movescreen.pose.weights import Bundle
from movescreen.scoring.settings import Settings
from movescreen.video import Frame, open_video, replayed_camera
from movescreen.web.live import engine, image_monitor, malloc_limits, states
from movescreen.web.live.image_checks import ImageCheck
from movescreen.web.live.recorded_take import RecordingPlan

PARTS = 4
NETWORK_LOOKS = 20  # frames each time it is opened
NOTE = """\
54,000 are as many pictures as half an hour has, with poses that were found before; so this stands for half an hour of
pictures, sessions, results and the library, and the network's share is told apart. What the last quarter has more is in
part the benchmark's own notes: two numbers of each frame, and a row each tenth of a second."""


@dataclass
class Found(PoseEstimator):
    """The poses that were found in a clip, by the time of its frames."""

    track: Pose
    rate: float
    provenance: Provenance

    def __call__(self, frame: Frame) -> Pose:
        """The pose of the picture that the clip has at that time."""
        number = min(round(frame.time * self.rate), len(self.track) - 1)
        return replace(self.track.at(number), time=np.asarray(frame.time))

    def close(self) -> None:
        """Nothing is held."""


def found(clip: Path, task: Task, bundle: Bundle) -> Found:
    """What the network finds in a clip."""
    backend, poses = task.backend(bundle), PoseBuffer()
    with open_video(clip) as source:
        for frame in source:
            poses.push(backend(frame).at(None))
        backend.close()
        return Found(poses[:], source.rate, dict(backend.provenance))


def hurried() -> None:
    """Nobody waits: not for a glance, nor for standing still or the countdown."""
    image_monitor.ImageMonitor._look = lambda *_: ImageCheck("", 0.0, 1)  # type: ignore[method-assign]
    replayed_camera.LINGERS, states.COUNT = 0.2, 0.2


def sessions(clip: Path, task: Task, bundle: Bundle, frames: int) -> Iterator[tuple[int, int, float]]:
    """Frames and sessions so far, and the memory, ten times a second."""
    with TemporaryDirectory() as folder:
        library = Library(Path(folder))
        plan, watcher = RecordingPlan(library.add("Soak", "A clip, and nobody.").id, task), Watcher()
        opened = partial(replayed_camera.StandIn, clip, realtime=False)
        running = engine.LiveEngine(opened, bundle, library, lossless=True, tracker=task.tracker)
        running.watchers.add(watcher)
        while len(watcher.took) < frames:
            if watcher.phase in ("idle", "done"):
                running.prepare(plan)
            time.sleep(0.1)
            yield len(watcher.took), len(watcher.ended), megabytes()
        running.close()


def networks(clip: Path, task: Task, bundle: Bundle, count: int) -> Iterator[float]:
    """The memory each time the network was opened, used and closed."""
    with open_video(clip) as source:
        frames = list(islice(source, NETWORK_LOOKS))
    for _ in range(count):
        backend = task.backend(bundle)
        for frame in frames:
            backend(frame)
        backend.close()
        malloc_limits.give_back()
        yield megabytes()


def parts(memory: list[float]) -> str:
    """The middle of each quarter."""
    return ", ".join(f"{np.median(part):.0f}" for part in np.array_split(memory, PARTS))


def main() -> None:
    """Run it, and print or write the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--frames", type=int, default=54_000)
    options.add_argument("--networks", type=int, default=30)
    options.add_argument("--write", action="store_true")
    asked = options.parse_args()
    hurried()
    with TemporaryDirectory() as folder:
        side = next(file for file in demo_clips()["overhead_squat"] if "side" in file.stem)
        clip = as_a_webcam_has_it(side, Path(folder, "clip.mp4"))
        task = Task("overhead_squat", settings=Settings(reps=2))
        bundle = task.bundle()
        stored = found(clip, task, bundle)
        of_networks = list(networks(clip, task, bundle, asked.networks))
        seen = list(sessions(clip, replace(task, tracker=lambda _: stored), bundle, asked.frames))
    frames, ended, _ = seen[-1]
    memory = [megabytes for *_, megabytes in seen]
    rows = [
        (f"{frames:,} frames, {ended} sessions: each quarter", parts(memory)),
        (f"the network, opened and closed {asked.networks} times: each quarter", parts(of_networks)),
    ]
    text = f"{machine()}\n\n{table(('memory, MB', 'middle'), rows)}\n\n{NOTE}"
    print(text)
    if asked.write:
        asked_for = f"--frames {asked.frames} --networks {asked.networks}"
        write("Live, session after session", f"python benchmarks/soak.py {asked_for} --write", text)


if __name__ == "__main__":
    main()
