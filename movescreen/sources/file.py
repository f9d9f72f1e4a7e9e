"""Clips: every frame of a file, lossless, with the time that the file gives it."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Self

from av import VideoFrame
from av.video.stream import VideoStream

from movescreen.errors import Problem
from movescreen.sources import Frame
from movescreen.sources.clock import Clock
from movescreen.sources.decoder import Decoder
from movescreen.sources.gate import UNFINISHED, existing, moving_pictures, opened
from movescreen.sources.upright import Upright

UNKNOWN_RATE = 30  # frames a second, where a file does not say


class VideoFile:
    """A clip in any format that FFmpeg reads, sound ignored; a `movescreen.sources.Source`.

    A frame that cannot be decoded, or only in part, is left out and counted in `undecoded`; `index` counts those that
    are given. Raises Problem at once where the file is no video, or none of its frames can be decoded.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = existing(path)
        self.name = self.path.name
        self._container = opened(self.path)
        try:
            self._start()
        except Problem:
            self._container.close()
            raise

    def _start(self) -> None:
        stream = moving_pictures(self._container, self.name)
        self.rate = nominal_rate(stream)
        self._decoder = Decoder(self.path, self._container, stream, self.rate)
        pictures = iter(self._decoder)
        first = next(pictures, None)
        if first is None:
            raise Problem("no_frames", f"Not one frame of {self.name} could be decoded. {UNFINISHED}")
        upright = Upright(first, stream.sample_aspect_ratio)
        self.size = upright.size
        self.frames = stream.frames or round((self._decoder.length.seconds or 0) * self.rate) or None
        clock = Clock(stream.time_base or Fraction(1), 1 / self.rate)
        by_decoding = self._container.format.name == "avi"  # AVI stores no other order than that of decoding
        self._frames = frames(chain([first], pictures), upright, clock, by_decoding)

    @property
    def undecoded(self) -> int:
        """How many frames have been lost so far."""
        return self._decoder.undecoded

    @property
    def cut_short(self) -> bool:
        """Whether the file ended before what it promises; known once all its frames have been given."""
        return self._decoder.cut_short

    def __iter__(self) -> Iterator[Frame]:
        return self._frames

    def close(self) -> None:
        """Let go of the file; no more frames come."""
        self._frames.close()
        self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def frames(
    pictures: Iterator[VideoFrame], upright: Upright, clock: Clock, by_decoding: bool
) -> Generator[Frame, None, None]:
    """Each decoded picture as a frame, with its time from the stamp of decoding or of showing."""
    for index, picture in enumerate(pictures):
        yield Frame(index, clock.time(picture.dts if by_decoding else picture.pts), upright(picture))


def nominal_rate(stream: VideoStream) -> float:
    """The frames a second that a file claims: the average where it keeps times, else what its pictures say."""
    rates = (stream.average_rate, stream.guessed_rate)
    known = [rate for rate in (rates if stream.start_time is not None else rates[::-1]) if rate]
    return float(known[0]) if known else float(UNKNOWN_RATE)


def fingerprint(path: str | Path) -> str:
    """The sha256 of a file's content, in hexadecimal."""
    with existing(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
