"""The values of each repetition as a table of text: a row for each measure and side, a column for each repetition."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from movescreen.measures.evidence import checked_on_people
from movescreen.measures.registry import MEASURES
from movescreen.output.language import english, sentences
from movescreen.output.language.language import Language
from movescreen.records.record import Reading, Record, Repetition
from movescreen.screens import EITHER, screens

Row = dict[int, list[Reading]]  # the readings of one measure and side, by repetition; one for each finding that uses it


@dataclass(frozen=True)
class Cell:
    """A text, and a small text below it."""

    text: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class RepetitionTable:
    """The heads of columns, rows of a head and cells, and the measures that have no value in any repetition."""

    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, tuple[Cell, ...]], ...]
    nowhere: str


NONE = Cell("–")
EITHER_WAY = {f.name for screen in screens().values() for f in screen.findings if f.beyond == EITHER}


def readings_table(record: Record, language: Language = english) -> RepetitionTable:
    """Return the table of all readings of a record."""
    reps = record.repetitions
    rows = readings_by_measure(reps)
    valued = {key: row for key, row in rows.items() if any(map(has_value, row.values()))}
    empty = dict.fromkeys(
        sentences.capital(sentences.called(m, language)) for m, side in rows if (m, side) not in valued
    )
    shown = (*_tempo(reps, language), *(_row(*key, row, reps, language) for key, row in valued.items()))
    nowhere = language.NOWHERE.format(names=", ".join(empty)) if empty else ""
    return RepetitionTable(tuple(_column(rep, language) for rep in reps), shown, nowhere)


def readings_by_measure(repetitions: Iterable[Repetition]) -> dict[tuple[str, str], Row]:
    """Return all readings by measure and side; a measure with a direction has one row for both sides."""
    rows: dict[tuple[str, str], Row] = {}
    for rep in repetitions:
        for reading in rep.readings:
            side = "" if MEASURES[reading.measure].directed else reading.side
            rows.setdefault((reading.measure, side), {}).setdefault(rep.number, []).append(reading)
    return rows


def has_value(readings: list[Reading]) -> bool:
    """Return whether a measure has a value in a repetition."""
    return not math.isnan(readings[0].value)


def convention_lines(readings: Iterable[Reading], language: Language = english) -> list[tuple[float, str]]:
    """Return the convention lines of a measure, each with its finding and its value in words.

    A finding that is observed either way has two lines.
    """
    known = {(r.finding, sign * r.line): r.unit for r in readings for sign in _signs(r)}
    return [
        (line, f"{sentences.finding_name(finding, language)} {sentences.limit(line, unit, language)}")
        for (finding, line), unit in known.items()
    ]


def _signs(reading: Reading) -> tuple[int, ...]:
    """Return the signs of a reading's lines; none if no finding uses it."""
    return (1, -1) if reading.finding in EITHER_WAY else (1,) if reading.finding else ()


def _column(rep: Repetition, language: Language) -> Cell:
    times = (sentences.filled("{time:.1f}", language, time=time) for time in (rep.start_s, rep.end_s))
    return Cell(str(rep.number), (f"{'–'.join(times)} s",))


def _tempo(repetitions: Sequence[Repetition], language: Language) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    """Return the row of phase durations; None for records of versions without tempo."""
    if repetitions and repetitions[0].tempo:
        name, about = language.TEMPO_ROW
        phases = ", ".join(sentences.phase(part.phase, language) for part in repetitions[0].tempo)
        yield Cell(name, (about.format(phases=phases),)), tuple(_durations(rep, language) for rep in repetitions)


def _durations(rep: Repetition, language: Language) -> Cell:
    if any(part.reason for part in rep.tempo):
        return NONE
    lasted = " / ".join(sentences.rounded_value(part.seconds, part.uncertainty, language) for part in rep.tempo)
    unsure = rep.tempo[0].uncertainty
    return Cell(f"{lasted} s", (f"±{sentences.rounded_value(unsure, unsure, language)} s",))


def _row(
    measure: str, side: str, row: Row, repetitions: Iterable[Repetition], language: Language
) -> tuple[Cell, tuple[Cell, ...]]:
    held = ", ".join(
        said for _, said in convention_lines(next(found for found in row.values() if has_value(found)), language)
    )
    about = [sentences.meaning(measure, language), *([language.LINES.format(lines=held)] if held else [])]
    about.append(
        sentences.filled(
            language.CHECKED[min(checked_on_people(measure).people, 2)],
            language,
            count=checked_on_people(measure).people,
        )
    )
    cells = (_cell(row[rep.number], language) if rep.number in row else NONE for rep in repetitions)
    return Cell(sentences.named_finding(measure, side, language), tuple(about)), tuple(cells)


def _cell(readings: list[Reading], language: Language) -> Cell:
    """Return the cell of a value, with the states of its findings below it except "not observed"."""
    first = readings[0]
    if not has_value(readings):
        return Cell(language.NO_VALUE[first.reason])
    directed = MEASURES[first.measure].directed
    size = sentences.with_unit(abs(first.value) if directed else first.value, first.uncertainty, first.unit, language)
    said = {_said(r, language) for r in readings} - {""}
    return Cell(f"{size} {language.SIDES[first.side]}" if directed else size, tuple(sorted(said)))


def _said(reading: Reading, language: Language) -> str:
    if reading.state == "observed":
        return sentences.finding_name(reading.finding, language)
    return language.STATES["indeterminate"] if reading.state == "indeterminate" else ""
