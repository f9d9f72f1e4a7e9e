"""Kill a process with SIGKILL at random moments while it adds, records into and deletes from a library.

python benchmarks/library_kills.py 40
"""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from movescreen.library import FILE, Library

LATEST_S = 0.5  # after the first deletion
CHILD = """
import sys; from pathlib import Path; from movescreen.library import Library
library = Library(Path(sys.argv[1])); print("begun", flush=True)
while True:
    client = library.add("Passing", "yes"); session = library.begin(client.id, "bridge", "side")
    for n in range(20): (session.folder / f"{n}").write_bytes(bytes(10000))
    library.delete(client.id)
"""


def main(times: int) -> None:
    """Print how many kills were tried and after how many something was lost or half."""
    wrong = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "library"
        library = Library(folder)
        stays = library.begin(library.add("Stays", "yes").id, "bridge", "side")
        (stays.folder / "video.mp4").write_bytes(b"moving")
        for _ in range(times):
            child = subprocess.Popen([sys.executable, "-c", CHILD, str(folder)], stdout=subprocess.PIPE)
            assert child.stdout and child.stdout.readline()
            time.sleep(random.uniform(0, LATEST_S))
            child.kill()
            child.wait()
            wrong += not whole(Library(folder), stays.id)
    print(f"kills {times}, lost or half after {wrong}")


def whole(library: Library, stays: int) -> bool:
    """Whether what stays is there, no folder is unknown, and the file is sound."""
    with closing(sqlite3.connect(library.folder / FILE)) as database:
        sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    video = library.session(stays).video
    known = {client.folder.name for client in library.clients()}
    there = {one.name for one in library.folder.iterdir() if one.is_dir()}
    kept = video is not None and video.read_bytes() == b"moving"
    return sound and kept and there <= known and not library.put_aside


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
