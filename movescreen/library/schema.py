"""The library's tables, version by version: an older library is brought up step by step, a newer one is left alone."""

from __future__ import annotations

from pathlib import Path

from movescreen.library.database import Database

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


def database(file: Path) -> Database:
    """The library's database, brought up to today's tables. Raises Problem where it cannot be used."""
    found = Database(file, STEPS, "library", "--library")
    found.prepare()
    return found
