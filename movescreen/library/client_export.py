"""Everything about a client in one zip."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from movescreen.library.entries import Client, StoredSession
from movescreen.library.tables import LibraryTables
from movescreen.output.language.dates import short
from movescreen.records.csv_cells import Writer

COLUMNS = (
    "name", "consent", "consent_at", "session", "begun_at", "screen", "view", "state", "repetitions", "height_cm",
)  # fmt: skip


class ClientExport(LibraryTables):
    """Gives out what the library has of a client."""

    def export(self, number: int, to: IO[bytes]) -> None:
        """Return everything about a client as a zip: all files, and `client.csv` with what the library knows."""
        client = self.client(number)
        with ZipFile(to, "w", ZIP_DEFLATED) as archive:
            archive.writestr("client.csv", _table(client, self.sessions(number)))
            for kept in self.sessions(number):
                name = f"{short(kept.begun_at).replace(' ', 'T').replace(':', '-')}_{kept.screen}_{kept.id}"
                for file in sorted(f for f in kept.folder.rglob("*") if f.is_file()):
                    archive.write(file, f"{name}/{file.relative_to(kept.folder)}")


def _table(client: Client, sessions: Sequence[StoredSession]) -> str:
    """Return what the library knows of a client, as CSV; a client without sessions has a row too."""
    text = io.StringIO()
    table = Writer(text)
    table.row(COLUMNS)
    who, height = (client.name, client.consent, client.consent_at), client.height_cm or None
    for kept in sessions:
        told = (kept.id, kept.begun_at, kept.screen, kept.view, kept.state, kept.repetitions)
        table.row((*who, *told, height))
    if not sessions:
        table.row((*who, *[None] * (len(COLUMNS) - len(who) - 1), height))
    return text.getvalue()
