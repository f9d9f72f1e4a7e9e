"""The memory that the C library keeps for itself after a picture is let go of: little, and given back.

Pictures of some megabytes pass from thread to thread. Where every thread has a heap of its own, each ends up full of
holes that no other may use: after some minutes of sessions those were half of all that the process held.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

M_ARENA_MAX = -8  # glibc's number of the setting: how many heaps there are at most
HEAPS = 2  # heaps for all threads together


def shared() -> None:
    """Have all threads share few heaps, where the C library is one that can be told."""
    if tell := _of_glibc("mallopt"):
        tell(M_ARENA_MAX, HEAPS)


def give_back() -> None:
    """Give the system what lies unused in the heaps, where the C library is one that can be told."""
    if trim := _of_glibc("malloc_trim"):
        trim(0)


def _of_glibc(name: str) -> Callable[..., int] | None:
    """Return a function of the C library; None where there is none of this name."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
