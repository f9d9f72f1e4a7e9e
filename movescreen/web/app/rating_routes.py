"""The page of ratings: which clips are rated, by whom, how far they are, and how well they agree."""

from __future__ import annotations

import shlex
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from secrets import randbelow
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field

from movescreen.errors import Problem
from movescreen.output.html import html_page
from movescreen.output.language.dates import date, short
from movescreen.output.language.sentences import finding_name, title
from movescreen.records.ownership import erase
from movescreen.reliability.rating_tables import written
from movescreen.screens import Screen, screens
from movescreen.web.app.background import BackgroundWork, Tell
from movescreen.web.app.rating_words import WORDS
from movescreen.web.app.routes import HERE, app_page, code, language, library, links, words
from movescreen.web.app.study_agreement import study_agreement
from movescreen.web.rating.in_library import (
    TABLE,
    clips_in,
    clips_of,
    make_study,
    store_of,
    studies,
    withdraw,
    write_table,
)
from movescreen.web.rating.routes import PAGES, Desk
from movescreen.web.rating.store import LONGEST_NAME, Between, RatingStore
from movescreen.web.rating.study import Design

RATING = APIRouter()
HOME = "/rating"
BAR = HERE / "nav.html"
RATES = "/rate/{study}/{rater}"  # below it are a rater's own pages
RATING.include_router(PAGES, prefix=RATES)
MOST_CLIPS = 2000  # of one study
Number = Annotated[int, Field(ge=1, lt=2**63)]
Name = Annotated[str, Field(max_length=100)]
Study = Annotated[str, InPath(pattern="^[0-9a-f]{32}$")]


class NewStudy(BaseModel):
    """What is to be rated: recordings of the library or a folder, and how; no items are all of the screen."""

    screen: Name
    sessions: Annotated[list[Number], Field(max_length=MOST_CLIPS)] = []
    folder: Annotated[str, Field(max_length=4000)] = ""
    items: Annotated[list[Name], Field(max_length=100)] = []
    repeats: Annotated[float, Field(ge=0, le=0.5)] = 0.2
    occasions: Annotated[int, Field(ge=1, le=20)] = 1
    washout_days: Annotated[float, Field(gt=0, le=3650)] = 7.0


class Rater(BaseModel):
    """Who rates."""

    name: Annotated[str, Field(max_length=200)]


@RATING.get(HOME)
def page(request: Request) -> HTMLResponse:
    """Show what was rated, by whom, and what may be rated."""
    of, said = library(request), WORDS[code(request)]
    known, recordings = screens().values(), _recordings(request)
    counts = Counter(one["screen"] for one in recordings)
    return app_page(
        request,
        "rating",
        said=said,
        studies=[_study(name, store, request) for name, store in studies(of.folder).items()],
        screens=[
            {"name": one.name, "title": title(one, language(request)), "items": _items(one, request)} for one in known
        ],
        recordings=recordings,
        usual=counts.most_common(1)[0][0] if counts else Design().screen,
        design=Design(),
    )


def _items(screen: Screen, request: Request) -> list[dict[str, str]]:
    """Return what may be asked of a clip of a movement."""
    named = ((one.name, finding_name(one.name, language(request)).split(" (")[0]) for one in screen.findings)
    return [{"name": name, "title": called} for name, called in named]


def _recordings(request: Request) -> list[dict[str, Any]]:
    """Return the recordings that have their video, client by client."""
    of, seen_from = library(request), language(request).SEEN_FROM
    return [
        {"id": kept.id, "screen": kept.screen, "client": client.name, "when": short(kept.begun_at),
         "view": seen_from.get(kept.view, "")}
        for client in of.clients() for kept in of.sessions(client.id) if kept.video is not None
    ]  # fmt: skip


def _study(name: str, store: RatingStore, request: Request) -> dict[str, Any]:
    """Return a study as the page lists it."""
    said = WORDS[code(request)]
    table = shlex.quote(str(store.study.folder / TABLE))
    return {
        "name": name,
        "title": _title(store, request),
        "raters": [_rater(store, rater, name, said) for rater in store.raters()],
        "command": f"movescreen agree {table} --camera {shlex.quote(str(library(request).folder))}",
    }


def _title(store: RatingStore, request: Request) -> str:
    """Return what a study is called: its movement, how many clips, and since when."""
    study, said = store.study, WORDS[code(request)]
    screen, count = title(screens()[study.design.screen], language(request)), len(study.clips)
    begun = date(study.made_at, language(request))
    return said["one" if count == 1 else "study"].format(screen=screen, count=count, date=begun)


def _rater(store: RatingStore, rater: str, study: str, said: dict[str, str]) -> dict[str, str]:
    """Return how far a rater is, and where they go on."""
    stage, (done, of) = store.stage(rater), store.progress(rater)
    place = rater_place(study, rater)
    told = {"name": rater, "done": said["done_of"].format(done=done, of=of), "place": place, "said": ""}
    if isinstance(stage, Between):
        opens = stage.opens.astimezone().strftime("%Y-%m-%d, %H:%M") if stage.opens and stage.waiting else ""
        told |= {"place": "" if stage.next is None or opens else place}
        return told | {
            "said": said["opens"].format(date=opens) if opens else said["all_done"] if stage.next is None else ""
        }
    several = store.study.design.occasions > 1
    return told | {"said": said["occasion"].format(occasion=stage.occasion) if several else ""}


def rater_place(study: str, rater: str) -> str:
    """Return the address of a rater's own pages; a name is written so that it is one part of an address."""
    return f"/rate/{study}/{urlsafe_b64encode(rater.encode()).decode().rstrip('=')}/"


def desk_of(request: Request) -> Desk:
    """Return the desk of the rater whom the address names.

    Raises
    ------
    Problem
        There is no such study, or that is no name.
    """
    study, coded = (request.path_params[name] for name in ("study", "rater"))
    store = store_of(library(request).folder, study)
    try:
        name = urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode()
    except ValueError as error:
        raise Problem("no_rater", "There is no such rater. Open the page of ratings again.") from error
    return Desk(store, language(request), store.known(name), HOME, lambda: _kept(store))


def _kept(store: RatingStore) -> None:
    write_table(store)


@RATING.post("/rating/studies")
def make(request: Request, new: NewStudy) -> dict[str, Any]:
    """Begin to make the copies that raters see; `making` tells how far that is.

    Raises
    ------
    Problem
        There is no such screen or session, no clip, or one of the items is none of the screen.
    """
    of = library(request)
    if new.screen not in screens():
        raise Problem("no_screen", "There is no such screen. Load the page again.")
    folder = Path(new.folder.strip()).expanduser() if new.folder.strip() else None
    clips = clips_in(folder, of.folder) if folder else clips_of([of.session(number) for number in new.sessions])
    design = Design(
        new.screen, tuple(new.items), repeats=new.repeats, occasions=new.occasions, washout_days=new.washout_days,
        seed=randbelow(2**32),
    )  # fmt: skip
    prepared = WORDS[code(request)]["prepared"]

    def work(tell: Tell) -> dict[str, str]:
        left_out = make_study(of.folder, clips, design, tell)
        if folder is None:  # those that were deleted meanwhile
            withdraw(of.folder, [name for name, video in clips.items() if not video.parent.is_dir()])
        return {"sentence": " ".join([prepared, *left_out])}

    _makes(request).begin("study", work)
    return {}


@RATING.get("/rating/making")
def making(request: Request) -> dict[str, Any]:
    """Return how far the copies are."""
    return asdict(_makes(request).standing)


@RATING.post("/rating/making/stop")
def stop(request: Request) -> dict[str, Any]:
    """Make no more copies, and leave none."""
    _makes(request).stop()
    return {}


def _makes(request: Request) -> BackgroundWork:
    work: BackgroundWork = request.app.state.makes
    return work


@RATING.post("/rating/{study}/raters")
def rate(request: Request, study: Study, rater: Rater) -> dict[str, str]:
    """Return the address of somebody's own pages.

    Parameters
    ----------
    request : Request
        From the page.
    study : str
        Name of the study's folder.
    rater : Rater
        Who rates.

    Returns
    -------
    dict
        The address.

    Raises
    ------
    Problem
        There is no such study, or no name.
    """
    store = store_of(library(request).folder, study)
    name = " ".join(rater.name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Problem("no_rater", f"A rater needs a name of at most {LONGEST_NAME} letters. Type one.")
    return {"place": rater_place(study, store.known(name))}


@RATING.get("/rating/{study}/table")
def table(request: Request, study: Study) -> Response:
    """Return all ratings of a study as CSV."""
    store = store_of(library(request).folder, study)
    named = f"ratings-{store.study.design.screen}-{datetime.now().astimezone():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{quote(named)}"'}
    return Response(written(store.table()), media_type="text/csv; charset=utf-8", headers=headers)


@RATING.get("/rating/{study}/agreement")
def agreement(request: Request, study: Study) -> HTMLResponse:
    """Return how well the raters of a study agree, with each other and with the camera."""
    of, said = library(request).folder, code(request)
    store = store_of(of, study)
    whole = study_agreement(write_table(store), of, _title(store, request))
    bar = html_page(BAR, said, links=links(said), here=HOME, words=words(request))
    return HTMLResponse(whole.replace("<body>", f"<body>{bar}", 1))


@RATING.post("/rating/{study}/delete")
def delete(request: Request, study: Study) -> dict[str, Any]:
    """Delete a study with all its ratings and copies."""
    of = library(request).folder
    erase(store_of(of, study).study.folder, of)
    return {}
