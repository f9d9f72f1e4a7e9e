"""Whether `movescreen live` keeps up: a clip of 1280 x 720 at 30 frames a second stands in for the camera.

Session after session is recorded, as a coach would, with somebody watching as the page does. Frames dropped, the 95th
percentile of how old a frame is when it is shown over that of the pose network alone, for all frames and for those of
recordings once the person to follow has been chosen, processor time, memory, and how long after the end of the last
repetition it is known that it ended, and its results are there.

    python benchmarks/live.py [--minutes 5] [--keep-video] [--write]

For the soak test give 30 minutes. Nothing else should run.
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
from numpy.typing import NDArray
from section import machine, table, write

from movescreen.batch.task import Task
from movescreen.cli.demo_clips import demo_clips
from movescreen.library import Library
from movescreen.records.record import load_record
from movescreen.scoring.settings import Settings
from movescreen.video import open_video
from movescreen.video.replayed_camera import StandIn
from movescreen.web.live.engine import LiveEngine, Shown
from movescreen.web.live.raw_video import RawVideoWriter
from movescreen.web.live.recorded_take import RecordingPlan

SIZE = (1280, 720)
WARM = 5.0  # s until the network and its helpers are loaded
CHOSEN = 1.0  # s of a recording, after which nobody is being chosen any more: a stand-in begins anew with it
PAGES = Path("/proc/self/statm")
NOTE = """\
What is late is late when somebody is chosen: the network then looks four times where it looks once otherwise, 120 ms in
which up to four frames wait, and it takes a third of a second to have caught up. A stand-in begins anew with each
recording, so that this happens three times a session here; a camera's person is chosen once, before being counted in.

Processor time of a frame: the network 19 to 21 ms, JPEG 2.9, the session 1.2, decoding and RGB about 1.5, everything
else of the studio 0.8. At the end of a session of three repetitions, results, stills and report take 0.26 s, whatever
the number of repetitions."""


@dataclass(eq=False)
class Watcher:
    """Notes what a page would see: of each frame ms in the network, ms until shown, and if it is of a recording."""

    took: list[tuple[float, float, bool]] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)
    lengths: list[float] = field(default_factory=list)
    phase: str = ""
    since: float = 0.0

    def __call__(self, shown: Shown) -> None:
        """Take note of a moment; of a session's end also how long its results took."""
        assert shown.message
        phase, now = shown.told["phase"], time.perf_counter()
        if took := shown.told.get("took"):
            well = phase == self.phase == "recording" and now - self.since > CHOSEN
            self.took.append((took["pose_ms"], took["age_ms"], well))
        if phase == "done" and self.phase == "measuring":
            self.ended.append(now - self.since)
            self.lengths.append(shown.told["seconds"])
        if phase != self.phase:
            self.phase, self.since = phase, now


def as_a_webcam_has_it(clip: Path, to: Path) -> Path:
    """The clip in the middle of a picture of `SIZE`."""
    with open_video(clip) as source:
        film = RawVideoWriter(to, SIZE, source.rate)
        for frame in source:
            scale = min(SIZE[0] / source.size[0], SIZE[1] / source.size[1])
            part = cv2.resize(frame.picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            picture = np.full((SIZE[1], SIZE[0], 3), 90, np.uint8)
            left, top = (SIZE[0] - part.shape[1]) // 2, (SIZE[1] - part.shape[0]) // 2
            picture[top : top + part.shape[0], left : left + part.shape[1]] = part
            film.add(frame.time, picture)
        film.close()
    return to


def megabytes() -> float:
    """The memory that this process holds now; the most that it ever held where the system does not say."""
    if PAGES.exists():
        return int(PAGES.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def soak(studio: LiveEngine, client: int, seconds: float, keep_video: bool) -> list[tuple[str, str]]:
    """Record for so long, and give the figures."""
    watcher, plan = Watcher(), RecordingPlan(client, Task("overhead_squat", settings=Settings(reps=2)), keep_video)
    studio.watchers.add(watcher)
    time.sleep(WARM)
    dropped, began, processor = studio.dropped, time.perf_counter(), time.process_time()
    watcher.took.clear()
    memory = []
    while time.perf_counter() - began < seconds:
        if watcher.phase in ("idle", "done"):
            studio.prepare(plan)
        time.sleep(1.0)
        memory.append(megabytes())
    passed = time.perf_counter() - began
    settling = [length - end for length, end in zip(watcher.lengths, _ends(studio.library, client), strict=False)]
    took = np.array(watcher.took)
    return [
        ("minutes", f"{passed / 60:.1f}"),
        ("sessions recorded", str(len(watcher.ended))),
        ("frames looked at", str(len(took))),
        ("frames dropped", str(studio.dropped - dropped)),
        *_waits("", took),
        *_waits(", recording", took[took[:, 2] > 0]),
        ("processor, cores", f"{(time.process_time() - processor) / passed:.2f}"),
        ("end of the last repetition until it is known, middle, s", f"{np.median(settling or np.nan):.2f}"),
        ("from then on until its results are there, middle, s", f"{np.median(watcher.ended or np.nan):.2f}"),
        ("memory in the first and the last quarter, MB", " and ".join(f"{part:.0f}" for part in _quarters(memory))),
    ]


def _waits(of: str, took: NDArray[np.float64]) -> list[tuple[str, str]]:
    """How long some frames took, `(frames, 2)` ms: in the network, until they were shown, and how these compare."""
    pose, shown = (np.percentile(took[:, column], (50, 95)) for column in (0, 1))
    return [
        (f"pose network{of}, middle and 95th percentile, ms", f"{pose[0]:.1f} and {pose[1]:.1f}"),
        (f"age of a frame when shown{of}, ms", f"{shown[0]:.1f} and {shown[1]:.1f}"),
        (f"the latter over the former{of}", f"{shown[0] / pose[0]:.2f} and {shown[1] / pose[1]:.2f}"),
    ]


def _ends(library: Library, client: int) -> list[float]:
    """When the last repetition of each session ended, s; the end of the clip ends one that nobody waited for."""
    records = [load_record(kept.folder) for kept in library.sessions(client)[::-1] if kept.repetitions]
    return [record.repetitions[-1].end_s for record in records]


def _quarters(memory: list[float]) -> tuple[float, float]:
    """The middle of the first and of the last quarter."""
    quarter = max(1, len(memory) // 4)
    return float(np.median(memory[:quarter])), float(np.median(memory[-quarter:]))


def main() -> None:
    """Run it, and print or write the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=5.0)
    options.add_argument("--keep-video", action="store_true")
    options.add_argument("--write", action="store_true")
    asked = options.parse_args()
    with TemporaryDirectory() as folder:
        side = next(file for file in demo_clips()["overhead_squat"] if "side" in file.stem)
        clip = as_a_webcam_has_it(side, Path(folder, "clip.mp4"))
        library = Library(Path(folder, "library"))
        client = library.add("Soak", "A clip, and nobody.").id
        studio = LiveEngine(partial(StandIn, clip), Task("overhead_squat").bundle(), library)
        rows = soak(studio, client, 60 * asked.minutes, asked.keep_video)
        studio.close()
    text = f"{machine()}\n\n{table(('live, 1280 x 720 at 30 frames a second', ''), rows)}\n\n{NOTE}"
    print(text)
    if asked.write:
        write("Live", f"python benchmarks/live.py --minutes {asked.minutes:g} --write", text)


if __name__ == "__main__":
    main()
