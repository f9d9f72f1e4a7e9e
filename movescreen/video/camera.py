"""Cameras: listed, opened with OpenCV, and read as they deliver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Self

import cv2
from cv2.utils import logging

from movescreen.errors import Problem
from movescreen.video import Frame

SIZES = ((640, 480), (1280, 720), (1920, 1080))
PREFERRED = (1280, 720)  # more is lost on the pose network, which looks at 256 pixels
RATE = 30
DEVICES = Path("/sys/class/video4linux")
LIST = "Name another with --source; 0 is the first one."
MOST = 4  # numbers that are tried where the system keeps no list


@dataclass(frozen=True)
class Listed:
    """A camera that there is: the number that opens it, and what it is called."""

    number: int
    name: str


def cameras(devices: Path = DEVICES) -> list[Listed]:
    """Return the cameras of this machine; where the system keeps no list, the numbers that one may have."""
    if not devices.is_dir():
        return [Listed(number, f"Camera {number + 1}") for number in range(MOST)]
    found = (_listed(device) for device in devices.iterdir())
    return sorted((one for one in found if one), key=lambda one: one.number)


def _listed(device: Path) -> Listed | None:
    """Return what a device of the system's list is; None for the second one of a camera, which gives no pictures."""
    number = device.name.removeprefix("video")
    try:
        is_second = (device / "index").read_text().strip() != "0"
        name = (device / "name").read_text().strip()
    except OSError:
        return None
    return Listed(int(number), name or f"Camera {number}") if number.isdigit() and not is_second else None


class Camera:
    """A camera, asked for pictures of a size and frames per second; what it really gives is `size`.

    A `movescreen.video.Source`, but for its frames' times, which are those of their coming; the first is 0. It never
    begins anew. Raises Problem if it gives no picture, and later where it gives no more.
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
        opened: Callable[[int], Any] = cv2.VideoCapture,
    ) -> None:
        self.name = f"Camera {number + 1}"
        self.undecoded = 0
        logging.setLogLevel(logging.LOG_LEVEL_SILENT)  # of a camera that is not there a sentence says more
        try:
            self._capture = opened(number)
        except cv2.error as error:
            raise Problem("no_camera", f"No camera can have the number {number}. {LIST}") from error
        wanted = {
            cv2.CAP_PROP_FOURCC: cv2.VideoWriter.fourcc(*"MJPG"),  # raw pictures of this size come 10 a second by USB 2
            cv2.CAP_PROP_FRAME_WIDTH: size[0],
            cv2.CAP_PROP_FRAME_HEIGHT: size[1],
            cv2.CAP_PROP_FPS: rate,
            cv2.CAP_PROP_BUFFERSIZE: 1,
        }
        for setting, value in wanted.items():
            self._capture.set(setting, value)
        came, picture = self._capture.read()
        if not came:
            self.close()
            sentence = f"{self.name} gives no picture: it is not plugged in, or something else uses it."
            raise Problem("camera_busy", f"{sentence} Plug it in, and close other programs that show it.")
        self.size = (picture.shape[1], picture.shape[0])
        self.rate = float(self._capture.get(cv2.CAP_PROP_FPS) or rate)

    def begin(self) -> bool:
        """Return a camera shows what is now, and no beginning."""
        return False

    def hold(self, still: bool) -> None:
        """People hold still by themselves."""

    def __iter__(self) -> Iterator[Frame]:
        began, index = None, 0
        while self._capture.grab():
            now = perf_counter()
            began = now if began is None else began
            came, picture = self._capture.retrieve()
            if came:
                yield Frame(index, now - began, cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
                index += 1
            else:
                self.undecoded += 1
        sentence = f"{self.name} gives no more pictures. Plug it in again; it will be found by itself."
        raise Problem("camera_unplugged", sentence)

    def close(self) -> None:
        """release the camera."""
        self._capture.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
