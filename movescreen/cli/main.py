"""The command line: which commands there are, and how one that ended in a sentence ends."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import TextIOWrapper
from threading import current_thread, main_thread

import movescreen
from movescreen.cli.exit_codes import MISUSE, SOMETHING_AMISS, STOPPED
from movescreen.errors import Problem

ABOUT = "Measures the overhead squat and the bridge from an ordinary camera, in degrees and seconds."
HOW_TO_OPEN = """
Open the app with

    movescreen app

or list all commands with

    movescreen --help"""
COMMANDS = (
    "app", "analyze", "add", "clients", "demo", "report", "compare", "agree", "validate", "export", "live", "rate",
    "backup", "restore",
    "models", "measures", "bench", "doctor",
)  # fmt: skip
MISUSES = {
    "output_is_a_file", "output_unwritable", "output_not_ours", "model_unknown", "model_missing",
    "too_few_records", "settings_unreadable", "settings_unknown", "no_plumb_line",
    "no_screen", "screen_unknown", "port_taken", "extra_missing",
    "no_path", "no_part", "clips_unreadable", "labels_unreadable", "pair_unknown",
    "no_rater", "no_clips", "no_study", "study_unknown", "study_differs", "study_unreadable", "study_unwritable",
    "no_table", "table_unreadable", "table_columns", "table_empty", "table_twice", "table_values", "not_computable",
    "no_results", "no_date", "backup_place", "restore_place",
}  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands with their options; `run` is the function to call."""
    top = argparse.ArgumentParser(prog="movescreen", description=ABOUT)
    top.add_argument("--version", action="version", version=f"movescreen {movescreen.__version__}")
    places = top.add_subparsers(required=True, metavar="COMMAND")
    for name in COMMANDS:
        command = import_module(f"movescreen.cli.{name}")
        place = places.add_parser(name, help=command.HELP)
        command.options(place)
        place.set_defaults(run=command.run)
    return top


@contextmanager
def ended_at_once() -> Iterator[None]:
    """Ctrl-C ends the process without a word: libraries that it interrupts while they load take it for an error."""
    ours = current_thread() is main_thread() and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if ours:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        if ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : list of str, optional
        Default: those of the process.

    Returns
    -------
    int
        The exit code.

    Raises
    ------
    SystemExit
        The arguments are wrong or missing.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that has no "±" shows a question mark
    if not (sys.argv[1:] if arguments is None else arguments):
        parser().print_usage(sys.stderr)
        print(HOW_TO_OPEN, file=sys.stderr)
        raise SystemExit(MISUSE)
    with ended_at_once():
        options = parser().parse_args(arguments)
    try:
        ended = options.run(options)
        sys.stdout.flush()
        return ended
    except Problem as problem:
        print(f"movescreen: {problem}", file=sys.stderr)
        return MISUSE if problem.code in MISUSES else SOMETHING_AMISS
    except BrokenPipeError:
        # Nobody reads on, as behind `head`: what is left goes nowhere, also at the exit of Python.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SOMETHING_AMISS
    except OSError as error:
        what = f"{error.filename or 'A file'} could not be read or written ({error.strerror or error})."
        print(f"movescreen: {what} Look whether there is room, and permission to use it.", file=sys.stderr)
        return SOMETHING_AMISS
    except KeyboardInterrupt:
        return STOPPED
