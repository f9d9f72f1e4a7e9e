"""Deletion of sessions and clients: rows and files, finished at the next start where it was cut off."""

from __future__ import annotations

from pathlib import Path

from movescreen.batch.pairs import parts
from movescreen.errors import Problem
from movescreen.library.entries import INBOX, UPLOAD, StoredSession
from movescreen.library.tables import LibraryTables
from movescreen.records.ownership import erase, marked, marker, plain_name


class Deletion(LibraryTables):
    """Deletes for good."""

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

    def _delete(self, statement: str, number: int, folder: Path) -> None:
        # The row goes and the note that deletion was begun comes at once: if all ends here, the next start finishes it.
        noted = "INSERT OR IGNORE INTO deletions VALUES (?)", (str(folder.relative_to(self.folder)),)
        try:
            self._database.write((statement, (number,)), noted)
        except Problem as problem:
            if problem.code != self._database.full:
                raise
            _remove(folder, self.folder)  # what goes makes the room for the note that it goes
            self._database.remove((statement, (number,)), noted)
        self._finish_deletions()

    def _finish_deletions(self) -> None:
        """Remove the folders whose deletion was begun, then the notes of it."""
        noted = [row["folder"] for row in self._rows("SELECT folder FROM deletions")]
        for name in noted:
            _remove(self.folder.joinpath(*map(plain_name, Path(name).parts)), self.folder)
            self._database.remove(("DELETE FROM deletions WHERE folder = ?", (name,)))
        if noted:
            self._database.forget()


def _remove(folder: Path, root: Path) -> None:
    """Raise Problem where something of a folder stays."""
    try:
        erase(folder, root)
    except OSError as error:
        sentence = f"{folder} could not be deleted ({error.strerror})."
        sentence = f"{sentence} Close what uses its files, and delete it by hand."
        raise Problem("not_deleted", sentence, folder=str(folder), errno=error.errno) from error
