"""Databases: one file of SQLite each, brought up to today's tables; what is done at once is done whole or not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from movescreen.errors import Problem
from movescreen.records.private_files import private_file

PATIENCE = 10.0  # s to wait for another process that writes


@dataclass(frozen=True)
class Database:
    """A file with tables, `name` as its problems call it, and the `option` that chooses another place.

    Each of `steps` brings the tables to the next version; what is published is never changed, only followed.
    """

    file: Path
    steps: tuple[str, ...]
    name: str
    option: str

    def prepare(self) -> None:
        """Bring the tables to today's version, in a file for its owner alone.

        Raises
        ------
        Problem
            A newer movescreen made them, or the file is another program's.
        """
        self._begin()
        with self.opened() as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version > len(self.steps):
                sentence = f"{self.file} was made by a newer movescreen. Install that one, or choose another place with"
                raise Problem(f"{self.name}_newer", f"{sentence} {self.option}.")
            if not version and database.execute("SELECT 1 FROM sqlite_master").fetchone():
                sentence = f"{self.file} is a database of another program, and it stays as it is. Choose another place"
                raise Problem(f"{self.name}_not_ours", f"{sentence} with {self.option}.")
            for number, step in enumerate(self.steps[version:], start=version + 1):
                for statement in step.split(";"):
                    database.execute(statement)
                database.execute(f"PRAGMA user_version = {number}")
        self._once("PRAGMA journal_mode = WAL")

    def _begin(self) -> None:
        """Make the file if it does not exist. SQLite gives its own files next to it the same mode."""
        try:
            private_file(self.file)
        except OSError as error:
            raise self._unusable(error) from error

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """Open the database for one transaction.

        Yields
        ------
        Connection
            All that is done with it is committed together, or not at all.

        Raises
        ------
        Problem
            It cannot be used.
        """
        try:
            database = sqlite3.connect(self.file, timeout=PATIENCE, isolation_level=None)
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        try:
            database.row_factory = sqlite3.Row
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("PRAGMA secure_delete = ON")
            database.execute("BEGIN IMMEDIATE")
            yield database
            database.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        finally:
            database.close()

    def forget(self) -> None:
        """Leave nothing of what was deleted in the file, nor in its log."""
        self._once("VACUUM")
        self._once("PRAGMA wal_checkpoint(TRUNCATE)")

    def _once(self, statement: str) -> None:
        """Do what cannot be done within a transaction."""
        try:
            database = sqlite3.connect(self.file, timeout=PATIENCE, isolation_level=None)
            try:
                database.execute(statement).fetchall()
            finally:
                database.close()
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> Problem:
        sentence = f"The {self.name} {self.file} cannot be used ({error}). Close other programs that use it, or choose"
        return Problem(f"{self.name}_unusable", f"{sentence} another place with {self.option}.")
