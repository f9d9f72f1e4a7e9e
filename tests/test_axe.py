"""Pages have no violations that axe-core finds: folded and unfolded, light and dark, on a desk and a phone.

axe-core is no part of the project: `npm install axe-core` somewhere, and name its file in MOVESCREEN_AXE.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from browser import DESK, PHONE, Open, browser, opened
from test_change_between_sessions import session
from test_multi_view import records
from test_output import example
from test_report import ADDED, still

from movescreen.output.report.comparison import comparison_page
from movescreen.output.report.multi_view import joint_page
from movescreen.output.report.report import report
from movescreen.scoring.change_between_sessions import compare
from movescreen.scoring.multi_view import join_views

__all__ = ["browser", "opened"]
AXE = os.environ.get("MOVESCREEN_AXE", "")
UNFOLDED = "for (const part of document.querySelectorAll('details')) part.open = true"


def pair() -> str:
    return joint_page(join_views(records()), "A pair", {"one": [still()], "other": [still()]}, about=ADDED)


def comparison() -> str:
    shown = [(session(), [still()]), (session(seed=2, lean=50.0), [still()])]
    return comparison_page([compare([record for record, _ in shown])], ["May", "June"], pictures=[shown])


PAGES: dict[str, Callable[[], str]] = {
    "report": lambda: report(example("front"), "A clip", stills=[still(1), still(2)], about=ADDED),
    "report of nothing": lambda: report(example("no repetition"), "A clip"),
    "pair": pair,
    "comparison": comparison,
}


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
            violations = page.evaluate("axe.run(document)")["violations"]
            assert not [(one["id"], one["nodes"][0]["html"]) for one in violations]
