"""Write a bundle as a zip file without compression: the same bytes wherever it is written."""

from __future__ import annotations

import struct
from typing import IO
from zipfile import ZipFile, ZipInfo

HEADER = 30  # bytes of a zip member's header, before its name and extra field
PADDING = 0xD935  # the extra field that zip tools take for padding


def store(members: dict[str, bytes], file: IO[bytes]) -> None:
    """Write a zip that compresses nothing and aligns members to 4 bytes, as the loader maps it."""
    with ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(_member(name, file.tell()), content)


def _member(name: str, position: int) -> ZipInfo:
    """Return a member's header at `position`: padded, and with nothing in it of when and where it is written."""
    member = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    member.create_system = 3
    member.external_attr = 0o644 << 16
    padding = -(position + HEADER + len(name) + 4) % 4
    member.extra = struct.pack("<HH", PADDING, padding) + bytes(padding)
    return member
