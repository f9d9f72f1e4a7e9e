"""Bridges of the synthetic figure before cameras: our geometry of the lying body without a network."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from known import Known
from known.cases import NOISE, Case, noisy, track_of
from movescreen.pose.estimators.synthetic import PinholeCamera
from movescreen.pose.pose import SIDES, Joint
from movescreen.pose.synthetic import Motion, Skeleton, bridge, repetitions

BODIES = {
    "usual": Skeleton(),
    "long legs": Skeleton(stature=1.92, thigh=0.262, shank=0.258, trunk=0.268),
    "short legs": Skeleton(stature=1.58, thigh=0.230, shank=0.232, trunk=0.312),
}
TOPS = (148.0, 158.0, 166.0, 172.0, 178.0, 184.0, 192.0, 206.0)  # deg
REST = 112.0  # deg: from there the lowest of them lifts the hips enough to count
ON_THE_FLOOR = 0.3  # m
YAWS, TILTS = (-20.0, -10.0, 0.0, 10.0, 20.0), (0.0, 8.0)


def figures() -> Iterator[Case]:
    """Bridges to every height, and one that sags while it is held, by every body."""
    for body, top in product(BODIES, TOPS):
        motion = bridge(repetitions(2, descent=1.2, bottom=2.0), BODIES[body], rest=REST, top=top)
        yield from before_cameras(f"{body}, {top:.0f} deg", motion)
    for body in BODIES:
        sinking = bridge(repetitions(2, descent=1.2, bottom=5.0), BODIES[body], sag=12.0)
        yield from before_cameras(f"{body}, sagging by 12 deg", sinking)


def before_cameras(name: str, motion: Motion) -> Iterator[Case]:
    """One motion as all the cameras see it."""
    known = known_of(motion)
    for number, (view, yaw, tilt, noise) in enumerate(product(SIDES, YAWS, TILTS, (0.0, NOISE))):
        camera = PinholeCamera.lying(view, yaw=yaw, tilt=tilt, height=0.4 if tilt == 0 else 0.8)
        track = track_of(known.time, noisy(known.points, noise, number), camera)
        condition = {"yaw": yaw, "tilt": tilt, "noise": noise}
        yield Case("figures", name, "bridge", view, track, known, "side", condition=condition)


def known_of(motion: Motion) -> Known:
    """What the figure knows of its motion; its feet are stiff, so that the toe stands for the ball."""
    moments = tuple((float(start), float(end)) for start, end in motion.course.moments[:, [0, 3]])
    lies = bool(motion.points[0, Joint.SHOULDER, 0, 1] < ON_THE_FLOOR)
    return Known(motion.time, motion.points, motion.points[:, Joint.TOE], moments, lies)
