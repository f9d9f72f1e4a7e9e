"""`report`: the pages of stored results, made again."""

from __future__ import annotations

import argparse
from pathlib import Path

from movescreen.commands.arguments import takes_language
from movescreen.commands.ends import WORKED

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
    from movescreen.reports import folders

    for folder in dict.fromkeys(folder for path in options.results for folder in folders(path)):
        print(remade(folder, options))
    return WORKED


def remade(folder: Path, options: argparse.Namespace) -> Path:
    """The page in a folder with the results of a clip or of a pair, made again."""
    from movescreen.batch import pairs
    from movescreen.reports import PAIRED, again
    from movescreen.views.words import LANGUAGES

    if (folder / PAIRED).is_file():
        return pairs.again(folder, options.language)
    return again(folder, LANGUAGES[options.language], not options.no_video)
