"""How fast the core is: microseconds a frame, live (one frame a push) and batch (a clip a push), on a figure's squats.

python benchmarks/core.py [--write]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from section import machine, table, write

from movescreen.backends.synthetic import Camera, Synthetic
from movescreen.body import Pose
from movescreen.figure import bridge, repetitions, squat
from movescreen.screens import Screen, screens
from movescreen.session import Session

REPEATS = 5
CLIPS = {
    ("overhead_squat", "from the side"): lambda: Synthetic(squat(repetitions(15)), Camera("left"), noise_px=1.0),
    ("overhead_squat", "from the front"): lambda: Synthetic(squat(repetitions(15)), Camera("front"), noise_px=1.0),
    ("bridge", "from the side"): lambda: Synthetic(
        bridge(repetitions(9, bottom=3.0)), Camera.lying("left"), noise_px=1.0
    ),
}


def live(screen: Screen, track: Pose) -> None:
    """One frame a push."""
    session = Session(screen)
    for frame in range(len(track)):
        session.push(track.at(frame))
    session.close()


def batch(screen: Screen, track: Pose) -> None:
    """The whole clip in one push."""
    session = Session(screen)
    session.push(track)
    session.close()


def seconds(work: Callable[[Screen, Pose], None], screen: Screen, track: Pose) -> float:
    """The quickest of some runs in seconds of processor time, which other programs on the machine disturb least."""
    taken = []
    for _ in range(REPEATS):
        began = time.process_time()
        work(screen, track)
        taken.append(time.process_time() - began)
    return min(taken)


def rows() -> list[list[str]]:
    """One row a clip."""
    found = []
    for (name, view), clip in CLIPS.items():
        track, screen = clip().track, screens()[name]
        slow, quick = (seconds(work, screen, track) / len(track) for work in (live, batch))
        found.append([name, view, f"{len(track)}", f"{1e6 * slow:.0f}", f"{1e6 * quick:.1f}", f"{1 / quick:,.0f}"])
    return found


def main() -> None:
    heads = ["screen", "view", "frames", "live, µs a frame", "batch, µs a frame", "batch, frames a second"]
    measured = rows()
    text = f"{machine()}\n\n{table(heads, measured)}"
    print(text)
    if "--write" in sys.argv:
        write("Core", "python benchmarks/core.py --write", text)


if __name__ == "__main__":
    main()
