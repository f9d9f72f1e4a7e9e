"""Where the library lies: a folder of the user's that nobody else may read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from movescreen.errors import Problem


def home(platform: str = sys.platform) -> Path:
    """The folder for what people keep, as the platform has it; `MOVESCREEN_LIBRARY` overrides."""
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
    """The folder, made if need be, for its owner alone. Raises Problem where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        sentence = f"The library needs a folder, and {folder} cannot be one ({error.strerror})."
        raise Problem("library_unusable", f"{sentence} Choose another place with --library.") from error
    return folder
