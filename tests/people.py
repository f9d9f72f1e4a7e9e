"""People for the tests: motions whose numbers are known, as a camera sees them. Only here is it known where from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from movescreen.measures.reference_from_frames import reference_pose_of
from movescreen.measures.reference_pose import AUTO, OBLIQUE, ReferencePose, Support
from movescreen.pose.estimators.synthetic import PinholeCamera, Synthetic, render_poses
from movescreen.pose.pose import SIDES, Array, Joint, Pose
from movescreen.pose.synthetic import DepthCurve, Motion, Skeleton, bridge, glide, repetitions, squat
from movescreen.records.record import Reading, Record
from movescreen.scoring.settings import Settings
from movescreen.screens import Screen, screens
from movescreen.session import Session

__all__ = [
    "DepthCurve",
    "Motion",
    "PinholeCamera",
    "Skeleton",
    "bridge",
    "glide",
    "render_poses",
    "repetitions",
    "squat",
]

SCREENS = screens()
SQUAT, BRIDGE = SCREENS["overhead_squat"], SCREENS["bridge"]

BODIES = {
    "usual": Skeleton(),
    "long legs": Skeleton(stature=1.92, thigh=0.262, shank=0.258, trunk=0.268),
    "short legs": Skeleton(stature=1.58, thigh=0.230, shank=0.232, trunk=0.312),
    "broad": Skeleton(shoulder_width=0.245, hip_width=0.150),
}


def brief(count: int = 1, **others: Any) -> DepthCurve:
    """A course of some four seconds."""
    return repetitions(count, **({"lead": 1.0, "descent": 0.9, "bottom": 0.3, "ascent": 0.8, "rest": 1.0} | others))


@cache
def brief_squat() -> Motion:
    """One squat in four seconds."""
    return squat(brief())


@cache
def brief_bridge() -> Motion:
    """One bridge in four seconds and a half."""
    return bridge(brief(bottom=0.8))


def camera_for(motion: Motion, view: str, **settings: Any) -> PinholeCamera:
    """A camera on a side of a standing or of a lying subject."""
    lies = motion.points[0, Joint.SHOULDER, 0, 1] < 0.3
    return (PinholeCamera.lying if lies else PinholeCamera)(view, **settings)


def seen(motion: Motion, view: str = "front", *, noise_px: float = 0.0, seed: int = 0, **camera: Any) -> Pose:
    """The track of a motion from a side of the subject; `camera` as for `Camera`."""
    return render_poses(motion, camera_for(motion, view, **camera), noise_px, seed, None)


def synthetic(motion: Motion, view: str) -> Synthetic:
    """The backend that sees a motion from a side of the subject."""
    return Synthetic(motion, camera_for(motion, view))


def hide(track: Pose, joint: Joint | slice, side: int | slice, frames: slice | np.ndarray = slice(None)) -> Pose:
    """The same track where the network is not sure of some points in some frames."""
    unsure = track.seen.copy()
    unsure[frames, joint, side] = 0.1
    return replace(track, seen=unsure)


def without_body(track: Pose, frames: slice | Array) -> Pose:
    """The same track with nobody found in some frames."""
    nobody = Pose.unseen(track.time, track.picture)
    arrays = {name: getattr(track, name).copy() for name in ("xyz", "world", "seen")}
    for name, values in arrays.items():
        values[frames] = getattr(nobody, name)[frames]
    return replace(track, **arrays)


def after(first: Pose, *others: Pose, gap: float = 1 / 30) -> Pose:
    """Tracks one after the other, each beginning `gap` seconds after the one before ends."""
    joined = first
    for other in others:
        later = replace(other, time=other.time - other.time[0] + joined.time[-1] + gap)
        joined = Pose.concatenate([joined, later])
    return joined


def beside(track: Pose, x: float, y: float = 0.0) -> Pose:
    """The same body elsewhere in the picture, pixels to the right and up."""
    return replace(track, xyz=track.xyz + [x, y, 0.0])


def record_of(track: Pose, screen: Screen, view: str = AUTO, settings: Settings | None = None) -> Record:
    """The record of a whole track."""
    session = Session(screen, view, settings)
    session.push(track)
    return session.close()[1]


def reading(record: Record, measure: str, side: str = "", number: int = 1, finding: str | None = None) -> Reading:
    """The reading of a measure in a repetition; the first of several, or that of a finding."""
    return next(
        r
        for r in record.repetitions[number - 1].readings
        if (r.measure, r.side) == (measure, side) and finding in (None, r.finding)
    )


@dataclass(frozen=True)
class Scene:
    """A person at a screen: the track, its first still frames as the stance, and the screens that it shows.

    `track` has every fourth frame of the `whole`.
    """

    name: str
    whole: Pose
    reference: ReferencePose
    screens: tuple[str, ...]

    @property
    def track(self) -> Pose:
        return self.whole.at(slice(0, None, 4))


def _scene(name: str, motion: Motion, view: str, limb: str = "", **camera: Any) -> Scene:
    """A scene; `limb` is the side of the foot that carries, where only one does."""
    whole = seen(motion, view, **camera)
    still = whole.at(slice(0, 20))
    resting = [s for s in SCREENS.values() if s.movement.at_rest(still).all()]
    reference = replace(reference_pose_of(still), support=Support.named(limb) if limb else None)
    return Scene(name, whole, reference, tuple(s.name for s in resting if bool(s.support) == bool(limb)))


@cache
def scenes() -> tuple[Scene, ...]:
    """Every movement from every side that is of use, in a body that is not the same on both sides."""
    uneven = squat(
        brief(),
        turn_out=(4.0, 15.0),
        heel_rise=(3.0, 12.0),
        knees_in=(0.05, -0.02),
        arms_forward=(5.0, 30.0),
        hip_shift=0.04,
    )
    upright = [_scene(f"squat from the {view}", uneven, view, noise_px=2.0) for view in ("front", "back", *SIDES)]
    between = _scene("squat from between", uneven, "front", yaw=50.0, noise_px=2.0)
    lift = brief(bottom=4.0)
    lying = [_scene(f"bridge from the {view}", bridge(lift, sag=4.0), view, noise_px=0.5) for view in SIDES]
    one_leg = [
        _scene(f"bridge on the {limb} leg from the {view}", bridge(lift, raised=other), view, limb, noise_px=0.5)
        for view in SIDES
        for limb, other in zip(SIDES, SIDES[::-1], strict=True)
    ]
    assert between.reference.view == OBLIQUE
    return (*upright, between, *lying, *one_leg)


def scenes_of(measure: Any) -> list[Scene]:
    """The scenes that show a measure: a screen that has it, from one of its views."""
    users = {s.name for s in SCREENS.values() if measure in s.quantities}
    return [s for s in scenes() if users & set(s.screens) and s.reference.view in measure.views]


Change = Callable[[Pose], Pose]


def changed(scene: Scene, change: Change) -> tuple[Pose, ReferencePose]:
    """A scene's whole track and its stance, both seen differently."""
    return change(scene.whole), replace(scene.reference, pose=change(scene.reference.pose))


def same_bits(a: Any, b: Any) -> bool:
    """Whether two arrays of numbers are equal to the last bit, NaN being equal to NaN."""
    a, b = (np.where(np.isnan(x), np.nan, x).view(np.int64) for x in (np.asarray(a, float), np.asarray(b, float)))
    return a.shape == b.shape and bool((a == b).all())
