"""Reports of stored results are made again: the same page, in another language, with or without its video."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_output import example
from test_report import still

from movescreen.cli import main
from movescreen.errors import Problem
from movescreen.output.pictures.stills import store_stills
from movescreen.output.report.files import REPORT, VIDEO, folders, write_report
from movescreen.records.record import save


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A folder with the results of two clips."""
    for name in ("front", "bridge"):
        folder = tmp_path / "results" / name
        folder.mkdir(parents=True)
        save(example(name), folder)
        store_stills([still()], folder)
        write_report(example(name), folder, name, stills=[still()])
    return tmp_path / "results"


def test_a_report_made_again_is_the_same(results: Path, capsys) -> None:
    before = (results / "front" / REPORT).read_text("utf-8")
    (results / "front" / REPORT).unlink()
    assert main.main(["report", str(results / "front")]) == 0
    after = (results / "front" / REPORT).read_text("utf-8")
    assert capsys.readouterr().out.strip() == str(results / "front" / REPORT)
    assert after.split("<script")[0].count("<img") == 2 and len(after) == pytest.approx(len(before), abs=200)
    assert after.split('<h2 id="stills">')[0] == before.split('<h2 id="stills">')[0]


def test_all_results_of_a_folder_are_made_again_in_another_language(results: Path, capsys) -> None:
    assert main.main(["report", str(results), str(results / "front" / "record.json"), "--language", "de"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    for name, title in (("front", "Kniebeuge mit gehobenen Armen"), ("bridge", "Brücke")):
        html = (results / name / REPORT).read_text("utf-8")
        assert title in html and '<html lang="de">' in html


def test_a_video_that_lies_there_is_in_the_report_unless_it_is_left_out(results: Path) -> None:
    (results / "front" / VIDEO).write_bytes(b"moving")
    for arguments, expected in (([], True), (["--no-video"], False)):
        assert main.main(["report", str(results / "front"), *arguments]) == 0
        assert ('src="data:video/mp4;base64,bW92aW5n"' in (results / "front" / REPORT).read_text("utf-8")) is expected


def test_where_there_are_no_results_it_is_said(tmp_path: Path, capsys) -> None:
    assert main.main(["report", str(tmp_path)]) == 1
    assert "Results were expected in" in capsys.readouterr().err
    with pytest.raises(Problem, match="Name a folder"):
        folders(tmp_path / "nowhere")
