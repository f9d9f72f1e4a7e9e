"""What the pipeline costs beyond the pose network, stage by stage, on one clip of 1280 x 720.

The bare loop calls the network, opened as its documentation says, on frames that lie ready in memory, and does nothing
else. The pipeline reads the file, measures, and writes every result. Both run in turn in one process; the ratio is that
of each pair, the middle one, once in time on the clock, where decoding runs beside the network, and once in CPU time,
which is what a second worker would have.

Besides, the runner of the networks alone on the same frames: over that loop, and over the landmark network without its
mask, run again and again on one square. And how long a process takes from its start to the first pose.

    python benchmarks/pose.py [--write] [--pairs N] [--frames N]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import av
from phones import ANDROID
from plain import bare
from section import machine, table, write

from movescreen.batch import Job, Task, measure_clip
from movescreen.batch.clip import scored
from movescreen.batch.outputs import write_outputs as write_results
from movescreen.batch.task import TRACKERS
from movescreen.cli.demo_clips import demo_clips
from movescreen.pose.estimators.blazepose import BlazePose
from movescreen.pose.estimators.bundle_networks import networks
from movescreen.pose.estimators.landmark_network import LandmarkNetwork
from movescreen.pose.estimators.quiet_stderr import hushed
from movescreen.pose.weights import Bundle, ensure
from movescreen.screens import screens
from movescreen.session import Session
from movescreen.video import open_video
from movescreen.video.frame_seek import glimpses

TASK = Task("overhead_squat")
ALONE = 200  # frames that are held in memory
MOMENTS, SHOWN = 3, 5  # what is looked at a second time: the bottom of each repetition, in so many frames

Spent = tuple[float, float]  # seconds on the clock, and of CPU


def spent(work: Callable[[], Any]) -> tuple[Spent, Any]:
    """What it took, and what came of it."""
    clock, cpu = time.perf_counter(), time.process_time()
    result = work()
    return (time.perf_counter() - clock, time.process_time() - cpu), result


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds that it took, and what came of it."""
    (_, cpu), result = spent(work)
    return cpu, result


def decode(clip: Path) -> list[Any]:
    """Every frame as the codec gives it."""
    with av.open(str(clip)) as container:
        container.streams.video[0].thread_type = "AUTO"
        return list(container.decode(video=0))


def stages(clip: Path, bundle: Bundle, folder: Path) -> dict[str, float]:
    """CPU seconds of each stage on its own, one after the other, on the same frames."""
    taken: dict[str, float] = {}
    taken["decode"], _ = timed(lambda: decode(clip))
    with open_video(clip) as source:
        both, frames = timed(lambda: list(source))
    taken["colour"] = both - taken["decode"]
    with BlazePose(bundle) as backend:
        taken["pose"], poses = timed(lambda: [backend(frame) for frame in frames])
    track = type(poses[0]).concatenate(poses)
    live = Session(screens()[TASK.screen])
    taken["core, frame by frame"], _ = timed(lambda: [live.push(pose) for pose in poses])
    taken["core, as clips are measured"], (record, _) = timed(lambda: scored(track, TASK, "blazepose"))
    bottoms = (len(frames) * (2 * number + 1) // (2 * MOMENTS) for number in range(MOMENTS))
    some = {frame.index: frame.time for first in bottoms for frame in frames[first : first + SHOWN]}
    taken["second look"], _ = timed(lambda: list(glimpses(clip, some)))
    taken["writing"], _ = timed(lambda: write_results(record, folder, "clip"))
    return taken


def compared(clip: Path, bundle: Bundle, folder: Path, pairs: int) -> tuple[int, list[tuple[Spent, Spent]]]:
    """How many frames, and what bare loop and pipeline took, pair by pair after one that does not count."""
    found = []
    for number in range(pairs + 1):
        with hushed():
            count, seconds, cpu = bare(str(bundle.path), str(clip))
        whole, _ = spent(partial(measure_clip, Job(clip, folder / f"run {number}", TASK, bundle)))
        found.append(((seconds, cpu), whole))
    return count, found[1:]


def runner(clip: Path, bundle: Bundle, count: int) -> float:
    """CPU seconds that our own runner of the networks takes for the first frames of a clip."""
    with open_video(clip) as source, BlazePose(bundle) as backend:
        frames = list(islice(source, count))
        return timed(lambda: [backend(frame) for frame in frames])[0]


def network(bundle: Bundle, count: int) -> float:
    """CPU seconds that the landmark network alone takes, so many times."""
    alone = LandmarkNetwork(networks(bundle).landmarks, str(bundle.path))
    alone.network.run()

    def again() -> None:
        for _ in range(count):
            alone.network.run()

    return timed(again)[0]


def runners(clip: Path, bundle: Bundle, rounds: int) -> list[list[str]]:
    """A row each for what our runner is compared with, by CPU time, in turn after a round that does not count."""
    found = []
    for _ in range(rounds + 1):
        with hushed():
            whole, _, library = bare(str(bundle.path), str(clip))
        count = min(whole, ALONE)
        found.append((runner(clip, bundle, count) / count, library / whole, network(bundle, count) / count))
    rows = []
    for place, name in ((1, "MediaPipe's landmarker, whole bundle"), (2, "landmark network without its mask, alone")):
        shares = [times[0] / times[place] for times in found[1:]]
        other = median(times[place] for times in found[1:])
        rows.append([name, *(f"{of(shares):.2f}" for of in (median, min, max)), f"{1e3 * other:.1f}"])
    return rows


FIRST = """
import sys
from movescreen.batch.task import TRACKERS
from movescreen.pose.weights import ensure
from movescreen.video import open_video
with open_video(sys.argv[2]) as source, TRACKERS[sys.argv[1]](ensure()) as backend:
    backend(next(iter(source)))
"""


def startup(clip: Path, rounds: int) -> list[list[str]]:
    """A row for each backend: seconds on the clock from the start of Python to the first pose."""
    taken: dict[str, list[float]] = {name: [] for name in TRACKERS}
    for _ in range(rounds + 1):
        for name, seconds in taken.items():
            begin = [sys.executable, "-c", FIRST, name, str(clip)]
            seconds.append(spent(partial(subprocess.run, begin, check=True, capture_output=True))[0][0])
    return [[name, *(f"{of(seconds[1:]):.2f}" for of in (median, min, max))] for name, seconds in taken.items()]


def ratios(pairs: list[tuple[Spent, Spent]], count: int) -> list[list[str]]:
    """A row each for the clock and for the CPU."""
    rows = []
    for kind, name in enumerate(("on the clock", "CPU")):
        found = [whole[kind] / loop[kind] for loop, whole in pairs]
        loop = median(loop[kind] for loop, _ in pairs)
        rows.append([name, *(f"{of(found):.2f}" for of in (median, min, max)), f"{1e3 * loop / count:.1f}"])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md")
    parser.add_argument("--pairs", type=int, default=4)
    parser.add_argument("--frames", type=int, default=300)
    options = parser.parse_args()
    bundle = ensure()
    with TemporaryDirectory() as name:
        folder = Path(name)
        clip = ANDROID.record(demo_clips()["overhead_squat"][0], folder / "squat.mp4", options.frames)
        count, pairs = compared(clip, bundle, folder, options.pairs)
        parts = stages(clip, bundle, folder)
        alone, first = runners(clip, bundle, options.pairs), startup(clip, options.pairs)
    rows = [[stage, f"{1e3 * seconds / count:.2f}"] for stage, seconds in parts.items()]
    text = "\n\n".join(
        (
            machine(),
            f"The whole pipeline over the bare landmark loop, {count} frames, {len(pairs)} pairs:",
            table(["", "pipeline over loop", "from", "to", "loop, ms a frame"], ratios(pairs, count)),
            table(["stage, alone", "CPU ms a frame"], rows),
            "Our runner of the networks over others, CPU:",
            table(["over", "ratio", "from", "to", "other, ms a frame"], alone),
            table(["from start to first pose", "s", "from", "to"], first),
        )
    )
    print(text)
    if options.write:
        write("Pose", "python benchmarks/pose.py --write", text)


if __name__ == "__main__":
    main()
