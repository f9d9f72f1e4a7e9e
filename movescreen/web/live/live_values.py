"""The figures on the live page, large enough to be read from three metres, and the last repetition's results."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from movescreen.measures.registry import BY_EYE, MEASURES, OTHER_VIEW
from movescreen.output.language import english
from movescreen.output.language.centimetres import segment_length
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import filled, localised, measure_name, named_finding
from movescreen.output.language.units import NOBODY, Stature
from movescreen.records.record import Repetition
from movescreen.scoring.readings import NO_PICTURES
from movescreen.scoring.sets_and_sides import HOLD
from movescreen.screens import Screen
from movescreen.session import Update
from movescreen.web.live.live_words import Words

UPRIGHT = ("hip_descent", "knee_flexion")
LYING = ("hip_angle",)
FROM_THE_SIDE = "knee_flexion"  # left out if the view does not show it
UNSHOWN = (OTHER_VIEW, BY_EYE)  # reasons that are known before anybody moves
ORDER = ("observed", "indeterminate", "not_observed", "not_measurable")


def blank(screen: Screen, language: Language = english) -> list[dict[str, str]]:
    """Return the figures before the first reading."""
    return _figures(screen, [math.nan] * len(screen.columns), {}, language)


def figures(progress: Update, language: Language = english, stature: Stature = NOBODY) -> list[dict[str, str]]:
    """Return the figures of the newest frame: depth and knee flexion, or hip angle and hold.

    Without a new frame there are none. A percentage of a body length is also given as a length, if the height is known.
    """
    if not progress.phase:
        return []
    return _figures(progress.screen, progress.values[-1].tolist(), progress.so_far, language, stature)


def held(progress: Update) -> float:
    """Return the duration of the current hold, s; 0 without a hold or an unseen hip."""
    return max((value for column, value in progress.so_far.items() if column.startswith(f"{HOLD}_")), default=0.0)


def _figures(
    screen: Screen,
    newest: Sequence[float],
    so_far: Mapping[str, float],
    language: Language,
    stature: Stature = NOBODY,
) -> list[dict[str, str]]:
    shown = []
    for name in LYING if screen.movement.lies else UPRIGHT:
        read = [
            value for (m, _), value in zip(screen.columns, newest, strict=True) if m.name == name and value == value
        ]
        if read or name != FROM_THE_SIDE:
            value = read[0] if read else math.nan
            length = _length(name, value, stature, language)
            shown.append(_figure(name, value, MEASURES[name].unit, 0, language) | length)
    if screen.movement.lies:
        seconds = [value for column, value in so_far.items() if column.startswith(f"{HOLD}_")]
        shown.append(_figure(HOLD, max(seconds, default=0.0), "s", 1, language))
    return shown


def _length(name: str, percent: float, stature: Stature, language: Language) -> dict[str, str]:
    """Return a percentage of a body segment as a length; "" without a known height."""
    of = segment_length(name, stature.height_cm)
    if of is None or math.isnan(percent):
        return {}
    length = round(stature.length(max(percent, 0.0) * of.cm / 100))
    return {"length": language.ABOUT_LENGTH.format(value=length, unit=stature.sign(language))}


def _figure(name: str, value: float, unit: str, decimals: int, language: Language) -> dict[str, str]:
    number = localised(f"{round(value, decimals) + 0.0:.{decimals}f}", language.DECIMAL)
    shown = "–" if math.isnan(value) else number + language.UNITS[unit]
    return {"name": measure_name(name, "", language), "value": shown}


def states(rep: Repetition, words: Words, language: Language = english) -> list[dict[str, Any]]:
    """Return each finding of a repetition with side and state, observed ones first; what comes later says so."""
    read = sorted((r for r in rep.readings if r.finding), key=lambda r: ORDER.index(r.state))
    return [
        {
            "name": named_finding(r.finding, r.side, language),
            "state": r.state,
            "word": words.LATER if r.reason == NO_PICTURES else language.STATES[r.state],
        }
        for r in read
        if r.reason not in UNSHOWN
    ]


def unshown(rep: Repetition, words: Words, language: Language = english) -> str:
    """Return the line of findings that this view does not show; "" if it shows all."""
    names = dict.fromkeys(
        named_finding(r.finding, r.side, language) for r in rep.readings if r.finding and r.reason in UNSHOWN
    )
    return words.UNSHOWN.format(names=", ".join(names)) if names else ""


def why_not(entry: Mapping[str, float | str], screen: Screen, words: Words, language: Language = english) -> str:
    """Return why a movement was not counted, short enough to be heard."""
    movement = screen.movement
    why = filled(
        language.NOT_COUNTED[str(entry["reason"])],
        language,
        shortest=movement.min_duration_s,
        longest=movement.max_duration_s,
    )
    return words.NOT_COUNTED.format(why=why.partition(". ")[0].rstrip(".") + ".")
