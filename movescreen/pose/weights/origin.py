"""The common part of the origins of a bundle: progress reports, and the error that an origin gave nothing."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[float | None, str], None]  # how far, 0 to 1 or not known, and a sentence on what is being done


class OutOfReachError(Exception):
    """An origin gave nothing, for the reason in the message: the next one may be tried."""
