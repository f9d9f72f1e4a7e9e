"""The routes of sessions: reports, alone and joined; video; delete, move and measure again."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse
from pydantic import BaseModel, Field

from movescreen.errors import Problem
from movescreen.library import MEASURED
from movescreen.library.later_reports import later_reports
from movescreen.output.pictures.stills import stored_stills
from movescreen.output.report.plan import plan_page
from movescreen.records.record import as_written
from movescreen.reliability.own_ratings import load_own_ratings
from movescreen.screens import screens
from movescreen.web.live.app_hooks import IN_QUEUE, is_measuring, measured_in_queue, stop_measuring
from movescreen.web.live.history_pages import known_record
from movescreen.web.live.interrupted import measured_from_log, measured_otherwise
from movescreen.web.live.later_drawing import DRAWINGS
from movescreen.web.live.library_pages import MOST_JOINED, Number, barred, current_report, free, library, said
from movescreen.web.live.recovery import measure_again
from movescreen.web.live.results import is_drawn
from movescreen.web.rating.in_library import withdraw

SESSIONS = APIRouter()


class Moved(BaseModel):
    """The client to whom a session is moved."""

    client: Annotated[int, Field(ge=1, lt=2**63)]


class Otherwise(BaseModel):
    """The screen and view for measuring a session again; an empty one stays."""

    screen: str = ""
    view: Literal["", "auto", "front", "side", "back"] = ""


@SESSIONS.get("/joined/{numbers}")
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
        parts = [(known_record(one), stored_stills(one.folder)) for one in kept]
        links = [f"/sessions/{one.id}" for one in kept]
        own = [rating for one in kept for rating in load_own_ratings(one.folder)]
        page = plan_page(parts, links, of.about(kept[0]), manner.language, own)
    return barred(page, request, kept[0].client)


@SESSIONS.get("/sessions/{number}")
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


@SESSIONS.get("/sessions/{number}/video")
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


@SESSIONS.get("/sessions/{number}/drawing")
def drawing(request: Request, number: Number) -> dict[str, Any]:
    """Return whether the video with lines of a session is there, or coming."""
    of = library(request)
    kept = of.session(number)
    coming = kept.state == MEASURED and DRAWINGS.is_coming(of, kept, said(request).words.CODE)
    return {"coming": coming, "drawn": is_drawn(kept)}


@SESSIONS.post("/sessions/{number}/delete")
def discard(request: Request, number: Number) -> dict[str, Any]:
    """Delete a session."""
    free(request, library(request).session(number).client)
    stop_measuring(request, session=number)
    of = library(request)
    kept = of.session(number)
    withdraw(of.folder, [kept.folder.name])
    with later_reports(of, kept, said(request).words.CODE):
        of.discard(number)
    return {}


@SESSIONS.post("/sessions/{number}/move")
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
    free(request, library(request).session(number).client)
    if is_measuring(request, number):
        raise Problem("being_measured", IN_QUEUE)
    of = library(request)
    with later_reports(of, of.session(number), said(request).words.CODE):
        of.move_session(number, to.client)
    return {}


@SESSIONS.post("/sessions/{number}/measure")
def measure(request: Request, number: Number, otherwise: Otherwise | None = None) -> dict[str, Any]:
    """Measure an interrupted recording, or one with another view or screen than stated.

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
    free(request, kept.client)
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
