"""A client's history: charts and thumbnails, notes, and two sessions side by side in step."""

from __future__ import annotations

import errno
import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from browser import Open, browser, opened
from language import banned
from playwright.sync_api import Route, expect
from test_app_page import NARROW, running
from test_change_between_sessions import session
from test_live_coach import asking
from videos import picture, write_clip

from movescreen.errors import Problem
from movescreen.library import VIDEO, Library
from movescreen.output.language import english, german
from movescreen.output.pictures.stills import FOLDER, Still, jpeg_within, store_stills
from movescreen.output.report import about
from movescreen.records.record import WHOLE, load_record, save
from movescreen.scoring.frames_in_step import frames_in_step
from movescreen.web.live import history_words

__all__ = ["browser", "opened"]
AGREED = "Agreed to be recorded and measured."
JPEG = jpeg_within(np.full((200, 100, 3), 90, np.uint8), 10_000)


def keep(library: Library, client: int, month: int, seed: int, share: float = 1.0, film: bool = True) -> int:
    """The number of a session of squats with stills, and a video where one is to be."""
    record = session(share, seed=seed)
    begun = library.begin(client, "overhead_squat", "side", f"2026-{month:02d}-03T10:00:00+00:00")
    save(record, begun.folder)
    store_stills([Still(rep.number, 100, 200, JPEG) for rep in record.repetitions], begun.folder)
    if film:
        write_clip(begun.folder / VIDEO, (picture(n, 96, 72) for n in range(len(record.frames.time))), preset="fast")
    library.finish(begun.id, record)
    return begun.id


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, list[int]]:
    """A library with a client who has three sessions; of the second no video was kept."""
    library = Library(tmp_path_factory.mktemp("history") / "library")
    ann = library.add("Ann", AGREED).id
    return library.folder, ann, [keep(library, ann, 3 + n, n, 1.0 - 0.1 * n, film=n != 1) for n in range(3)]


@pytest.fixture
def library(made: tuple[Path, int, list[int]], tmp_path: Path) -> Library:
    """A copy of it for one test."""
    shutil.copytree(made[0], tmp_path / "library")
    return Library(tmp_path / "library")


@pytest.fixture
def three(made: tuple[Path, int, list[int]]) -> tuple[int, list[int]]:
    """The client's number, and those of the sessions."""
    return made[1], made[2]


def at(address: str, path: str) -> str:
    """The address of one of the pages."""
    return address.split("?")[0].rstrip("/") + path


def said_on(page: str) -> str:
    """What a page says, without its style, its script and its tags."""
    return re.sub(r"<[^>]*>", " ", re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.S))


def data_of(page: str) -> dict:
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    return json.loads(data)


def test_words_have_both_languages() -> None:
    """Both languages say the same things, none with a word that nobody should read."""
    in_english, in_german = history_words.ENGLISH, history_words.GERMAN
    assert in_english.keys() == in_german.keys()
    assert not banned(" ".join(in_english.values()), "en") and not banned(" ".join(in_german.values()), "de")
    for name, sentence in in_english.items():
        assert set(re.findall(r"{\w+}", sentence)) == set(re.findall(r"{\w+}", in_german[name])), name


def test_client_draws_measures_over_sessions(library: Library, three: tuple[int, list[int]]) -> None:
    """A client's page says what changed, then draws it; each session has its small picture."""
    client, numbers = three
    page = asking(library).get(f"/clients/{client}").text
    assert page.index("From 2026-03-03 to 2026-05-03") < page.index("<svg")
    assert page.count('class="band"') == page.count("<svg") > 3
    for number in numbers:
        assert f"/sessions/{number}/thumbnail" in page
        answer = asking(library).get(f"/sessions/{number}/thumbnail")
        assert answer.content.startswith(b"\xff\xd8") and len(answer.content) < 20_000


def test_client_with_a_session_that_cannot_be_read(library: Library, three: tuple[int, list[int]]) -> None:
    """A record that was cut off is left out of the charts, and the page is there."""
    client, numbers = three
    record = library.session(numbers[1]).folder / WHOLE
    record.write_text(record.read_text("utf-8")[:300], "utf-8")
    page = asking(library).get(f"/clients/{client}")
    assert page.status_code == 200 and "From 2026-03-03 to 2026-05-03" in page.text
    assert f'<option value="{numbers[1]}"' not in page.text


def test_thumbnail_without_a_still(library: Library, three: tuple[int, list[int]]) -> None:
    client, numbers = three
    shutil.rmtree(library.session(numbers[0]).folder / FOLDER)
    pages = asking(library)
    assert pages.get(f"/sessions/{numbers[0]}/thumbnail").json()["code"] == "no_still"
    assert f"/sessions/{numbers[0]}/thumbnail" not in pages.get(f"/clients/{client}").text


def test_notes_stand_on_the_page_and_in_the_report(library: Library, three: tuple[int, list[int]]) -> None:
    """Notes are kept with their lines, shown escaped, and go into the report; they can be emptied."""
    client, numbers = three
    pages, place = asking(library), f"/sessions/{numbers[0]}/notes"
    assert pages.get(f"/sessions/{numbers[0]}").status_code == 200  # the report is there before
    assert pages.post(place, json={"notes": "Tired today.\n<b>New</b> shoes."}).json() == {}
    page, report = pages.get(f"/clients/{client}").text, pages.get(f"/sessions/{numbers[0]}").text
    assert "Tired today.\n&lt;b&gt;New&lt;/b&gt; shoes.</textarea>" in page
    assert "Tired today." in report and "&lt;b&gt;New" in report
    assert pages.post(place, json={"notes": ""}).json() == {}
    assert "Tired today." not in pages.get(f"/sessions/{numbers[0]}").text + pages.get(f"/clients/{client}").text


def test_about_has_the_notes(library: Library, three: tuple[int, list[int]]) -> None:
    """What goes onto a report that is made anew has the notes of before."""
    kept = library.session(three[1][0])
    library.note_on(kept, "Tired.")
    assert library.about(kept).notes == "Tired."


def test_notes_on_a_full_disk_leave_those_before(
    library: Library, three: tuple[int, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is said, the notes before stay whole, and nothing is left behind."""
    number = three[1][0]
    kept = library.session(number)
    library.note_on(kept, "First.")

    def full(self: Path, *args: object, **others: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        answer = asking(library).post(f"/sessions/{number}/notes", json={"notes": "Second."})
    assert answer.status_code >= 400 and "No space left" in answer.json()["sentence"]
    assert library.notes(kept) == "First." and not list(kept.folder.glob(".movescreen-*"))


def test_notes_of_something_else_stay(library: Library, three: tuple[int, list[int]]) -> None:
    """A file in the notes' place that is not ours is not replaced."""
    kept = library.session(three[1][0])
    (kept.folder / about.FILE).write_text("a letter", "utf-8")
    with pytest.raises(Problem):
        library.note_on(kept, "Mine.")
    assert (kept.folder / about.FILE).read_text("utf-8") == "a letter"


def test_beside_has_both_in_step(library: Library, three: tuple[int, list[int]]) -> None:
    """The page of two sessions says what changed first; its script gets the frames in step, the earlier one first."""
    _, numbers = three
    page = asking(library).get(f"/sessions/{numbers[2]}/beside/{numbers[0]}").text
    assert page.index("From 2026-03-03 to 2026-05-03") < page.index("<video")
    sides = data_of(page)["sides"]
    assert [side["id"] for side in sides] == [numbers[0], numbers[2]]
    one, other = (load_record(library.session(number).folder) for number in (numbers[0], numbers[2]))
    assert sides[0]["to"] == frames_in_step(one, other).tolist()
    assert max(sides[0]["to"]) < len(sides[1]["time"]) == len(other.frames.time)
    assert not banned(said_on(page).replace(english.DISCLAIMER, ""), "en")


def test_beside_in_german(library: Library, three: tuple[int, list[int]]) -> None:
    pages = asking(library)
    pages.post("/manner", json={"language": "de"})
    page = pages.get(f"/sessions/{three[1][0]}/beside/{three[1][2]}").text
    assert not banned(said_on(page).replace(german.DISCLAIMER, ""), "de")
    assert "Nebeneinander" in page and 'lang="de"' in page and "Side by side" not in page


def test_beside_of_what_cannot_stand_there(library: Library, three: tuple[int, list[int]]) -> None:
    """One session twice, one of another client, and one that was deleted are refused with a sentence."""
    _, numbers = three
    other = keep(library, library.add("Bea", AGREED).id, 6, 4, film=False)
    pages = asking(library)
    codes = [pages.get(f"/sessions/{numbers[0]}/beside/{to}").json()["code"] for to in (numbers[0], other)]
    assert codes == ["same_session", "other_client"]
    library.discard(numbers[1])
    assert pages.get(f"/sessions/{numbers[0]}/beside/{numbers[1]}").json()["code"] == "no_session"


@pytest.mark.parametrize("window", [NARROW])
def test_scrubbing_one_moves_the_other(
    window: dict[str, int], library: Library, three: tuple[int, list[int]], opened: Open
) -> None:
    """With the keyboard alone: an arrow on one slider moves both videos; one without a video shows its still."""
    _, numbers = three
    with running(library) as address:
        shown = opened(address, viewport=window)
        page = shown.page
        page.goto(at(address, f"/sessions/{numbers[0]}/beside/{numbers[2]}"))
        shown.wait_until("film0.readyState > 1 && film1.readyState > 1")
        to = page.evaluate("sides[0].to"), page.evaluate("sides[0].time"), page.evaluate("sides[1].time")
        page.locator("#at0").focus()
        before = int(page.locator("#at0").input_value())
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        frame = before + 3
        assert page.locator("#at0").input_value() == str(frame)
        assert page.locator("#at1").input_value() == str(to[0][frame])
        shown.wait_until(f"Math.abs(film0.currentTime - {to[1][frame]}) < 0.01")
        shown.wait_until(f"Math.abs(film1.currentTime - {to[2][to[0][frame]]}) < 0.01")
        page.keyboard.press(" ")
        shown.wait_until(f"Number(at0.value) > {frame + 5}")
        page.keyboard.press(" ")
        assert page.evaluate("film0.paused") and shown.overflow == 0
        page.goto(at(address, f"/sessions/{numbers[0]}/beside/{numbers[1]}"))
        expect(page.locator("#still1")).to_be_visible()
        expect(page.locator("#amiss1")).to_have_text("No video of this session was kept. Its stills stand here.")
        page.get_by_role("button", name="Repetition 3").click()
        expect(page.locator("#still1")).to_have_attribute("data-number", "3")
        assert not [said for said in shown.complaints if "ERR_ABORTED" not in said]  # seeking ends a request early


def test_a_video_that_goes_makes_room_for_stills(library: Library, three: tuple[int, list[int]], opened: Open) -> None:
    """A video that goes, and a session that is deleted, after the page was made: stills, and a sentence for each."""
    _, numbers = three
    folder = library.session(numbers[0]).folder

    def delete(route: Route) -> None:
        (folder / VIDEO).unlink(missing_ok=True)
        if numbers[2] in [kept.id for kept in library.sessions(three[0])]:
            library.discard(numbers[2])
        route.continue_()

    with running(library) as address:
        page = opened(address).page
        page.route("**/film", delete)
        page.goto(at(address, f"/sessions/{numbers[0]}/beside/{numbers[2]}"))
        expect(page.locator("#amiss0")).to_have_text(history_words.ENGLISH["gone"])
        expect(page.locator("#amiss1")).to_have_text(history_words.ENGLISH["deleted"])
        expect(page.locator("#still0")).to_be_visible()
        expect(page.locator("#still1")).to_be_visible()
        page.locator("#at0").focus()
        page.keyboard.press("ArrowRight")
        assert page.locator("#at1").input_value() == str(page.evaluate("sides[0].to[sides[0].frame]"))


def test_notes_are_typed_and_sessions_chosen(library: Library, three: tuple[int, list[int]], opened: Open) -> None:
    """With the keyboard: notes are unfolded, typed and saved; two sessions are chosen and open side by side."""
    client, numbers = three
    with running(library) as address:
        shown = opened(address, viewport=NARROW)
        page = shown.page
        page.goto(at(address, f"/clients/{client}"))
        page.locator(".notes summary").first.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("Tired today.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".noted")).to_have_text("Tired today.")
        assert library.notes(library.session(numbers[2])) == "Tired today."
        assert shown.overflow == 0
        page.get_by_role("button", name="Open side by side").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Side by side")).to_be_visible()
        assert page.url.endswith(f"/sessions/{numbers[0]}/beside/{numbers[2]}")
