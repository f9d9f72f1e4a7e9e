"""A camera, or a clip that stands in for one: the newest frame wins, what is lost is counted, what is amiss is said."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Container, Iterator
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import cv2
import numpy as np
import pytest
from videos import picture, write_clip

from movescreen.errors import Problem
from movescreen.pose.pose import Pose
from movescreen.pose.weights import Bundle
from movescreen.video import Frame, open_video
from movescreen.video.camera import Camera, Listed, PluggedIn, cameras
from movescreen.video.camera_list import macos_names
from movescreen.video.replayed_camera import LINGERS, StandIn
from movescreen.web.live.camera_feed import DEPTH, Feed, TakenFrame, rate
from movescreen.web.live.image_monitor import ImageMonitor

BLACK = np.zeros((4, 4, 3), np.uint8)
LONG = 60.0  # s that the slowest machine may take for a step


class Scripted:
    """A source that gives so many frames, each when it is let, and then raises what it is to raise."""

    name, size, rate = "scripted", (4, 4), 30.0
    frames: int | None = None
    undecoded, cut_short, rewinds, playing = 0, False, False, 0

    def __init__(self, count: int, then: Problem | None = None) -> None:
        self.count, self.then, self.given = count, then, threading.Event()

    def __iter__(self) -> Iterator[Frame]:
        for index in range(self.count):
            yield Frame(index, index / 30, BLACK)
        self.given.set()
        if self.then:
            raise self.then

    def begin(self) -> bool:
        return False

    def hold(self, still: bool) -> None: ...

    def close(self) -> None: ...

    def __enter__(self) -> Scripted:
        return self

    def __exit__(self, *error: object) -> None: ...


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a second of pictures that say which one they are."""
    return write_clip(tmp_path_factory.mktemp("clips") / "clip.mp4", map(picture, range(15)))


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that ended is not opened again, and what was dropped stays known, however long a test takes."""
    monkeypatch.setattr("movescreen.web.live.camera_feed.AGAIN", LONG)
    monkeypatch.setattr("movescreen.web.live.camera_feed.OVER", LONG)


@pytest.mark.usefixtures("once")
def test_who_takes_no_frame_for_long_gets_the_newest_one_and_the_others_are_counted() -> None:
    source = Scripted(50)
    with Feed(lambda: source) as feed:
        assert source.given.wait(LONG)
        waiting = []
        while taken := feed.take(0.05):
            waiting.append(taken.frame.index)
        assert waiting[-1] == 49 and len(waiting) <= DEPTH
        assert feed.dropped == 50 - len(waiting) and feed.behind


@pytest.mark.usefixtures("once")
def test_a_short_hiccup_costs_no_frame() -> None:
    source = Scripted(DEPTH)
    with Feed(lambda: source) as feed:
        assert source.given.wait(LONG)
        taken = [feed.take(LONG) for _ in range(DEPTH)]
        assert [one.frame.index for one in taken if one] == list(range(DEPTH)) and feed.dropped == 0 and not feed.behind


def test_without_losses_every_frame_is_taken() -> None:
    with Feed(lambda: Scripted(50), lossless=True) as feed:
        taken = [feed.take(LONG) for _ in range(50)]
        assert [one.frame.index for one in taken if one] == list(range(50)) and feed.dropped == 0


def test_a_camera_that_cannot_be_had_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("movescreen.web.live.camera_feed.AGAIN", 0.01)
    tries: list[int] = []

    def opened() -> Scripted:
        tries.append(1)
        if len(tries) < 3:
            raise Problem("camera_busy", "Busy.")
        return Scripted(1, Problem("camera_unplugged", "Unplugged.") if len(tries) == 3 else None)

    with Feed(opened) as feed:
        first, second = feed.take(LONG), feed.take(LONG)
        assert first and second and len(tries) >= 4
        assert second.round > first.round  # nobody takes the one for what follows the other
        assert feed.trouble is None


def test_a_driver_that_raises_what_nobody_foresaw_is_tried_again(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr("movescreen.web.live.camera_feed.AGAIN", 0.01)
    tries: list[int] = []

    def opened() -> Scripted:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("ioctl")
        return Scripted(1)

    with Feed(opened) as feed:
        assert feed.take(LONG)
    assert "ioctl" in capsys.readouterr().err


def test_why_there_is_no_picture_is_known_meanwhile() -> None:
    def opened() -> Scripted:
        raise Problem("camera_busy", "Busy.")

    with Feed(opened) as feed:
        deadline = time.perf_counter() + LONG
        while not feed.trouble and time.perf_counter() < deadline:
            assert feed.take(0.01) is None
        assert feed.trouble and feed.trouble.code == "camera_busy"
        assert list(feed.one_round()) == []


def test_the_rate_is_the_one_at_which_frames_came_of_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("movescreen.web.live.camera_feed.perf_counter", lambda: 100.0)
    assert rate([*np.arange(90.0, 95.0, 0.01), *np.arange(98.5, 100.0, 1 / 30)]) == pytest.approx(30.0)
    assert rate([97.0, 99.9]) == 0.0


def test_a_stand_in_lingers_and_waits_until_it_is_told_to_begin(clip: Path) -> None:
    with StandIn(clip, realtime=False) as source:
        frames = iter(source)
        waited = list(islice(frames, round(LINGERS * 30) + 5))
        assert source.rewinds and source.size == (100, 64) and source.name == "clip.mp4"
        assert all(np.array_equal(frame.picture, waited[0].picture) for frame in waited[: round(LINGERS * 30)])
        assert not np.array_equal(waited[-1].picture, waited[0].picture)
        assert np.allclose(np.diff([frame.time for frame in waited]), 1 / 30)
        source.hold(True)
        held = list(islice(frames, 20))
        assert all(frame.picture is held[1].picture for frame in held[1:])
        playing = source.playing
        source.begin()
        begun = list(islice(frames, 15))
        assert source.playing == playing + 1
        with open_video(clip) as plain:
            for one, other in zip(begun, plain, strict=True):
                assert (one.index, one.time) == (other.index, other.time)
                assert np.array_equal(one.picture, other.picture)
        next(frames)
        assert source.playing == playing + 2


def test_one_round_of_a_stand_in_is_the_clip_and_nothing_else(clip: Path) -> None:
    with Feed(lambda: StandIn(clip, realtime=False), lossless=True) as feed:
        assert [taken.frame.index for taken in feed.one_round()] == list(range(15))


def test_a_stand_in_in_real_time_takes_as_long_as_its_clip(clip: Path) -> None:
    with StandIn(clip) as source:
        source.begin()
        began = time.perf_counter()
        assert len(list(islice(source, 15))) == 15
        assert time.perf_counter() - began >= 14 / 30


def test_what_is_no_clip_stands_in_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no clip")
    with pytest.raises(Problem):
        StandIn(tmp_path / "notes.txt")


class Capture:
    """OpenCV's camera, so many pictures long: blue on the left. What goes amiss with it is stated by grab, from 1.

    `unplugged` says whether it knows that it has ended; one that hangs does not. A picture of `pictures` comes in place
    of the usual one.
    """

    def __init__(
        self,
        count: int,
        failed: Container[int] = (),
        pictures: dict[int, np.ndarray | None] | None = None,
        rate: float = 15.0,
        unplugged: bool = True,
    ) -> None:
        self.count, self.failed, self.pictures, self.rate, self.unplugged = (
            count,
            failed,
            pictures or {},
            rate,
            unplugged,
        )
        self.grabs, self.given, self.released = 0, 0, False
        self.asked: dict[int, float] = {}

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return not (self.unplugged and self.given >= self.count)

    def get(self, setting: int) -> float:
        return self.rate if setting == cv2.CAP_PROP_FPS else 0.0

    def grab(self) -> bool:
        self.grabs += 1
        if self.grabs in self.failed or self.given >= self.count:
            return False
        self.given += 1
        return True

    def retrieve(self) -> tuple[bool, np.ndarray | None]:
        bgr = np.zeros((48, 64, 3), np.uint8)
        bgr[:, :32, 0] = 255
        return True, self.pictures.get(self.grabs, bgr)

    def release(self) -> None:
        self.released = True


def open_capture(capture: Capture) -> Camera:
    """A camera with this capture, which notes what it is asked for."""

    def opened(number: int, wanted: dict[int, float]) -> Capture:
        capture.asked = wanted
        return capture

    return Camera(0, (1280, 720), 30, opened=opened)


def test_a_camera_says_what_it_really_gives_and_nothing_is_mirrored() -> None:
    capture = Capture(4)
    with open_capture(capture) as camera:
        assert (camera.size, camera.rate, camera.name) == ((64, 48), 15.0, "Camera 1")
        assert capture.asked[cv2.CAP_PROP_FRAME_WIDTH] == 1280 and not camera.rewinds
        frames: list[Frame] = []
        with pytest.raises(Problem) as told:
            frames.extend(camera)
    assert told.value.code == "camera_unplugged" and capture.released
    frames = list(islice(open_capture(Capture(9)), 3))
    assert frames[0].time == 0.0 and [frame.index for frame in frames] == [0, 1, 2]
    assert frames[0].picture[0, 0].tolist() == [0, 0, 255] and frames[0].picture[0, -1].tolist() == [0, 0, 0]


def test_a_camera_that_gives_no_picture_is_let_go_of() -> None:
    capture = Capture(0)
    with pytest.raises(Problem, match="something else uses it") as told:
        open_capture(capture)
    assert told.value.code == "camera_busy" and capture.released


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for a camera."""
    for name, seconds in {"FIRST_PICTURE_S": 0.3, "WARMING_UP_S": 0.1, "HICCUP_S": 0.2, "PAUSE_S": 0.002}.items():
        monkeypatch.setattr(f"movescreen.video.camera.{name}", seconds)


@pytest.mark.usefixtures("impatient")
def test_camera_single_failed_grab() -> None:
    """A grab that fails now and then loses that frame alone, and it is counted."""
    camera = open_capture(Capture(20, failed=(5, 9, 10)))
    frames: list[Frame] = []
    with pytest.raises(Problem):
        frames.extend(camera)
    assert len(frames) == 19 and camera.undecoded == 2  # twice a picture went, and the end is no picture
    assert np.all(np.diff([frame.time for frame in frames]) >= 0)


@pytest.mark.usefixtures("impatient")
def test_camera_first_reads_fail() -> None:
    """First reads may fail, be black, or have no picture though the driver says so."""
    black, nothing = np.zeros((48, 64, 3), np.uint8), np.empty((0, 0, 3), np.uint8)
    for capture in (
        Capture(9, failed=(1, 2)),
        Capture(9, pictures={1: None, 2: nothing}),
        Capture(9, pictures={1: black, 2: black}),
    ):
        camera = open_capture(capture)
        assert camera.size == (64, 48) and capture.grabs == 3
        assert next(iter(camera)).picture.any()


@pytest.mark.usefixtures("impatient")
def test_camera_hangs() -> None:
    """A camera that hangs is said to be gone, at its opening and later; one behind a cover is opened all the same."""
    with pytest.raises(Problem) as told:
        open_capture(Capture(0, unplugged=False))
    assert told.value.code == "camera_busy"
    with pytest.raises(Problem) as told:
        list(open_capture(Capture(3, unplugged=False)))
    assert told.value.code == "camera_unplugged"
    dark = np.zeros((48, 64, 3), np.uint8)
    black: dict[int, np.ndarray | None] = dict.fromkeys(range(1, 100000), dark)
    assert open_capture(Capture(100_000, pictures=black)).size == (64, 48)


@pytest.mark.usefixtures("impatient")
def test_camera_size_changes() -> None:
    """Another size ends what goes on with a sentence: no picture of it passes for one of the size before."""
    frames: list[Frame] = []
    with pytest.raises(Problem, match="64 × 48 to 32 × 24") as told:
        frames.extend(open_capture(Capture(9, pictures={4: np.full((24, 32, 3), 90, np.uint8)})))
    assert told.value.code == "camera_changed" and len(frames) == 2


@pytest.mark.parametrize(
    ("stated", "rate"), [(25.0, 25.0), (math.nan, 30.0), (-1.0, 30.0), (0.0, 30.0), (math.inf, 30.0), (1e7, 30.0)]
)
def test_camera_rate_stated(stated: float, rate: float) -> None:
    """A rate that no camera has is the one that was asked for; a video can be written with it."""
    assert open_capture(Capture(3, rate=stated)).rate == rate


def test_camera_plugged_in_again() -> None:
    """A camera is opened again by its name, whichever number it has then; without names by its number."""
    listed, numbers = [Listed(0, "Built in"), Listed(2, "USB")], []

    def opened(number: int, size: tuple[int, int], name: str) -> Camera:
        numbers.append((number, name))
        return cast(Camera, None)

    again = PluggedIn(2, listed=lambda: listed, opened=opened)
    again()
    listed[1:] = []
    again()  # tried while it is away
    listed[1:] = [Listed(1, "USB")]
    again()
    assert numbers == [(2, "USB"), (2, "USB"), (1, "USB")]
    unnamed = PluggedIn(1, listed=lambda: [Listed(1, "Camera 2", named=False)], opened=opened)
    unnamed()
    assert numbers[-1] == (1, "")


def test_cameras_of_macos() -> None:
    """Names come in the order of OpenCV's numbers."""
    told = {
        "SPCameraDataType": [
            {"_name": "USB", "spcamera_unique-id": "0x2"},
            {"_name": "FaceTime", "spcamera_unique-id": "0x1"},
        ]
    }
    assert macos_names(told) == ["FaceTime", "USB"] and macos_names({}) == []


def test_a_number_that_no_camera_can_have_is_said_so() -> None:
    with pytest.raises(Problem) as told:
        Camera(10**14)
    assert told.value.code == "no_camera"


def test_cameras_are_listed_as_the_system_calls_them(tmp_path: Path) -> None:
    for name, index, called in (
        ("video0", "0", "Front camera"),
        ("video1", "1", "Front camera"),
        ("video2", "0", "USB"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index").write_text(index + "\n")
        (tmp_path / name / "name").write_text(called + "\n")
    (tmp_path / "other").mkdir()
    assert cameras(tmp_path) == [Listed(0, "Front camera"), Listed(2, "USB")]
    assert len(cameras(tmp_path / "nowhere")) > 1


NOW = 100.0


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is always now."""
    monkeypatch.setattr("movescreen.web.live.image_monitor.perf_counter", lambda: NOW)


def looking(pictures: list[np.ndarray], each: float = 1 / 30) -> str:
    """What is said to be amiss after these pictures, the last of which came just now."""
    lookout = ImageMonitor(Bundle(Path("none.task"), "", "file", "full"))
    feed = SimpleNamespace(trouble=None, last=NOW, rate=1 / each)
    began = NOW - each * len(pictures)
    for number, shown in enumerate(pictures):
        frame = Frame(number, number * each, shown)
        lookout.see(TakenFrame(frame, began + number * each, 0), Pose.unseen(0.0, (64, 48)), glances=False)
    said = lookout.trouble(cast(Feed, feed))
    lookout.close()
    return said


@pytest.mark.usefixtures("stopped_clock")
def test_pictures_that_say_nothing_are_said_in_words() -> None:
    noise = [np.random.default_rng(n).integers(90, 110, (48, 64, 3)).astype(np.uint8) for n in range(150)]
    assert looking(noise) == ""
    assert "black" in looking([shown // 30 for shown in noise])
    assert "has not changed for" in looking([noise[0].copy() for _ in noise])
    assert looking([noise[0] for _ in noise]) == ""  # a stand-in that waits shows the very same picture
    assert "only 10 pictures a second" in looking(noise, each=0.1)


@pytest.mark.usefixtures("stopped_clock")
def test_a_camera_that_falls_silent_is_said_in_words() -> None:
    lookout = ImageMonitor(Bundle(Path("none.task"), "", "file", "full"))
    silent = SimpleNamespace(trouble=None, last=NOW - 4.0, rate=0.0)
    assert "no picture for 4 seconds" in lookout.trouble(cast(Feed, silent))
    gone = SimpleNamespace(trouble=Problem("camera_unplugged", "Plug it in again."), last=0.0, rate=0.0)
    assert lookout.trouble(cast(Feed, gone)) == "Plug it in again."
    lookout.close()
