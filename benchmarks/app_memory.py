"""Whether the app holds the memory of what was added: RSS of its processes after so many clips were measured in it.

The app runs as its command does. A short clip, 320 pixels wide, is sent to it again and again as a page sends it, and
each is measured with the network. A page is open meanwhile: it asks how far all is, and now and then shows the client,
a report, the settings.

    python benchmarks/app_memory.py [--clips 200] [--write]
"""

from __future__ import annotations

import argparse
import os
import time
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
from app_client import Asked, started
from section import machine, table, write

from movescreen.cli.demo_clips import demo_clips
from movescreen.video import open_video
from movescreen.video.writer import VideoWriter

WIDTH_PX = 320
SECONDS = 4.0
AFTER = (1, 10, 50, 100, 150, 200)  # clips
ASKED_S = 0.7  # from one question of an open page to the next
SHOWN_EVERY = 5  # clips, after which pages are looked at
AHEAD = 3  # clips that wait
SETTLED_S = 3.0  # after the last clip, until its process has ended
PROCESSES = Path("/proc")
NOTE = """\
MB that each process holds (RSS). Each clip is measured by a process of its own, which ends with it: the largest that
one had is in the last column. The app itself remembers the records of the newest sessions that it drew charts of (36 at
most), the last 50 clips that were measured, and the size of folders and stills."""


def short(clip: Path, to: Path) -> Path:
    """Return the first seconds of a clip, small."""
    with open_video(clip) as source:
        height = 2 * round(WIDTH_PX * source.size[1] / source.size[0] / 2)
        with VideoWriter(to, (WIDTH_PX, height), source.rate) as film:
            for frame in takewhile(lambda frame: frame.time <= SECONDS, source):
                part = cv2.resize(frame.picture, (WIDTH_PX, height), interpolation=cv2.INTER_AREA)
                film.add(frame.time, np.asarray(part, np.uint8))
    return to


def megabytes(process: int) -> float:
    """Return what a process holds now; 0 where it has ended."""
    try:
        return int((PROCESSES / str(process) / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, IndexError):
        return 0.0


def children(process: int) -> list[int]:
    """Return the processes that a process has started and that run, but for the one that Python itself adds."""
    found: list[int] = []
    for thread in (PROCESSES / str(process) / "task").glob("*/children"):
        with suppress(OSError):
            found += [int(one) for one in thread.read_text().split()]
    return [one for one in found if not _is_tracker(one)]


def _is_tracker(process: int) -> bool:
    """Return whether a process is Python's tracker of what processes share (multiprocessing.resource_tracker)."""
    with suppress(OSError):
        return b"resource_tracker" in (PROCESSES / str(process) / "cmdline").read_bytes()
    return True  # it has ended


def looked_at(app: Asked, client: int) -> None:
    """Look at pages, as a coach does meanwhile."""
    for path in ("/", "/reports", "/settings", f"/clients/{client}"):
        app.get(path)
    for session in app.sessions(client)[:3]:
        app.get(f"/sessions/{session}")


def measured(app: Asked, clip: Path, clips: int) -> list[tuple[str, ...]]:
    """Have clips measured, and return a line of figures after each of `AFTER`."""
    client, server, rows, began = app.add_client("Of the benchmark"), app.process.pid, [], time.monotonic()
    sent = done = shown = 0
    largest = 0.0
    while done < clips:
        entries = app.entries()
        assert all(one["state"] in ("waiting", "measuring", "done") for one in entries), entries
        unmeasured = sum(one["state"] != "done" for one in entries)
        before, done = done, sent - unmeasured
        rows += [_row(at, server, largest, began) for at in AFTER if before < at <= done]
        for _ in range(min(clips - sent, AHEAD - unmeasured)):
            sent += 1
            app.add_clip(client, clip, f"clip {sent}.mp4")
        if done // SHOWN_EVERY > shown:
            shown = done // SHOWN_EVERY
            looked_at(app, client)
        largest = max([largest, *map(megabytes, children(server))])
        time.sleep(ASKED_S)
    return rows


def _row(clips: int, server: int, largest: float, began: float) -> tuple[str, ...]:
    row = (str(clips), f"{megabytes(server):.0f}", f"{largest:.0f}", f"{(time.monotonic() - began) / 60:.1f}")
    print(*row, flush=True)
    return row


def main() -> None:
    """Measure, and print or write the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--clips", type=int, default=AFTER[-1])
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    whole = next(file for file in demo_clips()["overhead_squat"] if "front" in file.stem)
    with TemporaryDirectory() as folder:
        clip = short(whole, Path(folder, "short.mp4"))
        with started(Path(folder, "library"), whole) as app:
            rows = measured(app, clip, given.clips)
            time.sleep(SETTLED_S)
            left = len(children(app.process.pid))
    heads = ("clips", "the app, MB", "largest measuring process, MB", "minutes")
    said = f"Processes left after the last clip: {left}."
    text = f"{machine()}\n\n{table(heads, rows)}\n\n{said}\n\n{NOTE}"
    print(text)
    if given.write:
        write(
            "Memory of the app over added clips", f"python benchmarks/app_memory.py --clips {given.clips} --write", text
        )


if __name__ == "__main__":
    main()
