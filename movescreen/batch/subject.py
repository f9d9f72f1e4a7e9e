"""Choose the person to measure in a clip: the one who moves as the screen asks, or a small one if no other is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from movescreen.batch.stored_poses import Found
from movescreen.pose.estimators.person_tracker import Point

TRIED = 2  # others who are followed through a clip in turn, at most: each takes as long as the clip did


@dataclass(frozen=True)
class Followed:
    """One person who was followed through a clip.

    Attributes
    ----------
    found : Found
        The person's poses.
    choices : tuple of Point
        Positions of the people who were chosen, one after the other, in shares of the picture's width and height.
    others : tuple of Point
        Positions of the other people when the first was chosen.
    can_look_closer : bool
        Whether the tracker can look for people who are small in the picture.
    """

    found: Found
    choices: tuple[Point, ...] = ()
    others: tuple[Point, ...] = ()
    can_look_closer: bool = False

    @property
    def seen(self) -> int:
        """The number of frames in which the person was found."""
        return int((self.found.poses.seen > 0).any(axis=(-2, -1)).sum())


def of_subject(
    follow: Callable[[Point | None, bool], Followed], repetitions: Callable[[Found], int], told: bool
) -> Found:
    """Follow people through a clip until one moves as the screen asks.

    Parameters
    ----------
    follow : callable
        Follows the person at a point, or without one the largest and most central, also in parts of the picture.
    repetitions : callable
        Counts the repetitions of a person who was followed.
    told : bool
        Whether the user pointed at the person.

    Returns
    -------
    Found
        Of the person with most repetitions; of equal ones, the person seen in most frames.
    """
    first = follow(None, False)
    if not first.seen and first.can_look_closer:
        first = follow(None, True)
        return _noted(first.found, small_person=True) if first.seen else first.found
    if told or not first.seen:
        return first.found
    best = first, repetitions(first.found)
    for point in _candidates(first, best[1]):
        other = follow(point, False)
        counted = other, repetitions(other.found)
        best = max(best, counted, key=lambda one: (one[1], one[0].seen))
        if best[1]:
            break
    people = 1 + max(len(first.others), len(first.choices) - 1)
    if people == 1:
        return first.found
    return _noted(best[0].found, people=people, followed_by_movement=best[0] is not first)


def _candidates(first: Followed, counted: int) -> list[Point]:
    """Return whom to follow next: the last person chosen and, if nobody repeated the movement, the others."""
    later = list(first.choices[:0:-1])
    others = [] if counted else list(first.others)
    return list(dict.fromkeys(later[:1] + others))[:TRIED]


def _noted(found: Found, **quality: object) -> Found:
    return Found(found.poses, found.quality | quality, found.origin, found.current)
