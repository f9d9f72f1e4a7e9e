"""The joined result of several views of one person: a table for the terminal, and a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from movescreen.output.html import html_page, printable
from movescreen.output.language import english, sentences
from movescreen.output.language.clip_notes import notes, series
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import closing_of
from movescreen.output.pictures.stills import Still
from movescreen.output.report.about import NOTHING, About
from movescreen.output.report.large_still import figure
from movescreen.output.report.repetition_table import readings_table
from movescreen.output.report.report import SHARED, in_order, shown_stills
from movescreen.output.report.rows import rows
from movescreen.output.report.sheet import reasons, row_lines, sheet
from movescreen.output.report.terminal_table import STYLES, cells
from movescreen.records.ownership import DRAWN
from movescreen.reliability.own_ratings import OwnRating
from movescreen.scoring.multi_view import MultiViewResult, ViewedFinding
from movescreen.screens import screens

NO_STILLS: Mapping[str, Sequence[Still]] = {}


def pair_headline(joint: MultiViewResult, language: Language) -> str:
    """Return what was filmed, and from where."""
    seen = language.PAIR["and"].join(language.SEEN_FROM[view] for view in joint.views)
    return language.PAIR["headline"].format(title=sentences.title(screens()[joint.screen], language), views=seen)


def borrowed_note(joint: MultiViewResult, language: Language) -> list[str]:
    """Return the note on a value that one view takes from another; "" if it takes none."""
    if "foot_length" not in joint.told:
        return []
    return [sentences.filled(language.PAIR["foot_length"], language, value=float(joint.told["foot_length"]))]


def unshown(joint: MultiViewResult, language: Language) -> list[str]:
    """Return the findings that no view shows, each with the reason and how to film it."""
    return [
        sentences.finding_sentence(seen.found, joint.of(seen), language) for seen in joint.findings if not seen.shown
    ]


def print_joint(joint: MultiViewResult, name: str, console: Console, language: Language = english) -> None:
    """Print what the views of a person show together."""
    console.print(Text(f"{printable(name)}: {pair_headline(joint, language)}", "bold"))
    table = Table(box=None, pad_edge=False)
    for heading in (*language.COLUMNS, language.PAIR["view"]):
        table.add_column(heading, overflow="fold")
    for seen in joint.findings:
        table.add_row(*_row(seen, joint, language), style=STYLES.get(seen.found.state))
    console.print(table)
    for line in ("", *unshown(joint, language), *borrowed_note(joint, language)):
        console.print(Text(line))


def _row(seen: ViewedFinding, joint: MultiViewResult, language: Language) -> tuple[str, ...]:
    record = joint.of(seen)
    return *cells(seen.found, record, language), language.SEEN_FROM[record.view] if seen.shown else "–"


def joint_page(
    joint: MultiViewResult,
    title: str,
    stills: Mapping[str, Sequence[Still]] = NO_STILLS,
    language: Language = english,
    about: About = NOTHING,
    own: Sequence[OwnRating] = (),
) -> str:
    """Return the page about a pair, with the stills of its clips, and what the coach saw without the camera."""
    found = [(seen.found, joint.of(seen)) for seen in joint.findings]
    first, in_rows = sheet(found, title, about, language, own), rows(found)
    records = joint.clips.items()
    large = [figure(record, stills.get(clip, ()), in_rows, language) for clip, record in records]
    return html_page(
        Path(__file__).with_name("joint.html"),
        language.CODE,
        shared=SHARED,
        style=first["printed"],
        headline=pair_headline(joint, language),
        figures=[one for one in large if one],
        closing=closing_of([one for one, _ in found], language),
        reasons=_reasons(joint, language),
        change="",
        done=[],
        **first,
        words=language.PAIR,
        page=language.PAGE,
        headings=language.HEADINGS,
        findings=row_lines(in_order(in_rows), about.stature, language),
        unshown=unshown(joint, language),
        told=borrowed_note(joint, language),
        clips=[_clip(clip, joint, stills.get(clip, ()), language) for clip in joint.clips],
        disclaimer=language.DISCLAIMER,
    )


def _reasons(joint: MultiViewResult, language: Language) -> list[str]:
    """Return why no view showed anything; nothing if one did."""
    said = [reasons(record, language) for record in joint.clips.values()]
    return list(dict.fromkeys(line for lines in said for line in lines)) if all(said) else []


def _clip(clip: str, joint: MultiViewResult, stills: Sequence[Still], language: Language) -> dict[str, Any]:
    """Return the page's values of one clip."""
    record = joint.clips[clip]
    view, moment = language.SEEN_FROM[record.view], sentences.judged_moment(screens()[joint.screen], language)
    name = str(record.provenance.get("clip") or clip) if DRAWN.fullmatch(clip) else clip  # a drawn name says nothing
    return {
        "about": language.PAIR["clip"].format(clip=name, headline=sentences.headline(record, language)),
        "heading": language.PAIR["repetitions"].format(view=view),
        "stills_heading": language.PAIR["stills"].format(moment=moment, view=view),
        "stills": shown_stills(record, stills, language),
        "series": series(record, language),
        "table": readings_table(record, language),
        "notes": notes(record, language),
    }
