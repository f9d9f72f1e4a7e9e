"""The page of a session: what the coach does goes in, what the camera shows and what is read of it comes out."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, WebSocket, WebSocketDisconnect
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.output.language import sentences
from movescreen.output.language.dates import day
from movescreen.screens import screens
from movescreen.video.camera import SIZES, PluggedIn, cameras
from movescreen.web.live.engine import LiveEngine
from movescreen.web.live.interrupted import task_of, wish_of
from movescreen.web.live.library_routes import said, unclaimed
from movescreen.web.live.live_words import WORDS
from movescreen.web.live.plans import STEPS
from movescreen.web.live.recorded_take import RecordingPlan
from movescreen.web.live.shown import Shown
from movescreen.web.server import shown
from movescreen.web.server.running import ONCE

TEMPLATE = Path(__file__).with_name("live.html")
PAGES = APIRouter()
MANY = 8  # clients, from which a list is searched
NAMES = {"en": "English", "de": "Deutsch"}


class Wish(BaseModel):
    """What is to be recorded; no repetitions are as many as come, no seconds a hold as long as it lasts.

    A `plan` has several recordings, in place of the one that screen, view and support say.
    """

    client: Annotated[int, Field(ge=1, lt=2**63)]
    screen: str
    view: Literal["auto", "front", "side", "back"] = "auto"
    repetitions: Annotated[int, Field(ge=0, le=100)] = 5
    keep_video: bool = False
    hold_s: Annotated[float, Field(ge=0, le=600)] = 0.0
    support: Literal["", "left", "right", "both"] = ""
    plan: str = ""


class Chosen(BaseModel):
    """A camera by its number, and the width of its pictures."""

    number: Annotated[int, Field(ge=0, le=63)]
    width: int


class MannerChosen(BaseModel):
    """How the page is shown; what is None stays as it is."""

    language: str | None = None
    mirrored: bool | None = None


class PersonPointedAt(BaseModel):
    """Where in the picture the one is who is meant, in shares of it from its top left corner."""

    x: Annotated[float, Field(ge=0, le=1)]
    y: Annotated[float, Field(ge=0, le=1)]


class Again(BaseModel):
    """A session that is to be recorded once more, in another view where one is named."""

    session: Annotated[int, Field(ge=1, lt=2**63)]
    view: Literal["", "auto", "front", "side", "back"] = ""


class Dismissed(BaseModel):
    """An interrupted recording that is not to be offered any more, by its place in the list."""

    number: Annotated[int, Field(ge=0, le=1000)]


def studio(request: Request) -> LiveEngine:
    """The studio that the pages are of."""
    running: LiveEngine = request.app.state.studio
    return running


@PAGES.get("/")
def session(request: Request) -> HTMLResponse:
    """The page of a session."""
    running = studio(request)
    manner = running.manner
    with_cameras, words = request.app.state.with_cameras, manner.words
    listed = cameras() if with_cameras else []
    return shown(
        request,
        TEMPLATE,
        language=words.CODE,
        clients=_clients(running.library, words.PAGE["consented"]),
        many=MANY,
        unclaimed=unclaimed(running.library, manner),
        interrupted=running.offered(),
        screens=[
            {
                "name": one.name,
                "title": sentences.title(one, manner.language),
                "lies": one.movement.lies,
                "one_leg": one.support is not None,
            }
            for one in screens().values()
        ],
        plans=words.PLANS,
        views=words.VIEWS,
        words=words.PAGE,
        problems=words.PROBLEMS,
        agreed=words.AGREED,
        languages=NAMES,
        start=request.app.state.safety.secret[:8],
        cameras=listed,
        widths=[width for width, _ in SIZES],
    )


def _clients(library: Library, template: str) -> list[dict[str, Any]]:
    """The clients as a list shows them, each with what was agreed to."""
    return [
        {"id": one.id, "name": one.name, "agreed": template.format(day=day(one.consent_at), consent=one.consent)}
        for one in library.clients()
    ]


@PAGES.post(ONCE)
def once(request: Request) -> dict[str, Any]:
    """An address that opens the page once, for a second start of the program."""
    return {"address": request.app.state.safety.address_once()}


@PAGES.post("/prepare")
def prepare(request: Request, wish: Wish) -> dict[str, Any]:
    """Look for the person who is to be recorded."""
    if wish.screen not in screens() or (wish.plan and wish.plan not in STEPS):
        raise Problem("no_screen", "There is no such screen. Load the page again.")
    studio(request).prepare(*planned(wish, request.app.state.model, studio(request).manner.words.CODE))
    return {}


def planned(wish: Wish, model: str, language: str) -> list[RecordingPlan]:
    """Return the recordings that a wish asks for, one after the other."""
    steps: tuple[tuple[str, str, str], ...] = STEPS.get(wish.plan, ((wish.screen, wish.view, wish.support),))
    if not wish.plan and wish.support == "both":
        steps = tuple((wish.screen, wish.view, side) for side in ("left", "right"))
    plans = []
    for screen, view, support in steps:
        asked = {"screen": screen, "view": view, "repetitions": wish.repetitions, "hold_s": wish.hold_s}
        one = asked | {"support": support if screens()[screen].support else ""}
        if not screens()[screen].movement.lies:
            one["hold_s"] = 0.0
        plans.append(RecordingPlan(wish.client, task_of(one, model, language), wish.keep_video))
    return plans


@PAGES.post("/again")
def again(request: Request, what: Again) -> dict[str, Any]:
    """Record a session once more: the same client, doing the same."""
    running = studio(request)
    wish = wish_of(running.library.session(what.session))
    wish |= {"view": what.view} if what.view else {}
    task = task_of(wish, request.app.state.model, running.manner.words.CODE)
    running.prepare(RecordingPlan(wish["client"], task, bool(wish["keep_video"])))
    return {}


@PAGES.post("/start")
def start(request: Request) -> dict[str, Any]:
    """Count in now."""
    studio(request).start()
    return {}


@PAGES.post("/stop")
def stop(request: Request) -> dict[str, Any]:
    """End the recording, and measure it."""
    studio(request).stop()
    return {}


@PAGES.post("/retake")
def retake(request: Request) -> dict[str, Any]:
    """Leave nothing of the recording that goes on, and begin it once more."""
    studio(request).retake()
    return {}


@PAGES.post("/cancel")
def cancel(request: Request) -> dict[str, Any]:
    """Back to the beginning."""
    studio(request).cancel()
    return {}


@PAGES.post("/dismiss")
def dismiss(request: Request, what: Dismissed) -> dict[str, Any]:
    """Offer an interrupted recording no more."""
    studio(request).dismiss(what.number)
    return {}


@PAGES.post("/manner")
def manner(request: Request, chosen: MannerChosen) -> dict[str, Any]:
    """Show the page in a language, and its picture mirrored or not."""
    now = studio(request).manner
    if chosen.language is not None:
        now.words = WORDS.get(chosen.language, now.words)
    if chosen.mirrored is not None:
        now.mirrored = chosen.mirrored
    return {}


@PAGES.post("/person")
def person(request: Request, place: PersonPointedAt) -> dict[str, Any]:
    """Follow the one who is meant."""
    studio(request).point_at((place.x, place.y))
    return {}


@PAGES.post("/camera")
def choose(request: Request, chosen: Chosen) -> dict[str, Any]:
    """Take another camera."""
    size = next((size for size in SIZES if size[0] == chosen.width), None)
    if not request.app.state.with_cameras or size is None:
        raise Problem("no_camera", "There is no such camera here. Load the page again.")
    studio(request).choose(PluggedIn(chosen.number, size))
    return {}


@PAGES.websocket("/stream")
async def stream(socket: WebSocket) -> None:
    """Everything that is shown, as it comes; who is slow sees the newest and misses some."""
    await socket.accept()
    running: LiveEngine = socket.app.state.studio
    start = socket.app.state.safety.secret[:8]
    loop = asyncio.get_running_loop()
    newest: asyncio.Queue[Shown] = asyncio.Queue(1)

    def put(shown: Shown) -> None:
        if newest.full():
            newest.get_nowait()
        newest.put_nowait(shown)

    def watch(shown: Shown) -> None:
        loop.call_soon_threadsafe(put, replace(shown, told=shown.told | {"start": start}))

    async def send() -> None:
        with suppress(WebSocketDisconnect, RuntimeError):  # gone while it was sent to
            while True:
                await socket.send_bytes((await newest.get()).message)

    running.watchers.add(watch)
    sending, leaving = asyncio.ensure_future(send()), asyncio.ensure_future(socket.receive())
    try:
        await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
    finally:
        running.watchers.discard(watch)
        sending.cancel()
        leaving.cancel()


__all__ = ["PAGES", "said"]
