"""The languages of the live page, and its sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from movescreen.errors import Problem
from movescreen.output.language.problems import problem_sentence
from movescreen.output.language.sentences import filled, localised
from movescreen.output.language.units import IMPERIAL, METRIC
from movescreen.web.live import phrases, phrases_german
from movescreen.web.live.readiness import CHANGE, FINE, ReadinessCheck, is_open

METRES_PER_FOOT = 0.3048
MOST_METRES = 3.0  # largest distance that somebody is asked to go; a longer one is known less well
TURNED_ROUND = {  # ways in a picture, and the same in its mirror
    "left": "right",
    "right": "left",
    "clockwise": "counter-clockwise",
    "counter-clockwise": "clockwise",
}
OF_THE_CAMERA = ("turn_camera", "turn")  # changes with a direction in the picture, not the person's own


class Words(Protocol):
    """The tables of a language of the live page; `phrases` shows what each is for."""

    CODE: str
    CHECKS: dict[str, str]
    CHANGES: dict[str, str]
    UNTOLD: dict[str, str]
    STEPS: dict[float, str]
    METRES: str
    FEET_AWAY: str
    WAYS: dict[str, str]
    DECIMAL: str
    STAND_STILL: str
    INSTRUCTIONS: dict[str, str]
    TIMES: tuple[str, str, str]
    FINISHED: str
    MEASURING: str
    CAMERA: str
    DROPPED: str
    BEHIND: str
    TROUBLES: dict[str, str]
    UNFORESEEN: str
    UNREADABLE: str
    COUNTED: str
    NOT_COUNTED: str
    NOT_FAR: str
    LATER: str
    UNSHOWN: str
    TURN: dict[str, str]
    LEGS: dict[str, str]
    STEP: str
    INTERRUPTED: str
    DONE_OF: str
    DONE: tuple[str, str, str]
    VIEWS: dict[str, str]
    PAGE: dict[str, str]
    UNMEASURED: str
    AGREED: str
    PLANS: dict[str, str]


WORDS: dict[str, Words] = {phrases.CODE: phrases, phrases_german.CODE: phrases_german}


def sentence_of(problem: Problem | None, words: Words) -> str:
    """Return a problem's sentence for a page in a language; "" for None."""
    return problem_sentence(problem, words.CODE) if problem else ""


def advice(check: ReadinessCheck, words: Words = phrases, mirrored: bool = False, units: str = METRIC) -> str:
    """Return the advice on a check; "" if it is fine. Directions are those in the shown picture."""
    if check.state != CHANGE:
        return words.UNTOLD.get(check.code, "") if check.state != FINE else ""
    steps = "" if math.isnan(check.amount) else _distance(min(check.amount, MOST_METRES), words, units)
    turned = mirrored and check.say in OF_THE_CAMERA
    way = TURNED_ROUND.get(check.way, check.way) if turned else check.way
    return words.CHANGES[check.say].format(steps=steps, amount=check.amount, way=words.WAYS.get(way, way))


def _distance(metres: float, words: Words, units: str) -> str:
    """Return the distance that somebody is asked to go: in halves of a metre, or in whole feet."""
    if units == IMPERIAL:
        return words.FEET_AWAY.format(feet=round(metres / METRES_PER_FOOT))
    return words.STEPS.get(metres, words.METRES.format(metres=localised(f"{metres:g}", words.DECIMAL)))


def next_thing(
    checks: Sequence[ReadinessCheck], words: Words = phrases, mirrored: bool = False, units: str = METRIC
) -> str:
    """Return the next thing to do: the first change, or to hold still; "" before anybody was seen."""
    change = next((check for check in checks if check.state == CHANGE), None)
    return advice(change, words, mirrored, units) if change else words.STAND_STILL if is_open(checks) else ""


def instruction(screen: str, count: int | None, words: Words = phrases, support: str = "") -> str:
    """Return the instruction for a number of repetitions; None is until the recording is stopped."""
    some = words.TIMES[min(count or 0, 2)].format(count=count)
    said = words.INSTRUCTIONS[screen].format(times=some)
    return f"{words.LEGS[support]} {said}" if support in words.LEGS else said


def done(count: int, planned: int, words: Words = phrases) -> str:
    """Return the number of performed repetitions, and of prescribed ones if there are any."""
    if planned:
        return filled(words.DONE_OF, done=count, planned=planned)
    return words.DONE[min(count, 2)].format(done=count)
