"""Workers' libraries, loaded by a process of their own while the command still loads what it needs itself."""

from __future__ import annotations

import sys

from movescreen.threads import FORKSERVER, SPAWN, single_threaded

LOADED = ["movescreen.batch.clip", "movescreen.pose.estimators.blazepose"]


def load_ahead() -> str:
    """Start that process; return the way to start workers, a name of `multiprocessing`'s.

    On Linux workers become copies of that process, which has no threads and no locks of ours. Elsewhere libraries do
    not bear to be copied, and each worker loads them itself.
    """
    if sys.platform != "linux":
        return SPAWN
    from multiprocessing import forkserver

    forkserver.set_forkserver_preload(LOADED)
    try:
        with single_threaded():
            forkserver.ensure_running()
    except OSError:  # no folder for its socket, or a path that is too long for one
        return SPAWN
    return FORKSERVER
