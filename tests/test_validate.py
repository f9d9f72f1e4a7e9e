"""Results against a second measurement: tables of truth and marker files, made here and of real people."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from people import SQUAT, brief, seen, squat
from truth import SHARED

from movescreen.cli.main import main
from movescreen.errors import Problem
from movescreen.measures.reference_pose import FRONT, SIDE
from movescreen.output.export import LANDMARKS
from movescreen.pose.pose import Array, Joint, Pose
from movescreen.records.record import Record, save
from movescreen.reliability.marker_alignment import found_offset
from movescreen.reliability.marker_files import body_axes, read_markers, seen_from_afar
from movescreen.reliability.truth_table import read_truth
from movescreen.reliability.validation import Readings, compared
from movescreen.session import Session

REAL = SHARED / "real_truth"


def results(folder: Path, track: Pose, clip: str, network: str = "") -> Record:
    """A folder of results of one clip."""
    session = Session(SQUAT, network=network)
    session.push(track)
    _, record = session.close()
    record = replace(record, provenance={"clip": f"{clip}.mp4", "settings": {}})
    (folder / clip).mkdir(parents=True)
    save(record, folder / clip)
    return record


def table(path: Path, rows: list[list[Any]], head: str = "clip,repetition,measure,side,value") -> Path:
    path.write_text("\n".join([head, *(",".join(map(str, row)) for row in rows)]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def three(tmp_path: Path) -> tuple[Path, list[list[Any]]]:
    """Three clips of two squats each, and a truth that is 2 deg less than what was read."""
    rows: list[list[Any]] = []
    for number, depth in enumerate((0.8, 0.9, 1.0)):
        track = seen(squat(brief(2, bottom=0.3 + 0.1 * number), knee_flexion=100 * depth), "left", noise_px=0.5)
        record = results(tmp_path / "results", track, f"c{number}")
        for rep in record.repetitions:
            (read,) = (r for r in rep.readings if r.measure == "knee_flexion")
            rows.append([f"c{number}", rep.number, "knee_flexion", "left", round(read.value - 2.0, 3)])
    return tmp_path / "results", rows


def test_validate_bias_and_coverage(three: tuple[Path, list[list[Any]]], tmp_path: Path, capsys) -> None:
    """A constant offset is the bias, limits close in on it, and U of 4 holds all of it."""
    folder, rows = three
    out, page, frame = table(tmp_path / "truth.csv", rows), tmp_path / "page.html", tmp_path / "found.csv"
    assert main(["validate", str(out), str(folder), "--json", "--out", str(page), "--csv", str(frame)]) == 0
    (found,) = json.loads(capsys.readouterr().out)["measures"]
    assert (found["measure"], found["n"], found["clips"], found["unit"]) == ("knee_flexion", 6, 3, "deg")
    assert found["bias"] == pytest.approx(2.0, abs=0.01) and found["mae"] == pytest.approx(2.0, abs=0.01)
    assert found["loa_high"] - found["loa_low"] < 0.1 and found["icc_2_1"] > 0.8
    assert found["within_u"] == found["within_2u"] == 1.0
    assert "Validation: truth.csv" in page.read_text("utf-8") and "<circle" in page.read_text("utf-8")
    with frame.open(encoding="utf-8") as file:
        assert float(next(csv.DictReader(file))["bias"]) == pytest.approx(2.0, abs=0.01)


def test_validate_prints_a_table(three: tuple[Path, list[list[Any]]], tmp_path: Path, capsys, monkeypatch) -> None:
    """Without --json a table is printed and the page is written where the user is."""
    monkeypatch.chdir(tmp_path)
    assert main(["validate", str(table(tmp_path / "t.csv", three[1])), str(three[0])]) == 0
    out = capsys.readouterr().out
    assert "knee_flexion" in out and "validation.html" in out and (tmp_path / "validation.html").is_file()


def test_compared_by_time(three: tuple[Path, list[list[Any]]], tmp_path: Path) -> None:
    """A value of a moment belongs to the repetition that it lies in; others are said to have no partner."""
    folder, _ = three
    readings = Readings(folder)
    rep = readings.records["c1"]["repetitions"][1]
    rows = [["c1.mp4", rep["bottom_s"], "knee_flexion_left", "", 90], ["c1", 99.0, "knee_flexion", "l", 90]]
    truth = read_truth(table(tmp_path / "t.csv", rows, "clip,time_s,measure,side,value"))
    result = compared(readings, truth)
    assert [pair.repetition for pair in result.measures[0].pairs] == [2]
    assert result.left_out == ("1 of 2 values have no partner: their repetition was not counted.",)


@pytest.mark.parametrize(
    ("head", "row", "says"),
    [
        ("clip,measure,side", "c0,knee_flexion,left", "columns measure, value"),
        ("clip,rep,measure,side,value", "c0,1,knee_angle,left,90", "no measure 'knee_angle'"),
        ("clip,rep,measure,side,value", "c0,1,knee_flexion,near,90", "left, right or nothing"),
        ("clip,rep,measure,side,value", "c0,1,knee_flexion,left,deep", "a number was expected"),
        ("clip,rep,measure,side,value", "c0,1,knee_flexion,left,", "holds no values"),
        ("clip,rep,measure,side,value", "c9,1,knee_flexion,left,90", "is no clip of the results"),
        ("clip,rep,measure,side,value", "c0,7,knee_flexion,left,90", "was not counted"),
        ("clip,rep,measure,side,value", "c0,1,hip_shift,,3", "hip_shift was not measured"),
    ],
)
def test_validate_says_what_is_wrong(
    three: tuple[Path, list[list[Any]]], tmp_path: Path, head: str, row: str, says: str
) -> None:
    """Each mistake in a table is named with what was expected."""
    path = tmp_path / "t.csv"
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    with pytest.raises(Problem, match=says):
        compared(Readings(three[0]), read_truth(path))


# Marker files.


def points_of(track: Pose) -> Array:
    """A track's points in a laboratory: x ahead, z up, mm, and turned about."""
    turn = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])  # right, up, near to y, z, x
    return track.world @ turn


def written_trc(path: Path, track: Pose, delay: float) -> Path:
    """The landmarks of a track as TRC, `delay` s later, in mm."""
    points = points_of(track) * 1000
    names = [name for name, _, _ in LANDMARKS]
    head = ["PathFileType\t4\t(X/Y/Z)\tx.trc", "DataRate\tUnits", "30\tmm", "Frame#\tTime\t" + "\t\t\t".join(names)]
    lines = [*head, "\t\t" + "\t".join(f"{a}{n + 1}" for n in range(len(names)) for a in "XYZ")]
    for number, time in enumerate(track.time.tolist()):
        cells = [f"{v:.3f}" for _, joint, side in LANDMARKS for v in points[number, joint, side]]
        lines.append("\t".join([str(number + 1), f"{time + delay:.4f}", *cells]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("camera", "measure"), [("left", "knee_flexion"), ("front", "shoulder_descent")])
def test_validate_trc(tmp_path: Path, capsys, camera: str, measure: str) -> None:
    """Markers of the same squats, with another clock and other axes, give what was read, within what U says."""
    track = seen(squat(brief(2)), camera, noise_px=0.3)
    results(tmp_path / "results", track, "clip")
    # The world of a track moves along with the hips; a laboratory does not.
    fixed = replace(track, world=track.world - track.world[:, Joint.ANKLE].mean(axis=1)[:, None, None])
    file = written_trc(tmp_path / "lab.trc", fixed, 3.5)
    assert main(["validate", str(file), str(tmp_path / "results"), "--json"]) == 0
    found = {row["measure"]: row for row in json.loads(capsys.readouterr().out)["measures"]}
    assert found[measure]["n"] == 2 and abs(found[measure]["bias"]) < 2.0
    assert found[measure]["within_2u"] == 1.0


def test_validate_mot(tmp_path: Path, capsys) -> None:
    """Knee angles of an OpenSim model are knee flexion; radians are told by the header."""
    track = seen(squat(brief(2)), "left", noise_px=0.3)
    record = results(tmp_path / "results", track, "clip")
    column = record.frames.columns.index("knee_flexion_left_deg")
    angles = np.radians(np.nan_to_num(record.frames.values[:, column]) + 1.0)
    head = ["Coordinates", "version=1", f"nRows={len(angles)}", "nColumns=2", "inDegrees=no", "endheader"]
    rows = [
        f"{time:.4f}\t{angle:.6f}" for time, angle in zip(record.frames.time.tolist(), angles.tolist(), strict=True)
    ]
    file = tmp_path / "ik.mot"
    file.write_text("\n".join([*head, "time\tknee_angle_l", *rows]) + "\n", encoding="utf-8")
    assert main(["validate", str(file), str(tmp_path / "results"), "--json", "--offset", "0"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["measures"]
    assert found["n"] == 2 and found["bias"] == pytest.approx(-1.0, abs=0.5)


def test_read_markers_c3d(tmp_path: Path) -> None:
    """C3D has the same as TRC."""
    ezc3d = pytest.importorskip("ezc3d")
    track = seen(squat(brief()), "front")
    points = points_of(track) * 1000
    file = ezc3d.c3d()
    file.add_parameter("POINT", "RATE", [30.0])
    file.add_parameter("POINT", "LABELS", [name for name, _, _ in LANDMARKS])
    file.add_parameter("POINT", "UNITS", ["mm"])
    placed = np.stack([points[:, joint, side] for _, joint, side in LANDMARKS], axis=1)
    file["data"]["points"] = np.concatenate([placed.transpose(2, 1, 0), np.ones((1, placed.shape[1], len(placed)))])
    file.write(str(tmp_path / "lab.c3d"))
    c3d = read_markers(tmp_path / "lab.c3d", SQUAT, FRONT)
    trc = read_markers(written_trc(tmp_path / "lab.trc", track, 0.0), SQUAT, FRONT)
    for key in (("knee_over_toe", "left"), ("knee_toe_separation", "")):
        assert c3d.columns[key] == pytest.approx(trc.columns[key], abs=0.2, nan_ok=True)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.trc", "nothing", "no TRC file"),
        ("a.mot", "nothing", "no line endheader"),
        ("a.mot", "inDegrees=yes\nendheader\ntime\tpelvis_tilt\n0\t1\n", "none of the coordinates"),
        ("a.bvh", "nothing", "expected to be a marker file"),
    ],
)
def test_read_markers_says_what_is_wrong(tmp_path: Path, name: str, text: str, says: str) -> None:
    """A file that is none is named with what was expected."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match=says):
        read_markers(tmp_path / name, SQUAT, SIDE)


def test_seen_from_afar_sides() -> None:
    """From the front the subject's left is on the picture's right, from the left the toes point to its left."""
    track = seen(squat(brief()), "front")
    points = points_of(track)
    up, left, ahead = body_axes(points)
    assert up.tolist() == [0.0, 0.0, 1.0] and abs(float(left @ ahead)) < 1e-9
    front = seen_from_afar(track.time, points, "front", "left")
    assert (front[Joint.HIP][:, 0, 0] > front[Joint.HIP][:, 1, 0]).all()
    side = seen_from_afar(track.time, points, "side", "left")
    assert (side[Joint.TOE][:, 0, 0] < side[Joint.HEEL][:, 0, 0]).all()


def test_found_offset() -> None:
    """The delay between two courses of one movement is found, whatever their rates."""
    time, other = np.arange(0, 8, 1 / 30), np.arange(2, 14, 1 / 100)

    def course(t: Array) -> Array:
        return 50 * np.exp(-((t - 3.0) ** 2)) + 30 * np.exp(-((t - 6.0) ** 2))

    assert found_offset(time, course(time), other, course(other - 3.25)) == pytest.approx(3.25, abs=0.03)
    with pytest.raises(Problem, match="no movement"):
        found_offset(time, np.zeros(len(time)), other, course(other))


@pytest.mark.skipif(not REAL.is_dir(), reason="the recordings of real people are not on this machine")
def test_validate_real_squats(tmp_path: Path, capsys) -> None:
    """Six squats of a real person before two cameras: what `docs/corrections.md` says of them comes out of it."""
    for cam in (0, 1):
        with np.load(REAL / f"opencap_squats_cam{cam}_poses.npz") as stored:
            time, xyz, world, seen = (stored[name] for name in ("time", "xyz", "world", "seen"))
            width, height = map(int, stored["picture"])
            track = Pose(time, xyz, world, seen, (width, height))
        results(tmp_path / "results", track, f"{cam}", "mediapipe")
    truth = REAL / "opencap_squats_truth.csv"
    assert main(["validate", str(truth), str(tmp_path / "results"), "--json"]) == 0
    found = {(row["measure"], row["definition"]): row for row in json.loads(capsys.readouterr().out)["measures"]}
    depth = found["hip_descent", "anatomical"]
    assert (depth["n"], depth["clips"]) == (12, 2) and depth["mae"] <= 3.0 and depth["within_2u"] >= 0.95
    assert found["knee_over_toe", "anatomical"]["n"] == 24 and found["hip_shift", "anatomical"]["mae"] <= 6.0
