"""Decoded pictures as people see them: turned upright, with square pixels, in RGB."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from av import VideoFrame
from av.filter import Graph
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray

# What a file asks its player to do, by the directions in which it sends the stored picture's x (right) and y (down).
TURNS: dict[tuple[int, ...], tuple[tuple[str, str], ...]] = {
    (0, 1, -1, 0): (("transpose", "clock"),),
    (0, -1, 1, 0): (("transpose", "cclock"),),
    (0, 1, 1, 0): (("transpose", "cclock_flip"),),
    (0, -1, -1, 0): (("transpose", "clock_flip"),),
    (-1, 0, 0, -1): (("hflip", ""), ("vflip", "")),
    (-1, 0, 0, 1): (("hflip", ""),),
    (1, 0, 0, -1): (("vflip", ""),),
}
# Pixels this close to square stay as they are: the angle between two lines changes by under 0.3 deg.
NEARLY_SQUARE = 0.01


def directions(picture: VideoFrame) -> tuple[int, ...]:
    """Return where the display matrix sends x and y. The picture is turned only if this is a key of TURNS."""
    try:
        carried: Mapping[str, Any] = picture.side_data
        stored = carried.get("DISPLAYMATRIX")
        matrix = np.eye(2) if stored is None else np.frombuffer(stored, np.int32).reshape(3, 3)[:2, :2]
    except ValueError:  # PyAV gives nothing where it has no name for one of the things that a picture carries
        angle = np.radians(picture.rotation)
        matrix = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return tuple(np.rint(matrix / max(np.abs(matrix).max(), 1)).astype(int).ravel().tolist())


def squared(width: int, pixel_aspect: Fraction | None) -> int:
    """Return the width that a picture has once its pixels are as wide as they are high."""
    aspect = float(pixel_aspect or 1)
    return round(width * aspect) if abs(aspect - 1) > NEARLY_SQUARE else width


class Upright:
    """Makes each decoded picture an upright `(height, width, 3)` RGB array, all of one size.

    That is the size of the `stored` ones, of `first` where nobody knows better. A picture of another size is scaled as
    a whole, until it fits, and black about it.
    """

    def __init__(self, first: VideoFrame, pixel_aspect: Fraction | None, stored: tuple[int, int] | None = None) -> None:
        self._turn, self._aspect = TURNS.get(directions(first), ()), pixel_aspect
        self._lying = any(name == "transpose" for name, _ in self._turn)
        self.size = self._shown(*(stored or (first.width, first.height)))
        self._graphs: dict[tuple[int, int, str], Graph] = {}
        self._to_eight_bits, self._to_rgb = VideoReformatter(), VideoReformatter()

    def _shown(self, width: int, height: int) -> tuple[int, int]:
        """Return the upright width and height of a picture from its stored ones."""
        width = squared(width, self._aspect)
        return (height, width) if self._lying else (width, height)

    def __call__(self, picture: VideoFrame) -> NDArray[np.uint8]:
        """Return the picture as RGB, upright."""
        own = self._shown(picture.width, picture.height)
        if picture.format.name == "yuv420p10le":  # phones' HDR: two steps take half the time that one takes
            picture = self._to_eight_bits.reformat(picture, format="yuv420p", threads=1)
        if self._turn:
            picture = self._turned(picture)
        width, height = fitted(own, self.size)
        rgb = self._to_rgb.reformat(picture, width, height, "rgb24", threads=1)  # more threads use more of the machine
        whole = np.ascontiguousarray(rgb.to_ndarray(), np.uint8)
        return whole if (width, height) == self.size else framed(whole, self.size)

    def _turned(self, picture: VideoFrame) -> VideoFrame:
        """Turn a picture before it becomes RGB, which takes a tenth of the work of turning the RGB array."""
        shape = (picture.width, picture.height, picture.format.name)
        if shape not in self._graphs:
            self._graphs[shape] = graph(self._turn, picture)
        self._graphs[shape].vpush(picture)
        return self._graphs[shape].vpull()


def fitted(own: tuple[int, int], size: tuple[int, int]) -> tuple[int, int]:
    """Return the width and height that a picture of its own size has, scaled as a whole to fit into another, px."""
    scale = min(size[0] / own[0], size[1] / own[1])
    width, height = (max(1, min(round(scale * extent), most)) for extent, most in zip(own, size, strict=True))
    nearly = max(abs(size[0] - width) / size[0], abs(size[1] - height) / size[1]) <= NEARLY_SQUARE
    return size if nearly else (width, height)


def framed(picture: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return a picture in the middle of a larger, black one.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        RGB.
    size : tuple of int
        Width and height of the result, px.

    Returns
    -------
    ndarray of uint8, shape (size[1], size[0], 3)
        The picture keeps its shape.
    """
    height, width = picture.shape[:2]
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    whole = np.zeros((size[1], size[0], 3), np.uint8)
    whole[top : top + height, left : left + width] = picture
    return whole


def graph(filters: tuple[tuple[str, str], ...], like: VideoFrame) -> Graph:
    """Return the filters one after the other, for pictures like this one."""
    chain = Graph()
    start = chain.add_buffer(width=like.width, height=like.height, format=like.format, time_base=like.time_base)
    chain.link_nodes(start, *(chain.add(name, argument) for name, argument in filters), chain.add("buffersink"))
    chain.configure()
    return chain
