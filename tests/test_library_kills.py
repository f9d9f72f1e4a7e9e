"""A library that is killed, or whose disk is full, loses nothing: the benchmark's tables in short."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import library_kills as bench

from movescreen.errors import Problem
from movescreen.library import UNCLAIMED, VIDEO, Library
from movescreen.records.ownership import MARKER

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and tmpfs are POSIX's")


@pytest.mark.parametrize("kind", bench.KINDS)
def test_kills_lose_nothing(kind: str) -> None:
    assert bench.kills(kind, 3).lost == 0


def test_full_disks_lose_nothing() -> None:
    try:
        assert bench.full_disks([0, 300_000]).lost == 0
    except PermissionError:
        pytest.skip("a small disk takes root")


def test_full_disk_is_said_and_what_is_there_is_read(tmp_path: Path) -> None:
    """Without a byte free, lists and sessions are shown as before; what cannot be kept is a sentence that says why.

    A library that there was no room for is begun once there is.
    """
    try:
        with bench.small_disk() as disk:
            library = bench.begun(disk / "library")
            client = library.clients()[0]
            ballast = bench.fill(disk, 0)
            assert library.clients() == [client] and len(library.sessions(client.id)) == 1
            with pytest.raises(Problem, match="The disk is full where the library lies") as told:
                library.add("Passing", "yes")
            assert told.value.code == "library_full"
            with pytest.raises(Problem):
                Library(disk / "other")
            ballast.unlink()
            assert library.add("Passing", "yes") in Library(disk / "library").clients()
            assert Library(disk / "other").clients() == []
    except PermissionError:
        pytest.skip("a small disk takes root")


@pytest.mark.parametrize("with_session", [True, False])
def test_delete_on_a_full_disk(with_session: bool) -> None:
    """Without a byte free, a client goes and leaves nothing, with files that make room and without any.

    The library then opens on a full disk too: that is where room is made.
    """
    try:
        with bench.small_disk() as disk:
            library = bench.begun(disk / "library")
            stays, goes = library.clients()[0].id, library.add("Somebody Passing", "yes").id
            if with_session:
                bench.recorded(library, goes)
            bench.fill(disk, 0)
            library.delete(goes)
            assert [client.id for client in library.clients()] == [stays]
            bench.fill(disk, 0)
            again = Library(library.folder)
            assert again.clients() == library.clients() and not again.put_aside
            again.delete(stays)
            files = [file for file in library.folder.rglob("*") if file.is_file()]
            assert again.clients() == [] and {file.parent for file in files} == {library.folder}
            assert not any(b"Somebody Passing" in file.read_bytes() for file in files)
    except PermissionError:
        pytest.skip("a small disk takes root")


def test_two_processes_on_one_library_put_nothing_aside(tmp_path: Path) -> None:
    """One deletes clients while the other opens the library: a folder that is being deleted is not a lost one."""
    library = bench.begun(tmp_path / "library")
    opened: list[Library] = []
    over = threading.Event()

    def opening() -> None:
        while not over.is_set():
            opened.append(Library(library.folder))

    other = threading.Thread(target=opening)
    other.start()
    for _ in range(5):
        passing = library.add("Passing", "yes").id
        session = library.begin(passing, "bridge", "side")
        for number in range(50):
            (session.folder / str(number)).write_bytes(b"x")
        library.delete(passing)
    over.set()
    other.join()
    assert opened and not any(one.put_aside for one in opened)
    assert not (library.folder / UNCLAIMED).exists() and bench.is_whole(library, library.clients()[0].id)


def lost(folder: Path, *keep: str) -> Library:
    """A library whose list was lost; of each session only some files are left."""
    bench.begun(folder)
    for file in folder.glob("library.sqlite*"):
        file.unlink()
    for file in folder.glob("*/*/*"):
        if file.name not in keep:
            file.unlink()
    return Library(folder)


@pytest.mark.parametrize("keep", [(VIDEO, MARKER), (VIDEO,)])
def test_a_video_alone_is_taken_back_for_a_chosen_client(tmp_path: Path, keep: tuple[str, ...]) -> None:
    """Its marker says what was recorded; without one the coach does."""
    library = lost(tmp_path, *keep)
    (folder,) = library.unclaimed()
    client = library.add("Found", "yes").id
    if MARKER not in keep:
        with pytest.raises(Problem):
            library.take_one_back(folder, client)
    kept = library.take_one_back(folder, client, "bridge", "side")
    assert (kept.screen, kept.view, kept.state) == ("bridge", "side", "recording") and kept.video
    assert library.unclaimed() == [] and Library(tmp_path).session(kept.id) == kept


def test_taking_back_that_was_killed_is_finished_at_the_next_start(tmp_path: Path, monkeypatch) -> None:
    """Before the move, and between the move and the note that it is measured."""
    library = lost(tmp_path, VIDEO, MARKER, "record.json", "frames.csv", "reps.csv")
    (folder,) = library.unclaimed()
    client = library.add("Found", "yes").id
    with monkeypatch.context() as dying:
        dying.setattr(Library, "_finish_session", lambda *_: None)
        library.take_one_back(folder, client)
    assert folder.is_dir()
    (kept,) = Library(tmp_path).sessions(client)
    assert kept.state == "measured" and kept.video and Library(tmp_path).unclaimed() == []


def test_a_recording_killed_before_it_was_noted_is_measured_at_the_next_start(tmp_path: Path) -> None:
    library = bench.begun(tmp_path)
    client = library.clients()[0].id
    session = library.begin(client, "bridge", "side")
    bench.save(bench.record(), session.folder)
    assert library.session(session.id).state == "recording"
    assert Library(tmp_path).session(session.id).state == "measured"


def test_a_clock_that_goes_back_an_hour_mixes_nothing_up(tmp_path: Path, monkeypatch) -> None:
    library = bench.begun(tmp_path)
    client = library.clients()[0].id
    monkeypatch.setattr("movescreen.library.tables.now", lambda: "2000-01-01T00:00:00+00:00")
    bench.recorded(library, client)
    assert len(library.sessions(client)) == 2 and len(Library(tmp_path).sessions(client)) == 2
    assert len({kept.folder for kept in library.sessions(client)}) == 2
