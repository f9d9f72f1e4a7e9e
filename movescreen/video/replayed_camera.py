"""A clip that stands in for a camera: round after round it shows a person who waits, and on a sign one who moves."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Self

from movescreen.video import Frame, open_video
from movescreen.video.prefetch import prefetched

LINGERS = 3.0  # s for which a round that nobody asked for stays at its first picture, as people stand before they move


class StandIn:
    """A clip that is played round after round like a camera: in its own time if `realtime`, else without waiting.

    Until `begin` is called, each round lingers at its first picture, and `hold` keeps the picture that is shown. The
    round after `begin` has the frames of the clip with their own times, and nothing else.
    `playing` is the number of the last frame's round. Raises Problem at once if the file is no clip.
    """

    frames: int | None = None
    cut_short = False
    rewinds = True

    def __init__(self, path: Path | str, realtime: bool = True) -> None:
        self._path, self._realtime = path, realtime
        self._held, self._asked = threading.Event(), threading.Event()
        self._closed = threading.Event()
        self.playing = 0
        with open_video(path) as source:
            self.name, self.size, self.rate = source.name, source.size, source.rate

    @property
    def undecoded(self) -> int:
        """A stand-in loses none."""
        return 0

    def begin(self) -> bool:
        """Play a new round from the first frame of the clip to its last; whatever is held goes on."""
        self._asked.set()
        return True

    def hold(self, still: bool) -> None:
        """Stay at the picture that is shown, or go on."""
        if still:
            self._held.set()
        else:
            self._held.clear()

    def __iter__(self) -> Iterator[Frame]:
        while not self._closed.is_set():
            self.playing += 1
            yield from self._round()

    def _round(self) -> Iterator[Frame]:
        """Yield the frames of one round, until another one is asked for or the stand-in is closed."""
        asked = self._asked.is_set()
        self._asked.clear()
        began = perf_counter()
        with open_video(self._path) as source, closing(prefetched(source)) as frames:
            for frame in frames if asked else self._waiting(frames):
                if self._asked.is_set() or self._stops(began + frame.time):
                    return
                yield frame

    def _stops(self, moment: float) -> bool:
        """Wait until the moment comes, and return whether the stand-in was closed meanwhile."""
        wait = moment - perf_counter() if self._realtime else 0.0
        return self._closed.wait(wait) if wait > 0 else self._closed.is_set()

    def _waiting(self, frames: Iterator[Frame]) -> Iterator[Frame]:
        """Yield the frames of a round in which a picture may stay for a while."""
        tick, stayed, shown = 1.0 / self.rate, 0.0, 0
        for frame in frames:
            yield replace(frame, index=shown, time=frame.time + stayed)
            shown += 1
            while self._held.is_set() or (frame.index == 0 and stayed < LINGERS):
                if self._asked.is_set():
                    return
                stayed += tick
                yield replace(frame, index=shown, time=frame.time + stayed)
                shown += 1

    def close(self) -> None:
        """Play no more."""
        self._closed.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
