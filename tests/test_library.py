"""Clients and their sessions are kept on this machine, found again, given out whole, and deleted for good."""

from __future__ import annotations

import csv
import io
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path
from time import monotonic

import numpy as np
import pytest

from movescreen.errors import Problem
from movescreen.library import VIDEO, Library
from movescreen.library.paths import home
from movescreen.library.zip_pieces import PIECE_BYTES
from movescreen.records.frames import FrameTable
from movescreen.records.record import Record, SetFinding, save

NOBODY = FrameTable(
    np.arange(90) / 30, np.full(90, "start"), np.zeros(90, int), (), np.empty((90, 0)), (), np.empty((90, 0), str)
)
FOUND = (
    SetFinding("arms_fall_forward", "left", "observed", 21.5, "deg", 2.0, 3, 3, ""),
    SetFinding("feet_flatten", "", "not_measurable", float("nan"), "deg", float("nan"), 0, 0, "by_eye"),
)
RECORD = Record("overhead_squat", "side", FOUND, (), NOBODY)
AGREED = "Agreed to be recorded and measured."
NAME = "Zerlina Quastenflosser"


def kept(library: Library, client: int) -> int:
    """The number of a session with results and a video."""
    begun = library.begin(client, "overhead_squat", "auto")
    save(RECORD, begun.folder)
    (begun.folder / VIDEO).write_bytes(b"moving pictures of Zerlina Quastenflosser")
    library.finish(begun.id, RECORD)
    return begun.id


def contents(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_what_is_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    library = Library(tmp_path)
    client = library.add(NAME, AGREED)
    number = kept(library, client.id)
    again = Library(tmp_path)
    assert again.clients() == [client] and client.consent == AGREED and client.consent_at
    (session,) = again.sessions(client.id)
    assert session == library.session(number) and session.video
    assert (session.state, session.view, session.repetitions, session.seconds) == ("measured", "side", 0, 89 / 30)
    assert repr(again.findings(number)) == repr([found.__class__(**vars(found) | {"reason": ""}) for found in FOUND])


def test_a_recording_that_never_ended_is_there_with_its_video(tmp_path: Path) -> None:
    library = Library(tmp_path)
    begun = library.begin(library.add(NAME, AGREED).id, "bridge", "side")
    (begun.folder / VIDEO).write_bytes(b"until here")
    (session,) = Library(tmp_path).sessions(begun.client)
    assert session.state == "recording" and session.video and session.repetitions is None


def test_sessions_come_newest_first_and_clients_by_name(tmp_path: Path) -> None:
    library = Library(tmp_path)
    names = ("berta", "Anna", "Carl")
    clients = [library.add(name, AGREED) for name in names]
    numbers = [library.begin(clients[0].id, "bridge", "side").id for _ in range(3)]
    assert [client.name for client in library.clients()] == ["Anna", "berta", "Carl"]
    assert [session.id for session in library.sessions(clients[0].id)] == numbers[::-1]


def test_deleting_a_client_leaves_nothing_of_them(tmp_path: Path) -> None:
    library = Library(tmp_path)
    other = library.add("Somebody else", AGREED)
    stays = kept(library, other.id)
    client = library.add(NAME, "Agreed on paper, Quastenflosser file 7.")
    for _ in range(3):
        kept(library, client.id)
    assert contents(tmp_path).count(b"Quastenflosser") >= 5
    library.delete(client.id)
    left = contents(tmp_path)
    assert b"Quastenflosser" in (tmp_path / other.folder / library.session(stays).folder / VIDEO).read_bytes()
    assert left.count(b"Quastenflosser") == 1  # in the other's video alone, which these tests write
    assert not client.folder.exists() and library.clients() == [other]
    assert library.sessions(client.id) == []
    with pytest.raises(Problem) as told:
        library.client(client.id)
    assert told.value.code == "no_client"
    with sqlite3.connect(tmp_path / "library.sqlite") as database:
        assert database.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM findings").fetchone() == (2,)


def test_deleting_a_session_leaves_the_others(tmp_path: Path) -> None:
    library = Library(tmp_path)
    client = library.add(NAME, AGREED)
    gone, stays = kept(library, client.id), kept(library, client.id)
    folder = library.session(gone).folder
    library.discard(gone)
    assert [session.id for session in library.sessions(client.id)] == [stays] and not folder.exists()
    with pytest.raises(Problem) as told:
        library.session(gone)
    assert told.value.code == "no_session"


def test_a_deletion_that_was_interrupted_is_finished_at_the_next_start(tmp_path: Path, monkeypatch) -> None:
    library = Library(tmp_path)
    client = library.add(NAME, AGREED)
    number = kept(library, client.id)
    session = library.session(number)
    monkeypatch.setattr("movescreen.library.deletion.erase", lambda folder, root: None)
    library.discard(number)
    assert session.folder.exists()
    monkeypatch.undo()
    Library(tmp_path)
    assert not session.folder.exists() and client.folder.exists()


def test_everything_about_a_client_is_given_out(tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    client = library.add(NAME, AGREED)
    numbers = [kept(library, client.id), kept(library, client.id)]
    whole = io.BytesIO()
    library.export(client.id, whole)
    with zipfile.ZipFile(whole) as archive:
        names = archive.namelist()
        rows = list(csv.DictReader(io.StringIO(archive.read("client.csv").decode())))
    assert sum(name.endswith("/record.json") for name in names) == sum(name.endswith(VIDEO) for name in names) == 2
    assert [row["name"] for row in rows] == [NAME, NAME] and rows[0]["consent"] == AGREED
    assert {int(row["session"]) for row in rows} == set(numbers)
    assert not any(name.startswith("/") or ".." in name for name in names)


def test_exported_in_pieces(tmp_path: Path) -> None:
    """A zip goes out while it is made, never more than a piece at a time; a file that goes meanwhile is left out."""
    library = Library(tmp_path / "library")
    client = library.add(NAME, AGREED)
    session = library.session(kept(library, client.id))
    film = bytes(3 * PIECE_BYTES)
    (session.folder / VIDEO).write_bytes(film)
    (session.folder / "z.csv").write_text("passing")
    pieces = library.exported(client.id, ("ratings.csv", "ticks"))
    first = next(pieces)
    (session.folder / "z.csv").unlink()
    whole = [first, *pieces]
    with zipfile.ZipFile(io.BytesIO(b"".join(whole))) as archive:
        names = {name.split("/")[-1]: archive.read(name) for name in archive.namelist()}
    assert names[VIDEO] == film and names["ratings.csv"] == b"ticks" and "z.csv" not in names
    assert len(whole) > 4 and max(map(len, whole)) < 1.5 * PIECE_BYTES


@pytest.mark.parametrize(
    ("name", "consent", "code"), [(" ", AGREED, "no_name"), ("x" * 81, AGREED, "no_name"), (NAME, " ", "no_consent")]
)
def test_nobody_is_kept_without_a_name_or_without_consent(tmp_path: Path, name: str, consent: str, code: str) -> None:
    with pytest.raises(Problem) as told:
        Library(tmp_path).add(name, consent)
    assert told.value.code == code and Library(tmp_path).clients() == []


def test_no_name_becomes_a_path(tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    for name in ("../../outside", "/etc/passwd", "C:\\x", "a/b"):
        client = library.add(name, AGREED)
        assert client.name == name and client.folder.parent == library.folder
        assert library.begin(client.id, "bridge", "side").folder.parent == client.folder


def test_the_library_is_for_its_owner_alone(tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    session = library.begin(library.add(NAME, AGREED).id, "bridge", "side")
    for folder in (library.folder, session.folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_library_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    Library(tmp_path).add(NAME, AGREED)
    with sqlite3.connect(tmp_path / "library.sqlite") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(Problem) as told:
        Library(tmp_path)
    assert told.value.code == "library_newer"


def test_what_is_no_library_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"something else entirely " * 100)
    with pytest.raises(Problem, match="--library"):
        Library(tmp_path)
    with pytest.raises(Problem, match="--library"):
        Library(tmp_path / "library.sqlite")


def test_the_library_lies_where_the_platform_has_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MOVESCREEN_LIBRARY", str(tmp_path))
    assert home() == tmp_path
    monkeypatch.delenv("MOVESCREEN_LIBRARY")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert home("linux") == tmp_path / "data" / "movescreen" / "library"
    assert "Application Support" in str(home("darwin"))


def test_reading_waits_for_nobody_who_writes(tmp_path: Path) -> None:
    """While another process holds the library for writing, all that pages show is read from what was there before."""
    library = Library(tmp_path)
    client = library.add(NAME, AGREED)
    number = kept(library, client.id)
    with closing(sqlite3.connect(tmp_path / "library.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM sessions")
        began = monotonic()
        assert library.clients() == [client] and library.session(number) in library.sessions(client.id)
        assert len(library.findings(number)) == len(FOUND)
        assert monotonic() - began < 2.0
        other.execute("ROLLBACK")


def test_sessions_of_all_clients(tmp_path: Path) -> None:
    """Lists over everybody say what those of each client say, the newest first."""
    library = Library(tmp_path)
    clients = [library.add(name, AGREED).id for name in ("Ann", "Bob", "Cyd")]
    for client in clients[:2]:
        for day in (3, 1, 2):
            library.begin(client, "bridge", "side", f"2026-05-0{day}T10:0{client % 7}:00+00:00")
    every = library.every_session()
    assert {one.id for one in every} == {one.id for client in clients for one in library.sessions(client)}
    assert [one.begun_at for one in every] == sorted((one.begun_at for one in every), reverse=True)
    newest = {client: (3, library.sessions(client)[0].begun_at) for client in clients[:2]}
    assert library.visits() == newest
    some = [every[0].id, every[3].id, 123]
    assert library.sessions_among(some) == {every[0].id: every[0], every[3].id: every[3]}
    assert library.sessions_among([]) == {}
