"""The app as its command runs it, and who asks it for pages: what the benchmarks of the app share."""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from movescreen.library import MEASURED, VIDEO, Library
from movescreen.records.record import load_record

ADDRESS = re.compile(r"Open http://127\.0\.0\.1:(\d+)/\?token=(\S+) in a browser")
PIECE = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
KEPT_S = 2.0  # for which a connection without a question is kept; uvicorn drops it after 5
PIECE_BYTES = 8 * 1024 * 1024  # that the app takes at once


class Asked:
    """A browser without a screen, at the app's address, with one connection that it keeps."""

    def __init__(self, port: int, token: str, process: subprocess.Popen[str]) -> None:
        self.process, self.port = process, port
        self.cookie = f"movescreen-{port}={token}"
        self._connection, self._asked_at = http.client.HTTPConnection("127.0.0.1", port, timeout=60), time.monotonic()
        self._headers = {"Cookie": self.cookie, "Accept": "text/html"}
        found = re.search(r'data-secret="([^"]+)"', self.get("/add").decode())
        assert found
        self._headers["X-Movescreen"] = found.group(1)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[bytes, dict[str, str]]:
        """Return what is answered, with its headers."""
        if time.monotonic() - self._asked_at > KEPT_S:
            self._connection.close()  # the next question opens it again
        self._asked_at = time.monotonic()
        self._connection.request(method, path, body, self._headers | headers)
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status < 400, f"{method} {path}: {answer.status} {content[:300]!r}"
        return content, {name.lower(): value for name, value in answer.getheaders()}

    def get(self, path: str) -> bytes:
        """Return what a page has."""
        return self.ask("GET", path)[0]

    def timed(self, path: str) -> float:
        """Return how long a page took, ms."""
        began = time.perf_counter()
        self.get(path)
        return 1000 * (time.perf_counter() - began)

    def post(self, path: str, **body: Any) -> Any:
        """Return what is answered to a page's own question."""
        return json.loads(self.ask("POST", path, json.dumps(body).encode(), **{"Content-Type": "application/json"})[0])

    def add_client(self, name: str) -> int:
        """Return a new client."""
        return int(self.post("/clients", name=name, consent="A clip, and nobody.")["id"])

    def add_clip(self, client: int, clip: Path, name: str) -> None:
        """Send a clip, to be measured for a client."""
        content = clip.read_bytes()
        assert len(content) <= PIECE_BYTES
        about = {"filename": name, "client": str(client), "screen": "overhead_squat", "view": "front"}
        said = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in about.items())
        begun = {"Upload-Length": str(len(content)), "Upload-Metadata": said, "Tus-Resumable": "1.0.0"}
        place = self.ask("POST", "/uploads", b"", **begun)[1]["location"]
        self.ask("PATCH", place, content, **PIECE)

    def entries(self) -> list[dict[str, Any]]:
        """Return the clips of the queue."""
        return list(json.loads(self.get("/adding"))["entries"])

    def is_measuring(self) -> bool:
        """Return whether a clip waits or is measured."""
        return any(one["state"] in ("waiting", "measuring") for one in self.entries())

    def until_measured(self) -> None:
        """Wait until no clip waits or is measured. Raises AssertionError where one could not be measured."""
        while self.is_measuring():
            time.sleep(0.2)
        for one in self.entries():
            assert one["state"] == "done", one

    def sessions(self, client: int) -> list[int]:
        """Return the measured sessions of a client, the newest first."""
        text = self.get(f"/clients/{client}").decode()
        return [int(one) for one in dict.fromkeys(re.findall(r'href="/sessions/(\d+)"', text))]


@contextmanager
def started(folder: Path, camera: Path) -> Iterator[Asked]:
    """Start `movescreen app` on a library in a folder, with a clip for its camera, and end it after."""
    command = [sys.executable, "-m", "movescreen", "app", "--library", str(folder), "--port", "0"]
    command += ["--no-browser", "--source", str(camera), "--realtime"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ.copy()) as process:
        assert process.stdout
        try:
            said = process.stdout.readline()
            found = ADDRESS.search(said)
            assert found, said
            yield Asked(int(found.group(1)), found.group(2), process)
        finally:
            process.terminate()
            process.wait(30)


def grown(folder: Path, clients: int, sessions: int) -> None:
    """Give a library more clients, each with copies of the sessions that its first one has.

    Parameters
    ----------
    folder : Path
        The library's.
    clients, sessions : int
        How many clients it has then, and how many measured sessions each of the others.
    """
    library = Library(folder)
    first = library.clients()[0]
    measured = [kept for kept in library.sessions(first.id) if kept.state == MEASURED]
    for number in range(clients - 1):
        client = library.add(f"Somebody {number}", "A clip, and nobody.").id
        for at in range(sessions):
            like = measured[at % len(measured)]
            begun_at = f"2026-{1 + at % 12:02d}-{1 + at // 12:02d}T10:00:00+00:00"
            kept = library.begin(client, like.screen, like.view, begun_at)
            left_out = shutil.ignore_patterns(VIDEO, ".*")
            shutil.copytree(like.folder, kept.folder, ignore=left_out, dirs_exist_ok=True)
            library.finish(kept.id, load_record(kept.folder, framed=False))
