"""Small clips for tests: pictures that show which way is up and which frame they are, and a file made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.video.stream import VideoStream
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

TICKS = 90_000  # a second, for clips with times of their own
PIXELS = {"gif": "rgb8", "mjpeg": "yuvj420p", "ffv1": "bgr0", "prores_ks": "yuv422p10le"}
FIRST_S = 6.0  # has a repetition of every clip of ours in it
JPEG, SMPTE170M = 2, 5  # FFmpeg's numbers for the full range and for the older matrix


def picture(index: int, width: int = 100, height: int = 64) -> Picture:
    """A smooth picture, red to the right and green downwards, with a blue bar that walks right with the index."""
    across, down = np.linspace(40, 200, width), np.linspace(40, 200, height)
    image = np.zeros((height, width, 3))
    image[..., 0], image[..., 1] = across[None, :], down[:, None]
    image[..., 2] = 200 * (np.abs(np.arange(width) - (8 + 2 * index) % width) < 6)
    return image.astype(np.uint8)


def write_clip(
    path: Path,
    pictures: Iterable[Picture],
    times_or_rate: Sequence[float] | float = 30,
    rotation: int = 0,
    codec: str = "libx264",
    pix_fmt: str | None = None,
    full_range: bool = False,
    container_options: dict[str, str] | None = None,
    **options: object,
) -> Path:
    """Encode `(height, width, 3)` RGB pictures, of even width and height, and give back the path.

    `times_or_rate` is frames a second, or each picture's time in seconds. `rotation` is by how many degrees a player is
    to turn the picture counter-clockwise. The rest are the codec's own options, such as `crf=18` or `g=15`.
    """
    pictures = list(pictures)
    height, width = pictures[0].shape[:2]
    if isinstance(times_or_rate, (int, float)):
        rate, stamps = Fraction(times_or_rate).limit_denominator(1001), list(range(len(pictures)))
        tick = 1 / rate
    else:
        rate, stamps = Fraction(30), [round(time * TICKS) for time in times_or_rate]
        tick = Fraction(1, TICKS)
    with av.open(str(path), "w", options=container_options or {}) as container:
        own = {name: str(value) for name, value in options.items()}
        stream = cast(VideoStream, container.add_stream(codec, rate=rate, options=own))
        stream.width, stream.height = width, height
        stream.pix_fmt = pix_fmt or PIXELS.get(codec, "yuv420p")
        stream.codec_context.time_base = tick
        if full_range:
            stream.color_range, stream.colorspace = JPEG, SMPTE170M + 1
        if rotation:
            stream.set_display_rotation(rotation)
        for stamp, image in zip(stamps, pictures, strict=True):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(image))
            frame = frame.reformat(format=stream.pix_fmt, dst_color_range=JPEG if full_range else None)
            frame.pts, frame.time_base = stamp, tick
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def write_beginning(clip: Path, to: Path) -> Path:
    """Copy the beginning of a clip as it is encoded, and give back the copy's path."""
    with av.open(str(clip)) as source, av.open(str(to), "w") as copy:
        stream = copy.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is not None and packet.dts * packet.time_base < FIRST_S:
                packet.stream = stream
                copy.mux(packet)
    return to
