"""What the camera adds to an item of a study: to a finding's its states and its line, to a measure's its values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from movescreen import agreement
from movescreen.agreement import Estimate
from movescreen.agreement.ratings import Array
from movescreen.reliability import joined
from movescreen.reliability.camera import Camera, finding_of, measure_of
from movescreen.reliability.items import CONTINUOUS, Item
from movescreen.reliability.lines import best_line
from movescreen.reliability.study import Outcomes, attempted

DIFFERENCES: dict[str, Callable[[Array, Array], Estimate]] = {
    "camera_bias": agreement.bias,
    "camera_loa_low": lambda camera, rater: agreement.limits(camera, rater).low,
    "camera_loa_high": lambda camera, rater: agreement.limits(camera, rater).high,
    "camera_rmse": agreement.rmse,
    "camera_mae": agreement.mae,
    "camera_proportional": agreement.proportional,
    "camera_ccc": agreement.ccc,
}


def with_camera(item: Item, camera: Camera, yes: Sequence[str]) -> Outcomes:
    """The statistics of the camera with an item's raters; none where the camera knows no such item."""
    known, measured = finding_of(item.name), measure_of(item.name)
    if known:
        together = joined.join(item, *known, camera, yes)
        return joined.statistics(together) | best_line(together)
    return _values(item, *measured, camera) if measured and item.between.level == CONTINUOUS else {}


def _values(item: Item, measure: str, side: str, camera: Camera) -> Outcomes:
    """The camera's values less the raters' mean, and less each rater's."""
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
