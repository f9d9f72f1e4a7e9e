"""The appearance of a person, and whether a later one is of the same person: by place, size, turn and clothes."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

import numpy as np

from movescreen.pose.estimators.masking import Box
from movescreen.pose.geometry import right_to_left
from movescreen.pose.pose import Array, Joint, Pose
from movescreen.pose.visibility import SURE_AT_LEAST
from movescreen.video import Frame

TRUNK = [Joint.SHOULDER, Joint.HIP]
FROM = [Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.SHOULDER, Joint.ELBOW]
TO = [Joint.HIP, Joint.KNEE, Joint.ANKLE, Joint.ELBOW, Joint.WRIST]

# The chest: from shoulders to hips and across. Further down a squat shows thighs instead.
DOWN = np.linspace(0.05, 0.5, 10)[:, None, None]  # of the trunk: rows of points on the chest
ACROSS = np.linspace(0.1, 0.9, 12)[:, None]  # of the chest: columns of points
GREY = 10.0  # of 255, added to each colour: darkness has no hue
HUES = 8  # bins of red's and blue's share in a colour, from 1/12 to 7/12
LIGHTS = 4  # bins of brightness

# What is a strangeness of 1. Ordinary squats and bridges reach 0.7 in all four together, a person who walks in and
# sits down 1.2, a passer-by whom the network takes for the person 1.6 to 3.3.
JITTER = 0.1  # m that a person may move at once
FAST = 4.0  # m/s within a tenth of a second
BRISK = 1.5  # m/s after that
LARGER = 0.25  # how much larger or smaller, as a logarithm
TURNED = math.radians(60)  # front and back are alike: the network mixes them up
CLOTHES = 0.5  # how much of the colours is other
SHAPED = 0.2  # the logarithm by which bones are longer or shorter: those of two people together are 0.2 to 0.4
# No reason alone: bodies seen from the feet turn and stretch at random, and lights change.
ODDEST = 1.2  # the most that turn or shape count
CLOTHES_MOST = 1.4  # the most that clothes count
FORGETS_AFTER = 1.0  # s out of sight until size and turn may change
FORGETS = 0.4  # how much more they may change each second then
ADAPTS = 0.5  # s: how fast the memory takes on what is seen
RECENT = 1.0  # s of places that are remembered
WHOLE = 0.75  # of the body that is in the picture of who is screened
WALKS = 0.5  # m/s: who is screened goes no faster


@dataclass(frozen=True)
class Appearance:
    """The appearance of a person at a `time`.

    `column` and `row` are the middle of the trunk, pixels; `scale` pixels to a metre; `facing` a direction seen from
    above, of length 1; `bones` the logarithms of their lengths, m; `colours` the shares of the chest's colours; `whole`
    the share of the body that was in view.
    """

    time: float
    column: float
    row: float
    scale: float
    facing: Array
    bones: Array
    colours: Array
    whole: float
    box: Box


def has_body(pose: Pose) -> bool:
    """Return whether a frame shows a body.

    Parameters
    ----------
    pose : Pose, ()
        One frame.

    Returns
    -------
    bool
        True if the left hip has a position.
    """
    return bool(np.isfinite(pose.xyz[Joint.HIP, 0, 0]))


def describe(frame: Frame, pose: Pose) -> Appearance:
    """Describe how the person of a pose looks.

    Parameters
    ----------
    frame : Frame
        The picture.
    pose : Pose, ()
        A body in that picture.

    Returns
    -------
    Appearance
        Place and box in px, scale in px per m, facing, bone lengths and colours.
    """
    column, row = pose.xyz[TRUNK, :, :2].reshape(-1, 2).mean(axis=0) * [1, -1]
    (left, bottom), (right, top) = pose.xyz.min(axis=(0, 1))[:2].tolist(), pose.xyz.max(axis=(0, 1))[:2].tolist()
    return Appearance(
        time=frame.time,
        column=float(column),
        row=float(row),
        scale=body_scale(pose),
        facing=facing(pose),
        bones=bones(pose),
        colours=colours(frame, pose),
        whole=float((pose.seen >= SURE_AT_LEAST).any(axis=1).mean()),  # from the side one of each pair is hidden
        box=Box(left, -top, right, -bottom),
    )


def body_scale(pose: Pose) -> float:
    """Return the scale of a body, px per m, from the spread of its points; it does not depend on posture.

    Parameters
    ----------
    pose : Pose, ()
        A frame with a body.

    Returns
    -------
    float
        Spread of the points in the picture over their spread in the world, px per m.
    """
    spreads = [np.linalg.norm(points - points.mean(axis=(0, 1))) for points in (pose.xyz[..., :2], pose.world[..., :2])]
    return float(spreads[0] / spreads[1])


def facing(pose: Pose) -> Array:
    """Return the direction from right to left across the trunk, seen from above.

    Parameters
    ----------
    pose : Pose, ()
        A frame with a body.

    Returns
    -------
    ndarray, shape (2,)
        Unit vector; first to the right of the picture, then towards the camera.
    """
    across = right_to_left(pose.world[TRUNK]).sum(axis=0)[[0, 2]]
    return across / np.hypot(*across)


def bones(pose: Pose) -> Array:
    """Return the log lengths of trunk, thigh, shin and arm.

    Parameters
    ----------
    pose : Pose, ()
        A frame with a body.

    Returns
    -------
    ndarray, shape (4,)
        Natural logarithm of the mean of left and right, lengths in m.
    """
    lengths = np.sqrt(((pose.world[FROM] - pose.world[TO]) ** 2).sum(axis=-1))
    return np.log(lengths.mean(axis=-1))


def colours(frame: Frame, pose: Pose) -> Array:
    """Return the histogram of the colours on the chest.

    Parameters
    ----------
    frame : Frame
        The picture.
    pose : Pose, ()
        A body in that picture.

    Returns
    -------
    ndarray, shape (HUES * HUES * LIGHTS,)
        Share of the sampled points in each bin of hue and brightness; sums to 1.
    """
    shoulder, hip = pose.xyz[TRUNK, :, :2]
    sides = shoulder + (hip - shoulder) * DOWN  # (row, side, axis)
    points = sides[:, :1] + (sides[:, 1:] - sides[:, :1]) * ACROSS
    height, width = frame.picture.shape[:2]
    columns = np.clip(points[..., 0].astype(int), 0, width - 1)
    rows = np.clip(-points[..., 1].astype(int), 0, height - 1)
    colour = frame.picture[rows, columns].reshape(-1, 3) + GREY
    light = colour.sum(axis=1)
    hue = np.clip(((colour[:, ::2] / light[:, None] - 1 / 12) * 2 * HUES).astype(int), 0, HUES - 1)
    bright = (light * LIGHTS / (3 * (256 + GREY))).astype(int)
    counts = np.bincount((hue[:, 0] * HUES + hue[:, 1]) * LIGHTS + bright, minlength=HUES * HUES * LIGHTS)
    return counts / len(colour)


class AppearanceModel:
    """The remembered appearance of one person."""

    def __init__(self, seen: Appearance) -> None:
        self.since, self.last = seen.time, seen
        self.settled_s = 0.0  # s in which the person was seen whole and in place
        self._looks = 1
        self._scale, self._facing = math.log(seen.scale), seen.facing
        self._bones, self._colours = seen.bones, seen.colours
        self._places = deque([(seen.time, seen.box)])

    @property
    def home(self) -> Box:
        """The box that held the person in the second before being seen last."""
        return Box.around(box for _, box in self._places)

    def learn(self, seen: Appearance) -> None:
        """Take in the person's next look."""
        passed = seen.time - self.last.time
        self._looks += 1
        share = max(1 - math.exp(-passed / ADAPTS), 1 / self._looks)
        same_way = math.copysign(share, float(self._facing @ seen.facing))
        self._scale += share * (math.log(seen.scale) - self._scale)
        self._facing = (1 - share) * self._facing + same_way * seen.facing
        self._bones = (1 - share) * self._bones + share * seen.bones
        self._colours = (1 - share) * self._colours + share * seen.colours
        in_place = abs(seen.column - self.last.column) <= WALKS * passed * seen.scale
        self.settled_s += passed if in_place and seen.whole >= WHOLE else 0.0
        self.last = seen
        self._places.append((seen.time, seen.box))
        while self._places[0][0] < seen.time - RECENT:
            self._places.popleft()

    def metres(self, seen: Appearance) -> float:
        """Return the distance of an appearance from the person's last position, m."""
        return math.hypot(seen.column - self.last.column, seen.row - self.last.row) / math.exp(self._scale)

    def in_place(self, seen: Appearance, metres: float, larger: float, shaped: float) -> bool:
        """Return whether a body is as near, as alike in size and as alike in bones; the last two as logarithms."""
        same_size = abs(math.log(seen.scale) - self._scale) <= larger
        bones = math.sqrt(((seen.bones - self._bones) ** 2).mean())
        return self.metres(seen) <= metres and same_size and bones <= shaped

    def turned(self, seen: Appearance) -> AppearanceModel:
        """Return what is remembered of the person from a look on that has another side and other colours."""
        anew = AppearanceModel(seen)
        anew.since, anew.settled_s = self.since, self.settled_s
        return anew

    def strangeness(self, seen: Appearance, passed: float | None = None) -> float:
        """Return how unlike the person an appearance is, from 0; `passed` is the time since the last one, s."""
        passed = seen.time - self.last.time if passed is None else passed
        forgot = 1 + FORGETS * max(passed - FORGETS_AFTER, 0.0)
        reach = JITTER + FAST * min(passed, 0.1) + BRISK * max(passed - 0.1, 0.0)
        larger = (math.log(seen.scale) - self._scale) / (LARGER * forgot)
        shaped = math.sqrt(((seen.bones - self._bones) ** 2).mean()) / SHAPED
        odd = min(max(_angle(self._facing, seen.facing) / TURNED / forgot, shaped), ODDEST)
        other = min((1 - float(np.sqrt(self._colours * seen.colours).sum())) / CLOTHES, CLOTHES_MOST)
        return math.hypot(self.metres(seen) / reach, larger, odd, other)


def _angle(one: Array, other: Array) -> float:
    """Return the angle between two lines, 0 to a right angle, radians."""
    cross, dot = one[0] * other[1] - one[1] * other[0], one[0] * other[0] + one[1] * other[1]
    return math.atan2(abs(cross), abs(dot))
