"""What is served to one's own browser is served to nobody else, and says nothing of what is inside."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from fastapi import APIRouter, Request, WebSocket
from fastapi.responses import HTMLResponse
from pydantic import BaseModel
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from movescreen.errors import Problem
from movescreen.web.server import Access, application, listening, serve, shown

pytestmark = pytest.mark.versions

HERE = "http://127.0.0.1:8000"
AWAY = "http://192.168.1.7:8000"
LOCAL, OPEN = Access.at("127.0.0.1", 8000), Access.at("0.0.0.0", 8000)
PAGES = APIRouter()


class Note(BaseModel):
    text: str


@PAGES.get("/")
def first(request: Request) -> HTMLResponse:
    return shown(
        request, Path(__file__).parents[1] / "movescreen" / "web" / "server" / "sentence.html", sentence="Here."
    )


@PAGES.post("/notes")
def note(note: Note) -> dict[str, str]:
    return {"kept": note.text}


@PAGES.get("/amiss")
def amiss() -> None:
    raise RuntimeError("/home/coach/secret.db")


@PAGES.get("/problem")
def problem() -> None:
    raise Problem("no_camera", "No camera gives a picture. Plug one in.")


@PAGES.websocket("/stream")
async def stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("picture")


def client(safety: Access = LOCAL, base: str = HERE, known: bool | None = None) -> TestClient:
    """A browser without a screen; `known` has the token, by default on this machine."""
    known = safety.local and not safety.guests if known is None else known
    cookies = {safety.cookie: safety.token} if known else None
    app = application(safety, PAGES)
    return TestClient(app, base, raise_server_exceptions=False, follow_redirects=False, cookies=cookies)


def posted(headers: dict[str, str], body: str = '{"text": "knees"}', safety: Access = LOCAL) -> int:
    return (
        client(safety).post("/notes", content=body, headers={"content-type": "application/json"} | headers).status_code
    )


def test_its_own_page_is_shown_and_may_change_things() -> None:
    page = client().get("/")
    assert page.status_code == 200 and "Here." in page.text
    assert posted({"x-movescreen": LOCAL.secret, "origin": HERE, "sec-fetch-site": "same-origin"}) == 200


@pytest.mark.parametrize(
    "host", ["evil.example:8000", "127.0.0.1:9000", "127.0.0.1", "127.0.0.1.evil.example:8000", ""]
)
def test_a_name_that_somebody_pointed_here_is_not_answered(host: str) -> None:
    assert client().get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_every_name_of_this_machine_itself_is_answered(host: str) -> None:
    assert client().get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9000", "https://127.0.0.1:8000"])
def test_another_page_cannot_change_anything_even_with_the_secret(origin: str) -> None:
    assert posted({"x-movescreen": LOCAL.secret, "origin": origin}) == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_cannot_read_anything(site: str) -> None:
    for mode, dest in (("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe"), ("no-cors", "script")):
        headers = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
        assert client().get("/", headers=headers).status_code == 403
    link = {"sec-fetch-site": site, "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client().get("/", headers=link).status_code == 200


@pytest.mark.parametrize("secret", [{}, {"x-movescreen": ""}, {"x-movescreen": "guess"}, {"x-movescreen": "ä"}])
def test_nothing_is_changed_without_the_secret_of_the_page(secret: dict[str, str]) -> None:
    encoded = {name.encode(): value.encode("latin-1") for name, value in secret.items()}
    assert client().post("/notes", json={"text": "knees"}, headers=encoded).status_code == 403


def test_two_starts_have_two_secrets() -> None:
    assert Access.at("127.0.0.1", 8000).secret != LOCAL.secret


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null"])
def test_another_page_cannot_watch(origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}
    with pytest.raises(WebSocketDisconnect), client().websocket_connect("/stream", headers=headers) as watched:
        watched.receive_text()


def test_its_own_page_can_watch() -> None:
    with client().websocket_connect("/stream", headers={"origin": HERE, "host": "127.0.0.1:8000"}) as watched:
        assert watched.receive_text() == "picture"


def test_what_is_too_long_is_turned_away() -> None:
    long = '{"text": "' + LOCAL.most_bytes * "x" + '"}'
    assert posted({"x-movescreen": LOCAL.secret}, long) == 413
    pieces = (long[at : at + 8192].encode() for at in range(0, len(long), 8192))
    headers = {"x-movescreen": LOCAL.secret, "content-type": "application/json"}
    assert client().post("/notes", content=pieces, headers=headers).status_code == 413
    assert posted({"x-movescreen": LOCAL.secret, "content-length": "-1"}) == 413


def test_errors_say_nothing_of_what_is_inside() -> None:
    for path, status in (("/amiss", 500), ("/nowhere", 404), ("/docs", 404), ("/openapi.json", 404)):
        for accept in ("*/*", "text/html"):
            answer = client().get(path, headers={"accept": accept})
            assert answer.status_code == status
            assert not any(word in answer.text for word in ("secret.db", "Error", "Traceback", "fastapi"))
    answer = client().post("/notes", json={"text": 3}, headers={"x-movescreen": LOCAL.secret})
    assert answer.status_code == 422 and set(answer.json()) == {"code", "sentence"} and "string" not in answer.text
    headers = {"x-movescreen": LOCAL.secret, "content-type": "application/json"}
    deep = client().post("/notes", content="[" * 40_000, headers=headers)
    assert deep.status_code in (400, 422) and deep.json()["sentence"] == answer.json()["sentence"]


def test_a_problem_reaches_the_page_as_its_sentence() -> None:
    answer = client().get("/problem")
    sentence = "No camera gives a picture. Plug one in."
    assert (answer.status_code, answer.json()) == (400, {"code": "no_camera", "sentence": sentence})
    assert sentence in client().get("/problem", headers={"accept": "text/html,*/*"}).text


@pytest.mark.parametrize("path", ["/", "/amiss", "/problem", "/nowhere"])
def test_no_answer_goes_without_what_keeps_it_here(path: str) -> None:
    for headers in ({}, {"host": "evil.example"}):
        answer = client().get(path, headers=headers)
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["x-content-type-options"] == "nosniff" and answer.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in answer.headers and "server" not in answer.headers


@pytest.mark.parametrize(("safety", "base"), [(LOCAL, HERE), (OPEN, AWAY)])
def test_guard_without_token(safety: Access, base: str) -> None:
    """Nobody gets in without the token, on this machine too: not to a page, not to a stream, not to change things."""
    assert len(safety.token) >= 32 and safety.token in safety.address
    away = client(safety, base, known=False)
    assert away.get("/").status_code == away.get("/problem").status_code == 401
    assert away.get("/?token=guess").status_code == away.get("/?token=").status_code == 401
    headers = {"origin": base, "host": base.removeprefix("http://")}
    with pytest.raises(WebSocketDisconnect), away.websocket_connect("/stream", headers=headers) as watched:
        watched.receive_text()
    assert away.post("/notes", json={"text": "knees"}, headers={"x-movescreen": safety.secret}).status_code == 401


def test_guard_without_token_says_so() -> None:
    """A browser shows a plain sentence, and a script gets JSON."""
    stranger = client(known=False)
    page = stranger.get("/", headers={"accept": "text/html,*/*"})
    assert page.headers["content-type"].startswith("text/html") and "opens only with its token" in page.text
    assert stranger.get("/").json()["sentence"] in page.text


def test_cookie_of_two_servers() -> None:
    """Two servers on one host keep a browser logged in to both: it sends cookies to every port of the host."""
    other = Access.at("127.0.0.1", 9000)
    cookies: dict[str, str] = {}
    for safety in (LOCAL, other):
        answer = client(safety, safety.page, known=False).get(f"/?token={safety.token}")
        cookies |= dict(answer.cookies)
    for safety in (LOCAL, other):
        asks = TestClient(application(safety, PAGES), safety.page, cookies=cookies, follow_redirects=False)
        assert len(cookies) == 2 and asks.get("/").status_code == 200


def test_address_once() -> None:
    """The address that a browser is started with, which `ps` shows to everybody, opens the page once."""
    (_, key), stranger = LOCAL.address_once().split("token="), client(known=False)
    answer = stranger.get(f"/?token={key}")
    assert answer.status_code == 303 and key != LOCAL.token and LOCAL.token in answer.headers["set-cookie"]
    assert stranger.get("/").status_code == 200
    assert client(known=False).get(f"/?token={key}").status_code == 401


@pytest.mark.parametrize(("safety", "base"), [(LOCAL, HERE), (OPEN, AWAY)])
def test_the_token_opens_the_page_and_leaves_its_address(safety: Access, base: str) -> None:
    away = client(safety, base, known=False)
    answer = away.get(f"/?token={safety.token}")
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    assert {"HttpOnly", "SameSite=strict"} <= set(answer.headers["set-cookie"].split("; "))
    assert away.get("/").status_code == 200
    assert away.post("/notes", json={"text": "knees"}, headers={"x-movescreen": safety.secret}).status_code == 200
    assert away.get(f"{base}//evil.example/?token={safety.token}").headers["location"] == "/evil.example/"


def test_beyond_this_machine_too_a_name_that_somebody_pointed_here_is_not_answered() -> None:
    assert client(OPEN, AWAY).get(f"/?token={OPEN.token}", headers={"host": "evil.example:8000"}).status_code == 421


def test_each_guest_has_a_token_and_is_known_by_it_on_this_machine_too() -> None:
    for host, base in (("127.0.0.1", HERE), ("0.0.0.0", AWAY)):
        safety = Access.at(host, 8000, ("Ada", "Grace"))
        (ada, first), (grace, second) = safety.guests.items()
        assert (first, second) == ("Ada", "Grace") and min(len(ada), len(grace)) >= 32 and ada != grace
        assert (safety.guest(ada), safety.guest(grace), safety.guest(""), safety.guest("ä")) == ("Ada", "Grace", "", "")
        assert client(safety, base).get("/").status_code == client(safety, base).get("/?token=").status_code == 401
        known = client(safety, base)
        assert known.get(f"/?token={grace}").status_code == 303 and known.get("/").status_code == 200


def test_a_door_that_is_taken_is_said_so() -> None:
    with listening("127.0.0.1", 0) as (door, safety):
        assert safety.local and safety.port == door.getsockname()[1]
        with pytest.raises(Problem, match=r"--port") as told, listening("127.0.0.1", safety.port):
            pass
        assert told.value.code == "port_taken"
    with pytest.raises(Problem), listening("127.0.0.1", 70_000):
        pass


def test_a_local_door_is_open_to_this_machine_alone() -> None:
    with listening("127.0.0.1", 0) as (door, _):
        assert door.getsockname()[0] == "127.0.0.1" and door.family == socket.AF_INET


def test_the_address_is_printed_and_beyond_this_machine_a_warning(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    served: list[object] = []
    opened: list[str] = []
    monkeypatch.setattr("movescreen.web.server.listen.uvicorn.Server.run", lambda self, sockets: served.append(sockets))
    monkeypatch.setattr("movescreen.web.server.listen.webbrowser.open", opened.append)
    with listening("127.0.0.1", 0) as (door, safety):
        serve(application(safety, PAGES), door, safety, browser=False)
        assert capsys.readouterr().out == f"Open {safety.address} in a browser. Stop with Ctrl-C.\n" and not opened
    with listening("0.0.0.0", 0) as (door, safety):
        serve(application(safety, PAGES), door, safety, browser=False)
        said = capsys.readouterr().out
        assert said.startswith("Warning: others on this network can reach this server.") and safety.token in said
    assert len(served) == 2


@pytest.mark.parametrize(
    ("port", "why"), [(0, "Address already in use"), (70_000, "a port is a number from 0 to 65535")]
)
def test_a_door_that_cannot_be_opened_is_said_as_the_system_says_it(port: int, why: str) -> None:
    with (
        listening("127.0.0.1", 0) as (_, safety),
        pytest.raises(Problem) as told,
        listening("127.0.0.1", port or safety.port),
    ):
        pass
    assert str(told.value).endswith(f"({why}). Choose another port. The option is --port.")
