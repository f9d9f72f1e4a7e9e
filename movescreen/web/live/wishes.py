"""The requests of the live page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from movescreen.scoring.settings import Settings
from movescreen.screens import screens
from movescreen.web.live.interrupted import task_of
from movescreen.web.live.plans import STEPS
from movescreen.web.live.recorded_take import RecordingPlan


class Wish(BaseModel):
    """The wish for a recording. 0 repetitions are without end, a hold of 0 s is as long as it lasts.

    A `plan` has several recordings, in place of the one of screen, view and support.
    """

    client: Annotated[int, Field(ge=1, lt=2**63)]
    screen: str
    view: Literal["auto", "front", "side", "back"] = "auto"
    repetitions: Annotated[int, Field(ge=0, le=100)] = 5
    keep_video: bool = False
    hold_s: Annotated[float, Field(ge=0, le=600)] = 0.0
    support: Literal["", "left", "right", "both"] = ""
    plan: str = ""


class Chosen(BaseModel):
    """A camera by its number, and the width of its pictures."""

    number: Annotated[int, Field(ge=0, le=63)]
    width: int


class MannerChosen(BaseModel):
    """The manner of the page; None changes nothing."""

    language: Literal["en", "de"] | None = None
    mirrored: bool | None = None


class PersonPointedAt(BaseModel):
    """The place of the person in the picture, in shares from its top left corner."""

    x: Annotated[float, Field(ge=0, le=1)]
    y: Annotated[float, Field(ge=0, le=1)]


class Again(BaseModel):
    """A session to record again, in another view if one is named."""

    session: Annotated[int, Field(ge=1, lt=2**63)]
    view: Literal["", "auto", "front", "side", "back"] = ""


class Dismissed(BaseModel):
    """An interrupted recording that is not offered any more, by its place in the list."""

    number: Annotated[int, Field(ge=0, le=1000)]


def planned(wish: Wish, model: str, language: str, settings: Settings | None = None) -> list[RecordingPlan]:
    """Return the recordings of a wish, in order."""
    steps: tuple[tuple[str, str, str], ...] = STEPS.get(wish.plan, ((wish.screen, wish.view, wish.support),))
    if not wish.plan and wish.support == "both":
        steps = tuple((wish.screen, wish.view, side) for side in ("left", "right"))
    plans = []
    for screen, view, support in steps:
        asked = {"screen": screen, "view": view, "repetitions": wish.repetitions, "hold_s": wish.hold_s}
        one = asked | {"support": support if screens()[screen].support else ""}
        if not screens()[screen].movement.lies:
            one["hold_s"] = 0.0
        plans.append(RecordingPlan(wish.client, task_of(one, model, language, settings), wish.keep_video))
    return plans
