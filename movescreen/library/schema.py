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
    # Numbers are never given again, pages name a client or session by a drawn key, and a deletion is noted as begun.
    """
    CREATE TABLE clients_2 (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key INTEGER NOT NULL UNIQUE DEFAULT (random() & 9007199254740991),
        name TEXT NOT NULL,
        folder TEXT NOT NULL UNIQUE,
        consent TEXT NOT NULL,
        consent_at TEXT NOT NULL
    );
    CREATE TABLE sessions_2 (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key INTEGER NOT NULL UNIQUE DEFAULT (random() & 9007199254740991),
        client INTEGER NOT NULL REFERENCES clients_2 ON DELETE CASCADE,
        folder TEXT NOT NULL UNIQUE,
        begun_at TEXT NOT NULL,
        screen TEXT NOT NULL,
        view TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('recording', 'measured')),
        repetitions INTEGER,
        seconds REAL
    );
    CREATE TABLE findings_2 (
        session INTEGER NOT NULL REFERENCES sessions_2 ON DELETE CASCADE,
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
    INSERT INTO clients_2 (id, name, folder, consent, consent_at)
        SELECT id, name, folder, consent, consent_at FROM clients;
    INSERT INTO sessions_2 (id, client, folder, begun_at, screen, view, state, repetitions, seconds)
        SELECT id, client, folder, begun_at, screen, view, state, repetitions, seconds FROM sessions;
    INSERT INTO findings_2 SELECT * FROM findings;
    DROP TABLE findings;
    DROP TABLE sessions;
    DROP TABLE clients;
    ALTER TABLE clients_2 RENAME TO clients;
    ALTER TABLE sessions_2 RENAME TO sessions;
    ALTER TABLE findings_2 RENAME TO findings;
    CREATE INDEX sessions_of_client ON sessions (client, begun_at);
    CREATE TABLE deletions (folder TEXT PRIMARY KEY) WITHOUT ROWID;
    """,
    # 0 where a height that was stated was taken back: it then stands on no report, also not where it did before.
    """
    ALTER TABLE clients ADD COLUMN height_cm REAL
    """,
)


def database(file: Path) -> Database:
    """Return the library's database, brought up to today's tables. Raises Problem where it cannot be used."""
    found = Database(file, STEPS, "library", "--library")
    found.prepare()
    return found
