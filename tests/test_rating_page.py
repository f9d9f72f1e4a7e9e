"""The raters' page: blind, for its own rater alone, by keyboard alone, and nothing is lost when anything ends."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from browser import PHONE, Open, Opened
from patience import patience
from playwright.sync_api import Error as PageGone
from test_camera_rater import clip as results_of
from test_camera_rater import knees
from test_rating import ASKED, NAMES, clips, made

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from starlette.testclient import TestClient

from movescreen.cli.main import main
from movescreen.output.language import english, german
from movescreen.web.rating.routes import PAGES, Desk
from movescreen.web.rating.store import RatingStore, Showing
from movescreen.web.server import Access, application

__all__ = ["clips"]
HERE = "http://127.0.0.1:8000"
ALONE = ("--items", "knees_move_in,heels_rise", "--seed", "1")


class Visitor:
    """A browser without a screen, of one rater."""

    def __init__(self, ratings: RatingStore, safety: Access, alone: str = "", language: Any = english) -> None:
        app = application(safety, PAGES, desk=Desk(ratings, language, alone))
        cookies = {safety.cookie: safety.token} if safety.token else None
        self.asks = TestClient(app, HERE, raise_server_exceptions=False, cookies=cookies)
        self.secret = {"x-movescreen": safety.secret}

    def posts(self, path: str, **body: str) -> int:
        return self.asks.post(path, json=body, headers=self.secret).status_code


@pytest.fixture
def ratings(clips: Path, tmp_path: Path) -> RatingStore:
    return made(clips, tmp_path)


def showing(ratings: RatingStore, rater: str) -> Showing:
    stage = ratings.stage(rater)
    assert isinstance(stage, Showing)
    return stage


# Blind, and for its own rater alone.


@pytest.mark.parametrize("language", [english, german])
def test_no_page_and_no_address_tells_which_clip_it_is(ratings: RatingStore, language: Any) -> None:
    ana = Visitor(ratings, Access.at("127.0.0.1", 8000), "Ana", language)
    first = ana.asks.get("/").text
    assert ana.posts("/begin") == 200
    while isinstance(stage := ratings.stage("Ana"), Showing):
        page, film = ana.asks.get("/"), ana.asks.get(f"/clips/{stage.id}")
        assert (page.status_code, film.status_code) == (200, 200) and film.headers["content-type"] == "video/mp4"
        told = first + page.text + str(page.headers) + str(film.headers) + film.content.decode("latin-1")
        for clip in ratings.study.clips:
            assert not any(secret in told for secret in (clip.name, clip.file, clip.id, clip.sha256))
        assert not any(name in told for name in (*NAMES, "Zerlina", str(ratings.study.folder)))
        for item in ASKED:
            assert ana.posts("/ticks", showing=stage.id, item=item, value="observed") == 200
        assert ana.posts("/done", showing=stage.id) == 200
    assert language.RATING["done"] in ana.asks.get("/").text


def test_a_clip_comes_to_who_rates_it_now_and_to_nobody_else(ratings: RatingStore) -> None:
    safety = Access.at("127.0.0.1", 8000, ("Ana", "Ben"))
    ana, ben = Visitor(ratings, safety), Visitor(ratings, safety)
    for visitor, token in zip((ana, ben), safety.guests, strict=True):
        assert visitor.asks.get(f"/?token={token}").status_code == 200 and visitor.posts("/begin") == 200
    own = showing(ratings, "Ana").id
    assert ana.asks.get(f"/clips/{own}").status_code == 200 and ben.asks.get(f"/clips/{own}").status_code == 400
    assert ben.posts("/ticks", showing=own, item="heels_rise", value="observed") == 400
    assert ben.posts("/done", showing=own) == 400
    for item in ASKED:
        assert ana.posts("/ticks", showing=own, item=item, value="observed") == 200
    assert showing(ratings, "Ben").ticks == {} and ana.posts("/done", showing=own) == 200
    assert ana.asks.get(f"/clips/{own}").status_code == 400


@pytest.mark.parametrize(
    "path", ["../study.json", "%2e%2e%2fratings.sqlite", "..%2F..%2Fetc%2Fpasswd", "nobody", "", "%00", "."]
)
def test_no_path_leads_out_of_what_is_shown(ratings: RatingStore, path: str) -> None:
    ana = Visitor(ratings, Access.at("127.0.0.1", 8000), "Ana")
    ana.posts("/begin")
    answer = ana.asks.get(f"/clips/{path}")
    assert answer.status_code in (400, 404) or "Clip 1 of 4" in answer.text
    assert "SQLite" not in answer.text and "root:" not in answer.text and '"design"' not in answer.text


def test_strangers_neither_see_nor_tick(ratings: RatingStore) -> None:
    alone = Visitor(ratings, Access.at("127.0.0.1", 8000), "Ana")
    assert alone.asks.get("/", headers={"host": "evil.example:8000"}).status_code == 421
    assert alone.asks.post("/begin", json={}).status_code == 403
    evil = alone.secret | {"origin": "http://evil.example"}
    assert alone.asks.post("/begin", json={}, headers=evil).status_code == 403
    assert ratings.raters() == []
    many = Visitor(ratings, Access.at("0.0.0.0", 8000, ("Ana", "Ben")))
    assert many.asks.get("/").status_code == many.asks.get("/?token=guess").status_code == 401
    assert many.posts("/begin") == 401 and ratings.raters() == []


def test_what_a_page_does_not_send_is_turned_away(ratings: RatingStore) -> None:
    ana = Visitor(ratings, Access.at("127.0.0.1", 8000), "Ana")
    ana.posts("/begin")
    own = showing(ratings, "Ana").id
    assert ana.posts("/ticks", showing=own, item="heels_rise") == 422
    assert ana.posts("/ticks", showing=own, item="heels_rise", value="'; DROP TABLE ticks; --") == 400
    assert ana.posts("/done", showing=own) == 400


# A server of its own.


class Server:
    """`movescreen rate`, as somebody runs it in a terminal."""

    def __init__(self, clips: Path, folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "movescreen", "rate", str(clips), "--study", str(folder), "--no-browser"]
        self.process = subprocess.Popen(
            [*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        told = ""
        while "Ctrl-C" not in told:
            line = self.process.stdout.readline()
            assert line, self.process.stderr and self.process.stderr.read()
            told += line
        self.told = told
        self.addresses = re.findall(r"http://\S+", told)
        self.port = re.findall(r":(\d+)/", told)[0]

    def kill(self) -> None:
        """As when the power goes."""
        self.process.kill()
        self.process.wait()

    def end(self) -> str:
        """As with Ctrl-C; what it said meanwhile."""
        self.process.send_signal(2)
        return self.process.communicate(timeout=patience())[1]


Serve = Callable[..., Server]


@pytest.fixture
def serve(clips: Path, tmp_path: Path) -> Iterator[Serve]:
    started: list[Server] = []

    def serves(*arguments: str, port: str = "0") -> Server:
        started.append(Server(clips, tmp_path / "study", "--port", port, *arguments))
        return started[-1]

    yield serves
    for server in started:
        if server.process.poll() is None:
            server.kill()


def asked(address: str, path: str, secret: str = "", **body: str) -> str:
    data = json.dumps(body).encode() if secret else None
    headers = {"Content-Type": "application/json", "X-Movescreen": secret} if secret else {}
    page, _, token = address.partition("?token=")
    headers["Cookie"] = f"movescreen-{urlsplit(page).port}={token}"
    with urlopen(Request(page.rstrip("/") + path, data, headers), timeout=patience()) as answer:
        return answer.read().decode()


def table(folder: Path, to: Path) -> list[dict[str, str]]:
    """What is exported."""
    assert main(["rate", str(folder), "--study", str(folder), "--export", str(to)]) == 0
    with to.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_no_tick_is_lost_that_was_taken_however_the_server_ends(serve: Serve, tmp_path: Path) -> None:
    port = "0"
    said: dict[str, str] = {}
    for round_, item in enumerate(ASKED):
        server = serve("--rater", "Ana", *ALONE, port=port)
        (address,), port = server.addresses, server.port
        page = asked(address, "/")
        secret = re.findall(r'data-secret="([^"]+)"', page)[0]
        if not round_:
            asked(address, "/begin", secret)
            page = asked(address, "/")
        told = json.loads(re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)[0])
        assert told["ticks"] == said
        for value in ("observed", "not_observed", "not_measurable")[: round_ + 1]:
            asked(address, "/ticks", secret, showing=told["showing"], item=item, value=value)
            said[item] = value
        server.kill()
    rows = table(tmp_path / "study", tmp_path / "ratings.csv")
    assert {row["item"]: row["value"] for row in rows} == said and len(said) == 3


def test_on_a_network_there_is_a_warning_and_an_address_for_each(serve: Serve) -> None:
    server = serve("--network", "--rater", "Ana", "--rater", "Ben", *ALONE)
    assert len(set(server.addresses)) == 2 and all("?token=" in address for address in server.addresses)
    assert server.told.startswith("Warning: others on this network can reach this server.")
    assert re.search(r"^Ana opens http.*\nBen opens http", server.told, re.MULTILINE)
    token = server.addresses[1].split("token=")[1]
    asks = Request(f"http://127.0.0.1:{server.port}/", headers={"Cookie": f"movescreen-{server.port}={token}"})
    page = urlopen(asks, timeout=patience())
    assert "Rater: Ben" in page.read().decode()
    assert server.end() == ""


def test_rate_single_rater(serve: Serve) -> None:
    """A token is needed on this machine too, and it is the same at the next start."""
    server = serve("--rater", "Ana", *ALONE)
    (address,) = server.addresses
    assert re.fullmatch(rf"http://127\.0\.0\.1:{server.port}/\?token=[\w-]{{43}}", address)
    with pytest.raises(HTTPError, match="401"):
        urlopen(f"http://127.0.0.1:{server.port}/", timeout=patience())
    assert "Rater: Ana" in asked(address, "/")
    assert server.end() == ""
    assert serve("--rater", "Ana", *ALONE, port=server.port).addresses == [address]


# In a real browser.


def until(shown: Opened, expression: str) -> None:
    """Until something is so on a page, which may be loaded anew meanwhile."""
    while True:
        with suppress(PageGone):
            return shown.wait_until(expression)


def ready(shown: Opened) -> None:
    """Until the clip of a page has come."""
    until(shown, "document.querySelector('video')?.readyState >= 2")


def begun(shown: Opened) -> None:
    """An occasion, by keyboard."""
    until(shown, "document.activeElement.id === 'begin'")
    keys(shown, "Enter")
    ready(shown)


def keys(shown: Opened, *names: str) -> None:
    for name in names:
        shown.page.keyboard.press(name)


def in_clip(shown: Opened) -> tuple[float, int]:
    """The time and the number of the frame that a page says."""
    time, frame = re.findall(r"[\d.]+", shown.page.inner_text("#now"))[:2]
    return float(time), int(frame)


def at_frame(shown: Opened, number: int) -> None:
    until(shown, f"document.getElementById('now').textContent.includes('frame {number} ')")
    until(shown, "!document.querySelector('video').seeking")


def until_it_came_round(shown: Opened) -> list[int]:
    """The frames that a playing clip shows, until it went back from one, and three were seen."""
    end, seen = monotonic() + patience(), [in_clip(shown)[1]]
    while len(set(seen)) < 3 or all(a <= b for a, b in pairwise(seen)):
        assert monotonic() < end, f"only frames {seen} were seen"
        shown.page.wait_for_timeout(40)
        seen.append(in_clip(shown)[1])
    return seen


def blue_bar(shown: Opened) -> float:
    """Where the bar of the picture is that is shown now: it walks two pixels a frame."""
    look = """() => {
        const video = document.querySelector("video"), canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
        const pen = canvas.getContext("2d");
        pen.drawImage(video, 0, 0);
        const row = pen.getImageData(0, 32, canvas.width, 1).data;
        let sum = 0, weight = 0;
        for (let x = 0; x < canvas.width; x++) if (row[4 * x + 2] > 120) { sum += x; weight++; }
        return sum / weight;
    }"""
    return shown.page.evaluate(look)


def test_a_clip_is_stepped_slowed_and_looped_by_keyboard(serve: Serve, opened: Open) -> None:
    shown = opened(serve("--rater", "Ana", *ALONE).addresses[0])
    begun(shown)
    keys(shown, "Home", "ArrowRight", "ArrowRight")
    at_frame(shown, 3)
    third = blue_bar(shown)
    keys(shown, "ArrowRight")
    at_frame(shown, 4)
    assert blue_bar(shown) - third == pytest.approx(2, abs=0.6)
    keys(shown, "ArrowLeft")
    at_frame(shown, 3)
    assert blue_bar(shown) == pytest.approx(third, abs=0.3)
    keys(shown, "a", *["ArrowRight"] * 4, "b")
    assert shown.page.inner_text("#part").startswith("Loop from 0.07 to 0.2")
    keys(shown, "s", "s")
    assert shown.page.evaluate("document.querySelector('video').playbackRate") == 0.25
    keys(shown, " ")
    assert max(until_it_came_round(shown)) <= 10 and not shown.page.evaluate("document.querySelector('video').paused")
    keys(shown, " ", "w")
    assert shown.page.evaluate("document.querySelector('video').paused") and shown.page.inner_text("#part") == ""
    keys(shown, *["ArrowRight"] * 15)
    at_frame(shown, 12)
    keys(shown, *["ArrowLeft"] * 15)
    at_frame(shown, 1)
    assert shown.complaints == []


def test_ticks_wait_in_the_page_while_the_server_is_gone(serve: Serve, opened: Open, tmp_path: Path) -> None:
    server = serve("--rater", "Ana", *ALONE)
    shown = opened(server.addresses[0])
    begun(shown)
    keys(shown, "1")
    until(shown, "localStorage.length === 0")
    server.kill()
    keys(shown, "2", "3")
    until(shown, "!document.getElementById('amiss').hidden")
    assert "Not saved yet: 2" in shown.page.inner_text("#amiss")
    assert shown.page.evaluate("document.querySelectorAll('.unsaved input:checked').length") == 2
    serve("--rater", "Ana", *ALONE, port=server.port)
    until(shown, "localStorage.length === 0 && document.getElementById('amiss').hidden")
    said = {row["item"]: row["value"] for row in table(tmp_path / "study", tmp_path / "ratings.csv")}
    assert said == dict(zip(ASKED, ("observed", "not_observed", "not_measurable"), strict=True))
    shown.page.reload()
    assert shown.page.evaluate("document.querySelectorAll('input:checked').length") == 3


def test_a_tick_outlives_a_page_that_was_closed_before_it_was_saved(serve: Serve, opened: Open, tmp_path: Path) -> None:
    server = serve("--rater", "Ana", *ALONE)
    shown = opened(server.addresses[0])
    begun(shown)
    server.kill()
    keys(shown, "2")
    context = shown.page.context
    shown.page.close()
    serve("--rater", "Ana", *ALONE, port=server.port)
    again = Opened(context.new_page())
    again.page.goto(server.addresses[0])
    until(again, "localStorage.length === 0")
    (row,) = table(tmp_path / "study", tmp_path / "ratings.csv")
    assert (row["item"], row["value"]) == (ASKED[0], "not_observed")


def test_two_raters_rate_three_clips_and_agree_has_them_and_the_camera(
    serve: Serve, opened: Open, tmp_path: Path, capsys
) -> None:
    server = serve("--rater", "Ana", "--rater", "Ben", *ALONE)
    for address, sees in zip(server.addresses, ("1", "2"), strict=True):
        shown = opened(address, viewport=PHONE)
        assert "token" not in shown.page.url
        begun(shown)
        for place in range(1, 5):
            until(shown, f"document.title === 'Clip {place} of 4'")
            ready(shown)
            assert shown.overflow == 0 and shown.page.is_disabled("#next")
            keys(shown, "Enter", "1", sees, "3", "Enter")
        until(shown, "document.querySelector('main').innerText.includes('All clips are rated.')")
        assert shown.complaints == []
    rows = table(tmp_path / "study", tmp_path / "ratings.csv")
    assert len(rows) == 2 * 4 * 3 and {row["subject"] for row in rows} == set(NAMES)

    for name, value in zip(NAMES, (20.0, 20.0, 11.0), strict=True):
        results_of(tmp_path / "results", name, knees(value), knees(2.0, "right"))
    capsys.readouterr()
    arguments = ["agree", str(tmp_path / "ratings.csv"), "--json"]
    assert main(arguments) == 0
    found = json.loads(capsys.readouterr().out)
    left, right = (found[f"knees_move_in_{side}"]["percent"] for side in ("left", "right"))
    assert (left["estimate"], left["n"], right["estimate"]) == (1.0, 3, 0.0)
    assert left["within"].keys() == {"Ana", "Ben"}
    assert main([*arguments, "--camera", str(tmp_path / "results")]) == 0
    beside = json.loads(capsys.readouterr().out)["knees_move_in_left"]
    assert beside["camera_coverage"]["estimate"] == pytest.approx(2 / 3)
    assert (beside["camera_percent"]["estimate"], beside["camera_percent"]["n"]) == (1.0, 2)
