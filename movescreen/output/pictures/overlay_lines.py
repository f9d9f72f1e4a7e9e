"""What is measured, as lines in the picture: the segments, and what they are measured against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from movescreen.measures.reference_pose import SIDE, ReferencePose
from movescreen.pose.geometry import dot, midpoint
from movescreen.pose.pose import LEFT, RIGHT, Array, Joint, Pose
from movescreen.screens import Screen

BOTH = -1  # of the whole body, neither left nor right


@dataclass(frozen=True)
class OverlayLine:
    """From `start` to `end`, pixels right and up, on a side or BOTH; `against` is what others are measured against."""

    start: Array
    end: Array
    side: int = BOTH
    against: bool = False


Lines = Callable[[Pose, ReferencePose, int], list[OverlayLine]]


def between(*joints: Joint) -> Lines:
    """The segments from joint to joint of one side."""

    def lines(pose: Pose, reference: ReferencePose, side: int) -> list[OverlayLine]:
        points = [pose[joint][side] for joint in joints]
        return [OverlayLine(start, end, side) for start, end in pairwise(points)]

    return lines


def arm(pose: Pose, reference: ReferencePose, side: int) -> list[OverlayLine]:
    """From the shoulder to half-way between elbow and wrist, and the line of the trunk that it is measured against."""
    hip, shoulder = pose[Joint.HIP][side], pose[Joint.SHOULDER][side]
    hand = 0.5 * (pose[Joint.ELBOW][side] + pose[Joint.WRIST][side])
    reach = np.linalg.norm(hand - shoulder) / np.linalg.norm(shoulder - hip)
    return [
        OverlayLine(shoulder, hand, side),
        OverlayLine(shoulder, shoulder + reach * (shoulder - hip), side, against=True),
    ]


def knee(pose: Pose, reference: ReferencePose, side: int) -> list[OverlayLine]:
    """The shank, and what the knee is inside or outside of: the upright over the toe, half-way to where it stood."""
    toe = 0.5 * (pose[Joint.TOE][side] + reference.pose[Joint.TOE][side])
    bent = pose[Joint.KNEE][side]
    above = bent + dot(toe - bent, reference.across) * reference.across
    return [
        OverlayLine(pose[Joint.ANKLE][side], bent, side),
        OverlayLine(toe, above, side, against=True),
        OverlayLine(above, bent, side),
    ]


def foot(pose: Pose, reference: ReferencePose, side: int) -> list[OverlayLine]:
    """From between heel and ankle, as they stood, to the tip of the foot, half-way to where it stood."""
    base = 0.5 * (reference.pose[Joint.HEEL][side] + reference.pose[Joint.ANKLE][side])
    return [OverlayLine(base, 0.5 * (pose[Joint.TOE][side] + reference.pose[Joint.TOE][side]), side)]


def hips(pose: Pose, reference: ReferencePose, side: int) -> list[OverlayLine]:
    """From where the middle of the hips stood over the feet to where it is, across."""
    now, stood = midpoint(pose[Joint.HIP]), midpoint(reference.pose[Joint.HIP])
    feet = midpoint(reference.pose[Joint.ANKLE])
    upright = np.array([-reference.across[1], reference.across[0]])
    beside = now + dot(stood - now, reference.across) * reference.across
    floor = beside - dot(beside - feet, upright) * upright
    return [OverlayLine(floor, beside, against=True), OverlayLine(beside, now)]


def straight(pose: Pose, reference: ReferencePose, side: int) -> list[OverlayLine]:
    """Trunk and thigh over the hip, and the straight line from shoulder to knee that they are measured against."""
    shoulder, hip, bent = (pose[joint][side] for joint in (Joint.SHOULDER, Joint.HIP, Joint.KNEE))
    return [
        OverlayLine(shoulder, bent, side, against=True),
        OverlayLine(shoulder, hip, side),
        OverlayLine(hip, bent, side),
    ]


TRUNK, SHANK = between(Joint.HIP, Joint.SHOULDER), between(Joint.ANKLE, Joint.KNEE)
THIGH = between(Joint.HIP, Joint.KNEE)
OF_MEASURES: dict[str, tuple[Lines, ...]] = {
    "trunk_minus_shank": (TRUNK, SHANK),
    "arm_trunk": (TRUNK, arm),
    "heel_rise": (between(Joint.HEEL, Joint.TOE),),
    "head_forward": (TRUNK, between(Joint.SHOULDER, Joint.EAR)),
    "knee_flexion": (THIGH, SHANK),
    "knee_over_toe": (knee,),
    "turn_out": (foot,),
    "hip_shift": (hips,),
    "hip_angle": (straight,),
    "sag": (straight,),
    "thigh_difference": (THIGH,),
}


def measured_lines(pose: Pose, reference: ReferencePose, screen: Screen) -> list[OverlayLine]:
    """All that a screen's findings rest on and that the view shows, in one frame; what was not seen is left out."""
    names = dict.fromkeys(f.measure.name for f in screen.findings if reference.view in f.measure.views)
    drawn = dict.fromkeys(
        (lines, side) for name in names for lines in OF_MEASURES.get(name, ()) for side in _sides(reference)
    )
    found = (line for lines, side in drawn for line in lines(pose, reference, side))
    return list(_once(line for line in found if np.isfinite([line.start, line.end]).all()))


def _sides(reference: ReferencePose) -> tuple[int, ...]:
    """The sides that a view measures: both, or in a side view the one that counts."""
    return (reference.counts,) if reference.view == SIDE else (RIGHT, LEFT)


def _once(lines: Iterator[OverlayLine]) -> Iterator[OverlayLine]:
    """Each line once: what is of the whole body comes for either side."""
    seen = set()
    for line in lines:
        key = (line.start.tobytes(), line.end.tobytes())
        if key not in seen:
            seen.add(key)
            yield line
