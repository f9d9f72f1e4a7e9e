"""One clip from Python: measured in a call, nothing written."""

from __future__ import annotations

from pathlib import Path

from movescreen.batch.task import Task
from movescreen.measures.reference_pose import AUTO
from movescreen.pose.estimators import PoseEstimator
from movescreen.records.record import Record
from movescreen.scoring.settings import Settings
from movescreen.screens import screens
from movescreen.session import Session, run
from movescreen.video import open_video


def analyze(
    clip: str | Path, screen: str = "overhead_squat", view: str = AUTO, settings: Settings | None = None
) -> Record:
    """Measure one clip.

    What is looked up in the pictures afterwards, the low back's outline, needs `movescreen analyze`.

    Parameters
    ----------
    clip : str or Path
        A file that FFmpeg reads.
    screen : str
        The name of a screen, one of `movescreen.screens()`.
    view : str
        "front", "side" or "back", where the camera stood; "auto" finds it out.
    settings : Settings, optional
        Lines and uncertainties other than the usual ones.

    Returns
    -------
    Record

    Raises
    ------
    Problem
        If the clip cannot be read, there is no such screen, or the pose network cannot be had.
    """
    task = Task(screens()[screen].name, view, settings=settings or Settings())
    part = task.excerpt.in_real_time(Path(clip))
    with part.of(open_video(clip)) as frames, task.backend(task.bundle()) as estimator:
        timed = "assumed_rate" not in getattr(frames, "reading", {})
        session = Session(screens()[screen], view, task.settings, estimator.provenance["backend"], timed)
        return run(frames, estimator, session)[0]


def open_estimator(screen: str = "overhead_squat", model: str = "full") -> PoseEstimator:
    """Open the pose network, with what follows one person of several; close it after the clip.

    Parameters
    ----------
    screen : str
        Says whether people stand or lie.
    model : str
        "full", "lite" or "heavy", or the path of a `.task` file.

    Returns
    -------
    PoseEstimator
        Takes a frame and gives the pose in it; a context manager.

    Raises
    ------
    Problem
        If the network cannot be had.
    """
    task = Task(screen, model=model)
    return task.backend(task.bundle())
