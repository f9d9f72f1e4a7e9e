"""What to know about a clip beside its findings, as sentences: what limits it, what was lost, how fast it was."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import numpy as np

from movescreen.output.language import english
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import (
    called,
    capital,
    filled,
    phase,
    repetition_count,
    rounded_value,
    title,
)
from movescreen.records.record import Record, SideDifference
from movescreen.scoring.recording_quality import FEW_A_SECOND, PITCHED
from movescreen.scoring.sets_and_sides import HOLD
from movescreen.screens import Screen, screens
from movescreen.segmentation.rejection import TOO_LONG
from movescreen.segmentation.tempo import TOO_FEW_A_SECOND

SLOW_S = 3.0  # s: ways out and back that all last longer are usual in slow motion, rare in training; by eye
MOST_DROPPED = 0.01  # of the frames that a live recording may lose without a word; by eye
ROUNDED = 1.15  # times the measured frames a second that a chosen rate may be above them

OF = {PITCHED: "pitch"}  # the number of the camera whose uncertainty a limit names, where it is not the yaw


def notes(record: Record, language: Language = english) -> list[str]:
    """Return what to know before trusting a clip: limits, what was not seen, not read and not counted."""
    quality, words = record.quality, language.NOTES
    setup = quality.get("setup", [])
    said = [_chosen_rate(entry, record, language) or _limit(entry, quality, language) for entry in setup]
    said += [*_read(record, language), *chosen_otherwise(record, language), *_slow(record, language)]
    said += _turned(record, language)
    frames, seen, others = (quality.get(key, 0) for key in ("frames", "frames_with_person", "frames_of_others"))
    if seen + others < frames:
        said.append(words["unseen"].format(unseen=frames - seen - others, frames=frames))
    if others:
        said.append(words["others"].format(others=others, frames=frames))
    said += [words[key].format(count=quality[key]) for key in ("sides_put_back", "sides_unclear") if quality.get(key)]
    if quality.get("dropped", 0) > MOST_DROPPED * frames:
        said.append(words["dropped"].format(dropped=quality["dropped"]))
    if quality.get("interrupted"):
        said.append(words["interrupted"])
    if quality.get("undecoded"):
        said.append(words["undecoded"].format(undecoded=quality["undecoded"]))
    if quality.get("cut_short"):
        said.append(words["cut_short"])
    return said + not_counted(record, language)


def _read(record: Record, language: Language) -> list[str]:
    """Return what is to be known of the file: its light, times and sizes."""
    quality, words, said = record.quality, language.NOTES, []
    if (record.provenance.get("excerpt") or {}).get("slowmo_of_file"):
        said.append(words["slowmo_of_file"].format(factor=float(record.provenance["excerpt"]["slowmo"])))
    if quality.get("dark"):
        said.append(words["dark"].format(value=float(quality["dark"])))
    if quality.get("assumed_rate"):
        said.append(words["assumed_rate"].format(rate=float(quality["assumed_rate"])))
    if quality.get("repeated_times"):
        said.append(words["repeated_times"].format(share=float(quality["repeated_times"])))
    if quality.get("picture_sizes"):
        sizes = [f"{width} x {height}" for width, height in quality["picture_sizes"]]
        width, height = record.provenance["picture"]
        said.append(words["picture_sizes"].format(sizes=", ".join(sizes), largest=f"{width} x {height}"))
    return said


def _turned(record: Record, language: Language) -> list[str]:
    """Return what is to be known of who was measured, and from where."""
    quality, words, said = record.quality, language.NOTES, []
    if quality.get("people", 1) > 1:
        said.append(
            words["by_movement" if quality.get("followed_by_movement") else "people"].format(count=quality["people"])
        )
    if quality.get("small_person"):
        said.append(words["small_person"])
    if quality.get("views"):
        said.append(words["views"].format(views=_views(quality["views"], language)))
    if quality.get("sides_doubtful"):
        counts = {"count": len(quality["sides_doubtful"]), "reps": len(record.repetitions)}
        said.append(words["sides_doubtful"].format(**counts))
    return said


def _views(views: list[str], language: Language) -> str:
    """Return which repetitions, counted from 1, were seen from where."""
    parts, first = [], 1
    for view, group in groupby(views):
        last = first + len(list(group)) - 1
        numbers = f"{first}" if first == last else f"{first}–{last}"
        parts.append(f"{numbers} {language.SEEN_FROM[view]}")
        first = last + 1
    return ", ".join(parts)


def chosen_otherwise(record: Record, language: Language = english) -> list[str]:
    """Return what was chosen and is not what the camera saw: the view, or the screen."""
    said = []
    if other := record.quality.get("view_chosen"):
        seen = {key: language.SEEN_FROM[view] for key, view in other.items()}
        said.append(language.NOTES["view_chosen"].format(**seen, name=other["seen"]))
    if other := record.quality.get("screen_chosen"):
        names = {key: title(screens()[name], language) for key, name in other.items()}
        said.append(language.NOTES["screen_chosen"].format(**names, name=other["seen"]))
    return said


def not_counted(record: Record, language: Language = english) -> list[str]:
    """Return what moved and was no repetition: when, and why not."""
    screen = screens()[record.screen]
    return [_not_counted(entry, screen, language) for entry in record.quality.get("not_counted", [])]


def _chosen_rate(entry: dict[str, Any], record: Record, language: Language) -> str:
    """Return the sentence on too few frames where --rate asked for so few: no camera can mend that."""
    most = record.provenance.get("frames_per_second_at_most")
    if entry["code"] not in (FEW_A_SECOND, TOO_FEW_A_SECOND) or most is None or most > ROUNDED * float(entry["value"]):
        return ""
    return language.NOTES["rate_chosen"].format(value=float(most))


def _slow(record: Record, language: Language) -> list[str]:
    """Return the question whether the clip was stretched, where every movement is slower than people move."""
    turned_down = record.quality.get("not_counted", [])
    if record.provenance.get("excerpt") or not (record.repetitions or turned_down):
        return []
    ways = [part.seconds for rep in record.repetitions for part in rep.tempo[:1] + rep.tempo[2:]]
    quick = [seconds for seconds in ways if not seconds >= SLOW_S] or not all(rep.tempo for rep in record.repetitions)
    if quick or any(entry["reason"] != TOO_LONG for entry in turned_down):
        return []
    lasted = [rep.end_s - rep.start_s for rep in record.repetitions]
    lasted += [entry["end_s"] - entry["start_s"] for entry in turned_down]
    return [language.NOTES["slow"].format(least=min(lasted))]


def _limit(entry: dict[str, Any], quality: dict[str, Any], language: Language) -> str:
    """One thing that limits the clip, and how to film it next time."""
    value = float(entry["value"])
    touched = ", ".join(called(name, language) for name in entry["measures"])
    return filled(
        language.LIMITS[entry["code"]],
        language,
        value=value,
        size=abs(value),
        way=language.SIDES["right" if value > 0 else "left"],
        uncertainty=(quality.get(OF.get(entry["code"], "yaw")) or {}).get("uncertainty", 0.0),
        touched=language.NOTES["touched"].format(measures=touched) if touched else "",
    )


def _not_counted(entry: dict[str, Any], screen: Screen, language: Language) -> str:
    against, movement = language.NOT_COUNTED[entry["reason"]], screen.movement
    why = filled(against, language, shortest=movement.min_duration_s, longest=movement.max_duration_s)
    return filled(language.NOTES["not_counted"], language, start=entry["start_s"], end=entry["end_s"], why=why)


def series(record: Record, language: Language = english) -> list[str]:
    """Return what the repetitions show together: their tempo, their holds, what was asked, and left against right."""
    said = (
        tempo_note(record, language),
        hold_note(record, language),
        *prescribed_note(record, language),
        *differences(record, language),
    )
    return [line for line in said if line]


def hold_note(record: Record, language: Language = english) -> str:
    """How long the top was held; nothing where that was not measured."""
    read = [r for rep in record.repetitions for r in rep.readings if r.measure == HOLD and not r.reason]
    if not read:
        return ""
    unsure = float(np.median([r.uncertainty for r in read]))
    quantiles = (float(np.quantile([r.value for r in read], q)) for q in (0.0, 0.5, 1.0))
    least, middle, most = (rounded_value(seconds, unsure, language) for seconds in quantiles)
    parts = {
        "uncertainty": rounded_value(unsure, unsure, language),
        "repetitions": repetition_count(len(read), language),
    }
    if len(read) == 1:
        return language.HELD.format(seconds=middle, **parts)
    return language.HELD_OFTEN.format(least=least, middle=middle, most=most, **parts)


def prescribed_note(record: Record, language: Language = english) -> list[str]:
    """Return what was asked for beside what was done."""
    said = []
    if "reps" in record.asked:
        counts = {key: repetition_count(value, language) for key, value in record.asked["reps"].items()}
        said.append(language.ASKED["reps"].format(**counts))
    if HOLD in record.asked:
        seconds, done = record.asked[HOLD]["asked"], [s for s in record.asked[HOLD]["done"] if s is not None]
        parts = {"done": sum(s >= seconds for s in done), "measured": repetition_count(len(done), language)}
        reason = _why_no_hold(record, language)
        template = language.ASKED[HOLD if done or not reason else "hold_unmeasured"]
        said.append(filled(template, language, asked=float(seconds), reason=reason, **parts))
    return said


def _why_no_hold(record: Record, language: Language) -> str:
    """Return why the hold of a repetition could not be measured; empty where none could not."""
    readings = (reading for rep in record.repetitions for reading in rep.readings if reading.measure == HOLD)
    return next((language.NO_VALUE.get(one.reason, "") for one in readings if one.reason), "")


def differences(record: Record, language: Language = english) -> list[str]:
    """Return the left against the right, each measure in a sentence."""
    return [_difference(each, language) for each in record.sides]


def _difference(each: SideDifference, language: Language) -> str:
    exact = max(each.least / 5, 0.01)  # as finely as the variation has a use for
    unit = language.UNITS[each.unit]
    amounts = {name: rounded_value(getattr(each, name), exact, language) + unit for name in ("left", "right", "least")}
    return language.DIFFERENCES[each.state].format(measure=capital(called(each.measure, language)), **amounts)


def tempo_note(record: Record, language: Language = english) -> str:
    """How long the phases of a repetition lasted, the middle of all that told; nothing where none did."""
    told = [rep.tempo for rep in record.repetitions if rep.tempo and not rep.tempo[0].reason]
    if not told:
        return ""
    seconds = np.median([[part.seconds for part in rep] for rep in told], axis=0)
    unsure = float(np.median([rep[0].uncertainty for rep in told]))
    phases = (
        f"{phase(part.phase, language)} {rounded_value(lasted, unsure, language)} s"
        for part, lasted in zip(told[0], seconds.tolist(), strict=True)
    )
    counted = repetition_count(len(told), language)
    return language.TEMPO.format(
        repetitions=counted, phases=", ".join(phases), uncertainty=rounded_value(unsure, unsure, language)
    )
