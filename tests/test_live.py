"""A session from the gate to the library: what is recorded live is what a clip says, and nothing is lost."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Event
from time import sleep
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from people import brief, camera_for, repetitions, squat
from videos import picture, write_clip

from movescreen.batch.clip import measure_clip
from movescreen.batch.task import Job, Task
from movescreen.cli import main
from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.pose.estimators import replay
from movescreen.pose.estimators.person_tracker import PersonTracker
from movescreen.pose.estimators.synthetic import Synthetic
from movescreen.pose.pose import Pose
from movescreen.pose.synthetic import Motion
from movescreen.pose.weights import Bundle
from movescreen.records.record import load_record
from movescreen.scoring.settings import Settings
from movescreen.screens import STATES, screens
from movescreen.session import Session
from movescreen.video import Frame, open_video
from movescreen.video.replayed_camera import StandIn
from movescreen.web.live import malloc_limits, results
from movescreen.web.live.camera_feed import Feed, LiveSource, TakenFrame
from movescreen.web.live.frame_buffer import MOST, FrameBuffer, encoded
from movescreen.web.live.headless import line, of_clip, of_feed
from movescreen.web.live.image_checks import ImageCheck
from movescreen.web.live.raw_video import RawVideoWriter
from movescreen.web.live.recorded_take import RecordingPlan, SeenFrame, made_ready
from movescreen.web.live.room import Room
from movescreen.web.live.states import COUNT, Idle, Measuring, Phase, Placing, RecordingState, ResultsReady

pytestmark = pytest.mark.versions

MOTION = squat(repetitions(2, lead=1.5, descent=0.9, bottom=0.3, ascent=0.8, rest=1.0))
STANDING = squat(brief(lead=30.0, rest=1.0))
SEEN = ImageCheck("", 0.0, 1)
BUNDLE = Bundle(Path("none.task"), "0" * 64, "file", "full")
TASK = Task("overhead_squat", "front", settings=Settings(reps=2))


def backend(motion: Motion = MOTION) -> Synthetic:
    return Synthetic(motion, camera_for(motion, "front"))


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clip as long as the motion, whatever its pictures show."""
    pictures = (picture(index) for index in range(len(MOTION.time)))
    return write_clip(tmp_path_factory.mktemp("clips") / "clip.mp4", pictures)


def seen(track: Pose, clock: Callable[[], float], source: Any) -> Iterator[SeenFrame]:
    """Each frame of a track as the studio would pass it on, from a camera or a stand-in."""
    watching = backend()
    for number in range(len(track)):
        now = clock()
        taken = TakenFrame(Frame(number, now, GREY), now, source.playing)
        yield SeenFrame(taken, replace(track.at(number), time=np.asarray(now)), JPEG, watching, source, dropped=7)


class Waiting:
    """A source that notes what it is told."""

    name, size, rate, frames, undecoded, cut_short = "Camera 1", (64, 48), 30.0, None, 0, False

    def __init__(self, rewinds: bool = False) -> None:
        self.rewinds, self.held, self.playing = rewinds, False, 0

    def begin(self) -> bool:
        self.playing += 1
        return self.rewinds

    def hold(self, still: bool) -> None:
        self.held = still


class AtOnce(Executor):
    """Does what it is given before it answers."""

    def submit(self, work: Any, /, *parts: Any, **others: Any) -> Future[Any]:
        answer: Future[Any] = Future()
        try:
            answer.set_result(work(*parts, **others))
        except Exception as error:
            answer.set_exception(error)
        return answer


GREY = np.full((48, 64, 3), 120, np.uint8)
JPEG = encoded(GREY)


def test_every_frame_of_a_clip_is_told_once_and_the_record_is_that_of_analyze(clip: Path, tmp_path: Path) -> None:
    *told, last = of_clip(clip, TASK, PersonTracker(backend()))
    job = Job(clip, tmp_path / "clip", replace(TASK, tracker=lambda bundle: backend()), BUNDLE)
    assert measure_clip(job).status == "ok"
    analyzed = load_record(tmp_path / "clip")
    record, theirs = json.loads(line(last))["record"], json.loads((tmp_path / "clip" / "record.json").read_text())
    assert record.pop("provenance") == {
        key: value for key, value in theirs.pop("provenance").items() if key != "faces_covered"
    }
    assert record == theirs
    assert [one["frame"] for one in told] == list(range(len(MOTION.time)))
    assert list(told[0]) == ["frame", "time_s", "phase", "rep", "measures", "findings"]
    rows = zip(told, analyzed.frames.values.tolist(), analyzed.frames.states.tolist(), strict=True)
    for one, values, states in rows:
        assert list(one["measures"].values()) == [None if value != value else value for value in values]
        assert list(one["findings"].values()) == states
    reps = [one["rep"] for one in told]
    assert set(reps) == {0, 1, 2} and [rep for rep in reps if rep] == sorted(rep for rep in reps if rep)


def test_a_camera_without_a_page_ends_after_the_repetitions_that_were_planned(clip: Path, monkeypatch) -> None:
    monkeypatch.setattr(
        "movescreen.web.live.headless.Feed", partial(Feed, lossless=True)
    )  # however slow the machine is
    one = replace(TASK, settings=Settings(reps=1))
    *told, last = of_feed(partial(StandIn, clip, False), one, backend(), Event())
    assert len(last["record"]["repetitions"]) == 1 and len(told) < len(MOTION.time)
    assert last["record"]["quality"]["dropped"] >= 0 and last["record"]["provenance"]["clip"] == "clip.mp4"


def test_a_camera_without_a_page_can_be_stopped_and_one_that_is_none_is_a_problem(clip: Path) -> None:
    stopped = Event()
    stopped.set()
    *_, last = of_feed(partial(StandIn, clip, False), TASK, backend(), stopped)
    assert last["record"]["repetitions"] == []

    def none() -> StandIn:
        raise Problem("camera_busy", "Busy.")

    with pytest.raises(Problem, match="Busy"):
        list(of_feed(none, TASK, backend(), Event()))


def test_headless_camera_that_ends(clip: Path) -> None:
    """A camera that ends by itself has the record of what there was, marked as cut short, and then a sentence."""
    camera = Ending(clip, 40)
    told = of_feed(lambda: cast(LiveSource, camera), TASK, backend(), Event())
    lines: list[Any] = []
    with pytest.raises(Problem, match="Pulled"):
        lines.extend(told)
    assert lines[-1]["record"]["quality"]["cut_short"] and len(lines) > 1


class Ending:
    """A camera that is pulled after so many pictures of a clip."""

    name, size, rate, frames, undecoded, cut_short = "Camera 1", (100, 64), 30.0, None, 0, False
    rewinds, playing = False, 0

    def __init__(self, clip: Path, count: int) -> None:
        self._clip, self._count = clip, count
        self.about: dict[str, Any] = {}

    def begin(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Frame]:
        with open_video(self._clip) as source:
            for frame in islice(source, self._count):
                sleep(0.002)
                yield frame
        raise Problem("camera_unplugged", "Pulled.")

    def __enter__(self) -> Ending:
        return self

    def __exit__(self, *error: object) -> None: ...


def test_the_command_prints_a_line_a_frame_and_then_the_record(clip: Path, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("MOVESCREEN_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setattr("movescreen.pose.estimators.blazepose.BlazePose", lambda *_: backend())
    monkeypatch.setattr("movescreen.batch.task.ensure", lambda *_, **__: BUNDLE)
    assert main.main(["live", "--headless", "--source", str(clip), "--screen", "overhead_squat"]) == 0
    *told, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert len(told) == len(MOTION.time) and len(last["record"]["repetitions"]) == 2
    assert main.main(["live", "--headless", "--source", str(clip)]) == 2
    assert main.main(["live", "--headless", "--source", "nowhere.mp4", "--screen", "bridge"]) == 1
    assert "--screen" in capsys.readouterr().err


class Stage:
    """A session that is shown tracks: `phase` is where it stands, `names` where it stood."""

    def __init__(self, folder: Path, plan: RecordingPlan | None = None, rewinds: bool = False) -> None:
        self.library = Library(folder)
        client = self.library.add("Ann", "Agreed.")
        self.room = Room(plan or RecordingPlan(client.id, TASK), self.library, AtOnce())
        self.phase: Phase = Placing(self.room)
        self.names, self.now, self.source = ["placing"], 0.0, Waiting(rewinds)

    def show(self, track: Pose, glance: ImageCheck = SEEN, until: str = "") -> None:
        for one in seen(track, self.clock, self.source):
            self.phase = self.phase.see(one, glance, 30.0)
            if self.phase.name != self.names[-1]:
                self.names.append(self.phase.name)
            if self.phase.name == until:
                return

    def clock(self) -> float:
        self.now += 1 / 30
        return self.now


def sessions(stage: Stage) -> list[str]:
    return [kept.state for kept in stage.library.sessions(stage.room.plan.client)]


def test_who_stands_still_in_place_is_counted_in_and_the_start_is_in_the_recording(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.show(backend(STANDING).track, until="countdown")
    assert 0.6 < stage.now < 1.0
    assert stage.phase.told()["count"] == 3 and "Squat" in stage.phase.told()["instruction"]
    stage.show(backend(STANDING).track, until="recording")
    assert stage.now == pytest.approx(0.8 + COUNT, abs=0.3)
    stage.show(backend().track)
    assert stage.names == ["placing", "countdown", "recording", "measuring", "done"]
    assert isinstance(stage.phase, ResultsReady)
    folder = stage.library.session(stage.phase.session).folder
    record = load_record(folder)
    assert len(record.repetitions) == 2 and record.view == "front"
    assert record.repetitions[0].start_s == pytest.approx(COUNT + 1.5, abs=0.3)
    assert record.frames.time[0] == 0.0 and record.quality["dropped"] == 0
    assert {"record.json", "frames.csv", "reps.csv", "poses.npz", "report.html"} <= {f.name for f in folder.iterdir()}


def test_a_recording_says_what_its_poses_say(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.show(backend(STANDING).track, until="countdown")
    stage.show(backend().track)
    stage.show(backend().track)
    (kept,) = stage.library.sessions(stage.room.plan.client)
    poses, _ = replay.load_poses(kept.folder / "poses.npz")
    session = Session(screens()["overhead_squat"], "front", TASK.settings, "synthetic")
    session.push(poses)
    again, record = session.close()[1].as_json(), load_record(kept.folder).as_json()
    assert {k: again[k] for k in ("findings", "repetitions")} == {k: record[k] for k in ("findings", "repetitions")}


def test_who_leaves_the_place_is_not_recorded_and_is_looked_for_again(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.show(backend(STANDING).track, until="countdown")
    assert sessions(stage) == ["recording"]
    nobody = Pose.unseen(np.arange(60) / 30, backend().track.picture)
    stage.show(nobody, until="placing")
    assert stage.names == ["placing", "countdown", "placing"] and sessions(stage) == []
    stage.show(backend(STANDING).track, until="recording")
    assert stage.phase.name == "recording"


def test_whoever_is_not_in_place_is_not_counted_in_until_the_coach_says_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.show(backend(STANDING).track.at(slice(0, 90)), glance=replace(SEEN, people=2))
    assert stage.phase.name == "placing"
    assert stage.phase.told()["say"] == "Keep other people out of the picture."
    states = {check["code"]: check["state"] for check in stage.phase.told()["checks"]}
    assert states["alone"] == "change" and states["posture"] == "fine"
    assert isinstance(stage.phase, Placing)
    stage.phase.start()
    stage.show(backend(STANDING).track, glance=replace(SEEN, people=2), until="recording")
    assert stage.names == ["placing", "countdown", "recording"]


def test_a_stand_in_waits_and_is_recorded_from_its_first_frame(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rewinds=True)
    stage.show(backend(STANDING).track, until="countdown")
    assert stage.source.held and sessions(stage) == []
    stage.show(backend(STANDING).track, until="recording")
    assert not stage.source.held and stage.source.playing == 1 and sessions(stage) == []
    stage.show(backend().track)
    assert stage.phase.name in ("recording", "done")
    stage.source.playing = 2
    stage.show(backend().track.at(slice(0, 3)))
    assert isinstance(stage.phase, ResultsReady)
    assert len(load_record(stage.library.session(stage.phase.session).folder).repetitions) == 2


def test_a_recording_can_be_stopped(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.show(backend(STANDING).track, until="recording")
    assert isinstance(stage.phase, RecordingState)
    stage.phase.stop()
    stage.show(backend(STANDING).track.at(slice(0, 3)))
    assert isinstance(stage.phase, ResultsReady) and sessions(stage) == ["measured"]


def test_results_that_find_no_room_are_said_and_the_video_is_whole(tmp_path: Path, monkeypatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(results, "write_outputs", full)
    stage = Stage(tmp_path)
    stage.room = replace(stage.room, plan=replace(stage.room.plan, keep_video=True))
    stage.phase = Placing(stage.room)
    stage.show(backend(STANDING).track, until="recording")
    assert isinstance(stage.phase, RecordingState)
    stage.phase.stop()
    stage.show(backend(STANDING).track.at(slice(0, 3)))
    assert isinstance(stage.phase, Idle) and "could not be written" in stage.phase.told()["trouble"]
    (kept,) = stage.library.sessions(stage.room.plan.client)
    assert kept.state == "recording" and kept.video
    with open_video(kept.video) as frames:
        assert len(list(frames)) > 30 * COUNT


def test_what_was_being_recorded_when_everything_ends_is_measured_and_kept(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.show(backend(STANDING).track, until="recording")
    stage.show(backend().track.at(slice(0, 150)))
    stage.phase.left()
    (kept,) = stage.library.sessions(stage.room.plan.client)
    assert (kept.state, kept.repetitions) == ("measured", 1)


def test_while_recording_large_figures_and_the_states_of_the_last_repetition_are_told(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.show(backend(STANDING).track, until="recording")
    assert stage.phase.told()["figures"] == [{"name": "Hip descent", "value": "–"}]
    stage.show(backend().track.at(slice(0, 150)))
    told = stage.phase.told()
    assert told["repetitions"] == 1 and told["planned"] == 2
    assert told["figures"][0]["value"].endswith(" %")
    assert set(STATES) >= {one["state"] for one in told["findings"]} != set()


def test_a_recording_of_nobody_is_not_kept(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    assert isinstance(stage.phase, Placing)
    stage.phase.start()
    nobody = Pose.unseen(np.arange(150) / 30, backend().track.picture)
    stage.show(nobody, until="recording")
    assert isinstance(stage.phase, RecordingState)
    stage.phase.stop()
    stage.show(nobody.at(slice(0, 3)))
    assert isinstance(stage.phase, Idle) and "Nobody" in stage.phase.told()["trouble"] and sessions(stage) == []


def test_a_disk_that_is_full_costs_the_video_and_not_the_results(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.show(backend(STANDING).track, until="recording")
    stage.show(backend().track.at(slice(0, 150)))
    assert isinstance(stage.phase, RecordingState)
    stage.phase = stage.phase.rescued(Problem("video_unwritten", "No room."))
    stage.show(backend().track.at(slice(0, 2)))
    assert isinstance(stage.phase, ResultsReady) and sessions(stage) == ["measured"]


def test_the_video_is_there_even_if_everything_ends_while_it_is_written(tmp_path: Path) -> None:
    film = RawVideoWriter(tmp_path / "video.mp4", (101, 65), 30)
    times = [number / 30 + (number > 40) * 0.25 for number in range(90)]
    for number, time in enumerate(times):
        film.add(time, picture(number, 101, 65))
    while not film.idle:
        sleep(0.01)
    so_far = (tmp_path / "video.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(so_far)
    with open_video(tmp_path / "cut.mp4") as source:
        rescued = list(source)
    assert len(rescued) >= 30 and source.size == (100, 64)
    film.close()
    with open_video(tmp_path / "video.mp4") as source:
        whole = list(source)
    assert [frame.time for frame in whole] == pytest.approx(times, abs=1e-4)
    error = np.abs(whole[50].picture.astype(int) - picture(50, 101, 65)[:64, :100])
    assert error.mean() < 8


def test_a_video_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Problem) as told:
        RawVideoWriter(tmp_path / "nowhere" / "video.mp4", (100, 64), 30)
    assert told.value.code == "video_unwritten"


def test_pictures_are_kept_as_long_as_there_is_room_and_thinner_after() -> None:
    shots = FrameBuffer()
    for number in range(MOST + 500):
        shots.keep(number, JPEG)
    assert [frame.index for frame in shots.frames([3, 700, MOST + 499])] == [3, 700, MOST + 499]
    assert len(shots) <= MOST
    some = FrameBuffer()
    some.keep(10, JPEG)
    assert [frame.index for frame in some.frames([2, 8, 12, 30])] == [8, 12]


def test_a_camera_that_falls_silent_ends_what_it_can_no_longer_show(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.show(backend(STANDING).track, until="countdown")
    assert stage.phase.unseen(0.1) is stage.phase
    assert stage.phase.unseen(2.0).name == "placing" and sessions(stage) == []
    stage.phase = Placing(stage.room)
    stage.show(backend(STANDING).track, until="recording")
    stage.show(backend().track.at(slice(0, 150)))
    assert stage.phase.unseen(2.0) is stage.phase
    stage.phase = stage.phase.unseen(6.0)
    assert isinstance(stage.phase, Measuring) and isinstance(stage.phase.unseen(7.0), ResultsReady)
    assert sessions(stage) == ["measured"]


def test_a_recording_can_be_stopped_while_no_picture_comes(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.show(backend(STANDING).track, until="recording")
    assert isinstance(stage.phase, RecordingState)
    stage.phase.stop()
    assert isinstance(stage.phase.unseen(0.5), Measuring)


def test_a_c_library_that_cannot_be_told_to_give_memory_back_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int]] = []
    monkeypatch.setattr(malloc_limits.sys, "platform", "linux")
    library = SimpleNamespace(malloc_trim=lambda room: told.append(("trim", room)))  # and it has no `mallopt`
    monkeypatch.setattr(malloc_limits.ctypes, "CDLL", lambda name: library)
    malloc_limits.shared()
    malloc_limits.give_back()
    monkeypatch.setattr(malloc_limits.sys, "platform", "darwin")
    malloc_limits.give_back()
    assert told == [("trim", 0)]


def test_what_results_need_is_loaded_before_anybody_waits_for_it() -> None:
    made_ready()
    assert "scipy.ndimage" in sys.modules


def test_a_video_that_cannot_begin_leaves_no_session_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise Problem("video_unwritten", "No room.")

    monkeypatch.setattr("movescreen.web.live.recorded_take.RawVideoWriter", full)
    stage = Stage(tmp_path)
    stage.room = replace(stage.room, plan=replace(stage.room.plan, keep_video=True))
    stage.phase = Placing(stage.room)
    with pytest.raises(Problem, match="No room"):
        stage.show(backend(STANDING).track)
    assert sessions(stage) == []
