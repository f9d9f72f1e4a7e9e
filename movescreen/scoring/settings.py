"""The settings of a user: convention lines, uncertainties, and how well the camera's place is known."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from movescreen.errors import Problem

LEVELLED_BY_EYE = 2.0  # deg: 1 SD of a camera's roll, levelled by eye
PLUMBED = 0.5  # deg: 1 SD of a roll that is given
LONGEST_SHOWN = 80  # characters of a value in a sentence
BY_ITS_LEVEL = 1.0  # deg: 1 SD of a pitch that a phone's own level measured
LINES = "lines"
UNCERTAINTIES = "uncertainties"
SETTINGS_FILE = "settings.toml"  # in a library
RANGES = {
    "decided_by": (0.0, math.inf),
    "yaw_deg": (0.0, 45.0),
    "roll_deg": (0.0, 45.0),
    "camera_roll_deg": (-45.0, 45.0),
    "pitch_deg": (0.0, 45.0),
    "camera_pitch_deg": (-30.0, 45.0),
    "camera_height_m": (0.05, 3.0),
    "foot_length": (0.15, 0.45),
}


@dataclass(frozen=True)
class Settings:
    """Choices that move a result; all of them are kept in the record.

    `lines` and `uncertainties` replace a finding's convention line and a measure's uncertainty by name, in their unit;
    `decided_by` is how many uncertainties beyond the line decide. `yaw_deg` and `roll_deg` are how well the camera's
    position is known (1 SD). `camera_roll_deg` is by how much the camera turned the picture's content, + = counter-
    clockwise: poses are turned back by it; None where nobody knows. `camera_pitch_deg` is by how much it looked down,
    known to `pitch_deg`, and `camera_height_m` how high above the floor it stood; either tells the pitch. `support` is
    the side of the foot that carries in a bridge on one leg, empty where it is to be detected. `foot_length` is that
    from between heel and ankle to the tip of the foot, in leg lengths, where somebody measured it. `hold_s` and `reps`
    were asked for; they move no result.
    """

    lines: Mapping[str, float] = field(default_factory=dict)
    uncertainties: Mapping[str, float] = field(default_factory=dict)
    decided_by: float = 1.0
    yaw_deg: float = 5.0  # 1 SD, of a person who was instructed where to stand; 10 without instruction
    roll_deg: float | None = None  # what nobody states follows from whether the roll is given
    camera_roll_deg: float | None = None
    pitch_deg: float | None = None
    camera_pitch_deg: float | None = None
    camera_height_m: float | None = None
    support: str = ""
    foot_length: float | None = None
    hold_s: float | None = None
    reps: int | None = None

    @property
    def roll(self) -> float:
        """The angle by which the picture's content is turned back, clockwise, deg."""
        return self.camera_roll_deg or 0.0

    @property
    def roll_uncertainty(self) -> float:
        """The uncertainty of the camera's roll, deg (1 SD)."""
        if self.roll_deg is not None:
            return self.roll_deg
        return LEVELLED_BY_EYE if self.camera_roll_deg is None else PLUMBED

    @property
    def pitch_uncertainty(self) -> float:
        """The uncertainty of a stated camera pitch, deg (1 SD)."""
        return BY_ITS_LEVEL if self.pitch_deg is None else self.pitch_deg

    def with_camera_at(self, pitch_deg: float | None, height_m: float | None) -> Self:
        """Return the settings with the camera's pitch or height.

        Parameters
        ----------
        pitch_deg : float or None
            Downward pitch, deg.
        height_m : float or None
            Height above the floor, m.

        Returns
        -------
        Settings
            A copy; None keeps a value.

        Raises
        ------
        Problem
            A value is out of its range.
        """
        given = {"camera_pitch_deg": pitch_deg, "camera_height_m": height_m}
        for key, value in given.items():
            if value is not None and not _is_in_range(key, value):
                least, most = RANGES[key]
                sentence = f"{key} is expected from {least:g} to {most:g}, and {value:g} came."
                raise Problem("settings_unreadable", sentence, key=key, least=least, most=most, came=value)
        known: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
        return replace(self, **known)

    def with_roll(self, camera_roll_deg: float) -> Self:
        """Return the settings with the camera's roll.

        Parameters
        ----------
        camera_roll_deg : float
            Roll, deg.

        Returns
        -------
        Settings
            The copy.

        Raises
        ------
        Problem
            The roll is out of its range.
        """
        if not _is_in_range("camera_roll_deg", camera_roll_deg):
            least, most = RANGES["camera_roll_deg"]
            sentence = f"A camera's roll is expected from {least:g} to {most:g} degrees, and {camera_roll_deg:g} came."
            facts: dict[str, Any] = {"least": least, "most": most, "came": camera_roll_deg}
            raise Problem("settings_unreadable", sentence, key="camera_roll_deg", **facts)
        return replace(self, camera_roll_deg=camera_roll_deg)

    def as_json(self) -> dict[str, Any]:
        """Return the settings as plain data; a roll uncertainty that was not stated is the one in use."""
        return asdict(self) | {"roll_deg": self.roll_uncertainty}


def load_settings(path: Path | str) -> Settings:
    """Read the settings in a TOML file.

    Parameters
    ----------
    path : Path or str
        The file.

    Returns
    -------
    Settings
        `check` tells whether the findings and measures exist.

    Raises
    ------
    Problem
        The file cannot be read, or holds an unknown key or a wrong value.
    """
    path = Path(path)
    stated = _read(path)
    known = (LINES, UNCERTAINTIES, *RANGES)
    for key in stated:
        if key not in known:
            sentence = f"{path.name}: {key} is no setting. Known are {', '.join(known)}."
            raise Problem("settings_unknown", sentence, name=key, known=", ".join(known))
    lines, uncertainties = (_table(stated.pop(name, {}), name, path) for name in (LINES, UNCERTAINTIES))
    for name, value in uncertainties.items():
        if value <= 0:
            raise _other(path, f"{UNCERTAINTIES}.{name}", "a number above 0", value)
    numbers: dict[str, Any] = {key: _within(value, key, path) for key, value in stated.items()}
    return Settings(lines, uncertainties, **numbers)


def check(settings: Settings, findings: Collection[str], measures: Collection[str]) -> None:
    """Check that the settings name findings and measures that exist.

    Parameters
    ----------
    settings : Settings
        The settings.
    findings, measures : collection of str
        Known names.

    Raises
    ------
    Problem
        A name is not known.
    """
    for stated, known, kind in ((settings.lines, findings, "finding"), (settings.uncertainties, measures, "measure")):
        if unknown := next((name for name in stated if name not in known), None):
            sentence = f"The settings name {unknown}, and there is no such {kind}. Known are {', '.join(known)}."
            raise Problem("settings_unknown", sentence, name=unknown, known=", ".join(known))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except RecursionError as error:
        sentence = f"{path.name} is nested too deep. Settings are lines such as `decided_by = 1.0`, and two tables."
        raise Problem("settings_unreadable", sentence, file=path.name) from error
    except OSError as error:
        sentence = f"The settings were expected in {path}, which cannot be read ({error.strerror}). Check its name."
        raise Problem("settings_unreadable", sentence, file=str(path), errno=error.errno) from error
    except ValueError as error:  # of TOML and of UTF-8 alike
        sentence = f"{path.name} is not TOML ({error}). A line like `decided_by = 1.0` is, in a text file in UTF-8."
        raise Problem("settings_unreadable", sentence, file=path.name) from error


def _table(stated: Any, name: str, path: Path) -> dict[str, float]:
    if not isinstance(stated, dict):
        raise _other(path, name, "a table of names and numbers", stated)
    return {key: _number(value, f"{name}.{key}", path) for key, value in stated.items()}


def _number(value: Any, key: str, path: Path) -> float:
    try:
        number = math.nan if isinstance(value, bool | str) else float(value)
    except (TypeError, ValueError, OverflowError):  # a whole number of TOML may have any number of digits
        number = math.nan
    if not math.isfinite(number):
        raise _other(path, key, "a number", value)
    return number


def _within(value: Any, key: str, path: Path) -> float:
    number = _number(value, key, path)
    if not _is_in_range(key, number):
        least, most = RANGES[key]
        wanted = f"a number from {least:g} to {most:g}" if math.isfinite(most) else f"a number of at least {least:g}"
        raise _other(path, key, wanted, value, least=least, most=most if math.isfinite(most) else None)
    return number


def _is_in_range(key: str, value: float) -> bool:
    """Return whether a number is one that a setting may have; NaN is none."""
    least, most = RANGES[key]
    return least <= value <= most


def _other(path: Path, key: str, wanted: str, value: Any, **limits: Any) -> Problem:
    sentence = f"{path.name}: {key} should be {wanted}, and is {shortened(value)}."
    return Problem("settings_unreadable", sentence, key=key, came=shortened(value), **limits)


def shortened(value: Any) -> str:
    """Return how a value is written, of a long one the beginning."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # Python writes no number of more than 4,300 digits
        return "far too long"
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
