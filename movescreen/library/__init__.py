"""The library: clients, their sessions and results, in a folder on this machine and nowhere else.

`library.sqlite` knows them; beside it is a folder for each client, with one for each session that holds what `analyze`
writes for a clip, and the video where it was wanted. Folders have drawn names, so that none tells who a client is.
"""

from __future__ import annotations

import csv
import io
import math
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

from movescreen.errors import Problem
from movescreen.library.paths import home, private
from movescreen.library.schema import database
from movescreen.output.language.dates import short
from movescreen.output.report.about import About
from movescreen.records.record import Record, SetFinding, load_record

FILE = "library.sqlite"
RECORDING, MEASURED = "recording", "measured"
VIDEO = "video.mp4"
LONGEST_NAME = 80
SESSIONS = "SELECT s.*, c.folder AS home FROM sessions s JOIN clients c ON c.id = s.client"


@dataclass(frozen=True)
class Client:
    """Somebody who is screened, with the note of what they agreed to, and when (ISO 8601, UTC)."""

    id: int
    name: str
    folder: Path
    consent: str
    consent_at: str


@dataclass(frozen=True)
class StoredSession:
    """A session in the library; `state` is `recording` until its results are there, and stays so if that never was."""

    id: int
    client: int
    folder: Path
    begun_at: str
    screen: str
    view: str
    state: str
    repetitions: int | None
    seconds: float | None

    @property
    def video(self) -> Path | None:
        """The recorded video, where it was kept."""
        return file if (file := self.folder / VIDEO).is_file() else None


class Library:
    """The library in a folder, by default the user's own. Raises Problem where it cannot be used."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = private(folder or home())
        self._database = database(self.folder / FILE)
        self._sweep()

    def clients(self) -> list[Client]:
        """All clients by name."""
        return [self._client(row) for row in self._rows("SELECT * FROM clients ORDER BY name COLLATE NOCASE, id")]

    def client(self, number: int) -> Client:
        """One client. Raises Problem where there is none of this number."""
        for row in self._rows("SELECT * FROM clients WHERE id = ?", number):
            return self._client(row)
        raise Problem("no_client", "There is no such client any more. Go back to the first page.")

    def add(self, name: str, consent: str) -> Client:
        """A new client, who has agreed to what `consent` says. Raises Problem where either is missing."""
        name, consent = " ".join(name.split()), consent.strip()
        if not 0 < len(name) <= LONGEST_NAME:
            raise Problem("no_name", f"A client needs a name of at most {LONGEST_NAME} letters.")
        if not consent:
            raise Problem("no_consent", "Note what the person has agreed to before anything of them is kept.")
        parts = (name, uuid4().hex, consent, _now())
        with self._database.opened() as tables:
            made = tables.execute("INSERT INTO clients (name, folder, consent, consent_at) VALUES (?, ?, ?, ?)", parts)
        return self.client(made.lastrowid or 0)

    def sessions(self, client: int) -> list[StoredSession]:
        """The sessions of a client, the newest first."""
        rows = self._rows(f"{SESSIONS} WHERE s.client = ? ORDER BY begun_at DESC, s.id DESC", client)
        return [self._kept(row) for row in rows]

    def session(self, number: int) -> StoredSession:
        """One session. Raises Problem where there is none of this number."""
        for row in self._rows(f"{SESSIONS} WHERE s.id = ?", number):
            return self._kept(row)
        raise Problem("no_session", "There is no such session any more. Go back to the first page.")

    def earlier(self, kept: StoredSession) -> StoredSession | None:
        """Return the newest session before another one of the same client, screen and view; None where none is."""
        same = [one for one in self.sessions(kept.client) if (one.screen, one.view) == (kept.screen, kept.view)]
        older = (one for one in same if (one.begun_at, one.id) < (kept.begun_at, kept.id))
        return next((one for one in older if one.state == MEASURED and one.repetitions), None)

    def known(self, folder: Path) -> tuple[About, Record | None] | None:
        """Return what stands on the report of the session in a folder, and the session before it; None for no session.

        Raises Problem where the library cannot be used.
        """
        for row in self._rows(f"{SESSIONS} WHERE s.folder = ? AND c.folder = ?", folder.name, folder.parent.name):
            kept = self._kept(row)
            return self.about(kept), self.before(kept)
        return None

    def about(self, kept: StoredSession) -> About:
        """Return whom a session is about, and when it began."""
        return About(client=self.client(kept.client).name, recorded_at=kept.begun_at)

    def before(self, kept: StoredSession) -> Record | None:
        """Return the record of the session before, with its own date; None where there is none that can be read."""
        earlier = self.earlier(kept)
        if earlier is None:
            return None
        with suppress(Problem):
            record = load_record(earlier.folder)
            return replace(record, provenance=record.provenance | {"recorded_at": earlier.begun_at})
        return None

    def begin(self, client: int, screen: str, view: str) -> StoredSession:
        """A session that is being recorded; its folder is there."""
        self.client(client)
        parts = (client, uuid4().hex, _now(), screen, view, RECORDING)
        with self._database.opened() as tables:
            columns = "(client, folder, begun_at, screen, view, state)"
            made = tables.execute(f"INSERT INTO sessions {columns} VALUES (?, ?, ?, ?, ?, ?)", parts)
        kept = self.session(made.lastrowid or 0)
        private(kept.folder)
        return kept

    def finish(self, number: int, record: Record) -> None:
        """Note what a session found out; its files are in its folder already."""
        time = record.frames.time
        parts = (MEASURED, record.view, len(record.repetitions), float(time[-1]) if len(time) else 0.0, number)
        with self._database.opened() as tables:
            columns = "state = ?, view = ?, repetitions = ?, seconds = ?"
            tables.execute(f"UPDATE sessions SET {columns} WHERE id = ?", parts)
            tables.execute("DELETE FROM findings WHERE session = ?", (number,))
            rows = [(number, *_cells(found)) for found in record.findings]
            tables.executemany("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def findings(self, session: int) -> list[SetFinding]:
        """What a session found out, in the order of its names."""
        rows = self._rows("SELECT * FROM findings WHERE session = ? ORDER BY finding, side", session)
        return [_found(row) for row in rows]

    def discard(self, number: int) -> None:
        """Delete a session and all its files."""
        folder = self.session(number).folder
        self._delete("DELETE FROM sessions WHERE id = ?", number, folder)

    def delete(self, number: int) -> None:
        """Delete a client with every session, every result and every file: nothing of them is left."""
        folder = self.client(number).folder
        self._delete("DELETE FROM clients WHERE id = ?", number, folder)

    def export(self, number: int, to: IO[bytes]) -> None:
        """Everything there is about a client, as a zip: all files, and `client.csv` with what the library knows."""
        client = self.client(number)
        with ZipFile(to, "w", ZIP_DEFLATED) as archive:
            archive.writestr("client.csv", _table(client, self.sessions(number)))
            for kept in self.sessions(number):
                name = f"{short(kept.begun_at).replace(' ', 'T').replace(':', '-')}_{kept.screen}_{kept.id}"
                for file in sorted(f for f in kept.folder.rglob("*") if f.is_file()):
                    archive.write(file, f"{name}/{file.relative_to(kept.folder)}")

    def _delete(self, statement: str, number: int, folder: Path) -> None:
        # First the row: if all ends here, the folder that nobody knows goes at the next start.
        with self._database.opened() as tables:
            tables.execute(statement, (number,))
        self._database.forget()
        _remove(folder)

    def _sweep(self) -> None:
        """Remove folders whose client or session was deleted when the process ended."""
        # Folders first: what another process adds between the two looks is then known, or not yet seen.
        there = [*(f for f in self.folder.glob("*") if f.is_dir()), *(f for f in self.folder.glob("*/*") if f.is_dir())]
        query = "SELECT c.folder AS home, s.folder AS name FROM clients c LEFT JOIN sessions s ON s.client = c.id"
        rows = self._rows(query)
        known = {self.folder / row["home"] for row in rows}
        known |= {self.folder / row["home"] / row["name"] for row in rows if row["name"]}
        for folder in there:
            if folder not in known:
                _remove(folder)

    def _rows(self, query: str, *parts: object) -> list[sqlite3.Row]:
        with self._database.opened() as tables:
            return tables.execute(query, parts).fetchall()

    def _client(self, row: sqlite3.Row) -> Client:
        return Client(row["id"], row["name"], self.folder / row["folder"], row["consent"], row["consent_at"])

    def _kept(self, row: sqlite3.Row) -> StoredSession:
        folder = self.folder / row["home"] / row["folder"]
        told = (row[name] for name in ("begun_at", "screen", "view", "state", "repetitions", "seconds"))
        return StoredSession(row["id"], row["client"], folder, *told)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _remove(folder: Path) -> None:
    """Raises Problem where something of a folder stays."""
    try:
        if folder.is_dir():
            shutil.rmtree(folder)
    except OSError as error:
        sentence = f"{folder} could not be deleted ({error.strerror})."
        raise Problem("not_deleted", f"{sentence} Close what uses its files, and delete it by hand.") from error


def _cells(found: SetFinding) -> tuple[object, ...]:
    """A finding as its row has it; NaN is NULL."""
    value, unsure = (None if math.isnan(number) else number for number in (found.value, found.uncertainty))
    counts = (found.reps_observed, found.reps_measured)
    return (found.finding, found.side, found.state, value, found.unit, unsure, *counts)


def _found(row: sqlite3.Row) -> SetFinding:
    value, unsure = (math.nan if row[name] is None else row[name] for name in ("value", "uncertainty"))
    counts = (row["reps_observed"], row["reps_measured"])
    return SetFinding(row["finding"], row["side"], row["state"], value, row["unit"], unsure, *counts, "")


def _table(client: Client, sessions: Sequence[StoredSession]) -> str:
    """What the library knows of a client, as CSV."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("name", "consent", "consent_at", "session", "begun_at", "screen", "view", "state", "repetitions"))
    who = (client.name, client.consent, client.consent_at)
    for kept in sessions:
        table.writerow((*who, kept.id, kept.begun_at, kept.screen, kept.view, kept.state, kept.repetitions))
    if not sessions:
        table.writerow(who)
    return text.getvalue()
