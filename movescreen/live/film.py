"""The raw video of a recording, written while it is made: what was written is there even if everything else ends."""

from __future__ import annotations

import threading
from fractions import Fraction
from pathlib import Path
from queue import Queue

import av
import numpy as np
from numpy.typing import NDArray

from movescreen.errors import Problem

TICKS = 90_000  # a second
GOP = 30  # frames: what is lost at most if the machine stops
WAITING = 30  # frames, until who films waits for who writes
# In pieces that each stand for themselves, so that a file whose end is missing plays until there.
PIECES = {"movflags": "frag_keyframe+empty_moov+default_base_moof", "flush_packets": "1"}
FAST = {"preset": "ultrafast", "crf": "18", "g": str(GOP), "threads": "1"}


class Film:
    """Writes pictures with their times, in a thread of its own. Raises Problem where nothing can be written."""

    def __init__(self, path: Path, size: tuple[int, int], rate: float) -> None:
        self._path = path
        self._waiting: Queue[tuple[float, NDArray[np.uint8]] | None] = Queue(WAITING)
        self._failed: Exception | None = None
        self._width, self._height = (length // 2 * 2 for length in size)
        try:
            self._container = av.open(str(path), "w", options=PIECES)
            self._stream = self._container.add_stream("libx264", rate=round(rate) or 30, options=FAST)
            self._stream.width, self._stream.height, self._stream.pix_fmt = self._width, self._height, "yuv420p"
            self._stream.codec_context.time_base = Fraction(1, TICKS)
            self._container.start_encoding()
        except (OSError, av.FFmpegError) as error:
            raise _unwritten(path, error) from error
        self._thread = threading.Thread(target=self._write, name="film", daemon=True)
        self._thread.start()

    def add(self, time: float, picture: NDArray[np.uint8]) -> None:
        """Take in the next picture. Raises Problem where the disk took no more."""
        if self._failed:
            raise _unwritten(self._path, self._failed)
        self._waiting.put((time, picture))

    @property
    def idle(self) -> bool:
        """Whether all that came has been written."""
        return self._waiting.empty()

    def close(self) -> None:
        """Write what is left. Raises Problem where the disk took no more."""
        if self._thread.is_alive():
            self._waiting.put(None)
            self._thread.join()
        if self._failed:
            raise _unwritten(self._path, self._failed)

    def _write(self) -> None:
        try:
            while (item := self._waiting.get()) is not None:
                self._encode(*item)
            self._container.mux(self._stream.encode())
        except (OSError, av.FFmpegError) as error:
            self._failed = error
            while not self._waiting.empty():
                self._waiting.get()
        finally:
            self._container.close()

    def _encode(self, time: float, picture: NDArray[np.uint8]) -> None:
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture[: self._height, : self._width]))
        frame.pts, frame.time_base = round(time * TICKS), Fraction(1, TICKS)
        self._container.mux(self._stream.encode(frame))


def _unwritten(path: Path, error: Exception) -> Problem:
    sentence = (
        f"The video could not be written into {path.parent} ({error}). Make room there, or do not keep the video."
    )
    return Problem("video_unwritten", sentence)
