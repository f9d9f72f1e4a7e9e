"""What people read, as sentences: what was seen, how sure that is, and how often; in the words of `english`."""

from __future__ import annotations

import math
from dataclasses import dataclass

from movescreen.measures import Quantity
from movescreen.record import Record, SetFinding
from movescreen.screens import Screen, screens
from movescreen.views.english import (
    COUNTS,
    ENDINGS,
    FILM,
    FINDINGS,
    HEADLINE,
    MOMENTS,
    NAMED,
    NOTHING,
    OFTEN,
    OR,
    SEEN_FROM,
    SIDES,
    UNITS,
    UNNAMED,
    WHY,
    Clause,
)


def figure(value: float, uncertainty: float) -> str:
    """A value, or its uncertainty, with as many decimals as the uncertainty has a use for; "–" for NaN."""
    if math.isnan(value):
        return "–"
    decimals = max(0, -math.floor(math.log10(uncertainty))) if uncertainty > 0 else 1
    return minus(f"{round(value, decimals) + 0.0:.{decimals}f}")


def minus(number: str) -> str:
    """A number with a minus sign instead of a hyphen, which lines break at."""
    return number.replace("-", "−")


def with_unit(value: float, uncertainty: float, unit: str) -> str:
    """A value with its uncertainty and unit, as in "13 ± 4 %"; "–" for NaN."""
    if math.isnan(value):
        return "–"
    return f"{figure(value, uncertainty)} ± {figure(uncertainty, uncertainty)}{UNITS[unit]}"


def amount(found: SetFinding, record: Record) -> str:
    """The value of a finding with its uncertainty and unit; without a sign where the side says the direction."""
    size = abs(found.value) if _measure(found, record).directed else found.value
    return with_unit(size, found.uncertainty, found.unit)


def often(found: SetFinding) -> str:
    """In how many of the measured repetitions, as in "2 of 3"; "–" where none was measured."""
    return OFTEN.format(observed=found.reps_observed, measured=found.reps_measured) if found.reps_measured else "–"


def _measure(found: SetFinding, record: Record) -> Quantity:
    return next(f.measure for f in screens()[record.screen].findings if f.name == found.finding)


def capital(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def plain(name: str) -> str:
    """The name of a measure or a finding as words."""
    return capital(name.replace("_", " "))


def finding_name(finding: str) -> str:
    """What a finding is called."""
    return FINDINGS[finding].name if finding in FINDINGS else plain(finding)


def named(finding: str, side: str) -> str:
    """The name of a finding or a measure with its side, as in "Heels rise (left)"."""
    return NAMED[bool(side)].format(name=finding_name(finding), side=SIDES[side])


def repetitions(count: int) -> str:
    """How many repetitions, as in "3 repetitions"."""
    return COUNTS[min(count, 2)].format(count=count)


def moment(screen: Screen) -> str:
    """When a screen judges a repetition, as in "at the top"."""
    extreme = screen.movement.phases[2]
    return MOMENTS.get(extreme, f"at the {extreme}")


def sentence(found: SetFinding, record: Record) -> str:
    """One finding of a set of repetitions as a sentence: what was seen, how sure that is, and how often; or why not."""
    parts = {"name": finding_name(found.finding)}
    if found.state == "not_measurable":
        why, film = _why(found, record)
        return ENDINGS[found.state].format(**parts, why=why, film=film)
    return ENDINGS[found.state].format(
        **parts,
        clause=_clause(found, screens()[record.screen]),
        observed=found.reps_observed,
        repetitions=repetitions(found.reps_measured),
    )


def _clause(found: SetFinding, screen: Screen) -> str:
    words = FINDINGS.get(found.finding, Clause("", UNNAMED, UNNAMED))
    side = SIDES[found.side]
    return (words.below if found.value < 0 else words.above).format(
        named=named(found.finding, found.side),
        Side=capital(side),
        side=side,
        value=figure(abs(found.value), found.uncertainty),
        signed=figure(found.value, found.uncertainty),
        unit=UNITS[found.unit],
        uncertainty=figure(found.uncertainty, found.uncertainty),
        moment=moment(screen),
    )


@dataclass(frozen=True)
class Gap:
    """What could not be measured for one and the same reason: the findings' names, why, and how to film it."""

    names: tuple[str, ...]
    why: str
    film: str


def gaps(record: Record) -> list[Gap]:
    """What could not be measured, grouped by reason."""
    groups: dict[tuple[str, str], list[str]] = {}
    for found in record.findings:
        if found.state == "not_measurable":
            groups.setdefault(_why(found, record), []).append(named(found.finding, found.side))
    return [Gap(tuple(names), why, film) for (why, film), names in groups.items()]


def _why(found: SetFinding, record: Record) -> tuple[str, str]:
    """Why a finding could not be measured, and how to film it next time."""
    views = _measure(found, record).views
    parts = {
        "view": SEEN_FROM[record.view],
        "views": OR.join(words for view, words in SEEN_FROM.items() if view in views),
        "moment": moment(screens()[record.screen]),
    }
    return WHY[found.reason].format(**parts), FILM[found.reason].format(**parts)


def headline(record: Record) -> str:
    """What was filmed and how, as in "Overhead squat, seen from the front, 3 repetitions"."""
    title = screens()[record.screen].title
    return HEADLINE.format(title=title, view=SEEN_FROM[record.view], repetitions=repetitions(len(record.repetitions)))


def closing(record: Record) -> str:
    """What to say where something was measured and nothing observed; otherwise nothing."""
    states = {f.state for f in record.findings} - {"not_measurable"}
    return NOTHING if states and "observed" not in states else ""
