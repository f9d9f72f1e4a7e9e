"""Store a clip's poses with the quality of its pictures, and use them again while they are valid."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from movescreen.batch.code_version import code
from movescreen.errors import Problem
from movescreen.pose.estimators import replay
from movescreen.pose.pose import Pose
from movescreen.records.record import POSES

KEPT = "kept"  # what is stored with the poses only to use them again: no part of a record's provenance


@dataclass(frozen=True)
class Found:
    """The poses of a clip, the quality of its pictures, and the origin of both.

    `current` is True if this very version of the code made the results that are stored with the poses.
    """

    poses: Pose
    quality: dict[str, Any]
    origin: dict[str, Any]
    current: bool = False

    def store(self, folder: Path, provenance: dict[str, Any], key: str) -> None:
        """Write the poses into a folder, with what is needed to use them again."""
        kept = {"key": key, "code": code(), "quality": self.quality, "origin": self.origin}
        replay.store_poses(folder / POSES, self.poses, provenance | {KEPT: kept})

    @classmethod
    def restored(cls, folder: Path, key: str) -> Self | None:
        """Return the poses in a folder; None if they are absent, damaged or of another key."""
        try:
            poses, provenance = replay.load_poses(folder / POSES)
        except Problem:  # whatever is the matter with them, they are found anew
            return None
        kept = provenance.get(KEPT, {})
        if kept.get("key") != key:
            return None
        return cls(poses, kept["quality"], kept["origin"], kept["code"] == code())
