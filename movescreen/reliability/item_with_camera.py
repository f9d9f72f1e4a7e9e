"""Add the camera to an item of a study: its states and its line to a finding, its values to a measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from movescreen.errors import Problem
from movescreen.records.record import as_written
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


def add_camera(
    items: Sequence[ItemAgreement], study: dict[str, Outcomes], camera: CameraRater, yes: Sequence[str]
) -> list[dict[str, Any]]:
    """Add the camera's agreement with the raters, for each item that it knows, to `study`.

    Parameters
    ----------
    items : sequence of ItemAgreement
        What was rated.
    study : dict of str to Outcomes
        The statistics of each item, to which those of the camera are added.
    camera : CameraRater
        What was measured.
    yes : sequence of str
        Ratings that mean observed.

    Returns
    -------
    list of dict
        The camera's records, as JSON has them.

    Raises
    ------
    Problem
        The camera knows none of the items, or the names of subjects fit several clips.
    """
    camera.check(dict.fromkeys(person for item in items for person in item.between.people))
    with as_written("A record of these results"):
        beside = {item.name: with_camera(item, camera, yes) for item in items}
    if not any(beside.values()):
        sentence = f"The camera knows none of the items {', '.join(study)}."
        raise Problem("table_values", f"{sentence} Call items like findings or measures, as in knees_move_in_left.")
    for name, outcomes in beside.items():
        study[name] |= outcomes
    return list(camera.records())


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
