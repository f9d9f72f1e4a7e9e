"""How far the work is, on a terminal: a bar for each clip, one for the network being fetched; elsewhere nothing."""

from __future__ import annotations

from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from movescreen.run import Watch
from movescreen.sources import Source


class Speed(ProgressColumn):
    """How many frames of how many, and how many a second; nothing for what is not counted in frames."""

    def render(self, task: Task) -> Text:
        """The text beside one bar."""
        if not task.fields["frames"]:
            return Text("")
        total = "" if task.total is None else f" of {task.total:.0f}"
        return Text(f"{task.completed:.0f}{total}, {task.speed or 0:.0f} frames/s", no_wrap=True)


class Bars:
    """One bar at a time at the foot of the terminal that standard error is; gone when the context ends."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bar: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Take the bar away, so that something can be printed."""
        if self._bar:
            self._bar.stop()
        self._bar = None

    def clip(self, name: str, source: Source) -> Watch:
        """A bar for a clip; to be called with every frame."""
        bar = self._begin(name, source.frames, frames=True)
        return lambda *_: bar.advance(bar.task_ids[0])

    def report(self, fraction: float | None, sentence: str) -> None:
        """How far the network is that is being fetched, 0 to 1 or not known."""
        bar = self._bar or self._begin(sentence, None, frames=False)
        total = None if fraction is None else 1.0  # None leaves it as it was
        bar.update(bar.task_ids[0], total=total, completed=fraction, description=sentence)

    def _begin(self, description: str, total: float | None, frames: bool) -> Progress:
        self.clear()
        columns = (TextColumn("{task.description}", markup=False), BarColumn(20), Speed(), TimeRemainingColumn())
        # What goes to standard output is not for this console: redirected, it would end up in standard error.
        quiet = not self._console.is_terminal
        self._bar = Progress(*columns, console=self._console, transient=True, redirect_stdout=False, disable=quiet)
        self._bar.add_task(description, total=total, frames=frames)
        self._bar.start()
        return self._bar
