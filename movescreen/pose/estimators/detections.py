"""People as the detector network gives them: boxes and alignment points, decoded and merged."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from movescreen.pose.estimators.ssd_anchors import INPUT_PX

Floats = NDArray[np.float32]

MIN_SCORE = 0.5  # of a detection; MediaPipe's default
MIN_OVERLAP = 0.5  # intersection over union above which two detections are one person; MediaPipe's default


def decoded(raw: Floats, logits: Floats, centres: Floats) -> tuple[Floats, Floats]:
    """Return the detections whose score is high enough.

    Parameters
    ----------
    raw : ndarray, shape (n_anchors, 12), float32
        Box centre x and y, width, height, and x and y of four alignment points, px from the anchor.
    logits : ndarray, shape (n_anchors,), float32
    centres : ndarray, shape (n_anchors, 2), float32
        From `ssd_anchors.anchors`.

    Returns
    -------
    points : ndarray, shape (n, 6, 2), float32
        The box's top left and bottom right corner and the alignment points, in shares of the input.
    scores : ndarray, shape (n,), float32
    """
    kept = np.flatnonzero(logits >= np.log(MIN_SCORE / (1 - MIN_SCORE)))
    values = raw[kept].reshape(-1, 6, 2) / np.float32(INPUT_PX)
    centre, half = values[:, 0] + centres[kept], values[:, 1] / 2
    alignment = values[:, 2:] + centres[kept, None]
    points = np.concatenate([(centre - half)[:, None], (centre + half)[:, None], alignment], axis=1)
    real = (half >= 0).all(axis=1)
    return points[real], (1 / (1 + np.exp(-logits[kept[real]]))).astype(np.float32)


def merged(points: Floats, scores: Floats) -> Floats:
    """Merge detections that overlap, best first: weighted non-maximum suppression.

    Parameters
    ----------
    points : ndarray, shape (n, 6, 2), float32
    scores : ndarray, shape (n,), float32

    Returns
    -------
    ndarray, shape (n_people, 6, 2), float32
        Each the mean, weighted by score, of all detections that overlap the best one left.
    """
    left = np.argsort(-scores, kind="stable")
    people = []
    while len(left):
        same = overlap(points[left], points[left[0]]) > MIN_OVERLAP
        same[0] = True  # also a box without an area
        people.append(np.average(points[left[same]], axis=0, weights=scores[left[same]]))
        left = left[~same]
    return np.array(people, np.float32).reshape(-1, 6, 2)


def overlap(boxes: Floats, one: Floats) -> Floats:
    """Return the intersection over union of boxes with one box.

    Parameters
    ----------
    boxes : ndarray, shape (n, 2 or more, 2)
        Low and high corner of each box, then further points.
    one : ndarray, shape (2 or more, 2)
        The box to compare with, in the same unit.

    Returns
    -------
    ndarray, shape (n,)
        0 to 1; 0 for empty boxes.
    """
    sides = np.minimum(boxes[:, 1], one[1]) - np.maximum(boxes[:, 0], one[0])
    shared = np.prod(np.maximum(sides, 0), axis=1)
    union = np.prod(boxes[:, 1] - boxes[:, 0], axis=1) + np.prod(one[1] - one[0]) - shared
    return np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
