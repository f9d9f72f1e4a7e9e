"""Files of persons: their owner alone may read them, whatever the umask of the process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600
NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # Windows knows no such flag; links there take an administrator
OTHERS = 0o077  # what nobody else gets


@contextmanager
def owner_alone() -> Iterator[None]:
    """Let everything that this process makes be its owner's alone, also what libraries write.

    A umask is that of the whole process: this is for commands that write nothing else.
    """
    before = os.umask(OTHERS)
    try:
        yield
    finally:
        os.umask(before)


def private_folder(folder: Path) -> Path:
    """Make a folder for its owner alone, and its missing parents; an existing folder is unchanged."""
    if not folder.is_dir():
        private_folder(folder.parent)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    return folder


def private_file(file: Path) -> Path:
    """Make an empty file for its owner alone, to be written by whoever knows only its name; one there stays.

    Raises OSError if a link is there: whoever writes would follow it.
    """
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY | NO_LINK, FILE_MODE))
    return file
