"""A recording that was interrupted: measured from the video that was written until then."""

from __future__ import annotations

from movescreen.batch.clip import measure_clip
from movescreen.batch.task import Job, Task
from movescreen.errors import Problem
from movescreen.library import Library, StoredSession
from movescreen.records.ownership import MARKER, erase, put
from movescreen.records.record import WHOLE


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
    task = Task(kept.screen, kept.view, model, about=library.about(kept))
    results = kept.folder / "again"
    result = measure_clip(Job(kept.video, results, task, task.bundle()))
    if result.record is None:
        raise Problem("not_measured", result.reason)
    for file in sorted(results.iterdir(), key=lambda file: file.name == WHOLE):  # the record last: then all is there
        there = kept.folder / file.name
        if there.is_dir() and not there.is_symlink():  # of results that were cut off
            erase(there, kept.folder)
        if file.name != MARKER:
            put(file, there)
    erase(results, kept.folder)
    library.finish(kept.id, result.record)
