"""The one person who is screened: chosen once among those in the picture, kept, and found again when lost."""

from __future__ import annotations

import math
from dataclasses import replace

from movescreen.pose.estimators import LooksInParts, PoseEstimator
from movescreen.pose.estimators.appearance import Appearance, AppearanceModel, describe, has_body
from movescreen.pose.estimators.masking import Box, around, masked
from movescreen.pose.pose import Pose
from movescreen.video import Frame

Point = tuple[float, float]

MOST = 4  # people who are looked for when one is chosen
BODY = 0.15  # m by which hands, feet and hair reach beyond the points
ROOM = 0.5  # m around a person that the network has to see: with half of it one in six is not found
POINTED = 0.3  # m: a user may point this far from a person
ASIDE = 1.8  # how much less a person counts for each picture's width from its middle

SAME = 1.5  # the strangeness that a person may have
AGAIN = 1.2  # the strangeness that a person may have while there is doubt
NEW = 2.5  # the strangeness of a person in the first moments, when the network is yet to find all of the body
NEW_FOR = 0.5  # s that these last
SURE = 3  # frames, one after the other, that make the person found again while there is doubt
DOUBT = 1.0  # s after somebody else was seen, in which only the person's surroundings are shown
STAYS = 0.5  # s in which the surroundings are where the person was
LEAVES = 1.5  # m/s by which they grow then
ELSEWHERE = 0.5  # m from the person: nearer, somebody else may be the person misseen
COVERED = 0.5  # s for which somebody else stays covered
REMEMBERED = 10.0  # s for which somebody else is known
# Who is another way round from one picture to the next, and yet in place, as large and of the same bones, is the same
# person in a clip that was cut: nobody else takes a place so fast. By eye.
AT_ONCE = 0.2  # s since the person was seen last
IN_PLACE = 0.15  # m from there
AS_LARGE = 0.06  # logarithm of the size
ALIKE = 0.15  # logarithm of the bones' lengths
STAYED = 0.3  # s for which that has to last
SETTLED = 2.0  # s in place: who was there for less only set up the camera or passed by
GONE = 2.0  # s out of sight after which such a person is forgotten


class PersonTracker(PoseEstimator):
    """The poses of one person, from a `tracker` that follows whomever it finds; all other frames are unseen.

    The person is the one at `point`, in shares of the picture's width and height from its top left corner. Without a
    point, it is the largest and most central person of the first frame that shows one. A person who leaves before
    having settled in place is given up, and another is chosen in the same way.

    If the tracker's pose is too unlike the person, the frame is unseen. For a while the tracker is then shown only the
    person's surroundings, without the others, until it finds the person again. Otherwise it sees every whole frame
    once. The first frame it sees three times more, to find other people.

    `in_parts` makes a tracker look for people who are small in the picture, if `can_look_closer` is True.

    `quality` counts the frames after the choice in which the person is missing: `frames_of_others`, in which somebody
    else was found, and `frames_lost`, in which nobody was found, or not for sure. `choices` are the positions of the
    people who were chosen, one after the other. `others` are the positions of the other people when the first was
    chosen. Positions are in shares of the picture's width and height.
    """

    def __init__(self, tracker: PoseEstimator, point: Point | None = None, in_parts: bool = False) -> None:
        self.can_look_closer = isinstance(tracker, LooksInParts)
        self.quality = {"frames_of_others": 0, "frames_lost": 0}
        self.provenance = tracker.provenance  # itself: what the tracker comes to know of its ways is in it
        self.provenance["person"] = list(point) if point else "largest and most central"
        self._tracker, self._point = tracker, point
        if in_parts:
            self.look_closer()
        self._person: AppearanceModel | None = None
        self._others: list[AppearanceModel] = []
        self._doubt = -math.inf  # until when
        self._instead: Appearance | None = None  # who is in the person's place since a moment ago
        self.choices: list[Point] = []
        self.others: list[Point] = []
        self._fitting = SURE  # for how many frames the person has been found

    def __call__(self, frame: Frame) -> Pose:
        """Return the person's pose; its points are NaN where the person was not found."""
        if self._person is None:
            return self._first(frame)
        pose = self._tracker(self._shown(frame, self._person))
        if not has_body(pose):
            self.quality["frames_lost"] += 1
            self._fitting = 0
        elif self._recognised(describe(frame, pose), self._person):
            return pose
        if self._person.settled_s < SETTLED and frame.time - self._person.last.time > GONE:
            self._person = None
        return Pose.unseen(frame.time, pose.picture)

    def look_closer(self) -> None:
        """Look for people who are small in the picture from now on, if the tracker can."""
        if isinstance(self._tracker, LooksInParts):
            self._tracker.in_parts = True

    def close(self) -> None:
        """Release the tracker."""
        self._tracker.close()

    def _recognised(self, seen: Appearance, person: AppearanceModel) -> bool:
        """Return whether a look is surely the person's; if it is somebody else's, doubt begins."""
        doubtful, strange = seen.time < self._doubt, person.strangeness(seen)
        elsewhere = (other for other in self._others if person.metres(other.last) > ELSEWHERE)
        of_other = any(other.strangeness(seen, COVERED) < strange for other in elsewhere)
        limit = NEW if seen.time < person.since + NEW_FOR else AGAIN if doubtful else SAME
        if (of_other or strange > limit) and self._is_turned(seen, person):
            self._person = person.turned(seen)
            self._others, self._doubt, self._fitting = [], -math.inf, SURE
            return True
        if of_other or strange > limit:
            self.quality["frames_of_others"] += 1
            self._fitting = 0
            self._doubt = seen.time + DOUBT
            self._meet(seen)
            return False
        self._fitting += 1
        if doubtful and self._fitting < SURE:
            self.quality["frames_lost"] += 1
            return False
        self._instead = None
        person.learn(seen)
        return True

    def _is_turned(self, seen: Appearance, person: AppearanceModel) -> bool:
        """Return whether somebody who looks strange took the person's place at once and has stayed there since."""
        if self._instead is None and seen.time - person.last.time <= AT_ONCE:
            self._instead = seen if person.in_place(seen, IN_PLACE, AS_LARGE, ALIKE) else None
        if self._instead is None:
            return False
        if not AppearanceModel(self._instead).in_place(seen, IN_PLACE, AS_LARGE, ALIKE):
            self._instead = None
            return False
        return seen.time - self._instead.time >= STAYED

    def _meet(self, seen: Appearance) -> None:
        """Remember somebody else."""
        self._others = [other for other in self._others if other.last.time > seen.time - REMEMBERED]
        known = min(self._others, key=lambda other: other.strangeness(seen), default=None)
        if known and known.strangeness(seen) < SAME:
            known.learn(seen)
        else:
            self._others.append(AppearanceModel(seen))

    def _shown(self, frame: Frame, person: AppearanceModel) -> Frame:
        """Return the frame, or in doubt what of it may show the person."""
        if frame.time >= self._doubt:
            return frame
        metre = person.last.scale
        home = person.home.wider(BODY * metre)
        gone = max(frame.time - person.last.time - STAYS, 0.0)
        recent = (other.last for other in self._others if other.last.time > frame.time - COVERED)
        others = [seen.box.wider(BODY * seen.scale) for seen in recent]
        room = person.home.wider((ROOM + LEAVES * gone) * metre)
        return replace(frame, picture=around(frame.picture, home, room, others))

    def _first(self, frame: Frame) -> Pose:
        """Return the pose of the person, who is chosen now; unseen where there is nobody to choose."""
        people = self._people(frame)
        chosen = self._chosen([seen for seen, _ in people], frame)
        if chosen is None:
            return Pose.unseen(frame.time, (frame.picture.shape[1], frame.picture.shape[0]))
        seen, pose = people.pop(chosen)
        if not self.choices:
            self.others = [_place(other, frame) for other, _ in people]
        self.choices.append(_place(seen, frame))
        self._person, self._others = AppearanceModel(seen), [AppearanceModel(other) for other, _ in people]
        self._doubt, self._fitting = frame.time + DOUBT if people else self._doubt, SURE
        self._tracker(self._shown(frame, self._person))
        return pose

    def _people(self, frame: Frame) -> list[tuple[Appearance, Pose]]:
        """Return everybody in a frame, each found after those before were covered."""
        people: list[tuple[Appearance, Pose]] = []
        boxes: list[Box] = []
        while len(people) < MOST:
            pose = self._found(frame, boxes)
            seen = describe(frame, pose) if has_body(pose) else None
            if seen is None or any(box.holds(seen.column, seen.row) for box in boxes):
                break
            people.append((seen, pose))
            boxes.append(seen.box.wider(BODY * seen.scale))
        return people

    def _found(self, frame: Frame, covered: list[Box]) -> Pose:
        """Return whom the tracker finds with boxes covered; it may first have to lose whom it had found there."""
        if not covered:
            return self._tracker(frame)
        frame = replace(frame, picture=masked(frame.picture, covered))
        pose = self._tracker(frame)
        return pose if has_body(pose) else self._tracker(frame)

    def _chosen(self, people: list[Appearance], frame: Frame) -> int | None:
        """Return the number of the one to follow."""
        height, width = frame.picture.shape[:2]
        if self._point is None:
            return max(range(len(people)), key=lambda number: merit(people[number], width), default=None)
        x, y = self._point[0] * width, self._point[1] * height
        there = [number for number, seen in enumerate(people) if seen.box.wider(POINTED * seen.scale).holds(x, y)]
        return min(
            there, key=lambda number: math.hypot(people[number].column - x, people[number].row - y), default=None
        )


def _place(seen: Appearance, frame: Frame) -> Point:
    """Return the position of a person in a frame, in shares of its width and height."""
    height, width = frame.picture.shape[:2]
    return round(seen.column / width, 4), round(seen.row / height, 4)


def merit(seen: Appearance, width: int) -> float:
    """Return how likely this is the person to screen: large, whole and in the middle of a picture `width` px wide."""
    return seen.scale * seen.whole * (1 - ASIDE * abs(seen.column / width - 0.5))
