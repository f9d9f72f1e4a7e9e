"""The page of settings: language, camera, lines and uncertainties, back-up; what is no setting is refused."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from adding import BUNDLE
from browser import Open, browser, opened
from language import banned, said_on
from playwright.sync_api import expect
from starlette.testclient import TestClient
from test_app import app, until
from test_app_page import AXE, NARROW, WIDE, running
from test_library import AGREED, kept
from test_output import example

from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.library.added_clip import job_of
from movescreen.library.backup_file import Progress
from movescreen.library.preferences import FILE as PREFERENCES
from movescreen.library.preferences import Preferences, load_preferences, save_preferences
from movescreen.library.settings_file import save_settings, settings_of
from movescreen.library.zip_pieces import PIECE_BYTES
from movescreen.records.record import save
from movescreen.scoring.settings import SETTINGS_FILE, Settings, load_settings
from movescreen.video import Frame
from movescreen.video.camera import Listed
from movescreen.web.app import settings_routes, settings_words
from movescreen.web.app.routes import bytes_in
from movescreen.web.live.wishes import Wish, planned

__all__ = ["browser", "opened"]
LINES = {"knees_move_in": 12.5}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


@pytest.fixture
def pages(library: Library) -> Iterator[TestClient]:
    with app(library) as found:
        yield found


def test_words_of_settings_have_both_languages() -> None:
    english, german = settings_words.ENGLISH, settings_words.GERMAN
    assert english.keys() == german.keys()
    assert not banned(" ".join(english.values()), "en") and not banned(" ".join(german.values()), "de")
    for name, sentence in english.items():
        assert set(re.findall(r"{\w+}", sentence)) == set(re.findall(r"{\w+}", german[name])), name


def test_save_settings_is_read_back(library: Library) -> None:
    """What is saved is a file that `analyze --settings` takes; saved again, it is replaced whole."""
    assert settings_of(library.folder) == Settings()
    save_settings(library.folder, {"yaw_deg": 8.0}, LINES, {"knee_over_toe": 2.5})
    found = load_settings(library.folder / SETTINGS_FILE)
    assert (found.yaw_deg, found.lines, found.uncertainties) == (8.0, LINES, {"knee_over_toe": 2.5})
    save_settings(library.folder, {}, {}, {})
    assert settings_of(library.folder) == Settings()


@pytest.mark.parametrize(
    ("numbers", "lines", "unsure", "said"),
    [
        ({"yaw_deg": 90.0}, {}, {}, "yaw_deg should be a number from 0 to 45"),
        ({"yaw_deg": float("nan")}, {}, {}, "yaw_deg should be a number"),
        ({"colour": 1.0}, {}, {}, "colour is no setting"),
        ({"a = 1\nb": 1.0}, {}, {}, "is no name of a setting"),
        ({}, {"knees_move_up": 1.0}, {}, "no such finding"),
        ({}, {}, {"knee_over_toe": 0.0}, "a number above 0"),
        ({}, {}, {"knee": 1.0}, "no such measure"),
    ],
)
def test_save_settings_refuses_what_check_refuses(
    numbers: dict[str, float], lines: dict[str, float], unsure: dict[str, float], said: str, library: Library
) -> None:
    """The sentence is that of the command line, and the settings before stay."""
    save_settings(library.folder, {"yaw_deg": 8.0}, {}, {})
    with pytest.raises(Problem, match=re.escape(said)):
        save_settings(library.folder, numbers, lines, unsure)
    assert settings_of(library.folder).yaw_deg == 8.0


def test_save_settings_leaves_a_file_of_the_users(library: Library) -> None:
    """A file of the name that somebody else wrote is used, and not replaced."""
    file = library.folder / SETTINGS_FILE
    file.write_text("yaw_deg = 7\n", "utf-8")
    assert settings_of(library.folder).yaw_deg == 7.0
    with pytest.raises(Problem, match="did not write it"):
        save_settings(library.folder, {"yaw_deg": 8.0}, {}, {})
    assert file.read_text("utf-8") == "yaw_deg = 7\n"


def test_settings_are_used_by_live_and_by_added_clips(library: Library) -> None:
    """A recording and a clip are measured with the lines that were saved, and keep what was asked of them."""
    save_settings(library.folder, {"yaw_deg": 8.0}, LINES, {})
    session = library.session(kept(library, library.add("Ann", AGREED).id))
    clip = job_of(library, session, BUNDLE, "full").task.settings
    wish = Wish(client=1, screen="overhead_squat", repetitions=3)
    (live,) = planned(wish, "full", "en", settings_of(library.folder))
    for used in (clip, live.task.settings):
        assert used.lines == LINES and used.yaw_deg == 8.0
    assert live.task.settings.reps == 3


def test_settings_are_saved_from_the_page(pages: TestClient, library: Library) -> None:
    body = {"numbers": {"yaw_deg": 8}, "lines": LINES, "uncertainties": {}}
    assert pages.post("/settings/measuring", json=body).json() == {}
    page = pages.get("/settings").text
    assert re.search(r'data-name="knees_move_in"[^>]*value="12.5"', page)
    assert re.search(r'data-name="yaw_deg"[^>]*value="8.0"', page)
    assert str(library.folder / SETTINGS_FILE) in page and not banned(said_on(page), "en")
    answer = pages.post("/settings/measuring", json={"lines": {"nonsense": 1}})
    assert answer.status_code == 400 and "no such finding" in answer.json()["sentence"]


def test_settings_that_somebody_broke_are_said(pages: TestClient, library: Library) -> None:
    (library.folder / SETTINGS_FILE).write_text("yaw_deg = [", "utf-8")
    assert "is not TOML" in pages.get("/settings").text


def test_language_holds_for_all_pages_and_the_next_start(pages: TestClient, library: Library) -> None:
    client = library.add("Ann", AGREED).id
    assert pages.post("/settings/pages", json={"language": "de"}).json() == {}
    for place in ("/", "/settings", "/add", "/reports", f"/clients/{client}"):
        assert '<html lang="de">' in pages.get(place).text, place
    assert load_preferences(library.folder).language == "de"
    assert not banned(said_on(pages.get("/settings").text), "de")
    assert pages.post("/settings/pages", json={"language": "fr"}).status_code >= 400


def test_bytes_in_follows_what_changes(tmp_path: Path) -> None:
    """The size of each folder is remembered until something comes into it or goes, at whatever depth."""
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert bytes_in(tmp_path) == 0
    (deep / "one").write_bytes(bytes(100))
    (tmp_path / "two").write_bytes(bytes(20))
    (tmp_path / "link").symlink_to(deep / "one")
    assert bytes_in(tmp_path) == bytes_in(tmp_path) == 120
    (deep / "other").write_bytes(bytes(3))
    (deep / "one").unlink()
    assert bytes_in(tmp_path) == 23
    assert bytes_in(tmp_path / "none") == 0


def test_units_and_height_hold_for_pages_and_reports(pages: TestClient, library: Library) -> None:
    """A height is typed in the units of the settings; a report of before says it; left alone it keeps its tenth."""
    told = pages.post("/clients", json={"name": "Ann", "consent": AGREED, "height": "1.71 m"}).json()
    begun = library.begin(told["id"], "overhead_squat", "front")
    save(example("front"), begun.folder)
    library.finish(begun.id, example("front"))
    page, report = f"/clients/{told['id']}", f"/sessions/{begun.id}"
    assert "Height: 171 cm" in pages.get(page).text and " cm</small>" in pages.get(report).text
    assert pages.post("/settings/units", json={"units": "imperial"}).json() == {}
    assert "Height: 5 ft 7.5 in" in pages.get(page).text and "5 ft 8 in" in pages.get("/").text
    assert " in</small>" in pages.get(report).text and " cm</small>" not in pages.get(report).text
    assert pages.post(f"{page}/height", json={"height": "5 ft 7.5 in"}).json() == {}
    assert library.client(told["id"]).height_cm == 171.0
    assert pages.post(f"{page}/height", json={"height": "68"}).json() == {}
    assert library.client(told["id"]).height_cm == 172.7
    assert pages.post(f"{page}/height", json={"height": "tall"}).json()["code"] == "height_unlikely"
    assert pages.post(f"{page}/height", json={"height": ""}).json() == {}
    assert " in</small>" not in pages.get(report).text
    assert pages.post("/clients", json={"name": "Ben", "consent": AGREED, "height": "9"}).status_code == 400
    assert [client.name for client in library.clients()] == ["Ann"]


def test_height_of_the_camera_is_typed_in_inches(pages: TestClient, library: Library) -> None:
    """The file has metres, which is what `analyze --settings` reads."""
    save_settings(library.folder, {"camera_height_m": 1.0}, {}, {})
    save_preferences(library.folder, Preferences(units="imperial"))
    page = pages.get("/settings").text
    assert re.search(r'data-name="camera_height_m" data-factor="0.0254"[^>]*value="39.37"', page)
    assert "Camera above the floor, inches" in page


def test_camera_is_named_shown_and_chosen(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cameras stand with their names, one gives a picture, and the choice is there at the next start."""

    class Still:
        def __enter__(self) -> Still:
            return self

        def __exit__(self, *error: object) -> None: ...

        def __iter__(self) -> Iterator[Frame]:
            yield Frame(0, 0.0, np.full((48, 64, 3), 120, np.uint8))

    monkeypatch.setattr(settings_routes, "cameras", lambda: [Listed(0, "Built in"), Listed(2, "Desk camera")])
    monkeypatch.setattr(settings_routes, "PluggedIn", lambda number, size=None: Still)
    with app(library) as pages:
        pages.app._app.state.with_cameras = True  # type: ignore[attr-defined]
        assert "Desk camera" in pages.get("/settings").text
        assert pages.get("/settings/cameras/2/picture").content.startswith(b"\xff\xd8")
        assert pages.get("/settings/cameras/1/picture").json()["code"] == "no_camera"
        assert pages.post("/settings/camera", json={"number": 2, "width": 1280}).json() == {}
        assert pages.post("/settings/camera", json={"number": 2, "width": 5}).json()["code"] == "no_camera"
        assert re.search(r'<option value="2" selected>', pages.get("/settings").text)
    assert load_preferences(library.folder) == Preferences("", 2, 1280)


@pytest.mark.parametrize("text", ["", "[]", "{}", "no json", '{"made_by": "another", "language": "de"}'])
def test_preferences_of_something_else(text: str, library: Library) -> None:
    """A file that is not ours tells nothing, and stays."""
    (library.folder / PREFERENCES).write_text(text, "utf-8")
    assert load_preferences(library.folder) == Preferences()
    with pytest.raises(Problem):
        save_preferences(library.folder, Preferences("de"))
    assert (library.folder / PREFERENCES).read_text("utf-8") == text


def test_back_up_from_the_page(pages: TestClient, library: Library, tmp_path: Path) -> None:
    """A back-up is written and read by the page; a second one of the name is refused with a sentence."""
    kept(library, library.add("Ann", AGREED).id)
    file, folder = str(tmp_path / "b.zip"), str(tmp_path / "again")
    assert "b.zip" in copied(pages, "backup", file=file)["result"]["sentence"]
    assert copied(pages, "backup", file=file)["code"] == "output_not_ours"
    told = copied(pages, "restore", file=file, folder=folder)
    assert told["result"]["command"] == f"movescreen app --library {folder}" and told["done"] <= told["of"]
    assert [client.name for client in Library(Path(folder)).clients()] == ["Ann"]
    assert copied(pages, "restore", file=file, folder=folder)["code"] == "restore_place"


def copied(pages: TestClient, kind: str, **body: str) -> dict[str, Any]:
    """What a back-up or its reading ended with."""
    assert pages.post(f"/settings/{kind}", json=body).json() == {}
    return until(lambda: at if (at := pages.get("/settings/copying").json())["state"] != "running" else None)


def test_back_up_tells_how_far_it_is_and_is_stopped(
    pages: TestClient, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Meanwhile a second one is refused; stopped, nothing is left."""
    session = library.session(kept(library, library.add("Ann", AGREED).id))
    (session.folder / "poses.npz").write_bytes(bytes(40 * PIECE_BYTES))
    goes_on = threading.Event()
    monkeypatch.setattr(
        Progress, "add", lambda self, count, add=Progress.add: (add(self, count), goes_on.wait(0.05))[0]
    )
    assert pages.post("/settings/backup", json={"file": str(tmp_path / "b.zip")}).json() == {}
    at = until(lambda: now if (now := pages.get("/settings/copying").json())["done"] else None)
    assert (at["kind"], at["state"]) == ("backup", "running") and 0 < at["done"] <= at["of"] > 40 * PIECE_BYTES
    second = pages.post("/settings/backup", json={"file": str(tmp_path / "c.zip")})
    assert second.json()["code"] == "busy_working"
    assert pages.post("/settings/copying/stop").json() == {}
    assert pages.get("/settings/copying").json()["code"] == "stopped"
    assert [one.name for one in tmp_path.iterdir()] == ["library"]


@pytest.mark.parametrize("window", [NARROW])
def test_settings_by_keyboard(window: dict[str, int], library: Library, tmp_path: Path, opened: Open) -> None:
    """Lines are unfolded, typed and saved, a refusal is said, and a back-up is written, without a mouse."""
    with running(library) as address:
        shown = opened(address, viewport=window)
        page = shown.page
        page.goto(address.split("?")[0].rstrip("/") + "/settings")
        page.get_by_text("Lines", exact=True).focus()
        page.keyboard.press("Enter")
        field = page.locator('[data-name="knees_move_in"]')
        field.focus()
        page.keyboard.type("12.5")
        page.keyboard.press("Enter")
        expect(page.locator("#measuring [role=status]")).to_have_text("Saved.")
        assert settings_of(library.folder).lines == LINES
        page.get_by_text("For every measuring", exact=True).focus()
        page.keyboard.press("Enter")
        page.locator('[data-name="yaw_deg"]').focus()
        page.keyboard.type("90")
        page.keyboard.press("Enter")
        expect(page.locator("#amiss")).to_contain_text("yaw_deg should be a number from 0 to 45")
        page.locator("#file").fill(str(tmp_path / "b.zip"))
        page.keyboard.press("Enter")
        expect(page.locator("#backup [role=status]")).to_contain_text("b.zip")
        assert (tmp_path / "b.zip").is_file() and shown.overflow == 0
        page.locator("#language").select_option("de")
        expect(page.get_by_role("heading", name="Sprache und Einheiten")).to_be_visible()


@pytest.mark.skipif(not AXE, reason="MOVESCREEN_AXE names no axe.min.js")
@pytest.mark.parametrize("window", [WIDE, NARROW])
def test_settings_have_no_violation(window: dict[str, int], library: Library, opened: Open) -> None:
    """Unfolded, on a desk and a phone, in both languages."""
    with running(library) as address:
        page = opened(address, viewport=window, bypass_csp=True).page
        page.goto(address.split("?")[0].rstrip("/") + "/settings")
        for language in ("en", "de"):
            if language != "en":
                with page.expect_navigation():
                    page.locator("#language").select_option(language)
            expect(page.locator("html")).to_have_attribute("lang", language)
            page.evaluate(Path(AXE).read_text("utf-8"))
            page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
            violations = page.evaluate("axe.run(document)")["violations"]
            assert not [(one["id"], one["nodes"][0]["html"]) for one in violations]
