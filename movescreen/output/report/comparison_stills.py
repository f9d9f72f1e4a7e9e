"""Two stills at the top of a comparison: first and last session, at depths as alike as possible."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Any

from movescreen.output.language.language import Language
from movescreen.output.language.sentences import called, capital
from movescreen.output.pictures.stills import Still
from movescreen.records.record import Record
from movescreen.scoring.change_between_sessions import Comparison

Shown = tuple[Record, Collection[Still]]  # a session, and its stills


def stills(
    comparison: Comparison, names: Sequence[str], shown: Sequence[Shown], language: Language
) -> list[dict[str, Any]]:
    """Return a still of the first session and one of the last, at the depths that differ least."""
    ends = [(names[at], *shown[at]) for at in (0, -1)] if len(shown) > 1 else []
    chosen = [(name, *_at_depth(record, taken, comparison.depth)) for name, record, taken in ends if taken]
    return [
        {
            "src": still.data,
            "width": still.width,
            "height": still.height,
            "caption": _caption(name, still, depth, comparison, language),
        }
        for name, still, depth in chosen
    ]


def _at_depth(record: Record, taken: Collection[Still], depth: float) -> tuple[Still, float]:
    """Return the still whose repetition came nearest to a depth, with that depth; the first one if none is given."""
    depths = {rep.number: rep.depth for rep in record.repetitions}
    away = 0.0 if math.isnan(depth) else depth
    still = min(taken, key=lambda one: (abs(depths.get(one.repetition, 0.0) - away) if away else 0, one.repetition))
    return still, depths.get(still.repetition, math.nan)


def _caption(name: str, still: Still, depth: float, comparison: Comparison, language: Language) -> str:
    parts = {"session": name, "number": still.repetition}
    if math.isnan(comparison.depth) or math.isnan(depth):
        return language.COMPARE["still_plain"].format(**parts)
    effort = capital(called(comparison.screen.movement.effort.name, language))
    return language.COMPARE["still"].format(**parts, effort=effort, depth=f"{depth:.0f}")
