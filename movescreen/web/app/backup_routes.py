"""Back-up and restoring: begun on the page of settings, and done in the background."""

from __future__ import annotations

import shlex
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from movescreen.library.backup import Written, back_up, restore
from movescreen.web.app.background import BackgroundWork
from movescreen.web.app.routes import language, library, megabytes
from movescreen.web.app.settings_words import WORDS

BACKUPS = APIRouter()
LONGEST_PATH = 4000  # characters
PathText = Annotated[str, Field(min_length=1, max_length=LONGEST_PATH)]


class BackUpTo(BaseModel):
    """The file that a back-up is written to."""

    file: PathText


class RestoreFrom(BaseModel):
    """A back-up, and the new folder that it is read into."""

    file: PathText
    folder: PathText


@BACKUPS.post("/settings/backup")
def backup(request: Request, to: BackUpTo) -> dict[str, Any]:
    """Begin to write the library into one new file; `copying` tells how far that is."""
    of, file = library(request), Path(to.file).expanduser().absolute()
    said = WORDS[language(request).CODE]["backed_up"]
    _copies(request).begin("backup", lambda tell: _told(said, back_up(of, file, tell)))
    return {}


@BACKUPS.post("/settings/restore")
def read_back(request: Request, what: RestoreFrom) -> dict[str, Any]:
    """Begin to read a back-up into a new folder; `copying` tells how far that is."""
    file, folder = (Path(one).expanduser().absolute() for one in (what.file, what.folder))
    said = WORDS[language(request).CODE]["restored"]
    command = f"movescreen app --library {shlex.quote(str(folder))}"
    work = _copies(request)
    work.begin("restore", lambda tell: _told(said, restore(file, folder, tell)) | {"command": command})
    return {}


@BACKUPS.get("/settings/copying")
def copying(request: Request) -> dict[str, Any]:
    """Return how far a back-up or its reading is."""
    return asdict(_copies(request).standing)


@BACKUPS.post("/settings/copying/stop")
def stop_copying(request: Request) -> dict[str, Any]:
    """End a back-up or its reading; nothing is left of it."""
    _copies(request).stop()
    return {}


def _copies(request: Request) -> BackgroundWork:
    work: BackgroundWork = request.app.state.copies
    return work


def _told(template: str, written: Written) -> dict[str, str]:
    size = megabytes(written.size)
    return {"sentence": template.format(place=written.place, files=written.files, size=size)}
