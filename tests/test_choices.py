"""What a library's user chose holds for every recording that goes into it, and an option of a command over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from adding import BUNDLE
from test_app import app

from movescreen.batch.task import ClipResult, Task
from movescreen.cli import live, main
from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.library.choices import Choices
from movescreen.library.preferences import Preferences, load_preferences, save_preferences
from movescreen.library.settings_file import save_settings, settings_of
from movescreen.scoring.settings import SETTINGS_FILE, Settings
from movescreen.web.live.wishes import Wish, planned

LINES, OTHERS = {"knees_move_in": 12.5}, {"knees_move_in": 3.0}
UNSURE = {"knee_flexion": 2.5}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library whose user chose lines, uncertainties, a language, and a mirrored picture."""
    chosen = Library(tmp_path / "library")
    save_settings(chosen.folder, {"yaw_deg": 8.0}, LINES, UNSURE)
    save_preferences(chosen.folder, Preferences(language="de", mirrored=True))
    return chosen


@pytest.fixture
def others(tmp_path: Path) -> Path:
    """Settings that an option names."""
    file = tmp_path / "others.toml"
    file.write_text("[lines]\nknees_move_in = 3.0\n", "utf-8")
    return file


def headless(library: Library, *options: str) -> Task:
    """What `movescreen live --headless` measures with."""
    asked = ["live", "--headless", "--screen", "overhead_squat", "--library", str(library.folder), *options]
    return live._task(main.parser().parse_args(asked))


def added(library: Library, monkeypatch: pytest.MonkeyPatch, clip: Path, *options: str) -> Task:
    """What `movescreen add` measures with."""
    jobs: list[Any] = []

    class Noting:
        """In the place of workers: it notes what they would do."""

        def __init__(self, work: Any, count: int) -> None: ...

        def each(self, given: list[Any], audience: Any) -> Iterator[ClipResult]:
            jobs.extend(given)
            yield from (job.failed(Problem("unmeasured", "not measured here")) for job in given)

    monkeypatch.setattr("movescreen.batch.workers.Workers", Noting)
    monkeypatch.setattr("movescreen.batch.task.ensure", lambda *_, **__: BUNDLE)
    clip.write_bytes(b"moving")
    main.main(["add", str(clip), "--client", "Ann", "--consent", "Yes.", "--library", str(library.folder), *options])
    return jobs[0].task


def test_choices_hold_for_page_headless_and_add(library: Library, tmp_path: Path, monkeypatch) -> None:
    """Each way measures with the same lines and uncertainties, and speaks the same language."""
    (page,) = planned(Wish(client=1, screen="overhead_squat"), "full", "de", settings_of(library.folder))
    for task in (page.task, headless(library), added(library, monkeypatch, tmp_path / "a.mp4")):
        settings = task.settings
        assert (settings.lines, settings.uncertainties, settings.yaw_deg) == (LINES, UNSURE, 8.0)
        assert task.language == "de"


def test_options_are_over_choices(library: Library, others: Path, tmp_path: Path, monkeypatch) -> None:
    """A file of settings replaces those of the library, a language its language; repetitions are added to either."""
    options = ("--settings", str(others), "--language", "en")
    counted = headless(library, *options, "--reps", "3")
    for task in (counted, added(library, monkeypatch, tmp_path / "a.mp4", *options)):
        assert task.settings.lines == OTHERS and not task.settings.uncertainties and task.language == "en"
    assert (
        headless(library, "--reps", "3").settings.reps == headless(library, *options, "--reps", "3").settings.reps == 3
    )


def test_choices_of_no_library(tmp_path: Path) -> None:
    """Where there is none, defaults hold, and none is made."""
    choices = Choices(tmp_path / "none")
    assert (choices.settings, choices.language, choices.mirrored) == (Settings(), "en", False)
    assert not (tmp_path / "none").exists()


def test_choices_that_somebody_broke(library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence names the file, before any client is added; the language still holds, so that pages open."""
    (library.folder / SETTINGS_FILE).write_text("yaw_deg = [", "utf-8")
    with pytest.raises(Problem, match="is not TOML"):
        _ = Choices(library.folder).settings
    assert Choices(library.folder).language == "de"
    assert main.main(["add", "a.mp4", "--client", "Ann", "--library", str(library.folder)]) == 2
    assert "is not TOML" in capsys.readouterr().err and not library.clients()


def test_mirror_is_the_librarys(library: Library) -> None:
    """Saved from either page it holds after the next start, in whichever browser; preferences before it have none."""
    with app(library) as pages:
        assert 'id="mirror" checked' in pages.get("/settings").text
        assert pages.post("/manner", json={"mirrored": False}).json() == {}
        assert 'id="mirror">' in pages.get("/settings").text
    assert load_preferences(library.folder) == Preferences(language="de", mirrored=False)
    with app(library) as pages:
        assert pages.app._app.state.studio.manner.mirrored is False  # type: ignore[attr-defined]
        assert pages.post("/manner", json={"mirrored": True, "language": "en"}).json() == {}
    assert load_preferences(library.folder) == Preferences(language="en", mirrored=True)


def test_preferences_of_earlier_versions(library: Library) -> None:
    (library.folder / "preferences.json").write_text(
        '{"made_by": "movescreen", "language": "de", "camera": 1, "width": 640}', "utf-8"
    )
    assert load_preferences(library.folder) == Preferences("de", 1, 640)
