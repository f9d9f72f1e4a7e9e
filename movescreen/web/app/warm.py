"""Preloading: what the first answers need is loaded while the browser opens."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from movescreen.library import Library
from movescreen.output.html import compiled
from movescreen.web.app.routes import bytes_in
from movescreen.web.live.recorded_take import made_ready

PAGES = Path(__file__).parents[1]  # the folder with the pages of the app in folders


def warmed_up(library: Library) -> threading.Thread:
    """Return the thread that loads what pages need: their templates, the report, and how large the library is."""
    thread = threading.Thread(target=_load, args=(library,), name="warm")
    thread.start()
    return thread


def _load(library: Library) -> None:
    for template in templates():
        compiled(template)
    made_ready()
    bytes_in(library.folder)


def templates() -> Iterator[Path]:
    """Yield the templates of the app and of the live page."""
    for folder in ("app", "live"):
        yield from sorted((PAGES / folder).glob("*.html"))
