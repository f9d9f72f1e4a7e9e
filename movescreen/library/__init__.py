"""The library: clients, their sessions and results, in a folder on this machine and nowhere else.

`library.sqlite` lists them; next to it is a folder for each client, with one for each session that holds what `analyze`
writes for a clip, and the video where it was wanted. Folders have drawn names, so that none tells who a client is.
"""

from __future__ import annotations

from pathlib import Path

from movescreen.library.client_export import ClientExport
from movescreen.library.deletion import Deletion
from movescreen.library.entries import (
    FILE,
    INBOX,
    MEASURED,
    RECORDING,
    SESSION,
    UNCLAIMED,
    UPLOAD,
    VIDEO,
    Begun,
    Client,
    StoredSession,
)
from movescreen.library.paths import claimed, home
from movescreen.library.reported import ReportedSessions
from movescreen.library.schema import database
from movescreen.library.unclaimed import Unclaimed

__all__ = [
    "FILE", "INBOX", "MEASURED", "RECORDING", "SESSION", "UNCLAIMED", "UPLOAD", "VIDEO", "Begun", "Client", "Library",
    "StoredSession",
]  # fmt: skip


class Library(ReportedSessions, ClientExport, Deletion, Unclaimed):
    """The library in a folder, by default the user's own. Raises Problem where it cannot be used."""

    def __init__(self, folder: Path | None = None) -> None:
        place = claimed(folder or home(), FILE)
        super().__init__(place, database(place / FILE))
        self._finish_deletions()
        self._sweep()
