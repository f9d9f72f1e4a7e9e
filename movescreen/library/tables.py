"""Clients and sessions in the tables of the library."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from movescreen.errors import Problem
from movescreen.library.database import Database
from movescreen.library.entries import (
    GONE,
    MEASURED,
    RECORDING,
    SESSION,
    Begun,
    Client,
    StoredSession,
    drawn_key,
    now,
    plain_client_name,
)
from movescreen.library.paths import private
from movescreen.records.arrivals import remark
from movescreen.records.ownership import erase, mark, same_as
from movescreen.records.record import Record, SetFinding

SESSIONS = "SELECT s.*, c.folder AS home, c.key AS owner FROM sessions s JOIN clients c ON c.id = s.client"


class LibraryTables:
    """What the tables of a library say, and what is written into them."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self._database = database

    def clients(self) -> list[Client]:
        """Return all clients by name."""
        return [self._client(row) for row in self._rows("SELECT * FROM clients ORDER BY name COLLATE NOCASE, id")]

    def client(self, number: int) -> Client:
        """Return one client.

        Parameters
        ----------
        number : int
            The client's drawn number.

        Returns
        -------
        Client
            The client.

        Raises
        ------
        Problem
            There is no such client.
        """
        for row in self._rows("SELECT * FROM clients WHERE key = ?", number):
            return self._client(row)
        raise Problem("no_client", "There is no such client any more. Go back to the first page.")

    def add(self, name: str, consent: str) -> Client:
        """Add a client.

        Parameters
        ----------
        name : str
            Name or code.
        consent : str
            What the person has agreed to.

        Returns
        -------
        Client
            The new client.

        Raises
        ------
        Problem
            Name or consent is missing.
        """
        name, consent = plain_client_name(name), consent.strip()
        if not consent:
            raise Problem("no_consent", "Note what the person has agreed to before anything of them is kept.")
        parts = (drawn_key("clients"), name, uuid4().hex, consent, now())
        with self._database.opened() as tables:
            columns = "(key, name, folder, consent, consent_at)"
            made = tables.execute(
                f"INSERT INTO clients {columns} VALUES (?, ?, ?, ?, ?) RETURNING key", parts
            ).fetchone()
        return self.client(made["key"])

    def namesakes(self, name: str) -> list[Client]:
        """Return the clients who have this name, however it is spaced and written."""
        wanted = same_as(" ".join(name.split()))
        return [client for client in self.clients() if same_as(client.name) == wanted]

    def call_client(self, number: int, name: str) -> Client:
        """Give a client another name. Raises Problem where it is none."""
        self.client(number)
        with self._database.opened() as tables:
            tables.execute("UPDATE clients SET name = ? WHERE key = ?", (plain_client_name(name), number))
        return self.client(number)

    def note_height(self, number: int, height_cm: float | None) -> Client:
        """Note how tall a client is (cm); None takes it back. Raises Problem where there is no such client."""
        known = self.client(number).height_cm
        height = 0.0 if height_cm is None and known is not None else height_cm
        with self._database.opened() as tables:
            tables.execute("UPDATE clients SET height_cm = ? WHERE key = ?", (height, number))
        return self.client(number)

    def sessions(self, client: int) -> list[StoredSession]:
        """Return the sessions of a client, the newest first."""
        rows = self._rows(f"{SESSIONS} WHERE c.key = ? ORDER BY begun_at DESC, s.id DESC", client)
        return [self._kept(row) for row in rows]

    def every_session(self) -> list[StoredSession]:
        """Return the sessions of all clients, the newest first."""
        return [self._kept(row) for row in self._rows(f"{SESSIONS} ORDER BY begun_at DESC, s.id DESC")]

    def sessions_among(self, numbers: Sequence[int]) -> dict[int, StoredSession]:
        """Return those of these sessions that exist, by number."""
        marks = ", ".join("?" * len(numbers))
        rows = self._rows(f"{SESSIONS} WHERE s.key IN ({marks})", *numbers) if numbers else []
        return {row["key"]: self._kept(row) for row in rows}

    def visits(self) -> dict[int, tuple[int, str]]:
        """Return how many sessions each client has, and when the newest was; those who have none are left out."""
        counted = "SELECT c.key AS key, count(*) AS count, max(s.begun_at) AS newest FROM sessions s"
        rows = self._rows(f"{counted} JOIN clients c ON c.id = s.client GROUP BY c.id")
        return {row["key"]: (row["count"], row["newest"]) for row in rows}

    def session(self, number: int) -> StoredSession:
        """Return one session.

        Parameters
        ----------
        number : int
            The session's drawn number.

        Returns
        -------
        StoredSession
            The session.

        Raises
        ------
        Problem
            There is no such session.
        """
        for row in self._rows(f"{SESSIONS} WHERE s.key = ?", number):
            return self._kept(row)
        raise Problem("no_session", GONE)

    def earlier(self, kept: StoredSession) -> StoredSession | None:
        """Return the newest session before another one of the same client, screen and view; None where none is."""
        sessions = self.sessions(kept.client)
        older = sessions[[one.id for one in sessions].index(kept.id) + 1 :]
        same = (one for one in older if (one.screen, one.view) == (kept.screen, kept.view))
        return next((one for one in same if one.state == MEASURED and one.repetitions), None)

    def begin(self, client: int, screen: str, view: str, begun_at: str = "", **about: object) -> StoredSession:
        """Begin a session that is being recorded; its folder says itself what is recorded and when.

        `begun_at` (ISO 8601, UTC) is now where it is left out; `about` is what else its marker says.
        """
        kept = self._noted(client, uuid4().hex, Begun(begun_at or now(), screen, view))
        mark(private(kept.folder), SESSION, begun_at=kept.begun_at, screen=screen, view=view, **about)
        try:
            return self.session(kept.id)
        except Problem:  # deleted by another process before the folder was there
            erase(kept.folder.parent, self.folder)
            raise

    def note(self, client: int, screen: str, view: str, begun_at: str) -> StoredSession:
        """Return a new session whose folder is yet to be made, as that of a pair."""
        return self._noted(client, uuid4().hex, Begun(begun_at, screen, view))

    def _noted(self, client: int, folder: str, begun: Begun) -> StoredSession:
        """Return a row for a session that is not measured yet."""
        self.client(client)
        parts = (drawn_key("sessions"), client, folder, begun.at, begun.screen, begun.view, RECORDING)
        with self._database.opened() as tables:
            columns = "(key, client, folder, begun_at, screen, view, state)"
            values = "VALUES (?, (SELECT id FROM clients WHERE key = ?), ?, ?, ?, ?, ?) RETURNING key"
            made = tables.execute(f"INSERT INTO sessions {columns} {values}", parts).fetchone()
        return self.session(made["key"])

    def finish(self, number: int, record: Record) -> None:
        """Note what a session found out; its files are in its folder already."""
        time = record.frames.time
        seconds = float(time[-1]) if len(time) else 0.0
        self.note_results(number, record.screen, record.view, len(record.repetitions), seconds, record.findings)

    def note_results(
        self,
        number: int,
        screen: str,
        view: str,
        repetitions: int | None,
        seconds: float,
        findings: Sequence[SetFinding],
    ) -> None:
        """Note what a session found out.

        Parameters
        ----------
        number : int
            The session's drawn number.
        screen, view : str
            What was recorded, and from where.
        repetitions : int or None
            None for a session that joins others.
        seconds : float
            Length of the recording, s.
        findings : sequence of SetFinding
            The findings of the set.

        Raises
        ------
        Problem
            There is no such session.
        """
        parts = (MEASURED, screen, view, repetitions, seconds, number)
        with self._database.opened() as tables:
            columns = "state = ?, screen = ?, view = ?, repetitions = ?, seconds = ?"
            tables.execute(f"UPDATE sessions SET {columns} WHERE key = ?", parts)
            row = tables.execute("SELECT id FROM sessions WHERE key = ?", (number,)).fetchone()
            if row is None:
                raise Problem("no_session", GONE)
            tables.execute("DELETE FROM findings WHERE session = ?", (row["id"],))
            rows = [(row["id"], *_cells(found)) for found in findings]
            tables.executemany("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def redate(self, number: int, begun_at: str, **about: object) -> StoredSession:
        """Note when a session took place (ISO 8601, UTC), in the table and, with what else there is, in its folder."""
        with self._database.opened() as tables:
            tables.execute("UPDATE sessions SET begun_at = ? WHERE key = ?", (begun_at, number))
        kept = self.session(number)
        remark(kept.folder, begun_at=begun_at, **about)
        return kept

    def findings(self, session: int) -> list[SetFinding]:
        """Return what a session found out, in the order of its names."""
        rows = self._rows(
            "SELECT f.* FROM findings f JOIN sessions s ON s.id = f.session WHERE s.key = ? ORDER BY finding, side",
            session,
        )
        return [_found(row) for row in rows]

    def _rows(self, query: str, *parts: object) -> list[sqlite3.Row]:
        return self._database.rows(query, *parts)

    def _client(self, row: sqlite3.Row) -> Client:
        folder = self.folder / row["folder"]
        return Client(row["key"], row["name"], folder, row["consent"], row["consent_at"], row["height_cm"])

    def _kept(self, row: sqlite3.Row) -> StoredSession:
        folder = self.folder / row["home"] / row["folder"]
        told = (row[name] for name in ("begun_at", "screen", "view", "state", "repetitions", "seconds"))
        return StoredSession(row["key"], row["owner"], folder, *told)


def _cells(found: SetFinding) -> tuple[object, ...]:
    """Return a finding as its row has it; NaN is NULL."""
    value, unsure = (None if math.isnan(number) else number for number in (found.value, found.uncertainty))
    counts = (found.reps_observed, found.reps_measured)
    return (found.finding, found.side, found.state, value, found.unit, unsure, *counts)


def _found(row: sqlite3.Row) -> SetFinding:
    value, unsure = (math.nan if row[name] is None else row[name] for name in ("value", "uncertainty"))
    counts = (row["reps_observed"], row["reps_measured"])
    return SetFinding(row["finding"], row["side"], row["state"], value, row["unit"], unsure, *counts, "")
