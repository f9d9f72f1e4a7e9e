"""The addresses of a client's history: notes, thumbnails, films, and two sessions side by side."""

from __future__ import annotations

import pathlib
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from pydantic import BaseModel, Field

from movescreen.errors import Problem
from movescreen.library import MEASURED
from movescreen.output.pictures.stills import thumbnail
from movescreen.web.live.app_hooks import IN_QUEUE, is_measuring, pages
from movescreen.web.live.engine import BUSY, LiveEngine
from movescreen.web.live.history_pages import film_of, side_by_side, words
from movescreen.web.live.library_pages import Number, library, remade_report, said
from movescreen.web.server import shown

TEMPLATE = pathlib.Path(__file__).with_name("side_by_side.html")
HISTORY = APIRouter()
OWN_FILMS = {"media-src": "'self'", "img-src": "'self' data:"}


class Notes(BaseModel):
    """What a coach notes on a session."""

    notes: Annotated[str, Field(max_length=10_000)]


@HISTORY.post("/sessions/{number}/notes")
def note(request: Request, number: Number, noted: Notes) -> dict[str, Any]:
    """Keep the notes on a session, and show them in its report.

    Raises
    ------
    Problem
        The session is being recorded or measured, or there is no room.
    """
    of, manner = library(request), said(request)
    kept = of.session(number)
    studio: LiveEngine = request.app.state.studio
    if studio.is_of(kept.client) and kept.state != MEASURED:
        raise Problem("busy", BUSY)
    if is_measuring(request, number):
        raise Problem("in_queue", IN_QUEUE)
    try:
        of.note_on(kept, noted.notes)
        if kept.state == MEASURED:
            remade_report(of, kept, manner)
    except OSError as error:
        raise Problem("notes_unwritten", words(manner)["disk"].format(why=error.strerror or error)) from error
    return {}


@HISTORY.get("/sessions/{number}/thumbnail")
def small_picture(request: Request, number: Number) -> Response:
    """Return a small picture of a session: the still of its first repetition.

    Raises
    ------
    Problem
        There is no still.
    """
    picture = thumbnail(library(request).session(number).folder)
    if not picture:
        raise Problem("no_still", "There is no still of this session. Open its page again.")
    return Response(picture, media_type="image/jpeg")


@HISTORY.get("/sessions/{number}/film")
def film(request: Request, number: Number) -> FileResponse:
    """Return the annotated video of a session, or else the kept one.

    Raises
    ------
    Problem
        There is none.
    """
    if (file := film_of(library(request).session(number))) is None:
        raise Problem("no_video", "No video of this session was kept.")
    return FileResponse(file, media_type="video/mp4")


@HISTORY.get("/sessions/{number}/beside/{other}")
def beside(request: Request, number: Number, other: Number) -> HTMLResponse:
    """Show two sessions of a client side by side, the earlier one first.

    Raises
    ------
    Problem
        They are of two clients, or cannot be compared, or one of them is gone.
    """
    of, manner = library(request), said(request)
    pair = sorted((of.session(number), of.session(other)), key=lambda kept: (kept.begun_at, kept.id))
    if pair[0].client != pair[1].client:
        raise Problem("other_client", words(manner)["other_client"])
    if pair[0].id == pair[1].id:
        raise Problem("same_session", words(manner)["same"])
    values = side_by_side(pair, manner)
    return shown(
        request,
        TEMPLATE,
        language=manner.words.CODE,
        allow=OWN_FILMS,
        client=of.client(pair[0].client),
        pages=pages(request, manner),
        words=words(manner),
        disclaimer=manner.language.DISCLAIMER,
        **values,
    )
