"""Views of one person and session joined: each finding from the view that shows it, and what none of them shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from movescreen.errors import Problem
from movescreen.records.record import Record, SetFinding
from movescreen.screens import NOT_MEASURABLE, STATES, Screen, screens

UNSHOWN = STATES[NOT_MEASURABLE]


@dataclass(frozen=True)
class ViewedFinding:
    """A finding with the clip whose view shows it; where none does, the one that comes nearest, which says why."""

    found: SetFinding
    clip: str

    @property
    def shown(self) -> bool:
        """Whether a view shows it."""
        return self.found.state != UNSHOWN


@dataclass(frozen=True)
class MultiViewResult:
    """The result of one screen in several views: `clips` by name, `findings` over all of them.

    `told` is the foot length that a side view gave to a front view, and the clip that it came from; empty if none was
    given.
    """

    screen: str
    clips: Mapping[str, Record]
    findings: tuple[ViewedFinding, ...]
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def views(self) -> tuple[str, ...]:
        """The views in the order of the clips."""
        return tuple(record.view for record in self.clips.values())

    def of(self, seen: ViewedFinding) -> Record:
        """Return the record that a finding is from."""
        return self.clips[seen.clip]

    def as_json(self) -> dict[str, Any]:
        """Return the result as JSON holds it: findings and repetitions each with their view and clip, NaN as null."""
        plain = {clip: record.as_json() for clip, record in self.clips.items()}
        return {
            "screen": self.screen,
            "view": "+".join(self.views),
            "clips": [{"clip": clip, "view": parts["view"], **parts["quality"]} for clip, parts in plain.items()],
            "findings": [self._plain(seen) for seen in self.findings],
            "repetitions": [
                {"clip": clip, "view": parts["view"], **rep}
                for clip, parts in plain.items()
                for rep in parts["repetitions"]
            ],
            "told": self.told,
        }

    def _plain(self, seen: ViewedFinding) -> dict[str, Any]:
        record = self.of(seen)
        number = record.findings.index(seen.found)
        where = {"clip": seen.clip, "view": record.view} if seen.shown else {"clip": "", "view": ""}
        return dict(record.as_json()["findings"][number]) | where


def join_views(clips: Mapping[str, Record], told: dict[str, Any] | None = None) -> MultiViewResult:
    """Join clips of one person and session.

    Parameters
    ----------
    clips : mapping of str to Record
        The clips by name.
    told : dict, optional
        What one view gave to another, as in `MultiViewResult`; default: nothing.

    Returns
    -------
    MultiViewResult
        Each finding from the views that show it.

    Raises
    ------
    Problem
        There are fewer than two clips, or they are of several screens.
    """
    if len(clips) < 2:
        sentence = f"Views are joined of two clips or more, and here is {len(clips)}. Name the other one."
        raise Problem("too_few_views", sentence)
    names = list(dict.fromkeys(record.screen for record in clips.values()))
    if len(names) > 1:
        sentence = f"Views of one screen are joined, and these are {' and '.join(names)}. Name clips of one of them."
        raise Problem("other_screen", sentence)
    screen = screens()[names[0]]
    findings = (seen for finding in screen.findings for seen in _seen(finding.name, screen, clips))
    return MultiViewResult(screen.name, clips, tuple(findings), told or {})


def _seen(name: str, screen: Screen, clips: Mapping[str, Record]) -> Sequence[ViewedFinding]:
    """Return a finding on each of its sides from the first clip that shows it; else once, with the best reason."""
    every = [
        ViewedFinding(found, clip)
        for clip, record in clips.items()
        for found in record.findings
        if found.finding == name
    ]
    shown = [seen for seen in every if seen.shown]
    if shown:
        return [seen for seen in shown if seen.clip == shown[0].clip]
    views = next(finding.measure.views for finding in screen.findings if finding.name == name)
    return [next((seen for seen in every if clips[seen.clip].view in views), every[0])]
