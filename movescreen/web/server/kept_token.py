"""The token of the pages, kept from start to start so that an open page goes on."""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from movescreen.records.arrivals import arriving_file
from movescreen.records.ownership import PROGRAM
from movescreen.records.private_files import private_file
from movescreen.web.server.access import Access

FILE = "page-token.json"  # in the library's folder, for its owner alone


def kept_token(folder: Path, _: str = "") -> str:
    """Return the token of the start before; a new one if there was none."""
    return str(_noted(folder / FILE).get("token") or secrets.token_urlsafe(24))


def keep_token(folder: Path, safety: Access) -> None:
    """Keep the token of this start for the next one.

    Parameters
    ----------
    folder : Path
        The library's folder.
    safety : Access
        The access of the page.

    Raises
    ------
    Problem
        Something else has the name of the file.
    """
    with suppress(OSError), arriving_file(folder / FILE, _is_ours) as part:  # a full disk: pages are opened anew
        private_file(part).write_text(json.dumps({"made_by": PROGRAM, "token": safety.token}), encoding="utf-8")


def _noted(file: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        noted = json.loads(file.read_text(encoding="utf-8")) if not file.is_symlink() else {}
        return noted if isinstance(noted, dict) and noted.get("made_by") == PROGRAM else {}
    return {}


def _is_ours(file: Path) -> bool:
    return bool(_noted(file))
