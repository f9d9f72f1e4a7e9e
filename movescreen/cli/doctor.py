"""`doctor`: what works on this machine."""

from __future__ import annotations

import argparse

from movescreen.cli.arguments import takes_backend
from movescreen.cli.exit_codes import SOMETHING_AMISS, WORKED

HELP = "look what works on this machine, and what to do about what does not"


def options(command: argparse.ArgumentParser) -> None:
    """Add the option for what runs the network."""
    takes_backend(command)


def run(options: argparse.Namespace) -> int:
    """Print what works here; something is wrong where nothing could be measured."""
    from rich.console import Console

    from movescreen.cli.doctor_checks import checks, print_checks

    looked = list(checks(options.backend))
    print_checks(looked, Console())
    return WORKED if all(one.works for one in looked if one.needed) else SOMETHING_AMISS
