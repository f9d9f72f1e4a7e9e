"""What to know about a clip beside its findings, as sentences: what limits it, what was lost, how fast it was."""

from __future__ import annotations

from typing import Any

import numpy as np

from movescreen.record import Record
from movescreen.screens import Screen, screens
from movescreen.views.english import LIMITS, NOT_COUNTED, NOTES, PHASES, SIDES, TEMPO
from movescreen.views.words import figure, plain, repetitions


def notes(record: Record) -> list[str]:
    """What to know about the clip before trusting it: what limits it, what was not seen, not read and not counted."""
    quality = record.quality
    said = [_limit(entry, quality) for entry in quality.get("setup", [])]
    frames, seen = quality.get("frames", 0), quality.get("frames_with_person", 0)
    if seen < frames:
        said.append(NOTES["unseen"].format(unseen=frames - seen, frames=frames))
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
