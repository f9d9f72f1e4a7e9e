"""The report: one HTML page that needs nothing but itself, and opens on a phone, offline, in light and dark."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from movescreen.output.html import html_page
from movescreen.output.language import english, sentences
from movescreen.output.language.clip_notes import notes, series
from movescreen.output.language.language import Language
from movescreen.output.pictures.stills import Still
from movescreen.output.report import curves
from movescreen.output.report.repetition_table import readings_table
from movescreen.records.record import Record
from movescreen.screens import screens

TEMPLATE = Path(__file__).with_name("report.html")
ORDER = ("observed", "indeterminate", "not_observed")  # of the findings; what was not measured has a section of its own


def report(
    record: Record, title: str, language: Language = english, stills: Collection[Still] = (), video: str = ""
) -> str:
    """The page about one record, with its stills; `video` is the annotated clip as data, its times the record's."""
    drawn = sorted(curves.curves(record, language), key=lambda curve: not curve.judged)
    return html_page(
        TEMPLATE,
        language.CODE,
        title=title,
        video=video,
        page=language.PAGE,
        headings=language.HEADINGS,
        headline=sentences.headline(record, language),
        disclaimer=language.DISCLAIMER,
        provenance=[(name, _plain(value)) for name, value in _flat(record.provenance)],
        **_said(record, language),
        **_pictures(record, stills, language),
        **_course(record, drawn, language),
    )


def _said(record: Record, language: Language) -> dict[str, Any]:
    """What is said in sentences and in the table."""
    return {
        "findings": list(_findings(record, language)),
        "closing": sentences.closing(record, language),
        "series": series(record, language),
        "gaps": sentences.gaps(record, language),
        "table": readings_table(record, language),
        "setup": list(_setup(record, language)),
        "notes": notes(record, language),
    }


def _findings(record: Record, language: Language) -> Iterator[dict[str, str]]:
    measured = (f for f in record.findings if f.state in ORDER)
    for found in sorted(measured, key=lambda f: ORDER.index(f.state)):
        sentence = sentences.sentence(found, record, language)
        yield {"state": found.state, "word": language.STATES[found.state], "sentence": sentence}


def _pictures(record: Record, stills: Collection[Still], language: Language) -> dict[str, Any]:
    moment = sentences.moment(screens()[record.screen], language)
    heading = language.HEADINGS["stills"].format(moment=moment)
    return {"stills": shown_stills(record, stills, language), "stills_heading": heading}


def shown_stills(record: Record, stills: Collection[Still], language: Language) -> list[dict[str, Any]]:
    """The stills of a record's repetitions as a page shows them."""
    moment = sentences.moment(screens()[record.screen], language)
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
        "more": language.PAGE["more"].format(count=aside),
        "shades": curves.shades(record),
        "seconds": curves.seconds(record, language),
        "told": curves.told(record, drawn, language),
        "across": curves.ACROSS,
        "high": curves.HIGH,
        "head": curves.HEAD,
    }


def _setup(record: Record, language: Language) -> Iterator[tuple[str, str]]:
    """What is known of the clip: a quantity with its uncertainty and unit, anything else as it is."""
    for key, name in language.SETUP.items():
        value = record.quality.get(key)
        if isinstance(value, dict):
            yield name, sentences.with_unit(**value, language=language)
        elif value is not None:
            yield name, sentences.localised(_plain(value), language.DECIMAL)


def _flat(values: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Nested values as pairs of a dotted name and a plain value."""
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
