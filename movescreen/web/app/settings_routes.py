"""The page of settings: language, camera, lines and uncertainties, and the library with its back-up."""

from __future__ import annotations

import shlex
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field

from movescreen.errors import Problem
from movescreen.library.preferences import load_preferences, save_preferences
from movescreen.library.settings_file import save_settings, settings_of
from movescreen.output.language.language import Language
from movescreen.output.language.problems import problem_sentence
from movescreen.output.language.sentences import called, capital, finding_name, limit, size_text
from movescreen.output.language.units import CM_PER_INCH, IMPERIAL, UNITS
from movescreen.scoring.settings import RANGES, SETTINGS_FILE, Settings
from movescreen.screens import screens
from movescreen.video.camera import PREFERRED, SIZES, PluggedIn, cameras
from movescreen.web.app.backup_routes import BACKUPS
from movescreen.web.app.routes import app_page, bytes_in, code, free_bytes, language, library, words
from movescreen.web.app.settings_words import WORDS
from movescreen.web.live.app_hooks import spoken_in
from movescreen.web.live.frame_buffer import encoded
from movescreen.web.live.routes import NAMES

SETTINGS = APIRouter()
SETTINGS.include_router(BACKUPS)
CAMERA_HEIGHT = "camera_height_m"  # the one setting that is a length
MOST_NAMES = 200  # lines or uncertainties that one request has
Numbers = Annotated[dict[str, float], Field(max_length=MOST_NAMES)]


class PagesIn(BaseModel):
    """The language of all pages."""

    language: Literal["en", "de"]


class UnitsChosen(BaseModel):
    """The units of lengths on pages and reports."""

    units: Literal["metric", "imperial"]


class CameraChosen(BaseModel):
    """The camera that records, and how wide its pictures are."""

    number: Annotated[int, Field(ge=0, le=63)]
    width: int


class Measuring(BaseModel):
    """Settings of measuring; left-out ones have their defaults."""

    numbers: Numbers = {}
    lines: Numbers = {}
    uncertainties: Numbers = {}


@SETTINGS.get("/settings")
def settings(request: Request) -> HTMLResponse:
    """Show all settings."""
    folder = library(request).folder
    size, free = (size_text(count, language(request)) for count in (bytes_in(folder), free_bytes(folder)))
    space = words(request)["space"].format(size=size, free=free)
    said, trouble, chosen = WORDS[language(request).CODE], "", Settings()
    try:
        chosen = settings_of(folder)
    except Problem as problem:
        trouble = problem_sentence(problem, code(request))
    day = datetime.now().astimezone().strftime("%Y-%m-%d")
    return app_page(
        request,
        "settings",
        folder=str(folder),
        space=space,
        said=said,
        trouble=trouble,
        languages=NAMES,
        units={name: said[name] for name in UNITS},
        cameras=cameras() if request.app.state.with_cameras else [],
        with_cameras=request.app.state.with_cameras,
        widths=[width for width, _ in SIZES],
        preferences=load_preferences(folder),
        preferred=PREFERRED[0],
        option=f"movescreen analyze --settings {shlex.quote(str(folder / SETTINGS_FILE))}",
        fields=_fields(chosen, language(request), said, library(request).units),
        backup_file=str(Path.home() / f"movescreen-{day}.zip"),
        restore_folder=str(folder.with_name(f"{folder.name}-{day}")),
    )


def _fields(chosen: Settings, of: Language, said: dict[str, str], units: str) -> dict[str, list[dict[str, Any]]]:
    """Return the fields of the form: name, label, value, and what holds by default."""
    numbers = [_number(name, chosen, said, units) for name in RANGES]
    findings = {finding.name: finding for screen in screens().values() for finding in screen.findings}
    measures = {measure.name: measure for screen in screens().values() for measure in screen.quantities}
    lines = [
        {"name": name, "label": f"{finding_name(name, of)}{_unit(finding.measure.unit, of)}",
         "value": chosen.lines.get(name), "usual": limit(finding.line, finding.measure.unit, of)}
        for name, finding in findings.items()
    ]  # fmt: skip
    unsure = [
        {"name": name, "label": f"{capital(called(name, of))}{_unit(measure.unit, of)}",
         "value": chosen.uncertainties.get(name), "usual": limit(measure.uncertainty, measure.unit, of)}
        for name, measure in measures.items()
    ]  # fmt: skip
    return {"numbers": numbers, "lines": lines, "uncertainties": unsure}


def _number(name: str, chosen: Settings, said: dict[str, str], units: str) -> dict[str, Any]:
    """Return the field of a number; a height above the floor is typed in inches where lengths are."""
    stated, usual = asdict(chosen)[name], asdict(Settings())[name]
    field = {"name": name, "label": said[name], "value": stated if stated != usual else None, "usual": usual}
    if name != CAMERA_HEIGHT or units != IMPERIAL:
        return field
    inches = None if stated is None else round(100 * stated / CM_PER_INCH, 2)
    return field | {"label": said[f"{name}_{units}"], "value": inches, "factor": CM_PER_INCH / 100}


def _unit(unit: str, of: Language) -> str:
    """Return a unit as it stands behind a label."""
    sign = of.UNITS[unit].strip()
    return f", {sign}" if sign else ""


@SETTINGS.post("/settings/pages")
def pages(request: Request, chosen: PagesIn) -> dict[str, Any]:
    """Show all pages in a language, from now on and after the next start."""
    folder = library(request).folder
    save_preferences(folder, replace(load_preferences(folder), language=chosen.language))
    spoken_in(request, chosen.language)
    return {}


@SETTINGS.post("/settings/units")
def units(request: Request, chosen: UnitsChosen) -> dict[str, Any]:
    """Give lengths in these units, on every page and report, those of earlier sessions too."""
    folder = library(request).folder
    save_preferences(folder, replace(load_preferences(folder), units=chosen.units))
    return {}


@SETTINGS.post("/settings/camera")
def camera(request: Request, chosen: CameraChosen) -> dict[str, Any]:
    """Record with a camera, from now on and after the next start.

    Raises
    ------
    Problem
        There is no such camera, or somebody is being recorded.
    """
    of = library(request)
    size = next((size for size in SIZES if size[0] == chosen.width), None)
    if not request.app.state.with_cameras or size is None:
        raise Problem("no_camera", "There is no such camera here. Load the page again.")
    request.app.state.studio.take_camera(PluggedIn(chosen.number, size))
    save_preferences(of.folder, replace(load_preferences(of.folder), camera=chosen.number, width=chosen.width))
    return {}


@SETTINGS.get("/settings/cameras/{number}/picture")
def picture(request: Request, number: Annotated[int, InPath(ge=0, le=63)]) -> Response:
    """Return one picture of a camera, which is opened for it alone.

    Raises
    ------
    Problem
        There is no such camera, or it gives no picture.
    """
    if not request.app.state.with_cameras or number not in [one.number for one in cameras()]:
        raise Problem("no_camera", "There is no such camera here. Load the page again.")
    with PluggedIn(number)() as opened:
        frame = next(iter(opened))
    return Response(encoded(frame.picture), media_type="image/jpeg")


@SETTINGS.post("/settings/measuring")
def measuring(request: Request, chosen: Measuring) -> dict[str, Any]:
    """Save lines and uncertainties.

    Raises
    ------
    Problem
        A name is not known, or a value out of its range.
    """
    save_settings(library(request).folder, chosen.numbers, chosen.lines, chosen.uncertainties)
    return {}
