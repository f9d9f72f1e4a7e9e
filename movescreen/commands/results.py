"""Results of clips as they come, printed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.commands.ends import SOMETHING_AMISS, STOPPED, WORKED

if TYPE_CHECKING:
    from rich.console import Console

    from movescreen.batch import ClipResult
    from movescreen.progress import Bars

CONTENTS = "clips.csv with a row for each, and a folder with report.html for each that was measured."


def shown(results: Iterable[ClipResult], out: Path, bars: Bars) -> int:
    """Print each result as it comes, and at the end how many there are and where they lie."""
    from rich.console import Console

    console = Console()
    seen, measured, stopped = 0, 0, False
    try:
        for result in results:
            bars.clear()
            _print(result, console)
            seen, measured = seen + 1, measured + (result.record is not None)
    except KeyboardInterrupt:
        bars.clear()
        stopped = True
    said = f"{measured} of {seen} clips measured"
    said = f"Stopped, and what was done until then is kept: {said}" if stopped else said
    console.print(f"{said}. Results are in {out}: {CONTENTS}", markup=False, highlight=False, soft_wrap=True)
    return STOPPED if stopped else WORKED if measured == seen else SOMETHING_AMISS


def _print(result: ClipResult, console: Console) -> None:
    """One result: its table, or why there is none."""
    from movescreen.views.table import print_record

    if result.record is None:
        console.print(f"{result.clip}: not measured. {result.reason}", markup=False, highlight=False, soft_wrap=True)
    else:
        print_record(result.record, console)
    console.print()
