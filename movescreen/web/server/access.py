"""What keeps strangers out: which addresses a server answers to, and what must be known to use it."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_BYTES = 64 * 1024  # of what a page may send


@dataclass(frozen=True)
class Access:
    """Where a server listens, and what it asks of those who come.

    Of everybody the `token`, where there is one, or one of those that `guests` have each for themselves; of what
    changes something the `secret` that only its own pages know. No request may be longer than `most_bytes`.
    """

    host: str
    port: int
    token: str = ""
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    most_bytes: int = MOST_BYTES
    guests: Mapping[str, str] = field(default_factory=dict)  # names by token

    @classmethod
    def at(cls, host: str, port: int, guests: Iterable[str] = ()) -> Access:
        """The safety of an address: on the machine itself no token is needed, anywhere else it is.

        Where pages must know who somebody is, each of the `guests` has a token, and there is no other.
        """
        named = {_drawn(): name for name in guests}
        return cls(host, port, "" if named or host in LOOPBACK else _drawn(), guests=named)

    @property
    def local(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in LOOPBACK

    @property
    def asks(self) -> bool:
        """Whether nobody comes in without a token."""
        return bool(self.token or self.guests)

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return self.address_with(self.token)

    def address_with(self, token: str) -> str:
        """What who has a token opens in a browser."""
        host = _own_number() if self.host in ("0.0.0.0", "::") else self.host
        end = f"?token={token}" if token else ""
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/{end}"

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
        return not self.token or secrets.compare_digest(token.encode(), self.token.encode())

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


def _drawn() -> str:
    return secrets.token_urlsafe(24)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
