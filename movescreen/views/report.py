"""The report: one HTML page that needs nothing but itself, and opens on a phone, offline, in light and dark."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from movescreen.pages import printable
from movescreen.record import Record
from movescreen.views import words
from movescreen.views.curve import effort_curve
from movescreen.views.english import DISCLAIMER, HEADINGS, SETUP, STATES
from movescreen.views.notes import asked, differences, held, notes
from movescreen.views.readings import readings_table

ORDER = ("observed", "indeterminate", "not_observed")  # of the findings; what was not measured has a section of its own


def report(record: Record, title: str) -> str:
    """The page about one record."""
    style = Path(__file__).with_name("report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    name = _text(title)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<header><h1>{name}</h1>\n<p>{_text(words.headline(record))}.</p></header>\n<main>\n"
        f"{''.join(_sections(record))}</main>\n<footer><p>{_text(DISCLAIMER)}</p></footer>\n</body>\n</html>\n"
    )


def _sections(record: Record) -> Iterator[str]:
    contents = {
        "findings": _findings(record),
        "repetitions": _repetitions(record),
        "gaps": _gaps(record),
        "setup": _setup(record),
        "provenance": _pairs(_flat(record.provenance)),
    }
    for key, content in contents.items():
        if content:
            yield f'<section aria-labelledby="{key}">\n<h2 id="{key}">{HEADINGS[key]}</h2>\n{content}</section>\n'


def _findings(record: Record) -> str:
    measured = sorted((f for f in record.findings if f.state in ORDER), key=lambda f: ORDER.index(f.state))
    rows = "".join(
        f'<tr class="{f.state}"><td>{STATES[f.state]}</td><td>{_text(words.sentence(f, record))}</td></tr>\n'
        for f in measured
    )
    head = "".join(f'<th scope="col">{heading}</th>' for heading in (HEADINGS["state"], HEADINGS["sentence"]))
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n" if rows else ""
    return table + _paragraphs([words.closing(record)])


def _repetitions(record: Record) -> str:
    shown = effort_curve(record) + readings_table(record) if record.repetitions else ""
    return shown + _paragraphs([held(record), *asked(record), *differences(record)])


def _gaps(record: Record) -> str:
    return "".join(
        f"<p><strong>{_text(', '.join(gap.names))}</strong><br>{_text(gap.why)} {_text(gap.film)}</p>\n"
        for gap in words.gaps(record)
    )


def _setup(record: Record) -> str:
    known = ((SETUP[key], _known(value)) for key, value in record.quality.items() if key in SETUP and value is not None)
    return _pairs(known) + _paragraphs(notes(record))


def _known(value: Any) -> Any:
    """A quantity with its uncertainty and unit as text, anything else as it is."""
    return words.with_unit(**value) if isinstance(value, dict) else value


def _flat(values: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Nested values as pairs of a dotted name and a plain value."""
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + str(key), value


def _pairs(pairs: Iterable[tuple[str, Any]]) -> str:
    items = "".join(f"<dt>{_text(name)}</dt><dd>{_text(_plain(value))}</dd>\n" for name, value in pairs)
    return f"<dl>\n{items}</dl>\n" if items else ""


def _plain(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{_text(line)}</p>\n" for line in lines if line)


def _text(text: str) -> str:
    return escape(printable(text))
