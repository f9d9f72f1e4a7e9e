"""How a person looks in a picture, and whether a later look is the same person's: by place, size, turn and clothes."""

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
DOWN, ACROSS = np.linspace(0.05, 0.5, 10)[:, None, None], np.linspace(0.1, 0.9, 12)[:, None]
GREY = 10.0  # of 255, added to each colour: darkness has no hue
HUES, LIGHTS = 8, 4  # bins of red's and blue's share in a colour, from 1/12 to 7/12, and of its brightness

# What is a strangeness of 1. Ordinary squats and bridges reach 0.7 in all four together, a person who walks in and
# sits down 1.2, a passer-by whom the network takes for the person 1.6 to 3.3.
JITTER, FAST, BRISK = 0.1, 4.0, 1.5  # m, m/s for a tenth of a second, and m/s on the whole: how far a person gets
LARGER = 0.25  # how much larger or smaller, as a logarithm
TURNED = math.radians(60)  # front and back are alike: the network mixes them up
CLOTHES = 0.5  # how much of the colours is other
SHAPED = 0.2  # the logarithm by which bones are longer or shorter: those of two people together are 0.2 to 0.4
ODDEST, CLOTHES_MOST = 1.2, 1.4  # turn or shape, and clothes, no reason alone: bodies seen from the feet turn and
# stretch at random, and lights change
FORGETS_AFTER, FORGETS = 1.0, 0.4  # s, and how much more a second may change size and turn of a person out of sight
ADAPTS = 0.5  # s: how fast the memory takes on what is seen
RECENT = 1.0  # s of places that are remembered
WHOLE, WALKS = 0.75, 0.5  # who is screened is in the picture with so much of the body, and goes no faster, m/s


@dataclass(frozen=True)
class Appearance:
    """How a person looked at a `time`.

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


def found(pose: Pose) -> bool:
    """Whether there is a body in a frame."""
    return bool(np.isfinite(pose.xyz[Joint.HIP, 0, 0]))


def look(frame: Frame, pose: Pose) -> Appearance:
    """How the person of a pose looks in its picture."""
    column, row = pose.xyz[TRUNK, :, :2].reshape(-1, 2).mean(axis=0) * [1, -1]
    (left, bottom), (right, top) = pose.xyz.min(axis=(0, 1))[:2].tolist(), pose.xyz.max(axis=(0, 1))[:2].tolist()
    return Appearance(
        time=frame.time,
        column=float(column),
        row=float(row),
        scale=scale(pose),
        facing=facing(pose),
        bones=bones(pose),
        colours=colours(frame, pose),
        whole=float((pose.seen >= SURE_AT_LEAST).any(axis=1).mean()),  # from the side one of each pair is hidden
        box=Box(left, -top, right, -bottom),
    )


def scale(pose: Pose) -> float:
    """Pixels to a metre, by the spread of a body's points in the picture and in the world; whatever the posture."""
    spreads = [np.linalg.norm(points - points.mean(axis=(0, 1))) for points in (pose.xyz[..., :2], pose.world[..., :2])]
    return float(spreads[0] / spreads[1])


def facing(pose: Pose) -> Array:
    """The direction from right to left across the trunk, seen from above: to the right and towards the camera."""
    across = right_to_left(pose.world[TRUNK]).sum(axis=0)[[0, 2]]
    return across / np.hypot(*across)


def bones(pose: Pose) -> Array:
    """The logarithms of the lengths of trunk, thigh, shin and arm, the middle of left and right, m."""
    lengths = np.sqrt(((pose.world[FROM] - pose.world[TO]) ** 2).sum(axis=-1))
    return np.log(lengths.mean(axis=-1))


def colours(frame: Frame, pose: Pose) -> Array:
    """The shares of the colours on the chest, by hue and brightness."""
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
    """What is remembered of one person."""

    def __init__(self, seen: Appearance) -> None:
        self.since, self.last = seen.time, seen
        self.with_majority_limb = 0.0  # s in which the person was seen whole and in place
        self._looks = 1
        self._scale, self._facing = math.log(seen.scale), seen.facing
        self._bones, self._colours = seen.bones, seen.colours
        self._places = deque([(seen.time, seen.box)])

    @property
    def home(self) -> Box:
        """Where the person was in the second before being seen last."""
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
        self.with_majority_limb += passed if in_place and seen.whole >= WHOLE else 0.0
        self.last = seen
        self._places.append((seen.time, seen.box))
        while self._places[0][0] < seen.time - RECENT:
            self._places.popleft()

    def metres(self, seen: Appearance) -> float:
        """How far a look is from where the person was last, m."""
        return math.hypot(seen.column - self.last.column, seen.row - self.last.row) / math.exp(self._scale)

    def in_place(self, seen: Appearance, metres: float, larger: float, shaped: float) -> bool:
        """Whether a look is of a body so near, so alike in size and so alike in bones, the last two as logarithms."""
        same_size = abs(math.log(seen.scale) - self._scale) <= larger
        bones = math.sqrt(((seen.bones - self._bones) ** 2).mean())
        return self.metres(seen) <= metres and same_size and bones <= shaped

    def turned(self, seen: Appearance) -> AppearanceModel:
        """Return what is remembered of the person from a look on that has another side and other colours."""
        anew = AppearanceModel(seen)
        anew.since, anew.with_majority_limb = self.since, self.with_majority_limb
        return anew

    def strangeness(self, seen: Appearance, passed: float | None = None) -> float:
        """How unlike the person a look is, 0 and more; `passed` is the time since the last look, s."""
        passed = seen.time - self.last.time if passed is None else passed
        forgot = 1 + FORGETS * max(passed - FORGETS_AFTER, 0.0)
        reach = JITTER + FAST * min(passed, 0.1) + BRISK * max(passed - 0.1, 0.0)
        larger = (math.log(seen.scale) - self._scale) / (LARGER * forgot)
        shaped = math.sqrt(((seen.bones - self._bones) ** 2).mean()) / SHAPED
        odd = min(max(_angle(self._facing, seen.facing) / TURNED / forgot, shaped), ODDEST)
        other = min((1 - float(np.sqrt(self._colours * seen.colours).sum())) / CLOTHES, CLOTHES_MOST)
        return math.hypot(self.metres(seen) / reach, larger, odd, other)


def _angle(one: Array, other: Array) -> float:
    """The angle between two lines, 0 to a right angle, radians."""
    cross, dot = one[0] * other[1] - one[1] * other[0], one[0] * other[0] + one[1] * other[1]
    return math.atan2(abs(cross), abs(dot))
