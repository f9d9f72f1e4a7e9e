"""Videos that are written while their pictures are made: H.264 that every browser plays, in a thread of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import Self

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from movescreen.errors import Problem

Picture = NDArray[np.uint8]

TICKS = 90_000  # a second
# Its index comes first, so that a browser plays before it has all; and a picture that stands for itself each second.
CONTAINER = {"movflags": "+faststart"}
CODER = {"preset": "ultrafast", "crf": "26", "g": "30", "threads": "1"}


class VideoWriter:
    """A video file to which pictures are added with their times, all of one `size`; an odd row or column is left out.

    Raises Problem, at the beginning, at the next picture or at the end, where it cannot be written.
    """

    waiting = 8  # pictures, until who makes them waits for who writes

    def __init__(
        self,
        path: Path,
        size: tuple[int, int],
        rate: float,
        container: Mapping[str, str] = CONTAINER,
        coder: Mapping[str, str] = CODER,
    ) -> None:
        self._path = path
        self._width, self._height = (length // 2 * 2 for length in size)
        self._waiting: deque[Future[None]] = deque()
        try:
            self._container = av.open(str(path), "w", options=dict(container))
            self._stream = self._container.add_stream("libx264", rate=max(1, round(rate)), options=dict(coder))
            self._stream.width, self._stream.height, self._stream.pix_fmt = self._width, self._height, "yuv420p"
            self._stream.codec_context.time_base = Fraction(1, TICKS)
            self._container.start_encoding()
        except (OSError, av.FFmpegError) as error:
            raise self._unwritten(error) from error
        self._thread = ThreadPoolExecutor(1, "film")

    def add(self, time: float, picture: Picture) -> None:
        """Append a picture.

        Parameters
        ----------
        time : float
            When it is shown, s.
        picture : ndarray of uint8, shape (height, width, 3)
            RGB; it must not change any more.

        Raises
        ------
        Problem
            An earlier picture could not be written.
        """
        self._waiting.append(self._thread.submit(self._write, time, picture))
        while self._waiting and (len(self._waiting) > self.waiting or self._waiting[0].done()):
            self._ended(self._waiting.popleft())

    @property
    def idle(self) -> bool:
        """Whether all that came has been written."""
        return all(piece.done() for piece in self._waiting)

    def close(self) -> None:
        """Write what is left."""
        try:
            self._waiting.append(self._thread.submit(self._flush))
            while self._waiting:
                self._ended(self._waiting.popleft())
        finally:
            self._drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *error: object) -> None:
        self.close() if kind is None else self._drop()

    def _drop(self) -> None:
        """Release the file, whole or not."""
        self._thread.shutdown(cancel_futures=True)
        try:
            self._container.close()
        except (OSError, av.FFmpegError) as error:
            raise self._unwritten(error) from error

    def _ended(self, piece: Future[None]) -> None:
        try:
            piece.result()
        except (OSError, av.FFmpegError) as error:
            raise self._unwritten(error) from error

    def _write(self, time: float, picture: Picture) -> None:
        # The picture's own converter takes four times as long as OpenCV's.
        yuv = cv2.cvtColor(picture[: self._height, : self._width], cv2.COLOR_RGB2YUV_I420)
        frame = av.VideoFrame.from_ndarray(np.asarray(yuv, np.uint8), format="yuv420p")
        frame.pts, frame.time_base = round(time * TICKS), Fraction(1, TICKS)
        self._container.mux(self._stream.encode(frame))

    def _flush(self) -> None:
        self._container.mux(self._stream.encode(None))

    def _unwritten(self, error: Exception) -> Problem:
        sentence = f"The video could not be written into {self._path.parent} ({error})."
        sentence = f"{sentence} Make room there, or leave it out."
        return Problem("video_unwritten", sentence, folder=str(self._path.parent))
