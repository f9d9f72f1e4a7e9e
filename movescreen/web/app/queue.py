"""The queue: separate processes measure the added clips, so that pages stay quick."""

from __future__ import annotations

import os
import threading
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from movescreen.batch.outputs import remarks
from movescreen.batch.task import ClipResult, Nobody
from movescreen.batch.workers import Work, Workers
from movescreen.errors import Problem
from movescreen.library import Library, StoredSession
from movescreen.library.added_clip import (
    UNSURE,
    SessionJob,
    clip_name,
    job_of,
    measure_session,
    waiting,
)
from movescreen.output.language.problems import problem_sentence
from movescreen.output.language.sentences import LANGUAGES
from movescreen.pose.weights import Bundle
from movescreen.web.app import phrases
from movescreen.web.live.room import Manner

WAITING, MEASURING, DONE, ASKS, AMISS, STOPPED = "waiting", "measuring", "done", "asks", "amiss", "stopped"
OPEN = (WAITING, MEASURING)
POSES = 0.9  # share of the work that is looking at every frame; the rest is the second look and the report
NICENESS = 10  # of what measures: pages and the camera come first
REMEMBERED = 50  # clips that have ended and are still listed


@dataclass
class Entry(Nobody):
    """A clip in the queue, and its progress."""

    session: int
    client: int
    name: str
    job: SessionJob
    state: str = WAITING
    sentence: str = ""
    problem: Problem | None = None  # why it was not measured
    remarks: Mapping[str, str] = field(default_factory=dict)  # remarks on the measured clip, by language
    done: int = 0
    of: int | None = None
    began: float = field(default_factory=monotonic)
    workers: Workers | None = None

    def frames(self, clip: str, done: int, of: int | None) -> None:
        """Note how many frames are done, of how many; the time before the first ones tells nothing of the others'."""
        if not self.done:
            self.began = monotonic()
        self.done, self.of = done, of

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        if self.state in OPEN:
            return POSES * min(self.done / self.of, 1.0) if self.of else 0.0
        return 1.0

    @property
    def left_s(self) -> float | None:
        """The remaining time, s; None if it is not known yet."""
        if self.state != MEASURING or self.share < 0.05:
            return None
        return (monotonic() - self.began) * (1.0 - self.share) / self.share


class MeasuringQueue:
    """Measures clips, `count` at a time."""

    def __init__(
        self,
        library: Library,
        bundle: Bundle,
        model: str = "full",
        manner: Manner | None = None,
        count: int = 0,
        work: Work = measure_session,
    ) -> None:
        self.library, self._bundle, self._model, self._manner = library, bundle, model, manner or Manner()
        self._work = work
        self._entries: dict[int, Entry] = {}
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(count or at_once(), "measuring")
        self._closed = False

    def resume(self) -> None:
        """Add clips again that an ended process did not finish."""
        for kept in waiting(self.library):
            self.add(kept)

    def add(self, kept: StoredSession, screen: str = "", view: str = "") -> None:
        """Add the clip of a session; `screen` and `view` correct what was stated or detected before.

        Raises
        ------
        Problem
            If its video was not kept, or it is being measured already.
        """
        job = job_of(self.library, kept, self._bundle, self._model, screen, view, self._manner.words.CODE)
        entry = Entry(kept.id, kept.client, clip_name(kept) or phrases.RECORDED, job)
        with self._lock:
            known = self._entries.get(kept.id)
            if known and known.state in OPEN:
                raise Problem("being_measured", phrases.BUSY)
            self._entries.pop(kept.id, None)
            self._entries[kept.id] = entry
            self._forget_old()
        self._threads.submit(self._measure, entry)

    def _forget_old(self) -> None:
        ended = [number for number, entry in self._entries.items() if entry.state not in OPEN]
        for number in ended[: max(0, len(ended) - REMEMBERED)]:
            del self._entries[number]

    def _measure(self, entry: Entry) -> None:
        with self._lock:
            if entry.state != WAITING or self._closed:
                return
            entry.state, entry.began, entry.workers = MEASURING, monotonic(), Workers(self._work, 1, niceness=NICENESS)
        try:
            (result,) = entry.workers.each([entry.job], entry)
        except Exception as error:  # the thread measures the next clip too
            traceback.print_exception(error)
            result = entry.job.failed(Problem("unexpected", phrases.UNFORESEEN))
        with self._lock:
            if entry.state == MEASURING:
                entry.problem, entry.remarks = result.problem, _remarks(result)
                entry.state, entry.sentence = _became(result, self._is_there(entry))

    def _is_there(self, entry: Entry) -> bool:
        try:
            self.library.session(entry.session)
        except Problem:
            return False
        return True

    def is_of(self, client: int) -> bool:
        """Return whether a clip of a client waits or is measured."""
        return any(entry.client == client and entry.state in OPEN for entry in self._all())

    def is_measuring(self, session: int) -> bool:
        """Return whether the clip of a session waits or is measured."""
        return any(entry.session == session and entry.state in OPEN for entry in self._all())

    def stop(self, wanted: Callable[[Entry], bool]) -> None:
        """Stop measuring some clips, at once; their sessions stay as they are."""
        with self._lock:
            stopped = [entry for entry in self._entries.values() if entry.state in OPEN and wanted(entry)]
            for entry in stopped:
                entry.state, entry.sentence = STOPPED, phrases.STOPPED
        for entry in stopped:
            if entry.workers:
                entry.workers.kill()

    def forget(self, client: int) -> None:
        """Stop measuring the clips of a client, and list none of them any more."""
        self._forget(lambda entry: entry.client == client)

    def forget_session(self, session: int) -> None:
        """Stop measuring the clip of a session, and do not list it any more."""
        self._forget(lambda entry: entry.session == session)

    def _forget(self, wanted: Callable[[Entry], bool]) -> None:
        self.stop(wanted)
        with self._lock:
            self._entries = {number: entry for number, entry in self._entries.items() if not wanted(entry)}

    def _all(self) -> list[Entry]:
        with self._lock:
            return list(self._entries.values())

    def told(self, language: str = "en") -> list[dict[str, Any]]:
        """Return the list for a page, the newest clip first."""
        return [_told(entry, language) for entry in reversed(self._all())]

    def close(self) -> None:
        """Stop all; what was not measured is taken up at the next start."""
        self._closed = True
        self.stop(lambda entry: True)
        self._threads.shutdown(cancel_futures=True)


def at_once() -> int:
    """Return how many clips are measured at once: one core is left to the page and the camera."""
    return max(1, (os.cpu_count() or 1) - 1)


def _became(result: ClipResult, is_there: bool) -> tuple[str, str]:
    """Return the state of a clip with a result, and its sentence."""
    if not is_there:
        return STOPPED, phrases.DELETED
    if result.record is not None:
        return DONE, result.reason
    return (ASKS, phrases.ASKS) if result.counts.get(UNSURE) else (AMISS, result.reason)


def _remarks(result: ClipResult) -> dict[str, str]:
    """Return the remarks on a measured clip, in each language."""
    if result.record is None or not result.reason:
        return {}
    return {code: remarks(result.record, language) for code, language in LANGUAGES.items()}


def _sentence(entry: Entry, language: str) -> str:
    """Return the remark on a measured clip, or why it was not measured, in the language of a page."""
    if entry.state == DONE:
        return entry.remarks.get(language, entry.sentence)
    if entry.state == AMISS and entry.problem:
        return problem_sentence(entry.problem, language)
    return phrases.sentence(entry.sentence, language)


def _told(entry: Entry, language: str) -> dict[str, Any]:
    left = entry.left_s
    return {
        "session": entry.session,
        "client": entry.client,
        "name": phrases.sentence(entry.name, language),
        "state": entry.state,
        "sentence": _sentence(entry, language),
        "share": round(entry.share, 3),
        "left_s": None if left is None else round(left),
    }
