"""The pictures of a recording, kept as long as its report may need them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from movescreen.video import Frame

Picture = NDArray[np.uint8]

MOST = 1200  # pictures: 40 s at 30 a second, some 120 MB; of a longer recording every second one is kept, and so on
QUALITY = 90
BESIDE = 4  # frames from the one that is wanted: the body is all but the same


def encoded(picture: Picture) -> bytes:
    """Encode a picture as JPEG.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        RGB.

    Returns
    -------
    bytes
        The file.
    """
    whole, jpeg = cv2.imencode(".jpg", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    assert whole
    return jpeg.tobytes()


class FrameBuffer:
    """Keeps the pictures of frames by number; of many frames only every second, fourth and so on."""

    def __init__(self) -> None:
        self._jpegs: dict[int, bytes] = {}
        self._every = 1

    def __len__(self) -> int:
        return len(self._jpegs)

    def keep(self, number: int, jpeg: bytes) -> None:
        """Keep a picture, and fewer of those before where they become too many."""
        if number % self._every:
            return
        self._jpegs[number] = jpeg
        if len(self._jpegs) > MOST:
            self._every *= 2
            self._jpegs = {n: kept for n, kept in self._jpegs.items() if n % self._every == 0}

    def frames(self, wanted: Iterable[int]) -> Iterator[Frame]:
        """Frames of these numbers in their order, with their own picture or that of one close by; without one, none.

        Which picture that is, is settled now; it is decoded when its turn comes.
        """
        chosen = [(number, jpeg) for number in sorted(wanted) if (jpeg := self._nearest(number))]
        return (Frame(number, 0.0, decoded(jpeg)) for number, jpeg in chosen)

    def _nearest(self, number: int) -> bytes | None:
        near = sorted(range(number - BESIDE, number + BESIDE + 1), key=lambda other: abs(other - number))
        return next((self._jpegs[other] for other in near if other in self._jpegs), None)


def decoded(jpeg: bytes) -> Picture:
    """Decode a JPEG.

    Parameters
    ----------
    jpeg : bytes
        The file.

    Returns
    -------
    ndarray of uint8, shape (height, width, 3)
        RGB.
    """
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).astype(np.uint8)
