"""A real browser for the tests of pages: the fixtures `browser` and `opened`, which skip where none is installed.

`opened(html)`, or an address in its place, has Playwright's `page` and the `complaints` of its console.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from patience import patience
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE: ViewportSize = {"width": 375, "height": 740}
DESK: ViewportSize = {"width": 1100, "height": 800}


class Opened:
    """A page that was opened, with all that it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda said: self._note(said.type in ("error", "warning"), said.text))
        page.on("pageerror", lambda error: self._note(True, str(error)))
        page.on("requestfailed", lambda request: self._note(True, f"{request.url[:80]} {request.failure}"))

    def _note(self, complaint: bool, text: str) -> None:
        if complaint:
            self.complaints.append(text)

    def wait_until(self, expression: str, seconds: float | None = None) -> None:
        """Wait until an expression is true; Playwright's own way would need a page that allows `eval`."""
        seconds = seconds or patience()
        end = monotonic() + seconds
        while not self.page.evaluate(expression):
            assert monotonic() < end, f"{expression} was not true within {seconds} s"
            self.page.wait_for_timeout(20)

    @property
    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


Open = Callable[..., Opened]


@pytest.fixture(scope="module")  # while it runs, nobody else can have an event loop
def browser() -> Iterator[Browser]:
    """The browser of this machine, one for all tests of a module."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip(f"there is no browser on this machine: looked for {', '.join(NAMES)}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, headless=True, args=list(OPTIONS))
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens HTML, or an address, in a window of its own; options are Playwright's, such as `color_scheme="dark"`."""
    contexts = []
    expect.set_options(timeout=1000 * patience())

    def opens(what: str, **options: Any) -> Opened:
        context = browser.new_context(**{"viewport": DESK, **options})
        context.set_default_timeout(1000 * patience())
        contexts.append(context)
        shown = Opened(context.new_page())
        if what.lstrip().startswith("<"):
            file = tmp_path / f"page{len(contexts)}.html"
            file.write_text(what, encoding="utf-8")
            what = file.as_uri()
        shown.page.goto(what)
        return shown

    yield opens
    for context in contexts:
        context.close()
