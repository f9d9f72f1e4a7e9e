"""`analyze`: clips and folders of clips, measured."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.cli.about import added, takes_about
from movescreen.cli.arguments import (
    four_numbers,
    positive,
    seconds,
    share,
    takes_backend,
    takes_language,
    takes_place,
    takes_screen,
    takes_view,
    takes_workers,
)
from movescreen.cli.exit_codes import SOMETHING_AMISS, WORKED
from movescreen.cli.labelled_clips import clips_and_labels
from movescreen.cli.loading_ahead import load_ahead
from movescreen.errors import Problem
from movescreen.threads import SPAWN

if TYPE_CHECKING:
    from movescreen.batch import Task
    from movescreen.batch.excerpt import Excerpt
    from movescreen.batch.labels import Labels
    from movescreen.cli.progress import Bars
    from movescreen.scoring.settings import Settings

OTHER_NAMES = "{count} of {of} names do not fit the pattern, such as {first}: it fills no columns of theirs."
NOT_LISTED = "{count} of {of} clips are not in the table, such as {first}: it fills no columns of theirs."
SKIPPED = "Left out: {count}."
MOST_NAMED = 20  # names that a sentence lists
FEW = 10  # clips of which each has its table printed
HELP = "measure clips and folders of clips"


def options(command: argparse.ArgumentParser) -> None:
    """Add the options about the clips, the movement and the camera."""
    command.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="clip, or folder with clips")
    takes_screen(command)
    takes_view(command)
    _movement(command)
    _camera(command)
    _study(command)
    _pictures(command)
    command.add_argument(
        "--settings", type=Path, metavar="FILE", help="TOML file with your own lines and uncertainties"
    )
    takes_backend(command)
    takes_about(command)
    takes_place(command, "results")
    takes_workers(command)
    takes_language(command)


def _movement(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--support",
        default="",
        choices=("left", "right"),
        help="supporting leg in a bridge on one leg (default: detected)",
    )
    command.add_argument("--hold", type=positive(float), metavar="SECONDS", help="prescribed hold, s")
    command.add_argument("--reps", type=positive(int), metavar="COUNT", help="prescribed number of repetitions")


def _pictures(command: argparse.ArgumentParser) -> None:
    command.add_argument("--video", action="store_true", help="write annotated.mp4 and put it into the report")
    command.add_argument(
        "--blur-faces",
        action="store_true",
        help="blur everything but the body without its head in stills and videos",
    )


def _camera(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--rate",
        type=positive(float),
        metavar="HZ",
        help="analyze at most HZ frames per second (default: every frame)",
    )
    command.add_argument(
        "--slowmo",
        type=positive(float),
        metavar="FACTOR",
        help="how many times slower the clip plays than it was filmed, e.g. 4 for 120 frames per second exported at 30 "
        "(default: as the file says, else 1)",
    )
    command.add_argument(
        "--from",
        dest="begin",
        type=seconds,
        default=0.0,
        metavar="SECONDS",
        help="start of the part to measure, s in the file (default: 0)",
    )
    command.add_argument(
        "--to",
        dest="end",
        type=positive(float),
        metavar="SECONDS",
        help="end of the part to measure, s in the file (default: end)",
    )
    command.add_argument(
        "--person",
        type=share,
        metavar="X,Y",
        help="point on the person to follow, in shares of width and height from the top left of "
        "the first frame with a person (default: the largest, most central person)",
    )
    roll = command.add_mutually_exclusive_group()
    roll.add_argument(
        "--roll", type=float, metavar="DEG", help="camera roll, deg; positive = the picture is turned counter-clockwise"
    )
    roll.add_argument(
        "--vertical",
        type=four_numbers,
        metavar="X1,Y1,X2,Y2",
        help="two points of a plumb line or door frame, px from the top left of the picture; gives the roll",
    )
    command.add_argument(
        "--pitch", type=float, metavar="DEG", help="camera pitch, deg; positive = looking down (default: estimated)"
    )
    command.add_argument(
        "--camera-height",
        type=float,
        metavar="M",
        help="height of the camera above the floor, m; makes the pitch better known (default: the usual height)",
    )


def _study(command: argparse.ArgumentParser) -> None:
    known = command.add_mutually_exclusive_group()
    known.add_argument(
        "--names",
        metavar="PATTERN",
        help='pattern of file names, such as "{subject}_{session}_{view}"; its fields become columns of the tables',
    )
    command.add_argument(
        "--skip-unmatched",
        action="store_true",
        help="skip clips that do not fit --names or are not in the table of --clips",
    )
    known.add_argument(
        "--clips",
        type=Path,
        metavar="TABLE",
        help="CSV with a column `file`; its other columns become columns of the tables",
    )
    command.add_argument(
        "--pair",
        nargs=2,
        type=Path,
        action="append",
        default=[],
        metavar=("FRONT", "SIDE"),
        help="two clips of one person and session to join into one result; in a table, clips with the same `pair`",
    )
    command.add_argument("--parquet", action="store_true", help="write the tables of all clips as Parquet too")


def run(options: argparse.Namespace) -> int:
    """Measure the clips that are named.

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
        No clip is left, or the results cannot be written.
    """
    start = SPAWN if options.dask or options.workers == 0 else load_ahead()  # before what this process itself loads
    from movescreen import batch
    from movescreen.cli.print_results import how, print_results
    from movescreen.cli.progress import Bars

    paths, labels = clips_and_labels(options)
    with Bars() as bars:
        paths = _fitting(paths, labels, options, bars)
        results = batch.analyze(paths, options.out, _task(options), bars, how(options, start), labels)
        ended = print_results(results, options, bars, tables=len(paths) <= FEW)
    if ended in (WORKED, SOMETHING_AMISS):
        _tell_copies(options.out)
    pairs = {label["pair"] for label in labels.values() if label.get("pair")}
    return joined(options, pairs, ended) if pairs and ended in (WORKED, SOMETHING_AMISS) else ended


def _fitting(paths: list[Path], labels: Mapping[Path, Labels], options: argparse.Namespace, bars: Bars) -> list[Path]:
    """Return the clips to measure; say which fit no pattern or stand in no table, and leave these out if asked.

    Raises Problem if no clip is left.
    """
    from movescreen.output.html import printable

    others = [path.name for path in paths if path not in labels]
    if others and (options.names or options.clips):
        said = OTHER_NAMES if options.names else NOT_LISTED
        bars.say(said.format(count=len(others), of=len(paths), first=listed_names(others, printable)))
    if not options.skip_unmatched:
        return paths
    bars.say(SKIPPED.format(count=len(others)))
    fitting = [path for path in paths if path in labels]
    if not fitting:
        raise Problem("no_clips", "No clip is left: none fits. Mend the pattern, or leave it out.")
    return fitting


def _tell_copies(out: Path) -> None:
    """Print which clips in a folder of results have the same content as another one."""
    from movescreen.batch.study_tables import copied
    from movescreen.output.html import printable
    from movescreen.records.results_folder import TABLE, rows

    copies = copied(rows(out / TABLE).values())
    if copies:
        pairs = [f"{copy} of {first}" for copy, first in copies.items()]
        print(f"Copies, clips with the same content: {listed_names(pairs, printable)}. Statistics count them once.")


def listed_names(names: list[str], shown: Callable[[str], str] = str) -> str:
    """Return names with commas between them, as many as a reader goes through."""
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(map(shown, names[:MOST_NAMED])) + more


def joined(options: argparse.Namespace, pairs: Collection[str], ended: int) -> int:
    """Join the clips that are pairs and print what they show together."""
    from rich.console import Console

    from movescreen.batch.pairs import join
    from movescreen.output.language.sentences import LANGUAGES
    from movescreen.output.report.multi_view import print_joint

    language, console = LANGUAGES[options.language], Console()
    for pair in join(options.out, _task(options), pairs):
        console.print()
        if pair.joint:
            print_joint(pair.joint, pair.name, console, language)
        else:
            print(language.PAIR["not_joined"].format(name=pair.name, why=pair.reason))
            ended = SOMETHING_AMISS
    return ended


def _task(options: argparse.Namespace) -> Task:
    """Return what is done with every clip."""
    from movescreen.batch import Task
    from movescreen.batch.task import tracker_of

    return Task(
        options.screen,
        view=options.view,
        model=options.model,
        settings=_settings(options),
        person=options.person,
        rate=options.rate,
        video=options.video,
        blur_faces=options.blur_faces,
        language=options.language,
        tracker=tracker_of(options.backend),
        excerpt=_excerpt(options),
        about=added(options),
    )


def _excerpt(options: argparse.Namespace) -> Excerpt:
    """Return the part of clips to look at. Raises Problem if it has no length."""
    from movescreen.batch.excerpt import Excerpt

    end = math.inf if options.end is None else options.end
    if end <= options.begin:
        sentence = f"A part of a clip ends after it begins, and --from {options.begin:g} --to {end:g} came."
        raise Problem("no_part", f"{sentence} Name a later end, or leave it out.")
    return Excerpt(options.begin, end, options.slowmo or 1.0, options.slowmo is not None)


def _settings(options: argparse.Namespace) -> Settings:
    """Return the settings of the named file, overridden by the options."""
    from movescreen.measures.camera_angle import roll_of
    from movescreen.scoring.settings import Settings, load_settings

    settings = load_settings(options.settings) if options.settings else Settings()
    settings = replace(settings, support=options.support, hold_s=options.hold, reps=options.reps)
    roll = roll_of(*options.vertical) if options.vertical else options.roll
    settings = settings.with_camera_at(options.pitch, options.camera_height)
    return settings if roll is None else settings.with_roll(roll)
