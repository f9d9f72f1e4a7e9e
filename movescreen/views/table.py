"""The short table in the terminal: what was seen on each side and how often, what was not measured, and why."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from movescreen.pages import printable
from movescreen.record import Record, SetFinding
from movescreen.views import english, words
from movescreen.views.language import Language
from movescreen.views.notes import notes, series

STYLES = {"observed": "bold", "not_measurable": "dim"}  # beside the words of the state, never instead of them


def print_record(record: Record, console: Console, language: Language = english) -> None:
    """Print a record: its findings, then what could not be measured, then what to know about the clip."""
    clip = printable(str(record.provenance.get("clip", "")))
    gaps = words.gaps(record, language)
    missing = [language.NOT_MEASURED.format(names=", ".join(g.names), why=g.why, film=g.film) for g in gaps]
    console.print(Text(": ".join(filter(None, (clip, words.headline(record, language)))), "bold"))
    console.print(_table(record, language))
    console.print()
    closing = words.closing(record, language)
    for line in filter(None, (*series(record, language), *missing, *notes(record, language), closing)):
        console.print(Text(line))


def _table(record: Record, language: Language) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in language.COLUMNS:
        table.add_column(heading, overflow="fold")
    for found in record.findings:
        table.add_row(*cells(found, record, language), style=STYLES.get(found.state))
    return table


def cells(found: SetFinding, record: Record, language: Language) -> tuple[str, ...]:
    """A finding as the columns of the table have it."""
    name, side = words.finding_name(found.finding, language), language.SIDES[found.side]
    value, often = words.amount(found, record, language), words.often(found, language)
    return name, side, value, language.STATES[found.state], often
