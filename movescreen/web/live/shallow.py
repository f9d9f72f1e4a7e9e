"""Movements that do not go far enough to count as a repetition, for a note on the live page."""

from __future__ import annotations

from movescreen.screens import Screen
from movescreen.session import Update

BEGUN = 0.5  # of the least effort of a repetition, from which somebody surely tried; twice what a body sways
BACK = 0.2  # of the same, below which the body is back at rest


class ShallowMovements:
    """Follows the effort of a recording, and finds movements that turned back before they counted."""

    def __init__(self, screen: Screen) -> None:
        self._screen, self._least = screen, screen.movement.min_effort
        self._most, self._rested = 0.0, False  # since the body was last back at rest

    def push(self, progress: Update) -> float:
        """Return the effort (%) of a movement that ended in these frames without counting; 0 without one."""
        ended, rest = 0.0, self._screen.movement.phases[0]
        efforts = progress.values[:, self._screen.effort].tolist()
        for phase, effort in zip(progress.phase, efforts, strict=True):
            if phase != rest:
                self._most, self._rested = 0.0, False
            elif effort == effort:  # NaN is not a number: an unseen frame changes nothing
                self._most = max(self._most, effort)
                if effort < BACK * self._least:
                    tried = self._rested and self._most >= BEGUN * self._least
                    ended, self._most, self._rested = self._most if tried else ended, 0.0, True
        return ended
