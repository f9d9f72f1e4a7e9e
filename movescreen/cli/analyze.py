"""`analyze`: clips and folders of clips, measured."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
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
    takes_workers,
)
from movescreen.cli.exit_codes import SOMETHING_AMISS, WORKED
from movescreen.errors import Problem

if TYPE_CHECKING:
    from movescreen.batch import Task
    from movescreen.batch.excerpt import Excerpt
    from movescreen.batch.labels import Labels
    from movescreen.scoring.settings import Settings

OTHER_NAMES = "{count} of {of} names do not fit the pattern, such as {first}: it fills no columns of theirs."
NOT_LISTED = "{count} of {of} clips are not in the table, such as {first}: it fills no columns of theirs."
SKIPPED = "Left out: {count}."
MOST_NAMED = 20  # names that a sentence lists
FEW = 10  # clips of which each has its table printed
HELP = "measure clips and folders of clips"


def options(command: argparse.ArgumentParser) -> None:
    """What may be said of the clips, of the movement and of the camera."""
    command.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a clip, or a folder with clips in it")
    takes_screen(command)
    command.add_argument(
        "--view",
        default="auto",
        choices=("auto", "front", "side", "back"),
        help="where the camera stands (default: found out)",
    )
    _movement(command)
    _camera(command)
    _study(command)
    _pictures(command)
    command.add_argument("--settings", type=Path, metavar="FILE", help="lines and uncertainties of your own, in TOML")
    takes_backend(command)
    takes_about(command)
    takes_place(command, "results")
    takes_workers(command)
    takes_language(command)


def _movement(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--support", default="", choices=("left", "right"), help="the leg that carries in a bridge on one leg"
    )
    command.add_argument("--hold", type=positive(float), metavar="SECONDS", help="how long a hold was asked for")
    command.add_argument("--reps", type=positive(int), metavar="COUNT", help="how many repetitions were asked for")


def _pictures(command: argparse.ArgumentParser) -> None:
    command.add_argument("--video", action="store_true", help="write annotated.mp4, and put it into the report")
    command.add_argument(
        "--blur-faces",
        action="store_true",
        help="let no face into stills and videos: only the body is shown, without its head, and all else is blurred",
    )


def _camera(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--rate",
        type=positive(float),
        metavar="HZ",
        help="look at no more frames a second than so many (default: at all); 30 halves the time that 60 take",
    )
    command.add_argument(
        "--slowmo",
        type=positive(float),
        metavar="FACTOR",
        help="how many times slower clips play than they were taken, as 4 for 120 frames a second exported at 30 "
        "(default: as the file says, else 1)",
    )
    command.add_argument(
        "--from", dest="begin", type=seconds, default=0.0, metavar="SECONDS", help="where to begin in the file (0)"
    )
    command.add_argument(
        "--to", dest="end", type=positive(float), metavar="SECONDS", help="where to end in the file (default: its end)"
    )
    command.add_argument(
        "--person",
        type=share,
        metavar="X,Y",
        help="where the person to follow is in the first frame that shows somebody there, in shares of its width and "
        "height from its top left (default: the largest and most central one)",
    )
    roll = command.add_mutually_exclusive_group()
    roll.add_argument(
        "--roll", type=float, metavar="DEG", help="the camera's roll, + if what it shows is turned counter-clockwise"
    )
    roll.add_argument(
        "--vertical",
        type=four_numbers,
        metavar="X1,Y1,X2,Y2",
        help="two points of a plumb line or a door frame in the picture, pixels from its top left",
    )
    command.add_argument(
        "--pitch", type=float, metavar="DEG", help="by how much the camera looked down (default: estimated)"
    )
    command.add_argument(
        "--camera-height",
        type=float,
        metavar="M",
        help="how high above the floor the camera stood, which tells its pitch better (default: as most stand)",
    )


def _study(command: argparse.ArgumentParser) -> None:
    known = command.add_mutually_exclusive_group()
    known.add_argument(
        "--names",
        metavar="PATTERN",
        help='what the names of files say of clips, such as "{subject}_{session}_{view}": columns of the tables',
    )
    command.add_argument(
        "--skip-unmatched",
        action="store_true",
        help="leave out clips whose names do not fit --names, or that the table of --clips does not have",
    )
    known.add_argument(
        "--clips", type=Path, metavar="TABLE", help="a CSV table with a column file, whose other columns say it"
    )
    command.add_argument(
        "--pair",
        nargs=2,
        type=Path,
        action="append",
        default=[],
        metavar=("FRONT", "SIDE"),
        help="two clips of one person and session, joined into one result; in a table, clips that have the same `pair`",
    )
    command.add_argument("--parquet", action="store_true", help="the tables of all clips as Parquet too")


def run(options: argparse.Namespace) -> int:
    """Measure what is named."""
    from movescreen import batch
    from movescreen.cli.print_results import how, shown
    from movescreen.cli.progress import Bars
    from movescreen.output.html import printable

    paths, labels = labelled(options)
    with Bars() as bars:
        others = [path.name for path in paths if path not in labels]
        if others and (options.names or options.clips):
            said = OTHER_NAMES if options.names else NOT_LISTED
            bars.say(said.format(count=len(others), of=len(paths), first=listed_names(others, printable)))
        if options.skip_unmatched:
            bars.say(SKIPPED.format(count=len(others)))
            paths = [path for path in paths if path in labels]
            if not paths:
                raise Problem("no_clips", "No clip is left: none fits. Mend the pattern, or leave it out.")
        results = batch.analyze(paths, options.out, _task(options), bars, how(options), labels)
        ended = shown(results, options, bars, tables=len(paths) <= FEW)
    if ended in (WORKED, SOMETHING_AMISS):
        _tell_copies(options.out)
    pairs = {label["pair"] for label in labels.values() if label.get("pair")}
    return joined(options, pairs, ended) if ended in (WORKED, SOMETHING_AMISS) else ended


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


def labelled(options: argparse.Namespace) -> tuple[list[Path], Mapping[Path, Labels]]:
    """The clips that are named, by themselves or in a table, and what is said of them. Raises Problem for none."""
    from movescreen import batch
    from movescreen.batch.labels import from_names, from_table

    labels = dict(from_table(options.clips)) if options.clips else {}
    paths = [*options.paths, *(path for pair in options.pair for path in pair)]
    if not (paths or labels):
        raise Problem("no_path", "Name a clip, a folder with clips in it, or a table of clips with --clips.")
    files = batch.clips(paths or labels)
    labels = dict(from_names(files, options.names, options.skip_unmatched)) if options.names else labels
    return files, labels | paired(options.pair, labels)


def paired(pairs: Iterable[tuple[Path, Path]], labels: Mapping[Path, Labels]) -> dict[Path, Labels]:
    """The labels of clips that are named as pairs: what view each is, and which belong together.

    Raises Problem where a pair is not of two clips that are in no other one.
    """
    told: dict[Path, Labels] = {}
    for file, label in (both for pair in pairs for both in _both(*pair)):
        if file in told or file.is_dir():
            sentence = f"A pair is of two clips that are in no other pair, and {file.name} is "
            sentence += "a folder" if file.is_dir() else "named twice"
            raise Problem("pair_unknown", f"{sentence}. Name one clip from the front and one from the side.")
        told[file] = {**labels.get(file, {}), **label}
    return told


def _both(front: Path, side: Path) -> Iterator[tuple[Path, Labels]]:
    from movescreen.batch.labels import with_place

    name = f"{front.stem}+{side.stem}"
    for view, path in (("front", front), ("side", side)):
        yield with_place(path), {"view": view, "pair": name}


def _task(options: argparse.Namespace) -> Task:
    """What is done with every clip."""
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
    """Return the part of clips to look at. Raises Problem where it has no length."""
    from movescreen.batch.excerpt import Excerpt

    end = math.inf if options.end is None else options.end
    if end <= options.begin:
        sentence = f"A part of a clip ends after it begins, and --from {options.begin:g} --to {end:g} came."
        raise Problem("no_part", f"{sentence} Name a later end, or leave it out.")
    return Excerpt(options.begin, end, options.slowmo or 1.0, options.slowmo is not None)


def _settings(options: argparse.Namespace) -> Settings:
    """The choices in the file that is named, and what the options say beside them."""
    from movescreen.measures.camera_angle import roll_of
    from movescreen.scoring.settings import Settings, load_settings

    settings = load_settings(options.settings) if options.settings else Settings()
    settings = replace(settings, support=options.support, hold_s=options.hold, reps=options.reps)
    roll = roll_of(*options.vertical) if options.vertical else options.roll
    settings = settings.held(options.pitch, options.camera_height)
    return settings if roll is None else settings.rolled(roll)
