"""A clip's own clock: the stamps that a file carries, as seconds that always go forwards."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

LATER = 0.001  # s; the models that take the frames count in whole milliseconds
RESTART = 1.0  # s; a clip glued together from several goes back to its beginning, disorder stays within a few frames


class Clock:
    """Seconds from the first frame, strictly increasing, from stamps in units of `tick` seconds.

    A stamp no later than the one before puts its frame a millisecond after that one, and later frames keep their own
    times. A stamp more than a second back starts the clock again, and a missing stamp (None) is one `interval` on.
    `steps` gives, for stamps that several frames share, the time between these frames, s.
    """

    def __init__(self, tick: Fraction, interval: float, steps: Mapping[int, float] | None = None) -> None:
        self._tick = tick
        self._interval = interval
        self._steps = steps or {}
        self._zero: Fraction | None = None
        self._last = -interval
        self._stamp: int | None = None

    def time(self, stamp: int | None) -> float:
        """Return the time of the next frame, in seconds from the first."""
        expected = self._last + self._interval
        time = expected if stamp is None else self._read(stamp * self._tick, expected)
        if stamp is not None and stamp == self._stamp and stamp in self._steps:
            time = self._last + self._steps[stamp]
        self._stamp = stamp
        self._last = time if time > self._last else self._last + LATER
        return self._last

    def _read(self, seconds: Fraction, expected: float) -> float:
        if self._zero is None or float(seconds - self._zero) < self._last - RESTART:
            self._zero = seconds - Fraction(expected)
        return float(seconds - self._zero)
