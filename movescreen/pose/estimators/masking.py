"""Parts of a picture, and pictures of which parts are covered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

GREY = 128


@dataclass(frozen=True)
class Box:
    """An upright rectangle in a picture: columns and rows, pixels from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Self:
        """Return the smallest box that holds all of these."""
        left, top, right, bottom = zip(*((b.left, b.top, b.right, b.bottom) for b in boxes), strict=True)
        return cls(min(left), min(top), max(right), max(bottom))

    def wider(self, margin: float) -> Box:
        """Return the box with `margin` px more on every side."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def holds(self, column: float, row: float) -> bool:
        """Return whether a point lies in the box."""
        return self.left <= column <= self.right and self.top <= row <= self.bottom

    @property
    def pixels(self) -> tuple[slice, slice]:
        """The rows and columns of a picture that lie in the box."""
        left, top, right, bottom = (max(round(edge), 0) for edge in (self.left, self.top, self.right, self.bottom))
        return slice(top, bottom), slice(left, right)


def masked(picture: Picture, boxes: Iterable[Box]) -> Picture:
    """Return a copy of a picture with grey boxes.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        Not changed.
    boxes : iterable of Box
        Parts to paint grey, px.

    Returns
    -------
    ndarray of uint8, shape (height, width, 3)
        The copy.
    """
    copy = picture.copy()
    for box in boxes:
        copy[box.pixels] = GREY
    return copy


def around(picture: Picture, keep: Box, show: Box, hide: Iterable[Box]) -> Picture:
    """Return a copy of a picture that shows one person alone.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        Not changed.
    keep : Box
        Always shown, px.
    show : Box
        Everything outside it is grey, px.
    hide : iterable of Box
        Painted grey, except where `keep` lies.

    Returns
    -------
    ndarray of uint8, shape (height, width, 3)
        The copy.
    """
    copy = np.full_like(picture, GREY)
    copy[show.pixels] = picture[show.pixels]
    for box in hide:
        copy[box.pixels] = GREY
    copy[keep.pixels] = picture[keep.pixels]
    return copy
