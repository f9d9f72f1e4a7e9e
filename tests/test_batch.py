"""Clips and folders of clips: none lost, none overwritten, and what is amiss with one costs the others nothing."""

from __future__ import annotations

import csv
import errno
import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from language import banned
from people import brief, brief_squat, camera_for, squat
from videos import picture, write_clip

from movescreen import batch
from movescreen.batch import ClipResult, Run, Task, outputs, task
from movescreen.batch import clip as clip_of_batch
from movescreen.errors import Problem
from movescreen.output.report import files
from movescreen.pose.estimators import PoseEstimator, replay
from movescreen.pose.estimators.synthetic import Synthetic
from movescreen.pose.weights import Bundle
from movescreen.records import results_folder
from movescreen.records.ownership import MARKER

BUNDLE = Bundle(Path("none.task"), "0" * 64, "file", "full")
FILES = ["frames.csv", "poses.npz", "record.json", "report.html", "reps.csv", "stills"]


class Network(Synthetic, PoseEstimator):
    """In the network's place: whoever is in the picture, it sees one squat from the front."""

    seen: ClassVar[dict[str, Any]] = {"motion": brief_squat(), "view": "front", "hidden": None}

    def __init__(self, bundle: Bundle, rotation: int = 0) -> None:
        motion, view = self.seen["motion"], self.seen["view"]
        super().__init__(motion, camera_for(motion, view), 0.5, hidden=self.seen["hidden"])


def in_place_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clips are measured in this process, by what needs no network."""
    monkeypatch.setattr("movescreen.pose.estimators.blazepose.BlazePose", Network)
    monkeypatch.setattr(task, "ensure", lambda *_, **__: BUNDLE)
    monkeypatch.setattr("movescreen.cli.print_results.cores", lambda: 0)


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> type[Network]:
    in_place_of_the_network(monkeypatch)
    return Network


@cache
def clip(folder: Path) -> Path:
    """A clip as long as the motion that the network sees in it."""
    count = len(brief_squat().time)
    return write_clip(folder / "clip.mp4", [picture(index, 64, 48) for index in range(count)], g=1)


@pytest.fixture
def put(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory):
    """Put a clip at a path below a folder of clips, and give that path."""
    original = clip(tmp_path_factory.getbasetemp())

    def put(name: str, content: bytes | None = None) -> Path:
        path = tmp_path / "clips" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            shutil.copy(original, path)
        else:
            path.write_bytes(content)
        return path

    return put


def measured(paths: Iterable[Path], out: Path, screen: str = "overhead_squat", **task: Any) -> list[ClipResult]:
    return list(batch.analyze(paths, out, Task(screen, **task)))


def table(out: Path) -> dict[str, dict[str, str]]:
    with (out / "clips.csv").open(encoding="utf-8", newline="") as text:
        return {row["clip"]: row for row in csv.DictReader(text)}


def listed(folder: Path) -> list[str]:
    of_all = (results_folder.LOCK, *results_folder.STUDY, MARKER)
    return sorted(path.name for path in folder.iterdir() if path.name not in of_all)


def test_a_clip_has_a_folder_with_everything_and_a_row(put, tmp_path: Path) -> None:
    (result,) = measured([put("one.mp4")], tmp_path / "out")
    assert listed(tmp_path / "out") == ["clips.csv", "one"] and listed(tmp_path / "out" / "one") == FILES
    row = table(tmp_path / "out")["one"]
    assert list(row)[:7] == ["clip", "status", "reason", "frames", "seconds", "reps", "view"]
    time = brief_squat().time
    assert (row["status"], row["reason"], row["reps"], row["view"]) == ("ok", "", "1", "front")
    assert int(row["frames"]) == len(time) and float(row["seconds"]) == pytest.approx(time[-1], abs=1e-3)
    assert result.record is not None and len(result.record.repetitions) == 1


def test_a_record_says_where_it_came_from(put, tmp_path: Path) -> None:
    measured([put("one.mp4")], tmp_path, view="front")
    provenance = json.loads((tmp_path / "one" / "record.json").read_text("utf-8"))["provenance"]
    assert provenance["clip"] == "one.mp4" and len(provenance["clip_sha256"]) == 64
    assert provenance["picture"] == [64, 48] and provenance["stated_view"] == "front"
    assert provenance["frames_per_second"] == pytest.approx(30) and provenance["filter"]["cutoff_hz"] == 6
    assert {"movescreen", "python", "numpy", "av", "backend", "settings", "screen"} <= provenance.keys()
    _, stored = replay.load_poses(tmp_path / "one" / "poses.npz")
    assert stored.pop("kept")["key"] and stored == provenance


def test_a_folder_gives_all_clips_inside_it_and_nothing_else(put, tmp_path: Path) -> None:
    put("a.mp4"), put("deeper/b.MOV"), put("notes.txt", b"no clip"), put(".hidden.mp4")
    assert [r.clip for r in measured([tmp_path / "clips"], tmp_path / "out")] == ["a", "b"]


def test_a_link_that_leads_nowhere_is_a_clip_that_is_missing(put, tmp_path: Path) -> None:
    put("a.mp4")
    (tmp_path / "clips" / "gone.mp4").symlink_to(tmp_path / "elsewhere.mp4")
    measured([tmp_path / "clips"], tmp_path / "out")
    assert "There is no file" in table(tmp_path / "out")["gone"]["reason"]


def test_a_folder_that_cannot_be_looked_into_has_a_row(put, tmp_path: Path, monkeypatch) -> None:
    put("a.mp4"), put("closed/b.mp4")

    def scandir(path: Path, real=os.scandir):
        if not isinstance(path, int) and Path(path).name == "closed":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "iterdir", lambda folder: map(Path, scandir(folder)))
    measured([tmp_path / "clips"], tmp_path / "out")
    said = {clip: row["reason"] for clip, row in table(tmp_path / "out").items()}
    assert said["a"] == "" and said["closed"].startswith("closed cannot be read (Permission denied)")


def test_our_own_videos_are_no_clips(put, tmp_path: Path) -> None:
    """Results lie below the clips where nobody says otherwise; the next run must not take them for more clips."""
    put("a.mp4"), put("annotated.mp4")
    out = tmp_path / "clips" / "results"
    for _ in range(2):
        measured([tmp_path / "clips"], out)
        shutil.copy(tmp_path / "clips" / "a.mp4", out / "a" / "annotated.mp4")
    assert set(table(out)) == {"a", "annotated"}


def test_a_clip_that_is_named_twice_is_measured_once(put, tmp_path: Path) -> None:
    one = put("a.mp4")
    assert len(measured([one, one.parent, one], tmp_path / "out")) == 1


def test_clips_of_the_same_name_are_kept_apart_and_keep_their_names(put, tmp_path: Path) -> None:
    out = tmp_path / "out"
    monday, friday, other = put("monday/squat.mp4"), put("friday/squat.mp4"), put("monday/squat.mov")
    measured([monday], out)
    measured([friday], out)
    assert [r.clip for r in measured([other, friday, monday], out)] == ["monday-squat", "friday-squat", "squat"]
    assert {name: Path(row["file"]) for name, row in table(out).items()} == {
        "squat": monday,
        "friday-squat": friday,
        "monday-squat": other,
    }


def test_clips_of_one_run_that_are_called_the_same_all_say_whose_they_are(put, tmp_path: Path) -> None:
    """Two clients' `IMG_0001` say which folder they are from, the first one too."""
    anna, berta, alone = put("anna/IMG_0001.mp4"), put("berta/img_0001.MP4"), put("berta/IMG_0002.mp4")
    named = {r.clip for r in measured([anna, berta, alone], tmp_path / "out")}
    assert named == {"anna-IMG_0001", "berta-img_0001", "IMG_0002"}
    assert "<h1>anna-IMG_0001</h1>" in (tmp_path / "out" / "anna-IMG_0001" / "report.html").read_text("utf-8")


def test_nothing_that_lay_in_the_folder_before_is_overwritten(put, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "squat").mkdir(parents=True)
    (out / "squat" / "mine.txt").write_text("mine")
    measured([put("squat.mp4"), put("clips.csv.mp4")], out)
    assert listed(out / "squat") == ["mine.txt"] and listed(out / "clips-squat") == FILES
    assert listed(out / "clips-clips.csv") == FILES and len(table(out)) == 2


@given(stem=st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=20))
def test_whatever_a_clip_is_called_its_results_lie_in_the_folder(stem: str, tmp_path_factory) -> None:
    out = tmp_path_factory.mktemp("out")
    place = results_folder.Results(out).place(Path("/somewhere") / f"{stem}.mp4")
    assert place.parent == out and place.name not in ("", ".", "..") and not place.name.startswith(".")


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a name be bytes that are no text")
def test_a_name_that_is_no_text_is_no_reason_to_stop(put, tmp_path: Path) -> None:
    whole, broken = put(os.fsdecode(b"b\xe4d.mp4")), put(os.fsdecode(b"tr\xfcb.mp4"), b"words")
    found = measured([whole, broken], tmp_path / "out")
    assert [r.status for r in found] == ["ok", "failed"] and "b?d" in table(tmp_path / "out")
    assert listed(tmp_path / "out" / "b?d") == FILES
    assert [r.clip for r in measured([whole], tmp_path / "out")] == ["b?d"]


def test_a_second_run_replaces_what_the_first_one_wrote(put, tmp_path: Path) -> None:
    one, two = put("one.mp4"), put("two.mp4")
    measured([one, two], tmp_path / "out")
    (tmp_path / "out" / "one" / "old.txt").write_text("old")
    before = (tmp_path / "out" / "clips.csv").read_bytes()
    assert [r.how for r in batch.analyze([one], tmp_path / "out", Task("overhead_squat"), how=Run(force=True))] == [
        "measured"
    ]
    assert listed(tmp_path / "out" / "one") == sorted([*FILES, "old.txt"])  # the user's, who put it there
    assert (tmp_path / "out" / "clips.csv").read_bytes() == before


def test_each_bad_clip_has_its_reason_and_the_good_ones_are_measured(put, tmp_path: Path) -> None:
    whole = put("a_good.mp4").read_bytes()
    (
        put("b_empty.mp4", b""),
        put("c_text.mp4", b"not a clip, only words\n" * 9),
        put("d_half.mp4", whole[: len(whole) // 2]),
    )
    (tmp_path / "bare").mkdir()
    paths = [tmp_path / "clips", tmp_path / "clips" / "e_missing.mp4", tmp_path / "bare", put("f_good.mp4")]
    found = {r.clip: r for r in measured(paths, tmp_path / "out")}
    assert {name for name, r in found.items() if r.status == "ok"} == {"a_good", "f_good"}
    rows = table(tmp_path / "out")
    assert rows.keys() == found.keys() == {"a_good", "b_empty", "c_text", "d_half", "e_missing", "bare", "f_good"}
    for name, row in rows.items():
        assert (row["status"] == "ok") == (not row["reason"]) == (tmp_path / "out" / name).is_dir()
        assert not banned(row["reason"])


def test_a_clip_without_a_person_says_so_and_has_no_folder(
    put, network: type[Network], tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setitem(network.seen, "hidden", np.array(True))
    (result,) = measured([put("empty_room.mp4")], tmp_path / "out")
    assert result.status == "failed" and "No person was found" in result.reason
    assert listed(tmp_path / "out") == ["clips.csv"]


def test_a_clip_without_a_repetition_is_measured_and_says_why_there_is_none(
    put, network, tmp_path, monkeypatch
) -> None:
    monkeypatch.setitem(network.seen, "motion", squat(brief(count=0, lead=5.0)))
    (result,) = measured([put("standing.mp4")], tmp_path / "out")
    row = table(tmp_path / "out")["standing"]
    assert (result.status, row["reps"]) == ("ok", "0") and "repetition" in row["reason"]
    folder = tmp_path / "out" / "standing"
    assert [file.name for file in (folder / "stills").iterdir() if file.suffix == ".jpg"] == ["repetition00.jpg"]
    html = (folder / "report.html").read_text("utf-8")
    assert html.count("<img") == 1 and "Why nothing was measured" in html


def test_a_view_that_contradicts_the_picture_is_said(put, tmp_path: Path) -> None:
    (result,) = measured([put("front.mp4")], tmp_path / "out", view="side")
    said = "You chose from the side, and the camera saw the person from the front."
    assert result.status == "ok" and said in result.reason and not banned(result.reason)


def test_an_error_that_nobody_foresaw_is_a_row_too(put, tmp_path: Path, monkeypatch) -> None:
    a, b = put("a.mp4"), put("b.mp4")
    monkeypatch.setattr(files, "report", lambda record, title, *of: 1 / (title != "a") and "page")
    first, second = measured([a, b], tmp_path / "out")
    assert first.status == "failed" and first.reason.startswith("unexpected: ZeroDivisionError")
    assert "test_batch.py" in first.reason and second.status == "ok"
    assert listed(tmp_path / "out") == ["b", "clips.csv"]


def test_a_stop_leaves_no_half_results_keeps_the_whole_ones_and_says_what_waits(put, tmp_path, monkeypatch) -> None:
    def stop(record: object, title: str, *of: object) -> str:
        if title == "b":
            raise KeyboardInterrupt
        return "page"

    monkeypatch.setattr(files, "report", stop)
    run = batch.analyze([put("a.mp4"), put("b.mp4")], tmp_path / "out", Task("overhead_squat"))
    with pytest.raises(KeyboardInterrupt):
        list(run)
    rows = table(tmp_path / "out")
    assert listed(tmp_path / "out") == ["a", "clips.csv"] and rows["a"]["status"] == "ok"
    assert rows["b"]["status"] == "waiting" and "run the same command again" in rows["b"]["reason"]


def test_a_clip_that_may_not_be_read_is_said_and_the_others_go_on(put, tmp_path: Path, monkeypatch) -> None:
    theirs, ours = put("theirs.mp4"), put("ours.mp4")
    usual = clip_of_batch.fingerprint

    def guarded(file: Path) -> str:
        if file == theirs:
            raise PermissionError(errno.EACCES, "Permission denied")
        return usual(file)

    monkeypatch.setattr(clip_of_batch, "fingerprint", guarded)
    rows = {result.clip: result for result in measured([theirs, ours], tmp_path / "out")}
    assert rows["theirs"].reason.startswith("theirs.mp4 cannot be read (Permission denied). Allow reading it")
    assert rows["ours"].status == "ok"


def test_a_disk_that_fills_up_costs_no_earlier_result(put, tmp_path: Path, monkeypatch) -> None:
    one, two = put("one.mp4"), put("two.mp4")
    measured([one], tmp_path / "out")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(outputs, "save", full)
    found = list(batch.analyze([one, two], tmp_path / "out", Task("overhead_squat"), how=Run(force=True)))
    assert all(r.status == "failed" and "No space left" in r.reason and "Make room" in r.reason for r in found)
    assert "from an earlier run" in found[0].reason and "from an earlier run" not in found[1].reason
    assert listed(tmp_path / "out") == ["clips.csv", "one"] and listed(tmp_path / "out" / "one") == FILES


def test_output_that_cannot_be_written_is_said_before_work(put, tmp_path: Path, monkeypatch) -> None:
    one = put("one.mp4")

    def told(out: Path) -> str:
        with pytest.raises(Problem) as raised:
            batch.analyze([one], out, Task("overhead_squat"))
        assert not banned(str(raised.value))
        return raised.value.code

    assert told(one) == told(one / "below") == "output_is_a_file"
    other = tmp_path / "other"
    other.mkdir()
    (other / "clips.csv").write_text("name,age\nx,1\n")
    assert told(other) == "output_not_ours"
    usage = shutil.disk_usage(tmp_path)._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert told(tmp_path / "out") == "output_full"

    def refused(**_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(results_folder, "TemporaryFile", refused)
    assert told(tmp_path / "out") == "output_unwritable"


def test_whoever_asks_is_told_of_every_frame(put, tmp_path: Path) -> None:
    class Listener(batch.Nobody):
        def __init__(self) -> None:
            self.told: list[object] = []

        def begin(self, sizes: Mapping[str, int]) -> None:
            self.told.append(dict(sizes))

        def frames(self, clip: str, done: int, of: int | None) -> None:
            self.told.append((clip, done, of))

        def end(self, clip: str) -> None:
            self.told.append(clip)

    listener, one = Listener(), put("one.mp4")
    list(batch.analyze([one], tmp_path / "out", Task("overhead_squat"), listener))
    count = len(brief_squat().time)
    frames = [("one", done, count) for done in range(1, count + 1)]
    assert listener.told == [{"one": one.stat().st_size}, *frames, "one"]
