"""What a clip shows before it is measured: which screen, from where, and when it was recorded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import numpy as np

from movescreen.batch.task import Task
from movescreen.measures.reference_from_frames import seen_from
from movescreen.pose.buffers import PoseBuffer
from movescreen.pose.geometry import length, midpoint
from movescreen.pose.pose import Array, Joint, Pose
from movescreen.pose.weights import Bundle
from movescreen.video import Frame, open_video
from movescreen.video.prefetch import prefetched

LOOKED_S = 60.0  # of a clip; nobody waits longer before a first repetition
LOOKED_FRAMES = 60  # that are looked at; they take under 1 s
ENOUGH_FRAMES = 8  # with a person in them, below which nothing is found out
LYING = Task("bridge")  # looks for people whichever way up they are
STANDING, BRIDGE, ONE_LEG = "overhead_squat", "bridge", "single_leg_bridge"
# Medians on 18 rendered and 6 real clips of people who stand: shoulders 0.67 and more over the hips, hips 0.88 and
# more over the ankles; on 7 rendered and 2 real bridges from the side: at most -0.25 and 0.32. From the feet the legs
# of one are 1.18, so that it is asked for. One ankle is high above the other in 92 to 100 % of the frames of bridges on
# one leg, and in none of those on both legs that are seen from the side.
UPRIGHT = 0.5  # height of the shoulders over the hips, and of the hips over the ankles, in trunks: who is above stands
FLAT = 0.45  # the same: who is below lies
LIFTED = 0.45  # trunks by which one ankle is above the other
MOSTLY = 0.35  # share of frames with a lifted leg above which it is a bridge on one leg
SELDOM = 0.1  # the same, below which it is one on both


@dataclass(frozen=True)
class ClipContents:
    """What a clip shows; `screen` and `view` are empty where they are unknown."""

    screen: str
    view: str
    recorded_at: str = ""


def look_into(file: Path, bundle: Bundle, task: Task = LYING) -> ClipContents:
    """Find out what a clip shows from a few of its frames.

    Raises
    ------
    Problem
        If it is no video, or cannot be read.
    """
    with open_video(file) as source, task.backend(bundle) as backend:
        recorded_at = str(getattr(source, "recorded_at", ""))
        count = min(source.frames or 0, round(LOOKED_S * source.rate)) or round(LOOKED_S * source.rate)
        step = max(1, count // LOOKED_FRAMES)
        track = PoseBuffer()
        with closing(prefetched(takewhile(lambda frame: frame.time < LOOKED_S, source))) as frames:
            for frame in _every(frames, step):
                track.push(backend(frame).at(None))
    if not len(track):
        return ClipContents("", "", recorded_at)
    screen = screen_of(track[:])
    view = seen_from(_with_person(track[:]), lies=screen in (BRIDGE, ONE_LEG)) if screen else ""
    return ClipContents(screen, view, recorded_at)


def recorded_at(file: Path) -> str:
    """Return when a clip was recorded, as its file says; empty where it says nothing. Raises Problem for no video."""
    with open_video(file) as source:
        return str(getattr(source, "recorded_at", ""))


def _every(frames: Iterator[Frame], step: int) -> Iterator[Frame]:
    return (frame for frame in frames if frame.index % step == 0)


def _with_person(track: Pose) -> Pose:
    return track.at(~np.isnan(track.xyz[:, Joint.HIP, :, 0]).any(axis=-1))


def screen_of(track: Pose) -> str:
    """Return which screen a person does.

    A standing person has the shoulders above the hips and the hips above the ankles, a lying one has not. In a bridge
    on one leg, one ankle is high above the other most of the time.

    Parameters
    ----------
    track : Pose
        Shape `(n_frames,)`, unsmoothed; frames may be far apart.

    Returns
    -------
    str
        The name of a screen; empty where it is unknown: too few frames, or neither surely lying nor standing,
        or a leg that is lifted now and then.
    """
    seen = _with_person(track)
    if len(seen) < ENOUGH_FRAMES:
        return ""
    shoulder, hip, ankle = (midpoint(seen[joint]) for joint in (Joint.SHOULDER, Joint.HIP, Joint.ANKLE))
    trunk = _trunk(shoulder, hip)
    upright = float(np.nanmedian((shoulder - hip)[..., 1] / trunk))
    legs = float(np.nanmedian((hip - ankle)[..., 1] / trunk))
    if upright > UPRIGHT and legs > UPRIGHT:
        return STANDING
    return _bridge(seen, trunk) if upright < FLAT and legs < FLAT else ""


def _bridge(seen: Pose, trunk: float) -> str:
    """Return which bridge a lying person does."""
    apart = np.abs(seen[Joint.ANKLE][..., 0, 1] - seen[Joint.ANKLE][..., 1, 1]) / trunk
    lifted = float(np.mean(apart > LIFTED))
    return ONE_LEG if lifted > MOSTLY else BRIDGE if lifted < SELDOM else ""


def _trunk(shoulder: Array, hip: Array) -> float:
    """Return the length of the trunk in the picture, px, seen in full."""
    return float(np.nanpercentile(length(shoulder - hip), 90))
