"""The pages of `live`: a whole session in a real browser, and a library that gives nothing to those who guess."""

from __future__ import annotations

import io
import itertools
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from browser import PHONE, Open
from patience import patience
from people import camera_for, repetitions, squat
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient
from test_library import AGREED, FOUND, NAME, RECORD, kept
from videos import picture, write_clip

from movescreen.library import VIDEO, Library
from movescreen.output.language.dates import date, short
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.estimators.synthetic import render_poses
from movescreen.pose.pose import Pose
from movescreen.pose.weights import Bundle
from movescreen.records.record import save
from movescreen.video import Frame
from movescreen.video.camera import Listed
from movescreen.video.replayed_camera import StandIn
from movescreen.web.live.engine import LiveEngine
from movescreen.web.live.image_checks import ImageCheck
from movescreen.web.live.library_routes import SHELF
from movescreen.web.live.recorded_take import SeenFrame
from movescreen.web.live.room import Manner
from movescreen.web.live.routes import PAGES
from movescreen.web.live.states import Countdown, Phase
from movescreen.web.server import Access, application, listening
from movescreen.web.server.listen import server

HERE = "http://127.0.0.1:8000"
SAFETY = Access.at("127.0.0.1", 8000)
BUNDLE = Bundle(Path("none.task"), "0" * 64, "file", "full")
WIDTH, HEIGHT = 480, 360
MOTION = squat(repetitions(2, lead=1.5, descent=0.9, bottom=0.3, ascent=0.8, rest=1.0))
TRACK = render_poses(MOTION, camera_for(MOTION, "front", picture=(WIDTH, HEIGHT), distance=3.4), 0.3, 0, None)


@pytest.fixture(autouse=True)
def counted(monkeypatch) -> None:
    """Keys are counted here instead of drawn, so that a test can name a page."""
    count = {"clients": itertools.count(1), "sessions": itertools.count(1)}
    monkeypatch.setattr("movescreen.library.tables.drawn_key", lambda table: next(count[table]))


class Puppet(PoseEstimator):
    """In the network's place: it knows a picture by its bar, and sees the person of that frame."""

    def __init__(self, bundle: Bundle, rotation: int = 0, threads: int = 1) -> None:
        self.provenance = {"backend": "puppet"}

    def __call__(self, frame: Frame) -> Pose:
        bar = int(np.argmax(frame.picture[..., 2].astype(int).mean(axis=0)))
        number = min(max(round((bar - 8) / 2), 0), len(TRACK) - 1)
        pose = TRACK.at(number)
        return Pose(np.asarray(frame.time), pose.xyz, pose.world, pose.seen, pose.picture)

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture(autouse=True)
def glances(monkeypatch: pytest.MonkeyPatch) -> list[ImageCheck]:
    """No network anywhere; the last of these is what a glance at the picture tells."""
    told = [ImageCheck("", 0.0, 1)]
    monkeypatch.setattr("movescreen.pose.estimators.blazepose.BlazePose", Puppet)

    monkeypatch.setattr("movescreen.web.live.image_monitor.ImageMonitor._look", lambda *_: told[-1])
    monkeypatch.setattr("movescreen.web.live.image_monitor.EVERY", 0.2)
    monkeypatch.setattr("movescreen.web.live.states.COUNT", 1.0)
    return told


@pytest.fixture
def go(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Until it is set, a countdown stays at its last second, however long a browser takes to show it."""
    told, see = threading.Event(), Countdown.see

    def seen(self: Countdown, seen: SeenFrame, glance: ImageCheck, rate: float) -> Phase:
        if not told.is_set():
            self._goes_at = seen.taken.at + 1.0
        return see(self, seen, glance, rate)

    monkeypatch.setattr(Countdown, "see", seen)
    return told


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pictures = (bar(number) for number in range(len(TRACK)))
    return write_clip(tmp_path_factory.mktemp("clips") / "clip.mp4", pictures, crf=18, preset="ultrafast")


def bar(number: int) -> np.ndarray:
    """A picture that says which one it is."""
    shown = picture(number, WIDTH, HEIGHT)
    columns = np.arange(WIDTH)
    shown[..., 2] = np.clip(255 - 12 * np.abs(columns - (8 + 2 * number)), 0, 255)
    return shown


@contextmanager
def running(clip: Path, folder: Path, realtime: bool = False) -> Iterator[str]:
    """`movescreen live` with a clip for a camera and a puppet for the network, at an address of its own.

    However slow the machine, every frame of the clip is looked at.
    """
    with listening("127.0.0.1", 0) as (door, safety):
        studio = LiveEngine(partial(StandIn, clip, realtime), BUNDLE, Library(folder), lossless=True)
        answering = server(application(safety, PAGES, SHELF, studio=studio, model="full", with_cameras=False))
        thread = threading.Thread(target=answering.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            yield safety.address
        finally:
            answering.should_exit = True
            thread.join()
            studio.close()


def phase(page: Page, name: str) -> None:
    expect(page.locator(f"main[data-phase={name}]")).to_be_attached()


def fits(page: Page) -> bool:
    """Whether nothing of the page is outside a window of 1280 x 720."""
    return page.evaluate("document.documentElement.scrollHeight <= 720 && document.documentElement.scrollWidth <= 1280")


def test_a_coach_records_a_client_and_deletes_everything_again(
    clip: Path, tmp_path: Path, opened: Open, glances: list[ImageCheck], go: threading.Event
) -> None:
    glances.append(ImageCheck("", 0.0, 2))
    with running(clip, tmp_path, realtime=True) as address:
        shown = opened(address, viewport={"width": 1280, "height": 720})
        page = shown.page
        assert fits(page)
        page.get_by_label("Name").fill(NAME)
        page.get_by_label("Name").press("Enter")
        expect(page.get_by_label("Client", exact=True)).to_have_value("1")
        page.get_by_label("Repetitions").fill("2")
        page.get_by_label("Keep the video").check()
        assert fits(page)
        page.get_by_role("button", name="Get into place").click()
        phase(page, "placing")
        expect(page.locator("#say")).to_have_text("Keep other people out of the picture.")
        expect(page.locator("#checks .change", has_text="One person")).to_be_visible()
        assert fits(page)
        glances.append(ImageCheck("", 0.0, 1))
        phase(page, "countdown")
        assert fits(page)
        go.set()
        phase(page, "recording")
        page.wait_for_url("**/sessions/1")
        expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
        began = Library(tmp_path).session(1).begun_at
        for said in ("Overhead squat", date(began, time=True), "2 repetitions"):
            expect(page.locator("header")).to_contain_text(said)
        expect(page.locator("main")).to_contain_text("Asked for: 2 repetitions. Counted: 2 repetitions.")
        assert page.locator("main img").count() == 3  # a still of each repetition, and one large
        assert shown.complaints == []
    with running(clip, tmp_path) as address:  # after a restart
        shown = opened(address.replace("?", "clients/1?"))
        page = shown.page
        expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
        page.get_by_role("cell", name="Overhead squat").wait_for()
        page.set_viewport_size(PHONE)
        assert shown.overflow == 0
        assert page.evaluate("document.querySelector('.scroll').scrollWidth") <= PHONE["width"]
        with page.expect_download() as given:
            page.get_by_role("link", name="Export everything").click()
        names = zipfile.ZipFile(given.value.path()).namelist()
        assert any(name.endswith("report.html") for name in names) and any(name.endswith(VIDEO) for name in names)
        page.get_by_role("button", name="Delete everything").click()
        page.get_by_role("button", name="No").click()
        assert Library(tmp_path).clients()
        page.get_by_role("button", name="Delete everything").click()
        page.get_by_role("button", name="Yes, delete").click()
        page.wait_for_url(address.partition("?")[0])
        assert Library(tmp_path).clients() == [] and not list(tmp_path.glob("*/*"))
        assert not any(NAME.encode() in file.read_bytes() for file in tmp_path.iterdir())
        assert [one for one in shown.complaints if "zip" not in one and "export" not in one] == []


def test_a_session_needs_no_mouse(clip: Path, tmp_path: Path, opened: Open, glances: list[ImageCheck]) -> None:
    glances.append(ImageCheck("", 0.0, 2))  # so that nobody is counted in but by the coach
    with running(clip, tmp_path, realtime=True) as address:
        page = opened(address, viewport={"width": 1280, "height": 720}).page
        tab_to(page, "name")
        page.keyboard.type("Ann")
        tab_to(page, "add")
        page.keyboard.press("Enter")
        expect(page.locator("#client")).to_have_value("1")
        expect(page.locator("#client")).to_be_focused()
        tab_to(page, "repetitions")
        page.keyboard.type("0")
        page.keyboard.press("Enter")
        phase(page, "placing")
        page.keyboard.press("Escape")
        phase(page, "idle")
        tab_to(page, "repetitions")
        page.keyboard.press("Enter")
        phase(page, "placing")
        page.keyboard.press("Space")
        phase(page, "recording")
        page.keyboard.press("Space")
        page.wait_for_url("**/sessions/1")


def tab_to(page: Page, name: str) -> None:
    for _ in range(25):
        if page.evaluate("document.activeElement.id") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {name} with the keyboard")


def test_a_page_that_comes_back_shows_where_the_session_stands(clip: Path, tmp_path: Path, opened: Open) -> None:
    with running(clip, tmp_path) as address:
        page = opened(address).page
        page.get_by_label("Name").fill("Ann")
        page.get_by_role("button", name="Add client").click()
        expect(page.get_by_label("Client", exact=True)).to_have_value("1")
        page.get_by_label("Repetitions").fill("2")
        page.get_by_role("button", name="Get into place").click()
        expect(page.locator("main")).not_to_have_attribute("data-phase", "idle")
        page.goto("about:blank")  # the session goes on by itself
        deadline = time.monotonic() + patience()
        library = Library(tmp_path)
        while not [one for one in library.sessions(1) if one.state == "measured"] and time.monotonic() < deadline:
            time.sleep(0.2)
        page.goto(address)
        expect(page.get_by_role("link", name="Open the report")).to_have_attribute("href", "/sessions/1")


class Still:
    """A studio in which nothing happens."""

    def __init__(self, folder: Path, recorded: int = 0) -> None:
        self.library, self._recorded, self.manner = Library(folder), recorded, Manner()

    def offered(self) -> list[Any]:
        return []

    def is_of(self, client: int) -> bool:
        return client == self._recorded


def asking(folder: Path, recorded: int = 0, with_cameras: bool = False, studio: Any = None) -> TestClient:
    state = {"studio": studio or Still(folder, recorded), "model": "full", "with_cameras": with_cameras}
    cookies = {SAFETY.cookie: SAFETY.token}
    client = TestClient(
        application(SAFETY, PAGES, SHELF, **state), HERE, raise_server_exceptions=False, cookies=cookies
    )
    client.headers["x-movescreen"] = SAFETY.secret
    return client


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A client with two sessions."""
    made = Library(tmp_path)
    client = made.add(NAME, AGREED)
    kept(made, client.id), kept(made, client.id)
    return made


def test_nothing_outside_the_library_can_be_had(library: Library, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.txt").write_text("secret")
    paths = [
        "/sessions/..%2f..%2fsecret.txt", "/sessions/1%2f..%2f..", "/sessions/-1", "/sessions/1e1", "/sessions/%00",
        "/sessions/1/video/../../x", "/clients/1/trend/../../x", "/clients/1/trend/..%2f..%2fsecret.txt/side",
        "/clients/999999999999999999999/export", "/library.sqlite", "/static/../library.sqlite", "//etc/passwd",
    ]  # fmt: skip
    for path in paths:
        answer = asking(tmp_path).get(HERE + path)
        assert answer.status_code in (400, 404, 422), path
        assert "secret" not in answer.text.replace("secret.txt", "") and "Error" not in answer.text


def test_a_client_is_added_only_with_name_and_consent(tmp_path: Path) -> None:
    pages = asking(tmp_path)
    assert pages.post("/clients", json={"name": "Ann", "consent": ""}).json()["code"] == "no_consent"
    assert pages.post("/clients", json={"name": "", "consent": AGREED}).json()["code"] == "no_name"
    assert pages.post("/clients", json={"name": "Ann", "consent": AGREED}).json()["id"] == 1
    assert pages.post("/clients", json={"name": "x" * 70_000, "consent": AGREED}).status_code == 413


def test_a_name_is_shown_as_it_is_and_nothing_in_it_runs(library: Library, tmp_path: Path) -> None:
    client = library.add("<script>alert(1)</script>", "<img src=x onerror=alert(1)>")
    kept(library, client.id)
    for path in ("/", f"/clients/{client.id}"):
        text = asking(tmp_path).get(path).text
        assert "<script>alert" not in text and "<img src=x" not in text and "&lt;script&gt;alert" in text


def test_a_session_in_which_nothing_was_measured_is_not_like_a_clean_one(library: Library, tmp_path: Path) -> None:
    hidden = tuple(replace(found, state="not_measurable", reason="no_repetition") for found in FOUND)
    quality = {"not_counted": [{"start_s": 1.0, "end_s": 1.5, "reason": "feet_moved"}]}
    clean = tuple(replace(found, state="not_observed") for found in FOUND)
    for record in (replace(RECORD, findings=hidden, quality=quality), replace(RECORD, findings=clean)):
        begun = library.begin(1, "overhead_squat", "auto")
        save(record, begun.folder)
        library.finish(begun.id, record)
    text = asking(tmp_path).get("/clients/1").text
    assert "Not measured. Not counted as a repetition: 1.0 s to 1.5 s, the feet moved." in text
    assert "0 of 2 observed" in text and "nothing beyond" not in text
    assert short(library.session(1).begun_at) in text and "UTC" not in text


def test_what_is_being_recorded_cannot_be_deleted(library: Library, tmp_path: Path) -> None:
    busy = asking(tmp_path, recorded=1)
    for path in ("/clients/1/delete", "/sessions/1/delete", "/sessions/1/measure"):
        assert busy.post(path).json()["code"] == "busy"
    assert len(library.sessions(1)) == 2
    assert asking(tmp_path).post("/sessions/1/delete").status_code == 200
    assert [session.id for session in library.sessions(1)] == [2]
    assert asking(tmp_path).post("/clients/1/delete").status_code == 200
    assert library.clients() == []


def test_nothing_is_deleted_by_another_page(library: Library, tmp_path: Path) -> None:
    stranger = asking(tmp_path)
    assert stranger.post("/clients/1/delete", headers={"origin": "http://evil.example"}).status_code == 403
    del stranger.headers["x-movescreen"]
    assert stranger.post("/clients/1/delete").status_code == 403
    assert stranger.get("/clients/1/delete").status_code == 405
    cross = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
    assert stranger.get("/clients/1/export", headers=cross).status_code == 403
    assert library.clients()


def test_a_client_is_given_out_in_one_file(library: Library, tmp_path: Path) -> None:
    answer = asking(tmp_path).get("/clients/1/export")
    assert answer.headers["content-disposition"] == 'attachment; filename="client-1.zip"'
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    assert asking(tmp_path).get("/clients/2/export").json()["code"] == "no_client"


def test_the_video_of_a_session_is_there_where_it_was_kept(library: Library, tmp_path: Path) -> None:
    assert asking(tmp_path).get("/sessions/1/video").headers["content-type"] == "video/mp4"
    video = library.session(1).video
    assert video
    video.unlink()
    assert asking(tmp_path).get("/sessions/1/video").json()["code"] == "no_video"


def test_an_interrupted_recording_is_measured_from_its_video(clip: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("movescreen.batch.task.ensure", lambda *_, **__: BUNDLE)
    library = Library(tmp_path)
    begun = library.begin(library.add(NAME, AGREED).id, "overhead_squat", "auto")
    (begun.folder / VIDEO).write_bytes(clip.read_bytes())
    pages = asking(tmp_path)
    assert "interrupted" in pages.get("/clients/1").text
    assert pages.get(f"/sessions/{begun.id}").json()["code"] == "no_report"
    assert pages.post(f"/sessions/{begun.id}/measure").json() == {}
    again = library.session(begun.id)
    assert (again.state, again.repetitions, again.view) == ("measured", 2, "front")
    assert "Overhead squat" in pages.get(f"/sessions/{begun.id}").text
    assert {"record.json", "report.html", VIDEO} <= {file.name for file in begun.folder.iterdir()}


def test_what_changed_between_sessions_is_a_page(clip: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("movescreen.batch.task.ensure", lambda *_, **__: BUNDLE)
    library = Library(tmp_path)
    client = library.add(NAME, AGREED)
    pages = asking(tmp_path)
    for _ in range(2):
        begun = library.begin(client.id, "overhead_squat", "auto")
        (begun.folder / VIDEO).write_bytes(clip.read_bytes())
        assert pages.post(f"/sessions/{begun.id}/measure").json() == {}
    assert "/clients/1/trend/overhead_squat/front" in pages.get("/clients/1").text
    trend = pages.get("/clients/1/trend/overhead_squat/front")
    assert trend.status_code == 200 and NAME in trend.text and "<svg" in trend.text
    assert pages.get("/clients/1/trend/overhead_squat/side").json()["code"] == "too_few_records"


WISHES: list[dict[str, Any]] = [
    {"client": 1, "screen": "../x"},
    {"client": 1, "screen": "bridge", "view": "up"},
    {"client": 1, "screen": "bridge", "repetitions": -1},
    {"client": "x", "screen": "bridge"},
    {"client": 1},
]


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_that_no_page_sends_is_turned_away(library: Library, tmp_path: Path, wish: dict[str, Any]) -> None:
    answer = asking(tmp_path).post("/prepare", json=wish)
    assert answer.status_code in (400, 422) and set(answer.json()) == {"code", "sentence"}


def test_no_camera_is_opened_where_a_clip_stands_in(tmp_path: Path) -> None:
    assert asking(tmp_path).post("/camera", json={"number": 0, "width": 1280}).json()["code"] == "no_camera"


def test_another_camera_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [Listed(2, "Desk <camera>")]
    chosen: list[Any] = []
    monkeypatch.setattr("movescreen.web.live.routes.cameras", lambda: listed)
    studio = Still(tmp_path)
    studio.choose = chosen.append  # type: ignore[attr-defined]
    pages = asking(tmp_path, with_cameras=True, studio=studio)
    assert "Desk &lt;camera&gt;" in pages.get("/").text
    assert pages.post("/camera", json={"number": 2, "width": 1920}).json() == {}
    assert (chosen[0].number, chosen[0].size) == (2, (1920, 1080))
    for amiss in ({"number": 2, "width": 1}, {"number": -1, "width": 1280}, {"number": "/dev/sda", "width": 1280}):
        assert pages.post("/camera", json=amiss).status_code in (400, 422)
    assert len(chosen) == 1


def test_stop_is_on_the_screen(clip: Path, tmp_path: Path, opened: Open) -> None:
    """While recording, the count, Stop and the client's name are on the screen; so is the tick of a repetition."""
    client = Library(tmp_path).add(NAME, AGREED)
    with running(clip, tmp_path, realtime=True) as address:
        page = opened(address).page
        page.evaluate("localStorage.setItem('wish repetitions', '9')")
        page.reload()
        page.get_by_label("Client", exact=True).select_option(str(client.id))
        page.get_by_role("button", name="Get into place").click()
        phase(page, "recording")
        for width, height in ((1366, 641), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            for shown in (page.get_by_role("button", name="Stop"), page.locator("#reps"), page.locator(".whom")):
                box = shown.bounding_box()
                assert box and box["y"] >= 0 and box["y"] + box["height"] <= height
                assert box["x"] + box["width"] <= width
        expect(page.locator(".whom")).to_contain_text(NAME)
        expect(page.locator("#tick")).to_be_visible()
        expect(page.locator("#reps")).to_have_text("1 / 9")
        expect(page.locator("#unshown")).to_contain_text("Not shown from this side: ")
        assert page.evaluate("localStorage.getItem('wish client')") == str(client.id)


VOICE = """
window.heard = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ localService: true, lang: "en-GB" }], addEventListener() {}, cancel() {},
  speak(one) { window.heard.push(one.text); one.onend?.(); },
} });
localStorage.setItem("speak", "yes");
"""


def test_what_to_change_and_the_countdown_are_spoken(
    clip: Path, tmp_path: Path, opened: Open, glances: list[ImageCheck], go: threading.Event
) -> None:
    glances.append(ImageCheck("dark", 0.0, 1))
    client = Library(tmp_path).add("Ann", AGREED)
    with running(clip, tmp_path) as address:
        page = opened("about:blank").page
        page.add_init_script(VOICE)
        page.goto(address)
        page.get_by_label("Client", exact=True).select_option(str(client.id))
        page.get_by_role("button", name="Get into place").click()
        expect(page.locator("#say")).to_have_text("Turn on more light.")
        hear(page, "Turn on more light.")
        glances.append(ImageCheck("", 0.0, 1))
        hear(page, "1")
        go.set()
        hear(page, "Go.")
        heard = page.evaluate("window.heard")
        instruction = next(said for said in heard if said.startswith("Arms overhead."))
        assert heard.index(instruction) < heard.index("1") < heard.index("Go.")
        page.goto(address)  # nothing of the recording is heard any more
        begin = "window.heard = []; told5 = 0; event = 4; $('speak').checked = true;"
        hold = "for (const s of [0.5, 5.2, 5.9, 8.1, 9.9, 10.3, 0.2, 5.1]) held({ held: s, hold_s: 8 });"
        assert page.evaluate(f"() => {{ {begin} {hold} return window.heard; }}") == ["5", "8", "10", "5"]
        begin = "window.heard = []; event = 4;"  # at once with what happens: the recording before still says its own
        one = "happened({ repetitions: 5, event: { number: 5, kind: 'counted', say: 'Counted: 5' } });"
        two = "happened({ repetitions: 5, event: { number: 6, kind: 'against', say: 'Not counted: x.' } });"
        heard = page.evaluate(f"() => {{ {begin} {one} {two} return window.heard; }}")
        assert heard == ["5", "Not counted: x."]
        begin = "phase = 'countdown'; window.heard = []; instructed = performance.now() + 60000; say('3', 'number');"
        after = "phase = 'recording'; say('Go.', 'number'); return window.heard;"
        assert page.evaluate(f"() => {{ {begin} {after} }}") == ["Go."], "the instruction is heard to its end, then Go"


TONES = """
window.tones = [];
const time = { currentTime: 0, destination: {} };
window.AudioContext = class { constructor() { Object.assign(this, time); }
  createOscillator() { return { frequency: {}, connect: (to) => to, start: () => window.tones.push(1), stop() {} }; }
  createGain() { return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (to) => to }; }
};
localStorage.setItem("speak", "yes");
"""


def test_tones_without_a_voice(clip: Path, tmp_path: Path, opened: Open) -> None:
    """Where there is no voice, a tone is heard in place of a number, and the page says so."""
    client = Library(tmp_path).add("Ann", AGREED)
    with running(clip, tmp_path) as address:
        page = opened("about:blank").page
        page.add_init_script(TONES)
        page.goto(address)
        page.locator("#settings summary").click()
        expect(page.locator("#beeps")).to_be_visible()
        page.get_by_label("Client", exact=True).select_option(str(client.id))
        page.get_by_role("button", name="Get into place").click()
        deadline = time.monotonic() + patience()
        while not page.evaluate("window.tones.length"):
            assert time.monotonic() < deadline
            page.wait_for_timeout(20)


def hear(page: Page, said: str) -> None:
    """Wait until something is spoken that begins so."""
    deadline = time.monotonic() + patience()
    while not any(heard.startswith(said) for heard in page.evaluate("window.heard")):
        assert time.monotonic() < deadline, f"{said} was never heard"
        page.wait_for_timeout(50)


def test_a_recording_that_nobody_claims_is_listed_and_taken_back(library: Library, tmp_path: Path) -> None:
    """The page lists it until a client is chosen for it; a folder of another name is no recording."""
    folder = library.folder
    for file in folder.glob("library.sqlite*"):
        file.unlink()
    page = asking(folder)
    shown = Library(folder)
    lost = shown.unclaimed()
    client = shown.add("Found", AGREED).id
    names = [one.relative_to(folder).as_posix() for one in lost]
    assert names and all(f'data-folder="{name}"' in page.get("/").text for name in names)
    claim = {"client": client, "screen": "bridge", "view": "side"}
    for wrong in ("..", "/etc", "unclaimed", ""):
        assert page.post("/unclaimed", json=claim | {"folder": wrong}).status_code >= 400
    answers = [page.post("/unclaimed", json=claim | {"folder": name}) for name in names]
    assert all(answer.status_code == 200 for answer in answers) and "data-folder=" not in page.get("/").text
    assert {answer.json()["session"] for answer in answers} == {kept.id for kept in shown.sessions(client)}
