"""The report: one self-contained HTML page, which opens offline, on a phone, in light and dark."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from movescreen.output.html import html_page
from movescreen.output.language import english, sentences
from movescreen.output.language.clip_notes import chosen_otherwise, hold_note, notes, prescribed_note, series
from movescreen.output.language.language import Language
from movescreen.output.pictures.stills import Still
from movescreen.output.report import curves
from movescreen.output.report.about import NOTHING, About
from movescreen.output.report.change import since
from movescreen.output.report.large_still import figure
from movescreen.output.report.repetition_table import readings_table
from movescreen.output.report.rows import RANK, UNMEASURED, Row, rows
from movescreen.output.report.sheet import reasons, row_lines, sheet
from movescreen.records.record import Record
from movescreen.reliability.own_ratings import OwnRating
from movescreen.screens import screens

TEMPLATE = Path(__file__).with_name("report.html")
SHARED = (Path(__file__).with_name("sheet.css"), Path(__file__).with_name("sheet.js"))


def report(
    record: Record,
    title: str,
    language: Language = english,
    stills: Collection[Still] = (),
    video: str = "",
    about: About = NOTHING,
    before: Record | None = None,
    own: Sequence[OwnRating] = (),
) -> str:
    """Return the page about one record.

    Parameters
    ----------
    record : Record
    title : str
        Stands on top where no client is named.
    language : Language
    stills : collection of Still
    video : str
        The annotated clip as a data address; its times are those of the record.
    about : About
        What the coach added.
    before : Record or None
        An earlier session of the same client, to say what changed since.
    own : sequence of OwnRating
        What the coach saw without the camera.
    """
    findings = [(found, record) for found in record.findings]
    first = sheet(findings, title, about, language, own)
    drawn = sorted(curves.curves(record, language), key=lambda curve: not curve.judged) if record.repetitions else []
    return html_page(
        TEMPLATE,
        language.CODE,
        shared=SHARED,
        style=first["printed"],
        video=video,
        page=language.PAGE,
        headings=language.HEADINGS,
        player=language.VIDEO,
        headline=sentences.headline(record, language),
        disclaimer=language.DISCLAIMER,
        provenance=[(name, _plain(value)) for name, value in _flat(record.provenance)],
        change=since(record, before, language) if before else "",
        **first,
        **_said(record, rows(findings), about, language),
        **_pictures(record, stills, rows(findings), language),
        **_course(record, drawn, language),
    )


def _said(record: Record, found: list[Row], about: About, language: Language) -> dict[str, Any]:
    """Return the values of the report's sentences and tables."""
    remarks = notes(record, language)
    return {
        "findings": row_lines(in_order(found), about.stature, language),
        "closing": sentences.closing(record, language),
        "reasons": reasons(record, language),
        "series": series(record, language),
        "done": [line for line in (hold_note(record, language), *prescribed_note(record, language)) if line],
        "gaps": [] if chosen_otherwise(record, language) else sentences.gaps(record, language),
        "table": readings_table(record, language),
        "setup": list(_setup(record, language)),
        "notes": remarks,
    }


def in_order(found: list[Row]) -> list[Row]:
    """Return the measured rows, those that show something first."""
    measured = (row for row in found if row.state != UNMEASURED)
    return sorted(measured, key=lambda row: -RANK.index(row.state))


def _pictures(record: Record, stills: Collection[Still], found: list[Row], language: Language) -> dict[str, Any]:
    moment = sentences.judged_moment(screens()[record.screen], language)
    large = figure(record, stills, found, language)
    return {
        "figures": [large] if large else [],
        "stills": shown_stills(record, stills, language),
        "stills_heading": language.HEADINGS["stills"].format(moment=moment),
        "how": language.PAGE["how"].format(moment=moment),
    }


def shown_stills(record: Record, stills: Collection[Still], language: Language) -> list[dict[str, Any]]:
    """Return the stills of a record's repetitions as a page shows them."""
    moment = sentences.judged_moment(screens()[record.screen], language)
    times = {rep.number: rep.bottom_s for rep in record.repetitions}
    return [
        {
            "src": still.data,
            "width": still.width,
            "height": still.height,
            "time": times[still.repetition],
            "alt": language.PAGE["picture"].format(number=still.repetition, moment=moment),
            "caption": sentences.filled(
                language.PAGE["still"], language, number=still.repetition, time=times[still.repetition]
            ),
        }
        for still in stills
        if still.repetition in times
    ]


def _course(record: Record, drawn: list[curves.Curve], language: Language) -> dict[str, Any]:
    aside = sum(not curve.judged for curve in drawn)
    return {
        "curves": drawn,
        "aside": aside,
        "more_curves": language.PAGE["more"].format(count=aside),
        "shades": curves.shades(record),
        "judged_at": curves.judged_at(record),
        "seconds": curves.time_ticks(record, language),
        "told": curves.script_data(record, drawn, language),
        "across": curves.ACROSS,
        "high": curves.HIGH,
        "head": curves.HEAD,
    }


def _setup(record: Record, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the facts on the clip: quantities with uncertainty and unit, other facts as plain text."""
    for key, name in language.SETUP.items():
        value = record.quality.get(key)
        if isinstance(value, dict):
            yield name, sentences.with_unit(**value, language=language)
        elif value is not None:
            shown = f"{value:.3g}" if isinstance(value, float) else _plain(value)
            yield name, sentences.localised(shown, language.DECIMAL)


def _flat(values: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield nested values as pairs of a dotted name and a plain value."""
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + str(key), value


def _plain(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    return f"{value:.6g}" if isinstance(value, float) else str(value)
