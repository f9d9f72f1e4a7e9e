"""Plans of several recordings, one after the other, that end in one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from movescreen.web.live.recorded_take import RecordingPlan

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
