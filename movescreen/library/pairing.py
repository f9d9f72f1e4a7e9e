"""Front and side of one client and day, joined in one result that stands in the history as a session of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from movescreen.batch.pairs import join_folders, parts
from movescreen.batch.task import Task
from movescreen.errors import Problem
from movescreen.library import MEASURED, Library, StoredSession
from movescreen.measures.reference_pose import FRONT, SIDE
from movescreen.output.language.dates import day

JOINED = f"{FRONT}+{SIDE}"  # the view of a session that joins both


@dataclass(frozen=True)
class PairOffer:
    """Two sessions that can be joined: one from the front, one from the side."""

    front: StoredSession
    side: StoredSession


def offers(library: Library, client: int) -> list[PairOffer]:
    """Return the sessions of a client that can be joined and are not yet: the newest of a day, screen and view."""
    sessions = [kept for kept in library.sessions(client) if kept.state == MEASURED]
    joined = {name for kept in sessions if kept.view == JOINED for name in parts(kept.folder)}
    free = [kept for kept in sessions if kept.repetitions and kept.folder.name not in joined]
    newest: dict[tuple[str, str, str], StoredSession] = {}
    for kept in free:
        newest.setdefault((day(kept.begun_at), kept.screen, kept.view), kept)
    fronts = (kept for (_, _, view), kept in newest.items() if view == FRONT)
    sides = {(when, screen): kept for (when, screen, view), kept in newest.items() if view == SIDE}
    found = ((front, sides.get((day(front.begun_at), front.screen))) for front in fronts)
    return [PairOffer(front, side) for front, side in found if side]


def offer_of(sessions: Sequence[StoredSession]) -> PairOffer | None:
    """Return two sessions as a pair, in whichever order; None where there are not two, or they are none."""
    if len(sessions) != 2:
        return None
    front, side = sorted(sessions, key=lambda kept: kept.view != FRONT)
    matches = (front.view, side.view) == (FRONT, SIDE) and front.screen == side.screen
    return PairOffer(front, side) if matches else None


def join_sessions(library: Library, front: StoredSession, side: StoredSession, language: str = "en") -> StoredSession:
    """Join two sessions of one client and screen; the result is a session with a report of both.

    Raises
    ------
    Problem
        If they are of two clients, screens or days, or cannot be joined; then nothing is kept of it.
    """
    if (front.client, front.screen) != (side.client, side.screen) or (front.view, side.view) != (FRONT, SIDE):
        sentence = "A pair is one client's clip from the front and one from the side, of the same movement."
        raise Problem("pair_unknown", f"{sentence} Choose two such sessions.")
    first = min(front, side, key=lambda kept: kept.begun_at)
    joined = library.note(front.client, front.screen, JOINED, first.begun_at)
    try:
        task = Task(front.screen, language=language, about=library.about(first))
        result = join_folders([front.folder.name, side.folder.name], joined.folder, task)
    except Problem:
        library.discard(joined.id)
        raise
    seconds = sum(kept.seconds or 0.0 for kept in (front, side))
    findings = [seen.found for seen in result.findings]
    library.note_results(joined.id, front.screen, JOINED, None, seconds, findings)
    return library.session(joined.id)
