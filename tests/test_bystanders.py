"""Whatever a user or a table names, no command that writes changes a file that movescreen did not write."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from people import SQUAT, brief, record_of, seen, squat
from test_ownership import HOSTILE, state
from videos import picture, write_clip

from movescreen.cli import main
from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.pose.estimators import replay
from movescreen.pose.weights.paths import arriving_bundle as arriving_network
from movescreen.records.record import save
from movescreen.records.results_folder import Results, arriving_results
from movescreen.web.rating.study import study as make_study
from movescreen.web.rating.tokens import token

STEMS = ("page.html", "Übung", "u\u0308bung", "UBUNG", "clips", "clips.csv", "key", ".lock", "study.json", "side.trc")
NAMES = (*HOSTILE, *STEMS, "../bystanders", "../bystanders/page.html", "link", "link/page.html", "page.html/below")


@pytest.fixture(scope="module")
def given_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of a clip, a clip, and a table of ratings."""
    folder = tmp_path_factory.mktemp("given")
    (folder / "side").mkdir()
    track = seen(squat(brief(2)), "right")
    replay.store_poses(folder / "side" / "poses.npz", track, {"backend": "synthetic"})
    save(record_of(track, SQUAT), folder / "side")
    write_clip(folder / "clip.mp4", [picture(index) for index in range(3)])
    rows = "".join(f"{s},{r},seen,{(s * r) % 2}\n" for s in range(1, 7) for r in (1, 2))
    (folder / "ratings.csv").write_text(f"subject,rater,item,value\n{rows}")
    return folder


def analyze(given: Path, place: Path) -> None:
    results = Results(place.parent)
    with results.held(lambda: None):
        results.plan({place: {}})
        with arriving_results(results.place(place)) as part:
            (part / "record.json").write_text("{}")
        results.write()
    with arriving_results(place) as part:
        (part / "record.json").write_text("{}")


def study(given: Path, place: Path) -> None:
    make_study(given, place, {})
    token(place, "Anna")


def network(given: Path, place: Path) -> None:
    with arriving_network(place) as part:
        part.write_bytes(b"network")


def command(*words: str) -> Callable[[Path, Path], None]:
    def called(given: Path, place: Path) -> None:
        main.main([word.format(side=given / "side", table=given / "ratings.csv", place=place) for word in words])

    return called


COMMANDS: dict[str, Callable[[Path, Path], None]] = {
    "analyze": analyze,
    "study": study,
    "models": network,
    "live --library": lambda given, place: void(Library(place)),
    "export": command("export", "{side}", "--format", "trc", "--out", "{place}"),
    "compare": command("compare", "{side}", "{side}", "--out", "{place}"),
    "agree": command("agree", "{table}", "--out", "{place}"),
    "rate": command("rate", "{side}", "--study", "{place}", "--export", "{place}"),
    "report": command("report", "{place}"),
}


def void(_: object) -> None:
    """Nothing more is done with it."""


def bystanders(root: Path) -> None:
    """A folder of a user's files beside a working folder that has some of them too, and links to them."""
    for folder in (root / "bystanders", root / "work"):
        folder.mkdir()
        for name in NAMES:
            with suppress(OSError, ValueError):
                if name and Path(name).name == name:
                    (folder / name).write_text(f"mine: {name}")
    (root / "work" / "link").unlink()
    (root / "work" / "link").symlink_to(root / "bystanders")
    (root / "work" / "u.html").symlink_to(root / "bystanders" / "page.html")


def files(root: Path) -> dict[str, str]:
    return {name: digest for name, _, digest in state(root) if digest}


@pytest.mark.parametrize("name", COMMANDS)
@given(place=some.one_of(some.sampled_from([*NAMES, "u.html"]), some.text(max_size=8)))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_command_changes_a_bystander(given_files: Path, tmp_path: Path, capsys, name: str, place: str) -> None:
    """Every file that was there before is there afterwards with the same bytes, whatever the place is called."""
    root = tmp_path / "root"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    bystanders(root)
    before = files(root)
    if not Path(place).is_absolute():
        with suppress(Problem, OSError, ValueError, SystemExit):
            COMMANDS[name](given_files, root / "work" / place)
    after = files(root)
    assert {file: after.get(file) for file in before} == before
