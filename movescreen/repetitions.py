"""Where repetitions begin, turn and end in a movement's effort: a fold over frames, blind to how they are cut."""

from __future__ import annotations

from dataclasses import dataclass

REST, OUT, EXTREME, BACK = range(4)  # the phases, as indices into a movement's names for them

COMING_BACK = 0.4  # of the way out: below it the way back has begun, so that a double bottom is one repetition
OUT_AGAIN = 0.7  # of the way out: above it, after coming back, a new repetition has begun
HOME = 0.1  # of the way out: so near to where it began, and not nearing further, a repetition has ended
NEARER = 0.3  # of effort: coming less near than this is noise
SETTLING = 0.3  # s without coming nearer
GIVING_UP = 1.0  # s without coming nearer where home is not reached
SLOPE_OVER = 0.1  # s over which speed is taken
MOVING = 3.0  # effort a second: below it the body is still
NEAR_EXTREME = 0.05  # of the way out, and at least 2 of effort: what counts as being at the extreme


@dataclass(frozen=True)
class Span:
    """The frames of a repetition: `start` and `end` still, `first` to `last` at the extreme, `amplitude` of effort."""

    start: int
    first: int
    last: int
    end: int
    amplitude: float


class Repetitions:
    """Follows effort (0 at rest, + on the way) and gives each repetition as a `Span` soon after it has ended."""

    def __init__(self, least: float) -> None:
        self._least = least
        self._frames: list[tuple[int, float, float]] = []  # number, time, effort since the last rest
        self._count = 0
        self.phase = REST
        self._rest_again(float("inf"))

    def _rest_again(self, home: float) -> None:
        """Forget the movement before; `home` is the effort to start from."""
        self.phase = REST
        self._low, self._high = home, float("-inf")
        self._trough = (float("inf"), 0.0)

    def push(self, times: list[float], efforts: list[float]) -> tuple[list[int], list[Span]]:
        """The phase of each frame as far as it can be told at that moment, and the repetitions that ended."""
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

    def close(self) -> Span | None:
        """The repetition that was all but home when the frames, or their reference, ended; then all starts anew."""
        near_home = self.phase == BACK and self._trough[0] < self._low + 2 * HOME * (self._high - self._low)
        span = self._end() if near_home else None
        self._frames.clear()
        self._rest_again(float("inf"))
        return span

    def _step(self, time: float, effort: float) -> Span | None:
        if self.phase == REST:
            self._low = min(self._low, effort)
            if effort - self._low > self._least:
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

    def _rising(self) -> bool:
        (_, t0, e0), (_, t1, e1) = self._frames[-min(4, len(self._frames))], self._frames[-1]
        return e1 - e0 > 2 * MOVING * (t1 - t0)

    def _come_back(self, time: float, effort: float, way: float) -> Span | None:
        if effort < self._trough[0] - NEARER:
            self._trough = (effort, time)
            return None
        waited = time - self._trough[1]
        home = self._trough[0] < self._low + max(HOME * way, 2.0)
        if effort > self._low + OUT_AGAIN * way:
            span = self._end()
            self.phase, self._high = OUT, effort
            return span
        return self._end() if waited > (SETTLING if home else GIVING_UP) else None

    def _end(self) -> Span:
        """The span of the repetition that has come back, with everything up to its trough forgotten."""
        span = span_of(self._frames, self._low, self._trough[1])
        home, turned = self._trough
        self._frames = [f for f in self._frames if f[1] >= turned]
        self._rest_again(home)
        return span


def _near(way: float) -> float:
    return max(2.0, NEAR_EXTREME * way)


def span_of(frames: list[tuple[int, float, float]], low: float, turned: float) -> Span:
    """Where a repetition among frames `(number, time, effort)` starts, is extreme, and ends by `turned`."""
    frames = [f for f in frames if f[1] <= turned]
    top = max(range(len(frames)), key=lambda i: frames[i][2])
    high = frames[top][2]
    extreme = [n for n, _, e in frames if e >= high - _near(high - low)]
    start = _still(frames[: top + 1][::-1], low + 0.5 * (high - low))
    end = _still(frames[top:], low + 0.5 * (high - low))
    return Span(start, extreme[0], extreme[-1], end, high - low)


def _still(frames: list[tuple[int, float, float]], half: float) -> int:
    """The first frame, going away from the extreme, that is past half-way and after which effort hardly falls."""
    for i, (number, time, effort) in enumerate(frames):
        if effort > half:
            continue
        ahead = next((f for f in frames[i:] if abs(f[1] - time) >= SLOPE_OVER), frames[-1])
        if effort - ahead[2] <= MOVING * SLOPE_OVER:
            return number
    return frames[-1][0]
