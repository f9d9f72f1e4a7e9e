"""Recordings whose folders no row knows: put aside, listed, taken back in; and sessions that were half finished."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from movescreen.errors import Problem
from movescreen.library.database import Database
from movescreen.library.entries import RECORDING, SESSION, UNCLAIMED, VIDEO, Begun, StoredSession, now
from movescreen.library.paths import private
from movescreen.library.tables import SESSIONS, LibraryTables
from movescreen.records.ownership import DRAWN, has_record, marked, marker, move
from movescreen.records.record import load_record

LOST = "The note of consent was lost with the library's table. Ask again."


class Unclaimed(LibraryTables):
    """Brings rows and folders together; nothing is removed by guess."""

    def __init__(self, folder: Path, database: Database) -> None:
        super().__init__(folder, database)
        self.put_aside: list[str] = []  # folders that no row knew when the library was opened

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

    def _sweep(self) -> None:
        """Put folders that no row knows aside, and finish sessions that were begun."""
        # Folders first: what another process adds between the two looks is then known, or not yet seen.
        there = [*(f for f in self.folder.glob("*") if f.is_dir()), *(f for f in self.folder.glob("*/*") if f.is_dir())]
        known = self._known()
        for folder in there:
            if folder not in known and DRAWN.fullmatch(folder.name) and DRAWN.fullmatch(_above(folder, self.folder)):
                self._put_aside(folder)
        self._finish_sessions()

    def _known(self) -> set[Path]:
        """Return the folders that rows name, and those that are being deleted, by this process or another one."""
        of_clients = "SELECT c.folder AS home, s.folder AS name FROM clients c LEFT JOIN sessions s ON s.client = c.id"
        every = self._rows(f"{of_clients} UNION ALL SELECT NULL, folder FROM deletions")
        rows, deleted = [row for row in every if row["home"]], [row["name"] for row in every if not row["home"]]
        known = {self.folder / row["home"] for row in rows}
        known |= {self.folder / row["home"] / row["name"] for row in rows if row["name"]}
        gone = [self.folder / name for name in deleted]
        return known.union(gone, (session for folder in gone for session in folder.glob("*")))

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
            sentence = f"{sentence} Move it by hand."
            raise Problem(
                "library_unusable", sentence, unclaimed=str(folder), folder=str(aside), errno=error.errno
            ) from error
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
                name = f"Taken back {now()[:10]} {folder.parent.name[:6]}"
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
        """Return what is known of a recording: from its record, else from its marker, else from the arguments."""
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


def _above(folder: Path, root: Path) -> str:
    """Return the name of a session's client, or the folder's own where it is a client's."""
    return folder.name if folder.parent == root else folder.parent.name
