"""The app in a real browser: a clip dropped is a report, front and side are joined, what is deleted is gone."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from adding import BUNDLE, measure, write_view
from browser import AXE_RULES, DESK, Open
from playwright.sync_api import Page, ViewportSize, expect
from test_app_rating import only, recorded
from test_library import kept

from movescreen.library import Library
from movescreen.library.inbox import Inbox
from movescreen.web.app.application import app_of
from movescreen.web.app.phone import PhoneDoor
from movescreen.web.app.uploads import Receiver
from movescreen.web.live.engine import LiveEngine
from movescreen.web.rating.store import Showing
from movescreen.web.server import listening
from movescreen.web.server.listen import server

AXE = os.environ.get("MOVESCREEN_AXE", "")
NARROW: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1366, "height": 768}
DROPPED = """
async ([names, contents]) => {
  const carried = new DataTransfer();
  names.forEach((name, number) => carried.items.add(new File(
    [Uint8Array.from(atob(contents[number]), (letter) => letter.charCodeAt(0))], name, { lastModified: 1750000000000 },
  )));
  document.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}
"""


def no_engine():
    raise AssertionError("nothing here opens a camera")


@contextmanager
def running(library: Library, begun: Callable[..., LiveEngine] = no_engine) -> Iterator[str]:
    """The app of a library, at an address of its own."""
    with (
        listening("127.0.0.1", 0) as (door, safety),
        app_of(safety, library, BUNDLE, begun, with_cameras=False, work=measure) as guard,
    ):
        answering = server(guard)
        thread = threading.Thread(target=answering.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        try:
            yield safety.address
        finally:
            answering.should_exit = True
            thread.join(10)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("clips")
    return [write_view(folder / "front.mp4"), write_view(folder / "side.mp4", "side")]


def drop(page: Page, *files: Path) -> None:
    """Drop files on the page, as from a folder."""
    import base64

    contents = [base64.b64encode(file.read_bytes()).decode() for file in files]
    page.evaluate(DROPPED, [[file.name for file in files], contents])


def test_a_coach_adds_clips_joins_them_and_deletes_them(library: Library, clips: list[Path], opened: Open) -> None:
    """New client, two clips dropped, their reports, front and side joined; then everything deleted."""
    with running(library) as address:
        shown = opened(address)
        page = shown.page
        page.get_by_label("Name").fill("Ann")
        page.get_by_role("button", name="Add client").click()
        expect(page.get_by_role("heading", name="Ann")).to_be_visible()
        page.get_by_role("link", name="Clients").click()
        page.get_by_role("link", name="Add clips Ann").click()
        expect(page.get_by_label("Whose clips?")).not_to_have_value("")
        drop(page, *clips)
        entries = page.locator("#entries li")
        expect(entries).to_have_count(2)
        expect(page.get_by_role("link", name="Report", exact=True)).to_have_count(2)
        expect(entries.filter(has_text="side.mp4")).to_contain_text("Overhead squat, from the side, 2025-06-15")
        page.get_by_role("button", name="Join").click()
        expect(page.get_by_role("heading", level=1).first).to_contain_text("Ann")
        expect(page.locator("body")).to_contain_text("from the front and from the side")
        page.get_by_role("link", name="Ann", exact=True).click()
        expect(page.locator("tbody tr")).to_have_count(3)
        page.get_by_role("button", name="Delete everything").click()
        page.get_by_role("button", name="Yes, delete").click()
        expect(page.get_by_text("No client yet.")).to_be_visible()
        left = [said for said in shown.complaints if not said.endswith("net::ERR_ABORTED")]  # by going on to a page
        assert left == [], left
        assert shown.overflow <= 0
    assert library.clients() == [] and not list(library.folder.glob("*/*/*"))


def test_a_clip_is_added_with_the_keyboard_alone(library: Library, clips: list[Path], opened: Open) -> None:
    library.add("Ann", "Agreed.")
    with running(library) as address:
        page = opened(address).page
        page.on("filechooser", lambda chooser: None)  # Chromium asks us from now on, not first when Space is down
        reach(page, "Add clips")
        page.keyboard.press("Enter")
        page.wait_for_url("**/add")
        reach(page, "Whose clips?")
        page.keyboard.press("ArrowDown")
        reach(page, "or choose them")
        with page.expect_file_chooser(timeout=10_000) as chooser:
            page.keyboard.press("Space")
        chooser.value.set_files([clips[0]])
        report = page.get_by_role("link", name="Report", exact=True)
        expect(report).to_be_visible()
        reach(page, "Report")
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_contain_text("Overhead squat")


def reach(page: Page, name: str) -> None:
    """Press Tab until what is named so has the focus."""
    label = "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(label) == name:
            return
    raise AssertionError(f"no way to {name} with the keyboard")


def test_a_page_of_an_earlier_start_loads_itself_again(library: Library, opened: Open) -> None:
    with running(library) as address:
        page = opened(address).page
        page.evaluate("settings.secret = 'of an earlier start'")
        page.get_by_label("Name").fill("Ann")
        with page.expect_navigation():
            page.get_by_role("button", name="Add client").click()
        page.get_by_label("Name").fill("Ann")
        page.get_by_role("button", name="Add client").click()
        expect(page.get_by_role("heading", name="Ann")).to_be_visible()


def test_a_phone_films_and_goes_to_sleep(library: Library, tmp_path: Path, opened: Open) -> None:
    """The connection is lost after the first piece and comes back: the clip arrives whole, once."""
    inbox, whole = Inbox(library), threading.Event()
    door = PhoneDoor(inbox, Receiver(inbox, "page", lambda upload: whole.set()), host="127.0.0.1")
    door.open()
    try:
        told = door.told()
        assert told
        shown = opened(str(told["address"]), viewport=NARROW)
        page, pieces = shown.page, []

        def lose(route, request) -> None:
            pieces.append(request.header_value("upload-offset"))
            route.abort() if len(pieces) == 2 else route.continue_()

        page.route(
            "**/uploads/*",
            lambda route, request: lose(route, request) if request.method == "PATCH" else route.continue_(),
        )
        film = tmp_path / "film.mp4"
        film.write_bytes(os.urandom(2_000_000))
        page.locator("#film").set_input_files(film)
        expect(page.locator("#sending")).to_contain_text("Sent.")
        assert whole.wait(10) and len(pieces) >= 3 and pieces[1] == pieces[2]
        (upload,) = inbox.uploads()
        assert upload.file.read_bytes() == film.read_bytes() and shown.overflow <= 0
        assert page.locator("#film").get_attribute("capture") == "environment"
    finally:
        door.shut()


def test_the_code_that_a_phone_scans(library: Library, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a camera reads off the page is the address of the phone's page; switched off, nothing answers there."""
    monkeypatch.setattr("movescreen.web.app.phone.EVERYWHERE", "127.0.0.1")
    library.add("Ann", "Agreed.")
    with running(library) as address:
        page = opened(address).page
        page.goto(address.partition("?")[0] + "add")
        expect(page.get_by_role("button", name="Switch off")).to_be_hidden()
        page.get_by_label("Whose clips?").select_option(label="Ann")
        page.get_by_role("button", name="Switch on").click()
        expect(page.get_by_text("Clips go to Ann.")).to_be_visible()
        picture = cv2.imdecode(np.frombuffer(page.locator("#code").screenshot(), np.uint8), cv2.IMREAD_COLOR)
        assert picture is not None
        read, *_ = cv2.QRCodeDetector().detectAndDecode(picture)
        assert read == page.locator("#address").inner_text() and read.startswith("http://127.0.0.1:")
        expect(opened(read).page.get_by_role("heading", name="Send clips")).to_be_visible()
        page.get_by_role("button", name="Switch off").click()
        expect(page.get_by_role("button", name="Switch on")).to_be_visible()
        assert page.locator("#phone").is_hidden()


@pytest.mark.skipif(not AXE, reason="MOVESCREEN_AXE names no axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_the_app(library: Library, scheme: str, opened: Open) -> None:
    client = library.add("Ann", "Agreed.").id
    session = kept(library, client)
    inbox = Inbox(library)
    door = PhoneDoor(inbox, Receiver(inbox, "page", lambda upload: None), host="127.0.0.1")
    door.open()
    with running(library) as address:
        page = opened(address, bypass_csp=True, color_scheme=scheme).page
        base = address.partition("?")[0]
        phone = str((door.told() or {})["address"])
        for viewport in (DESK, NARROW):
            page.set_viewport_size(viewport)
            for path in (
                base,
                f"{base}add",
                f"{base}reports",
                f"{base}settings",
                phone,
                f"{base}clients/{client}",
                f"{base}sessions/{session}/change",
            ):
                page.goto(path)
                page.evaluate(Path(AXE).read_text("utf-8"))
                violations = page.evaluate(f"axe.run(document, {AXE_RULES[scheme]})")["violations"]
                assert not [(one["id"], one["nodes"][0]["html"]) for one in violations], path
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    door.shut()


def test_a_coach_rates_without_a_mouse(tmp_path: Path, opened: Open) -> None:
    """From the page of ratings to the first tick and back, on a phone's width, with no complaint of axe in German."""
    library = recorded(tmp_path / "library")
    with running(library) as address:
        shown = opened(address, viewport=NARROW, bypass_csp=True)
        page, base = shown.page, address.split("?")[0].rstrip("/")
        page.goto(f"{base}/rating")
        page.get_by_role("button", name="Prepare the ratings").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_label("Who rates?")).to_be_focused()
        page.keyboard.type("Ana")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Begin")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Clip 1 of 3")).to_be_visible()
        page.keyboard.press("1")
        expect(page.locator("label.unsaved")).to_have_count(0)
        page.get_by_role("link", name="Go on later").click()
        expect(page.get_by_role("cell", name="0 of 3 clips")).to_be_visible()
        stage = only(library)[1].stage("Ana")
        assert isinstance(stage, Showing) and stage.ticks and shown.overflow == 0 and not shown.complaints
        if AXE:
            no_violation(page, base)


def no_violation(page: Page, base: str) -> None:
    page.evaluate("fetch('/settings/pages', {method: 'POST', body: JSON.stringify({language: 'de'}), headers: "
                  "{'Content-Type': 'application/json', 'X-Movescreen': settings.secret}})")  # fmt: skip
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{base}/rating")
        expect(page.locator("html")).to_have_attribute("lang", "de")
        page.evaluate(Path(AXE).read_text("utf-8"))
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        violations = page.evaluate("axe.run(document)")["violations"]
        assert not [(one["id"], one["nodes"][0]["html"]) for one in violations]
