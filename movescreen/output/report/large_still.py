"""The large still of a report, and the numbers of the checkpoints at its edge."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from movescreen.output.language import sentences
from movescreen.output.language.language import Language
from movescreen.output.pictures.stills import Still
from movescreen.output.report.checkpoints import CHECKPOINTS, checkpoint
from movescreen.output.report.rows import UNMEASURED, Row
from movescreen.records.record import Record
from movescreen.screens import screens

EDGE = 0.045  # from a still's right edge to a mark, in its longer side; by eye
APART = 0.075  # from a mark to the next one, in the same; by eye


@dataclass(frozen=True)
class StillMark:
    """A number at the edge of a still, and the place on the body that a line leads to from it; px."""

    number: int
    state: str
    x: float
    y: float
    at_x: float
    at_y: float


def checkpoint_numbers(found: Sequence[Row]) -> dict[str, int]:
    """Return the checkpoints that rows belong to, numbered in their order."""
    there = {checkpoint(row.measure) for row in found}
    return {name: number for number, name in enumerate((c for c in CHECKPOINTS if c in there), start=1)}


def leading(found: Sequence[Row]) -> Row:
    """Return the row that stands for several: the leading state, and of these the row furthest beyond its line."""
    order = ("observed", "indeterminate", "not_observed", UNMEASURED)
    return min(found, key=lambda row: (order.index(row.state), -row.beyond))


def clearest(record: Record, stills: Collection[Still]) -> Still | None:
    """Return the still to show large: that of the first repetition with the most measured values."""
    measured = {rep.number: sum(not reading.reason for reading in rep.readings) for rep in record.repetitions}
    return max(stills, key=lambda still: (measured.get(still.repetition, 0), -still.repetition), default=None)


def figure(record: Record, stills: Collection[Still], found: Sequence[Row], language: Language) -> dict[str, Any]:
    """Return the large still of a record with its marks; None without a still."""
    still = clearest(record, stills)
    if still is None:
        return {}
    return {
        "src": still.data,
        "width": still.width,
        "height": still.height,
        "alt": alt(record, still, language),
        "caption": "" if record.repetitions else alt(record, still, language),
        "marks": _marks(still, found) if any(row.measured for row in found) else [],
    }


def alt(record: Record, still: Still, language: Language) -> str:
    """Return the text alternative of a large still."""
    if not record.repetitions:
        said = language.SHEET["moved" if record.quality.get("not_counted") else "at"]
        return sentences.filled(said, language, time=still.time or 0.0)
    moment = sentences.judged_moment(screens()[record.screen], language)
    return language.SHEET["marked"].format(moment=moment, number=still.repetition)


def _marks(still: Still, found: Sequence[Row]) -> list[StillMark]:
    """Return the numbers at the right edge of a still, none on another: from the lowest place on the body upwards."""
    long = max(still.width, still.height)
    placed: list[StillMark] = []
    at = [
        (still.marks[point], point, place) for point, place in checkpoint_numbers(found).items() if point in still.marks
    ]
    for (x, y), point, place in sorted(at, key=lambda one: -one[0][1]):
        row = leading([row for row in found if checkpoint(row.measure) == point])
        highest = placed[-1].y - APART * long if placed else still.height - 0.5 * APART * long
        across = still.width - EDGE * long
        at_y = y * still.height
        placed.append(StillMark(place, row.state, across, min(at_y, highest), x * still.width, at_y))
    return placed
