"""`backup`: a whole library in one file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.cli.arguments import takes_library
from movescreen.cli.exit_codes import WORKED
from movescreen.records.file_sizes import file_size

if TYPE_CHECKING:
    from movescreen.library.backup_file import Written

HELP = "write the whole library into one file: clients, results, videos, ratings and settings"
WRITING = "writing the back-up"


def options(command: argparse.ArgumentParser) -> None:
    """Declare the file, and which library."""
    command.add_argument("file", type=Path, metavar="FILE", help="file to write, or a folder for one with today's date")
    command.add_argument(
        "--replace", action="store_true", help="replace an earlier back-up of that name, once the new one is whole"
    )
    takes_library(command)


def run(options: argparse.Namespace) -> int:
    """Write the back-up, and print where it is."""
    from movescreen.library import Library
    from movescreen.library.backup import back_up
    from movescreen.records.private_files import owner_alone

    file = options.file.expanduser().absolute()
    if file.is_dir():
        file /= f"movescreen-{datetime.now().astimezone():%Y-%m-%d}.zip"
    with owner_alone(), shown(WRITING) as tell:
        written = back_up(Library(options.library), file, tell, options.replace)
    print_written(written)
    return WORKED


@contextmanager
def shown(sentence: str) -> Iterator[Callable[[int, int], None]]:
    """Yield what shows on a terminal how many bytes are done; stopped by the user, it says that nothing is left."""
    from movescreen.cli.progress import Bars

    with Bars() as bars:
        try:
            yield lambda done, of: bars.report(done / of if of else 1.0, sentence)
        except KeyboardInterrupt:
            bars.clear()
            print("movescreen: Stopped. Nothing is left of it, and what was there before stays.", file=sys.stderr)
            raise


def print_written(written: Written) -> None:
    """Print where a back-up or a library is, and how much is in it."""
    files = f"{written.files} {'file' if written.files == 1 else 'files'}"
    print(f"{written.place}: {files}, {file_size(written.size)}")
