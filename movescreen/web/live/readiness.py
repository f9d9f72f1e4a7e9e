"""The gate before a recording: it checks person, camera and light for the screen."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from movescreen.measures.camera_angle import YAW_UNCERTAINTY, off_square
from movescreen.measures.reference_from_frames import median, reference_pose_of, seen_from
from movescreen.measures.reference_pose import AUTO, END, OBLIQUE, SIDE, VIEWS, spine_and_leg
from movescreen.pose.geometry import length, nanmedian
from movescreen.pose.pose import Array, Joint, Pose
from movescreen.pose.visibility import believed, outside
from movescreen.scoring.bias_correction import CorrectedScreen
from movescreen.scoring.recording_quality import ASIDE, FILLED, LIMBS
from movescreen.screens import Screen
from movescreen.segmentation.rest import REST_S
from movescreen.web.live.image_checks import ImageCheck

FINE = "fine"
CHANGE = "change"
UNKNOWN = "unknown"
PERSON = "person"
POSTURE = "posture"
WHOLE = "whole"
VIEW = "view"
DISTANCE = "distance"
ALONE = "alone"
LEVEL = "level"
LIGHT = "light"
RATE = "rate"
PITCH = "pitch"
# In the order in which to deal with them: earlier ones make later ones known.
CODES = (PERSON, WHOLE, ALONE, DISTANCE, VIEW, POSTURE, LEVEL, PITCH, LIGHT, RATE)

FEET_AND_KNEES = [Joint.KNEE, Joint.ANKLE]  # needed to know how somebody stands
WINDOW = 0.5  # s of frames that are checked together
LEAST = 0.25  # s of frames that are needed at least
FEWEST = 3  # frames that are checked together, however slowly they come,
OLDEST = 1.5  # s, unless they are older than that
# Of shoulder to hip to ankle, by which hips and ankles are apart in the thirds of `REST_S`. On clips, people who stood
# or lay still were 0.002 to 0.019 apart, and who moved 0.02 to 0.5. A lying ankle's single frames jitter by 0.05.
STAYS = 0.02
FRAMES_A_SECOND = 20.0
FULL = 0.97  # of the picture that the body takes: too much
GOOD = 0.85  # of the picture that the body takes: enough
ROUND = 15.0  # deg from square on, beyond what the estimate is unsure of
LEANS = 2.5  # deg of the camera's roll that are seen
SEES = 65.0  # assumed angle of a webcam across the longer side of its picture, deg
STEP = 0.5  # m; people do not step more exactly
DOWN = 10.0  # deg of the camera's pitch, its uncertainty left off, from which the camera is to be tilted; by eye
# Shares of the stature of a person with arms overhead (Drillis and Contini 1966; the reach is by eye): from shoulder to
# hip, and from the floor to the fingers.
TRUNK, REACH = 0.288, 1.25
TRUNK_M = 0.5  # of an adult


@dataclass(frozen=True)
class ReadinessCheck:
    """A check: `say` names what to change, `amount` by how much (m or deg), `way` in which direction."""

    code: str
    state: str
    say: str = ""
    amount: float = math.nan
    way: str = ""


@dataclass
class Gate:
    """Checks the latest poses and the picture. `view` is the view to be filmed."""

    screen: Screen
    view: str = AUTO
    network: str = ""
    chosen: bool = False  # whether the coach pointed at the one who is meant
    _poses: deque[Pose] = field(default_factory=deque)
    _places: deque[tuple[float, Array, float]] = field(default_factory=deque)

    def push(self, pose: Pose) -> None:
        """Add the next pose, and forget those that are too old.

        Parameters
        ----------
        pose : Pose, ()
            One frame.
        """
        time = float(pose.time)
        if self._poses and time <= float(self._poses[-1].time):  # another round of a stand-in
            self._poses.clear()
            self._places.clear()
        self._poses.append(pose)
        shoulder, hip, _, ankle = spine_and_leg(believed(pose))
        size = float(length(shoulder - hip) + length(hip - ankle))
        self._places.append((time, np.concatenate([hip, ankle]), size))
        while (age := time - float(self._poses[0].time)) > WINDOW and (len(self._poses) > FEWEST or age > OLDEST):
            self._poses.popleft()
        while time - self._places[0][0] > REST_S + 0.1:
            self._places.popleft()

    @property
    def still(self) -> bool:
        """Whether hips and ankles have stayed in place for the duration of a stance."""
        time, places, sizes = zip(*self._places, strict=True) if self._places else ((0.0,), (), ())
        if time[-1] - time[0] < REST_S:
            return False
        thirds = [nanmedian(part) for part in np.array_split(np.array(places), 3)]
        sway = np.ptp(thirds, axis=0)
        return bool((sway <= STAYS * nanmedian(np.array(sizes))).all())  # NaN, where nobody was seen, is not still

    def checks(self, glance: ImageCheck, rate: float) -> list[ReadinessCheck]:
        """Return all checks, in the order in which to deal with them."""
        found = {check.code: check for check in (*self._of_person(), *_of_picture(glance), _of_rate(rate))}
        somebody = found.setdefault(PERSON, ReadinessCheck(PERSON, UNKNOWN)).state == FINE
        if not somebody:  # whoever may be counted is not in place
            found[ALONE] = ReadinessCheck(ALONE, UNKNOWN)
        elif self.chosen:
            found[ALONE] = ReadinessCheck(ALONE, FINE)
        shown = [code for code in CODES if code != PITCH or code in found]
        return [found.get(code, ReadinessCheck(code, UNKNOWN)) for code in shown]

    def _of_person(self) -> list[ReadinessCheck]:
        track = Pose.concatenate([pose.at(None) for pose in self._poses]) if self._poses else None
        if track is None or track.time[-1] - track.time[0] < LEAST:
            return []
        if not _mostly(np.isfinite(track.xyz[:, 0, 0, 0])):
            return [ReadinessCheck(PERSON, CHANGE, "nobody")]
        seen, whole = believed(track), self._whole(track, believed(track))
        legs = bool(outside(track)[:, FEET_AND_KNEES].any(axis=(1, 2)).mean() > 0.5)
        of_legs = [] if legs else [self._posture(track, seen), self._distance(track)]
        pitched = [] if legs else self._pitch(seen)
        return [ReadinessCheck(PERSON, FINE), whole, self._seen_from(seen), *of_legs, *pitched]

    def _pitch(self, seen: Pose) -> list[ReadinessCheck]:
        """Return the check of the camera's pitch, unknown if feet and floor do not show it."""
        shown = seen_from(seen, self.screen.movement.lies)
        if self.screen.movement.lies or shown not in VIEWS:
            return []
        told = CorrectedScreen(self.screen, self.network).seen_pitch(reference_pose_of(seen, shown))
        if told is None or not told.uncertainty:
            return []
        if abs(told.down) - told.uncertainty < DOWN:
            return [ReadinessCheck(PITCH, FINE)]
        return [ReadinessCheck(PITCH, CHANGE, "tilted", abs(told.down), "down" if told.down > 0 else "up")]

    def _posture(self, track: Pose, seen: Pose) -> ReadinessCheck:
        """Return the check of the posture at the start: lying, or upright with raised arms."""
        movement = self.screen.movement
        if not _mostly(movement.at_rest(seen)):
            return ReadinessCheck(POSTURE, CHANGE, "lie_down" if movement.lies else "stand_up")
        up = track.xyz[:, Joint.WRIST, :, 1].min(axis=-1) > track.xyz[:, Joint.NOSE, 0, 1]
        raised = movement.lies or _mostly(up)
        return ReadinessCheck(POSTURE, FINE) if raised else ReadinessCheck(POSTURE, CHANGE, "raise_arms")

    def _whole(self, track: Pose, seen: Pose) -> ReadinessCheck:
        """Return the check that the whole body is in the picture, and nothing hides it."""
        beyond = outside(track)
        for code, joints in LIMBS.items():
            if _mostly(beyond[:, joints].any(axis=(1, 2))):
                step = _step(track, GOOD) if self.screen.movement.lies else _step_of_trunk(track)
                return ReadinessCheck(WHOLE, CHANGE, code, max(step, STEP))
        hidden = np.isnan(np.concatenate(spine_and_leg(median(seen)))).any()
        return ReadinessCheck(WHOLE, CHANGE, "hidden") if hidden else ReadinessCheck(WHOLE, FINE)

    def _seen_from(self, seen: Pose) -> ReadinessCheck:
        """Return the check that the camera has the wanted view, square to the body."""
        lies, wanted = self.screen.movement.lies, self.view
        shown = seen_from(seen, lies)
        if not shown:
            return ReadinessCheck(VIEW, UNKNOWN)
        reference = reference_pose_of(seen, shown if shown in VIEWS else AUTO)
        if shown in (OBLIQUE, END) or wanted not in (AUTO, shown) or (lies and shown != SIDE):
            side_only = lies or wanted == SIDE
            return ReadinessCheck(VIEW, CHANGE, f"turn_{SIDE}" if side_only else f"turn_{wanted}")
        turned = off_square(reference)
        if abs(turned) > ROUND + YAW_UNCERTAINTY[shown]:
            return ReadinessCheck(VIEW, CHANGE, "square", abs(turned), "left" if turned > 0 else "right")
        return ReadinessCheck(VIEW, FINE)

    def _distance(self, track: Pose) -> ReadinessCheck:
        """Return the check that the body fills the picture, in its middle."""
        taken, aside = _taken(track), 100 * float(np.nanmedian(track.xyz[:, Joint.HIP, :, 0])) / track.picture[0] - 50
        if taken > FULL:
            return ReadinessCheck(DISTANCE, CHANGE, "step_back", max(_step(track, GOOD), STEP))
        if 100 * taken < FILLED:
            return ReadinessCheck(DISTANCE, CHANGE, "come_closer", max(-_step(track, GOOD), STEP))
        if abs(aside) > ASIDE and not self.screen.movement.lies:
            return ReadinessCheck(DISTANCE, CHANGE, "turn_camera", abs(aside), "right" if aside > 0 else "left")
        return ReadinessCheck(DISTANCE, FINE)


def is_open(checks: Sequence[ReadinessCheck]) -> bool:
    """Return whether the gate is open: somebody is there, and no check asks for a change."""
    somebody = any(check.code == PERSON and check.state == FINE for check in checks)
    return somebody and all(check.state != CHANGE for check in checks)


def _of_picture(glance: ImageCheck) -> list[ReadinessCheck]:
    """Return the checks of the picture."""
    people = glance.people
    alone = ReadinessCheck(ALONE, UNKNOWN if people is None else FINE if people <= 1 else CHANGE, "others")
    lean = ReadinessCheck(LEVEL, UNKNOWN)
    if not math.isnan(glance.roll):
        way = "clockwise" if glance.roll < 0 else "counter-clockwise"
        lean = ReadinessCheck(LEVEL, CHANGE if abs(glance.roll) > LEANS else FINE, "turn", abs(glance.roll), way)
    return [alone, lean, ReadinessCheck(LIGHT, CHANGE if glance.light else FINE, glance.light)]


def _of_rate(rate: float) -> ReadinessCheck:
    return ReadinessCheck(RATE, FINE if rate >= FRAMES_A_SECOND else CHANGE if rate else UNKNOWN, "slow", rate)


def _mostly(flags: Any) -> bool:
    return 2 * int(np.count_nonzero(flags)) > np.size(flags)


def _extent(track: Pose) -> Array:
    """Return width and height of the body, guesses beyond the picture's edge included, px."""
    points = np.nanmedian(track.xyz[..., :2].reshape(len(track), -1, 2), axis=0)
    return np.ptp(points, axis=0)


def _taken(track: Pose) -> float:
    """Return the share of the picture's width or height that the body takes, the larger of both."""
    return float((_extent(track) / track.picture).max())


def _step_of_trunk(track: Pose) -> float:
    """Return how much further away somebody who stands must go to fit into the picture, m, from the size of the trunk.

    Points beyond the picture's edge are the network's guesses, and too near.
    """
    shoulder, hip = (np.nanmedian(track[joint].mean(axis=-2), axis=0) for joint in (Joint.SHOULDER, Joint.HIP))
    trunk = float(np.hypot(*(shoulder - hip)))
    if not trunk > 0:
        return STEP
    distance = TRUNK_M * max(track.picture) / (trunk * 2 * math.tan(math.radians(SEES / 2)))
    taken = trunk * REACH / TRUNK / track.picture[1]
    return STEP * max(1, round(distance * (taken / GOOD - 1) / STEP))


def _step(track: Pose, wanted: float) -> float:
    """Return how much further away the body takes the `wanted` share of the picture, m; - = nearer.

    The estimate rests on the network's metres and a webcam's usual angle: it tells half a metre from a whole one.
    """
    metres = np.ptp(np.nanmedian(track.world[:, [Joint.SHOULDER, Joint.ANKLE]], axis=0).reshape(-1, 3)[:, :2], axis=0)
    pixels = np.ptp(np.nanmedian(track.xyz[:, [Joint.SHOULDER, Joint.ANKLE]], axis=0).reshape(-1, 3)[:, :2], axis=0)
    scale = float(np.hypot(*metres) / np.hypot(*pixels))
    across = max(track.picture) * scale  # metres that the picture is wide or high at the body
    distance = across / (2 * math.tan(math.radians(SEES / 2)))
    return STEP * round(distance * (_taken(track) / wanted - 1) / STEP)
