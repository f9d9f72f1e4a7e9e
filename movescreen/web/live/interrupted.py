"""Interrupted recordings: measured from their written poses, and offered again."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from typing import Any

from movescreen.batch.clip import scored
from movescreen.batch.provenance import treatment
from movescreen.batch.task import Task
from movescreen.errors import Problem
from movescreen.library import MEASURED, Library, StoredSession
from movescreen.library.settings_file import settings_of
from movescreen.output.language import sentences
from movescreen.output.language.dates import short
from movescreen.output.pictures.stills import Album, Still, stored_stills
from movescreen.pose.estimators import replay
from movescreen.records.ownership import discard
from movescreen.records.record import POSES, Record, load_record
from movescreen.scoring.back_outline.second_pass import frames_wanted, needs_pictures, with_backs
from movescreen.scoring.settings import Settings
from movescreen.screens import screens
from movescreen.session import Session
from movescreen.video import open_video
from movescreen.video.prefetch import prefetched
from movescreen.web.live.live_words import done
from movescreen.web.live.pose_log import LOG, Logged, at_work, read_log
from movescreen.web.live.results import draw_video, record_of, write_results
from movescreen.web.live.room import Manner

_ONE_BY_ONE = threading.Lock()  # the app looks for what was left behind at its start, and the live engine at its own
CHOSEN = ("view_chosen", "screen_chosen")  # what may no longer be so


@dataclass(frozen=True)
class Interrupted:
    """A recording that ended by itself: client, movement, repetitions, and the wish it came from.

    `session` is its number in the library, 0 if nothing of it is kept.
    """

    client: str
    screen: str
    begun_at: str
    done: int
    session: int
    wish: dict[str, Any] = field(default_factory=dict)


def listed(one: Interrupted, manner: Manner) -> dict[str, Any]:
    """Return an interrupted recording for a page's list."""
    words, language = manner.words, manner.language
    return {
        "sentence": words.INTERRUPTED.format(
            client=one.client,
            screen=sentences.title(screens()[one.screen], language) if one.screen in screens() else one.screen,
            when=short(one.begun_at),
            done=done(one.done, one.wish.get("repetitions", 0), words),
        ),
        "session": one.session,
        "wish": one.wish,
    }


def task_of(wish: dict[str, Any], model: str, language: str, settings: Settings | None = None) -> Task:
    """Return the task that a page asked for, with the `settings` of the library."""
    hold_s, support = float(wish.get("hold_s") or 0) or None, str(wish.get("support") or "")
    reps = int(wish.get("repetitions") or 0) or None
    settings = replace(settings or Settings(), reps=reps, hold_s=hold_s, support=support)
    return Task(wish["screen"], wish["view"], model, settings, language=language)


def wish_of(kept: StoredSession) -> dict[str, Any]:
    """Return the wish with which a session was recorded, for another recording of the same."""
    record = record_of(kept)
    settings = record.provenance.get("settings", {}) if record else {}
    return {
        "client": kept.client,
        "screen": kept.screen,
        "view": record.provenance.get("stated_view", "auto") if record else kept.view,
        "repetitions": settings.get("reps") or 0,
        "hold_s": settings.get("hold_s") or 0,
        "support": settings.get("support") or "",
        "keep_video": kept.video is not None,
    }


def measured_otherwise(library: Library, kept: StoredSession, screen: str, view: str, language: str) -> None:
    """Measure a session's stored poses again, as another screen or view.

    Raises Problem if there are no poses.
    """
    poses, _ = replay.load_poses(kept.folder / POSES)
    before = load_record(kept.folder, framed=False)
    wish = wish_of(kept) | ({"screen": screen} if screen else {}) | ({"view": view} if view else {})
    task = task_of(wish, "full", language, settings_of(library.folder))
    record, session = scored(poses, task, str(before.provenance.get("backend", "")))
    record, stills = _with_pictures(record, session, kept)
    made = treatment(session.screen, task.view, task.settings, record.quality["frames_per_second"])
    of_old = {key: value for key, value in before.quality.items() if key not in CHOSEN}
    record = replace(record, quality=of_old | record.quality, provenance=before.provenance | made)
    write_results(library, kept, record, poses, stills or stored_stills(kept.folder), language)
    if kept.video:
        draw_video(library, library.session(kept.id), session, language)


def recovered(library: Library, language: str) -> Iterator[Interrupted]:
    """Measure each recording that a killed process left behind, and yield it.

    Recordings of other running processes are left alone.
    """
    for kept in library.every_session():
        with _ONE_BY_ONE, suppress(Problem, OSError):
            if one := _recovered_one(library, kept.id, language):
                yield one


def _recovered_one(library: Library, session: int, language: str) -> Interrupted | None:
    """Measure one session if it was left behind. Raises Problem where it is gone, or results cannot be written."""
    kept = library.session(session)
    if kept.state != MEASURED:
        return measured_from_log(library, kept, language)
    if (kept.folder / LOG).is_file() and not at_work(kept.folder):  # all ended before the log was removed
        discard(kept.folder / LOG)
    return None


def measured_from_log(library: Library, kept: StoredSession, language: str) -> Interrupted | None:
    """Measure a recording from its written poses; return None if there are none, or another process writes them.

    Raises Problem if results cannot be written.
    """
    found = read_log(kept.folder)
    return _measured(library, kept, found, language) if found else None


def _measured(library: Library, kept: StoredSession, logged: Logged, language: str) -> Interrupted:
    """Write the results of a log, and return its recording; a log without a person and without a video is deleted."""
    wish, client = logged.about["wish"], library.client(kept.client).name
    task = task_of(wish, "full", language, settings_of(library.folder))
    about = Interrupted(client, kept.screen, kept.begun_at, 0, 0, wish)
    if not len(logged.poses):
        library.discard(kept.id)
        return about
    record, session = scored(logged.poses, task, logged.about["origin"]["backend"])
    if not record.quality["frames_with_person"] and kept.video is None:
        library.discard(kept.id)
        return about
    record, stills = _with_pictures(record, session, kept)
    made = treatment(session.screen, task.view, task.settings, record.quality["frames_per_second"])
    quality = record.quality | {"undecoded": 0, "cut_short": False, "interrupted": True}
    record = replace(record, quality=quality, provenance=logged.about["origin"] | made)
    write_results(library, kept, record, logged.poses, stills, language)
    discard(kept.folder / LOG)
    if kept.video:
        draw_video(library, library.session(kept.id), session, language)
    return replace(about, done=len(record.repetitions), session=kept.id)


def _with_pictures(record: Record, session: Session, kept: StoredSession) -> tuple[Record, list[Still]]:
    """Return the record with its values from the kept video, and its stills; without a video the record unchanged."""
    if kept.video is None or session.reference is None:
        return record, []
    album = Album(record, session.smoothed, session.reference, session.settings.roll)
    wanted = (frames_wanted(record) if needs_pictures(record) else set()) | album.wanted
    try:
        with open_video(kept.video, None, wanted) as again, closing(prefetched(again)) as frames:
            passing = album.passing(frames)
            if needs_pictures(record):
                record = with_backs(record, session.builder, session.reference, session.smoothed, passing)
            deque(passing, 0)
    except Problem:  # the video ends before its first picture
        return record, []
    return record, album.stills
