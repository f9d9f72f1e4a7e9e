"""The known biases of pose networks, and the correction of readings from their poses.

Only what rendered bodies (7, of what sinks 12) and real people do not contradict each other about stands here; what
they disagree on is in the uncertainty. The table of decisions, each with its numbers, is in docs/corrections.md.
Markers and figures need none.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Self

import numpy as np

from movescreen.measures.arms_and_head import MAX_SHARED_ARM_DEG
from movescreen.measures.camera_angle import (
    CAMERA_HEIGHT_M,
    CAMERA_HEIGHT_SD_M,
    MEASURED_HEIGHT_SD_M,
    PITCH_SD_DEG,
    Pitch,
    pitch_of,
    with_camera_geometry,
)
from movescreen.measures.perspective import CameraGeometry
from movescreen.measures.reference_pose import BACK, FRONT, OBLIQUE, SIDE, ReferencePose, stands
from movescreen.pose.pose import Array, Pose
from movescreen.scoring.settings import Settings
from movescreen.screens import Screen

# Backends that run the same networks; see `benchmarks/reference.py` for how little their poses differ.
RUNS = {"blazepose": "mediapipe"}

# The value that the body has is gain times the reading plus offset, by network, measure and view.
CORRECTIONS: dict[str, dict[tuple[str, str], tuple[float, float]]] = {
    "mediapipe": {
        # What the camera's place adds is taken off before. Of the hips' way it then sees 0.94 of rendered people's and
        # 1.05 of a real one's: half of what the first would need.
        ("hip_descent", FRONT): (1.02, 0.0),
        # Shoulders come down too far: 1.07 on rendered people, 1.04 on a real one, 1.09 on five before level cameras.
        ("shoulder_descent", FRONT): (0.93, 0.0),
        ("shoulder_descent", BACK): (0.97, 0.0),
        ("shoulder_descent", OBLIQUE): (0.925, 0.0),
        # It marks the big toe: of rendered feet 4 % of shank length inside the second one, of 12 real ones 0 to 2.
        ("knee_over_toe", FRONT): (1.0, 2.0),
        ("knee_toe_separation", FRONT): (1.0, -0.1),
        # It marks shoulders a little ahead when arms are overhead: mean error 3.0 deg before, 2.4 after.
        ("arm_trunk", SIDE): (1.0, -3.3),
        # At slants of 28 to 42 deg off the side it reads 8.9 deg too much (SD 3.7) on 6 rendered people, least where
        # arms come furthest forward.
        ("arm_trunk", OBLIQUE): (1.0, -8.0),
        # Of a rendered rise it sees just over half, of a real one all and a little more: half-way, and U holds both.
        ("heel_rise", SIDE): (1.15, 0.0),
        # It draws the foot short and its tip behind: 33 % of foot length before, 10 after.
        ("wrist_over_toe", SIDE): (1 / 1.2, -4.5),
    }
}

# The same where the camera's pitch is not stated. From the front, hips are then read as by a level camera, because an
# estimated pitch makes them worse: 3.0 for 2.6 % of five people with markers. Mean absolute error of 12 rendered squats
# and of 12 readings of a real person: 2.7 and 2.1 % with the estimate, 2.3 and 1.2 without.
UNSTATED: dict[str, dict[tuple[str, str], tuple[float, float]]] = {"mediapipe": {("hip_descent", FRONT): (1.07, 0.0)}}

# Cross terms, by network, measure and view: a share of another measure that is added to it.
CROSS_TERMS: dict[str, dict[tuple[str, str], tuple[str, float]]] = {
    "mediapipe": {
        # Its shoulders go ahead with arms that fall forward, and so the ear seems to stay behind: root mean square
        # error 16 deg before, 7.9 after.
        ("head_forward", SIDE): ("arm_trunk", 0.75),
    }
}

# Phones that stand or lean are pitched -5 to 20 deg. An estimate outside these limits has another cause: the camera was
# not at the assumed height, or its picture was cropped. Nothing is corrected then; the uncertainty grows. By eye.
MIN_PITCH_DEG = -12.0  # deg: phones that film a person do not look further up
MAX_PITCH_DEG = 30.0  # deg: nor further down

# Yaw bias of a network, deg, by view. It draws the subject's left side too far away: on 7 rendered
# bodies (from the back 5), and by 2.5 deg (-3.8 to 5.8) on 3 real people, whose pictures were mirrored.
SKEWS: dict[str, dict[str, float]] = {"mediapipe": {FRONT: -3.0, BACK: 2.0}}
# By how much of their distance its ankles wander while feet stay: half of the error that a shift of the hips had.
WANDERS = {"mediapipe": 0.04}

# How long it draws a trunk in leg lengths, arms overhead, from the front: 0.61 to 0.77 of 8 real people and of 4
# rendered ones, and 0.90 of one whose hips it marked so low that all percents of leg length were 8 % too large.
TRUNKS = {"mediapipe": {FRONT: 0.70}}


@dataclass(frozen=True)
class BiasCorrection:
    """The correction of a view's columns: gain and offset of each, and cross terms.

    A `share` of each `source` column is added to the `target` column of the same side.
    """

    gain: Array
    offset: Array
    target: list[int]
    source: list[int]
    share: Array

    @classmethod
    def of(cls, name: str, screen: Screen, view: str, pitch_stated: bool = True) -> Self:
        """Return what is known of a network."""
        known, terms = CORRECTIONS.get(name, {}), CROSS_TERMS.get(name, {})
        known = known if pitch_stated else known | UNSTATED.get(name, {})
        pairs = [known.get((measure.name, view), (1.0, 0.0)) for measure, _ in screen.columns]
        number = {(measure.name, side): i for i, (measure, side) in enumerate(screen.columns)}
        crossed = [(column, terms[column[0], view]) for column in number if (column[0], view) in terms]
        target = [number[column] for column, _ in crossed]
        source = [number[other, side] for (_, side), (other, _) in crossed]
        gain, offset = np.array(pairs).T
        return cls(gain, offset, target, source, np.array([share for _, (_, share) in crossed]))

    def __call__(self, values: Array) -> Array:
        """Return the values `(..., columns)` that the body has."""
        right = values * self.gain + self.offset
        angle = np.clip(right[..., self.source], -MAX_SHARED_ARM_DEG, MAX_SHARED_ARM_DEG)
        right[..., self.target] += self.share * angle
        return right


def _estimated_pitch(camera: CameraGeometry, pose: Pose) -> Pitch:
    """Return the pitch of a camera whose height nobody stated."""
    return pitch_of(camera, pose, CAMERA_HEIGHT_M, CAMERA_HEIGHT_SD_M)


class CorrectedScreen:
    """Measures a screen in the poses of a network, with what is known of the network's errors corrected.

    `values` is the only way from a pose to corrected values: readings, uncertainties and required points use it.
    The values of a network that is not known stay as they are.
    """

    def __init__(self, screen: Screen, name: str = "") -> None:
        self.screen, self._name = screen, RUNS.get(name, name)

        self._by_view: dict[tuple[str, bool], BiasCorrection] = {}

    def placed(self, reference: ReferencePose, settings: Settings | None = None) -> ReferencePose:
        """Return `reference` with its camera geometry: estimated, but for a pitch or height that `settings` state."""
        return self._with_camera(reference, partial(self._pitch, settings or Settings()))

    def seen_pitch(self, reference: ReferencePose) -> Pitch | None:
        """Return the camera's pitch as the picture tells it, also one too large to be put right; None where untold."""
        if self._name not in CORRECTIONS or not stands(reference.pose):
            return None
        camera = self._with_camera(reference, _estimated_pitch).camera
        return Pitch(camera.pitch, camera.pitch_uncertainty)

    def _with_camera(self, reference: ReferencePose, pitch: Callable[[CameraGeometry, Pose], Pitch]) -> ReferencePose:
        """Return `reference` with its camera geometry, by what is known of the network and by `pitch`."""
        skew, wander = SKEWS.get(self._name, {}), WANDERS.get(self._name, 0.0)
        trunk = TRUNKS.get(self._name, {})
        view = reference.view
        return with_camera_geometry(reference, skew.get(view, 0.0), wander, trunk.get(view, 0.0), pitch)

    def _pitch(self, settings: Settings, camera: CameraGeometry, pose: Pose) -> Pitch:
        """Return the camera's pitch: as stated, else from its height; level for poses that come from no network."""
        if settings.camera_pitch_deg is not None:
            return Pitch(settings.camera_pitch_deg, settings.pitch_uncertainty, stated=True)
        if settings.camera_height_m is not None:
            return replace(pitch_of(camera, pose, settings.camera_height_m, MEASURED_HEIGHT_SD_M), stated=True)
        if self._name not in CORRECTIONS:
            return Pitch()
        estimate = _estimated_pitch(camera, pose)
        usual = MIN_PITCH_DEG <= estimate.down <= MAX_PITCH_DEG
        return estimate if usual else Pitch(0.0, math.hypot(PITCH_SD_DEG, 0.5 * estimate.down))

    def values(self, pose: Pose, reference: ReferencePose) -> Array:
        """Measure frames, and correct what the network is known to see otherwise.

        Parameters
        ----------
        pose : Pose
            Frames of shape `(...)`.
        reference : ReferencePose
            What lengths and changes refer to.

        Returns
        -------
        ndarray, shape (..., n_columns)
            Corrected values in the order of `screen.columns`, each in its measure's unit; NaN where not seen.
        """
        values = self.screen.values(pose, reference)
        if self._name not in CORRECTIONS:
            return values
        key = reference.view, reference.camera.pitch_stated
        if key not in self._by_view:
            self._by_view[key] = BiasCorrection.of(self._name, self.screen, *key)
        return self._by_view[key](values)
