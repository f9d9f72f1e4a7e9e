"""The two networks of a bundle, the landmark network without the part that draws the mask."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from movescreen.errors import Problem
from movescreen.pose.estimators import landmark_network, person_detector
from movescreen.pose.estimators.prune_mask import pruned

if TYPE_CHECKING:
    from movescreen.pose.weights import Bundle


@dataclass(frozen=True)
class Networks:
    """The two networks of a bundle, as bytes for LiteRT.

    `landmarks` is the landmark network without its mask, and `cut_sha256` is the SHA-256 of `landmarks`.
    """

    detector: bytes
    landmarks: bytes
    cut_sha256: str


@cache
def networks(bundle: Bundle) -> Networks:
    """Read the two networks of a bundle; keep them for later calls.

    Parameters
    ----------
    bundle : Bundle
        A bundle on the disk.

    Returns
    -------
    Networks
        Detector, landmark network without its mask, and the digest of the latter.

    Raises
    ------
    Problem
        The file is no bundle of these two networks.
    """
    try:
        with ZipFile(bundle.path) as archive:
            detector = archive.read(person_detector.MEMBER)
            landmarks = pruned(archive.read(landmark_network.MEMBER))
    except (BadZipFile, KeyError, OSError) as error:
        raise Problem(
            "model_unreadable",
            f"Expected a bundle with {person_detector.MEMBER} and {landmark_network.MEMBER} at {bundle.path}, which "
            f"does not open so ({error}). Delete that file and run `movescreen models` to fetch it again.",
            file=str(bundle.path),
        ) from error
    return Networks(detector, landmarks, hashlib.sha256(landmarks).hexdigest())
