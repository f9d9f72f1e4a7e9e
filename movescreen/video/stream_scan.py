"""Scan a stream before it is decoded: the sizes of its pictures and the timestamps of its packets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from movescreen.video import streams
from movescreen.video.timestamps import RESTART
from movescreen.video.validation import opened

INTRA_ONLY = 1  # of a codec's properties in FFmpeg (AV_CODEC_PROP_INTRA_ONLY)
INTRA_STEP = 10  # pictures: of a codec with key frames only, one in this many is looked at
LARGEST_STEP = 2.0  # nominal intervals between two pictures of one stamp, at most: a longer gap is a pause
KEPT = 32  # scans that are remembered

Size = tuple[int, int]


@dataclass(frozen=True)
class StreamScan:
    """The result of scanning a stream.

    Attributes
    ----------
    sizes : tuple of (int, int)
        Width and height of the pictures as they are stored, px, each size once, in the order in which they come.
    steps : mapping of int to float
        For each stamp that several pictures carry: s from one of them to the next.
    repeated : int
        How many pictures carry the stamp of the one before.
    packets : int
    """

    sizes: tuple[Size, ...] = ()
    steps: Mapping[int, float] = field(default_factory=dict)
    repeated: int = 0
    packets: int = 0

    @property
    def largest(self) -> Size | None:
        """The size with most pixels; of equal ones the first. None where no picture was seen."""
        return max(self.sizes, key=lambda size: size[0] * size[1], default=None)


def scan(path: Path, index: int, interval: float) -> StreamScan:
    """Scan a stream of a file.

    Parameters
    ----------
    path : Path
    index : int
        Of the stream, among those of the container.
    interval : float
        s between two pictures, as the file claims.

    Returns
    -------
    StreamScan
        As far as the file could be read.
    """
    stat = path.stat()
    return _scan(path, index, interval, (stat.st_mtime_ns, stat.st_size))


@lru_cache(KEPT)
def _scan(path: Path, index: int, interval: float, _: Size) -> StreamScan:
    with opened(path) as container:
        stream = container.streams[index]
        if not isinstance(stream, VideoStream):
            return StreamScan()
        stream.codec_context.options = {"max_pixels": str(streams.MOST_PIXELS)}
        stream.thread_type, stream.codec_context.thread_count = "SLICE", 1
        stream.codec_context.skip_frame = "NONKEY"
        sizes, stamps = _sizes_and_stamps(container, stream)
        tick = stream.time_base or Fraction(1)
    steps, repeated = burst_steps(stamps, tick, interval)
    return StreamScan(sizes, steps, repeated, len(stamps))


def _sizes_and_stamps(container: InputContainer, stream: VideoStream) -> tuple[tuple[Size, ...], list[int]]:
    """Return the sizes of a stream's key frames, each once, and its packets' timestamps, as far as it can be read."""
    sizes: dict[Size, None] = {}
    stamps: list[int] = []
    every = INTRA_STEP if stream.codec.properties & INTRA_ONLY else 1
    with suppress(av.FFmpegError):  # the decoder will meet it too, and says so
        for number, packet in enumerate(_packets(container, stream)):
            if packet.pts is not None:
                stamps.append(packet.pts)
            if packet.is_keyframe and number % every == 0:
                sizes |= dict.fromkeys(_sizes(stream, packet))
        sizes |= dict.fromkeys(_sizes(stream, None))
    return tuple(sizes), stamps


def _packets(container: InputContainer, stream: VideoStream) -> Iterator[av.Packet]:
    return (packet for packet in container.demux(stream) if packet.size)


def _sizes(stream: VideoStream, packet: av.Packet | None) -> Iterator[Size]:
    """Yield the sizes of the pictures that come out as a packet goes in; none of a packet that cannot be decoded."""
    try:
        for picture in stream.decode(packet):
            yield picture.width, picture.height
    except av.FFmpegError:
        return


def burst_steps(stamps: list[int], tick: Fraction, interval: float) -> tuple[dict[int, float], int]:
    """Return by how much pictures of one stamp are to be spread, and how many carry the stamp of the one before.

    Parameters
    ----------
    stamps : list of int
        In the order of decoding.
    tick : Fraction
        s of a unit of a stamp.
    interval : float
        s between two pictures, as the file claims.

    Returns
    -------
    steps : dict of int to float
        s, by stamp: the gap to the next stamp in equal parts, or where that is a pause, twice the interval at most.
    repeated : int
    """
    steps: dict[int, float] = {}
    repeated = 0
    for part in _parts(stamps, tick):
        counts = sorted(Counter(part).items())
        for (stamp, count), after in zip(counts, [*counts[1:], None], strict=True):
            if count > 1:
                repeated += count - 1
                gap = float((after[0] - stamp) * tick) / count if after else interval
                steps[stamp] = min(gap, LARGEST_STEP * interval, steps.get(stamp, gap))
    return steps, repeated


def _parts(stamps: list[int], tick: Fraction) -> Iterator[list[int]]:
    """Yield the stamps between the places where a clip glued together from several begins again."""
    begins = 0
    numbers = []
    highest: int | None = None
    for stamp in stamps:
        if highest is not None and float((highest - stamp) * tick) > RESTART:
            begins, highest = begins + 1, None
        highest = stamp if highest is None else max(highest, stamp)
        numbers.append(begins)
    for _, group in groupby(zip(numbers, stamps, strict=True), key=lambda pair: pair[0]):
        yield [stamp for _, stamp in group]
