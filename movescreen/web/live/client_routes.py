"""The routes of a client: add, rename, show changes, export and delete."""

from __future__ import annotations

import pathlib
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from pydantic import BaseModel, Field

from movescreen.errors import Problem
from movescreen.library import Client
from movescreen.output.language.dates import date, day, short
from movescreen.output.language.units import height_from
from movescreen.output.pictures.stills import stored_stills
from movescreen.output.report.comparison import comparison_page
from movescreen.output.report.history import STYLE
from movescreen.records.record import as_written
from movescreen.reliability.rating_tables import written
from movescreen.scoring.change_between_sessions import compare
from movescreen.web.live.app_hooks import added_clips, record_place, stop_measuring
from movescreen.web.live.history_pages import histories, known_record, row_extras
from movescreen.web.live.history_pages import words as history_words
from movescreen.web.live.history_routes import OWN_FILMS
from movescreen.web.live.library_pages import Number, barred, days, free, library, said, series_of, session_row
from movescreen.web.live.room import Manner
from movescreen.web.rating.in_library import ratings_about, withdraw
from movescreen.web.server import shown

TEMPLATE = pathlib.Path(__file__).with_name("client.html")
CLIENTS = APIRouter()
SHOWN = 8  # sessions above what changed; earlier ones are folded


class NewClient(BaseModel):
    """A new client and their consent; `same` allows a name that another client has."""

    name: Annotated[str, Field(max_length=200)]
    consent: Annotated[str, Field(max_length=2000)]
    height: Annotated[str, Field(max_length=40)] = ""
    same: bool = False


class Tall(BaseModel):
    """The height of a client as typed; an empty text removes it."""

    height: Annotated[str, Field(max_length=40)]


class Named(BaseModel):
    """A client's new name."""

    name: Annotated[str, Field(max_length=200)]


@CLIENTS.post("/clients")
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
        Another client has the name, unless another one of the name is wanted; or the height is none.
    """
    of = library(request)
    height = height_from(new.height, of.units) if new.height.strip() else None
    if not new.same and of.namesakes(new.name):
        raise Problem("namesake", said(request).words.PAGE["namesake"])
    client = of.add(new.name, new.consent)
    if height:
        of.note_height(client.id, height)
    agreed = consent_of(client, said(request), day(client.consent_at))
    return {"id": client.id, "name": client.name, "agreed": agreed}


def consent_of(client: Client, manner: Manner, on: str) -> str:
    """Return what a client agreed to, and on which day."""
    return manner.words.PAGE["consented"].format(day=on, consent=client.consent)


@CLIENTS.post("/clients/{number}/name")
def rename(request: Request, number: Number, named: Named) -> dict[str, Any]:
    """Give a client another name."""
    free(request, number)
    return {"name": library(request).call_client(number, named.name).name}


@CLIENTS.post("/clients/{number}/height")
def note_height(request: Request, number: Number, tall: Tall) -> dict[str, Any]:
    """Note the height of a client, by which reports give lengths from now on.

    Raises
    ------
    Problem
        It is no height of a person.
    """
    of = library(request)
    typed, before = tall.height.strip(), of.stature(number)
    if typed != before.said(said(request).language):  # what was shown is rounded, and left alone it stays
        of.note_height(number, height_from(typed, before.units) if typed else None)
    return {}


@CLIENTS.get("/clients/{number}")
def client(request: Request, number: Number) -> HTMLResponse:
    """Return a client with all sessions."""
    of, busy, manner = library(request), request.app.state.studio.is_of(number), said(request)
    sessions = of.sessions(number)
    added = added_clips(request, number, manner)
    found = of.findings_among([kept.id for kept in sessions])
    rows = [session_row(of, kept, found[kept.id], busy and kept is sessions[0], manner) for kept in sessions]
    return shown(
        request,
        TEMPLATE,
        language=manner.words.CODE,
        client=of.client(number),
        others=[one for one in of.clients() if one.id != number],
        agreed=consent_of(of.client(number), manner, date(of.client(number).consent_at, manner.language)),
        rows=rows,
        shown=SHOWN,
        days=days(sessions, manner, [pair["joins"] for pair in added["pairs"]]),
        place=record_place(request),
        words=manner.words.PAGE,
        extras=row_extras(of, sessions),
        histories=histories(sessions, manner, of.stature(number)),
        height=of.stature(number).said(manner.language),
        height_field=manner.language.HEIGHT_FIELDS[of.units],
        more=history_words(manner),
        allow=OWN_FILMS,
        shared=(STYLE,),
        **added,
    )


@CLIENTS.get("/clients/{number}/trend/{screen}/{view}")
def trend(request: Request, number: Number, screen: str, view: str) -> HTMLResponse:
    """Return the page of changes between a client's sessions of one screen and view."""
    sessions = [kept for kept in library(request).sessions(number)[::-1] if series_of(kept) == (screen, view)]
    with as_written("A record of these sessions"):
        shown = [(known_record(kept), stored_stills(kept.folder)) for kept in sessions]
        comparison = compare([record for record, _ in shown])
        names = [short(kept.begun_at) for kept in sessions]
        stature = library(request).stature(number)
        of_whom = library(request).client(number).name
        page = comparison_page([comparison], names, said(request).language, [shown], stature, of_whom)
    return barred(page, request, number)


@CLIENTS.get("/clients/{number}/export")
def export(request: Request, number: Number) -> StreamingResponse:
    """Return everything about a client in one file."""
    of = library(request)
    ratings = ratings_about(of.folder, [kept.folder.name for kept in of.sessions(number)])
    pieces = of.exported(number, *([("ratings.csv", written(ratings))] if ratings else []))
    named = {"Content-Disposition": f'attachment; filename="client-{number}.zip"'}
    return StreamingResponse(pieces, media_type="application/zip", headers=named)


@CLIENTS.post("/clients/{number}/delete")
def delete(request: Request, number: Number) -> dict[str, Any]:
    """Delete everything about a client."""
    free(request, number)
    stop_measuring(request, client=number)
    of = library(request)
    withdraw(of.folder, [kept.folder.name for kept in of.sessions(number)])
    of.delete(number)
    return {}
