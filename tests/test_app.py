"""The app's pages: clips come in pieces and are measured beside them, a phone may only send, a second start joins."""

from __future__ import annotations

import base64
import errno
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from adding import BUNDLE, Figure, measure, write_view
from language import banned
from patience import patience
from starlette.testclient import TestClient

from movescreen.cli import main, shortcut, windows_link
from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.library.added_clip import ClipWish, add_file, job_of, measure_session, utc
from movescreen.library.inbox import Inbox
from movescreen.output.language.problems import GERMAN
from movescreen.web.app import phrases, uploads
from movescreen.web.app.application import app_of
from movescreen.web.app.phone import PhoneDoor
from movescreen.web.app.studio import LazyStudio
from movescreen.web.app.uploads import PIECE_BYTES, Receiver, metadata
from movescreen.web.live.pose_log import PoseLog
from movescreen.web.server import Access, listening
from movescreen.web.server.kept_token import keep_token, kept_token
from movescreen.web.server.listen import server
from movescreen.web.server.running import note, only_one

SAFETY = Access.at("127.0.0.1", 8000)
HERE = "http://127.0.0.1:8000"
PIECE = {"content-type": "application/offset+octet-stream"}


def no_engine() -> Any:
    raise AssertionError("nothing here opens a camera")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


@contextmanager
def app(library: Library) -> Iterator[TestClient]:
    """The app of a library, asked by a browser without a screen."""
    safety = Access.at("127.0.0.1", 8000)
    with app_of(safety, library, BUNDLE, no_engine, with_cameras=False, work=measure) as guard:
        client = TestClient(guard, HERE, raise_server_exceptions=False, cookies={safety.cookie: safety.token})
        client.headers["x-movescreen"] = safety.secret
        yield client


def said(**about: str) -> str:
    """An Upload-Metadata header."""
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in about.items())


def begun(pages: TestClient, size: int, **about: str) -> str:
    """The address of an upload that was begun."""
    headers = {"upload-length": str(size), "upload-metadata": said(**about)}
    answer = pages.post("/uploads", headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.headers["location"]


def sent(pages: TestClient, place: str, content: bytes, at: int = 0) -> Any:
    return pages.patch(place, content=content, headers=PIECE | {"upload-offset": str(at)})


def until(found: Callable[[], Any]) -> Any:
    """What is found, as soon as there is something."""
    end = time.monotonic() + patience()
    while not (value := found()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
    return value


def ended(pages: TestClient) -> list[dict[str, Any]]:
    """The clips of the queue, when none waits or is measured any more."""
    entries = pages.get("/adding").json()["entries"]
    return [] if any(one["state"] in ("waiting", "measuring") for one in entries) else entries


def test_metadata_reads_what_a_header_says() -> None:
    assert metadata(said(filename="ä.mp4", client="7")) == {"filename": "ä.mp4", "client": "7"}
    assert metadata("filename !!!,,x") == {"x": ""} or metadata("filename !!!,,x") == {"": "", "x": ""}


def test_upload_in_pieces_ends_in_the_history(library: Library, tmp_path: Path) -> None:
    """A clip sent in pieces is found out and measured, and the page that asks meanwhile is answered at once."""
    content = write_view(tmp_path / "IMG_1.mp4").read_bytes()
    client = library.add("Ann", "Agreed.").id
    with app(library) as pages:
        place = begun(pages, len(content), filename="IMG_1.mp4", client=str(client), lastModified="1750000000000")
        half = len(content) // 2
        assert sent(pages, place, content[:half]).headers["upload-offset"] == str(half)
        assert pages.head(place).headers["upload-offset"] == str(half)
        assert sent(pages, place, content[half:], at=half).status_code == 204
        assert pages.head(place).headers["upload-offset"] == str(len(content)), "told also when it has been taken in"
        slowest = 0.0
        while not (entries := ended(pages)):
            began = time.perf_counter()
            assert pages.get("/").status_code == 200
            slowest = max(slowest, time.perf_counter() - began)
        assert slowest < 1.0
    (entry,), (kept,) = entries, library.sessions(client)
    assert (entry["state"], entry["name"], entry["client_name"], entry["share"]) == ("done", "IMG_1.mp4", "Ann", 1.0)
    assert "Overhead squat, from the front" in entry["found"]
    assert (kept.state, kept.begun_at) == ("measured", "2025-06-15T15:06:40+00:00")
    assert kept.video and kept.video.read_bytes() == content and not list((library.folder / "inbox").iterdir())


def test_camera_is_opened_with_the_live_page_alone(library: Library) -> None:
    """Until something is asked of the live engine there is none, and no camera; it is begun once and closed."""
    said: list[str] = []

    class Engine:
        def __init__(self) -> None:
            self.interrupted: list[Any] = []

        def stop(self) -> None:
            said.append("stopped")

        def is_of(self, client: int) -> bool:
            return client == 7

        def close(self) -> None:
            said.append("closed")

    def begin() -> Any:
        said.append("begun")
        return Engine()

    studio = LazyStudio(library, begin)
    assert not studio.is_of(7) and studio.library is library
    studio.close()
    assert said == []
    studio.stop()
    studio.stop()
    assert studio.is_of(7)
    studio.close()
    assert said == ["begun", "stopped", "stopped", "closed"]


def test_interrupted_is_told_on_the_first_page(library: Library) -> None:
    """What a killed process left is looked for at the start, without a camera, and offered until it is put away."""
    begun = library.begin(library.add("Ann", "Agreed.").id, "overhead_squat", "front")
    wish = {"client": 1, "screen": "overhead_squat", "view": "front", "repetitions": 3}
    PoseLog(begun.folder, (64, 48), {"wish": wish, "origin": {"backend": "synthetic"}}).close()
    with app(library) as pages:
        until = time.monotonic() + 20
        while (told := pages.get("/interrupted").json())["looking"] and time.monotonic() < until:
            time.sleep(0.02)
        (found,) = told["found"]
        assert "The recording of Ann" in found["sentence"] and "0 of 3 repetitions" in found["sentence"]
        assert 'id="interrupted"' in pages.get("/").text
        assert pages.post("/dismiss", json={"number": 0}).json() == {}
        assert pages.get("/interrupted").json() == {"looking": False, "found": []}


def test_reports_lead_to_what_changed(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two clips of one movement and side are a comparison, as two recordings are."""
    monkeypatch.setattr("movescreen.pose.estimators.blazepose.BlazePose", Figure)
    file = write_view(tmp_path / "a.mp4")
    client = library.add("Ann", "Agreed.").id
    monday, friday = "2026-05-04T18:05", "2026-05-08T18:05"
    for moment in (monday, friday):
        kept = add_file(library, client, file, ClipWish(file.name, "overhead_squat", recorded_at=moment))
        assert measure_session(job_of(library, kept, BUNDLE, "full")).record is not None
    with app(library) as pages:
        listed = pages.get("/reports").text
        place = f"/clients/{client}/trend/overhead_squat/front"
        assert f'href="{place}">Ann: Overhead squat, from the front' in listed
        shown = pages.get(place)
        assert shown.status_code == 200 and "2026-05-04 18:05" in shown.text and "<svg" in shown.text


def test_upload_that_broke_off_goes_on(library: Library) -> None:
    """After a sleep the phone asks how much came, sends the rest, and nothing is doubled by what comes late."""
    with app(library) as pages:
        place = begun(pages, 10, filename="a.mp4")
        sent(pages, place, b"01234")
        assert sent(pages, place, b"01234").status_code == 409
        assert sent(pages, place, b"01234", at=3).headers["upload-offset"] == "5"
        assert begun(pages, 10, filename="a.mp4") == place
        assert sent(pages, place, b"56789 and more", at=5).headers["upload-offset"] == "10"
        (upload,) = Inbox(library).uploads()
        assert upload.file.read_bytes() == b"0123456789"


def test_upload_that_no_page_sends_is_turned_away(library: Library) -> None:
    with app(library) as pages:
        place = begun(pages, 10, filename="../../a\\b.mp4")
        assert Inbox(library).uploads()[0].name == "b.mp4"
        assert pages.post("/uploads").json()["code"] == "no_length"
        assert pages.post("/uploads", headers={"upload-length": "-1"}).status_code == 400
        assert pages.patch(place, content=b"x", headers={"upload-offset": "0"}).json()["code"] == "no_piece"
        assert sent(pages, "/uploads/" + "0" * 32, b"x").json()["code"] == "no_upload"
        assert pages.head("/uploads/..%2f..%2fx").status_code == 404
        assert sent(pages, place, b"x" * (PIECE_BYTES + 1)).status_code == 413
        assert pages.get(place).status_code in (404, 405), "what was sent cannot be read"
        for wrong in ({"client": "77"}, {"client": "0"}):
            headers = {"upload-length": "5", "upload-metadata": said(filename="a", **wrong)}
            assert pages.post("/uploads", headers=headers).status_code == (400 if wrong["client"] != "0" else 201)
        assert pages.delete(place).status_code == 204 and pages.head(place).status_code == 404


def test_upload_larger_than_the_disk_is_refused_before(library: Library) -> None:
    with app(library) as pages:
        answer = pages.post(
            "/uploads", headers={"upload-length": str(10**15 - 1), "upload-metadata": said(filename="a")}
        )
        assert answer.json()["code"] == "no_room" and not banned(answer.json()["sentence"])
        assert Inbox(library).uploads() == []


def test_upload_to_a_full_disk_goes_on_when_there_is_room(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    put = uploads._put

    def full(file: Path, whole: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with app(library) as pages:
        place = begun(pages, 6, filename="a.mp4")
        sent(pages, place, b"012")
        monkeypatch.setattr(uploads, "_put", full)
        answer = sent(pages, place, b"345", at=3)
        assert (answer.status_code, answer.json()["sentence"]) == (507, phrases.DISK_FULL)
        monkeypatch.setattr(uploads, "_put", put)
        assert sent(pages, place, b"345", at=3).headers["upload-offset"] == "6"


def test_clip_without_a_client_waits_for_one(library: Library, tmp_path: Path) -> None:
    """What a phone sent for nobody yet is listed, given to a client, and measured; or removed."""
    content = write_view(tmp_path / "a.mp4").read_bytes()
    client = library.add("Ann", "Agreed.").id
    with app(library) as pages:
        for name in ("a.mp4", "b.mp4"):
            sent(pages, begun(pages, len(content), filename=name), content)
        one, two = pages.get("/adding").json()["waiting"]
        assert (one["name"], two["name"]) == ("a.mp4", "b.mp4") and library.sessions(client) == []
        assert pages.post(f"/inbox/{one['id']}/take", json={"client": 1}).json()["code"] == "no_client"
        wish = {"client": client, "screen": "overhead_squat", "view": "front"}
        assert pages.post(f"/inbox/{one['id']}/take", json=wish).status_code == 200
        assert pages.post(f"/inbox/{two['id']}/remove").json() == {}
        (entry,) = until(lambda: ended(pages))
        assert entry["state"] == "done" and pages.get("/adding").json()["waiting"] == []


def test_clip_that_cannot_be_measured_has_its_sentence_and_is_tried_again(library: Library, tmp_path: Path) -> None:
    client = str(library.add("Ann", "Agreed.").id)
    unsure = write_view(tmp_path / "unsure.mp4", "nobody").read_bytes()
    with app(library) as pages:
        for name, content in (("holiday.mp4", b"no video"), ("killed.mp4", b"whatever"), ("unsure.mp4", unsure)):
            sent(pages, begun(pages, len(content), filename=name, client=client), content)
        entries = {one["name"]: one for one in until(lambda: ended(pages))}
        assert "holiday.mp4 is not in any video format" in entries["holiday.mp4"]["sentence"]
        assert "SIGKILL" in entries["killed.mp4"]["sentence"] and entries["unsure.mp4"]["state"] == "asks"
        assert not any(banned(one["sentence"]) or "--" in one["sentence"] for one in entries.values())
        listed = pages.get(f"/clients/{client}").text
        assert "holiday.mp4" in listed and "not in any video format" in listed
        number = entries["unsure.mp4"]["session"]
        assert pages.post(f"/sessions/{number}/again", json={"screen": "bridge", "view": "side"}).status_code == 200
        assert pages.post(f"/sessions/{number}/again", json={"screen": "dance"}).status_code == 400
        (again,) = until(lambda: [one for one in ended(pages) if one["session"] == number])
        assert again["state"] == "amiss" and "No person" in again["sentence"]
    with app(library) as pages:  # at the next start only what was cut off is measured by itself
        assert {one["name"] for one in pages.get("/adding").json()["entries"]} == {"killed.mp4"}


def test_client_deleted_while_its_clip_is_measured(library: Library, tmp_path: Path) -> None:
    """The process that measures it is ended at once, and nothing of the client is left."""
    content = write_view(tmp_path / "slow.mp4").read_bytes()
    client = library.add("Ann", "Agreed.").id
    with app(library) as pages:
        sent(pages, begun(pages, len(content), filename="slow.mp4", client=str(client)), content)
        sent(pages, begun(pages, 99, filename="half.mp4", client=str(client)), b"half")
        until(lambda: [one for one in pages.get("/adding").json()["entries"] if one["state"] == "measuring"])
        assert "being measured" in pages.get(f"/clients/{client}").text
        began = time.monotonic()
        assert pages.post(f"/clients/{client}/delete").status_code == 200
        assert time.monotonic() - began < 20 and pages.get("/adding").json()["entries"] == []
    assert library.clients() == [] and not list(library.folder.glob("*/*"))


def test_closing_while_measuring_goes_on_at_the_next_start(library: Library, tmp_path: Path) -> None:
    content = write_view(tmp_path / "slow.mp4").read_bytes()
    client = library.add("Ann", "Agreed.").id
    with app(library) as pages:
        sent(pages, begun(pages, len(content), filename="slow.mp4", client=str(client)), content)
        until(lambda: [one for one in pages.get("/adding").json()["entries"] if one["state"] == "measuring"])
    (kept,) = library.sessions(client)
    assert kept.state == "recording" and kept.video
    with app(library) as pages:
        (entry,) = pages.get("/adding").json()["entries"]
        assert entry["session"] == kept.id and entry["state"] in ("waiting", "measuring")
        assert pages.post(f"/sessions/{kept.id}/delete").status_code == 200
    assert library.sessions(client) == []


def test_date_and_view_are_changed_after(library: Library, tmp_path: Path) -> None:
    content = write_view(tmp_path / "a.mp4").read_bytes()
    client = library.add("Ann", "Agreed.").id
    with app(library) as pages:
        sent(pages, begun(pages, len(content), filename="a.mp4", client=str(client)), content)
        (entry,) = until(lambda: ended(pages))
        page = pages.get(f"/sessions/{entry['session']}/change").text
        assert "a.mp4" in page and '<option value="front" selected>' in page
        place = f"/sessions/{entry['session']}/date"
        assert pages.post(place, json={"at": "soon"}).json()["code"] == "no_date"
        assert pages.post(place, json={"at": "2026-05-03T18:05"}).status_code == 200
        assert "3 May 2026" in pages.get(f"/sessions/{entry['session']}").text
        assert pages.post(f"/sessions/{entry['session']}/again", json={}).status_code == 200
        until(lambda: ended(pages))
    (kept,) = library.sessions(client)
    assert kept.begun_at == utc("2026-05-03T18:05"), "the user's date is not replaced by the clip's"


@pytest.mark.parametrize("path", ["/", "/add", "/reports", "/settings", "/record", "/adding"])
def test_pages_need_the_token(library: Library, path: str) -> None:
    with app(library) as pages:
        answer = pages.get(path) if path != "/record" else None
        assert answer is None or answer.status_code == 200
        pages.cookies.clear()
        assert pages.get(path).status_code == 401


@pytest.mark.parametrize("language", ["en", "de"])
def test_words_of_the_app(language: str) -> None:
    """Both languages have all words, and none of those that nobody should read."""
    words = phrases.WORDS[language]
    assert words.keys() == phrases.ENGLISH.keys() and all(words.values())
    assert not banned(" ".join(words.values()), language)
    own = [value for name, value in vars(phrases).items() if name.isupper() and isinstance(value, str)]
    assert not banned(" ".join(own))


def arrived_nowhere(upload: Any) -> None:
    """Clips stay in the inbox."""


@pytest.fixture
def door(library: Library) -> Iterator[PhoneDoor]:
    inbox = Inbox(library)
    made = PhoneDoor(inbox, Receiver(inbox, "page", arrived_nowhere), host="127.0.0.1")
    yield made
    made.shut()


def phone(address: str) -> TestClient:
    """A phone that scanned the code."""
    import httpx2

    page, _, token = address.partition("?token=")
    client = httpx2.Client(base_url=page, follow_redirects=True, timeout=patience())
    shown = client.get("/", params={"token": token})
    assert shown.status_code == 200 and token not in shown.text
    client.headers["x-movescreen"] = shown.text.split('data-secret="')[1].split('"')[0]
    return client  # type: ignore[return-value]


def test_phone_sends_and_can_read_nothing(library: Library, door: PhoneDoor) -> None:
    """Its door has one page and takes clips; nothing of the library, nor of other uploads, can be had through it."""
    client = library.add("Ann", "Agreed.").id
    other = Inbox(library)
    begun_here = other.begin(_upload("page"))
    assert door.told() is None
    door.open(client)
    told = door.told()
    assert told and str(told["code"]).startswith("data:image/svg+xml") and told["client"] == client
    with closing(phone(str(told["address"]))) as sends:
        headers = {"upload-length": "5", "upload-metadata": said(filename="a.mp4", client="999", lastModified="1")}
        place = sends.post("/uploads", headers=headers).headers["location"]
        assert sends.patch(place, content=b"01234", headers=PIECE | {"upload-offset": "0"}).status_code == 204
        for path in ("/clients/1", f"/clients/{client}", "/sessions/1", "/adding", "/add", "/record",
                     "/settings", place, "/uploads", "/docs"):  # fmt: skip
            assert sends.get(path).status_code in (404, 405), path
        assert sends.head(f"/uploads/{begun_here.id}").status_code == 404
        assert sends.delete(f"/uploads/{begun_here.id}").json()["code"] == "no_upload"
        assert sends.post("/clients", json={"name": "x", "consent": "y"}).status_code in (404, 405)
    mine = [one for one in other.uploads() if one.by == "phone"]
    assert [(one.name, one.client, one.whole) for one in mine] == [("a.mp4", client, True)]


def _upload(by: str) -> Any:
    from movescreen.library.inbox import Upload

    return Upload("", Path(), "b.mp4", 9, by, "", 0, "", "")


def test_phone_door_needs_its_token_and_is_shut_after_a_while(door: PhoneDoor, monkeypatch) -> None:
    import httpx2

    passed = [0.0]
    monkeypatch.setattr("movescreen.web.app.phone.monotonic", lambda: time.monotonic() + passed[0])
    with pytest.raises(Problem):
        door.open(12345)
    door.open()
    told = door.told()
    assert told
    page = str(told["address"]).partition("?")[0]
    assert httpx2.get(page).status_code == 401
    passed[0] = 15.1 * 60
    until(lambda: door.told() is None and not door._ending)
    with pytest.raises(httpx2.TransportError):
        httpx2.get(page)


def test_phone_door_that_is_opened_again_has_another_token(door: PhoneDoor) -> None:
    door.open()
    first = door.told()
    door.open()
    second = door.told()
    assert first and second and first["address"] != second["address"]
    door.shut()
    assert door.told() is None


@contextmanager
def served(library: Library) -> Iterator[Access]:
    """The app of a library, as the command runs it."""
    import threading

    with (
        only_one(library.folder) as running,
        listening("127.0.0.1", 0, token=partial(kept_token, library.folder)) as (sock, safety),
        app_of(safety, library, BUNDLE, no_engine, with_cameras=False) as guard,
    ):
        assert running is None
        note(library.folder, safety)
        answering = server(guard)
        thread = threading.Thread(target=answering.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        try:
            yield safety
        finally:
            answering.should_exit = True
            thread.join(10)


@pytest.mark.parametrize("command", ["app", "live"])
def test_second_start_opens_the_page_that_runs(
    command: str, library: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Started while the app runs, either command opens that page, once, and ends: no token stands in the address."""
    import httpx2

    opened: list[str] = []
    monkeypatch.setattr("movescreen.cli.live.webbrowser.open", opened.append)
    with served(library) as safety:
        assert main.main([command, "--library", str(library.folder)]) == 0
        assert "runs already" in capsys.readouterr().out
        (address,) = opened
        assert address.startswith(safety.page) and safety.token not in address
        assert httpx2.get(address, follow_redirects=True).status_code == 200
        assert httpx2.get(address, follow_redirects=True).status_code == 401


def test_second_start_finds_the_page_that_runs(library: Library, tmp_path: Path) -> None:
    """Whoever can read the library's private file gets in, once; the token is kept for the next start."""
    import threading

    with only_one(library.folder) as nobody, listening("127.0.0.1", 0) as (sock, safety):
        assert nobody is None
        with app_of(safety, library, BUNDLE, no_engine, with_cameras=False) as guard:
            answering = server(guard)
            thread = threading.Thread(target=answering.run, kwargs={"sockets": [sock]}, daemon=True)
            thread.start()
            note(library.folder, safety)
            keep_token(library.folder, safety)
            with only_one(library.folder) as running:
                assert running is not None
                address = running.address_once()
            assert address.startswith(safety.page) and safety.token not in address
            answering.should_exit = True
            thread.join(10)
    with only_one(library.folder) as nobody:
        assert nobody is None
    assert kept_token(library.folder) == safety.token, "a page that is still open goes on"
    assert (library.folder / "page-token.json").stat().st_mode & 0o077 == 0
    (tmp_path / "page-token.json").write_text('{"token": "x"}')
    with pytest.raises(Problem):
        keep_token(tmp_path, safety)


@pytest.mark.parametrize("command", ["app", "live"])
def test_commands_open_the_page_that_runs(
    command: str, library: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of app and live on one library the second opens the page of the first."""
    opened: list[str] = []
    monkeypatch.setattr("movescreen.web.server.running.Running.address_once", lambda _: HERE + "/?token=once")
    monkeypatch.setattr("movescreen.cli.live.webbrowser.open", opened.append)
    with only_one(library.folder), listening("127.0.0.1", 0) as (_, safety):
        note(library.folder, safety)
        assert main.main([command, "--library", str(library.folder)]) == 0
    assert "runs already" in capsys.readouterr().out and opened == [HERE + "/?token=once"]


def test_app_port_that_another_program_has(library: Library) -> None:
    """The usual port taken, any other is; one that was asked for is a sentence."""
    from movescreen.cli import app as command

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert not command.is_free("127.0.0.1", port)
        with pytest.raises(Problem, match="--port"), command._listening(port, library.folder):
            pass


def test_movescreen_alone_says_how_to_open_the_app(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main.main([])
    assert left.value.code == 2 and "movescreen app" in capsys.readouterr().err


PLACES = {
    "linux": [".local/share/applications/movescreen.desktop", "Desktop/movescreen.desktop"],
    "darwin": ["Applications/movescreen.command", "Desktop/movescreen.command"],
    "win32": [
        "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/movescreen.cmd",
        "Desktop/movescreen.cmd",
    ],
}


@pytest.mark.parametrize("platform", PLACES)
def test_shortcut_files(platform: str, tmp_path: Path) -> None:
    """Each system has its files, twice the same; a file of another's stays."""
    (tmp_path / "Desktop").mkdir()
    for _ in range(2):
        files = shortcut.write_shortcut(platform, tmp_path, {})
        assert files == [tmp_path / place for place in PLACES[platform]]
    text = files[0].read_text(encoding="utf-8")
    assert "movescreen" in text and str(Path(sys.executable)) in text
    if os.name == "posix":
        assert files[0].stat().st_mode & 0o111
    files[0].write_text("somebody's own")
    with pytest.raises(Problem, match="did not write it"):
        shortcut.write_shortcut(platform, tmp_path, {})
    assert files[0].read_text() == "somebody's own"


class PowerShell:
    """What is called on Windows, and a file with the texts as a shortcut has them in its place."""

    def __init__(self, code: int = 0) -> None:
        self.code = code
        self.calls: list[Any] = []

    def __call__(self, call: list[str], env: dict[str, str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        self.calls.append((call, env))
        if not self.code:
            Path(env["MOVESCREEN_LINK"]).write_bytes(b"L\0\0\0" + env["MOVESCREEN_ABOUT"].encode("utf-16-le"))
        return subprocess.CompletedProcess(call, self.code)


LINKS = [place.replace(".cmd", ".lnk") for place in PLACES["win32"]]


def test_shortcut_of_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows makes it: PowerShell by its full path, all texts in the environment; our old command file goes."""
    shortcut.write_shortcut("win32", tmp_path, {})
    monkeypatch.setattr(windows_link.subprocess, "run", shell := PowerShell())
    for _ in range(2):
        files = shortcut.write_shortcut("win32", tmp_path, {"SystemRoot": r"D:\Win", "ComSpec": r"D:\Win\cmd.exe"})
        assert files == [tmp_path / place for place in LINKS]
    assert sorted(file.name for file in tmp_path.rglob("movescreen.*")) == ["movescreen.lnk"] * 2
    (call, env), *_ = shell.calls
    assert call[0] == r"D:\Win\System32\WindowsPowerShell\v1.0\powershell.exe" and call[-1] == windows_link.SCRIPT
    assert set(re.findall(r"env:(\w+)", windows_link.SCRIPT)) - {"USERPROFILE"} == {n for n in env if "MOVESCREEN" in n}
    assert env["MOVESCREEN_TARGET"] == r"D:\Win\cmd.exe"
    assert env["MOVESCREEN_ARGUMENTS"] == f'/d /s /c ""{sys.executable}" "-m" "movescreen" "app" || pause"'
    files[0].write_bytes(b"somebody's own")
    with pytest.raises(Problem, match="did not write it"):
        shortcut.write_shortcut("win32", tmp_path, {})
    assert files[0].read_bytes() == b"somebody's own"


@pytest.mark.parametrize("error", [1, FileNotFoundError(), subprocess.TimeoutExpired("powershell", 1.0)])
def test_shortcut_where_windows_makes_none(error: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it is a command file, and nothing else is left."""

    def run(*call: Any, **options: Any) -> Any:
        raise error

    monkeypatch.setattr(windows_link.subprocess, "run", PowerShell(1) if error == 1 else run)
    assert shortcut.write_shortcut("win32", tmp_path, {}) == [tmp_path / place for place in PLACES["win32"]]
    assert {file.name for file in tmp_path.rglob("*") if file.is_file()} == {"movescreen.cmd"}


def test_shortcut_runs_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What each file starts comes to the program as it was, whatever signs are in it."""
    odd = [sys.executable, "-c", "import sys; print(ascii(sys.argv[1:]))", "a b", "$HOME `x` \\ 50% 'one' \"two\""]
    command = shortcut.macos(tmp_path, {}, odd)
    script = tmp_path / "run.command"
    script.write_text(next(iter(command.values())))
    done = subprocess.run(["/bin/sh", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ascii(odd[3:])
    line = next(iter(shortcut.linux(tmp_path, {}, odd).values())).split("Exec=")[1].split("\n")[0]
    assert desktop_arguments(line) == odd


def desktop_arguments(line: str) -> list[str]:
    """The arguments of an Exec line, as freedesktop.org has it: the file's escapes first, then quotes, then fields."""
    text, arguments, at = line.replace("\\\\", "\\"), [], 0
    while at < len(text):
        assert text[at] == '"'
        at, word = at + 1, ""
        while text[at] != '"':
            at += text[at] == "\\"
            word += text[at]
            at += 1
        arguments.append(word.replace("%%", "%"))
        at += 2
    return arguments


@pytest.mark.parametrize("by", ["the coach", "time"])
def test_phone_door_lets_an_upload_finish(
    by: str, library: Library, door: PhoneDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shut by either, it takes no other clip, and goes on with the one that is on its way; then nobody answers."""
    import httpx2

    monkeypatch.setattr("movescreen.web.app.phone.TICK_S", 0.05)
    passed = [0.0]
    monkeypatch.setattr("movescreen.web.app.phone.monotonic", lambda: time.monotonic() + passed[0])
    door.open()
    told = door.told()
    assert told
    with closing(phone(str(told["address"]))) as sends:
        headers = {"upload-length": "5", "upload-metadata": said(filename="a.mp4")}
        place = sends.post("/uploads", headers=headers).headers["location"]
        assert sent(sends, place, b"01").status_code == 204
        if by == "the coach":
            door.close()
        else:
            passed[0] = 15.1 * 60
        until(lambda: door.told() is None)
        other = {"upload-length": "7", "upload-metadata": said(filename="b.mp4")}
        assert sends.post("/uploads", headers=other).json()["code"] == "receiving_off"
        assert "scan the new code" in sends.get("/", headers={"accept": "text/html"}).text
        door.open()  # for another phone, which takes nothing from the first
        assert sent(sends, place, b"234", 2).status_code == 204
        until(lambda: not door._ending)
        with pytest.raises(httpx2.TransportError):
            sends.get("/")
    assert [(one.name, one.whole) for one in Inbox(library).uploads()] == [("a.mp4", True)]
    assert door.told() is not None


def test_phone_door_waits_for_no_phone_that_fell_silent(
    library: Library, door: PhoneDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shut, it ends once nothing has come for a while; what came stays, and goes on through the next door."""
    monkeypatch.setattr("movescreen.web.app.phone.TICK_S", 0.05)
    monkeypatch.setattr("movescreen.web.app.phone.FALLEN_SILENT_S", 0.3)
    headers = {"upload-length": "5", "upload-metadata": said(filename="a.mp4", lastModified="1")}
    door.open()
    with closing(phone(str((door.told() or {})["address"]))) as sends:
        place = sends.post("/uploads", headers=headers).headers["location"]
        assert sent(sends, place, b"01").status_code == 204
    door.close()
    until(lambda: not door._ending)
    door.open()
    with closing(phone(str((door.told() or {})["address"]))) as sends:
        assert sends.post("/uploads", headers=headers).headers["location"] == place
        assert sent(sends, place, b"234", 2).status_code == 204
    (upload,) = Inbox(library).uploads()
    assert upload.whole and upload.file.read_bytes() == b"01234"


def test_phone_door_needs_no_page(door: PhoneDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hidden page may ask once a minute or never: the door stays for its time, whoever looks, and no longer."""
    passed = [0.0]
    monkeypatch.setattr("movescreen.web.app.phone.TICK_S", 0.05)
    monkeypatch.setattr("movescreen.web.app.phone.monotonic", lambda: time.monotonic() + passed[0])
    door.open()
    passed[0] = 14.9 * 60
    time.sleep(0.2)
    assert door.told() is not None
    passed[0] = 15.1 * 60
    until(lambda: door.told() is None)


def test_phone_door_ends_with_the_app(door: PhoneDoor) -> None:
    """At the end of the app nobody waits for a clip that is on its way."""
    door.open()
    opened = door._open
    assert opened
    with closing(phone(str((door.told() or {})["address"]))) as sends:
        sends.post("/uploads", headers={"upload-length": "5", "upload-metadata": said(filename="a.mp4")})
        door.shut()
    assert opened.ended.is_set() and not opened.thread.is_alive() and door.told() is None


def test_language_of_the_live_page_is_that_of_all(library: Library) -> None:
    """Chosen once, it holds for the app's pages, its bar, the queue and the sentences of problems."""
    with app(library) as pages:
        assert pages.post("/manner", json={"language": "de"}).status_code == 200
        for path in ("/", "/add", "/reports", "/settings"):
            shown = pages.get(path).text
            assert '<html lang="de">' in shown and "Klienten" in shown
        assert pages.post("/clients", json={"name": " ", "consent": "Yes."}).json()["sentence"] == GERMAN["no_name"]
    assert phrases.sentence(phrases.ASKS, "de") != phrases.ASKS == phrases.sentence(phrases.ASKS, "en")


def test_recording_with_poses_alone_is_measured_again(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a video, by either way, the app takes the stored poses, as the live page does."""
    client = library.add("Ann", "Agreed.").id
    clip = write_view(tmp_path / "front.mp4")
    number = add_file(library, client, clip, ClipWish(clip.name, keep_video=False)).id
    monkeypatch.setattr("movescreen.pose.estimators.blazepose.BlazePose", Figure)  # and is itself again afterwards
    measure(job_of(library, library.session(number), BUNDLE, "full"), lambda done, of: None)
    assert library.session(number).video is None
    with app(library) as pages:
        for path, screen in (("measure", "bridge"), ("again", "overhead_squat")):
            answer = pages.post(f"/sessions/{number}/{path}", json={"screen": screen, "view": "auto"})
            assert answer.status_code == 200, answer.text
            assert library.session(number).screen == screen
        assert library.session(number).repetitions == 1
