"""A coach's walk through the app in Firefox: recording, a clip, its report, the history, two side by side, settings."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from adding import write_view
from firefox import Firefox, firefox
from test_app_page import running
from test_live_page import clip, glances
from test_walk_coach import before

from movescreen.library import Library

__all__ = ["clip", "firefox", "glances"]
NAME = "Zoe Example"


def test_coach_walks_through_firefox(
    clip: Path,
    glances: list,
    tmp_path: Path,
    firefox: Firefox,
) -> None:
    """Each step ends as in Chromium, no page complains, and none is wider than a phone or a desk."""
    library = Library(tmp_path / "library")
    with running(library, before(clip, library)) as address:
        walk(firefox, address, write_view(tmp_path / "front.mp4"))
    assert firefox.complaints == []
    assert [one.view for one in library.every_session()] == ["front", "front"]


def walk(firefox: Firefox, address: str, film: Path) -> None:
    """Walk through all, with a film from the front."""
    firefox.size(1280, 800)
    firefox.open(address)
    firefox.type("#name", NAME)
    firefox.click("#client button.first")
    firefox.wait_until(f"document.querySelector('h1')?.textContent.includes('{NAME}')")
    record(firefox)
    add(firefox, film)
    side_by_side(firefox)
    in_german(firefox)


def record(firefox: Firefox) -> None:
    """One repetition in front of the camera, whose pictures are drawn; it ends with the report."""
    firefox.click("nav a", "Clients")
    firefox.click("#clients a", "Record")
    firefox.wait_until(LIT)
    firefox.type("#repetitions", "1")
    firefox.click("#wish button.first")
    firefox.wait_until("document.querySelector('main[data-phase=recording]') !== null")
    firefox.wait_until("location.pathname.startsWith('/sessions/')")
    firefox.wait_until("document.querySelector('main')?.innerText.includes('Counted: 1 repetition.')")
    fits(firefox)


def add(firefox: Firefox, film: Path) -> None:
    """A clip is sent, measured, and has its report."""
    firefox.click("nav a", "Clients")
    firefox.click("#clients a", "Add clips")
    firefox.wait_until("document.querySelector('#whose').selectedOptions[0].text !== ''")
    firefox.files("#files", film)
    firefox.click("#entries a.button.first")
    firefox.wait_until("location.pathname.startsWith('/sessions/')")
    firefox.wait_until(f"document.querySelector('h1')?.textContent.includes('{NAME}')")


def side_by_side(firefox: Firefox) -> None:
    """Of the client's page two sessions are opened side by side; where one is scrubbed, the other follows."""
    firefox.click("nav a", NAME)
    firefox.wait_until("document.querySelectorAll('tbody tr').length === 2")
    fits(firefox)
    firefox.click("form.beside button")
    firefox.wait_until("document.querySelectorAll('input[type=range]').length === 2")
    before = firefox.found("document.querySelector('#at1').value")
    firefox.choose("#at0", "20", "input")
    firefox.wait_until(f"document.querySelector('#at1').value !== '{before}'")
    fits(firefox)


def in_german(firefox: Firefox) -> None:
    """Settings change the language of all pages."""
    firefox.click("nav a[href='/']")
    firefox.wait_until("location.pathname === '/'")  # the page that is being left has a link of that name too
    firefox.click("nav a", "Settings")
    firefox.wait_until("location.pathname === '/settings'")
    firefox.choose("#language", "de")
    firefox.wait_until("document.documentElement.lang === 'de'")
    fits(firefox)
    firefox.click("nav a", "Aufnehmen")
    firefox.wait_until("document.documentElement.lang === 'de' && document.querySelector('#wish') !== null")


LIT = """(() => {
  const canvas = document.querySelector('#picture');
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  return pixels.some((value, at) => at % 4 < 3 && value);
})()"""


def fits(firefox: Firefox) -> None:
    """Nothing of a page is beside the window, on a phone neither."""
    for width, height in ((390, 844), (1280, 800)):
        firefox.size(width, height)
        assert firefox.overflow <= 0, firefox.found("location.pathname")
