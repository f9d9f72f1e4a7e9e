"""Why a movement out and back is no repetition."""

from __future__ import annotations

from movescreen.body import Pose
from movescreen.contact import FEET_STAY, SHOULDERS_STAY, shoulders_lifted, step
from movescreen.screens import Screen
from movescreen.stance import Stance

TOO_SHORT, TOO_LONG, FEET_MOVED, GOT_UP = "too_short", "too_long", "feet_moved", "got_up"


def reason_against(start: Pose, extreme: Pose, end: Pose, screen: Screen, stance: Stance) -> str:
    """Why a movement from a start to its extreme and back to an end is no repetition; nothing where it is one."""
    seconds = float(end.time - start.time)
    if seconds < screen.movement.shortest:
        return TOO_SHORT
    if seconds > screen.movement.longest:
        return TOO_LONG
    if screen.movement.lies and shoulders_lifted(start, extreme, stance) > SHOULDERS_STAY:
        return GOT_UP
    return FEET_MOVED if step(start, end, stance, bool(screen.limb)) > FEET_STAY else ""
