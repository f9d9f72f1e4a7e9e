"""Dates for readers, in local time. Stored dates are ISO 8601 with an offset."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from movescreen.output.language import english
from movescreen.output.language.language import Language


def local(moment: str) -> datetime | None:
    """Return a stored moment in local time; None if the text is no moment.

    A moment in UTC is converted to the time zone of this computer. A moment with another offset was local where it was
    recorded, and is not converted.
    """
    with suppress(ValueError):
        when = datetime.fromisoformat(moment)
        with suppress(OverflowError, OSError):  # a year that no calendar here knows
            return when if when.utcoffset() not in (None, timedelta(0)) else when.astimezone()
    return None


def date(moment: str, language: Language = english, time: bool = False) -> str:
    """Return the day of a moment in words, with the time of day on request; "" if the text is no moment."""
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
    """Return the day of a moment for file names, as in "2026-05-03"; "" if the text is no moment."""
    when = local(moment)
    return when.strftime("%Y-%m-%d") if when else ""
