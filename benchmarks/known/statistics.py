"""Figures over rows: errors and the intervals that should hold them, states, and the times of repetitions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np

from known.scores import Row, Timing

Figures = dict[str, Any]
Kind = TypeVar("Kind", Row, Timing)

DECIDED, CLEAR = 2.0, 1.5  # uncertainties from the line: where a state must, and where it should be decided
OBSERVED, NOT_OBSERVED, INDETERMINATE, NOT_MEASURABLE = "observed", "not_observed", "indeterminate", "not_measurable"


def grouped(rows: Iterable[Kind], key: Callable[[Kind], tuple[Any, ...]]) -> dict[tuple[Any, ...], list[Kind]]:
    """Rows by what they have in common, in the order in which it first came."""
    groups: dict[tuple[Any, ...], list[Kind]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def once(rows: Iterable[Row]) -> list[Row]:
    """Each reading once, though several findings use it."""
    seen = {(r.clip, r.view, tuple(r.condition.items()), r.rep, r.measure, r.side): r for r in rows}
    return list(seen.values())


def errors(rows: list[Row]) -> Figures:
    """How far values are from the truth, and how often within the stated uncertainty, once and twice.

    `holds_68` and `holds_95` are what the uncertainty, and twice that, would have to be to hold 68 and 95 % of them.
    """
    read = [r for r in rows if np.isfinite(r.value) and np.isfinite(r.truth)]
    error, spread = np.array([r.off(r.truth) for r in read]), np.array([r.uncertainty for r in read])
    return {
        "readings": len(read),
        "clips": len({(r.clip, r.view) for r in read}),
        "unread": len(rows) - len(read),
        "uncertainty": float(np.median(spread)) if read else None,
        **spread_of(error),
        "within_1u": share(np.abs(error) <= spread),
        "within_2u": share(np.abs(error) <= 2 * spread),
        "holds_68": float(np.quantile(np.abs(error), 0.68)) if read else None,
        "holds_95": float(np.quantile(np.abs(error), 0.95)) if read else None,
    }


def spread_of(error: Any) -> Figures:
    """Bias, mean absolute error, standard deviation about the bias, and the largest error."""
    known = len(error) > 0
    return {
        "bias": float(np.mean(error)) if known else None,
        "mean_absolute": float(np.mean(np.abs(error))) if known else None,
        "deviation": float(np.std(error, ddof=1)) if len(error) > 1 else None,
        "largest": float(np.max(np.abs(error))) if known else None,
    }


def parts(rows: list[Row]) -> Figures:
    """The bias in two: what the picture's geometry and our sums make of true joints, and what the network adds."""
    both = [r for r in rows if np.isfinite([r.value, r.truth, r.ideal]).all()]
    return {
        "geometry": spread_of(np.array([r.ideal - r.truth for r in both])),
        "network": spread_of(np.array([r.off(r.ideal) for r in both])),
    }


def by_other_definitions(rows: list[Row]) -> Figures:
    """The same errors against what else the measure's name may mean."""
    names = dict.fromkeys(name for row in rows for name in row.otherwise)
    read = [r for r in rows if np.isfinite(r.value)]
    return {name: spread_of(np.array([r.off(r.otherwise[name]) for r in read])) for name in names}


def states(rows: list[Row]) -> Figures:
    """How often states are what the truth says where it is clear of the line, and how often they are its opposite."""
    shown = [r for r in rows if r.shown and np.isfinite(r.over)]
    measured = [r for r in shown if r.state != NOT_MEASURABLE]
    far = [r for r in measured if abs(r.over) > DECIDED * r.uncertainty]
    clear = [r for r in measured if abs(r.over) > CLEAR * r.uncertainty]
    beyond, short = [r for r in far if r.over > 0], [r for r in far if r.over < 0]
    return {
        "repetitions": len(shown),
        "not_measured": len(shown) - len(measured),
        "beyond": len(beyond),
        "beyond_observed": share([r.state == OBSERVED for r in beyond]),
        "short": len(short),
        "short_not_observed": share([r.state == NOT_OBSERVED for r in short]),
        "opposite": share([_opposite(r) for r in far]),
        "across_the_line": share([_opposite(r) for r in measured]),
        "clear": len(clear),
        "clear_indeterminate": share([r.state == INDETERMINATE for r in clear]),
        "from_a_view_that_hides_it": sum(not r.shown and r.state != NOT_MEASURABLE for r in rows),
    }


def _opposite(row: Row) -> bool:
    """Whether the state says the other side of the line from the truth's."""
    return row.state == (NOT_OBSERVED if row.over > 0 else OBSERVED)


def share(hits: Any) -> float | None:
    """The share of what is true; None of nothing."""
    return float(np.mean(hits)) if len(hits) else None


def times(timings: list[Timing]) -> Figures:
    """Whether repetitions were counted exactly, and how far their moments are off, s."""
    off = np.array([moments for t in timings for moments in t.off]).reshape(-1, 3)
    return {
        "clips": len(timings),
        "counted_exactly": sum(t.exact for t in timings),
        "true": sum(t.true_reps for t in timings),
        "found": sum(t.found_reps for t in timings),
        "start": spread_of(off[:, 0]),
        "bottom": spread_of(off[:, 1]),
        "end": spread_of(off[:, 2]),
    }
