"""Add the camera to an item of a study: its states and its line to a finding, its values to a measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from movescreen.reliability import camera_agreement, statistics
from movescreen.reliability.camera_rater import CameraRater, finding_of, measure_of
from movescreen.reliability.items import CONTINUOUS, ItemAgreement
from movescreen.reliability.statistics import Estimate
from movescreen.reliability.statistics.categorical_ratings import Array
from movescreen.reliability.study import Outcomes, attempted
from movescreen.reliability.threshold_fit import best_line

DIFFERENCES: dict[str, Callable[[Array, Array], Estimate]] = {
    "camera_bias": statistics.bias,
    "camera_loa_low": lambda camera, rater: statistics.limits(camera, rater).low,
    "camera_loa_high": lambda camera, rater: statistics.limits(camera, rater).high,
    "camera_rmse": statistics.rmse,
    "camera_mae": statistics.mae,
    "camera_proportional": statistics.proportional,
    "camera_ccc": statistics.ccc,
}


def with_camera(item: ItemAgreement, camera: CameraRater, yes: Sequence[str]) -> Outcomes:
    """Return the statistics of the camera with an item's raters; none where the camera knows no such item."""
    known, measured = finding_of(item.name), measure_of(item.name)
    if known:
        together = camera_agreement.join(item, *known, camera, yes)
        return camera_agreement.camera_statistics(together) | best_line(together)
    return _values(item, *measured, camera) if measured and item.between.level == CONTINUOUS else {}


def _values(item: ItemAgreement, measure: str, side: str, camera: CameraRater) -> Outcomes:
    """Return the camera's values less the raters' mean, and less each rater's."""
    table = item.between
    people = list(dict.fromkeys(table.people))
    own = np.array([camera.value(person, measure, side) for person in people])
    raters = table.means()
    with np.errstate(invalid="ignore"):
        mean = np.where(np.isfinite(raters).any(axis=1), np.nansum(raters, axis=1), np.nan)
    mean = mean / np.maximum(np.isfinite(raters).sum(axis=1), 1)
    return {
        name: replace(
            attempted(partial(statistic, own, mean)),
            pairs={
                f"camera – {rater}": attempted(partial(statistic, own, column))
                for rater, column in zip(table.raters, raters.T, strict=True)
            },
        )
        for name, statistic in DIFFERENCES.items()
    }
