"""A clip that is added to a client ends in the history as a recording does, and one that cannot be leaves nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from adding import BUNDLE, Figure, measure, write_dated, write_view
from clips import bundle
from language import banned
from people import SIDES, bridge, brief, seen, squat

from movescreen.batch.pairs import joined_again
from movescreen.batch.stored_poses import KEPT
from movescreen.batch.task import Task
from movescreen.cli import main
from movescreen.errors import Problem
from movescreen.library import VIDEO, Library, StoredSession
from movescreen.library.added_clip import (
    ClipWish,
    add_file,
    clip_name,
    job_of,
    measure_session,
    modified_at,
    reason_of,
    utc,
    waiting,
)
from movescreen.library.clip_contents import look_into, screen_of
from movescreen.library.inbox import GIVEN_UP_S, Inbox, Upload
from movescreen.library.later_reports import later_reports
from movescreen.library.pairing import JOINED, join_sessions, offer_of, offers
from movescreen.output.language import english
from movescreen.output.report.about import load as load_about
from movescreen.pose.estimators import replay
from movescreen.pose.pose import Pose
from movescreen.records.record import POSES, load_record

VIDEOS = Path(__file__).parents[1] / "videos"
AGREED = "Agreed."
SINCE = f"<dt>{english.SHEET['change']}</dt>"


@pytest.fixture(autouse=True)
def figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("movescreen.pose.estimators.blazepose.BlazePose", Figure)
    monkeypatch.setattr("movescreen.batch.task.ensure", lambda *_, **__: BUNDLE)


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_view(tmp_path_factory.mktemp("clips") / "IMG_0001.mp4")


@pytest.fixture(scope="module")
def side(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_view(tmp_path_factory.mktemp("clips") / "IMG_0002.mp4", "side")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


def added(library: Library, file: Path, client: int, **wish: Any):
    """A session of a clip that was added and measured."""
    kept = add_file(library, client, file, ClipWish(file.name, **wish))
    result = measure_session(job_of(library, kept, BUNDLE, "full"))
    return library.session(kept.id), result


@pytest.mark.parametrize("view", ["front", "back", *SIDES])
def test_screen_of_a_squat(view: str) -> None:
    assert screen_of(seen(squat(brief(2)), view).at(slice(None, None, 3))) == "overhead_squat"


@pytest.mark.parametrize("view", SIDES)
@pytest.mark.parametrize("raised", [None, *SIDES])
def test_screen_of_a_bridge(view: str, raised: str | None) -> None:
    """A leg in the air makes it a bridge on one leg, whichever side the camera is on."""
    track = seen(bridge(brief(2, bottom=2.0), raised=raised), view).at(slice(None, None, 3))
    assert screen_of(track) == ("bridge" if raised is None else "single_leg_bridge")


def test_screen_of_what_cannot_be_told() -> None:
    """Nobody, too few frames, and a leg that is lifted now and then are asked for, not guessed."""
    both, one = (seen(bridge(brief(bottom=2.0), raised=raised), "left") for raised in (None, "left"))
    few = seen(squat(brief()), "front").at(slice(0, 5))
    mixed = Pose.concatenate([both.at(slice(0, 80)), one.at(slice(0, 20))])
    for track in (Pose.unseen(np.arange(60) / 30, (640, 480)), few, mixed):
        assert screen_of(track) == ""


@pytest.mark.parametrize(
    ("name", "screen", "view"),
    [("bridge_side", "bridge", "side")],
)
def test_look_into_real_pictures(name: str, screen: str, view: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    found = look_into(VIDEOS / f"{name}.mp4", bundle())
    assert (found.screen, found.view) == (screen, view)


def test_added_clip_ends_in_the_history(library: Library, front: Path) -> None:
    """Screen, view and repetitions are found out, and the report says whose it is and since when what changed."""
    client = library.add("Ann", AGREED).id
    first, _ = added(library, front, client, recorded_at="2026-05-03T18:05:00+02:00")
    later, _ = added(library, front, client, recorded_at="2026-06-03T18:05:00+02:00")
    assert (first.screen, first.view, first.state, first.repetitions) == ("overhead_squat", "front", "measured", 1)
    assert first.begun_at == "2026-05-03T16:05:00+00:00" and library.earlier(later) == first
    names = {file.name for file in first.folder.iterdir()}
    assert {VIDEO, "record.json", "reps.csv", "frames.csv", "poses.npz", "report.html", "stills"} <= names
    assert "again" not in names and not [name for name in names if name.endswith(".part")]
    assert load_record(first.folder).provenance["clip"] == clip_name(first) == "IMG_0001.mp4"
    assert load_about(later.folder).client == "Ann" and load_about(later.folder).recorded_at == later.begun_at
    pages = [(kept.folder / "report.html").read_text() for kept in (first, later)]
    assert "Ann" in pages[0] and SINCE not in pages[0] and SINCE in pages[1]
    assert "<dd>3 May 2026: " in pages[1]
    assert library.findings(first.id) and [kept.id for kept in library.sessions(client)] == [later.id, first.id]


def test_added_clip_of_an_earlier_day(library: Library, front: Path) -> None:
    """A clip that is added later and was recorded earlier is what the next session is compared with."""
    client = library.add("Ann", AGREED).id
    later, _ = added(library, front, client, recorded_at="2026-06-03T18:05:00+02:00")
    assert SINCE not in (later.folder / "report.html").read_text()
    first, _ = added(library, front, client, recorded_at="2026-05-03T18:05:00+02:00")
    assert library.earlier(later) == first and "<dd>3 May 2026: " in (later.folder / "report.html").read_text()


def test_added_clip_without_its_video(library: Library, front: Path) -> None:
    kept, _ = added(library, front, library.add("Ann", AGREED).id, keep_video=False)
    assert kept.state == "measured" and kept.video is None and front.is_file()
    with pytest.raises(Problem, match="nothing to measure"):
        job_of(library, kept, BUNDLE, "full")


def test_stated_view_is_kept_and_can_be_changed_after(library: Library, front: Path) -> None:
    kept, _ = added(library, front, library.add("Ann", AGREED).id, screen="overhead_squat", view="side")
    assert load_record(kept.folder).provenance["stated_view"] == "side" and kept.view != "front"
    for view in ("front", "auto"):
        measure_session(job_of(library, library.session(kept.id), BUNDLE, "full", view=view))
        again = library.session(kept.id)
        assert load_record(kept.folder).provenance["stated_view"] == view
        assert (again.view, again.repetitions, again.begun_at) == ("front", 1, kept.begun_at)


def test_date_of_a_clip(library: Library, tmp_path: Path) -> None:
    """The user's date first, then the file's own, then when the file was changed."""
    client = library.add("Ann", AGREED).id
    file = write_view(tmp_path / "a.mp4")
    os.utime(file, (1_700_000_000, 1_700_000_000))
    wish = {"fallback_at": modified_at(file)}
    assert added(library, file, client, **wish)[0].begun_at == "2023-11-14T22:13:20+00:00"
    assert utc("2026-05-03T18:05:00+02:00") == "2026-05-03T16:05:00+00:00" and utc("yesterday") == ""
    phone = write_dated(file, tmp_path / "b.mp4", "2026-05-03T16:05:00Z")
    assert added(library, phone, client, **wish)[0].begun_at == "2026-05-03T16:05:00+00:00"
    stated, _ = added(library, phone, client, recorded_at="2026-05-04T10:00:00+00:00", **wish)
    assert stated.begun_at == "2026-05-04T10:00:00+00:00"


def test_clip_that_is_no_video(library: Library, tmp_path: Path) -> None:
    """It has its sentence, with the name that its user knows, and is not tried again by itself."""
    (tmp_path / "holiday.mp4").write_text("no video at all")
    kept, result = added(library, tmp_path / "holiday.mp4", library.add("Ann", AGREED).id)
    assert result.record is None and "holiday.mp4 is not in any video format" in result.reason
    assert kept.state == "recording" and reason_of(kept) == result.reason and not banned(result.reason)
    assert waiting(library) == []


def test_clip_that_nobody_can_tell_is_asked_for(library: Library, tmp_path: Path) -> None:
    kept, result = added(library, write_view(tmp_path / "a.mp4", "nobody"), library.add("Ann", AGREED).id)
    assert result.counts["unsure_screen"] and kept.state == "recording" and "which movement" in reason_of(kept)


def test_huge_clip_is_refused_by_space_before(library: Library, front: Path, monkeypatch) -> None:
    monkeypatch.setattr("movescreen.library.added_clip.ROOM", 10**18)
    client = library.add("Ann", AGREED).id
    with pytest.raises(Problem, match="are free where the library lies") as told:
        added(library, front, client)
    assert told.value.code == "no_room" and library.sessions(client) == [] and not list(library.folder.glob("*/*/*"))


def test_client_deleted_while_its_clip_is_measured(library: Library, front: Path, monkeypatch) -> None:
    client = library.add("Ann", AGREED).id
    kept = add_file(library, client, front, ClipWish(front.name))
    job = job_of(library, kept, BUNDLE, "full")

    def deleted_meanwhile(*_: object) -> Any:
        library.delete(client)
        return look_into(front, BUNDLE)

    monkeypatch.setattr("movescreen.library.added_clip.look_into", deleted_meanwhile)
    result = measure_session(job)
    assert result.record is None and not banned(result.reason)
    assert sorted(file.name for file in library.folder.iterdir() if file.is_dir()) == []


def test_measuring_that_was_cut_off_is_taken_up(library: Library, front: Path) -> None:
    """A process that is ended by force leaves the clip, and the next start knows that it is to be measured."""
    kept = add_file(library, library.add("Ann", AGREED).id, front, ClipWish(front.name))
    (kept.folder / "again").mkdir()
    (one,) = waiting(Library(library.folder))
    assert one.id == kept.id
    (kept.folder / "again").rmdir()
    assert measure_session(job_of(library, one, BUNDLE, "full")).record is not None
    assert waiting(library) == []


def test_pair_of_one_day(library: Library, front: Path, side: Path) -> None:
    client = library.add("Ann", AGREED).id
    one, _ = added(library, front, client, recorded_at="2026-05-03T18:05:00")
    two, _ = added(library, side, client, recorded_at="2026-05-03T18:07:00")
    other, _ = added(library, side, client, recorded_at="2026-05-04T18:07:00")
    assert offer_of([other, one]) and offer_of([one, other]) == offer_of([other, one]), "of two days, if one says so"
    assert offer_of([two, other]) is None and offer_of([one]) is None
    (offer,) = offers(library, client)
    assert (offer.front.id, offer.side.id) == (one.id, two.id)
    with pytest.raises(Problem):
        join_sessions(library, two, one)
    poses, provenance = replay.load_poses(two.folder / POSES)  # as a recording with the camera has them
    replay.store_poses(two.folder / POSES, poses, {key: value for key, value in provenance.items() if key != KEPT})
    joined = join_sessions(library, offer.front, offer.side)
    assert (joined.view, joined.state, joined.begun_at) == (JOINED, "measured", one.begun_at)
    page = (joined.folder / "report.html").read_text()
    assert "Ann" in page and "IMG_0001.mp4" in page and one.folder.name not in page.split("<body>")[1]
    assert offers(library, client) == [] and library.findings(joined.id)
    assert Library(library.folder).put_aside == []
    joined_again(joined.folder, "de")
    assert "von vorn und von der Seite" in (joined.folder / "report.html").read_text()
    library.discard(two.id)
    assert {kept.id for kept in library.sessions(client)} == {one.id, other.id} and not joined.folder.exists()


def upload(**about: Any) -> Upload:
    parts = {"name": "a.mp4", "size": 10, "by": "page", "taken_at": "", "client": 0, "screen": "", "view": ""}
    whole: dict[str, Any] = parts | about
    return Upload(id="", folder=Path(), **whole)


def test_inbox_keeps_two_of_one_name_apart(library: Library) -> None:
    inbox = Inbox(library)
    one, two = inbox.begin(upload(size=10)), inbox.begin(upload(size=11))
    assert one.id != two.id and len(inbox.uploads()) == 2
    assert inbox.begin(upload(size=10)).id == one.id, "the same file goes on"
    one.file.write_bytes(b"0123456789")
    assert inbox.upload(one.id).whole and inbox.begin(upload(size=10)).id != one.id


def test_inbox_refuses_what_has_no_room(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = Inbox(library)
    for size, code in ((0, "empty_clip"), (10**16, "no_room")):
        with pytest.raises(Problem) as told:
            inbox.begin(upload(size=size))
        assert told.value.code == code
    assert inbox.uploads() == []


def test_inbox_sweeps_what_broke_off_long_ago(library: Library) -> None:
    """Only unfinished uploads of ours go: a folder without our marker stays."""
    inbox = Inbox(library)
    old, whole = inbox.begin(upload(size=10)), inbox.begin(upload(size=3))
    whole.file.write_bytes(b"abc")
    foreign = inbox.folder / ("f" * 32)
    foreign.mkdir()
    long_ago = old.folder.stat().st_mtime - 2 * GIVEN_UP_S
    for one in (old, whole):
        for path in (one.file, one.folder):
            os.utime(path, (long_ago, long_ago))
    inbox.sweep()
    assert [one.id for one in inbox.uploads()] == [whole.id] and foreign.is_dir() and not old.folder.exists()


def test_inbox_names_are_no_paths(library: Library) -> None:
    inbox = Inbox(library)
    inbox.begin(upload(name="../../x.mp4"))
    for name in ("..", "../x", "f" * 32, ""):
        with pytest.raises(Problem):
            inbox.upload(name)
    assert not (library.folder.parent / "x.mp4").exists()


def added_by_command(library: Path, *options: str) -> int:
    return main.main(["add", *options, "--library", str(library)])


def test_add_command_joins_front_and_side(tmp_path, front, side, monkeypatch, capsys) -> None:
    """Two clips of a new client: measured, dated, joined; `clients` lists them, as JSON too."""
    monkeypatch.setattr("movescreen.library.added_clip.measure_session", measure)
    call = [str(front), str(side), "--client", "Ann  B", "--date", "2026-05-03T18:05", "--pair"]
    assert added_by_command(tmp_path / "l", *call) == 0
    said = capsys.readouterr()
    assert "IMG_0001.mp4: Overhead squat, from the front, 2026-05-03 18:05, 1 repetition." in said.out
    assert "Front and side joined" in said.out and "New client: Ann B" in said.err and not banned(said.out + said.err)
    assert main.main(["clients", "--json", "--library", str(tmp_path / "l")]) == 0
    (client,) = json.loads(capsys.readouterr().out)["clients"]
    assert client["name"] == "Ann B" and [one["view"] for one in client["sessions"]].count("front+side") == 1
    assert main.main(["clients", "--library", str(tmp_path / "l")]) == 0
    assert "Ann B" in capsys.readouterr().out


def test_add_command_leaves_nothing_of_what_it_could_not_measure(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr("movescreen.library.added_clip.measure_session", measure)
    (tmp_path / "no.mp4").write_text("no video")
    killed = write_view(tmp_path / "killed.mp4")
    unsure = write_view(tmp_path / "unsure.mp4", "nobody")
    files = [str(tmp_path / "no.mp4"), str(killed), str(unsure), str(tmp_path / "gone.mp4")]
    assert added_by_command(tmp_path / "l", *files, "--client", "Ann", "--consent", "Yes.") == 1
    said = capsys.readouterr().out
    assert "no.mp4: not added" in said and "SIGKILL" in said and "--screen" in said and "gone.mp4: not added" in said
    library = Library(tmp_path / "l")
    (client,) = library.clients()
    assert client.consent == "Yes." and library.sessions(client.id) == [] and not list(library.folder.glob("*/*/*"))
    assert added_by_command(tmp_path / "l", str(killed), "--client", "Ann", "--date", "soon") == 2


def test_add_command_measures_several_at_once(tmp_path, monkeypatch, capsys) -> None:
    """Two clips that each wait for the other to begin are both measured by two workers."""
    monkeypatch.setattr("movescreen.library.added_clip.measure_session", measure)
    monkeypatch.setenv("MOVESCREEN_MEETING", str(tmp_path))
    files = [str(write_view(tmp_path / f"meets{number}.mp4")) for number in (1, 2)]
    assert added_by_command(tmp_path / "l", *files, "--client", "Ann", "--consent", "Yes.", "--workers", "2") == 0
    said = capsys.readouterr().out
    assert "meets1.mp4: Overhead squat" in said and "meets2.mp4: Overhead squat" in said
    library = Library(tmp_path / "l")
    assert [kept.repetitions for kept in library.sessions(library.clients()[0].id)] == [1, 1]


def test_later_report_follows_what_goes(library: Library, front: Path) -> None:
    """Three sessions in a row: of the middle one deleted, or moved back, the last one compares with the first."""
    client = library.add("Ann", AGREED).id
    dates = ["2026-01-03T10:00+00:00", "2026-02-03T10:00+00:00", "2026-03-03T10:00+00:00"]
    first, middle, last = (measured(library, client, front, at) for at in dates)
    text = lambda: (last.folder / "report.html").read_text("utf-8")  # noqa: E731
    assert "3 February 2026" in text() and "3 January 2026" not in text()
    with later_reports(library, middle):
        library.discard(middle.id)
    assert "3 January 2026" in text() and "3 February 2026" not in text()
    with later_reports(library, first):
        library.redate(first.id, "2026-03-04T10:00+00:00")
    assert "3 January 2026" not in text() and "4 March 2026" not in text()


def measured(library: Library, client: int, clip: Path, at: str) -> StoredSession:
    """A clip of a day, measured."""
    kept = add_file(library, client, clip, ClipWish(clip.name, "overhead_squat", "front", at))
    assert measure(job_of(library, kept, BUNDLE, "full"), lambda done, of: None).record is not None
    return library.session(kept.id)


def test_add_command_needs_to_know_which_client(tmp_path, front, capsys) -> None:
    library = Library(tmp_path / "l")
    library.add("Ann", AGREED), library.add("Ann", AGREED)
    assert added_by_command(library.folder, str(front), "--client", "Ann") == 1
    assert "2 clients are called Ann" in capsys.readouterr().err


def test_task_of_a_session_is_that_of_its_screen(library: Library, front: Path) -> None:
    kept = add_file(library, library.add("Ann", AGREED).id, front, ClipWish(front.name, "bridge", "side"))
    job = job_of(library, kept, BUNDLE, "full")
    assert (job.task.screen, job.task.view, job.known) == ("bridge", "side", "bridge")
    assert isinstance(job.task, Task) and job.name == front.name
