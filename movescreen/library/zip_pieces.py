"""Zips that go out while they are made: in pieces; files that are packed already are only copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

PACKED = (".mp4", ".jpg", ".npz", ".zip")  # files that do not get smaller
PIECE_BYTES = 1 << 20  # read at once; while zlib packs a piece, other threads run
Member = tuple[Path, str]  # a file with its name in a zip


def member_of(source: Path, name: str) -> ZipInfo:
    """Return what a zip says of a file that is put into it."""
    member = ZipInfo.from_file(source, name, strict_timestamps=False)
    member.compress_type = ZIP_STORED if source.suffix in PACKED else ZIP_DEFLATED
    return member


def zipped(texts: Iterable[tuple[str, str]], files: Iterable[Member]) -> Iterator[bytes]:
    """Yield a zip, piece by piece; nothing of it is kept here.

    Parameters
    ----------
    texts : iterable of (str, str)
        Names and contents of text files.
    files : iterable of (Path, str)
        Files and their names; one that is deleted meanwhile is left out.

    Yields
    ------
    bytes
        The next piece.
    """
    outlet = _Outlet()
    with ZipFile(outlet, "w", ZIP_DEFLATED) as archive:
        for name, text in texts:
            archive.writestr(name, text)
        for source, name in files:
            for _ in _pieces(archive, source, name):
                yield outlet.taken()
    yield outlet.taken()


def _pieces(archive: ZipFile, source: Path, name: str) -> Iterator[None]:
    """Put a file into a zip, unless it is gone; yield after each piece of it."""
    with (
        suppress(FileNotFoundError),
        source.open("rb") as plain,
        archive.open(member_of(source, name), "w") as packed,
    ):
        while piece := plain.read(PIECE_BYTES):
            packed.write(piece)
            yield


class _Outlet:
    """A file that is only written to, and whose bytes are taken away."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def write(self, some: bytes, /) -> int:
        self._bytes += some
        return len(some)

    def flush(self) -> None:
        """Nothing is kept back."""

    def close(self) -> None:
        """Nothing is held."""

    def taken(self) -> bytes:
        some = bytes(self._bytes)
        self._bytes.clear()
        return some
