"""What arrives is whole, takes the place of what we wrote and of nothing else, and is finished if all ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from people import SQUAT, brief, record_of, seen, squat
from test_ownership import foreign, state

from movescreen.cli import main
from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.output.export import export
from movescreen.output.html import is_page
from movescreen.pose.estimators import replay
from movescreen.records import arrivals
from movescreen.records.arrivals import (
    LOCK,
    NEW,
    OLD,
    PART,
    alone,
    arriving_file,
    arriving_folder,
    is_new,
    sweep,
    workplace,
)
from movescreen.records.ownership import MARKER, mark, marker
from movescreen.records.private_files import private_file
from movescreen.records.record import save
from movescreen.records.results_folder import Results, arriving_results
from movescreen.web.rating.study import COPIES
from movescreen.web.rating.tokens import token

ROOT = Path(__file__).parents[1]
RECORD_TEXT = json.dumps({"findings": [], "provenance": {"clip": "knee.mp4"}})


def made(folder: Path, **files: str) -> Path:
    with arriving_folder(folder) as part:
        for name, text in files.items():
            (part / f"{name}.txt").write_text(text)
    return folder


def names(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*")} - {MARKER}


def test_arriving_folder_keeps_what_the_user_put_in(tmp_path: Path) -> None:
    """Files, folders and links that our list does not name are in the new folder, and ours are the new ones."""
    folder = made(tmp_path / "clip", ours="old", gone="old")
    (folder / "notes.txt").write_text("mine")
    (folder / "mine" / "empty").mkdir(parents=True)
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    made(folder, ours="new")
    assert names(folder) == {"ours.txt", "notes.txt", "mine", "mine/empty", "link"}
    assert (folder / "ours.txt").read_text() == "new" and (folder / "notes.txt").read_text() == "mine"
    assert [file.name for file in tmp_path.iterdir()] == ["clip"]


def test_arriving_folder_keeps_a_user_file_of_a_new_name_of_ours(tmp_path: Path) -> None:
    folder = made(tmp_path / "clip", ours="old")
    (folder / "later.txt").write_text("mine")
    made(folder, later="new")
    assert (folder / "later.txt").read_text() == "new" and (folder / "later (kept).txt").read_text() == "mine"


def test_arriving_folder_knows_results_of_earlier_versions(tmp_path: Path) -> None:
    """Without a list, what earlier versions wrote is replaced and the rest is kept."""
    folder = tmp_path / "clip"
    (folder / "stills").mkdir(parents=True)
    for name in ("record.json", "reps.csv", "stills/1.jpg", "stills/mine.png", "notes.txt"):
        (folder / name).write_text(RECORD_TEXT)
    with arriving_results(folder) as part:
        (part / "record.json").write_text("{}")
    assert names(folder) == {"record.json", "stills", "stills/mine.png", "notes.txt"}


CHILD = """
import os, sys; from pathlib import Path; from movescreen.records import arrivals
move, left = arrivals.move, [int(sys.argv[2])]
def dies(*parts):
    if not left[0]: os.kill(os.getpid(), 9)
    left[0] -= 1; move(*parts)
arrivals.move = dies
with arrivals.arriving_folder(Path(sys.argv[1])) as part: (part / "ours.txt").write_text("new")
"""


@pytest.mark.parametrize("moves", [0, 1, 2])
def test_sweep_after_a_kill_between_two_moves(tmp_path: Path, moves: int) -> None:
    """Before the new folder is in its place the earlier one comes back, after that the user's file joins it."""
    folder = made(tmp_path / "clip", ours="old")
    (folder / "notes.txt").write_text("mine")
    child = subprocess.run([sys.executable, "-c", CHILD, str(folder), str(moves)], cwd=ROOT)
    assert child.returncode == -9 and folder.exists() == (moves != 1)
    sweep(tmp_path)
    assert (folder / "ours.txt").read_text() == ("new" if moves == 2 else "old")
    assert (folder / "notes.txt").read_text() == "mine" and [file.name for file in tmp_path.iterdir()] == ["clip"]


def test_sweep_leaves_workplaces_in_use_and_foreign_folders_of_such_names(tmp_path: Path) -> None:
    ours = f".movescreen-{'0' * 32}.part"
    before = state(foreign(tmp_path / ours))
    (tmp_path / f".movescreen-{'1' * 32}.part").symlink_to(tmp_path / ours)
    with workplace(tmp_path) as place:
        sweep(tmp_path)
        assert place.is_dir()
    sweep(tmp_path)
    assert state(tmp_path / ours) == before and not place.exists()


def test_sweep_goes_nowhere_that_a_planted_marker_names(tmp_path: Path) -> None:
    place = tmp_path / "below" / f".movescreen-{'2' * 32}.part"
    (place / OLD).mkdir(parents=True)
    mark(place, PART, target="../outside")
    with pytest.raises(Problem):
        sweep(place.parent)
    assert not (tmp_path / "outside").exists() and (place / OLD).is_dir()


def test_arriving_file_refuses_links_folders_and_what_is_not_ours(tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "link"
    victim.write_text("mine")
    link.symlink_to(victim)
    for path in (victim, link):
        with pytest.raises(Problem, match="did not write"), arriving_file(path, is_new) as part:
            part.write_text("new")
    with pytest.raises(Problem), arriving_file(link, lambda _: True) as part:
        part.write_text("new")
    with pytest.raises(IsADirectoryError), arriving_file(tmp_path, lambda _: True) as part:
        part.write_text("new")
    assert victim.read_text() == "mine" and {f.name for f in tmp_path.iterdir()} == {"victim", "link"}


def test_arriving_file_that_fails_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("before")
    with pytest.raises(KeyError), arriving_file(tmp_path / "page", lambda _: True) as part:
        part.write_text("half")
        raise KeyError
    assert (tmp_path / "page").read_text() == "before" and len([*tmp_path.iterdir()]) == 1


def test_arriving_file_writes_into_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    with arriving_file(tmp_path / "pipe", is_new) as part:
        part.write_text("through")
    assert os.read(reader, 99) == b"through"
    os.close(reader)


def test_alone_empties_no_file_of_the_user(tmp_path: Path) -> None:
    """Taking a lock empties its file, so one that holds something is refused, and a planted link too."""
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    for name in ("mine", "link"):
        with pytest.raises(Problem), alone(tmp_path / name):
            pass
    (tmp_path / ".lock").write_text("mine")
    with pytest.raises(Problem), Results(tmp_path).held(lambda: None):
        pass
    assert (tmp_path / "mine").read_text() == (tmp_path / ".lock").read_text() == "mine"


def test_private_file_follows_no_planted_link(tmp_path: Path) -> None:
    (tmp_path / "video.mp4").symlink_to(tmp_path / "victim")
    with pytest.raises(OSError):
        private_file(tmp_path / "video.mp4")
    assert not (tmp_path / "victim").exists()


def test_token_leaves_a_file_of_the_user_named_key(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("of the front door")
    with pytest.raises(Problem):
        token(tmp_path, "Anna")
    assert (tmp_path / "key").read_text() == "of the front door"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("results") / "side"
    folder.mkdir()
    track = seen(squat(brief(2)), "right")
    replay.store_poses(folder / "poses.npz", track, {"backend": "synthetic"})
    save(record_of(track, SQUAT), folder)
    return folder


@pytest.mark.parametrize("kind", ["trc", "mot", "c3d", "csv", "parquet", "json"])
def test_export_replaces_its_own_files_only(results: Path, tmp_path: Path, kind: str) -> None:
    """An export of ours is replaced, also of a version without a list; one that was changed, or is foreign, stays."""
    for module in {"c3d": ["ezc3d"], "parquet": ["pyarrow"]}.get(kind, []):
        pytest.importorskip(module)
    files = export(results, kind, tmp_path)
    listed = marker(tmp_path)["exports"]
    assert isinstance(listed, dict) and listed.keys() == {file.name for file in files}
    assert export(results, kind, tmp_path) == files
    (tmp_path / MARKER).unlink()
    assert export(results, kind, tmp_path) == files
    files[0].write_bytes(files[0].read_bytes() + b"mine")
    before = state(tmp_path)
    with pytest.raises(Problem, match="did not write"):
        export(results, kind, tmp_path)
    assert [one for one in state(tmp_path) if "movescreen" not in one[0]] == [o for o in before if MARKER not in o[0]]


def test_export_is_known_after_its_clip_was_measured_again(results: Path, tmp_path: Path) -> None:
    folder = tmp_path / "side"
    with arriving_results(folder) as part:
        for file in results.iterdir():
            if file.is_file() and file.name != MARKER:
                (part / file.name).write_bytes(file.read_bytes())
    (file,) = export(folder, "trc")
    with arriving_results(folder) as part:
        for one in ("record.json", "frames.csv", "poses.npz"):
            (part / one).write_bytes((results / one).read_bytes())
    assert file.exists() and export(folder, "trc") == [file]


def test_pages_are_known_by_their_generator_and_earlier_ones_by_their_head(results: Path, tmp_path: Path) -> None:
    page = tmp_path / "comparison.html"
    assert main.main(["compare", str(results), str(results), "--out", str(page)]) == 0 and is_page(page)
    earlier = page.read_text().replace('<meta name="generator"', '<meta name="was"')
    page.write_text(earlier)
    assert is_page(page) and main.main(["compare", str(results), str(results), "--out", str(page)]) == 0
    page.write_text("<!doctype html><title>mine</title>")
    assert main.main(["compare", str(results), str(results), "--out", str(page)]) == 2
    assert page.read_text() == "<!doctype html><title>mine</title>"


def test_report_leaves_a_page_of_the_user(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = results / "report.html"
    page.write_text("mine")
    assert main.main(["report", str(results)]) == 2 and "did not write" in capsys.readouterr().err
    assert page.read_text() == "mine"
    page.unlink()
    assert main.main(["report", str(results)]) == 0 and is_page(page)


def test_results_put_back_what_an_earlier_version_was_replacing(tmp_path: Path) -> None:
    """`.HEX.before` holds the only copy where that version was killed between its two renames."""
    header = "clip,status,reason,frames,seconds,reps,view,file"
    (tmp_path / "clips.csv").write_text(f"{header}\nknee,ok,,1,1,1,side,/x/knee.mp4\n")
    before = tmp_path / f".{'a' * 32}.before"
    before.mkdir()
    (before / "record.json").write_text(RECORD_TEXT)
    part, foreign_part = tmp_path / f".{'b' * 32}.part", tmp_path / f".{'c' * 32}.part"
    part.mkdir()
    (part / "frames.csv").write_text("half")
    foreign(foreign_part)
    (tmp_path / ".repetitions.part").write_bytes(b"PAR1...")
    (tmp_path / ".findings.part").write_bytes(b"mine")
    with Results(tmp_path).held(lambda: None):
        pass
    left = {file.name for file in tmp_path.iterdir()}
    assert left == {"clips.csv", "knee", foreign_part.name, ".findings.part", LOCK}
    assert (tmp_path / "knee" / "record.json").read_text() == RECORD_TEXT


def test_copies_of_a_half_made_study_go_and_files_of_the_user_stay(tmp_path: Path) -> None:
    copies = tmp_path / COPIES
    with arriving_folder(copies, COPIES) as part:
        (part / "0123").write_text("copy")
    (copies / "squat.mp4").write_text("original")
    with arriving_folder(copies, COPIES) as part:
        (part / "4567").write_text("copy")
    assert names(copies) == {"4567", "squat.mp4"}


def test_library_beside_folders_of_drawn_names_without_a_record_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    (folder / ("d" * 32) / ("e" * 32)).mkdir(parents=True)
    before = state(folder)
    with pytest.raises(Problem):
        Library(folder)
    assert state(folder) == before


def test_new_folder_is_whole_in_name(tmp_path: Path) -> None:
    """While a folder is written its name is not there."""
    with arriving_folder(tmp_path / "clip") as part:
        assert part.name == NEW and not (tmp_path / "clip").exists()
    assert arrivals.ours_in(tmp_path / "clip") == {MARKER}
