"""What is written of one clip, and what is said of it in its row."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from movescreen.output.language import english
from movescreen.output.language.clip_notes import chosen_otherwise, notes
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import LANGUAGES, gaps
from movescreen.output.pictures.stills import Still, store_stills
from movescreen.output.report.about import NOTHING, About
from movescreen.output.report.files import write_report
from movescreen.records.record import Record, save
from movescreen.screens import NOT_MEASURABLE, STATES


def write_outputs(
    record: Record,
    folder: Path,
    title: str,
    language: str = "en",
    stills: Collection[Still] = (),
    added: About = NOTHING,
    before: Record | None = None,
) -> None:
    """Write everything there is of one clip beside its poses, into a folder that exists; `title` is the report's.

    `added` is what the coach says beside it, `before` an earlier session to compare with.
    """
    save(record, folder)
    store_stills(stills, folder)
    write_report(record, folder, title, LANGUAGES[language], stills, added=added, before=before)


def remarks(record: Record, language: Language = english) -> str:
    """Return what must be known of a clip that was measured, in sentences: why nothing could be said, what was lost."""
    silent = all(found.state == STATES[NOT_MEASURABLE] for found in record.findings)
    missing = (
        [f"{gap.why} {gap.film}" for gap in gaps(record, language)] if silent and not chosen_otherwise(record) else []
    )
    return " ".join(dict.fromkeys(missing + notes(record, language)))
