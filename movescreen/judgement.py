"""From frames to readings: what one repetition showed, how sure that is, and on which side of the line it lies."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from movescreen.body import SIDES, Array, Pose
from movescreen.measures import Measure
from movescreen.record import Reading
from movescreen.screens import (
    BELOW,
    EITHER,
    NOT_MEASURABLE,
    STATES,
    Finding,
    Screen,
    state,
)
from movescreen.settings import Settings
from movescreen.stance import SIDE, Stance, middle_value
from movescreen.uncertainty import uncertainty

OTHER_VIEW, BY_EYE, NOT_SEEN, TOO_FEW_FRAMES = "other_view", "by_eye_only", "not_seen", "too_few_frames"
FEWEST = 3  # frames at the extreme that a reading needs
MOST_FILLED = 0.2  # of the frames at the extreme that may have been bridged by the smoothing


class Judge:
    """Knows a screen's lines and uncertainties under the user's settings."""

    def __init__(self, screen: Screen, settings: Settings) -> None:
        self.screen = screen
        self._settings = settings
        judged = [finding for finding, _, _ in screen.judged]
        self._columns = [column for _, _, column in screen.judged]
        self._lines = np.array([self.line(f) for f in judged])
        self._margins = np.array([self._margin(f) for f in judged])
        self._signs = np.array([-1.0 if f.beyond == BELOW else 1.0 for f in judged])
        self._users: dict[str, list[Finding | None]] = {m.name: [] for m in screen.measures}
        for finding in screen.findings:
            self._users[finding.measure.name].append(finding)
        self._both_ways = np.array([f.beyond == EITHER for f in judged])

    def line(self, finding: Finding) -> float:
        """The convention line in force."""
        return self._settings.lines.get(finding.name, finding.line)

    def uncertainty(self, measure: Measure) -> float:
        """The uncertainty of one reading (1 SD) in the measure's unit."""
        return self._settings.uncertainties.get(measure.name, measure.uncertainty)

    def _margin(self, finding: Finding) -> float:
        return self._settings.decided_by * self.uncertainty(finding.measure)

    def states(self, values: Array) -> NDArray[np.int64]:
        """Every finding in every frame: `(frames, columns)` to `(frames, findings)`, indices into `STATES`."""
        judged = values[..., self._columns]
        amount = np.where(self._both_ways, np.abs(judged), judged)
        return state(self._signs * (amount - self._lines), self._margins)

    def readings(self, values: Array, raw: Pose, smooth: Pose, extreme: slice, stance: Stance) -> tuple[Reading, ...]:
        """The readings of a repetition from its frames' `values`, raw and smooth poses, at the `extreme` of them."""
        reasons = self._reasons(values, extreme, self.screen.values(raw.at(extreme), stance))
        sure = uncertainty(self.screen, raw.at(extreme), smooth.at(extreme), stance, self._settings)
        read = zip(self.screen.columns, middle_value(values[extreme]).tolist(), sure.tolist(), reasons, strict=True)
        return tuple(
            self._reading(finding, measure, side, stance, value, unsure, reason)
            for (measure, side), value, unsure, reason in read
            if _has_row(measure, side, stance)
            for finding in self._users[measure.name] or [None]
        )

    def _reasons(self, values: Array, extreme: slice, raw: Array) -> list[str]:
        """For each column why it has no value in a repetition, or nothing where it has one."""
        known = ~np.isnan(values)
        mostly, at_extreme = 2 * known.sum(axis=0) >= len(known), known[extreme]
        seen, filled = at_extreme.sum(axis=0), (at_extreme & np.isnan(raw)).sum(axis=0)
        clear = mostly & (2 * seen >= len(at_extreme)) & (filled <= MOST_FILLED * seen)
        few = (len(at_extreme) < FEWEST) | ((seen > 0) & (seen < FEWEST))
        return np.where(few, TOO_FEW_FRAMES, np.where(clear, "", NOT_SEEN)).tolist()

    def _reading(
        self,
        finding: Finding | None,
        measure: Measure,
        side: str,
        stance: Stance,
        value: float,
        unsure: float,
        reason: str,
    ) -> Reading:
        if stance.view not in measure.views:
            reason, side = OTHER_VIEW if measure.views else BY_EYE, ""
        if reason:
            value, unsure = math.nan, math.nan
        known = (value, measure.unit, unsure)
        if finding is None:
            unread = STATES[NOT_MEASURABLE] if reason else ""
            return Reading("", measure.name, side, *known, math.nan, unread, reason)
        line = self.line(finding)
        judged = STATES[finding.state(value, line, self._settings.decided_by * unsure)]
        return Reading(finding.name, measure.name, finding.side(side, value), *known, line, judged, reason)


def _has_row(measure: Measure, side: str, stance: Stance) -> bool:
    """One row a side that can be seen; one alone, without a side, where the view shows neither."""
    if not measure.sided:
        return True
    if stance.view not in measure.views:
        return side == SIDES[0]
    return stance.view != SIDE or side == SIDES[stance.near]
