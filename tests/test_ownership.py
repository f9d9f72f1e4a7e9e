"""Files that are not ours are never touched, and what was begun is finished or undone."""

from __future__ import annotations

import ast
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from test_library import AGREED, NAME, RECORD, kept

from movescreen.batch import NOBODY as SILENT
from movescreen.errors import Problem
from movescreen.library import FILE, UNCLAIMED, Library
from movescreen.library.schema import STEPS
from movescreen.records.frames import no_frames
from movescreen.records.ownership import DEVICES, erase, mark, plain_name, same_as
from movescreen.records.record import Record, save
from movescreen.records.results_folder import COLUMNS, TABLE, Results, arriving_results
from movescreen.web.rating.study import COPIES, Design, files_below, made

PACKAGE = Path(__file__).parents[1] / "movescreen"
HOSTILE = (
    "",
    ".",
    "..",
    "../x",
    "/tmp/x",
    "a/b",
    "a\\b",
    "C:",
    "nul",
    "CON.txt",
    "com1",
    "a.",
    "a ",
    "a\0b",
    "a\nb",
    256 * "x",
)


def state(folder: Path) -> list[tuple[str, int, str]]:
    """Each thing in a folder, with its mode and what it holds."""
    files = [folder, *sorted(folder.rglob("*"))]
    return [
        (str(f), f.stat().st_mode, hashlib.sha256(f.read_bytes()).hexdigest() if f.is_file() else "") for f in files
    ]


def foreign(folder: Path) -> Path:
    (folder / "photos").mkdir(parents=True)
    (folder / "photos" / "one.jpg").write_bytes(b"one")
    (folder / "letter.txt").write_text("dear")
    folder.chmod(0o755)
    return folder


def test_library_in_a_foreign_folder_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    folder = foreign(tmp_path / "documents")
    before = state(folder)
    with pytest.raises(Problem) as told:
        Library(folder)
    assert told.value.code == "library_foreign" and state(folder) == before


def test_library_beside_a_foreign_database_is_refused(tmp_path: Path) -> None:
    folder = foreign(tmp_path / "documents")
    with closing(sqlite3.connect(folder / FILE)) as database:
        database.execute("CREATE TABLE photos (id)")
    before = state(folder)
    with pytest.raises(Problem, match="not empty"):
        Library(folder)
    assert state(folder) == before


@pytest.mark.parametrize("marker", [True, False])
def test_library_without_its_tables_puts_recordings_aside_and_takes_them_back(tmp_path: Path, marker: bool) -> None:
    library = Library(tmp_path)
    session = library.session(kept(library, library.add(NAME, AGREED).id))
    save(
        Record("overhead_squat", "side", RECORD.findings, (), no_frames(("x",), ("y",)), {}, {"clip": "x"}),
        session.folder,
    )
    held = sorted(file.read_bytes() for file in session.folder.iterdir())
    for file in tmp_path.glob(f"{FILE}*"):
        file.unlink()
    if not marker:
        (tmp_path / ".movescreen.json").unlink()
    again = Library(tmp_path)
    aside = tmp_path / UNCLAIMED / session.folder.parent.name / session.folder.name
    assert again.put_aside == [session.folder.parent.name] and sorted(f.read_bytes() for f in aside.iterdir()) == held
    assert Library(tmp_path).put_aside == []  # said once
    assert again.take_back() == 1
    (client,) = again.clients()
    (back,) = again.sessions(client.id)
    assert sorted(file.read_bytes() for file in back.folder.iterdir()) == held and back.state == "measured"
    assert again.take_back() == 0 and Library(tmp_path).put_aside == []


def test_library_leaves_folders_that_it_did_not_name(tmp_path: Path) -> None:
    Library(tmp_path)
    before = state(foreign(tmp_path / "mine"))
    Library(tmp_path)
    assert state(tmp_path / "mine") == before


def test_ids_of_the_deleted_are_not_given_again(tmp_path: Path) -> None:
    library = Library(tmp_path)
    gone = []
    for _ in range(5):
        client = library.add(NAME, AGREED)
        gone += [client.id, library.begin(client.id, "bridge", "side").id]
        library.delete(client.id)
    assert len(set(gone)) == 10 and min(gone) > 1000
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        library.add(NAME, AGREED)
        assert database.execute("SELECT id FROM clients").fetchall() == [(6,)]
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_an_older_library_keeps_everything(tmp_path: Path) -> None:
    """The tables of version 1 come to today's with each row."""
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        database.executescript(STEPS[0] + "; PRAGMA user_version = 1")
        database.execute("INSERT INTO clients VALUES (3, 'A', 'a', 'yes', '2026')")
        database.execute("INSERT INTO sessions VALUES (7, 3, 's', '2026', 'bridge', 'side', 'measured', 1, 2.0)")
        database.execute("INSERT INTO findings VALUES (7, 'f', '', 'observed', 1, 'deg', 1, 1, 1)")
        database.commit()
    library = Library(tmp_path)
    (client,) = library.clients()
    (session,) = library.sessions(client.id)
    assert len(library.findings(session.id)) == 1 and session.client == client.id


def test_study_does_not_delete_originals(tmp_path: Path) -> None:
    originals = tmp_path / COPIES
    originals.mkdir()
    (originals / "squat.mp4").write_bytes(b"original")
    before = state(originals)
    with pytest.raises(Problem):
        made(originals, tmp_path / "x" / "..", Design(), SILENT)
    assert state(originals) == before


def test_files_below_leaves_out_the_study_by_another_path(tmp_path: Path) -> None:
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "copy.mp4").write_bytes(b"copy")
    with pytest.raises(Problem, match="no clips"):
        files_below(tmp_path, tmp_path / "study" / ".." / "study")


@pytest.mark.parametrize("name", HOSTILE)
def test_plain_name_refuses(name: str) -> None:
    with pytest.raises(Problem):
        plain_name(name)


ANY = some.text(some.characters(max_codepoint=0x17F), max_size=12)


@given(some.one_of(some.sampled_from([*HOSTILE, *DEVICES]), ANY))
@settings(max_examples=60, deadline=None)
def test_plain_name_is_one_part_of_a_path(name: str) -> None:
    """What passes is one part, and stays below its folder."""
    try:
        plain_name(name)
    except Problem:
        return
    assert Path("root", name).parts == ("root", name)


def test_same_as_takes_variants_for_one() -> None:
    assert same_as("Übung") == same_as("u\u0308bung") and same_as("a") != same_as("b")


@pytest.mark.parametrize("clip", ["", "../../other", ".", "/etc", "KNEE"])
def test_results_refuse_a_cell_that_is_no_plain_name(tmp_path: Path, clip: str) -> None:
    lines = [",".join((*COLUMNS, "file")), "knee,ok,,1,1,1,side,a.mp4", f"{clip},ok,,1,1,1,side,b.mp4"]
    out = foreign(tmp_path / "out")
    (out / TABLE).write_text("\n".join(lines) + "\n")
    before = state(tmp_path)
    with pytest.raises(Problem, match="row 3") as told:
        Results(out)
    assert told.value.code == "output_cell" and state(tmp_path) == before


def test_arriving_replaces_only_results(tmp_path: Path) -> None:
    folder = foreign(tmp_path / "clip")
    before = state(folder)
    with pytest.raises(Problem, match="no results"), arriving_results(folder) as part:
        (part / "new").write_text("new")
    assert state(folder) == before and [f.name for f in tmp_path.iterdir()] == ["clip"]


def test_erase_removes_a_link_and_not_what_it_names(tmp_path: Path) -> None:
    outside, root = foreign(tmp_path / "outside"), tmp_path / "root"
    root.mkdir()
    (root / "link").symlink_to(outside)
    before = state(outside)
    for path in (root / ".." / "outside", root / "link" / "photos", root, root / ".."):
        with pytest.raises(Problem):
            erase(path, root)
    erase(root / "link", root)
    assert state(outside) == before and not (root / "link").exists()


def test_mark_follows_no_planted_link(tmp_path: Path) -> None:
    (tmp_path / ".movescreen.json").symlink_to(tmp_path / "victim")
    with pytest.raises(FileExistsError):
        mark(tmp_path, "library")
    assert not (tmp_path / "victim").exists()


def test_only_ownership_removes_and_replaces() -> None:
    """No other module calls what removes or replaces files (`replace` with one argument is of a path)."""
    found = []
    for file in PACKAGE.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
                continue
            name, owner = call.func.attr, ast.unparse(call.func.value)
            path_replace = name == "replace" and len(call.args) == 1 and not call.keywords
            of_os = owner in ("os", "shutil") and name in ("replace", "remove", "move")
            if name == "rename" and any(keyword.arg == "columns" for keyword in call.keywords):
                continue  # of a DataFrame
            if name in ("rmtree", "unlink", "rename", "extractall") or path_replace or of_os:
                found.append(f"{file.relative_to(PACKAGE)}:{call.lineno}")
    assert [one for one in found if not one.startswith("records/ownership.py")] == []
