"""What is exported is what was stored: read again by OpenSim where it runs, and everywhere by other readers."""

from __future__ import annotations

import json
import math
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import c3d
import numpy as np
import pandas as pd
import pytest
from people import BRIDGE, SQUAT, bridge, brief, hide, record_of, seen, squat
from trc import TRCData

from movescreen.cli import main
from movescreen.errors import Problem
from movescreen.output.export import FAMILIES, LANDMARKS, export
from movescreen.pose.estimators import replay
from movescreen.pose.pose import LEFT, RIGHT, Joint, Pose
from movescreen.records.record import Record, load_record, save
from movescreen.screens import Screen

pytestmark = pytest.mark.versions

DOCS = Path(__file__).parents[1] / "docs"
HIDDEN = slice(20, 30)


def kept(folder: Path, track: Pose, screen: Screen = SQUAT) -> Record:
    """The record of a track, stored as `analyze` stores it."""
    record = record_of(track, screen)
    folder.mkdir()
    replay.store_poses(folder / "poses.npz", track, {"backend": "synthetic"})
    save(record, folder)
    return record


@pytest.fixture(scope="module")
def side(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A squat from the subject's right; the right knee is hidden for a third of a second while standing."""
    folder = tmp_path_factory.mktemp("results") / "side"
    kept(folder, hide(seen(squat(brief(2)), "right", noise_px=0.5), Joint.KNEE, RIGHT, HIDDEN))
    return folder


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("results") / "front"
    kept(folder, seen(squat(brief(2), hip_shift=0.06), "front", noise_px=0.5))
    return folder


@pytest.fixture(scope="module")
def trc(side: Path) -> TRCData:
    (path,) = export(side, "trc")
    read = TRCData()
    read.load(str(path))
    return read


@pytest.fixture(scope="module")
def opensim() -> ModuleType:
    """OpenSim itself, which has no wheel for every machine."""
    found = pytest.importorskip("opensim", reason="OpenSim has no wheel for this machine")
    found.Logger.removeFileSink()  # it would write a log where the tests are started
    found.Logger.setLevelString("off")
    return found


def test_every_landmark_is_in_metres_at_its_true_time(side: Path, trc: TRCData) -> None:
    poses, _ = replay.load_poses(side / "poses.npz")
    assert trc["Units"] == "m" and trc["DataRate"] == pytest.approx(30, abs=0.01)
    assert (trc["NumFrames"], trc["NumMarkers"]) == (len(poses), 33)
    np.testing.assert_allclose(trc["Time"], poses.time, atol=1e-6)
    assert trc["Markers"] == [name for name, _, _ in LANDMARKS]
    for name, joint, row in (("right_ankle", Joint.ANKLE, RIGHT), ("left_wrist", Joint.WRIST, LEFT)):
        np.testing.assert_allclose(trc[name], poses.world[:, joint, row], atol=1e-5)


def test_opensim_reads_the_same_landmarks(side: Path, trc: TRCData, opensim: ModuleType) -> None:
    (path,) = export(side, "trc")
    table = opensim.TimeSeriesTableVec3(str(path))
    assert table.getTableMetaDataString("Units") == "m"
    assert list(table.getColumnLabels()) == trc["Markers"]
    np.testing.assert_allclose(table.getIndependentColumn(), trc["Time"], atol=1e-6)
    for name in ("left_ankle", "right_knee", "nose"):
        column = table.getDependentColumn(name)
        np.testing.assert_allclose([column[row].to_numpy() for row in range(column.size())], trc[name])


def test_landmarks_stand_upright_and_are_as_tall_as_the_person(trc: TRCData) -> None:
    nose, heel = trc["nose"][0], trc["right_heel"][0]
    assert 1.3 < nose[1] - heel[1] < 1.8
    assert trc["right_foot_index"][0][0] > heel[0]  # who shows the right side looks to the picture's right


def test_what_was_not_seen_is_nan_in_a_trc_file(trc: TRCData) -> None:
    unseen = np.isnan(trc["right_knee"]).all(axis=1)
    assert np.flatnonzero(unseen).tolist() == list(range(20, 30))


def test_landmarks_have_the_names_and_the_order_of_the_networks_documentation() -> None:
    names = [name for name, _, _ in LANDMARKS]
    assert len(set(names)) == 33
    told = {0: "nose", 1: "left_eye_inner", 6: "right_eye_outer", 7: "left_ear", 10: "mouth_right", 11: "left_shoulder"}
    told |= {16: "right_wrist", 24: "right_hip", 25: "left_knee", 31: "left_foot_index", 32: "right_foot_index"}
    assert {number: names[number] for number in told} == told


def angles(path: Path) -> pd.DataFrame:
    """The joint angles of a MOT file."""
    lines = path.read_text("utf-8").splitlines()
    return pd.read_csv(path, sep="\t", skiprows=lines.index("endheader") + 1)


def test_joint_angles_are_those_of_the_limb_that_counts(side: Path) -> None:
    (path,) = export(side, "mot")
    read, frames = angles(path), load_record(side).frames
    assert list(read) == ["time", "hip_flexion_r", "knee_angle_r", "ankle_angle_r", "arm_flex_r", "elbow_flex_r"]
    np.testing.assert_allclose(read.time, frames.time, atol=1e-4)
    knee = frames.values[:, frames.columns.index("knee_flexion_right_deg")]
    np.testing.assert_allclose(read.knee_angle_r, knee, atol=1e-3)
    text = path.read_text("utf-8")
    assert f"nRows={len(read)}\nnColumns={len(read.columns)}\ninDegrees=yes" in text


def test_opensim_reads_the_same_joint_angles(side: Path, opensim: ModuleType) -> None:
    (path,) = export(side, "mot")
    table, read = opensim.TimeSeriesTable(str(path)), angles(path)
    assert table.getTableMetaDataString("inDegrees") == "yes" and opensim.Storage(str(path)).isInDegrees()
    assert ["time", *table.getColumnLabels()] == list(read)
    for name in table.getColumnLabels():
        np.testing.assert_allclose(table.getDependentColumn(name).to_numpy(), read[name])


def test_joint_angles_are_near_nothing_when_standing_and_flex_in_the_squat(side: Path) -> None:
    read, rep = angles(*export(side, "mot")), load_record(side).repetitions[0]
    standing, bottom = read.iloc[5], read.iloc[(read.time - rep.bottom_s).abs().argmin()]
    for name in ("hip_flexion_r", "knee_angle_r"):
        assert abs(standing[name]) < 12 and bottom[name] > 60
    assert bottom.ankle_angle_r > 10 and standing.arm_flex_r == pytest.approx(180, abs=12)


def test_the_hips_of_a_bridge_flex_less_at_the_top(tmp_path: Path) -> None:
    record = kept(tmp_path / "bridge", seen(bridge(brief(bottom=0.8)), "left"), BRIDGE)
    read = angles(*export(tmp_path / "bridge", "mot"))
    top = (read.time - record.repetitions[0].bottom_s).abs().argmin()
    assert abs(read.hip_flexion_l[top]) < 8 and read.hip_flexion_l[5] > 30


def test_a_view_that_shows_no_joint_angle_is_told_so(front: Path) -> None:
    with pytest.raises(Problem, match="from the side"):
        export(front, "mot")


def points(path: Path) -> tuple[c3d.Reader, np.ndarray]:
    """A C3D file as another library than the one that wrote it reads it: `(frame, point, x y z residual camera)`."""
    with path.open("rb") as file, pytest.warns(UserWarning, match="No analog"):
        reader = c3d.Reader(file)
        return reader, np.array([found for _, found, _ in reader.read_frames()])


NAMES = [name for name, _, _ in LANDMARKS]


def test_another_reader_finds_the_same_points_in_a_c3d_file(side: Path, trc: TRCData) -> None:
    pytest.importorskip("ezc3d", reason="ezc3d has no wheel for this machine")
    reader, frames = points(*export(side, "c3d"))
    assert reader.point_rate == pytest.approx(30, abs=0.01)
    assert [label.strip() for label in reader.point_labels] == NAMES
    assert reader.get("POINT:UNITS").string_value.strip() == "m"
    ankle, knee = (frames[:, NAMES.index(f"right_{part}")] for part in ("ankle", "knee"))
    np.testing.assert_allclose(ankle[:, :3], trc["right_ankle"], atol=1e-5)
    assert np.flatnonzero(knee[:, 3] < 0).tolist() == list(range(20, 30))


def test_a_c3d_file_of_an_uneven_clip_has_points_read_between_its_frames(tmp_path: Path) -> None:
    pytest.importorskip("ezc3d", reason="ezc3d has no wheel for this machine")
    whole = seen(squat(brief()), "right")
    picked = np.sort(np.random.default_rng(3).choice(len(whole), len(whole) // 2, replace=False))
    picked[[0, -1]] = 0, len(whole) - 1
    kept(tmp_path / "uneven", whole.at(picked))
    reader, frames = points(*export(tmp_path / "uneven", "c3d"))
    wrist = frames[:, NAMES.index("right_wrist"), 1]
    truth = np.interp(np.arange(len(picked)) / reader.point_rate, whole.time, whole.world[:, Joint.WRIST, RIGHT, 1])
    assert np.nanmax(np.abs(wrist - truth)) < 0.02
    assert np.nanmax(np.abs(whole.world[picked, Joint.WRIST, RIGHT, 1] - truth)) > 0.04  # had they been taken as even


READERS: dict[str, Callable[[Path], pd.DataFrame]] = {"csv": pd.read_csv, "parquet": pd.read_parquet}


@pytest.mark.parametrize("kind", READERS)
def test_pandas_reads_tidy_and_wide_tables_that_say_the_same(side: Path, kind: str) -> None:
    tables = {path.stem.removeprefix("side_"): READERS[kind](path) for path in export(side, kind)}
    assert set(tables) == {"frames_tidy", "frames_wide", "reps_tidy", "reps_wide"}
    tidy, wide, record = tables["frames_tidy"], tables["frames_wide"], load_record(side)
    assert len(wide) == len(record.frames.time) and len(tidy) == record.frames.values.size
    knees = tidy[(tidy.measure == "knee_flexion") & (tidy.side == "right")].set_index("frame").value
    pd.testing.assert_series_equal(knees, wide.set_index("frame").knee_flexion_right_deg, check_names=False)
    np.testing.assert_allclose(wide[list(record.frames.columns)], record.frames.values)


def test_repetitions_wide_have_a_row_each_with_values_uncertainties_and_states(side: Path) -> None:
    paths = {path.stem: path for path in export(side, "csv")}
    wide, tidy = (pd.read_csv(paths[f"side_reps_{shape}"]) for shape in ("wide", "tidy"))
    record = load_record(side)
    assert wide.rep.tolist() == [1, 2]
    np.testing.assert_allclose(wide.bottom_s, [rep.bottom_s for rep in record.repetitions])
    lean = tidy[tidy.finding == "forward_lean"]
    np.testing.assert_allclose(wide.trunk_minus_shank_right_deg, lean.value)
    np.testing.assert_allclose(wide.trunk_minus_shank_right_deg_uncertainty, lean.uncertainty)
    assert wide.forward_lean_right.tolist() == lean.state.tolist()


def test_a_direction_has_one_column_with_its_sign(front: Path) -> None:
    paths = {path.stem: path for path in export(front, "csv")}
    assert (pd.read_csv(paths["front_reps_wide"]).hip_shift_pct > 5).all()  # + = to the subject's left


def test_the_document_holds_the_record_and_every_frame(side: Path) -> None:
    (path,) = export(side, "json")
    document, record = json.loads(path.read_text("utf-8")), load_record(side)
    stored = json.loads((side / "record.json").read_text("utf-8"))
    assert {key: document[key] for key in stored if key != "frames"} == {
        key: value for key, value in stored.items() if key != "frames"
    }
    frames = document["frames"]
    assert frames["phase"] == record.frames.phase.tolist()
    knee = [math.nan if value is None else value for value in frames["measures"]["knee_flexion_right_deg"]]
    np.testing.assert_array_equal(knee, record.frames.values[:, record.frames.columns.index("knee_flexion_right_deg")])


@pytest.mark.parametrize("kind", FAMILIES)
def test_the_command_prints_the_files_that_it_wrote(
    side: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if kind == "c3d":
        pytest.importorskip("ezc3d", reason="ezc3d has no wheel for this machine")
    arguments = f"export {shlex.quote(str(side / 'record.json'))} --format {kind} --out {shlex.quote(str(tmp_path))}"
    assert main.main(shlex.split(arguments)) == 0
    printed = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert printed == sorted(tmp_path.glob("[!.]*")) and all(path.stat().st_size for path in printed)


def test_a_file_can_be_named_where_the_format_is_one(side: Path, tmp_path: Path) -> None:
    assert export(side, "trc", tmp_path / "deep" / "other.trc") == [tmp_path / "deep" / "other.trc"]


def test_a_folder_without_a_result_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["export", str(tmp_path), "--format", "trc"]) == 1
    assert "A record was expected in" in capsys.readouterr().err


@pytest.mark.parametrize(("kind", "library"), [("c3d", "ezc3d"), ("parquet", "pyarrow")])
def test_a_library_that_is_not_installed_is_named(
    side: Path, tmp_path: Path, kind: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Problem, match=rf"movescreen\[{kind}\]"):
        export(side, kind, tmp_path)


def test_the_data_dictionary_in_the_docs_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["measures", "--markdown"]) == 0
    written = (DOCS / "measures.md").read_text("utf-8")
    assert written == capsys.readouterr().out, "write it anew: movescreen measures --markdown > docs/measures.md"


def test_the_docs_name_every_format_and_every_joint_angle() -> None:
    from movescreen.output.export.opensim import COORDINATES

    text = (DOCS / "exports.md").read_text("utf-8")
    assert all(f"`{name}`" in text for name in (*FAMILIES, *(name for name, _, _ in COORDINATES)))
