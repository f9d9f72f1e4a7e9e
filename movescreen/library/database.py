"""Databases: one file of SQLite each, brought up to today's tables; what is done at once is done whole or not."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from movescreen.errors import Problem
from movescreen.records.private_files import private_file

PATIENCE = 10.0  # s to wait for another process that writes
BESIDE_BYTES = 64 * 1024  # the smallest that the index and the log of a database take together, 32 kB and a few pages


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
        if self.rows("PRAGMA user_version")[0][0] == len(self.steps):
            self._once_where_room("PRAGMA journal_mode = WAL")
            return
        with self.opened() as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version > len(self.steps):
                sentence = f"{self.file} was made by a newer movescreen. Install that one, or choose another place."
                raise Problem(f"{self.name}_newer", sentence, self._option, file=str(self.file))
            if not version and database.execute("SELECT 1 FROM sqlite_master").fetchone():
                sentence = f"{self.file} is a database of another program, and it stays as it is. Choose another place."
                raise Problem(f"{self.name}_not_ours", sentence, self._option, file=str(self.file))
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

    def rows(self, query: str, *parts: object) -> list[sqlite3.Row]:
        """Return what a query finds; it waits for nobody who writes.

        Parameters
        ----------
        query : str
            In SQL, with a question mark for each of the parts.
        parts : object
            Their values.

        Returns
        -------
        list of Row
            The rows that were found.

        Raises
        ------
        Problem
            The file cannot be used.
        """
        try:
            return _found(str(self.file), query, parts)
        except sqlite3.Error as error:
            if not self._is_settled():
                raise self._unusable(error) from error
        try:
            return _found(f"{self.file.resolve().as_uri()}?immutable=1", query, parts)
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _is_settled(self) -> bool:
        """Return whether the file has all that was written, so that it can be read without a second file.

        On a full disk there is no room for that one.
        """
        log = self.file.with_name(f"{self.file.name}-wal")
        return _is_full(self.file.parent) and not (log.exists() and log.stat().st_size)

    @contextmanager
    def opened(self, in_place: bool = False) -> Iterator[sqlite3.Connection]:
        """Open the database for one transaction.

        Parameters
        ----------
        in_place : bool
            Write straight into the file, which takes no room. A power cut meanwhile can cost the file, so this is for
            what a full disk cannot do otherwise.

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
            if in_place:
                _write_in_place(database)
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("PRAGMA secure_delete = ON")
            database.execute("BEGIN IMMEDIATE")
            yield database
            database.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        finally:
            database.close()

    def write(self, *statements: tuple[str, Sequence[object]], in_place: bool = False) -> None:
        """Do some statements, each with its parts, in one transaction. Raises Problem where the file cannot be used."""
        with self.opened(in_place) as database:
            for statement, parts in statements:
                database.execute(statement, parts)

    def remove(self, *statements: tuple[str, Sequence[object]]) -> None:
        """Do what removes rows, each statement with its parts: all or nothing, also on a disk without a byte free.

        Raises
        ------
        Problem
            The file cannot be used.
        """
        try:
            self.write(*statements)
        except Problem as problem:
            if problem.code != self.full:
                raise
            self.write(*statements, in_place=True)

    def forget(self) -> None:
        """Leave nothing of what was deleted in the file, nor in its log.

        Where a full disk keeps the file from being written anew, what was deleted is overwritten in its place
        already: `secure_delete`.
        """
        for statement in ("PRAGMA journal_mode = WAL", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            self._once_where_room(statement)

    def _once_where_room(self, statement: str) -> None:
        """Do what cannot be done within a transaction, where the disk has room for it."""
        try:
            self._once(statement)
        except Problem as problem:
            if problem.code != self.full:
                raise

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

    @property
    def full(self) -> str:
        """The code of the problem that the disk has no room."""
        return f"{self.name}_full"

    def _unusable(self, error: Exception) -> Problem:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL or _is_full(self.file.parent):
            sentence = f"The disk is full where the {self.name} lies, {self.file.parent}."
            sentence = f"{sentence} Make room there; what was kept so far is kept."
            return Problem(f"{self.name}_full", sentence, folder=str(self.file.parent))
        sentence = f"The {self.name} {self.file} cannot be used ({error}). Close other programs that use it, or choose"
        return Problem(f"{self.name}_unusable", f"{sentence} another place.", self._option, file=str(self.file))

    @property
    def _option(self) -> str:
        """What a command line adds to a problem: the option that chooses another place."""
        return f"The option for its place is {self.option}."


def _found(address: str, query: str, parts: Sequence[object]) -> list[sqlite3.Row]:
    """Return what a query finds in a file, or at an address of SQLite."""
    with closing(
        sqlite3.connect(address, timeout=PATIENCE, isolation_level=None, uri=address.startswith("file:"))
    ) as file:
        file.row_factory = sqlite3.Row
        return file.execute(query, parts).fetchall()


def _write_in_place(database: sqlite3.Connection) -> None:
    """Have a connection write into the file itself, without a log; nobody else has the file meanwhile."""
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    database.execute("PRAGMA journal_mode = MEMORY")


def _is_full(folder: Path) -> bool:
    """Return whether the disk has too little room for the files that SQLite adds to a database."""
    with suppress(OSError):
        return shutil.disk_usage(folder).free < BESIDE_BYTES
    return False
