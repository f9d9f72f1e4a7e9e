"""The values of the library's pages: rows of sessions, sessions of a day, reports with a bar."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Path, Request
from fastapi.responses import HTMLResponse

from movescreen.batch.pairs import joined_again, parts
from movescreen.errors import Problem
from movescreen.library import MEASURED, Library, StoredSession
from movescreen.measures.reference_pose import OBLIQUE
from movescreen.output.html import html_page
from movescreen.output.language import sentences
from movescreen.output.language.dates import date, day, short
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import named_finding, support, view_seen
from movescreen.output.report import about
from movescreen.output.report.files import REPORT, rewrite_report
from movescreen.output.report.rows import UNMEASURED, tally
from movescreen.output.report.sheet import own_line, reasons
from movescreen.records.record import SetFinding
from movescreen.reliability.own_ratings import load_own_ratings
from movescreen.screens import screens
from movescreen.web.live.app_hooks import pages, record_place
from movescreen.web.live.engine import BUSY, LiveEngine
from movescreen.web.live.later_drawing import DRAWINGS
from movescreen.web.live.pose_log import LOG
from movescreen.web.live.report_hooks import in_the_app, is_of_today, rated_session
from movescreen.web.live.results import record_of
from movescreen.web.live.room import Manner

BAR = pathlib.Path(__file__).with_name("bar.html")
LANGUAGE_OF = re.compile(r'<html lang="([a-z]{2})">')
MOST_JOINED = 12  # sessions on one page
Number = Annotated[int, Path(ge=1, lt=2**63)]


def library(request: Request) -> Library:
    """Return the library that the pages show."""
    kept: Library = request.app.state.studio.library
    return kept


def said(request: Request) -> Manner:
    """Return the manner of the pages."""
    manner: Manner = request.app.state.studio.manner
    return manner


def free(request: Request, number: Number) -> None:
    """Raise Problem while a client is being recorded.

    Parameters
    ----------
    request : Request
        From the page.
    number : int
        Number of the client.

    Raises
    ------
    Problem
        The client is being recorded.
    """
    studio: LiveEngine = request.app.state.studio
    if studio.is_of(number):
        raise Problem("busy", BUSY)


def screen_title(screen: str, manner: Manner) -> str:
    """Return the title of a screen; its name if there is no such screen any more."""
    return sentences.title(screens()[screen], manner.language) if screen in screens() else screen


def current_report(of: Library, kept: StoredSession, manner: Manner) -> str:
    """Return the stored report, made again if it is missing or of an earlier version."""
    path, today = kept.folder / REPORT, of.about(kept)
    if kept.state == MEASURED:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        found = LANGUAGE_OF.search(text)
        current = found is not None and found.group(1) == manner.words.CODE
        before = about.load(kept.folder)
        now = today.over(before)
        if not (current and is_of_today(text)) or (before.client, before.stature) != (now.client, now.stature):
            remade_report(of, kept, manner)
    return path.read_text(encoding="utf-8")


def remade_report(of: Library, kept: StoredSession, manner: Manner) -> None:
    """Make the report of a session, or of a pair, again."""
    if parts(kept.folder):
        joined_again(kept.folder, manner.words.CODE, of.about(kept))
    else:
        rewrite_report(kept.folder, manner.language, added=of.about(kept), before=of.before(kept))


def repetitions_of(of: Library, kept: StoredSession) -> str:
    """Return the number of repetitions of a session, for a pair as in "3 + 3"; "" if unknown."""
    if kept.repetitions is not None:
        return str(kept.repetitions)
    joined = parts(kept.folder)
    by_folder = {one.folder.name: one.repetitions for one in (of.sessions(kept.client) if joined else [])}
    counts = [by_folder.get(part) for part in joined]
    return " + ".join("–" if count is None else str(count) for count in counts)


def _views(kept: StoredSession, manner: Manner) -> str:
    """Return from where a session was seen, of a pair from where both were, and on which foot."""
    seen_from = manner.language.SEEN_FROM
    on_one_leg = kept.screen in screens() and screens()[kept.screen].support is not None
    record = record_of(kept) if kept.view == OBLIQUE or on_one_leg else None
    views = [view_seen(record)] if record and kept.view == OBLIQUE else kept.view.split("+")
    seen = manner.language.PAIR["and"].join(seen_from.get(view, view) for view in views)
    return ", ".join(filter(None, (seen, support(record, manner.language) if record else "")))


def session_row(
    of: Library, kept: StoredSession, found: Sequence[SetFinding], running: bool, manner: Manner
) -> dict[str, Any]:
    """Return a session in a line: when, what, how often, and what was observed."""
    return {
        "id": kept.id,
        "when": short(kept.begun_at),
        "screen": screen_title(kept.screen, manner),
        "view": _views(kept, manner),
        "repetitions": repetitions_of(of, kept),
        "observed": _observed(kept, found, manner),
        "own": _own(of, kept, manner),
        "measured": kept.state == MEASURED,
        "running": running and kept.state != MEASURED,
        "video": kept.video is not None,
        "logged": (kept.folder / LOG).is_file(),
    }


def _own(of: Library, kept: StoredSession, manner: Manner) -> str:
    """Return the coach's ticks of a session in words; "" without ticks."""
    with suppress(Problem):
        line = own_line(load_own_ratings(rated_session(of, kept).folder), manner.language)
        return f"{line.name}: {line.text}" if line else ""
    return ""


def _observed(kept: StoredSession, found: Sequence[SetFinding], manner: Manner) -> str:
    """Return how many of the measured features were observed in a session, or why nothing was measured."""
    language = manner.language
    observed = _names([one for one in found if one.state == "observed"], language)
    if any(one.state != UNMEASURED for one in found):
        return ", ".join(observed) or tally(found, language)
    record = record_of(kept)
    if record is None:
        return language.STATES[UNMEASURED]
    return manner.words.UNMEASURED.format(why=next(iter(reasons(record, language)), "")).strip()


def _names(observed: Sequence[SetFinding], language: Language) -> list[str]:
    """Return what was observed, by name; what both sides show is named once."""
    sides: dict[str, list[str]] = {}
    for one in observed:
        sides.setdefault(one.finding, []).append(one.side)
    return [named_finding(name, of[0] if len(of) == 1 else "", language) for name, of in sides.items()]


def series_of(kept: StoredSession) -> tuple[str, str] | None:
    """Return the screen and view by which a session is compared; None if it has no repetitions."""
    return (kept.screen, kept.view) if kept.state == MEASURED and kept.repetitions else None


def days(
    sessions: list[StoredSession], manner: Manner, offered: Collection[frozenset[str]] = ()
) -> list[dict[str, str]]:
    """Return the days on which a client has several measured sessions: these are one report.

    A day of which all is joined in a pair already has that one, or the pair that is `offered`, by folders.
    """
    joined = {frozenset(parts(kept.folder)) for kept in sessions}.union(offered)
    by_day: dict[str, list[StoredSession]] = {}
    for kept in sessions[::-1]:
        if kept.state == MEASURED and kept.repetitions:
            by_day.setdefault(day(kept.begun_at), []).append(kept)
    several = [of_day for of_day in by_day.values() if 1 < len(of_day) <= MOST_JOINED][::-1]
    several = [of_day for of_day in several if frozenset(kept.folder.name for kept in of_day) not in joined]
    return [
        {"numbers": "+".join(str(kept.id) for kept in of_day), "name": _of_day(of_day, manner)} for of_day in several
    ]


def _of_day(sessions: list[StoredSession], manner: Manner) -> str:
    """Return what was done on a day, as in "3 May 2026: Overhead squat, Bridge"."""
    names = dict.fromkeys(screen_title(kept.screen, manner) for kept in sessions)
    return f"{date(sessions[0].begun_at, manner.language)}: {', '.join(names)}"


def barred(whole: str, request: Request, number: int, kept: StoredSession | None = None) -> HTMLResponse:
    """Return a page with a bar above it that leads back and, of a session, on."""
    manner, of = said(request), library(request)
    links = _links(kept, manner, record_place(request)) if kept else []
    drawing = kept is not None and kept.state == MEASURED and DRAWINGS.is_coming(of, kept, manner.words.CODE)
    client, words = of.client(number), manner.words
    bar = html_page(
        BAR,
        words.CODE,
        client=client,
        words=words.PAGE,
        pages=pages(request, manner),
        links=links,
        drawing=drawing,
        kept=kept,
    )
    whole = in_the_app(whole, request, of.client(number), kept, drawing)
    return HTMLResponse(whole.replace("<body>", f"<body>{bar}", 1))


def _links(kept: StoredSession, manner: Manner, place: str) -> list[dict[str, str]]:
    """Return what may be done next with a session: measure it as what it is, or record it once more."""
    words, record, found = manner.words.PAGE, record_of(kept), []
    if record and (other := record.quality.get("view_chosen")):
        seen = manner.language.SEEN_FROM[other["seen"]]
        to = f"{place}?measure={kept.id}&view={quote(other['seen'])}"
        found.append((to, words["measure_view"].format(seen=seen), "first"))
    if record and (other := record.quality.get("screen_chosen")):
        to = f"{place}?measure={kept.id}&screen={quote(other['seen'])}"
        name = words["measure_screen"].format(title=screen_title(other["seen"], manner))
        found.append((to, name, "first"))
    if record:
        found.append((f"{place}?again={kept.id}", words["again"], ""))
    return [{"to": to, "name": name, "look": look} for to, name, look in found]
