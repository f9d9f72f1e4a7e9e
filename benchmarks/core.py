"""How fast the core is: microseconds a frame, live (one frame a push) and batch (a clip a push), on a figure's squats.

python benchmarks/core.py [--write]

Live is the sum of each few frames in the quickest of some runs, batch the quickest whole run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial

from section import machine, table, write

from movescreen.pose.estimators.synthetic import PinholeCamera, Synthetic
from movescreen.pose.pose import Pose
from movescreen.pose.synthetic import bridge, repetitions, squat
from movescreen.screens import Screen, screens
from movescreen.session import Session

PIECE = 5  # frames: brief enough to be undisturbed in one run or another
CLIPS = {
    ("overhead_squat", "from the side"): lambda: Synthetic(squat(repetitions(15)), PinholeCamera("left"), noise_px=1.0),
    ("overhead_squat", "from the front"): lambda: Synthetic(
        squat(repetitions(15)), PinholeCamera("front"), noise_px=1.0
    ),
    ("bridge", "from the side"): lambda: Synthetic(
        bridge(repetitions(9, bottom=3.0)), PinholeCamera.lying("left"), noise_px=1.0
    ),
}

TEXT = """Processor time: of live the sum of each five frames in the quickest of 8 runs, of batch the quickest of 40.

Aimed at are 300 µs a frame live and 100,000 frames a second in batch. What is left is spread thin. Live, it is small
array operations, which cost more to begin than to do: 28 to 34 % in the measures, 24 % in the smoother, 10 % each in
stillness, in left and right, and in keeping frames. Fewer of them would mean measures that are no longer written one by
one, or frames that come out several at a time and later. In batch, 40 to 57 % is per repetition, of which these clips
have one in 4 to 7 s: each point of the body is moved for its uncertainty, and holds are read three times for theirs. Of
the rest each part has a tenth or so: smoother, measures, a stance after each repetition, the folds, frames kept."""


def live(screen: Screen, track: Pose) -> list[float]:
    """One frame a push: the seconds that each piece of some frames took, and closing."""
    session = Session(screen)

    def push(first: int) -> None:
        for frame in range(first, min(first + PIECE, len(track))):
            session.push(track.at(frame))

    pieces = [seconds(partial(push, first)) for first in range(0, len(track), PIECE)]
    return [*pieces, seconds(session.close)]


def batch(screen: Screen, track: Pose) -> list[float]:
    """The whole clip in one push."""

    def work() -> None:
        session = Session(screen)
        session.push(track)
        session.close()

    return [seconds(work)]


def seconds(work: Callable[[], object]) -> float:
    """How much of a processor's time something takes, s."""
    began = time.process_time()
    work()
    return time.process_time() - began


def least(way: Callable[[Screen, Pose], list[float]], screen: Screen, track: Pose) -> float:
    """What all pieces take, each in the quickest of some runs, which other programs on the machine disturb least."""
    runs = [way(screen, track) for _ in range(REPEATS[way])]
    return sum(map(min, zip(*runs, strict=True)))


REPEATS: dict[Callable[[Screen, Pose], list[float]], int] = {live: 8, batch: 40}


def rows() -> list[list[str]]:
    """One row a clip."""
    found = []
    for (name, view), clip in CLIPS.items():
        track, screen = clip().track, screens()[name]
        slow, quick = (least(way, screen, track) / len(track) for way in (live, batch))
        found.append([name, view, f"{len(track)}", f"{1e6 * slow:.0f}", f"{1e6 * quick:.1f}", f"{1 / quick:,.0f}"])
    return found


def main() -> None:
    heads = ["screen", "view", "frames", "live, µs a frame", "batch, µs a frame", "batch, frames a second"]
    measured = rows()
    text = f"{machine()}\n\n{TEXT}\n\n{table(heads, measured)}"
    print(text)
    if "--write" in sys.argv:
        write("Core", "python benchmarks/core.py --write", text)


if __name__ == "__main__":
    main()
