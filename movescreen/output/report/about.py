"""A coach's additions to a report: client, coach, notes and logo. They are stored with the results."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Self

from movescreen.errors import Problem
from movescreen.output.language.units import METRIC, UNITS, Stature
from movescreen.records.arrivals import arriving_file

FILE = "about.json"
HEIGHT = "height_cm"  # the only one that is a number


@dataclass(frozen=True)
class About:
    """The additions to a report; None is not stated.

    `logo` is a picture as a data address, `height_cm` the height of the client. `recorded_at` is the moment of the
    recording (ISO 8601) if the clip does not say it. `before` is the folder of an earlier session to compare with,
    `units` are those of lengths on the page.
    """

    client: str | None = None
    coach: str | None = None
    notes: str | None = None
    logo: str | None = None
    height_cm: float | None = None
    recorded_at: str | None = None
    before: str | None = None
    units: str | None = None

    def over(self, earlier: About) -> Self:
        """Return these additions, filled up from earlier ones."""
        return type(self)(**asdict(earlier) | self.stated)

    @property
    def stature(self) -> Stature:
        """The client's height, with the units of lengths on the page."""
        return Stature(self.height_cm, self.units or METRIC)

    @property
    def stated(self) -> dict[str, Any]:
        """The stated additions, as plain data."""
        return {name: value for name, value in asdict(self).items() if value is not None}


NOTHING = About()


def save_about(about: About, folder: Path) -> None:
    """Write a coach's additions into a folder of results; no file without additions."""
    if about.stated:
        text = json.dumps(about.stated, indent=1, ensure_ascii=False) + "\n"
        (folder / FILE).write_text(text, encoding="utf-8", errors="backslashreplace")


def store_about(about: About, folder: Path) -> None:
    """Write a coach's additions into a folder of results, in place of earlier ones.

    Raises
    ------
    Problem
        A file that is not ours has the name.
    OSError
        There is no room; then what was there stays.
    """
    text = json.dumps(about.stated, indent=1, ensure_ascii=False) + "\n"
    with arriving_file(folder / FILE, _is_ours) as part:
        part.write_text(text, encoding="utf-8", errors="backslashreplace")


def _is_ours(file: Path) -> bool:
    """Return whether a file is one that `load` can read."""
    try:
        load(file.parent)
    except Problem:
        return False
    return True


def load(folder: Path) -> About:
    """Return the coach's additions in a folder of results; `NOTHING` if there are none.

    Raises
    ------
    Problem
        If the file is not as movescreen wrote it.
    """
    try:
        stored = dict(json.loads((folder / FILE).read_text(encoding="utf-8")))
        known = {field.name: stored[field.name] for field in fields(About) if field.name in stored}
        checked: dict[str, Any] = {
            name: float(value) if name == HEIGHT else str(value) for name, value in known.items()
        }
        if checked.get("units", METRIC) not in UNITS:
            raise ValueError(checked["units"])
        return About(**checked)
    except FileNotFoundError:
        return NOTHING
    except (OSError, ValueError, TypeError) as error:
        sentence = f"{folder / FILE} is not as movescreen wrote it. Remove it, and state what it said once more."
        raise Problem("about_unreadable", sentence, file=str(folder / FILE)) from error
