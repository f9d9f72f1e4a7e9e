"""Sizes of files as people read them."""

from __future__ import annotations

GB = 1e9  # bytes
MB = 1e6  # bytes
WITH_TENTHS = 10 * MB  # below that a size has tenths of a megabyte


def file_size(count: float) -> str:
    """Return a number of bytes as in "4.2 GB", "512 MB" or "3.1 MB"."""
    if count >= GB:
        return f"{count / GB:.1f} GB"
    return f"{count / MB:.{int(count < WITH_TENTHS)}f} MB"
