"""What changed since an earlier session of the same client, in one line."""

from __future__ import annotations

from movescreen.errors import Problem
from movescreen.output.language import english
from movescreen.output.language.dates import date
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import filled
from movescreen.output.report.comparison import course_sentences
from movescreen.records.record import Record
from movescreen.scoring.change_between_sessions import UNSURE, compare
from movescreen.scoring.sets_and_sides import BEYOND

MOST = 3  # changes that are named


def since(record: Record, before: Record, language: Language = english) -> str:
    """Return what changed since an earlier session; "" if the two cannot be compared."""
    try:
        compared = course_sentences(compare([before, record]), language)
    except Problem:
        return ""
    if not compared:
        return ""
    when = date(str(before.provenance.get("recorded_at") or ""), language) or "–"
    beyond = [line for line in compared if line.state == BEYOND]
    if beyond:
        named = (language.SHEET["each"].format(name=line.name, change=line.change) for line in beyond[:MOST])
        more = [filled(language.COMPARE["more"], language, count=len(beyond) - MOST)] if len(beyond) > MOST else []
        return language.SHEET["changed"].format(date=when, changes="; ".join([*named, *more]))
    unsure = sum(line.state == UNSURE for line in compared)
    return filled(language.SHEET["unchanged"], language, date=when, count=len(compared), unsure=unsure)
