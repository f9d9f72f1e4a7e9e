"""Connections: their largest number, and the longest time that a request takes to arrive.

uvicorn has a time limit between requests and none within one: a sender that never sends the last byte holds the
connection for ever. `LimitedProtocol` adds both limits to uvicorn's own protocol.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_S = 10.0  # time for a whole request to arrive; the longest that pages send has 64 KiB
MOST_CONNECTIONS = 96  # open at once; a browser opens 6 to a host, so this is enough for 16 raters
MOST_AT_ONCE = 128  # connections that are accepted in one turn of the event loop
BEGUN = (h11.IDLE, h11.SEND_BODY)  # states of a client whose request is not whole


def limits() -> tuple[int, int]:
    """Return how many connections may be open, and how many are accepted in one turn of the event loop.

    A dropped connection gives its file back three turns later, so that (open + 4 x accepted) files are needed: at most
    three quarters of those that this process may open.
    """
    files = open_files()
    return max(1, min(MOST_CONNECTIONS, files // 4)), max(1, min(MOST_AT_ONCE, files // 8))


def open_files() -> int:
    """Return how many files this process may open; Windows has no such number, and asyncio needs none there."""
    if sys.platform == "win32":
        return 8 * MOST_AT_ONCE
    import resource

    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 8 * MOST_AT_ONCE if files == resource.RLIM_INFINITY else files


class LimitedProtocol(H11Protocol):
    """uvicorn's protocol that drops a request which does not arrive in time.

    Where a connection comes and there are too many, the one that has waited longest for a request makes room.
    """

    most = MOST_CONNECTIONS

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._deadline: asyncio.TimerHandle | None = None
        self._waiting_since = self.loop.time()

    @property
    def _awaits_request(self) -> bool:
        """Whether no request of this connection is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take in a connection; its first request is due from now on."""
        super().connection_made(transport)
        _send_at_once(transport)
        self._arm()
        if len(self.connections) > self.most:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._disarm()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Handle what came, then look whether a request is still on its way."""
        super().handle_events()
        begun = self.conn.their_state is h11.SEND_BODY or bool(self.conn.trailing_data[0]) or self.cycle is None
        upgraded = self not in self.connections
        if begun and self.conn.their_state in BEGUN and not upgraded and not self.transport.is_closing():
            self._arm()
        else:
            self._disarm()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        self._waiting_since = self.loop.time()
        super().on_response_complete()

    def _arm(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_S, self._drop)

    def _disarm(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _drop(self) -> None:
        """Close the connection at once; nothing waits for its other end."""
        self._disarm()
        self.connections.discard(self)
        self.transport.abort()

    def _make_room(self) -> None:
        mine = [c for c in self.connections if isinstance(c, LimitedProtocol) and c._awaits_request]
        min(mine, key=lambda connection: connection._waiting_since)._drop()


def _send_at_once(transport: asyncio.Transport) -> None:
    """Have the system send each piece of an answer at once.

    Else the page waits 40 ms for what comes behind the headers (RFC 896 together with delayed acknowledgements, RFC
    1122). asyncio sees to that only where the listening socket was opened with the protocol's number.
    """
    here = transport.get_extra_info("socket")
    if here is not None and here.family in (socket.AF_INET, socket.AF_INET6):
        here.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
