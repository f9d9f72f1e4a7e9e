"""One long piece of work in the background of the pages, such as a back-up, with its progress."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from movescreen.errors import Problem
from movescreen.output.language.problems import problem_sentence
from movescreen.web.app import phrases

IDLE, RUNNING, DONE, AMISS = "idle", "running", "done", "amiss"
Tell = Callable[[int, int], None]
BUSY = "That is being done already. Wait until it has ended."
STOPPED = "It was stopped, and nothing is left of it."


@dataclass(frozen=True)
class Standing:
    """The progress of a piece of work: its kind, its state, how much is done, and its result or problem."""

    kind: str = ""
    state: str = IDLE
    done: int = 0
    of: int = 0
    seconds: float = 0.0
    result: Mapping[str, Any] | None = None
    problem: Problem | None = None

    def told(self, language: str) -> dict[str, Any]:
        """Return the progress as plain data for a page in a language."""
        told = {name: value for name, value in vars(self).items() if name != "problem"}
        said = {"code": self.problem.code, "sentence": problem_sentence(self.problem, language)} if self.problem else {}
        return told | said


class BackgroundWork:
    """Does one thing at a time in a thread of its own; pages ask `standing`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._standing = Standing()
        self._thread: threading.Thread | None = None
        self._began = 0.0
        self._stops = False

    @property
    def standing(self) -> Standing:
        """The progress of the work, or how it ended."""
        return self._standing

    def begin(self, kind: str, work: Callable[[Tell], Mapping[str, Any]]) -> None:
        """Begin a piece of work.

        Parameters
        ----------
        kind : str
            What it is, as the page knows it.
        work : callable
            Takes a function that hears how much is done and of how much; returns the result for the page.

        Raises
        ------
        Problem
            Another piece of work goes on.
        """
        with self._lock:
            if self._standing.state == RUNNING:
                raise Problem("busy_working", BUSY)
            self._began, self._stops = monotonic(), False
            self._standing = Standing(kind, RUNNING)
        self._thread = threading.Thread(target=self._do, args=(kind, work), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop the work, and wait until nothing is left of it."""
        self._stops = True
        if self._thread:
            self._thread.join()

    close = stop

    def _do(self, kind: str, work: Callable[[Tell], Mapping[str, Any]]) -> None:
        try:
            self._standing = Standing(kind, DONE, result=work(self._tell))
        except Problem as problem:
            self._standing = Standing(kind, AMISS, problem=problem)
        except Exception:  # whatever it is, the page says that it ended, and the terminal says what it was
            traceback.print_exc()
            self._standing = Standing(kind, AMISS, problem=Problem("unforeseen", phrases.UNFORESEEN))

    def _tell(self, done: int, of: int) -> None:
        """Note how much is done. Raises Problem if the work is to stop."""
        if self._stops:
            raise Problem("stopped", STOPPED)
        self._standing = Standing(self._standing.kind, RUNNING, done, of, monotonic() - self._began)
