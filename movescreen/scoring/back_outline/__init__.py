"""The back's outline in a side view, between shoulder blade and buttock, and how hollow it is. Experimental.

The network's points say only where the trunk is; the edge is found in the picture itself, in parts of a pixel. What is
seen is the outline of a dressed body and not the spine: clothes hide the back, and only a change has a meaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from movescreen.measures.reference_from_frames import breadth
from movescreen.measures.reference_pose import SIDE, ReferencePose
from movescreen.measures.registry import OTHER_VIEW
from movescreen.pose.pose import Array, Pose
from movescreen.scoring.back_outline.edge import cheapest, costs, lead, refined
from movescreen.scoring.back_outline.trunk import STATIONS, Picture, Trunk

__all__ = ["BackChange", "Outline", "Picture", "back_change", "change_seen", "outline", "surely"]

WINDOW = (0.40, 0.85)  # from shoulder (0) to hip (1): below the shoulder blade, above the buttock
MIDDLE = 0.5 * (WINDOW[0] + WINDOW[1])  # of the window
WIDTH = WINDOW[1] - WINDOW[0]  # of the window
WITHIN = np.abs(STATIONS - MIDDLE) < 0.5 * WIDTH + 1e-9

SHORTEST = 60.0  # pixels from shoulder to hip: below, parts of a pixel become percents of the chord
ROUGHEST = 1.0  # % of the window that an edge may stray from a smooth curve, root mean square
LEAST_LEAD = 0.7  # that the edge has over its rival, in the unit of its cost
MIN_SHOTS = 2  # frames of a phase
STEADIEST = 2.0  # % of chord that the frames of a phase may differ by (1 SD)
# How well the outline follows the spine, % of chord. On 63 rendered people within 10 deg of square on (7 bodies, lumbar
# spines bent by -24 to 28 deg) it changed by 0.165 % a degree, and was 0.77 too hollow: 0.4 to 1.2 by body, 0.5 to 1.3
# by how the spine was bent. With that taken off, and each body left out of it, it strayed by 1.15 root mean square.
# Stiff shirts hide up to all of a rounding. 20 deg off square, on 6, it strayed by 2.4.
TOO_HOLLOW = 0.75  # % of the chord, taken off
LEAST_SURE = 1.2  # % of the chord: 1 SD between outline and spine
SQUARE = 0.10  # of the trunk: breadth of the shoulders that is square on
TURNED = 30.0  # % of the chord per breadth beyond that

NOT_SEEN = "not_seen"
TOO_FEW_FRAMES = "too_few_frames"
TOO_SMALL = "too_few_pixels"
COVERED = "back_covered"
UNCLEAR = "outline_unclear"
UNSTEADY = "outline_unsteady"

Shot = tuple[Picture, Pose]


@dataclass(frozen=True)
class Outline:
    """The back's edge in one picture: `points` `(stations, axis)` in pixels, right and up.

    `sagitta` is how far the parabola that fits it best stands off its own chord, percent of the chord, + = hollow; NaN
    where `reason` says why it is not known.
    """

    points: Array
    sagitta: float
    reason: str = ""


@dataclass(frozen=True)
class BackChange:
    """The change of the outline's hollow, percent of chord, + = arched, - = rounded, and its uncertainty (1 SD).

    Both are NaN where `reason` says why they are not known.
    """

    value: float
    uncertainty: float
    reason: str = ""


def change_seen(standing: Sequence[Shot], bottom: Sequence[Shot], reference: ReferencePose) -> BackChange:
    """Return the change from frames of standing to frames at the bottom, each a picture with its pose.

    It is as sure as if it were seen from square on: of the reference pose, its view and `forward` matter alone.
    Each phase serves the other as the picture of the room behind the person.
    """
    if not (standing and bottom):
        return BackChange(np.nan, np.nan, TOO_FEW_FRAMES)
    rooms = (bottom[len(bottom) // 2][0], standing[len(standing) // 2][0])
    phases = zip((standing, bottom), rooms, strict=True)
    return back_change(*([outline(*shot, reference, room) for shot in shots] for shots, room in phases))


def surely(change: BackChange, reference: ReferencePose) -> BackChange:
    """Return a change with the uncertainty of where it was seen from."""
    return replace(change, uncertainty=float(np.hypot(change.uncertainty, unsquare(reference))))


def unsquare(reference: ReferencePose) -> float:
    """Return what it adds to the uncertainty that the camera was not square on, percent of chord."""
    return TURNED * max(0.0, float(breadth(reference.pose)) - SQUARE)


def outline(picture: Picture, pose: Pose, reference: ReferencePose, elsewhere: Picture | None = None) -> Outline:
    """Find the edge of the back in a picture.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        RGB.
    pose : Pose, ()
        The pose in it.
    reference : ReferencePose
        The standing body.
    elsewhere : ndarray of uint8, shape (height, width, 3), optional
        The same room with the person at another place: edges of the room then do not count. A camera that moved in
        between does no harm.

    Returns
    -------
    Outline
        The edge's points, px, and its sagitta, percent of the chord; or the reason why there is none.
    """
    trunk = Trunk.of(pose, reference)
    reason = no_outline_reason(trunk, pose, reference)
    if reason:
        return Outline(np.full((len(STATIONS), 2), np.nan), np.nan, reason)
    cost, strength = costs(trunk.strip(picture), None if elsewhere is None else trunk.strip(elsewhere))
    way = cheapest(cost)
    depth = refined(strength, way)
    clear = roughness(depth) <= ROUGHEST and np.mean(lead(cost, way)[WITHIN]) >= LEAST_LEAD
    points = trunk.points(STATIONS, depth)
    return Outline(points, sagitta(depth)) if clear else Outline(points, np.nan, UNCLEAR)


def no_outline_reason(trunk: Trunk, pose: Pose, reference: ReferencePose) -> str:
    """Return why no outline can be found, before a look at the picture.

    Parameters
    ----------
    trunk : Trunk
        The trunk line.
    pose : Pose, ()
        The frame.
    reference : ReferencePose
        The standing body.

    Returns
    -------
    str
        A reason code, or "".
    """
    if reference.view != SIDE:
        return OTHER_VIEW
    if np.isnan(trunk.length):
        return NOT_SEEN
    if trunk.length < SHORTEST:
        return TOO_SMALL
    return COVERED if trunk.arm_behind(pose, WINDOW) else ""


def sagitta(depth: Array) -> float:
    """Return the sagitta of the back's edge in the window.

    Parameters
    ----------
    depth : ndarray, shape (n_stations,)
        Distance of the edge from the trunk line, trunk lengths.

    Returns
    -------
    float
        Percent of the chord; positive = hollow.

    Notes
    -----
    That of the least-squares parabola. On an arc it is the largest distance from the chord; unlike that distance, it
    does not hang on three points, and does not jump where the edge lies on both sides of the chord.
    """
    _, tilt, bend = np.polynomial.polynomial.polyfit(STATIONS[WITHIN] - MIDDLE, depth[WITHIN], 2)
    return float(25 * WIDTH * bend / (1 + tilt**2))


def roughness(depth: Array) -> float:
    """Return how far the edge strays from a smooth curve.

    Parameters
    ----------
    depth : ndarray, shape (n_stations,)
        Distance of the edge from the trunk line, trunk lengths.

    Returns
    -------
    float
        Root mean square in the window, percent of the window.

    Notes
    -----
    The smooth curve is of fourth degree: an arched back with a buttock below it is smooth, a hem or hair across it is
    not.
    """
    smooth = np.polynomial.Polynomial.fit(STATIONS[WITHIN], depth[WITHIN], 4)
    return float(100 * np.sqrt(np.mean((depth[WITHIN] - smooth(STATIONS[WITHIN])) ** 2)) / WIDTH)


def back_change(standing: Sequence[Outline], bottom: Sequence[Outline]) -> BackChange:
    """Return how much more hollow the outline is at the bottom than standing, from the median of each phase."""
    known = [[o.sagitta for o in outlines if not o.reason] for outlines in (standing, bottom)]
    for outlines, sagittae in zip((standing, bottom), known, strict=True):
        if len(sagittae) < MIN_SHOTS:
            return BackChange(np.nan, np.nan, usual_reason(outlines))
    spread = [float(np.std(sagittae)) for sagittae in known]
    if max(spread) > STEADIEST:
        return BackChange(np.nan, np.nan, UNSTEADY)
    value = float(np.median(known[1]) - np.median(known[0])) - TOO_HOLLOW
    return BackChange(value, float(np.linalg.norm([LEAST_SURE, *spread])))


def usual_reason(outlines: Sequence[Outline]) -> str:
    """Return the most common reason of the outlines that failed; too few frames if none failed."""
    reasons = Counter(o.reason for o in outlines if o.reason)
    return reasons.most_common(1)[0][0] if reasons else TOO_FEW_FRAMES
