"""The order of a rater's clips: drawn from the study's seed, some clips twice and well apart."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence


def order(clips: Sequence[str], seed: int, rater: str, occasion: int, repeats: float) -> list[str]:
    """Return the clips as a rater sees them on an occasion; a share of them comes again, half of all later at least.

    The same seed gives the same order on every machine.
    """
    drawn = sorted(clips, key=lambda clip: _drawn(seed, rater, occasion, clip))
    apart = (len(drawn) + 1) // 2
    early = sorted(drawn[: len(drawn) - apart], key=lambda clip: _drawn(seed, rater, occasion, clip, "again"))
    shown = list(drawn)
    for clip in early[: math.ceil(repeats * len(drawn))]:
        first = shown.index(clip) + 1 + apart
        shown.insert(first + _drawn(seed, rater, occasion, clip, "where") % (len(shown) - first + 1), clip)
    return shown


def _drawn(*parts: object) -> int:
    """Return a number that nobody can foresee without its parts."""
    return int.from_bytes(hashlib.sha256("\n".join(map(str, parts)).encode()).digest())
