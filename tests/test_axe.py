"""Pages have no violations that axe-core finds: folded and unfolded, light and dark, on a desk and a phone.

axe-core is no part of the project: `npm install axe-core` somewhere, and name its file in MOVESCREEN_AXE.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from browser import DESK, PHONE, Open, browser, opened
from test_change_between_sessions import session
from test_multi_view import records
from test_output import example
from test_report import ADDED, still

from movescreen.output.html import html_page
from movescreen.output.language import english
from movescreen.output.report.comparison import comparison_page
from movescreen.output.report.history import STYLE, history_charts
from movescreen.output.report.multi_view import joint_page
from movescreen.output.report.plan import plan_page
from movescreen.output.report.report import report
from movescreen.scoring.change_between_sessions import compare
from movescreen.scoring.frames_in_step import depths, frames_in_step
from movescreen.scoring.multi_view import join_views
from movescreen.video.camera import Listed
from movescreen.web.live import phrases
from movescreen.web.live.history_routes import TEMPLATE as BESIDE
from movescreen.web.live.history_words import ENGLISH
from movescreen.web.live.library_pages import BAR
from movescreen.web.live.library_routes import CLIENT
from movescreen.web.live.routes import TEMPLATE

__all__ = ["browser", "opened"]
AXE = os.environ.get("MOVESCREEN_AXE", "")
Values = dict[str, Any]  # of a template
UNFOLDED = "for (const part of document.querySelectorAll('details')) part.open = true"


def pair() -> str:
    return joint_page(join_views(records()), "A pair", {"one": [still()], "other": [still()]}, about=ADDED)


def comparison() -> str:
    shown = [(session(), [still()]), (session(seed=2, lean=50.0), [still()])]
    return comparison_page([compare([record for record, _ in shown])], ["May", "June"], pictures=[shown])


def live(**others: Any) -> str:
    """The live page, with all that it may show at once."""
    words: Values = {"words": phrases.PAGE, "plans": phrases.PLANS, "views": phrases.VIEWS, "agreed": phrases.AGREED}
    named = [{"id": number, "name": f"Client {number}", "agreed": "Agreed."} for number in range(1, 10)]
    values: Values = {
        "clients": named,
        "many": 8,
        "unclaimed": [{"folder": "unclaimed/a", "when": "2026-05-03 10:00", "screen": "Bridge"}],
        "interrupted": [{"sentence": "Interrupted.", "session": 1, "wish": {"client": 1}}],
        "screens": [{"name": "bridge", "title": "Bridge", "lies": True, "one_leg": False}],
        "languages": {"en": "English"},
        "start": "a",
        "problems": {},
        "cameras": [Listed(0, "Camera")],
        "widths": [640, 1280],
        "mirrored": False,
        "secret": "s",
        "height_field": english.HEIGHT_FIELDS["metric"],
    }
    return html_page(TEMPLATE, "en", **words, **values | others)


def history() -> dict[str, object]:
    """What changed between two sessions of a client."""
    charts = history_charts(compare([session(), session(seed=2, lean=50.0)]), ["May", "June"], english)
    sessions = [{"id": 1, "name": "May"}, {"id": 3, "name": "June"}]
    said: dict[str, object] = {"path": "bridge/side", "name": "Bridge", "newest": "", "sessions": sessions}
    return said | {"charts": charts}


def of_client() -> str:
    """A client's page with two sessions, one of them interrupted."""
    row = {
        "id": 1,
        "when": "2026-05-03 10:00",
        "screen": "Bridge",
        "view": "side",
        "repetitions": 3,
        "observed": "",
        "own": "Seen by the coach, not by the camera: feet flatten.",
    }
    shown = row | {"measured": True, "running": False, "video": True, "logged": False}
    one, other = (SimpleNamespace(id=number, name=f"Client {number}", consent="Agreed.") for number in (1, 2))
    rows = [shown, shown | {"id": 2, "measured": False}]
    days = [{"numbers": "1+2", "name": "3 May 2026"}]
    values: Values = {
        "days": days,
        "problems": {},
        "client": one,
        "others": [other],
        "agreed": "3 May 2026",
        "height": "5 ft 8 in",
        "height_field": english.HEIGHT_FIELDS["imperial"],
        "rows": rows,
        "extras": {1: {"notes": "Came from work.", "still": False}, 2: {"notes": "", "still": False}},
        "histories": [history()],
        "more": ENGLISH,
    }
    in_the_app: Values = {
        "pages": (("/", "Clients"), ("/add", "Add clips")),
        "can_change": True,
        "clips": {1: "IMG_0001.mov", 2: ""},
        "amiss": {2: "The clip is no video."},
        "queued": set(),
        "rated": {1: ["Ana saw: Heels rise."]},
        "pairs": [{"does": "/pairs/1/2", "said": "Overhead squat, 3 May 2026, front and side"}],
    }
    return html_page(CLIENT, "en", shared=(STYLE,), words=phrases.PAGE, secret="s", **values, **in_the_app)


def plan() -> str:
    parts = [(record, [still()]) for record in records().values()]
    page = plan_page(parts, ["/sessions/1", "/sessions/2"], ADDED)
    links = [{"to": "/?again=1", "name": "Record again"}]
    client = SimpleNamespace(id=1, name="Client")
    shown: Values = {
        "client": client,
        "words": phrases.PAGE,
        "pages": [("/", "Record")],
        "drawing": True,
        "kept": client,
    }
    bar = html_page(BAR, "en", links=links, **shown)
    return page.replace("<body>", f"<body>{bar}", 1)


def beside() -> str:
    """Two sessions side by side; of the first no video was kept."""
    one, other = session(), session(seed=2, lean=50.0)
    sides = [
        {
            "id": number,
            "name": name,
            "film": number == 2,
            "time": record.frames.time.tolist(),
            "depth": depths(record).round().tolist(),
            "to": frames_in_step(record, to).tolist(),
            "reps": [{"start": rep.start_s, "bottom": rep.bottom_s, "end": rep.end_s} for rep in record.repetitions],
            "stills": [{"number": 1, "src": still().data, "width": still().width, "height": still().height}],
            "last": len(record.frames.time) - 1,
            "moment": f"Moment in {name}",
        }
        for number, name, record, to in ((1, "May", one, other), (2, "June", other, one))
    ]
    said: Values = {
        "title": "Overhead squat: May and June",
        "answer": "Nothing changed.",
        "others": [],
        "path": "a/side",
    }
    shown: Values = {
        "client": SimpleNamespace(id=1, name="Client"),
        "pages": [("/", "Clients")],
        "disclaimer": "Disclaimer.",
    }
    data = {"sides": sides, "words": ENGLISH, "effort": "Depth"}
    return html_page(BESIDE, "en", words=ENGLISH, sides=sides, data=data, **said, **shown)


PAGES: dict[str, Callable[[], str]] = {
    "report": lambda: report(example("front"), "A clip", stills=[still(1), still(2)], about=ADDED),
    "report of nothing": lambda: report(example("no repetition"), "A clip"),
    "pair": pair,
    "comparison": comparison,
    "live": live,
    "live without clients": lambda: live(clients=[], interrupted=[], unclaimed=[], cameras=[]),
    "client": of_client,
    "plan": plan,
    "side by side": beside,
}


# The schemes differ in their colours alone.
RULES = {"light": "{}", "dark": "{ runOnly: ['color-contrast'] }"}


@pytest.mark.skipif(not AXE, reason="MOVESCREEN_AXE names no axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(name: str, scheme: str, opened: Open) -> None:
    html = PAGES[name]()
    for viewport in (DESK, PHONE):
        page = opened(html, viewport=viewport, color_scheme=scheme, bypass_csp=True).page
        page.evaluate(Path(AXE).read_text("utf-8"))
        for before in ("", UNFOLDED):
            page.evaluate(before or "0")
            violations = page.evaluate(f"axe.run(document, {RULES[scheme]})")["violations"]
            assert not [(one["id"], one["nodes"][0]["html"]) for one in violations]
