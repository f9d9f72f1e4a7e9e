"""The data dictionary: every measure and every finding as the register has it, for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from movescreen.measures import MEASURES, Measure
from movescreen.screens import ABOVE, BELOW, EITHER, Finding, Screen, screens
from movescreen.stance import BACK, FRONT, OBLIQUE, SIDE

VIEWS = (FRONT, SIDE, BACK, OBLIQUE)
SIGNS = {ABOVE: "> {}", BELOW: "< {}", EITHER: "beyond ±{}"}


@dataclass(frozen=True)
class Sheet:
    """A table of text: its title, the heads of its columns, its rows."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets() -> tuple[Sheet, Sheet]:
    """The measures, and the findings that rest on them."""
    known = screens().values()
    measures = ("measure", "unit", "± (1 SD)", "of", "seen from", "meaning", "screens")
    findings = ("finding", "measure", "observed where", "unit", "screen")
    return (
        Sheet("Measures", measures, tuple(_measure(m, known) for m in MEASURES.values())),
        Sheet("Findings", findings, tuple(_finding(f, screen) for screen in known for f in screen.findings)),
    )


def _measure(measure: Measure, known: Collection[Screen]) -> tuple[str, ...]:
    views = "any" if measure.views.issuperset(VIEWS) else ", ".join(v for v in VIEWS if v in measure.views)
    of = "each side" if measure.sided else "the body"
    used = ", ".join(screen.name for screen in known if measure in screen.measures)
    return measure.name, measure.unit, f"{measure.uncertainty:g}", of, views, measure.meaning, used


def _finding(finding: Finding, screen: Screen) -> tuple[str, ...]:
    where = SIGNS[finding.beyond].format(f"{finding.line:g}")
    return finding.name, finding.measure.name, where, finding.measure.unit, screen.name


def print_sheets(console: Console) -> None:
    """Both tables on a terminal."""
    for sheet in sheets():
        table = Table(title=sheet.title, title_justify="left")
        for head in sheet.heads:
            table.add_column(head, overflow="fold")
        for row in sheet.rows:
            table.add_row(*row)
        console.print(table)


def markdown() -> str:
    """Both tables as Markdown."""
    return "\n".join(line for sheet in sheets() for line in _lines(sheet))


def _lines(sheet: Sheet) -> Iterator[str]:
    yield from (f"## {sheet.title}", "", _line(sheet.heads), _line(("---",) * len(sheet.heads)))
    yield from map(_line, sheet.rows)
    yield ""


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
