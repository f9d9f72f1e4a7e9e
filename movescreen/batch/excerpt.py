"""A part of a clip, or a clip whose time was stretched: its frames with the times at which they were taken."""

from __future__ import annotations

import math
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from movescreen.errors import Problem
from movescreen.video import Frame, Source, open_video


@dataclass(frozen=True)
class Excerpt:
    """A part of a clip, and how many times slower the clip plays than it was taken.

    `begin_s` and `end_s` are times in the file, s; the first frame of the part is at time 0. Where the user
    `stated` how slow it plays, what the file says of that does not count.
    """

    begin_s: float = 0.0
    end_s: float = math.inf
    slowmo: float = 1.0
    stated: bool = False

    @property
    def whole(self) -> bool:
        """Whether this is the whole clip, at the speed at which it was taken."""
        return (self.begin_s, self.end_s, self.slowmo) == (0.0, math.inf, 1.0)

    def in_file(self, rate: float | None) -> float | None:
        """Return a rate, frames a second of the time in which they were taken, as one of the file's time."""
        return rate and rate / self.slowmo

    def of(self, source: Source) -> Source:
        """Return the part of a clip that has been opened; closing the part closes the clip."""
        return source if self.whole else Part(source, self)

    def frames(self, path: Path, wanted: Container[int], rate: float | None = None) -> Iterator[Frame]:
        """Yield the frames with these numbers, counted from the first of the part."""
        with self.of(open_video(path, self.in_file(rate))) as source:
            yield from (frame for frame in source if frame.index in wanted)

    def in_real_time(self, path: Path) -> Excerpt:
        """Return the same with the slow motion that a clip says of itself, where the user stated none.

        Raises Problem where the clip cannot be opened.
        """
        from movescreen.video.file import slow_motion  # PyAV is loaded only by those who read files

        return self if self.stated or self.slowmo != 1.0 else replace(self, slowmo=slow_motion(path))


class Part:
    """The frames of a part of a clip; a `movescreen.video.Source`.

    Raises Problem if the clip ends before the part begins.
    """

    def __init__(self, source: Source, excerpt: Excerpt) -> None:
        self._source, self._excerpt = source, excerpt
        self.name, self.size = source.name, source.size
        self.about, self.reading = getattr(source, "about", {}), getattr(source, "reading", {})
        self.recorded_at = getattr(source, "recorded_at", "")
        self.rate = source.rate * excerpt.slowmo
        self.frames = self._expected()
        self._frames = self._within()
        self._ended = False

    def _expected(self) -> int | None:
        """Return how many frames to expect: the claimed rate of the file is all that is known before."""
        if self._source.frames is None:
            return None
        last = min(self._source.frames, self._excerpt.end_s * self._source.rate)
        return max(round(last - self._excerpt.begin_s * self._source.rate), 1)

    def _within(self) -> Iterator[Frame]:
        begin, end = self._excerpt.begin_s, self._excerpt.end_s
        first: Frame | None = None
        for frame in self._source:
            if frame.time > end:
                self._ended = True
                break
            if frame.time < begin:
                continue
            first = first or frame
            time = (frame.time - first.time) / self._excerpt.slowmo
            yield replace(frame, index=frame.index - first.index, time=time)
        if first is None:
            sentence = f"{self.name} has no frame between {begin:g} s and {end:g} s of its time."
            sentence = f"{sentence} Name times within the clip."
            raise Problem("no_frames", sentence, "The options are --from and --to.")

    @property
    def undecoded(self) -> int:
        """The number of frames lost so far."""
        return self._source.undecoded

    @property
    def cut_short(self) -> bool:
        """Whether the file ended before what it promises, as far as it was read."""
        return not self._ended and self._source.cut_short

    def __iter__(self) -> Iterator[Frame]:
        return self._frames

    def close(self) -> None:
        """Close the clip."""
        self._source.close()

    def __enter__(self) -> Part:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
