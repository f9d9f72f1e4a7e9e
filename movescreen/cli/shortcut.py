"""An icon that opens the app, as each system has them: files that are written here, or shortcuts of Windows."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from movescreen.cli.windows_link import ABOUT, MADE_BY, NoLink, make_link
from movescreen.errors import Problem
from movescreen.records.arrivals import arriving_file
from movescreen.records.ownership import discard

NAME = "movescreen"


def command() -> list[str]:
    """Return what starts the app: this Python with this package."""
    return [sys.executable, "-m", NAME, "app"]


def linux(home: Path, environment: Mapping[str, str], start: list[str]) -> dict[Path, str]:
    """Return a desktop entry in the menu of the user, and on the desktop where there is one (freedesktop.org)."""
    quoted = " ".join(f'"{_escaped(part)}"' for part in start)
    text = (
        "[Desktop Entry]\nType=Application\nVersion=1.5\n"
        f"Name={NAME}\nComment={ABOUT}\nExec={quoted}\nTerminal=true\nCategories=Sports;Education;\n"
        f"X-Comment={MADE_BY}\n"
    )
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    files = {data / "applications" / f"{NAME}.desktop": text}
    if (home / "Desktop").is_dir():
        files[home / "Desktop" / f"{NAME}.desktop"] = text
    return files


def _escaped(part: str) -> str:
    r"""Escape an argument of Exec: `"`, backtick, $ and \ are escaped, and % doubled; the file escapes \ once more."""
    inside = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in part)
    return inside.replace("\\", "\\\\").replace("%", "%%")


def macos(home: Path, environment: Mapping[str, str], start: list[str]) -> dict[Path, str]:
    """Return a file in the user's Applications and on the desktop that Terminal runs when it is opened."""
    quoted = " ".join("'" + part.replace("'", "'\\''") + "'" for part in start)
    text = f"#!/bin/sh\n# {MADE_BY}\nexec {quoted}\n"
    return {home / folder / f"{NAME}.command": text for folder in ("Applications", "Desktop")}


def windows(home: Path, environment: Mapping[str, str], start: list[str]) -> dict[Path, str]:
    """Return a command file in the start menu and on the desktop of the user."""
    quoted = " ".join(f'"{part.replace("%", "%%")}"' for part in start)
    text = f"@echo off\r\nrem {MADE_BY}\r\nchcp 65001 >nul\r\n{quoted}\r\nif errorlevel 1 pause\r\n"
    roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
    menu = roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs"
    return {folder / f"{NAME}.cmd": text for folder in (menu, home / "Desktop")}


KINDS: dict[str, Callable[[Path, Mapping[str, str], list[str]], dict[Path, str]]] = {
    "win32": windows,
    "darwin": macos,
}


def write_shortcut(platform: str, home: Path, environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Write what opens the app on a system, and return the files.

    On Windows these are shortcuts; where it makes none, command files.

    Raises
    ------
    Problem
        If there is a file of that name that is not ours, or nothing may be written there.
    """
    files = KINDS.get(platform, linux)(home, environment, command())
    if platform == "win32" and (links := _links(files, environment)):
        return links
    for file, text in files.items():
        with _arriving(file) as part:
            part.write_bytes(text.encode("utf-8"))
            part.chmod(0o755)  # desktops ask for it, and Terminal
    return list(files)


@contextmanager
def _arriving(file: Path) -> Iterator[Path]:
    """Yield a name to write to, for a file of ours. Raises Problem where nothing may be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with arriving_file(file, _is_ours) as part:
            yield part
    except OSError as error:
        sentence = f"{file} cannot be written ({error.strerror or error})."
        raise Problem("output_unwritable", f"{sentence} Allow it, or start the app with movescreen app.") from error


def _links(files: Iterable[Path], environment: Mapping[str, str]) -> list[Path]:
    """Write Windows' shortcuts in the place of command files, and return them; none where Windows makes none."""
    links = [file.with_suffix(".lnk") for file in files]
    try:
        for link in links:
            with _arriving(link) as part:
                make_link(part, command(), environment)
    except NoLink:
        return []
    for file in files:  # of an earlier version
        if file.is_file() and _is_ours(file):
            discard(file)
    return links


def _is_ours(file: Path) -> bool:
    """Return whether we wrote a file; in a shortcut of Windows texts are UTF-16."""
    content = file.read_bytes()
    return MADE_BY.encode() in content or MADE_BY.encode("utf-16-le") in content
