"""Additions to the pages of the library in the app; without the app they return nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import Request

from movescreen.library import MEASURED, Library, StoredSession
from movescreen.library.added_clip import clip_name, reason_in
from movescreen.library.pairing import PairOffer, offers
from movescreen.output.language.dates import date
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import finding_name, title
from movescreen.reliability.camera_rater import finding_of
from movescreen.screens import screens
from movescreen.web.live.live_words import WORDS
from movescreen.web.live.room import Manner
from movescreen.web.rating.in_library import RatedBy, ratings_of_sessions

IN_QUEUE = "This clip is being measured. Wait until it has ended."
Links = tuple[tuple[str, str], ...]


def pages(request: Request, manner: Manner) -> Links:
    """Return addresses and names of the pages in the bar."""
    return links(request, manner) or (("/", manner.words.PAGE["record"]),)


def links(request: Request, manner: Manner) -> Links:
    """Return the app's pages in the chosen language; none without the app."""
    known: Callable[[str], Links] | None = getattr(request.app.state, "links", None)
    return known(manner.words.CODE) if known else ()


def record_place(request: Request) -> str:
    """Return the address of the live page: in the app another page is the first."""
    return "/record" if hasattr(request.app.state, "links") else "/"


def added_clips(request: Request, client: int, manner: Manner) -> dict[str, Any]:
    """Return the values of a client's page on added clips.

    `clips` has the name of each session's clip and `amiss` why it was not measured, by the session; `queued` are the
    sessions that wait or are measured, `pairs` those that can be joined, `rated` what raters say.
    """
    of: Library = request.app.state.studio.library
    queue, sessions = _queue(request), of.sessions(client)
    return {
        "pages": pages(request, manner),
        "can_change": queue is not None,
        "clips": {kept.id: clip_name(kept) for kept in sessions},
        "amiss": {kept.id: reason_in(kept, manner.words.CODE) for kept in sessions if kept.state != MEASURED},
        "queued": {kept.id for kept in sessions if queue is not None and queue.is_measuring(kept.id)},
        "pairs": [_pair(offer, manner) for offer in offers(of, client)] if queue is not None else [],
        "rated": _rated(of, sessions, manner) if queue is not None else {},
    }


def _rated(of: Library, sessions: Sequence[StoredSession], manner: Manner) -> dict[int, list[str]]:
    """Return the raters' results of sessions, by session, if they may be known."""
    found, said = ratings_of_sessions(of.folder), manner.words.PAGE
    return {
        kept.id: [_rated_by(one, said, manner) for one in found[kept.folder.name]]
        for kept in sessions
        if kept.folder.name in found
    }


def _item_name(finding: str, side: str, language: Language) -> str:
    """Return the name of an item without "(experimental)", which is about the measuring."""
    name = finding_name(finding, language).split(" (")[0]
    return language.NAMED[bool(side)].format(name=name, side=language.SIDES[side])


def _rated_by(one: RatedBy, said: dict[str, str], manner: Manner) -> str:
    if one.seen is None:
        return said["rating_on"].format(rater=one.rater)
    items = (finding_of(item) for item in one.seen)
    names = ", ".join(_item_name(item[0].name, item[1], manner.language) for item in items if item)
    return said["rated_by"].format(rater=one.rater, names=names or said["rated_none"])


def spoken_in(request: Request, code: str) -> None:
    """Show all pages in a language; they share one manner."""
    now: Manner = request.app.state.studio.manner
    now.words = WORDS.get(code, now.words)


def is_measuring(request: Request, session: int) -> bool:
    """Return whether the clip of a session waits or is measured."""
    queue = _queue(request)
    return queue is not None and bool(queue.is_measuring(session))


def measured_in_queue(request: Request, kept: StoredSession) -> bool:
    """Put the clip of a session into the app's queue; return whether there is a queue."""
    queue = _queue(request)
    if queue is None or kept.video is None:
        return False
    queue.add(kept)
    return True


def stop_measuring(request: Request, client: int = 0, session: int = 0) -> None:
    """Stop measuring a session, or all sessions of a client, before it is deleted."""
    queue = _queue(request)
    if queue is not None and client:
        queue.forget(client)
    if queue is not None and session:
        queue.forget_session(session)


def _queue(request: Request) -> Any:
    """Return the app's queue; None without the app."""
    return getattr(request.app.state, "queue", None)


def _pair(offer: PairOffer, manner: Manner) -> dict[str, Any]:
    """Return an offered pair: its sessions, its name, and its folders."""
    screen, when = screens()[offer.front.screen], date(offer.front.begun_at, manner.language)
    joins = frozenset((offer.front.folder.name, offer.side.folder.name))
    said = manner.words.PAGE["pair"].format(screen=title(screen, manner.language), when=when)
    return {"does": f"/pairs/{offer.front.id}/{offer.side.id}", "said": said, "joins": joins}
