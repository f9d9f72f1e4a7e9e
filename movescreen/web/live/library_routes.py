"""The pages of the library: a client's sessions, their reports and what changed between them, given out or deleted."""

from __future__ import annotations

import pathlib
import re
import tempfile
from collections.abc import Iterator
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Request
from fastapi.responses import FileResponse, HTMLResponse, StreamingResponse
from pydantic import BaseModel, Field

from movescreen.errors import Problem
from movescreen.library import MEASURED, Library, StoredSession
from movescreen.output.html import html_page
from movescreen.output.language import sentences
from movescreen.output.language.dates import date, day, short
from movescreen.output.language.sentences import named_finding
from movescreen.output.pictures.stills import stored_stills
from movescreen.output.report import about
from movescreen.output.report.comparison import comparison_page
from movescreen.output.report.files import REPORT, rewrite_report
from movescreen.output.report.plan import plan_page
from movescreen.output.report.rows import UNMEASURED, tally
from movescreen.output.report.sheet import reasons
from movescreen.records.record import as_written, load_record
from movescreen.scoring.change_between_sessions import compare
from movescreen.screens import screens
from movescreen.web.live.engine import BUSY, LiveEngine
from movescreen.web.live.interrupted import measured_otherwise
from movescreen.web.live.pose_log import LOG
from movescreen.web.live.recovery import measure_again
from movescreen.web.live.results import is_drawn, record_of
from movescreen.web.live.states import Manner
from movescreen.web.server import shown

CLIENT, BAR = (pathlib.Path(__file__).with_name(f"{name}.html") for name in ("client", "bar"))
SHELF = APIRouter()
CHUNK = 1 << 16
Number = Annotated[int, Path(ge=1, lt=2**63)]
LANGUAGE_OF = re.compile(r'<html lang="([a-z]{2})">')
MOST_JOINED = 12  # sessions on one page


class NewClient(BaseModel):
    """Somebody who is to be screened, and what they agreed to; `same` says that another one may have the name."""

    name: Annotated[str, Field(max_length=200)]
    consent: Annotated[str, Field(max_length=2000)]
    same: bool = False


class Named(BaseModel):
    """A client's new name."""

    name: Annotated[str, Field(max_length=200)]


class Moved(BaseModel):
    """The client whom a session is given to."""

    client: Annotated[int, Field(ge=1, lt=2**63)]


class Otherwise(BaseModel):
    """As what a session is measured once more; what is empty stays as it was."""

    screen: str = ""
    view: Literal["", "auto", "front", "side", "back"] = ""


def library(request: Request) -> Library:
    """The library that the pages show."""
    kept: Library = request.app.state.studio.library
    return kept


def said(request: Request) -> Manner:
    """How pages are shown."""
    manner: Manner = request.app.state.studio.manner
    return manner


@SHELF.post("/clients")
def add(request: Request, new: NewClient) -> dict[str, Any]:
    """Add a client. Raises Problem where one has the name, unless another one of the name is wanted."""
    of = library(request)
    if not new.same and of.namesakes(new.name):
        raise Problem("namesake", said(request).words.PAGE["namesake"])
    client = of.add(new.name, new.consent)
    agreed = said(request).words.PAGE["consented"].format(day=day(client.consent_at), consent=client.consent)
    return {"id": client.id, "name": client.name, "agreed": agreed}


@SHELF.post("/clients/{number}/name")
def rename(request: Request, number: Number, named: Named) -> dict[str, Any]:
    """Give a client another name."""
    _free(request, number)
    return {"name": library(request).call_client(number, named.name).name}


@SHELF.get("/clients/{number}")
def client(request: Request, number: Number) -> HTMLResponse:
    """A client with all sessions."""
    of, busy, manner = library(request), request.app.state.studio.is_of(number), said(request)
    sessions = of.sessions(number)
    rows = [_row(of, kept, busy and kept is sessions[0], manner) for kept in sessions]
    return shown(
        request,
        CLIENT,
        language=manner.words.CODE,
        client=of.client(number),
        others=[one for one in of.clients() if one.id != number],
        agreed=date(of.client(number).consent_at, manner.language),
        rows=rows,
        trends=_trends(sessions, manner),
        days=_days(sessions, manner),
        words=manner.words.PAGE,
        problems=manner.words.PROBLEMS,
    )


@SHELF.get("/clients/{number}/trend/{screen}/{view}")
def trend(request: Request, number: Number, screen: str, view: str) -> HTMLResponse:
    """What changed between a client's sessions of one screen and view, the earliest first."""
    sessions = [kept for kept in library(request).sessions(number)[::-1] if _series(kept) == (screen, view)]
    with as_written("A record of these sessions"):
        shown = [(load_record(kept.folder), stored_stills(kept.folder)) for kept in sessions]
        comparison = compare([record for record, _ in shown])
        names = [short(kept.begun_at) for kept in sessions]
        page = comparison_page([comparison], names, said(request).language, pictures=[shown])
    return _barred(page, request, number)


@SHELF.get("/joined/{numbers}")
def joined(request: Request, numbers: str) -> HTMLResponse:
    """The sessions of one plan in one report."""
    of, manner = library(request), said(request)
    named = numbers.split("+")
    if not 1 <= len(named) <= MOST_JOINED or not all(re.fullmatch(r"[0-9]{1,18}", one) for one in named):
        raise Problem("no_session", "There is no such session any more. Go back to the first page.")
    kept = [of.session(int(one)) for one in named]
    if len({one.client for one in kept}) > 1:
        raise Problem("no_session", "There is no such session any more. Go back to the first page.")
    with as_written("A record of these sessions"):
        parts = [(load_record(one.folder), stored_stills(one.folder)) for one in kept]
        links = [f"/sessions/{one.id}" for one in kept]
        page = plan_page(parts, links, of.about(kept[0]), manner.language)
    return _barred(page, request, kept[0].client)


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
    """The report of a session, in the language of the pages and with the client's name of today."""
    kept = library(request).session(number)
    try:
        report = _report(library(request), kept, said(request))
    except OSError as error:
        raise Problem("no_report", "This session has no report: its recording never ended.") from error
    return _barred(report, request, kept.client, kept)


def _report(of: Library, kept: StoredSession, manner: Manner) -> str:
    """The stored report, made again where it is missing or not as it would be made today."""
    path, today = kept.folder / REPORT, of.about(kept)
    if kept.state == MEASURED:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        found = LANGUAGE_OF.search(text)
        current = found is not None and found.group(1) == manner.words.CODE
        if not current or about.load(kept.folder).client != today.client:
            rewrite_report(kept.folder, manner.language, added=today, before=of.before(kept))
    return path.read_text(encoding="utf-8")


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


@SHELF.post("/sessions/{number}/move")
def move(request: Request, number: Number, to: Moved) -> dict[str, Any]:
    """Give a session to another client."""
    _free(request, library(request).session(number).client)
    library(request).move_session(number, to.client)
    return {}


@SHELF.post("/sessions/{number}/measure")
def measure(request: Request, number: Number, otherwise: Otherwise | None = None) -> dict[str, Any]:
    """Measure a recording that was interrupted from its video, or one whose view or screen was another one."""
    kept = library(request).session(number)
    _free(request, kept.client)
    if kept.state != MEASURED:
        measure_again(library(request), kept, request.app.state.model)
        return {}
    if otherwise is None or (otherwise.screen and otherwise.screen not in screens()):
        raise Problem("no_screen", "There is no such screen. Load the page again.")
    language = said(request).words.CODE
    measured_otherwise(library(request), kept, otherwise.screen, otherwise.view, language)
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
    found = {lost["folder"]: folder for lost, folder in zip(unclaimed(of, said(request)), of.unclaimed(), strict=True)}
    if claim.folder not in found or claim.screen not in screens():
        raise Problem("no_session", "There is no such recording any more. Load the page again.")
    return {"session": of.take_one_back(found[claim.folder], claim.client, claim.screen, claim.view).id}


def unclaimed(of: Library, manner: Manner) -> list[dict[str, str]]:
    """The recordings that nobody claims, as a page lists them."""
    begun = [(folder, of.begun(folder)) for folder in of.unclaimed()]
    return [
        {
            "folder": folder.relative_to(of.folder).as_posix(),
            "when": short(one.at),
            "screen": _title(one.screen, manner) if one.screen in screens() else manner.words.PAGE["only_video"],
        }
        for folder, one in begun
    ]


def _title(screen: str, manner: Manner) -> str:
    """What a screen is called; its own name where there is no such screen any more."""
    return sentences.title(screens()[screen], manner.language) if screen in screens() else screen


def _free(request: Request, number: Number) -> None:
    """Raises Problem while the client is being recorded."""
    studio: LiveEngine = request.app.state.studio
    if studio.is_of(number):
        raise Problem("busy", BUSY)


def _row(of: Library, kept: StoredSession, running: bool, manner: Manner) -> dict[str, Any]:
    """A session in a line: when, what, how often, and what was observed."""
    return {
        "id": kept.id,
        "when": short(kept.begun_at),
        "screen": _title(kept.screen, manner),
        "view": manner.language.SEEN_FROM.get(kept.view, kept.view),
        "repetitions": kept.repetitions,
        "observed": _observed(of, kept, manner),
        "measured": kept.state == MEASURED,
        "running": running and kept.state != MEASURED,
        "video": kept.video is not None,
        "logged": (kept.folder / LOG).is_file(),
    }


def _observed(of: Library, kept: StoredSession, manner: Manner) -> str:
    """What was observed in a session, of how many features; where nothing was measured, that and why."""
    language, found = manner.language, of.findings(kept.id)
    names = (named_finding(one.finding, one.side, language) for one in found if one.state == "observed")
    observed = dict.fromkeys(names)
    if any(one.state != UNMEASURED for one in found):
        return ", ".join(observed) or tally(found, language)
    record = record_of(kept)
    if record is None:
        return language.STATES[UNMEASURED]
    return manner.words.UNMEASURED.format(why=next(iter(reasons(record, language)), "")).strip()


def _series(kept: StoredSession) -> tuple[str, str] | None:
    """The screen and view that a session can be compared by; None where it has nothing to compare."""
    return (kept.screen, kept.view) if kept.state == MEASURED and kept.repetitions else None


def _trends(sessions: list[StoredSession], manner: Manner) -> list[dict[str, str]]:
    """The screens and views that a client has two sessions of or more."""
    series = [_series(kept) for kept in sessions]
    often = [one for one in dict.fromkeys(series) if one and series.count(one) > 1]
    seen_from = manner.language.SEEN_FROM
    return [
        {"path": f"{screen}/{view}", "name": f"{_title(screen, manner)}, {seen_from[view]}"} for screen, view in often
    ]


def _days(sessions: list[StoredSession], manner: Manner) -> list[dict[str, str]]:
    """The days on which a client has several measured sessions: these are one report."""
    by_day: dict[str, list[StoredSession]] = {}
    for kept in sessions[::-1]:
        if kept.state == MEASURED and kept.repetitions:
            by_day.setdefault(day(kept.begun_at), []).append(kept)
    several = [of_day for of_day in by_day.values() if 1 < len(of_day) <= MOST_JOINED][::-1]
    return [
        {"numbers": "+".join(str(kept.id) for kept in of_day), "name": _of_day(of_day, manner)} for of_day in several
    ]


def _of_day(sessions: list[StoredSession], manner: Manner) -> str:
    """What was done on a day, as in "3 May 2026: Overhead squat, Bridge"."""
    names = dict.fromkeys(_title(kept.screen, manner) for kept in sessions)
    return f"{date(sessions[0].begun_at, manner.language)}: {', '.join(names)}"


def _barred(whole: str, request: Request, number: Number, kept: StoredSession | None = None) -> HTMLResponse:
    """A page that stands for itself, with a bar above it that leads back and, of a session, on."""
    manner, of = said(request), library(request)
    links = _links(kept, manner) if kept else []
    drawing = kept is not None and kept.state == MEASURED and not is_drawn(kept)
    client, words = of.client(number), manner.words
    bar = html_page(BAR, words.CODE, client=client, words=words.PAGE, links=links, drawing=drawing, kept=kept)
    return HTMLResponse(whole.replace("<body>", f"<body>{bar}", 1))


def _links(kept: StoredSession, manner: Manner) -> list[dict[str, str]]:
    """What may be done next with a session: measure it as what it is, or record it once more."""
    words, record, found = manner.words.PAGE, record_of(kept), []
    if record and (other := record.quality.get("view_chosen")):
        seen = manner.language.SEEN_FROM[other["seen"]]
        found.append((f"/?measure={kept.id}&view={quote(other['seen'])}", words["measure_view"].format(seen=seen)))
    if record and (other := record.quality.get("screen_chosen")):
        title = _title(other["seen"], manner)
        found.append(
            (f"/?measure={kept.id}&screen={quote(other['seen'])}", words["measure_screen"].format(title=title))
        )
    if record:
        found.append((f"/?again={kept.id}", words["again"]))
    return [{"to": to, "name": name} for to, name in found]


def _archive(of: Library, number: Number) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        of.export(number, file)
        file.seek(0)
        while piece := file.read(CHUNK):
            yield piece
