"""Compare a container's stated duration with how far its pictures reach."""

from __future__ import annotations

from fractions import Fraction

from av import Packet, VideoFrame
from av.container import InputContainer
from av.stream import Stream
from av.video.stream import VideoStream

# What a clip may lack: containers round their length, and some leave out the last frame's own time.
FEW_FRAMES = 3  # frames
FEW_SECONDS = 0.1  # s, at least
MICROSECOND = Fraction(1, 1_000_000)  # the tick of a whole container


class ContainerLength:
    """The seconds that a container promises (None where it does not say), and those that have come.

    A container that knows only the length of the whole may mean its sound: then the sound's packets count as well.
    """

    def __init__(self, container: InputContainer, stream: VideoStream, rate: float) -> None:
        own = stream.duration is not None
        self.watched: list[Stream] = [stream] if own else list(container.streams)
        self.seconds = (
            tick_seconds(stream.duration, stream.time_base) if own else tick_seconds(container.duration, MICROSECOND)
        )
        if container.format.name == "avi" and stream.frames:  # FFmpeg fits its length to what is left of the file
            self.seconds = stream.frames / rate
        # A stream's length counts from its first stamp, the length of a whole file from zero.
        self._start = (tick_seconds(stream.start_time, stream.time_base) or 0.0) if own else 0.0
        self._reached = self._start
        self._slack = max(FEW_FRAMES / rate, FEW_SECONDS)

    def see(self, what: Packet | VideoFrame, tick: Fraction | None) -> None:
        """Take note of a picture, or of a packet of sound, with stamps in units of `tick` seconds."""
        end = None if what.pts is None else tick_seconds(what.pts + (what.duration or 0), tick)
        self._reached = max(self._reached, end or self._reached)

    @property
    def short(self) -> bool:
        """Whether more than a few frames of those that are promised never came."""
        return (self.seconds or 0.0) - (self._reached - self._start) > self._slack


def tick_seconds(ticks: int | None, tick: Fraction | None) -> float | None:
    """Return a container's count of ticks as seconds; None where it does not say."""
    return None if ticks is None or tick is None else float(ticks * tick)
