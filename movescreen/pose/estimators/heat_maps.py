"""Landmarks refined by the network's heat maps, and how widely each heat map spreads."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MAP_CELLS = 64  # cells along each side of a heat map
REFINE_REACH = 3  # cells on each side of a landmark that refine it: a kernel of 7; MediaPipe's pose landmarker graph
MIN_CONFIDENCE = 0.5  # that the surest cell must have; MediaPipe's default
# Cells on each side that the spread is taken from. Of 3, 7 and the whole map, 7 tells the error on rendered clips best:
# see benchmarks/spread.py.
SPREAD_REACH = 7
LOGIT_MAX = 80.0  # of a cell that is sure of nothing: above it the exponential would overflow
TINY = float(np.finfo(np.float32).tiny)

# The cells about a landmark, row by row, and what their weights are multiplied by to give each sum.
OFFSETS = np.arange(-SPREAD_REACH, SPREAD_REACH + 1)
DOWN, ACROSS = (grid.ravel() for grid in np.meshgrid(OFFSETS, OFFSETS, indexing="ij"))
NEAR = np.maximum(abs(ACROSS), abs(DOWN)) <= REFINE_REACH
NEAR_CELLS = np.flatnonzero(NEAR)
NEAR_SUMS = (NEAR, NEAR * ACROSS, NEAR * DOWN)
ALL_SUMS = (np.ones_like(ACROSS), ACROSS, DOWN, ACROSS**2, DOWN**2, ACROSS * DOWN)
SUMS = np.stack([*NEAR_SUMS, *ALL_SUMS], axis=1).astype(np.float32)


class HeatMaps:
    """The network's heat maps near its landmarks.

    Parameters
    ----------
    points : ndarray, shape (n, 2), float32
        Landmarks, in shares of the square.
    maps : ndarray, shape (64, 64, n_maps), float32
        Logits of the heat maps; those of the landmarks come first.
    """

    def __init__(self, points: Floats, maps: Floats) -> None:
        self._points = points
        self._centre = (points * MAP_CELLS).astype(np.int64)  # towards zero, as the reference does
        cells = self._centre[:, :, None] + OFFSETS
        held = cells.clip(0, MAP_CELLS - 1)
        self._inside: NDArray[np.bool_] = (held[:, :, SPREAD_REACH] == self._centre).all(axis=1)
        numbers = (held[:, 1, :, None] * MAP_CELLS + held[:, 0, None, :]).reshape(len(points), -1)
        numbers = numbers * maps.shape[2] + np.arange(len(points))[:, None]
        self._weights = _sigmoid(maps.reshape(-1)[numbers])  # (n, cell)
        valid = (held == cells) & self._inside[:, None, None]
        if not valid.all():
            self._weights *= (valid[:, 1, :, None] & valid[:, 0, None, :]).reshape(len(points), -1)
        self._sums = self._weights @ SUMS

    def refined(self) -> Floats:
        """Move each landmark to the centroid of its heat map.

        Returns
        -------
        ndarray, shape (n, 2)
            Shares of the square. A landmark outside, or whose map is sure of no cell nearby, stays where it was.
        """
        total, moments = np.maximum(self._sums[:, :1], TINY), self._sums[:, 1:3]
        sure = self._inside & (self._weights[:, NEAR_CELLS].max(axis=1) >= MIN_CONFIDENCE)
        moved = (self._centre + moments / total) / MAP_CELLS
        return np.where(sure[:, None], moved, self._points).astype(np.float32)

    def covariance(self) -> Floats:
        """Return the covariance of each heat map.

        Returns
        -------
        ndarray, shape (n, 2, 2)
            Squared shares of the square; NaN for landmarks outside.
        """
        sums = self._sums[:, 3:].astype(float)
        moments = sums[:, 1:] / np.maximum(sums[:, :1], TINY)
        mean, square, product = moments[:, :2], moments[:, 2:4], moments[:, 4]
        result = np.empty((len(sums), 2, 2))
        result[:, 0, 0], result[:, 1, 1] = (square - mean**2).T
        result[:, 0, 1] = result[:, 1, 0] = product - mean.prod(axis=1)
        result[~self._inside] = np.nan
        return (result / MAP_CELLS**2).astype(np.float32)


def _sigmoid(logits: Floats) -> Floats:
    odds = np.exp(np.minimum(-logits, np.float32(LOGIT_MAX)))
    return np.asarray(1 / (1 + odds))
