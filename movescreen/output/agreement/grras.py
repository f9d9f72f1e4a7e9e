"""The guidelines for reporting reliability and agreement studies (GRRAS, 2011): filled as far as the data allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

import movescreen
from movescreen.output.agreement.bands import commonest
from movescreen.output.agreement.terminal_tables import NAMED, interval, rounded, said_of
from movescreen.reliability.items import CONTINUOUS, ItemAgreement
from movescreen.reliability.study import Outcomes

Record = Mapping[str, Any]  # as JSON has it


@dataclass(frozen=True)
class GrrasEntry:
    """One item of the guidelines: what the data say of it, and what is to be written."""

    number: int
    about: str
    known: str
    prompt: str


PROMPTS = {
    1: ("Title and abstract", "Say in the title or the abstract that reliability or agreement was studied."),
    2: ("Device", "Name what was rated with: the checklist and its scale; of a camera its model, height and distance."),
    3: ("Subjects", "Say who was rated: age, sex, practice, and who was not taken."),
    4: ("Raters", "Say who rated: profession, training, experience with this checklist."),
    5: ("What is known", "Say what is known of the reliability of these items, and why this study was made."),
    6: ("Sample size", "Say how the numbers were chosen; movescreen agree --plan computes them."),
    7: ("Sampling", "Say how subjects and raters were chosen."),
    8: ("Measurement", "Say the interval between occasions, what raters knew, and whether they rated blind."),
    9: ("Independence", "Say how it was made sure that raters did not know of each other's ratings."),
    10: ("Statistics", ""),
    11: ("Numbers", ""),
    12: ("Characteristics", "Describe the raters and subjects who took part in the end."),
    13: ("Estimates", ""),
    14: ("Relevance", "Say what these values mean in practice: which decision would have come out otherwise."),
    15: ("Data", "Say where the ratings can be had: the table that this page was made from."),
}
NOTHING = "None could be had of these ratings."
MAIN = ("percent", "kappa", "ac1", "icc_2_1", "sem", "camera_coverage", "camera_percent")


def entries(items: list[ItemAgreement], study: Mapping[str, Outcomes], records: Sequence[Record]) -> list[GrrasEntry]:
    """Return the fifteen items; `records` are those of the camera, if it is one of the raters."""
    known = {2: _device(records), 6: _sizes(items), 10: _statistics(study), 11: _numbers(items), 13: _estimates(study)}
    return [GrrasEntry(place, about, known.get(place, ""), prompt) for place, (about, prompt) in PROMPTS.items()]


def _device(records: Sequence[Record]) -> str:
    """Return what the statistics were made with, and of the camera all that its records say of how it measured."""
    said = f"Statistics by movescreen {movescreen.__version__}."
    if not records:
        return said
    known = [record["provenance"] for record in records]
    filters = (f"{p['filter']['kind']}, {p['filter']['cutoff_hz']:g} Hz" for p in known if p.get("filter"))
    parts = {
        "movescreen": _kinds(p.get("movescreen") for p in known),
        "network": _kinds(p.get("model") for p in known),
        "mode": _kinds(p.get("mode") for p in known),
        "filter": _kinds(filters),
        "frames a second": _kinds(f"{p['frames_per_second']:.0f}" for p in known if p.get("frames_per_second")),
        "view": _kinds(record["view"] for record in records),
        "yaw": _range([record["quality"].get("yaw") for record in records]),
    }
    states = Counter(finding["state"] for record in records for finding in record["findings"])
    shares = (f"{states[state] / states.total():.0%} {state}" for state in ("indeterminate", "not_measurable"))
    named = "; ".join(f"{name}: {value}" for name, value in parts.items() if value)
    return f"{said} Camera, {len(records)} clips. {named}. Findings: {', '.join(shares)}."


def _kinds(values: Iterable[Any]) -> str:
    """Return the values there are, each with how often it came where there are several."""
    counts = Counter(str(value) for value in values if value)
    return next(iter(counts), "") if len(counts) < 2 else ", ".join(f"{value} ({n})" for value, n in counts.items())


def _range(values: Iterable[Mapping[str, float | None] | None]) -> str:
    known = [value["value"] for value in values if value and value["value"] is not None]
    return f"{rounded(min(known))} to {rounded(max(known))} deg" if known else ""


def _sizes(items: list[ItemAgreement]) -> str:
    subjects = {person for item in items for person in item.between.people}
    raters = {rater for item in items for rater in item.between.raters}
    occasions = max((len(table.raters) for item in items for table in item.within.values()), default=1)
    said = f"Subjects: {len(subjects)}. Raters: {len(raters)} ({', '.join(sorted(raters))}). Items: {len(items)}."
    return f"{said} Occasions: {occasions}."


def _statistics(study: Mapping[str, Outcomes]) -> str:
    found = {n: o.found for outcomes in study.values() for n, o in outcomes.items() if o.found}
    if not found:
        return NOTHING
    assumed = dict.fromkeys(one.assumes for one in found.values())
    named = ", ".join(NAMED[name] for name in found)
    return f"{named}; their forms and how the intervals were made are in the tables. They assume: {' '.join(assumed)}"


def _numbers(items: list[ItemAgreement]) -> str:
    return " ".join(f"{item.name}: {said_of(item)}; {_spread(item)}." for item in items)


def _spread(item: ItemAgreement) -> str:
    if item.compared.level != CONTINUOUS:
        name, share = commonest(item.compared)
        return f"{share:.0%} of ratings are “{name}”"
    values = item.compared.numbers()
    known = values[~np.isnan(values)]
    return f"values from {rounded(float(known.min()))} to {rounded(float(known.max()))}"


def _estimates(study: Mapping[str, Outcomes]) -> str:
    said = []
    for item, outcomes in study.items():
        found = [(NAMED[name], outcomes[name].found) for name in MAIN if name in outcomes]
        known = ", ".join(f"{name} {rounded(e.estimate)} ({interval(e)})" for name, e in found if e)
        said.append(f"{item}: {known or 'none'}.")
    return " ".join(said)
