"""Dates as people read them: in local time. What is stored stays ISO 8601 with an offset."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from movescreen.output.language import english
from movescreen.output.language.language import Language


def local(moment: str) -> datetime | None:
    """Return a stored moment in local time, or None where it is no moment.

    A moment in UTC is turned into the time zone of this computer. One with another offset was noted by a clock on the
    wall of the place, and stays as it is.
    """
    with suppress(ValueError):
        when = datetime.fromisoformat(moment)
        with suppress(OverflowError, OSError):  # a year that no calendar here knows
            return when if when.utcoffset() not in (None, timedelta(0)) else when.astimezone()
    return None


def date(moment: str, language: Language = english, time: bool = False) -> str:
    """Return the day of a moment in words, with the time of day on request; empty where it is no moment."""
    when = local(moment)
    if when is None:
        return ""
    parts = {"day": when.day, "month": language.MONTHS[when.month - 1], "year": when.year}
    template = language.DATE_AND_TIME if time else language.DATE
    return template.format(**parts, hour=when.hour, minute=when.minute)


def short(moment: str) -> str:
    """Return a moment to the minute, for tables, as in "2026-05-03 18:05"."""
    when = local(moment)
    return when.strftime("%Y-%m-%d %H:%M") if when else moment.replace("T", " ")[:16]


def day(moment: str) -> str:
    """Return the day of a moment for names of files, as in "2026-05-03"; empty where it is no moment."""
    when = local(moment)
    return when.strftime("%Y-%m-%d") if when else ""
