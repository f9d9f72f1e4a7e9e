"""A shortcut of Windows, which Windows makes itself: its script host does, asked by PowerShell."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath

MADE_BY = "written by movescreen app --shortcut"
ABOUT = "Movement screens with an ordinary camera"
PATIENCE_S = 60.0  # a first start of PowerShell takes some seconds
# What a link is, it reads from its environment: no sign in a path can be taken for a part of the script.
SCRIPT = """
$ErrorActionPreference = 'Stop'
$link = (New-Object -ComObject WScript.Shell).CreateShortcut($env:MOVESCREEN_LINK)
$link.TargetPath = $env:MOVESCREEN_TARGET
$link.Arguments = $env:MOVESCREEN_ARGUMENTS
$link.WorkingDirectory = $env:USERPROFILE
$link.IconLocation = $env:MOVESCREEN_ICON
$link.Description = $env:MOVESCREEN_ABOUT
$link.Save()
"""


class NoLink(Exception):  # noqa: N818 - it is what there is, not an error
    """Windows made no shortcut."""


def make_link(link: Path, start: list[str], environment: Mapping[str, str]) -> None:
    """Make a shortcut that starts a program in a window, which stays open where the program ends with an error.

    Parameters
    ----------
    link : Path
        The file, whose name ends with .lnk.
    start : list of str
        The program and its arguments.
    environment : mapping of str to str
        That of this process: where Windows is.

    Raises
    ------
    NoLink
        There is no PowerShell, it may not make one, or a path has a sign that the shell of Windows would change.
    """
    if "%" in "".join(start):
        raise NoLink
    root = environment.get("SystemRoot", r"C:\Windows")
    about = {
        "MOVESCREEN_LINK": str(link),
        "MOVESCREEN_TARGET": environment.get("ComSpec", str(PureWindowsPath(root, "System32", "cmd.exe"))),
        "MOVESCREEN_ARGUMENTS": shell_arguments(start),
        "MOVESCREEN_ICON": f"{start[0]},0",
        "MOVESCREEN_ABOUT": f"{ABOUT} ({MADE_BY})",
    }
    program = str(PureWindowsPath(root, "System32", "WindowsPowerShell", "v1.0", "powershell.exe"))
    call = [program, "-NoProfile", "-NonInteractive", "-Command", SCRIPT]
    try:
        ended = subprocess.run(call, env={**environment, **about}, capture_output=True, timeout=PATIENCE_S, check=False)
    except (OSError, subprocess.SubprocessError) as error:
        raise NoLink from error
    if ended.returncode or not link.is_file():
        raise NoLink


def shell_arguments(start: list[str]) -> str:
    """Return the arguments of cmd.exe that run a program, and wait for a key where it ends with an error."""
    quoted = " ".join(f'"{part}"' for part in start)
    return f'/d /s /c "{quoted} || pause"'
