"""The dictionary of the written tables: all their columns, and all codes in them."""

from __future__ import annotations

import re
from dataclasses import fields

from movescreen.output.language import english
from movescreen.output.report.data_dictionary import Sheet
from movescreen.records import results_folder
from movescreen.records.columns import COLUMNS, COPY, NUMBER, READINGS, TEXT, Column
from movescreen.records.frames import BEFORE
from movescreen.records.record import FRAMES, REP_COLUMNS, REPS, SetFinding, SideDifference
from movescreen.reliability.camera_rater import NO_RECORD, OTHER_SCREEN
from movescreen.scoring.sets_and_sides import BEYOND, WITHIN
from movescreen.screens import screens
from movescreen.segmentation.tempo import BEGAN_UNSEEN, NO_TIMES, TOO_FEW_A_SECOND

LABELS = "(labels)"
MEASURED = "(measures)"
JUDGED = "(findings)"
FURTHER = {
    LABELS: Column(TEXT, "", "what --names or --clips say of the clip, a column each"),
    MEASURED: Column(NUMBER, "", "a column for each measure and side, which ends with its unit"),
    JUDGED: Column(TEXT, "", "a column for each finding and side: its state in that frame"),
}
STATUSES = {
    "ok": "measured",
    "failed": "not measured; the reason says why",
    results_folder.WAITING: "not yet measured: the run was ended before",
}
DIFFERENCE_STATES = {
    WITHIN: "the difference is within the variation from repetition to repetition",
    BEYOND: "the difference is beyond the variation from repetition to repetition",
}
CAMERA_REASONS = {
    NO_RECORD: "the subject is no clip of the results, or its clip was not measured",
    OTHER_SCREEN: "the clip is of another movement, which does not have the finding",
}
PARTS = {
    "moment": "at the moment that the screen judges",
    "view": "another way",
    "views": "other views",
    "what": "a part of the body",
    "value": "so many",
    "size": "so many",
    "shortest": "the shortest time of the movement,",
    "longest": "the longest time of the movement,",
    "way": "one side",
    "uncertainty": "its uncertainty",
    "touched": "",
}


def column_sheets() -> tuple[Sheet, ...]:
    """Return the sheets of all columns and all codes of the tables."""
    heads = ("column", "type", "unit", "meaning")
    tables = (Sheet(name, heads, tuple(map(_column, columns))) for name, columns in tables_of().items())
    return (*tables, *(Sheet(f"Codes: {of}", ("code", "meaning"), rows) for of, rows in codes().items()))


def tables_of() -> dict[str, tuple[str, ...]]:
    """Return the columns of each table that is written."""
    about = ("clip", LABELS, "screen", "view")
    return {
        FRAMES: (*BEFORE, MEASURED, JUDGED),
        REPS: REP_COLUMNS,
        results_folder.TABLE: (*results_folder.COLUMNS, LABELS, *results_folder.OURS),
        results_folder.READINGS: (*about, *READINGS, COPY),
        results_folder.REPETITIONS: (*about, *REP_COLUMNS),
        results_folder.FINDINGS: (*about, *_names(SetFinding)),
        results_folder.DIFFERENCES: (*about, *_names(SideDifference)),
        results_folder.PAIRS: results_folder.PAIR_COLUMNS,
    }


def codes() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the meanings of codes, by kind of code."""
    phases = dict.fromkeys(phase for screen in screens().values() for phase in screen.movement.phases)
    words = {
        "status": STATUSES,
        "state": english.STATES | DIFFERENCE_STATES,
        "side": {"left": "the subject's left", "right": "the subject's right"},
        "view": {view: said for view, said in english.SEEN_FROM.items() if view},
        "phase": {phase: english.PHASES.get(phase, phase) for phase in phases},
        "reason": english.WHY,
        "reason of a tempo": {
            TOO_FEW_A_SECOND: english.LIMITS[TOO_FEW_A_SECOND],
            NO_TIMES: english.WHY[NO_TIMES],
            BEGAN_UNSEEN: "The recording began within the movement, and the beginning of the way out was not seen.",
        },
        "reason of agree --camera": CAMERA_REASONS,
        "quality.not_counted": english.NOT_COUNTED,
        "quality.setup": english.LIMITS,
    }
    return {of: tuple((code, _plain(said)) for code, said in known.items()) for of, known in words.items()}


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _column(name: str) -> tuple[str, ...]:
    known = FURTHER.get(name) or COLUMNS[name]
    return name, known.kind, known.unit, known.meaning


def _plain(sentence: str) -> str:
    """Return a template as a sentence that fits any clip, without the advice on filming."""
    first = sentence.split(" Next time")[0]
    return " ".join(re.sub(r"\{(\w+)[^}]*\}", lambda part: PARTS.get(part[1], "…"), first).split())
