"""What keeps strangers out: which addresses a server answers to, and what must be known to use it."""

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
    """Where a server listens, and what it asks of those who come.

    Of everybody the `token`, or one of those that `guests` have each for themselves; of what changes something the
    `secret` that only its own pages know. No request may be longer than `most_bytes`.
    """

    host: str
    port: int
    token: str = ""
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    most_bytes: int = MOST_BYTES
    guests: Mapping[str, str] = field(default_factory=dict)  # names by token
    _once: dict[str, float] = field(default_factory=dict)  # until when each key opens the page, s of `monotonic`

    @classmethod
    def at(cls, host: str, port: int, guests: Iterable[str] = (), token: Callable[[str], str] | None = None) -> Access:
        """Return the safety of an address: a token is needed everywhere, other accounts use this machine too.

        Where pages must know who somebody is, each of the `guests` has a token, and there is no other. `token` gives
        that of a name, the empty one where there are no guests; else tokens are drawn.
        """
        token = token or _drawn
        named = {token(name): name for name in guests}
        return cls(host, port, "" if named else token(""), guests=named)

    @property
    def local(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in LOOPBACK

    @property
    def cookie(self) -> str:
        """The name of the cookie that keeps a token: browsers send cookies of a host to all of its ports."""
        return f"movescreen-{self.port}"

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return self.address_with(self.token)

    def address_with(self, token: str) -> str:
        """Return what who has a token opens in a browser."""
        return f"{self.page}?token={token}" if token else self.page

    @property
    def page(self) -> str:
        """The address of the first page, without a token."""
        host = _own_number() if self.host in ("0.0.0.0", "::") else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    def address_once(self) -> str:
        """Return the address to start a browser with: anybody can list the arguments of a process.

        Its key opens the page once, and soon.
        """
        key = _drawn()
        self._once[key] = monotonic() + ONCE_S
        return self.address_with(key)

    def exchanged(self, said: str) -> str:
        """Return the token for a key that opens the page once, which is then used up; else what was said."""
        return self.token if self._once.pop(said, 0.0) > monotonic() else said

    def is_own(self, host: str) -> bool:
        """Whether a Host header names this server: a name that somebody else pointed here does not.

        Beyond this machine that is any number, the host's name and the name that was chosen: only a name can be
        pointed elsewhere behind a browser's back.
        """
        name, _, port = host.rpartition(":")
        name = name.removeprefix("[").removesuffix("]").lower()
        if port != str(self.port):
            return False
        if self.local:
            return name in LOOPBACK
        return name in (self.host.lower(), socket.gethostname().lower()) or _is_number(name)

    def knows(self, token: str) -> bool:
        """Whether somebody who says this may come in."""
        if self.guests:
            return bool(self.guest(token))
        return bool(self.token) and secrets.compare_digest(token.encode(), self.token.encode())

    def guest(self, token: str) -> str:
        """Whose token that is; nothing where it is nobody's."""
        matching = [n for known, n in self.guests.items() if secrets.compare_digest(token.encode(), known.encode())]
        return "".join(matching)

    def trusts(self, secret: str) -> bool:
        """Whether what says this comes from a page of ours."""
        return secrets.compare_digest(secret.encode(), self.secret.encode())


def _own_number() -> str:
    """By which others on the network reach this machine; its name where that cannot be told."""
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
