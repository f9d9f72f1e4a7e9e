"""Recognize files that FFmpeg does not name: encrypted clips, and lists of other files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ENCRYPTED = "is encrypted, and its pictures cannot be seen. Save it without protection, or record it again."
LISTS = {  # by what they begin with, in lower case
    b"ffconcat": "a script that joins other files",
    b"#extm3u": "a playlist of other files",
    b"#exthls": "a playlist of other files",
    b"[playlist]": "a playlist of other files",
    b"<?xml": "a list of other files, or a text in XML",
    b"<mpd": "a list of other files",
    b"<smil": "a list of other files",
    b"v=0": "the description of a stream",
}
BOM = b"\xef\xbb\xbf"
MOST_MOOV_BYTES = 1 << 26  # of an index in which a mark is looked for; that of an hour at 240 frames/s has 14 MB
MARKS = (b"encv", b"sinf")  # ISO 14496-12, 8.12: what stands for the format of an encrypted video, and says so
EBML = b"\x1aE\xdf\xa3"  # first bytes of Matroska
CONTENT_ENCRYPTION = b"\x50\x35"  # Matroska's number of an encrypted track
CONTENT_ALGORITHM = b"\x47\xe1"  # Matroska's number of how it is encrypted
TRACKS_BYTES = 1 << 18  # at the beginning of a Matroska file, where its tracks are described
PACKET = 188  # bytes of an MPEG-TS packet
SYNC = 0x47  # first byte of each
SCRAMBLED = 0xC0  # bits of the fourth byte that say it is encrypted
PACKETS = 2000  # that are looked at


def list_of_files(path: Path) -> str:
    """Return what kind of list a file is; empty where it is none."""
    with path.open("rb") as file:
        begins = file.read(64).removeprefix(BOM).lstrip().lower()
    return next((kind for mark, kind in LISTS.items() if begins.startswith(mark)), "")


def is_encrypted(path: Path) -> bool:
    """Return whether a file says that its pictures are encrypted: MP4, Matroska and MPEG-TS can say so."""
    with path.open("rb") as file:
        begins = file.read(4 + PACKET)
        file.seek(0)
        if begins.startswith(EBML):
            tracks = file.read(TRACKS_BYTES)
            return CONTENT_ENCRYPTION in tracks and CONTENT_ALGORITHM in tracks
        if begins[:1] == bytes([SYNC]) and begins[PACKET : PACKET + 1] == bytes([SYNC]):
            stream = file.read(PACKET * PACKETS)
            return any(byte & SCRAMBLED for byte in stream[3::PACKET])
    return any(all(mark in moov for mark in MARKS) for moov in _moovs(path))


def _moovs(path: Path) -> Iterator[bytes]:
    """Yield the indexes of an MP4 file."""
    end = path.stat().st_size
    with path.open("rb") as file:
        at = 0
        while at + 8 <= end:
            file.seek(at)
            size, kind = int.from_bytes(file.read(4)), file.read(4)
            if size == 1:
                size = int.from_bytes(file.read(8))
            if kind == b"moov":
                yield file.read(min(max(size, 0), MOST_MOOV_BYTES))
            at += size if size >= 8 else end
