"""Compare the poses of movescreen's own runner with those of MediaPipe's library, frame by frame.

Both run the same networks. A tracked network answers to its own last answer, so that the smallest difference grows
until it is as large as the network's own unrest. How large that is shows a third run: MediaPipe again, on pictures of
which one pixel in a corner is brighter by one. And a fourth: every tenth frame by itself, a grey one before it, so that
the body is lost and found anew and nothing is handed on.

    python benchmarks/reference.py [--write] [--frames N] [CLIP ...]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
from section import TRUTH, machine, table, write

from movescreen.cli.demo_clips import demo_clips
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.estimators.blazepose import BlazePose
from movescreen.pose.estimators.mediapipe import MediaPipe
from movescreen.pose.pose import Array, Pose
from movescreen.pose.weights import Bundle, ensure
from movescreen.video import Frame, open_video

HEAD = [
    "clip",
    "frames",
    "one found nobody",
    "points within 0.5 %",
    "median %",
    "95 % of points",
    "world, 95 %, mm",
    "seen",
]
GOAL = 0.5  # % of the body's size
FORMATS = ("*.mp4", "*.gif")


@dataclass(frozen=True)
class Apart:
    """How far two tracks of a clip are apart: in frames with a body in one alone, and point by point in the others."""

    frames: int
    alone: int
    share: Array  # of the body's size, %
    world: Array  # mm
    seen: Array

    @classmethod
    def of(cls, one: Pose, other: Pose) -> Apart:
        """Compare two tracks of the same frames."""
        found = [np.isfinite(pose.xyz[:, 0, 0, 0]) for pose in (one, other)]
        both = found[0] & found[1]
        plane, size = one.xyz[both][..., :2], np.ptp(one.xyz[both][..., :2], axis=(1, 2)).max(axis=-1)
        share = 100 * np.linalg.norm(plane - other.xyz[both][..., :2], axis=-1) / size[:, None, None]
        world = 1000 * np.linalg.norm((one.world - other.world)[both], axis=-1)
        return cls(len(one), int((found[0] != found[1]).sum()), share, world, np.abs(one.seen - other.seen)[both])

    @property
    def row(self) -> list[str]:
        """The cells of the table after the clip's name."""
        if not self.share.size:
            return [str(self.frames), str(self.alone), *["–"] * 5]
        within = 100 * (self.share <= GOAL).mean()
        middle, most = np.quantile(self.share, [0.5, 0.95])
        world, seen = np.quantile(self.world, 0.95), np.quantile(self.seen, 0.95)
        shares = [f"{within:.1f} %", f"{middle:.2f}", f"{most:.2f}"]
        return [str(self.frames), str(self.alone), *shares, f"{world:.0f}", f"{seen:.3f}"]


def track(opened: Callable[[Bundle], PoseEstimator], bundle: Bundle, frames: Iterable[Frame]) -> Pose:
    """What a backend finds in frames."""
    with opened(bundle) as backend:
        return Pose.concatenate([backend(frame) for frame in frames])


def brighter(frames: Iterable[Frame]) -> Iterator[Frame]:
    """The frames with one pixel in a corner that is brighter by one, or darker where it is white."""
    for frame in frames:
        picture = frame.picture.copy()
        picture[0, 0] += np.where(picture[0, 0] < 255, 1, -1).astype(np.uint8)
        yield replace(frame, picture=picture)


def alone(frames: list[Frame]) -> Iterator[Frame]:
    """Every tenth frame, each after a grey one."""
    for number, frame in enumerate(frames[::10]):
        for later, picture in enumerate((np.full_like(frame.picture, 128), frame.picture)):
            yield Frame(2 * number + later, (2 * number + later) / 30, picture)


def compared(path: Path, bundle: Bundle, count: int | None) -> tuple[Apart, ...]:
    """How far ours is from MediaPipe, MediaPipe from itself, and ours from MediaPipe in frames by themselves."""
    with open_video(path) as source:
        frames = list(islice(source, count))
    reference_tracker = track(MediaPipe, bundle, frames)
    ours, again = track(BlazePose, bundle, frames), track(MediaPipe, bundle, brighter(frames))
    each = (track(opened, bundle, alone(frames)).at(slice(1, None, 2)) for opened in (MediaPipe, BlazePose))
    return Apart.of(reference_tracker, ours), Apart.of(reference_tracker, again), Apart.of(*each)


def together(parts: list[Apart]) -> Apart:
    """All clips as one."""
    share, world, seen = (np.concatenate([getattr(p, name) for p in parts]) for name in ("share", "world", "seen"))
    return Apart(sum(p.frames for p in parts), sum(p.alone for p in parts), share, world, seen)


def shared() -> list[Path]:
    """Every clip at hand: the demonstration clips, and those of the tests where they are."""
    folders = [TRUTH / "clips" / name for name in ("synthetic", "real")]
    demonstrated = [path for paths in demo_clips().values() for path in paths]
    return demonstrated + [p for folder in folders for kind in FORMATS for p in sorted(folder.glob(kind))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clips", nargs="*", type=Path, metavar="CLIP")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--frames", type=int, help="at most so many of each clip")
    options = parser.parse_args()
    bundle, rows, found = ensure(), [], []
    for path in options.clips or shared():
        pair = compared(path, bundle, options.frames)
        found.append(pair)
        rows.append([path.name, *pair[0].row])
        print(path.name, *pair[0].row, "| itself", *pair[1].row[1:], "| alone", *pair[2].row, flush=True)
    rows += [[name, *together(list(parts)).row] for name, parts in zip(NAMES, zip(*found, strict=True), strict=True)]
    text = "\n\n".join((machine(), table(HEAD, rows)))
    print(text)
    if options.write:
        write("Reference", "python benchmarks/reference.py --write", text)


NAMES = (
    "**all, ours from MediaPipe**",
    "**all, MediaPipe from itself**",
    "**all, ours from MediaPipe, every tenth frame by itself**",
)

if __name__ == "__main__":
    main()
