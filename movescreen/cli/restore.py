"""`restore`: a back-up becomes a library."""

from __future__ import annotations

import argparse
from pathlib import Path

from movescreen.cli.backup import print_written, shown
from movescreen.cli.exit_codes import WORKED

HELP = "read a back-up into a new folder, which becomes a library"
READING = "reading the back-up"


def options(command: argparse.ArgumentParser) -> None:
    """Declare the back-up, and where the library is to be."""
    command.add_argument("file", type=Path, metavar="FILE", help="file that `backup` or the app wrote")
    command.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        help="new or empty folder for the library; nothing is replaced (in the user's data folder)",
    )


def run(options: argparse.Namespace) -> int:
    """Read the back-up, and print where the library is."""
    from movescreen.library.paths import home
    from movescreen.library.restoring import restore
    from movescreen.records.private_files import owner_alone

    folder = (options.library or home()).expanduser().absolute()
    with owner_alone(), shown(READING) as tell:
        read = restore(options.file.expanduser().absolute(), folder, tell)
    print_written(read)
    return WORKED
