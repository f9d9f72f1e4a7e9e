"""What to know about a clip beside its findings, as sentences: what limits it, what was lost, how fast it was."""

from __future__ import annotations

from typing import Any

import numpy as np

from movescreen.record import Record, SideDifference
from movescreen.screens import Screen, screens
from movescreen.series import HOLD
from movescreen.views.english import (
    ASKED,
    DIFFERENCES,
    HELD,
    HELD_OFTEN,
    LIMITS,
    NOT_COUNTED,
    NOTES,
    PHASES,
    SIDES,
    TEMPO,
    UNITS,
)
from movescreen.views.words import figure, plain, repetitions


def notes(record: Record) -> list[str]:
    """What to know about the clip before trusting it: what limits it, what was not seen, not read and not counted."""
    quality = record.quality
    said = [_limit(entry, quality) for entry in quality.get("setup", [])]
    frames, seen, others = (quality.get(key, 0) for key in ("frames", "frames_with_person", "frames_of_others"))
    if seen + others < frames:
        said.append(NOTES["unseen"].format(unseen=frames - seen - others, frames=frames))
    if others:
        said.append(NOTES["others"].format(others=others, frames=frames))
    said += [NOTES[key].format(count=quality[key]) for key in ("sides_put_back", "sides_unclear") if quality.get(key)]
    if quality.get("undecoded"):
        said.append(NOTES["undecoded"].format(undecoded=quality["undecoded"]))
    if quality.get("cut_short"):
        said.append(NOTES["cut_short"])
    return said + [_not_counted(entry, screens()[record.screen]) for entry in quality.get("not_counted", [])]


def _limit(entry: dict[str, Any], quality: dict[str, Any]) -> str:
    """One thing that limits the clip, and how to film it next time."""
    value = entry["value"]
    touched = ", ".join(plain(name).lower() for name in entry["measures"])
    return LIMITS[entry["code"]].format(
        value=value,
        size=abs(value),
        way=SIDES["right" if value > 0 else "left"],
        uncertainty=(quality.get("yaw") or {}).get("uncertainty", 0.0),
        touched=NOTES["touched"].format(measures=touched) if touched else "",
    )


def _not_counted(entry: dict[str, Any], screen: Screen) -> str:
    movement = screen.movement
    why = NOT_COUNTED[entry["reason"]].format(shortest=movement.shortest, longest=movement.longest)
    return NOTES["not_counted"].format(start=entry["start_s"], end=entry["end_s"], why=why)


def series(record: Record) -> list[str]:
    """What the repetitions show together: their tempo, their holds, what was asked, and left against right."""
    return [line for line in (tempo(record), held(record), *asked(record), *differences(record)) if line]


def held(record: Record) -> str:
    """How long the top was held; nothing where that was not measured."""
    read = [r for rep in record.repetitions for r in rep.readings if r.measure == HOLD and not r.reason]
    if not read:
        return ""
    unsure = float(np.median([r.uncertainty for r in read]))
    least, middle, most = (figure(float(np.quantile([r.value for r in read], q)), unsure) for q in (0.0, 0.5, 1.0))
    parts = {"uncertainty": figure(unsure, unsure), "repetitions": repetitions(len(read))}
    if len(read) == 1:
        return HELD.format(seconds=middle, **parts)
    return HELD_OFTEN.format(least=least, middle=middle, most=most, **parts)


def asked(record: Record) -> list[str]:
    """What was asked for beside what was done."""
    said = []
    if "reps" in record.asked:
        counts = {key: repetitions(value) for key, value in record.asked["reps"].items()}
        said.append(ASKED["reps"].format(**counts))
    if HOLD in record.asked:
        seconds, done = record.asked[HOLD]["asked"], [s for s in record.asked[HOLD]["done"] if s is not None]
        parts = {"done": sum(s >= seconds for s in done), "measured": repetitions(len(done))}
        said.append(ASKED[HOLD].format(asked=seconds, **parts))
    return said


def differences(record: Record) -> list[str]:
    """The left against the right, each measure in a sentence."""
    return [_difference(each) for each in record.sides]


def _difference(each: SideDifference) -> str:
    exact = max(each.least / 5, 0.01)  # as finely as the variation has a use for
    amounts = {name: figure(getattr(each, name), exact) + UNITS[each.unit] for name in ("left", "right", "least")}
    return DIFFERENCES[each.state].format(measure=plain(each.measure), **amounts)


def tempo(record: Record) -> str:
    """How long the phases of a repetition lasted, the middle of all that told; nothing where none did."""
    told = [rep.tempo for rep in record.repetitions if rep.tempo and not rep.tempo[0].reason]
    if not told:
        return ""
    seconds = np.median([[phase.seconds for phase in rep] for rep in told], axis=0)
    unsure = float(np.median([rep[0].uncertainty for rep in told]))
    phases = (
        f"{PHASES.get(phase.phase, phase.phase)} {figure(lasted, unsure)} s"
        for phase, lasted in zip(told[0], seconds.tolist(), strict=True)
    )
    return TEMPO.format(
        repetitions=repetitions(len(told)), phases=", ".join(phases), uncertainty=figure(unsure, unsure)
    )
