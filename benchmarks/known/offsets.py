"""Where the network's points lie from a rendered body's joints: what no sum on them can take away."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from known.cases import Case
from known.statistics import Figures, spread_of
from known.turns import turns
from movescreen.pose.pose import SIDES, Array, Joint

POINTS = (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST, Joint.HIP, Joint.KNEE, Joint.ANKLE, Joint.HEEL, Joint.TOE)
AHEAD = {"left": -1.0, "right": 1.0}  # who is seen from the left looks to the picture's left
LATERAL = {"front": (1.0, -1.0), "back": (-1.0, 1.0)}


def offsets(cases: list[Case]) -> list[Figures]:
    """Where each point lies from its joint, mm, at rest and at the extreme, from each view: over clips, and limbs.

    Across is ahead in a side view, of the near limb, and outwards from front and back.
    """
    found: dict[tuple[str, str, str, str], list[Array]] = defaultdict(list)
    for case in cases:
        for (joint, moment), away in _offsets(case).items():
            found[case.screen, case.seen_from, joint, moment] += list(away)
    return [
        {"screen": screen, "view": view, "joint": joint, "moment": moment, "limbs": len(away)}
        | {name: spread_of(np.array(away)[:, axis]) for axis, name in enumerate(("across", "up"))}
        for (screen, view, joint, moment), away in found.items()
    ]


def _offsets(case: Case) -> dict[tuple[str, str], Array]:
    """One clip's offsets: of each joint, at rest and over all extremes, `(limb, axis)` in mm."""
    if case.ideal is None or case.view not in {*AHEAD, *LATERAL}:
        return {}
    extreme = np.concatenate([turn.extreme for turn in turns(case.known)])
    moments = {"rest": np.arange(len(case.known.time))[case.known.rest], "extreme": extreme}
    away = (case.track.xyz - case.ideal.xyz)[..., :2] / _pixels(case)
    return {
        (joint.name.lower(), name): _outwards(np.nanmedian(away[frames][:, joint], axis=0), case.view)
        for joint in POINTS
        for name, frames in moments.items()
    }


def _outwards(away: Array, view: str) -> Array:
    """Offsets `(side, axis)` with the picture's right turned to ahead, of the near limb, or to outwards, of both."""
    if view in AHEAD:
        return away[[SIDES.index(view)]] * [AHEAD[view], 1.0]
    return away * np.stack([LATERAL[view], (1.0, 1.0)], axis=-1)


def _pixels(case: Case) -> float:
    """Pixels to a millimetre at the person, by how tall both are."""
    assert case.ideal is not None
    tall = [np.nanmax(a[..., 1]) - np.nanmin(a[..., 1]) for a in (case.ideal.xyz[0], case.ideal.world[0])]
    return float(tall[0] / tall[1]) / 1000
