"""What is ours on disk: nothing is removed or replaced but what our own record says that we made.

It lies at the bottom, beside errors, because every room that writes needs it: one rule in one place is a rule that can
be read and tested. Our record is a row of a database, a marker in that very folder, or a `record.json` of ours.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from movescreen.errors import Problem

MARKER, PROGRAM = ".movescreen.json", "movescreen"
RECORD = "record.json"  # what every version wrote into a folder of results
LONGEST_BYTES = 255  # of a name: NAME_MAX of the file systems in use
DRAWN = re.compile(r"[0-9a-f]{32}")  # how we name folders of people: uuid4
DEVICES = frozenset(  # reserved names of Windows, learn.microsoft.com "Naming Files, Paths, and Namespaces"
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"))
)


def plain_name(name: str) -> str:
    """The name, which is one plain name on every system. Raises Problem where it is a path or could be none."""
    if wrong := _wrong(name):
        raise Problem("name_not_plain", f"A plain name was expected, and {name!r} {wrong}. Give another name.")
    return name


def _wrong(name: str) -> str:
    """What keeps a name from being a plain one; empty where nothing does."""
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
    """What names have in common that some file system takes for one: case-folded, composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def within(path: Path, root: Path) -> bool:
    """Whether a path lies below a folder, links of its parents followed; the folder itself does not."""
    return root.resolve() in (path.parent.resolve() / path.name).parents and path.name not in ("", "..")


def mark(folder: Path, kind: str) -> None:
    """Say in a folder that we made it, and what for."""
    try:
        ours = version(PROGRAM)
    except PackageNotFoundError:
        ours = ""
    about = {"made_by": PROGRAM, "version": ours, "kind": kind}
    with (folder / MARKER).open("x", encoding="utf-8") as file:  # never through a link that somebody planted
        file.write(json.dumps(about) + "\n")


def marked(folder: Path, kind: str) -> bool:
    """Whether the marker in a folder says that we made it for this."""
    about = _told(folder / MARKER)
    return about.get("made_by") == PROGRAM and about.get("kind") == kind


def has_record(folder: Path) -> bool:
    """Whether a folder holds results of ours, of any version."""
    told = {} if folder.is_symlink() else _told(folder / RECORD)
    of_a_pair = isinstance(told.get("clips"), list) and isinstance(told.get("repetitions"), list)
    return isinstance(told.get("findings"), list) and (isinstance(told.get("provenance"), dict) or of_a_pair)


def _told(file: Path) -> dict[str, object]:
    try:
        told = json.loads(file.read_text(encoding="utf-8")) if not file.is_symlink() else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def erase(path: Path, root: Path) -> None:
    """Remove what our record says we made in `root`; of a link only the link. Raises Problem where it lies elsewhere.

    Raises OSError where something of it stays.
    """
    if not within(path, root):
        raise Problem("not_ours", f"{path} does not lie in {root}, and nothing there is removed. Delete it by hand.")
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
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
    """Give a folder another name where nothing has it. Raises FileExistsError where something does."""
    if os.path.lexists(to):
        raise FileExistsError(17, "File exists", str(to))
    folder.rename(to)
