"""The pages of the library: a client's sessions, their reports and what changed between them, given out or deleted."""

from __future__ import annotations

import pathlib
import re
import tempfile
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from fastapi.responses import FileResponse, HTMLResponse, StreamingResponse
from pydantic import BaseModel, Field

from movescreen.errors import Problem
from movescreen.library import MEASURED, Library
from movescreen.library.later_reports import later_reports
from movescreen.output.language.dates import date, day, short
from movescreen.output.pictures.stills import stored_stills
from movescreen.output.report.comparison import comparison_page
from movescreen.output.report.history import STYLE
from movescreen.output.report.plan import plan_page
from movescreen.records.record import as_written, load_record
from movescreen.reliability.own_ratings import load_own_ratings
from movescreen.scoring.change_between_sessions import compare
from movescreen.screens import screens
from movescreen.web.live.app_hooks import IN_QUEUE, added_clips, is_measuring, measured_in_queue, stop_measuring
from movescreen.web.live.engine import BUSY, LiveEngine
from movescreen.web.live.history_pages import histories, row_extras
from movescreen.web.live.history_pages import words as history_words
from movescreen.web.live.history_routes import HISTORY, OWN_FILMS
from movescreen.web.live.interrupted import measured_from_log, measured_otherwise
from movescreen.web.live.library_pages import (
    MOST_JOINED,
    barred,
    current_report,
    days,
    library,
    said,
    screen_title,
    series_of,
    session_row,
)
from movescreen.web.live.recovery import measure_again
from movescreen.web.live.room import Manner
from movescreen.web.live.tick_routes import TICKS
from movescreen.web.server import shown

CLIENT = pathlib.Path(__file__).with_name("client.html")
SHELF = APIRouter()
SHELF.include_router(HISTORY)
SHELF.include_router(TICKS)
CHUNK = 1 << 16
Number = Annotated[int, Path(ge=1, lt=2**63)]


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


@SHELF.post("/clients")
def add(request: Request, new: NewClient) -> dict[str, Any]:
    """Add a client.

    Parameters
    ----------
    request : Request
        From the page.
    new : NewClient
        Name and consent.

    Returns
    -------
    dict
        Number, name and consent of the client.

    Raises
    ------
    Problem
        Another client has the name, unless another one of the name is wanted.
    """
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
    """Return a client with all sessions."""
    of, busy, manner = library(request), request.app.state.studio.is_of(number), said(request)
    sessions = of.sessions(number)
    added = added_clips(request, number, manner)
    rows = [session_row(of, kept, busy and kept is sessions[0], manner) for kept in sessions]
    return shown(
        request,
        CLIENT,
        language=manner.words.CODE,
        client=of.client(number),
        others=[one for one in of.clients() if one.id != number],
        agreed=date(of.client(number).consent_at, manner.language),
        rows=rows,
        days=days(sessions, manner, [pair["joins"] for pair in added["pairs"]]),
        words=manner.words.PAGE,
        problems=manner.words.PROBLEMS,
        extras=row_extras(of, sessions),
        histories=histories(sessions, manner),
        more=history_words(manner),
        allow=OWN_FILMS,
        shared=(STYLE,),
        **added,
    )


@SHELF.get("/clients/{number}/trend/{screen}/{view}")
def trend(request: Request, number: Number, screen: str, view: str) -> HTMLResponse:
    """Return what changed between a client's sessions of one screen and view, the earliest first."""
    sessions = [kept for kept in library(request).sessions(number)[::-1] if series_of(kept) == (screen, view)]
    with as_written("A record of these sessions"):
        shown = [(load_record(kept.folder), stored_stills(kept.folder)) for kept in sessions]
        comparison = compare([record for record, _ in shown])
        names = [short(kept.begun_at) for kept in sessions]
        client = library(request).client(number).name
        page = comparison_page([comparison], names, said(request).language, [shown], client)
    return barred(page, request, number)


@SHELF.get("/joined/{numbers}")
def joined(request: Request, numbers: str) -> HTMLResponse:
    """Show the sessions of one plan in one report.

    Parameters
    ----------
    request : Request
        From the page.
    numbers : str
        Numbers of the sessions, with + between them.

    Returns
    -------
    HTMLResponse
        The page.

    Raises
    ------
    Problem
        A session does not exist, or they are of several clients.
    """
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
        own = [rating for one in kept for rating in load_own_ratings(one.folder)]
        page = plan_page(parts, links, of.about(kept[0]), manner.language, own)
    return barred(page, request, kept[0].client)


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
    stop_measuring(request, client=number)
    library(request).delete(number)
    return {}


@SHELF.get("/sessions/{number}")
def session(request: Request, number: Number) -> HTMLResponse:
    """Show the report of a session, in the language of the pages and with the client's name of today.

    Parameters
    ----------
    request : Request
        From the page.
    number : int
        Number of the session.

    Returns
    -------
    HTMLResponse
        The page.

    Raises
    ------
    Problem
        The session has no report.
    """
    kept = library(request).session(number)
    try:
        report = current_report(library(request), kept, said(request))
    except OSError as error:
        raise Problem("no_report", "This session has no report: its recording never ended.") from error
    return barred(report, request, kept.client, kept)


@SHELF.get("/sessions/{number}/video")
def video(request: Request, number: Number) -> FileResponse:
    """Send the video of a session.

    Parameters
    ----------
    request : Request
        From the page.
    number : int
        Number of the session.

    Returns
    -------
    FileResponse
        The video.

    Raises
    ------
    Problem
        No video was kept.
    """
    if (file := library(request).session(number).video) is None:
        raise Problem("no_video", "No video of this session was kept.")
    return FileResponse(file, media_type="video/mp4")


@SHELF.post("/sessions/{number}/delete")
def discard(request: Request, number: Number) -> dict[str, Any]:
    """Delete a session."""
    _free(request, library(request).session(number).client)
    stop_measuring(request, session=number)
    of = library(request)
    with later_reports(of, of.session(number), said(request).words.CODE):
        of.discard(number)
    return {}


@SHELF.post("/sessions/{number}/move")
def move(request: Request, number: Number, to: Moved) -> dict[str, Any]:
    """Give a session to another client.

    Parameters
    ----------
    request : Request
        From the page.
    number : int
        Number of the session.
    to : Moved
        The other client.

    Returns
    -------
    dict
        Empty.

    Raises
    ------
    Problem
        The session is being measured, or does not exist.
    """
    _free(request, library(request).session(number).client)
    if is_measuring(request, number):
        raise Problem("being_measured", IN_QUEUE)
    of = library(request)
    with later_reports(of, of.session(number), said(request).words.CODE):
        of.move_session(number, to.client)
    return {}


@SHELF.post("/sessions/{number}/measure")
def measure(request: Request, number: Number, otherwise: Otherwise | None = None) -> dict[str, Any]:
    """Measure a recording that was interrupted, or one with another view or screen than was stated.

    Parameters
    ----------
    request : Request
        From the page.
    number : int
        Number of the session.
    otherwise : Otherwise, optional
        The other view or screen.

    Returns
    -------
    dict
        Empty.

    Raises
    ------
    Problem
        The screen does not exist, or the recording cannot be measured.
    """
    kept = library(request).session(number)
    _free(request, kept.client)
    if is_measuring(request, number):
        raise Problem("being_measured", IN_QUEUE)
    language = said(request).words.CODE
    if kept.state != MEASURED and measured_from_log(library(request), kept, language):
        return {}
    if kept.state != MEASURED and measured_in_queue(request, kept):
        return {}
    if kept.state != MEASURED:
        measure_again(library(request), kept, request.app.state.model)
        return {}
    if otherwise is None or (otherwise.screen and otherwise.screen not in screens()):
        raise Problem("no_screen", "There is no such screen. Load the page again.")
    with later_reports(library(request), kept, language):
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
    """Take an unclaimed recording back in, as a session of a client.

    Parameters
    ----------
    request : Request
        From the page.
    claim : Claim
        The folder, the client, the screen and the view.

    Returns
    -------
    dict
        Number of the session.

    Raises
    ------
    Problem
        There is no such recording.
    """
    of = library(request)
    found = {lost["folder"]: folder for lost, folder in zip(unclaimed(of, said(request)), of.unclaimed(), strict=True)}
    if claim.folder not in found or claim.screen not in screens():
        raise Problem("no_session", "There is no such recording any more. Load the page again.")
    return {"session": of.take_one_back(found[claim.folder], claim.client, claim.screen, claim.view).id}


def unclaimed(of: Library, manner: Manner) -> list[dict[str, str]]:
    """Return the recordings that nobody claims, as a page lists them."""
    begun = [(folder, of.begun(folder)) for folder in of.unclaimed()]
    return [
        {
            "folder": folder.relative_to(of.folder).as_posix(),
            "when": short(one.at),
            "screen": screen_title(one.screen, manner) if one.screen in screens() else manner.words.PAGE["only_video"],
        }
        for folder, one in begun
    ]


def _free(request: Request, number: Number) -> None:
    """Raise Problem while the client is being recorded."""
    studio: LiveEngine = request.app.state.studio
    if studio.is_of(number):
        raise Problem("busy", BUSY)


def _archive(of: Library, number: Number) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        of.export(number, file)
        file.seek(0)
        while piece := file.read(CHUNK):
            yield piece
