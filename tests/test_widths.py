"""No page scrolls sideways: at twice its size on a small laptop (683 px), and on a phone (390 px)."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from browser import Open, browser, opened
from test_app_page import running
from test_axe import PAGES, UNFOLDED
from test_history import AGREED, at, keep

from movescreen.library import Library

__all__ = ["browser", "opened"]
WIDTHS = (683, 390)
LONG = "Anna-Katharina Freifrau von und zu Waldburg-Wolfegg-Waldsee"
# By how far the page, or a part of it that may not scroll by itself, is wider than the window.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const parts = [...document.querySelectorAll("body *:not(option)")].filter((one) =>
    one.getBoundingClientRect().right > width + 1 && !one.closest(".scroll, svg, dialog, .spoken"));
  return [document.documentElement.scrollWidth - width, parts.slice(0, 3).map((one) => one.outerHTML.slice(0, 120))];
}"""


def test_pages_fit_their_window(opened: Open, tmp_path: Path) -> None:
    """Each page of the app and each kind of report, folded and unfolded, with a long name."""
    library = Library(tmp_path / "library")
    client = library.add(LONG, AGREED).id
    one, other = (keep(library, client, 3 + n, n, film=False) for n in range(2))
    files = []
    for name in ("pair", "live", "live without clients"):  # what the app's own pages below are not
        files.append(tmp_path / f"{name}.html")
        files[-1].write_text(PAGES[name](), encoding="utf-8")
    places = [
        "/", "/add", "/reports", "/settings", f"/clients/{client}", f"/sessions/{one}", f"/joined/{one}+{other}",
        f"/clients/{client}/trend/overhead_squat/side", f"/sessions/{one}/beside/{other}", f"/sessions/{one}/change",
        "/nothing",
    ]  # fmt: skip
    with running(library) as address:
        page = opened(address).page
        for place in [at(address, place) for place in places] + [file.as_uri() for file in files]:
            page.goto(place, wait_until="domcontentloaded")
            for before, width in (("0", WIDTHS[0]), (UNFOLDED, WIDTHS[0]), ("0", WIDTHS[1])):
                page.evaluate(before)
                page.set_viewport_size({"width": width, "height": 844})
                assert page.evaluate(TOO_WIDE) == [0, []], (place, width)
