"""Plans of several recordings, one after the other, that end in one report."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from movescreen.errors import Problem
from movescreen.records.file_sizes import file_size
from movescreen.web.live.recorded_take import RecordingPlan

RECORDING_BYTES = 30_000_000  # a recording of three repetitions took 9 MB, with its video and the report's
# The recordings of each offered plan: screen, view, and supporting foot.
STEPS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "squat": (("overhead_squat", "front", ""), ("overhead_squat", "side", "")),
    "bridge_legs": (("single_leg_bridge", "side", "left"), ("single_leg_bridge", "side", "right")),
    "whole": (
        ("overhead_squat", "front", ""),
        ("overhead_squat", "side", ""),
        ("bridge", "side", ""),
        ("single_leg_bridge", "side", "left"),
        ("single_leg_bridge", "side", "right"),
    ),
}


@dataclass
class Series:
    """The recordings of a plan, and the `sessions` of the finished ones in the library."""

    plans: Sequence[RecordingPlan]
    sessions: list[int] = field(default_factory=list)
    at: int = 0

    @property
    def plan(self) -> RecordingPlan:
        """The recording that is made now."""
        return self.plans[self.at]

    @property
    def more(self) -> bool:
        """Whether another recording follows."""
        return self.at + 1 < len(self.plans)


def check_room(library: Path) -> None:
    """Raise a problem where a recording would fill the disk, before somebody has moved for nothing.

    Parameters
    ----------
    library : Path
        The library's folder.

    Raises
    ------
    Problem
        There is too little room.
    """
    free = shutil.disk_usage(library).free
    if free < RECORDING_BYTES:
        needed = f"A recording needs {file_size(RECORDING_BYTES)}"
        sentence = f"{needed}, and {file_size(free)} are free where the library lies."
        advice = "Make room there first: delete sessions that nobody needs any more."
        raise Problem("no_room_to_record", f"{sentence} {advice}", size=RECORDING_BYTES, free=free)
