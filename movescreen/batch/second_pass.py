"""The second look at a clip's pictures, once it is known what they show: the back's outline, stills, the video."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from movescreen.batch.task import Job, Task, Tell
from movescreen.errors import Problem
from movescreen.output.language.sentences import LANGUAGES
from movescreen.output.pictures.annotated_video import Annotation
from movescreen.output.pictures.face_blur import Faces
from movescreen.output.pictures.stills import Album, Cover, Still, moments, stored_stills
from movescreen.pose.pose import Pose
from movescreen.records.record import VIDEO, Record, load_record
from movescreen.scoring.back_outline.second_pass import TURNS, carried_over, frames_wanted, needs_pictures, with_backs
from movescreen.session import Session
from movescreen.video import Frame, open_video
from movescreen.video.frame_seek import glimpses
from movescreen.video.prefetch import prefetched
from movescreen.video.writer import VideoWriter


def looked_again(
    record: Record, session: Session, job: Job, cover: Cover, current: bool
) -> tuple[Record, Collection[Still]]:
    """Return the record with what the pictures are needed for, and its stills, of what `cover` lets be seen.

    What an earlier run of this very version (`current`) knew of the same repetitions is not looked for again.
    """
    if not moments(record):
        return record, ()
    stills: Collection[Still] = ()
    if current and (before := _before(job.folder)):
        stills = _kept(record, session, before, job)
        record = carried_over(record, session.builder, before) if needs_pictures(record) else record
    album = Album(record, session.smoothed, session.reference, session.settings.roll, session.references)
    backs = session.reference is not None and needs_pictures(record)
    wanted = (frames_wanted(record) if backs else set()) | (set() if stills else album.wanted)
    if not wanted:
        return record, stills
    time = record.frames.time
    shown = _again(job, {n: float(time[n]) for n in wanted})
    with closing(prefetched(shown)) as frames:
        passing = album.passing(frames, cover)
        if backs:
            record = with_backs(record, session.builder, session.references, session.smoothed, passing)
        deque(passing, maxlen=0)  # those that come after the last one that the outlines need
    return record, stills or album.stills


def _again(job: Job, wanted: Mapping[int, float]) -> Iterator[Frame]:
    """Yield frames that were seen before, by number; `wanted` says when each of them is, s."""
    part = job.task.excerpt
    return glimpses(job.file, wanted, job.task.rate) if part.whole else part.frames(job.file, wanted, job.task.rate)


def covering(task: Task, poses: Pose) -> Cover:
    """Return what hides faces in a clip's pictures.

    Parameters
    ----------
    task : Task
        Says whether faces are hidden.
    poses : Pose, (n_frames,)
        The poses found in the clip's frames.

    Returns
    -------
    callable
        Returns the picture of a frame, with or without faces.
    """
    return Faces(poses) if task.blur_faces else lambda frame: frame.picture


def film(record: Record, session: Session, job: Job, cover: Cover, folder: Path, tell: Tell) -> None:
    """Write the annotated clip into a folder, in a look of its own at all the pictures: what they show is known now."""
    annotation = Annotation(record, session, LANGUAGES[job.task.language])
    count = len(record.frames.time)
    with (
        job.task.excerpt.of(open_video(job.file, job.task.excerpt.in_file(job.task.rate))) as source,
        closing(prefetched(source)) as frames,
        VideoWriter(folder / VIDEO, annotation.size, record.quality["frames_per_second"] or source.rate) as written,
    ):
        for _ in annotation.filming(frames, written, cover):
            tell(count, count)


def _before(folder: Path) -> Record | None:
    """Return the record of an earlier run, without its frames, where it is still there and whole."""
    try:
        return load_record(folder, framed=False)
    except Problem:
        return None


def _kept(record: Record, session: Session, before: Record, job: Job) -> Collection[Still]:
    """Return the stills of an earlier run, where it had the same repetitions seen the same way."""
    if before.provenance.get("faces_covered") != job.task.blur_faces:
        return ()
    shown = [[(rep.number, rep.bottom_s, rep.support) for rep in one.repetitions] for one in (record, before)]
    same = all(before.provenance["settings"][name] == getattr(session.settings, name) for name in TURNS)
    stills = stored_stills(job.folder)
    return stills if same and shown[0] and shown[0] == shown[1] and len(stills) == len(shown[0]) else ()
