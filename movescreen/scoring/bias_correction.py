"""What a pose network is known to see otherwise than the body has it, and how readings from its poses are set right.

Only what is alike over rendered bodies stands here (7 bodies, of what sinks 12; cameras 2.5 to 4.5 m away, 0.6 to 1.2 m
high, yaw within 10 deg). Of knees over toes, arms, head and what sinks the error fell with each body left out of the
fit; the others were chosen and judged on the same clips. Markers and figures need none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from movescreen.measures.camera_angle import with_camera_geometry
from movescreen.measures.reference_pose import BACK, FRONT, OBLIQUE, SIDE, ReferencePose
from movescreen.pose.pose import Array, Pose
from movescreen.screens import Screen

# Backends that run the same networks; see `benchmarks/reference.py` for how little their poses differ.
RUNS = {"blazepose": "mediapipe"}

# The value that the body has is gain times the reading plus offset, by network, measure and view.
CORRECTIONS: dict[str, dict[tuple[str, str], tuple[float, float]]] = {
    "mediapipe": {
        # It marks the big toe, 18 mm inside the second one: mean error 3.9 % before, 2.3 % after.
        ("knee_over_toe", FRONT): (1.0, 4.0),
        ("knee_toe_separation", FRONT): (1.0, -0.1),
        # It marks shoulders a little ahead when arms are overhead: mean error 3.0 deg before, 2.4 after.
        ("arm_trunk", SIDE): (1.0, -3.3),
        # It sees half to two thirds of a rise; no more is made of it, because it also sees rises that are none.
        ("heel_rise", SIDE): (1.3, 0.0),
        # It draws the foot short and its tip behind: 33 % of foot length before, 10 after.
        ("wrist_over_toe", SIDE): (1 / 1.2, -4.5),
        # Hips that sink go back too, and are then smaller to a camera in front and larger to one behind; and of their
        # way it sees 0.92 from the front, and 1.07 of the shoulders': mean error over 24 clips 4.6 and 4.2 % before,
        # 2.3 and 1.9 after; from behind, 10 clips, 3.8 and 2.2 before, 1.7 and 1.2 after. Two clips at a slant have
        # shoulders as from the front.
        ("hip_descent", FRONT): (1.13, 0.0),
        ("hip_descent", BACK): (0.92, 0.0),
        ("shoulder_descent", FRONT): (0.925, 0.0),
        ("shoulder_descent", BACK): (0.965, 0.0),
        ("shoulder_descent", OBLIQUE): (0.925, 0.0),
    }
}

# What a measure owes to another one, by network, measure and view: that one's share is added to it.
OWED: dict[str, dict[tuple[str, str], tuple[str, float]]] = {
    "mediapipe": {
        # Its shoulders go ahead with arms that fall forward, and so the ear seems to stay behind: root mean square
        # error 16 deg before, 7.9 after.
        ("head_forward", SIDE): ("arm_trunk", 0.75),
    }
}

# By how much a network tells too much yaw, deg, by view. It draws the subject's left side too far away: on 7 rendered
# bodies (from the back 5), and by 2.5 deg (-3.8 to 5.8) on 3 real people, whose pictures were mirrored.
SKEWS: dict[str, dict[str, float]] = {"mediapipe": {FRONT: -3.0, BACK: 2.0}}
# By how much of their distance its ankles wander while feet stay: half of the error that a shift of the hips had.
WANDERS = {"mediapipe": 0.04}


@dataclass(frozen=True)
class BiasCorrection:
    """What sets the columns of a view right: gain and offset of each, and what some owe to others of their side."""

    gain: Array
    offset: Array
    owing: list[int]
    owed: list[int]
    share: Array

    @classmethod
    def of(cls, name: str, screen: Screen, view: str) -> Self:
        """What is known of a network."""
        known, owed = CORRECTIONS.get(name, {}), OWED.get(name, {})
        pairs = [known.get((measure.name, view), (1.0, 0.0)) for measure, _ in screen.columns]
        number = {(measure.name, side): i for i, (measure, side) in enumerate(screen.columns)}
        debts = [(column, side, *owed[name, view]) for (name, side), column in number.items() if (name, view) in owed]
        owing, others = [c for c, *_ in debts], [number[other, side] for _, side, other, _ in debts]
        gain, offset = np.array(pairs).T
        return cls(gain, offset, owing, others, np.array([share for *_, share in debts]))

    def __call__(self, values: Array) -> Array:
        """The values `(..., columns)` that the body has."""
        right = values * self.gain + self.offset
        right[..., self.owing] += self.share * right[..., self.owed]
        return right


class CorrectedScreen:
    """Measures a screen in the poses of a network, with what is known of the network's errors corrected.

    `values` is the only way from a pose to corrected values: readings, uncertainties and required points use it.
    The values of a network that is not known stay as they are.
    """

    def __init__(self, screen: Screen, name: str = "") -> None:
        self.screen, self._name = screen, RUNS.get(name, name)
        self._skews = SKEWS.get(self._name, {})
        self._by_view: dict[str, BiasCorrection] = {}

    def placed(self, reference: ReferencePose) -> ReferencePose:
        """The stance with where it is seen from."""
        return with_camera_geometry(reference, self._skews.get(reference.view, 0.0), WANDERS.get(self._name, 0.0))

    def values(self, pose: Pose, reference: ReferencePose) -> Array:
        """Measure frames, and correct what the network is known to see otherwise.

        Parameters
        ----------
        pose : Pose
            Frames of shape `(...)`.
        stance : Stance
            What lengths and changes refer to.

        Returns
        -------
        ndarray, shape (..., n_columns)
            Corrected values in the order of `screen.columns`, each in its measure's unit; NaN where not seen.
        """
        values = self.screen.values(pose, reference)
        if self._name not in CORRECTIONS:
            return values
        if reference.view not in self._by_view:
            self._by_view[reference.view] = BiasCorrection.of(self._name, self.screen, reference.view)
        return self._by_view[reference.view](values)
