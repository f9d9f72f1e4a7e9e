"""What a coach meets in a live session: other choices than the camera saw, plans, interruptions, rest, languages."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from people import BRIDGE, SCREENS, after, bridge, brief, record_of, repetitions, seen, squat
from starlette.testclient import TestClient
from test_app import app
from test_library import AGREED, NAME
from test_live import BUNDLE, STANDING, TASK, Stage, backend, sessions
from videos import picture

from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.output.language import english, german
from movescreen.output.language.clip_notes import notes
from movescreen.output.report.sheet import reasons
from movescreen.pose.pose import Joint, Pose
from movescreen.records.record import load_record
from movescreen.scoring.settings import Settings
from movescreen.session import Session
from movescreen.video import Frame
from movescreen.web.live import phrases, phrases_german
from movescreen.web.live.camera_feed import LiveSource
from movescreen.web.live.engine import FOLLOWED_S, LiveEngine
from movescreen.web.live.interrupted import Interrupted, measured_otherwise, recovered, wish_of
from movescreen.web.live.library_routes import SHELF
from movescreen.web.live.live_values import states, unshown, why_not
from movescreen.web.live.pose_log import LOG, PoseLog, at_work, read_log
from movescreen.web.live.recorded_take import RecordingPlan
from movescreen.web.live.room import Manner
from movescreen.web.live.routes import PAGES
from movescreen.web.live.states import Measuring, Placing, RecordingState, ResultsReady
from movescreen.web.live.wishes import Wish, planned
from movescreen.web.server import Access, application
from movescreen.web.server.running import note, only_one

HERE, SAFETY = "http://127.0.0.1:8000", Access.at("127.0.0.1", 8000)
THREE = squat(repetitions(3, lead=1.5, descent=0.9, bottom=0.3, ascent=0.8, rest=1.0))


# What was chosen, and what the camera saw.


@pytest.mark.parametrize(
    ("motion", "view", "screen", "told", "said"),
    [
        (THREE, "left", "overhead_squat", "front", "You chose from the front, and the camera saw the person from the"),
        (THREE, "front", "overhead_squat", "side", "You chose from the side, and the camera saw the person from the"),
        (THREE, "front", "bridge", "side", "You chose “Bridge”, and the person was at rest as for “Overhead squat”."),
        (bridge(brief(2)), "left", "overhead_squat", "side", "You chose “Overhead squat”, and the person was at rest"),
    ],
)
def test_reasons_other_choice(motion: Any, view: str, screen: str, told: str, said: str) -> None:
    """A view or screen that was chosen wrongly is the one reason, not that somebody did not hold still."""
    record = record_of(seen(motion, view, noise_px=0.5), SCREENS[screen], told)
    (reason,) = reasons(record, english)
    assert reason.startswith(said) and reason in notes(record)
    assert reasons(record, german)[0] != reason


@pytest.mark.parametrize(("view", "told"), [("left", "side"), ("front", "front"), ("front", "auto"), ("back", "back")])
def test_reasons_right_choice(view: str, told: str) -> None:
    """Nothing is said where the choice is what the camera saw."""
    record = record_of(seen(THREE, view, noise_px=0.5), SCREENS["overhead_squat"], told)
    assert not {"view_chosen", "screen_chosen"} & set(record.quality)


class Seen(Stage):
    """A session whose camera stands elsewhere than was chosen."""

    def __init__(self, folder: Path, view: str, task: Any = TASK, **plan: Any) -> None:
        super().__init__(folder)
        plan = {"client": self.room.plan.client, "task": task, **plan}
        self.room = replace(self.room, plan=RecordingPlan(**plan), client=NAME)
        self.phase, self.view = Placing(self.room), view

    def record(self, motion: Any = THREE) -> int:
        """Record a motion, whatever the gate says, to its end; the number of its session."""
        cast(Placing, self.phase).start()
        self.show(seen(squat(brief(lead=9.0)), self.view), until="recording")
        self.show(seen(motion, self.view))
        if isinstance(self.phase, RecordingState):
            self.phase.stop()
            self.show(seen(motion, self.view).at(slice(0, 3)))
        assert isinstance(self.phase, ResultsReady)
        return self.phase.session


def test_measured_otherwise(tmp_path: Path) -> None:
    """A recording told front and seen from the side is measured again from its poses, with one click."""
    stage = Seen(tmp_path, "left", replace(TASK, settings=Settings(reps=3)))
    number = stage.record()
    before = load_record(stage.library.session(number).folder)
    assert before.quality["view_chosen"] == {"chosen": "front", "seen": "side"}
    pages = asking(stage.library)
    page = pages.get(f"/sessions/{number}").text
    assert f"/?measure={number}&amp;view=side" in page and "Measure again, seen from the side" in page
    assert "seen from the side" in page.split("<h1")[1].split("</header>")[0] and "at a slant" not in page
    assert "at a slant" not in pages.get(f"/clients/{stage.room.plan.client}").text
    assert "Record the" not in page, "what was recorded is enough"
    assert pages.post(f"/sessions/{number}/measure", json={"view": "side"}).json() == {}
    again = load_record(stage.library.session(number).folder)
    assert again.view == "side" and len(again.repetitions) == 3 and "view_chosen" not in again.quality
    assert any(found.state != "not_measurable" for found in again.findings)
    assert "Measure again" not in pages.get(f"/sessions/{number}").text


def test_measured_as_another_screen(tmp_path: Path) -> None:
    """A squat that was recorded as a bridge is measured as a squat."""
    stage = Seen(tmp_path, "left", replace(TASK, screen="bridge", view="side", settings=Settings(reps=3)))
    number = stage.record()
    assert stage.library.session(number).repetitions == 0
    measured_otherwise(stage.library, stage.library.session(number), "overhead_squat", "", "en")
    again = stage.library.session(number)
    assert (again.screen, again.repetitions) == ("overhead_squat", 3)


# What is told while somebody moves.


def test_not_counted_is_told_at_once(tmp_path: Path) -> None:
    """A movement that does not count is told with its reason as soon as it ended; one that counts by its number."""
    once = seen(squat(repetitions(1, lead=1.5, descent=0.9, bottom=0.3, ascent=0.8, rest=1.5)), "front")
    apart = once.xyz.copy()
    apart[75:110, [Joint.ANKLE, Joint.HEEL, Joint.TOE], 0, 0] += 60.0  # a step to the side and back again
    astray = after(replace(once, xyz=apart), once)
    stage = Seen(tmp_path, "front", replace(TASK, settings=Settings(reps=9)))
    cast(Placing, stage.phase).start()
    stage.show(seen(squat(brief(lead=9.0)), "front"), until="recording")
    told = []
    for number in range(len(astray)):
        stage.show(astray.at(slice(number, number + 1)))
        told.append(stage.phase.told()["event"])
    kinds = [one["kind"] for one in {one["number"]: one for one in told}.values() if one["kind"]]
    assert kinds == ["against", "counted"]
    assert {one["say"] for one in told if one["kind"] == "against"} == {"Not counted: the feet moved."}
    assert {one["say"] for one in told if one["kind"] == "counted"} == {"Counted: 1"}
    first = next(number for number, one in enumerate(told) if one["kind"])
    assert first / 30 < 6.0


@pytest.mark.parametrize(("depth", "said"), [(0.15, ""), (0.45, "Not counted: not far enough,"), (1.0, "Counted: 1")])
def test_shallow_movement_is_told(tmp_path: Path, depth: float, said: str) -> None:
    """A movement that does not go far enough is told as that; swaying is none, and a whole repetition counts."""
    stage = Seen(tmp_path, "front", replace(TASK, settings=Settings(reps=9)))
    cast(Placing, stage.phase).start()
    stage.show(seen(squat(brief(lead=9.0)), "front"), until="recording")
    stage.show(seen(squat(brief(1, depths=(depth,), rest=2.0)), "front", noise_px=1.0))
    assert stage.phase.told()["event"]["say"].startswith(said)
    assert bool(stage.phase.told()["event"]["say"]) == bool(said)


def test_why_not_is_short() -> None:
    """What is heard is the reason alone, in either language."""
    for reason in english.NOT_COUNTED:
        for words, language in ((phrases, english), (phrases_german, german)):
            said = why_not({"reason": reason}, BRIDGE, words, language)
            assert said.endswith(".") and "Next time" not in said and "nächstes Mal" not in said and "{" not in said


def test_states_while_recording() -> None:
    """The low back comes with the report; what this view cannot show is one line; names are the report's."""
    (rep,) = record_of(seen(squat(brief()), "left"), SCREENS["overhead_squat"], "side").repetitions
    session = Session(SCREENS["overhead_squat"], "side")
    session.push(seen(squat(brief()), "left"))
    update, record = session.close()
    rep = record.repetitions[0]
    shown = states(rep, phrases)
    back = {one["word"] for one in shown if "back" in one["name"]}
    assert back == {"comes with the report"}
    folded = unshown(rep, phrases)
    assert folded.startswith("Not shown from this side:") and "Knees move inward" in folded
    assert not any("Knees move inward" in one["name"] for one in shown)
    assert update.screen is not None


def test_recording_ends_when_everybody_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recording that nobody stops ends by itself some time after the picture is empty."""
    monkeypatch.setattr("movescreen.web.live.states.LEFT", 2.0)
    stage = Seen(tmp_path, "front", replace(TASK, settings=Settings()))
    cast(Placing, stage.phase).start()
    stage.show(backend(STANDING).track, until="recording")
    stage.show(backend().track)
    assert stage.phase.name == "recording"
    picture_size = backend().track.picture
    stage.show(Pose.unseen(np.arange(45) / 30, picture_size))
    assert stage.phase.name == "recording"
    stage.show(Pose.unseen(np.arange(45) / 30, picture_size))
    assert stage.phase.name in ("measuring", "done") and sessions(stage) == ["measured"]


def test_last_repetition_is_told_when_it_counts_at_the_end(tmp_path: Path) -> None:
    """A repetition that counts only because nothing comes after it is told with the results, once."""
    stage = Seen(tmp_path, "front")
    shown = {"repetitions": 2, "event": {"number": 2, "kind": "counted", "say": "Counted: 2"}}
    take = SimpleNamespace(finish=lambda library: SimpleNamespace(repetitions=3), keep_video=False, interrupted=False)
    take.recording = SimpleNamespace(repetitions=3)
    measuring = Measuring(stage.room, cast(Any, take), shown)
    while isinstance(phase := measuring.unseen(0.0), Measuring):
        time.sleep(0.01)
    told = cast(ResultsReady, phase)._shown
    assert told["repetitions"] == 3 and told["event"] == {"number": 3, "kind": "counted", "say": "Counted: 3"}
    measuring._tell_last(3)
    assert measuring.told()["event"]["number"] == 3


def test_retake_leaves_nothing(tmp_path: Path) -> None:
    """A recording that is begun once more leaves nothing, and the same person is looked for."""
    stage = Seen(tmp_path, "front", keep_video=True)
    cast(Placing, stage.phase).start()
    stage.show(backend(STANDING).track, until="recording")
    stage.phase = cast(RecordingState, stage.phase).again()
    assert stage.phase.name == "placing" and sessions(stage) == []
    assert stage.phase.told()["client"] == f"Recorded now: {NAME}"


# Plans.


def test_planned() -> None:
    """A plan has its recordings in order; left and right of one screen are two; a squat has no hold."""
    wish = Wish(client=1, screen="single_leg_bridge", view="side", support="both", hold_s=8.0, repetitions=3)
    plans = planned(wish, "full", "de")
    assert [one.task.settings.support for one in plans] == ["left", "right"]
    assert {(one.task.settings.hold_s, one.task.settings.reps, one.task.language) for one in plans} == {(8.0, 3, "de")}
    whole = planned(replace_wish(wish, plan="whole"), "full", "en")
    assert [(one.task.screen, one.task.view) for one in whole] == [
        ("overhead_squat", "front"), ("overhead_squat", "side"), ("bridge", "side"),
        ("single_leg_bridge", "side"), ("single_leg_bridge", "side"),
    ]  # fmt: skip
    assert [one.task.settings.hold_s for one in whole] == [None, None, 8.0, 8.0, 8.0]


def replace_wish(wish: Wish, **others: Any) -> Wish:
    return wish.model_copy(update=others)


def test_joined_report(tmp_path: Path) -> None:
    """The recordings of a plan are one page, views of one screen together; of two clients they are none."""
    front = Seen(tmp_path, "front", replace(TASK, settings=Settings(reps=3)))
    one = front.record()
    side = Seen(tmp_path, "left", replace(TASK, view="side", settings=Settings(reps=3)), client=front.room.plan.client)
    other = side.record()
    pages = asking(front.library)
    page = pages.get(f"/joined/{one}+{other}")
    assert page.status_code == 200 and "Overhead squat, from the front and from the side" in page.text
    assert page.text.count("<h2 id=") == 1 and f"/sessions/{one}" in page.text and f"/sessions/{other}" in page.text
    stranger = Seen(tmp_path, "front", replace(TASK, settings=Settings(reps=3)))
    assert pages.get(f"/joined/{one}+{stranger.record()}").json()["code"] == "no_session"
    assert f"/joined/{one}+{other}" in pages.get(f"/clients/{front.room.plan.client}").text
    for wrong in ("x", "1+x", "0+1", f"{one}+" * 20, "..%2f.."):
        assert pages.get(f"/joined/{wrong}").status_code in (400, 404)


class Held(LiveEngine):
    """A studio without a network, to be stepped from phase to phase."""

    def __init__(self, library: Library) -> None:
        super().__init__(Counting(), BUNDLE, library, tracker=lambda *_: cast(Any, Watched()))

    def finish(self, session: int, interrupted: bool = False) -> None:
        """End the recording that is prepared for, as that session."""
        kept, room = self.library.session(session), cast(Any, self._room)
        take = SimpleNamespace(interrupted=interrupted, recording=SimpleNamespace(repetitions=1))
        self._ask(lambda: self._enter(ResultsReady(room, kept, cast(Any, take), {})))


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Held]:
    held = Held(Library(tmp_path))
    yield held
    held.close()


def test_plan_goes_on_by_itself(studio: Held) -> None:
    """After one recording of a plan the next is prepared for, with what to do; the last one joins them all."""
    client = studio.library.add(NAME, AGREED).id
    numbers = [studio.library.begin(client, "overhead_squat", view).id for view in ("front", "side")]
    studio.prepare(*planned(Wish(client=client, screen="overhead_squat", plan="squat", repetitions=3), "full", "en"))
    assert studio._phase.told()["step"] == "1 of 2: Overhead squat, From the front"
    studio.finish(numbers[0])
    told = studio._phase.told()
    assert studio._phase.name == "placing" and told["step"] == "2 of 2: Overhead squat, From the side"
    assert told["turn"] == "Now turn to the side." and not studio.joined
    studio.finish(numbers[1])
    assert studio._phase.name == "done" and list(studio.joined) == numbers


def test_plan_that_was_interrupted(studio: Held) -> None:
    """An interrupted recording is offered again, and the plan ends there."""
    client = studio.library.add(NAME, AGREED).id
    number = studio.library.begin(client, "overhead_squat", "front").id
    studio.prepare(*planned(Wish(client=client, screen="overhead_squat", plan="squat", repetitions=3), "full", "en"))
    studio.finish(number, interrupted=True)
    (offered,) = studio.offered()
    assert studio._phase.name == "idle" and offered["session"] == number
    assert offered["wish"]["view"] == "front" and "1 of 3 repetitions were done" in offered["sentence"]
    studio.dismiss(0)
    assert studio.offered() == []


def test_person_pointed_at(studio: Held) -> None:
    """The one who is clicked is followed from then on, and others in the picture keep nobody waiting."""
    client = studio.library.add(NAME, AGREED).id
    studio.prepare(*planned(Wish(client=client, screen="overhead_squat"), "full", "en"))
    studio.point_at((0.25, 0.5))
    assert studio._follower.task.person == (0.25, 0.5) and cast(Any, studio._phase)._gate.chosen
    studio.prepare(*planned(Wish(client=client, screen="overhead_squat"), "full", "en"))
    assert studio._follower.task.person is None and not cast(Any, studio._phase)._gate.chosen


# Interruptions.


def killed(stage: Stage) -> None:
    """What a process that is killed does: it lets go of its locks, and writes nothing more."""
    cast(Any, stage.phase)._take.log.close()


@pytest.mark.parametrize("keep_video", [False, True])
def test_recovered(tmp_path: Path, keep_video: bool) -> None:
    """What was done before a process was killed is measured at the next start, and offered again."""
    stage = Seen(tmp_path, "front", replace(TASK, settings=Settings(reps=3)), keep_video=keep_video)
    cast(Placing, stage.phase).start()
    stage.show(backend(STANDING).track, until="recording")
    stage.show(seen(THREE, "front").at(slice(0, 150)))
    folder = cast(Any, stage.phase)._take.kept.folder
    assert at_work(folder) and list(recovered(stage.library, "en")) == []
    killed(stage)
    if keep_video:
        cast(Any, stage.phase)._take.film.close()
    with (folder / LOG).open("ab") as log:
        log.write(b"half a frame")
    (found,) = recovered(Library(tmp_path), "en")
    assert (found.client, found.done, found.wish["repetitions"]) == ("Ann", 1, 3)
    again = Library(tmp_path).session(found.session)
    record = load_record(again.folder)
    assert (again.state, again.repetitions, record.quality["interrupted"]) == ("measured", 1, True)
    assert "The recording was interrupted. This is what there was until then." in notes(record)
    assert not (again.folder / LOG).exists() and list(recovered(Library(tmp_path), "en")) == []
    assert ("<video" in (again.folder / "report.html").read_text()) == keep_video
    assert wish_of(again) == found.wish


@pytest.mark.parametrize("in_the_app", [False, True])
def test_interrupted_is_measured_on_the_clients_page(tmp_path: Path, in_the_app: bool) -> None:
    """What a start could not measure, for want of room, can be measured later on the client's page; in the app too."""
    stage = Seen(tmp_path, "front", replace(TASK, settings=Settings(reps=3)))
    cast(Placing, stage.phase).start()
    stage.show(backend(STANDING).track, until="recording")
    stage.show(seen(THREE, "front").at(slice(0, 150)))
    killed(stage)
    client = stage.room.plan.client
    with app(stage.library) if in_the_app else nullcontext(asking(stage.library)) as pages:
        assert "Measure what there is" in pages.get(f"/clients/{client}").text
        (kept,) = stage.library.sessions(client)
        assert pages.post(f"/sessions/{kept.id}/measure").json() == {}
    assert stage.library.session(kept.id).repetitions == 1


def test_recovered_of_nobody(tmp_path: Path) -> None:
    """A recording in which nothing was seen yet leaves nothing but the offer."""
    library = Library(tmp_path)
    begun = library.begin(library.add(NAME, AGREED).id, "overhead_squat", "front")
    wish = {"client": 1, "screen": "overhead_squat", "view": "front", "repetitions": 3}
    PoseLog(begun.folder, (64, 48), {"wish": wish, "origin": {"backend": "synthetic"}}).close()
    (found,) = recovered(library, "en")
    assert (found.done, found.session) == (0, 0) and library.sessions(begun.client) == []


def test_read_log_of_something_else(tmp_path: Path) -> None:
    """A file that no recording wrote is none."""
    for text in (b"", b"{}\n", b"\xff" * 100, b'{"frame_bytes": 1, "picture": [1, 2]}\n'):
        (tmp_path / LOG).write_bytes(text)
        assert read_log(tmp_path) is None


def test_camera_unplugged_is_interrupted(tmp_path: Path) -> None:
    """A camera that is pulled ends the recording as interrupted, with what there was."""
    stage = Seen(tmp_path, "front", replace(TASK, settings=Settings(reps=3)))
    cast(Placing, stage.phase).start()
    stage.show(backend(STANDING).track, until="recording")
    stage.show(seen(THREE, "front").at(slice(0, 150)))
    stage.phase = stage.phase.unseen(6.0).unseen(7.0)
    assert isinstance(stage.phase, ResultsReady) and stage.phase.interrupted and stage.phase.done == 1


# A studio that rests.


class Counting:
    """A camera that counts how often it is opened and closed, and how often it is read."""

    name, size, rate, frames, undecoded, cut_short = "Camera 1", (64, 48), 30.0, None, 0, False
    rewinds, playing = False, 0

    def __init__(self) -> None:
        self.opened = self.closed = self.read = 0

    def __call__(self) -> LiveSource:
        self.opened += 1
        return cast(LiveSource, self)

    def begin(self) -> bool:
        return False

    def hold(self, still: bool) -> None: ...

    def __iter__(self) -> Iterator[Frame]:
        began = time.perf_counter()
        while True:
            time.sleep(1 / 30)
            self.read += 1
            yield Frame(self.read, time.perf_counter() - began, picture(self.read % 50, 64, 48))

    def __enter__(self) -> Counting:
        return self

    def __exit__(self, *error: object) -> None:
        self.closed += 1


class Watched:
    """A network that counts how often it looks."""

    looked = 0

    def __init__(self, *_: object) -> None:
        self.provenance = {"backend": "counting"}

    def __call__(self, frame: Frame) -> Pose:
        Watched.looked += 1
        return Pose.unseen(frame.time, (64, 48))

    def close(self) -> None: ...


def until(true: Any, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_studio_rests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nobody watching the camera is let go of and next to nothing is computed; with a watcher it comes back."""
    monkeypatch.setattr("movescreen.web.live.engine.UNWATCHED_S", 0.3)
    monkeypatch.setattr("movescreen.web.live.camera_feed.AGAIN", 0.2)
    camera, Watched.looked = Counting(), 0
    shown: list[Any] = []
    studio = LiveEngine(camera, BUNDLE, Library(tmp_path), tracker=lambda *_: cast(Any, Watched()))
    try:
        watcher = shown.append
        studio.watchers.add(watcher)
        until(lambda: len(shown) > 3)
        assert shown[-1].told["phase"] == "idle" and shown[-1].jpeg and Watched.looked == 0
        studio.watchers.discard(watcher)
        until(lambda: camera.closed == 1)
        time.sleep(0.3)
        read, before, began = camera.read, time.process_time(), time.perf_counter()
        time.sleep(1.5)
        share = (time.process_time() - before) / (time.perf_counter() - began)
        assert camera.read == read and share < 0.02
        studio.watchers.add(watcher)
        until(lambda: camera.opened == 2 and camera.read > read)
    finally:
        studio.close()


def test_behind_only_where_true(tmp_path: Path) -> None:
    """Programs are to be closed only where this computer manages fewer pictures than the camera gives."""
    studio = LiveEngine(Counting(), BUNDLE, Library(tmp_path), tracker=lambda *_: cast(Any, Watched()))
    try:
        said = []
        for manages in (30.0, 18.0):
            studio._looked.clear()
            studio._looked.extend(time.perf_counter() - np.arange(30)[::-1] / manages)
            feed = cast(Any, type("Fast", (), {"source": Counting(), "rate": 30.0, "behind": True, "trouble": None}))
            feed.last = time.perf_counter()
            real, studio._feed = studio._feed, feed
            said.append(studio._told()["camera"]["line"])
            studio._feed = real
        assert "close other programs" not in said[0] and "18 of 30 pictures a second: close other programs" in said[1]
    finally:
        studio.close()


def test_behind_only_of_somebody_followed(studio: Held) -> None:
    """While nobody is found, pictures are looked at for longer, and no program is to blame."""
    for at in np.arange(0.0, 3.0, 1 / 18):
        studio._note_looked(at, somebody=True)
    assert studio._followed_s > FOLLOWED_S
    studio._note_looked(3.0, somebody=False)
    assert studio._followed_s == 0.0


def test_prepare_without_room(studio: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who would be recorded on a full disk is not asked to move first."""
    client = studio.library.add(NAME, AGREED).id
    monkeypatch.setattr("movescreen.web.live.plans.shutil.disk_usage", lambda _: SimpleNamespace(free=2_000_000))
    with pytest.raises(Problem, match=r"needs 30 MB, and 2.0 MB are free") as told:
        studio.prepare(*planned(Wish(client=client, screen="overhead_squat", repetitions=3), "full", "en"))
    assert told.value.code == "no_room_to_record" and studio._phase.name == "idle"


# Pages.


class Quiet:
    """A studio in which nothing happens."""

    def __init__(self, library: Library) -> None:
        self.library, self.manner, self.interrupted = library, Manner(), [INTERRUPTED]

    def is_of(self, client: int) -> bool:
        return False

    offered = LiveEngine.offered


INTERRUPTED = Interrupted("Ann", "overhead_squat", "2026-05-03T10:00:00+00:00", 1, 7, {"repetitions": 3, "client": 1})


def asking(library: Library, studio: Any = None) -> TestClient:
    state = {"studio": studio or Quiet(library), "model": "full", "with_cameras": False}
    pages = application(SAFETY, PAGES, SHELF, **state)
    client = TestClient(pages, HERE, raise_server_exceptions=False, cookies={SAFETY.cookie: SAFETY.token})
    client.headers["x-movescreen"] = SAFETY.secret
    return client


def test_interrupted_is_offered(tmp_path: Path) -> None:
    """The first page says what was interrupted, how much there was, and offers to record it again."""
    page = asking(Library(tmp_path)).get("/").text
    assert "was interrupted: 1 of 3 repetitions were done." in page and "Record again" in page and "/sessions/7" in page


def test_pages_in_german(tmp_path: Path) -> None:
    """The live page, a client's page, a report and a trend are German where German is chosen, and English again."""
    stage = Seen(tmp_path, "front", replace(TASK, settings=Settings(reps=3)))
    number, client = stage.record(), stage.room.plan.client
    stage.phase = Placing(stage.room)
    stage.record()
    pages = asking(stage.library)
    for language, first, counted in (("de", "Aufnehmen", "Wiederholungen"), ("en", "Record a session", "repetitions")):
        assert pages.post("/manner", json={"language": language}).json() == {}
        for path in ("/", f"/clients/{client}", f"/sessions/{number}", f"/clients/{client}/trend/overhead_squat/front"):
            page = pages.get(path).text
            assert f'<html lang="{language}">' in page, path
        assert first in pages.get("/").text and counted in pages.get(f"/sessions/{number}").text
    assert pages.post("/manner", json={"language": "xx"}).status_code == 422


def test_client_renamed(tmp_path: Path) -> None:
    """A new name stands on the client's page and on every report; none and too long a one are turned away."""
    stage = Seen(tmp_path, "front", replace(TASK, settings=Settings(reps=3)))
    number, client = stage.record(), stage.room.plan.client
    pages = asking(stage.library)
    assert pages.post(f"/clients/{client}/name", json={"name": " Ann  Other "}).json() == {"name": "Ann Other"}
    for path in (f"/clients/{client}", f"/sessions/{number}"):
        assert "Ann Other" in pages.get(path).text
    for wrong in ("", "   ", "x" * 81):
        answer = pages.post(f"/clients/{client}/name", json={"name": wrong}).json()
        assert answer["code"] == "no_name" and ("name" in answer["sentence"])


def test_session_moved(tmp_path: Path) -> None:
    """A session that is given to another client is that one's, files and all, and its report names that one."""
    stage = Seen(tmp_path, "front", replace(TASK, settings=Settings(reps=3)))
    number, other = stage.record(), stage.library.add("Bea", AGREED)
    pages, before = asking(stage.library), stage.library.session(number).folder
    assert pages.post(f"/sessions/{number}/move", json={"client": other.id}).json() == {}
    moved = stage.library.session(number)
    assert moved.client == other.id and moved.state == "measured" and moved.repetitions == 3 and not before.exists()
    assert "Bea" in pages.get(f"/sessions/{number}").text and stage.library.sessions(stage.room.plan.client) == []
    assert pages.post(f"/sessions/{number}/move", json={"client": 12345}).json()["code"] == "no_client"


def test_session_moved_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends between the row and the folder loses nothing: the next start brings the folder there."""
    stage = Seen(tmp_path, "front", replace(TASK, settings=Settings(reps=3)))
    number, library = stage.record(), stage.library
    other = library.add("Bea", AGREED)

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as here:
        here.setattr("movescreen.library.unclaimed.move", ended)
        with pytest.raises(KeyboardInterrupt):
            library.move_session(number, other.id)
    again = Library(tmp_path).session(number)
    assert again.client == other.id and again.state == "measured" and again.repetitions == 3


def test_namesake_is_asked_about(tmp_path: Path) -> None:
    """A second client of the same name is added only where that is meant."""
    pages = asking(Library(tmp_path))
    new = {"name": "Ann  Example", "consent": AGREED}
    assert "id" in pages.post("/clients", json=new).json()
    assert pages.post("/clients", json=new | {"name": "ann example"}).json()["code"] == "namesake"
    assert "id" in pages.post("/clients", json=new | {"same": True}).json()
    assert len(Library(tmp_path).clients()) == 2


def test_client_without_a_name(tmp_path: Path) -> None:
    """The sentence says that a name is missing, and what to do."""
    with pytest.raises(Problem, match="Type one into the field Name"):
        Library(tmp_path).add("  ", AGREED)


def test_only_one_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second start learns where the first one runs; where that one has no page it says so."""
    with only_one(tmp_path) as running:
        assert running is None
        note(tmp_path, SAFETY)
        assert (tmp_path / ".running.json").stat().st_mode & 0o077 == 0 or os.name == "nt"
        with only_one(tmp_path) as first:
            assert first is not None and (first.page, first.token) == (SAFETY.page, SAFETY.token)
        monkeypatch.setattr("movescreen.web.server.running.STARTS_S", 0.2)
        (tmp_path / ".running.json").unlink()
        with pytest.raises(Problem, match="does not answer"), only_one(tmp_path):
            pass
    with only_one(tmp_path) as again:
        assert again is None


def test_once(tmp_path: Path) -> None:
    """The address that a second start opens has a key that opens the page once."""
    pages = asking(Library(tmp_path))
    address = pages.post("/once", json={}).json()["address"]
    assert SAFETY.token not in address and SAFETY.page in address
    del pages.headers["x-movescreen"]
    assert pages.post("/once", json={}).status_code == 403
