"""What stands on the reports of sessions: whom they are about, the coach's notes, and the session before."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from movescreen.errors import Problem
from movescreen.library.entries import GONE, StoredSession
from movescreen.library.preferences import load_preferences
from movescreen.library.tables import SESSIONS, LibraryTables
from movescreen.output.language.units import Stature
from movescreen.output.report.about import About, store_about
from movescreen.output.report.about import load as load_about
from movescreen.records.record import Record, load_record


class ReportedSessions(LibraryTables):
    """What reports say of sessions in addition to what was measured."""

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
        notes, stature = self.notes(kept) or None, self.stature(kept.client)
        return About(
            client=self.client(kept.client).name,
            recorded_at=kept.begun_at,
            notes=notes,
            height_cm=stature.height_cm,
            units=stature.units,
        )

    def stature(self, client: int) -> Stature:
        """Return how tall a client is, with the units that pages of the library have."""
        return Stature(self.client(client).height_cm, self.units)

    @property
    def units(self) -> str:
        """The units of lengths on pages and reports, as the settings have them."""
        return load_preferences(self.folder).units

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
        """Return the record of the session before, with its own date; None if no earlier record can be read."""
        earlier = self.earlier(kept)
        if earlier is None:
            return None
        with suppress(Problem):
            record = load_record(earlier.folder)
            return replace(record, provenance=record.provenance | {"recorded_at": earlier.begun_at})
        return None
