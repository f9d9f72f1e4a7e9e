"""Findings as rows for readers: findings of one measure are one row, with both sides in it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from movescreen.measures.registry import Quantity
from movescreen.output.language import english, sentences
from movescreen.output.language.centimetres import body_length, centimetres
from movescreen.output.language.language import Language
from movescreen.output.language.units import Stature
from movescreen.records.record import Record, SetFinding
from movescreen.screens import EITHER, Finding, screens

RANK = ("not_measurable", "not_observed", "indeterminate", "observed")  # the last one leads
UNMEASURED = RANK[0]


@dataclass(frozen=True)
class Row:
    """The result of one measure: the leading finding of each side, with its record.

    `names` are all findings that rest on the measure.
    """

    record: Record
    measure: Quantity
    leads: tuple[SetFinding, ...]
    names: tuple[str, ...]

    @property
    def state(self) -> str:
        """The state of the side that leads."""
        return max((lead.state for lead in self.leads), key=RANK.index)

    @property
    def leading(self) -> tuple[SetFinding, ...]:
        """The sides that are in the row's own state."""
        return tuple(lead for lead in self.leads if lead.state == self.state)

    @property
    def measured(self) -> tuple[SetFinding, ...]:
        """The sides that have a value."""
        return tuple(lead for lead in self.leads if lead.state != UNMEASURED)

    @property
    def beyond(self) -> float:
        """How far the leading value is beyond its line, in uncertainties; negative on the near side of it."""
        over = [_over(self.record, lead) / lead.uncertainty for lead in self.measured if lead.uncertainty]
        return max((value for value in over if not math.isnan(value)), default=-math.inf)


def rows(found: Iterable[tuple[SetFinding, Record]]) -> list[Row]:
    """Return the findings as rows, in the order of their first ones."""
    groups: dict[str, list[tuple[SetFinding, Record]]] = {}
    for one, record in found:
        groups.setdefault(_finding(one, record).measure.name, []).append((one, record))
    return [_row(group) for group in groups.values()]


def _row(group: list[tuple[SetFinding, Record]]) -> Row:
    first, record = group[0]
    by_side: dict[str, SetFinding] = {}
    for one, _ in group:
        side = "" if _finding(first, record).measure.directed else one.side
        if side not in by_side or RANK.index(one.state) > RANK.index(by_side[side].state):
            by_side[side] = one
    whole = [lead for lead in by_side.values() if lead.state != UNMEASURED] or list(by_side.values())
    names = tuple(dict.fromkeys(one.finding for one, _ in group))
    return Row(record, _finding(first, record).measure, tuple(whole), names)


def _finding(found: SetFinding, record: Record) -> Finding:
    return next(f for f in screens()[record.screen].findings if f.name == found.finding)


def _over(record: Record, found: SetFinding) -> float:
    """Return how far a value is beyond its line, in uncertainties."""
    readings = (r for rep in record.repetitions for r in rep.readings if r.finding == found.finding)
    line = next((r.line for r in readings), math.nan)
    beyond = _finding(found, record).beyond
    size = abs(found.value) if beyond == EITHER else found.value
    return line - size if beyond == "below" else size - line


def name(row: Row, language: Language = english) -> str:
    """Return the name of a row's leading finding, with its side if the sides differ."""
    if row.state in RANK[:2] and len(row.names) > 1:
        joined = language.OR.join(sentences.finding_name(one, language) for one in row.names)
        return language.EITHER_WAY.get(row.measure.name, joined)
    one_sided = len(row.leading) < len(row.leads) and not row.measure.directed
    return ", ".join(
        dict.fromkeys(
            sentences.named_finding(lead.finding, lead.side if one_sided else "", language) for lead in row.leading
        )
    )


def row_values(row: Row, language: Language = english) -> str:
    """Return the values of a row with their uncertainty and unit, as in "left 27, right 31 ± 4 %"."""
    known = row.measured
    if not known:
        return "–"
    unsure = max(lead.uncertainty for lead in known)
    if len(known) == 1:
        text = sentences.amount(known[0], row.record, language)
        return f"{text} {language.SIDES[known[0].side]}" if row.measure.directed else text
    values = {lead.side: sentences.rounded_value(lead.value, unsure, language) for lead in known}
    both = language.SHEET["sides"].format(**values)
    return f"{both} ± {sentences.rounded_value(unsure, unsure, language)}{language.UNITS[row.measure.unit]}"


def in_lengths(row: Row, stature: Stature, language: Language = english) -> str:
    """Return the values of a row as lengths for a client; "" without a known height."""
    of = body_length(row.measure.name, row.record, stature.height_cm)
    if of is None or not row.measured:
        return ""
    lengths = {lead.side: centimetres(abs(lead.value), lead.uncertainty, of) for lead in row.measured}
    unsure = stature.length(max(length.uncertainty_cm for length in lengths.values()))
    texts = {side: sentences.rounded_value(stature.length(one.cm), unsure, language) for side, one in lengths.items()}
    parts = {"uncertainty": sentences.rounded_value(unsure, unsure, language), "unit": stature.sign(language)}
    if len(texts) == 1:
        return language.SHEET["length"].format(value=next(iter(texts.values())), **parts)
    return language.SHEET["length_sides"].format(**texts, **parts)


def row_sentence(row: Row, language: Language = english) -> str:
    """Return the text of a row after its name: one sentence if both sides agree, else one for each."""
    if row.state == UNMEASURED:
        return " ".join(sentences.why(row.leads[0], row.record, language))
    both = _both(row, language)
    return both or " ".join(_one(lead, row.record, language) for lead in row.measured)


def _one(lead: SetFinding, record: Record, language: Language) -> str:
    counted = sentences.repetition_count(lead.reps_measured, language)
    often = language.OFTEN_OF.format(observed=lead.reps_observed, repetitions=counted)
    return language.ROWS[lead.state].format(clause=sentences.clause(lead, record, language), often=often)


def _both(row: Row, language: Language) -> str:
    """Return the sentence about both sides; "" if they differ in more than their value."""
    known = row.measured
    alike = {(one.finding, one.state, one.value < 0, one.reps_observed, one.reps_measured) for one in known}
    templates = language.BOTH_SIDES.get(known[0].finding)
    if len(known) != 2 or len(alike) > 1 or not templates:
        return ""
    unsure = max(lead.uncertainty for lead in known)
    clause = templates[known[0].value < 0].format(
        **{lead.side: sentences.rounded_value(abs(lead.value), unsure, language) for lead in known},
        uncertainty=sentences.rounded_value(unsure, unsure, language),
        moment=sentences.judged_moment(screens()[row.record.screen], language),
    )
    counted = sentences.repetition_count(known[0].reps_measured, language)
    often = language.OFTEN_OF.format(observed=known[0].reps_observed, repetitions=counted)
    return language.ROWS[row.state].format(clause=clause, often=often)


def tally(found: Iterable[SetFinding], language: Language = english, one_view: bool = False) -> str:
    """Return how many findings were observed, how many were measured, and how many were not.

    `one_view` says that all unmeasured findings need another view.
    """
    states: dict[str, set[str]] = {}
    for one in found:
        states.setdefault(one.finding, set()).add(one.state)
    unseen = sum(of == {UNMEASURED} for of in states.values())
    parts = {"observed": sum("observed" in of for of in states.values()), "measured": len(states) - unseen}
    template = language.TALLY_OTHER_VIEW if one_view else language.TALLY_UNSEEN
    return (template if unseen else language.TALLY).format(**parts, unseen=unseen)
