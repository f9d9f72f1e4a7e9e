"""The reports that say what changed since a session: made again where that session changes or goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from movescreen.errors import Problem
from movescreen.library import MEASURED, Library, StoredSession
from movescreen.output.language.sentences import LANGUAGES
from movescreen.output.report.files import REPORT, rewrite_report
from movescreen.records.ownership import discard


@contextmanager
def later_reports(library: Library, kept: StoredSession, language: str = "en") -> Iterator[None]:
    """Change a session, delete it or move it; the reports that compared with it, or do now, are then made again."""
    before = followers(library, kept)
    yield
    try:
        after = followers(library, library.session(kept.id))
    except Problem:  # deleted
        after = []
    for one in {one.id: one for one in (*before, *after)}.values():
        _made_again(library, one, language)


def followers(library: Library, kept: StoredSession) -> list[StoredSession]:
    """Return the sessions whose reports say what changed since this one: clips are added in any order."""
    others = (one for one in library.sessions(kept.client) if one.state == MEASURED and one.repetitions)
    return [one for one in others if (before := library.earlier(one)) and before.id == kept.id]


def _made_again(library: Library, kept: StoredSession, language: str) -> None:
    """Make a report again; one that cannot be made is removed: it would show what is gone."""
    try:
        rewrite_report(kept.folder, LANGUAGES[language], added=library.about(kept), before=library.before(kept))
    except (Problem, OSError):
        discard(kept.folder / REPORT)
