"""Which page of a library is open already: a second start opens that one in place of another server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic, sleep
from urllib.request import ProxyHandler, Request, build_opener

from filelock import FileLock, Timeout

from movescreen.errors import Problem
from movescreen.records.ownership import PROGRAM
from movescreen.records.private_files import FILE_MODE, private_file
from movescreen.web.server.access import LOOPBACK, Access
from movescreen.web.server.middleware import SECRET

LOCK, NOTE = ".running.lock", ".running.json"
ENDED = ".ended.json"  # the note of the page before
STARTS_S = 10.0  # for which another start may not have noted its address yet: it fetches the network first
ANSWERS_S = 3.0  # for which the server that runs may take to answer
ONCE = "/once"  # the page that gives an address which opens the first page once


@dataclass(frozen=True)
class Running:
    """The server that runs: its first page, and what it asks of those who come."""

    page: str
    cookie: str
    token: str
    secret: str

    def address_once(self) -> str:
        """Return an address that opens the page once: what starts a browser can be listed by anybody.

        Raises Problem where the server does not answer.
        """
        headers = {"Cookie": f"{self.cookie}={self.token}", SECRET: self.secret}
        asked = Request(self.page.rstrip("/") + ONCE, data=b"{}", headers=headers, method="POST")
        try:
            with build_opener(ProxyHandler({})).open(asked, timeout=ANSWERS_S) as answer:
                return str(json.load(answer)["address"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise in_use() from error


@contextmanager
def only_one(folder: Path) -> Iterator[Running | None]:
    """Yield None to the first process for a folder, which is then the one that runs, and that one to others.

    Raises Problem where another process has the folder and no page.
    """
    lock = FileLock(folder / LOCK, mode=FILE_MODE, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield _found(folder)
        return
    try:
        _set_aside(folder)  # of one that was ended by force
        yield None
    finally:
        _set_aside(folder)
        lock.release()


def _set_aside(folder: Path) -> None:
    """Keep the note of a page that has ended; a file of that name that is not ours stays.

    Raises Problem where something else has the name of a note.
    """
    if not (folder / NOTE).exists() and not (folder / NOTE).is_symlink():
        return
    for file in (folder / NOTE, folder / ENDED):
        if (file.exists() or file.is_symlink()) and not _told(file):
            sentence = f"{file} was not written by movescreen, and it would be overwritten."
            raise Problem("library_in_use", f"{sentence} Move it, or choose another place with --library.")
    (folder / NOTE).replace(folder / ENDED)


def kept_token(folder: Path, host: str) -> Callable[[str], str] | None:
    """Return what gives the token of the page before, so that one that is still open goes on.

    None where no page was before, and for a host that others can reach: there each start has a token of its own.
    """
    token = _told(folder / ENDED).get("token")
    if host not in LOOPBACK or not isinstance(token, str) or not token:
        return None
    return lambda _: token


def _told(file: Path) -> dict[str, object]:
    """Return what a note of ours says; nothing where it is none."""
    with suppress(OSError, ValueError):
        told = json.loads(file.read_text(encoding="utf-8")) if not file.is_symlink() else {}
        return told if isinstance(told, dict) and told.get("made_by") == PROGRAM else {}
    return {}


def note(folder: Path, safety: Access) -> None:
    """Note where the page of a folder is open, for nobody but the folder's owner."""
    running = Running(safety.page, safety.cookie, safety.token, safety.secret)
    told = {"made_by": PROGRAM} | asdict(running)
    private_file(folder / NOTE).write_text(json.dumps(told), encoding="utf-8")


def in_use() -> Problem:
    """Return the problem of a library that another process uses, whose page does not open."""
    sentence = "movescreen runs already with this library, and its page does not answer."
    return Problem("library_in_use", f"{sentence} Stop the other one, or choose another place with --library.")


def _found(folder: Path) -> Running:
    """Return what the running process noted. Raises Problem if it notes nothing for long."""
    until = monotonic() + STARTS_S
    while monotonic() < until:
        told = _told(folder / NOTE)
        with suppress(KeyError):
            return Running(*(str(told[name]) for name in ("page", "cookie", "token", "secret")))
        sleep(0.1)
    raise in_use()
