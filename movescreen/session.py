"""The fold from poses to a record: one frame or a whole clip at a time, with the same result bit for bit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from movescreen.measures.per_repetition import RepetitionSignals
from movescreen.measures.reference_from_frames import seen_from
from movescreen.measures.reference_pose import AUTO, SIDE, ReferencePose, Support
from movescreen.pose.buffers import GrowableArray, PoseBuffer
from movescreen.pose.pose import Array, Pose
from movescreen.records.record import Reading, Record, Repetition
from movescreen.scoring.bias_correction import CorrectedScreen
from movescreen.scoring.chosen_otherwise import otherwise
from movescreen.scoring.frame_labels import timeline
from movescreen.scoring.readings import ReadingBuilder, undecided
from movescreen.scoring.recording_quality import RecordingContext, quality
from movescreen.scoring.set_findings import set_findings
from movescreen.scoring.sets_and_sides import prescribed, set_number, side_differences
from movescreen.scoring.settings import Settings
from movescreen.screens import Screen
from movescreen.segmentation.floor_contact import (
    IN_THE_AIR,
    SHOULDERS_STAY,
    drift,
    jump,
    shoulders_lifted,
    stays,
    steadied,
)
from movescreen.segmentation.onset import trimmed
from movescreen.segmentation.reference_tracker import ReferenceTracker
from movescreen.segmentation.rejection import HALF_SEEN, JUMPED_UP, RECORDING_ENDED, rejection_reason
from movescreen.segmentation.repetitions import REST, Repetitions, Span
from movescreen.segmentation.rest import REST_S
from movescreen.segmentation.smoothed_track import SmoothedTrack
from movescreen.segmentation.tempo import tempo
from movescreen.video.frame import Frame

DOUBTFUL_SHARE = 0.1  # of a repetition's frames in which a body contradicts its feet; ordinary clips have none; by eye
BLOCK = 512  # frames taken in together: few enough for the processor's cache


@dataclass(frozen=True)
class Update:
    """The outcome of a push: the frames it measured, with phase and values, and repetitions that ended.

    `under_way` gives the frames so far of a repetition that has not ended. `not_counted` has the movements that ended
    and are no repetitions: each with its start and end, s, and why.
    """

    pose: Pose
    phase: tuple[str, ...]
    values: Array
    repetitions: tuple[Repetition, ...]
    builder: ReadingBuilder
    under_way: Callable[[], RepetitionSignals] | None = None
    not_counted: tuple[Mapping[str, float | str], ...] = ()

    @property
    def screen(self) -> Screen:
        """The screen of the session."""
        return self.builder.screen

    @cached_property
    def states(self) -> NDArray[np.int64]:
        """The state of each finding in each frame, `(frames, findings)`; computed on access."""
        return self.builder.states(self.values)

    @cached_property
    def so_far(self) -> dict[str, float]:
        """The measures of the whole repetition that is under way, by column; computed on access."""
        return self.screen.over(self.under_way()) if self.under_way else {}


class Session:
    """Measures a person in one screen. Push poses in the order of time, close once, and take the record.

    `network` names what found the poses, so that what is known of its way of seeing is set right. Not `timed`, the
    poses' times are only assumed: what is of them is not measured.
    """

    def __init__(
        self,
        screen: Screen,
        view: str = AUTO,
        settings: Settings | None = None,
        network: str = "",
        timed: bool = True,
    ) -> None:
        self.settings = settings or Settings()
        self.screen = screen = screen.with_support(self.settings.support)
        self._view = view
        self._network = CorrectedScreen(screen, network)
        self._timed = timed
        self.builder = ReadingBuilder(self._network, self.settings, timed)
        self.reference_tracker = ReferenceTracker(screen, view, self._complete)
        self._track = SmoothedTrack(screen.support is None, screen.movement.lies, self.settings.roll)
        self._segmenter = Repetitions(screen.movement.min_effort)
        self._values = GrowableArray((len(screen.columns),))
        self._was_still = False
        self._phases: list[int] = []
        self._spans: list[Span] = []
        self._measured_against: list[ReferencePose] = []
        self._repetitions: list[Repetition] = []
        self._turned_down: list[dict[str, float | str]] = []
        self._doubtful: list[int] = []  # repetitions in which sides are not known
        self._turned_down_told = 0

    @property
    def reference(self) -> ReferencePose | None:
        """The current reference pose; None until there is one."""
        return self.reference_tracker.reference

    @property
    def references(self) -> tuple[ReferencePose, ...]:
        """For each repetition the reference pose in force, or that of the repetition where it faced another way."""
        now = self.reference
        assert now is not None or not self._measured_against
        return tuple(now if now and _way(of) == _way(now) else of for of in self._measured_against)

    @property
    def smoothed(self) -> Pose:
        """The track of all frames measured so far, as they were smoothed."""
        return self._track.smooth[:]

    def push(self, pose: Pose) -> Update:
        """Take in the next frame or frames.

        Parameters
        ----------
        pose : Pose, () or (n_frames,)
            As the network gave them, in the order of time.

        Returns
        -------
        Update
            What became known; it lags by half the smoother's window.
        """
        began, known = len(self._values), len(self._repetitions)
        pose = pose.at(None) if pose.time.ndim == 0 else pose
        for first in range(0, len(pose), BLOCK):
            block = pose.at(slice(first, first + BLOCK)) if len(pose) > BLOCK else pose
            self._take(self._track.push(block))
        return self._progress(began, known)

    def close(self) -> tuple[Update, Record]:
        """Measure what was held back, because no more frames come, and return the record too."""
        began, known = len(self._values), len(self._repetitions)
        self._take(self._track.close())
        self._was_still = self.reference is not None
        if not self._was_still:
            self.reference_tracker.fall_back(self._track.smooth[:])
        self._measure(len(self._track.smooth))
        cut = self._segmenter.cut_off()
        self._finish()
        if cut:
            self._turn_down(*cut, RECORDING_ENDED)
        return self._progress(began, known), self.record()

    def _take(self, smooth: Pose) -> None:
        """Measure the frames that are smoothed now, as far as there is a reference pose."""
        if not len(smooth):
            return
        for spell, ripe in self.reference_tracker.rests(smooth):
            if self.reference is not None:
                self._measure(ripe)
            self._consider(self._track.smooth[spell : ripe + 1])
        if self.reference is not None:
            self._measure(len(self._track.smooth))

    def _consider(self, spell: Pose) -> None:
        """Take a still spell as the new reference pose, if it is one; what is under way ends where the feet moved."""
        candidate = self.reference_tracker.candidate(spell)
        if candidate is None:
            return
        if self.reference_tracker.feet_moved(candidate):
            self._finish()
        self.reference_tracker.accept(candidate)
        self._segmenter.measured_anew()

    def _complete(self, reference: ReferencePose) -> ReferencePose:
        """Return a reference pose with its camera geometry and the foot length of the settings."""
        return replace(self._network.placed(reference, self.settings), foot_length=self.settings.foot_length)

    def _measure(self, until: int) -> None:
        """Measure the frames up to number `until` against the current reference pose; judge repetitions that end."""
        began = len(self._values)
        pose = self._track.smooth[began:until]
        if self.reference is None:
            self._values.push(np.full((len(pose), len(self.screen.columns)), np.nan))
            self._phases += [REST] * len(pose)
            return
        values = self._read(pose, self.reference)
        phases, spans = self._segmenter.push(pose.time.tolist(), values[:, self.screen.effort].tolist())
        self._values.push(values)
        self._phases += phases
        for span in spans:
            self._judge_span(span)
        self._note_half_seen()

    def _note_half_seen(self) -> None:
        """Note what had begun before it was seen, unless the person came from elsewhere."""
        half_seen, self._segmenter.half_seen = self._segmenter.half_seen, []
        for first, last in half_seen:
            self._turn_down(first, last, HALF_SEEN)

    def _turn_down(self, first: int, last: int, reason: str) -> None:
        """Note why frames of a movement are no repetition, if the feet were in place in them."""
        assert self.reference is not None
        before, after = self._track.smooth[first], self._track.smooth[last]
        in_place = stays(before, after, self.reference, self.screen.support is not None)
        got_up = self.screen.movement.lies and shoulders_lifted(before, after, self.reference) > SHOULDERS_STAY
        if in_place and not got_up:
            start, end = float(before.time), float(after.time)
            self._turned_down.append({"start_s": start, "end_s": end, "reason": reason})

    def _read(self, pose: Pose, reference: ReferencePose) -> Array:
        """Return all measures of frames against a reference pose, the camera's movement since then taken off."""
        return self._network.values(steadied(pose, drift(pose, reference)), reference)

    def _finish(self) -> None:
        """End what is under way: a repetition that is nearly over counts, what comes next starts anew."""
        span = self._segmenter.close()
        if span:
            self._judge_span(span)
        self._note_half_seen()

    def _judge_span(self, span: Span) -> None:
        """Count a movement out and back as a repetition and read its measures, or note why it is none."""
        span = self._trimmed(span)
        if self._stands_otherwise(span):
            span = self._trimmed(span)
        sides_known = not self._is_doubtful(span)
        reason = self._rejected(span, sides_known) or self._jumped(span)
        if reason:
            start, _, end = self._moments(span)
            self._turned_down.append({"start_s": float(start.time), "end_s": float(end.time), "reason": reason})
        else:
            self._count(span, sides_known)

    def _moments(self, span: Span) -> tuple[Pose, Pose, Pose]:
        """Return the frames in which a movement begins, is at the middle of its extreme, and ends."""
        smooth = self._track.smooth
        return smooth[span.start], smooth[(span.first + span.last) // 2], smooth[span.end]

    def _rejected(self, span: Span, sides_known: bool) -> str:
        """Return why a movement is no repetition, by its duration and by where the feet were; empty if it is one."""
        assert self.reference is not None
        return rejection_reason(*self._moments(span), self.screen, self.reference, sides_known)

    def _count(self, span: Span, sides_known: bool) -> None:
        """Add a repetition; where sides are not known, nothing is decided that takes knowing left from right."""
        assert self.reference is not None
        reference = self.builder.with_majority_limb(self.reference, self._track.smooth[span.first : span.last + 1])
        readings, number = self._readings(span, reference), len(self._repetitions) + 1
        if not sides_known:
            readings = undecided(readings)
            self._doubtful.append(number)
        start_s, bottom_s, end_s = (float(frame.time) for frame in self._moments(span))
        durations = tempo(span, self._track.time, self.screen.movement.phases, self._timed)
        repetition = Repetition(
            number,
            start_s,
            bottom_s,
            end_s,
            depth=span.amplitude,
            readings=readings,
            tempo=durations,
            set=set_number(self._repetitions, start_s),
            support=reference.support.text if isinstance(reference.support, Support) else "",
        )
        self._repetitions.append(repetition)
        self._spans.append(span)
        self._measured_against.append(self.reference)
        self.reference_tracker.keep_view()

    def _jumped(self, span: Span) -> str:
        """Return why a movement on both feet is a jump; empty if it is none."""
        assert self.reference is not None
        stands = self.screen.support is None and not self.screen.movement.lies
        far = jump(self._track.smooth[span.whole], self.reference) if stands else 0.0
        return JUMPED_UP if far > IN_THE_AIR else ""

    def _trimmed(self, span: Span) -> Span:
        """Return the span from where the movement begins to where it ends."""
        assert self.reference is not None
        column, power = self.screen.timing(self.reference)
        since = self._spans[-1].end if self._spans else 0
        return trimmed(span, self._track.time, self._values[:, column], power, since)

    def _stands_otherwise(self, span: Span) -> bool:
        """Take how the person stands before a repetition as the reference pose, where that is plainly another view."""
        time = self._track.time
        before = (time <= time[span.start]) & (time >= time[span.start] - REST_S)
        own = self.reference_tracker.otherwise(self._track.smooth[:].at(before))
        if own is None:
            return False
        self.reference_tracker.accept(own)
        assert self.reference is not None
        self._values[:][span.whole] = self._read(self._track.smooth[span.whole], self.reference)
        self._segmenter.measured_anew()
        return True

    def _is_doubtful(self, span: Span) -> bool:
        """Return whether the body contradicted its feet in and before a repetition so often that sides are unclear."""
        time = self._track.time
        share = self._track.contradicted_share(time[span.start] - REST_S, time[span.end])
        return share > DOUBTFUL_SHARE

    def _readings(self, span: Span, reference: ReferencePose) -> tuple[Reading, ...]:
        track, whole = self._track, span.whole
        raw, smooth = track.raw[whole], track.smooth[whole]
        # Which leg carries is known better of a repetition than of a frame, in which networks take one for the other.
        values = self._values[whole] if reference.support is None else self._read(smooth, reference)
        moved = drift(smooth, reference)
        raw, smooth = steadied(raw, moved), steadied(smooth, moved)
        return self.builder.readings(values, raw, smooth, track.outside[whole], span.extreme, reference)

    def _progress(self, began: int, known: int) -> Update:
        """Return what has become known since frame `began` and repetition `known`."""
        values, names = self._values[began:], self.screen.movement.phases
        against, self._turned_down_told = tuple(self._turned_down[self._turned_down_told :]), len(self._turned_down)
        return Update(
            self._track.smooth[began : began + len(values)],
            tuple(names[p] for p in self._phases[began:]),
            values,
            tuple(self._repetitions[known:]),
            self.builder,
            self._under_way(),
            against,
        )

    def _under_way(self) -> Callable[[], RepetitionSignals] | None:
        """Return the repetition that is under way, where the screen measures whole ones."""
        known = self._segmenter.under_way() if self.screen.over_repetition else None
        return partial(self._signals, known) if known else None

    def _signals(self, known: Callable[[], Span]) -> RepetitionSignals:
        span = known()
        return self.screen.signals(self._track.smooth[span.whole].time, self._values[span.whole], span.extreme)

    def record(self) -> Record:
        """Return the record of the frames measured so far."""
        readings = [r.readings for r in self._repetitions]
        view = self._view_of_most()
        return Record(
            screen=self.screen.name,
            view=view,
            findings=set_findings(self.screen, readings, view),
            repetitions=tuple(self._repetitions),
            frames=timeline(self.builder, self._track.time, self._values[:], self._spans),
            quality=self._quality(),
            asked=prescribed(self.settings, self.screen, self._repetitions),
            sides=side_differences(self.screen, self._repetitions),
        )

    def _view_of_most(self) -> str:
        """Return the view of most repetitions, of equally many the first; without any that of the reference pose."""
        if self._measured_against:
            views = [reference.view for reference in self._measured_against]
            return max(views, key=views.count)
        return self.reference.view if self.reference else seen_from(self._track.smooth[:], self.screen.movement.lies)

    def _quality(self) -> dict[str, object]:
        """Return how well the person was filmed, and the movements that were not counted."""
        raw, outside = self._track.raw[:], self._track.outside[:]
        filmed = RecordingContext(self._network, raw, outside, self.reference, self._was_still, self._repetitions)
        told = quality(filmed) | self._track.sides | {"not_counted": self._turned_down}
        told |= otherwise(self.screen, self._view, self.reference, self._track.smooth[:], bool(self._repetitions))
        ways = [_way(reference) for reference in self._measured_against]
        told |= {"sides_doubtful": self._doubtful} if self._doubtful else {}
        return told | ({"views": [view for view, _ in ways]} if len(set(ways)) > 1 else {})


def _way(reference: ReferencePose) -> tuple[str, float]:
    """Return the view, and from the side which way the person faces in the picture."""
    return reference.view, reference.forward if reference.view == SIDE else 0.0


def estimated(frames: Iterable[Frame], estimator: Callable[[Frame], Pose]) -> Iterator[tuple[Frame, Pose]]:
    """Yield each frame with its pose: the loop of `run`, and of clips in a folder.

    Parameters
    ----------
    frames : iterable of Frame
        The pictures.
    estimator : callable
        Returns the pose in a frame.

    Yields
    ------
    tuple of Frame and Pose, ()
        In the order of time.
    """
    for frame in frames:
        yield frame, estimator(frame)


def run(frames: Iterable[Frame], estimator: Callable[[Frame], Pose], session: Session) -> tuple[Record, Pose]:
    """Measure frames from the first to the last.

    Parameters
    ----------
    frames : iterable of Frame
        In the order of time, such as `open_video` gives.
    estimator : callable
        Finds the pose, of shape `()`, in a frame, such as `open_estimator` gives.
    session : Session
        Has not been closed.

    Returns
    -------
    Record
        The result of all frames.
    Pose
        The poses as the estimator gave them, shape `(n_frames,)`.
    """
    poses = PoseBuffer()
    for _, pose in estimated(frames, estimator):
        poses.push(pose.at(None))
        session.push(pose)
    _, record = session.close()
    return record, poses[:]
