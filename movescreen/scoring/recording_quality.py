"""Limits of a recording: the person's place in the picture, points outside it, and the frame rate."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from movescreen.measures.camera_angle import YAW_UNCERTAINTY, off_square
from movescreen.measures.reference_pose import ReferencePose, spine_and_leg
from movescreen.measures.registry import FACE_ON
from movescreen.pose.geometry import length, nan_midpoint
from movescreen.pose.pose import JOINTS, Array, Joint, Pose
from movescreen.records.record import Repetition
from movescreen.scoring.bias_correction import CorrectedScreen
from movescreen.scoring.required_points import lost_columns
from movescreen.segmentation.floor_contact import moved_along
from movescreen.segmentation.rest import REST_S
from movescreen.segmentation.tempo import LEAST_RATE, TOO_FEW_A_SECOND

OFF_CENTRE = "off_centre"
TURNED = "turned"
TOO_FAR = "too_far"
FEW_PIXELS = "few_pixels"
HANDS = "hands_cut_off"
FEET = "feet_cut_off"
HEAD = "head_cut_off"
FEW_A_SECOND = "few_frames_a_second"
NEVER_STILL = "never_still"
SHORT = "too_short_a_clip"
NEVER_AT_REST = "never_at_rest"
FAST = "fast_repetitions"
PITCHED = "pitched"
CAMERA_WENT = "camera_moved"
SIDEWAYS = "sideways"
UPSIDE_DOWN = "upside_down"
PART_ONLY = "part_of_the_body"

ASIDE = 12.0  # % of the picture's width: seen from some 5 to 9 deg further round
ROUND = 10.0  # deg from square on
DOWN = 8.0  # deg that the camera looked down, or up
QUICK = 0.8  # s: below it a repetition is over before thirty frames a second show much of it
HELD_BY_HAND = 0.1  # of leg length: feet that stay do not move so far in the picture in a repetition
FILLED = 35.0  # % of the picture's height or width
ACROSS = 200.0  # px: as many as the pose network looks at a body with; in fewer it sees less
LEFT_OUT = 5.0  # % of the frames that count
MOSTLY = 0.7  # of the frames with somebody in them
BLURRED = 20.0  # frames a second
LIMBS = {
    HANDS: (Joint.WRIST, Joint.INDEX, Joint.PINKY),
    FEET: (Joint.ANKLE, Joint.HEEL, Joint.TOE),
    HEAD: (Joint.NOSE, Joint.EAR),
}


@dataclass(frozen=True)
class QualityLimit:
    """One thing that limits a clip: its code, how much of it there is, and the measures it touches; none = all."""

    code: str
    value: float
    unit: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordingContext:
    """The data that the quality of a recording is judged by: the track, the points outside the picture, the results.

    `reference` is the last reference pose; `had_rest` is False if the person never stood still for it.
    """

    network: CorrectedScreen
    track: Pose
    outside: NDArray[np.bool_]
    reference: ReferencePose | None
    had_rest: bool
    repetitions: Sequence[Repetition]

    @cached_property
    def with_person(self) -> int:
        """The number of frames in which somebody was found."""
        return int(np.isfinite(self.track.xyz[:, Joint.HIP, :, 0]).any(axis=-1).sum())

    @cached_property
    def rate(self) -> float | None:
        """Frames a second, None where there are not two."""
        time = self.track.time
        span = float(time[-1] - time[0]) if len(time) else 0.0
        return (len(time) - 1) / span if span > 0 else None


def quality(filmed: RecordingContext) -> dict[str, Any]:
    """Return how well the person was filmed, as plain data; `setup` lists what limits the clip."""
    return {
        "frames": len(filmed.track),
        "frames_with_person": filmed.with_person,
        "frames_per_second": filmed.rate,
        "yaw": _yaw(filmed.reference),
        "stance_width": _stance_width(filmed.reference),
        "pitch": _pitch(filmed.reference),
        "setup": [asdict(limit) | {"measures": list(limit.measures)} for limit in quality_limits(filmed)],
    }


def _yaw(reference: ReferencePose | None) -> dict[str, Any] | None:
    """Return how far from square on the camera stood, deg; None if it is not known."""
    if reference is None or math.isnan(off_square(reference)):
        return None
    return {"value": off_square(reference), "uncertainty": YAW_UNCERTAINTY[reference.view], "unit": "deg"}


def _stance_width(reference: ReferencePose | None) -> float | None:
    """Return how far the ankles stood apart, in leg lengths, where the view shows it."""
    if reference is None or reference.view not in FACE_ON:
        return None
    apart = length(reference.pose[Joint.ANKLE][0] - reference.pose[Joint.ANKLE][1]) / reference.leg
    return round(float(apart), 4) if np.isfinite(apart) else None


def _pitch(reference: ReferencePose | None) -> dict[str, Any] | None:
    """Return how far the camera looked down, deg; None if it was neither stated nor estimated."""
    if reference is None or not reference.camera.pitch_uncertainty:
        return None
    return {"value": reference.camera.pitch, "uncertainty": reference.camera.pitch_uncertainty, "unit": "deg"}


def quality_limits(filmed: RecordingContext) -> list[QualityLimit]:
    """Return everything that limits the clip."""
    return [*_way_up(filmed), *_in_picture(filmed.reference), *_cut_off(filmed), *_in_time(filmed)]


def _way_up(filmed: RecordingContext) -> Iterable[QualityLimit]:
    """Yield the limits of a recording without repetitions that shows parts of the body, or lies on its side or head."""
    if filmed.repetitions or filmed.network.screen.movement.lies or not filmed.with_person:
        return
    shoulder, hip, knee, ankle = spine_and_leg(filmed.track)
    up, whole = shoulder - ankle, np.isfinite(shoulder + hip + knee + ankle).all(axis=-1)
    if 2 * whole.sum() < filmed.with_person:
        yield QualityLimit(PART_ONLY, 100 * (1 - float(whole.sum()) / filmed.with_person), "%")
        return
    aside, down = (np.abs(up[:, 0]) > np.abs(up[:, 1]))[whole], (up[:, 1] < -np.abs(up[:, 0]))[whole]
    for code, share in ((SIDEWAYS, float(aside.mean())), (UPSIDE_DOWN, float(down.mean()))):
        if share > MOSTLY:
            yield QualityLimit(code, 100 * share, "%")


def _in_picture(reference: ReferencePose | None) -> Iterable[QualityLimit]:
    """Yield the limits from the person's place in the picture: aside, turned, small."""
    if reference is None:
        return
    pose, (width, height) = reference.pose, reference.pose.picture
    aside = 100 * (float(nan_midpoint(pose[Joint.HIP])[0]) / width - 0.5)
    if abs(aside) > ASIDE:
        yield QualityLimit(OFF_CENTRE, aside, "%")
    turned = off_square(reference)
    if abs(turned) > ROUND:
        yield QualityLimit(TURNED, turned, "deg")
    if abs(reference.camera.pitch) > DOWN:
        yield QualityLimit(PITCHED, reference.camera.pitch, "deg")
    size = _size(pose.xyz[..., :2])
    filled = 100 * float((size / [width, height]).max())
    if filled < FILLED:
        yield QualityLimit(TOO_FAR, filled, "%")
    if size.max() < ACROSS:
        yield QualityLimit(FEW_PIXELS, float(size.max()), "px")


def _size(points: Array) -> Array:
    """Return the width and height of the seen points, px."""
    seen = points[~np.isnan(points).any(axis=-1)]
    return np.ptp(seen, axis=0)


def _cut_off(filmed: RecordingContext) -> Iterable[QualityLimit]:
    """Yield what of the person lay outside the picture, in how many of the frames that count."""
    outside = filmed.outside[_counts(filmed)]
    often = 100 * outside.sum(axis=0) > LEFT_OUT * len(outside)
    for code, joints in LIMBS.items():
        missing = often & np.isin(np.arange(JOINTS), joints)[:, None]
        touched = _touched(filmed, missing)
        if missing.any() and (touched or code == HEAD or not filmed.reference):  # without a head no body is found
            yield QualityLimit(code, 100 * float(outside[:, missing].any(axis=-1).mean()), "%", touched)


def _touched(filmed: RecordingContext, missing: NDArray[np.bool_]) -> tuple[str, ...]:
    """Return the measures, of those that the view shows, that need any of the points."""
    if filmed.reference is None:
        return ()
    lost = lost_columns(filmed.network, filmed.reference, missing, missing)
    return tuple(
        dict.fromkeys(m.name for (m, _), gone in zip(filmed.network.screen.columns, lost, strict=True) if gone)
    )


def _counts(filmed: RecordingContext) -> NDArray[np.bool_]:
    """Return the frames of repetitions and of standing still before them; all where there is no repetition."""
    time, reps = filmed.track.time, filmed.repetitions
    if not reps:
        return np.full(len(time), True)
    return np.any([(time >= rep.start_s - REST_S) & (time <= rep.end_s) for rep in reps], axis=0)


def _in_time(filmed: RecordingContext) -> Iterable[QualityLimit]:
    """Yield the limits from time: the frame rate, how long the person was seen and still, and the repetitions."""
    rate = filmed.rate or 0.0
    if 0 < rate < BLURRED:
        yield QualityLimit(FEW_A_SECOND if rate >= LEAST_RATE else TOO_FEW_A_SECOND, rate, "Hz")
    yield from _at_rest(filmed, filmed.with_person / rate if rate > 0 else 0.0)
    yield from _repeated(filmed)


def _at_rest(filmed: RecordingContext, seen: float) -> Iterable[QualityLimit]:
    """Yield the limits from rest: a person seen too briefly (`seen`, s), never at rest, or never still."""
    if filmed.repetitions:
        if filmed.reference and not filmed.had_rest:
            yield QualityLimit(NEVER_STILL, REST_S, "s")
    elif seen < REST_S + QUICK:
        yield QualityLimit(SHORT, seen, "s")
    elif filmed.reference is None:
        yield QualityLimit(NEVER_AT_REST, seen, "s")
    elif not filmed.had_rest:
        yield QualityLimit(NEVER_STILL, REST_S, "s")


def _repeated(filmed: RecordingContext) -> Iterable[QualityLimit]:
    """Yield the limits from repetitions: too quick ones, and ones in which the camera moved."""
    quickest = min((rep.end_s - rep.start_s for rep in filmed.repetitions), default=math.inf)
    if quickest < QUICK:
        yield QualityLimit(FAST, quickest, "s")
    moved = max((_moved(filmed, rep) for rep in filmed.repetitions), default=0.0)
    if moved > HELD_BY_HAND:
        yield QualityLimit(CAMERA_WENT, 100 * moved, "%")


def _moved(filmed: RecordingContext, rep: Repetition) -> float:
    """Return how far the feet moved in the picture during a repetition, in leg lengths; 0 if unseen."""
    start, end = (filmed.track.at(int(np.abs(filmed.track.time - t).argmin())) for t in (rep.start_s, rep.end_s))
    far = moved_along(start, end, filmed.reference) if filmed.reference else 0.0
    return 0.0 if math.isnan(far) else far
