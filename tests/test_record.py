"""A record survives its files, and its files are tables that anybody can read."""

from __future__ import annotations

import csv
import json
import math
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from language import banned
from people import BRIDGE, SQUAT, brief_bridge, brief_squat, record_of, seen, without_body

from movescreen.errors import Problem
from movescreen.records.frames import FrameTable
from movescreen.records.record import Duration, Reading, Record, Repetition, SetFinding, load_record, save

REPS_HEADER = "rep,start_s,bottom_s,end_s,finding,measure,side,value,unit,uncertainty,line,state,reason"

number = st.floats(-1e6, 1e6) | st.just(math.nan)
word = st.sampled_from(["", "left", "knee_over_toe", "não visto", 'a "b", c'])
readings = st.builds(Reading, word, word, word, number, word, number, number, word, word)
durations = st.builds(Duration, word, number, number, word)
repetitions = st.builds(
    Repetition,
    st.integers(1, 99),
    *[number] * 4,
    st.lists(readings, max_size=3).map(tuple),
    st.lists(durations, max_size=3).map(tuple),
)
found = st.builds(SetFinding, word, word, word, number, word, number, st.integers(0, 9), st.integers(0, 9), word)
plain = st.dictionaries(word, st.none() | st.booleans() | st.integers() | st.lists(word) | st.floats(-1e6, 1e6))


def some_frames(values: np.ndarray) -> FrameTable:
    """Frames with the given values `(frames, 2)`."""
    count = len(values)
    phase, rep = np.array(["bottom"] * count, str), np.ones(count, np.int64)
    states = np.array([["observed"]] * count, str).reshape(count, 1)
    columns = ("hip_descent_pct", "knee_flexion_left_deg")
    return FrameTable(np.arange(count) / 30, phase, rep, columns, values, ("heels_rise_left",), states)


@st.composite
def records(draw: st.DrawFn) -> Record:
    values = np.array(draw(st.lists(st.tuples(number, number), max_size=4)), float).reshape(-1, 2)
    of_set, reps = tuple(draw(st.lists(found, max_size=3))), tuple(draw(st.lists(repetitions, max_size=3)))
    return Record("overhead_squat", "front", of_set, reps, some_frames(values), draw(plain), draw(plain))


@pytest.fixture(scope="module")
def squat() -> Record:
    """A squat from the left, in which nobody was found at the end."""
    return record_of(without_body(seen(brief_squat(), "left", noise_px=1.0), slice(100, 120)), SQUAT)


@pytest.fixture
def folder(squat: Record, tmp_path: Path) -> Path:
    save(squat, tmp_path)
    return tmp_path


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def assert_same(a: Record, b: Record) -> None:
    """Equal in all but the last digits of the frames' numbers."""
    assert a.as_json() == b.as_json()  # where NaN, as null, is equal to NaN
    assert "None" not in repr((b.findings, b.repetitions))
    assert (a.frames.columns, a.frames.findings) == (b.frames.columns, b.frames.findings)
    for name in ("phase", "rep", "states"):
        x, y = getattr(a.frames, name), getattr(b.frames, name)
        assert x.shape == y.shape and (x == y).all(), name
    for name in ("time", "values"):
        x, y = getattr(a.frames, name), getattr(b.frames, name)
        assert x.shape == y.shape
        np.testing.assert_allclose(x, y, rtol=0, atol=0.5001e-4)


@given(record=records())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_record_comes_back_as_it_was_saved(record: Record, tmp_path: Path) -> None:
    save(record, tmp_path)
    assert_same(record, load_record(tmp_path))


@pytest.mark.parametrize("motion, view, screen", [("squat", "front", SQUAT), ("bridge", "left", BRIDGE)])
def test_a_record_of_a_movement_comes_back(motion: str, view: str, screen, tmp_path: Path) -> None:
    record = record_of(seen({"squat": brief_squat, "bridge": brief_bridge}[motion](), view), screen)
    assert record.repetitions and record.findings
    save(record, tmp_path)
    assert_same(record, load_record(tmp_path))


def test_a_record_without_any_frame_comes_back(tmp_path: Path) -> None:
    record = Record("overhead_squat", "", (), (), some_frames(np.empty((0, 2))))
    save(record, tmp_path)
    assert_same(record, load_record(tmp_path))


def test_a_record_of_before_there_was_tempo_comes_back_without(squat: Record, folder: Path) -> None:
    parts = json.loads((folder / "record.json").read_text("utf-8"))
    for rep in parts["repetitions"]:
        del rep["tempo"]
    (folder / "record.json").write_text(json.dumps(parts), "utf-8")
    before = replace(squat, repetitions=tuple(replace(rep, tempo=()) for rep in squat.repetitions))
    assert_same(before, load_record(folder))


def test_frames_have_one_row_each_and_a_column_for_every_measure_and_finding(squat: Record, folder: Path) -> None:
    header, *rows = rows_of(folder / "frames.csv")
    assert header == ["frame", "time_s", "phase", "rep", *squat.frames.columns, *squat.frames.findings]
    assert "knee_flexion_left_deg" in header and "knees_move_in_left" in header
    assert [int(row[0]) for row in rows] == list(range(len(squat.frames.time)))
    assert {row[2] for row in rows} == {"start", "descent", "bottom", "ascent"}
    assert {row[header.index("heels_rise_left")] for row in rows} >= {"not_observed", "not_measurable"}


def test_what_was_not_seen_is_an_empty_field(squat: Record, folder: Path) -> None:
    header, *rows = rows_of(folder / "frames.csv")
    column = header.index("knee_flexion_left_deg")
    empty = [not row[column] for row in rows]
    values = squat.frames.values[:, squat.frames.columns.index("knee_flexion_left_deg")]
    assert any(empty) and empty == np.isnan(values).tolist()


def test_numbers_have_four_decimals_and_no_minus_before_zero(tmp_path: Path) -> None:
    values = np.array([[-0.00001, 1.23456], [np.inf, -12.0]])
    save(Record("overhead_squat", "", (), (), some_frames(values)), tmp_path)
    _, first, second = rows_of(tmp_path / "frames.csv")
    assert first[:4] == ["0", "0.0000", "bottom", "1"] and first[4:6] == ["0.0000", "1.2346"]
    assert second[1] == "0.0333" and second[4:6] == ["", "-12.0000"]


def test_readings_have_one_row_each(squat: Record, folder: Path) -> None:
    header, *rows = rows_of(folder / "reps.csv")
    assert ",".join(header) == REPS_HEADER
    given = [(rep, reading) for rep in squat.repetitions for reading in rep.readings]
    assert len(rows) == len(given) > 10
    for row, (rep, reading) in zip(rows, given, strict=True):
        cells = dict(zip(header, row, strict=True))
        assert int(cells["rep"]) == rep.number and float(cells["bottom_s"]) == pytest.approx(rep.bottom_s, abs=1e-4)
        assert (cells["finding"], cells["measure"], cells["state"]) == (reading.finding, reading.measure, reading.state)
        assert float(cells["value"] or math.nan) == pytest.approx(reading.value, abs=1e-4, nan_ok=True)


def test_tables_are_read_by_pandas_as_numbers(squat: Record, folder: Path) -> None:
    frames, reps = pd.read_csv(folder / "frames.csv"), pd.read_csv(folder / "reps.csv")
    np.testing.assert_allclose(frames[list(squat.frames.columns)].to_numpy(float), squat.frames.values, atol=1e-4)
    assert reps["value"].dtype == float and reps["value"].notna().any() and reps["value"].isna().any()


def test_the_whole_is_json_without_nan(folder: Path) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    parts = json.loads((folder / "record.json").read_text(encoding="utf-8"), parse_constant=refuse)
    assert parts["screen"] == "overhead_squat" and parts["view"] == "side"
    assert parts["findings"][0]["value"] is None
    wanted = {"finding", "side", "state", "value", "unit", "uncertainty", "reps_observed", "reps_measured", "reason"}
    assert set(parts["findings"][0]) == wanted


def test_equal_records_give_equal_bytes_with_plain_line_ends(squat: Record, tmp_path: Path) -> None:
    twice = [tmp_path / "a", tmp_path / "b"]
    for path in twice:
        path.mkdir()
        save(squat, path)
    names = sorted(path.name for path in twice[0].iterdir())
    assert names == ["frames.csv", "record.json", "reps.csv"]
    for name in names:
        a, b = ((path / name).read_bytes() for path in twice)
        assert a == b and b"\r" not in a and a.endswith(b"\n")


def test_a_record_that_is_loaded_and_saved_again_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    save(load_record(folder), again)
    for name in ("frames.csv", "record.json", "reps.csv"):
        assert (folder / name).read_bytes() == (again / name).read_bytes(), name


def test_a_clip_whose_name_is_no_proper_text_is_saved_and_loaded(squat: Record, tmp_path: Path) -> None:
    record = replace(squat, provenance={"clip": "caf\udce9 \U0001f3cb.mp4"})
    save(record, tmp_path)
    assert load_record(tmp_path).provenance == record.provenance


def test_saving_that_is_broken_off_leaves_no_record_that_looks_whole(squat: Record, folder: Path) -> None:
    frames = replace(squat.frames, rep=squat.frames.rep[:-1])
    with pytest.raises(ValueError):
        save(replace(squat, frames=frames), folder)
    with pytest.raises(Problem) as raised:
        load_record(folder)
    assert raised.value.code == "no_record"


def test_what_a_later_version_adds_is_no_obstacle(squat: Record, folder: Path) -> None:
    path = folder / "record.json"
    parts = json.loads(path.read_text(encoding="utf-8"))
    parts["later"] = 1
    parts["findings"][0]["later"] = 2
    path.write_text(json.dumps(parts), encoding="utf-8")
    assert_same(squat, load_record(folder))


def without(name: str):
    return lambda folder: (folder / name).unlink()


def rewritten(name: str, old: str, new: str):
    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def cut(name: str):
    def change(folder: Path) -> None:
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[: len(content) // 2])

    return change


def without_last_line(folder: Path) -> None:
    path = folder / "frames.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")


HARM = {
    "no record.json": (without("record.json"), "no_record"),
    "no frames.csv": (without("frames.csv"), "no_record"),
    "record.json cut off": (cut("record.json"), "record_unreadable"),
    "frames.csv cut off": (cut("frames.csv"), "record_unreadable"),
    "record.json is empty": (lambda folder: (folder / "record.json").write_text(""), "record_unreadable"),
    "record.json is a list": (lambda folder: (folder / "record.json").write_text("[]"), "record_unreadable"),
    "record.json is a folder": (lambda folder: as_folder(folder / "record.json"), "record_unreadable"),
    "frames.csv is empty": (lambda folder: (folder / "frames.csv").write_text(""), "record_unreadable"),
    "frames.csv is no text": (lambda folder: (folder / "frames.csv").write_bytes(b"\xff\x00\n"), "record_unreadable"),
    "frames.csv is one endless field": (
        lambda folder: (folder / "frames.csv").write_text('"' + 200_000 * "x"),
        "record_unreadable",
    ),
    "the last frame gone": (without_last_line, "record_unreadable"),
    "a measure renamed": (rewritten("frames.csv", "hip_descent_pct", "hip_descent"), "record_unreadable"),
    "a number that is none": (rewritten("frames.csv", "0.0333", "soon"), "record_unreadable"),
    "a value that is a word": (rewritten("record.json", '"value": null', '"value": "much"'), "record_unreadable"),
    "findings gone": (rewritten("record.json", '"findings"', '"other"'), "record_unreadable"),
}


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", HARM)
def test_a_record_with_something_missing_or_changed_is_a_problem_that_names_the_file(harm: str, folder: Path) -> None:
    change, code = HARM[harm]
    change(folder)
    with pytest.raises(Problem) as raised:
        load_record(folder)
    assert raised.value.code == code
    assert any(name in str(raised.value) for name in ("record.json", "frames.csv"))
    assert not banned(str(raised.value).replace(str(folder), ""))


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        load_record(tmp_path / "nowhere")
    assert raised.value.code == "no_record" and "nowhere" in str(raised.value)


def test_records_do_without_pandas() -> None:
    code = "import sys, movescreen.records.record; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_record_can_be_had_without_its_frames(squat: Record, tmp_path: Path) -> None:
    save(squat, tmp_path)
    whole, light = load_record(tmp_path), load_record(tmp_path, framed=False)
    assert len(light.frames.time) == 0 and light.frames.columns == whole.frames.columns
    assert replace(light, frames=whole.frames) == whole
