"""Worker processes: how they start, how many threads their libraries use, and what memory they keep."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

SPAWN, FORKSERVER = "spawn", "forkserver"  # ways in which `multiprocessing` starts a process, by its names
OPENMP = "OMP_NUM_THREADS"
# Each worker keeps one core busy: libraries that would use all of them get in each other's way.
THREADS = (
    OPENMP,
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "OPENCV_FOR_THREADS_NUM",
)
# Pictures come and go by the hundred. glibc would take the memory of each from the system and give it back at once.
KEEPS_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(2**26), "MALLOC_TRIM_THRESHOLD_": str(2**27)}  # bytes


@contextmanager
def single_threaded() -> Iterator[None]:
    """Give an environment for processes that use one thread, and keep the memory that they will need again."""
    wanted = dict.fromkeys(THREADS, "1") | KEEPS_MEMORY
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)


def allowed(most: int) -> int:
    """Return how many threads to use: as many as the environment leaves to libraries, and no more than `most`."""
    stated = os.environ.get(OPENMP, "")
    return min(most, int(stated)) if stated.isdecimal() and int(stated) else most
