"""An answer that is a sentence: a page if a browser opens one, else JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.responses import HTMLResponse, JSONResponse, Response

from movescreen.output.html import html_page
from movescreen.output.language.problems import FIRST_PAGE

TEMPLATE = Path(__file__).with_name("sentence.html")


def sentence(accept: str, status: int, code: str, said: str, language: str = "en") -> Response:
    """Return the answer for a request with this Accept header; `code` is for programs, `said` for people."""
    if "text/html" in accept:
        return HTMLResponse(html_page(TEMPLATE, language, sentence=said, first_page=FIRST_PAGE[language]), status)
    return JSONResponse({"code": code, "sentence": said}, status)


def language_of(app: Any) -> str:
    """Return the language of an application's pages: of a coach's pages, a rater's, or a phone's."""
    state = getattr(app, "state", None)
    studio, desk = (getattr(state, name, None) for name in ("studio", "desk"))
    if (manner := getattr(studio, "manner", None)) is not None:
        return str(manner.words.CODE)
    return str(desk.language.CODE) if desk is not None else str(getattr(state, "language", "en"))
