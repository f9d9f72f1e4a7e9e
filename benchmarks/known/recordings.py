"""Overhead squats recorded with markers, seen through cameras that are not there: our geometry without a network.

Each repetition is a clip of its own: its first frame stands for `BEFORE` seconds of standing still, its last for
`AFTER`. The first of most people's rows were cut when already on the way, and so start with a jerk. Every repetition is
seen from every view, yaw and roll, and from one distance: the three take turns; and, square on, once from low down.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product
from pathlib import Path

import numpy as np

from known import Known
from known.cases import NOISE, Case, noisy, track_of
from known.definitions import knee_flexion_in_space
from known.turns import set_out_and_back
from movescreen.pose.estimators.synthetic import PinholeCamera
from movescreen.pose.pose import Array, Joint

RECORDINGS = "overhead_squat_s01-s05.npz"
LEFT_OUT = {(1, 1, 10), (1, 4, 1)}  # cut in the wrong place, and too shallow to count: (otherwise, subject, episode)
BEFORE, AFTER = 1.2, 0.9  # s
VIEWS = ("front", "left", "right", "back")
YAWS, ROLLS, DISTANCES = (-20.0, -10.0, 0.0, 10.0, 20.0), (0.0, 5.0), (2.0, 3.0, 4.0)
HEIGHT, LOW, FIELD = 0.95, 0.5, 90.0  # m, and deg: feet and raised hands are in the picture from 2 m
# Which of the 33 landmarks a joint's left and right are.
LANDMARKS = np.array([(0, 0), (1, 4), (2, 5), (3, 6), *((left, left + 1) for left in range(7, 33, 2))])


def recordings(data: Path) -> Iterator[Case]:
    """Every repetition before every camera, with and without noise."""
    path = data / "mocap" / RECORDINGS
    if not path.is_file():
        return
    with np.load(path) as stored:
        markers, rows, rate = stored["xyz_m"].astype(float), stored["reps"].tolist(), float(stored["rate_hz"])
    for number, (otherwise, subject, episode, first, count) in enumerate(rows):
        if (otherwise, subject, episode) in LEFT_OUT:
            continue
        known = known_of(markers[first : first + count], rate)
        name = f"s{subject:02} {'other' if otherwise else 'usual'} {episode:02}"
        yield from before_cameras(name, known, DISTANCES[number % len(DISTANCES)])


def before_cameras(name: str, known: Known, distance: float) -> Iterator[Case]:
    """One repetition as all the cameras at a distance see it; each sees noise of its own, the same on every run."""
    usual = product(VIEWS, YAWS, ROLLS, (HEIGHT,), (0.0, NOISE))
    low = product(VIEWS, (0.0,), (0.0,), (LOW,), (0.0,))
    for number, (view, yaw, roll, height, noise) in enumerate(chain(usual, low)):
        camera = PinholeCamera(view, yaw=yaw, roll=roll, distance=distance, height=height, fov=FIELD)
        track = track_of(known.time, noisy(known.points, noise, number), camera)
        condition = {"yaw": yaw, "roll": roll, "distance": distance, "height": height, "noise": noise}
        seen_from = view if view in ("front", "back") else "side"
        yield Case("recordings", name, "overhead_squat", view, track, known, seen_from, condition=condition)


def known_of(markers: Array, rate: float) -> Known:
    """One repetition's markers `(T, 33, axis)` with still frames at both ends; the hips' line at the start is across.

    Knees bend before hips sink, and so tell when the repetition began.
    """
    points = padded(squared(markers[:, LANDMARKS]), rate)
    time, toes = np.arange(len(points)) / rate, points[:, Joint.TOE]  # their markers are near the balls of the feet
    knees = knee_flexion_in_space(Known(time, points, toes, (), lies=False)).mean(axis=1)
    steady = np.convolve(np.pad(knees, 2, mode="edge"), np.full(5, 0.2), mode="valid")
    return Known(time, points, toes, (set_out_and_back(time, steady),), lies=False)


def squared(points: Array) -> Array:
    """Points turned about the vertical so that, at the start, the right hip and the left one are level across."""
    across = points[0, Joint.HIP, 0] - points[0, Joint.HIP, 1]
    x, z = across[[0, 2]] / np.hypot(across[0], across[2])
    return points @ np.array([[x, 0.0, -z], [0.0, 1.0, 0.0], [z, 0.0, x]])


def padded(points: Array, rate: float) -> Array:
    """The points with the first and the last frame held."""
    ends = (round(BEFORE * rate), round(AFTER * rate))
    return np.pad(points, (ends, *[(0, 0)] * (points.ndim - 1)), mode="edge")
