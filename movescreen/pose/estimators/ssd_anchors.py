"""The anchors of the person detector: the positions of the cells that the rows of its output stand for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

INPUT_PX = 224  # side of the detector's input; MediaPipe's pose detector graph
ANCHORS_BY_STRIDE_PX = {8: 2, 16: 2, 32: 6}  # anchors of each cell: two for each of the layers with this stride
CENTRE = 0.5  # of a cell


def anchors() -> NDArray[np.float32]:
    """Return the centre of each anchor.

    Returns
    -------
    ndarray, shape (2254, 2), float32
        Column and row in shares of the input, layer by layer, row by row.
    """
    return np.concatenate([_layer(INPUT_PX // stride, count) for stride, count in ANCHORS_BY_STRIDE_PX.items()])


def _layer(cells: int, count: int) -> NDArray[np.float32]:
    """Return the centres of a layer of `cells` by `cells`, each `count` times."""
    along = (np.arange(cells, dtype=np.float32) + CENTRE) / cells
    rows, columns = np.meshgrid(along, along, indexing="ij")
    return np.repeat(np.stack([columns, rows], axis=-1).reshape(-1, 2), count, axis=0).astype(np.float32)
