"""What the library knows of clients and sessions, and the names of its files and states."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from movescreen.errors import Problem

FILE = "library.sqlite"
RECORDING = "recording"
MEASURED = "measured"
VIDEO = "video.mp4"
UNCLAIMED = "unclaimed"
RATINGS = "ratings"  # the folder of rating studies, one folder each
# The folder of clips on their way, and what the marker of each says it is.
INBOX = "inbox"
UPLOAD = "upload"
SESSION = "session"  # what the marker in a session's folder says it is
LONGEST_NAME = 80
MOST_KEYS = 2**53 - 1  # the whole numbers that a browser holds exactly (Number.MAX_SAFE_INTEGER)
GONE = "There is no such session any more. Go back to the first page."


@dataclass(frozen=True)
class Client:
    """Somebody who is screened, with the note of what they agreed to, and when (ISO 8601, UTC).

    `height_cm` is None where nobody stated it, and 0 where it was stated and taken back.
    """

    id: int
    name: str
    folder: Path
    consent: str
    consent_at: str
    height_cm: float | None = None


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


def drawn_key(table: str) -> int:
    """Return the key of a new row, by which pages name it: nobody can guess it, and it does not come again."""
    return secrets.randbelow(MOST_KEYS) + 1


def plain_client_name(name: str) -> str:
    """Return a client's name without needless spaces.

    Parameters
    ----------
    name : str
        As it was typed.

    Returns
    -------
    str
        The name.

    Raises
    ------
    Problem
        Nothing is left, or too much.
    """
    plain = " ".join(name.split())
    if not plain:
        raise Problem("no_name", "A client needs a name, or a code that only you know. Type one into the field Name.")
    if len(plain) > LONGEST_NAME:
        sentence = f"A name has at most {LONGEST_NAME} letters, and this has {len(plain)}. Shorten it."
        raise Problem("no_name", sentence, most=LONGEST_NAME, letters=len(plain))
    return plain


def now() -> str:
    """Return the moment, ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
