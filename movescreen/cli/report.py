"""`report`: the pages of stored results, made again."""

from __future__ import annotations

import argparse
from pathlib import Path

from movescreen.cli.arguments import takes_language
from movescreen.cli.exit_codes import WORKED

HELP = "make the report of stored results again, in another language or without its video"


def options(command: argparse.ArgumentParser) -> None:
    """Which results, and what of them the report holds."""
    command.add_argument(
        "results", nargs="+", type=Path, metavar="RESULTS", help="a clip's folder of results, or one with several"
    )
    takes_language(command)
    command.add_argument("--no-video", action="store_true", help="leave out the annotated video, which makes it large")


def run(options: argparse.Namespace) -> int:
    """Write the pages and print where they are."""
    from movescreen.output.report.files import folders

    for folder in dict.fromkeys(folder for path in options.results for folder in folders(path)):
        print(remade(folder, options))
    return WORKED


def remade(folder: Path, options: argparse.Namespace) -> Path:
    """The page in a folder with the results of a clip or of a pair, made again."""
    from movescreen.batch import pairs
    from movescreen.output.language.sentences import LANGUAGES
    from movescreen.output.report.files import PAIRED, remade

    if (folder / PAIRED).is_file():
        return pairs.joined_again(folder, options.language)
    return remade(folder, LANGUAGES[options.language], not options.no_video)
