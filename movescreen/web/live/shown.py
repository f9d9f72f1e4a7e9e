"""A moment of the live page, encoded for sending."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from movescreen.pose.pose import Pose


@dataclass(frozen=True)
class Shown:
    """A moment of the live page: its picture as JPEG (may be empty), and its data."""

    jpeg: bytes
    told: dict[str, Any]

    @property
    def message(self) -> bytes:
        """Both in one message: the length of the text in four bytes, the text, the picture."""
        text = json.dumps(self.told, separators=(",", ":"), allow_nan=False).encode()
        return len(text).to_bytes(4, "big") + text + self.jpeg


def points(pose: Pose) -> list[list[float | None]]:
    """Return the points of a body for the page.

    Parameters
    ----------
    pose : Pose, ()
        One frame.

    Returns
    -------
    list of list
        For each point, left then right: across and down in shares of the picture, and visibility. Empty if nobody was
        found.
    """
    if np.isnan(pose.xyz[..., 0]).all():
        return []
    places = pose.xyz[..., :2] * [1, -1] / pose.picture
    rows = np.concatenate([places, pose.seen[..., None]], axis=-1).reshape(-1, 3).round(4)
    return [[None if v != v else v for v in row] for row in rows.tolist()]
