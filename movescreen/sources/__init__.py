"""Where pictures come from: `open_source` gives frames with their true times, from a file or from a camera."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Frame:
    """One picture: `picture` is `(height, width, 3)` uint8 RGB, upright and not mirrored; `time` in seconds from the first frame."""

    index: int
    time: float
    picture: NDArray[np.uint8]
