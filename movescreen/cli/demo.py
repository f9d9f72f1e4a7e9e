"""`demo`: the clips that come with movescreen, each measured as the screen that it shows."""

from __future__ import annotations

import argparse
from itertools import chain

from movescreen.cli.arguments import takes_language, takes_place, takes_workers

HELP = "measure the clips that come with movescreen"


def options(command: argparse.ArgumentParser) -> None:
    """Add the options for the place of results, the workers and the language."""
    takes_place(command, "results/demo")
    takes_workers(command)
    takes_language(command)


def run(options: argparse.Namespace) -> int:
    """Measure the clips that come with movescreen."""
    from movescreen import batch
    from movescreen.cli.demo_clips import demo_clips
    from movescreen.cli.print_results import how, print_results
    from movescreen.cli.progress import Bars

    with Bars() as bars:
        tasks = {screen: batch.Task(screen, model=options.model, language=options.language) for screen in demo_clips()}
        runs = (
            batch.analyze(files, options.out, tasks[screen], bars, how(options))
            for screen, files in demo_clips().items()
        )
        return print_results(chain.from_iterable(runs), options, bars)
