"""What was measured in each repetition, as an HTML table: a row a measure and side, a column a repetition."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

from movescreen.measures import MEASURES
from movescreen.record import Reading, Record, Repetition
from movescreen.views import words
from movescreen.views.english import HEADINGS, LINES, NO_VALUE, NOWHERE, PHASES, SIDES, STATES, TEMPO_ROW

Row = dict[int, list[Reading]]  # the readings of one measure and side, by repetition; one for each finding that uses it


def readings_table(record: Record) -> str:
    """The table, and below it the measures that have no value in any repetition."""
    rows = _rows(record.repetitions)
    valued = {key: row for key, row in rows.items() if any(map(_has_value, row.values()))}
    empty = dict.fromkeys(words.plain(measure) for measure, side in rows if (measure, side) not in valued)
    body = _tempo(record.repetitions) + "".join(_row(*key, row, record.repetitions) for key, row in valued.items())
    columns = "".join(map(_column, record.repetitions))
    return (
        '<div class="scroll" role="region" aria-labelledby="repetitions" tabindex="0">\n<table class="readings">\n'
        f'<thead><tr><th scope="col">{HEADINGS["measure"]}</th>{columns}</tr></thead>\n'
        f"<tbody>\n{body}</tbody>\n</table>\n</div>\n"
        + (f'<p class="soft">{escape(NOWHERE.format(names=", ".join(empty)))}</p>\n' if empty else "")
    )


def _rows(repetitions: Iterable[Repetition]) -> dict[tuple[str, str], Row]:
    """All readings by measure and side; what has a direction has one row, whichever side it points to."""
    rows: dict[tuple[str, str], Row] = {}
    for rep in repetitions:
        for reading in rep.readings:
            side = "" if MEASURES[reading.measure].directed else reading.side
            rows.setdefault((reading.measure, side), {}).setdefault(rep.number, []).append(reading)
    return rows


def _has_value(readings: list[Reading]) -> bool:
    return not math.isnan(readings[0].value)


def _column(rep: Repetition) -> str:
    return f'<th scope="col">{rep.number}<small>{rep.start_s:.1f}–{rep.end_s:.1f} s</small></th>'


def _tempo(repetitions: Sequence[Repetition]) -> str:
    """How long the phases of each repetition lasted, nothing for records of before there was tempo."""
    if not repetitions or not repetitions[0].tempo:
        return ""
    name, about = TEMPO_ROW
    phases = ", ".join(PHASES.get(phase.phase, phase.phase) for phase in repetitions[0].tempo)
    cells = "".join(f"<td>{_durations(rep)}</td>" for rep in repetitions)
    return f'<tr><th scope="row">{name}<small>{escape(about.format(phases=phases))}</small></th>{cells}</tr>\n'


def _durations(rep: Repetition) -> str:
    if any(phase.reason for phase in rep.tempo):
        return "–"
    lasted = ", ".join(words.figure(phase.seconds, phase.uncertainty) for phase in rep.tempo)
    unsure = rep.tempo[0].uncertainty
    return f"{lasted} s<small>±{words.figure(unsure, unsure)} s</small>"


def _row(measure: str, side: str, row: Row, repetitions: Iterable[Repetition]) -> str:
    valued = next(filter(_has_value, row.values()))
    lines = ", ".join(f"{words.finding_name(r.finding)} {words.limit(r.line, r.unit)}" for r in valued if r.finding)
    about = [MEASURES[measure].meaning, *([LINES.format(lines=lines)] if lines else [])]
    head = escape(words.named(measure, side)) + "".join(f"<small>{escape(line)}</small>" for line in about)
    cells = "".join(f"<td>{_cell(row[rep.number]) if rep.number in row else '–'}</td>" for rep in repetitions)
    return f'<tr><th scope="row">{head}</th>{cells}</tr>\n'


def _cell(readings: list[Reading]) -> str:
    """The value, and below it what it says about the findings that use it, unless that is "not observed"."""
    first = readings[0]
    if not _has_value(readings):
        return escape(NO_VALUE[first.reason])
    directed = MEASURES[first.measure].directed
    size = words.with_unit(abs(first.value) if directed else first.value, first.uncertainty, first.unit)
    said = {_said(r) for r in readings} - {""}
    text = f"{size} {SIDES[first.side]}" if directed else size
    return escape(text) + "".join(f"<small>{escape(line)}</small>" for line in sorted(said))


def _said(reading: Reading) -> str:
    if reading.state == "observed":
        return words.finding_name(reading.finding)
    return STATES["indeterminate"] if reading.state == "indeterminate" else ""
