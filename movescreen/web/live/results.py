"""The results of a session in the library: written from its record, poses and pictures; its video drawn on later."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from movescreen.batch.outputs import write_outputs
from movescreen.errors import Problem
from movescreen.library import Library, StoredSession
from movescreen.output.language import sentences
from movescreen.output.language.sentences import LANGUAGES
from movescreen.output.pictures.annotated_video import Annotation
from movescreen.output.pictures.stills import Still
from movescreen.output.report.files import REPORT, rewrite_report
from movescreen.pose.estimators import replay
from movescreen.pose.pose import Pose
from movescreen.records.ownership import discard, put
from movescreen.records.private_files import private_file
from movescreen.records.record import POSES, VIDEO, Record, load_record
from movescreen.screens import screens
from movescreen.session import Session
from movescreen.video import open_video
from movescreen.video.prefetch import prefetched
from movescreen.video.writer import VideoWriter

PART = "annotated.part.mp4"


def write_results(
    library: Library, kept: StoredSession, record: Record, poses: Pose, stills: Collection[Still], language: str
) -> None:
    """Write all results of a session, and note it in the library.

    Parameters
    ----------
    library : Library
        Where the session belongs.
    kept : StoredSession
        The session.
    record : Record
        What was measured.
    poses : Pose, (n_frames,)
        As they were found.
    stills : collection of Still
        Pictures for the report.
    language : str
        Language of the report.

    Raises
    ------
    Problem
        There is no room.
    """
    here = replace(kept, screen=record.screen, view=record.view)
    added, before = library.about(here), library.before(here)
    title = added.client or sentences.title(screens()[record.screen], LANGUAGES[language])
    replay.store_poses(kept.folder / POSES, poses, record.provenance)
    write_outputs(record, kept.folder, title, language, stills=stills, added=added, before=before)
    library.finish(kept.id, record)


def draw_video(library: Library, kept: StoredSession, session: Session, language: str) -> Path | None:
    """Draw the measurements on the kept video of a session, and put it into its report; None without a video.

    A video without its end is drawn up to there.
    """
    if kept.video is None:
        return None
    record = load_record(kept.folder)
    annotation = Annotation(record, session, LANGUAGES[language])
    part = private_file(kept.folder / PART)
    try:
        with (
            open_video(kept.video) as source,
            closing(prefetched(source)) as frames,
            VideoWriter(part, annotation.size, record.quality["frames_per_second"] or source.rate) as written,
        ):
            deque(annotation.filming(frames, written, lambda frame: frame.picture), 0)
        put(part, kept.folder / VIDEO)
    finally:
        discard(part)
    rewrite_report(kept.folder, LANGUAGES[language], before=library.before(kept))
    return kept.folder / VIDEO


def is_drawn(kept: StoredSession) -> bool:
    """Return whether the report of a session has its video, or there is none to have."""
    return kept.video is None or (kept.folder / VIDEO).is_file() or not (kept.folder / REPORT).is_file()


def record_of(kept: StoredSession) -> Record | None:
    """Return the record of a session without its frames; None if it cannot be read."""
    try:
        return load_record(kept.folder, framed=False)
    except Problem:
        return None
