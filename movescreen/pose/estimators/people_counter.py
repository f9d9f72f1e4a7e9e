"""How many people are in a picture: counted apart from the one who is followed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from movescreen.pose.estimators.bundle_networks import networks
from movescreen.pose.estimators.landmark_network import LandmarkNetwork
from movescreen.pose.estimators.person_detector import PersonDetector
from movescreen.pose.weights import Bundle

MOST = 3  # people: whether there are more changes nothing
LARGE = 0.4  # of the largest one's height: who is smaller stands far behind
SHOULDER = 11  # the network's number of the left shoulder
ANKLE = 27  # the network's number of the left ankle


class Company:
    """Counts people, each picture for itself; `close` lets go of the network."""

    def __init__(self, bundle: Bundle) -> None:
        content, where = networks(bundle), str(bundle.path)
        self._detector: PersonDetector | None = PersonDetector(content.detector, where)
        self._network: LandmarkNetwork | None = LandmarkNetwork(content.landmarks, where)

    def __call__(self, picture: NDArray[np.uint8]) -> int:
        """How many people are in a picture who are not much smaller than the largest."""
        if self._detector is None or self._network is None:
            raise RuntimeError("this counter of people is closed")
        found = [self._network(picture, square) for square in self._detector(picture)[:MOST]]
        ends = [one.points[[SHOULDER, ANKLE], :2] for one in found if one]
        sizes = [float(np.linalg.norm(shoulder - ankle)) for shoulder, ankle in ends]
        return sum(size >= LARGE * max(sizes) for size in sizes)

    def close(self) -> None:
        """Release the network."""
        self._detector = self._network = None
