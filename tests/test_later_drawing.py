"""A kept clip gets its annotated video into its report, once; what cannot be drawn is not promised."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from test_history import AGREED, keep
from test_live_coach import asking

from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.records.record import VIDEO
from movescreen.web.live import later_drawing
from movescreen.web.live.later_drawing import Drawings

COMING = "The video with lines is being drawn"


def test_is_coming_draws_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two looks at a report begin one drawing; the page says so until it has ended."""
    library = Library(tmp_path / "library")
    number = keep(library, library.add("Ann", AGREED).id, 3, 0)
    kept, began, go, drawings = library.session(number), [], threading.Event(), Drawings()

    def draw(*_: object) -> None:
        began.append(1)
        go.wait(20)
        (kept.folder / VIDEO).write_bytes(b"drawn")

    monkeypatch.setattr(later_drawing, "draw_from_poses", draw)
    monkeypatch.setattr("movescreen.web.live.library_pages.DRAWINGS", drawings)
    pages = asking(library)
    monkeypatch.setattr("movescreen.web.live.session_routes.DRAWINGS", drawings)
    assert all(COMING in pages.get(f"/sessions/{number}").text for _ in range(2))
    assert pages.get(f"/sessions/{number}/drawing").json() == {"coming": True, "drawn": False}
    go.set()
    for thread in [one for one in threading.enumerate() if one.name == "drawing"]:
        thread.join(20)
    assert pages.get(f"/sessions/{number}/drawing").json() == {"coming": False, "drawn": True}
    assert began == [1] and COMING not in pages.get(f"/sessions/{number}").text


@pytest.mark.parametrize("error", [Problem("no_room", "Full."), OSError(28, "Full"), RuntimeError("unforeseen")])
def test_is_coming_promises_nothing_where_nothing_can_be_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, capfd: pytest.CaptureFixture[str]
) -> None:
    library = Library(tmp_path / "library")
    kept, drawings = library.session(keep(library, library.add("Ann", AGREED).id, 3, 0)), Drawings()

    def draw(*_: object) -> None:
        raise error

    monkeypatch.setattr(later_drawing, "draw_from_poses", draw)
    assert drawings.begin(kept) and not drawings.begin(kept)
    drawings.finish(kept, draw)
    assert not drawings.is_coming(library, kept, "en")
