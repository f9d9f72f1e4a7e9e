"""The few figures that are read from three metres away, and what the last repetition showed."""

from __future__ import annotations

import math
from typing import Any

from movescreen.live import words
from movescreen.record import Repetition
from movescreen.session import Progress
from movescreen.views import english
from movescreen.views.words import localised, named

UPRIGHT, LYING = ("hip_descent", "knee_flexion"), ("hip_angle",)
HOLD = "hold"
ORDER = ("observed", "indeterminate", "not_observed", "not_measurable")
UNITS = {"deg": "°", "%": " %", "s": " s"}


def figures(progress: Progress) -> list[dict[str, str]]:
    """What the newest frame reads: depth and bend of the knee, or hip angle and how long it has been held."""
    if not progress.phase:
        return []
    screen, newest = progress.screen, progress.values[-1]
    shown = []
    for name in LYING if screen.movement.lies else UPRIGHT:
        read = [
            (m.unit, v) for (m, _), v in zip(screen.columns, newest.tolist(), strict=True) if m.name == name and v == v
        ]
        if read or name != "knee_flexion":  # which shows from the side alone
            unit, value = read[0] if read else ("", math.nan)
            shown.append(_figure(name, value, unit, 0))
    if screen.movement.lies:
        held = [value for column, value in progress.so_far.items() if column.startswith(f"{HOLD}_")]
        shown.append(_figure(HOLD, max(held, default=0.0), "s", 1))
    return shown


def _figure(name: str, value: float, unit: str, decimals: int) -> dict[str, str]:
    text = "–" if math.isnan(value) else localised(f"{round(value, decimals) + 0.0:.{decimals}f}", ".") + UNITS[unit]
    return {"name": words.FIGURES[name], "value": text}


def states(rep: Repetition) -> list[dict[str, Any]]:
    """Each finding of a repetition with its side and its state, what was observed first."""
    read = sorted((r for r in rep.readings if r.finding), key=lambda r: ORDER.index(r.state))
    return [{"name": named(r.finding, r.side), "state": r.state, "word": english.STATES[r.state]} for r in read]
