"""The measured lines in the picture: segments, and the lines that they are measured against."""

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


def joint_segments(*joints: Joint) -> Lines:
    """Return the segments from joint to joint of one side."""

    def lines(pose: Pose, reference: ReferencePose, side: int) -> list[OverlayLine]:
        points = [pose[joint][side] for joint in joints]
        return [OverlayLine(start, end, side) for start, end in pairwise(points)]

    return lines


def arm(pose: Pose, reference: ReferencePose, side: int) -> list[OverlayLine]:
    """Return the lines of the arm angle: shoulder to the midpoint of elbow and wrist, and the trunk's line.

    Parameters
    ----------
    pose : Pose, ()
        One frame.
    reference : ReferencePose
        The standing body.
    side : int
        LEFT or RIGHT.

    Returns
    -------
    list of OverlayLine
        Ends in px; x right, y up.
    """
    hip, shoulder = pose[Joint.HIP][side], pose[Joint.SHOULDER][side]
    hand = 0.5 * (pose[Joint.ELBOW][side] + pose[Joint.WRIST][side])
    reach = np.linalg.norm(hand - shoulder) / np.linalg.norm(shoulder - hip)
    return [
        OverlayLine(shoulder, hand, side),
        OverlayLine(shoulder, shoulder + reach * (shoulder - hip), side, against=True),
    ]


def knee(pose: Pose, reference: ReferencePose, side: int) -> list[OverlayLine]:
    """Return the lines of the knee: the shank, and the upright over the toe.

    Parameters
    ----------
    pose : Pose, ()
        One frame.
    reference : ReferencePose
        The standing body.
    side : int
        LEFT or RIGHT.

    Returns
    -------
    list of OverlayLine
        Ends in px; the toe is half-way to where it stood.
    """
    toe = 0.5 * (pose[Joint.TOE][side] + reference.pose[Joint.TOE][side])
    bent = pose[Joint.KNEE][side]
    above = bent + dot(toe - bent, reference.across) * reference.across
    return [
        OverlayLine(pose[Joint.ANKLE][side], bent, side),
        OverlayLine(toe, above, side, against=True),
        OverlayLine(above, bent, side),
    ]


def foot_line(pose: Pose, reference: ReferencePose, side: int) -> list[OverlayLine]:
    """Return the line of the foot: from the midpoint of heel and ankle to the tip.

    Parameters
    ----------
    pose : Pose, ()
        One frame.
    reference : ReferencePose
        The standing body.
    side : int
        LEFT or RIGHT.

    Returns
    -------
    list of OverlayLine
        Ends in px; heel and ankle are where they stood.
    """
    base = 0.5 * (reference.pose[Joint.HEEL][side] + reference.pose[Joint.ANKLE][side])
    return [OverlayLine(base, 0.5 * (pose[Joint.TOE][side] + reference.pose[Joint.TOE][side]), side)]


def hips(pose: Pose, reference: ReferencePose, side: int) -> list[OverlayLine]:
    """Return the line of the hips' shift: from where their midpoint stood to where it is.

    Parameters
    ----------
    pose : Pose, ()
        One frame.
    reference : ReferencePose
        The standing body.
    side : int
        Not used: the hips have one midpoint.

    Returns
    -------
    list of OverlayLine
        Ends in px.
    """
    now, stood = midpoint(pose[Joint.HIP]), midpoint(reference.pose[Joint.HIP])
    feet = midpoint(reference.pose[Joint.ANKLE])
    upright = np.array([-reference.across[1], reference.across[0]])
    beside = now + dot(stood - now, reference.across) * reference.across
    floor = beside - dot(beside - feet, upright) * upright
    return [OverlayLine(floor, beside, against=True), OverlayLine(beside, now)]


def straight(pose: Pose, reference: ReferencePose, side: int) -> list[OverlayLine]:
    """Return the lines of the hip angle: trunk and thigh, and the straight line from shoulder to knee.

    Parameters
    ----------
    pose : Pose, ()
        One frame.
    reference : ReferencePose
        The lying body.
    side : int
        LEFT or RIGHT.

    Returns
    -------
    list of OverlayLine
        Ends in px.
    """
    shoulder, hip, bent = (pose[joint][side] for joint in (Joint.SHOULDER, Joint.HIP, Joint.KNEE))
    return [
        OverlayLine(shoulder, bent, side, against=True),
        OverlayLine(shoulder, hip, side),
        OverlayLine(hip, bent, side),
    ]


TRUNK = joint_segments(Joint.HIP, Joint.SHOULDER)
SHANK = joint_segments(Joint.ANKLE, Joint.KNEE)
THIGH = joint_segments(Joint.HIP, Joint.KNEE)
OF_MEASURES: dict[str, tuple[Lines, ...]] = {
    "trunk_minus_shank": (TRUNK, SHANK),
    "arm_trunk": (TRUNK, arm),
    "heel_rise": (joint_segments(Joint.HEEL, Joint.TOE),),
    "head_forward": (TRUNK, joint_segments(Joint.SHOULDER, Joint.EAR)),
    "knee_flexion": (THIGH, SHANK),
    "knee_over_toe": (knee,),
    "turn_out": (foot_line,),
    "hip_shift": (hips,),
    "hip_angle": (straight,),
    "sag": (straight,),
    "thigh_difference": (THIGH,),
}


def measured_lines(pose: Pose, reference: ReferencePose, screen: Screen) -> list[OverlayLine]:
    """Return the lines that a screen's findings rest on.

    Parameters
    ----------
    pose : Pose, ()
        One frame.
    reference : ReferencePose
        The standing or lying body, with its view.
    screen : Screen
        The screen.

    Returns
    -------
    list of OverlayLine
        Lines that the view shows; those with an unseen end are left out.
    """
    names = dict.fromkeys(f.measure.name for f in screen.findings if reference.view in f.measure.views)
    drawn = dict.fromkeys(
        (lines, side) for name in names for lines in OF_MEASURES.get(name, ()) for side in _sides(reference)
    )
    found = (line for lines, side in drawn for line in lines(pose, reference, side))
    return list(_once(line for line in found if np.isfinite([line.start, line.end]).all()))


def _sides(reference: ReferencePose) -> tuple[int, ...]:
    """Return the sides that a view measures: both, or in a side view the one that counts."""
    return (reference.support_side,) if reference.view == SIDE else (RIGHT, LEFT)


def _once(lines: Iterator[OverlayLine]) -> Iterator[OverlayLine]:
    """Yield each line once: what is of the whole body comes for either side."""
    seen = set()
    for line in lines:
        key = (line.start.tobytes(), line.end.tobytes())
        if key not in seen:
            seen.add(key)
            yield line
