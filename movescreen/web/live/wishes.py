"""What the live page asks for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from movescreen.scoring.settings import Settings
from movescreen.screens import screens
from movescreen.web.live.interrupted import task_of
from movescreen.web.live.plans import STEPS
from movescreen.web.live.recorded_take import RecordingPlan


class Wish(BaseModel):
    """What is to be recorded; no repetitions are as many as come, no seconds a hold as long as it lasts.

    A `plan` has several recordings, in place of the one that screen, view and support say.
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
    """How the page is shown; what is None stays as it is."""

    language: Literal["en", "de"] | None = None
    mirrored: bool | None = None


class PersonPointedAt(BaseModel):
    """Where in the picture the one is who is meant, in shares of it from its top left corner."""

    x: Annotated[float, Field(ge=0, le=1)]
    y: Annotated[float, Field(ge=0, le=1)]


class Again(BaseModel):
    """A session that is to be recorded once more, in another view where one is named."""

    session: Annotated[int, Field(ge=1, lt=2**63)]
    view: Literal["", "auto", "front", "side", "back"] = ""


class Dismissed(BaseModel):
    """An interrupted recording that is not to be offered any more, by its place in the list."""

    number: Annotated[int, Field(ge=0, le=1000)]


def planned(wish: Wish, model: str, language: str, settings: Settings | None = None) -> list[RecordingPlan]:
    """Return the recordings that a wish asks for, one after the other."""
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
