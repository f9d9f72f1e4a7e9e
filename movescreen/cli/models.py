"""`models`: the pose networks, fetched, checked and listed."""

from __future__ import annotations

import argparse

from movescreen.cli.exit_codes import WORKED

HELP = "fetch, check and list the pose networks"


def options(command: argparse.ArgumentParser) -> None:
    """Add the names of the networks to fetch."""
    command.add_argument(
        "names",
        nargs="*",
        default=["full"],
        metavar="NAME",
        help="networks to fetch if they are not here (default: full)",
    )


def run(options: argparse.Namespace) -> int:
    """Fetch what is asked for, look whether what is here is what it was, and list all."""
    from rich.console import Console

    from movescreen.cli.progress import Bars
    from movescreen.output.report.weights_table import print_bundles
    from movescreen.pose.weights import available, check, ensure

    with Bars() as bars:
        for name in options.names:
            ensure(name, bars.report)
    check()
    print_bundles(available(), Console())
    return WORKED
