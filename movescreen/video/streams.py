"""The stream of a container whose pictures are looked at."""

from __future__ import annotations

from typing import Any

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from movescreen.errors import Problem
from movescreen.video.validation import WANTED

MOST_PIXELS = 36_000_000  # of a picture; 8K has 33.2 million. A worker holds about ten pictures, 3 bytes a pixel
UNKNOWN_RATE = 30  # frames a second, where a file does not say
COVER = av.stream.Disposition.attached_pic
DEFAULT = av.stream.Disposition.default


def moving_pictures(container: InputContainer, name: str) -> VideoStream:
    """Return the stream with most picture area over most frames, cover art left out.

    Raises
    ------
    Problem
        There is none to decode, or its pictures are too large.
    """
    streams = [stream for stream in container.streams.video if not stream.disposition & COVER]
    if not streams:
        sentence = f"{name} has no moving pictures in it, only sound or text. {WANTED}"
        raise Problem("not_a_video", sentence, file=name)
    moving = [stream for stream in streams if stream.frames != 1]
    if container.format.name.endswith("_pipe") or container.format.name == "image2" or not moving:
        raise Problem("still_picture", f"{name} is a still picture, and movement needs a video. {WANTED}", file=name)
    readable = [stream for stream in moving if stream.codec_context is not None]
    if not readable:
        sentence = f"No decoder here knows how the pictures of {name} are stored. Save it as H.264 .mp4."
        raise Problem("unknown_codec", sentence, file=name)
    chosen = max(readable, key=lambda stream: _weight(stream, container))
    check_size(chosen.width, chosen.height, name)
    # Also what a stream says later about the size of its pictures: a larger one counts as not decoded.
    chosen.codec_context.options = {**chosen.codec_context.options, "max_pixels": str(MOST_PIXELS)}
    return chosen


def described(container: InputContainer, chosen: VideoStream) -> dict[str, Any]:
    """Return which stream was chosen, for the record; empty where there was no choice."""
    streams = container.streams.video
    if len(streams) < 2:
        return {}
    return {"video_stream": {"index": chosen.index, "of": [[s.index, s.width, s.height, s.frames] for s in streams]}}


def check_size(width: int, height: int, name: str) -> None:
    """Raise a problem if pictures are too large to decode.

    Parameters
    ----------
    width, height : int
        Size, px.
    name : str
        Name of the clip.

    Raises
    ------
    Problem
        The picture has too many pixels.
    """
    if width * height > MOST_PIXELS:
        sentence = f"Pictures of at most {MOST_PIXELS / 1e6:.0f} million pixels were expected, and those of {name} are"
        sentence = f"{sentence} {width} x {height}. Save it smaller, such as 1920 x 1080."
        raise Problem("picture_too_large", sentence, file=name, width=width, height=height)


def _weight(stream: VideoStream, container: InputContainer) -> tuple[float, bool]:
    """Picture area times frames, by what the file says of them; of equal ones the default, then the first."""
    area = stream.width * stream.height
    return float(area * _frames(stream, container)), bool(stream.disposition & DEFAULT)


def _frames(stream: VideoStream, container: InputContainer) -> float:
    if stream.frames:
        return stream.frames
    if stream.duration is not None and stream.time_base is not None:
        seconds = float(stream.duration * stream.time_base)
    else:
        seconds = (container.duration or av.time_base) / av.time_base
    return seconds * float(stream.average_rate or 1)


def nominal_rate(stream: VideoStream) -> float:
    """Return the frames a second that a file claims: the average where it keeps times, else what its pictures say."""
    rates = (stream.average_rate, stream.guessed_rate)
    known = [rate for rate in (rates if stream.start_time is not None else rates[::-1]) if rate]
    return float(known[0]) if known else float(UNKNOWN_RATE)
