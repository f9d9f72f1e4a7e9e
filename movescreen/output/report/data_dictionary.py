"""The data dictionary: every measure and every finding as the register has it, for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from movescreen.measures.evidence import checked_on_people
from movescreen.measures.reference_pose import BACK, FRONT, OBLIQUE, SIDE
from movescreen.measures.registry import Quantity
from movescreen.screens import ABOVE, BELOW, EITHER, Finding, Screen, screens

VIEWS = (FRONT, SIDE, BACK, OBLIQUE)
BEYOND = {ABOVE: "above {}", BELOW: "below {}", EITHER: "beyond ±{}"}


@dataclass(frozen=True)
class Sheet:
    """A table of text: its title, the heads of its columns, its rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets() -> tuple[Sheet, Sheet]:
    """Return the measures, and the findings that rest on them."""
    known = screens().values()
    measures = (
        "name",
        "unit",
        "uncertainty (1 SD, at least)",
        "of",
        "seen from",
        "screens",
        "checked on real people",
        "meaning",
    )
    findings = ("name", "screen", "observed where", "seen from")
    return (
        Sheet("Measures", measures, tuple(_measure(m, known) for m in _measured(known))),
        Sheet("Findings", findings, tuple(_finding(f, screen) for screen in known for f in screen.findings)),
    )


def _measured(known: Collection[Screen]) -> Iterable[Quantity]:
    """Return what the screens measure, each once, in the order of their tables."""
    return dict.fromkeys(quantity for screen in known for quantity in screen.quantities)


def _measure(measure: Quantity, known: Collection[Screen]) -> tuple[str, ...]:
    of = "each side" if measure.sided else "the body"
    used = ", ".join(screen.name for screen in known if measure in screen.quantities)
    return measure.name, measure.unit, _sure(measure), of, _views(measure), used, _checked(measure), measure.meaning


def _checked(measure: Quantity) -> str:
    known = checked_on_people(measure.name)
    return f"{known.people}, against {known.against}" if known.people else "none"


def _sure(measure: Quantity) -> str:
    """Return the uncertainty of a reading, and that of the far limb if it differs."""
    near, far = measure.uncertainty, measure.far_limb_uncertainty
    return f"{near:g}" if far in (None, near) else f"{near:g}, far limb {far:g}"


def _finding(finding: Finding, screen: Screen) -> tuple[str, ...]:
    line = BEYOND[finding.beyond].format(f"{finding.line:g} {finding.measure.unit}")
    return finding.name, screen.name, f"{finding.measure.name} {line}", _views(finding.measure)


def _views(measure: Quantity) -> str:
    return "any" if measure.views.issuperset(VIEWS) else ", ".join(v for v in VIEWS if v in measure.views) or "none"


def print_sheets(console: Console, of: Collection[Sheet] = ()) -> None:
    """Print tables on a terminal, an entry a paragraph; by default those of measures and findings."""
    for sheet in of or sheets():
        console.print(Text(f"{sheet.title}\n", "bold underline"))
        for name, *row in sheet.rows:
            *facts, last = (f"{column}: {cell}" for column, cell in zip(sheet.columns[1:], row, strict=True))
            console.print(Text(name, "bold"))
            console.print(Padding(Text(f"{'; '.join(facts)}\n{last}"), (0, 0, 1, 2)))


def markdown(of: Collection[Sheet] = ()) -> str:
    """Return tables as Markdown; by default those of measures and findings."""
    return "\n".join(line for sheet in of or sheets() for line in _lines(sheet))


def _lines(sheet: Sheet) -> Iterator[str]:
    yield from (f"## {sheet.title}", "", _line(sheet.columns), _line(("---",) * len(sheet.columns)))
    yield from map(_line, sheet.rows)
    yield ""


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
