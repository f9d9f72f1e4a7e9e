"""The library's tables, version by version: an older library is brought up step by step, a newer one is left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from movescreen.errors import Problem

# Each entry brings the tables from the version before to the next; what is published is never changed, only followed.
STEPS = (
    """
    CREATE TABLE clients (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        folder TEXT NOT NULL UNIQUE,
        consent TEXT NOT NULL,
        consent_at TEXT NOT NULL
    );
    CREATE TABLE sessions (
        id INTEGER PRIMARY KEY,
        client INTEGER NOT NULL REFERENCES clients ON DELETE CASCADE,
        folder TEXT NOT NULL UNIQUE,
        begun_at TEXT NOT NULL,
        screen TEXT NOT NULL,
        view TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('recording', 'measured')),
        repetitions INTEGER,
        seconds REAL
    );
    CREATE INDEX sessions_of_client ON sessions (client, begun_at);
    CREATE TABLE findings (
        session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
        finding TEXT NOT NULL,
        side TEXT NOT NULL,
        state TEXT NOT NULL,
        value REAL,
        unit TEXT NOT NULL,
        uncertainty REAL,
        reps_observed INTEGER NOT NULL,
        reps_measured INTEGER NOT NULL,
        PRIMARY KEY (session, finding, side)
    ) WITHOUT ROWID;
    """,
)
PATIENCE = 10.0  # s to wait for another process that writes


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The database, all that is done with it in one transaction. Raises Problem where it cannot be used."""
    try:
        database = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    except sqlite3.Error as error:
        raise _unusable(file, error) from error
    try:
        database.row_factory = sqlite3.Row
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA secure_delete = ON")
        database.execute("BEGIN IMMEDIATE")
        yield database
        database.execute("COMMIT")
    except sqlite3.Error as error:
        raise _unusable(file, error) from error
    finally:
        database.close()


def prepare(file: Path) -> None:
    """Bring the tables to today's version. Raises Problem where a newer movescreen made them."""
    with opened(file) as database:
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version > len(STEPS):
            sentence = (
                f"{file} was made by a newer movescreen. Install that one, or choose another place with --library."
            )
            raise Problem("library_newer", sentence)
        for number, step in enumerate(STEPS[version:], start=version + 1):
            for statement in step.split(";"):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {number}")
    _once(file, "PRAGMA journal_mode = WAL")


def forget(file: Path) -> None:
    """Leave nothing of what was deleted in the file, nor in the log beside it."""
    _once(file, "VACUUM")
    _once(file, "PRAGMA wal_checkpoint(TRUNCATE)")


def _once(file: Path, statement: str) -> None:
    """What cannot be done within a transaction."""
    try:
        database = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
        try:
            database.execute(statement).fetchall()
        finally:
            database.close()
    except sqlite3.Error as error:
        raise _unusable(file, error) from error


def _unusable(file: Path, error: sqlite3.Error) -> Problem:
    sentence = (
        f"The library {file} cannot be used ({error}). Close other programs that use it, or choose another place."
    )
    return Problem("library_unusable", f"{sentence} The place is chosen with --library.")
