"""What a back-up is: a zip whose first member says that it is ours, then the tables, then the files of clients."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from movescreen.errors import Problem
from movescreen.library.entries import FILE, RATINGS, UNCLAIMED
from movescreen.library.preferences import FILE as PREFERENCES
from movescreen.records.file_sizes import file_size
from movescreen.records.ownership import DRAWN, PROGRAM, is_plain
from movescreen.scoring.settings import SETTINGS_FILE

NOTE = "movescreen-backup.json"  # the first member
BACKUP = "backup"
ALONE = (SETTINGS_FILE, PREFERENCES)  # files next to the tables
ROOM_BYTES = 50_000_000  # that stay free on a disk
LONGEST_NOTE_BYTES = 10_000
LINK = 0o120000  # of a member's mode, as Unix writes it: a symbolic link
KIND_OF_FILE = 0o170000
UNREADABLE = "Choose the file that movescreen wrote as a back-up, whole: copy it once more, or take an earlier one."
Tell = Callable[[int, int], None]  # hears how many bytes are done, and of how many


def unheard(done: int, of: int) -> None:
    """Hear of progress where nobody listens."""


@dataclass(frozen=True)
class Written:
    """A back-up that was written or read back: where, how many files, and how many bytes these take."""

    place: Path
    files: int
    size: int


@dataclass
class Progress:
    """How far a back-up is."""

    tell: Tell
    of: int
    done: int = 0

    def add(self, count: int) -> None:
        """Report that `count` more bytes are done, up to the whole: a file may have grown meanwhile."""
        self.done = min(self.done + count, self.of)
        self.tell(self.done, self.of)


def is_top(name: str) -> bool:
    """Return whether a folder of a library has this name, with files that belong into a back-up."""
    return bool(DRAWN.fullmatch(name)) or name in (UNCLAIMED, RATINGS)


def note_text(size: int, files: int) -> str:
    """Return the first member: that the file is ours, when it was made, and how much is in it."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"made_by": PROGRAM, "kind": BACKUP, "made_at": made, "files": files, "bytes": size}) + "\n"


def is_note(archive: ZipFile, note: ZipInfo) -> bool:
    """Return whether the first member of a zip says that it is a back-up of ours."""
    if note.filename != NOTE or note.file_size > LONGEST_NOTE_BYTES:
        return False
    try:
        said = json.loads(archive.read(note))
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("made_by") == PROGRAM and said.get("kind") == BACKUP


def is_backup(file: Path) -> bool:
    """Return whether a file is a back-up that we wrote."""
    try:
        with ZipFile(file) as archive:
            return bool(archive.infolist()) and is_note(archive, archive.infolist()[0])
    except (OSError, BadZipFile, RuntimeError, NotImplementedError):
        return False


def has_place(member: ZipInfo) -> bool:
    """Return whether a member is a plain file at a place where a library has one."""
    mode, parts = member.external_attr >> 16, PurePosixPath(member.filename).parts
    if member.is_dir() or mode & KIND_OF_FILE == LINK or "/".join(parts) != member.filename:
        return False
    if not parts or not all(is_plain(part) for part in parts):
        return False
    return parts[0] in (FILE, *ALONE) if len(parts) == 1 else is_top(parts[0])


def check_room(folder: Path, size: int) -> None:
    """Raise Problem if a disk has too little room.

    Parameters
    ----------
    folder : Path
        A folder on the disk.
    size : int
        Bytes that are needed.

    Raises
    ------
    Problem
        Fewer bytes are free.
    """
    free = shutil.disk_usage(folder).free
    if free < size + ROOM_BYTES:
        sentence = f"{file_size(size)} are needed, and {file_size(free)} are free at {folder}."
        sentence = f"{sentence} Make room there, or name another place."
        raise Problem("backup_no_room", sentence, needed=size, free=free, folder=str(folder))
