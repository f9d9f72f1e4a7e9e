"""How long a test waits for a step of a page: not long on a machine that has nothing else to do, longer on others."""

from __future__ import annotations

import os

QUIET_S = 20.0  # for a step on a quiet machine, where the slowest takes 5
MOST_S = 90.0  # whatever else the machine does


def patience() -> float:
    """Return for how long to wait now, s: as many times longer as there are processes to a core."""
    processes = os.getloadavg()[0] if hasattr(os, "getloadavg") else 1.0
    return min(MOST_S, QUIET_S * max(1.0, processes / (os.cpu_count() or 1)))
