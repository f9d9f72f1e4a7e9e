"""What the app takes of a core while nobody does anything: with no page open, one that lists, and the live page.

The app runs as its command does, with a clip of 1280 x 720 for its camera, which it plays in its own time.

    python benchmarks/app_idle.py [--seconds 30] [--write]
"""

from __future__ import annotations

import argparse
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from app_client import Asked, started
from live import as_a_webcam_has_it
from section import machine, table, write
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from movescreen.cli.demo_clips import demo_clips

SETTLED_S = 6.0  # until what a change began has ended; the camera goes off 3 s after the last page
LISTS_S = 3.0  # from one question of the idle page of clips to the next, as in add.js
NOTE = """\
Shares of a core. The page of clips asks every 3 s how far all is while it can be seen, the other pages ask nothing. The
live page shows the camera: reading and decoding 30 pictures a second, ten JPEG of them a second, and sending those. A
page that is hidden while nobody is recorded lets go of the camera."""


def processor_s(process: int) -> float:
    """Return the processor time that a process took so far, s."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def share(app: Asked, seconds: float, path: str = "") -> str:
    """Return what the app takes of a core for so many seconds; a page asks for a path meanwhile."""
    began, before = time.monotonic(), processor_s(app.process.pid)
    while time.monotonic() - began < seconds:
        if path:
            app.get(path)
        time.sleep(LISTS_S)
    return f"{(processor_s(app.process.pid) - before) / (time.monotonic() - began):.1%}"


@contextmanager
def live_page(app: Asked) -> Iterator[None]:
    """Watch the camera, as an open live page does."""

    def look() -> None:
        with suppress(ConnectionClosed):
            while True:
                socket.recv()

    app.get("/record")
    headers = {"Cookie": app.cookie, "Origin": f"http://127.0.0.1:{app.port}"}
    with connect(f"ws://127.0.0.1:{app.port}/stream", additional_headers=headers, max_size=None) as socket:
        looking = threading.Thread(target=look)
        looking.start()
        time.sleep(SETTLED_S)
        yield
    looking.join()


def main() -> None:
    """Measure, and print or write the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=30.0)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    with TemporaryDirectory() as folder:
        clip = as_a_webcam_has_it(demo_clips()["overhead_squat"][0], Path(folder, "camera.mp4"))
        with started(Path(folder, "library"), clip) as app:
            time.sleep(SETTLED_S)
            rows = [("no page open", share(app, given.seconds))]
            rows.append(("the page of clips", share(app, given.seconds, "/adding")))
            with live_page(app):
                rows.append(("the live page, nobody recorded", share(app, given.seconds)))
            time.sleep(SETTLED_S)
            rows.append(("no page open any more", share(app, given.seconds)))
    text = f"{machine()} Load {os.getloadavg()[0]:.1f}.\n\n{table(('open', 'of a core'), rows)}\n\n{NOTE}"
    print(text)
    if given.write:
        write(
            "The app while nobody does anything",
            f"python benchmarks/app_idle.py --seconds {given.seconds:g} --write",
            text,
        )


if __name__ == "__main__":
    main()
