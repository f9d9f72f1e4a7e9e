"""Clips: every frame of a file, lossless, with the time that the file gives it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Container, Generator, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any, Self

from av import VideoFrame
from av.container import InputContainer

from movescreen.errors import Problem
from movescreen.video import Frame
from movescreen.video.container_checks import ENCRYPTED, is_encrypted
from movescreen.video.decoder import Decoder
from movescreen.video.orientation import Upright
from movescreen.video.stream_scan import StreamScan, scan
from movescreen.video.streams import check_size, described, moving_pictures, nominal_rate
from movescreen.video.timestamps import Clock
from movescreen.video.validation import UNFINISHED, existing, opened

CAPTURE_RATE = "com.android.capture.fps"  # AOSP MPEG4Writer: frames a second that were taken, not those played
HIGH_RATE = 48.0  # frames a second: a camera that was asked for no more takes fewer in poor light
STRETCHED = 1.5  # times more were taken than are played, and it is slow motion
FIRST_YEAR = 1990  # the year of a clock that was never set is 1904 or 1970
NO_TIMES = 0x80  # of a format's flags in FFmpeg (AVFMT_NOTIMESTAMPS): pictures one after the other, and nothing else
ASSUMED_RATE = 25.0  # frames a second, which FFmpeg takes where neither such a file nor its pictures say
REPEATED_PERCENT = 5.0  # of the pictures with the timestamp of the one before: reported if above; by eye
UNTIMED_PERCENT = 90.0  # the same share: above it the timestamps count as none; by eye
EARLY = 0.25  # of an interval: stamps are rounded, and a picture may come that much before it is due


class VideoFile:
    """A clip in any format that FFmpeg reads, sound ignored; a `movescreen.video.Source`.

    A frame that cannot be decoded, or only in part, is left out and counted in `undecoded`; `index` counts the others.
    `about` says for the record which of several streams of pictures this is, and `reading` for its quality what is to
    be known of its sizes and times.
    `rate` leaves out more, so that no more than that frame rate are counted, and of those `only` some are given.
    Raises Problem at once where the file is no video, or none of its frames can be decoded.
    """

    def __init__(self, path: str | Path, rate: float | None = None, only: Container[int] | None = None) -> None:
        self.path = existing(path)
        self.name = self.path.name
        self._container = opened(self.path)
        try:
            self._start(rate, only)
        except Problem:
            self._container.close()
            raise

    def _start(self, rate: float | None, only: Container[int] | None) -> None:
        stream = moving_pictures(self._container, self.name)
        self.rate = nominal_rate(stream)
        self.about = described(self._container, stream)
        self.recorded_at = recorded_at(stream.metadata | self._container.metadata)
        self._decoder = Decoder(self.path, self._container, stream, self.rate)
        pictures = iter(self._decoder)
        first = next(pictures, None)
        if first is None:
            if is_encrypted(self.path):
                raise Problem("encrypted", f"{self.name} {ENCRYPTED}", file=self.name)
            sentence = f"Not one frame of {self.name} could be decoded. {UNFINISHED}"
            raise Problem("no_frames", sentence, file=self.name)
        scanned = scan(self.path, stream.index, 1 / self.rate)
        upright = Upright(first, stream.sample_aspect_ratio, scanned.largest)
        self.size = upright.size
        check_size(*self.size, self.name)
        self.reading = reading(scanned, timed_by(self._container, scanned, self.rate), self.rate)
        self.frames = stream.frames or round((self._decoder.length.seconds or 0) * self.rate) or None
        by_decoding = self._container.format.name == "avi"  # AVI stores no other order than that of decoding
        steps = {} if by_decoding else scanned.steps
        clock = Clock(stream.time_base or Fraction(1), 1 / self.rate, steps)
        timed: Iterator[tuple[float, VideoFrame]] = (
            (clock.time(p.dts if by_decoding else p.pts), p) for p in chain([first], pictures)
        )
        if rate and rate < self.rate:
            timed = thinned(timed, rate)
            self.frames = self.frames and round(self.frames * rate / self.rate)
            self.rate = rate
        self._frames = frames(timed, upright, only)

    @property
    def undecoded(self) -> int:
        """The number of frames lost so far."""
        return self._decoder.undecoded

    @property
    def cut_short(self) -> bool:
        """Whether the file ended before what it promises; known once all its frames have been given."""
        return self._decoder.cut_short

    def __iter__(self) -> Iterator[Frame]:
        return self._frames

    def close(self) -> None:
        """Release the file; no more frames come."""
        self._frames.close()
        self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def frames(
    timed: Iterable[tuple[float, VideoFrame]], upright: Upright, only: Container[int] | None
) -> Generator[Frame, None, None]:
    """Yield each decoded picture as a frame, or only some of them; what is left out costs no more than its decoding."""
    for index, (time, picture) in enumerate(timed):
        if only is None or index in only:
            yield Frame(index, time, upright(picture))


def thinned(timed: Iterable[tuple[float, VideoFrame]], rate: float) -> Iterator[tuple[float, VideoFrame]]:
    """Yield at most `rate` pictures a second: the first of each interval, with its own time."""
    due = 0.0
    for time, picture in timed:
        if time >= due - EARLY / rate:
            due = max(due, time - EARLY / rate) + 1 / rate
            yield time, picture


def timed_by(container: InputContainer, scanned: StreamScan, rate: float) -> bool:
    """Return whether a file says when its pictures were taken: some hold pictures and no times, or one time for all."""
    without = bool(container.format.flags & NO_TIMES) and rate == ASSUMED_RATE
    return not (without or 100 * scanned.repeated > UNTIMED_PERCENT * max(scanned.packets, 1))


def reading(scanned: StreamScan, timed: bool, rate: float) -> dict[str, Any]:
    """Return remarks on how a file was read, as plain data; empty for an ordinary file.

    `assumed_rate`: frames per second that were assumed, because the file keeps no times. `repeated_times`: percent of
    the pictures that carry the time of another. `picture_sizes`: the sizes of the pictures, if there are several.
    """
    told: dict[str, Any] = {} if timed else {"assumed_rate": rate}
    repeated = 100 * scanned.repeated / max(scanned.packets, 1)
    if timed and repeated > REPEATED_PERCENT:
        told["repeated_times"] = round(repeated, 1)
    if len(scanned.sizes) > 1:
        told["picture_sizes"] = [list(size) for size in scanned.sizes]
    return told


def slow_motion(path: str | Path) -> float:
    """Return how many times slower a clip plays than it was recorded, as the file says; 1 where it says nothing.

    Phones with Android note the frames a second that the camera took; of an ordinary clip, also one in poor light, that
    is no more than the clip may have.
    """
    file = existing(path)
    with opened(file) as container:
        stream = moving_pictures(container, file.name)
        taken = _number((stream.metadata | container.metadata).get(CAPTURE_RATE, ""))
        factor = taken / nominal_rate(stream)
    stretched = (taken >= HIGH_RATE and factor >= STRETCHED) or 0 < factor <= 1 / STRETCHED
    return factor if stretched else 1.0


def _number(text: str) -> float:
    """Return a positive number that a text holds; 0 for any other text."""
    with suppress(ValueError):
        number = float(text)
        return number if 0 < number < math.inf else 0.0
    return 0.0


def recorded_at(metadata: Mapping[str, str]) -> str:
    """Return when a clip was recorded, as its file says (ISO 8601 with an offset); empty where it says nothing.

    Phones of one maker note local time with its offset; others the time in UTC. A date before there were such files is
    that of a clock that was never set.
    """
    for key in ("com.apple.quicktime.creationdate", "creation_time"):
        with suppress(ValueError):
            when = datetime.fromisoformat(metadata.get(key, "").strip())
            when = when if when.tzinfo else when.replace(tzinfo=UTC)
            if when.year > FIRST_YEAR:
                return when.isoformat(timespec="seconds")
    return ""


def fingerprint(path: str | Path) -> str:
    """Return the sha256 of a file's content, in hexadecimal."""
    with existing(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
