"""Smoothing: blind to how frames are chunked, without phase, with a known cut-off, silent where nothing was seen."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from movescreen.pose.pose import Array
from movescreen.pose.smoothing import BLOCK, LAG, Smoother

RATES = (10.0, 12.5, 15.0, 25.0, 29.97, 30.0, 60.0, 120.0)
STEPS = (1 / 240, 0.005, 1 / 60, 0.033, 1 / 30, 1 / 15, 0.1, 0.15, 0.3, 0.7)


def smooth(time: Array, x: Array, cuts: tuple[int, ...] = ()) -> tuple[Array, Array]:
    """All that comes out of a clip pushed in pieces that end at `cuts`."""
    smoother = Smoother()
    given = [smoother.push(t, part) for t, part in zip(np.split(time, cuts), np.split(x, cuts), strict=True)]
    given.append(smoother.close())
    return np.concatenate([t for t, _ in given]), np.concatenate([part for _, part in given])


def each(frames: int) -> tuple[int, ...]:
    """The cuts of a clip that is pushed frame by frame."""
    return tuple(range(1, frames))


def with_holes(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Noise about 500 px, with holes of every length, some in all channels and some in one."""
    x = rng.normal(500.0, 100.0, shape)
    flat = x.reshape(shape[0], -1)
    for _ in range(rng.integers(0, 6)):
        start, length = rng.integers(0, shape[0]), rng.integers(1, 12)
        channel = slice(None) if rng.random() < 0.3 else rng.integers(flat.shape[1])
        flat[start : start + length, channel] = np.nan
    return x


@st.composite
def clips(draw: st.DrawFn) -> tuple[Array, Array]:
    """Timestamps that run evenly, irregularly or in stutters, and channels in any number of axes."""
    frames = draw(st.integers(1, 70))
    some = draw(st.lists(st.sampled_from(STEPS), min_size=1, max_size=3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    jitter = draw(st.sampled_from((0.0, 0.1, 0.9)))
    steps = rng.choice(some, frames) * (1.0 + jitter * (rng.random(frames) - 0.5))
    shape = draw(st.sampled_from(((), (1,), (3,), (2, 2), (1, 3, 2, 2))))
    return draw(st.sampled_from((0.0, 1.7e9))) + np.cumsum(steps), with_holes(rng, (frames, *shape))


@given(clip=clips(), data=st.data())
@settings(max_examples=150, deadline=None)
def test_chunks_do_not_change_a_bit(clip, data):
    time, x = clip
    cuts = data.draw(st.lists(st.integers(0, len(time)), max_size=6).map(sorted))
    whole_time, whole = smooth(time, x)
    assert np.array_equal(whole_time, time) and whole.shape == x.shape
    for pieces in (each(len(time)), tuple(cuts)):
        out_time, out = smooth(time, x, pieces)
        assert np.array_equal(out_time, time)
        assert np.array_equal(out, whole, equal_nan=True)


@pytest.mark.parametrize("holes", [False, True])
def test_a_clip_of_several_blocks_is_the_same_frame_by_frame(holes):
    rng = np.random.default_rng(2)
    time = np.arange(2 * BLOCK + 40) / 30.0
    x = with_holes(rng, (len(time), 17, 2, 2)) if holes else rng.normal(500.0, 9.0, (len(time), 17, 2, 2))
    assert np.array_equal(smooth(time, x, each(len(time)))[1], smooth(time, x)[1], equal_nan=True)


@given(clip=clips())
@settings(max_examples=50, deadline=None)
def test_channels_do_not_touch_each_other(clip):
    time, x = clip
    flat = x.reshape(len(time), -1)
    together = smooth(time, flat)[1]
    for channel in range(flat.shape[1]):
        assert np.array_equal(smooth(time, flat[:, channel])[1], together[:, channel], equal_nan=True)


@given(clip=clips(), frame=st.integers(0, 69))
@settings(max_examples=50, deadline=None)
def test_what_lies_outside_the_window_changes_no_bit(clip, frame):
    time, x = clip
    frame %= len(time)
    inside = np.abs(time - time[frame]) < LAG
    assert np.array_equal(
        smooth(time[inside], x[inside])[1][inside[:frame].sum()], smooth(time, x)[1][frame], equal_nan=True
    )


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("degree", [0, 1, 2])
def test_constants_lines_and_parabolas_pass_unchanged(rate, degree):
    rng = np.random.default_rng(4)
    time = (np.arange(int(3 * rate)) + 0.3 * rng.random(int(3 * rate))) / rate
    x = np.sum([[640.0], [-210.0], [330.0]][: degree + 1] * time ** np.arange(degree + 1)[:, None], axis=0)
    held = x.copy()
    held[len(x) // 2 : len(x) // 2 + int(0.15 * rate)] = np.nan
    assert np.abs(smooth(time, x)[1] - x).max() < 1e-9
    assert np.abs(smooth(time, held)[1] - x).max() < 1e-9


@pytest.mark.parametrize("rate", RATES)
def test_a_step_comes_at_its_time_and_evenly_from_both_sides(rate):
    frames = 2 * int(rate)
    time = np.arange(frames) / rate
    out = smooth(time, (np.arange(frames) >= frames // 2).astype(float))[1]
    assert np.abs(out + out[::-1] - 1.0).max() < 1e-9
    assert out[frames // 2 - 1] < 0.5 < out[frames // 2]


@given(clip=clips())
@settings(max_examples=50, deadline=None)
def test_a_clip_played_backwards_comes_out_backwards(clip):
    time, x = clip
    time, x = time - time[0], np.nan_to_num(x, nan=500.0)
    backwards = smooth((time[-1] - time)[::-1], x[::-1])[1][::-1]
    assert np.allclose(backwards, smooth(time, x)[1], rtol=0, atol=1e-6)


def cutoff(rate: float) -> float:
    """The frequency at which a long sine keeps 1 / sqrt(2) of its height, in Hz."""
    time = np.arange(int(12 * rate)) / rate
    hertz = np.linspace(0.5, min(8.0, 0.48 * rate), 400)
    turns = 2 * np.pi * hertz * time[:, None]
    out = smooth(time, np.stack((np.sin(turns), np.cos(turns)), -1))[1]
    middle = len(time) // 2
    kept = np.sum(out[middle] * np.stack((np.sin(turns), np.cos(turns)), -1)[middle], axis=-1)
    return float(hertz[np.argmax(kept < np.sqrt(0.5))])


@pytest.mark.parametrize(
    ("rate", "hertz"),
    [(12.5, 2.9), (15.0, 3.1), (20.0, 4.2), (25.0, 5.2), (29.0, 6.0), (30.0, 6.0), (60.0, 6.0), (240.0, 6.0)],
)
def test_the_cut_off_is_what_the_module_says(rate, hertz):
    assert cutoff(rate) == pytest.approx(hertz, rel=0.05)


@pytest.mark.parametrize(("rate", "share"), [(15.0, 0.67), (30.0, 0.64), (60.0, 0.46)])
def test_less_noise_is_left_on_a_still_point(rate, share):
    time = np.arange(int(20 * rate)) / rate
    out = smooth(time, np.random.default_rng(8).normal(0.0, 1.0, (len(time), 40)))[1]
    assert out.std() < share


def test_the_lowest_point_of_a_fast_squat_keeps_its_depth_and_its_time():
    time = np.arange(90) / 30.0
    u = 1.0 - np.abs(np.clip((time - 1.5) / 0.5, -1.0, 1.0))
    path = u**3 * (10.0 - 15.0 * u + 6.0 * u * u)
    out = smooth(time, path)[1]
    assert out.max() == pytest.approx(1.0, abs=0.005)
    assert time[out.argmax()] == 1.5


def hidden(rate: float, seconds: float) -> tuple[Array, Array]:
    """A 3 s line of two channels at `rate`, the first unseen from 1 s on for `seconds`."""
    time = np.arange(int(3 * rate)) / rate
    x = np.stack((time, time), -1)
    x[(time > 1.0 - 1e-6) & (time < 1.0 + seconds - 1e-6), 0] = np.nan
    return time, x


@pytest.mark.parametrize("rate", [10.0, 15.0, 25.0, 30.0, 60.0])
def test_a_hole_of_up_to_a_fifth_of_a_second_is_bridged(rate):
    time, x = hidden(rate, 0.2)
    out = smooth(time, x)[1]
    assert np.isnan(x[:, 0]).sum() == round(0.2 * rate)
    assert np.abs(out[:, 0] - time).max() < 1e-9


@pytest.mark.parametrize("rate", [15.0, 30.0, 60.0])
def test_a_bridge_is_not_much_noisier_than_a_frame(rate):
    time, x = hidden(rate, 0.2)
    noisy = np.random.default_rng(9).normal(0.0, 1.0, (len(time), 500)) + x[:, :1]
    assert (smooth(time, noisy)[1] - time[:, None])[np.isnan(x[:, 0])].std() < 1.3


@pytest.mark.parametrize("rate", [10.0, 15.0, 25.0, 30.0, 60.0])
def test_a_longer_hole_stays_open_and_only_where_it_was(rate):
    time, x = hidden(rate, 0.2 + 1.0 / rate)
    out = smooth(time, x)[1]
    assert np.array_equal(np.isnan(out), np.isnan(x))


def test_timestamps_in_whole_milliseconds_do_not_change_which_holes_are_bridged():
    time, x = hidden(30.0, 0.2)
    assert not np.isnan(smooth(np.round(time, 3), x)[1]).any()


def test_nothing_is_drawn_before_the_first_or_after_the_last_seen_frame():
    time = np.arange(60) / 30.0
    x = np.where((time > 0.1) & (time < 1.9), time, np.nan)
    assert np.array_equal(np.isnan(smooth(time, x)[1]), np.isnan(x))


def test_a_hole_whose_other_side_lies_outside_the_window_stays_open():
    time = np.array([0.0, 0.03, 0.06, 0.50, 0.53, 0.56])
    x = np.array([1.0, 1.0, 1.0, np.nan, 1.0, 1.0])
    assert np.array_equal(np.isnan(smooth(time, x)[1]), np.isnan(x))


@given(clip=clips())
@settings(max_examples=100, deadline=None)
def test_what_was_seen_always_has_a_number(clip):
    time, x = clip
    assert not np.isnan(smooth(time, x)[1][~np.isnan(x)]).any()


def test_a_track_that_was_never_seen_stays_unseen():
    time = np.arange(40) / 30.0
    assert np.isnan(smooth(time, np.full((40, 3, 2), np.nan))[1]).all()


def test_frames_too_far_apart_to_smooth_pass_as_they_are():
    time, x = np.arange(12.0) * 0.3, np.random.default_rng(3).normal(500.0, 50.0, 12)
    assert np.allclose(smooth(time, x)[1], x, rtol=0, atol=1e-9)


def test_a_frame_comes_out_as_soon_as_its_window_is_past_and_not_before():
    time, x = np.arange(40) / 30.0, np.arange(40.0)
    smoother, out = Smoother(), 0
    for i in range(40):
        given, _ = smoother.push(time[i : i + 1], x[i : i + 1])
        out += len(given)
        assert out == np.count_nonzero(time[i] - time[: i + 1] >= smoother.lag)
    assert smoother.lag <= 0.3
    assert len(smoother.close()[0]) == 40 - out


def test_pushes_may_be_empty_and_keep_the_shape():
    smoother, nothing = Smoother(), (np.empty(0), np.empty((0, 17, 2, 2)))
    assert smoother.push(*nothing)[1].shape == (0, 17, 2, 2)
    assert smoother.push(np.zeros(1), np.ones((1, 17, 2, 2)))[1].shape == (0, 17, 2, 2)
    assert smoother.push(*nothing)[1].shape == (0, 17, 2, 2)
    assert smoother.close()[1].shape == (1, 17, 2, 2)
    assert smoother.close()[1].shape == (0, 17, 2, 2)


def test_closing_what_was_never_pushed_gives_nothing():
    time, x = Smoother().close()
    assert len(time) == len(x) == 0


@pytest.mark.parametrize("value", [412.5, np.nan])
def test_a_clip_of_one_frame_is_that_frame(value):
    time, x = smooth(np.array([2.0]), np.array([[value]]))
    assert time[0] == 2.0
    assert np.array_equal(x, [[value]], equal_nan=True)


def test_arrays_may_be_used_again_by_who_pushed_them():
    time, x = np.arange(30) / 30.0, np.random.default_rng(5).normal(500.0, 10.0, (30, 2))
    expected, smoother = smooth(time, x)[1], Smoother()
    buffer, stamp, out = np.empty((1, 2)), np.empty(1), []
    for i in range(30):
        stamp[0], buffer[0] = time[i], x[i]
        given_time, given = smoother.push(stamp, buffer)
        out.append(given.copy())
        given_time[:] = given[:] = stamp[:] = buffer[:] = -1.0
    assert np.array_equal(np.concatenate((*out, smoother.close()[1])), expected)
