"""A coach's whole walk through the app in a real browser, from a new client to nothing being left of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from adding import BUNDLE, write_view
from browser import Open
from playwright.sync_api import Page, expect
from test_app_page import running
from test_live_page import clip, glances, phase  # noqa: F401 - fixtures

from movescreen.library import Library
from movescreen.video.replayed_camera import StandIn
from movescreen.web.live.engine import LiveEngine

NAME = "Zoe Example"


def before(clip: Path, library: Library) -> Callable[[], LiveEngine]:  # noqa: F811
    """How the live engine of a library is begun with a clip for its camera."""
    return partial(LiveEngine, partial(StandIn, clip, True), BUNDLE, library, lossless=True)


def test_coach_walks_through_the_app(
    clip: Path,  # noqa: F811
    tmp_path: Path,
    opened: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Client, gate, two recordings, the phone's clip, pair, reports, comparison; deleted, nothing is left."""
    monkeypatch.setattr("movescreen.web.app.phone.EVERYWHERE", "127.0.0.1")
    library = Library(tmp_path / "library")
    with running(library, before(clip, library)) as address:
        shown = opened(address)
        page = shown.page
        new_client(page)
        reports = [record(page, tmp_path / f"recorded{number}.png") for number in (1, 2)]
        assert len(set(reports)) == 2
        receive(page, opened, write_view(tmp_path / "side.mp4", "side"))
        page.screenshot(path=tmp_path / "added.png", full_page=True)
        page.get_by_role("button", name="Join").click()
        expect(page.locator("body")).to_contain_text("from the front and from the side")
        expect(page.locator("header").first).not_to_contain_text(re.compile("[0-9a-f]{32}"))  # a folder's name
        page.screenshot(path=tmp_path / "pair.png", full_page=True)
        page.get_by_role("link", name=NAME, exact=True).click()
        expect(page.locator("tbody tr")).to_have_count(4)
        page.screenshot(path=tmp_path / "client.png", full_page=True)
        page.locator("a[href*='/trend/overhead_squat/front']").first.click()
        expect(page.locator("main")).to_contain_text("Compared at the same depth")
        page.screenshot(path=tmp_path / "comparison.png", full_page=True)
        page.go_back()
        delete_all(page, library)
        left = [said for said in shown.complaints if not said.endswith("net::ERR_ABORTED")]  # by going on to a page
        assert len(left) == 2 and all("400" in said for said in left), left  # the name that is there, twice
    assert library.clients() == []
    files = [file for file in library.folder.rglob("*") if file.is_file()]
    assert all(file.parent == library.folder for file in files), files
    assert not [file for file in files if NAME.encode() in file.read_bytes()]


def new_client(page: Page) -> None:
    """A client of the name is added; of one that is there, another is added only by a button that says so."""
    for first in (True, False):
        if not first:
            page.get_by_role("link", name="Clients", exact=True).click()
            page.get_by_text("New client").click()
        page.get_by_label("Name").fill(NAME)
        page.get_by_role("button", name="Add client").click()
        if first:
            expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    expect(page.locator("#amiss")).to_have_text("There is a client of that name. Add another one?")
    page.get_by_role("button", name="Add client").click()
    expect(page.get_by_role("button", name="Add another one")).to_be_visible()
    page.get_by_role("button", name="Add another one").click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Yes, delete").click()
    expect(page.locator("#clients > li")).to_have_count(1)


def record(page: Page, picture: Path) -> str:
    """One repetition in front of the camera, through the gate; the address of its report."""
    if not page.url.rstrip("/").endswith(page.url.split("/")[2]):
        page.get_by_role("link", name="Clients", exact=True).first.click()
    page.get_by_role("link", name=f"Record {NAME}").click()
    page.get_by_label("Repetitions").fill("1")
    page.get_by_role("button", name="Get into place").click()
    phase(page, "recording")
    page.screenshot(path=picture)
    page.wait_for_url("**/sessions/*")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    expect(page.locator("main")).to_contain_text("Counted: 1 repetition.")
    return page.url


def receive(page: Page, opened: Open, film: Path) -> None:
    """A phone sends a clip, which is measured."""
    page.get_by_role("link", name="Clients", exact=True).first.click()
    page.get_by_role("link", name=f"Add clips {NAME}").click()
    page.get_by_role("button", name="Switch on").click()
    expect(page.get_by_text(f"Clips go to {NAME}.")).to_be_visible()
    phone = opened(page.locator("#address").inner_text()).page
    phone.locator("#files").set_input_files(film)
    expect(phone.locator("#sending")).to_contain_text("Sent.")
    page.get_by_role("button", name="Switch off").click()
    expect(page.locator("#entries li")).to_contain_text("Overhead squat, from the side")


def delete_all(page: Page, library: Library) -> None:
    """One session is deleted, and the pair that it is part of; then the client."""
    client = library.clients()[0].id
    newest = library.sessions(client)[0]
    page.locator("details.more summary").first.click()
    page.locator(f"button[data-does='/sessions/{newest.id}/delete']").click()
    page.get_by_role("button", name="Yes, delete").click()
    expect(page.locator("tbody tr")).not_to_have_count(4)
    assert not newest.folder.exists()
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Yes, delete").click()
    expect(page.get_by_text("No client yet.")).to_be_visible()
