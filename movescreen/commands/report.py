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
    from movescreen.reports import again, folders
    from movescreen.views.words import LANGUAGES

    for folder in dict.fromkeys(folder for path in options.results for folder in folders(path)):
        print(again(folder, LANGUAGES[options.language], not options.no_video))
    return WORKED
