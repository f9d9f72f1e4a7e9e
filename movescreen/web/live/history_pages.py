"""A client's history on their page: charts over sessions, thumbnails, notes, and two sessions side by side."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from movescreen.errors import Problem
from movescreen.library import MEASURED, Library, StoredSession
from movescreen.output.html import printable
from movescreen.output.language.dates import day, short
from movescreen.output.language.sentences import LANGUAGES, called, capital
from movescreen.output.language.units import NOBODY, Stature
from movescreen.output.pictures.stills import FOLDER, stored_stills
from movescreen.output.report.comparison import change_sentence, course_sentences, others
from movescreen.output.report.history import history_charts
from movescreen.records.record import VIDEO, WHOLE, Record, as_written, load_record
from movescreen.scoring.change_between_sessions import compare
from movescreen.scoring.frames_in_step import depths, frames_in_step
from movescreen.web.live.history_words import WORDS
from movescreen.web.live.library_pages import screen_title, series_of
from movescreen.web.live.room import Manner

MOST_CHARTED = 12  # sessions in a chart, and in memory with their frames for each of a few charts
REMEMBERED = 3 * MOST_CHARTED  # records that stay in memory: some 0.2 MB each
MANY = 10_000  # records of which it is remembered that they can be read
MOST_CHARTS = 12  # series whose charts stay in memory: some 0.1 MB each
DIGITS = 3  # of a time, s
AsItIs = tuple[Path, int]  # a session's folder, and when its record last changed, ns


def words(manner: Manner) -> dict[str, str]:
    """Return the words of the history in the language of the pages."""
    return WORDS[manner.words.CODE]


def session_names(sessions: Sequence[StoredSession]) -> list[str]:
    """Return names of sessions for a comparison: the day, with the time if two sessions share a day."""
    days = [day(kept.begun_at) for kept in sessions]
    return days if len(set(days)) == len(days) else [short(kept.begun_at) for kept in sessions]


def row_extras(of: Library, sessions: Sequence[StoredSession]) -> dict[int, dict[str, Any]]:
    """Return the notes of each session, and whether it has a still, by its number."""
    return {kept.id: {"notes": _lines(of.notes(kept)), "still": _has_still(kept)} for kept in sessions}


def _lines(notes: str) -> Markup:
    """Return notes for a page, split into their lines."""
    return Markup("\n").join(escape(printable(line)) for line in notes.splitlines())


def _has_still(kept: StoredSession) -> bool:
    return kept.state == MEASURED and any((kept.folder / FOLDER).glob("repetition*.jpg"))


def histories(sessions: Sequence[StoredSession], manner: Manner, stature: Stature = NOBODY) -> list[dict[str, Any]]:
    """Return the charts of each screen and view that a client has two sessions of or more, the newest series first.

    Sessions that cannot be read are left out.
    """
    series = [one for one in dict.fromkeys(map(series_of, sessions)) if one]
    found = (_history([kept for kept in sessions if series_of(kept) == one][::-1], manner, stature) for one in series)
    return [one for one in found if one]


def _history(sessions: Sequence[StoredSession], manner: Manner, stature: Stature) -> dict[str, Any] | None:
    """Return the charts of sessions in the order of time; None if fewer than two can be compared."""
    readable = [kept for kept in sessions if _is_readable(kept)]
    newest = list(islice(filter(_has_frames, readable[::-1]), MOST_CHARTED))[::-1]
    names = session_names(readable)
    with suppress(Problem, OSError), as_written("A record of these sessions"):
        charts = _charts(_as_they_are(newest), tuple(session_names(newest)), manner.words.CODE, stature)
        screen, view = newest[0].screen, newest[0].view
        return {
            "path": f"{screen}/{view}",
            "name": f"{screen_title(screen, manner)}, {manner.language.SEEN_FROM[view]}",
            "charts": charts,
            "newest": words(manner)["newest"].format(count=len(newest)) if len(newest) < len(sessions) else "",
            "sessions": [{"id": kept.id, "name": name} for kept, name in zip(readable, names, strict=True)],
        }
    return None


@lru_cache(MOST_CHARTS)
def _charts(records: tuple[AsItIs, ...], names: tuple[str, ...], code: str, stature: Stature) -> Markup:
    """Return the charts of some records: made once, as long as no record changes."""
    return history_charts(compare([_remembered(*one) for one in records]), names, LANGUAGES[code], stature)


def _as_they_are(sessions: Sequence[StoredSession]) -> tuple[AsItIs, ...]:
    return tuple((kept.folder, (kept.folder / WHOLE).stat().st_mtime_ns) for kept in sessions)


def _is_readable(kept: StoredSession) -> bool:
    """Return whether a session's record can be read: looked at once, as long as its file is the same."""
    with suppress(Problem, OSError):
        return _was_readable(kept.folder, (kept.folder / WHOLE).stat().st_mtime_ns)
    return False


@lru_cache(MANY)
def _was_readable(folder: Path, changed_ns: int) -> bool:
    load_record(folder, framed=False)
    return True


def _has_frames(kept: StoredSession) -> bool:
    """Return whether a session's record can be read with its frames."""
    try:
        return bool(known_record(kept))
    except Problem:
        return False


def known_record(kept: StoredSession) -> Record:
    """Return a session's record with its frames, from memory where its file is the same as before.

    Raises Problem where it cannot be read.
    """
    try:
        return _remembered(kept.folder, (kept.folder / WHOLE).stat().st_mtime_ns)
    except OSError:
        return load_record(kept.folder)  # raises Problem with a sentence


@lru_cache(REMEMBERED)
def _remembered(folder: Path, changed_ns: int) -> Record:
    return load_record(folder)


def film_of(kept: StoredSession) -> Path | None:
    """Return the video of a session: the annotated one, else the kept one, else None."""
    drawn = kept.folder / VIDEO
    return drawn if drawn.is_file() else kept.video


def side_by_side(pair: Sequence[StoredSession], manner: Manner) -> dict[str, Any]:
    """Return the values of the page of two sessions: the changes, and both videos in step.

    Raises
    ------
    Problem
        They cannot be compared, or a record cannot be read.
    """
    language, names = manner.language, session_names(pair)
    with as_written("A record of these sessions"):
        one, other = (known_record(kept) for kept in pair)
        comparison = compare([one, other])
        lines = course_sentences(comparison, language)
        steps = (frames_in_step(one, other), frames_in_step(other, one))
        shown = zip(pair, names, (one, other), steps, strict=True)
        sides = [_side(kept, name, record, to.tolist(), manner) for kept, name, record, to in shown]
    titled = {"screen": screen_title(one.screen, manner), "view": language.SEEN_FROM[one.view]}
    said = words(manner)
    effort = capital(called(comparison.screen.movement.effort.name, language))
    return {
        "title": said["title"].format(first=names[0], second=names[1], **titled),
        "answer": change_sentence(lines, names, language),
        "others": others(lines, language),
        "path": f"{one.screen}/{one.view}",
        "sides": sides,
        "data": {"sides": sides, "words": said, "effort": effort},
    }


def _side(kept: StoredSession, name: str, record: Record, to: list[int], manner: Manner) -> dict[str, Any]:
    """Return one of two sessions for a script: its frames, and the frame of the other that each is in step with."""
    stills = [
        {"number": still.repetition, "src": still.data, "width": still.width, "height": still.height}
        for still in stored_stills(kept.folder)
    ]
    reps = [{"start": rep.start_s, "bottom": rep.bottom_s, "end": rep.end_s} for rep in record.repetitions]
    return {
        "id": kept.id,
        "name": name,
        "film": film_of(kept) is not None,
        "time": [round(float(time), DIGITS) for time in record.frames.time],
        "depth": [round(float(depth)) for depth in depths(record)],
        "to": to,
        "reps": reps,
        "stills": stills,
        "last": max(len(record.frames.time) - 1, 0),
        "moment": words(manner)["moment"].format(name=name),
    }
