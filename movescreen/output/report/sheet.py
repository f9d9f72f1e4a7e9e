"""The first screen of a report: client and movement, a still with checkpoints, and the main findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from movescreen.measures.reference_pose import VIEWS
from movescreen.measures.registry import BY_EYE, OTHER_VIEW
from movescreen.output.html import NO_BREAK
from movescreen.output.language import sentences
from movescreen.output.language.centimetres import source
from movescreen.output.language.clip_notes import chosen_otherwise, not_counted, notes
from movescreen.output.language.dates import date, day
from movescreen.output.language.language import Language
from movescreen.output.language.units import Stature
from movescreen.output.report.about import About
from movescreen.output.report.checkpoints import checkpoint
from movescreen.output.report.large_still import checkpoint_numbers, leading
from movescreen.output.report.rows import UNMEASURED, Row, in_lengths, name, row_sentence, row_values, rows, tally
from movescreen.pose.pose import SIDES
from movescreen.records.record import Record, SetFinding
from movescreen.reliability.own_ratings import OwnRating
from movescreen.scoring.set_findings import NO_REPETITION
from movescreen.screens import screens

MOST = 3  # findings on the first screen
MOST_OTHERS = 2  # remarks in addition to the reason why nothing was measured; the details have all


@dataclass(frozen=True)
class ShortLine:
    """A line below the findings. `film` holds screen and view of each recording that would show more."""

    name: str
    text: str
    film: tuple[tuple[str, str], ...] = ()


def checkpoint_lines(found: Sequence[Row], stature: Stature, language: Language) -> list[dict[str, Any]]:
    """Return one line for each checkpoint: its number, its state, and its leading value."""
    places = checkpoint_numbers(found)
    if len(places) == 1:  # with one checkpoint, each row has its own line
        lines = (_line(1, name(row, language), [row], stature, language) for row in found)
        said = language.CHECKPOINTS[next(iter(places))]
        return [line | {"said": line["said"] if line["state"] == UNMEASURED else said} for line in lines]
    by_point = {point: [row for row in found if checkpoint(row.measure) == point] for point in places}
    return [
        _line(places[point], language.CHECKPOINTS[point], there, stature, language) for point, there in by_point.items()
    ]


def _line(place: int, point: str, there: Sequence[Row], stature: Stature, language: Language) -> dict[str, Any]:
    """Return a checkpoint with its leading row, and the number of rows that were not measured."""
    lead = leading(there)
    unmeasured = sum(row.state == UNMEASURED for row in there)
    line = {"number": place, "point": point, "state": lead.state, "word": language.STATES[lead.state]}
    if lead.state == UNMEASURED:
        return line | {"said": _unmeasured(lead, language), "value": "", "length": ""}
    said = name(lead, language)
    if unmeasured:
        said = sentences.filled(language.SHEET["others"], language, name=said, count=unmeasured)
    return line | {"said": said, "value": row_values(lead, language), "length": in_lengths(lead, stature, language)}


def _unmeasured(row: Row, language: Language) -> str:
    return language.NO_VALUE.get(row.leads[0].reason, "")


def row_lines(found: Iterable[Row], stature: Stature, language: Language) -> list[dict[str, str]]:
    """Return rows for a page: state, name, sentence, value."""
    return [
        {
            "state": row.state,
            "word": language.STATES[row.state],
            "name": name(row, language),
            "sentence": row_sentence(row, language),
            "value": row_values(row, language),
            "length": in_lengths(row, stature, language),
            "view": language.SEEN_FROM[row.record.view],
        }
        for row in found
    ]


def short_lines(found: Sequence[Row], language: Language, own: Sequence[OwnRating] = ()) -> list[ShortLine]:
    """Return a line each for findings that are too close to call, not seen, need another view, or need a person's eye.

    Findings that the coach ticked (`own`) are left out of the last one.
    """
    values = {name(row, language): row_values(row, language) for row in found if row.state == "indeterminate"}
    close = [f"{one}: {value.replace(' ', NO_BREAK)}" for one, value in values.items()]
    said = [("indeterminate", "; ".join(close))] if close else []
    missing = [row for row in found if row.state == UNMEASURED]
    unseen = [row for row in missing if row.leads[0].reason not in (OTHER_VIEW, BY_EYE, NO_REPETITION)]
    reasons = {name(row, language): _unmeasured(row, language) for row in unseen}
    said += [("unseen", "; ".join(f"{one} ({why})" for one, why in reasons.items()))] if reasons else []
    said += [("other_view", line) for line in [_other_views(missing, language)] if line]
    by_eye = [name(row, language) for row in missing if row.leads[0].reason == BY_EYE and not _is_ticked(row, own)]
    said += [("by_eye", ", ".join(by_eye))] if by_eye else []
    film = {"other_view": recordings_to_make(missing)}
    return [ShortLine(language.SHEET[key], text, film.get(key, ())) for key, text in said]


def _is_ticked(row: Row, own: Sequence[OwnRating]) -> bool:
    """Return whether the coach ticked a finding of a row, on any side."""
    return any(one.item.startswith(finding) for one in own for finding in row.names)


def own_line(own: Sequence[OwnRating], language: Language) -> ShortLine | None:
    """Return the line of findings that the coach ticked; None without ticks."""
    if not own:
        return None
    seen = [f"{item_name(one.item, language)}: {language.RATING.get(one.value, one.value).lower()}" for one in own]
    said = [f"{', '.join(seen)}.", *dict.fromkeys(one.note for one in own if one.note)]
    return ShortLine(language.SHEET["own"], " ".join(said))


def item_name(item: str, language: Language) -> str:
    """Return what an item is called, as in "Feet flatten (left)"."""
    side = next((side for side in SIDES if item.endswith(f"_{side}")), "")
    return sentences.named_finding(item.removesuffix(f"_{side}") if side else item, side, language)


def recordings_to_make(missing: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    """Return screen and view of the fewest further recordings that show all other findings."""
    asked = [
        (row.record.screen, row.measure.views)
        for row in missing
        if row.state == UNMEASURED and row.leads[0].reason == OTHER_VIEW
    ]
    films: dict[tuple[str, str], None] = {}
    for screen, views in sorted(asked, key=lambda one: len(one[1])):
        if not any((screen, view) in films for view in views):
            films[screen, next(view for view in VIEWS if view in views)] = None
    return tuple(films)


def _other_views(missing: Sequence[Row], language: Language) -> str:
    """Return the line of findings that other views show, with these views."""
    by_view: dict[str, list[str]] = {}
    for row in missing:
        if row.leads[0].reason == OTHER_VIEW:
            view = language.OR.join(said for view, said in language.SEEN_FROM.items() if view in row.measure.views)
            by_view.setdefault(view, []).append(name(row, language))
    film = language.SHEET["film"]
    return " ".join(film.format(names=", ".join(names), view=view) for view, names in by_view.items())


def reasons(record: Record, language: Language) -> list[str]:
    """Return why nothing was measured, the cause first; nothing if something was measured."""
    if chosen := chosen_otherwise(record, language):
        return chosen  # every other reason follows from this one
    if any(found.state != UNMEASURED for found in record.findings):
        return []
    moved, remarks = not_counted(record, language), notes(record, language)
    others = [remark for remark in remarks if remark not in moved][:MOST_OTHERS]
    if not record.quality.get("frames_with_person", 1):
        return [language.SHEET["nobody"], *others]
    if record.repetitions:
        return [*_unshown(record, language), *others]
    if moved:
        return [*moved, *others]
    title = sentences.title(screens()[record.screen], language)
    unseen = [found for found in record.findings if found.reason != BY_EYE]
    gaps = dict.fromkeys(" ".join(sentences.why(found, record, language)) for found in unseen)
    none = language.SHEET["no_movement"].format(title=title)
    blind = all(found.reason == OTHER_VIEW for found in unseen)  # no movement could have been counted from there
    return [*gaps, none, *others] if blind else [none, *gaps, *others]


def _unshown(record: Record, language: Language) -> list[str]:
    """Return why repetitions showed nothing: the view shows none of the findings, or their points were not seen."""
    found = rows((found, record) for found in record.findings)
    film = _other_views(found, language)
    if film:
        view = language.SEEN_FROM[record.view]
        return [language.SHEET["no_view"].format(view=view), film]
    return [f"{', '.join(gap.names)}: {gap.why} {gap.film}" for gap in sentences.gaps(record, language)]


def facts(title: str, records: Sequence[Record], about: About, language: Language) -> list[str]:
    """Return the line below the name: movement, view, date, repetitions, coach."""
    first = records[0]
    when = about.recorded_at or next((w for r in records if (w := r.provenance.get("recorded_at"))), "")
    seen = language.PAIR["and"].join(language.SEEN_FROM[sentences.view_seen(record)] for record in records)
    counted = [sentences.repetition_count(len(record.repetitions), language) for record in records]
    said = [
        sentences.movement(first, language),
        language.SHEET["seen"].format(view=seen),
        date(str(when), language, time=True),
        language.PAIR["and"].join(dict.fromkeys(counted)),
        language.SHEET["coach"].format(coach=about.coach) if about.coach else "",
        title if about.client and title != about.client else "",
    ]
    return [part for part in said if part]


def page_name(title: str, records: Sequence[Record], about: About, language: Language) -> str:
    """Return the title of a page: client, movement, day. Browsers name saved files by it."""
    when = about.recorded_at or records[0].provenance.get("recorded_at") or ""
    movement = sentences.title(screens()[records[0].screen], language)
    return " – ".join(filter(None, (about.client or title, movement, day(str(when)))))


def sheet(
    findings: Sequence[tuple[SetFinding, Record]],
    title: str,
    about: About,
    language: Language,
    own: Sequence[OwnRating] = (),
) -> dict[str, Any]:
    """Return the values of the first screen that do not depend on pictures; each finding comes with its record."""
    found = rows(findings)
    records = list({id(record): record for _, record in findings}.values())
    observed = sorted((row for row in found if row.state == "observed"), key=lambda row: -row.beyond)
    missing = [lead for row in found for lead in row.leads if row.state == UNMEASURED]
    one_view = bool(missing) and all(lead.reason == OTHER_VIEW for lead in missing)
    shown = [row.measure.name for row in found if row.measured]
    return {
        "title": about.client or title,
        "page_name": page_name(title, records, about, language),
        "facts": facts(title, records, about, language),
        "logo": about.logo or "",
        "coach_notes": [line for line in (about.notes or "").splitlines() if line.strip()],
        "checkpoints": checkpoint_lines(found, about.stature, language),
        "found": row_lines(observed[:MOST], about.stature, language),
        "more": _more(len(observed) - MOST, language),
        "lines": short_lines(found, language, own),
        "own": own_line(own, language),
        "by_eye": any(lead.reason == BY_EYE for lead in missing),
        "film": () if any(chosen_otherwise(record, language) for record in records) else recordings_to_make(found),
        "tally": tally([one for one, _ in findings], language, one_view),
        "plus_minus": language.SHEET["plus_minus"] if shown else "",
        "height": source(shown, records[0], about.height_cm, language, about.stature.units),
        "sheet": language.SHEET,
        "printed": printed(page_name(title, records, about, language), about, language),
    }


def _more(count: int, language: Language) -> str:
    return sentences.filled(language.SHEET["more"], language, count=count) if count > 0 else ""


def printed(title: str, about: About, language: Language) -> str:
    """Return the style for print: the page's name at the top, page numbers at the bottom."""
    look = "font: 8pt system-ui, sans-serif; color: #565b64;"
    page = css_text(language.SHEET["page"])
    boxes = {
        "top-left": css_text(title),
        "top-right": css_text(about.coach or ""),
        "bottom-right": f"{page} ' ' counter(page) ' / ' counter(pages)",
    }
    drawn = " ".join(f"@{box} {{ content: {content}; {look} }}" for box, content in boxes.items())
    return f"@page {{ margin: 15mm 13mm 14mm; {drawn} }}\n"


def css_text(text: str) -> str:
    """Return text as a CSS string; no character can end the string or the style."""
    plain = "".join(c if c.isalnum() or c in " .,:–-" else f"\\{ord(c):x} " for c in text if c.isprintable())
    return f"'{plain}'"
