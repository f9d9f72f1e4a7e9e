"""On a German page all is German: every problem has a German sentence, and no page of the app has an English word."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from adding import BUNDLE, measure
from language import banned
from starlette.testclient import TestClient
from test_app import HERE, no_engine
from test_history import keep, said_on
from test_live_coach import Quiet, asking

import movescreen
from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.library.added_clip import reason_in
from movescreen.output.language.german.problem_details import DETAILS
from movescreen.output.language.problems import GERMAN, in_language
from movescreen.records.arrivals import remark
from movescreen.web.app.application import app_of
from movescreen.web.app.queue import AMISS, Entry, _sentence
from movescreen.web.live.live_words import WORDS
from movescreen.web.server import Access
from movescreen.web.server.error_responses import UNKNOWN

ROOT = Path(movescreen.__file__).parent
TERMINAL = ("cli", "reliability", "output/agreement", "output/export", "batch/cluster.py")  # what no page calls
BY_NAME = {"_unusable": ("library", "study"), "_newer": ("library", "study"), "_not_ours": ("library", "study")} | {
    "_full": ("library", "study")
}
ENGLISH = re.compile(
    r"\b(the|and|with|of|is|were|this|that|these|from|for|not|are|your|you|next|it|have|been|there|to|on|by)\b",
    re.I,
)
ATTRIBUTES = re.compile(r'(?:aria-label|alt|placeholder|title)="([^"]*)"')  # what a screen reader says
COMMAND = re.compile(r"\bmovescreen [a-z]+ --[a-z]+")  # what a page gives to be typed in a terminal
AGREED = "Zugestimmt."


@contextmanager
def asked_in(library: Library, language: str) -> Iterator[TestClient]:
    """The app in a language, asked by a browser without a screen."""
    safety = Access.at("127.0.0.1", 8000)
    with app_of(safety, library, BUNDLE, no_engine, with_cameras=False, language=language, work=measure) as guard:
        client = TestClient(guard, HERE, raise_server_exceptions=False, cookies={safety.cookie: safety.token})
        client.headers["x-movescreen"] = safety.secret
        yield client


def codes() -> set[str]:
    """The codes of all problems that a page can meet."""
    found = set()
    for file in ROOT.rglob("*.py"):
        if file.relative_to(ROOT).as_posix().startswith(TERMINAL):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Problem" and node.args:
                found.update(_codes(node.args[0]))
    return found


def _codes(first: ast.expr) -> set[str]:
    """The codes that the first argument of a problem may be: a text, or a name and an ending."""
    if isinstance(first, ast.Constant):
        return {str(first.value)}
    if isinstance(first, ast.JoinedStr):
        ending = "".join(str(part.value) for part in first.values if isinstance(part, ast.Constant))
        return {f"{name}{ending}" for name in BY_NAME.get(ending, ())}
    return set()


def test_problems_all_have_german_sentences() -> None:
    """Each is a whole sentence, and has no banned word."""
    assert len(codes()) > 80
    assert not codes() - set(GERMAN)
    assert not {name for name, _ in UNKNOWN.values()} - set(GERMAN)
    for code, said in [*GERMAN.items(), *((code, said) for code, several in DETAILS.items() for said in several)]:
        plain = re.sub(r"{.*?}", "X", said)
        assert (plain[-1] in ".?" and plain[0] in "X„") or plain[0].isupper(), code
        assert not banned(plain, "de") and not ENGLISH.search(plain), code
    assert set(DETAILS) <= set(GERMAN)
    assert in_language("busy", "Said.", "en") == in_language("no such code", "Said.", "de") == "Said."


def test_reasons_of_clips_are_german(tmp_path: Path) -> None:
    """Why a clip was not measured is German in the queue and in the history, also where no code was kept of it."""
    library = Library(tmp_path / "library")
    kept = library.begin(library.add("Ann", AGREED).id, "overhead_squat", "side", clip="a.mp4")
    for code, said in (("no_frames", GERMAN["no_frames"]), ("", GERMAN["unmeasured"])):
        remark(kept.folder, amiss="The clip has no frames.", amiss_code=code)
        assert reason_in(kept, "de") == said and reason_in(kept, "en") == "The clip has no frames."
    problem = Problem("empty_file", "a.mp4 is empty.", "Run it with --again.", file="a.mp4")
    remark(kept.folder, amiss=problem.sentence, amiss_code=problem.code, amiss_facts=problem.facts)
    assert reason_in(kept, "de").startswith("In „a.mp4“ steht nichts") and reason_in(kept, "en") == "a.mp4 is empty."
    entry = Entry(1, 1, "a", None, AMISS, str(problem), problem)  # type: ignore[arg-type]
    assert _sentence(entry, "de") == reason_in(kept, "de") and _sentence(entry, "en") == "a.mp4 is empty."


def test_pages_have_no_english_word(tmp_path: Path) -> None:
    """Every page of the app, and those that say what is not there, read in German."""
    library = Library(tmp_path / "library")
    client = library.add("Ann", AGREED).id
    one, other = (keep(library, client, 3 + n, n, film=False) for n in range(2))
    places = [
        "/", "/add", "/reports", "/settings", f"/clients/{client}", f"/sessions/{one}", f"/sessions/{other}",
        f"/joined/{one}+{other}", f"/clients/{client}/trend/overhead_squat/side", f"/sessions/{one}/beside/{other}",
        f"/sessions/{one}/change", "/nothing", "/clients/1", "/sessions/1",
    ]  # fmt: skip
    with asked_in(library, "de") as pages:
        live = Quiet(library)
        live.manner.words = WORDS["de"]
        answers = {place: pages.get(place, headers={"accept": "text/html"}) for place in places}
        for place, answer in {**answers, "the live page": asking(library, live).get("/")}.items():
            assert 'lang="de"' in answer.text, place
            said = said_on(_without_versions(answer.text)) + " ".join(ATTRIBUTES.findall(answer.text))
            for own in (str(tmp_path), "Biomechanics and Motor Control of Human Movement"):
                said = said.replace(own, "")
            english = [said[max(0, m.start() - 30) : m.end() + 30] for m in ENGLISH.finditer(said)]
            assert not english, (place, english)
            assert not re.search(r"(?<![\w-])--[a-z]", COMMAND.sub("", said)), place
        answer = pages.post("/clients", json={"name": "", "consent": AGREED})
        assert answer.json()["sentence"] == GERMAN["no_name"]
        pages.cookies.clear()
        assert GERMAN["no_token"] in pages.get("/", headers={"accept": "text/html"}).text


def _without_versions(page: str) -> str:
    """A page without the list of versions and settings, whose names are those of the settings' file."""
    return re.sub(r'<h2 id="provenance">.*?</details>', "", page, flags=re.S)
