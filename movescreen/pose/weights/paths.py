"""The paths of bundles: the user's choice, the checkout's `models/` or the user's cache. Files arrive whole."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from typing import NoReturn

from movescreen.errors import Problem
from movescreen.records.arrivals import arriving_file, is_new

PACKAGE = Path(__file__).parents[2]


def checkout() -> Path | None:
    """Return the `models/` folder next to the package; None if this is no checkout."""
    models = PACKAGE.parent / "models"
    here = (PACKAGE.parent / "pyproject.toml").is_file() and (models / "manifest.json").is_file()
    return models if here else None


def cache(platform: str = sys.platform) -> Path:
    """Return the user's cache folder for bundles, as the platform has it."""
    if platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif platform == "darwin":
        root = Path.home() / "Library" / "Caches"
    else:
        root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return root / "movescreen" / "models"


def folder() -> Path:
    """Return the folder in which bundles are looked for and kept; `MOVESCREEN_MODELS` overrides."""
    chosen = os.environ.get("MOVESCREEN_MODELS")
    return Path(chosen).expanduser() if chosen else checkout() or cache()


@contextmanager
def terminated_cleanly() -> Iterator[None]:
    """Let SIGTERM end the process by SystemExit meanwhile, so that what has begun is undone; Ctrl-C does already."""
    ours = current_thread() is main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    if ours:
        signal.signal(signal.SIGTERM, _exit)
    try:
        yield
    finally:
        if ours:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _exit(number: int, _: object) -> NoReturn:
    raise SystemExit(128 + number)


@contextmanager
def arriving_bundle(path: Path, ours: Callable[[Path], bool] = is_new) -> Iterator[Path]:
    """Give a temporary name to write a bundle to; rename it when all went well, remove it when not.

    The name is unique, so that two processes that fetch the same bundle each put a whole one in place.

    Parameters
    ----------
    path : Path
        Where the bundle is to stand.
    ours : callable
        Whether a file at `path` may be replaced.

    Yields
    ------
    Path
        The temporary name, in the same folder.

    Raises
    ------
    Problem
        The folder takes no file, or the file at `path` is not ours.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with terminated_cleanly(), arriving_file(path, ours) as part:
            yield part
    except OSError as error:
        raise Problem(
            "model_folder",
            f"{path.name} could not be written into {path.parent} ({error.strerror or error}). "
            "Make room there, or set MOVESCREEN_MODELS to a folder that you may write to.",
            file=path.name,
            folder=str(path.parent),
            errno=error.errno,
        ) from error
