"""A few frames of a clip that has been seen before: what lies between them is skipped where the file allows it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import av
from av import VideoFrame
from av.container import InputContainer
from av.video.stream import VideoStream

from movescreen.threads import allowed
from movescreen.video import Frame, open_video
from movescreen.video.decoder import MOST_AT_ONCE
from movescreen.video.orientation import Upright
from movescreen.video.stream_scan import scan
from movescreen.video.streams import moving_pictures, nominal_rate
from movescreen.video.validation import existing, opened

AHEAD = 0.3  # s: a file's index is in decoding order, where a picture may come up to this long before it is shown


class AstrayError(Exception):
    """The clip has no picture at a moment where it had one: its stamps are not the times that it was given."""


def glimpses(path: Path, wanted: Mapping[int, float], rate: float | None = None) -> Generator[Frame, None, None]:
    """Yield the frames of a clip with these numbers, in the order of time; `wanted` says when each of them is, s.

    `rate` is the one at which they were counted. They are the same as those of the whole clip, which is gone through
    where they cannot be found otherwise.
    """
    given = -1
    try:
        with closing(frames_at(path, sorted(wanted.items()))) as frames:
            for frame in frames:
                given = frame.index
                yield frame
    except (AstrayError, av.FFmpegError):
        with open_video(path, rate, {index for index in wanted if index > given}) as source:
            yield from source


def frames_at(path: Path, wanted: list[tuple[int, float]]) -> Generator[Frame, None, None]:
    """Yield the frames at these moments. Raises AstrayError if there is none at one of them."""
    path = existing(path)
    with opened(path) as container:
        stream = moving_pictures(container, path.name)
        stream.thread_type, stream.codec_context.thread_count = "AUTO", allowed(MOST_AT_ONCE)
        reel = Reel(container, stream)
        scanned = scan(path, stream.index, 1 / nominal_rate(stream))
        upright = Upright(reel.picture, stream.sample_aspect_ratio, scanned.largest)
        for index, time in wanted:
            yield Frame(index, time, upright(reel.at(time)))


class Reel:
    """A clip that can be wound forwards; `picture` is the one that lies open, at first the first one."""

    def __init__(self, container: InputContainer, stream: VideoStream) -> None:
        self._container, self._stream = container, stream
        self._tick = stream.time_base or Fraction(1)
        self._pictures: Iterator[VideoFrame] = container.decode(stream)
        self.picture = self._next()
        self._zero = self._seconds(self.picture)
        # From each of these on, pictures can be decoded without those before.
        self._starts = sorted(
            float(e.timestamp * self._tick - self._zero) for e in stream.index_entries if e.is_keyframe
        )

    def at(self, time: float) -> VideoFrame:
        """Return the picture at a moment.

        Parameters
        ----------
        time : float
            s from the first picture.

        Returns
        -------
        VideoFrame
            The decoded picture.

        Raises
        ------
        AstrayError
            The clip has no such picture, or it is damaged.
        """
        before = bisect_right(self._starts, time - AHEAD) - 1
        if before >= 0 and self._starts[before] > self._now + AHEAD:
            # Not to the key frame's own stamp, which is that of decoding: FFmpeg would take the key frame before it.
            self._container.seek(round((Fraction(time - AHEAD) + self._zero) / self._tick), stream=self._stream)
            self._pictures = self._container.decode(self._stream)
            self.picture = self._next()
        while self._now < time:
            self.picture = self._next()
        if self._now != time or self.picture.is_corrupt:
            raise AstrayError
        return self.picture

    @property
    def _now(self) -> float:
        return float(self._seconds(self.picture) - self._zero)

    def _seconds(self, picture: VideoFrame) -> Fraction:
        if picture.pts is None:
            raise AstrayError
        return picture.pts * self._tick

    def _next(self) -> VideoFrame:
        picture = next(self._pictures, None)
        if picture is None:
            raise AstrayError
        return picture
