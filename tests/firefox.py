"""Firefox for the tests of pages, spoken to by WebDriver BiDi, which it has itself; `firefox` skips where none is.

Playwright drives only a Firefox of its own, and asks Debian's for what it does not know.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from patience import patience
from websockets.sync.client import connect

NAMES = ("firefox-esr", "firefox")
LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
PREFERENCES = {  # nothing is asked of its maker, and no page of its own opens
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "media.autoplay.default": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """A window of Firefox, with all that its pages complained of."""

    def __init__(self, connection: Any) -> None:
        self.complaints: list[str] = []
        self._numbers = itertools.count(1)
        self._socket = connection
        self._send("session.new", capabilities={})
        self._send("session.subscribe", events=["log.entryAdded"])
        self._window = self._send("browsingContext.getTree")["contexts"][0]["context"]

    def _send(self, method: str, **said: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": said}))
        while True:
            told = json.loads(self._socket.recv(patience()))
            if told.get("method") == "log.entryAdded":
                self._note(told["params"])
            if told.get("id") == number:
                assert told["type"] == "success", f"{method}: {told.get('message', told)}"
                result: dict[str, Any] = told["result"]
                return result

    def _note(self, entry: dict[str, Any]) -> None:
        if entry["level"] in ("error", "warn"):
            self.complaints.append(entry["text"] or entry["type"])

    def open(self, address: str) -> None:
        """Open a page."""
        self._send("browsingContext.navigate", context=self._window, url=address, wait="complete")

    def size(self, width: int, height: int) -> None:
        """Give the page so many pixels."""
        self._send("browsingContext.setViewport", context=self._window, viewport={"width": width, "height": height})

    def found(self, expression: str) -> Any:
        """Return what an expression is on the page, as plain data; a page that is being left is asked once more."""
        return json.loads(self._evaluated(f"JSON.stringify(({expression}) ?? null)")["value"])

    def _evaluated(self, expression: str) -> dict[str, Any]:
        said = {"target": {"context": self._window}, "awaitPromise": True, "expression": expression}
        told = self._send("script.evaluate", **said)
        assert told["type"] == "success", f"{expression}: {told['exceptionDetails']['text']}"
        result: dict[str, Any] = told["result"]
        return result

    def wait_until(self, expression: str, seconds: float | None = None) -> None:
        """Wait until an expression is true."""
        seconds = seconds or patience()
        end = monotonic() + seconds
        while not self._is(expression):
            assert monotonic() < end, f"{expression} was not true within {seconds} s at {self.found('location.href')}"
            sleep(0.03)

    def _is(self, expression: str) -> bool:
        try:
            return bool(self.found(expression))
        except AssertionError:  # the page is being left, or has nothing of the kind yet
            return False

    def element(self, selector: str, text: str = "") -> dict[str, Any]:
        """Return what a selector finds that is visible and has a text, once there is one; it is scrolled to."""
        shows = f"(one.offsetParent || one.type === 'file') && one.textContent.includes({json.dumps(text)})"
        wanted = f"[...document.querySelectorAll({json.dumps(selector)})].find((one) => {shows})"
        self.wait_until(f"Boolean({wanted})")
        shown = f"(() => {{ const one = {wanted}; one.scrollIntoView({{ block: 'center' }}); return one; }})()"
        return {"sharedId": self._evaluated(shown)["sharedId"]}

    def click(self, selector: str, text: str = "") -> None:
        """Click with the mouse, on the page that comes where one is being left."""
        end = monotonic() + patience()
        while True:
            try:
                return self._click({"type": "element", "element": self.element(selector, text)})
            except AssertionError:
                if monotonic() > end:
                    raise
                sleep(0.03)

    def _click(self, origin: dict[str, Any]) -> None:
        moves = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        mouse = {"type": "pointer", "id": "mouse", "actions": moves}
        self._send("input.performActions", context=self._window, actions=[mouse])

    def type(self, selector: str, text: str) -> None:
        """Replace what a field holds, with the keyboard."""
        self.click(selector)
        self.found(f"document.querySelector({json.dumps(selector)}).select()")
        self.press(text)

    def press(self, letters: str) -> None:
        """Press keys; what is no letter by its code point of WebDriver."""
        keys = [{"type": kind, "value": letter} for letter in letters for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": keys}
        self._send("input.performActions", context=self._window, actions=[keyboard])

    def choose(self, selector: str, value: str, told_by: str = "change") -> None:
        """Choose a value, and tell the page as it hears of a person's choice."""
        self.element(selector)
        field = f"document.querySelector({json.dumps(selector)})"
        told = f"{field}.dispatchEvent(new Event('{told_by}', {{ bubbles: true }}))"
        self.found(f"({field}.value = {json.dumps(value)}, {told})")

    def files(self, selector: str, *files: Path) -> None:
        """Choose files."""
        self._send(
            "input.setFiles", context=self._window, element=self.element(selector), files=[str(file) for file in files]
        )

    def picture(self, to: Path) -> None:
        """Write what the page looks like, as PNG."""
        told = self._send("browsingContext.captureScreenshot", context=self._window, origin="document")
        to.write_bytes(base64.b64decode(told["data"]))

    @property
    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        return int(self.found("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def close(self) -> None:
        """Close Firefox."""
        self._send("browser.close")


def started(command: str, profile: Path) -> tuple[subprocess.Popen[str], str]:
    """Start Firefox with a profile of its own, and return where it listens."""
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    options = ("--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0")
    environment = os.environ | {"HOME": str(profile), "MOZ_CRASHREPORTER_DISABLE": "1"}
    process = subprocess.Popen(
        [command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
    )
    assert process.stderr
    for line in process.stderr:
        if found := LISTENS.search(line):
            return process, found.group(1)
    raise AssertionError(f"{command} ended and listened nowhere: exit code {process.wait()}")


def installed(names: Sequence[str] = NAMES) -> str | None:
    """Return the command of the Firefox of this machine; None where there is none."""
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    """The Firefox of this machine, with an empty window."""
    command = installed()
    if not command:
        pytest.skip(f"there is no Firefox on this machine: looked for {', '.join(NAMES)}")
    profile = tmp_path / "profile"
    profile.mkdir()
    process, address = started(command, profile)
    try:
        with connect(f"{address}/session", max_size=None) as connection:
            window = Firefox(connection)
            yield window
            window.close()
    finally:
        process.kill()
        process.wait()
