"""What a coach ticks in a report: a rating of that recording, shown as the coach's own wherever the recording is."""

from __future__ import annotations

import errno
import json
import re
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from browser import Open, browser, opened
from playwright.sync_api import expect
from test_app_page import running
from test_axe import live
from test_history import AGREED, at, keep
from test_live_coach import asking

from movescreen.cli.main import main
from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.output.export.json_document import document
from movescreen.output.language.problems import GERMAN
from movescreen.output.report.files import REPORT
from movescreen.records.record import load_record
from movescreen.reliability.own_ratings import FILE, OwnRating, load_own_ratings, store_own_ratings
from movescreen.reliability.rating_tables import read_table

__all__ = ["browser", "opened"]
TICKS = {"ticks": {"feet_flatten_left": "observed", "feet_flatten_right": "not_observed"}, "note": "Only the <last>."}
OWN = "Seen by the coach, not by the camera"


@pytest.fixture
def one(tmp_path: Path) -> tuple[Library, int]:
    """A library with one session, of a squat from the side."""
    library = Library(tmp_path / "library")
    return library, keep(library, library.add("Ann", AGREED).id, 3, 0, film=False)


def test_report_offers_the_missing_view(one: tuple[Library, int]) -> None:
    """The page has a button that leads to the live page with all chosen; the file that is sent has the line alone."""
    library, number = one
    page, kept = asking(library).get(f"/sessions/{number}").text, library.session(number)
    link = f'href="/?client={kept.client}&amp;screen=overhead_squat&amp;view=front">Record the front now</a>'
    assert page.count(link) == 1 and 'id="ticks"' in page and "data-own=" in page
    report = (kept.folder / REPORT).read_text("utf-8")
    assert "Needs another view" in report
    assert "now</a>" not in report and 'id="ticks"' not in report and "X-Movescreen" not in report


def test_ticks_join_the_ratings(one: tuple[Library, int], capsys: pytest.CaptureFixture[str]) -> None:
    """They stand in the report and the history as the coach's, and are read by `agree`, `clients` and `export`."""
    library, number = one
    pages, kept = asking(library), library.session(number)
    assert pages.post(f"/sessions/{number}/ticks", json=TICKS).json() == {}
    page, report = pages.get(f"/sessions/{number}").text, (kept.folder / REPORT).read_text("utf-8")
    for shown in (page, report):
        assert (
            OWN in shown and "Feet flatten (left): seen, Feet flatten (right): not seen. Only the &lt;last&gt;" in shown
        )
    assert 'name="feet_flatten_left" value="observed" checked' in page
    assert OWN in pages.get(f"/clients/{kept.client}").text
    table = read_table(library.folder)
    assert [(r.subject, r.rater, r.item, r.value) for r in table.ratings] == [
        (kept.folder.name, "coach", "feet_flatten_left", "observed"),
        (kept.folder.name, "coach", "feet_flatten_right", "not_observed"),
    ]
    assert main(["clients", "--json", "--library", str(library.folder)]) == 0
    told = json.loads(capsys.readouterr().out)["clients"][0]["sessions"][0]["ratings"]
    assert [one["value"] for one in told] == ["observed", "not_observed"]
    record = load_record(kept.folder)
    assert all(f.state == "not_measurable" for f in record.findings if f.finding == "feet_flatten")
    assert "ratings" not in document(record), "what the camera measured stays apart"


def test_ticks_are_taken_back(one: tuple[Library, int]) -> None:
    """Without a tick nothing of it is said; with a note of before, neither."""
    library, number = one
    pages = asking(library)
    pages.post(f"/sessions/{number}/ticks", json=TICKS)
    assert pages.post(f"/sessions/{number}/ticks", json={"ticks": {}, "note": "x"}).json() == {}
    assert OWN not in pages.get(f"/sessions/{number}").text


@pytest.mark.parametrize(
    "wrong",
    [{"ticks": {"knees_move_in_left": "observed"}}, {"ticks": {"feet_flatten_left": "maybe"}}, {"note": 3}],
)
def test_ticks_of_something_else(one: tuple[Library, int], wrong: dict[str, object]) -> None:
    """What a camera shows, and what is no answer, is turned away, and nothing is written."""
    library, number = one
    assert asking(library).post(f"/sessions/{number}/ticks", json=wrong).status_code in (400, 422)
    assert not (library.session(number).folder / FILE).exists()


def test_ticks_on_a_full_disk(one: tuple[Library, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is said in the language of the page, and the ticks before stay."""
    library, number = one
    pages, folder = asking(library), library.session(number).folder
    pages.post(f"/sessions/{number}/ticks", json=TICKS)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        answer = pages.post(f"/sessions/{number}/ticks", json={"ticks": {}})
    assert answer.json()["code"] in GERMAN
    assert len(load_own_ratings(folder)) == 2


def test_load_own_ratings_of_something_else(tmp_path: Path) -> None:
    """A file that is not ours is neither read nor replaced."""
    (tmp_path / FILE).write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(Problem, match="not as movescreen wrote it"):
        load_own_ratings(tmp_path)
    with pytest.raises(Problem):
        store_own_ratings([OwnRating("feet_flatten_left", "observed")], tmp_path)
    assert (tmp_path / FILE).read_text("utf-8") == "a,b\n1,2\n"
    with pytest.raises(Problem, match="Ratings were expected"):
        read_table(tmp_path)


def test_coach_ticks_and_records_the_other_view(one: tuple[Library, int], opened: Open, tmp_path: Path) -> None:
    """In a browser: a tick stands in the report, a copy has it without what asks; the link fills in the form."""
    library, number = one
    with running(library) as address:
        shown = opened(address)
        page = shown.page
        page.goto(at(address, f"/sessions/{number}"))
        page.get_by_text("Tick what you saw yourself").click()
        page.get_by_role("group", name=re.compile(r"Feet flatten \(left\)")).get_by_label("Seen", exact=True).check()
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("main")).to_contain_text("Feet flatten (left): seen.")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save a copy").click()
        copy = Path(download.value.path()).read_text("utf-8")
        assert OWN in copy and "data-app" not in copy.split("<script>")[0] and "connect-src" not in copy
        to = page.get_by_role("link", name="Record the front now").get_attribute("href")
        assert to == f"/record?client={library.session(number).client}&screen=overhead_squat&view=front"
        assert not shown.complaints
    live_page = tmp_path / "live.html"
    live_page.write_text(live(), encoding="utf-8")
    page.goto(f"{live_page.as_uri()}?client=3&screen=bridge&view=front")
    chosen = [page.locator(f"#{name}").input_value() for name in ("client", "screen", "view", "plan")]
    assert chosen == ["3", "bridge", "front", ""]
