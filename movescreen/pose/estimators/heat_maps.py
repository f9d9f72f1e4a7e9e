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
LOGIT_MIN = -80.0  # below it the confidence is 0 to float32, and its exponential would overflow
OFFSETS = np.arange(-SPREAD_REACH, SPREAD_REACH + 1)
NEAR = slice(SPREAD_REACH - REFINE_REACH, SPREAD_REACH + REFINE_REACH + 1)
TINY = float(np.finfo(np.float32).tiny)


class HeatMaps:
    """The network's heat maps near its landmarks.

    Parameters
    ----------
    points : ndarray, shape (n, 2), float32
        Landmarks, in shares of the square.
    maps : ndarray, shape (64, 64, n), float32
        Logits of the heat map of each landmark.
    """

    def __init__(self, points: Floats, maps: Floats) -> None:
        self._points = points
        self._centre = (points * MAP_CELLS).astype(np.int64)  # towards zero, as the reference does
        self._inside: NDArray[np.bool_] = np.all((self._centre >= 0) & (self._centre < MAP_CELLS), axis=1)
        cells = self._centre[:, :, None] + OFFSETS
        valid = (cells >= 0) & (cells < MAP_CELLS) & self._inside[:, None, None]
        columns, rows = np.moveaxis(cells.clip(0, MAP_CELLS - 1), 1, 0)
        logits = maps[rows[:, :, None], columns[:, None, :], np.arange(len(points))[:, None, None]]
        self._weights = valid[:, 1, :, None] * valid[:, 0, None, :] * _sigmoid(logits)  # (n, row, column)

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
        weights = self._weights / np.maximum(self._weights.sum(axis=(1, 2), keepdims=True), TINY)
        sums = np.stack([weights.sum(axis=1), weights.sum(axis=2)], axis=1)  # over rows, and over columns
        mean, square = sums @ OFFSETS, sums @ OFFSETS**2
        result = np.empty((len(weights), 2, 2))
        result[:, 0, 0], result[:, 1, 1] = (square - mean**2).T
        result[:, 0, 1] = result[:, 1, 0] = (OFFSETS @ weights @ OFFSETS) - mean.prod(axis=1)
        result[~self._inside] = np.nan
        return (result / MAP_CELLS**2).astype(np.float32)


def _sigmoid(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.maximum(logits, np.float32(LOGIT_MIN)))))
