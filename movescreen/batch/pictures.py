"""The second look at a clip's pictures, once it is known which are wanted: for the back's outline and for stills."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from movescreen.backs import TURNS, carried_over, frames_wanted, needs_pictures, with_backs
from movescreen.batch.task import Job
from movescreen.errors import Problem
from movescreen.record import Record, load
from movescreen.session import Session
from movescreen.sources.glimpses import glimpses
from movescreen.sources.prefetch import prefetched
from movescreen.views.stills import Album, Still, stored


def looked_again(record: Record, session: Session, job: Job, current: bool) -> tuple[Record, Collection[Still]]:
    """The record with what the pictures are needed for, and its stills.

    What an earlier run of this very version (`current`) knew of the same repetitions is not looked for again.
    """
    if session.stance is None or not record.repetitions:
        return record, ()
    stills: Collection[Still] = ()
    if current and (before := _before(job.folder)):
        stills = _kept(record, session, before, job.folder)
        record = carried_over(record, session.judge, before) if needs_pictures(record) else record
    album = Album(record, session.smoothed, session.stance, session.settings.roll)
    backs = needs_pictures(record)
    wanted = (frames_wanted(record) if backs else set()) | (set() if stills else album.wanted)
    if not wanted:
        return record, stills
    time = record.frames.time
    shown = glimpses(job.file, {n: float(time[n]) for n in wanted}, job.task.rate)
    with closing(prefetched(shown)) as frames:
        passing = album.passing(frames)
        if backs:
            record = with_backs(record, session.judge, session.stance, session.smoothed, passing)
        deque(passing, maxlen=0)  # those that come after the last one that the outlines need
    return record, stills or album.stills


def _before(folder: Path) -> Record | None:
    """The record of an earlier run, where it is still there and whole."""
    try:
        return load(folder)
    except Problem:
        return None


def _kept(record: Record, session: Session, before: Record, folder: Path) -> Collection[Still]:
    """The stills of an earlier run, where it had the same repetitions seen the same way."""
    moments = [[(rep.number, rep.bottom_s, rep.support) for rep in one.repetitions] for one in (record, before)]
    same = all(before.provenance["settings"][name] == getattr(session.settings, name) for name in TURNS)
    stills = stored(folder)
    return stills if same and moments[0] == moments[1] and len(stills) == len(moments[0]) else ()
