"""Rating inside the app: blind, on the pages of `rate`, kept in the library, and gone with whom it is about."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from language import banned, said_on
from starlette.testclient import TestClient
from test_app import app, until
from test_library import AGREED, contents, kept
from videos import picture, write_clip

from movescreen.cli.main import main
from movescreen.library import VIDEO, Library
from movescreen.library.entries import RATINGS
from movescreen.records.ownership import erase
from movescreen.web.app import rating_words
from movescreen.web.app.rating_page import rater_place
from movescreen.web.rating.in_library import TABLE, studies
from movescreen.web.rating.store import RatingStore, Showing

ITEMS = ["arms_fall_forward", "heels_rise"]  # of a clip from the side: one item each, without a side
NAMES = ("Zerlina Quastenflosser", "Masetto")


def recorded(folder: Path) -> Library:
    """A library of two clients with a recording each."""
    of = Library(folder)
    for number, name in enumerate(NAMES):
        session = of.session(kept(of, of.add(name, AGREED).id))
        write_clip(session.folder / VIDEO, [picture(index + 9 * number) for index in range(8)])
    return of


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return recorded(tmp_path / "library")


@pytest.fixture
def pages(library: Library) -> Iterator[TestClient]:
    with app(library) as found:
        yield found


def sessions(library: Library) -> list[int]:
    return [session.id for client in library.clients() for session in library.sessions(client.id)]


def made(pages: TestClient, **body: Any) -> dict[str, Any]:
    """What the making of a study ended with."""
    answer = pages.post("/rating/studies", json={"screen": "overhead_squat", "items": ITEMS, "repeats": 0} | body)
    assert answer.json() == {}, answer.text
    return until(lambda: at if (at := pages.get("/rating/making").json())["state"] != "running" else None)


def only(library: Library) -> tuple[str, RatingStore]:
    ((name, store),) = studies(library.folder).items()
    return name, store


def rated(pages: TestClient, library: Library, rater: str, clips: int = 9, value: str = "observed") -> str:
    """Rate as somebody does on the pages, some clips or all; what these pages showed."""
    name, store = only(library)
    place = pages.post(f"/rating/{name}/raters", json={"name": rater}).json()["place"]
    told = pages.get(place).text
    assert pages.post(f"{place}begin", json={}).status_code == 200
    while clips and isinstance(stage := store.stage(rater), Showing):
        told += pages.get(place).text + pages.get(f"{place}clips/{stage.id}").headers["content-type"]
        for item in store.study.items:
            tick = {"showing": stage.id, "item": item.name, "value": value}
            assert pages.post(f"{place}ticks", json=tick).status_code == 200
        assert pages.post(f"{place}done", json={"showing": stage.id}).status_code == 200
        clips -= 1
    return told + pages.get(place).text


def test_words_of_ratings_have_both_languages() -> None:
    english, german = rating_words.ENGLISH, rating_words.GERMAN
    assert english.keys() == german.keys()
    assert not banned(" ".join(english.values()), "en") and not banned(" ".join(german.values()), "de")
    for name, sentence in english.items():
        assert set(re.findall(r"{\w+}", sentence)) == set(re.findall(r"{\w+}", german[name])), name


def test_recordings_are_rated_blind_and_stand_in_the_history(
    pages: TestClient, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    """No page of a rater has a name; what was seen is shown once all are through; `agree` has it with the camera."""
    assert made(pages, sessions=sessions(library))["result"]["sentence"].startswith("Ready.")
    told = rated(pages, library, "Ana") + rated(pages, library, "Ben Ü/x", clips=1)
    assert "video/mp4" in told and "Thank you" in told and not any(name in told for name in NAMES)
    assert not any(kept.folder.name in told for c in library.clients() for kept in library.sessions(c.id))
    page = said_on(pages.get("/rating").text)
    assert re.search(r"Ana\s+2 of 2 clips\s+all done", page) and re.search(r"Ben Ü/x\s+1 of 2 clips", page)
    client = library.clients()[0].id
    history = pages.get(f"/clients/{client}").text
    assert "Rated by Ana; what was seen is shown when" in history and "Ana saw" not in history
    rated(pages, library, "Ben Ü/x", value="not_observed")
    history = pages.get(f"/clients/{client}").text
    assert "Ana saw: Heels rise, Arms fall forward." in history and "Ben Ü/x saw: " in history
    name, store = only(library)
    with ZipFile(io.BytesIO(pages.get(f"/clients/{client}/export").content)) as archive:
        given = list(csv.DictReader(io.StringIO(archive.read("ratings.csv").decode())))
    (session,) = library.sessions(client)
    assert len(given) == 2 * len(ITEMS) and {row["subject"] for row in given} == {session.folder.name}
    rows = list(csv.DictReader(io.StringIO(pages.get(f"/rating/{name}/table").text)))
    assert len(rows) == 2 * 2 * len(ITEMS) and {row["rater"] for row in rows} == {"Ana", "Ben Ü/x"}
    assert not any(who in str(rows) for who in NAMES)
    agreement = pages.get(f"/rating/{name}/agreement").text
    assert "2 raters: Ana, Ben Ü/x" in agreement and 'href="/settings"' in agreement
    out = str(store.study.folder / "a.html")
    assert main(["agree", str(store.study.folder / TABLE), "--camera", str(library.folder), "--out", out]) == 0
    assert "camera" in capsys.readouterr().out


def test_nothing_of_a_deleted_session_or_client_stays(pages: TestClient, library: Library) -> None:
    """Copies, ticks and the table lose a session that is deleted; with the last one the study is gone."""
    made(pages, sessions=sessions(library))
    rated(pages, library, "Ana")
    rated(pages, library, "Ben", clips=0)
    first, second = library.clients()
    (session,) = library.sessions(first.id)
    assert pages.post(f"/sessions/{session.id}/delete").json() == {}
    name, store = only(library)
    assert session.folder.name.encode() not in contents(store.study.folder)
    assert len(list((store.study.folder / "clips").glob("[0-9a-f]*"))) == 1 == len(store.study.clips)
    assert {rating.subject for rating in store.table()} == {library.sessions(second.id)[0].folder.name}
    assert "Clip 1 of 1" in pages.get(rater_place(name, "Ben")).text
    assert pages.post(f"/clients/{second.id}/delete").json() == {}
    assert not list((library.folder / RATINGS).iterdir()) and pages.get("/rating").status_code == 200


def test_study_that_somebody_broke(pages: TestClient, library: Library) -> None:
    """Pages go on without it; nothing is deleted while copies may be in it, and the sentence names its folder."""
    made(pages, sessions=sessions(library))
    study = only(library)[1].study.folder
    (study / "study.json").write_text("[", "utf-8")
    client = library.clients()[0].id
    assert pages.get("/rating").status_code == pages.get(f"/clients/{client}").status_code == 200
    answer = pages.post(f"/clients/{client}/delete").json()
    assert answer["code"] == "study_unreadable" and str(study) in answer["sentence"] and library.sessions(client)
    erase(study, library.folder)
    assert pages.post(f"/clients/{client}/delete").json() == {}


def test_clips_of_a_folder_are_rated(pages: TestClient, library: Library, tmp_path: Path) -> None:
    """By the names that `analyze` gives them; what is no video is said and left out; the folder stays as it is."""
    folder = tmp_path / "clips"
    folder.mkdir()
    write_clip(folder / "IMG_1.mp4", [picture(index) for index in range(8)])
    (folder / "half.mp4").write_bytes(b"no video")
    before = contents(folder)
    assert "half is left out" in made(pages, folder=str(folder))["result"]["sentence"]
    rated(pages, library, "Ana")
    assert {rating.subject for rating in only(library)[1].table()} == {"IMG_1"} and contents(folder) == before


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"screen": "nonsense"}, "no_screen"),
        ({"sessions": [1]}, "no_session"),
        ({"folder": "LIBRARY"}, "no_clips"),
        ({"folder": "NOWHERE"}, "no_clips"),
    ],
)
def test_what_cannot_be_rated_is_refused(
    body: dict[str, Any], code: str, pages: TestClient, library: Library, tmp_path: Path
) -> None:
    places = {"LIBRARY": str(library.folder), "NOWHERE": str(tmp_path / "nowhere")}
    body |= {"folder": places[body["folder"]]} if "folder" in body else {}
    answer = pages.post("/rating/studies", json={"screen": "overhead_squat"} | body)
    assert answer.status_code == 400 and answer.json()["code"] == code


@pytest.mark.parametrize("body", [{}, {"items": ["nonsense"]}], ids=["no clip", "no such item"])
def test_what_cannot_be_made_leaves_nothing(body: dict[str, Any], pages: TestClient, library: Library) -> None:
    asked = body | ({"sessions": sessions(library)} if body else {})
    ended = made(pages, **asked)
    assert ended["state"] == "amiss" and ended["sentence"] and not list(library.folder.glob(f"{RATINGS}/*"))


def test_study_that_was_cut_off_is_swept_away(library: Library) -> None:
    """Copies of clips that a killed process left are erased at the next start; whole studies stay."""
    with app(library) as pages:
        made(pages, sessions=sessions(library))
    (library.folder / RATINGS / ("b" * 32) / "clips").mkdir(parents=True)
    (library.folder / RATINGS / ("b" * 32) / "clips" / "half").write_bytes(b"half a copy")
    with app(library) as pages:
        assert pages.get("/rating").status_code == 200
    assert [one.name for one in (library.folder / RATINGS).iterdir()] == [only(library)[0]]


@pytest.mark.parametrize("place", ["/rate/nowhere/QW5h/", f"/rate/{'a' * 32}/QW5h/", "/rate/../QW5h/"])
def test_pages_of_no_study_say_so(place: str, pages: TestClient) -> None:
    assert pages.get(place).status_code in (400, 404)


def test_names_of_raters_lead_to_them_alone(pages: TestClient, library: Library) -> None:
    """Any name is one part of an address; what is no coded name is refused; a name is known however it is written."""
    made(pages, sessions=sessions(library))
    name, _ = only(library)
    rated(pages, library, "Ana", clips=0)
    assert "Clip 1 of 2" in pages.get(rater_place(name, "ANA")).text
    for coded in ("_w", "%FF", "a"):
        assert pages.get(f"/rate/{name}/{coded}/").status_code == 400
    assert pages.post(f"/rating/{name}/raters", json={"name": "  "}).json()["code"] == "no_rater"
    assert pages.post(f"/rating/{name}/delete", json={}).json() == {} and not studies(library.folder)
