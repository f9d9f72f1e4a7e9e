"""The fold from poses to a record: one frame or a whole clip at a time, with the same result bit for bit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from movescreen.body import JOINTS, SIDES, Array, Pose
from movescreen.judgement import Judge
from movescreen.networks import Network
from movescreen.not_counted import reason_against
from movescreen.passages import Passage
from movescreen.record import Reading, Record, Repetition
from movescreen.reference import ReferenceTracker
from movescreen.repetitions import REST, Repetitions, Span, trimmed
from movescreen.screens import Screen
from movescreen.series import asked, set_number, side_differences
from movescreen.settings import Settings
from movescreen.setup import Filmed, quality
from movescreen.sides import Sides
from movescreen.smoothing import Smoother
from movescreen.stance import AUTO, Stance, seen_from
from movescreen.summary import set_findings
from movescreen.tape import Smoothed, Tape, Track
from movescreen.tempo import tempo
from movescreen.timeline import timeline
from movescreen.viewpoint import levelled
from movescreen.visibility import believed, outside

BLOCK = 512  # frames taken in together: few enough for the processor's cache


@dataclass(frozen=True)
class Progress:
    """What a push made known: the frames it measured, with phase and values, and repetitions that ended.

    `under_way` gives the frames so far of a repetition that has not ended.
    """

    pose: Pose
    phase: tuple[str, ...]
    values: Array
    repetitions: tuple[Repetition, ...]
    judge: Judge
    under_way: Callable[[], Passage] | None = None

    @property
    def screen(self) -> Screen:
        """What the session measures."""
        return self.judge.screen

    @cached_property
    def states(self) -> NDArray[np.int64]:
        """The state of each finding in each frame, `(frames, findings)`; worked out when asked."""
        return self.judge.states(self.values)

    @property
    def so_far(self) -> dict[str, float]:
        """What measures of a whole repetition read in the one that is under way, by column; worked out when asked."""
        return self.screen.over(self.under_way()) if self.under_way else {}


class Session:
    """Measures a person in one screen. Push poses in the order of time, close once, and take the record.

    `network` names what found the poses, so that what is known of its way of seeing is set right.
    """

    def __init__(self, screen: Screen, view: str = AUTO, settings: Settings | None = None, network: str = "") -> None:
        self.settings = settings or Settings()
        self.screen = screen = screen.told(self.settings.support)
        self._network = Network(screen, network)
        self.judge = Judge(self._network, self.settings)
        self.reference = ReferenceTracker(screen, view, self._complete)
        self._sides = Sides(legs=screen.limb is None)
        self._smoother = Smoother()
        self._segmenter = Repetitions(screen.movement.least)
        self._raw = Track()
        self._smooth = Smoothed(self._raw)
        self._outside = Tape((JOINTS, 2), np.bool_)
        self._values = Tape((len(screen.columns),))
        self._was_still = False
        self._phases: list[int] = []
        self._spans: list[Span] = []
        self._repetitions: list[Repetition] = []
        self._turned_down: list[dict[str, float | str]] = []

    @property
    def stance(self) -> Stance | None:
        """The reference pose in force; None until there is one."""
        return self.reference.stance

    @property
    def smoothed(self) -> Pose:
        """The track of all frames measured so far, as they were smoothed."""
        return self._smooth[:]

    def push(self, pose: Pose) -> Progress:
        """Take in the next frame or frames; give what became known, which lags by the smoother's window."""
        began, known = len(self._values), len(self._repetitions)
        pose = pose.at(None) if pose.time.ndim == 0 else pose
        for first in range(0, len(pose), BLOCK):
            self._push(pose.at(slice(first, first + BLOCK)) if len(pose) > BLOCK else pose)
        return self._progress(began, known)

    def _push(self, pose: Pose) -> None:
        """Take in a block of frames."""
        self._outside.push(outside(pose))
        pose = levelled(self._sides.push(believed(pose)), self.settings.roll)
        self._raw.push(pose)
        self._take(self._smoother.push(pose.time, pose.xyz[..., :2])[1])

    def close(self) -> tuple[Progress, Record]:
        """No more frames come: measure what was held back, and give the record too."""
        began, known = len(self._values), len(self._repetitions)
        self._take(self._smoother.close()[1])
        self._was_still = self.stance is not None
        if not self._was_still:
            self.reference.fall_back(self._smooth[:])
        self._measure(len(self._smooth))
        self._finish()
        return self._progress(began, known), self.record()

    def _take(self, xy: Array) -> None:
        """Measure the frames that the smoother released, as far as there is a stance to measure them against."""
        if not len(xy):
            return
        smooth = self._smooth.push(xy)
        for spell, ripe in self.reference.rests(smooth):
            if self.stance is not None:
                self._measure(ripe)
            self._consider(self._smooth[spell : ripe + 1])
        if self.stance is not None:
            self._measure(len(self._smooth))

    def _consider(self, spell: Pose) -> None:
        """Take a still spell as the new reference pose, if it is one; what is under way ends where the feet moved."""
        candidate = self.reference.candidate(spell)
        if candidate is None:
            return
        if self.reference.feet_moved(candidate):
            self._finish()
        self.reference.accept(candidate)

    def _complete(self, stance: Stance) -> Stance:
        """Add to a reference pose where it is seen from, and what was told of the body."""
        return replace(self._network.placed(stance), foot_length=self.settings.foot_length)

    def _measure(self, until: int) -> None:
        """Measure the frames up to number `until` against the stance in force, and judge the repetitions that end."""
        began = len(self._values)
        pose = self._smooth[began:until]
        if self.stance is None:
            self._values.push(np.full((len(pose), len(self.screen.columns)), np.nan))
            self._phases += [REST] * len(pose)
            return
        values = self._network.values(pose, self.stance)
        phases, spans = self._segmenter.push(pose.time.tolist(), values[:, self.screen.effort].tolist())
        self._values.push(values)
        self._phases += phases
        for span in spans:
            self._judge_span(span)

    def _finish(self) -> None:
        """End what is under way: a repetition that is all but home counts, what comes next starts anew."""
        span = self._segmenter.close()
        if span:
            self._judge_span(span)

    def _judge_span(self, span: Span) -> None:
        """Count a movement out and back as a repetition and read its measures, or note why it is none."""
        assert self.stance is not None
        time = self._smooth[:].time
        column, power = self.screen.timing(self.stance)
        since = self._spans[-1].end if self._spans else 0
        span = trimmed(span, time, self._values[:, column], power, since)
        moments = (span.start, (span.first + span.last) // 2, span.end)
        start, bottom, end = time[list(moments)].tolist()
        leaving, turning, back = (self._smooth[i] for i in moments)
        reason = reason_against(leaving, turning, back, self.screen, self.stance)
        if reason:
            self._turned_down.append({"start_s": start, "end_s": end, "reason": reason})
            return
        stance = self.judge.settled(self.stance, self._smooth[span.first : span.last + 1])
        readings = self._readings(span, stance)
        number, durations = len(self._repetitions) + 1, tempo(span, time, self.screen.movement.phases)
        support = (*SIDES, "both", "")[stance.limb] if isinstance(stance.limb, int) else ""
        told = (start, bottom, end, span.way, readings, durations)
        self._repetitions.append(Repetition(number, *told, set_number(self._repetitions, start), support))
        self._spans.append(span)
        self.reference.keep_view()

    def _readings(self, span: Span, stance: Stance) -> tuple[Reading, ...]:
        raw, smooth, outside = self._raw[span.whole], self._smooth[span.whole], self._outside[span.whole]
        # Which leg carries is known better of a repetition than of a frame, in which networks take one for the other.
        values = self._values[span.whole] if stance.limb is None else self._network.values(smooth, stance)
        return self.judge.readings(values, raw, smooth, outside, span.extreme, stance)

    def _progress(self, began: int, known: int) -> Progress:
        """What has become known since frame `began` and repetition `known`."""
        values, names = self._values[began:], self.screen.movement.phases
        return Progress(
            self._smooth[began : began + len(values)],
            tuple(names[p] for p in self._phases[began:]),
            values,
            tuple(self._repetitions[known:]),
            self.judge,
            self._under_way(),
        )

    def _under_way(self) -> Callable[[], Passage] | None:
        """The repetition that is under way, where the screen measures whole ones."""
        known = self._segmenter.under_way() if self.screen.over_repetition else None
        return partial(self._passage, known) if known else None

    def _passage(self, known: Callable[[], Span]) -> Passage:
        span = known()
        return self.screen.passage(self._smooth[span.whole].time, self._values[span.whole], span.extreme)

    def record(self) -> Record:
        """The record of the frames measured so far."""
        readings = [r.readings for r in self._repetitions]
        view = self.stance.view if self.stance else seen_from(self._smooth[:], self.screen.movement.lies)
        return Record(
            screen=self.screen.name,
            view=view,
            findings=set_findings(self.screen, readings, view),
            repetitions=tuple(self._repetitions),
            frames=timeline(self.judge, self._smooth[:].time, self._values[:], self._spans),
            quality=self._quality(),
            asked=asked(self.settings, self.screen, self._repetitions),
            sides=side_differences(self.screen, self._repetitions),
        )

    def _quality(self) -> dict[str, object]:
        """How well the person was filmed, and what was not counted."""
        filmed = Filmed(self._network, self._raw[:], self._outside[:], self.stance, self._was_still, self._repetitions)
        sides = {"sides_put_back": self._sides.undone, "sides_unclear": self._sides.unclear}
        return quality(filmed) | sides | {"not_counted": self._turned_down}
