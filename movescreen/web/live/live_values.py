"""The few figures that are read from three metres away, and what the last repetition showed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from movescreen.measures.registry import MEASURES
from movescreen.output.language import english
from movescreen.output.language.sentences import localised, named_finding
from movescreen.records.record import Repetition
from movescreen.scoring.sets_and_sides import HOLD
from movescreen.screens import Screen
from movescreen.session import Update
from movescreen.web.live import phrases

UPRIGHT, LYING = ("hip_descent", "knee_flexion"), ("hip_angle",)
FROM_THE_SIDE = "knee_flexion"  # left out where nothing shows it
ORDER = ("observed", "indeterminate", "not_observed", "not_measurable")


def blank(screen: Screen) -> list[dict[str, str]]:
    """The figures before anything was read."""
    return _figures(screen, [math.nan] * len(screen.columns), {})


def figures(progress: Update) -> list[dict[str, str]]:
    """What the newest frame reads: depth and bend of the knee, or hip angle and how long it has been held.

    Nothing where no frame became known.
    """
    return _figures(progress.screen, progress.values[-1].tolist(), progress.so_far) if progress.phase else []


def _figures(screen: Screen, newest: Sequence[float], so_far: Mapping[str, float]) -> list[dict[str, str]]:
    shown = []
    for name in LYING if screen.movement.lies else UPRIGHT:
        read = [
            value for (m, _), value in zip(screen.columns, newest, strict=True) if m.name == name and value == value
        ]
        if read or name != FROM_THE_SIDE:
            shown.append(_figure(name, read[0] if read else math.nan, MEASURES[name].unit, 0))
    if screen.movement.lies:
        held = [value for column, value in so_far.items() if column.startswith(f"{HOLD}_")]
        shown.append(_figure(HOLD, max(held, default=0.0), "s", 1))
    return shown


def _figure(name: str, value: float, unit: str, decimals: int) -> dict[str, str]:
    number = localised(f"{round(value, decimals) + 0.0:.{decimals}f}", ".")
    return {"name": phrases.FIGURES[name], "value": "–" if math.isnan(value) else number + english.UNITS[unit]}


def states(rep: Repetition) -> list[dict[str, Any]]:
    """Each finding of a repetition with its side and its state, what was observed first."""
    read = sorted((r for r in rep.readings if r.finding), key=lambda r: ORDER.index(r.state))
    return [{"name": named_finding(r.finding, r.side), "state": r.state, "word": english.STATES[r.state]} for r in read]
