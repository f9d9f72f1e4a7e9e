"""Whole walks of a user, with the real network, processes and browser: a researcher's, and a folder overnight."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from functools import cache
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pandas as pd
import pytest
from browser import Open, browser, opened
from clips import bundle
from test_rating_page import Server, begun, keys, until
from videos import Picture, write_clip

import movescreen
from movescreen.cli.main import main
from movescreen.video import open_video

__all__ = ["browser", "opened"]

CLIP = Path(__file__).parents[1] / "videos" / "squat_side.mp4"
UNTIL_S = 4.4  # the first repetition, and rest after it
PEOPLE = ("007", "NA", "p3")  # names that tables like to take for something else
SESSIONS = ("pre", "post")


@cache
def pictures() -> tuple[Picture, ...]:
    """The first repetition, at half the size."""
    with open_video(CLIP) as source:
        frames = islice((frame.picture for frame in source), round(30 * UNTIL_S))
        return tuple(
            cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA).astype(np.uint8)
            for picture in frames
        )


def filmed(person: int, session: int) -> list[Picture]:
    """Fifteen frames a second of a person: as in the clip, mirrored, or on a lower stand."""
    taken = pictures()[session::2]
    if person == 1:
        return [np.ascontiguousarray(picture[:, ::-1]) for picture in taken]
    return [np.roll(picture, -12 * person, axis=0) for picture in taken]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six clips in sub-folders, of which three are called alike, twice."""
    bundle()
    place = tmp_path_factory.mktemp("study") / "clips"
    for person, name in enumerate(PEOPLE):
        (place / name).mkdir(parents=True)
        for session, of in enumerate(SESSIONS):
            write_clip(place / name / f"{of}.mp4", filmed(person, session), 15)
    return place


@pytest.fixture(scope="module")
def results(folder: Path) -> Path:
    """Those clips, measured."""
    out = folder.parent / "results"
    options = ["--screen", "overhead_squat", "--names", "{subject}/{session}", "--out", str(out), "--workers", "2"]
    assert main(["analyze", str(folder), *options]) == 0
    return out


def test_researcher_rates_compares_and_reads_back(
    folder: Path, results: Path, opened: Open, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two raters in a browser, agreement with the camera, test and retest, and every table back in pandas."""
    pytest.importorskip("fastapi", reason="the extra `live` is not installed")
    study, ratings = tmp_path / "rating", tmp_path / "ratings.csv"
    wished = ("--items", "heels_rise,forward_lean", "--repeats", "0", "--seed", "1")
    server = Server(folder, study, "--port", "0", "--rater", "Ana", "--rater", "Ben", *wished)
    try:
        for address in server.addresses:
            rated(opened, address)
    finally:
        server.end()
    assert main(["rate", str(folder), "--study", str(study), "--export", str(ratings)]) == 0
    table = pd.read_csv(ratings, dtype=str, keep_default_na=False)
    assert len(table) == 2 * 6 * 2 and table["subject"].nunique() == 6

    capsys.readouterr()
    assert main(["agree", str(ratings), "--camera", str(results), "--out", str(tmp_path / "camera.html")]) == 0
    assert "heels_rise" in capsys.readouterr().out
    csv_file = tmp_path / "retest.csv"
    assert main(["agree", "--retest", str(results), "--csv", str(csv_file), "--out", str(tmp_path / "r.html")]) == 0
    repeated = pd.read_csv(csv_file).set_index("item")
    assert repeated.loc["knee_flexion_left_deg", "subjects"] == 2  # the third shows the right side

    back = movescreen.read_results(results)
    assert set(back["readings"]["subject"]) == set(PEOPLE) and set(back["readings"]["session"]) == set(SESSIONS)
    kinds = back["readings"].dtypes.astype(str).to_dict()
    assert (kinds["subject"], kinds["rep"], kinds["value"]) == ("string", "Int64", "Float64") or kinds[
        "value"
    ] == "float64"
    assert back["readings"].attrs["units"] and (back["clips"]["status"] == "ok").all()
    assert len(back["readings"].drop_duplicates(["clip", "rep", "measure", "side"])) == len(back["readings"])


def rated(opened: Open, address: str) -> None:
    """Answer every clip by keyboard: the first choice of each of two items."""
    shown = opened(address)
    begun(shown)
    for place in range(1, 7):
        until(shown, f"document.title === 'Clip {place} of 6'")
        until(shown, "document.querySelector('video')?.readyState >= 2")
        keys(shown, "Enter", "1", "2", "Enter")
    until(shown, "document.querySelector('main').innerText.includes('All clips are rated.')")
    assert [said for said in shown.complaints if "ERR_ABORTED" not in said] == []  # a clip that is left while it loads


def test_folder_overnight_is_killed_and_goes_on(folder: Path, results: Path, tmp_path: Path) -> None:
    """A run with broken clips is killed and goes on; its tables are those of a run that nobody disturbed."""
    clips = tmp_path / "clips"
    for person in PEOPLE:
        (clips / person).mkdir(parents=True)
        os.link(folder / person / "pre.mp4", clips / person / "pre.mp4")
    (clips / "words.mp4").write_bytes(b"no clip, only words" * 9)
    whole = (folder / "p3" / "pre.mp4").read_bytes()
    (clips / "cut.mp4").write_bytes(whole[: len(whole) // 2])
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "movescreen",
        "analyze",
        str(clips),
        "--screen",
        "overhead_squat",
        "--out",
        str(out),
    ]
    first = subprocess.Popen([*command, "--workers", "1"], start_new_session=True, stdout=subprocess.DEVNULL)
    until_measured(out, 1)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    ended = subprocess.run([*command, "--workers", "2"], capture_output=True, text=True, check=False)
    assert ended.returncode == 1, ended.stderr
    rows = {row["clip"]: row for row in rows_of(out / "clips.csv")}
    assert len(rows) == 5 and sum(row["status"] == "ok" for row in rows.values()) == 3
    assert all(rows[name]["status"] == "failed" and rows[name]["reason"] for name in ("words", "cut"))
    names = ("rep", "measure", "side", "value", "uncertainty", "state")
    told = [[row[name] for name in names] for row in rows_of(out / "repetitions.csv")]
    undisturbed = [
        [row[name] for name in names] for row in rows_of(results / "repetitions.csv") if row["session"] == "pre"
    ]
    assert sorted(told) == sorted(undisturbed)


def until_measured(out: Path, count: int) -> None:
    """Wait until some clips have their results."""
    end = time.monotonic() + 120
    while sum(1 for _ in out.glob("*/record.json")) < count:
        assert time.monotonic() < end, "no clip was measured"
        time.sleep(0.05)


def rows_of(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))
