"""One picture with its time, and what gives pictures in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Frame:
    """One picture, `(height, width, 3)` uint8 RGB, upright and not mirrored; `time` in seconds from the first frame."""

    index: int
    time: float
    picture: NDArray[np.uint8]


class Source(Protocol):
    """A row of frames in the order of time, each given once: a second loop goes on where the first one stopped.

    `size` is the width and height of every picture. `rate` is the frames a second that the source claims; only the
    frames' own times are measured. `frames` is how many to expect, for a progress bar, or None. `undecoded` counts
    the frames lost so far; `cut_short` says, once the frames have ended, that more had been promised.
    """

    name: str
    size: tuple[int, int]
    rate: float
    frames: int | None

    @property
    def undecoded(self) -> int:
        """The number of frames that could not be decoded."""
        ...

    @property
    def cut_short(self) -> bool:
        """Whether the clip ends before its stated end."""
        ...

    def __iter__(self) -> Iterator[Frame]: ...

    def close(self) -> None:
        """Release everything; may be called again."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...
