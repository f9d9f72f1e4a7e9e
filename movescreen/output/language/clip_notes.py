"""Notes on a clip in addition to its findings: its limits, lost frames, tempo and holds, as sentences."""

from __future__ import annotations

from dataclasses import dataclass
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

SLOW_S = 3.0  # s; if each way out and back lasts longer, the clip is more likely in slow motion than real; by eye
MOST_DROPPED = 0.01  # share of frames that a live recording may lose without a note; by eye
ROUNDED = 1.15  # largest ratio of a chosen to the measured rate at which the choice explains the measured one

OF = {PITCHED: "pitch"}  # the camera angle whose uncertainty a limit names; for all others it is the yaw


def notes(record: Record, language: Language = english, options: bool = False) -> list[str]:
    """Return what to know before trusting a clip: limits, and what was not seen, not read and not counted.

    Parameters
    ----------
    record : Record
        What was measured.
    language : Language
        Language of the sentences.
    options : bool
        Whether the reader is at a command line: then options that help are named.
    """
    words, quality = Wording(language, options), record.quality
    setup = quality.get("setup", [])
    said = [_chosen_rate(entry, record, words) or _limit(entry, quality, words) for entry in setup]
    said += [*_read(record, words), *chosen_otherwise(record, language, options), *_slow(record, words)]
    said += _turned(record, words)
    frames, seen, others = (quality.get(key, 0) for key in ("frames", "frames_with_person", "frames_of_others"))
    if seen + others < frames:
        said.append(words.note("unseen", unseen=frames - seen - others, frames=frames))
    if others:
        said.append(words.note("others", others=others, frames=frames))
    said += [words.note(key, count=quality[key]) for key in ("sides_put_back", "sides_unclear") if quality.get(key)]
    if quality.get("dropped", 0) > MOST_DROPPED * frames:
        said.append(words.note("dropped", dropped=quality["dropped"]))
    if quality.get("interrupted"):
        said.append(words.note("interrupted"))
    if quality.get("undecoded"):
        said.append(words.note("undecoded", undecoded=quality["undecoded"]))
    if quality.get("cut_short"):
        said.append(words.note("cut_short"))
    return said + not_counted(record, language)


@dataclass(frozen=True)
class Wording:
    """The words of notes: a language, and whether the reader is at a command line."""

    language: Language
    options: bool = False

    def note(self, key: str, **parts: Any) -> str:
        """Return a note with its parts filled in."""
        return self.filled(self.language.NOTES[key], key, **parts)

    def filled(self, template: str, key: str, **parts: Any) -> str:
        """Return a template with its parts filled in, and at a command line with the option that helps."""
        added = self.language.OPTIONS.get(key, "") if self.options else ""
        return filled(f"{template} {added}".rstrip(), self.language, **parts)


def _read(record: Record, words: Wording) -> list[str]:
    """Return the notes on the file: its light, times and sizes."""
    quality, said = record.quality, []
    if (record.provenance.get("excerpt") or {}).get("slowmo_of_file"):
        said.append(words.note("slowmo_of_file", factor=float(record.provenance["excerpt"]["slowmo"])))
    if quality.get("dark"):
        said.append(words.note("dark", value=float(quality["dark"])))
    if quality.get("assumed_rate"):
        said.append(words.note("assumed_rate", rate=float(quality["assumed_rate"])))
    if quality.get("repeated_times"):
        said.append(words.note("repeated_times", share=float(quality["repeated_times"])))
    if quality.get("picture_sizes"):
        sizes = [f"{width} x {height}" for width, height in quality["picture_sizes"]]
        width, height = record.provenance["picture"]
        said.append(words.note("picture_sizes", sizes=", ".join(sizes), largest=f"{width} x {height}"))
    return said


def _turned(record: Record, words: Wording) -> list[str]:
    """Return the notes on the measured person, and on where the camera saw them from."""
    quality, said = record.quality, []
    if quality.get("people", 1) > 1:
        key = "by_movement" if quality.get("followed_by_movement") else "people"
        said.append(words.note(key, count=quality["people"]))
    if quality.get("small_person"):
        said.append(words.note("small_person"))
    if quality.get("views"):
        said.append(words.note("views", views=_views(quality["views"], words.language)))
    if quality.get("sides_doubtful"):
        counts = {"count": len(quality["sides_doubtful"]), "reps": len(record.repetitions)}
        said.append(words.note("sides_doubtful", **counts))
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


def chosen_otherwise(record: Record, language: Language = english, options: bool = False) -> list[str]:
    """Return the notes on a chosen view or screen that is not the one that the camera saw."""
    words, said = Wording(language, options), []
    if other := record.quality.get("view_chosen"):
        seen = {key: language.SEEN_FROM[view] for key, view in other.items()}
        said.append(words.note("view_chosen", **seen, name=other["seen"]))
    if other := record.quality.get("screen_chosen"):
        names = {key: title(screens()[name], language) for key, name in other.items()}
        said.append(words.note("screen_chosen", **names, name=other["seen"]))
    return said


def not_counted(record: Record, language: Language = english) -> list[str]:
    """Return the movements that were not counted as repetitions: when, and why not."""
    screen = screens()[record.screen]
    return [_not_counted(entry, screen, language) for entry in record.quality.get("not_counted", [])]


def _chosen_rate(entry: dict[str, Any], record: Record, words: Wording) -> str:
    """Return the note on too few frames if the user asked for few, which no camera can mend; else ""."""
    most = record.provenance.get("frames_per_second_at_most")
    if entry["code"] not in (FEW_A_SECOND, TOO_FEW_A_SECOND) or most is None or most > ROUNDED * float(entry["value"]):
        return ""
    return words.note("rate_chosen", value=float(most))


def _slow(record: Record, words: Wording) -> list[str]:
    """Return the note on slow motion if every movement is slower than people move."""
    turned_down = record.quality.get("not_counted", [])
    if record.provenance.get("excerpt") or not (record.repetitions or turned_down):
        return []
    ways = [part.seconds for rep in record.repetitions for part in rep.tempo[:1] + rep.tempo[2:]]
    quick = [seconds for seconds in ways if not seconds >= SLOW_S] or not all(rep.tempo for rep in record.repetitions)
    if quick or any(entry["reason"] != TOO_LONG for entry in turned_down):
        return []
    lasted = [rep.end_s - rep.start_s for rep in record.repetitions]
    lasted += [entry["end_s"] - entry["start_s"] for entry in turned_down]
    return [words.note("slow", least=float(min(lasted)))]


def _limit(entry: dict[str, Any], quality: dict[str, Any], words: Wording) -> str:
    """Return one limit of the clip, and how to film it next time."""
    value, language = float(entry["value"]), words.language
    touched = ", ".join(called(name, language) for name in entry["measures"])
    return words.filled(
        language.LIMITS[entry["code"]],
        entry["code"],
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
    """Return sentences on all repetitions together: tempo, holds, what was prescribed, and left against right."""
    said = (
        tempo_note(record, language),
        hold_note(record, language),
        *prescribed_note(record, language),
        *differences(record, language),
    )
    return [line for line in said if line]


def hold_note(record: Record, language: Language = english) -> str:
    """Return how long the top was held; "" if that was not measured."""
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
    """Compare prescribed with performed repetitions and holds, a sentence each."""
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
    exact = max(each.least / 5, 0.01)  # rounded to the size of the variation
    unit = language.UNITS[each.unit]
    amounts = {name: rounded_value(getattr(each, name), exact, language) + unit for name in ("left", "right", "least")}
    return language.DIFFERENCES[each.state].format(measure=capital(called(each.measure, language)), **amounts)


def tempo_note(record: Record, language: Language = english) -> str:
    """Return the median duration of each phase over the timed repetitions; "" if none was timed."""
    timed = [rep.tempo for rep in record.repetitions if rep.tempo and not rep.tempo[0].reason]
    if not timed:
        return ""
    seconds = np.median([[part.seconds for part in rep] for rep in timed], axis=0)
    unsure = float(np.median([rep[0].uncertainty for rep in timed]))
    phases = (
        f"{phase(part.phase, language)} {rounded_value(lasted, unsure, language)} s"
        for part, lasted in zip(timed[0], seconds.tolist(), strict=True)
    )
    counted = repetition_count(len(timed), language)
    return language.TEMPO.format(
        repetitions=counted, phases=", ".join(phases), uncertainty=rounded_value(unsure, unsure, language)
    )
