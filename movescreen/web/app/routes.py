"""The first pages of the app: clients and reports; the live page is at an address of its own here."""

from __future__ import annotations

import shutil
from collections import Counter
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
from movescreen.web.live.live_words import WORDS
from movescreen.web.live.room import Manner
from movescreen.web.live.routes import session as live_page
from movescreen.web.server import shown

HERE = Path(__file__).parent
APP = APIRouter()
SCRIPTS = {"add": ("upload.js",), "settings": ("progress.js",), "rating": ("progress.js",)}  # that pages share
NEWEST = 100  # sessions that the page of reports lists


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
    request.app.state.phone.see_page()
    state: dict[str, Any] = {"here": request.url.path, "links": links(code(request)), "words": words(request)}
    problems = WORDS[code(request)].PROBLEMS
    return shown(request, HERE / f"{name}.html", code(request), shared=shared, problems=problems, **state, **values)


@APP.get("/")
def home(request: Request) -> HTMLResponse:
    """Show all clients, and a new one."""
    of = library(request)
    rows = []
    for client in of.clients():
        sessions = of.sessions(client.id)
        last = short(sessions[0].begun_at) if sessions else "–"
        rows.append({"id": client.id, "name": client.name, "sessions": len(sessions), "last": last})
    field = language(request).HEIGHT_FIELDS[of.units]
    return app_page(request, "home", rows=rows, agreed=WORDS[code(request)].AGREED, height_field=field)


@APP.get("/record")
def record(request: Request) -> HTMLResponse:
    """Show the live page."""
    return live_page(request)


@APP.get("/reports")
def reports(request: Request) -> HTMLResponse:
    """Show the newest sessions of all clients."""
    of = library(request)
    sessions = {client: of.sessions(client.id) for client in of.clients()}
    every = [(client, kept) for client, kepts in sessions.items() for kept in kepts if kept.state == MEASURED]
    newest = sorted(every, key=lambda both: both[1].begun_at, reverse=True)[:NEWEST]
    rows = [{"client": client, **session_told(kept, language(request))} for client, kept in newest]
    changes = [
        {"client": client, **one} for client, kepts in sessions.items() for one in _compared(kepts, language(request))
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


def megabytes(count: int) -> str:
    """Return bytes as people read them."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.{int(count < 1e7)}f} MB"


def bytes_in(folder: Path) -> int:
    """Return how many bytes the files below a folder have."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def free_bytes(folder: Path) -> int:
    """Return how many bytes are free where a folder lies."""
    return shutil.disk_usage(folder).free
