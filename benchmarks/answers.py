"""How soon each page of the app answers while clips are measured.

The app runs as its command does, on a library of its own. Clips are sent to it as a page sends them; while they are
measured every kind of page is asked for, one after the other, and what comes is timed by who asks.

    python benchmarks/answers.py [--clips 6] [--clients 100] [--sessions 5] [--write]

The first figure of each page is its first answer of all, for which nothing has been loaded yet.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from app_client import Asked, grown, started
from section import machine, table, write

from movescreen.cli.demo_clips import demo_clips

OPENS_S = 1.0  # that a browser takes to open after the app has said its address
PAUSE_S = 0.02  # between two questions, as of somebody who is quick
WANTED_MS = 100.0
NOTE = """\
Milliseconds from the question to the last byte of the answer. The load is how many processes wanted a core, on average,
while it was measured: the app with its one measuring process and who asks are about two of them. What is downloaded, as
everything of a client in one file, is no page."""


def pages(app: Asked, client: int) -> dict[str, str]:
    """Return the address of one page of each kind, by what it is."""
    sessions = app.sessions(client)
    one, other = sessions[:2]
    return {
        "clients": "/",
        "live page": "/record",
        "add clips": "/add",
        "state of the queue": "/adding",
        "reports": "/reports",
        "settings": "/settings",
        "a client": f"/clients/{client}",
        "a report": f"/sessions/{one}",
        "change between sessions": f"/clients/{client}/trend/overhead_squat/front",
        "two side by side": f"/sessions/{one}/beside/{other}",
        "several in one report": f"/joined/{one}+{other}",
        "what a clip shows": f"/sessions/{one}/change",
        "a thumbnail": f"/sessions/{one}/thumbnail",
        "a film": f"/sessions/{one}/film",
    }


def percentile(took: list[float], share: float) -> float:
    """Return the smallest value that so large a share does not exceed."""
    return sorted(took)[min(len(took) - 1, int(share * len(took)))]


def asked(app: Asked, addresses: dict[str, str]) -> Iterator[tuple[str, float]]:
    """Yield how long each page took, in ms, as long as clips are measured."""
    while app.is_measuring():
        for name, address in addresses.items():
            yield name, app.timed(address)
            time.sleep(PAUSE_S)


def row(name: str, first: float, took: list[float]) -> tuple[str, ...]:
    """Return a line of the table."""
    figures = (first, statistics.median(took), percentile(took, 0.95), percentile(took, 0.99), max(took))
    over = sum(one > WANTED_MS for one in took)
    return (name, str(len(took)), *(f"{figure:.0f}" for figure in figures), str(over))


def measured(folder: Path, clips: int, clients: int, sessions: int) -> dict[str, list[float]]:
    """Return how long each page took while clips were measured, ms, with the load of the machine."""
    took: dict[str, list[float]] = {}
    clip = next(file for file in demo_clips()["overhead_squat"] if "front" in file.stem)
    with started(folder, clip) as app:
        client = app.add_client("Of the benchmark")
        for number in range(2):
            app.add_clip(client, clip, f"before {number}.mp4")
        app.until_measured()
    grown(folder, clients, sessions)
    with started(folder, clip) as app:
        time.sleep(OPENS_S)
        for number in range(clips):
            app.add_clip(client, clip, f"clip {number}.mp4")
        for name, ms in asked(app, pages(app, client)):
            took.setdefault(name, []).append(ms)
    return took


def main() -> None:
    """Measure, and print or write the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--clips", type=int, default=6)
    options.add_argument("--clients", type=int, default=100)
    options.add_argument("--sessions", type=int, default=5)
    options.add_argument("--library", type=Path)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    with TemporaryDirectory() as folder:
        took = measured(given.library or Path(folder, "library"), given.clips, given.clients, given.sessions)
    load = os.getloadavg()[0]
    rows = [row(name, every[0], every[1:]) for name, every in took.items()]
    every = [ms for one in took.values() for ms in one[1:]]
    rows.append(row("all", max(one[0] for one in took.values()), every))
    heads = ("page", "answers", "first", "median", "95 %", "99 %", "worst", f"over {WANTED_MS:.0f}")
    about = f"{given.clips} clips of 10 s; {given.clients} clients, of {given.sessions} sessions each"
    text = f"{machine()} {about}; load {load:.1f}.\n\n{table(heads, rows)}\n\n{NOTE}"
    print(text)
    if given.write:
        sizes = f"--clips {given.clips} --clients {given.clients} --sessions {given.sessions}"
        write("Answers of the app", f"python benchmarks/answers.py {sizes} --write", text)


if __name__ == "__main__":
    main()
