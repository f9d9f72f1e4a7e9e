"""Back-up and restoring: begun on the page of settings, and done in the background."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from movescreen.library.backup import Written, back_up, restore
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import filled
from movescreen.web.app.background import BackgroundWork
from movescreen.web.app.routes import language, library
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
    into = language(request)
    _copies(request).begin("backup", lambda tell: _told("backed_up", back_up(of, file, tell), into))
    return {}


@BACKUPS.post("/settings/restore")
def read_back(request: Request, what: RestoreFrom) -> dict[str, Any]:
    """Begin to read a back-up into a new folder; `copying` tells how far that is."""
    file, folder = (Path(one).expanduser().absolute() for one in (what.file, what.folder))
    into = language(request)
    command = f"movescreen app --library {shlex.quote(str(folder))}"
    work = _copies(request)
    work.begin("restore", lambda tell: _told("restored", restore(file, folder, tell), into) | {"command": command})
    return {}


@BACKUPS.get("/settings/copying")
def copying(request: Request) -> dict[str, Any]:
    """Return how far a back-up or its reading is."""
    return _copies(request).standing.told(language(request).CODE)


@BACKUPS.post("/settings/copying/stop")
def stop_copying(request: Request) -> dict[str, Any]:
    """End a back-up or its reading; nothing is left of it."""
    _copies(request).stop()
    return {}


def _copies(request: Request) -> BackgroundWork:
    work: BackgroundWork = request.app.state.copies
    return work


def _told(word: str, written: Written, into: Language) -> dict[str, str]:
    facts = {"place": written.place, "files": written.files, "size": written.size}
    return {"sentence": filled(WORDS[into.CODE][word], into, **facts)}
