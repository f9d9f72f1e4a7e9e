"""`compare`: compare sessions of one person with the first one."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.cli.arguments import result, takes_language
from movescreen.cli.exit_codes import WORKED

if TYPE_CHECKING:
    from movescreen.output.report.comparison_stills import Shown

HELP = "put sessions of one person beside each other, the first one first"


def options(command: argparse.ArgumentParser) -> None:
    """Add the options for the sessions, the page and its language."""
    command.add_argument(
        "records",
        nargs="+",
        type=result,
        metavar="RECORD",
        help="folders of results, pairs included, or their record.json",
    )
    command.add_argument(
        "--out", type=Path, default=Path("comparison.html"), metavar="FILE", help="page to write (default: %(default)s)"
    )
    takes_language(command)


def run(options: argparse.Namespace) -> int:
    """Print what changed between the sessions, and write the page about it."""
    from rich.console import Console

    from movescreen.cli.write_pages import keep
    from movescreen.output.language.sentences import LANGUAGES
    from movescreen.output.report.comparison import comparison_page, print_comparison
    from movescreen.records.record import as_written
    from movescreen.scoring.change_between_sessions import compare

    language = LANGUAGES[options.language]
    names = told_apart(options.records)
    sessions = [{record.view: (record, pictures) for record, pictures in views(folder)} for folder in options.records]
    shared = [view for view in sessions[0] if all(view in session for session in sessions)]
    by_view = [[session[view] for session in sessions] for view in shared]
    by_view = by_view or [[next(iter(session.values())) for session in sessions]]
    with as_written(f"A record of {' or '.join(names)}"):
        comparisons = [compare([record for record, _ in shown]) for shown in by_view]
        for comparison in comparisons:
            print_comparison(comparison, names, Console(), language)
        page = comparison_page(comparisons, names, language, by_view)
    keep(page, options.out)
    return WORKED


def views(folder: Path) -> list[Shown]:
    """Return the records of a session with their stills: one, or those of the clips that a pair joins."""
    from movescreen.batch.pairs import clip_folders
    from movescreen.output.pictures.stills import stored_stills
    from movescreen.records.record import load_record

    return [(load_record(clip), stored_stills(clip)) for clip in clip_folders(folder)]


def told_apart(folders: Sequence[Path]) -> list[str]:
    """Return the shortest names of folders that are not the same: their own, or with those above them."""
    paths = [folder.expanduser().absolute() for folder in folders]
    for depth in range(1, max(len(path.parts) for path in paths)):
        names = ["/".join(path.parts[-depth:]) for path in paths]
        if len(set(names)) == len(set(paths)):
            break
    return names
