"""The pages of the library: a client's sessions, their reports and what changed between them, given out or deleted."""

from __future__ import annotations

import pathlib
import tempfile
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from fastapi.responses import FileResponse, HTMLResponse, StreamingResponse
from pydantic import BaseModel, Field

from movescreen.errors import Problem
from movescreen.library import MEASURED, Library, StoredSession
from movescreen.output.html import html_page
from movescreen.output.language import english
from movescreen.output.language.dates import day, short
from movescreen.output.language.sentences import named_finding
from movescreen.output.pictures.stills import stored_stills
from movescreen.output.report.comparison import comparison_page
from movescreen.output.report.files import REPORT, rewrite_report
from movescreen.output.report.rows import UNMEASURED, tally
from movescreen.output.report.sheet import reasons
from movescreen.records.record import as_written, load_record
from movescreen.scoring.change_between_sessions import compare
from movescreen.screens import screens
from movescreen.web.live import phrases
from movescreen.web.live.engine import BUSY, LiveEngine
from movescreen.web.live.recovery import measure_again
from movescreen.web.server import shown

CLIENT, BAR = (pathlib.Path(__file__).with_name(f"{name}.html") for name in ("client", "bar"))
SHELF = APIRouter()
CHUNK = 1 << 16
Number = Annotated[int, Path(ge=1, lt=2**63)]


class NewClient(BaseModel):
    """Somebody who is to be screened, and what they agreed to."""

    name: Annotated[str, Field(max_length=200)]
    consent: Annotated[str, Field(max_length=2000)]


def library(request: Request) -> Library:
    """The library that the pages show."""
    kept: Library = request.app.state.studio.library
    return kept


@SHELF.post("/clients")
def add(request: Request, new: NewClient) -> dict[str, Any]:
    """Add a client."""
    client = library(request).add(new.name, new.consent)
    return {"id": client.id, "name": client.name}


@SHELF.get("/clients/{number}")
def client(request: Request, number: Number) -> HTMLResponse:
    """A client with all sessions."""
    of, busy = library(request), request.app.state.studio.is_of(number)
    sessions = of.sessions(number)
    rows = [_row(of, kept, busy and kept is sessions[0]) for kept in sessions]
    return shown(
        request,
        CLIENT,
        client=of.client(number),
        agreed=day(of.client(number).consent_at),
        rows=rows,
        trends=_trends(sessions),
        words=phrases.PAGE,
    )


@SHELF.get("/clients/{number}/trend/{screen}/{view}")
def trend(request: Request, number: Number, screen: str, view: str) -> HTMLResponse:
    """What changed between a client's sessions of one screen and view, the earliest first."""
    sessions = [kept for kept in library(request).sessions(number)[::-1] if _series(kept) == (screen, view)]
    with as_written("A record of these sessions"):
        shown = [(load_record(kept.folder), stored_stills(kept.folder)) for kept in sessions]
        comparison = compare([record for record, _ in shown])
        names = [short(kept.begun_at) for kept in sessions]
        page = comparison_page([comparison], names, pictures=[shown])
    return _barred(page, library(request), number)


@SHELF.get("/clients/{number}/export")
def export(request: Request, number: Number) -> StreamingResponse:
    """Everything there is about a client, in one file."""
    library(request).client(number)
    named = {"Content-Disposition": f'attachment; filename="client-{number}.zip"'}
    return StreamingResponse(_archive(library(request), number), media_type="application/zip", headers=named)


@SHELF.post("/clients/{number}/delete")
def delete(request: Request, number: Number) -> dict[str, Any]:
    """Delete everything about a client."""
    _free(request, number)
    library(request).delete(number)
    return {}


@SHELF.get("/sessions/{number}")
def session(request: Request, number: Number) -> HTMLResponse:
    """The report of a session."""
    kept = library(request).session(number)
    try:
        if kept.state == MEASURED and not (kept.folder / REPORT).exists():  # all ended before it was written
            rewrite_report(kept.folder)
        report = (kept.folder / REPORT).read_text(encoding="utf-8")
    except OSError as error:
        raise Problem("no_report", "This session has no report: its recording never ended.") from error
    return _barred(report, library(request), kept.client)


@SHELF.get("/sessions/{number}/video")
def video(request: Request, number: Number) -> FileResponse:
    """The video of a session."""
    if (file := library(request).session(number).video) is None:
        raise Problem("no_video", "No video of this session was kept.")
    return FileResponse(file, media_type="video/mp4")


@SHELF.post("/sessions/{number}/delete")
def discard(request: Request, number: Number) -> dict[str, Any]:
    """Delete a session."""
    _free(request, library(request).session(number).client)
    library(request).discard(number)
    return {}


@SHELF.post("/sessions/{number}/measure")
def measure(request: Request, number: Number) -> dict[str, Any]:
    """Measure a recording that was interrupted, from its video."""
    kept = library(request).session(number)
    _free(request, kept.client)
    measure_again(library(request), kept, request.app.state.model)
    return {}


class Claim(BaseModel):
    """Whose a recording is that nobody claims, and what was recorded where nothing but its video tells."""

    folder: Annotated[str, Field(max_length=200)]
    client: Annotated[int, Field(ge=1, lt=2**63)]
    screen: str
    view: Literal["auto", "front", "side", "back"] = "auto"


@SHELF.post("/unclaimed")
def take_back(request: Request, claim: Claim) -> dict[str, Any]:
    """Take a recording that nobody claims back in, as a session of a client."""
    of = library(request)
    found = {lost["folder"]: folder for lost, folder in zip(unclaimed(of), of.unclaimed(), strict=True)}
    if claim.folder not in found or claim.screen not in screens():
        raise Problem("no_session", "There is no such recording any more. Load the page again.")
    return {"session": of.take_one_back(found[claim.folder], claim.client, claim.screen, claim.view).id}


def unclaimed(of: Library) -> list[dict[str, str]]:
    """The recordings that nobody claims, as a page lists them."""
    begun = [(folder, of.begun(folder)) for folder in of.unclaimed()]
    return [
        {
            "folder": folder.relative_to(of.folder).as_posix(),
            "when": one.at.replace("T", " ")[:16],
            "screen": screens()[one.screen].title if one.screen in screens() else phrases.PAGE["only_video"],
        }
        for folder, one in begun
    ]


def _free(request: Request, number: Number) -> None:
    """Raises Problem while the client is being recorded."""
    studio: LiveEngine = request.app.state.studio
    if studio.is_of(number):
        raise Problem("busy", BUSY)


def _row(of: Library, kept: StoredSession, running: bool) -> dict[str, Any]:
    """A session in a line: when, what, how often, and what was observed."""
    return {
        "id": kept.id,
        "when": short(kept.begun_at),
        "screen": screens()[kept.screen].title if kept.screen in screens() else kept.screen,
        "view": english.SEEN_FROM.get(kept.view, kept.view),
        "repetitions": kept.repetitions,
        "observed": _observed(of, kept),
        "measured": kept.state == MEASURED,
        "running": running and kept.state != MEASURED,
        "video": kept.video is not None,
    }


def _observed(of: Library, kept: StoredSession) -> str:
    """What was observed in a session, of how many features; where nothing was measured, that and why."""
    found = of.findings(kept.id)
    observed = dict.fromkeys(named_finding(one.finding, one.side) for one in found if one.state == "observed")
    if any(one.state != UNMEASURED for one in found):
        return ", ".join(observed) or tally(found)
    try:
        record = load_record(kept.folder, framed=False)
    except Problem:
        return english.STATES[UNMEASURED]
    return phrases.UNMEASURED.format(why=next(iter(reasons(record, english)), "")).strip()


def _series(kept: StoredSession) -> tuple[str, str] | None:
    """The screen and view that a session can be compared by; None where it has nothing to compare."""
    return (kept.screen, kept.view) if kept.state == MEASURED and kept.repetitions else None


def _trends(sessions: list[StoredSession]) -> list[dict[str, str]]:
    """The screens and views that a client has two sessions of or more."""
    series = [_series(kept) for kept in sessions]
    often = [one for one in dict.fromkeys(series) if one and series.count(one) > 1]
    return [
        {"path": f"{screen}/{view}", "name": f"{screens()[screen].title}, {english.SEEN_FROM[view]}"}
        for screen, view in often
    ]


def _barred(whole: str, of: Library, number: Number) -> HTMLResponse:
    """A page that stands for itself, with a bar above it that leads back."""
    bar = html_page(BAR, "en", client=of.client(number), words=phrases.PAGE)
    return HTMLResponse(whole.replace("<body>", f"<body>{bar}", 1))


def _archive(of: Library, number: Number) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        of.export(number, file)
        file.seek(0)
        while piece := file.read(CHUNK):
            yield piece
