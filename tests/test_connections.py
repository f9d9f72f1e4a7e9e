"""Connections that are slow, unfinished or too many lock nobody out, and are no error."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection
from http.cookiejar import CookieJar
from pathlib import Path
from time import monotonic, sleep
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")
pytest.importorskip("resource", reason="the limits of files are POSIX's")

import resource

from movescreen.web.server import connections

FLOOD = 1500
FILES = 1024  # what a process may open on most systems
DUE_S = 1.0  # for a whole request, in these tests
SERVER = f"""
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, ({FILES}, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
from fastapi import APIRouter, WebSocket
from movescreen.web.server import application, connections, listening, serve
connections.REQUEST_S = {DUE_S}
pages = APIRouter()
@pages.get("/")
def first() -> str:
    return "here"
@pages.post("/")
def kept(said: dict) -> str:
    return "kept"
with listening("127.0.0.1", 0) as (door, safety):
    print(safety.secret)
    serve(application(safety, pages), door, safety, browser=False)
print("ended")
"""


class Server:
    """A server of pages in a process of its own."""

    def __init__(self, errors: Path) -> None:
        self.errors = errors
        with errors.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SERVER], stdout=subprocess.PIPE, stderr=file, text=True
            )
        assert self.process.stdout
        self.secret = self.process.stdout.readline().strip()
        self.address = re.findall(r"http://\S+", self.process.stdout.readline())[0]
        self.port = int(re.findall(r":(\d+)/", self.address)[0])
        self.token = self.address.partition("token=")[2]

    def answers(self) -> bool:
        """Whether a browser that comes now gets the page."""
        return b"here" in build_opener(HTTPCookieProcessor(CookieJar())).open(self.address, timeout=10).read()

    def said(self, start: bytes) -> socket.socket:
        """A connection with the beginning of a request."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        connection.sendall(start)
        return connection

    def head(self, method: str = "GET", more: str = "") -> bytes:
        cookie = f"Cookie: movescreen-{self.port}={self.token}\r\nX-Movescreen: {self.secret}\r\n"
        return f"{method} / HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{cookie}{more}".encode()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    started = Server(tmp_path / "errors")
    yield started
    started.process.send_signal(2)
    assert started.process.wait(10) == 0 and started.errors.read_text() == ""


@pytest.fixture
def many_files() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * FLOOD
    if hard not in (resource.RLIM_INFINITY,) and hard < wanted:
        pytest.skip(f"this process may open {hard} files at most")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def ended(connection: socket.socket) -> bool:
    """Whether the server ends a connection within 10 s."""
    try:
        while connection.recv(4096):
            pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True


def test_flood_of_unfinished_requests(server: Server, many_files: None) -> None:
    """A page is answered among 1,500 requests that are never finished, and not a word is written about them."""
    with ThreadPoolExecutor(100) as visitors:
        open_ones = list(visitors.map(server.said, [b"GET / HTTP/1.1\r\nX: "] * FLOOD))
    begin = monotonic()
    assert server.answers() and monotonic() - begin < 5
    assert all(ended(connection) for connection in open_ones)
    for connection in open_ones:
        connection.close()


def trickled(server: Server, start: bytes) -> float:
    """For how many seconds a connection stays open on which a byte comes now and then."""
    connection, begin = server.said(start), monotonic()
    connection.settimeout(0.1)
    with connection, suppress(ConnectionError):
        while monotonic() - begin < 10 * DUE_S:
            with suppress(TimeoutError):
                if not connection.recv(4096):
                    break
            connection.sendall(b"x" if start else b"")
    return monotonic() - begin


def test_request_that_trickles(server: Server) -> None:
    """A request has one deadline, however often a byte of it comes: the first one and those after it."""
    whole, post = server.head(more="\r\n"), "Content-Length: 30\r\nContent-Type: application/json\r\n\r\n"
    starts = {
        "nothing": b"",
        "headers": server.head(),
        "body": server.head("POST", post) + b'{"',
        "second headers": whole + b"GET / HTTP/1.1\r\nX: ",
        "second body": whole + server.head("POST", post),
    }
    with ThreadPoolExecutor(len(starts)) as visitors:
        seconds = dict(zip(starts, visitors.map(lambda start: trickled(server, start), starts.values()), strict=True))
    assert max(seconds.values()) < 5 * DUE_S, seconds
    assert server.answers()


def test_request_in_time(server: Server) -> None:
    """A connection that asks again and again stays open beyond the deadline of one request."""
    connection = server.said(b"")
    for _ in range(3):
        sleep(0.5 * DUE_S)
        connection.sendall(server.head(more="\r\n"))
        answer = b""
        while b"here" not in answer:
            came = connection.recv(4096)
            assert came, "the server ended the connection"
            answer += came
    connection.close()


@pytest.mark.parametrize(("files", "expected"), [(64, (16, 8)), (256, (64, 32)), (1024, (96, 128)), (10**6, (96, 128))])
def test_limits(files: int, expected: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections take at most three quarters of the files that a process may open."""
    monkeypatch.setattr(connections, "open_files", lambda: files)
    most, at_once = connections.limits()
    assert (most, at_once) == expected and most + 4 * at_once <= 0.75 * files


def test_answer_is_sent_at_once() -> None:
    """Nothing waits behind headers that were sent: asyncio leaves that to sockets opened with a protocol's number."""

    class Transport(asyncio.Transport):
        def get_extra_info(self, name: str, default: object = None) -> object:
            return taken if name == "socket" else default

    with socket.create_server(("127.0.0.1", 0)) as door, socket.create_connection(door.getsockname()):
        taken, _ = door.accept()
        with taken:
            assert not taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            connections._send_at_once(Transport())
            assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_answers_after_one_another_wait_for_nothing(server: Server) -> None:
    """Ten answers on one connection take less than the 40 ms that each of them waited for an acknowledgement."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    cookie = {"Cookie": f"movescreen-{server.port}={server.token}"}
    took = []
    for _ in range(10):
        began = monotonic()
        connection.request("GET", "/", headers=cookie)
        assert b"here" in connection.getresponse().read()
        took.append(monotonic() - began)
    assert sorted(took)[5] < 0.035, took


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_server_ends_alike(name: str, server: Server) -> None:
    """Whoever logs out or closes the terminal ends it as Ctrl-C does: what comes after serving is still done."""
    assert server.answers()
    server.process.send_signal(getattr(signal, name))
    assert server.process.stdout and server.process.stdout.readline() == "ended\n"
    assert server.process.wait(10) == 0
