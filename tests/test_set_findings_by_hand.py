"""From repetitions to a set: which sides are named, by which way most point, and why nothing was measured."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from people import BRIDGE, SQUAT

from movescreen.records.record import Reading, SetFinding
from movescreen.scoring.set_findings import set_findings


def shift(side: str, value: float, state: str = "observed") -> tuple[Reading, ...]:
    """A repetition in which the hips shift to a side."""
    return (Reading("asymmetrical_shift", "hip_shift", side, value, "%", 3.0, 10.0, state, ""),)


def heels(side: str, state: str = "observed", reason: str = "") -> Reading:
    """A reading of a heel that rises."""
    value = math.nan if reason else 20.0
    return Reading("heels_rise", "heel_rise", side, value, "deg", 3.0, 10.0, state, reason)


def of_set(finding: str, readings: list[tuple[Reading, ...]], view: str = "side") -> list[SetFinding]:
    """What a set says of a finding, side by side."""
    return [found for found in set_findings(SQUAT, readings, view) if found.finding == finding]


def test_set_findings_of_direction() -> None:
    """12 and 14 to the left and 12 to the right: once, to the left by 12, in two of three."""
    (found,) = of_set("asymmetrical_shift", [shift("left", 12.0), shift("right", -12.0), shift("left", 14.0)], "front")
    assert (found.side, found.state, found.value) == ("left", "observed", 12.0)
    assert (found.reps_observed, found.reps_measured) == (2, 3)


def test_set_findings_directions_differ() -> None:
    """Observed each time, and to either side as often: too close to call."""
    (found,) = of_set("asymmetrical_shift", [shift("left", 14.0), shift("right", -12.0)], "front")
    assert (found.side, found.state, found.value, found.reps_observed) == ("left", "indeterminate", 1.0, 1)


def test_set_findings_of_both_sides() -> None:
    """Each side on its own, left first; a repetition whose view shows neither has no row next to them."""
    one = (heels("right"), heels("left", "not_observed"))
    neither = (heels("", "not_measurable", "other_view"),)
    found = of_set("heels_rise", [one, one, neither])
    assert [(f.side, f.state, f.reps_observed, f.reps_measured) for f in found] == [
        ("left", "not_observed", 0, 2),
        ("right", "observed", 2, 2),
    ]
    (alone,) = of_set("heels_rise", [neither, neither])
    assert (alone.side, alone.state, alone.reason) == ("", "not_measurable", "other_view")


def test_set_findings_commonest_reason() -> None:
    """The reason that came most often; of two as often, the one that came first."""
    reasons = ["not_seen", "frames_lost", "frames_lost", "out_of_picture"]
    (found,) = of_set("heels_rise", [(heels("left", "not_measurable", reason),) for reason in reasons])
    assert found.reason == "frames_lost"
    (first,) = of_set("heels_rise", [(heels("left", "not_measurable", reason),) for reason in ("b", "a")])
    assert first.reason == "b"


@pytest.mark.parametrize(
    ("view", "reason"), [("front", "other_view"), ("side", "no_repetition"), ("", "no_repetition")]
)
def test_set_findings_without_repetition(view: str, reason: str) -> None:
    """From the front no bridge can be counted, and its findings say so; from the side there was none."""
    found = set_findings(BRIDGE, [], view)
    assert {f.reason for f in found} == {reason}
    assert {(f.side, f.state, f.reps_observed, f.reps_measured) for f in found} == {("", "not_measurable", 0, 0)}
    assert all(math.isnan(f.value) and math.isnan(f.uncertainty) for f in found)


def test_set_findings_shown_without_repetition() -> None:
    """What the front would show of a bridge was not measured because no repetition could be found, not for the view."""
    shown = replace(BRIDGE, findings=(*BRIDGE.findings, *SQUAT.findings))
    reasons = {found.finding: found.reason for found in set_findings(shown, [], "front")}
    assert (reasons["asymmetrical_shift"], reasons["hips_below_line"]) == ("no_repetition", "other_view")


def test_set_findings_units() -> None:
    """Each finding has the unit of its measure, measured or not."""
    units = {f.finding: f.unit for f in set_findings(SQUAT, [shift("left", 12.0)], "front")}
    assert (units["asymmetrical_shift"], units["heels_rise"], units["forward_lean"]) == ("%", "deg", "deg")
