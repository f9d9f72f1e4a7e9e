"""Additions to a report in the app: buttons for other views, and the coach's own ticks."""

from __future__ import annotations

import pathlib
import re
from html import escape
from typing import Any

from fastapi import Request

from movescreen.batch.pairs import parts
from movescreen.library import Client, Library, StoredSession
from movescreen.output.html import html_page, script_allowed
from movescreen.output.report.sheet import item_name
from movescreen.reliability.own_ratings import load_own_ratings
from movescreen.screens import screens
from movescreen.web.live.app_hooks import record_place
from movescreen.web.live.room import Manner
from movescreen.web.rating.items import CANNOT_TELL, SEEN, RatingItem, items

RECORD = re.compile(r"<!--app:record ([a-z_]+) ([a-z]+)-->")
TICK = "<!--app:tick-->"
TODAYS = "data-own"  # in the script of a report that knows what the app adds
FORM = pathlib.Path(__file__).with_name("tick.html")
SCRIPT = pathlib.Path(__file__).with_name("tick.js")
DRAWING = pathlib.Path(__file__).with_name("drawing.js")


def is_of_today(page: str) -> bool:
    """Return whether a report has places for the app's additions; those of earlier versions have none."""
    return TODAYS in page


def in_the_app(page: str, request: Request, client: Client, kept: StoredSession | None, drawing: bool = False) -> str:
    """Return a report with a button for each view that is missing, and with ticks for what no camera shows.

    Of a video that is being drawn it tells once it is there.
    """
    manner: Manner = request.app.state.studio.manner
    words, place = manner.words.PAGE, record_place(request)

    def button(found: re.Match[str]) -> str:
        screen, view = found.groups()
        to = escape(f"{place}?client={client.id}&screen={screen}&view={view}")
        said = escape(words[f"record_{view}"])
        return f' <a class="button screen-only" data-app href="{to}">{said}</a>'

    page, scripts = RECORD.sub(button, page), [DRAWING] if drawing else []
    if kept is not None and TICK in page:
        rated = rated_session(request.app.state.studio.library, kept)
        page, scripts = page.replace(TICK, _form(rated, request, manner), 1), [*scripts, SCRIPT]
    if not scripts:
        return page
    return script_allowed(page, "\n".join(script.read_text(encoding="utf-8") for script in scripts))


def _form(kept: StoredSession, request: Request, manner: Manner) -> str:
    language = manner.language
    own = load_own_ratings(kept.folder)
    ticked = {one.item: one.value for one in own}
    said: dict[str, str] = language.RATING
    rows = [
        {
            "item": item.name,
            "name": item_name(item.name, language),
            "look": language.RATED[item.finding],
            "value": ticked.get(item.name, ""),
        }
        for item in by_eye(kept.screen)
    ]
    values: dict[str, Any] = {"rows": rows, "note": next((one.note for one in own if one.note), "")}
    choices = [(value, said[value]) for value in (*SEEN, CANNOT_TELL)] + [("", manner.words.PAGE["tick_none"])]
    values |= {"choices": choices, "session": kept.id, "secret": request.app.state.safety.secret}
    return html_page(FORM, manner.words.CODE, words=manner.words.PAGE, **values)


def rated_session(of: Library, kept: StoredSession) -> StoredSession:
    """Return the session whose recording is rated: of a pair its first one, else itself."""
    joined = parts(kept.folder)
    of_client = of.sessions(kept.client) if joined else []
    return next((one for one in of_client if one.folder.name == joined[0]), kept)


def by_eye(screen: str) -> list[RatingItem]:
    """Return the items of a screen that a person can see and a camera cannot."""
    of = screens()[screen]
    unseen = [finding.name for finding in of.findings if not finding.measure.views]
    return [item for item in items(of) if item.finding in unseen]
