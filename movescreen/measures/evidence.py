"""The evidence for measures: on how many real people each was checked, and against what better method."""

from __future__ import annotations

from dataclasses import dataclass

# What movescreen was held against, each with what it is sure to.
TWO_CAMERAS = "a model fitted to two calibrated cameras"
DIGITISED = "frames digitised by hand"
MARKERS = "skin markers"


@dataclass(frozen=True)
class Checked:
    """The number of real people that a measure was checked on, and the reference it was checked against."""

    people: int = 0
    against: str = ""


NEVER = Checked()
# Six squats of one person from the front; single frames of clips from the side; a walk with markers.
CHECKED: dict[str, Checked] = {
    "hip_descent": Checked(1, TWO_CAMERAS),
    "shoulder_descent": Checked(1, TWO_CAMERAS),
    "knee_over_toe": Checked(1, TWO_CAMERAS),
    "knee_toe_separation": Checked(1, TWO_CAMERAS),
    "knee_ankle_separation": Checked(1, TWO_CAMERAS),
    "turn_out": Checked(1, TWO_CAMERAS),
    "hip_shift": Checked(1, TWO_CAMERAS),
    "trunk_inclination": Checked(4, f"{MARKERS}, {DIGITISED}"),
    "knee_flexion": Checked(3, DIGITISED),
    "heel_rise": Checked(2, DIGITISED),
    "arm_trunk": Checked(2, DIGITISED),
    "hip_angle": Checked(1, DIGITISED),
}


def checked_on_people(measure: str) -> Checked:
    """Return how a measure was checked on real people; `NEVER` if it was not."""
    return CHECKED.get(measure, NEVER)
