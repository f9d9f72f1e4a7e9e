"""The library: clients, their sessions and results, in a folder on this machine and nowhere else.

`library.sqlite` knows them; beside it is a folder for each client, with one for each session that holds what `analyze`
writes for a clip, and the video where it was wanted. Folders have drawn names, so that none tells who a client is.
"""

from __future__ import annotations

import io
import math
import secrets
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

from movescreen.batch.pairs import parts
from movescreen.errors import Problem
from movescreen.library.paths import claimed, home, private
from movescreen.library.schema import database
from movescreen.output.language.dates import short
from movescreen.output.report.about import About, store_about
from movescreen.output.report.about import load as load_about
from movescreen.records.arrivals import remark
from movescreen.records.csv_cells import Writer
from movescreen.records.ownership import DRAWN, erase, has_record, mark, marked, marker, move, plain_name, same_as
from movescreen.records.record import Record, SetFinding, load_record

FILE = "library.sqlite"
RECORDING = "recording"
MEASURED = "measured"
VIDEO = "video.mp4"
UNCLAIMED = "unclaimed"
# The folder of clips on their way, and what the marker of each says it is.
INBOX = "inbox"
UPLOAD = "upload"
SESSION = "session"  # what the marker in a session's folder says it is
LOST = "The note of consent was lost with the library's table. Ask again."
LONGEST_NAME = 80
MOST_KEYS = 2**53 - 1  # the whole numbers that a browser holds exactly (Number.MAX_SAFE_INTEGER)
GONE = "There is no such session any more. Go back to the first page."
SESSIONS = "SELECT s.*, c.folder AS home, c.key AS owner FROM sessions s JOIN clients c ON c.id = s.client"


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


@dataclass(frozen=True)
class Begun:
    """When a recording began (ISO 8601, UTC), and of what; screen and view are empty where nobody knows any more."""

    at: str
    screen: str
    view: str


class Library:
    """The library in a folder, by default the user's own. Raises Problem where it cannot be used."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = claimed(folder or home(), FILE)
        self._database = database(self.folder / FILE)
        self.put_aside: list[str] = []  # folders that no row knew when the library was opened
        self._sweep()

    def clients(self) -> list[Client]:
        """All clients by name."""
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
        name, consent = _plain(name), consent.strip()
        if not consent:
            raise Problem("no_consent", "Note what the person has agreed to before anything of them is kept.")
        parts = (_drawn("clients"), name, uuid4().hex, consent, _now())
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
            tables.execute("UPDATE clients SET name = ? WHERE key = ?", (_plain(name), number))
        return self.client(number)

    def move_session(self, number: int, client: int) -> StoredSession:
        """Give a session to another client. Raises Problem where one of them is gone."""
        before, to = self.session(number), self.client(client)
        if before.client == client:
            return before
        # Until its folder is there too it counts as not measured: if all ends here, the next start brings it there.
        with self._database.opened() as tables:
            tables.execute(
                "UPDATE sessions SET state = ?, client = (SELECT id FROM clients WHERE key = ?) WHERE key = ?",
                (RECORDING, client, number),
            )
        private(to.folder)
        move(before.folder, self.session(number).folder)
        with suppress(OSError):  # not the last one
            before.folder.parent.rmdir()
        self._finish_session(self.session(number))
        return self.session(number)

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

    def known(self, folder: Path) -> tuple[About, Record | None] | None:
        """Return what stands on the report of the session in a folder, and the session before it; None for no session.

        Raises Problem where the library cannot be used.
        """
        for row in self._rows(f"{SESSIONS} WHERE s.folder = ? AND c.folder = ?", folder.name, folder.parent.name):
            kept = self._kept(row)
            return self.about(kept), self.before(kept)
        return None

    def about(self, kept: StoredSession) -> About:
        """Return whom a session is about, when it began, and what the coach noted on it."""
        notes = self.notes(kept) or None
        return About(client=self.client(kept.client).name, recorded_at=kept.begun_at, notes=notes)

    def notes(self, kept: StoredSession) -> str:
        """Return what the coach noted on a session; empty where nothing was, or it cannot be read."""
        with suppress(Problem):
            return load_about(kept.folder).notes or ""
        return ""

    def note_on(self, kept: StoredSession, notes: str) -> None:
        """Keep notes on a session in the place of those before.

        Raises
        ------
        Problem
            The session is gone, or its file of notes is not ours.
        OSError
            There is no room.
        """
        if not self.session(kept.id).folder.is_dir():
            raise Problem("no_session", GONE)
        store_about(About(notes=notes.strip()).over(load_about(kept.folder)), kept.folder)

    def before(self, kept: StoredSession) -> Record | None:
        """Return the record of the session before, with its own date; None where there is none that can be read."""
        earlier = self.earlier(kept)
        if earlier is None:
            return None
        with suppress(Problem):
            record = load_record(earlier.folder)
            return replace(record, provenance=record.provenance | {"recorded_at": earlier.begun_at})
        return None

    def begin(self, client: int, screen: str, view: str, begun_at: str = "", **about: object) -> StoredSession:
        """Begin a session that is being recorded; its folder says itself what is recorded and when.

        `begun_at` (ISO 8601, UTC) is now where it is left out; `about` is what else its marker says.
        """
        kept = self._noted(client, uuid4().hex, Begun(begun_at or _now(), screen, view))
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
        parts = (_drawn("sessions"), client, folder, begun.at, begun.screen, begun.view, RECORDING)
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

    def discard(self, number: int) -> None:
        """Delete a session and all its files, and the pairs that it is part of."""
        kept = self.session(number)
        for pair in self.pairs_of(kept):
            self._delete("DELETE FROM sessions WHERE key = ?", pair.id, pair.folder)
        self._delete("DELETE FROM sessions WHERE key = ?", number, kept.folder)

    def pairs_of(self, kept: StoredSession) -> list[StoredSession]:
        """Return the sessions that join a session with another one."""
        return [one for one in self.sessions(kept.client) if kept.folder.name in parts(one.folder)]

    def delete(self, number: int) -> None:
        """Delete a client with every session, every result and every file: nothing of them is left."""
        folder = self.client(number).folder
        for upload in (self.folder / INBOX).glob("*"):  # what is still on its way to this client
            if marked(upload, UPLOAD) and marker(upload).get("client") == number:
                erase(upload, self.folder)
        self._delete("DELETE FROM clients WHERE key = ?", number, folder)

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
        # The row goes and the note that deletion was begun comes at once: if all ends here, the next start finishes it.
        with self._database.opened() as tables:
            tables.execute(statement, (number,))
            tables.execute("INSERT OR IGNORE INTO deletions VALUES (?)", (str(folder.relative_to(self.folder)),))
        self._finish_deletions()

    def _finish_deletions(self) -> None:
        """Remove the folders whose deletion was begun, then the notes of it."""
        noted = [row["folder"] for row in self._rows("SELECT folder FROM deletions")]
        for name in noted:
            _remove(self.folder.joinpath(*map(plain_name, Path(name).parts)), self.folder)
            with self._database.opened() as tables:
                tables.execute("DELETE FROM deletions WHERE folder = ?", (name,))
        if noted:
            self._database.forget()

    def _sweep(self) -> None:
        """Finish what was begun, and put folders that no row knows aside; nothing is removed by guess."""
        self._finish_deletions()
        # Folders first: what another process adds between the two looks is then known, or not yet seen.
        there = [*(f for f in self.folder.glob("*") if f.is_dir()), *(f for f in self.folder.glob("*/*") if f.is_dir())]
        known = self._known()
        for folder in there:
            if folder not in known and DRAWN.fullmatch(folder.name) and DRAWN.fullmatch(_above(folder, self.folder)):
                self._put_aside(folder)
        self._finish_sessions()

    def _known(self) -> set[Path]:
        """Return the folders that rows name, and those that are being deleted, by this process or another one."""
        with self._database.opened() as tables:
            query = "SELECT c.folder AS home, s.folder AS name FROM clients c LEFT JOIN sessions s ON s.client = c.id"
            rows = tables.execute(query).fetchall()
            deleted = [self.folder / row["folder"] for row in tables.execute("SELECT folder FROM deletions")]
        known = {self.folder / row["home"] for row in rows}
        known |= {self.folder / row["home"] / row["name"] for row in rows if row["name"]}
        return known.union(deleted, (session for folder in deleted for session in folder.glob("*")))

    def _put_aside(self, folder: Path) -> None:
        """Move a folder to those that nobody claims; it may have gone with the one that it lay in."""
        aside = self.folder / UNCLAIMED
        if not folder.is_dir() or folder.is_symlink():
            return
        try:
            aside.mkdir(mode=0o700, exist_ok=True)
            if (aside / folder.name).exists():  # put aside before, and a copy of it put back
                aside = aside / uuid4().hex
                aside.mkdir(mode=0o700)
            move(folder, aside / folder.name)
        except FileNotFoundError:  # another process put it aside, or finished deleting it
            return
        except OSError as error:
            sentence = f"{folder} is not known to the library and could not be moved to {aside} ({error.strerror})."
            raise Problem("library_unusable", f"{sentence} Move it by hand.") from error
        self.put_aside.append(folder.name)

    def unclaimed(self) -> list[Path]:
        """Return the recordings that nobody claims: folders with a record, a video, or a marker of ours."""
        aside = self.folder / UNCLAIMED
        found = [f for f in aside.rglob("*") if DRAWN.fullmatch(f.name) and f.is_dir() and not f.is_symlink()]
        return sorted(f for f in found if has_record(f) or marked(f, SESSION) or (f / VIDEO).is_file())

    def take_back(self, client: int | None = None, screen: str = "", view: str = "") -> int:
        """Take all recordings that nobody claims back in; give how many those were.

        Without a `client` those of each lost client go to a new one. What has no record of ours stays where it is,
        unless its marker or `screen` and `view` say what was recorded.
        """
        clients: dict[Path, int] = {}
        count = 0
        for folder in self.unclaimed():
            if not self.begun(folder, screen, view).screen:
                continue
            if client is None and folder.parent not in clients:
                name = f"Taken back {_now()[:10]} {folder.parent.name[:6]}"
                clients[folder.parent] = self.add(name, LOST).id
            self.take_one_back(folder, clients[folder.parent] if client is None else client, screen, view)
            count += 1
        return count

    def take_one_back(self, folder: Path, client: int, screen: str = "", view: str = "") -> StoredSession:
        """Take an unclaimed recording back in, as a session of a client.

        It counts as measured if its record is there; else its video can be measured.

        Parameters
        ----------
        folder : Path
            The recording.
        client : int
            The client's drawn number.
        screen, view : str
            What was recorded, if the recording does not say so itself.

        Returns
        -------
        StoredSession
            The session.

        Raises
        ------
        Problem
            There is no such recording, or nothing says what was recorded.
        """
        begun = self.begun(folder, screen, view)
        if folder not in self.unclaimed() or not begun.screen:
            raise Problem("no_session", "There is no such recording any more. Load the page again.")
        # The row names the folder: if all ends before it is in its place, the next start brings it there.
        kept = self._noted(client, folder.name, begun)
        self._finish_session(kept)
        return self.session(kept.id)

    def begun(self, folder: Path, screen: str = "", view: str = "") -> Begun:
        """Return what is known of a recording: from its record, else from its marker, else as said."""
        told = marker(folder) if marked(folder, SESSION) else {}
        wrote = datetime.fromtimestamp(folder.stat().st_mtime, UTC) if folder.is_dir() else datetime.now(UTC)
        at = str(told.get("begun_at") or wrote.isoformat(timespec="seconds"))
        with suppress(Problem):  # cut off or changed
            record = load_record(folder, framed=False)
            return Begun(at, record.screen, record.view)
        return Begun(at, str(told.get("screen") or screen), str(told.get("view") or view))

    def _finish_sessions(self) -> None:
        """Finish sessions of which all is there but the note that they are measured, and those half taken back."""
        for row in self._rows(f"{SESSIONS} WHERE s.state = ?", RECORDING):
            kept = self._kept(row)
            if not kept.folder.is_dir() or has_record(kept.folder):
                self._finish_session(kept)

    def _finish_session(self, kept: StoredSession) -> None:
        """Bring a session's folder to its place, and note what its record says, where it has one that is whole."""
        for folder in (self.folder / UNCLAIMED).rglob(kept.folder.name):
            if not kept.folder.exists() and not folder.is_symlink():
                private(kept.folder.parent)
                move(folder, kept.folder)
                with suppress(OSError):  # not the last one
                    folder.parent.rmdir()
                break
        with suppress(Problem):
            self.finish(kept.id, load_record(kept.folder))

    def _rows(self, query: str, *parts: object) -> list[sqlite3.Row]:
        return self._database.rows(query, *parts)

    def _client(self, row: sqlite3.Row) -> Client:
        return Client(row["key"], row["name"], self.folder / row["folder"], row["consent"], row["consent_at"])

    def _kept(self, row: sqlite3.Row) -> StoredSession:
        folder = self.folder / row["home"] / row["folder"]
        told = (row[name] for name in ("begun_at", "screen", "view", "state", "repetitions", "seconds"))
        return StoredSession(row["key"], row["owner"], folder, *told)


def _drawn(table: str) -> int:
    """Return the key of a new row, by which pages name it: nobody can guess it, and it does not come again."""
    return secrets.randbelow(MOST_KEYS) + 1


def _plain(name: str) -> str:
    """Return a client's name without needless spaces. Raises Problem where nothing is left, or too much."""
    plain = " ".join(name.split())
    if not plain:
        raise Problem("no_name", "A client needs a name, or a code that only you know. Type one into the field Name.")
    if len(plain) > LONGEST_NAME:
        raise Problem("no_name", f"A name has at most {LONGEST_NAME} letters, and this has {len(plain)}. Shorten it.")
    return plain


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _above(folder: Path, root: Path) -> str:
    """Return the name of a session's client, or the folder's own where it is a client's."""
    return folder.name if folder.parent == root else folder.parent.name


def _remove(folder: Path, root: Path) -> None:
    """Raise Problem where something of a folder stays."""
    try:
        erase(folder, root)
    except OSError as error:
        sentence = f"{folder} could not be deleted ({error.strerror})."
        raise Problem("not_deleted", f"{sentence} Close what uses its files, and delete it by hand.") from error


def _cells(found: SetFinding) -> tuple[object, ...]:
    """Return a finding as its row has it; NaN is NULL."""
    value, unsure = (None if math.isnan(number) else number for number in (found.value, found.uncertainty))
    counts = (found.reps_observed, found.reps_measured)
    return (found.finding, found.side, found.state, value, found.unit, unsure, *counts)


def _found(row: sqlite3.Row) -> SetFinding:
    value, unsure = (math.nan if row[name] is None else row[name] for name in ("value", "uncertainty"))
    counts = (row["reps_observed"], row["reps_measured"])
    return SetFinding(row["finding"], row["side"], row["state"], value, row["unit"], unsure, *counts, "")


def _table(client: Client, sessions: Sequence[StoredSession]) -> str:
    """Return what the library knows of a client, as CSV."""
    text = io.StringIO()
    table = Writer(text)
    table.row(("name", "consent", "consent_at", "session", "begun_at", "screen", "view", "state", "repetitions"))
    who = (client.name, client.consent, client.consent_at)
    for kept in sessions:
        table.row((*who, kept.id, kept.begun_at, kept.screen, kept.view, kept.state, kept.repetitions))
    if not sessions:
        table.row(who)
    return text.getvalue()
