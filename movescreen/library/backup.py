"""Back-up of a library in one file: the tables as they were at one moment, and all files of clients.

A clip on its way to a client is not in it. The way back is in `restore`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from movescreen.errors import Problem
from movescreen.library import FILE, Library
from movescreen.library.backup_file import (
    ALONE,
    NOTE,
    Progress,
    Tell,
    Written,
    check_room,
    is_backup,
    is_top,
    note_text,
    unheard,
)
from movescreen.library.restoring import restore
from movescreen.library.zip_pieces import PIECE_BYTES, Member, member_of
from movescreen.records.arrivals import LOCK, WORKPLACE, arriving_file, is_new
from movescreen.records.ownership import discard, within
from movescreen.records.private_files import private_file

__all__ = ["NOTE", "Tell", "Written", "back_up", "restore"]
TABLES = ".sqlite"  # the ending of databases, which are copied as they are at one moment
NOT_COPIED = (f"{TABLES}-wal", f"{TABLES}-shm", LOCK)  # endings of what belongs to a running program


def back_up(library: Library, file: Path, tell: Tell = unheard, replace: bool = False) -> Written:
    """Write a whole library into one file.

    Parameters
    ----------
    library : Library
        What is backed up; it may be in use.
    file : Path
        The file to write, in a folder that exists, outside of the library.
    tell : callable
        Hears how many bytes are done, and of how many. What it raises ends the back-up.
    replace : bool
        Whether an earlier back-up of that name is replaced, once the new one is whole.

    Returns
    -------
    Written
        What was written.

    Raises
    ------
    Problem
        The name is taken, or no file can be written there; then nothing is left of it, and what was there stays.
    """
    _check_place(file, library.folder)
    with _unwritten(file):
        members = [(library.folder / FILE, FILE), *_members(library.folder)]
        size = sum(source.stat().st_size for source, _ in members)
        check_room(file.parent, size)
        with arriving_file(file, is_backup if replace else is_new) as part:
            _write(members, part, Progress(tell, size))
    return Written(file, len(members), size)


def _check_place(file: Path, library: Path) -> None:
    """Raise Problem if no back-up of a library can be at a place."""
    if within(file, library):
        sentence = f"A back-up was expected outside of the library, and {file} lies in it."
        raise Problem("backup_place", f"{sentence} Name another folder, best on another disk.", file=str(file))
    if not file.parent.is_dir():
        sentence = f"There is no folder {file.parent}. Make it, or name another one."
        raise Problem("backup_place", sentence, folder=str(file.parent))


@contextmanager
def _unwritten(file: Path) -> Iterator[None]:
    """Say in a sentence why a back-up could not be written."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error
        sentence = f"The back-up could not be written to {file} ({why}), and nothing is left of it."
        sentence = f"{sentence} Make room there, or name another place."
        raise Problem("backup_unwritten", sentence, file=str(file), errno=getattr(error, "errno", None)) from error


def _members(folder: Path) -> Iterator[Member]:
    """Yield the files of a library except its tables. Files that are being written are left out."""
    tops = sorted(one for one in folder.iterdir() if is_top(one.name))
    for file in (file for top in tops for file in sorted(top.rglob("*"))):
        below = file.relative_to(folder)
        if file.is_file() and not _is_passing(below) and not _crosses_link(folder, below):
            yield file, below.as_posix()
    yield from ((folder / name, name) for name in ALONE if (folder / name).is_file())


def _is_passing(below: Path) -> bool:
    return any(WORKPLACE.fullmatch(part) for part in below.parts) or below.name.endswith(NOT_COPIED)


def _crosses_link(folder: Path, below: Path) -> bool:
    return any((folder / part).is_symlink() for part in (below, *below.parents))


def _write(members: Sequence[Member], part: Path, progress: Progress) -> None:
    """Write a zip with a note and the members."""
    with ZipFile(private_file(part), "w", ZIP_DEFLATED) as archive:
        archive.writestr(NOTE, note_text(progress.of, len(members)))
        for source, name in members:
            with suppress(FileNotFoundError):  # deleted meanwhile
                _add(archive, _at_rest(source, part), name, progress)


def _at_rest(source: Path, part: Path) -> Path:
    """Return a file that nobody writes to: of tables, a copy of how they are at this moment."""
    if source.suffix != TABLES:
        return source
    copy = part.with_name(f"{part.name}{TABLES}")
    discard(copy)
    with closing(sqlite3.connect(source)) as tables, closing(sqlite3.connect(private_file(copy))) as target:
        tables.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
    return copy


def _add(archive: ZipFile, source: Path, name: str, progress: Progress) -> None:
    """Add a file to a zip, piece by piece."""
    with source.open("rb") as plain, archive.open(member_of(source, name), "w", force_zip64=True) as packed:
        while piece := plain.read(PIECE_BYTES):
            packed.write(piece)
            progress.add(len(piece))
