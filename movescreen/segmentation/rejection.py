"""Why a movement out and back is no repetition."""

from __future__ import annotations

from movescreen.measures.reference_pose import ReferencePose
from movescreen.pose.pose import Pose
from movescreen.screens import Screen
from movescreen.segmentation.floor_contact import FEET_STAY, SHOULDERS_STAY, shoulders_lifted, step

TOO_SHORT, TOO_LONG, FEET_MOVED, GOT_UP = "too_short", "too_long", "feet_moved", "got_up"


def reason_against(start: Pose, extreme: Pose, end: Pose, screen: Screen, reference: ReferencePose) -> str:
    """Why a movement from a start to its extreme and back to an end is no repetition; nothing where it is one."""
    seconds = float(end.time - start.time)
    if seconds < screen.movement.shortest:
        return TOO_SHORT
    if seconds > screen.movement.longest:
        return TOO_LONG
    if screen.movement.lies and shoulders_lifted(start, extreme, reference) > SHOULDERS_STAY:
        return GOT_UP
    return FEET_MOVED if step(start, end, reference, bool(screen.limb)) > FEET_STAY else ""
