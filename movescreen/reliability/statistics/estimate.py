"""The outcome of a statistic: its estimate, its interval, its data and its assumptions."""

from __future__ import annotations

from dataclasses import dataclass

from movescreen.errors import Problem

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Estimate:
    """A statistic from `n` subjects, with an interval that holds the true value as often as `CONFIDENCE` says.

    `form` names the form of the statistic and how the interval was made, `assumes` what both rest on.
    """

    estimate: float
    low: float
    high: float
    n: int
    form: str
    assumes: str = ""


def refuse(sentence: str, command: str = "") -> Problem:
    """Return the reason why a statistic cannot be had from these data, to be raised.

    `command` is what only a reader at a command line can do about it.
    """
    return Problem("not_computable", sentence, command)
