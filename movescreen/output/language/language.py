"""A language: the tables that a package of words has. mypy checks that every language has all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Clause:
    """A finding's name, and what the picture showed: `above` for a value of zero or more, `below` for less."""

    name: str
    above: str
    below: str


class Language(Protocol):
    """The tables of a language; `english` shows what each is for.

    `CODE` is the code of the language (ISO 639-1). `DECIMAL` stands between ones and tenths. `TITLES` and `MEASURES`
    (name and meaning) replace the English words of screens and measures. A name that they lack stays English.
    """

    CODE: str
    DECIMAL: str
    DISCLAIMER: str
    NOTHING: str
    NOT_ONE: str
    FINDINGS: dict[str, Clause]
    TITLES: dict[str, str]
    MEASURES: dict[str, tuple[str, str]]
    BOTH_SIDES: dict[str, tuple[str, str]]
    EITHER_WAY: dict[str, str]
    UNNAMED: str
    ENDINGS: dict[str, str]
    ROWS: dict[str, str]
    OFTEN_OF: str
    STATES: dict[str, str]
    NAMED: tuple[str, str]
    SIDES: dict[str, str]
    UNITS: dict[str, str]
    MOMENTS: dict[str, str]
    MOMENT: str
    SEEN_FROM: dict[str, str]
    OFTEN: str
    OR: str
    COUNTS: tuple[str, str, str]
    WHY: dict[str, str]
    FILM: dict[str, str]
    NOT_COUNTED: dict[str, str]
    LIMITS: dict[str, str]
    PHASES: dict[str, str]
    HELD: str
    HELD_OFTEN: str
    ASKED: dict[str, str]
    DIFFERENCES: dict[str, str]
    TEMPO: str
    HEADLINE: str
    NOTES: dict[str, str]
    OPTIONS: dict[str, str]
    NOT_MEASURED: str
    COLUMNS: tuple[str, str, str, str, str]
    HEADINGS: dict[str, str]
    SETUP: dict[str, str]
    PAGE: dict[str, str]
    PAIR: dict[str, str]
    PLAN: dict[str, str]
    CLIP: dict[str, str]
    COMPARE: dict[str, str]
    CHANGES: dict[str, tuple[str, str]]
    LINES: str
    MONTHS: tuple[str, str, str, str, str, str, str, str, str, str, str, str]
    DATE: str
    DATE_AND_TIME: str
    TALLY: str
    TALLY_UNSEEN: str
    TALLY_OTHER_VIEW: str
    CHECKPOINTS: dict[str, str]
    SHEET: dict[str, str]
    SEGMENTS: dict[str, str]
    LENGTHS: dict[str, tuple[str, str]]
    HEIGHTS: dict[str, str]
    ABOUT_LENGTH: str
    HEIGHT_FIELDS: dict[str, tuple[str, str]]
    SHARES: dict[str, str]
    VIDEO: dict[str, str]
    NOWHERE: str
    TEMPO_ROW: tuple[str, str]
    CHECKED: tuple[str, str, str]
    NO_VALUE: dict[str, str]
    AGREEMENT: dict[str, str]
    RATED: dict[str, str]
    RATING: dict[str, str]
    RATING_KEYS: dict[str, str]
