"""`agree`: how well raters agree, and the camera with them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from movescreen.cli.arguments import comma_separated, page_language, positive, takes_page_language
from movescreen.cli.exit_codes import WORKED
from movescreen.errors import Problem
from movescreen.reliability.rating_tables import PARTS

if TYPE_CHECKING:
    import pandas as pd

    from movescreen.reliability.items import ItemAgreement
    from movescreen.reliability.notice import Notice
    from movescreen.reliability.rating_tables import Rating, RatingTable
    from movescreen.reliability.study import Outcomes

HELP = "how well raters agree, with each other and with the camera"


def options(command: argparse.ArgumentParser) -> None:
    """Add the options for the table of ratings and how to read it."""
    command.add_argument(
        "table",
        nargs="?",
        type=Path,
        metavar="TABLE.csv",
        help="CSV with the columns subject, rater, item, value and, if needed, occasion and "
        "repetition; or with a column for each rater. Or a library or folder of results, for what coaches ticked in it",
    )
    for part in PARTS:
        command.add_argument(f"--{part}", metavar="COLUMN", help=f"the column of the {part}, where it is not so called")
    command.add_argument(
        "--raters",
        default="",
        metavar="A,B",
        help="raters to include (default: all); if each rater has a column, the names of these columns",
    )
    command.add_argument(
        "--level",
        default="",
        choices=("nominal", "ordinal", "continuous"),
        help="level of the values (default: detected)",
    )
    command.add_argument(
        "--categories", default="", metavar="A,B,C", help="all categories of the scale in order, unused ones included"
    )
    _camera(command)
    command.add_argument("--json", action="store_true", help="print all statistics as JSON instead of a table")
    command.add_argument(
        "--csv",
        type=Path,
        metavar="FILE",
        help="write the statistics as CSV, one row for each statistic (with --retest one for each "
        "measure, written beside the page by default)",
    )
    command.add_argument(
        "--report",
        type=Path,
        metavar="DIR",
        help="write the files for a paper: methods paragraph, table as CSV and LaTeX, plots as SVG and PNG",
    )
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="page to write (default: agreement.html; with --json none)"
    )
    takes_page_language(command)
    _plan(command)


def _camera(command: argparse.ArgumentParser) -> None:
    camera = command.add_argument_group("the camera as a rater")
    camera.add_argument(
        "--camera",
        type=Path,
        metavar="RESULTS",
        help="results of `analyze`; subjects of the table must be named like clips, items like findings",
    )
    camera.add_argument("--yes", default="", metavar="A,B", help="ratings that mean observed (default: yes and 1)")
    camera.add_argument(
        "--retest",
        type=Path,
        metavar="RESULTS",
        help="results of `analyze` with --names or --clips, instead of a table: computes how well "
        "measures repeat between clips of a person",
    )


def _plan(command: argparse.ArgumentParser) -> None:
    plan = command.add_argument_group("instead of a table, how many subjects and raters a study needs")
    plan.add_argument(
        "--plan", action="store_true", help="print the number of subjects that an interval of --width needs"
    )
    plan.add_argument("--expected", type=float, default=0.8, metavar="VALUE", help="expected ICC or kappa")
    plan.add_argument("--width", type=positive(float), default=0.2, help="full width of the interval (default: 0.2)")
    plan.add_argument(
        "--prevalence", type=float, default=0.5, metavar="SHARE", help="expected share of yes (default: 0.5)"
    )


def run(options: argparse.Namespace) -> int:
    """Plan a study, or compute agreement.

    Parameters
    ----------
    options : Namespace
        The command line.

    Returns
    -------
    int
        The exit code.

    Raises
    ------
    Problem
        Neither a table nor results are named, or both are.
    """
    if options.plan:
        return _planned(options)
    if (options.table is None) == (options.retest is None):
        raise Problem(
            "no_table", "A table of ratings was expected: movescreen agree TABLE.csv. Or --plan, or --retest."
        )
    return _computed(options)


def _computed(options: argparse.Namespace) -> int:
    """Print the statistics of a study, and keep the page about it where one is wanted."""
    from movescreen.reliability.data_warnings import notices

    table = _table(options)
    items = _items(options, table.ratings)
    said = [*table.notices, *notices(items)]
    for notice in said:
        print(f"movescreen: {notice.at_command_line}", file=sys.stderr)
    study = _statistics(items)
    records = _with_camera(options, items, study, table.contents) if options.camera else []
    _shown(options, items, study)
    if options.out or not options.json:
        _kept(options, items, study, records, said)
    beside = _page(options).with_suffix(".csv") if options.retest and not options.json else None
    if place := options.csv or beside:
        from movescreen.records.csv_cells import write_frame

        _write(write_frame(_frame(options, items, study)), place, options)
    if options.report:
        from movescreen.output.agreement.paper import write_paper

        for path in write_paper(items, study, options.report, bool(options.retest)):
            print(path, file=sys.stderr if options.json else None)
    return WORKED if options.json else _ended(study)


def _statistics(items: list[ItemAgreement]) -> dict[str, Outcomes]:
    """Return the statistics of each item; a bar on a terminal says how far it is."""
    from rich.console import Console
    from rich.progress import Progress

    from movescreen.reliability.study import count_statistics, statistics

    console = Console(stderr=True)
    found = {}
    with Progress(console=console, transient=True, redirect_stdout=False, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=sum(map(count_statistics, items)))
        for item in items:
            bar.update(task, description=item.name.replace("[", "("))
            found[item.name] = statistics(item, partial(bar.advance, task))
    return found


def _kept(
    options: argparse.Namespace,
    items: list[ItemAgreement],
    study: dict[str, Outcomes],
    records: list[Any],
    said: list[Notice],
) -> None:
    from movescreen.output.agreement.page import agreement_page

    source = (options.table or options.retest).name
    language = page_language(options.language, options.table, options.camera, options.retest)
    _write(agreement_page(items, study, source, records, said, language), _page(options), options)


def _page(options: argparse.Namespace) -> Path:
    return options.out or Path("agreement.html")


def _write(text: str, path: Path, options: argparse.Namespace) -> None:
    """Write a file and print its path; to standard error if standard output carries data."""
    from movescreen.cli.write_pages import keep

    keep(text, path, sys.stderr if options.json else None)


def _frame(options: argparse.Namespace, items: list[ItemAgreement], study: dict[str, Outcomes]) -> pd.DataFrame:
    from movescreen.reliability.as_table import retest_frame, statistics_frame

    return retest_frame(items, study) if options.retest else statistics_frame(study)


def _ended(study: dict[str, Outcomes]) -> int:
    """Return the exit code. Raises Problem if no statistic could be computed; as data, all are null with reasons."""
    outcomes = [outcome for found in study.values() for outcome in found.values()]
    if not any(outcome.found for outcome in outcomes):
        first = outcomes[0]
        raise Problem("not_computable", f"Nothing could be computed. {first.reason}", first.command)
    return WORKED


def _with_camera(
    options: argparse.Namespace, items: list[ItemAgreement], study: dict[str, Outcomes], contents: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Add the camera's agreement with the raters, for each item that it knows, to `study`. Return its records."""
    from movescreen.reliability.camera_rater import CameraRater
    from movescreen.reliability.item_with_camera import add_camera

    return add_camera(items, study, CameraRater(options.camera, contents), comma_separated(options.yes))


def _planned(options: argparse.Namespace) -> int:
    from rich.console import Console

    from movescreen.output.agreement.terminal_tables import print_plan
    from movescreen.reliability.study_planning import plan

    planned = plan(options.expected, options.width, options.prevalence)
    if options.json:
        print(json.dumps(asdict(planned), indent=1))
    else:
        print_plan(planned, Console())
    return WORKED


def _shown(options: argparse.Namespace, items: list[ItemAgreement], study: dict[str, Outcomes]) -> None:
    """Print all statistics, as data or as tables."""
    if options.json:
        from movescreen.reliability.to_json import as_json

        print(json.dumps(as_json(study), indent=1, ensure_ascii=False, allow_nan=False))
        return
    from rich.console import Console

    from movescreen.output.agreement.terminal_tables import print_retest, print_study

    if options.retest:
        print_retest(_frame(options, items, study), Console())
    else:
        print_study(items, study, Console())


def _table(options: argparse.Namespace) -> RatingTable:
    """Return the ratings of the table, read as the options say; or those of repeated clips."""
    from movescreen.reliability import rating_tables as ratings
    from movescreen.reliability import retest

    if options.retest:
        return retest.read(options.retest)
    names = {part: getattr(options, part) for part in PARTS if getattr(options, part)}
    return ratings.read_table(options.table, names, comma_separated(options.raters))


def _items(options: argparse.Namespace, ratings: list[Rating]) -> list[ItemAgreement]:
    """Return the items of ratings, on the level that the options name."""
    from movescreen.reliability.items import CONTINUOUS, items

    if options.retest:
        return items(ratings, CONTINUOUS)
    return items(ratings, options.level, comma_separated(options.categories))
