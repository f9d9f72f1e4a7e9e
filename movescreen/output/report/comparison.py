"""Comparison of one person's sessions: a table for the terminal, and a page with a chart for each measure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from rich.text import Text

from movescreen.output.html import html_page, printable
from movescreen.output.language import english
from movescreen.output.language.centimetres import as_length
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import (
    called,
    filled,
    finding_name,
    judged_moment,
    limit,
    localised,
    meaning,
    measure_name,
    rounded_value,
    title,
)
from movescreen.output.language.units import NOBODY, Stature
from movescreen.output.report.comparison_stills import Shown, stills
from movescreen.output.report.session_chart import Chart
from movescreen.scoring.change_between_sessions import (
    DEPTH_TOLERANCE_PERCENT,
    UNKNOWN,
    UNSURE,
    Comparison,
    MeasureHistory,
)
from movescreen.scoring.sets_and_sides import BEYOND, WITHIN
from movescreen.screens import EITHER

CHART_STYLE = Path(__file__).with_name("chart.css")
MOST_DEPTHS = 6  # that are named one by one
MOST = 4  # changes that the first sentence names


@dataclass(frozen=True)
class ComparisonLine:
    """A course in words: its measure, the value of each session, and the change from the first to the last."""

    course: MeasureHistory
    language: Language
    stature: Stature = NOBODY

    @property
    def name(self) -> str:
        """The measure with its side."""
        return measure_name(self.course.measure.name, self.course.side, self.language)

    @property
    def meaning(self) -> str:
        """The meaning of the measure, in a line."""
        return meaning(self.course.measure.name, self.language)

    @property
    def last(self) -> int:
        """The last session that has a value."""
        return self.course.known[-1]

    @property
    def state(self) -> str:
        """Whether the change is within the person's variation, too close to call, or beyond."""
        return self.course.state(self.last)

    @property
    def word(self) -> str:
        """The state, for a table."""
        return self.language.CHANGES[self.state][0]

    @property
    def values(self) -> tuple[str, ...]:
        """The median of each session's repetitions; "–" if it has none."""
        return tuple(self.amount(visit.middle) for visit in self.course.visits)

    @property
    def length(self) -> str:
        """The value of the last session as a length, if the client's height is known; else ""."""
        visit, name = self.course.visits[self.last], self.course.measure.name
        said = as_length(name, visit.middle, visit.uncertainty, self.stature, self.language)
        return self.language.COMPARE["length"].format(length=said) if said else ""

    @property
    def change(self) -> str:
        """The change with its sign."""
        change = self.course.change(self.last)
        return ("+" if change > 0 else "") + self.amount(change)

    @property
    def repeats(self) -> str:
        """The person's variation from repetition to repetition."""
        return self.amount(self.course.least)

    @property
    def least(self) -> str:
        """The smallest real change: that of repetitions, or that of the camera alone if it is larger."""
        unsure = self.course.unsure(self.last)
        if not unsure > self.course.least:
            return self.repeats
        return self.language.COMPARE["camera"].format(least=self.amount(unsure))

    @property
    def sentence(self) -> str:
        """The change, and whether it is a real one."""
        unsure = self.amount(self.course.unsure(self.last))
        return self.language.CHANGES[self.state][1].format(change=self.change, repeats=self.repeats, unsure=unsure)

    @cached_property
    def _exact(self) -> float:
        """The size that decides the decimals: of the variation or the uncertainty."""
        return float(np.nanmax([self.course.least / 5, self.course.visits[self.last].uncertainty / 10]))

    def amount(self, value: float) -> str:
        """Return a value of the measure with its unit."""
        unit = "" if math.isnan(value) else self.language.UNITS[self.course.measure.unit]
        return rounded_value(value, self._exact, self.language) + unit


def course_sentences(comparison: Comparison, language: Language, stature: Stature = NOBODY) -> list[ComparisonLine]:
    """Return every course in words, changed ones first, and of these the ones with a finding."""
    used = {finding.measure.name for finding in comparison.screen.findings}
    every = (ComparisonLine(course, language, stature) for course in comparison.courses)
    return sorted(every, key=lambda line: (line.state != BEYOND, line.course.measure.name not in used))


def comparison_headline(comparison: Comparison, language: Language) -> str:
    """Return the headline: movement, view and number of sessions."""
    parts = {"title": title(comparison.screen, language), "view": language.SEEN_FROM[comparison.view]}
    return language.COMPARE["headline"].format(count=len(comparison.depths), **parts)


def _depths(depths: Sequence[float], language: Language) -> str:
    """Return how deep each session went; of many the least and the greatest."""
    of_each = [localised(f"{depth:.0f}", language.DECIMAL) for depth in depths]
    if len(depths) <= MOST_DEPTHS:
        return ", ".join(f"{depth} %" for depth in of_each)
    least, most = (localised(f"{depth:.0f}", language.DECIMAL) for depth in (min(depths), max(depths)))
    return f"{least}–{most} %"


def basis(comparison: Comparison, language: Language) -> list[str]:
    """Return at which depth or moment values are compared, and which measures only one session has."""
    words, said = language.COMPARE, []
    if math.isnan(comparison.depth):
        said.append(words["moment"].format(moment=judged_moment(comparison.screen, language)))
    else:
        depths = _depths(comparison.depths, language)
        effort = called(comparison.screen.movement.effort.name, language)
        parts = {"depth": f"{comparison.depth:.0f}", "near": f"{DEPTH_TOLERANCE_PERCENT:.0f}", "depths": depths}
        said.append(words["depth"].format(effort=effort, **parts))
    if comparison.single:
        said.append(words["single"].format(names=", ".join(called(name, language) for name in comparison.single)))
    return said


def print_comparison(
    comparison: Comparison, names: Sequence[str], console: Console, language: Language = english
) -> None:
    """Print the comparison of sessions that have these names."""
    words, shown = language.COMPARE, [printable(name) for name in names]
    table = Table(box=None, pad_edge=False)
    for heading in (language.HEADINGS["measure"], *shown, words["change"], words["least"], words["said"]):
        table.add_column(Text(heading), overflow="fold")
    for line in course_sentences(comparison, language):
        cells = (line.name, *line.values, line.change, line.least, line.word)
        table.add_row(*map(Text, cells), style="bold" if line.state == "beyond_variation" else None)
    console.print(Text(comparison_headline(comparison, language), "bold"))
    console.print(table)
    found = course_sentences(comparison, language)
    for said in (
        "",
        change_sentence(found, shown, language),
        words["table"],
        words["least_is"],
        *basis(comparison, language),
    ):
        console.print(Text(said))


def comparison_page(
    comparisons: Sequence[Comparison],
    names: Sequence[str],
    language: Language = english,
    pictures: Sequence[Sequence[Shown]] = (),
    stature: Stature = NOBODY,
    client: str = "",
) -> str:
    """Return the page about sessions that have these names, compared in one view or in several.

    `pictures` has, for each comparison, the record and the stills of each session, `stature` the client's height, and
    `client` the client's name.
    """
    headlines = [comparison_headline(comparison, language) for comparison in comparisons]
    return html_page(
        Path(__file__).with_name("comparison.html"),
        language.CODE,
        shared=(CHART_STYLE,),
        words=language.COMPARE,
        headings=language.HEADINGS,
        title=headlines[0] if len(headlines) == 1 else title(comparisons[0].screen, language),
        names=list(names),
        client=client,
        parts=[
            _part(comparison, names, language, stature) | {"stills": stills(comparison, names, shown, language)}
            for comparison, shown in zip_longest(comparisons, pictures, fillvalue=())
            if isinstance(comparison, Comparison)
        ],
        disclaimer=language.DISCLAIMER,
    )


def change_sentence(shown: Sequence[ComparisonLine], names: Sequence[str], language: Language) -> str:
    """Return in one sentence what changed from the first session to the last."""
    if not shown:
        return language.COMPARE["nothing"]
    changed = [line for line in shown if line.state == BEYOND]
    said = filled(language.COMPARE["changes" if changed else "none"], language, count=len(changed), measured=len(shown))
    named = [language.SHEET["each"].format(name=line.name, change=line.change) for line in changed[:MOST]]
    named += [filled(language.COMPARE["more"], language, count=len(changed) - MOST)] if len(changed) > MOST else []
    whole = f"{said}: {', '.join(named)}" if named else said
    return language.COMPARE["answer"].format(first=names[0], newest=names[-1], changes=whole)


def others(shown: Sequence[ComparisonLine], language: Language) -> list[str]:
    """Return the measures without a clear change, one line for each reason."""
    said = []
    for state, key in ((UNSURE, "unsure"), (WITHIN, "same"), (UNKNOWN, "lone")):
        named = [line.name for line in shown if line.state == state]
        if named:
            said.append(language.COMPARE[key].format(names=", ".join(named)))
    return said


def _part(comparison: Comparison, names: Sequence[str], language: Language, stature: Stature) -> dict[str, Any]:
    """Return the page's values of one view."""
    shown = course_sentences(comparison, language, stature)
    return {
        "answer": change_sentence(shown, names, language),
        "others": others(shown, language),
        "stills_heading": language.COMPARE["stills"].format(moment=judged_moment(comparison.screen, language)),
        "beyond": sum(line.state == BEYOND for line in shown),
        "headline": comparison_headline(comparison, language),
        "basis": basis(comparison, language),
        "lines": shown,
        "charts": [course_chart(line, comparison) for line in shown],
    }


def course_chart(line: ComparisonLine, comparison: Comparison) -> Chart:
    """Return the drawing of a course, with the convention lines of the findings that rest on its measure."""
    measure = line.course.measure
    rules: dict[float, str] = {}
    for finding in comparison.screen.findings:
        if finding.measure is measure:
            ends = (finding.line, -finding.line) if finding.beyond == EITHER else (finding.line,)
            name = finding_name(finding.name, line.language)
            rules |= {end: f"{name} {limit(end, measure.unit, line.language)}" for end in ends}
    label = line.language.COMPARE["chart"].format(name=line.name, values=", ".join(line.values))
    return Chart(line.course, partial(limit, unit=measure.unit, language=line.language), label, rules)
