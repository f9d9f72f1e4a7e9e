"""Kill a process with SIGKILL at random moments while it records into, exports from and deletes from a library.

python benchmarks/library_kills.py 40          # kills of each kind
python benchmarks/library_kills.py 40 --disk   # and as root a disk that is full at ten levels
"""

from __future__ import annotations

import io
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import numpy as np

from movescreen.errors import Problem
from movescreen.library import FILE, MEASURED, VIDEO, Library
from movescreen.records.frames import FrameTable
from movescreen.records.record import Record, load_record, save
from movescreen.web.rating.study import study
from movescreen.web.rating.transcode import times

FILES_OF_A_PASSING_SESSION = 20
PIECES = 100  # writes of 10 kB in one video
LATEST_S = 0.8  # after the child said that it begins; a turn of each kind takes less
VIDEOS = Path(__file__).parents[1] / "videos"
DISK_BYTES = 4_000_000
HEAD = """
import io, sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])
from library_kills import record, recorded
from movescreen.library import Library, VIDEO
library = Library(Path(sys.argv[1])); client = library.clients()[0].id
print("begun", flush=True)
"""
# The live page's own path: a session begins, its video grows, its record is saved, and it is noted as measured.
RECORDING = HEAD + "while True: recorded(library, client)"
EXPORT = HEAD + "while True: library.export(client, open(sys.argv[1] + '.zip', 'wb'))"
DELETION = f"""{HEAD}
while True:
    passing = library.add("Passing", "yes"); session = library.begin(passing.id, "bridge", "side")
    for n in range({FILES_OF_A_PASSING_SESSION}): (session.folder / f"{{n}}").write_bytes(bytes(10000))
    print("deleting", flush=True); library.delete(passing.id)
"""
KINDS = {"recording": RECORDING, "export": EXPORT, "deletion": DELETION}


@dataclass
class Table:
    """What was tried, and after how many of those something was lost or half."""

    kind: str
    tried: int = 0
    lost: int = 0

    def __str__(self) -> str:
        return f"{self.kind:<12} tried {self.tried:>3}, lost or half after {self.lost}"


def record() -> Record:
    """A record of ten seconds without a finding."""
    time_s = np.arange(300) / 30
    values, states = np.zeros((300, 1)), np.full((300, 1), "not_observed")
    frames = FrameTable(time_s, np.full(300, "start"), np.zeros(300, int), ("x",), values, ("y",), states)
    return Record("bridge", "side", (), (), frames, {}, {"clip": "x"})


def recorded(library: Library, client: int) -> None:
    """Record a session: a video that grows, then its results."""
    session = library.begin(client, "bridge", "side")
    with (session.folder / VIDEO).open("wb") as video:
        for _ in range(PIECES):
            video.write(bytes(10_000))
            video.flush()
    save(record(), session.folder)
    library.finish(session.id, record())


def begun(folder: Path) -> Library:
    """A library with a client and a session that must stay."""
    library = Library(folder)
    client = library.add("Stays", "yes")
    session = library.begin(client.id, "bridge", "side")
    (session.folder / VIDEO).write_bytes(b"moving")
    save(record(), session.folder)
    library.finish(session.id, record())
    return library


def kills(kind: str, times: int) -> Table:
    """Kill a process of a kind at random moments, and look each time at what is there."""
    table = Table(kind)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "library"
        stays = begun(folder).clients()[0].id
        here = str(Path(__file__).parent)
        for _ in range(times):
            command = [sys.executable, "-c", KINDS[kind], str(folder), here]
            with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
                assert child.stdout and child.stdout.readline()
                if kind == "deletion":
                    child.stdout.readline()
                time.sleep(random.uniform(0, LATEST_S))
                child.kill()
            table.tried += 1
            table.lost += not is_whole(Library(folder), stays)
    return table


def is_whole(library: Library, stays: int) -> bool:
    """Return whether what stays is there, each session is whole or stated as interrupted, and no folder is unknown."""
    with closing(sqlite3.connect(library.folder / FILE)) as database:
        sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        noted = database.execute("SELECT count(*) FROM deletions").fetchone() == (0,)
    sessions = [kept for client in library.clients() for kept in library.sessions(client.id)]
    measured = [kept for kept in sessions if kept.state == MEASURED]
    first = library.sessions(stays)[-1]
    kept = first.video is not None and first.video.read_bytes() == b"moving" and first.state == MEASURED
    results = all(len(load_record(session.folder).frames.time) == 300 for session in measured)
    known = {client.folder for client in library.clients()} | {session.folder for session in sessions}
    there = {f for f in (*library.folder.glob("*"), *library.folder.glob("*/*")) if f.is_dir()}
    whole = io.BytesIO()
    library.export(stays, whole)
    with ZipFile(whole) as archive:
        exported = archive.testzip() is None
    return sound and noted and kept and results and exported and there <= known and not library.put_aside


@contextmanager
def small_disk(size: int = DISK_BYTES) -> Iterator[Path]:
    """A disk of its own in memory, for root. Raises OSError where it cannot be had."""
    with tempfile.TemporaryDirectory() as place:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", place], capture_output=True)
        if mounted.returncode:
            raise PermissionError(mounted.stderr.decode())
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", "-l", place], check=True)


def fill(disk: Path, free: int) -> Path:
    """Fill a disk until so many bytes are free, once more where it was filled before."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("ab", buffering=0) as file:
        room = int(subprocess.run(["df", "-B1", "--output=avail", disk], capture_output=True).stdout.split()[-1])
        file.write(bytes(max(0, room - free)))
    return ballast


def full_disks(levels: list[int]) -> Table:
    """Record into, export from and delete from a library on a disk with little room; then make room and look."""
    table = Table("full disk")
    for free in levels:
        with small_disk() as disk:
            library = begun(disk / "library")
            stays = library.clients()[0].id
            ballast = fill(disk, free)
            with suppress(Problem, OSError):
                recorded(library, stays)
            with suppress(Problem):
                library.delete(library.add("Passing", "yes").id)
            ballast.unlink()
            table.tried += 1
            table.lost += not is_whole(Library(disk / "library"), stays)
    return table


def full_studies(levels: list[int]) -> Table:
    """Make a rating study on a disk with little room; then make room, make it, and look at originals and copies."""
    table = Table("full disk, rating study")
    before = {clip: clip.read_bytes() for clip in VIDEOS.glob("*.mp4")}
    for free in levels:
        with small_disk(8 * DISK_BYTES) as disk:
            ballast = fill(disk, free)
            with suppress(Problem, OSError):
                study(VIDEOS, disk / "study", {})
            ballast.unlink()
            made = study(VIDEOS, disk / "study", {})
            copies = [len(times(made.copy(clip.id))) > 1 for clip in made.clips]
            originals = {clip: clip.read_bytes() for clip in VIDEOS.glob("*.mp4")}
            table.tried += 1
            table.lost += not (len(copies) == len(before) and all(copies) and originals == before)
    return table


def main(times: int, disk: bool) -> None:
    """Print a table for each kind."""
    for kind in KINDS:
        print(kills(kind, times), flush=True)
    if disk:
        levels = [n * DISK_BYTES // 40 for n in range(10)]
        print(full_disks(levels), full_studies(levels), sep="\n", flush=True)


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdecimal()]
    main(numbers[0] if numbers else 40, "--disk" in sys.argv)
