"""Back-up of a library in one file, and the way back: into a new folder, where nothing is replaced.

The file is a zip. Its first member says that it is ours and how much is in it. Then come the tables, as they were at
one moment, and all files of clients. A clip on its way to a client is not in it.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - it is named so

from movescreen.errors import Problem
from movescreen.library import FILE, UNCLAIMED, Library
from movescreen.library.paths import KIND
from movescreen.records.arrivals import WORKPLACE, arriving_file, arriving_folder, is_new
from movescreen.records.ownership import DRAWN, PROGRAM, is_plain, same_as, within
from movescreen.records.private_files import FOLDER_MODE, private_file, private_folder
from movescreen.scoring.settings import SETTINGS_FILE

NOTE = "movescreen-backup.json"  # the first member
BACKUP = "backup"
ROOM_BYTES = 50_000_000  # that stay free on a disk
PIECE_BYTES = 1 << 20
LONGEST_NOTE_BYTES = 10_000
LINK = 0o120000  # of a member's mode, as Unix writes it: a symbolic link
KIND_OF_FILE = 0o170000
PACKED = (".mp4", ".jpg", ".npz", ".zip")  # files that do not get smaller
UNREADABLE = "Choose the file that movescreen wrote as a back-up, whole: copy it once more, or take an earlier one."


@dataclass(frozen=True)
class Written:
    """A back-up that was written or read back: where, how many files, and how many bytes these take."""

    place: Path
    files: int
    size: int


def back_up(library: Library, file: Path) -> Written:
    """Write a whole library into one new file.

    Parameters
    ----------
    library : Library
        What is backed up; it may be in use.
    file : Path
        The file to write, in a folder that exists, outside of the library.

    Returns
    -------
    Written
        What was written.

    Raises
    ------
    Problem
        The name is taken, or no file can be written there; then nothing is left of it.
    """
    if within(file, library.folder):
        sentence = f"A back-up was expected outside of the library, and {file} lies in it."
        raise Problem("backup_place", f"{sentence} Name another folder, best on another disk.")
    if not file.parent.is_dir():
        raise Problem("backup_place", f"There is no folder {file.parent}. Make it, or name another one.")
    try:
        members = list(_members(library.folder))
        size = sum(source.stat().st_size for source, _ in members)
        _has_room(file.parent, size)
        with arriving_file(file, is_new) as part:
            tables = _tables(library, part.with_name(f"{part.name}.tables"))
            with ZipFile(private_file(part), "w", ZIP_DEFLATED) as archive:
                archive.writestr(NOTE, _note(size + tables.stat().st_size, len(members) + 1))
                archive.write(tables, FILE)
                for source, name in members:
                    _add(archive, source, name)
    except OSError as error:
        sentence = f"The back-up could not be written to {file} ({error.strerror or error}), and nothing is left of it."
        raise Problem("backup_unwritten", f"{sentence} Make room there, or name another place.") from error
    return Written(file, len(members) + 1, size)


def _members(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files of a library with their names in a back-up; what is being written is left out."""
    tops = [one for one in folder.iterdir() if DRAWN.fullmatch(one.name) or one.name == UNCLAIMED]
    for top in sorted(tops):
        for file in sorted(top.rglob("*")):
            below = file.relative_to(folder)
            if any(WORKPLACE.fullmatch(part) for part in below.parts) or _crosses_link(folder, below):
                continue
            if file.is_file():
                yield file, below.as_posix()
    if (folder / SETTINGS_FILE).is_file():
        yield folder / SETTINGS_FILE, SETTINGS_FILE


def _crosses_link(folder: Path, below: Path) -> bool:
    return any((folder / part).is_symlink() for part in (below, *below.parents))


def _tables(library: Library, copy: Path) -> Path:
    """Write the tables as they are at this moment into a file of their own."""
    try:
        with (
            closing(sqlite3.connect(library.folder / FILE)) as source,
            closing(sqlite3.connect(private_file(copy))) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise Problem("backup_unwritten", f"The library's tables cannot be read ({error}). Try again.") from error
    return copy


def _note(size: int, files: int) -> str:
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"made_by": PROGRAM, "kind": BACKUP, "made_at": made, "files": files, "bytes": size}) + "\n"


def _add(archive: ZipFile, source: Path, name: str) -> None:
    """Add a file to a back-up; one that was deleted meanwhile is left out."""
    with suppress(FileNotFoundError):
        archive.write(source, name, ZIP_STORED if source.suffix in PACKED else ZIP_DEFLATED)


def _has_room(folder: Path, size: int) -> None:
    """Raise Problem if a disk has too little room for so many bytes."""
    free = shutil.disk_usage(folder).free
    if free < size + ROOM_BYTES:
        sentence = f"{size / 1e6:.0f} MB are needed, and {free / 1e6:.0f} MB are free at {folder}."
        raise Problem("backup_no_room", f"{sentence} Make room there, or name another place.")


def restore(file: Path, folder: Path) -> Written:
    """Read a back-up into a new or empty folder, which becomes a library.

    Parameters
    ----------
    file : Path
        A file that `back_up` wrote.
    folder : Path
        Where the library is to be; nothing that exists is replaced.

    Returns
    -------
    Written
        What was read.

    Raises
    ------
    Problem
        The file is no whole back-up, the folder holds something, or there is no room; then nothing is left there.
    """
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        sentence = f"A new or empty folder was expected, and {folder} holds something, which stays as it is."
        raise Problem("restore_place", f"{sentence} Name a folder that does not exist yet.")
    try:
        with ZipFile(file) as archive:
            members = _checked(archive, file)
            size = sum(member.file_size for member in members)
            private_folder(folder.parent)
            _has_room(folder.parent, size)
            with arriving_folder(folder, KIND, FOLDER_MODE) as new:
                for member in members:
                    _extract(archive, member, new)
                _check_tables(new / FILE, file)
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError) as error:
        sentence = f"{file} is no whole back-up: cut off, changed, or of something else."
        raise Problem("backup_unreadable", f"{sentence} {UNREADABLE}") from error
    except OSError as error:
        sentence = f"The back-up {file} could not be read into {folder} ({error.strerror or error})."
        raise Problem("restore_unwritten", f"{sentence} Look whether it is there, and has room.") from error
    return Written(folder, len(members), size)


def _checked(archive: ZipFile, file: Path) -> list[ZipInfo]:
    """Return the files of a back-up, of which each has a place in a library. Raises Problem for anything else."""
    first, *members = archive.infolist() or [ZipInfo(NOTE)]
    if first.filename != NOTE or not members or not _is_ours(archive, first):
        raise Problem("backup_unreadable", f"{file} is no back-up of movescreen. {UNREADABLE}")
    names = [same_as(member.filename) for member in members]
    for member in members:
        if not _has_place(member):
            sentence = f"{file} has a file {member.filename!r}, which no back-up of ours has. Nothing was read."
            raise Problem("backup_unreadable", f"{sentence} {UNREADABLE}")
    if len(set(names)) < len(names) or FILE not in names:
        raise Problem("backup_unreadable", f"{file} has a file twice, or no tables. {UNREADABLE}")
    return members


def _is_ours(archive: ZipFile, note: ZipInfo) -> bool:
    if note.file_size > LONGEST_NOTE_BYTES:
        return False
    try:
        said = json.loads(archive.read(note))
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("made_by") == PROGRAM and said.get("kind") == BACKUP


def _has_place(member: ZipInfo) -> bool:
    """Return whether a member is a plain file at a place where a library has one."""
    mode, parts = member.external_attr >> 16, PurePosixPath(member.filename).parts
    if member.is_dir() or mode & KIND_OF_FILE == LINK or "/".join(parts) != member.filename:
        return False
    if not parts or not all(is_plain(part) for part in parts):
        return False
    if len(parts) == 1:
        return parts[0] in (FILE, SETTINGS_FILE)
    return bool(DRAWN.fullmatch(parts[0])) or parts[0] == UNCLAIMED


def _extract(archive: ZipFile, member: ZipInfo, folder: Path) -> None:
    """Write a member below a folder, no more than it says that it has."""
    to = folder.joinpath(*PurePosixPath(member.filename).parts)
    private_folder(to.parent)
    with archive.open(member) as packed, private_file(to).open("wb") as plain:
        left = member.file_size
        while left and (piece := packed.read(min(left, PIECE_BYTES))):
            plain.write(piece)
            left -= len(piece)
        if left or packed.read(1):
            raise BadZipFile(member.filename)


def _check_tables(tables: Path, file: Path) -> None:
    """Raise Problem if what was read has no whole tables of a library."""
    try:
        with closing(sqlite3.connect(f"{tables.resolve().as_uri()}?mode=ro", uri=True)) as database:
            (said,) = database.execute("PRAGMA quick_check").fetchone()
            database.execute("SELECT count(*) FROM clients JOIN sessions").fetchone()
    except sqlite3.Error as error:
        raise Problem("backup_unreadable", f"The tables in {file} cannot be read ({error}). {UNREADABLE}") from error
    if said != "ok":
        raise Problem("backup_unreadable", f"The tables in {file} are not whole. {UNREADABLE}")
