"""A second run does only what is missing or has changed, and no picture is looked at for what poses tell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from people import brief_squat
from test_batch import Network, in_place_of_the_network, put, table  # noqa: F401 - put is a fixture

from movescreen import batch
from movescreen.batch import Run, Task, cache_keys, clip
from movescreen.batch.stored_poses import Found
from movescreen.output.report.about import About
from movescreen.records.record import load_record
from movescreen.scoring.settings import Settings

TASK = Task("overhead_squat")


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> type[Network]:
    in_place_of_the_network(monkeypatch)
    return Network


def hows(paths: list[Path], out: Path, task: Task = TASK, **how: Any) -> dict[str, str]:
    """For each clip whether it was measured, rescored or unchanged."""
    return {result.clip: result.how for result in batch.analyze(paths, out, task, how=Run(**how))}


def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nobody looks at a picture."""

    def looked(*_: object) -> None:
        raise AssertionError("a picture was looked at")

    monkeypatch.setattr(clip, "open_video", looked)


def test_what_has_been_done_is_not_done_again_unless_it_is_forced(put, tmp_path, monkeypatch) -> None:  # noqa: F811
    clips = [put("a.mp4"), put("words.mp4", b"no clip, only words" * 9)]
    out = tmp_path / "out"
    hows(clips, out)
    before = (out / "clips.csv").read_bytes()
    assert hows(clips, out, force=True) == {"a": "measured", "words": "measured"}
    blind(monkeypatch)
    assert hows(clips, out) == {"a": "unchanged", "words": "unchanged"}
    assert (out / "clips.csv").read_bytes() == before


def test_an_unchanged_clip_still_says_how_it_ended(put, tmp_path) -> None:  # noqa: F811
    clips = [put("a.mp4"), put("words.mp4", b"no clip, only words" * 9)]
    first = {r.clip: (r.status, r.reason) for r in batch.analyze(clips, tmp_path / "out", TASK)}
    again = {r.clip: (r.status, r.reason) for r in batch.analyze(clips, tmp_path / "out", TASK)}
    assert first == again and first["words"][0] == "failed"


@pytest.mark.parametrize(
    "task",
    [
        replace(TASK, settings=Settings(lines={"knees_move_in": 60.0})),
        replace(TASK, settings=Settings(reps=5)),
        replace(TASK, settings=Settings(camera_roll_deg=2.0)),
        replace(TASK, view="back"),
    ],
)
def test_what_is_made_of_poses_is_made_anew_from_stored_ones(task, put, tmp_path, monkeypatch) -> None:  # noqa: F811
    one, out = put("a.mp4"), tmp_path / "out"
    hows([one], out)
    blind(monkeypatch)
    assert hows([one], out, task) == {"a": "rescored"}
    rescored = load_record(out / "a")
    monkeypatch.undo()
    in_place_of_the_network(monkeypatch)
    hows([one], tmp_path / "fresh", task)
    fresh = load_record(tmp_path / "fresh" / "a")
    assert rescored.provenance == fresh.provenance and rescored.quality == fresh.quality
    for name in ("record.json", "reps.csv", "frames.csv", "report.html"):
        assert (out / "a" / name).read_bytes() == (tmp_path / "fresh" / "a" / name).read_bytes()


def test_what_a_coach_adds_needs_no_look_at_the_pictures_and_stays(put, tmp_path, monkeypatch) -> None:  # noqa: F811
    one, out = put("a.mp4"), tmp_path / "out"
    hows([one], out)
    blind(monkeypatch)
    assert hows([one], out, replace(TASK, about=About(client="Anna", notes="barefoot"))) == {"a": "rescored"}
    assert hows([one], out, replace(TASK, about=About(coach="B"))) == {"a": "rescored"}
    assert hows([one], out) == {"a": "rescored"}
    html = (out / "a" / "report.html").read_text("utf-8")
    assert "<h1>Anna</h1>" in html and "barefoot" in html and "Coach: B" in html


@pytest.mark.parametrize("task", [replace(TASK, person=(0.5, 0.5)), replace(TASK, rate=15.0)])
def test_what_poses_depend_on_takes_another_look_at_the_pictures(task, put, tmp_path) -> None:  # noqa: F811
    one, out = put("a.mp4"), tmp_path / "out"
    hows([one], out)
    assert hows([one], out, task) == {"a": "measured"}


def test_outlines_of_backs_are_carried_over(network, put, tmp_path, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setitem(network.seen, "view", "left")
    one, out = put("a.mp4"), tmp_path / "out"
    hows([one], out)
    backs = [r for r in load_record(out / "a").repetitions[0].readings if r.measure == "back_shape"]
    assert backs and backs[0].reason != "no_pictures"
    blind(monkeypatch)
    assert hows([one], out, replace(TASK, settings=Settings(lines={"forward_lean": 3.0}))) == {"a": "rescored"}
    assert [r for r in load_record(out / "a").repetitions[0].readings if r.measure == "back_shape"] == backs


def test_a_clip_of_other_content_is_measured_anew(put, tmp_path) -> None:  # noqa: F811
    one, out = put("a.mp4"), tmp_path / "out"
    hows([one], out)
    one.write_bytes(one.read_bytes() + b"\0")
    assert hows([one], out) == {"a": "measured"}
    one.write_bytes(b"no clip, only words" * 9)
    (failed,) = batch.analyze([one], out, TASK)
    assert failed.status == "failed" and "from an earlier run" in failed.reason and (out / "a" / "reps.csv").exists()


def test_results_that_are_gone_are_made_again(put, tmp_path) -> None:  # noqa: F811
    one, out = put("a.mp4"), tmp_path / "out"
    hows([one], out)
    (out / "a" / "record.json").unlink()
    assert hows([one], out) == {"a": "rescored"}
    (out / "a" / "record.json").unlink()
    (out / "a" / "poses.npz").write_bytes(b"torn")
    assert hows([one], out) == {"a": "measured"}
    assert table(out)["a"]["status"] == "ok"


def test_what_ended_for_a_passing_reason_is_tried_again(put, tmp_path, monkeypatch) -> None:  # noqa: F811
    one, out = put("a.mp4"), tmp_path / "out"

    def full(*_: object) -> None:
        raise batch.Problem("output_full", "Only 1 MB is free.")

    monkeypatch.setattr(clip, "has_room", full)
    (failed,) = batch.analyze([one], out, TASK)
    assert failed.status == "failed" and not table(out)["a"]["key"]
    monkeypatch.undo()
    in_place_of_the_network(monkeypatch)
    assert hows([one], out) == {"a": "measured"}


def test_every_choice_that_a_task_has_is_in_its_key(tmp_path) -> None:
    from test_batch import BUNDLE

    from movescreen.batch import Job

    job = Job(tmp_path / "a.mp4", tmp_path / "a", TASK, BUNDLE)
    other = [
        replace(TASK, screen="bridge"),
        replace(TASK, view="side"),
        replace(TASK, person=(0.5, 0.5)),
        replace(TASK, rate=30.0),
        replace(TASK, settings=Settings(hold_s=3.0)),
    ]
    known = {cache_keys.whole(replace(job, task=task), "0" * 64) for task in [TASK, *other]}
    known |= {
        cache_keys.whole(job, "1" * 64),
        cache_keys.whole(replace(job, bundle=replace(BUNDLE, sha256="1" * 64)), "0" * 64),
    }
    assert len(known) == len(other) + 3


def test_scores_once_for_each_person(network) -> None:
    """Poses that were scored to count repetitions are not scored again."""
    track = network(None).track
    one, other = (Found(poses, {}, {"backend": "synthetic"}) for poses in (track, track.at(slice(None))))
    scores = clip.Scores(TASK)
    assert scores.of(one) is scores.of(replace(one, quality={"people": 2}))
    assert scores.of(other) is not scores.of(one)


def test_a_long_clip_is_scored_as_a_whole_one(monkeypatch, network) -> None:
    track = network(None).track
    once, _ = clip.scored(track, TASK, "synthetic")
    monkeypatch.setattr(clip, "STRETCH", 7)
    often, _ = clip.scored(track, TASK, "synthetic")
    assert np.array_equal(once.frames.values, often.frames.values, equal_nan=True)
    assert once.repetitions == often.repetitions and len(track) == len(brief_squat().time)
