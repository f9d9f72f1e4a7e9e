"""Screens as data: what they may hold, and when a finding counts as observed."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import SCREENS, SQUAT

from movescreen.measures.registry import MEASURES
from movescreen.scoring.bias_correction import CorrectedScreen
from movescreen.scoring.readings import ReadingBuilder
from movescreen.scoring.settings import Settings
from movescreen.screens import ABOVE, BELOW, EITHER, NOT_MEASURABLE, STATES, Finding

every_screen = pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
FINDINGS = [(screen, finding) for screen in SCREENS.values() for finding in screen.findings]
every_finding = pytest.mark.parametrize(
    ("screen", "finding"), FINDINGS, ids=[f"{s.name}-{f.name}" for s, f in FINDINGS]
)


def state_of(finding, value, settings=None, screen=None):
    """The state of a value by its name, from the judge's way of judging whole tracks where frames have the value."""
    screen = screen or next(s for s, f in FINDINGS if f is finding)
    builder = ReadingBuilder(CorrectedScreen(screen), settings or Settings())
    if finding.measure not in screen.measures:
        margin = builder.settings.decided_by * builder.uncertainty(finding.measure)
        return STATES[finding.state(value, builder.line(finding), margin)]
    values = np.full((1, len(screen.columns)), value)
    index = next(i for i, (f, _, _) in enumerate(screen.judged) if f is finding)
    return STATES[builder.states(values)[0, index]]


@every_screen
def test_a_screen_measures_whatever_its_findings_and_its_movement_use(screen):
    assert {f.measure.name for f in screen.findings} <= {m.name for m in screen.quantities}
    assert screen.movement.effort in screen.measures
    assert {m.name for whole in screen.over_repetition for m in whole.of} <= {m.name for m in screen.measures}
    assert all(MEASURES[m.name] is m for m in screen.quantities)


@every_screen
def test_names_are_unique_and_fit_for_a_column(screen):
    names = [screen.name, *(f.name for f in screen.findings), *screen.movement.phases]
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)
    for several in (
        [m.name for m in screen.quantities],
        [f.name for f in screen.findings],
        [m.column(side) for m, side in screen.columns],
        screen.movement.phases,
    ):
        assert len(set(several)) == len(several)


def test_every_file_of_screens_is_found_under_its_name():
    assert {"overhead_squat", "bridge"} <= set(SCREENS)
    assert all(screen.name == name for name, screen in SCREENS.items())


@every_screen
def test_a_repetition_has_a_size_and_a_duration(screen):
    movement = screen.movement
    assert 0 < movement.min_effort < 100
    assert 0 < movement.min_duration_s < movement.max_duration_s
    assert movement.effort.unit == "%" and not movement.effort.sided
    assert len(movement.phases) == 4


@every_screen
def test_the_columns_of_the_judged_are_those_of_their_measure(screen):
    of_frames = [judged for judged in screen.judged if judged[2] is not None]
    for finding, side, column in of_frames:
        assert screen.columns[column] == (finding.measure, side)
    assert {f.name for f, _, _ in of_frames} == {f.name for f in screen.findings if f.measure in screen.measures}
    assert [(f, side) for f, side, _ in screen.judged] == [(f, s) for f in screen.findings for s in f.measure.sides]


@every_screen
def test_what_a_frame_alone_does_not_tell_is_not_measurable_in_it(screen):
    states = ReadingBuilder(CorrectedScreen(screen), Settings()).states(np.zeros((1, len(screen.columns))))[0]
    untold = [STATES[state] for state, (_, _, column) in zip(states, screen.judged, strict=True) if column is None]
    told = [STATES[state] for state, (_, _, column) in zip(states, screen.judged, strict=True) if column is not None]
    assert untold and set(untold) == {"not_measurable"} and "not_measurable" not in told


@every_finding
def test_a_finding_can_be_observed_and_not_observed(screen, finding):
    assert finding.beyond in (ABOVE, BELOW, EITHER)
    away = {ABOVE: 1.0, BELOW: -1.0, EITHER: 1.0}[finding.beyond] * 1e4
    assert state_of(finding, finding.line + away) == "observed"
    assert state_of(finding, finding.line - away if finding.beyond != EITHER else 0.0) == "not_observed"


@every_finding
def test_what_lies_on_the_line_is_too_close_to_call(screen, finding):
    assert state_of(finding, finding.line) == "indeterminate"


@every_finding
def test_what_is_not_known_is_not_measurable(screen, finding):
    assert state_of(finding, np.nan) == "not_measurable"
    assert finding.state(np.nan, finding.line, 1.0) == NOT_MEASURABLE


@pytest.mark.parametrize("beyond", [ABOVE, BELOW, EITHER])
@given(
    value=st.integers(-300, 300), line=st.integers(1, 100), margin=st.integers(1, 60)
)  # whole numbers: no rounding at the edge
def test_states_by_uncertainty(beyond, value, line, margin):
    """Observed is beyond the line by the uncertainty and not observed short of it by as much."""
    amount = {ABOVE: value, BELOW: -value, EITHER: abs(value)}[beyond]
    limit = -line if beyond == BELOW else line
    expected = (
        "observed" if amount >= limit + margin else "not_observed" if amount <= limit - margin else "indeterminate"
    )
    assert STATES[Finding("", SQUAT.measures[0], line, beyond).state(value, line, margin)] == expected


@every_finding
@given(st.floats(-400, 400), st.floats(0.2, 3.0))
def test_a_value_and_a_track_of_values_are_judged_alike(screen, finding, value, decided_by):
    settings = Settings(decided_by=decided_by)
    margin = decided_by * finding.measure.uncertainty
    assert STATES[finding.state(value, finding.line, margin)] == state_of(finding, value, settings)


@every_finding
def test_the_users_line_and_uncertainty_are_the_ones_in_force(screen, finding):
    value = finding.line + 3.0 if finding.beyond != BELOW else finding.line - 3.0
    sure = Settings(uncertainties={finding.measure.name: 1.0})
    assert state_of(finding, value, sure) == "observed"
    beyond = Settings(uncertainties={finding.measure.name: 1.0}, lines={finding.name: value})
    assert state_of(finding, value, beyond) == "indeterminate"
    strict = Settings(uncertainties={finding.measure.name: 1.0}, decided_by=4.0)
    assert state_of(finding, value, strict) == "indeterminate"


@every_finding
def test_a_finding_names_the_limb_or_the_side_that_its_value_points_to(screen, finding):
    if finding.measure.directed:
        assert (finding.side("", 12.0), finding.side("", -12.0), finding.side("", np.nan)) == ("left", "right", "")
    else:
        assert [finding.side(side, -12.0) for side in finding.measure.sides] == list(finding.measure.sides)
