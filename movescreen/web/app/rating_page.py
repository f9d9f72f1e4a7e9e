"""The values of the page of ratings: studies with their raters, and recordings to rate."""

from __future__ import annotations

import shlex
from base64 import urlsafe_b64encode
from typing import Any

from fastapi import Request

from movescreen.output.language.dates import date, short
from movescreen.output.language.sentences import filled, finding_name, title
from movescreen.screens import Screen, screens
from movescreen.web.app.rating_words import WORDS
from movescreen.web.app.routes import code, language, library
from movescreen.web.rating.in_library import TABLE
from movescreen.web.rating.store import Between, RatingStore, Showing


def asked(screen: Screen, request: Request) -> list[dict[str, str]]:
    """Return the items that can be asked for a movement."""
    named = ((one.name, finding_name(one.name, language(request)).split(" (")[0]) for one in screen.findings)
    return [{"name": name, "title": called} for name, called in named]


def recordings(request: Request) -> list[dict[str, Any]]:
    """Return the recordings that have their video, client by client."""
    of, seen_from = library(request), language(request).SEEN_FROM
    return [
        {"id": kept.id, "screen": kept.screen, "client": client.name, "when": short(kept.begun_at),
         "view": seen_from.get(kept.view, "")}
        for client in of.clients() for kept in of.sessions(client.id) if kept.video is not None
    ]  # fmt: skip


def study_told(name: str, store: RatingStore, request: Request) -> dict[str, Any]:
    """Return a study as the page lists it."""
    said = WORDS[code(request)]
    table = shlex.quote(str(store.study.folder / TABLE))
    return {
        "name": name,
        "title": study_title(store, request),
        "raters": [_rater(store, rater, name, said) for rater in store.raters()],
        "command": f"movescreen agree {table} --camera {shlex.quote(str(library(request).folder))}",
    }


def study_title(store: RatingStore, request: Request) -> str:
    """Return the title of a study: its movement, number of clips and date."""
    study, said = store.study, WORDS[code(request)]
    screen, count = title(screens()[study.design.screen], language(request)), len(study.clips)
    begun = date(study.made_at, language(request))
    return filled(said["study"], screen=screen, count=count, date=begun)


def _rater(store: RatingStore, rater: str, study: str, said: dict[str, str]) -> dict[str, str]:
    """Return a rater's progress, and the address to go on at; "" if there is nothing to do now."""
    stage, (done, of) = store.stage(rater), store.progress(rater)
    rests = isinstance(stage, Between) and (stage.next is None or stage.waiting)
    return {
        "name": rater,
        "done": filled(said["done_of"], done=done, of=of),
        "said": _standing(stage, store.study.design.occasions, said),
        "place": "" if rests else rater_place(study, rater),
    }


def _standing(stage: Showing | Between, occasions: int, said: dict[str, str]) -> str:
    """Return a rater's progress in words."""
    if isinstance(stage, Showing):
        return said["occasion"].format(occasion=stage.occasion) if occasions > 1 else ""
    if stage.next is None:
        return said["all_done"]
    if stage.waiting and stage.opens:
        return said["opens"].format(date=stage.opens.astimezone().strftime("%Y-%m-%d, %H:%M"))
    return ""


def rater_place(study: str, rater: str) -> str:
    """Return the address of a rater's own pages; a name is written so that it is one part of an address."""
    return f"/rate/{study}/{urlsafe_b64encode(rater.encode()).decode().rstrip('=')}/"
