"""Find where repetitions begin, turn and end in a movement's effort, frame by frame, however frames are grouped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from movescreen.pose.pose import Array

# The phases, as indices into a movement's names for them.
REST = 0
OUT = 1
EXTREME = 2
BACK = 3

COMING_BACK = 0.4  # of the way out: below it the way back has begun, so that a double bottom is one repetition
OUT_AGAIN = 0.7  # of the way out: above it, after coming back, a new repetition has begun
HALF_SEEN_SHARE = 0.8  # of the way out: of what had come further before it was seen, the extreme may not be seen whole
COME_BACK = 0.26  # of the way out: who turns out again further off, or whose clip ends there, has not come back
HOME = 0.1  # of the way out: so near to where it began, and not nearing further, a repetition has ended
NEARER = 0.3  # of effort: coming less near than this is noise
SETTLING_S = 0.6  # s without coming nearer
GIVING_UP_S = 1.0  # s without coming nearer where home is not reached
MOVING = 6.0  # effort a second: below it the body is still
EXTREME_REACH_S = 0.1  # s to either side of the extreme that count as at it, so that few frames a second are enough
NEAR_EXTREME = 0.05  # of the way out, and at least 2 of effort: what counts as being at the extreme


@dataclass(frozen=True)
class Span:
    """The frames of a repetition: `start` to `end`, at the extreme `first` to `last`; `amplitude` is its effort there.

    `return_start` is the frame at which the way back begins: the last one at the extreme, or later if it gave way. Of
    one that `began_unseen` a part of the way out was not seen.
    """

    start: int
    first: int
    last: int
    end: int
    amplitude: float
    return_start: int
    began_unseen: bool = False

    @property
    def whole(self) -> slice:
        """Its frames, of a track's."""
        return slice(self.start, self.end + 1)

    @property
    def extreme(self) -> slice:
        """Those at the extreme, of its own."""
        return slice(self.first - self.start, self.last + 1 - self.start)


class Repetitions:
    """Follows effort (0 at rest, + on the way) and gives each repetition, in a span with room, soon after it ended."""

    def __init__(self, least: float) -> None:
        self._least = least
        self._frames: list[tuple[int, float, float]] = []  # number, time and effort since the repetition before
        self._count = 0
        self.phase = REST
        self.half_seen: list[tuple[int, int]] = []  # first and last frame of what had begun before it was seen
        self._rest_again(float("inf"))

    def _rest_again(self, home: float) -> None:
        """Forget the movement before; `home` is the effort to start from, infinite where rest was not seen."""
        self.phase, self._anew = REST, 0
        self._low, self._high = home, float("-inf")
        self._rested = home < float("inf")
        self._top, self._fall = float("-inf"), (0, 0)
        self._trough = (float("inf"), 0.0)

    def push(self, times: list[float], efforts: list[float]) -> tuple[list[int], list[Span]]:
        """Return the phase of each frame, from the frames up to it alone, and the repetitions that ended."""
        phases, ended = [], []
        for time, effort in zip(times, efforts, strict=True):
            if effort == effort:  # NaN is not a number: an unseen frame changes nothing
                self._frames.append((self._count, time, effort))
                span = self._step(time, effort)
                if span:
                    ended.append(span)
            self._count += 1
            phases.append(self.phase)
        return phases, ended

    def under_way(self) -> Callable[[], Span] | None:
        """Return what gives the repetition that has not ended by now, up to the last seen frame; None at rest."""
        return None if self.phase == REST else partial(_unended, self._frames, len(self._frames), self._low)

    def measured_anew(self) -> None:
        """Efforts are of another reference from now on: where the way home ended by the one before means nothing."""
        if self.phase == REST:
            self._low, self._top, self._rested = float("inf"), float("-inf"), False
        else:
            self._anew = self._count

    def cut_off(self) -> tuple[int, int] | None:
        """Return the first and the last frame of a movement that is under way and far from home; None of any other."""
        if self.phase == REST:
            return None
        if self.phase == BACK and self._trough[0] < self._low + COME_BACK * (self._high - self._low):
            return None
        span = _unended(self._frames, len(self._frames), self._low)
        return span.start, span.end

    def close(self) -> Span | None:
        """Return the repetition that was nearly over when the frames or their reference ended; then start anew."""
        near_home = self.phase == BACK and self._trough[0] < self._low + COME_BACK * (self._high - self._low)
        span = self._end() if near_home else None
        self._note_fall()
        self._frames = []
        self._rest_again(float("inf"))
        return span

    def _step(self, time: float, effort: float) -> Span | None:
        if self.phase == REST:
            self._top = max(self._top, effort)
            if effort < self._low:
                self._low = effort
                self._fallen()
            elif effort - self._low > self._least:
                self._note_fall()
                self.phase, self._high = OUT, effort
            return None
        way = self._high - self._low
        if self.phase != BACK:
            self._high = max(self._high, effort)
            self.phase = EXTREME if effort > self._high - _near(way) and not self._rising() else OUT
            if effort < self._low + COMING_BACK * way:
                self.phase, self._trough = BACK, (effort, time)
            return None
        return self._come_back(time, effort, way)

    def _fallen(self) -> None:
        """Forget the way back of a movement that had begun before it was seen: it is no part of the next one."""
        if self._rested or not self._top - self._low > self._least:
            return
        further = [effort > self._low + _near(self._top - self._low) for _, _, effort in self._frames]
        last = len(further) - further[::-1].index(True)
        self._fall = (self._fall[0] if self._fall[1] else self._frames[0][0], self._count)
        self._frames = self._frames[last:]
        self._top = max(effort for _, _, effort in self._frames)

    def _note_fall(self) -> None:
        """Note the way back that was seen alone, if one was."""
        if self._fall[1]:
            self.half_seen.append(self._fall)
        self._fall = (0, 0)

    def _rising(self) -> bool:
        (_, before, low), (_, now, high) = self._frames[-min(4, len(self._frames))], self._frames[-1]
        return high - low > MOVING * (now - before)

    def _come_back(self, time: float, effort: float, way: float) -> Span | None:
        if effort < self._trough[0] - NEARER:
            self._trough = (effort, time)
            return None
        waited = time - self._trough[1]
        home = self._trough[0] < self._low + max(HOME * way, 2.0)
        if effort > self._low + OUT_AGAIN * way:
            if self._trough[0] - NEARER > self._low + COME_BACK * way:  # it came back only half, as in pulses
                self.phase, self._high = OUT, max(self._high, effort)
                return None
            if effort - self._trough[0] > self._least:
                span = self._end()
                self.phase, self._high = OUT, effort
                return span
        return self._end() if waited > (SETTLING_S if home else GIVING_UP_S) else None

    def _end(self) -> Span | None:
        """Return the repetition that has come back, and forget everything before it turned; None of half a one."""
        home, turned = self._trough
        span: Span | None = _span(np.array([f for f in self._frames if f[1] <= turned + SETTLING_S]), self._low, turned)
        before = (self._low - home) / (self._high - home) if span and not self._rested else 0.0
        if span and before > HALF_SEEN_SHARE:
            self.half_seen.append((span.start, span.end))
            span = None
        elif span and before > COME_BACK:
            span = replace(span, began_unseen=True)
        self._frames = [f for f in self._frames if f[1] >= turned]
        since = [effort for number, _, effort in self._frames if number >= self._anew]
        self._rest_again(min(since, default=float("inf")) if self._anew else home)
        return span


def _span(frames: Array, low: float, turned: float = np.inf) -> Span:
    """Return the span over frames `(frames, (number, time, effort))` that went out from an effort of `low`.

    Those after it `turned` home are of the next way out and not at the extreme, however far they have come.
    """
    number, time, effort = frames.T
    own = np.where(time <= turned, effort, -np.inf)
    top = own.argmax()
    way = own[top] - low
    extreme = number[(own >= own[top] - _near(way)) | (np.abs(time - time[top]) <= EXTREME_REACH_S)]
    first, last = int(extreme[0]), int(extreme[-1])
    return Span(int(number[0]), first, last, int(number[-1]), float(way), last)


def _unended(known: list[tuple[int, float, float]], count: int, low: float) -> Span:
    """Return the span over the first `count` frames, from where the signal left rest; more may have come since."""
    frames = np.array(known[:count])
    span, effort = _span(frames, low), frames[:, 2]
    resting = np.flatnonzero(effort[: int(effort.argmax())] <= low + _near(span.amplitude))
    return replace(span, start=int(frames[resting[-1], 0])) if len(resting) else span


def _near(way: float) -> float:
    return max(2.0, NEAR_EXTREME * way)
