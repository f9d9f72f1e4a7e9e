"""Count the people in a picture, apart from the one who is followed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from movescreen.pose.estimators.open_networks import OpenNetworks, opened, put_back
from movescreen.pose.weights import Bundle

MOST = 3  # people: whether there are more changes nothing
LARGE = 0.4  # of the largest one's height: who is smaller stands far behind
SHOULDER = 11  # the network's number of the left shoulder
ANKLE = 27  # the network's number of the left ankle


class PeopleCounter:
    """Counts people, each picture for itself; `close` lets go of the networks."""

    def __init__(self, bundle: Bundle) -> None:
        self._networks: OpenNetworks | None = opened(bundle)

    def __call__(self, picture: NDArray[np.uint8]) -> int:
        """Return how many people in a picture are not much smaller than the largest one."""
        if self._networks is None:
            raise RuntimeError("this counter of people is closed")
        squares = self._networks.detector(picture)[:MOST]
        found = [self._networks.landmarks(picture, square) for square in squares]
        ends = [one.points[[SHOULDER, ANKLE], :2] for one in found if one]
        sizes = [float(np.linalg.norm(shoulder - ankle)) for shoulder, ankle in ends]
        return sum(size >= LARGE * max(sizes) for size in sizes)

    def close(self) -> None:
        """Put the networks back."""
        if self._networks:
            put_back(self._networks)
        self._networks = None
