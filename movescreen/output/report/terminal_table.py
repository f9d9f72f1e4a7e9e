"""The short table in the terminal: findings of each side, how often, what was not measured, and why."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from movescreen.output.html import printable
from movescreen.output.language import english, sentences
from movescreen.output.language.clip_notes import notes, series
from movescreen.output.language.language import Language
from movescreen.output.report.rows import tally
from movescreen.records.record import Record, SetFinding

STYLES = {"observed": "bold", "not_measurable": "dim"}  # added to the word of the state, never in its place


def print_record(record: Record, console: Console, language: Language = english) -> None:
    """Print a record: findings, what was not measured, and notes on the clip."""
    clip = printable(str(record.provenance.get("clip", "")))
    gaps = sentences.gaps(record, language)
    missing = [language.NOT_MEASURED.format(names=", ".join(g.names), why=g.why, film=g.film) for g in gaps]
    console.print(Text(": ".join(filter(None, (clip, sentences.headline(record, language)))), "bold"))
    console.print(_table(record, language))
    console.print()
    closing = (sentences.closing(record, language), f"{tally(record.findings, language)}." if record.findings else "")
    for line in filter(None, (*series(record, language), *missing, *notes(record, language, options=True), *closing)):
        console.print(Text(line))


def _table(record: Record, language: Language) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in language.COLUMNS:
        table.add_column(heading, overflow="fold")
    for found in record.findings:
        table.add_row(*cells(found, record, language), style=STYLES.get(found.state))
    return table


def cells(found: SetFinding, record: Record, language: Language) -> tuple[str, ...]:
    """Return the cells of a finding."""
    name, side = sentences.finding_name(found.finding, language), language.SIDES[found.side]
    value, often = sentences.amount(found, record, language), sentences.often(found, language)
    return name, side, value, language.STATES[found.state], often
