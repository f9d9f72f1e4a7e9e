"""The page of a session: what the coach does goes in, what the camera shows and what is read of it comes out."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, WebSocket, WebSocketDisconnect
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from movescreen.batch.task import Task
from movescreen.errors import Problem
from movescreen.scoring.settings import Settings
from movescreen.screens import screens
from movescreen.video.camera import SIZES, PluggedIn, cameras
from movescreen.web.live import phrases
from movescreen.web.live.engine import LiveEngine, Shown
from movescreen.web.live.library_routes import unclaimed
from movescreen.web.live.recorded_take import RecordingPlan
from movescreen.web.server import shown

TEMPLATE = Path(__file__).with_name("live.html")
PAGES = APIRouter()


class Wish(BaseModel):
    """What is to be recorded; no repetitions are as many as come."""

    client: Annotated[int, Field(ge=1, lt=2**63)]
    screen: str
    view: Literal["auto", "front", "side", "back"] = "auto"
    repetitions: Annotated[int, Field(ge=0, le=100)] = 5
    keep_video: bool = False


class Chosen(BaseModel):
    """A camera by its number, and the width of its pictures."""

    number: Annotated[int, Field(ge=0, le=63)]
    width: int


def studio(request: Request) -> LiveEngine:
    """The studio that the pages are of."""
    running: LiveEngine = request.app.state.studio
    return running


@PAGES.get("/")
def session(request: Request) -> HTMLResponse:
    """The page of a session."""
    return shown(
        request,
        TEMPLATE,
        clients=studio(request).library.clients(),
        unclaimed=unclaimed(studio(request).library),
        screens=screens().values(),
        views=phrases.VIEWS,
        words=phrases.PAGE,
        agreed=phrases.AGREED,
        cameras=cameras() if request.app.state.with_cameras else [],
        widths=[width for width, _ in SIZES],
    )


@PAGES.post("/prepare")
def prepare(request: Request, wish: Wish) -> dict[str, Any]:
    """Look for the person who is to be recorded."""
    if wish.screen not in screens():
        raise Problem("no_screen", "There is no such screen. Load the page again.")
    settings = Settings(reps=wish.repetitions or None)
    task = Task(wish.screen, wish.view, request.app.state.model, settings)
    studio(request).prepare(RecordingPlan(wish.client, task, wish.keep_video))
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


@PAGES.post("/cancel")
def cancel(request: Request) -> dict[str, Any]:
    """Back to the beginning."""
    studio(request).cancel()
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
    loop = asyncio.get_running_loop()
    newest: asyncio.Queue[Shown] = asyncio.Queue(1)

    def put(shown: Shown) -> None:
        if newest.full():
            newest.get_nowait()
        newest.put_nowait(shown)

    def watch(shown: Shown) -> None:
        loop.call_soon_threadsafe(put, shown)

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
