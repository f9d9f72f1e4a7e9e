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

OFFSETS = np.arange(-SPREAD_REACH, SPREAD_REACH + 1)
NEAR = slice(SPREAD_REACH - REFINE_REACH, SPREAD_REACH + REFINE_REACH + 1)
DOWN, ACROSS = (grid.ravel() for grid in np.meshgrid(OFFSETS, OFFSETS, indexing="ij"))  # of each cell, row by row
MOMENTS = np.stack([np.ones_like(ACROSS), ACROSS, DOWN, ACROSS**2, DOWN**2, ACROSS * DOWN], axis=1).astype(np.float32)


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
        numbers = held[:, 1, :, None] * MAP_CELLS + held[:, 0, None, :]
        numbers = numbers * maps.shape[2] + np.arange(len(points))[:, None, None]
        self._weights = _sigmoid(maps.reshape(-1)[numbers])  # (n, row, column)
        valid = (held == cells) & self._inside[:, None, None]
        if not valid.all():
            self._weights *= valid[:, 1, :, None] & valid[:, 0, None, :]

    def refined(self) -> Floats:
        """Move each landmark to the centroid of its heat map.

        Returns
        -------
        ndarray, shape (n, 2)
            Shares of the square. A landmark outside, or whose map is sure of no cell nearby, stays where it was.
        """
        weights, offsets = self._weights[:, NEAR, NEAR], OFFSETS[NEAR]
        total = np.maximum(weights.sum(axis=(1, 2)), TINY)[:, None]
        moved = np.stack([weights.sum(axis=1) @ offsets, weights.sum(axis=2) @ offsets], axis=1) / total
        sure = self._inside & (weights.max(axis=(1, 2)) >= MIN_CONFIDENCE)
        return np.where(sure[:, None], (self._centre + moved) / MAP_CELLS, self._points).astype(np.float32)

    def covariance(self) -> Floats:
        """Return the covariance of each heat map.

        Returns
        -------
        ndarray, shape (n, 2, 2)
            Squared shares of the square; NaN for landmarks outside.
        """
        sums = (self._weights.reshape(len(self._weights), -1) @ MOMENTS).astype(float)
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
