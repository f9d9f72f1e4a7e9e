"""The annotated video: a file that every browser plays, in step with the record, without a face where none may be."""

from __future__ import annotations

import errno
import json
import time
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pytest
from browser import Open, browser, opened
from people import SQUAT, PinholeCamera, brief_squat, render_poses, seen
from videos import picture, write_clip

from movescreen.batch import Job, Task, measure_clip
from movescreen.cli import main
from movescreen.errors import Problem
from movescreen.output.language import english, german
from movescreen.output.pictures.annotated_video import Annotation, nearest_even
from movescreen.output.pictures.captions import Captions
from movescreen.output.pictures.stills import stored_stills
from movescreen.output.report.files import VIDEO
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.estimators.synthetic import Synthetic
from movescreen.pose.pose import Joint, Pose
from movescreen.pose.weights import Bundle
from movescreen.records.record import Record
from movescreen.session import Session
from movescreen.video import Frame, open_video
from movescreen.video.writer import VideoWriter

pytestmark = pytest.mark.versions

__all__ = ["browser", "opened"]
CAMERA = PinholeCamera("front", picture=(270, 480))


class Network(Synthetic, PoseEstimator):
    """In the network's place: it sees one squat, whatever is in the picture."""

    def __init__(self, bundle: Bundle, rotation: int = 0) -> None:
        super().__init__(brief_squat(), CAMERA, 0.2)


@cache
def poses() -> Pose:
    return render_poses(brief_squat(), CAMERA, 0.2, 0, None)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clip full of detail, as long as the squat."""
    width, height = CAMERA.picture
    detail = np.random.default_rng(1).integers(0, 2, (height // 2, width // 2, 3), dtype=np.uint8) * 160 + 40
    whole = np.repeat(np.repeat(detail, 2, axis=0), 2, axis=1)
    return write_clip(tmp_path_factory.mktemp("clips") / "squat.mp4", [whole] * len(poses()), preset="ultrafast")


def measured(clip: Path, folder: Path, **task: Any) -> Path:
    """The folder of a clip's results."""
    bundle = Bundle(Path("none.task"), "0" * 64, "file", "full")
    result = measure_clip(Job(clip, folder, Task("overhead_squat", tracker=Network, **task), bundle))
    assert result.status == "ok", result.reason
    return folder


def decoded(path: Path) -> list[Frame]:
    with open_video(path) as source:
        return list(source)


def written(path: Path, times: list[float]) -> Path:
    with VideoWriter(path, (100, 64), 30) as target:
        for index, at in enumerate(times):
            target.add(at, picture(index))
    return path


def test_a_film_is_h264_in_a_form_that_browsers_play_before_they_have_all_of_it(tmp_path: Path) -> None:
    path = written(tmp_path / "film.mp4", [index / 30 for index in range(40)])
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
    content = path.read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")


def test_pictures_keep_their_times_and_their_order(tmp_path: Path) -> None:
    times = np.cumsum([0.0, 0.1, 0.0333, 0.0167, 0.5, 0.0333, 0.1, 0.0333]).tolist()
    frames = decoded(written(tmp_path / "film.mp4", times))
    assert [f.time for f in frames] == pytest.approx(times, abs=1e-4)
    bars = [int(frame.picture[..., 2].astype(int).mean(axis=0).argmax()) for frame in frames]
    assert all(0 < after - before < 6 for before, after in pairwise(bars))


def test_who_makes_pictures_waits_for_who_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead: list[int] = []
    write = VideoWriter._write

    def slowly(self: VideoWriter, at: float, image: np.ndarray) -> None:
        time.sleep(0.003)
        write(self, at, image)
        ahead.append(made - len(ahead))

    monkeypatch.setattr(VideoWriter, "_write", slowly)
    with VideoWriter(tmp_path / "film.mp4", (100, 64), 30) as target:
        for made in range(1, 41):
            target.add(made / 30, picture(made))
    assert len(ahead) == 40 and max(ahead) <= VideoWriter.waiting + 2


def test_a_film_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="could not be written"):
        written(tmp_path / "no such folder" / "film.mp4", [0.0, 0.1])


def test_a_full_disk_ends_the_film_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(VideoWriter, "_write", full)
    with pytest.raises(Problem, match="No space left"), VideoWriter(tmp_path / "film.mp4", (100, 64), 30) as target:
        for index in range(3 * VideoWriter.waiting):
            target.add(index / 30, picture(index))


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_annotated_clip_is_in_step_with_the_record_and_in_the_report(
    clip: Path, tmp_path: Path, language: str
) -> None:
    folder = measured(clip, tmp_path / "squat", video=True, language=language)
    frames = decoded(folder / VIDEO)
    assert [f.time for f in frames] == pytest.approx(poses().time.tolist(), abs=1e-4)
    height, width = frames[0].picture.shape[:2]
    assert width == CAMERA.picture[0] and height > CAMERA.picture[1] and height % 2 == 0
    assert "data:video/mp4;base64," in (folder / "report.html").read_text("utf-8")


def test_a_browser_plays_the_annotated_clip_in_the_report(clip: Path, tmp_path: Path, opened: Open) -> None:
    folder = measured(clip, tmp_path / "squat", video=True)
    shown = opened((folder / "report.html").read_text("utf-8"))
    shown.page.wait_for_function("document.querySelector('video').readyState >= 2")
    seconds, width = shown.page.evaluate(
        "(() => { const v = document.querySelector('video'); return [v.duration, v.videoWidth]; })()"
    )
    assert seconds == pytest.approx(float(poses().time[-1]), abs=0.1) and width == CAMERA.picture[0]
    assert shown.page.evaluate("document.querySelector('video').error") is None


def test_there_is_no_video_where_none_is_asked_for(clip: Path, tmp_path: Path) -> None:
    folder = measured(clip, tmp_path / "squat")
    assert not (folder / VIDEO).exists() and "data:video" not in (folder / "report.html").read_text("utf-8")
    assert main.parser().parse_args(["analyze", "clip.mp4", "--screen", "bridge"]).video is False


def session() -> tuple[Session, Record]:
    made = Session(SQUAT)
    made.push(seen(brief_squat(), "front", noise_px=0.5))
    return made, made.close()[1]


@pytest.mark.parametrize("language", [english, german])
def test_the_repetition_the_phase_and_the_values_stand_below(language, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    monkeypatch.setattr("movescreen.output.pictures.captions.cv2.putText", lambda _, text, *rest: texts.append(text))
    made, record = session()
    captions = Captions(record, made.builder.uncertainty, language, 480, 480)
    names, bottom = list(texts), int(np.abs(record.frames.time - record.repetitions[0].bottom_s).argmin())
    assert len(names) == len(set(names)) >= 5
    texts.clear()
    captions.below(bottom)
    number = {"en": "Repetition 1 of 1: bottom", "de": "Wiederholung 1 von 1: tiefster Punkt"}[language.CODE]
    assert texts[0] == number and len(texts) == len(names) + 2
    knees = record.frames.values[bottom, record.frames.columns.index("knee_over_toe_left_pct")]
    assert f"{knees:.0f} ± 4 %".replace("-", "−") in " ".join(texts)
    texts.clear()
    captions.below(0)
    assert texts[0] == {"en": "Between repetitions", "de": "Zwischen Wiederholungen"}[language.CODE]


def test_what_is_measured_is_drawn_where_it_is(clip: Path, tmp_path: Path) -> None:
    frames = decoded(measured(clip, tmp_path / "squat", video=True) / VIDEO)
    plain, marked = decoded(clip)[60].picture.astype(int), frames[60].picture[: CAMERA.picture[1]].astype(int)
    changed = np.abs(cv2.blur((plain - marked).astype(np.float32), (3, 3))).max(axis=-1)
    track = poses()
    for joint in (Joint.KNEE, Joint.ANKLE):
        for x, y in track[joint][60] * [1, -1]:
            about = changed[round(y) - 3 : round(y) + 4, round(x) - 3 : round(x) + 4]
            assert about.max() > 60
    assert np.median(changed[:60, :60]) < 30


def picture_of(jpeg: bytes) -> np.ndarray:
    """A still as an array."""
    image = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    return image


def detail(image: np.ndarray, x: float, y: float, radius: float) -> float:
    """How much fine detail there is about a point."""
    rows, columns = np.ogrid[: image.shape[0], : image.shape[1]]
    about = (columns - x) ** 2 + (rows - y) ** 2 <= radius**2
    fine = image.astype(np.float32) - cv2.GaussianBlur(image.astype(np.float32), (0, 0), 3)
    return float(fine[about].std())


def test_no_picture_leaves_with_a_face_where_none_may(clip: Path, tmp_path: Path) -> None:
    covered = measured(clip, tmp_path / "covered", video=True, blur_faces=True)
    plain = measured(clip, tmp_path / "plain", video=True)
    track = poses()
    for before, after in list(zip(decoded(plain / VIDEO), decoded(covered / VIDEO), strict=True))[::6]:
        x, y = track[Joint.NOSE][before.index, 0] * [1, -1]
        assert detail(after.picture, x, y, 5) < 0.35 * detail(before.picture, x, y, 5)
    assert all(
        json.loads((folder / "record.json").read_text("utf-8"))["provenance"]["faces_covered"] is (folder == covered)
        for folder in (covered, plain)
    )
    for one, other in zip(stored_stills(covered), stored_stills(plain), strict=True):
        sharp, blurred = (detail(picture_of(still.jpeg), 5, 5, 5) for still in (other, one))
        assert blurred < 0.35 * sharp


def test_stills_of_an_earlier_run_that_show_a_face_are_not_used_again(clip: Path, tmp_path: Path) -> None:
    folder = tmp_path / "squat"
    first = stored_stills(measured(clip, folder))
    second = stored_stills(measured(clip, folder, blur_faces=True))
    third = stored_stills(measured(clip, folder))
    assert [s.jpeg for s in first] == [s.jpeg for s in third] != [s.jpeg for s in second]


def test_a_clip_without_a_repetition_has_a_video_too(tmp_path: Path) -> None:
    made = Session(SQUAT)
    track = seen(brief_squat(), "front").at(slice(0, 30))
    made.push(track)
    annotation = Annotation(made.close()[1], made, english)
    with VideoWriter(tmp_path / "film.mp4", annotation.size, 30) as target:
        frames = (Frame(n, float(t), np.zeros((128, 72, 3), np.uint8)) for n, t in enumerate(track.time))
        assert len(list(annotation.filming(frames, target, lambda f: f.picture))) == 30
    assert len(decoded(tmp_path / "film.mp4")) == 30


def test_a_picture_that_may_not_be_shown_is_left_out(tmp_path: Path) -> None:
    made, record = session()
    image = np.zeros((128, 72, 3), np.uint8)
    annotation = Annotation(record, made, english)
    with VideoWriter(tmp_path / "film.mp4", annotation.size, 30) as target:
        frames = [Frame(n, n / 30, image) for n in range(30)]
        list(annotation.filming(frames, target, lambda f: f.picture if f.index > 9 else None))
    with av.open(str(tmp_path / "film.mp4")) as container:
        assert float(next(container.decode(video=0)).time) == pytest.approx(10 / 30, abs=1e-3)


def test_of_sixty_pictures_a_second_the_video_has_thirty(tmp_path: Path) -> None:
    made, record = session()
    annotation, image = Annotation(record, made, english), np.zeros((128, 72, 3), np.uint8)
    with VideoWriter(tmp_path / "film.mp4", annotation.size, 30) as target:
        frames = [Frame(n, n / 60, image) for n in range(40)]
        assert len(list(annotation.filming(frames, target, lambda f: f.picture))) == 40
    assert [f.time for f in decoded(tmp_path / "film.mp4")] == pytest.approx([n / 30 for n in range(20)], abs=1e-3)


def test_sizes_are_even_as_the_format_asks() -> None:
    assert [nearest_even(length) for length in (1, 2, 3.4, 479.6, 853.3)] == [2, 2, 4, 480, 854]


def test_the_picture_of_a_rolled_camera_is_levelled_as_its_poses_are(tmp_path: Path) -> None:
    """Corners of the levelled picture that nothing was filmed in are black."""
    made = Session(SQUAT)
    made.settings = replace(made.settings, camera_roll_deg=10.0)
    made.push(seen(brief_squat(), "front"))
    annotation = Annotation(made.close()[1], made, english)
    with VideoWriter(tmp_path / "film.mp4", annotation.size, 30) as target:
        bright = [Frame(n, n / 30, np.full((128, 72, 3), 200, np.uint8)) for n in range(5)]
        list(annotation.filming(bright, target, lambda f: f.picture))
    first = decoded(tmp_path / "film.mp4")[0].picture
    assert first[:3, -3:].max() < 60 or first[:3, :3].max() < 60
