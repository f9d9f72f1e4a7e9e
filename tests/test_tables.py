"""Tables as pandas has them: of a record, of a study, and the dictionary of their columns and codes."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from people import SQUAT, brief_squat, record_of, seen
from test_batch import network, put  # noqa: F401 - fixtures

import movescreen
from movescreen.cli import main
from movescreen.errors import Problem
from movescreen.output.report.column_sheets import codes, tables_of
from movescreen.records.columns import COLUMNS, READINGS
from movescreen.records.record import Record, load_record
from movescreen.screens import screens


def analyze(*arguments: object) -> int:
    return main.main(["analyze", "--screen", "overhead_squat", *map(str, arguments)])


@pytest.fixture
def study(put, tmp_path: Path) -> Path:  # noqa: F811
    """Results of two clips, whose subjects are called 007 and NA, and of a copy of the first."""
    whole = put("007_1.mp4").read_bytes()
    put("NA_1.mp4", whole + bytes(8)), put("NA_2.mp4")
    assert analyze(tmp_path / "clips", "--out", tmp_path / "out", "--names", "{subject}_{session}", "--parquet") == 0
    return tmp_path / "out"


@pytest.fixture(scope="module")
def squat() -> Record:
    return record_of(seen(brief_squat(), noise_px=0.5), SQUAT, "front")


def test_readings_frame_each_once(squat: Record) -> None:
    """A measure that two findings use is read once, and names both."""
    found = squat.readings_frame()
    assert list(found) == list(READINGS)
    assert not found.duplicated(["rep", "measure", "side"]).any()
    knees = found[(found["measure"] == "knee_over_toe") & (found["side"] == "left")].iloc[0]
    assert knees["findings"] == "knees_move_in knees_move_out"
    reading = next(r for r in squat.repetitions[0].readings if r.measure == "knee_over_toe" and r.side == "left")
    assert knees["value"] == reading.value and knees["unit"] == "%"
    assert knees["depth_pct"] == squat.repetitions[0].depth and knees["set"] == 1
    assert knees["tempo_out_s"] == squat.repetitions[0].tempo[0].seconds


def test_frames_of_a_record_are_typed(squat: Record) -> None:
    """Text, whole numbers and numbers, with units."""
    findings, readings, frames = squat.findings_frame(), squat.readings_frame(), squat.frames_frame()
    assert findings["state"].tolist() == [f.state for f in squat.findings]
    for frame in (findings, readings, frames):
        kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
        assert {kinds[name] for name in kinds if name in COLUMNS} <= {"string", "str", "Int64", "float64"}
        assert all(kinds[name] == COLUMNS[name].kind for name in kinds if name in COLUMNS)
        assert frame.attrs["screen"] == "overhead_squat" and frame.attrs["view"] == "front"
    assert readings["side"].isna().any() and not (readings["side"] == "").any()
    assert frames.attrs["units"]["knee_over_toe_left_pct"] == "%" and readings.attrs["units"]["start_s"] == "s"
    column = squat.frames.columns.index("hip_descent_pct")
    assert frames["hip_descent_pct"].tolist() == squat.frames.values[:, column].tolist()
    assert set(squat.frames.columns) <= set(frames) and str(frames["hip_descent_pct"].dtype) == "float64"


@pytest.mark.parametrize("screen", ["overhead_squat", "bridge", "single_leg_bridge"])
def test_frames_frame_units(screen: str) -> None:
    """Every measure's column has the unit of its measure."""
    from movescreen.records.frames import no_frames

    columns = tuple((m.column(side), m.unit) for m, side in screens()[screen].columns)
    frame = no_frames(tuple(name for name, _ in columns), ()).as_frame()
    assert {name: frame.attrs["units"][name] for name, _ in columns} == dict(columns)


def test_read_results_of_a_study(study: Path) -> None:
    """Names stay as they are, numbers are numbers, what is not known is missing, each reading stands once."""
    tables = movescreen.read_results(study)
    assert {*tables} == {"clips", "repetitions", "findings", "readings", "side_differences", "pairs"}
    readings = tables.readings
    assert readings is tables["readings"] and set(readings["subject"]) == {"007", "NA"}
    assert not readings.duplicated(["clip", "rep", "measure", "side"]).any()
    doubled = tables.repetitions.duplicated(["clip", "rep", "measure", "side"])
    assert len(readings) == len(tables.repetitions) - doubled.sum()
    record = load_record(study / "NA_1")
    own = readings[readings["clip"] == "NA_1"].reset_index(drop=True)
    whole = record.readings_frame()["value"]
    assert np.allclose(own["value"], whole, rtol=0, atol=6e-5, equal_nan=True)  # tables have four decimals
    assert set(readings.loc[readings["clip"] == "NA_2", "copy_of"]) == {"007_1"}
    assert readings.loc[readings["clip"] == "007_1", "copy_of"].isna().all()
    assert str(tables.clips["reps"].dtype) == "Int64" and tables.clips["reps"].tolist() == [1, 1, 1]
    assert readings["frames_lost"].eq(0).all() and tables.side_differences.empty


def test_read_csv_as_documented(study: Path) -> None:
    """The call in the documentation gives the same names and numbers."""
    names = dict.fromkeys(["clip", "subject", "session"], str)
    plain = pd.read_csv(study / "readings.csv", dtype=names, keep_default_na=False, na_values=[""])
    tables = movescreen.read_results(study)
    assert set(plain["subject"]) == {"007", "NA"} and plain["value"].dtype == float
    assert plain["value"].equals(tables.readings["value"])


def test_parquet_has_null_where_csv_is_empty(study: Path) -> None:
    for name in ("readings", "findings", "repetitions"):
        packed, plain = pd.read_parquet(study / f"{name}.parquet"), movescreen.read_results(study)[name]
        assert packed.isna().to_numpy().tolist() == plain.isna().to_numpy().tolist()
        assert not (packed.select_dtypes(["object", "string"]) == "").any(axis=None)
        assert packed["side"].isna().any() or name == "findings"
        assert set(packed["subject"]) == {"007", "NA"}


def test_read_results_of_no_results(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="Name the folder"):
        movescreen.read_results(tmp_path)
    with pytest.raises(KeyError, match="The tables are"):
        movescreen.records.study_tables.StudyTables({"clips": pd.DataFrame()})["reps"]


def test_screens_say_which_there_are() -> None:
    with pytest.raises(Problem, match="overhead_squat") as raised:
        screens()["squat"]
    assert isinstance(raised.value, KeyError) and "'squat'" in str(raised.value)
    assert screens().get("squat") is None and "squat" not in screens()


def test_dictionary_has_every_column(study: Path) -> None:
    """Every column that a study has on the disk is in the dictionary, and no other one."""
    record = load_record(study / "007_1")
    spread = {"(labels)": ["subject", "session"], "(measures)": [*record.frames.columns]}
    spread["(findings)"] = [*record.frames.findings]
    for name, columns in tables_of().items():
        place = next((p for p in (study / name, study / "007_1" / name) if p.exists()), None)
        if place is None:
            assert name == "pairs.csv"
            continue
        with place.open(encoding="utf-8", newline="") as text:
            header = next(csv.reader(text))
        expected = [known for column in columns for known in spread.get(column, [column])]
        assert header == expected, name


def test_dictionary_has_every_code(study: Path) -> None:
    known = {of: {code for code, _ in rows} for of, rows in codes().items()}
    assert all(meaning for rows in codes().values() for _, meaning in rows)
    tables = movescreen.read_results(study)
    for name in ("readings", "findings", "repetitions"):
        for column in {"state", "side", "view", "reason"} & {*tables[name]}:
            assert set(tables[name][column].dropna()) <= known[column], (name, column)
    assert set(tables.clips["status"]) <= known["status"]
    assert set(load_record(study / "007_1").frames.phase) <= known["phase"]


def test_measures_columns(capsys) -> None:
    assert main.main(["measures", "--columns"]) == 0
    printed = capsys.readouterr().out
    assert all(word in printed for word in ("readings.csv", "uncertainty", "Int64", "not_seen", "outline_unsteady"))
    assert main.main(["measures", "--columns", "--markdown"]) == 0
    assert "| depth_pct | float64 | % |" in capsys.readouterr().out


ALONE = """
import sys
sys.path.insert(0, {tests!r})
import test_batch
from movescreen.cli import main as cli
{body}
assert "pandas" not in sys.modules, "pandas was loaded"
"""
HELP = """
for command in (["--help"], ["live", "--help"], ["agree", "--help"], ["analyze", "--help"]):
    try:
        cli.main(command)
    except SystemExit:
        pass
import movescreen.records.record, movescreen.session
"""
ONE = """
import pytest
patch = pytest.MonkeyPatch()
test_batch.in_place_of_the_network(patch)
assert cli.main(["analyze", {clip!r}, "--screen", "overhead_squat", "--out", {out!r}]) == 0
"""
LIVE = """
import movescreen.web.live.engine, movescreen.web.live.routes
"""


@pytest.mark.parametrize("body", [HELP, ONE, LIVE], ids=["help", "one clip", "live"])
def test_pandas_is_not_loaded(put, tmp_path: Path, body: str) -> None:  # noqa: F811
    """What makes no table starts without what makes tables."""
    code = body.format(clip=str(put("one.mp4")), out=str(tmp_path / "out")) if "{clip" in body else body
    whole = ALONE.format(tests=str(Path(__file__).parent), body=code)
    ended = subprocess.run([sys.executable, "-c", whole], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
