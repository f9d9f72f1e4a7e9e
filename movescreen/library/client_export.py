"""Everything about a client in one zip."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import IO

from movescreen.library.entries import Client, StoredSession
from movescreen.library.tables import LibraryTables
from movescreen.library.zip_pieces import Member, zipped
from movescreen.output.language.dates import short
from movescreen.records.csv_cells import Writer

COLUMNS = (
    "name", "consent", "consent_at", "session", "begun_at", "screen", "view", "state", "repetitions", "height_cm",
)  # fmt: skip


class ClientExport(LibraryTables):
    """Gives out what the library has of a client."""

    def export(self, number: int, to: IO[bytes]) -> None:
        """Write everything about a client as a zip: all files, and `client.csv` with what the library knows."""
        for piece in self.exported(number):
            to.write(piece)

    def exported(self, number: int, *texts: tuple[str, str]) -> Iterator[bytes]:
        """Return the pieces of a zip with everything there is about a client.

        Parameters
        ----------
        number : int
            The client's drawn number.
        *texts : (str, str)
            Names and contents of further files in it.

        Returns
        -------
        iterator of bytes
            The pieces, made as they are asked for.

        Raises
        ------
        Problem
            There is no such client.
        """
        client, sessions = self.client(number), self.sessions(number)
        return zipped([("client.csv", _table(client, sessions)), *texts], _members(sessions))


def _members(sessions: Sequence[StoredSession]) -> Iterator[Member]:
    """Yield the files of sessions, in a folder for each."""
    for kept in sessions:
        name = f"{short(kept.begun_at).replace(' ', 'T').replace(':', '-')}_{kept.screen}_{kept.id}"
        for file in sorted(f for f in kept.folder.rglob("*") if f.is_file()):
            yield file, f"{name}/{file.relative_to(kept.folder)}"


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
