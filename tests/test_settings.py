"""What a user may choose comes from a file or the command, holds where it should, and is kept in the record."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from language import banned
from people import SQUAT, PinholeCamera, brief_squat, reading, record_of, seen
from test_batch import clip, in_place_of_the_network

from movescreen import batch
from movescreen.batch import Task
from movescreen.cli import main
from movescreen.errors import Problem
from movescreen.measures.camera_angle import roll_of, without_roll
from movescreen.measures.registry import MEASURES
from movescreen.pose.estimators import replay
from movescreen.pose.pose import Pose
from movescreen.scoring.settings import Settings, check, load_settings
from movescreen.screens import screens

EXAMPLE = Path(__file__).parents[1] / "docs" / "settings.toml"
FINDINGS = {finding.name for screen in screens().values() for finding in screen.findings}
ABSOLUTE = ("trunk_inclination", "shank_inclination")
KEYS = (
    "lines",
    "uncertainties",
    "decided_by",
    "yaw_deg",
    "roll_deg",
    "camera_roll_deg",
    "pitch_deg",
    "camera_pitch_deg",
    "camera_height_m",
    "foot_length",
)
TILTED = 5.0


@pytest.fixture
def one(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clip, and in place of the network a figure that squats in it."""
    in_place_of_the_network(monkeypatch)
    return clip(tmp_path_factory.getbasetemp())


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, "utf-8")
    return path


def kept(folder: Path) -> dict:
    """The settings that a record keeps."""
    return json.loads((folder / "record.json").read_text("utf-8"))["provenance"]["settings"]


def test_the_example_holds_settings_of_every_kind_that_there_are() -> None:
    settings = load_settings(EXAMPLE)
    check(settings, FINDINGS, MEASURES)
    assert settings.lines["knees_move_in"] == 12.0 and settings.uncertainties["knee_over_toe"] == 3.0
    text = EXAMPLE.read_text("utf-8")
    assert all(name in text for name in KEYS)


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, "")) == Settings()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("yaw_degrees = 5", "yaw_degrees"),
        ("lines = 3", "lines"),
        ("[lines]\nknees_move_in = 'ten'", "lines.knees_move_in"),
        ("[lines]\nknees_move_in = nan", "lines.knees_move_in"),
        ("[lines]\nknees_move_in = true", "lines.knees_move_in"),
        ("[uncertainties]\nknee_over_toe = 0", "uncertainties.knee_over_toe"),
        ("decided_by = -1", "decided_by"),
        ("yaw_deg = 90", "yaw_deg"),
        ("roll_deg = [1, 2]", "roll_deg"),
        ("camera_roll_deg = -50", "camera_roll_deg"),
        ("foot_length = 1", "foot_length"),
        ("decided_by", "mine.toml"),
    ],
)
def test_what_is_no_setting_or_no_number_is_named(text: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=key) as raised:
        load_settings(written(tmp_path, text))
    assert raised.value.code.startswith("settings_") and not banned(str(raised.value))


@pytest.mark.parametrize(
    "text",
    [
        "decided_by = " + "[" * 100_000,
        "[lines" + ".a" * 20_000 + "]\nb = 1",
        "decided_by = " + "[" * 300 + "]" * 300,
        f"decided_by = {'9' * 4000}",
        f"decided_by = {'9' * 400_000}",
        f"decided_by = 0x{'f' * 400_000}",
        f"[lines]\nknees_move_in = 1{'0' * 400}",
        "yaw_deg = 1e999",
        f"decided_by = '{'x' * 100_000}'",
        "decided_by = 1979-05-27",
    ],
    ids=range(10),
)
def test_load_hostile(text: str, tmp_path: Path) -> None:
    """Deep nesting and huge numbers end in a sentence that can be read."""
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match=r"settings\.toml") as problem:
        load_settings(file)
    assert problem.value.code == "settings_unreadable" and len(str(problem.value)) < 400


def test_an_unknown_setting_is_answered_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        load_settings(written(tmp_path, "line = 5"))
    assert all(name in str(raised.value) for name in KEYS)


def test_names_of_no_finding_and_no_measure_are_answered_with_those_that_there_are() -> None:
    for settings, known in (
        (Settings(lines={"knees_go_in": 5.0}), FINDINGS),
        (Settings(uncertainties={"knees_move_in": 5.0}), MEASURES),
    ):
        with pytest.raises(Problem, match=r"knees_\w+_in, and there is no such") as raised:
            check(settings, FINDINGS, MEASURES)
        assert all(name in str(raised.value) for name in known)


def test_a_file_that_is_not_there_or_not_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b"\xff\xfe")
    for path in (tmp_path / "none.toml", tmp_path, tmp_path / "mine.toml"):
        with pytest.raises(Problem, match=path.name):
            load_settings(path)


def test_lines_and_uncertainties_of_a_file_decide_and_are_kept_with_all_others(one: Path, tmp_path: Path) -> None:
    mine = written(tmp_path, "decided_by = 2\n[lines]\nknees_move_out = 40\n[uncertainties]\nknee_over_toe = 1.5")
    arguments = ["analyze", "--screen", "overhead_squat", str(one), "--out", str(tmp_path / "out")]
    assert main.main([*arguments, "--settings", str(mine)]) == 0
    settings = kept(tmp_path / "out" / "clip")
    assert settings["lines"] == {f.name: f.line for f in SQUAT.findings} | {"knees_move_out": 40.0}
    uncertainties = {m.name: m.uncertainty for m in SQUAT.quantities} | {"knee_over_toe": 1.5}
    assert settings["uncertainties"] == uncertainties
    assert (settings["decided_by"], settings["roll_deg"], settings["camera_roll_deg"]) == (2.0, 2.0, None)
    found = json.loads((tmp_path / "out" / "clip" / "record.json").read_text("utf-8"))["findings"]
    assert {f["state"] for f in found if f["finding"] == "knees_move_out"} == {"observed"}


@pytest.mark.parametrize("text", ["[lines]\nknees_go_in = 5", "[uncertainties]\nknee_over_shoe = 5", "yaw = 5"])
def test_settings_that_name_something_unknown_are_misuse(text: str, one: Path, tmp_path: Path, capsys) -> None:
    mine = written(tmp_path, text)
    assert main.main(["analyze", "--screen", "bridge", str(one), "--settings", str(mine)]) == 2
    assert "Known are" in capsys.readouterr().err


def test_what_is_no_roll_is_misuse(one: Path, capsys) -> None:
    arguments = ["analyze", "--screen", "bridge", str(one)]
    assert main.main([*arguments, "--roll", "60"]) == 2
    assert main.main([*arguments, "--vertical", "100,100,400,110"]) == 2
    for wanted in (["--vertical", "1,2,3"], ["--vertical", "a,b,c,d"], ["--roll", "5", "--vertical", "1,2,3,400"]):
        with pytest.raises(SystemExit):
            main.main([*arguments, *wanted])
    assert "four numbers" in capsys.readouterr().err


@pytest.mark.parametrize("roll", [-20.0, -5.0, 0.0, 5.0, 20.0])
def test_the_roll_of_a_camera_is_that_of_a_plumb_line_in_its_picture(roll: float) -> None:
    camera = PinholeCamera("left", roll=roll)
    line = camera.turned(np.array([[0.0, 0.2, 0.0], [0.0, 1.6, 0.0]]))
    x, y = (camera.focal * line[:, :2] / -line[:, 2:]).T + [[360.0], [-640.0]]
    assert roll_of(x[0], -y[0], x[1], -y[1]) == pytest.approx(roll, abs=1e-9)
    assert roll_of(x[1], -y[1], x[0], -y[0]) == pytest.approx(roll, abs=1e-9)


@pytest.mark.parametrize("points", [(100, 100, 100, 190), (0, 100, 300, 110), (5, 5, 5, 5)])
def test_points_that_are_near_each_other_or_side_by_side_are_no_plumb_line(points: tuple[float, ...]) -> None:
    with pytest.raises(Problem, match="plumb line"):
        roll_of(*points)


@pytest.mark.parametrize("view", ["front", "left", "right"])
def test_poses_of_a_tilted_camera_are_those_of_a_level_one_when_turned_back(view: str) -> None:
    tilted, level = (seen(brief_squat(), view, roll=roll) for roll in (TILTED, 0.0))
    turned = without_roll(tilted, TILTED)
    assert np.allclose(turned.xyz, level.xyz, rtol=0, atol=1e-6)
    assert np.allclose(turned.world, level.world, rtol=0, atol=1e-9)
    assert without_roll(tilted, 0.0) is tilted


@pytest.mark.parametrize("view", ["left", "right"])
def test_a_roll_that_is_not_given_tilts_angles_to_the_vertical_and_no_others(view: str) -> None:
    tilted, level = (seen(brief_squat(), view, roll=roll) for roll in (TILTED, 0.0))
    true, as_seen = record_of(level, SQUAT), record_of(tilted, SQUAT)
    given = record_of(tilted, SQUAT, settings=Settings(camera_roll_deg=TILTED))
    forward = 1.0 if view == "right" else -1.0
    for measure in ABSOLUTE:
        off = reading(as_seen, measure, view).value - reading(true, measure, view).value
        assert off == pytest.approx(-forward * TILTED, abs=0.2), measure
        assert reading(given, measure, view).value == pytest.approx(reading(true, measure, view).value, abs=0.05)
    for record in (as_seen, given):
        lean = reading(record, "trunk_minus_shank", view).value
        level_lean = reading(true, "trunk_minus_shank", view).value
        assert lean == pytest.approx(level_lean, abs=0.15), "but for where the camera is taken to look straight at"


def test_a_roll_that_is_given_is_known_better() -> None:
    track = seen(brief_squat(), "left")
    sure = {
        name: reading(record_of(track, SQUAT, settings=settings), "trunk_inclination", "left").uncertainty ** 2
        for name, settings in {
            "by eye": Settings(),
            "given": Settings(camera_roll_deg=0.0),
            "stated": Settings(camera_roll_deg=0.0, roll_deg=1.0),
        }.items()
    }
    assert sure["by eye"] - sure["given"] == pytest.approx(2.0**2 - 0.5**2, abs=0.01)
    assert sure["stated"] - sure["given"] == pytest.approx(1.0**2 - 0.5**2, abs=0.01)


@pytest.mark.parametrize("how", [["--roll", "5"], ["--vertical", f"300,10,{300 + 1000 * np.tan(np.radians(5))},1010"]])
def test_a_roll_is_kept_in_the_record_and_stored_poses_stay_raw(how: list[str], one: Path, tmp_path: Path) -> None:
    def poses(*arguments: str) -> Pose:
        out = ["--out", str(tmp_path / "out")]
        assert main.main(["analyze", "--screen", "overhead_squat", str(one), *out, *arguments]) == 0
        return replay.load_poses(tmp_path / "out" / "clip" / "poses.npz")[0]

    level = poses()
    assert kept(tmp_path / "out" / "clip")["camera_roll_deg"] is None
    assert np.array_equal(poses(*how).xyz, level.xyz)
    settings = kept(tmp_path / "out" / "clip")
    assert settings["camera_roll_deg"] == pytest.approx(5.0) and settings["roll_deg"] == 0.5


def test_a_task_takes_settings_from_python_too(one: Path, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="knees_go_in"):
        batch.analyze([one], tmp_path, Task("overhead_squat", settings=Settings(lines={"knees_go_in": 1.0})))
