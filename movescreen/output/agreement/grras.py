"""The guidelines for reporting reliability and agreement studies (GRRAS, 2011): filled as far as the data allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

import movescreen
from movescreen.output.agreement.bands import commonest
from movescreen.output.agreement.terminal_tables import NAMED, rounded, said_of, with_interval
from movescreen.records.text import Text
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
    6: ("Sample size", "Say how the numbers were chosen."),
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
NOTHING = Text("None could be computed from these ratings.")
MAIN = ("percent", "kappa", "ac1", "icc_2_1", "sem", "camera_coverage", "camera_percent")


def entries(items: list[ItemAgreement], study: Mapping[str, Outcomes], records: Sequence[Record]) -> list[GrrasEntry]:
    """Return the fifteen items; `records` are those of the camera, if it is one of the raters."""
    known = {2: _device(records), 6: _sizes(items), 10: _statistics(study), 11: _numbers(items), 13: _estimates(study)}
    return [GrrasEntry(place, about, known.get(place, ""), prompt) for place, (about, prompt) in PROMPTS.items()]


def _device(records: Sequence[Record]) -> Text:
    """Return what the statistics were made with, and of the camera all that its records say of how it measured."""
    said = Text("Statistics by movescreen {version}.", version=movescreen.__version__)
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
    share = {state: 100 * states[state] / states.total() for state in ("indeterminate", "not_measurable")}
    named = Text.joined(
        (Text("{name}: {value}", name=Text(name), value=value) for name, value in parts.items() if value), "; "
    )
    return Text(
        "{said} Camera, {clips} {clips:clip|clips}. {named}. Findings: {indeterminate:.0f} % indeterminate, "
        "{not_measurable:.0f} % not measurable.",
        said=said,
        clips=len(records),
        named=named,
        **share,
    )


def _kinds(values: Iterable[Any]) -> str:
    """Return the values there are, each with how often it came where there are several."""
    counts = Counter(str(value) for value in values if value)
    return next(iter(counts), "") if len(counts) < 2 else ", ".join(f"{value} ({n})" for value, n in counts.items())


def _range(values: Iterable[Mapping[str, float | None] | None]) -> Text:
    known = [value["value"] for value in values if value and value["value"] is not None]
    if not known:
        return Text("")
    return Text("{low} to {high} deg", low=rounded(min(known)), high=rounded(max(known)))


def _sizes(items: list[ItemAgreement]) -> Text:
    subjects = {person for item in items for person in item.between.people}
    raters = {rater for item in items for rater in item.between.raters}
    occasions = max((len(table.raters) for item in items for table in item.within.values()), default=1)
    counts = {"subjects": len(subjects), "raters": len(raters), "items": len(items), "occasions": occasions}
    return Text(
        "Subjects: {subjects}. Raters: {raters} ({names}). Items: {items}. Occasions: {occasions}.",
        names=", ".join(sorted(raters)),
        **counts,
    )


def _statistics(study: Mapping[str, Outcomes]) -> Text:
    found = {n: o.found for outcomes in study.values() for n, o in outcomes.items() if o.found}
    if not found:
        return NOTHING
    assumed = dict.fromkeys(said for one in found.values() for said in _sentences(one.assumes))
    return Text(
        "{named}. Their forms and how the intervals were made are in the tables. They assume: {assumed}",
        named=Text.joined((Text(NAMED[name]) for name in found), "; "),
        assumed=Text.joined(assumed),
    )


def _sentences(text: str) -> list[str]:
    return text.sentences if isinstance(text, Text) else [text]


def _numbers(items: list[ItemAgreement]) -> Text:
    return Text.joined(
        Text("{item}: {said}; {spread}.", item=item.name, said=said_of(item), spread=_spread(item)) for item in items
    )


def _spread(item: ItemAgreement) -> Text:
    if item.compared.level != CONTINUOUS:
        name, share = commonest(item.compared)
        return Text("{share:.0f} % of ratings are “{name}”", share=100 * share, name=name)
    values = item.compared.numbers()
    known = values[~np.isnan(values)]
    least, most = (rounded(float(value)) for value in (known.min(), known.max()))
    return Text("values from {low} to {high}", low=least, high=most)


def _estimates(study: Mapping[str, Outcomes]) -> Text:
    said = []
    for item, outcomes in study.items():
        found = [(NAMED[name], outcomes[name].found) for name in MAIN if name in outcomes]
        known = [with_interval(name, one) for name, one in found if one]
        said.append(Text("{item}: {known}.", item=item, known=Text.joined(known, ", ") if known else Text("none")))
    return Text.joined(said)
