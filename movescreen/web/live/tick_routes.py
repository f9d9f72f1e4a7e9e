"""The route of the coach's own ticks: kept with the results, and shown in reports."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field

from movescreen.errors import Problem
from movescreen.library import MEASURED
from movescreen.reliability.own_ratings import OwnRating, store_own_ratings
from movescreen.screens import screens
from movescreen.web.live.app_hooks import IN_QUEUE, is_measuring
from movescreen.web.live.library_pages import library, remade_report, said
from movescreen.web.live.report_hooks import by_eye, rated_session

TICKS = APIRouter()
Number = Annotated[int, Path(ge=1, lt=2**63)]
Value = Literal["observed", "not_observed", "not_measurable"]
NO_ROOM = "Your ticks could not be kept. Make room where the library lies, and tick once more."


class Ticks(BaseModel):
    """What a coach saw, by item; what has no tick is left out."""

    ticks: Annotated[dict[str, Value], Field(max_length=20)]
    note: Annotated[str, Field(max_length=2000)] = ""


@TICKS.post("/sessions/{number}/ticks")
def tick(request: Request, number: Number, seen: Ticks) -> dict[str, Any]:
    """Keep the coach's ticks of a recording, in place of earlier ones.

    Raises
    ------
    Problem
        The recording is being measured, a camera shows the item, or there is no room.
    """
    of, manner = library(request), said(request)
    kept = rated_session(of, of.session(number))
    known = [item.name for item in by_eye(kept.screen)] if kept.screen in screens() else []
    if kept.state != MEASURED or not set(seen.ticks) <= set(known):
        raise Problem("no_session", "There is no such session any more. Go back to the first page.")
    if is_measuring(request, kept.id):
        raise Problem("in_queue", IN_QUEUE)
    ratings = [OwnRating(item, seen.ticks[item], seen.note.strip()) for item in known if item in seen.ticks]
    try:
        store_own_ratings(ratings, kept.folder)
        for one in (kept, *of.pairs_of(kept)):
            remade_report(of, one, manner)
    except OSError as error:
        raise Problem("ratings_unwritten", NO_ROOM) from error
    return {}
