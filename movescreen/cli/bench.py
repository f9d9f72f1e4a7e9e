"""`bench`: how fast this machine is."""

from __future__ import annotations

import argparse

from movescreen.cli.arguments import takes_backend, takes_model
from movescreen.cli.exit_codes import WORKED

HELP = "measure how fast this machine is, live and for folders of clips"


def options(command: argparse.ArgumentParser) -> None:
    """Add the options for the network and its backend."""
    takes_model(command)
    takes_backend(command)


def run(options: argparse.Namespace) -> int:
    """Measure the stages one after the other, and print what to expect."""
    from rich.console import Console

    from movescreen.batch.task import Task, tracker_of
    from movescreen.cli.bench_stages import print_speeds, speeds
    from movescreen.cli.print_results import cores

    task = Task("overhead_squat", model=options.model, tracker=tracker_of(options.backend))
    print_speeds(speeds(task, cores()), Console())
    return WORKED
