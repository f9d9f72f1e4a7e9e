"""The room of a session: its plan, the manner of its page, and its library."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from movescreen.library import Library
from movescreen.output.language import sentences
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import LANGUAGES
from movescreen.output.language.units import NOBODY, Stature
from movescreen.screens import screens
from movescreen.web.live import phrases
from movescreen.web.live.live_words import Words, instruction
from movescreen.web.live.recorded_take import RecordingPlan


@dataclass
class Manner:
    """The manner of a page: its words, and whether its picture is mirrored. It may change at any time."""

    words: Words = phrases
    mirrored: bool = False

    @property
    def language(self) -> Language:
        """The language of results."""
        return LANGUAGES[self.words.CODE]


@dataclass(frozen=True)
class Room:
    """Everything that a session needs: its plan, its library, and the executor of work that takes longer than a frame.

    It is recording number `step` of `steps`. `chosen` says whether the coach pointed at the person, `stature` the
    client's height.
    """

    plan: RecordingPlan
    library: Library
    workers: Executor
    manner: Manner = field(default_factory=Manner)
    client: str = ""
    step: int = 1
    steps: int = 1
    chosen: bool = False
    stature: Stature = NOBODY

    @property
    def words(self) -> Words:
        """The words of the page."""
        return self.manner.words

    def told(self) -> dict[str, Any]:
        """Return client, number of the recording, and instruction for the page."""
        task, words = self.plan.task, self.words
        title = sentences.title(screens()[task.screen], self.manner.language)
        view = words.VIEWS.get(task.view, "") if task.view != "auto" else ""
        step = words.STEP.format(number=self.step, count=self.steps, title=", ".join(filter(None, (title, view))))
        return {
            "client": words.PAGE["recorded"].format(client=self.client) if self.client else "",
            "step": step if self.steps > 1 else "",
            "turn": words.TURN[task.view] if self.step > 1 else "",
            "instruction": instruction(task.screen, task.settings.reps, words, task.settings.support),
        }
