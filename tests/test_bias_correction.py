"""What a network is known to see otherwise is set right in the readings, and left alone where nothing is known."""

from __future__ import annotations

import numpy as np
import pytest
from people import SCREENS, SQUAT, brief_squat, seen

from movescreen.measures.reference_from_frames import reference_pose_of
from movescreen.measures.reference_pose import FRONT, OBLIQUE, SIDE
from movescreen.measures.registry import MEASURES
from movescreen.scoring.bias_correction import CORRECTIONS, CROSS_TERMS, BiasCorrection, CorrectedScreen

COLUMNS = [(measure.name, side) for measure, side in SQUAT.columns]


def corrected(view: str, **read: float) -> dict[tuple[str, str], float]:
    """What is made of readings of the left side, where all others are nought."""
    values = np.zeros(len(COLUMNS))
    for name, value in read.items():
        values[COLUMNS.index((name, "left"))] = value
    return dict(zip(COLUMNS, BiasCorrection.of("mediapipe", SQUAT, view)(values).tolist(), strict=True))


def test_what_is_set_right_is_a_measure_that_the_view_shows() -> None:
    for name, view in [*CORRECTIONS["mediapipe"], *CROSS_TERMS["mediapipe"]]:
        told_at_slant = view == OBLIQUE and getattr(MEASURES[name], "slant", None) is not None
        assert view in MEASURES[name].views or told_at_slant


def test_a_network_that_is_not_known_is_believed() -> None:
    track = seen(brief_squat(), "right")
    reference = reference_pose_of(track.at(slice(10)))
    assert np.array_equal(
        CorrectedScreen(SQUAT, "markers").values(track, reference), SQUAT.values(track, reference), equal_nan=True
    )


def test_a_reading_is_set_right_in_the_view_that_is_known_and_in_no_other() -> None:
    assert corrected(SIDE, arm_trunk=20.0)["arm_trunk", "left"] == pytest.approx(16.7)
    assert corrected(FRONT, knee_over_toe=20.0)["knee_over_toe", "left"] == pytest.approx(22.0)
    assert corrected(SIDE, knee_over_toe=20.0)["knee_over_toe", "left"] == 20.0


def test_an_ear_that_seems_to_stay_behind_falling_arms_does_not_count_as_a_head_held_back() -> None:
    read = corrected(SIDE, arm_trunk=23.3, head_forward=-15.0)
    assert read["head_forward", "left"] == pytest.approx(0.0)


def test_a_reading_that_owes_to_one_that_was_not_seen_is_none() -> None:
    assert np.isnan(corrected(SIDE, arm_trunk=np.nan)["head_forward", "left"])


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("view", ["front", "side", "back", "oblique"])
def test_one_frame_and_many_are_set_right_alike(screen, view: str) -> None:
    values = np.random.default_rng(0).normal(size=(5, len(screen.columns)))
    correct = BiasCorrection.of("mediapipe", screen, view)
    assert np.array_equal(correct(values), [correct(frame) for frame in values])
