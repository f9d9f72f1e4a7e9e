"""The two networks of a bundle, open. One pair put back stays open: to open one takes as long as four frames."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from movescreen.pose.estimators.bundle_networks import networks
from movescreen.pose.estimators.landmark_network import LandmarkNetwork
from movescreen.pose.estimators.person_detector import PersonDetector

if TYPE_CHECKING:
    from movescreen.pose.weights import Bundle


@dataclass(frozen=True)
class OpenNetworks:
    """The networks of one bundle, for one user at a time; `threads` is how many LiteRT may use."""

    bundle: Bundle
    threads: int
    detector: PersonDetector
    landmarks: LandmarkNetwork


_idle: list[OpenNetworks] = []  # at most one
_taking = Lock()  # the live page opens networks in several threads


def opened(bundle: Bundle, threads: int = 1) -> OpenNetworks:
    """Return the networks of a bundle, those that lie open if they are of this one. They know of no earlier picture."""
    with _taking:
        idle = _idle.pop() if _idle else None
    if idle and (idle.bundle, idle.threads) == (bundle, threads):
        return idle
    content, where = networks(bundle), str(bundle.path)
    detector = PersonDetector(content.detector, where, threads)
    return OpenNetworks(bundle, threads, detector, LandmarkNetwork(content.landmarks, where, threads))


def put_back(used: OpenNetworks) -> None:
    """Keep networks open for whoever opens that bundle next; nobody may use them meanwhile."""
    _idle[:] = [used]
