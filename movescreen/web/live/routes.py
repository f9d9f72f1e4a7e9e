"""The routes of the live page: the coach's actions, and the stream of pictures and figures."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, WebSocket, WebSocketDisconnect
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.library.preferences import load_preferences, save_preferences
from movescreen.library.settings_file import settings_of
from movescreen.output.language import sentences
from movescreen.output.language.dates import day
from movescreen.screens import screens
from movescreen.video.camera import SIZES, PluggedIn, cameras
from movescreen.web.live.app_hooks import links, spoken_in
from movescreen.web.live.engine import LiveEngine
from movescreen.web.live.interrupted import task_of, wish_of
from movescreen.web.live.library_routes import unclaimed
from movescreen.web.live.plans import STEPS
from movescreen.web.live.recorded_take import RecordingPlan
from movescreen.web.live.shown import Shown
from movescreen.web.live.wishes import Again, Chosen, Dismissed, MannerChosen, PersonPointedAt, Wish, planned
from movescreen.web.server import shown
from movescreen.web.server.running import ONCE

TEMPLATE = Path(__file__).with_name("live.html")
PAGES = APIRouter()
MANY = 8  # clients, from which a list is searched
NAMES = {"en": "English", "de": "Deutsch"}


def studio(request: Request) -> LiveEngine:
    """Return the live engine of the pages."""
    running: LiveEngine = request.app.state.studio
    return running


@PAGES.get("/")
def session(request: Request) -> HTMLResponse:
    """Return the page of a session."""
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
        agreed=words.AGREED,
        languages=NAMES,
        mirrored=manner.mirrored,
        start=request.app.state.safety.secret[:8],
        cameras=listed,
        links=links(request, manner),
        height_field=manner.language.HEIGHT_FIELDS[running.library.units],
        widths=[width for width, _ in SIZES],
    )


def _clients(library: Library, template: str) -> list[dict[str, Any]]:
    """Return the clients for a list, each with their consent."""
    return [
        {"id": one.id, "name": one.name, "agreed": template.format(day=day(one.consent_at), consent=one.consent)}
        for one in library.clients()
    ]


@PAGES.post(ONCE)
def once(request: Request) -> dict[str, Any]:
    """Return an address that opens the page once, for a second start of the program."""
    return {"address": request.app.state.safety.address_once()}


@PAGES.post("/prepare")
def prepare(request: Request, wish: Wish) -> dict[str, Any]:
    """Look for the person who is to be recorded.

    Parameters
    ----------
    request : Request
        From the page.
    wish : Wish
        Client, screen, view and options.

    Returns
    -------
    dict
        Empty.

    Raises
    ------
    Problem
        There is no such screen or plan.
    """
    if wish.screen not in screens() or (wish.plan and wish.plan not in STEPS):
        raise Problem("no_screen", "There is no such screen. Load the page again.")
    running = studio(request)
    settings = settings_of(running.library.folder)
    running.prepare(*planned(wish, request.app.state.model, running.manner.words.CODE, settings))
    return {}


@PAGES.post("/again")
def again(request: Request, what: Again) -> dict[str, Any]:
    """Record a session once more: the same client, doing the same."""
    running = studio(request)
    wish = wish_of(running.library.session(what.session))
    wish |= {"view": what.view} if what.view else {}
    settings = settings_of(running.library.folder)
    task = task_of(wish, request.app.state.model, running.manner.words.CODE, settings)
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
    """Discard the current recording, and begin it again."""
    studio(request).retake()
    return {}


@PAGES.post("/cancel")
def cancel(request: Request) -> dict[str, Any]:
    """Return to the beginning."""
    studio(request).cancel()
    return {}


@PAGES.post("/dismiss")
def dismiss(request: Request, what: Dismissed) -> dict[str, Any]:
    """Offer an interrupted recording no more."""
    studio(request).dismiss(what.number)
    return {}


@PAGES.post("/manner")
def manner(request: Request, chosen: MannerChosen) -> dict[str, Any]:
    """Show the pages in a language, and the picture mirrored or not, from now on and after the next start."""
    running = studio(request)
    if chosen.language is not None:
        spoken_in(request, chosen.language)
    if chosen.mirrored is not None:
        running.manner.mirrored = chosen.mirrored
    said, folder = chosen.model_dump(exclude_none=True), running.library.folder
    save_preferences(folder, replace(load_preferences(folder), **said))
    return {}


@PAGES.post("/person")
def person(request: Request, place: PersonPointedAt) -> dict[str, Any]:
    """Follow the one who is meant."""
    studio(request).point_at((place.x, place.y))
    return {}


@PAGES.post("/camera")
def choose(request: Request, chosen: Chosen) -> dict[str, Any]:
    """Take another camera.

    Parameters
    ----------
    request : Request
        From the page.
    chosen : Chosen
        Number and width.

    Returns
    -------
    dict
        Empty.

    Raises
    ------
    Problem
        There is no such camera.
    """
    size = next((size for size in SIZES if size[0] == chosen.width), None)
    if not request.app.state.with_cameras or size is None:
        raise Problem("no_camera", "There is no such camera here. Load the page again.")
    studio(request).choose(PluggedIn(chosen.number, size))
    return {}


@PAGES.websocket("/stream")
async def stream(socket: WebSocket) -> None:
    """Send everything that is shown, as it comes; a slow page gets the newest and misses some."""
    await socket.accept()
    running: LiveEngine = socket.app.state.studio
    watchers = await run_in_threadpool(lambda: running.watchers)  # the first one waits until the engine has begun
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

    watchers.add(watch)
    sending, leaving = asyncio.ensure_future(send()), asyncio.ensure_future(socket.receive())
    try:
        await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
    finally:
        watchers.discard(watch)
        sending.cancel()
        leaving.cancel()
