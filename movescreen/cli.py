"""The commands. Each one parses, makes one public call, and prints; what is heavy is imported only when needed."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import movescreen
from movescreen.errors import Problem

if TYPE_CHECKING:
    from rich.console import Console

    from movescreen.batch import ClipResult
    from movescreen.progress import Bars
    from movescreen.settings import Settings

WORKED, SOMETHING_AMISS, MISUSE, STOPPED = 0, 1, 2, 130
MISUSES = {
    "output_is_a_file", "output_unwritable", "output_not_ours", "model_unknown", "model_missing",
    "settings_unreadable", "settings_unknown", "no_plumb_line",
}  # fmt: skip
ABOUT = "Measures the overhead squat and the bridge from an ordinary camera, in degrees and seconds."
CONTENTS = "clips.csv with a row for each, and a folder with report.html for each that was measured."


class Screens(Collection[str]):
    """The names of the screens; the registry is loaded only when somebody asks."""

    def _names(self) -> Collection[str]:
        from movescreen.screens import screens

        return screens()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __contains__(self, name: object) -> bool:
        return name in self._names()

    def __len__(self) -> int:
        return len(self._names())


def parser() -> argparse.ArgumentParser:
    """All commands with their options; `command` is the function to call."""
    top = argparse.ArgumentParser(prog="movescreen", description=ABOUT)
    top.add_argument("--version", action="version", version=f"movescreen {movescreen.__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("analyze", help="measure clips and folders of clips")
    one.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a clip, or a folder with clips in it")
    one.add_argument("--screen", required=True, choices=Screens(), metavar="SCREEN", help="what they do: %(choices)s")
    one.add_argument(
        "--view",
        default="auto",
        choices=("auto", "front", "side", "back"),
        help="where the camera stands (default: found out)",
    )
    one.add_argument(
        "--support", default="", choices=("left", "right"), help="the leg that carries in a bridge on one leg"
    )
    one.add_argument("--hold", type=_positive(float), metavar="SECONDS", help="how long a hold was asked for")
    one.add_argument("--reps", type=_positive(int), metavar="COUNT", help="how many repetitions were asked for")
    one.add_argument("--settings", type=Path, metavar="FILE", help="lines and uncertainties of your own, in TOML")
    one.add_argument(
        "--person",
        type=_share,
        metavar="X,Y",
        help="where the person to follow is in the first frame that shows somebody there, in shares of its width and "
        "height from its top left (default: the largest and most central one)",
    )
    roll = one.add_mutually_exclusive_group()
    roll.add_argument(
        "--roll", type=float, metavar="DEG", help="the camera's roll, + if what it shows is turned counter-clockwise"
    )
    roll.add_argument(
        "--vertical",
        type=_four_numbers,
        metavar="X1,Y1,X2,Y2",
        help="two points of a plumb line or a door frame in the picture, pixels from its top left",
    )
    _takes_place(one, "results")
    one.set_defaults(command=analyze)

    one = commands.add_parser("demo", help="measure the clips that come with movescreen")
    _takes_place(one, "results/demo")
    one.set_defaults(command=demo)

    one = commands.add_parser("models", help="fetch, check and list the pose networks")
    one.add_argument(
        "names", nargs="*", default=["full"], metavar="NAME", help="what to fetch if it is not here (full)"
    )
    one.set_defaults(command=models)

    one = commands.add_parser("measures", help="print what is measured: units, meanings, views, uncertainties")
    one.add_argument("--markdown", action="store_true", help="as a Markdown table")
    one.set_defaults(command=measures)

    one = commands.add_parser("doctor", help="look what works on this machine, and what to do about what does not")
    one.set_defaults(command=doctor)
    return top


def _takes_place(command: argparse.ArgumentParser, out: str) -> None:
    command.add_argument("--out", type=Path, default=Path(out), metavar="DIR", help="where results go (%(default)s)")
    command.add_argument("--model", default="full", metavar="MODEL", help="the pose network: its name, or a .task file")


def _four_numbers(text: str) -> tuple[float, ...]:
    with suppress(ValueError):
        numbers = tuple(float(number) for number in text.split(","))
        if len(numbers) == 4:
            return numbers
    raise argparse.ArgumentTypeError(f"four numbers with commas between them were expected, and {text!r} came")


def _share(text: str) -> tuple[float, float]:
    with suppress(ValueError):
        x, y = (float(number) for number in text.split(","))
        if 0 <= x <= 1 and 0 <= y <= 1:
            return x, y
    raise argparse.ArgumentTypeError(f"two numbers from 0 to 1 with a comma between them were expected, not {text!r}")


def _positive(kind: Callable[[str], float]) -> Callable[[str], float]:
    """What takes an option's text for a number above 0."""

    def number(text: str) -> float:
        with suppress(ValueError):
            if 0 < kind(text) < math.inf:
                return kind(text)
        raise argparse.ArgumentTypeError(f"a number above 0 was expected, and {text!r} came")

    return number


def _settings(options: argparse.Namespace) -> Settings:
    """The choices in the file that is named, and what the options say beside them."""
    from movescreen.settings import Settings, load
    from movescreen.viewpoint import roll_of

    settings = load(options.settings) if options.settings else Settings()
    settings = replace(settings, support=options.support, hold_s=options.hold, reps=options.reps)
    roll = roll_of(*options.vertical) if options.vertical else options.roll
    return settings if roll is None else settings.rolled(roll)


def analyze(options: argparse.Namespace) -> int:
    """Measure what is named."""
    from movescreen import batch
    from movescreen.progress import Bars

    task = batch.Task(options.screen, options.view, options.model, _settings(options), options.person)
    with Bars() as bars:
        return _shown(batch.analyze(options.paths, options.out, task, bars), options.out, bars)


def demo(options: argparse.Namespace) -> int:
    """Measure the clips that come with movescreen, each as the screen that it shows."""
    from movescreen import batch
    from movescreen.demo import clips
    from movescreen.progress import Bars

    with Bars() as bars:
        runs = (
            batch.analyze(files, options.out, batch.Task(screen, model=options.model), bars)
            for screen, files in clips().items()
        )
        return _shown(chain.from_iterable(runs), options.out, bars)


def _shown(results: Iterable[ClipResult], out: Path, bars: Bars) -> int:
    """Print each result as it comes, and at the end how many there are and where they lie."""
    from rich.console import Console

    console = Console()
    shown, measured, stopped = 0, 0, False
    try:
        for result in results:
            bars.clear()
            _print(result, console)
            shown, measured = shown + 1, measured + (result.record is not None)
    except KeyboardInterrupt:
        bars.clear()
        stopped = True
    said = f"{measured} of {shown} clips measured"
    said = f"Stopped, and what was done until then is kept: {said}" if stopped else said
    console.print(f"{said}. Results are in {out}: {CONTENTS}", markup=False, highlight=False, soft_wrap=True)
    return STOPPED if stopped else WORKED if measured == shown else SOMETHING_AMISS


def _print(result: ClipResult, console: Console) -> None:
    """One result: its table, or why there is none."""
    from movescreen.views.table import print_record

    if result.record is None:
        console.print(f"{result.clip}: not measured. {result.reason}", markup=False, highlight=False, soft_wrap=True)
    else:
        print_record(result.record, console)
    console.print()


def models(options: argparse.Namespace) -> int:
    """Fetch what is asked for, look whether what is here is what it was, and list all."""
    from rich.console import Console

    from movescreen.model import available, check, ensure
    from movescreen.progress import Bars
    from movescreen.views.bundles import print_bundles

    with Bars() as bars:
        for name in options.names:
            ensure(name, bars.report)
    check()
    print_bundles(available(), Console())
    return WORKED


def measures(options: argparse.Namespace) -> int:
    """Print the data dictionary."""
    from rich.console import Console

    from movescreen.views.dictionary import markdown, print_sheets

    if options.markdown:
        Console().out(markdown(), highlight=False)
    else:
        print_sheets(Console())
    return WORKED


def doctor(options: argparse.Namespace) -> int:
    """Print what works here; something is amiss where nothing could be measured."""
    from rich.console import Console

    from movescreen.doctor import checks, print_checks

    looked = list(checks())
    print_checks(looked, Console())
    return WORKED if all(one.works for one in looked if one.needed) else SOMETHING_AMISS


def main(arguments: list[str] | None = None) -> int:
    """Run one command; give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that has no "±" shows a question mark
    options = parser().parse_args(arguments)
    try:
        return options.command(options)
    except Problem as problem:
        print(f"movescreen: {problem}", file=sys.stderr)
        return MISUSE if problem.code in MISUSES else SOMETHING_AMISS
    except KeyboardInterrupt:
        return STOPPED
