"""The page on which clips are added: its actions, and the progress of each clip."""

from __future__ import annotations

import signal
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from movescreen.errors import Problem
from movescreen.library import MEASURED, Library, StoredSession
from movescreen.library.added_clip import clip_name, rewrite_reports, utc
from movescreen.library.inbox import Inbox, Upload
from movescreen.library.later_reports import later_reports
from movescreen.library.pairing import join_sessions, offers
from movescreen.output.language.dates import date, local, short
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import size_text, title
from movescreen.screens import screens
from movescreen.web.app import phrases
from movescreen.web.app.phone import PhoneDoor
from movescreen.web.app.queue import OPEN, MeasuringQueue
from movescreen.web.app.routes import app_page, code, language, library, session_told, words
from movescreen.web.app.uploads import Receiver
from movescreen.web.live.library_pages import Number
from movescreen.web.live.session_routes import Otherwise, measure

ADDING = APIRouter()
PAGE = "page"  # where uploads of this page come from
Key = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
View = Literal["", "auto", "front", "side", "back"]


class Said(BaseModel):
    """Screen and view of a clip as a user states them; empty is detected."""

    screen: Annotated[str, Field(max_length=100)] = ""
    view: View = ""


class Taken(Said):
    """The client of a waiting clip, and what it shows."""

    client: Annotated[int, Field(ge=1, lt=2**63)]


class Moment(BaseModel):
    """When a clip was recorded, in local time."""

    at: Annotated[str, Field(max_length=40)]


class ForClient(BaseModel):
    """The client of clips from the phone; 0 is chosen later."""

    client: Annotated[int, Field(ge=0, lt=2**63)] = 0


def receiver_of(inbox: Inbox, queue: MeasuringQueue) -> Receiver:
    """Return the receiver of uploads. A client's clip is measured at once; any other waits in the inbox."""

    def arrived(upload: Upload) -> None:
        if upload.client:
            queue.add(inbox.take(upload, upload.client))

    return Receiver(inbox, PAGE, arrived, names_client=True)


def queue_of(request: Request) -> MeasuringQueue:
    """Return the queue of the app."""
    kept: MeasuringQueue = request.app.state.queue
    return kept


def door_of(request: Request) -> PhoneDoor:
    """Return the door for phones."""
    kept: PhoneDoor = request.app.state.phone
    return kept


def inbox_of(request: Request) -> Inbox:
    """Return the clips on their way."""
    kept: Inbox = request.app.state.receiver.inbox
    return kept


@ADDING.get("/add")
def page(request: Request) -> HTMLResponse:
    """Show the page on which clips are added."""
    return app_page(request, "add", clients=library(request).clients(), **_choices(request))


@ADDING.get("/adding")
def state(request: Request) -> dict[str, Any]:
    """Return the progress of all clips."""
    of = library(request)
    names = {client.id: client.name for client in of.clients()}
    queued = queue_of(request).told(code(request))
    sessions = of.sessions_among([one["session"] for one in queued])
    entries = [_entry(one, sessions.get(one["session"]), names, request) for one in queued]
    waiting = [_upload(one, language(request)) for one in inbox_of(request).uploads() if one.whole]
    clients = dict.fromkeys(one["client"] for one in entries if one["client"] in names)
    return {
        "entries": entries,
        "waiting": waiting,
        "pairs": [pair for client in clients for pair in _pairs(of, client, names[client], request)],
        "phone": _phone(request, names),
    }


def _entry(
    entry: dict[str, Any], kept: StoredSession | None, names: dict[int, str], request: Request
) -> dict[str, Any]:
    """Return an entry of the queue with the client's name and what was detected in the clip."""
    told = entry | {"client_name": names.get(entry["client"], ""), "found": "", "report": False}
    if kept is None or entry["state"] in OPEN:
        return told
    shown = session_told(kept, language(request))
    parts = (shown["screen"], shown["view"], shown["when"])
    found = ", ".join(filter(None, parts)) if kept.state == MEASURED else ""
    return told | {"found": found, "report": kept.state == MEASURED}


def _upload(upload: Upload, into: Language) -> dict[str, Any]:
    return {
        "id": upload.id,
        "name": upload.name,
        "size": size_text(upload.size, into),
        "when": short(upload.taken_at) if upload.taken_at else "",
    }


def _pairs(of: Library, client: int, name: str, request: Request) -> list[dict[str, Any]]:
    """Return the pairs that are offered of a client, in words."""
    in_words, said = language(request), words(request)["pair"]
    return [
        {
            "front": offer.front.id,
            "side": offer.side.id,
            "said": name + ": " + said.format(
                screen=title(screens()[offer.front.screen], in_words), when=date(offer.front.begun_at, in_words)
            ),
        }
        for offer in offers(of, client)
    ]  # fmt: skip


def _phone(request: Request, names: dict[int, str]) -> dict[str, object] | None:
    told = door_of(request).told()
    if told is None:
        return None
    said, client = words(request), names.get(int(str(told["client"])), "")
    return told | {
        "until": said["phone_until"].format(time=told["until"]),
        "whose": said["phone_for"].format(name=client) if client else said["phone_later"],
    }


@ADDING.post("/sessions/{number}/again")
def again(request: Request, number: Number, said: Said) -> dict[str, Any]:
    """Measure a session again as the stated screen and view: its clip, or its poses if no clip was kept.

    Parameters
    ----------
    request : Request
        From the page.
    number : int
        Number of the session.
    said : Said
        Screen and view.

    Returns
    -------
    dict
        Empty.

    Raises
    ------
    Problem
        There is no such screen or session.
    """
    if said.screen and said.screen not in screens():
        raise Problem("no_screen", phrases.NO_SESSION)
    kept = library(request).session(number)
    if kept.video is None:
        return measure(request, number, Otherwise(screen=said.screen, view=said.view))
    queue_of(request).add(kept, said.screen, said.view)
    return {}


@ADDING.get("/sessions/{number}/change")
def change(request: Request, number: Number) -> HTMLResponse:
    """Show the page on which a user changes what a clip shows and when it was recorded."""
    kept = library(request).session(number)
    when = local(kept.begun_at)
    return app_page(
        request,
        "change",
        kept=kept,
        name=clip_name(kept),
        client=library(request).client(kept.client),
        when=when.strftime("%Y-%m-%dT%H:%M") if when else "",
        **_choices(request),
    )


@ADDING.post("/sessions/{number}/date")
def redate(request: Request, number: Number, said: Moment) -> dict[str, Any]:
    """Change when a session took place, on its report too.

    Parameters
    ----------
    request : Request
        From the page.
    number : int
        Number of the session.
    said : Moment
        The date and time.

    Returns
    -------
    dict
        Empty.

    Raises
    ------
    Problem
        It is no date, or there is no such session.
    """
    if not (at := utc(said.at)):
        raise Problem("no_date", phrases.NO_DATE)
    of = library(request)
    with later_reports(of, of.session(number), code(request)):
        kept = of.redate(number, at, dated=True)
    if kept.state == MEASURED and (kept.folder / "record.json").is_file():
        rewrite_reports(of, kept, code(request))
    return {}


@ADDING.post("/inbox/{key}/take")
def take(request: Request, key: Key, said: Taken) -> dict[str, Any]:
    """Give a clip that waits to a client, and measure it."""
    inbox = inbox_of(request)
    kept = inbox.take(inbox.upload(key), said.client, said.screen, said.view)
    queue_of(request).add(kept)
    return {"session": kept.id}


@ADDING.post("/inbox/{key}/remove")
def remove(request: Request, key: Key) -> dict[str, Any]:
    """Remove a clip that waits."""
    inbox_of(request).discard(key)
    return {}


@ADDING.post("/pairs/{front}/{side}")
def join(request: Request, front: Number, side: Number) -> dict[str, Any]:
    """Join front and side of one day."""
    of = library(request)
    joined = join_sessions(of, of.session(front), of.session(side), code(request))
    return {"session": joined.id}


@ADDING.post("/quit")
def leave() -> dict[str, Any]:
    """End the app, as Ctrl-C in its terminal does."""
    signal.raise_signal(signal.SIGINT)
    return {}


@ADDING.post("/phone/on")
def phone_on(request: Request, whose: ForClient) -> dict[str, Any]:
    """Let a phone of this network send clips, for some minutes."""
    door_of(request).open(whose.client)
    return {}


@ADDING.post("/phone/off")
def phone_off(request: Request) -> dict[str, Any]:
    """Let no phone send another clip."""
    door_of(request).close()
    return {}


def _choices(request: Request) -> dict[str, Any]:
    """Return the movements and views that can be stated."""
    said, in_words = words(request), language(request)
    return {
        "screens": {screen.name: title(screen, in_words) for screen in screens().values()},
        "views": {"front": said["front"], "side": said["side"], "back": said["back_view"]},
    }
