"""What can be measured: the `@measure` register, and the quantities that several screens share.

A measure is a function `(pose, stance) -> array`: `(...)` for the whole body, `(..., 2)` for left and right. It is
written once; a frame and a clip are the same to it, and a point that was not seen gives NaN. What is of a whole
repetition is in `passages`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from movescreen.measures.reference_pose import BACK, FRONT, OBLIQUE, SIDE, ReferencePose, yaw
from movescreen.pose.geometry import elevation, inclination, joint_angle, midpoint, turn
from movescreen.pose.pose import LEFT, RIGHT, SIDES, Array, Joint, Pose

NO_VIEW: frozenset[str] = frozenset()  # what a camera does not show at this framing, and a rater may
FROM_THE_FRONT = frozenset({FRONT})
FACE_ON = frozenset({FRONT, BACK})
SIDE_ON = frozenset({SIDE})
ANY_VIEW = frozenset({FRONT, SIDE, BACK, OBLIQUE})

UNITS = {"deg": "deg", "%": "pct", "ratio": "ratio", "s": "s", "deg/s": "deg_per_s"}  # and how a column's name ends
# deg: by 4 to 8 too much the trunk leans in 3 clips of real people with their arms held forward, by 0.5 with arms down.
ARMS_FORWARD = 6.0
MOST_SLANT = 40.0  # deg off the side: so far arms are told at a slant
SLANT_UNSURE = 6.0  # deg, beside what arms are unsure of from the side
ANYTHING = (-math.inf, math.inf)
OTHER_VIEW, BY_EYE = "other_view", "by_eye_only"
IMPOSSIBLE, ARMS_NOT_OVERHEAD = "impossible_value", "arms_not_overhead"


@dataclass(frozen=True)
class Quantity:
    """What a number is of: its unit, one-line meaning, the views that show it, and its uncertainty (1 SD).

    `far` is the uncertainty where the limb that counts is not the near one in a side view; None where the far limb
    does not show it. What is not `within` its two ends, however uncertain, no body does: it is not measured.
    """

    name: str
    unit: str
    meaning: str
    uncertainty: float
    far: float | None
    views: frozenset[str]
    sided: bool
    directed: bool
    within: tuple[float, float] = field(default=ANYTHING, kw_only=True)

    def possible(self, value: float) -> bool:
        """Whether a body can do this; what was not measured is possible."""
        least, most = self.within
        return not (value < least or value > most)

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that have a value each; one empty name where the quantity is of the whole body."""
        return SIDES if self.sided else ("",)

    def column(self, side: str) -> str:
        """The name of the column that holds the values of a side, as tables have it."""
        return "_".join(part for part in (self.name, side, UNITS[self.unit]) if part)

    def uncertainty_for(self, side: str, reference: ReferencePose) -> float:
        """The uncertainty of a reading of a side, which may be the far one in a side view."""
        away = reference.view == SIDE and side == SIDES[1 - reference.near]
        return self.far if away and self.far is not None else self.uncertainty

    def hidden(self, view: str) -> str:
        """Why a view does not show it, or nothing where it does."""
        return "" if view in self.views else OTHER_VIEW if self.views else BY_EYE

    def hidden_in(self, reference: ReferencePose) -> str:
        """Why it does not show where somebody is seen so, or nothing where it does."""
        return self.hidden(reference.view)


@dataclass(frozen=True)
class Measure(Quantity):
    """A quantity of every single frame."""

    function: Callable[[Pose, ReferencePose], Array]
    from_afar: bool
    yaw_put_right: bool
    doubt: Callable[[Pose, ReferencePose], Array] | None = None
    slant: Callable[[Pose, ReferencePose], Array] | None = None

    def at_slant(self, reference: ReferencePose) -> bool:
        """Whether it is told at the slant that somebody is seen at."""
        return self.slant is not None and reference.view == OBLIQUE and off_side(reference) <= MOST_SLANT

    def hidden_in(self, reference: ReferencePose) -> str:
        """Why it does not show where somebody is seen so, or nothing where it does."""
        return "" if self.at_slant(reference) else self.hidden(reference.view)

    def uncertainty_for(self, side: str, reference: ReferencePose) -> float:
        """The uncertainty of a reading of a side, which may be the far one in a side view; larger at a slant."""
        slanted = SLANT_UNSURE if self.at_slant(reference) else 0.0
        return math.hypot(super().uncertainty_for(side, reference), slanted)

    def __call__(self, pose: Pose, reference: ReferencePose) -> Array:
        """The values `(..., columns)`; NaN from a view that cannot show them, and for the limb that does not count."""
        pose, reference = reference.eye.upright(pose), reference.upright
        values = np.full((*pose.time.shape, len(self.sides)), np.nan)
        if not self.hidden_in(reference):
            self.fill(values, reference.eye.without_perspective(pose) if self.from_afar else pose, reference)
        return values

    def fill(self, values: Array, pose: Pose, reference: ReferencePose) -> None:
        """Write what a view that shows it shows into `values` `(..., columns)`, and leave the rest as it is."""
        if self.slant is not None and reference.view == OBLIQUE:
            values[..., reference.near] = self.slant(pose, reference)
            return
        measured = self.function(pose, reference)
        if not self.sided:
            values[..., 0] = measured
        elif reference.view != SIDE:
            values[...] = measured
        elif reference.limb is None:
            values[..., reference.near] = measured[..., reference.near]
        else:
            for side in [reference.near] if self.far is None else [LEFT, RIGHT]:
                values[..., side] = np.where(reference.supports(side), measured[..., side], np.nan)


MEASURES: dict[str, Quantity] = {}
Made = TypeVar("Made", bound=Quantity)


def registered(made: Made, function: Callable[..., object] | None = None) -> Made:
    """Enter a quantity under its name, which no other may have; `help` shows what the function says of itself."""
    if MEASURES.setdefault(made.name, made) is not made:
        raise ValueError(f"two measures are called {made.name}")
    if function is not None:
        object.__setattr__(made, "__doc__", function.__doc__)
    return made


def measure(
    unit: str,
    uncertainty: float,
    views: frozenset[str],
    *,
    meaning: str,
    sided: bool = True,
    directed: bool = False,
    far: float | None = None,
    from_afar: bool = False,
    yaw_put_right: bool = False,
    within: tuple[float, float] = ANYTHING,
    doubt: Callable[[Pose, ReferencePose], Array] | None = None,
    slant: Callable[[Pose, ReferencePose], Array] | None = None,
) -> Callable[[Callable[[Pose, ReferencePose], Array]], Measure]:
    """Register a function as a measure.

    `meaning` is the sentence that users read: the definition with its sign. `directed` = its sign says left (+) or
    right (-), so that a mirror turns it. `from_afar` = its pose is to be that in the picture of a camera far away,
    without perspective. `yaw_put_right` = it takes off what the camera's yaw adds. `doubt` is what the pose itself
    tells of how unsure it is (1 SD), beside all else. `slant` tells it, of the whole body, where the camera stood up to
    `MOST_SLANT` off the side. `within` is the range of values that a body can show.
    """

    def register(function: Callable[[Pose, ReferencePose], Array]) -> Measure:
        quantity = (function.__name__, unit, meaning, uncertainty, far, views, sided, directed)
        return registered(Measure(*quantity, function, from_afar, yaw_put_right, doubt, slant, within=within), function)

    return register


@measure(
    "deg",
    4,
    SIDE_ON,
    from_afar=True,
    within=(-10.0, 175.0),
    meaning="Bend of the knee in the picture; 0 = straight, + = flexion.",
)
def knee_flexion(pose: Pose, reference: ReferencePose) -> Array:
    """Return the bend of the knee in the picture."""
    return 180 - joint_angle(pose[Joint.HIP], pose[Joint.KNEE], pose[Joint.ANKLE])


def off_side(reference: ReferencePose) -> float:
    """Return how far from square to the side the camera stood, by the network's depth.

    Parameters
    ----------
    reference : ReferencePose

    Returns
    -------
    float
        deg, 0 to 90; NaN where it cannot be told.
    """
    return float(np.median(np.abs(np.abs(yaw(reference.pose)) - 90)))


def arm_angle_at_slant(pose: Pose, reference: ReferencePose) -> Array:
    """Angle of both arms against the line of the trunk, deg, with what a slant makes shorter put right.

    The middle of left and right is taken: what one side is nearer to the camera the other is further away.
    """
    longer = np.array([1 / math.cos(math.radians(off_side(reference))), 1.0])
    shoulder, elbow, wrist, hip = (
        midpoint(pose[joint]) * longer for joint in (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST, Joint.HIP)
    )
    return -reference.forward * turn(shoulder - hip, 0.5 * (elbow + wrist) - shoulder)


def arm_angle(pose: Pose, reference: ReferencePose) -> Array:
    """Angle of the arm against the line of the trunk, deg: from the shoulder to half-way between elbow and wrist."""
    arm = 0.5 * (pose[Joint.ELBOW] + pose[Joint.WRIST]) - pose[Joint.SHOULDER]
    return -reference.forward * turn(pose[Joint.SHOULDER] - pose[Joint.HIP], arm)


def by_the_arms(pose: Pose, reference: ReferencePose) -> Array:
    """How unsure the trunk's line is for arms that are held forward, which take the network's shoulder along, deg."""
    return ARMS_FORWARD * np.abs(np.sin(np.radians(arm_angle(pose, reference))))


@measure(
    "deg",
    3,
    SIDE_ON,
    within=(-60.0, 130.0),
    doubt=by_the_arms,
    meaning="Lean of the line from hip to shoulder from the picture's vertical; + = forward.",
)
def trunk_inclination(pose: Pose, reference: ReferencePose) -> Array:
    """Return the lean of the line from hip to shoulder from the picture's vertical."""
    return inclination(pose[Joint.SHOULDER] - pose[Joint.HIP], reference.forward)


@measure(
    "deg",
    2,
    SIDE_ON,
    within=(-40.0, 80.0),
    meaning="Lean of the line from ankle to knee from the picture's vertical; + = knee forward.",
)
def shank_inclination(pose: Pose, reference: ReferencePose) -> Array:
    """Return the lean of the line from ankle to knee from the picture's vertical."""
    return inclination(pose[Joint.KNEE] - pose[Joint.ANKLE], reference.forward)


@measure(
    "deg",
    4,
    SIDE_ON,
    from_afar=True,
    within=(-60.0, 90.0),
    meaning="Slope of the line from knee to hip against the horizontal; + = hip above the knee.",
)
def thigh_elevation(pose: Pose, reference: ReferencePose) -> Array:
    """Return the slope of the line from knee to hip against the horizontal."""
    return elevation(pose[Joint.HIP] - pose[Joint.KNEE])
