"""The settings of a library: lines and uncertainties that live recordings and added clips are measured with."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from movescreen.errors import Problem
from movescreen.records.arrivals import arriving_file
from movescreen.records.private_files import private_file
from movescreen.scoring.settings import LINES, RANGES, SETTINGS_FILE, UNCERTAINTIES, Settings, check, load_settings
from movescreen.screens import screens

HEAD = "# Settings of a movescreen library. `movescreen analyze --settings` takes this file too.\n"


def settings_of(folder: Path) -> Settings:
    """Return the settings of the library in a folder; those that hold by default where none were saved.

    Raises
    ------
    Problem
        The file cannot be read, or has an unknown name.
    """
    file = folder / SETTINGS_FILE
    return checked_settings(file) if file.is_file() else Settings()


def save_settings(
    folder: Path, numbers: Mapping[str, float], lines: Mapping[str, float], uncertainties: Mapping[str, float]
) -> Settings:
    """Write the settings of the library in a folder, in the place of those before.

    Parameters
    ----------
    folder : Path
        The library's.
    numbers : mapping of str to float
        Of a whole measuring, such as `decided_by`; those left out are as they are by default.
    lines, uncertainties : mapping of str to float
        By finding and by measure, in their units.

    Returns
    -------
    Settings
        As they were read back.

    Raises
    ------
    Problem
        A name is not known, a value is out of its range, or the file there is not ours; then nothing changes.
    """
    text = HEAD + "".join(f"{_name(key)} = {_written(value)}\n" for key, value in numbers.items())
    for title, table in ((LINES, lines), (UNCERTAINTIES, uncertainties)):
        if table:
            text += f"\n[{title}]\n" + "".join(f"{_name(key)} = {_written(value)}\n" for key, value in table.items())
    try:
        with arriving_file(folder / SETTINGS_FILE, _is_ours) as part:
            private_file(part).write_text(text, encoding="utf-8")
            return checked_settings(part)
    except OSError as error:
        sentence = f"The settings could not be saved ({error.strerror or error})."
        sentence = f"{sentence} Make room where the library lies, and save again."
        raise Problem("settings_unwritten", sentence, errno=error.errno) from error


def checked_settings(file: Path) -> Settings:
    """Return the settings in a file. Raises Problem where it cannot be read, or has an unknown name."""
    settings, known = load_settings(file), screens().values()
    findings = dict.fromkeys(finding.name for screen in known for finding in screen.findings)
    check(settings, findings, dict.fromkeys(measure.name for screen in known for measure in screen.quantities))
    return settings


def _is_ours(file: Path) -> bool:
    """Return whether a file is one that we wrote, also where somebody changed it since."""
    with file.open("rb") as there:
        return there.readline(len(HEAD) + 1) == HEAD.encode()


def _name(key: str) -> str:
    """Return a key as TOML has it. Raises Problem where it is no name at all."""
    if not key.isidentifier() or not key.isascii():
        sentence = f"{key[:40]!r} is no name of a setting. Known are {', '.join(RANGES)}."
        raise Problem("settings_unknown", sentence, name=key[:40], known=", ".join(RANGES))
    return key


def _written(value: float) -> str:
    return f"{value:.10g}" if math.isfinite(value) else "nan"
