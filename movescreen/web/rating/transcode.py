"""Copies of clips for raters: for every browser, quick to step through, without sound, name or place."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
from numpy.typing import NDArray

from movescreen.errors import Problem
from movescreen.video import Source, open_video
from movescreen.video.writer import TICKS

LARGEST = 1920  # pixels of the longer side
# Every tenth picture is a key frame, so that a step back is as quick as one forward; there are no B-frames.
QUALITY = {"preset": "veryfast", "crf": "19", "g": "10", "bf": "0"}
ITU709 = 1  # FFmpeg's number of the colours that browsers expect
MPEG = 1  # FFmpeg's number of the range that browsers expect

Told = Callable[[int, int | None], None]


def copy(file: Path, to: Path, told: Told) -> None:
    """Write the copy of a clip for raters.

    Parameters
    ----------
    file : Path
        The clip.
    to : Path
        The copy.
    told : callable
        Hears how many frames are done, and of how many.

    Raises
    ------
    Problem
        The clip is no video, or the copy cannot be written.
    """
    with open_video(file) as source:
        try:
            _write(source, to, told)
        except (OSError, av.FFmpegError) as error:
            sentence = f"A copy of {source.name} could not be written into {to.parent} ({error}). Make room there."
            raise Problem("copy_unwritten", sentence, file=source.name, folder=str(to.parent)) from error


def _write(source: Source, to: Path, told: Told) -> None:
    size = shown_size(source.size)
    with av.open(str(to), "w", format="mp4", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=round(source.rate) or 30, options=QUALITY)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, TICKS)
        stream.codec_context.colorspace, stream.codec_context.color_range = ITU709, MPEG
        for frame in source:
            container.mux(stream.encode(encodable(frame.picture, frame.time, size)))
            told(frame.index + 1, source.frames)
        container.mux(stream.encode())


def shown_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return the width and height of a copy: even, and no longer than a screen."""
    smaller = min(1.0, LARGEST / max(size))
    width, height = (max(round(length * smaller / 2) * 2, 2) for length in size)
    return width, height


def encodable(picture: NDArray, time: float, size: tuple[int, int]) -> av.VideoFrame:
    """Return a picture with its time for the encoder.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        RGB.
    time : float
        s.
    size : tuple of int
        Width and height of the video, px.

    Returns
    -------
    VideoFrame
        In the colours that browsers expect.
    """
    frame = av.VideoFrame.from_ndarray(picture)
    frame = frame.reformat(*size, "yuv420p", dst_colorspace=ITU709, dst_color_range=MPEG)
    frame.pts, frame.time_base = round(time * TICKS), Fraction(1, TICKS)
    return frame


def times(file: Path) -> list[float]:
    """Return the time of each frame of a copy, s."""
    with av.open(str(file)) as container:
        stream = container.streams.video[0]
        stamps = sorted(packet.pts for packet in container.demux(stream) if packet.pts is not None)
        return [round(float(stamp * (stream.time_base or 0)), 4) for stamp in stamps]
