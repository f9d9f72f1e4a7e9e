"""Listen: open the socket of a server, print its address, and open it in a browser."""

from __future__ import annotations

import os
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

import uvicorn
from starlette.types import ASGIApp

from movescreen.errors import Problem
from movescreen.web.server.access import Access
from movescreen.web.server.connections import LimitedProtocol, limits

ENDS = ("SIGTERM", "SIGHUP")  # Windows has no second one
MOST_PORT = 65_535
MOST_HEARD = 1024  # bytes of what a page says over a WebSocket: pages listen there
PATIENCE = 2  # s that open connections are given when the server ends
WARNING = (
    "Warning: others on this network can reach this server. Only who has the whole address with its token gets in, and "
    "what is sent can be read on the way."
)


@contextmanager
def listening(
    host: str, port: int, guests: Iterable[str] = (), token: Callable[[str], str] | None = None
) -> Iterator[tuple[socket.socket, Access]]:
    """Open a socket at an address, with the access that belongs to it.

    Parameters
    ----------
    host : str
        Address to listen on.
    port : int
        0 takes a free one.
    guests : iterable of str
        Names that get a token each.
    token : callable, optional
        Returns the token of a guest; default: a drawn one.

    Yields
    ------
    tuple of socket and Access
        The open socket; closed afterwards.

    Raises
    ------
    Problem
        Something listens there already, or nothing may.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        door = socket.create_server((host, port), family=family, backlog=limits()[1])
    except (OSError, OverflowError) as error:
        sentence = f"Nothing can be served at {host}, port {port} ({_why(error)}). Choose another port."
        raise Problem("port_taken", sentence, "The option is --port.", port=port) from error
    with door:
        yield door, Access.at(host, door.getsockname()[1], guests, token)


def _why(error: Exception) -> str:
    """Return the system's reason why a socket did not open, without Python's additions."""
    if isinstance(error, OverflowError):
        return f"a port is a number from 0 to {MOST_PORT}"
    number = getattr(error, "errno", None) or 0
    return os.strerror(number) if number > 0 else str(getattr(error, "strerror", None) or error)


def server(app: ASGIApp) -> uvicorn.Server:
    """Return the server of an application."""
    # uvicorn's own log would show the token; what it does not foresee it still writes to the terminal.
    most, at_once = limits()
    config = uvicorn.Config(
        app,
        http=type("Protocol", (LimitedProtocol,), {"most": most}),
        limit_concurrency=most + 1,  # where all are WebSockets, which make no room: a new request is answered with 503
        backlog=at_once,
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
        ws="websockets-sansio",
        ws_max_size=MOST_HEARD,
    )
    return uvicorn.Server(config)


def serve(app: ASGIApp, door: socket.socket, safety: Access, browser: bool) -> None:
    """Answer requests until the user stops it; the address is printed, and opened where a `browser` is wanted."""
    answering = server(app)
    with suppress(KeyboardInterrupt), _ended_alike(), answering.capture_signals():  # before the user reads of Ctrl-C
        _told(safety)
        if browser:
            threading.Thread(target=webbrowser.open, args=(safety.address_once(),), daemon=True).start()
        answering.run(sockets=[door])


@contextmanager
def _ended_alike() -> Iterator[None]:
    """End the server as Ctrl-C does when a session ends or a terminal closes, so that results are kept."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in ENDS if hasattr(signal, name)]
    before = {
        name: signal.signal(getattr(signal, name), lambda *_: signal.raise_signal(signal.SIGINT)) for name in names
    }
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _told(safety: Access) -> None:
    if not safety.local:
        print(WARNING, flush=True)
    for token, name in safety.guests.items():
        print(f"{name} opens {safety.address_with(token)}")
    where = "" if safety.guests else f"Open {safety.address} in a browser. "
    print(f"{where}Stop with Ctrl-C.", flush=True)
