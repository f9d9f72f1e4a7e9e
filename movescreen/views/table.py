"""The short table in the terminal: what was seen on each side and how often, what was not measured, and why."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from movescreen.pages import printable
from movescreen.record import Record
from movescreen.views import words
from movescreen.views.english import COLUMNS, NOT_MEASURED, SIDES, STATES
from movescreen.views.notes import notes, series

STYLES = {"observed": "bold", "not_measurable": "dim"}  # beside the words of the state, never instead of them


def print_record(record: Record, console: Console) -> None:
    """Print a record: its findings, then what could not be measured, then what to know about the clip."""
    clip = printable(str(record.provenance.get("clip", "")))
    missing = [NOT_MEASURED.format(names=", ".join(g.names), why=g.why, film=g.film) for g in words.gaps(record)]
    console.print(Text(": ".join(filter(None, (clip, words.headline(record)))), "bold"))
    console.print(_table(record))
    console.print()
    for line in filter(None, (*series(record), *missing, *notes(record), words.closing(record))):
        console.print(Text(line))


def _table(record: Record) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in COLUMNS:
        table.add_column(heading, overflow="fold")
    for found in record.findings:
        name, side = words.finding_name(found.finding), SIDES[found.side]
        row = (name, side, words.amount(found, record), STATES[found.state], words.often(found))
        table.add_row(*row, style=STYLES.get(found.state))
    return table
