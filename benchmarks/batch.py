"""How fast a folder of clips is measured, against the plain loop that a user would write (plain.py), in ratios.

Each figure is a ratio inside one run: plain loop and `movescreen analyze` take turns on the same clips, in processes of
their own. What movescreen takes counts whole, from start-up to written tables; of the plain loop the loop alone.

    python benchmarks/batch.py [--write] [--pairs N] [--small] [--only NAME]
"""

from __future__ import annotations

import argparse
import csv
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from phones import ANDROID, IPHONE, Phone, recorded
from section import machine, table, write

from movescreen.pose.weights import ensure

HERE = Path(__file__).parent
WORKERS = 2
PR_SET_CHILD_SUBREAPER = 36  # Linux, sys/prctl.h
OTHER_LINE = "[lines]\nforward_lean = 12.0\n"  # a choice that poses do not depend on


def ran(*command: object) -> tuple[str, float, float]:
    """What a command printed, and the seconds and CPU seconds that it and its processes took."""
    before, began = cpu(), time.perf_counter()
    words = [sys.executable, *map(str, command)]
    ended = subprocess.run(words, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - began
    with suppress(ChildProcessError):  # what its processes left running, which come to this one to be counted
        while True:
            os.waitpid(-1, 0)
    return ended.stdout, seconds, cpu() - before


def adopt() -> None:
    """Make this process the parent of those whose own has ended: only then their CPU time is counted here."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def cpu() -> float:
    """CPU seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def analyzed(clips: Path, out: Path, *options: object) -> tuple[float, float]:
    """Seconds and CPU seconds that it takes to measure a folder."""
    command = ("analyze", clips, "--screen", "overhead_squat", "--out", out, "--workers", WORKERS, *options)
    printed, seconds, used = ran("-m", "movescreen", *command)
    count = len(list(clips.iterdir()))
    assert f"{count} of {count} clips measured" in printed, printed
    return seconds, used


def looped(clips: Path) -> tuple[int, float]:
    """Frames and seconds of the plain loop."""
    printed, *_ = ran(HERE / "plain.py", ensure().path, *sorted(clips.iterdir()))
    frames, seconds, _ = printed.split()
    return int(frames), float(seconds)


def called(clips: Path) -> tuple[int, float]:
    """Frames and CPU seconds of the network's bare calls, by as many processes at once as there are workers."""
    files = sorted(map(str, clips.iterdir()))
    command = [sys.executable, str(HERE / "plain.py"), "--bare", str(ensure().path)]
    shares = [command + files[number::WORKERS] for number in range(WORKERS)]
    running = [
        subprocess.Popen(share, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) for share in shares
    ]
    printed = [process.communicate()[0].split() for process in running]
    return sum(int(frames) for frames, *_ in printed), sum(float(used) for *_, used in printed)


def against_the_loop(phone: Phone, count: int, frames: int, pairs: int, folder: Path) -> Iterator[list[str]]:
    """Frames a second of movescreen over those of the plain loop, in turn."""
    recorded(phone, folder / "clips", count, frames)
    ratios, speeds = [], []
    for number in range(pairs):
        total, loop = looped(folder / "clips")
        whole, _ = analyzed(folder / "clips", folder / f"out {number}")
        ratios.append(loop / whole)
        speeds.append((total / loop, total / whole))
    width, height = phone.size
    plain, ours = (median(speed) for speed in zip(*speeds, strict=True))
    what = f"{count} clips of {frames} frames, {width} x {height}" + (", Display P3" if phone.colours else "")
    yield [f"{what}: frames a second over the plain loop's", spread(ratios), f"{ours:.0f} and {plain:.0f} a second"]


def over_the_network(count: int, frames: int, pairs: int, folder: Path) -> Iterator[list[str]]:
    """CPU seconds of a whole run over those of the landmarker's calls on the same frames, as many at once."""
    recorded(ANDROID, folder / "clips", count, frames)
    ratios, costs = [], []
    for number in range(pairs):
        total, network = called(folder / "clips")
        _, whole = analyzed(folder / "clips", folder / f"out {number}")
        ratios.append(whole / network)
        costs.append((1e3 * whole / total, 1e3 * network / total))
    ours, bare = (median(cost) for cost in zip(*costs, strict=True))
    what = f"{count} clips of {frames} frames, 1280 x 720: CPU seconds over those of bare landmark calls"
    yield [what, spread(ratios), f"{ours:.1f} and {bare:.1f} ms a frame"]


def scored_again(count: int, folder: Path) -> Iterator[list[str]]:
    """Seconds that stored poses of ten-second clips take with another line, tables written."""
    clips, out = folder / "clips", folder / "out"
    recorded(ANDROID, clips, 2, 300)
    analyzed(clips, out)
    with (out / "clips.csv").open(encoding="utf-8", newline="") as text:
        header, *rows = csv.reader(text)
    name, file = header.index("clip"), header.index("file")
    for number in range(2, count):
        row = [*rows[number % 2]]
        os.link(row[file], clips / f"{number}.mp4")
        shutil.copytree(out / row[name], out / str(number))
        row[name], row[file] = str(number), str(clips / f"{number}.mp4")
        rows.append(row)
    with (out / "clips.csv").open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows([header, *rows])
    (folder / "settings.toml").write_text(OTHER_LINE, encoding="utf-8")
    seconds, used = analyzed(clips, out, "--settings", folder / "settings.toml")
    yield [
        f"{count} ten-second clips scored again from stored poses: seconds",
        f"{seconds:.0f}",
        f"{used:.0f} CPU seconds",
    ]


def spread(ratios: list[float]) -> str:
    """The middle of some ratios, and how far they reach."""
    return f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--pairs", type=int, default=2)
    parser.add_argument("--small", action="store_true", help="a few short clips, to see that it runs")
    parser.add_argument("--only", choices=("720p", "iphone", "network", "again"))
    options = parser.parse_args()
    adopt()
    some, pairs = (0.25, 1) if options.small else (1.0, options.pairs)
    parts: dict[str, tuple[str, Callable[[Path], Iterator[list[str]]]]] = {
        "720p": ("2.5", lambda f: against_the_loop(ANDROID, 8, int(300 * some), pairs, f)),
        "iphone": ("5", lambda f: against_the_loop(IPHONE, 6, int(120 * some), pairs, f)),
        "network": ("1.2", lambda f: over_the_network(8, int(300 * some), 1, f)),
        "again": ("60", lambda f: scored_again(int(1000 * some), f)),
    }
    rows = []
    for name, (target, measure) in parts.items():
        if options.only in (None, name):
            with TemporaryDirectory() as folder:
                rows += [[*row[:2], target, row[2]] for row in measure(Path(folder))]
    text = f"{machine()} {WORKERS} workers.\n\n{table(['', 'measured', 'target', 'that is'], rows)}"
    print(text)
    if options.write:
        write("Batch", "python benchmarks/batch.py --write", text)


if __name__ == "__main__":
    main()
