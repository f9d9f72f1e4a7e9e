"""From frames to readings: what one repetition showed, how sure that is, and on which side of the line it lies."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, starmap
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from movescreen.measures.per_repetition import RepetitionMeasure, RepetitionSignals
from movescreen.measures.reference_pose import ONE_SIDED, SIDE, ReferencePose, Support
from movescreen.measures.registry import FACE_ON, IMPOSSIBLE, MEASURES, Quantity
from movescreen.measures.signals import LOST_S
from movescreen.pose.geometry import nanmedian
from movescreen.pose.pose import SIDES, Array, Pose
from movescreen.records.record import Reading
from movescreen.scoring.bias_correction import CorrectedScreen
from movescreen.scoring.required_points import lost_columns
from movescreen.scoring.settings import Settings
from movescreen.scoring.uncertainty import uncertainty
from movescreen.screens import (
    BELOW,
    EITHER,
    INDETERMINATE,
    NOT_MEASURABLE,
    NOT_OBSERVED,
    OBSERVED,
    STATES,
    Finding,
    state,
)
from movescreen.segmentation.tempo import NO_TIMES

NOT_SEEN = "not_seen"
FRAMES_LOST = "frames_lost"
OUT_OF_PICTURE = "out_of_picture"
TOO_FEW_FRAMES = "too_few_frames"
FAR_LIMB = "support_leg_far"
NO_LEG_RAISED = "no_leg_raised"
TOO_BRIEF = "too_brief"
NO_PICTURES = "no_pictures"
OF_TIME = ("s", "deg/s")  # units of what lasts or goes so fast
MIN_FRAMES = 3  # frames at the extreme that a reading needs
# Readings of an outline are experimental. At one uncertainty from the threshold, 1 of 14 clearly rounded rendered backs
# was read as not rounded; at one and a half none was. Of 23 steady ones, 21 were then read as not arched and 17 as not
# rounded.
OUTLINE_MARGIN = 1.5
MAX_FILLED_SHARE = 0.2  # of the frames at the extreme that may have been bridged by the smoothing

Flags = NDArray[np.bool_]
Column = tuple[Quantity, str]


class Read(NamedTuple):
    """The value of a column in a repetition, with its uncertainty (1 SD), or the reason why there is none."""

    column: Column
    value: float
    uncertainty: float
    reason: str


def at_least_half(flags: Flags) -> Flags:
    """Return which columns are true in at least half of the frames.

    Parameters
    ----------
    flags : ndarray of bool, shape (n_frames, n_columns)
        One flag for each frame and column.

    Returns
    -------
    ndarray of bool, shape (n_columns,)
        True also for exactly half, and where there is no frame.
    """
    return np.asarray(2 * flags.sum(axis=0) >= len(flags))


class ReadingBuilder:
    """Knows a screen's lines and uncertainties under the user's settings.

    Not `timed`, the frames' times are only assumed, and what is of them is not measured.
    """

    def __init__(self, network: CorrectedScreen, settings: Settings, timed: bool = True) -> None:
        self.network, self.settings, self._timed = network, settings, timed
        self.screen = screen = network.screen
        judged = [finding for finding, _, _ in screen.judged]
        # Without a line, NaN, what a frame alone does not tell is not measurable in it.
        self._columns = [column or 0 for _, _, column in screen.judged]
        self._lines = np.array([math.nan if column is None else self.line(f) for f, _, column in screen.judged])
        self._margins = np.array([self._margin(f) for f in judged])
        self._signs = np.array([-1.0 if f.beyond == BELOW else 1.0 for f in judged])
        self._users: dict[str, list[Finding | None]] = {m.name: [] for m in screen.quantities}
        for finding in screen.findings:
            self._users[finding.measure.name].append(finding)
        self._both_ways = np.array([f.beyond == EITHER for f in judged])
        index = {(m.name, side): i for i, (m, side) in enumerate(screen.columns)}
        self._borne_out = [
            (n, index[other.by.name, side if other.by.sided else ""], other.line)
            for n, (f, side, _) in enumerate(screen.judged)
            for other in f.borne_out
        ]

    def line(self, finding: Finding) -> float:
        """Return the line of a finding: the user's, else the convention."""
        return self.settings.lines.get(finding.name, finding.line)

    def uncertainty(self, measure: Quantity) -> float:
        """Return the uncertainty of one reading (1 SD) in the measure's unit."""
        return self.settings.uncertainties.get(measure.name, measure.uncertainty)

    def _margin(self, finding: Finding) -> float:
        return self.settings.decided_by * self.uncertainty(finding.measure)

    def states(self, values: Array) -> NDArray[np.int64]:
        """Return the state of every finding in every frame.

        Parameters
        ----------
        values : ndarray, shape (..., n_columns)
            Corrected measures.

        Returns
        -------
        ndarray of int, shape (..., n_findings)
            Index into `STATES`.
        """
        judged = values[..., self._columns]
        amount = np.where(self._both_ways, np.abs(judged), judged)
        states = state(self._signs * (amount - self._lines), self._margins)
        for finding, column, line in self._borne_out:
            contradicted = (states[..., finding] == OBSERVED) & ~(values[..., column] > line)
            states[..., finding] = np.where(contradicted, INDETERMINATE, states[..., finding])
        return states

    def with_majority_limb(self, reference: ReferencePose, frames: Pose) -> ReferencePose:
        """Return a reference pose with the supporting leg of most frames in which somebody was found.

        Parameters
        ----------
        reference : ReferencePose
            The lying body.
        frames : Pose, (n_frames,)
            The extreme of a repetition.

        Returns
        -------
        ReferencePose
            Unchanged if the screen has no supporting leg, or it is stated, or nobody was found.
        """
        somebody = ~np.isnan(frames.xyz[..., 0]).all(axis=(1, 2))
        if self.screen.support is None or reference.support is not None or not somebody.any():
            return reference
        sides, counts = np.unique(self.screen.support(frames.at(somebody), reference), return_counts=True)
        return replace(reference, support=Support(int(sides[counts.argmax()])))

    def readings(
        self,
        values: Array,
        raw: Pose,
        smooth: Pose,
        outside: NDArray[np.bool_],
        extreme: slice,
        reference: ReferencePose,
    ) -> tuple[Reading, ...]:
        """Read every measure of one repetition.

        Parameters
        ----------
        values : ndarray, shape (n_frames, n_columns)
            Corrected measures, in the order of `screen.columns`.
        raw, smooth : Pose, (n_frames,)
            The same frames before and after smoothing.
        outside : ndarray of bool, shape (n_frames, n_joints, 2)
            True where a joint lies outside the picture.
        extreme : slice
            Frames at the extreme: bottom of a squat, top of a bridge.
        reference : ReferencePose
            The standing or lying body.

        Returns
        -------
        tuple of Reading
            One for each finding, and for each measure without a finding; only sides that the view shows.

        Notes
        -----
        A value is the median over `extreme`. It is missing, with a reason, if too few frames are there, too few are
        seen, or too many were interpolated.
        """
        missing, at_rest = outside[extreme], outside[0] & np.isnan(reference.pose.xyz[..., 0])
        left_out = at_least_half(lost_columns(self.network, reference, missing, at_rest))
        unseen = np.where(left_out, OUT_OF_PICTURE, self._unseen(values, raw, reference))
        reasons = self._reasons(values, extreme, self._filled(raw.at(extreme), smooth.at(extreme), reference), unseen)
        sure = uncertainty(self.network, raw.at(extreme), smooth.at(extreme), reference, self.settings)
        middle = nanmedian(values[extreme])
        reasons = self._required(middle, reference, reasons)
        frames = starmap(Read, zip(self.screen.columns, middle.tolist(), sure.tolist(), reasons, strict=True))
        signals = self.screen.signals(smooth.time, values, extreme)
        known: dict[Column, tuple[str, str]] = dict(
            zip(self.screen.columns, zip(reasons, unseen.tolist(), strict=True), strict=True)
        )
        whole = self._over_repetition(signals, reference, known)
        at_extreme = {(m.name, side): v for (m, side), v in zip(self.screen.columns, middle.tolist(), strict=True)}
        return tuple(
            _borne_out(self._reading(finding, read, reference), finding, read.column[1], at_extreme, reference)
            for read in chain(frames, whole, self._from_pictures())
            if _has_row(*read.column, reference)
            for finding in self._users[read.column[0].name] or [None]
        )

    def _required(self, middle: Array, reference: ReferencePose, reasons: list[str]) -> list[str]:
        """Return the reasons, with those of measures that mean nothing without what the screen requires of others."""
        if not self.screen.requires:
            return reasons
        stood = self.screen.values(reference.pose, reference)
        said = list(reasons)
        sides = ((required, side) for required in self.screen.requires for side in required.measure.sides)
        for required, side in sides:
            number, by = (self.screen.columns.index((m, side)) for m in (required.measure, required.by))
            if abs((stood if required.standing else middle)[by]) > required.most:  # not NaN
                said[number] = said[number] or required.reason
        return said

    def _filled(self, raw: Pose, smooth: Pose, reference: ReferencePose) -> Flags:
        """Return, for each frame and column, whether its value depends on points that the smoothing interpolated."""
        if not (np.isnan(raw.xyz[..., 0]) & ~np.isnan(smooth.xyz[..., 0])).any():
            return np.zeros((len(raw), len(self.screen.columns)), bool)
        return np.isnan(self.network.values(raw, reference))

    def _unseen(self, values: Array, raw: Pose, reference: ReferencePose) -> NDArray[np.str_]:
        """Return for each column why frames have no value: lost, hidden as the far limb, or else not seen."""
        missing: Flags = np.isnan(values)
        apart = np.diff(raw.time)
        dropped = float((apart[apart > LOST_S] / np.median(apart)).sum()) if len(apart) else 0.0  # frames
        if not (missing.any() or dropped):
            return np.full(missing.shape[1], NOT_SEEN)
        nobody: Flags = np.asarray(np.isnan(raw.xyz[..., 0]).all(axis=(1, 2)))
        often = 0.5 * missing.sum(axis=0)
        gone = (missing & nobody[:, None]).sum(axis=0) + dropped
        lost = (gone > 0) & (gone >= 0.5 * (missing.sum(axis=0) + dropped))
        near: Flags = np.isnan(self.network.values(raw, replace(reference, support=Support(reference.near))))
        hidden = np.full(len(lost), False)
        for number, (measure, side) in enumerate(self.screen.columns):
            if measure.sided and reference.view == SIDE and side == SIDES[1 - reference.near]:
                beside = near[:, self.screen.columns.index((measure, SIDES[reference.near]))]
                hidden[number] = (missing[:, number] & ~beside).sum() > often[number]
        return np.select([lost, hidden], [FRAMES_LOST, FAR_LIMB], NOT_SEEN)

    def _from_pictures(self) -> Iterator[Read]:
        """Yield what poses alone do not tell."""
        for measure in self.screen.from_pictures:
            for side in measure.sides:
                yield Read((measure, side), math.nan, math.nan, NO_PICTURES)

    def with_outline(self, reading: Reading, value: float, unsure: float, reason: str) -> Reading:
        """Return the reading of a repetition that had no pictures, now that they have been looked at."""
        finding = next(f for f in self.screen.findings if f.name == reading.finding)
        judged = STATES[finding.state(value, self.line(finding), OUTLINE_MARGIN * self.settings.decided_by * unsure)]
        return replace(reading, value=value, uncertainty=unsure, state=judged, reason=reason)

    def _over_repetition(
        self, signals: RepetitionSignals, reference: ReferencePose, reasons: Mapping[Column, tuple[str, str]]
    ) -> Iterator[Read]:
        """Yield what each measure of a whole repetition read, how sure that is, and why it is not."""
        for measure in self.screen.over_repetition:
            timed = measure.unit == "s"
            read = zip(measure.sides, measure(signals).tolist(), measure.spread(signals).tolist(), strict=True)
            for side, value, spread in read:
                least = self.settings.uncertainties.get(measure.name, measure.uncertainty_for(side, reference))
                between = (signals.frame, replace(signals, side=side).lost(measure.of)) if timed else ()
                unsure = math.hypot(least, spread, *between)
                guessed = NO_TIMES if measure.unit in OF_TIME and not self._timed else ""
                reason = guessed or _reason(measure, side, value, signals, reasons)
                yield Read((measure, side), value, unsure, reason)

    def _reasons(self, values: Array, extreme: slice, bridged: Flags, unseen: NDArray[np.str_]) -> list[str]:
        """Return for each column why it has no value in a repetition; empty where it has one."""
        known = ~np.isnan(values)
        mostly, at_extreme = at_least_half(known), known[extreme]
        seen, filled = at_extreme.sum(axis=0), (at_extreme & bridged).sum(axis=0)
        clear = mostly & at_least_half(at_extreme) & (filled <= MAX_FILLED_SHARE * seen)
        few = (len(at_extreme) < MIN_FRAMES) | ((seen > 0) & (seen < MIN_FRAMES))
        few_for = np.where(unseen == FRAMES_LOST, FRAMES_LOST, TOO_FEW_FRAMES)
        return np.where(few, few_for, np.where(clear, "", unseen)).tolist()

    def _reading(self, finding: Finding | None, read: Read, reference: ReferencePose) -> Reading:
        """Return the reading of a column, with the state of a finding that rests on it."""
        (measure, side), value, unsure, reason = read
        if measure.reason_hidden_in(reference):
            reason, side = measure.reason_hidden_in(reference), ""
        elif reference.view == SIDE and side == SIDES[1 - reference.near] and measure.far_limb_uncertainty is None:
            reason = FAR_LIMB
        elif reason and reference.support == Support.BOTH and not measure.sided:
            reason = NO_LEG_RAISED
        elif not reason and not measure.possible(value):
            reason = IMPOSSIBLE
        if reason:
            value, unsure = math.nan, math.nan
        known = (value, measure.unit, unsure)
        if finding is None:
            unread = STATES[NOT_MEASURABLE] if reason else ""
            return Reading("", measure.name, side, *known, math.nan, unread, reason)
        line = self.line(finding)
        judged = STATES[finding.state(value, line, self.settings.decided_by * unsure)]
        return Reading(finding.name, measure.name, finding.side(side, value), *known, line, judged, reason)


def undecided(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return readings of which no finding is decided that takes knowing left from right, or front from back."""
    decided = (STATES[OBSERVED], STATES[NOT_OBSERVED])
    return tuple(
        replace(read, state=STATES[INDETERMINATE])
        if read.state in decided and MEASURES[read.measure].views <= FACE_ON
        else read
        for read in readings
    )


def _borne_out(
    read: Reading, finding: Finding | None, side: str, values: Mapping[tuple[str, str], float], reference: ReferencePose
) -> Reading:
    """Return the reading, too close to call where it was observed and another measure does not bear it out."""
    if finding is None or read.state != STATES[OBSERVED]:
        return read
    known = [other for other in finding.borne_out if reference.had_rest or not other.since_standing]
    borne = all(values[other.by.name, side if other.by.sided else ""] > other.line for other in known)
    return read if borne else replace(read, state=STATES[INDETERMINATE])


def _has_row(measure: Quantity, side: str, reference: ReferencePose) -> bool:
    """Return whether a side has a row: each that can be seen, and one alone where the view shows neither."""
    if not measure.sided:
        return True
    if measure.reason_hidden_in(reference):
        return side == SIDES[0]
    return reference.view not in ONE_SIDED or side == SIDES[reference.support_side]


def _reason(
    measure: RepetitionMeasure,
    side: str,
    value: float,
    signals: RepetitionSignals,
    reasons: Mapping[Column, tuple[str, str]],
) -> str:
    """Return why a measure of a whole repetition has no value; empty if it has one.

    `reasons` has for each column why it has no value, or nothing, and why frames have none.
    """
    needed = [(m, side if m.sided else "") for m in measure.of]
    amiss = [reasons[column][0] for column in needed if reasons[column][0]]
    if amiss or not math.isnan(value):
        return "".join(amiss[:1])
    gaps = [reasons[c][1] for c in needed if np.isnan(signals.columns[c[0].name, c[1]]).any()]
    lost = [FRAMES_LOST for c in needed if reasons[c][1] == FRAMES_LOST]
    return (gaps or lost or [TOO_BRIEF])[0]
