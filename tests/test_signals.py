"""How long and how steadily something was held, in signals whose answer is mental arithmetic."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from movescreen.measures.signals import at_rest_beyond, longest, lowering, slope, steady


def every(seconds: float, fps: float = 30.0) -> np.ndarray:
    return np.arange(round(seconds * fps) + 1) / fps


def within(time: np.ndarray, *stretches: tuple[float, float]) -> np.ndarray:
    return np.any([(time >= a) & (time <= b) for a, b in stretches], axis=0)


def plateau(time: np.ndarray, rise: float, top: float, fall: float, sinks: float = 0.0) -> np.ndarray:
    """Up from 100 to 170 after a second of rest, so long at the top, sinking meanwhile, and down again."""
    moments = 1.0 + np.cumsum([0.0, rise, top, fall])
    share = np.clip(np.interp(time, moments, [0.0, 1.0, 1.0, 0.0]), 0.0, 1.0)
    eased = share**3 * (10 - 15 * share + 6 * share**2)
    return 100 + eased * (70 - sinks * np.interp(time, moments[1:3], [0.0, 1.0]))


@pytest.mark.parametrize("fps", [12.5, 30.0, 60.0])
def test_the_longest_stretch_counts(fps):
    time = every(10, fps)
    assert longest(time, within(time, (1.0, 2.0), (3.0, 7.0), (9.0, 9.5))) == pytest.approx(4.0, abs=1.1 / fps)


@pytest.mark.parametrize(("gap", "seconds"), [(0.2, 4.0), (0.5, 2.5)])
def test_a_dropout_of_up_to_three_tenths_of_a_second_is_bridged(gap, seconds):
    time = every(8)
    held = longest(time, within(time, (2.0, 4.5 - gap), (4.5, 6.0)))
    assert held == pytest.approx(seconds if gap < 0.3 else 2.5 - gap, abs=0.05)


def test_longest_never_and_always():
    """What never holds was held for no time and what always does all the time."""
    time = every(3)
    assert longest(time, np.full(len(time), False)) == 0.0
    assert longest(time, np.full(len(time), True)) == pytest.approx(3.0)


@given(st.lists(st.booleans(), min_size=2, max_size=60))
def test_a_stretch_is_never_longer_than_the_time_it_is_in(frames):
    time = np.arange(len(frames)) / 30
    assert 0.0 <= longest(time, np.array(frames)) <= time[-1] + 1e-9


@pytest.mark.parametrize("sinks", [0.0, 20.0])
@pytest.mark.parametrize(("rise", "top", "fall"), [(0.8, 1.5, 0.7), (1.5, 4.0, 1.2), (2.5, 12.0, 3.0)])
def test_the_time_at_the_top_is_between_coming_to_rest_and_letting_down(rise, top, fall, sinks):
    """What is left of a way when its speed is a fifth is a thirtieth of it, and an eighth of its time."""
    time = every(rise + top + fall + 2)
    signal = plateau(time, rise, top, fall, sinks)
    stretch = at_rest_beyond(time, signal, 135.0)
    assert time[stretch][0] == pytest.approx(1 + 0.87 * rise, abs=0.15)
    assert time[stretch][-1] == pytest.approx(1 + rise + top + 0.13 * fall, abs=0.15)


def test_who_has_not_come_down_yet_is_at_the_top_up_to_now():
    time = every(8)
    signal = plateau(time, 1.0, 5.0, 1.0)
    now = time <= 5.0
    assert time[now][at_rest_beyond(time[now], signal[now], 135.0)][-1] == time[now][-1]


@pytest.mark.parametrize("half", [-np.inf, 135.0, np.inf])
def test_who_is_still_on_the_way_up_is_not_at_the_top(half):
    time = every(1.5)
    stretch = at_rest_beyond(time, plateau(time, 1.0, 5.0, 1.0), half)
    assert len(time[stretch]) == 0 or half == -np.inf


@given(st.floats(-5, 5), st.floats(1.1, 30.0), st.floats(-90, 270))
def test_a_straight_line_is_told_exactly(rate, seconds, start):
    time = every(seconds)
    signal = start - rate * time
    span = min(1.0, seconds / 2)
    assert slope(time, signal) == pytest.approx(-rate, abs=1e-6)
    assert lowering(time, signal) == pytest.approx(rate * (time[-1] - span), abs=0.04 * abs(rate) + 1e-9)


def test_slope_with_wild_frames():
    """A third of wild frames does not move the slope and a long hold costs no more."""
    time = every(300)
    signal = 180 - 0.05 * time
    signal[::3] += np.random.default_rng(3).normal(0, 30, len(signal[::3]))
    assert slope(time, signal) == pytest.approx(-0.05, abs=0.005)


def test_steady_keeps_edges():
    """A steadied signal keeps its edges and loses what is shorter than a quarter of a second."""
    time = every(6)
    signal = np.where(within(time, (2.0, 4.0)), 170.0, 100.0)
    blinking = signal.copy()
    blinking[80:87] = 0.0
    assert (steady(time, blinking) == steady(time, signal)).all()
    assert (steady(time, signal) == signal).all()


def test_what_was_not_seen_stays_so_in_a_steadied_signal():
    time = every(4)
    signal = np.where(within(time, (1.0, 1.5)), np.nan, 170.0)
    assert np.array_equal(steady(time, signal), signal, equal_nan=True)
    assert np.isnan(steady(time, np.full(len(time), np.nan))).all()
