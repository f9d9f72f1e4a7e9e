"""Results of clips as they come, printed."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.cli.exit_codes import SOMETHING_AMISS, STOPPED, WORKED
from movescreen.threads import SPAWN

if TYPE_CHECKING:
    from rich.console import Console

    from movescreen.batch import ClipResult, Run
    from movescreen.cli.progress import Bars

GO_ON = "Run the same command again to go on."
CONTENTS = "clips.csv with a row for each, and a folder with report.html for each that was measured."


def how(options: argparse.Namespace, start: str = SPAWN) -> Run:
    """Return the run that the options ask for; `start` is how `multiprocessing` starts processes."""
    from movescreen.batch import Run

    stated = {name: getattr(options, name) for name in ("workers", "patience") if getattr(options, name) is not None}
    parquet = getattr(options, "parquet", False)
    return Run(**({"workers": cores()} | stated), force=options.force, parquet=parquet, dask=options.dask, start=start)


def cores() -> int:
    """Return how many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # fewer than the machine has, in a container or on a cluster
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def print_results(results: Iterable[ClipResult], options: argparse.Namespace, bars: Bars, tables: bool = True) -> int:
    """Print each result as it comes, with its table or in a line, and at the end how many there are and where they lie.

    What has not changed since an earlier run is only counted.
    """
    from rich.console import Console

    console = Console()
    seen: Counter[str] = Counter()
    stopped = False
    try:
        for result in results:
            seen.update((result.status, result.how))
            seen["empty"] += result.status == "ok" and str(result.counts.get("reps")) == "0"
            with bars.aside():
                _print(result, console, tables, options.language)
    except KeyboardInterrupt:
        stopped = True
    bars.clear()
    _line(console, _summary(seen, options.out, bars.clips if stopped else None))
    return STOPPED if stopped else SOMETHING_AMISS if seen["failed"] else WORKED


def _summary(seen: Counter[str], out: Path, stopped_of: int | None) -> str:
    """Return the summary of a run: how many clips were measured, and where their results are.

    `stopped_of` is the number of clips of a run that Ctrl-C ended; None if it ended by itself.
    """
    said = f"{seen['ok'] - seen['empty']} of {max(seen['ok'] + seen['failed'], stopped_of or 0)} clips measured"
    said += f", {seen['empty']} without a repetition" if seen["empty"] else ""
    unchanged, rescored = seen["unchanged"], seen["rescored"]
    said += f", {unchanged} of them unchanged since an earlier run" if unchanged else ""
    said += f", {rescored} of them from stored poses" if rescored else ""
    said += f". Results are in {out}: {CONTENTS}"
    return f"Stopped, and what was done until then is kept: {said} {GO_ON}" if stopped_of is not None else said


def _print(result: ClipResult, console: Console, tables: bool, language: str) -> None:
    """Print one result: its table or a line, or why there is none."""
    from movescreen.output.language.sentences import LANGUAGES, repetition_count
    from movescreen.output.report.terminal_table import print_record

    if result.status == "failed":
        _line(console, f"{result.clip}: not measured. {result.reason}")
        if tables:
            console.print()
    elif result.record and tables:
        print_record(result.record, console, LANGUAGES[language])
        console.print()
    elif result.record:
        counted = repetition_count(len(result.record.repetitions))
        _line(console, f"{result.clip}: {counted}. {result.reason}".rstrip())


def _line(console: Console, text: str) -> None:
    from movescreen.output.html import printable

    console.print(printable(text), markup=False, highlight=False, soft_wrap=True)
