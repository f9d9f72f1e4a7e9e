"""The choices before a recording that differ from what the camera saw: another view, another screen."""

from __future__ import annotations

from typing import Any

import numpy as np

from movescreen.measures.reference_from_frames import seen_from, view_of
from movescreen.measures.reference_pose import AUTO, VIEWS, ReferencePose
from movescreen.pose.pose import Pose
from movescreen.screens import Screen, screens

RESTING_SHARE = 0.25  # of the frames with somebody, for which who does another screen rests as it begins; by eye


def otherwise(
    screen: Screen, view: str, reference: ReferencePose | None, track: Pose, counted: bool
) -> dict[str, dict[str, Any]]:
    """Return what was chosen and what was seen in its place.

    Parameters
    ----------
    screen : Screen
    view : str
        The view that was chosen, or "auto".
    reference : ReferencePose or None
    track : Pose
        All frames, shape `(n_frames,)`.
    counted : bool
        Whether any repetition was counted.

    Returns
    -------
    dict
        `{"view_chosen": {"chosen": str, "seen": str}, "screen_chosen": {...}}`; a key is absent where that agrees.
    """
    found: dict[str, dict[str, Any]] = {}
    other = "" if counted else _other_screen(screen, track)
    if other:
        return {"screen_chosen": {"chosen": screen.name, "seen": other}}
    seen = view_of(reference.pose) if reference else seen_from(track, screen.movement.lies)
    if view != AUTO and seen in VIEWS and seen != view:
        found["view_chosen"] = {"chosen": view, "seen": seen}
    return found


def _other_screen(screen: Screen, track: Pose) -> str:
    """Return the first screen of the other posture that the person rests for, where nobody rests for this one."""
    somebody = track.at(~np.isnan(track.xyz[..., 0]).all(axis=(1, 2)))
    if not len(somebody) or screen.movement.at_rest(somebody).mean() > RESTING_SHARE:
        return ""
    others = (one for one in screens().values() if one.movement.lies != screen.movement.lies)
    return next((one.name for one in others if one.movement.at_rest(somebody).mean() > RESTING_SHARE), "")
