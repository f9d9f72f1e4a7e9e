"""Which page of a library is open already: a second start opens that one in place of another server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic, sleep
from urllib.request import ProxyHandler, Request, build_opener

from filelock import FileLock, Timeout

from movescreen.errors import Problem
from movescreen.records.ownership import discard
from movescreen.records.private_files import FILE_MODE, private_file
from movescreen.web.server.access import Access
from movescreen.web.server.middleware import SECRET

LOCK = ".running.lock"
NOTE = ".running.json"
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
        """Return an address that opens the page once.

        Other accounts of the machine can list what starts a browser, its address included.

        Returns
        -------
        str
            The address.

        Raises
        ------
        Problem
            The server does not answer.
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
        yield None
    finally:
        discard(folder / NOTE)
        lock.release()


def note(folder: Path, safety: Access) -> None:
    """Note where the page of a folder is open, for nobody but the folder's owner."""
    running = Running(safety.page, safety.cookie, safety.token, safety.secret)
    private_file(folder / NOTE).write_text(json.dumps(asdict(running)), encoding="utf-8")


def in_use() -> Problem:
    """Return the problem of a library that another process uses, whose page does not open."""
    sentence = "movescreen runs already with this library, and its page does not answer."
    sentence = f"{sentence} Stop the other one, or choose another library."
    return Problem("library_in_use", sentence, "The option is --library.")


def _found(folder: Path) -> Running:
    """Return what the running process noted. Raises Problem if it notes nothing for long."""
    until = monotonic() + STARTS_S
    while monotonic() < until:
        try:
            return Running(**json.loads((folder / NOTE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            sleep(0.1)
    raise in_use()
