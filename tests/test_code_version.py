"""The version of the code that results depend on: derived from what is imported, blind to comments in pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from movescreen.batch.cache_keys import FINDS_POSES
from movescreen.batch.code_version import PACKAGE, files, imported, relevant_content


def test_imported_follows_imports() -> None:
    """Poses depend on every module that the pose estimators and the readers of video import."""
    names = {path.relative_to(PACKAGE).as_posix() for path in imported(*FINDS_POSES)}
    assert {
        "pose/estimators/person_tracker.py",
        "video/decoder.py",
        "pose/pose.py",
        "pose/visibility.py",
        "pose/geometry.py",
    } <= names


def test_imported_leaves_out_what_comes_after_the_poses() -> None:
    """A change of what is made of the poses does not send anybody back to the pictures."""
    names = {path.relative_to(PACKAGE).as_posix() for path in imported(*FINDS_POSES)}
    assert not {"session.py", "scoring/readings.py", "screens/overhead_squat.py", "output/report/report.py"} & names


def test_files_hold_every_module_once() -> None:
    """The whole package means all its modules, and pages and style sheets too."""
    suffixes = {path.suffix for path in files(PACKAGE)}
    assert {".py", ".html", ".css", ".js"} <= suffixes
    assert set(PACKAGE.rglob("*.py")) == {path for path in files(PACKAGE) if path.suffix == ".py"}


@pytest.mark.parametrize(
    ("name", "before", "after", "same"),
    [
        ("a.css", "p { color: red }", "/* the paragraph */\np { color: red }", True),
        ("a.css", "p { color: red }", "p { color: blue }", False),
        ("a.html", "<p>{{ text }}</p>", "<p>{# what is said #}{{ text }}</p>", True),
        ("a.py", "x = 1\n", "x = 2\n", False),
    ],
)
def test_content_ignores_comments_of_pages(tmp_path: Path, name: str, before: str, after: str, same: bool) -> None:
    """A comment in a page or a style sheet makes no result stale; any other change does."""
    file = tmp_path / name
    file.write_text(before)
    first = relevant_content(file)
    file.write_text(after)
    assert (relevant_content(file) == first) is same
