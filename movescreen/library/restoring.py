"""A back-up read into a new folder, where nothing is replaced."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - it is named so

from movescreen.errors import Problem
from movescreen.library.backup_file import (
    NOTE,
    UNREADABLE,
    Progress,
    Tell,
    Written,
    check_room,
    has_place,
    is_note,
    unheard,
)
from movescreen.library.entries import FILE
from movescreen.library.paths import KIND
from movescreen.library.zip_pieces import PIECE_BYTES
from movescreen.records.arrivals import arriving_folder
from movescreen.records.ownership import same_as
from movescreen.records.private_files import FOLDER_MODE, private_file, private_folder


def restore(file: Path, folder: Path, tell: Tell = unheard) -> Written:
    """Read a back-up into a new or empty folder, which becomes a library.

    Parameters
    ----------
    file : Path
        A file that `back_up` wrote.
    folder : Path
        Where the library is to be; nothing that exists is replaced.
    tell : callable
        Hears how many bytes are done, and of how many. What it raises ends the reading.

    Returns
    -------
    Written
        What was read.

    Raises
    ------
    Problem
        The file is no whole back-up, the folder holds something, or there is no room; then nothing is left there.
    """
    _check_new(folder)
    with _unreadable(file, folder), ZipFile(file) as archive:
        members = _checked(archive, file)
        size = sum(member.file_size for member in members)
        check_room(private_folder(folder.parent), size)
        with arriving_folder(folder, KIND, FOLDER_MODE) as new:
            _extract(archive, members, new, Progress(tell, size))
            _check_tables(new / FILE, file)
    return Written(folder, len(members), size)


def _check_new(folder: Path) -> None:
    """Raise Problem if a folder holds something, or is none."""
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        sentence = f"A new or empty folder was expected, and {folder} holds something, which stays as it is."
        raise Problem("restore_place", f"{sentence} Name a folder that does not exist yet.", folder=str(folder))


@contextmanager
def _unreadable(file: Path, folder: Path) -> Iterator[None]:
    """Say in a sentence why a back-up could not be read."""
    try:
        yield
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError) as error:
        sentence = f"{file} is no whole back-up: cut off, changed, or of something else."
        raise Problem("backup_unreadable", f"{sentence} {UNREADABLE}", file=str(file)) from error
    except OSError as error:
        sentence = f"The back-up {file} could not be read into {folder} ({error.strerror or error})."
        sentence = f"{sentence} Look whether it is there, and has room."
        raise Problem("restore_unwritten", sentence, file=str(file), folder=str(folder), errno=error.errno) from error


def _checked(archive: ZipFile, file: Path) -> list[ZipInfo]:
    """Return the files of a back-up, of which each has a place in a library. Raises Problem for anything else."""
    first, *members = archive.infolist() or [ZipInfo(NOTE)]
    if not members or not is_note(archive, first):
        raise Problem("backup_unreadable", f"{file} is no back-up of movescreen. {UNREADABLE}", file=str(file))
    names = [same_as(member.filename) for member in members]
    for member in members:
        if not has_place(member):
            sentence = f"{file} has a file {member.filename!r}, which no back-up of ours has. Nothing was read."
            raise Problem("backup_unreadable", f"{sentence} {UNREADABLE}", file=str(file))
    if len(set(names)) < len(names) or FILE not in names:
        raise Problem("backup_unreadable", f"{file} has a file twice, or no tables. {UNREADABLE}", file=str(file))
    return members


def _extract(archive: ZipFile, members: list[ZipInfo], folder: Path, progress: Progress) -> None:
    """Write all members below a folder."""
    for member in members:
        to = folder.joinpath(*PurePosixPath(member.filename).parts)
        private_folder(to.parent)
        _extract_one(archive, member, to, progress)


def _extract_one(archive: ZipFile, member: ZipInfo, to: Path, progress: Progress) -> None:
    """Write a member to a file, no more than it says that it has."""
    left = member.file_size
    with archive.open(member) as packed, private_file(to).open("wb") as plain:
        while left and (piece := packed.read(min(left, PIECE_BYTES))):
            plain.write(piece)
            left -= len(piece)
            progress.add(len(piece))
        if left or packed.read(1):
            raise BadZipFile(member.filename)


def _check_tables(tables: Path, file: Path) -> None:
    """Raise Problem if what was read has no whole tables of a library."""
    try:
        with closing(sqlite3.connect(f"{tables.resolve().as_uri()}?mode=ro", uri=True)) as database:
            (said,) = database.execute("PRAGMA quick_check").fetchone()
            database.execute("SELECT count(*) FROM clients JOIN sessions").fetchone()
    except sqlite3.Error as error:
        sentence = f"The tables in {file} cannot be read ({error}). {UNREADABLE}"
        raise Problem("backup_unreadable", sentence, file=str(file)) from error
    if said != "ok":
        raise Problem("backup_unreadable", f"The tables in {file} are not whole. {UNREADABLE}", file=str(file))
