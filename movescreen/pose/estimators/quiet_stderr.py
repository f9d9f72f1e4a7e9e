"""Keep what C++ libraries print off the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

HUSHING = RLock()


@contextmanager
def hushed() -> Iterator[None]:
    """Point file descriptor 2 at the null device while the block runs.

    MediaPipe writes there while it loads and when it finds its first body, and heeds no environment variable
    (GLOG_*, TF_CPP_MIN_LOG_LEVEL, ABSL_*, GOOGLE_STDERRTHRESHOLD tried with 1.2.2). LiteRT writes one line when it
    opens a network. What matters comes as exceptions.
    """
    with HUSHING:  # of two threads at once, the later one would take nowhere for the terminal
        terminal = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        try:
            yield
        finally:
            os.dup2(terminal, 2)
            os.close(terminal)
            os.close(nowhere)
