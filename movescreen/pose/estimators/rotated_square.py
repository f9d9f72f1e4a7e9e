"""The region of interest: a square about a person, turned so that the body stands upright in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Self

import numpy as np

from movescreen.pose.pose import Array

MARGIN = 1.25  # times the circle through the alignment point; MediaPipe's pose landmarker graph


@dataclass(frozen=True)
class RotatedSquare:
    """A square in a picture: its centre and side in px, and by how much it is turned clockwise, rad."""

    column: float
    row: float
    side: float
    angle: float

    @classmethod
    def about(cls, centre: Array, end: Array) -> Self:
        """Build the square about a body.

        Parameters
        ----------
        centre : ndarray, shape (2,)
            Hip centre, px; x right, y down.
        end : ndarray, shape (2,)
            End of the body's axis, px.

        Returns
        -------
        RotatedSquare
            Turned so that the axis points up in it.
        """
        across, down = (float(value) for value in end - centre)
        return cls(float(centre[0]), float(centre[1]), 2 * MARGIN * math.hypot(across, down), math.atan2(across, -down))

    @classmethod
    def around(cls, width: int, height: int) -> Self:
        """Return the upright square around a whole picture."""
        return cls(0.5 * width, 0.5 * height, max(width, height), 0.0)

    @property
    def valid(self) -> bool:
        """Whether there is such a square."""
        return bool(math.isfinite(self.column + self.row + self.side + self.angle) and self.side > 0)

    @property
    def matrix(self) -> Array:
        """The matrix `(2, 3)` from shares of the square to pixels of the picture."""
        across, down = self.side * math.cos(self.angle), self.side * math.sin(self.angle)
        return np.array(
            [
                [across, -down, self.column - 0.5 * (across - down)],
                [down, across, self.row - 0.5 * (across + down)],
            ]
        )

    def project(self, points: Array) -> Array:
        """Convert points of the square to points of the picture.

        Parameters
        ----------
        points : ndarray, shape (n, 2)
            Shares of the square; x right, y down.

        Returns
        -------
        ndarray, shape (n, 2)
            Pixels of the picture.
        """
        matrix = self.matrix
        return points @ matrix[:, :2].T + matrix[:, 2]
