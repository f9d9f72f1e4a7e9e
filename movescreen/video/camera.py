"""Cameras as they are: opened with OpenCV, read as they deliver, forgiven what passes."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any, Self

import cv2
import numpy as np
from cv2.utils import logging
from numpy.typing import NDArray

from movescreen.errors import Problem
from movescreen.video import Frame
from movescreen.video.camera_list import Listed, cameras

__all__ = ["SIZES", "Camera", "Listed", "cameras"]

SIZES = ((640, 480), (1280, 720), (1920, 1080))
PREFERRED = (1280, 720)  # more is lost on the pose network, which looks at 256 pixels
RATE = 30
FASTEST_HZ = 1000.0  # no camera gives more; some state the duration of a picture in place of their rate
LIST = "Choose another; 0 is the first one."
OPTION = "The option is --source."
# DirectShow opens at once where Media Foundation takes seconds, and numbers cameras as the list of their names does.
BACKENDS = {"win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION, "linux": cv2.CAP_V4L2}
FIRST_PICTURE_S = 5.0  # for which a camera that was opened may give none
WARMING_UP_S = 1.5  # for which the first pictures may be black
HICCUP_S = 2.0  # for which a camera that gave pictures may give none; a cable that is pulled gives none for longer
PAUSE_S = 0.02  # between two tries to get a picture
BLACK = 8  # of 255: no part of a picture of a camera that warms up is brighter

Picture = NDArray[np.uint8]
Opened = Callable[[int, dict[int, float]], Any]


def opened_at_once(number: int, wanted: dict[int, float]) -> Any:
    """Open a camera with all settings at once: one by one each makes a slow camera begin anew."""
    backend = BACKENDS.get(sys.platform, cv2.CAP_ANY)
    settings = [int(part) for pair in wanted.items() for part in pair]
    capture = cv2.VideoCapture(number, backend, settings)
    if not capture.isOpened():  # a driver that refuses one setting refuses all
        capture.release()
        capture = cv2.VideoCapture(number, cv2.CAP_ANY)
        for setting, value in wanted.items():
            capture.set(setting, value)
    return capture


class Camera:
    """A camera, asked for pictures of a size and frames per second; what it really gives is `size`.

    A `movescreen.video.Source`, but for its frames' times, which are those of their coming; the first is 0. It never
    begins anew. Raises Problem where it gives no picture, and later where it gives no more, or others than before.
    """

    frames: int | None = None
    cut_short = False
    rewinds = False
    playing = 0

    def __init__(
        self,
        number: int = 0,
        size: tuple[int, int] = PREFERRED,
        rate: float = RATE,
        name: str = "",
        opened: Opened = opened_at_once,
    ) -> None:
        self.name = name or f"Camera {number + 1}"
        self.undecoded = 0
        logging.setLogLevel(logging.LOG_LEVEL_SILENT)  # of a camera that is not there a sentence says more
        wanted = {
            cv2.CAP_PROP_FOURCC: cv2.VideoWriter.fourcc(*"MJPG"),  # raw pictures of this size come 10 a second by USB 2
            cv2.CAP_PROP_FRAME_WIDTH: size[0],
            cv2.CAP_PROP_FRAME_HEIGHT: size[1],
            cv2.CAP_PROP_FPS: rate,
        }
        try:
            self._capture = opened(number, wanted)
        except cv2.error as error:
            raise Problem(
                "no_camera", f"No camera can have the number {number}. {LIST}", OPTION, number=number
            ) from error
        picture = self._first()
        self.size = (picture.shape[1], picture.shape[0])
        self.rate = stated_rate(self._capture.get(cv2.CAP_PROP_FPS), rate)

    def begin(self) -> bool:
        """Return False: a camera shows what is now, and has no beginning."""
        return False

    def hold(self, still: bool) -> None:
        """Do nothing: people before a camera hold still by themselves."""

    def _first(self) -> Picture:
        """Return the first picture that is not black, or a black one at last. Raises Problem if none comes."""
        began, shown = perf_counter(), None
        while perf_counter() - began < (FIRST_PICTURE_S if shown is None else WARMING_UP_S):
            _, picture = self._grabbed()
            if picture is None:
                if not self._is_open():
                    break
                time.sleep(PAUSE_S)
                continue
            shown = picture
            if int(shown[::8, ::8].max()) > BLACK:
                break
        if shown is None:
            self.close()
            sentence = f"{self.name} gives no picture: it is not plugged in, or something else uses it."
            sentence = f"{sentence} Plug it in, and close other programs that show it."
            raise Problem("camera_busy", sentence, camera=self.name)
        return shown

    def _is_open(self) -> bool:
        """Return whether there is a camera at all."""
        return bool(getattr(self._capture, "isOpened", lambda: True)())

    def _grabbed(self) -> tuple[float, Picture | None]:
        """Return the time of the next picture and the picture, BGR; None if no picture came, or the driver lost it."""
        try:
            if not self._capture.grab():
                return perf_counter(), None
            now = perf_counter()
            came, picture = self._capture.retrieve()
        except cv2.error:
            return perf_counter(), None
        return now, picture if came and picture is not None and getattr(picture, "size", 0) else None

    def __iter__(self) -> Iterator[Frame]:
        began, index, last, missed = None, 0, perf_counter(), False
        while True:
            now, picture = self._grabbed()
            if picture is None:
                if now - last > HICCUP_S or not self._is_open():
                    raise self._gone()
                missed = True
                time.sleep(PAUSE_S)
                continue
            if (picture.shape[1], picture.shape[0]) != self.size:
                raise self._changed(picture)
            if missed:
                self.undecoded += max(1, round((now - last) * self.rate) - 1)
            began, last, missed = now if began is None else began, now, False
            yield Frame(index, now - began, cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False))
            index += 1

    def _gone(self) -> Problem:
        sentence = f"{self.name} gives no more pictures. Plug it in again; it will be found by itself."
        return Problem("camera_unplugged", sentence, camera=self.name)

    def _changed(self, picture: Picture) -> Problem:
        before, now = "{} × {}".format(*self.size), f"{picture.shape[1]} × {picture.shape[0]}"
        sentence = f"{self.name} changed the size of its pictures from {before} to {now}. It is opened again by itself."
        return Problem("camera_changed", sentence, camera=self.name, before=before, now=now)

    def close(self) -> None:
        """Release the camera."""
        self._capture.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def stated_rate(stated: Any, asked: float) -> float:
    """Return the rate that a camera states, Hz, or the one asked for where it states an impossible one."""
    try:
        rate = float(stated)
    except (TypeError, ValueError):
        return asked
    return rate if math.isfinite(rate) and 1.0 <= rate <= FASTEST_HZ else asked


class PluggedIn:
    """Opens one camera again and again: by its name where the system tells names, so that another plug is no matter."""

    def __init__(
        self,
        number: int = 0,
        size: tuple[int, int] = PREFERRED,
        listed: Callable[[], list[Listed]] = cameras,
        opened: Callable[..., Camera] = Camera,
    ) -> None:
        self.number, self.size, self._listed, self._opened = number, size, listed, opened
        self.name = ""

    def __call__(self) -> Camera:
        """Open the camera. Raises Problem where it gives no picture."""
        there = {one.number: one.name for one in self._listed() if one.named}
        if self.name and there.get(self.number) != self.name:
            self.number = next((number for number, name in there.items() if name == self.name), self.number)
        self.name = there.get(self.number, self.name)
        return self._opened(self.number, self.size, name=self.name)
