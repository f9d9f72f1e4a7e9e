"""Clips that are on their way into the library: each in a folder of its own, taken up again where it broke off."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import time
from uuid import uuid4

from movescreen.errors import Problem
from movescreen.library import INBOX, UPLOAD, Library, StoredSession
from movescreen.library.added_clip import ClipWish, has_room, take_file
from movescreen.library.paths import private
from movescreen.records.ownership import DRAWN, erase, mark, marked, marker
from movescreen.records.private_files import private_file
from movescreen.records.results_folder import readable

CLIP = "clip"
GIVEN_UP_S = 24 * 3600.0  # after which an upload that did not go on is removed
LONGEST_NAME = 200
MOST_UNFINISHED = 200  # uploads at once
GONE = "This upload is not there any more. Choose the clip again."


@dataclass(frozen=True)
class Upload:
    """A clip that arrives: `size` bytes are expected, and `by` says where it comes from.

    `taken_at` is when the sender's file was last changed (ISO 8601, UTC), `client` whose it is, 0 for nobody's yet.
    """

    id: str
    folder: Path
    name: str
    size: int
    by: str
    taken_at: str
    client: int
    screen: str
    view: str
    keep_video: bool = True

    @property
    def file(self) -> Path:
        """The bytes that have come."""
        return self.folder / CLIP

    @property
    def offset(self) -> int:
        """How many bytes have come."""
        with suppress(OSError):
            return self.file.stat().st_size
        return 0

    @property
    def whole(self) -> bool:
        """Whether all bytes have come."""
        return self.offset == self.size


class Inbox:
    """The clips on their way into a library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.folder = library.folder / INBOX

    def begin(self, upload: Upload) -> Upload:
        """Make room for a clip; the same clip of the same sender that broke off before goes on.

        Raises
        ------
        Problem
            If it has no bytes, or there is too little room.
        """
        if upload.size <= 0:
            raise Problem("empty_clip", f"{upload.name} has nothing in it. Choose another clip.", file=upload.name)
        known = [one for one in self.uploads() if _same(one, upload) and not one.whole]
        if known:
            return known[0]
        self.sweep()
        if sum(not one.whole for one in self.uploads()) >= MOST_UNFINISHED:
            raise Problem("too_many_uploads", "Too many clips are on their way at once. Wait until some are here.")
        missing = sum(one.size - one.offset for one in self.uploads())
        has_room(self.library.folder, upload.size + missing)
        about = {name: getattr(upload, name) for name in ("name", "size", "by", "taken_at", "client", "screen", "view")}
        about["keep_video"] = upload.keep_video
        folder = private(private(self.folder) / uuid4().hex)
        mark(folder, UPLOAD, **about | {"name": readable(upload.name)[:LONGEST_NAME]})
        private_file(folder / CLIP)
        return self.upload(folder.name)

    def upload(self, number: str, by: str = "") -> Upload:
        """Return one upload.

        Parameters
        ----------
        number : str
            Its drawn number.
        by : str
            Its sender; "" for any.

        Returns
        -------
        Upload
            The upload.

        Raises
        ------
        Problem
            There is none.
        """
        folder = self.folder / number
        if not DRAWN.fullmatch(number) or folder.is_symlink() or not marked(folder, UPLOAD):
            raise Problem("no_upload", GONE)
        told = marker(folder)
        if by and told.get("by") != by:
            raise Problem("no_upload", GONE)
        texts = {name: str(told.get(name, "")) for name in ("name", "by", "taken_at", "screen", "view")}
        size, client = (_number(told.get(name)) for name in ("size", "client"))
        keep = told.get("keep_video") is not False
        return Upload(number, folder, size=size, client=client, keep_video=keep, **texts)

    def uploads(self) -> list[Upload]:
        """Return all uploads, the oldest first."""
        there = [folder for folder in self.folder.glob("*") if DRAWN.fullmatch(folder.name)]
        found = []
        for folder in sorted(there, key=_age_of, reverse=True):
            with suppress(Problem):
                found.append(self.upload(folder.name))
        return found

    def discard(self, number: str) -> None:
        """Remove an upload and what has come of it."""
        erase(self.upload(number).folder, self.folder)

    def take(self, upload: Upload, client: int, screen: str = "", view: str = "") -> StoredSession:
        """Move a clip that is whole into a client's history, to be measured.

        `screen` and `view` are stated where the upload does not say them.

        Raises
        ------
        Problem
            If it is not whole, or there is no such client.
        """
        if not upload.whole:
            sentence = f"{upload.name} is still on its way. Wait until it is here."
            raise Problem("upload_unfinished", sentence, file=upload.name)
        stated = (screen or upload.screen, view or upload.view)
        wish = ClipWish(upload.name, *stated, fallback_at=upload.taken_at, keep_video=upload.keep_video)
        kept = take_file(self.library, client, upload.file, wish)
        self.discard(upload.id)
        return kept

    def sweep(self) -> None:
        """Remove uploads that broke off long ago."""
        for upload in self.uploads():
            if not upload.whole and _age_of(upload.folder) > GIVEN_UP_S:
                self.discard(upload.id)


def moment(milliseconds: str) -> str:
    """Return the moment that a browser gives of a file (ISO 8601, UTC); empty where it is none."""
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(int(milliseconds) / 1000, UTC).isoformat(timespec="seconds")
    return ""


def _same(one: Upload, other: Upload) -> bool:
    """Return whether two uploads are of the same file: a browser tells of one its name, size and date."""
    return all(getattr(one, name) == getattr(other, name) for name in ("name", "size", "by", "taken_at", "client"))


def _age_of(folder: Path) -> float:
    """Return how long ago something of an upload came, s."""
    newest = 0.0
    for file in (folder, folder / CLIP):
        with suppress(OSError):
            newest = max(newest, file.stat().st_mtime)
    return time() - newest


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
