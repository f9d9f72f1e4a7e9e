"""Sentences on findings in a language: what was seen, how sure that is, and how often."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from movescreen.measures.registry import MEASURES, Quantity
from movescreen.output.language import english, german
from movescreen.output.language.language import Clause, Language
from movescreen.records.file_sizes import file_size
from movescreen.records.record import Record, SetFinding
from movescreen.records.text import Filler, localised
from movescreen.screens import Screen, screens

LANGUAGES: dict[str, Language] = {english.CODE: english, german.CODE: german}


def size_text(count: float, language: Language = english) -> str:
    """Return a number of bytes as a language writes it, as in "4.2 GB"."""
    return localised(file_size(count), language.DECIMAL)


def filled(template: str, language: Language = english, **parts: Any) -> str:
    """Return a template with its parts filled in."""
    return Filler(language.DECIMAL).format(template, **parts)


def rounded_value(value: float, uncertainty: float, language: Language = english) -> str:
    """Return a value, or its uncertainty, rounded to the size of the uncertainty; "–" for NaN."""
    if math.isnan(value):
        return "–"
    exact = decimals(uncertainty)
    return localised(f"{round(value, exact) + 0.0:.{exact}f}", language.DECIMAL)


def decimals(uncertainty: float) -> int:
    """Return the number of decimals for a value of this uncertainty."""
    return max(0, -math.floor(math.log10(uncertainty))) if uncertainty > 0 else 1


def with_unit(value: float, uncertainty: float, unit: str, language: Language = english) -> str:
    """Return a value with its uncertainty and unit, as in "13 ± 4 %"; "–" for NaN."""
    if math.isnan(value):
        return "–"
    amounts = (rounded_value(number, uncertainty, language) for number in (value, uncertainty))
    return f"{' ± '.join(amounts)}{language.UNITS[unit]}"


def limit(value: float, unit: str, language: Language = english) -> str:
    """Return a convention line with its unit, as in "−15 %"."""
    return localised(f"{value:g}", language.DECIMAL) + language.UNITS[unit]


def amount(found: SetFinding, record: Record, language: Language = english) -> str:
    """Return the value of a finding with its uncertainty and unit; without a sign where the side says the direction."""
    size = abs(found.value) if _measure(found, record).directed else found.value
    return with_unit(size, found.uncertainty, found.unit, language)


def often(found: SetFinding, language: Language = english) -> str:
    """Return the share of repetitions with a finding, as in "2 of 3"; "–" if none was measured."""
    if not found.reps_measured:
        return "–"
    return language.OFTEN.format(observed=found.reps_observed, measured=found.reps_measured)


def _measure(found: SetFinding, record: Record) -> Quantity:
    return next(f.measure for f in screens()[record.screen].findings if f.name == found.finding)


def capital(text: str) -> str:
    """Return the text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def called(name: str, language: Language = english) -> str:
    """Return what a measure is called within a sentence."""
    return language.MEASURES[name][0] if name in language.MEASURES else name.replace("_", " ")


def meaning(measure: str, language: Language = english) -> str:
    """Return what a measure is, in a line."""
    return language.MEASURES[measure][1] if measure in language.MEASURES else MEASURES[measure].meaning


def title(screen: Screen, language: Language = english) -> str:
    """Return what a screen is called."""
    return language.TITLES.get(screen.name, screen.title)


def finding_name(finding: str, language: Language = english) -> str:
    """Return what a finding is called."""
    return language.FINDINGS[finding].name if finding in language.FINDINGS else capital(called(finding, language))


def named_finding(finding: str, side: str, language: Language = english) -> str:
    """Return the name of a finding or a measure with its side, as in "Heels rise (left)"."""
    return language.NAMED[bool(side)].format(name=finding_name(finding, language), side=language.SIDES[side])


def measure_name(measure: str, side: str, language: Language = english) -> str:
    """Return the name of a measure with its side, also where a finding has the same name."""
    return language.NAMED[bool(side)].format(name=capital(called(measure, language)), side=language.SIDES[side])


def repetition_count(count: int, language: Language = english) -> str:
    """Return a number of repetitions in words, as in "3 repetitions"."""
    return language.COUNTS[min(count, 2)].format(count=count)


def judged_moment(screen: Screen, language: Language = english) -> str:
    """Return the moment at which a screen judges a repetition, as in "at the top"."""
    extreme = screen.movement.phases[2]
    return language.MOMENTS.get(extreme) or language.MOMENT.format(extreme=extreme)


def phase(name: str, language: Language = english) -> str:
    """Return what a phase of a repetition is called."""
    return language.PHASES.get(name, name)


def finding_sentence(found: SetFinding, record: Record, language: Language = english) -> str:
    """Return the sentence on a finding: what was seen, how sure that is and how often, or why it was not measured."""
    parts = {"name": finding_name(found.finding, language)}
    if found.state == "not_measurable":
        said, film = why(found, record, language)
        return language.ENDINGS[found.state].format(**parts, why=said, film=film)
    return language.ENDINGS[found.state].format(
        **parts,
        clause=clause(found, record, language),
        observed=found.reps_observed,
        repetitions=repetition_count(found.reps_measured, language),
    )


def clause(found: SetFinding, record: Record, language: Language = english) -> str:
    """Return what the picture showed of a finding, how large and how sure it is, and at which moment."""
    words = language.FINDINGS.get(found.finding, Clause("", language.UNNAMED, language.UNNAMED))
    side = language.SIDES[found.side]
    return (words.below if found.value < 0 else words.above).format(
        named=named_finding(found.finding, found.side, language),
        Side=capital(side),
        side=side,
        value=rounded_value(abs(found.value), found.uncertainty, language),
        signed=rounded_value(found.value, found.uncertainty, language),
        unit=language.UNITS[found.unit],
        uncertainty=rounded_value(found.uncertainty, found.uncertainty, language),
        moment=judged_moment(screens()[record.screen], language),
    )


@dataclass(frozen=True)
class Gap:
    """Findings that were not measured for one reason: their names, the reason, and how to film them."""

    names: tuple[str, ...]
    why: str
    film: str


def gaps(record: Record, language: Language = english) -> list[Gap]:
    """Return the findings that were not measured, grouped by reason."""
    groups: dict[tuple[str, str], list[str]] = {}
    for found in record.findings:
        if found.state == "not_measurable":
            reason = why(found, record, language)
            groups.setdefault(reason, []).append(named_finding(found.finding, found.side, language))
    return [Gap(tuple(names), *reason) for reason, names in groups.items()]


def why(found: SetFinding, record: Record, language: Language) -> tuple[str, str]:
    """Return why a finding was not measured, and how to film it next time."""
    views = _measure(found, record).views
    parts = {
        "view": language.SEEN_FROM[record.view],
        "views": language.OR.join(words for view, words in language.SEEN_FROM.items() if view in views),
        "moment": judged_moment(screens()[record.screen], language),
    }
    return language.WHY[found.reason].format(**parts), language.FILM[found.reason].format(**parts)


def headline(record: Record, language: Language = english) -> str:
    """Return what was filmed and how, as in "Overhead squat, seen from the front, 3 repetitions"."""
    counted = repetition_count(len(record.repetitions), language)
    name = movement(record, language)
    return language.HEADLINE.format(title=name, view=language.SEEN_FROM[view_seen(record)], repetitions=counted)


def movement(record: Record, language: Language = english) -> str:
    """Return what was done, of a movement on one leg with the foot that carried in all repetitions."""
    carried = support(record, language)
    name = title(screens()[record.screen], language)
    return f"{name} ({carried})" if carried else name


def support(record: Record, language: Language = english) -> str:
    """Return which foot carried in all repetitions; empty where both feet did, or one after the other."""
    feet = {rep.support for rep in record.repetitions}
    return language.SHEET.get(f"support_{feet.pop()}", "") if len(feet) == 1 else ""


def view_seen(record: Record) -> str:
    """Return from where the camera saw the person, also where another view was chosen, and nothing fits that one."""
    return str(record.quality.get("view_chosen", {}).get("seen", record.view))


def closing(record: Record, language: Language = english) -> str:
    """Return the closing sentence: nothing observed, nothing measured, or ""."""
    return closing_of(record.findings, language)


def closing_of(findings: Iterable[SetFinding], language: Language = english) -> str:
    """Return the closing sentence of findings, which may be of several records."""
    measured = [found for found in findings if found.state != "not_measurable"]
    if not measured:
        return language.NOT_ONE
    return "" if any(found.reps_observed for found in measured) else language.NOTHING
