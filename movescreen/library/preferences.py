"""What a user prefers on the pages of a library: language, units of lengths, camera, and how its picture is shown."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from movescreen.errors import Problem
from movescreen.output.language.units import METRIC, UNITS
from movescreen.records.arrivals import arriving_file
from movescreen.records.ownership import PROGRAM
from movescreen.records.private_files import private_file

FILE = "preferences.json"


@dataclass(frozen=True)
class Preferences:
    """Preferences; an empty language and no camera are those of the start."""

    language: str = ""
    camera: int | None = None
    width: int | None = None
    mirrored: bool = False
    units: str = METRIC


def load_preferences(folder: Path) -> Preferences:
    """Return the preferences of the library in a folder; none where there is no file that we wrote."""
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if said["made_by"] != PROGRAM:
            return Preferences()
        numbers = {name: None if said[name] is None else int(said[name]) for name in ("camera", "width")}
        units = said.get("units", METRIC)  # earlier versions wrote none
        units, mirrored = units if units in UNITS else METRIC, said.get("mirrored") is True
        return Preferences(str(said["language"]), **numbers, units=units, mirrored=mirrored)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return Preferences()


def save_preferences(folder: Path, chosen: Preferences) -> None:
    """Write the preferences of the library in a folder.

    Raises
    ------
    Problem
        A file that is not ours has the name, or there is no room; then nothing changes.
    """
    text = json.dumps({"made_by": PROGRAM} | asdict(chosen)) + "\n"
    try:
        with arriving_file(folder / FILE, _is_ours) as part:
            private_file(part).write_text(text, encoding="utf-8")
    except OSError as error:
        sentence = f"The preferences could not be saved ({error.strerror or error})."
        sentence = f"{sentence} Make room where the library lies, and save again."
        raise Problem("settings_unwritten", sentence, errno=error.errno) from error


def _is_ours(file: Path) -> bool:
    try:
        return bool(json.loads(file.read_text(encoding="utf-8"))["made_by"] == PROGRAM)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return False
