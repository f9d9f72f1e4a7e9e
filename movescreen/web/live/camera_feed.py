"""The newest frame of a camera, which is read in a thread of its own; dropped frames are counted."""

from __future__ import annotations

import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol, Self

from movescreen.errors import Problem
from movescreen.video import Frame, Source
from movescreen.web.live import phrases

DEPTH = 8  # frames that may wait; a shorter hiccup loses none, a longer one most
AGAIN = 1.0  # s between two tries to open a camera
OVER = 2.0  # s over which the rate is measured
BRIEF = 0.4  # s that tell no rate: what waited while a camera was opened comes all at once


class LiveSource(Source, Protocol):
    """A source that goes on by itself: a camera, or a clip that replaces one and `rewinds`.

    `playing` is the number of the round that the last frame belongs to.
    """

    rewinds: bool
    playing: int

    def begin(self) -> bool:
        """Begin the next round, if the source can."""
        ...

    def hold(self, still: bool) -> None:
        """Stay at the current picture, if the source can, or go on."""
        ...


@dataclass(frozen=True)
class TakenFrame:
    """A frame with the time of its arrival (`perf_counter`, s), and the round of its source."""

    frame: Frame
    at: float
    round: int


class Feed:
    """Follows the source that `opened` returns, and opens it again whenever it ends or fails.

    `trouble` is why no frame comes, or None. `lossless` waits until every frame was taken.
    """

    def __init__(self, opened: Callable[[], LiveSource], lossless: bool = False) -> None:
        self._opened, self._lossless = opened, lossless
        self._frames: deque[TakenFrame] = deque()
        self._moved = threading.Condition()
        self._closed, self._awake = threading.Event(), threading.Event()
        self._awake.set()
        self._moments: deque[float] = deque()
        self.source: LiveSource | None = None
        self.trouble: Problem | None = None
        self._rounds = 0  # of sources before this one
        self._dropped_at = -OVER
        self.dropped = 0
        self.last = perf_counter()  # when the last frame came
        self._thread = threading.Thread(target=self._follow, name="feed", daemon=True)
        self._thread.start()

    def take(self, patience: float) -> TakenFrame | None:
        """Return the next frame; None if none comes within `patience` seconds."""
        with self._moved:
            self._moved.wait_for(lambda: self._frames or self._closed.is_set(), patience)
            taken = self._frames.popleft() if self._frames else None
            self._moved.notify_all()
            return taken

    def __iter__(self) -> Iterator[TakenFrame]:
        """Yield frames as they come, until the feed is closed or its source fails."""
        while not self._closed.is_set() and not self.trouble:
            if taken := self.take(0.2):
                yield taken

    def one_round(self) -> Iterator[TakenFrame]:
        """Yield the frames of a camera from now on; those of a clip from its begin to its end."""
        begun: int | None = None
        for taken in self:
            if begun is None and self.source:
                begun = taken.round + self.source.begin()
            if begun == taken.round:
                yield taken
            elif begun is None or taken.round > begun:
                return

    @property
    def rate(self) -> float:
        """The recent rate of frames, Hz, 0 without frames; that of the source itself if it waits for the taker."""
        if self._lossless:
            return self.source.rate if self.source else 0.0
        with self._moved:
            return rate(self._moments)

    @property
    def behind(self) -> bool:
        """Whether frames were dropped recently. Then none waits, so that the picture on the page is current."""
        return perf_counter() - self._dropped_at < OVER

    @property
    def resting(self) -> bool:
        """Whether the source is released."""
        return not self._awake.is_set()

    def rest(self) -> None:
        """Release the source until `wake`."""
        self._awake.clear()
        with self._moved:
            self._frames.clear()
            self._moments.clear()
            self._moved.notify_all()

    def wake(self) -> None:
        """Open the source again."""
        self.last = perf_counter()
        self._awake.set()

    def _follow(self) -> None:
        while not self._closed.is_set():
            if not self._awake.wait(AGAIN):
                continue
            try:
                with self._opened() as self.source:
                    self._pass_on(self.source)
            except Problem as problem:
                self.trouble = problem
            except Exception as error:  # a driver's mistake must not end the thread that tries it again
                traceback.print_exception(error)
                self.trouble = Problem("unforeseen", phrases.UNREADABLE)
            self._rounds += 1 + (self.source.playing if self.source else 0)
            if self.resting:
                self.source, self.trouble = None, None
                continue
            self._closed.wait(AGAIN)

    def _pass_on(self, source: LiveSource) -> None:
        for frame in source:
            self._put(TakenFrame(frame, perf_counter(), self._rounds + source.playing))
            if self._closed.is_set() or self.resting:
                return

    def _put(self, taken: TakenFrame) -> None:
        self.trouble, self.last = None, taken.at
        with self._moved:
            if self._lossless:
                self._moved.wait_for(lambda: not self._frames or self._closed.is_set() or self.resting)
            elif len(self._frames) >= (1 if self.behind else DEPTH):
                self.dropped += len(self._frames)
                self._dropped_at = taken.at
                self._frames.clear()
            self._frames.append(taken)
            self._moments.append(taken.at)
            while self._moments[0] < taken.at - OVER:
                self._moments.popleft()
            self._moved.notify_all()

    def close(self) -> None:
        """Release the source; do not wait for a camera that hangs."""
        self._closed.set()
        self._awake.set()
        with self._moved:
            self._moved.notify_all()
        self._thread.join(2.0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def rate(moments: Iterable[float]) -> float:
    """Return the rate of recent moments (`perf_counter`), Hz; 0 where they tell too little."""
    recent = [moment for moment in moments if moment > perf_counter() - OVER]
    span = recent[-1] - recent[0] if len(recent) > 1 else 0.0
    return (len(recent) - 1) / span if span > BRIEF else 0.0
