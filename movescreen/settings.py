"""What a user may choose: convention lines, and how many uncertainties decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Settings:
    """Choices that move a result; all of them are kept in the record.

    `lines` and `uncertainties` replace a finding's convention line and a measure's uncertainty by name, in their unit;
    `decided_by` is how many uncertainties beyond the line decide. `yaw_deg` and `roll_deg` are how well the camera's
    position is known (1 SD).
    """

    lines: Mapping[str, float] = field(default_factory=dict)
    uncertainties: Mapping[str, float] = field(default_factory=dict)
    decided_by: float = 1.0
    yaw_deg: float = 5.0  # of a person who was told where to stand; 10 where nobody was
    roll_deg: float = 2.0  # of a camera that was set up by eye

    def as_json(self) -> dict[str, Any]:
        """The settings as plain data."""
        return asdict(self)
