"""Write the results of one clip, and word the remarks in its row of `clips.csv`."""

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
    """Write a clip's record, stills and report into an existing folder.

    `title` is the title of the report, and `added` what the coach adds to it. `before` is an earlier session to compare
    with. The poses are stored elsewhere.
    """
    save(record, folder)
    store_stills(stills, folder)
    write_report(record, folder, title, LANGUAGES[language], stills, added=added, before=before)


def remarks(record: Record, language: Language = english, options: bool = False) -> str:
    """Return the remarks on a measured clip: why nothing could be measured, and what was lost.

    `options` are named for a reader at a command line.
    """
    silent = all(found.state == STATES[NOT_MEASURABLE] for found in record.findings)
    missing = (
        [f"{gap.why} {gap.film}" for gap in gaps(record, language)] if silent and not chosen_otherwise(record) else []
    )
    return " ".join(dict.fromkeys(missing + notes(record, language, options)))
