"""Ownership on disk: only what our own record shows as ours is removed or replaced.

This module lies in the lowest layer, with errors, because every room that writes needs it. One rule in one place can
be read and tested. Our record is a row of a database, a marker in that very folder, or a `record.json` of ours.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from pathlib import Path

from movescreen.errors import Problem
from movescreen.records.versions import installed

MARKER = ".movescreen.json"
PROGRAM = "movescreen"
# What every version wrote into a folder of results.
RECORD = "record.json"
PAIR = "pair.json"
LONGEST_BYTES = 255  # of a name: NAME_MAX of the file systems in use
DRAWN = re.compile(r"[0-9a-f]{32}")  # how we name folders of people: uuid4
DEVICES = frozenset(  # reserved names of Windows, learn.microsoft.com "Naming Files, Paths, and Namespaces"
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"))
)


def plain_name(name: str) -> str:
    """Return a name that is a plain file name on every system.

    Parameters
    ----------
    name : str
        The name.

    Returns
    -------
    str
        The same.

    Raises
    ------
    Problem
        It is a path, or some system does not take it.
    """
    if wrong := _wrong(name):
        raise Problem(
            "name_not_plain", f"A plain name was expected, and {name!r} {wrong}. Give another name.", name=name
        )
    return name


def is_plain(name: str) -> bool:
    """Return whether a name is one plain name on every system."""
    return not _wrong(name)


def _wrong(name: str) -> str:
    """Return what keeps a name from being a plain one; empty where nothing does."""
    if name in ("", ".", ".."):
        return "names no folder of its own"
    if any(sign in name for sign in "/\\:"):
        return "is a path"
    if any(unicodedata.category(sign) == "Cc" for sign in name):
        return "has control characters"
    if name[-1] in ". ":
        return "ends in a dot or a space"
    if name.split(".")[0].rstrip(" ").casefold() in DEVICES:
        return "is a device's name on Windows"
    return "is too long" if len(os.fsencode(name.encode("utf-8", "replace"))) > LONGEST_BYTES else ""


def same_as(name: str) -> str:
    """Return what names have in common that some file system takes for one: case-folded, composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def within(path: Path, root: Path) -> bool:
    """Return whether a path lies below a folder, links of its parents followed; the folder itself does not."""
    return root.resolve() in (path.parent.resolve() / path.name).parents and path.name not in ("", "..")


def mark(folder: Path, kind: str, **about: object) -> None:
    """Write our marker into a folder that has none: that we made it, what for, and what else there is to know.

    Whoever may not enter the folder may not read it. Raises FileExistsError if something has the marker's name,
    also a link that somebody planted, and OSError where there is no room; then there is none.
    """
    created = os.open(folder / MARKER, os.O_CREAT | os.O_EXCL | os.O_WRONLY, folder.stat().st_mode & 0o666)
    try:
        with os.fdopen(created, "w", encoding="utf-8") as file:
            file.write(marker_text(kind, **about))
    except OSError:
        (folder / MARKER).unlink()  # half a marker says nothing, and would make the folder somebody else's
        raise


def marker_text(kind: str, **about: object) -> str:
    """Return what a marker of this version holds."""
    return json.dumps({"made_by": PROGRAM, "version": installed(PROGRAM), "kind": kind} | about) + "\n"


def marker(folder: Path) -> dict[str, object]:
    """Return what our marker in a folder holds; nothing if there is none of ours, or the folder is a link."""
    about = {} if folder.is_symlink() else _told(folder / MARKER)
    return about if about.get("made_by") == PROGRAM else {}


def marked(folder: Path, kind: str) -> bool:
    """Return whether the marker in a folder says that we made it for this."""
    return _told(folder / MARKER).get("made_by") == PROGRAM and _told(folder / MARKER).get("kind") == kind


def has_record(folder: Path) -> bool:
    """Return whether a folder holds results of ours, of a clip or a pair and of any version."""
    clip, pair = ({} if folder.is_symlink() else _told(folder / name) for name in (RECORD, PAIR))
    of_a_clip = isinstance(clip.get("findings"), list) and isinstance(clip.get("provenance"), dict)
    return of_a_clip or (isinstance(pair.get("findings"), list) and isinstance(pair.get("clips"), list))


def _told(file: Path) -> dict[str, object]:
    try:
        told = json.loads(file.read_text(encoding="utf-8")) if not file.is_symlink() else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def erase(path: Path, root: Path) -> None:
    """Remove what our record says we made in a folder; of a link, only the link.

    Parameters
    ----------
    path : Path
        What to remove.
    root : Path
        The folder that it must lie in.

    Raises
    ------
    Problem
        It lies elsewhere.
    OSError
        A part of it could not be removed.
    """
    if not within(path, root):
        sentence = f"{path} does not lie in {root}, and nothing there is removed. Delete it by hand."
        raise Problem("not_ours", sentence, file=str(path), folder=str(root))
    while path.is_dir() and not path.is_symlink():
        try:
            shutil.rmtree(path)
        except FileNotFoundError:  # another process removes the same
            continue
    path.unlink(missing_ok=True)


def discard(part: Path) -> None:
    """Remove a part that this process wrote under a name of its own; what cannot be removed stays."""
    if part.is_dir() and not part.is_symlink():
        shutil.rmtree(part, ignore_errors=True)
    else:
        part.unlink(missing_ok=True)


def put(part: Path, whole: Path) -> None:
    """Give a file that is whole its name, in the place of the one before."""
    part.replace(whole)


def move(folder: Path, to: Path) -> None:
    """Rename a folder to a free name.

    Parameters
    ----------
    folder : Path
        The folder.
    to : Path
        Its new name.

    Raises
    ------
    FileExistsError
        Something has the new name.
    """
    if os.path.lexists(to):
        raise FileExistsError(17, "File exists", str(to))
    folder.rename(to)
