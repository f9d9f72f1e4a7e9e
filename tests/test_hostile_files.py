"""Files of results that somebody else wrote: the sentence, never a traceback, and no more memory than they have."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people import SQUAT, brief_squat, record_of, seen

from movescreen.cli.main import main
from movescreen.errors import Problem
from movescreen.output.export import export
from movescreen.output.report.files import rewrite_report
from movescreen.pose.estimators import replay
from movescreen.records.record import load_record, save
from movescreen.screens import screens

OTHERS: tuple[Any, ...] = (None, "nonsense", {}, [1], 1e308, -1, True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("results") / "clip"
    made.mkdir()
    track = seen(brief_squat(), "left", noise_px=1.0)
    save(record_of(track, SQUAT), made)
    replay.store_poses(made / "poses.npz", track, {"backend": "synthetic"})
    return made


@pytest.fixture(scope="module")
def whole(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "record.json").read_text(encoding="utf-8"))


def places(value: Any, so_far: tuple = ()) -> Iterator[tuple]:
    """Every place in a record, of a list the first."""
    yield so_far
    items = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    for key, part in items:
        yield from places(part, (*so_far, key))


def changed(whole: Any, place: tuple, value: Any) -> Any:
    if not place:
        return value
    told = copy.deepcopy(whole)
    at = told
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = value
    return told


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_record_of_other_values(data: st.DataObject, folder: Path, whole: dict[str, Any], tmp_path: Path) -> None:
    """Any value of another kind in a record ends well, or in a Problem, whatever is made of it."""
    place = data.draw(st.sampled_from(list(places(whole))))
    other = tmp_path / "other"
    other.mkdir(exist_ok=True)
    for file in ("frames.csv", "reps.csv", "poses.npz"):
        (other / file).write_bytes((folder / file).read_bytes())
    (other / "record.json").write_text(json.dumps(changed(whole, place, data.draw(st.sampled_from(OTHERS)))))
    for make in (
        lambda: rewrite_report(other),
        lambda: export(other, "csv", tmp_path),
        lambda: export(other, "json", tmp_path),
    ):
        try:
            make()
        except Problem as problem:
            assert problem.code in ("record_unreadable", "screen_unknown")
    assert main(["compare", str(folder), str(other), "--out", str(tmp_path / "page.html")]) in (0, 1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"screen":' * 50_000,
        "[]",
        '"text"',
        "null",
        '{"screen": NaN}',
        f'{{"screen": {"9" * 5000}}}',
        "",
    ],
    ids=range(8),
)
def test_record_no_object(text: str, folder: Path, tmp_path: Path, capsys) -> None:
    """The same of what is no record at all: deep nesting, lists, huge numbers."""
    (tmp_path / "record.json").write_text(text)
    (tmp_path / "frames.csv").write_bytes((folder / "frames.csv").read_bytes())
    with pytest.raises(Problem, match=r"record\.json is not as movescreen wrote it") as problem:
        load_record(tmp_path)
    assert problem.value.code == "record_unreadable"
    assert main(["report", str(tmp_path)]) != 0 and "Traceback" not in capsys.readouterr().err


def test_record_as_written(folder: Path, tmp_path: Path) -> None:
    """A record that we wrote is shown and exported."""
    assert rewrite_report(folder).is_file() and len(export(folder, "csv", tmp_path)) == 4


def test_screens_unknown() -> None:
    """A screen that there is not is answered with those that there are."""
    with pytest.raises(Problem, match=r"'handstand'.*overhead_squat"):
        screens()["handstand"]


# Stored poses.


def packed(path: Path, arrays: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, data in arrays.items():
            archive.writestr(f"{name}.npy", data)
    return path


def header(shape: tuple[int, ...], kind: str, data: bytes = b"") -> bytes:
    file = io.BytesIO()
    np.lib.format.write_array_header_1_0(file, {"descr": kind, "fortran_order": False, "shape": shape})
    return file.getvalue() + data


@pytest.mark.parametrize(
    ("arrays", "how"),
    [
        ({"time": header((8_000_000,), "<f8", bytes(64_000_000))}, zipfile.ZIP_DEFLATED),
        ({"time": header((10**12,), "<f8")}, zipfile.ZIP_STORED),
        ({"time": header((10**12,), "|S0")}, zipfile.ZIP_STORED),
        ({"time": header((10**9, 10**9, 10**9), "<f8", bytes(64))}, zipfile.ZIP_STORED),
        ({"time": header((3,), "|O", bytes(24))}, zipfile.ZIP_STORED),
        ({f"a{number}": header((1,), "<f8", bytes(8)) for number in range(1000)}, zipfile.ZIP_STORED),
        ({"time": b"\x93NUMPY\x01\x00\xff\xff" + b"(" * 65535}, zipfile.ZIP_STORED),
    ],
    ids=["packed", "shape", "no width", "huge shape", "objects", "many", "nested header"],
)
def test_poses_bomb(arrays: dict[str, bytes], how: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Poses that would take more memory than their file has bytes are refused before an array is read."""
    monkeypatch.setattr(replay, "unpacked", lambda _: pytest.fail("read"))
    path = packed(tmp_path / "poses.npz", arrays, how)
    with pytest.raises(Problem) as problem:
        replay.load_poses(path)
    assert problem.value.code == "poses_unreadable"


def test_poses_whole(folder: Path) -> None:
    """Poses that we wrote are read."""
    assert len(replay.load_poses(folder / "poses.npz")[0]) > 10
