"""Where the library lies: a folder of the user's that nobody else may read."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from movescreen.errors import Problem
from movescreen.records.ownership import DRAWN, has_record, mark, marked
from movescreen.records.private_files import FOLDER_MODE, private_folder

KIND = "library"
OPTION = "The option for its place is --library."


def home(platform: str = sys.platform) -> Path:
    """Return the folder for what people keep, as the platform has it; `MOVESCREEN_LIBRARY` overrides."""
    if chosen := os.environ.get("MOVESCREEN_LIBRARY"):
        return Path(chosen).expanduser()
    if platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif platform == "darwin":
        root = Path.home() / "Library" / "Application Support"
    else:
        root = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return root / "movescreen" / "library"


def private(folder: Path) -> Path:
    """Return a folder for its owner alone; make it if need be.

    Parameters
    ----------
    folder : Path
        The folder.

    Returns
    -------
    Path
        The same.

    Raises
    ------
    Problem
        It cannot be made.
    """
    try:
        private_folder(folder).chmod(FOLDER_MODE)
    except OSError as error:
        if folder.is_dir():
            sentence = f"Nothing can be written into {folder} ({error.strerror}), and the library needs that."
            raise _unusable(f"{sentence} Permit it, or choose another place.", folder, error) from error
        sentence = f"The library needs a folder, and {folder} cannot be one ({error.strerror})."
        raise _unusable(f"{sentence} Choose another place.", folder, error) from error
    return folder


def _unusable(sentence: str, folder: Path, error: OSError) -> Problem:
    return Problem("library_unusable", sentence, OPTION, folder=str(folder), errno=error.errno)


def claimed(folder: Path, file: str) -> Path:
    """Return the folder of a library: a new or empty one, or one that holds a library of ours.

    Parameters
    ----------
    folder : Path
        The folder.
    file : str
        Name of the library's database.

    Returns
    -------
    Path
        The same, marked as a library.

    Raises
    ------
    Problem
        It holds other things (then nothing in it changes), or cannot be written to.
    """
    try:
        there = sorted(folder.iterdir()) if folder.exists() else []
    except OSError as error:
        sentence = f"The library needs a folder, and {folder} cannot be one ({error.strerror})."
        raise _unusable(f"{sentence} Choose another place.", folder, error) from error
    if there and not (marked(folder, KIND) or _tables(folder / file) or _only_people(there)):
        sentence = f"{folder} is not empty and holds no library, so nothing in it was changed."
        raise Problem("library_foreign", f"{sentence} Choose an empty or new folder.", OPTION, folder=str(folder))
    private(folder)
    if not marked(folder, KIND):
        try:
            mark(folder, KIND)
        except FileExistsError:
            pass  # another process was first
        except OSError as error:
            sentence = f"Nothing can be written into {folder} ({error.strerror})."
            raise _unusable(f"{sentence} Choose another place.", folder, error) from error
    return folder


def _tables(file: Path) -> bool:
    """Return whether a file is a database with a library's tables; it is only read."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error:
        return False
    return {"clients", "sessions"} <= names


def _only_people(there: list[Path]) -> bool:
    """Return whether a folder is a library of an earlier version that lost its tables.

    It holds nothing but people's folders with recordings in them, and one of these has a record of ours.
    """
    named = all(DRAWN.fullmatch(one.name) and one.is_dir() and not one.is_symlink() for one in there)
    return named and any(has_record(session) for one in there for session in one.iterdir())
