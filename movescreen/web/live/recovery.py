"""An interrupted recording, measured from its video."""

from __future__ import annotations

from movescreen.batch.task import Task
from movescreen.errors import Problem
from movescreen.library import Library, StoredSession
from movescreen.library.added_clip import SOME_SCREEN, job_of, measure_session


def measure_again(library: Library, kept: StoredSession, model: str) -> None:
    """Measure the video of a session, and put the results in their place.

    Parameters
    ----------
    library : Library
        Where the session belongs.
    kept : StoredSession
        The session.
    model : str
        Name of the pose network.

    Raises
    ------
    Problem
        There is no video, or it cannot be measured.
    """
    if kept.video is None:
        raise Problem("no_video", "No video of this session was kept: there is nothing to measure.")
    bundle = Task(SOME_SCREEN, model=model).bundle()
    result = measure_session(job_of(library, kept, bundle, model))
    if result.record is None:
        raise result.problem or Problem("not_measured", result.reason)
