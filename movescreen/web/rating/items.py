"""The items that a rater is asked about: the findings of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from movescreen.errors import Problem
from movescreen.measures.registry import SIDE_ON
from movescreen.pose.pose import SIDES
from movescreen.screens import Finding, Screen

SEEN = ("observed", "not_observed")  # the default scale, in the camera's words
CANNOT_TELL = "not_measurable"


@dataclass(frozen=True)
class RatingItem:
    """A finding, of one side if both sides are seen."""

    finding: str
    side: str = ""

    @property
    def name(self) -> str:
        """The name of the item in tables, as in `knees_move_in_left`."""
        return "_".join(part for part in (self.finding, self.side) if part)


def items(screen: Screen, wanted: Sequence[str] = ()) -> list[RatingItem]:
    """Return the items of a screen.

    Parameters
    ----------
    screen : Screen
        Its findings are what is rated.
    wanted : sequence of str
        Names of findings or items; all if empty.

    Returns
    -------
    list of RatingItem
        One for each finding and side.

    Raises
    ------
    Problem
        The screen has no such item.
    """
    known = [RatingItem(finding.name, side) for finding in screen.findings for side in _sides(finding)]
    for name in wanted:
        if not any(name in (item.name, item.finding) for item in known):
            findings = ", ".join(finding.name for finding in screen.findings)
            sentence = f"{screen.name} has no item {name!r}. It has: {findings}."
            raise Problem("study_unknown", sentence, name=name, known=findings)
    return [item for item in known if not wanted or item.name in wanted or item.finding in wanted]


def _sides(finding: Finding) -> tuple[str, ...]:
    """Return both sides if a view shows both; in a side view one hides the other."""
    return SIDES if finding.measure.sided and finding.measure.views != SIDE_ON else ("",)
