"""The pages of a rater: the open clip with its items, and the page between two occasions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse
from pydantic import BaseModel

from movescreen.output.language.language import Language
from movescreen.output.language.sentences import filled, finding_name
from movescreen.web.rating.items import CANNOT_TELL
from movescreen.web.rating.store import Between, RatingStore, Showing
from movescreen.web.rating.transcode import times
from movescreen.web.server import Access, shown
from movescreen.web.server.middleware import token_of

CLIP, BETWEEN = (Path(__file__).with_name(name) for name in ("clip.html", "between.html"))
PAGES = APIRouter()


@dataclass(frozen=True)
class Desk:
    """The desk of the pages: the ratings, the language, and the rater if there is only one.

    `home` is the page to go back to, if there is one; `rated` is called after each clip.
    """

    ratings: RatingStore
    language: Language
    alone: str = ""
    home: str = ""
    rated: Callable[[], None] = lambda: None


class Tick(BaseModel):
    """A rater's answer to an item of the open clip."""

    showing: str
    item: str
    value: str


class ClipDone(BaseModel):
    """The clip that a rater is done with."""

    showing: str


def desk(request: Request) -> Desk:
    """Return the desk of the pages: the only one, or the one that the address names."""
    kept: Desk | Callable[[Request], Desk] = request.app.state.desk
    return kept if isinstance(kept, Desk) else kept(request)


def rater(request: Request) -> str:
    """Return the rater of a request, by the token if there are several raters."""
    safety: Access = request.app.state.safety
    return safety.guest(token_of(request.headers, safety)) if safety.guests else desk(request).alone


@PAGES.get("/")
def page(request: Request) -> HTMLResponse:
    """Return the rater's page."""
    stage = desk(request).ratings.stage(rater(request))
    return _clip(request, stage) if isinstance(stage, Showing) else _between(request, stage)


@PAGES.get("/clips/{showing}")
def clip(request: Request, showing: str) -> FileResponse:
    """Return the clip that the rater has open; no address tells which clip of the study that is."""
    ratings = desk(request).ratings
    return FileResponse(ratings.study.copy(ratings.current(rater(request), showing).clip), media_type="video/mp4")


@PAGES.post("/begin")
def begin(request: Request) -> dict[str, Any]:
    """Begin the occasion that comes next."""
    desk(request).ratings.begin(rater(request))
    return {}


@PAGES.post("/ticks")
def tick(request: Request, tick: Tick) -> dict[str, str]:
    """Keep a tick."""
    desk(request).ratings.tick(rater(request), tick.showing, tick.item, tick.value)
    return {tick.item: tick.value}


@PAGES.post("/done")
def done(request: Request, done: ClipDone) -> dict[str, Any]:
    """Be done with a clip."""
    at = desk(request)
    at.ratings.close(rater(request), done.showing)
    at.rated()
    return {}


def _clip(request: Request, showing: Showing) -> HTMLResponse:
    at = desk(request)
    study, words = at.ratings.study, at.language.RATING
    data = {"showing": showing.id, "times": times(study.copy(showing.clip)), "ticks": showing.ticks}
    place = filled(words["place"], place=showing.place, of=showing.of)
    scale = [{"value": value, "name": words.get(value, value)} for value in (*study.design.scale, CANNOT_TELL)]
    return _page(request, CLIP, showing.occasion, place=place, data=data, scale=scale, groups=_groups(at))


def _groups(at: Desk) -> list[dict[str, Any]]:
    """Return the items, finding by finding, with their sides."""
    groups = groupby(at.ratings.study.items, lambda item: item.finding)
    return [
        {
            "name": finding_name(finding, at.language).split(" (")[0],  # what is experimental is the measuring
            "meaning": at.language.RATED.get(finding, ""),
            "items": [{"name": item.name, "side": at.language.SIDES[item.side]} for item in items],
        }
        for finding, items in groups
    ]


def _between(request: Request, stage: Between) -> HTMLResponse:
    words, design = desk(request).language.RATING, desk(request).ratings.study.design
    lines = [words["done"]]
    if stage.next is not None and stage.waiting and stage.opens:
        opens = stage.opens.astimezone().strftime("%Y-%m-%d, %H:%M")
        lines = [filled(words["waiting"], done=stage.next - 1, date=opens)]
    elif stage.next is not None:
        again = filled(words["again"], occasion=stage.next, occasions=design.occasions)
        lines = [again] * (stage.next > 1) + [filled(words["welcome"], count=desk(request).ratings.showings)]
        lines += [words[key] for key in ("welcome_ticks", "welcome_alone", "welcome_saved")]
    ready = stage.next is not None and not stage.waiting
    return _page(request, BETWEEN, stage.next or design.occasions, lines=lines, ready=ready)


def _page(request: Request, template: Path, occasion: int, **values: Any) -> HTMLResponse:
    at = desk(request)
    words, occasions = at.language.RATING, at.ratings.study.design.occasions
    who = [filled(words["rater"], rater=rater(request))]
    who += [filled(words["occasion"], occasion=occasion, occasions=occasions)] * (occasions > 1)
    place: dict[str, Any] = {"base": request.url.path.rstrip("/"), "home": at.home}
    keys = at.language.RATING_KEYS
    return shown(request, template, at.language.CODE, words=words, keys=keys, who=", ".join(who), **place, **values)
