"""Show progress on a terminal: one bar for all clips, one for what comes before them; elsewhere nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text

POSES = 0.85  # of the time that a clip takes; measured on 45 s of squats from the side, whose backs are looked at
FIRST = "finding poses"
LAST = "looking at pictures again and writing"


class TimeLeft(ProgressColumn):
    """The estimated time left: proportional to the time so far, and at least a second before the end."""

    def render(self, task: Task) -> Text:
        """Return the time left; dashes while nothing is done."""
        if not task.total or not task.completed or task.elapsed is None:
            return Text("-:--:--")
        at = task.fields.get("at", task.elapsed)  # when the bar last moved
        left = max(at * (task.total - task.completed) / task.completed - (task.elapsed - at), 1.0)
        return Text(str(timedelta(seconds=round(left))), no_wrap=True)


class Speed(ProgressColumn):
    """The frames looked at per second, of all clips together."""

    def render(self, task: Task) -> Text:
        """Return the frames per second; nothing before the first frame."""
        speed = task.fields.get("speed", 0)
        return Text(f"{speed:.0f} frames/s" if speed else "", no_wrap=True)


class Bars:
    """One bar at a time at the foot of the terminal that standard error is; gone when the context ends.

    A clip moves it by the bytes of its file, all that is known of clips that have not begun. Its frames make up
    `POSES` of that: what comes after the last one, which is not counted, takes the rest.
    """

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bar: Progress | None = None
        self._sizes: dict[str, int] = {}
        self.clips = 0  # that there are, of all runs
        self._ended = 0
        self._done: dict[str, int] = {}  # frames
        self._share: dict[str, float] = {}
        self._began = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()
        self._bar = None

    def say(self, sentence: str) -> None:
        """Print a line on standard error, also if it is no terminal."""
        self._console.print(sentence, markup=False, highlight=False, soft_wrap=True)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away for a moment, so that something can be printed."""
        if self._bar:
            self._bar.stop()
        yield
        if self._bar:
            self._bar.start()

    def report(self, fraction: float | None, sentence: str) -> None:
        """Show what is done before the clips, and its progress, 0 to 1 or unknown."""
        bar = self._bar or self._begin(sentence)
        total = None if fraction is None else 1.0  # None leaves it as it was
        bar.update(bar.task_ids[0], total=total, completed=fraction, description=sentence)

    def begin(self, sizes: Mapping[str, int]) -> None:
        """Show a bar for some clips, each with the bytes of its file."""
        self.clear()
        self._sizes = {clip: size + 1 for clip, size in sizes.items()}
        self.clips += len(sizes)
        self._ended, self._done, self._share, self._began = 0, {}, {}, time.monotonic()
        self._begin("", sum(self._sizes.values()))
        self._show()

    def frames(self, clip: str, done: int, of: int | None) -> None:
        """Show how many frames of a clip are done, and of how many."""
        self._done[clip] = done
        self._share[clip] = POSES * min(done / of, 1.0) if of else 0.0
        self._show()

    def end(self, clip: str) -> None:
        """Advance the bar: a clip is done."""
        self._share[clip] = 1.0
        self._ended += 1
        self._show()

    def _show(self) -> None:
        if self._bar is None:
            return
        seconds = time.monotonic() - self._began
        self._bar.update(
            self._bar.task_ids[0],
            description=f"{self._ended} of {len(self._sizes)} clips{self._stage}",
            completed=sum(share * self._sizes[clip] for clip, share in self._share.items()),
            speed=sum(self._done.values()) / seconds if seconds else 0.0,
            at=seconds,
        )

    @property
    def _stage(self) -> str:
        """The stage of the clips that are under way; empty before the first frame."""
        open_ones = [share for share in self._share.values() if share < 1.0]
        if not open_ones:
            return ""
        return f", {LAST}" if all(share >= POSES for share in open_ones) else f", {FIRST}"

    def _begin(self, description: str, total: float | None = None) -> Progress:
        columns = (TextColumn("{task.description}", markup=False), BarColumn(20), Speed(), TimeLeft())
        # What goes to standard output is not for this console: redirected, it would end up in standard error.
        quiet = not self._console.is_terminal
        self._bar = Progress(*columns, console=self._console, transient=True, redirect_stdout=False, disable=quiet)
        self._bar.add_task(description, total=total)
        self._bar.start()
        return self._bar
