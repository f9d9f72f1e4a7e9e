"""The decoder: a stream's packets in, its pictures out in the order shown, and a count of those that are lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
from av import Packet, VideoFrame
from av.codec.codec import Capabilities
from av.container import InputContainer
from av.video.stream import VideoStream

from movescreen.sources.gate import opened
from movescreen.sources.length import Length

NO_STAMP = -(2**63)


class Decoder:
    """Every whole picture of one stream.

    `undecoded` counts the pictures that could not be decoded, or of which the decoder had to make up a part.
    `cut_short` is known at the end: the last packet gave no whole picture, or the file ends before what it promises.
    """

    def __init__(self, path: Path, container: InputContainer, stream: VideoStream, rate: float) -> None:
        self.length = Length(container, stream)
        self.undecoded = 0
        self.cut_short = False
        self._path, self._container, self._stream, self._rate = path, container, stream, rate
        self._settled = NO_STAMP - 1  # what was lost up to this stamp has been counted
        self._broken = False
        self._hasty = stream.start_time is not None and bool(stream.codec.capabilities & Capabilities.frame_threads)
        stream.thread_type = "AUTO" if self._hasty else "SLICE"

    def __iter__(self) -> Iterator[VideoFrame]:
        sent = shown = NO_STAMP
        for packet in self._packets(self._container, self._stream):
            sent = max(sent, stamp(packet))
            for picture in self._decode(self._stream, packet):
                shown = max(shown, stamp(picture))
                yield from self._whole(picture, packet)
        if self._hasty and shown < sent:
            yield from self._tail(shown)
        self.cut_short = self._broken or self.length.short(self._rate)

    def _tail(self, shown: int) -> Iterator[VideoFrame]:
        """The pictures after `shown` once more, without haste.

        Threads that work on several pictures drop all that they hold when they meet an error while they are emptied,
        and how much that is depends on the machine.
        """
        self._settled = shown
        with opened(self._path) as container:
            stream = container.streams.video[self._container.streams.video.index(self._stream)]
            stream.thread_type = "SLICE"
            if shown > NO_STAMP:
                container.seek(shown, stream=stream)
            for packet in self._packets(container, stream):
                for picture in self._decode(stream, packet):
                    if stamp(picture) > shown:
                        yield from self._whole(picture, packet)

    def _packets(self, container: InputContainer, stream: VideoStream) -> Iterator[Packet | None]:
        """The stream's packets, and None after the last, which empties the decoder."""
        try:
            for packet in container.demux([container.streams[watched.index] for watched in self.length.watched]):
                if packet.size and packet.stream_index == stream.index:
                    yield packet
                elif packet.size:
                    self.length.see(packet, packet.time_base)
        except av.FFmpegError:
            self._broken = True
        yield None

    def _decode(self, stream: VideoStream, packet: Packet | None) -> list[VideoFrame]:
        try:
            return stream.decode(packet)
        except av.FFmpegError:
            if packet is not None and stamp(packet) > self._settled:
                self._lose()
            return []

    def _whole(self, picture: VideoFrame, packet: Packet | None) -> Iterator[VideoFrame]:
        if picture.is_corrupt:
            self._lose()
            return
        self.length.see(picture, self._stream.time_base)
        self._broken &= packet is None  # a picture still comes out for a new packet: what was lost was not the end
        yield picture

    def _lose(self) -> None:
        self.undecoded += 1
        self._broken = True


def stamp(of: Packet | VideoFrame | None) -> int:
    """A stamp to compare with others; the lowest where there is none, or where nothing is to be shown."""
    if of is None or of.pts is None or (isinstance(of, Packet) and of.is_discard):
        return NO_STAMP
    return of.pts
