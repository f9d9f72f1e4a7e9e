"""`rate`: people tick what they see in clips, blind, each in an order of their own."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.cli.arguments import (
    EVERYWHERE,
    HERE,
    LANGUAGES,
    ScreenChoice,
    comma_separated,
    count,
    half,
    positive,
    several,
)
from movescreen.cli.exit_codes import WORKED
from movescreen.cli.write_pages import can_serve
from movescreen.errors import Problem

if TYPE_CHECKING:
    from movescreen.web.rating.store import RatingStore

HELP = "rate clips blind in the browser, for a study of how well raters agree"
STUDY = "rating"
MADE_ONCE = ("screen", "items", "scale", "repeats", "occasions", "washout_days", "seed")


def options(command: argparse.ArgumentParser) -> None:
    """Add the options for clips, rater and study."""
    command.add_argument("folder", type=Path, metavar="FOLDER", help="folder with clips")
    command.add_argument("--rater", action="append", metavar="NAME", help="rater's name; repeat for several raters")
    command.add_argument(
        "--export", type=Path, metavar="TABLE.csv", help="write all ratings as CSV for `agree`, without a page"
    )
    command.add_argument("--study", type=Path, metavar="DIR", help="folder of the study (default: FOLDER/rating)")
    command.add_argument(
        "--language", default="en", choices=LANGUAGES, help="language of the page (default: %(default)s)"
    )
    page = command.add_argument_group("the page")
    page.add_argument(
        "--network", action="store_true", help="let raters on other machines of this network in; each has a token"
    )
    page.add_argument(
        "--port", type=int, default=8322, metavar="N", help="port of the page (default: %(default)s; 0: any free one)"
    )
    page.add_argument("--no-browser", action="store_true", help="print the address without opening it")
    _design(command)


def _design(command: argparse.ArgumentParser) -> None:
    made = command.add_argument_group("the study, made the first time and the same from then on")
    made.add_argument(
        "--screen", choices=ScreenChoice(), metavar="SCREEN", help="movement in the clips (default: overhead_squat)"
    )
    made.add_argument(
        "--items", type=comma_separated, metavar="A,B,C", help="findings to rate (default: all of the screen)"
    )
    made.add_argument(
        "--scale", type=several, metavar="0,1,2", help="values that a rater can choose (default: seen, not seen)"
    )
    made.add_argument(
        "--repeats", type=half, metavar="SHARE", help="share of clips that are shown twice (default: 0.2; at most 0.5)"
    )
    made.add_argument(
        "--occasions", type=positive(int), metavar="COUNT", help="how often each rater rates all clips (default: 1)"
    )
    made.add_argument(
        "--washout",
        dest="washout_days",
        type=positive(float),
        metavar="DAYS",
        help="days between two occasions (default: 7)",
    )
    made.add_argument("--seed", type=count, metavar="NUMBER", help="seed of the random orders (default: drawn)")


def run(options: argparse.Namespace) -> int:
    """Serve the raters' pages until the user stops it, or write what they have ticked."""
    return _export(options) if options.export else _serve(options)


def _serve(options: argparse.Namespace) -> int:
    can_serve()
    from movescreen.output.language.sentences import LANGUAGES
    from movescreen.records.private_files import owner_alone
    from movescreen.web.rating.routes import PAGES, Desk
    from movescreen.web.rating.tokens import token
    from movescreen.web.server import application, listening, serve

    if not options.rater:
        raise Problem("no_rater", "Say who rates: movescreen rate FOLDER --rater NAME.")
    ratings = _ratings(options)
    raters = list(dict.fromkeys(ratings.known(name) for name in options.rater))
    known_by_token = options.network or len(raters) > 1
    desk = Desk(ratings, LANGUAGES[options.language], "" if known_by_token else raters[0])
    host = EVERYWHERE if options.network else HERE
    own = partial(token, ratings.study.folder)
    guests = raters if known_by_token else ()
    with owner_alone(), listening(host, options.port, guests, lambda name: own(name or raters[0])) as (door, safety):
        serve(application(safety, PAGES, desk=desk), door, safety, not options.no_browser and not known_by_token)
    return WORKED


def _ratings(options: argparse.Namespace) -> RatingStore:
    from movescreen.cli.progress import Bars
    from movescreen.records.private_files import owner_alone
    from movescreen.web.rating.store import RatingStore
    from movescreen.web.rating.study import study

    wished = {name: getattr(options, name) for name in MADE_ONCE if getattr(options, name) is not None}
    with Bars() as bars, owner_alone():
        return RatingStore(study(options.folder.expanduser(), _place(options), wished, bars))


def _export(options: argparse.Namespace) -> int:
    from movescreen.records.arrivals import arriving_file
    from movescreen.reliability.rating_tables import is_table, written
    from movescreen.web.rating.store import RatingStore
    from movescreen.web.rating.study import opened

    found = opened(_place(options))
    if found is None:
        sentence = f"There is no rating study in {_place(options)}. Make one: movescreen rate FOLDER --rater NAME."
        raise Problem("no_study", sentence)
    ratings = RatingStore(found).table()
    try:
        with arriving_file(options.export, is_table) as part:
            part.write_text(written(ratings), encoding="utf-8")
    except OSError as error:
        sentence = f"{options.export} cannot be written ({error.strerror}). Name another file with --export."
        raise Problem("output_unwritable", sentence) from error
    raters = ", ".join(dict.fromkeys(rating.rater for rating in ratings)) or "nobody"
    print(f"{options.export}: {len(ratings)} {'rating' if len(ratings) == 1 else 'ratings'} by {raters}")
    return WORKED


def _place(options: argparse.Namespace) -> Path:
    """Return the folder of the study: in the folder of its clips, unless another place is chosen."""
    folder: Path = options.folder.expanduser()
    if options.study:
        return Path(options.study).expanduser()
    return (folder.parent if folder.is_file() else folder) / STUDY
