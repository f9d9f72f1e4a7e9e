"""How well four ways of smoothing find a known movement, how long ours takes: `python benchmarks/smoothing.py`.

An adult 3 m away in a 720p picture squats, bridges or lifts the heels by minimum-jerk paths; each coordinate of a frame
is 10 mm off (SD), independently or with a correlation of 0.5 over 1/30 s. Columns, in mm, ms and degrees: rms of all
points while moving and while still, the extreme of the hip or heel (mean error and SD) and its time (rms), the angle of
the knee, hip or foot at the extreme (rms), the first and last two frames, the two frames beside a hole of 0.2 s, and
what is filled in the hole. A rate with ~ is irregular: frames left out or early, and 3 ms of jitter, so that some holes
last longer; Smoother leaves these open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.signal import butter, filtfilt

from movescreen.pose.geometry import joint_angle
from movescreen.pose.pose import Array
from movescreen.pose.smoothing import Flags, Smoother

PIXELS = 0.305  # a mm at 3 m, where 720 rows span 43 degrees
NOISE = 10.0  # mm
TRIALS, REPETITIONS, STILL, REST = 60, 8, 1.5, 0.37  # clips, in each, s, s
CUTOFF = 6.0  # Hz, of every candidate

Smooth = Callable[[Array, Array], Array]


@dataclass(frozen=True)
class Motion:
    """Three points' `place` (..., point, axis) in m at a depth 0 to 1, the angle they show, and which goes farthest."""

    name: str
    seconds: float
    place: Callable[[Array], Array]
    angle: Callable[[Array], Array]
    mover: int
    up: float


def squat(depth: Array) -> Array:
    """Hip, knee and ankle from the side, to 110 degrees of knee flexion."""
    shank, thigh = np.radians(35.0 * depth), np.radians(75.0 * depth)
    knee = 0.43 * np.stack((np.sin(shank), np.cos(shank)), -1)
    return np.stack((knee + 0.42 * np.stack((-np.sin(thigh), np.cos(thigh)), -1), knee, 0.0 * knee), -2)


def bridge(depth: Array) -> Array:
    """Shoulder, hip and knee from the side, to a straight line."""
    shoulder, knee = np.array([0.0, 0.08]), np.array([0.80, 0.45])
    hip = np.stack((0.48 - 0.04 * depth, 0.08 + 0.20 * depth), -1)
    return np.stack((hip * 0.0 + shoulder, hip, hip * 0.0 + knee), -2)


def heels(depth: Array) -> Array:
    """Heel, toe and what lies 1 m before it on the floor, the heel rising 3 cm."""
    heel = np.stack((0.0 * depth, 0.03 * depth), -1)
    return np.stack((heel, heel * 0.0 + np.array([0.20, 0.0]), heel * 0.0 + np.array([1.20, 0.0])), -2)


def bend(points: Array) -> Array:
    """The angle at the second of three points, deg."""
    return joint_angle(points[..., 0, :], points[..., 1, :], points[..., 2, :])


MOTIONS = (
    Motion("squat 1 s", 1.0, squat, bend, 0, -1.0),
    Motion("squat 3 s", 3.0, squat, bend, 0, -1.0),
    Motion("bridge 2 s", 2.0, bridge, bend, 1, 1.0),
    Motion("heels 2 s", 2.0, heels, bend, 0, 1.0),
)


def depth(time: Array, seconds: float) -> Array:
    """0 upright, 1 at the extreme of each repetition, by least jerk; the clip ends on the way into one more."""
    begun = STILL + np.arange(REPETITIONS + 1) * (seconds + REST)
    u = np.clip(1.0 - np.abs((time[:, None] - begun) / (seconds / 2) - 1.0), 0.0, 1.0)
    return np.sum(u**3 * (10.0 - 15.0 * u + 6.0 * u * u), axis=1)


def ticks(rate: float, seconds: float, irregular: bool, rng: np.random.Generator) -> Array:
    """Timestamps: regular, or with frames left out and 3 ms of jitter as a phone writes them."""
    count = int(seconds * rate)
    if not irregular:
        return np.arange(count) / rate
    steps = rng.choice([0.5, 1.0, 2.0, 3.0], count, p=[0.2, 0.65, 0.1, 0.05]) / rate + rng.normal(0.0, 0.003, count)
    time = np.cumsum(np.maximum(steps, 0.005))
    return time[time < seconds] - time[0]


def noise(time: Array, shape: tuple[int, ...], correlation: float, rng: np.random.Generator) -> Array:
    """Errors in mm (frame, ...), correlated by `correlation` over 1/30 s."""
    white = rng.normal(0.0, NOISE, (len(time), *shape))
    for i, step in enumerate(np.diff(time), 1):
        keep = correlation ** (30.0 * step)
        white[i] = keep * white[i - 1] + np.sqrt(1.0 - keep * keep) * white[i]
    return white


def raw(time: Array, x: Array) -> Array:
    """Nothing done."""
    return x


def butterworth(time: Array, x: Array) -> Array:
    """The reference, which needs the whole clip: evenly spaced by PCHIP, then a second order filter forth and back."""
    seen = ~np.isnan(x[:, 0, 0, 0])
    rate = (len(time) - 1) / (time[-1] - time[0])
    grid = np.arange(time[0], time[-1] + 1e-9, 1.0 / rate)
    edge = 2.0 / np.pi * np.arctan(np.tan(np.pi * CUTOFF / rate) / (np.sqrt(2.0) - 1.0) ** 0.25)
    even = PchipInterpolator(time[seen], x[seen])(grid)
    return PchipInterpolator(grid, filtfilt(*butter(2, edge), even, axis=0, padlen=int(rate)))(time)


def kernel(shape: Callable[[Array], Array]) -> Smooth:
    """A low-pass by weights that depend on the distance in time, normalised over the frames seen."""

    def smooth(time: Array, x: Array) -> Array:
        seen = ~np.isnan(x[:, 0, 0, 0])
        weight = shape(time[:, None] - time[seen])
        return np.tensordot(weight / weight.sum(axis=1, keepdims=True), x[seen], 1)

    return smooth


def gaussian(offset: Array) -> Array:
    """-3 dB at 6 Hz."""
    return np.exp(-0.5 * (offset / 0.0221) ** 2)


def sinc(offset: Array) -> Array:
    """-3 dB at 6 Hz, 0.3 s to either side under a Hann window."""
    return np.where(np.abs(offset) < 0.3, np.sinc(2 * 6.72 * offset) * np.cos(np.pi * offset / 0.6) ** 2, 0.0)


def ours(time: Array, x: Array) -> Array:
    """`movescreen.pose.smoothing.Smoother`."""
    smoother = Smoother()
    return np.concatenate((smoother.push(time, x)[1], smoother.close()[1]))


WAYS: dict[str, Smooth] = {
    "raw": raw,
    "Butterworth": butterworth,
    "Gaussian": kernel(gaussian),
    "sinc": kernel(sinc),
    "Smoother": ours,
}

HOLE = 0.2  # s
COLUMNS = ("moving", "still", "extreme", "SD", "time", "angle", "ends", "beside", "hole")
CASES = (  # frames a second, irregular, correlation
    *((15.0, False, 0.0), (25.0, False, 0.0), (30.0, False, 0.0), (60.0, False, 0.0), (30.0, True, 0.0)),
    *((30.0, False, 0.5), (30.0, True, 0.5)),
)


@dataclass(frozen=True)
class Clip:
    """A movement at `time`, where its points are (`truth`, mm) and where the network would put them (`x`, px)."""

    motion: Motion
    time: Array
    truth: Array
    x: Array

    @property
    def middles(self) -> Array:
        """When each repetition is at its extreme, in s."""
        return STILL + self.motion.seconds / 2 + np.arange(REPETITIONS, dtype=float) * (self.motion.seconds + REST)

    @property
    def hidden(self) -> Flags:
        """The frames of a hole in each repetition, by turns at its extreme and half-way to it."""
        centres = self.middles - np.where(np.arange(REPETITIONS) % 2, self.motion.seconds / 4, 0.0)
        return np.any(np.abs(self.time[:, None] - centres) < HOLE / 2 - 1e-6, axis=1)


def film(motion: Motion, rate: float, irregular: bool, correlation: float) -> Clip:
    """A clip of the movement, the same whenever it is asked for."""
    rng = np.random.default_rng(11)
    seconds = STILL + REPETITIONS * (motion.seconds + REST) + 0.3 * motion.seconds
    time = ticks(rate, seconds, irregular, rng)
    truth = 1e3 * motion.place(depth(time, motion.seconds))[:, None]
    return Clip(motion, time, truth, (truth + noise(time, (TRIALS, 3, 2), correlation, rng)) * PIXELS)


def rms(error: Array) -> float:
    """The root of the mean square of what is there."""
    return float(np.sqrt(np.nanmean(np.square(error))))


def points(clip: Clip, smooth: Smooth) -> list[float]:
    """The errors of the points: moving, still; and at the ends, beside holes and in them."""
    moving, still = clip.time > STILL, (clip.time > 0.3) & (clip.time < STILL - 0.3)
    hidden = clip.hidden
    beside = (np.convolve(hidden, np.ones(5), "same") > 0) & ~hidden
    error = smooth(clip.time, clip.x) / PIXELS - clip.truth
    gapped = smooth(clip.time, np.where(hidden[:, None, None, None], np.nan, clip.x)) / PIXELS - clip.truth
    in_holes = rms(gapped[hidden]) if smooth is not raw else np.nan
    return [rms(error[moving]), rms(error[still]), rms(error[[0, 1, -2, -1]]), rms(gapped[beside]), in_holes]


def extremes(clip: Clip, smooth: Smooth) -> list[float]:
    """The errors at the extremes: mean and SD of the value, time, angle."""
    motion, y = clip.motion, smooth(clip.time, clip.x) / PIXELS
    path = motion.up * y[:, :, motion.mover, 1]
    best = 1e3 * motion.up * motion.place(np.ones(1))[0, motion.mover, 1]
    near = [np.flatnonzero(np.abs(clip.time - middle) < motion.seconds / 2) for middle in clip.middles]
    value = np.array([path[rows].max(axis=0) - best for rows in near])
    late = np.array([clip.time[r][path[r].argmax(axis=0)] - m for r, m in zip(near, clip.middles, strict=True)])
    at = np.abs(clip.time[:, None] - clip.middles).argmin(axis=0)
    angle = motion.angle(y[at]) - motion.angle(clip.truth[at])
    return [float(value.mean()), float(value.std()), rms(1e3 * late), rms(angle)]


def compare() -> None:
    """Prints the figures of every way for every movement, frame rate and kind of noise."""
    print(f"{'':28}" + "".join(f"{name:>9}" for name in COLUMNS))
    for rate, irregular, correlation in CASES:
        for motion in MOTIONS:
            clip = film(motion, rate, irregular, correlation)
            print(f"{motion.name}, {rate:.0f}{'~' * irregular} a second{', correlated noise' if correlation else ''}")
            for name, smooth in WAYS.items():
                moving, still, *edges = points(clip, smooth)
                figures = [moving, still, *extremes(clip, smooth), *edges]
                print(f"{name:>28}" + "".join(f"{figure:9.1f}" for figure in figures))


def clock(frames: int = 18000) -> None:
    """Prints the time of a frame with 68 channels, pushed alone and in a whole clip, the best of several."""
    time, x = np.arange(frames) / 30.0, np.random.default_rng(1).normal(500.0, 10.0, (frames, 17, 2, 2))
    live, batch = [], []
    for _ in range(15):
        smoother, begun = Smoother(), perf_counter()
        for i in range(500):
            smoother.push(time[i : i + 1], x[i : i + 1])
        live.append((perf_counter() - begun) / 500)
        begun = perf_counter()
        ours(time, x)
        batch.append((perf_counter() - begun) / frames)
    print(f"one by one {1e6 * min(live):.1f}, a whole clip {1e6 * min(batch):.2f} microseconds a frame")


if __name__ == "__main__":
    compare()
    clock()
