"""Repetitions counted and timed in efforts that were made up."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import BRIDGE, SQUAT, bridge, brief, glide, record_of, repetitions, seen, squat

from movescreen.measures.reference_pose import ReferencePose
from movescreen.pose.pose import Pose
from movescreen.segmentation.onset import trimmed
from movescreen.segmentation.repetitions import BACK, EXTREME, OUT, REST, Repetitions, Span
from movescreen.session import Session

LEAST = 15.0
NEAR_TRUTH = 0.1  # s
MINIMUM_JERK = 1.0  # the power of a minimum-jerk path that is one itself


@dataclass(frozen=True)
class Out:
    """One way out and back, in seconds and percent: `dips` are how far of the way it comes back in between."""

    out: float
    pause: float
    back: float
    rest: float
    depth: float
    dips: tuple[float, ...] = ()

    def path(self) -> list[tuple[float, float]]:
        """Steps of seconds and the effort that each leads to."""
        dipped = [step for dip in self.dips for step in ((0.4, (1 - dip) * self.depth), (0.4, self.depth))]
        return [(self.out, self.depth), (self.pause, self.depth), *dipped, (self.back, 0.0), (self.rest, 0.0)]


def curve(outs: list[Out], lead: float = 0.5, fps: float = 30.0) -> tuple[np.ndarray, np.ndarray]:
    """Times and efforts of these ways out and back, one after the other."""
    path = [(lead, 0.0), *(step for out in outs for step in out.path())]
    moments = np.concatenate([[0.0], np.cumsum([seconds for seconds, _ in path])])
    time = np.arange(0.0, moments[-1] + 0.5 / fps, 1 / fps)
    return time, glide(time, moments, np.array([0.0, *(effort for _, effort in path)]))


def segmented(time: np.ndarray, effort: np.ndarray, sizes: list[int] | None = None) -> tuple[list[int], list[Span]]:
    """The phases and spans of a curve that is pushed in stretches of these sizes, taken in turn."""
    segmenter, at = Repetitions(LEAST), 0
    phases: list[int] = []
    spans: list[Span] = []
    sizes = sizes or [len(time)]
    while at < len(time):
        size = sizes[at % len(sizes)]
        told, ended = segmenter.push(time[at : at + size].tolist(), effort[at : at + size].tolist())
        phases, spans, at = phases + told, spans + ended, at + size
    spans += [span for span in [segmenter.close()] if span]
    trim: list[Span] = []
    for span in spans:
        trim.append(trimmed(span, time, effort, MINIMUM_JERK, trim[-1].end if trim else 0))
    return phases, trim


def count(time: np.ndarray, effort: np.ndarray) -> int:
    return len(segmented(time, effort)[1])


seconds = st.floats(0.5, 3.0)
depths = st.floats(22.0, 70.0)
full = st.builds(Out, seconds, st.floats(0.05, 1.5), seconds, st.floats(0.05, 2.0), depths)
dipping = st.builds(
    Out, seconds, st.just(0.1), seconds, st.just(0.6), depths, st.lists(st.floats(0.05, 0.5), max_size=2).map(tuple)
)
partial = st.builds(Out, seconds, st.floats(0.05, 1.0), seconds, st.floats(0.3, 1.5), st.floats(1.0, 0.9 * LEAST))
rates = st.sampled_from([12.5, 25.0, 30.0, 60.0])
many = settings(max_examples=40, deadline=None)


@many
@given(st.lists(full, max_size=3), rates)
def test_every_way_out_and_back_is_one_repetition_slow_or_fast_paused_or_not(outs, fps):
    assert count(*curve(outs, fps=fps)) == len(outs)


@many
@given(st.lists(dipping, min_size=1, max_size=2), rates)
def test_a_double_bottom_is_one_repetition(outs, fps):
    assert count(*curve(outs, fps=fps)) == len(outs)


@many
@given(st.lists(st.one_of(full, partial), min_size=1, max_size=4))
def test_what_stays_below_the_least_effort_is_none(outs):
    assert count(*curve(outs)) == sum(out.depth > LEAST for out in outs)


@many
@given(full, st.floats(0.75, 1.0))
def test_coming_most_of_the_way_back_and_going_out_again_is_two(out, back):
    twice = Out(out.out, out.pause, out.back, 1.0, out.depth, (back,))
    assert count(*curve([twice])) == 2


@pytest.mark.parametrize("depth", [14.0, 16.0])
def test_the_least_effort_decides(depth):
    assert count(*curve([Out(1.0, 0.3, 1.0, 1.0, depth)])) == (depth > LEAST)


@many
@given(full, st.floats(0.0, 0.75))
def test_a_way_back_that_the_clip_cuts_off_is_none(out, share):
    time, effort = curve([Out(out.out, out.pause, out.back, 0.0, out.depth)])
    before = (time < 0.5 + out.out + out.pause) | (effort > (1 - share) * out.depth)
    assert count(time[before], effort[before]) == 0


@many
@given(full)
def test_a_clip_that_ends_when_the_way_back_does_has_the_repetition(out):
    assert count(*curve([Out(out.out, out.pause, out.back, 0.0, out.depth)])) == 1


@many
@given(full, st.integers(0, 9), st.floats(0.0, 0.4))
def test_noise_neither_makes_nor_hides_a_repetition(out, seed, sigma):
    time, effort = curve([out, Out(out.out, out.pause, out.back, 1.0, out.depth)])
    noise = np.random.default_rng(seed).normal(0.0, sigma, len(time))
    assert count(time, effort + noise) == 2


@many
@given(
    st.lists(full, min_size=1, max_size=2),
    st.lists(st.integers(1, 50), min_size=1, max_size=4),
    st.sets(st.integers(0, 200)),
)
def test_phases_and_spans_do_not_depend_on_the_chunks(outs, sizes, hidden):
    time, effort = curve(outs)
    effort[[i for i in hidden if i < len(effort)]] = np.nan
    assert segmented(time, effort, sizes) == segmented(time, effort)


@many
@given(full, st.integers(0, 3))
def test_frames_that_were_not_seen_at_rest_change_no_moment(out, every):
    """What is hidden while nothing moves is not missed."""
    time, effort = curve([out], lead=1.0)
    hidden = effort.copy()
    hidden[: len(time[time < 0.6])][:: every + 1] = np.nan
    assert segmented(time, hidden)[1] == segmented(time, effort)[1]


@many
@given(st.lists(full, min_size=1, max_size=3))
def test_spans_are_in_order_and_hold_the_extreme(outs):
    time, effort = curve(outs)
    spans = segmented(time, effort)[1]
    before = 0
    for span, out in zip(spans, outs, strict=True):
        assert before <= span.start < span.first <= span.last < span.end < len(time)
        assert span.amplitude == pytest.approx(out.depth, abs=1.0)
        assert effort[span.first : span.last + 1].min() > 0.9 * out.depth - 2.0
        before = span.end


@many
@given(full)
def test_phases_go_from_rest_out_to_the_extreme_and_back(out):
    time, effort = curve([Out(out.out, max(out.pause, 0.4), out.back, 1.5, out.depth)])
    phases = np.array(segmented(time, effort)[0])
    assert phases[0] == REST and phases[-1] == REST
    turns = phases[np.flatnonzero(np.diff(phases, prepend=-1))].tolist()
    assert set(turns) == {REST, OUT, EXTREME, BACK}
    assert turns.index(OUT) < turns.index(EXTREME) < turns.index(BACK)
    assert (effort[phases == EXTREME] > 0.85 * out.depth - 2.0).all()


@pytest.mark.parametrize("fps", [25.0, 30.0, 60.0])
@many
@given(full)
def test_a_minimum_jerk_curve_begins_and_ends_where_it_does(fps, out):
    time, effort = curve([Out(out.out, out.pause, out.back, 1.0, out.depth)], lead=1.0, fps=fps)
    (span,) = segmented(time, effort)[1]
    assert time[span.start] == pytest.approx(1.0, abs=NEAR_TRUTH)
    assert time[span.end] == pytest.approx(1.0 + out.out + out.pause + out.back, abs=NEAR_TRUTH)


@pytest.mark.parametrize("rest", [0.1, 0.15, 0.2, 0.25])
@pytest.mark.parametrize("lead", [0.5, 0.517, 0.533, 0.55])
def test_a_quick_next_way_out_is_no_part_of_the_extreme_before(lead, rest):
    """From one frame to the next it may pass from short of what begins a repetition to as far out as the last one."""
    outs = [Out(0.45, 0.05, 0.45, rest, 26.0), Out(0.5, 0.1, 0.5, 0.8, 38.0)]
    time, effort = curve(outs, lead=lead, fps=15.0)
    first, second = segmented(time, effort)[1]
    turned, next_turned = lead + 0.475, lead + 0.95 + rest + 0.55
    assert time[[first.first, first.last]] == pytest.approx([turned, turned], abs=0.2)
    assert time[[second.first, second.last]] == pytest.approx([next_turned, next_turned], abs=0.2)


@pytest.mark.parametrize("power", [1.0, 1.15, 1.65, 2.0])
def test_a_path_to_a_power_begins_and_ends_where_it_does(power):
    time, effort = curve([Out(1.2, 0.3, 1.1, 1.0, 50.0)], lead=1.0)
    (span,) = segmented(time, effort)[1]
    told = trimmed(span, time, 50.0 * (effort / 50.0) ** power, power)
    assert time[told.start] == pytest.approx(1.0, abs=0.04)
    assert time[told.end] == pytest.approx(3.6, abs=0.04)


@pytest.mark.parametrize("seed", range(4))
def test_points_that_wander_at_rest_do_not_move_where_a_small_movement_begins(seed):
    """As the network's points do: by some percent of a thigh before the first of several quick, small lifts."""
    outs = [Out(0.6, 0.2, 0.6, 0.4, 30.0)] * 2 + [Out(0.6, 0.6, 0.6, 0.8, 30.0)]
    time, effort = curve(outs, lead=0.4, fps=25.0)
    at = np.cumsum([0.4] + [sum((out.out, out.pause, out.back, out.rest)) for out in outs])[:-1]
    knots = np.random.default_rng(seed).uniform(-1.2, 1.2, int(time[-1] / 0.4) + 2)
    wandering = np.interp(time, 0.4 * np.arange(len(knots)), knots) - 1.5 * np.maximum(1 - time / 0.2, 0.0)
    spans = segmented(time, effort + wandering)[1]
    assert time[[span.start for span in spans]] == pytest.approx(at, abs=0.13)


@pytest.mark.parametrize("hidden", ["all of it", "the way out", "the way back", "rest"])
def test_a_signal_that_was_not_seen_all_the_way_still_gives_a_span(hidden):
    """The signal that tells the time need not be the one that was followed."""
    time, effort = curve([Out(1.0, 0.4, 1.0, 1.0, 50.0)], lead=1.0)
    segmenter = Repetitions(LEAST)
    (span,) = segmenter.push(time.tolist(), effort.tolist())[1]
    where = {"all of it": time >= 0.0, "the way out": time < 2.0, "the way back": time > 2.4, "rest": effort < 2.0}
    signal = effort.copy()
    signal[where[hidden]] = np.nan
    told = trimmed(span, time, signal, MINIMUM_JERK)
    assert span.start <= told.start < told.first <= told.last < told.end <= span.end


def test_nothing_is_no_repetition():
    assert segmented(np.empty(0), np.empty(0), [1]) == ([], [])
    assert segmented(np.arange(60) / 30, np.full(60, np.nan)) == ([REST] * 60, [])


TEMPI = {
    "quick": (0.7, 0.2, 0.6),
    "brisk": (0.9, 0.3, 0.8),
    "usual": (1.4, 0.4, 1.2),
    "calm": (2.0, 0.5, 2.0),
    "slow": (3.0, 1.0, 3.0),
}
LITTLE = 0.5  # px of noise, 0.15 % of a leg


@pytest.mark.parametrize("moment", ["start", "bottom", "end"])
@pytest.mark.parametrize("place", ["front", "left", "lying"])
@pytest.mark.parametrize("tempo", TEMPI)
def test_moments_are_those_of_the_course(tempo, place, moment):
    descent, bottom, ascent = TEMPI[tempo]
    course = repetitions(2, lead=1.2, descent=descent, bottom=bottom, ascent=ascent, rest=1.2)
    if place == "lying":
        record = record_of(seen(bridge(course), "left", noise_px=LITTLE), BRIDGE)
    else:
        record = record_of(seen(squat(course), place, noise_px=LITTLE), SQUAT)
    told = [getattr(repetition, f"{moment}_s") for repetition in record.repetitions]
    # Over 3 s, a tenth of a second is 0.03 % of the way: less than the noise. There 0.2 s is what can be told.
    near = NEAR_TRUTH if tempo != "slow" else 2 * NEAR_TRUTH
    assert told == pytest.approx(getattr(course, moment).tolist(), abs=near)


def test_nobody_stands_still_at_the_bottom_whose_legs_look_straight_there():
    """From the front some do; then depth tells."""
    motion = squat(brief(lead=2.0))
    track, bottom = seen(motion, "front"), int(motion.truth["hip_descent_percent"].argmax())
    standing = track.at(slice(0, 50))
    bent = replace(standing, world=np.broadcast_to(track.world[bottom], standing.world.shape))
    unknown = replace(standing, world=np.full_like(standing.world, np.nan))
    assert [stance_after(poses) is not None for poses in (standing, unknown, bent)] == [True, True, False]


def stance_after(track: Pose) -> ReferencePose | None:
    session = Session(SQUAT, "front")
    session.push(track)
    return session.reference


def test_the_size_of_a_repetition_is_how_far_the_hips_came_down():
    motion = squat(brief())
    (repetition,) = record_of(seen(motion, "front"), SQUAT).repetitions
    assert repetition.depth == pytest.approx(motion.truth["hip_descent_percent"].max(), abs=1.5)
