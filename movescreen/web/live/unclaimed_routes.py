"""Unclaimed recordings: listed, and taken back in for a client."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.output.language.dates import short
from movescreen.screens import screens
from movescreen.web.live.library_pages import library, said, screen_title
from movescreen.web.live.room import Manner

UNCLAIMED = APIRouter()


class Claim(BaseModel):
    """The client of an unclaimed recording, and its screen and view if there is only a video."""

    folder: Annotated[str, Field(max_length=200)]
    client: Annotated[int, Field(ge=1, lt=2**63)]
    screen: str
    view: Literal["auto", "front", "side", "back"] = "auto"


@UNCLAIMED.post("/unclaimed")
def take_back(request: Request, claim: Claim) -> dict[str, Any]:
    """Take an unclaimed recording back in, as a session of a client.

    Parameters
    ----------
    request : Request
        From the page.
    claim : Claim
        The folder, the client, the screen and the view.

    Returns
    -------
    dict
        Number of the session.

    Raises
    ------
    Problem
        There is no such recording.
    """
    of = library(request)
    found = {lost["folder"]: folder for lost, folder in zip(unclaimed(of, said(request)), of.unclaimed(), strict=True)}
    if claim.folder not in found or claim.screen not in screens():
        raise Problem("no_session", "There is no such recording any more. Load the page again.")
    return {"session": of.take_one_back(found[claim.folder], claim.client, claim.screen, claim.view).id}


def unclaimed(of: Library, manner: Manner) -> list[dict[str, str]]:
    """Return the unclaimed recordings for a page's list."""
    begun = [(folder, of.begun(folder)) for folder in of.unclaimed()]
    return [
        {
            "folder": folder.relative_to(of.folder).as_posix(),
            "when": short(one.at),
            "screen": screen_title(one.screen, manner) if one.screen in screens() else manner.words.PAGE["only_video"],
        }
        for folder, one in begun
    ]
