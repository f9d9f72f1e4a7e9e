"""The page of ratings: its studies, the raters' progress, and their agreement."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections import Counter
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
from movescreen.output.language.problems import problem_sentence
from movescreen.output.language.sentences import title
from movescreen.records.ownership import erase
from movescreen.reliability.rating_tables import written
from movescreen.screens import screens
from movescreen.web.app.background import BackgroundWork, Tell
from movescreen.web.app.rating_page import asked, rater_place, recordings, study_title, study_told
from movescreen.web.app.rating_words import WORDS
from movescreen.web.app.routes import HERE, app_page, code, language, library, links, words
from movescreen.web.app.study_agreement import study_agreement
from movescreen.web.rating.in_library import (
    clips_in,
    clips_of,
    make_study,
    store_of,
    studies,
    withdraw,
    write_table,
)
from movescreen.web.rating.routes import PAGES, Desk
from movescreen.web.rating.store import LONGEST_NAME, RatingStore
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
    """A new study: recordings of the library or a folder, and its design; no items are all of the screen."""

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
    known, listed = screens().values(), recordings(request)
    counts = Counter(one["screen"] for one in listed)
    return app_page(
        request,
        "rating",
        said=said,
        studies=[study_told(name, store, request) for name, store in studies(of.folder).items()],
        screens=[
            {"name": one.name, "title": title(one, language(request)), "items": asked(one, request)} for one in known
        ],
        recordings=listed,
        usual=counts.most_common(1)[0][0] if counts else Design().screen,
        design=Design(),
    )


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
    """Begin to make the copies that raters see; `making` returns the progress.

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
    own, into = WORDS[code(request)], code(request)

    def work(tell: Tell) -> dict[str, str]:
        left_out = make_study(of.folder, clips, design, tell)
        if folder is None:  # those that were deleted meanwhile
            withdraw(of.folder, [name for name, video in clips.items() if not video.parent.is_dir()])
        said = (own["left_out"].format(clip=one.clip, why=problem_sentence(one.problem, into)) for one in left_out)
        return {"sentence": " ".join([own["prepared"], *said])}

    _makes(request).begin("study", work)
    return {}


@RATING.get("/rating/making")
def making(request: Request) -> dict[str, Any]:
    """Return how far the copies are."""
    return _makes(request).standing.told(language(request).CODE)


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
        sentence = f"A rater needs a name of at most {LONGEST_NAME} letters. Type one."
        raise Problem("no_rater", sentence, most=LONGEST_NAME)
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
    whole = study_agreement(write_table(store), of, study_title(store, request), language(request))
    bar = html_page(BAR, said, links=links(said), here=HOME, words=words(request))
    return HTMLResponse(whole.replace("<body>", f"<body>{bar}", 1))


@RATING.post("/rating/{study}/delete")
def delete(request: Request, study: Study) -> dict[str, Any]:
    """Delete a study with all its ratings and copies."""
    of = library(request).folder
    erase(store_of(of, study).study.folder, of)
    return {}
