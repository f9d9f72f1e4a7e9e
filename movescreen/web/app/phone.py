"""Receive from a phone: a server of its own on the local network, which takes clips and shows nothing."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
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

ON_S = 15 * 60.0  # time after which the door shuts
FALLEN_SILENT_S = 60.0  # time without a piece of an upload, after which it counts as lost; by eye
TICK_S = 0.5
EVERYWHERE = "0.0.0.0"
BY = "phone"
HERE = Path(__file__)
TEMPLATE, SENDS = HERE.with_name("phone.html"), HERE.with_name("upload.js")
PHONE = APIRouter()


@PHONE.get("/")
def page(request: Request) -> HTMLResponse:
    """Show the only page for the phone; it shows nothing of the library.

    Raises
    ------
    Problem
        Receiving was switched off meanwhile.
    """
    state = request.app.state
    receiver: Receiver = state.receiver
    receiver.takes_more()
    return shown(request, TEMPLATE, state.language, shared=(SENDS,), words=phrases.WORDS[state.language])


@dataclass(eq=False)
class OpenDoor:
    """A door that is open: its address, its server, its receiver, and its closing time."""

    safety: Access
    receiver: Receiver
    answering: uvicorn.Server
    thread: threading.Thread = field(default_factory=threading.Thread)
    closes_at: float = field(default_factory=lambda: monotonic() + ON_S)
    until: datetime = field(default_factory=lambda: datetime.now().astimezone() + timedelta(seconds=ON_S))
    ended: threading.Event = field(default_factory=threading.Event)

    def close(self) -> None:
        """Take no other clip; what is on its way still comes."""
        self.receiver.closed = True

    def end(self) -> None:
        """Answer nobody any more."""
        self.ended.set()
        self.answering.should_exit = True
        if threading.current_thread() is not self.thread:
            self.thread.join(5.0)


class PhoneDoor:
    """The door for phones: it opens on request, and shuts on request or after `ON_S`.

    A clip that is on its way when the door shuts still arrives. At the end of the app it does not.
    """

    def __init__(self, inbox: Inbox, receiver: Receiver, manner: Manner | None = None, host: str = "") -> None:
        self._inbox, self._arrived = inbox, receiver.arrived
        self._manner, self._host = manner or Manner(), host or EVERYWHERE
        self._open: OpenDoor | None = None
        self._ending: set[OpenDoor] = set()  # shut, with a clip on its way
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
            self._close()
            self._open = self._opened(client)

    def _opened(self, client: int) -> OpenDoor:
        opened: Future[OpenDoor] = Future()

        def serve() -> None:
            try:
                with listening(self._host, 0) as (door, safety):
                    made = self._made(safety, client)
                    opened.set_result(made)
                    run(made.answering, door)
            except Problem as problem:
                opened.set_exception(problem)

        thread = threading.Thread(target=serve, name="phone", daemon=True)
        thread.start()
        made = opened.result()
        made.thread = thread
        threading.Thread(target=self._watch, args=(made,), name="phone-watch", daemon=True).start()
        return made

    def _made(self, safety: Access, client: int) -> OpenDoor:
        safety.most_bytes_below[PLACE] = PIECE_BYTES
        receiver = Receiver(self._inbox, BY, self._arrived, client)
        app = application(safety, PHONE, UPLOADS, receiver=receiver, language=self._manner.words.CODE)
        return OpenDoor(safety, receiver, server(app))

    def _watch(self, door: OpenDoor) -> None:
        """Close a door after its time, and end it when nothing comes through it any more."""
        while not door.ended.wait(TICK_S):
            if not door.receiver.closed and monotonic() > door.closes_at:
                with self._lock:
                    self._close_this(door)
            if door.receiver.closed and not door.receiver.is_receiving(FALLEN_SILENT_S):
                door.end()
                with self._lock:
                    self._ending.discard(door)

    def close(self) -> None:
        """Shut the door; what has come through it stays, and what is on its way still comes."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._open is not None:
            self._close_this(self._open)

    def _close_this(self, door: OpenDoor) -> None:
        door.close()
        self._ending.add(door)
        if self._open is door:
            self._open = None

    def shut(self) -> None:
        """Shut the door at once; what has come through it stays, and what was on its way goes on another time."""
        with self._lock:
            self._close()
            ending, self._ending = self._ending, set()
        for door in ending:
            door.end()

    def told(self) -> dict[str, object] | None:
        """Return address and code of the open door for the page; None if it is shut."""
        if (door := self._open) is None:
            return None
        code = segno.make(door.safety.address, micro=False)
        return {
            "address": door.safety.address,
            "code": code.svg_data_uri(scale=6, border=4, light="#ffffff", dark="#000000"),
            "until": door.until.strftime("%H:%M"),
            "client": door.receiver.client,
        }


def run(answering: uvicorn.Server, door: socket) -> None:
    """Serve until the server is stopped, in a thread without signals."""
    answering.run(sockets=[door])
