"""Write files and folders whole, in the place of what we wrote there before, and of nothing else.

New content is written in a workplace: a folder next to its target, with our marker, which names the target. A process
that is ended by force leaves its workplace behind. `sweep` then finishes or undoes what was begun there.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time
from uuid import uuid4

from filelock import FileLock, Timeout

from movescreen.errors import Problem
from movescreen.records.ownership import (
    MARKER,
    discard,
    has_record,
    mark,
    marked,
    marker,
    marker_text,
    move,
    plain_name,
    put,
)

WORKPLACE = re.compile(r"\.movescreen-[0-9a-f]{32}\.part")
# Kinds of marked folders.
PART = "part"
RESULTS = "results"
NEW = "new"  # in a workplace: what is being written
OLD = "old"  # in a workplace: what it replaces
LOCK = ".lock"  # in a workplace: who is at work
UNMARKED_S = 3600.0  # age from which a workplace without a marker is one whose process ended; it takes 1 ms to mark
# Files in a folder of results of versions whose marker has no list; these also wrote the pictures in `stills`.
LEGACY_FILES = ("record.json", "frames.csv", "reps.csv", "report.html", "poses.npz", "annotated.mp4", "pair.json")
STILLS = "stills"


@contextmanager
def workplace(beside: Path, target: str = "") -> Iterator[Path]:
    """Make a marked folder to write in, inside `beside`. Remove it at the end, with what is left in it.

    `target` is the name in `beside` of the folder that the result replaces.
    """
    place = beside / f".movescreen-{uuid4().hex}.part"
    mode = beside.stat().st_mode
    place.mkdir(mode=mode & 0o777 | 0o700)
    settled = True
    try:
        with FileLock(place / LOCK, mode=mode & 0o666 | 0o600):
            try:
                mark(place, PART, target=target)
                yield place
            finally:
                settled = False
                _settle(place)
                settled = True
    finally:
        if settled:
            discard(place)


def sweep(folder: Path) -> None:
    """Settle and remove the workplaces in a folder whose process was ended by force; those in use stay."""
    for place in folder.glob(".movescreen-*.part"):
        if not WORKPLACE.fullmatch(place.name) or place.is_symlink():
            continue
        if not marked(place, PART):
            _remove_unmarked(place)
            continue
        try:
            with FileLock(place / LOCK, timeout=0):
                _settle(place)
        except (OSError, Timeout):  # in use, or gone meanwhile, or it cannot be settled: a later sweep tries again
            continue
        discard(place)


def _remove_unmarked(place: Path) -> None:
    """Remove a workplace whose process ended before it was marked; there is nothing in it but its lock."""
    try:
        inside = {file.name for file in place.iterdir()}
        if inside <= {LOCK, MARKER} and time() - place.stat().st_mtime > UNMARKED_S:
            discard(place)
    except OSError:
        return


def _settle(place: Path) -> None:
    """Put back the folder that was to be replaced, or, where the new one is there, what in the old was not ours."""
    old, target = place / OLD, str(marker(place).get("target") or "")
    if not old.is_dir() or not target:
        return
    folder = place.parent / plain_name(target)
    if os.path.lexists(folder):
        _carry(old, folder, ours_in(old))
    else:
        move(old, folder)


def ours_in(folder: Path) -> frozenset[str]:
    """Return the files in a folder of results that we wrote, as paths from there; other than exports."""
    told = marker(folder).get("files")
    if isinstance(told, list):
        return frozenset(map(str, told)) | {MARKER}
    stills = (f"{STILLS}/{file.name}" for file in (folder / STILLS).glob("*.jpg"))
    return frozenset(LEGACY_FILES) | {MARKER, *stills}


def _carry(old: Path, new: Path, ours: Iterable[str], below: str = "") -> None:
    """Move what is not ours from a folder to the one that took its place; nothing there is replaced."""
    for there in sorted((old / below).iterdir()):
        name = f"{below}{there.name}"
        if name in ours:
            continue
        if there.is_dir() and not there.is_symlink() and any(one.startswith(f"{name}/") for one in ours):
            _carry(old, new, ours, f"{name}/")
            continue
        to = new / name
        to.parent.mkdir(parents=True, exist_ok=True)
        move(there, _free(to))


def _free(path: Path) -> Path:
    """Return a name like this one that nothing has."""
    while os.path.lexists(path):
        path = path.with_name(f"{path.stem} (kept){path.suffix}")
    return path


@contextmanager
def arriving_folder(folder: Path, kind: str = RESULTS, mode: int = 0o777) -> Iterator[Path]:
    """Yield a new folder to write to. At the end it takes the place of `folder`; on an error nothing changes.

    Files in `folder` that we did not write are kept in it.

    Parameters
    ----------
    folder : Path
        Where the folder is to be.
    kind : str
        What its marker says that it is for.
    mode : int
        Its permissions, less the umask.

    Raises
    ------
    Problem
        If there is something that we did not make; then it stays.
    """
    sweep(folder.parent)
    _check_folder(folder, kind)
    with workplace(folder.parent, folder.name) as place:
        new = place / NEW
        new.mkdir(mode=mode)
        yield new
        files = sorted(file.relative_to(new).as_posix() for file in new.rglob("*") if not file.is_dir())
        _check_folder(folder, kind)
        exports = marker(folder).get("exports")
        mark(new, kind, files=files, **({"exports": exports} if exports else {}))
        if folder.exists():
            move(folder, place / OLD)
        move(new, folder)


def _check_folder(folder: Path, kind: str) -> None:
    """Raise Problem if what has the name of a folder of ours is something else."""
    if not os.path.lexists(folder):
        return
    ours = marked(folder, kind) or (kind == RESULTS and has_record(folder))
    if folder.is_symlink() or not folder.is_dir() or (any(folder.iterdir()) and not ours):
        sentence = f"{folder} holds no results of movescreen, and it stays as it is. Move it away, or give another"
        raise Problem("output_not_ours", f"{sentence} place.", folder=str(folder))


@contextmanager
def arriving_file(path: Path, ours: Callable[[Path], bool]) -> Iterator[Path]:
    """Yield a name to write to. At the end that file takes the place of `path`; on an error nothing changes.

    Parameters
    ----------
    path : Path
        Where the file is to be. A terminal or a pipe there is written to itself.
    ours : callable
        Tells whether a file at `path` is one that we wrote.

    Raises
    ------
    Problem
        If there is a file that we did not write, or a link; then it stays.
    """
    if _flows(path):
        yield path
        return
    check_file(path, ours)
    sweep(path.parent)
    with workplace(path.parent) as place:
        part = place / path.name
        yield part
        check_file(path, ours)
        put(part, path)


def _flows(path: Path) -> bool:
    """Return whether what has a name holds no bytes that could be lost: a terminal, a pipe."""
    try:
        kind = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(kind) or stat.S_ISCHR(kind)


def check_file(path: Path, ours: Callable[[Path], bool]) -> None:
    """Raise an error if the name of a file to write is taken by something that is not ours.

    Parameters
    ----------
    path : Path
        The file to write.
    ours : callable
        Whether a file is one that we wrote.

    Raises
    ------
    Problem
        A file that is not ours, or a link, has the name.
    IsADirectoryError
        A folder has the name.
    """
    if path.is_dir():
        raise IsADirectoryError(21, "Is a directory", str(path))
    if os.path.lexists(path) and (path.is_symlink() or not ours(path)):
        raise not_ours(path)


def not_ours(path: Path) -> Problem:
    """Return the Problem that a name is taken by something that we did not write."""
    sentence = f"{path} is there already, and movescreen did not write it, so it stays as it is."
    return Problem("output_not_ours", f"{sentence} Move it away, or give another name or place.", file=str(path))


def is_new(path: Path) -> bool:
    """Return False: a file that is there is not ours, whatever it holds."""
    return False


def remark(folder: Path, **about: object) -> None:
    """Change what our marker in a folder says, or make one for a folder of exports.

    Raises Problem if something else has the marker's name.
    """
    before = marker(folder)
    told = {key: value for key, value in before.items() if key not in ("made_by", "version", "kind")} | about
    with arriving_file(folder / MARKER, lambda _: bool(before)) as part:
        part.write_text(marker_text(str(before.get("kind", "exports")), **told), encoding="utf-8")


@contextmanager
def alone(lock: Path, waiting: Callable[[], None] = lambda: None, mode: int = 0o644) -> Iterator[None]:
    """Hold a lock; `waiting` is called where another process has it. Raises Problem if its file is not a lock."""
    check_file(lock, _is_lock)  # taking it empties the file
    held = FileLock(lock, mode=mode)
    try:
        held.acquire(timeout=0)
    except Timeout:
        waiting()
        held.acquire()
    try:
        yield
    finally:
        held.release()


def _is_lock(file: Path) -> bool:
    """Return whether a file is a lock: empty, or, where the disk knows no locks, with a process's number."""
    return not file.stat().st_size or bool(re.match(rb"\d+\n", file.read_bytes()[:64]))
