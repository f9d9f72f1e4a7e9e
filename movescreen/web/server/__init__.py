"""Serve pages to the user's own browser: the base of every page with a server.

A part of movescreen that has pages makes an `APIRouter` with them and serves it:

    pages = APIRouter()
    TEMPLATE = Path(__file__).with_name("rating.html")  # extends "frame.html", see movescreen.output.html

    @pages.get("/")
    def clips(request: Request) -> HTMLResponse:
        return shown(request, TEMPLATE, clips=...)

    @pages.post("/ratings")
    def rate(rating: Rating) -> dict[str, str]:  # a pydantic model: any other request is refused
        ...

    with listening("127.0.0.1", 8000) as (door, safety):
        serve(application(safety, pages), door, safety, browser=True)

Every request except GET must carry the secret, which `shown` gives the template as `secret`:

    fetch("/ratings", {method: "POST", body: JSON.stringify(rating),
                       headers: {"Content-Type": "application/json", "X-Movescreen": secret}})

Raise `Problem` for everything that a person can mend: its sentence reaches the page as JSON `{"code", "sentence"}`, or
as a small page if the browser opens one. Every other error gets a general sentence. Never build a path from a request:
look up its id among those that exist, and serve what belongs to that.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse

from movescreen.output.html import NOTHING, html_page
from movescreen.web.server.access import Access
from movescreen.web.server.error_responses import answer_errors
from movescreen.web.server.listen import listening, serve
from movescreen.web.server.middleware import Guard

__all__ = ["Access", "application", "listening", "serve", "shown"]


def application(safety: Access, *pages: APIRouter, **state: Any) -> Guard:
    """Return an application of these pages behind the middleware, which sees each request first and last.

    `state` is everything else that pages need: they find it by its name in `request.app.state`.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.safety = safety
    for name, value in state.items():
        setattr(app.state, name, value)
    answer_errors(app)
    for router in pages:
        app.include_router(router)
    return Guard(app, safety)


def shown(
    request: Request, template: Path, language: str = "en", allow: Mapping[str, str] = NOTHING, **values: Any
) -> HTMLResponse:
    """Return a page that may talk only to this server and to what `allow` names; the template also gets `secret`."""
    safety: Access = request.app.state.safety
    talks_to = {"connect-src": f"'self' ws://{request.headers['host']}"}
    return HTMLResponse(html_page(template, language, talks_to | dict(allow), secret=safety.secret, **values))
