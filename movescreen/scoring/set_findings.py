"""From repetitions to a set: each finding over all of them, observed where most that were measured show it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import mode

import numpy as np

from movescreen.pose.pose import SIDES
from movescreen.records.record import Reading, SetFinding
from movescreen.screens import INDETERMINATE, NOT_MEASURABLE, NOT_OBSERVED, OBSERVED, STATES, Finding, Screen

NO_REPETITION = "no_repetition"

Repetitions = Sequence[Sequence[Reading]]


def set_findings(screen: Screen, repetitions: Repetitions, view: str) -> tuple[SetFinding, ...]:
    """Return each finding on each of its sides over the readings of all repetitions; `view` is empty if unknown."""
    blind = bool(view and screen.movement.effort.reason_not_visible(view))  # from there no repetition could be found
    return tuple(
        _set_finding(
            finding, side, _of(finding, side, repetitions), finding.measure.reason_not_visible(view) if blind else ""
        )
        for finding in screen.findings
        for side in _sides(finding, repetitions)
    )


def _of(finding: Finding, side: str, repetitions: Repetitions) -> list[Reading]:
    """Return the readings of a finding and side; a direction is no side, so that of both ways all count."""
    found = [r for readings in repetitions for r in readings if r.finding == finding.name]
    return found if finding.measure.directed else [r for r in found if r.side == side]


def _sides(finding: Finding, repetitions: Repetitions) -> list[str]:
    """Return the sides that a finding was read on, in their order; one empty name if there is none."""
    found = {r.side for readings in repetitions for r in readings if r.finding == finding.name}
    return [""] if finding.measure.directed else [side for side in SIDES if side in found] or [""]


def _set_finding(finding: Finding, side: str, readings: list[Reading], hidden: str) -> SetFinding:
    measured = [r for r in readings if r.state != STATES[NOT_MEASURABLE]]
    if not measured:
        reason = (mode(r.reason for r in readings) if readings else "") or hidden or NO_REPETITION
        return SetFinding(
            finding.name, side, STATES[NOT_MEASURABLE], math.nan, finding.measure.unit, math.nan, 0, 0, reason
        )
    values = [r.value for r in measured]
    value = float(np.median(values))
    unsure = float(np.hypot(np.median([r.uncertainty for r in measured]), np.std(values) / math.sqrt(len(values))))
    named = finding.side(side, value)
    observed = [r for r in measured if r.state == STATES[OBSERVED] and r.side == named]
    state = _majority(len(observed), [r.state for r in measured])
    return SetFinding(finding.name, named, state, value, finding.measure.unit, unsure, len(observed), len(measured), "")


def _majority(observed: int, states: list[str]) -> str:
    """Return observed, or not, if more than half of the repetitions say so; else too close to call."""
    if 2 * observed > len(states):
        return STATES[OBSERVED]
    return STATES[NOT_OBSERVED if 2 * states.count(STATES[NOT_OBSERVED]) > len(states) else INDETERMINATE]
