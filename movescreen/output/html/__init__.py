"""Pages: one look for everything that opens in a browser, each page one self-contained file.

A page is a Jinja2 template that extends "frame.html" and fills its blocks `title`, `header`, `main` and `footer` (or
`body`, all of them). The folder of NAME.html may also hold NAME.css, which comes after look.css, and NAME.js:

    html_page(Path(__file__).with_name("report.html"), "en", headline=..., rows=...)

All values are escaped, and a missing value is an error. A script gets its numbers from `{{ values | tojson }}` inside
`<script type="application/json" id="data">`. A page loads nothing: its policy allows its own style and script by their
digests, and no `style=` and `on...=` attributes. Pictures and videos are data addresses. A page that a server shows may
allow more, as in `allow={"connect-src": "'self'"}`. The server sends the same policy, made by `policy`, as a header
with `frame-ancestors 'none'`.

Classes of look.css: `state observed` (`not_observed`, `indeterminate`, `not_measurable`) puts the sign of a state
before its word. `scroll` holds a wide table, `facts` is a `dl` of pairs, `soft` secondary text, `big` a figure to be
read from afar, `cards` a grid of `card`s, `notice` a warning. `spoken` is for screen readers only, `screen-only` not
for paper. `--left` and `--right` are the colours of the sides.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from movescreen.records.versions import installed

HERE = Path(__file__).parent
NOTHING: Mapping[str, str] = {}
GENERATOR = b'<meta name="generator" content="movescreen '
# How pages of earlier versions, which named no generator, begin.
BEGINNING = re.compile(
    rb'<!doctype html>\s<html lang="[a-z]{2}">\s<head>\s<meta charset="utf-8">\s'
    rb'<meta http-equiv="Content-Security-Policy" content="'
    rb"default-src (&#39;|')none(&#39;|'); style-src (&#39;|')sha256-"
)
POLICY = '<meta http-equiv="Content-Security-Policy" content="'
NO_BREAK = "\u00a0"  # the space of values and their units, which lines do not break at
HEAD_BYTES = 4096  # of a page, in which both stand


def html_page(
    template: Path,
    language: str,
    allow: Mapping[str, str] = NOTHING,
    shared: Collection[Path] = (),
    style: str = "",
    **values: Any,
) -> str:
    """Return the HTML of a template with these values, and with the style and script of the same name.

    `shared` are .css and .js files of several pages; they come before those of the template. `style` comes last.
    """
    parts = [*shared, template.with_suffix(".css"), template.with_suffix(".js")]
    style = "".join(_text(path) for path in (HERE / "look.css", *parts) if path.suffix == ".css") + style
    script = "".join(_text(path) for path in parts if path.suffix == ".js")
    framed: dict[str, Any] = {"version": installed("movescreen")}
    framed |= {"style": Markup(style), "script": Markup(script), "policy": policy(style, script, allow)}
    return compiled(template).render(**framed, language=language, **values)


def compiled(template: Path) -> Template:
    """Return a compiled template, which stays in memory."""
    return _environment(template.parent).get_template(template.name)


def policy(style: str, script: str = "", allow: Mapping[str, str] = NOTHING) -> str:
    """Return the content policy of a page with this style and script: everything else is forbidden, except `allow`."""
    directives = {
        "default-src": "'none'",
        "style-src": _digest(style),
        "script-src": _digest(script) if script else "'none'",
        "img-src": "data:",
        "media-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {source}" for name, source in (directives | dict(allow)).items())


def script_allowed(page: str, script: str) -> str:
    """Return a page with one more script, which may talk to the page's own server.

    `data-own` keeps the earlier policy. A saved copy of the page gets that policy back, and loses all that has
    `data-app`.
    """
    before, after = page.split(POLICY, 1)
    said, rest = after.split('"', 1)
    digest = _digest(script).replace("'", "&#39;")
    more = said.replace("script-src ", f"script-src {digest} ", 1) + "; connect-src &#39;self&#39;"
    whole = f'{before}{POLICY}{more}" data-own="{said}"{rest}'
    return whole.replace("</body>", f"<script data-app>{script}</script>\n</body>", 1)


def is_page(path: Path) -> bool:
    """Return whether a file is a page that we made, of any version: its head says so."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return False
    return GENERATOR in head or bool(BEGINNING.match(head))


def printable(text: str) -> str:
    """Return a name from outside for any output: each invisible character becomes a question mark."""
    return text if text.isprintable() else "".join(c if c.isprintable() or c == NO_BREAK else "?" for c in text)


def _text(path: Path) -> str:
    """Return a style or a script, "" if there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader([folder, HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: Any) -> Any:
    """Return a value for a page: text from outside loses invisible characters, markup stays."""
    return printable(value) if type(value) is str else value
