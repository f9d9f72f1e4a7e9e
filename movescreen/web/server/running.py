"""The running server of a library: a second start opens its page in place of another server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
STARTS_S = 10.0  # longest time until a start has noted its address; it fetches the network first
ANSWERS_S = 3.0  # longest time until the running server answers
ONCE = "/once"  # the page that gives an address which opens the first page once


@dataclass(frozen=True)
class Running:
    """The server that runs: its first page, and its token and secret."""

    page: str
    cookie: str
    token: str
    secret: str

    def address_once(self) -> str:
        """Return an address that opens the page once.

        Other accounts of the machine can list the arguments of a process, and so the address that starts a browser.

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
    """Yield None to the first process of a folder; to every later one yield the server that runs.

    Raises Problem if another process has the folder but no page.
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
    """Note the address of a folder's page in a file that only the folder's owner may read.

    On a full disk the page opens all the same, because people make room there, but the address is not noted. A second
    start then only says that movescreen runs already.
    """
    running = Running(safety.page, safety.cookie, safety.token, safety.secret)
    with suppress(OSError):
        private_file(folder / NOTE).write_text(json.dumps(asdict(running)), encoding="utf-8")


def in_use() -> Problem:
    """Return the problem of a library that another process uses without a page that answers."""
    sentence = "movescreen runs already with this library, and its page does not answer."
    sentence = f"{sentence} Stop the other one, or choose another library."
    return Problem("library_in_use", sentence, "The option is --library.")


def _found(folder: Path) -> Running:
    """Return the server that another process noted. Raises Problem if it notes none for too long."""
    until = monotonic() + STARTS_S
    while monotonic() < until:
        try:
            return Running(**json.loads((folder / NOTE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            sleep(0.1)
    raise in_use()
