"""Access: the addresses that a server answers to, and the tokens and the secret that requests need."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from time import monotonic

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_BYTES = 64 * 1024  # of what a page may send
ONCE_S = 300.0  # how long a browser may take to open the address that is given to it; by eye


@dataclass(frozen=True)
class Access:
    """The address of a server, and what its requests need.

    Every request needs the `token`, or the token of one of the `guests`. A request that changes something also needs
    the `secret`, which only the server's own pages know. A request has at most `most_bytes`, or what `most_bytes_below`
    says of its address.
    """

    host: str
    port: int
    token: str = ""
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    most_bytes: int = MOST_BYTES
    guests: Mapping[str, str] = field(default_factory=dict)  # names by token
    most_bytes_below: dict[str, int] = field(default_factory=dict)  # of requests to addresses that begin so
    _once: dict[str, float] = field(default_factory=dict)  # until when each key opens the page, s of `monotonic`

    @classmethod
    def at(cls, host: str, port: int, guests: Iterable[str] = (), token: Callable[[str], str] | None = None) -> Access:
        """Return the access of an address. It always needs a token, since other accounts use this machine too.

        If pages must know who somebody is, each of the `guests` has a token, and there is no other. `token` returns the
        token of a name ("" without guests); without it tokens are drawn.
        """
        token = token or _drawn
        named = {token(name): name for name in guests}
        return cls(host, port, "" if named else token(""), guests=named)

    @property
    def local(self) -> bool:
        """Whether only this machine reaches the server."""
        return self.host in LOOPBACK

    @property
    def cookie(self) -> str:
        """The name of the cookie that keeps a token: browsers send cookies of a host to all of its ports."""
        return f"movescreen-{self.port}"

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        return self.address_with(self.token)

    def address_with(self, token: str) -> str:
        """Return the address to open in a browser for a token."""
        return f"{self.page}?token={token}" if token else self.page

    @property
    def page(self) -> str:
        """The address of the first page, without a token."""
        host = _own_number() if self.host in ("0.0.0.0", "::") else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    def address_once(self) -> str:
        """Return the address to start a browser with. Its key opens the page once and soon.

        Anybody can list the arguments of a process, so that the token itself must not be among them.
        """
        key = _drawn()
        self._once[key] = monotonic() + ONCE_S
        return self.address_with(key)

    def exchanged(self, said: str) -> str:
        """Return the token for a key, which opens the page once; return any other text unchanged."""
        return self.token if self._once.pop(said, 0.0) > monotonic() else said

    def most(self, path: str) -> int:
        """Return how many bytes a request to an address may have."""
        return next((most for begin, most in self.most_bytes_below.items() if path.startswith(begin)), self.most_bytes)

    def is_own(self, host: str) -> bool:
        """Return whether a Host header names this server, and is no name that somebody else pointed here.

        On a network, any IP address names this server, and so do the host's name and the chosen name. Every other name
        may have been pointed here without the browser's knowledge.
        """
        name, _, port = host.rpartition(":")
        name = name.removeprefix("[").removesuffix("]").lower()
        if port != str(self.port):
            return False
        if self.local:
            return name in LOOPBACK
        return name in (self.host.lower(), socket.gethostname().lower()) or _is_number(name)

    def knows(self, token: str) -> bool:
        """Return whether a token opens the pages."""
        if self.guests:
            return bool(self.guest(token))
        return bool(self.token) and secrets.compare_digest(token.encode(), self.token.encode())

    def guest(self, token: str) -> str:
        """Return the guest of a token; "" if it is nobody's."""
        matching = [n for known, n in self.guests.items() if secrets.compare_digest(token.encode(), known.encode())]
        return "".join(matching)

    def trusts(self, secret: str) -> bool:
        """Return whether a secret is that of the server's own pages."""
        return secrets.compare_digest(secret.encode(), self.secret.encode())


def _own_number() -> str:
    """Return the IP address by which the network reaches this machine, or its name if there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
        try:
            way_out.connect(("192.0.2.1", 9))  # nothing is sent, and nobody lives there (RFC 5737)
        except OSError:
            return socket.gethostname()
        return str(way_out.getsockname()[0])


def _drawn(_: str = "") -> str:
    return secrets.token_urlsafe(24)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
