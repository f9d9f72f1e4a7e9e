"""Which page runs already: a second start opens that one. What is needed for it is a private file of the library."""

from __future__ import annotations

import json
import secrets
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request

from movescreen.records.arrivals import arriving_file
from movescreen.records.ownership import PROGRAM
from movescreen.records.private_files import private_file
from movescreen.web.server.access import Access

ANSWER_S = 2.0  # that a page which runs may take to say so
DOOR = APIRouter()


@DOOR.get("/door")
def door(request: Request) -> dict[str, str]:
    """Return the address that opens this page once; who asks knows the token."""
    safety: Access = request.app.state.safety
    return {"made_by": PROGRAM, "address": safety.address_once()}


def file_of(folder: Path, kind: str) -> Path:
    """Return the file that says where a kind of page runs."""
    return folder / f"running-{kind}.json"


def address_of_running(folder: Path, kind: str) -> str:
    """Return the address that opens the page of a library that runs already; empty where none does."""
    told = _told(file_of(folder, kind))
    page, cookie, token = (str(told.get(name, "")) for name in ("page", "cookie", "token"))
    if not page.startswith("http://"):
        return ""
    request = urllib.request.Request(f"{page}door", headers={"Cookie": f"{cookie}={token}"})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with suppress(OSError, ValueError, urllib.error.URLError), direct.open(request, timeout=ANSWER_S) as answer:
        said = json.loads(answer.read(4096))
        if said.get("made_by") == PROGRAM and str(said.get("address", "")).startswith(page):
            return str(said["address"])
    return ""


def kept_token(folder: Path, kind: str, _: str = "") -> str:
    """Return the token of the page before, so that one that is still open goes on; a new one where there is none."""
    return str(_told(file_of(folder, kind)).get("token") or secrets.token_urlsafe(24))


def note(folder: Path, kind: str, safety: Access) -> None:
    """Note where a page runs. Raises Problem where something else has the name of that file."""
    said = {"made_by": PROGRAM, "page": safety.page, "cookie": safety.cookie, "token": safety.token}
    with arriving_file(file_of(folder, kind), _is_ours) as part:
        private_file(part).write_text(json.dumps(said), encoding="utf-8")


def _told(file: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        told = json.loads(file.read_text(encoding="utf-8")) if not file.is_symlink() else {}
        return told if isinstance(told, dict) and told.get("made_by") == PROGRAM else {}
    return {}


def _is_ours(file: Path) -> bool:
    return bool(_told(file))
