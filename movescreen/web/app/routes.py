"""The first pages of the app: clients and reports; the live page is at an address of its own here."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from movescreen.library import MEASURED, Library, StoredSession
from movescreen.output.language.dates import short
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import LANGUAGES, title
from movescreen.screens import screens
from movescreen.web.app import phrases
from movescreen.web.app.studio import LazyStudio
from movescreen.web.live.live_words import WORDS
from movescreen.web.live.room import Manner
from movescreen.web.live.routes import session as live_page
from movescreen.web.server import shown

HERE = Path(__file__).parent
APP = APIRouter()
SCRIPTS = {"add": ("upload.js",), "settings": ("progress.js",), "rating": ("progress.js",)}  # that pages share
NEWEST = 100  # sessions that the page of reports lists
FOLDERS = 50_000  # whose size is remembered, some 0.3 kB each


def links(language: str) -> tuple[tuple[str, str], ...]:
    """Return the pages of the app, as a bar lists them."""
    words = phrases.WORDS[language]
    pages = {
        "/": "home",
        "/record": "record",
        "/add": "add",
        "/reports": "reports",
        "/rating": "rating",
        "/settings": "settings",
    }
    return tuple((address, words[name]) for address, name in pages.items())


def library(request: Request) -> Library:
    """Return the library that the app shows."""
    kept: Library = request.app.state.studio.library
    return kept


def words(request: Request) -> dict[str, str]:
    """Return what the app says, in its language."""
    return phrases.WORDS[code(request)]


def code(request: Request) -> str:
    """Return the code of the language that was chosen for all pages, the live page included."""
    manner: Manner = request.app.state.studio.manner
    return manner.words.CODE


def language(request: Request) -> Language:
    """Return the language of the app."""
    return LANGUAGES[code(request)]


def app_page(request: Request, name: str, /, **values: Any) -> HTMLResponse:
    """Return one of the app's pages, with its bar and its scripts."""
    shared = [HERE / file for file in ("app.css", "app.js", *SCRIPTS.get(name, ()))]
    state: dict[str, Any] = {"here": request.url.path, "links": links(code(request)), "words": words(request)}
    return shown(request, HERE / f"{name}.html", code(request), shared=shared, **state, **values)


@APP.get("/")
def home(request: Request) -> HTMLResponse:
    """Show all clients, and a new one."""
    of = library(request)
    rows, visits = [], of.visits()
    for client in of.clients():
        count, newest = visits.get(client.id, (0, ""))
        last = short(newest) if count else "–"
        rows.append({"id": client.id, "name": client.name, "sessions": count, "last": last})
    field = language(request).HEIGHT_FIELDS[of.units]
    said = WORDS[code(request)]
    return app_page(request, "home", rows=rows, agreed=said.AGREED, height_field=field, offers=said.PAGE)


@APP.get("/interrupted")
def interrupted(request: Request) -> dict[str, Any]:
    """Return the recordings that ended by themselves, and whether others are still looked for."""
    running: LazyStudio = request.app.state.studio
    return {"looking": running.is_recovering, "found": running.told()}


@APP.get("/record")
def record(request: Request) -> HTMLResponse:
    """Show the live page."""
    return live_page(request)


@APP.get("/reports")
def reports(request: Request) -> HTMLResponse:
    """Show the newest sessions of all clients."""
    of = library(request)
    clients = {client.id: client for client in of.clients()}
    every = [kept for kept in of.every_session() if kept.state == MEASURED and kept.client in clients]
    rows = [{"client": clients[kept.client], **session_told(kept, language(request))} for kept in every[:NEWEST]]
    sessions: dict[int, list[StoredSession]] = {number: [] for number in clients}
    for kept in every:
        sessions[kept.client].append(kept)
    changes = [
        {"client": clients[number], **one}
        for number, kepts in sessions.items()
        for one in _compared(kepts, language(request))
    ]
    return app_page(request, "reports", rows=rows, changes=changes)


def session_told(kept: StoredSession, of: Language) -> dict[str, Any]:
    """Return a session as pages name it."""
    views = [of.SEEN_FROM.get(view, "") for view in kept.view.split("+")]
    screen = title(screens()[kept.screen], of) if kept.screen in screens() else ""
    return {
        "id": kept.id,
        "when": short(kept.begun_at),
        "screen": screen,
        "view": of.PAIR["and"].join(filter(None, views)),
        "repetitions": kept.repetitions,
    }


def _compared(sessions: list[StoredSession], of: Language) -> list[dict[str, str]]:
    """Return the screens and views that a client has two measured sessions of or more."""
    measured = [kept for kept in sessions if kept.state == MEASURED and kept.repetitions]
    counts = Counter((kept.screen, kept.view) for kept in measured)
    return [
        {"path": f"{screen}/{view}", "name": f"{title(screens()[screen], of)}, {of.SEEN_FROM[view]}"}
        for (screen, view), count in counts.items()
        if count > 1
    ]


def bytes_in(folder: Path) -> int:
    """Return how many bytes the files below a folder have; a file that grows counts as it was when it came."""
    total, left = 0, [folder]
    while left:
        one = left.pop()
        with suppress(OSError):  # deleted meanwhile
            size, below = _files_in(one, one.stat().st_mtime_ns)
            total += size
            left += below
    return total


@lru_cache(FOLDERS)
def _files_in(folder: Path, changed_ns: int) -> tuple[int, list[Path]]:
    """Return the bytes of the files in a folder that last changed then, and the folders in it."""
    size, below = 0, list[Path]()
    with os.scandir(folder) as there:
        for one in there:
            if one.is_dir(follow_symlinks=False):
                below.append(Path(one.path))
            elif one.is_file(follow_symlinks=False):
                size += one.stat(follow_symlinks=False).st_size
    return size, below


def free_bytes(folder: Path) -> int:
    """Return how many bytes are free where a folder lies."""
    return shutil.disk_usage(folder).free
