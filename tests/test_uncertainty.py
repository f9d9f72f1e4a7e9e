"""The uncertainty of a reading belongs to the corrected value, not to the one before the correction."""

from __future__ import annotations

import numpy as np
import pytest
from people import SQUAT, brief_squat, seen

from movescreen.measures.reference_from_frames import reference_pose_of
from movescreen.measures.reference_pose import ReferencePose
from movescreen.pose.pose import Joint, Pose
from movescreen.scoring.bias_correction import CorrectedScreen
from movescreen.scoring.required_points import lost_columns
from movescreen.scoring.settings import Settings
from movescreen.scoring.uncertainty import uncertainty

RIGHT_COLUMN = {measure.name: i for i, (measure, side) in enumerate(SQUAT.columns) if side in ("right", "")}
WITHOUT_OWN = Settings(uncertainties={measure.name: 1e-9 for measure in SQUAT.quantities})


def from_the_side() -> tuple[Pose, Pose, ReferencePose]:
    """A squat from the subject's right at its lowest point, noisy and not, and its reference pose."""
    noisy, still = (seen(brief_squat(), "right", noise_px=noise) for noise in (3.0, 0.0))
    lowest = slice(55, 61)
    return noisy.at(lowest), still.at(lowest), reference_pose_of(still.at(slice(20)), "side")


def read(name: str, network: str) -> float:
    """The uncertainty of a measure of the near side, without the measure's own part."""
    return float(uncertainty(CorrectedScreen(SQUAT, network), *from_the_side(), WITHOUT_OWN)[RIGHT_COLUMN[name]])


@pytest.mark.parametrize(("name", "gain"), [("wrist_over_toe", 1 / 1.2), ("heel_rise", 1.15), ("arm_trunk", 1.0)])
def test_uncertainty_scales_with_the_gain(name: str, gain: float) -> None:
    """A value that a correction multiplies by a gain has an uncertainty that is multiplied by it."""
    assert read(name, "mediapipe") == pytest.approx(gain * read(name, ""), rel=1e-6)


def test_uncertainty_holds_what_a_value_borrows() -> None:
    """`head_forward` takes three quarters of `arm_trunk`; its uncertainty moves with the points of the arm."""
    _, still, reference = from_the_side()
    shaken = still.xyz.copy()
    shaken[::2, Joint.WRIST] += 12.0  # the wrist alone: the ear and the trunk, which `head_forward` reads, stay
    raw = type(still)(still.time, shaken, still.world, still.seen, still.picture)
    column = RIGHT_COLUMN["head_forward"]

    def of(network: str, track: Pose) -> float:
        return float(uncertainty(CorrectedScreen(SQUAT, network), track, still, reference, WITHOUT_OWN)[column])

    assert of("", raw) == pytest.approx(of("", still), rel=1e-6)
    assert of("mediapipe", raw) > of("mediapipe", still) + 0.1  # deg


def test_without_counts_the_points_that_a_value_borrows() -> None:
    """A missing wrist costs `head_forward` its value where a network's correction borrows from the arm."""
    reference = from_the_side()[2]
    missing = np.zeros(reference.pose.xyz.shape[:2], bool)
    missing[[Joint.WRIST, Joint.ELBOW]] = True
    column = RIGHT_COLUMN["head_forward"]
    assert not lost_columns(CorrectedScreen(SQUAT), reference, missing, missing)[column]
    assert lost_columns(CorrectedScreen(SQUAT, "mediapipe"), reference, missing, missing)[column]
