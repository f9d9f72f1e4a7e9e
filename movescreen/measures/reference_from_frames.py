"""From still frames to a reference pose: the view that they show, and the way the body faces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from movescreen.measures.reference_pose import AUTO, BACK, END, FRONT, OBLIQUE, SIDE, ReferencePose
from movescreen.pose.geometry import length, midpoint, nan_midpoint, nanmedian, right_to_left
from movescreen.pose.pose import Array, Joint, Pose

SIDE_AT_MOST = 0.35  # of the trunk: breadth of the shoulders from the side
SIDE_ON_WITHIN = 25.0  # deg of yaw from the side
FACE_ON_AT_LEAST = 0.28  # of the trunk: breadth of the shoulders from the front or back
FACE_ON_WITHIN = 25.0  # deg of yaw from the front or back
PLAINLY_BROAD = 0.45  # of the trunk: a breadth that contradicts a stated side view
PLAINLY_NARROW = 0.22  # of the trunk: a breadth that contradicts a stated front or back view
MIN_FRAMES = 5  # frames that can stand in for a reference pose


def breadth(pose: Pose) -> Array:
    """Return the width between the shoulders over the length of the trunk in the picture.

    Parameters
    ----------
    pose : Pose
        Frames of shape `(...)`.

    Returns
    -------
    ndarray, shape (...)
        Ratio: about 0.6 from the front, near 0 from the side.
    """
    trunk = midpoint(pose[Joint.SHOULDER]) - midpoint(pose[Joint.HIP])
    return length(right_to_left(pose[Joint.SHOULDER])) / length(trunk)


def yaw(pose: Pose, by: tuple[Joint, ...] = (Joint.SHOULDER, Joint.HIP)) -> Array:
    """Return how far the body is turned from facing the camera, by the depth of shoulders and hips.

    Positive = turned to the subject's right, so that the left side comes nearer.

    Parameters
    ----------
    pose : Pose
        Frames of shape `(...)`.
    by : tuple of Joint
        Pairs of joints to take the depth from.

    Returns
    -------
    ndarray, shape (...)
        deg, -180 to 180; positive = turned to the subject's right, so that the left side comes nearer.
    """
    across = right_to_left(pose.world[..., by, :, :].sum(axis=-3))
    return np.degrees(np.arctan2(across[..., 2], across[..., 0]))


def off_side(reference: ReferencePose) -> float:
    """Return how far from square to the side the camera stood, by the network's depth.

    Parameters
    ----------
    reference : ReferencePose

    Returns
    -------
    float
        deg, 0 to 90; NaN if it cannot be estimated.
    """
    return float(np.median(np.abs(np.abs(yaw(reference.pose)) - 90)))


def view_of(pose: Pose) -> str:
    """Return the view of a still pose, where the breadth of the shoulders and the depth of the body agree.

    With arms overhead shoulders draw together: face on, people with markers have a breadth of 0.31 to 0.48 and rendered
    bodies 0.53 to 0.65, where hanging arms make it 0.72; from the side 0.04 to 0.18. Yaw is read within 17 deg.

    Parameters
    ----------
    pose : Pose
        One frame.

    Returns
    -------
    str
        "front", "side", "back" or "oblique".
    """
    broad, turned = float(breadth(pose)), abs(float(yaw(pose)))
    if broad <= SIDE_AT_MOST and abs(turned - 90) <= SIDE_ON_WITHIN:
        return SIDE
    if broad >= FACE_ON_AT_LEAST and min(turned, 180 - turned) <= FACE_ON_WITHIN:
        return FRONT if turned < 90 else BACK
    return OBLIQUE


def seen_from(track: Pose, lies: bool) -> str:
    """Return the view that most frames show of a person who was never still.

    Who `lies` and is seen neither from the side nor at a slant, the trunk pointing at the camera or away from it more
    than up, is seen from the feet or the head.

    Parameters
    ----------
    track : Pose
        Shape `(n_frames,)`.
    lies : bool
        Whether the movement is one of a lying person.

    Returns
    -------
    str
        A view, "end" for a lying person seen from the feet or the head, "" where nobody was seen.
    """
    pose = median(track) if len(track) else Pose.unseen(0.0, track.picture)
    if np.isnan(breadth(pose) + yaw(pose)):
        return ""
    _, up, nearer = (pose.world[Joint.SHOULDER] - pose.world[Joint.HIP]).mean(axis=0)
    view = view_of(pose)
    return END if lies and view in (FRONT, BACK) and up < abs(nearer) else view


def forward_of(pose: Pose) -> float:
    """Return which way a body points in the picture: the toes of a standing, the feet of a lying one.

    Parameters
    ----------
    pose : Pose
        One frame.

    Returns
    -------
    float
        +1 = to the right of the picture, -1 = to the left.
    """
    up = nan_midpoint(pose[Joint.SHOULDER]) - nan_midpoint(pose[Joint.ANKLE])
    lies = abs(up[0]) > abs(up[1])
    ahead = -up if lies else nan_midpoint(pose[Joint.TOE] - pose[Joint.HEEL])
    return 1.0 if ahead[0] >= 0 else -1.0


def median(track: Pose) -> Pose:
    """Return the median of every coordinate over a track, as one pose.

    Parameters
    ----------
    track : Pose
        Shape `(n_frames,)`.

    Returns
    -------
    Pose
        Shape `()`; NaN where a point was unseen in most frames.
    """
    mostly = np.isnan(track.xyz).mean(axis=0) < 0.5
    xyz = np.where(mostly, nanmedian(track.xyz), np.nan)
    world = np.where(mostly, nanmedian(track.world), np.nan)
    return Pose(np.asarray(track.time[-1]), xyz, world, nanmedian(track.seen), track.picture)


def reference_pose_of(track: Pose, view: str = AUTO) -> ReferencePose:
    """Return the reference pose that still frames show.

    Parameters
    ----------
    track : Pose
        Still frames, shape `(n_frames,)`.
    view : str
        A stated view, taken unless the picture contradicts it, or "auto".

    Returns
    -------
    ReferencePose
    """
    pose = median(track)
    return ReferencePose(pose, view_of(pose) if view == AUTO else _checked(view, pose), forward_of(pose))


def _checked(view: str, pose: Pose) -> str:
    """Return the stated view, or oblique if the picture plainly shows another; what is not seen contradicts nothing."""
    broad, turned = float(breadth(pose)), abs(float(yaw(pose)))
    if view == SIDE:
        return OBLIQUE if broad > PLAINLY_BROAD else SIDE
    other_way = turned > 180 - FACE_ON_WITHIN if view == FRONT else turned < FACE_ON_WITHIN
    return OBLIQUE if broad < PLAINLY_NARROW or other_way else view


def usual_reference_pose(resting: Pose, effort: Callable[[ReferencePose], Array], view: str) -> ReferencePose | None:
    """Return the reference pose of a person who was never still, from the frames furthest from the movement.

    Parameters
    ----------
    resting : Pose
        Frames at rest, shape `(n_frames,)`.
    effort : callable
        Returns the effort of those frames against a reference pose, shape `(n_frames,)`, %.
    view : str
        A stated view, or "auto".

    Returns
    -------
    ReferencePose or None
        None where there are too few frames.
    """
    if len(resting) < MIN_FRAMES:
        return None
    away = effort(reference_pose_of(resting, view))
    if np.isnan(away).all():
        return None
    return replace(reference_pose_of(resting.at(away <= np.nanquantile(away, 0.2)), view), had_rest=False)
