"""The report of several recordings of one client, made one after the other: each part with its still and findings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from movescreen.output.html import html_page
from movescreen.output.language import english, sentences
from movescreen.output.language.centimetres import source_of
from movescreen.output.language.clip_notes import series
from movescreen.output.language.dates import date
from movescreen.output.language.language import Language
from movescreen.output.language.units import Stature
from movescreen.output.pictures.stills import Still
from movescreen.output.report.about import About
from movescreen.output.report.large_still import figure
from movescreen.output.report.report import SHARED, in_order
from movescreen.output.report.rows import Row, rows
from movescreen.output.report.rows import name as name_of
from movescreen.output.report.sheet import ShortLine, own_line, page_name, printed, reasons, row_lines, short_lines
from movescreen.records.record import Record, SetFinding
from movescreen.reliability.own_ratings import OwnRating
from movescreen.scoring.multi_view import join_views
from movescreen.screens import NOT_OBSERVED, STATES

Part = tuple[Record, Collection[Still]]
TEMPLATE = Path(__file__).with_name("plan.html")
OBSERVED = "observed"


def plan_page(
    parts: Sequence[Part],
    links: Sequence[str],
    about: About,
    language: Language = english,
    own: Sequence[OwnRating] = (),
) -> str:
    """Return the page about the recordings of a plan.

    Parameters
    ----------
    parts : sequence of tuple of Record and collection of Still
        In the order of recording.
    links : sequence of str
        The address of each part's own report.
    about : About
    language : Language
    own : sequence of OwnRating
        What the coach saw in the parts without the camera.
    """
    records = [record for record, _ in parts]
    name = page_name("", records, about, language)
    sections = [_section(group, about.stature, language, own) for group in _groups(parts)]
    parted = zip(links, records, strict=True)
    links_to = [{"to": to, "name": sentences.headline(record, language)} for to, record in parted]
    return html_page(
        TEMPLATE,
        language.CODE,
        shared=SHARED,
        style=printed(name, about, language),
        page_name=name,
        title=about.client or "",
        logo=about.logo or "",
        facts=[fact for fact in (date(about.recorded_at or "", language, time=True), _coach(about, language)) if fact],
        sections=sections,
        links=links_to,
        words=language.PLAN,
        sheet=language.SHEET,
        page=language.PAGE,
        headings=language.HEADINGS,
        plus_minus=language.SHEET["plus_minus"],
        height=source_of(_shown(parts), about.stature, language),
        disclaimer=language.DISCLAIMER,
    )


def _coach(about: About, language: Language) -> str:
    return language.SHEET["coach"].format(coach=about.coach) if about.coach else ""


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """Return the parts in groups: views of one screen together, each other part alone."""
    groups: list[list[Part]] = []
    for record, stills in parts:
        fitting = (g for g in groups if g[0][0].screen == record.screen and record.view not in [r.view for r, _ in g])
        group = next(fitting, None)
        if group is None:
            groups.append(group := [])
        group.append((record, stills))
    return groups


def _section(group: Sequence[Part], stature: Stature, language: Language, own: Sequence[OwnRating]) -> dict[str, Any]:
    """Return the page's values of one screen."""
    found = _findings(group)
    in_rows = rows(found)
    large = [figure(record, stills, in_rows, language) for record, stills in group]
    record = group[0][0]
    seen = language.PAIR["and"].join(language.SEEN_FROM[one.view] for one, _ in group)
    title = sentences.movement(record, language)
    said = [reasons(one, language) for one, _ in group]
    of_screen = [one for one in own if any(one.item.startswith(each.finding) for each, _ in found)]
    counts = [sentences.repetition_count(len(one.repetitions), language) for one, _ in group]
    return {
        "heading": language.PAIR["headline"].format(title=title, views=seen),
        "counted": language.PAIR["and"].join(dict.fromkeys(counts)),
        "figures": [one for one in large if one],
        "found": row_lines([row for row in in_order(in_rows) if row.state == OBSERVED], stature, language),
        "lines": [*_not_observed(in_rows, language), *short_lines(in_rows, language, of_screen)],
        "own": own_line(of_screen, language),
        "closing": sentences.closing_of([one for one, _ in found], language),
        "reasons": list(dict.fromkeys(line for lines in said for line in lines)) if all(said) else [],
        "series": _series(group, language),
    }


def _not_observed(found: Sequence[Row], language: Language) -> list[ShortLine]:
    """Return the line of findings that were not observed."""
    state = STATES[NOT_OBSERVED]
    clear = [name_of(row, language) for row in found if row.state == state]
    return [ShortLine(sentences.capital(language.STATES[state]), ", ".join(clear))] if clear else []


def _series(group: Sequence[Part], language: Language) -> list[str]:
    """Return the lines on all repetitions together; with several views each line names its view."""
    said = []
    for record, _ in group:
        seen = sentences.capital(language.SEEN_FROM[record.view])
        said += [f"{seen}: {line}" if len(group) > 1 else line for line in series(record, language)]
    return said


def _findings(group: Sequence[Part]) -> list[tuple[SetFinding, Record]]:
    """Return the findings of a screen with their records, each of the view that shows it."""
    if len(group) == 1:
        return [(found, group[0][0]) for found in group[0][0].findings]
    joint = join_views({str(number): record for number, (record, _) in enumerate(group)})
    return [(seen.found, joint.of(seen)) for seen in joint.findings]


def _shown(parts: Sequence[Part]) -> list[tuple[str, Record]]:
    """Return the measures that have a value, each with its record."""
    found = (row for group in _groups(parts) for row in rows(_findings(group)))
    return [(row.measure.name, row.record) for row in found if row.measured]
