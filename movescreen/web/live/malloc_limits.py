"""Limits on the memory that the C library keeps after pictures are freed.

Pictures of some megabytes pass from thread to thread. If every thread has its own heap, each heap fills with holes that
no other thread can use. After some minutes of sessions these were half of the memory of the process.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

M_ARENA_MAX = -8  # glibc's number of the setting: how many heaps there are at most
HEAPS = 2  # heaps for all threads together


def shared() -> None:
    """Make all threads share few heaps, if the C library has such a setting."""
    if tell := _of_glibc("mallopt"):
        tell(M_ARENA_MAX, HEAPS)


def give_back() -> None:
    """Return unused memory of the heaps to the system, if the C library can."""
    if trim := _of_glibc("malloc_trim"):
        trim(0)


def _of_glibc(name: str) -> Callable[..., int] | None:
    """Return a function of the C library; None if it has none of this name."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
