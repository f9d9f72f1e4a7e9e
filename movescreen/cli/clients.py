"""`clients`: who is in the library, and how many sessions of each."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from movescreen.cli.arguments import takes_library
from movescreen.cli.exit_codes import WORKED

if TYPE_CHECKING:
    from movescreen.library import Client, Library

HELP = "list the clients in the library with their sessions"


def options(command: argparse.ArgumentParser) -> None:
    """Declare which library, and how it is listed."""
    command.add_argument("--json", action="store_true", help="print one JSON document, with every session")
    takes_library(command)


def run(options: argparse.Namespace) -> int:
    """Print the clients by name."""
    from movescreen.library import Library

    library = Library(options.library)
    clients = [client_told(library, client) for client in library.clients()]
    if options.json:
        print(json.dumps({"library": str(library.folder), "clients": clients}, indent=1, ensure_ascii=False))
    else:
        _table(clients)
    return WORKED


def client_told(library: Library, client: Client) -> dict[str, Any]:
    """Return a client with all sessions, the newest first, as plain data."""
    sessions = [
        {
            "id": kept.id,
            "begun_at": kept.begun_at,
            "screen": kept.screen,
            "view": kept.view,
            "state": kept.state,
            "repetitions": kept.repetitions,
            "seconds": kept.seconds,
            "folder": str(kept.folder),
            "ratings": _ratings(kept.folder),
        }
        for kept in library.sessions(client.id)
    ]
    told = {"id": client.id, "name": client.name, "consent": client.consent, "consent_at": client.consent_at}
    return told | {"height_cm": client.height_cm or None, "sessions": sessions}


def _ratings(folder: Path) -> list[dict[str, str]]:
    """Return what a coach ticked of a session."""
    from movescreen.reliability.own_ratings import load_own_ratings

    return [asdict(one) for one in load_own_ratings(folder)]


def _table(clients: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from movescreen.output.html import printable
    from movescreen.output.language.dates import short

    if not clients:
        print("No client yet. Add one: movescreen app, or movescreen add CLIP --client NAME.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Client", "Sessions", "Last session"):
        table.add_column(heading, overflow="fold")
    for client in clients:
        last = max((kept["begun_at"] for kept in client["sessions"]), default="")
        table.add_row(Text(printable(client["name"])), str(len(client["sessions"])), short(last) if last else "–")
    Console().print(table)
