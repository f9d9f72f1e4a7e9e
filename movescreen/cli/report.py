"""`report`: the pages of stored results, made again."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.cli.about import added, takes_about
from movescreen.cli.arguments import takes_language
from movescreen.cli.exit_codes import WORKED

if TYPE_CHECKING:
    from movescreen.output.report.about import About
    from movescreen.records.record import Record

HELP = "make the report of stored results again, in another language or without its video"


def options(command: argparse.ArgumentParser) -> None:
    """Add the options for the results and the content of the report."""
    command.add_argument(
        "results", nargs="+", type=Path, metavar="RESULTS", help="a clip's folder of results, or a folder with several"
    )
    takes_language(command)
    takes_about(command)
    command.add_argument(
        "--before",
        type=Path,
        metavar="RESULTS",
        help="results of an earlier session of this client, to report what changed",
    )
    command.add_argument(
        "--no-video", action="store_true", help="leave out the annotated video, which makes the report large"
    )


def run(options: argparse.Namespace) -> int:
    """Write the pages and print where they are."""
    from movescreen.output.report.files import folders

    for folder in dict.fromkeys(folder for path in options.results for folder in folders(path)):
        print(rewritten_page(folder, options))
    return WORKED


def rewritten_page(folder: Path, options: argparse.Namespace) -> Path:
    """Return the page in a folder with the results of a clip or of a pair, made again."""
    from movescreen.batch import pairs
    from movescreen.output.language.sentences import LANGUAGES
    from movescreen.output.report.files import PAIRED, rewrite_report

    kept = in_library(folder)
    said = replace(added(options), before=earlier(options.before))
    if (folder / PAIRED).is_file():
        return pairs.joined_again(folder, options.language, said)
    if kept is None:
        return rewrite_report(folder, LANGUAGES[options.language], not options.no_video, said)
    known, before = kept
    return rewrite_report(folder, LANGUAGES[options.language], not options.no_video, said.over(known), before)


def earlier(results: Path | None) -> str | None:
    """Return the folder of an earlier session. Raises Problem if there is no record in it."""
    if results is None:
        return None
    from movescreen.cli.arguments import result
    from movescreen.records.record import load_record

    folder = result(str(results)).absolute()
    load_record(folder, framed=False)
    return str(folder)


def in_library(folder: Path) -> tuple[About, Record | None] | None:
    """Return what the library knows of a session by its folder, and the session before it; None for other folders."""
    from movescreen.library import FILE, Library

    home = folder.resolve().parent.parent
    if not (home / FILE).is_file():
        return None
    return Library(home).known(folder.resolve())
