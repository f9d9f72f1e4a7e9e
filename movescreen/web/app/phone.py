"""Receive from a phone: a door of its own on the local network, through which clips come in and nothing goes out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from socket import socket
from time import monotonic

import segno
import uvicorn
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from movescreen.errors import Problem
from movescreen.library.inbox import Inbox
from movescreen.web.app import phrases
from movescreen.web.app.uploads import PIECE_BYTES, PLACE, UPLOADS, Receiver
from movescreen.web.live.room import Manner
from movescreen.web.server import Access, application, listening, shown
from movescreen.web.server.listen import server

ON_S = 15 * 60.0  # after which it is switched off
UNSEEN_S = 75.0  # without a page of the app after which it is, too; hidden pages may ask only once a minute
TICK_S = 0.5
EVERYWHERE = "0.0.0.0"
BY = "phone"
HERE = Path(__file__)
TEMPLATE, SENDS = HERE.with_name("phone.html"), HERE.with_name("upload.js")
PHONE = APIRouter()


@PHONE.get("/")
def page(request: Request) -> HTMLResponse:
    """Show the page on the phone; there is no other, and it shows nothing of what is kept."""
    state = request.app.state
    return shown(request, TEMPLATE, state.language, shared=(SENDS,), words=phrases.WORDS[state.language])


@dataclass
class OpenDoor:
    """A door that is open: its address, what answers behind it, and when it closes."""

    safety: Access
    answering: uvicorn.Server
    thread: threading.Thread
    closed: threading.Event
    until: datetime
    client: int


class PhoneDoor:
    """The door for phones; shut until it is opened, and shut again after `ON_S`."""

    def __init__(self, inbox: Inbox, receiver: Receiver, manner: Manner | None = None, host: str = "") -> None:
        self._inbox, self._arrived = inbox, receiver.arrived
        self._manner, self._host = manner or Manner(), host or EVERYWHERE
        self.is_watched: Callable[[], bool] = lambda: False
        self._seen_at = monotonic()
        self._open: OpenDoor | None = None
        self._lock = threading.Lock()

    def open(self, client: int = 0) -> None:
        """Open the door for the clips of a client, 0 for one that is chosen later.

        Raises
        ------
        Problem
            If there is no such client, or nothing may listen on the network.
        """
        if client:
            self._inbox.library.client(client)
        with self._lock:
            self._shut()
            self._open = self._opened(client)

    def _opened(self, client: int) -> OpenDoor:
        entered = threading.Event()
        told: list[tuple[Access, uvicorn.Server] | Problem] = []

        def serve() -> None:
            try:
                with listening(self._host, 0) as (door, safety):
                    answering = self._server(safety, client)
                    told.append((safety, answering))
                    entered.set()
                    run(answering, door)
            except Problem as problem:
                told.append(problem)
            finally:
                entered.set()

        thread = threading.Thread(target=serve, name="phone", daemon=True)
        thread.start()
        entered.wait()
        if isinstance(told[0], Problem):
            raise told[0]
        closed = threading.Event()
        self.see_page()
        threading.Thread(target=self._shut_in_time, args=(closed,), name="phone-watch", daemon=True).start()
        until = datetime.now().astimezone() + timedelta(seconds=ON_S)
        return OpenDoor(*told[0], thread, closed, until, client)

    def see_page(self) -> None:
        """Note that a page of the app is open now."""
        self._seen_at = monotonic()

    def _shut_in_time(self, closed: threading.Event) -> None:
        """Shut the door after its time, or where no page of the app is open any more."""
        ends_at = monotonic() + ON_S
        while not closed.wait(TICK_S):
            if self.is_watched():
                self.see_page()
            if monotonic() > min(ends_at, self._seen_at + UNSEEN_S):
                self._shut_this(closed)

    def _shut_this(self, closed: threading.Event) -> None:
        with self._lock:
            if self._open is not None and self._open.closed is closed:  # not one that was opened meanwhile
                self._shut()

    def _server(self, safety: Access, client: int) -> uvicorn.Server:
        safety.most_bytes_below[PLACE] = PIECE_BYTES
        receiver = Receiver(self._inbox, BY, self._arrived, client)
        return server(application(safety, PHONE, UPLOADS, receiver=receiver, language=self._manner.words.CODE))

    def shut(self) -> None:
        """Shut the door; what has come through it stays."""
        with self._lock:
            self._shut()

    def _shut(self) -> None:
        if self._open is not None:
            self._open.closed.set()
            self._open.answering.should_exit = True
            if threading.current_thread() is not self._open.thread:
                self._open.thread.join(5.0)
            self._open = None

    def told(self) -> dict[str, object] | None:
        """Return what the page shows of an open door: its address and code; None where it is shut."""
        if (door := self._open) is None:
            return None
        code = segno.make(door.safety.address, micro=False)
        return {
            "address": door.safety.address,
            "code": code.svg_data_uri(scale=6, border=4, light="#ffffff", dark="#000000"),
            "until": door.until.strftime("%H:%M"),
            "client": door.client,
        }


def run(answering: uvicorn.Server, door: socket) -> None:
    """Answer until told to stop, in a thread that has no signals."""
    answering.run(sockets=[door])
