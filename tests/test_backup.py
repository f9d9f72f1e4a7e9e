"""A library in one file and back: whole, into a new folder, and nothing of anything else."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from test_library import AGREED, NAME, contents, kept

from movescreen.cli.main import main
from movescreen.errors import Problem
from movescreen.library import FILE, VIDEO, Library
from movescreen.library.backup import NOTE, Tell, back_up, restore
from movescreen.library.entries import RATINGS
from movescreen.library.preferences import Preferences, load_preferences, save_preferences
from movescreen.library.settings_file import save_settings, settings_of


@pytest.fixture
def library(tmp_path: Path) -> Library:
    of = Library(tmp_path / "library")
    kept(of, of.add(NAME, AGREED).id)
    save_settings(of.folder, {"yaw_deg": 8.0}, {}, {})
    return of


@pytest.fixture
def whole(library: Library, tmp_path: Path) -> Path:
    return back_up(library, tmp_path / "backup.zip").place


def beside(folder: Path) -> list[str]:
    """What lies in a folder, hidden or not."""
    return sorted(one.name for one in folder.iterdir())


def changed(whole: Path, to: Path, **members: bytes | None) -> Path:
    """A copy of a back-up with other members; None leaves one out."""
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(to, "w") as new:
        for member in old.infolist():
            if member.filename not in members:
                new.writestr(member, old.read(member))
        for name, content in members.items():
            if content is not None:
                new.writestr(name, content)
    return to


def test_back_up_and_restore(library: Library, whole: Path, tmp_path: Path) -> None:
    """What is read back is the same library: clients, sessions, findings, videos and settings; all for its owner."""
    restore(whole, tmp_path / "again")
    again = Library(tmp_path / "again")
    (client,) = again.clients()
    (session,) = again.sessions(client.id)
    assert client.name == NAME and session.video and not again.put_aside
    assert [session.id] == [one.id for one in library.sessions(library.clients()[0].id)]
    assert repr(again.findings(session.id)) == repr(library.findings(session.id))
    assert (session.folder / VIDEO).read_bytes() == b"moving pictures of Zerlina Quastenflosser"
    assert settings_of(again.folder).yaw_deg == 8.0
    assert stat.S_IMODE(whole.stat().st_mode) == 0o600
    assert stat.S_IMODE(again.folder.stat().st_mode) == 0o700
    assert beside(tmp_path) == ["again", "backup.zip", "library"]


def test_back_up_has_no_token_and_no_unfinished_clip(library: Library, tmp_path: Path) -> None:
    """Nothing of a running page, of uploads, or behind a link gets into the file."""
    (library.folder / ".app.json").write_text("token", "utf-8")
    (library.folder / "inbox").mkdir()
    (library.folder / "inbox" / "part").write_bytes(b"half a clip")
    (tmp_path / "letter.txt").write_text("private", "utf-8")
    session = library.sessions(library.clients()[0].id)[0].folder
    (session / "link.txt").symlink_to(tmp_path / "letter.txt")
    (session / "folder").symlink_to(tmp_path)
    names = zipfile.ZipFile(back_up(library, tmp_path / "b.zip").place).namelist()
    assert names[0] == NOTE and FILE in names
    assert not [name for name in names if "inbox" in name or "app.json" in name or "link" in name or "letter" in name]


def test_back_up_replaces_nothing(library: Library, whole: Path, tmp_path: Path) -> None:
    """A name that is taken, one in the library, and one in no folder are refused, and what is there stays."""
    before = whole.read_bytes()
    for place in (whole, library.folder / "b.zip", tmp_path / "nowhere" / "b.zip"):
        with pytest.raises(Problem):
            back_up(library, place)
    assert whole.read_bytes() == before and not (library.folder / "b.zip").exists()


def test_back_up_on_a_full_disk(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full, or becomes so, is said; nothing is left, and the library is as it was."""
    before = contents(library.folder)

    def full(*args: object, **others: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("movescreen.library.backup._add", full)
        with pytest.raises(Problem, match="No space left"):
            back_up(library, tmp_path / "b.zip")
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda folder: usage)
        with pytest.raises(Problem, match="are free"):
            back_up(library, tmp_path / "b.zip")
    assert beside(tmp_path) == ["library"] and contents(library.folder) == before


def test_restore_on_a_full_disk(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that becomes full while a back-up is read leaves nothing of it."""

    def full(*args: object, **others: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("movescreen.library.restoring._extract_one", full)
    with pytest.raises(Problem, match="No space left"):
        restore(whole, tmp_path / "again")
    assert beside(tmp_path) == ["backup.zip", "library"]


def test_restore_replaces_nothing(library: Library, whole: Path, tmp_path: Path) -> None:
    """A library, a folder with a file, a file, and a link are no places to restore to."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("private", "utf-8")
    (tmp_path / "file").write_text("private", "utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    before = contents(tmp_path)
    for place in (library.folder, tmp_path / "full", tmp_path / "file", tmp_path / "link"):
        with pytest.raises(Problem):
            restore(whole, place)
    assert contents(tmp_path) == before and not beside(tmp_path / "empty")
    restore(whole, tmp_path / "empty")
    assert Library(tmp_path / "empty").clients()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_restore_of_a_file_that_was_cut_off(share: float, whole: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[: int(share * whole.stat().st_size)])
    with pytest.raises(Problem, match="back-up"):
        restore(cut, tmp_path / "again")
    assert beside(tmp_path) == ["backup.zip", "cut.zip", "library"]


def test_restore_of_a_byte_that_changed(whole: Path, tmp_path: Path) -> None:
    """A damaged member is found by its checksum, and nothing is left."""
    content = bytearray(whole.read_bytes())
    at = content.index(b"moving pictures")
    content[at] ^= 0xFF
    (tmp_path / "bad.zip").write_bytes(content)
    with pytest.raises(Problem):
        restore(tmp_path / "bad.zip", tmp_path / "again")
    assert not (tmp_path / "again").exists()


NOT_OURS = json.dumps({"made_by": "another", "kind": "backup"}).encode()
SOMETHING = b"x"


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "/tmp/evil.txt",
        "..\\evil.txt",
        "C:\\evil.txt",
        "letter.txt",
        ".movescreen.json",
        "a" * 32 + "/../../evil.txt",
        "a" * 32 + "//b.txt",
        "a" * 32 + "/./b.txt",
        "a" * 32 + "/con.txt",
        "a" * 32 + "/",
        "A" * 32 + "/b.txt",
        "LIBRARY.SQLITE",
    ],
)
def test_restore_of_a_member_without_a_place(name: str, whole: Path, tmp_path: Path) -> None:
    """A path out of the folder, a device, a folder that no library has: nothing at all is read."""
    bad = changed(whole, tmp_path / "bad.zip", **{name: SOMETHING})
    with pytest.raises(Problem):
        restore(bad, tmp_path / "again")
    assert beside(tmp_path) == ["backup.zip", "bad.zip", "library"]


def test_restore_of_a_link(whole: Path, tmp_path: Path) -> None:
    bad = changed(whole, tmp_path / "bad.zip")
    link = zipfile.ZipInfo("a" * 32 + "/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(bad, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(Problem):
        restore(bad, tmp_path / "again")
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize(
    "members",
    [{NOTE: NOT_OURS}, {NOTE: b"no json"}, {NOTE: None}, {FILE: None}, {FILE: b"no tables"}],
    ids=["another's", "no json", "no note", "no tables", "other tables"],
)
def test_restore_of_something_else(members: dict[str, bytes | None], whole: Path, tmp_path: Path) -> None:
    """A zip of something else, and one without whole tables, are no back-up."""
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(bad, "w") as new:
        for member in old.infolist():
            content = members.get(member.filename, old.read(member))
            if content is not None:
                new.writestr(member.filename, content)
    with pytest.raises(Problem, match=r"back-up|tables"):
        restore(bad, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_restore_of_other_tables(whole: Path, tmp_path: Path) -> None:
    """A database of another program in the place of the tables is no library."""
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as other:
        other.execute("CREATE TABLE letters (text TEXT)")
        other.commit()
    bad = changed(whole, tmp_path / "bad.zip", **{FILE: (tmp_path / "other.sqlite").read_bytes()})
    with pytest.raises(Problem, match="tables"):
        restore(bad, tmp_path / "again")
    assert not (tmp_path / "again").exists()


class Ended(BaseException):
    """As Ctrl-C, or whatever ends a program."""


def ends(done: int, of: int) -> None:
    if done > of / 2:
        raise Ended


def test_progress_goes_up_to_the_whole(library: Library, tmp_path: Path) -> None:
    """Both ways it never goes down, and ends with all bytes, within what the tables grew."""
    for work in (
        lambda tell: back_up(library, tmp_path / "b.zip", tell),
        lambda tell: restore(tmp_path / "b.zip", tmp_path / "again", tell),
    ):
        heard: list[tuple[int, int]] = []
        work(lambda done, of, heard=heard: heard.append((done, of)))
        done, (of,) = [one for one, _ in heard], {of for _, of in heard}
        assert done == sorted(done) and 0.5 * of < done[-1] <= of


def test_back_up_replaces_an_earlier_one_only_when_whole(library: Library, whole: Path, tmp_path: Path) -> None:
    """What ends half leaves the earlier one; a file of something else is never replaced."""
    before = whole.read_bytes()
    with pytest.raises(Ended):
        back_up(library, whole, ends, replace=True)
    assert whole.read_bytes() == before and beside(tmp_path) == ["backup.zip", "library"]
    kept(library, library.clients()[0].id)
    back_up(library, whole, replace=True)
    assert whole.read_bytes() != before and beside(tmp_path) == ["backup.zip", "library"]
    (tmp_path / "letter.txt").write_text("private", "utf-8")
    with pytest.raises(Problem):
        back_up(library, tmp_path / "letter.txt", replace=True)
    assert (tmp_path / "letter.txt").read_text("utf-8") == "private"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.parametrize("reads", [False, True])
def test_killed_in_the_middle(reads: bool, library: Library, whole: Path, tmp_path: Path) -> None:
    """What a killed process leaves is no back-up and no library, and the next run sweeps it away."""
    before = whole.read_bytes()

    def work(tell: Tell) -> None:
        if reads:
            restore(whole, tmp_path / "again", tell)
        else:
            back_up(library, whole, tell, replace=True)

    child = os.fork()
    if not child:
        work(lambda done, of: os._exit(9) if done > of / 2 else None)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert whole.read_bytes() == before and not (tmp_path / "again").exists() and len(beside(tmp_path)) == 3
    work(lambda done, of: None)
    assert [name for name in beside(tmp_path) if name.startswith(".")] == []


def test_restore_on_an_ended_program(whole: Path, tmp_path: Path) -> None:
    with pytest.raises(Ended):
        restore(whole, tmp_path / "again", ends)
    assert beside(tmp_path) == ["backup.zip", "library"]


def test_back_up_and_restore_as_commands(library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder gets a file with the day in its name; the second of a day needs --replace."""
    at = ["--library", str(library.folder)]
    assert main(["backup", str(tmp_path), *at]) == 0
    (file,) = tmp_path.glob("movescreen-????-??-??.zip")
    assert str(file) in capsys.readouterr().out
    assert main(["backup", str(file), *at]) != 0 and "is there already" in capsys.readouterr().err
    assert main(["backup", str(file), "--replace", *at]) == 0
    assert main(["restore", str(file), *at]) == 2 and "holds something" in capsys.readouterr().err
    assert main(["restore", str(file), "--library", str(tmp_path / "again")]) == 0
    assert [client.name for client in Library(tmp_path / "again").clients()] == [NAME]


def test_back_up_has_units_and_ratings(library: Library, tmp_path: Path) -> None:
    """Preferences and rating studies come back; a study's tables as they are at that moment."""
    save_preferences(library.folder, Preferences("de", units="imperial"))
    study = library.folder / RATINGS / ("a" * 32)
    (study / "clips").mkdir(parents=True)
    (study / "study.json").write_text("{}", "utf-8")
    (study / "clips" / "0f").write_bytes(b"a copy")
    (study / ".lock").touch()
    with closing(sqlite3.connect(study / "ratings.sqlite")) as tables:
        tables.execute("PRAGMA journal_mode = WAL")
        tables.execute("CREATE TABLE ticks (value TEXT)")
        tables.execute("INSERT INTO ticks VALUES ('observed')")
        tables.commit()
        restore(back_up(library, tmp_path / "b.zip").place, tmp_path / "again")
    again = tmp_path / "again" / RATINGS / study.name
    with closing(sqlite3.connect(again / "ratings.sqlite")) as tables:
        assert tables.execute("SELECT value FROM ticks").fetchall() == [("observed",)]
    assert load_preferences(tmp_path / "again") == Preferences("de", units="imperial")
    assert beside(again) == ["clips", "ratings.sqlite", "study.json"] and (again / "clips" / "0f").is_file()


def test_restore_of_no_file(tmp_path: Path) -> None:
    with pytest.raises(Problem):
        restore(tmp_path / "none.zip", tmp_path / "again")
    assert not beside(tmp_path)
