"""The decoder: a stream's packets in, its pictures out in the order shown, and a count of those that are lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
from av import Packet, VideoFrame
from av.codec.codec import Capabilities
from av.container import InputContainer
from av.video.stream import VideoStream

from movescreen.threads import allowed
from movescreen.video.duration import ContainerLength
from movescreen.video.validation import opened

NO_STAMP = -(2**63)
MOST_AT_ONCE = 3  # pictures that are decoded at once: as many as there are cores would take as much memory a clip


class Decoder:
    """Every whole picture of one stream.

    `undecoded` counts the pictures that could not be decoded, or of which the decoder had to make up a part.
    `cut_short` is known at the end: the last packet gave no whole picture, or the file ends before what it promises.
    """

    def __init__(self, path: Path, container: InputContainer, stream: VideoStream, rate: float) -> None:
        self.length = ContainerLength(container, stream, rate)
        self.undecoded = 0
        self.cut_short = False
        self._path, self._container, self._stream = path, container, stream
        self._sent = self._shown = NO_STAMP
        self._broken = False

    def __iter__(self) -> Iterator[VideoFrame]:
        stamped = self._stream.start_time is not None
        threaded = bool(self._stream.codec.capabilities & Capabilities.frame_threads)
        hasty = stamped and threaded and allowed(MOST_AT_ONCE) > 1
        given = 0
        try:
            for picture in self._run(self._container, self._stream, hasty):
                given += 1
                if not picture.is_corrupt:
                    yield picture
            lossy = hasty and self._shown < self._sent
        except av.FFmpegError:
            lossy = True
        if lossy:
            yield from self._patiently(given)
        self.cut_short = self._broken or self.length.short

    def _patiently(self, given: int) -> Iterator[VideoFrame]:
        """Yield the whole pictures after those that were given, from the beginning again and one at a time.

        Threads that each work on a picture of their own lose more than the one that met an error, some of it without
        a word, and how much that is depends on the machine.
        """
        self.undecoded = 0
        with opened(self._path) as container:
            stream = container.streams.video[self._container.streams.video.index(self._stream)]
            for number, picture in enumerate(self._run(container, stream, hasty=False)):
                if number >= given and not picture.is_corrupt:
                    yield picture

    def _run(self, container: InputContainer, stream: VideoStream, hasty: bool) -> Iterator[VideoFrame]:
        """Yield every picture that comes out; in haste an error ends it, and patiently it is counted."""
        threads = ("AUTO", allowed(MOST_AT_ONCE)) if hasty else ("SLICE", 1)
        stream.thread_type, stream.codec_context.thread_count = threads
        for packet in self._packets(container, stream):
            self._sent = max(self._sent, stamp(packet))
            try:
                pictures = stream.decode(packet)
            except av.FFmpegError:
                if hasty:
                    raise
                pictures = []
                self._lose()
            for picture in pictures:
                self._note(picture, packet)
                yield picture

    def _packets(self, container: InputContainer, stream: VideoStream) -> Iterator[Packet | None]:
        """Yield the stream's packets, and None after the last, which empties the decoder."""
        try:
            for packet in container.demux([container.streams[watched.index] for watched in self.length.watched]):
                if packet.size and packet.stream_index == stream.index:
                    yield packet
                elif packet.size:
                    self.length.see(packet, packet.time_base)
        except av.FFmpegError:
            self._broken = True
        yield None

    def _note(self, picture: VideoFrame, packet: Packet | None) -> None:
        self._shown = max(self._shown, stamp(picture))
        if picture.is_corrupt:
            self._lose()
            return
        self.length.see(picture, self._stream.time_base)
        self._broken &= packet is None  # a new packet still gives a picture: what was lost was not the end

    def _lose(self) -> None:
        self.undecoded += 1
        self._broken = True


def stamp(of: Packet | VideoFrame | None) -> int:
    """Return a stamp to compare with others; the lowest if there is none, or where nothing is to be shown."""
    if of is None or of.pts is None or (isinstance(of, Packet) and of.is_discard):
        return NO_STAMP
    return of.pts
