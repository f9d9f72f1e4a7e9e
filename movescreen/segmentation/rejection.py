"""The reasons why a movement out and back is no repetition."""

from __future__ import annotations

import math
from itertools import combinations

from movescreen.measures.reference_pose import BACK, FRONT, ReferencePose
from movescreen.pose.pose import Pose
from movescreen.screens import Screen
from movescreen.segmentation.floor_contact import (
    BY_ONE_FOOT,
    FEET_STAY,
    JUMPED,
    SHOULDERS_STAY,
    STEPPED,
    moved_along,
    shoulders_lifted,
    stays,
    step,
)

TOO_SHORT = "too_short"
TOO_LONG = "too_long"
FEET_MOVED = "feet_moved"
GOT_UP = "got_up"
CAMERA_MOVED = "camera_moved"
FEET_UNSEEN = "feet_not_seen"
JUMPED_UP = "jumped"
ONE_FOOT_AHEAD = "one_foot_ahead"
HALF_SEEN = "began_before_the_recording"
RECORDING_ENDED = "recording_ended"

AT_ONCE = 0.2  # s: a way out or back that is quicker is believed only where feet are seen to stay


def rejection_reason(
    start: Pose, extreme: Pose, end: Pose, screen: Screen, reference: ReferencePose, sides_known: bool = True
) -> str:
    """Return why a movement is no repetition.

    Parameters
    ----------
    start, extreme, end : Pose, ()
        Where it begins, turns and ends.
    screen : Screen
        The screen.
    reference : ReferencePose
        The standing or lying body.
    sides_known : bool
        If left and right are not known, feet that seem to part are no step; both together still tell.

    Returns
    -------
    str
        A reason code, or "" for a repetition.
    """
    seconds = float(end.time - start.time)
    if seconds < screen.movement.min_duration_s:
        return TOO_SHORT
    if seconds > screen.movement.max_duration_s:
        return TOO_LONG
    if screen.movement.lies and shoulders_lifted(start, extreme, reference) > SHOULDERS_STAY:
        return GOT_UP
    one_leg = screen.support is not None
    if not sides_known:
        return CAMERA_MOVED if moved_along(start, end, reference) > BY_ONE_FOOT else ""
    if not (one_leg or screen.movement.lies):
        return _off_the_spot(start, extreme, end, reference)
    return "" if stays(start, end, reference, one_leg) else FEET_MOVED


def _off_the_spot(start: Pose, extreme: Pose, end: Pose, reference: ReferencePose) -> str:
    """Return why the feet of a standing person were not where they should be; empty if they were."""
    unseen = all(math.isnan(moved_along(*two, reference)) for two in combinations((start, extreme, end), 2))
    if unseen and min(extreme.time - start.time, end.time - extreme.time) < AT_ONCE:
        return FEET_UNSEEN
    out_and_back = step(start, extreme, reference, one_leg=False), step(extreme, end, reference, one_leg=False)
    parted = max(out_and_back) > (STEPPED if reference.view in (FRONT, BACK) else JUMPED)
    if parted or step(start, end, reference, one_leg=False) > FEET_STAY:
        return FEET_MOVED
    return "" if stays(start, end, reference, one_leg=False) else CAMERA_MOVED
