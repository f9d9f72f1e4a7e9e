"""Two views of one person in one result: each finding from the view that shows it, and what no view shows is said."""

from __future__ import annotations

import csv
import json
import re
import shutil
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from browser import PHONE, Open, browser, opened
from language import banned
from people import BRIDGE, SQUAT, PinholeCamera, Skeleton, bridge, brief, record_of, render_poses, seen, squat
from videos import write_clip

from movescreen.batch import task
from movescreen.cli import main
from movescreen.errors import Problem
from movescreen.measures.feet import FOOT, foot_length
from movescreen.measures.reference_pose import SIDE
from movescreen.output.language import english, german
from movescreen.output.report.multi_view import joint_page, unshown
from movescreen.output.report.rows import rows
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.pose import Pose
from movescreen.pose.weights import Bundle
from movescreen.records.record import Record, load_record
from movescreen.scoring.multi_view import MultiViewResult, join_views
from movescreen.session import Session
from movescreen.video import Frame

__all__ = ["browser", "opened"]
TURNED = 20.0
LONG_FEET = Skeleton(toe_ahead_of_ankle=0.13)
LENGTH = (0.13 + 0.5 * 0.035) / (0.245 + 0.246)  # of a foot, from between heel and ankle to its tip, in leg lengths


@cache
def track(view: str) -> Pose:
    """One person who turns the feet out and leans, as both cameras see it."""
    motion = squat(brief(2), LONG_FEET, turn_out=TURNED, trunk=55.0, knees_in=(0.16, 0.16))
    return render_poses(motion, PinholeCamera("left" if view == "side" else view), 0.5, 0, None)


@cache
def records() -> dict[str, Record]:
    return {"one": record_of(track("front"), SQUAT), "other": record_of(track("side"), SQUAT)}


class TwoViews(PoseEstimator):
    """In the network's place: a red picture shows the person from the front, a green one from the side."""

    def __init__(self, bundle: Bundle, rotation: int = 0) -> None:
        self.provenance = {"backend": "synthetic"}

    def __call__(self, frame: Frame) -> Pose:
        red, green, _ = frame.picture.reshape(-1, 3).mean(axis=0)
        return track("front" if red > green else "side").at(frame.index)

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture
def films(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The two clips, measured in this process by what needs no network."""
    monkeypatch.setattr("movescreen.pose.estimators.blazepose.BlazePose", TwoViews)
    monkeypatch.setattr(task, "ensure", lambda *_, **__: Bundle(Path("none.task"), "0" * 64, "file", "full"))
    monkeypatch.setattr("movescreen.cli.print_results.cores", lambda: 0)
    pictures = [np.full((64, 36, 3), colour, np.uint8) for colour in ((200, 40, 40), (40, 200, 40))]
    names = zip(("a front.mp4", "a side.mp4"), pictures, strict=True)
    front, side = (write_clip(tmp_path / name, [one] * len(track("front")), g=1) for name, one in names)
    return front, side


def pair(films: tuple[Path, Path], out: Path, *more: str) -> int:
    words = ["analyze", "--pair", *map(str, films), "--screen", "overhead_squat", "--out", str(out), *more]
    return main.main(words)


def states(joint: MultiViewResult) -> dict[str, set[tuple[str, str]]]:
    """The view and state of each finding."""
    told: dict[str, set[tuple[str, str]]] = {}
    for each in joint.findings:
        view = joint.of(each).view if each.shown else ""
        told.setdefault(each.found.finding, set()).add((view, each.found.state))
    return told


def test_each_finding_is_from_the_view_that_shows_it() -> None:
    told = states(join_views(records()))
    assert told["knees_move_in"] == {("front", "observed")} and told["forward_lean"] == {("side", "observed")}
    assert {view for view, _ in told["heels_rise"]} == {"side"}
    assert {view for view, _ in told["feet_turn_out"] | told["asymmetrical_shift"]} == {"front"}
    assert told["feet_flatten"] == {("", "not_measurable")}
    assert set(told) == {finding.name for finding in SQUAT.findings}


def test_the_order_of_the_clips_does_not_matter() -> None:
    backwards = dict(reversed(records().items()))
    assert states(join_views(backwards)) == states(join_views(records()))


def test_what_no_view_shows_is_said_once_with_the_reason_of_the_view_that_might_have() -> None:
    joint = join_views({"one": records()["one"], "two": record_of(track("front").at(slice(0, 30)), SQUAT)})
    said = unshown(joint, english)
    assert len(said) == len({line.split(":")[0] for line in said}) and not any(map(banned, said))
    hidden = join_views({"one": record_of(track("side").at(slice(0, 30)), SQUAT), "two": records()["one"]})
    (lean,) = [each for each in hidden.findings if each.found.finding == "forward_lean"]
    assert hidden.of(lean).view == SIDE and lean.found.reason == "no_repetition"


def test_clips_of_two_screens_or_one_clip_alone_are_not_joined() -> None:
    lying = record_of(seen(bridge(brief(bottom=0.8)), "left"), BRIDGE)
    for clips, said in (({"a": records()["one"], "b": lying}, "one screen"), ({"a": lying}, "two clips or more")):
        with pytest.raises(Problem, match=said):
            join_views(clips)


def test_a_pair_has_a_folder_beside_those_of_its_clips(films, tmp_path: Path, capsys) -> None:
    out = tmp_path / "out"
    assert pair(films, out) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "a front+a side: Overhead squat, from the front and from the side" in printed
    assert {path.name for path in out.iterdir() if path.is_dir()} == {"a front", "a side", "a front+a side"}
    whole = json.loads((out / "a front+a side" / "pair.json").read_text("utf-8"))
    assert whole["view"] == "front+side"
    assert [(rep["view"], rep["number"]) for rep in whole["repetitions"]] == [
        ("front", 1), ("front", 2), ("side", 1), ("side", 2),
    ]  # fmt: skip
    lean = [found for found in whole["findings"] if found["finding"] == "forward_lean"]
    assert [(found["view"], found["clip"], found["state"]) for found in lean] == [("side", "a side", "observed")]
    with (out / "a front+a side" / "reps.csv").open(encoding="utf-8", newline="") as text:
        assert {(row["clip"], row["view"]) for row in csv.DictReader(text)} == {
            ("a front", "front"),
            ("a side", "side"),
        }
    html = (out / "a front+a side" / "report.html").read_text("utf-8")
    assert "<h1>a front+a side</h1>" in html and not banned(re.sub(r"<[^>]+>", " ", html.split("</style>")[1]))


def test_the_side_tells_the_front_how_long_the_foot_is(films, tmp_path: Path) -> None:
    """The figure's feet are longer than is taken for usual, so that alone the front takes them for more turned out."""
    pair(films, tmp_path / "out")
    whole = json.loads((tmp_path / "out" / "a front+a side" / "pair.json").read_text("utf-8"))
    joint = [f["value"] for f in whole["findings"] if f["finding"] == "feet_turn_out"]
    alone = [f.value for f in load_record(tmp_path / "out" / "a front").findings if f.finding == "feet_turn_out"]
    assert np.abs(np.array(joint) - TURNED).max() < np.abs(np.array(alone) - TURNED).min() - 2
    assert whole["told"]["from"] == "a side" and FOOT < whole["told"]["foot_length"] < LENGTH


def test_the_length_of_a_foot_is_read_from_the_side_however_far_it_turns_out() -> None:
    told = []
    for turned in (5.0, 20.0, 35.0):
        session = Session(SQUAT)
        session.push(render_poses(squat(brief(), LONG_FEET, turn_out=turned), PinholeCamera("left"), 0.2, 0, None))
        session.close()
        assert session.reference
        seems = np.degrees(np.arcsin(np.sin(np.radians(turned)) * LENGTH / FOOT))  # from the front, with the usual one
        told.append(foot_length(session.reference, seems))
    assert told == pytest.approx([0.5 * (FOOT + LENGTH)] * 3, rel=0.04)


def test_a_length_that_was_stated_is_left_as_it_is(films, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("foot_length = 0.3", "utf-8")
    pair(films, tmp_path / "out", "--settings", str(tmp_path / "mine.toml"))
    assert json.loads((tmp_path / "out" / "a front+a side" / "pair.json").read_text("utf-8"))["told"] == {}


def test_clips_of_a_table_that_have_the_same_pair_are_joined(films, tmp_path: Path) -> None:
    table = tmp_path / "study.csv"
    lines = ["file,pair,subject", *(f"{film.name},anna may,anna" for film in films)]
    table.write_text("\n".join(lines), "utf-8")
    words = ["analyze", "--clips", str(table), "--screen", "overhead_squat", "--out", str(tmp_path / "out")]
    assert main.main(words) == 0
    assert (tmp_path / "out" / "a front+a side" / "pair.json").is_file()


def test_a_pair_of_which_one_clip_was_not_measured_says_which(films, tmp_path: Path, capsys) -> None:
    films[1].write_bytes(b"no video")
    assert pair(films, tmp_path / "out") == 1
    assert "a front+a side: not joined. a side was not measured." in capsys.readouterr().out
    assert not (tmp_path / "out" / "a front+a side").exists()


def test_joining_again_gives_the_same_bytes(films, tmp_path: Path) -> None:
    files = ("pair.json", "reps.csv", "report.html")
    found = []
    for _ in range(2):
        assert pair(films, tmp_path / "out") == 0
        found.append([(tmp_path / "out" / "a front+a side" / name).read_bytes() for name in files])
    assert found[0] == found[1]


@pytest.mark.parametrize("language", [english, german])
def test_the_page_of_a_pair_says_every_finding_and_fits_a_phone(language, opened: Open) -> None:
    joint = join_views(records(), {"foot_length": 0.21, "from": "other"})
    shown = opened(joint_page(joint, "A pair", language=language), viewport=PHONE)
    measured = [row for row in rows([(each.found, joint.of(each)) for each in joint.findings]) if row.measured]
    assert shown.page.locator(".findings li").count() == len(measured) > 4
    assert shown.page.locator("table.readings").count() == 2
    assert shown.overflow <= 0 and not shown.complaints


def test_the_page_of_a_pair_is_made_again_with_those_of_its_clips(films, tmp_path: Path, capsys) -> None:
    (tmp_path / "mine.toml").write_text("decided_by = 2", "utf-8")
    pair(films, tmp_path / "out", "--settings", str(tmp_path / "mine.toml"))
    folder = tmp_path / "out" / "a front+a side"
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    (folder / "report.html").unlink()
    capsys.readouterr()
    assert main.main(["report", str(tmp_path / "out")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert main.main(["report", str(folder / "pair.json"), "--language", "de"]) == 0
    assert '<html lang="de">' in (folder / "report.html").read_text("utf-8")


def test_a_pair_that_is_not_whole_any_more_is_said(films, tmp_path: Path, capsys) -> None:
    pair(films, tmp_path / "out")
    folder = tmp_path / "out" / "a front+a side"
    (folder / "pair.json").write_text("{", "utf-8")
    assert main.main(["report", str(folder)]) == 1 and "Analyze the pair again" in capsys.readouterr().err


def test_a_pair_is_exported_clip_by_clip(films, tmp_path: Path, capsys) -> None:
    pair(films, tmp_path / "out")
    assert main.main(["export", str(tmp_path / "out" / "a front+a side"), "--format", "json"]) == 1
    assert "Name the folder of a front or a side." in capsys.readouterr().err


def test_the_results_of_a_clip_that_is_called_like_a_pair_stay(films, tmp_path: Path, capsys) -> None:
    pair(films, tmp_path / "out")
    folder = tmp_path / "out" / "a front+a side"
    shutil.copytree(tmp_path / "out" / "a front", folder, dirs_exist_ok=True)
    assert pair(films, tmp_path / "out") == 1 and "holds the results of a clip" in capsys.readouterr().out
    assert load_record(folder).view == "front"


def test_a_pair_is_of_two_clips_that_are_in_no_other(films, tmp_path: Path, capsys) -> None:
    other = tmp_path / "nowhere" / ".." / films[0].name
    for named, said in (((films[0], other), "a front.mp4 is named twice"), ((films[0], tmp_path), "is a folder")):
        assert pair(named, tmp_path / "out") == 2
        assert said in capsys.readouterr().err and not (tmp_path / "out").exists()
