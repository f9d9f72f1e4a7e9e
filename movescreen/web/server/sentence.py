"""An answer that is a sentence: a page where a browser opens one, else JSON."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import HTMLResponse, JSONResponse, Response

from movescreen.output.html import html_page

TEMPLATE = Path(__file__).with_name("sentence.html")


def sentence(accept: str, status: int, code: str, said: str) -> Response:
    """Return the answer for a request with this Accept header; `code` is for programs, `said` for people."""
    if "text/html" in accept:
        return HTMLResponse(html_page(TEMPLATE, "en", sentence=said), status)
    return JSONResponse({"code": code, "sentence": said}, status)
