"""What `movescreen bench` says follows from what it measured."""

from __future__ import annotations

import pytest
from language import banned
from test_batch import in_place_of_the_network

from movescreen.cli import bench_stages, main
from movescreen.cli.bench_stages import FIND, MEASURE, READ, SCORE, STAGES, WRITE, Speeds, sentences


def speeds(find: float, cores: int = 2) -> Speeds:
    return Speeds({READ: 0.002, FIND: find, MEASURE: 0.001, SCORE: 0.0001, WRITE: 0.0009}, cores)


def test_what_to_expect_follows_from_the_stages() -> None:
    quick, slow = speeds(0.009), speeds(0.099)
    assert quick.live == pytest.approx(100) and slow.live == pytest.approx(10)
    assert quick.folder == pytest.approx(2 / 0.012)
    said = [" ".join(sentences(one)) for one in (quick, slow)]
    assert (
        "followed frame by frame" in said[0] and "record clips" not in said[0] and "finding the body: 75 %" in said[0]
    )
    assert "the newest is taken" in said[1] and "record clips" in said[1] and "an hour of clips takes 11 min" in said[0]
    assert not any(banned(one) for one in said)


def test_the_command_prints_every_stage(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    in_place_of_the_network(monkeypatch)
    monkeypatch.setattr("movescreen.cli.print_results.cores", lambda: 4)
    monkeypatch.setattr(bench_stages, "FRAMES", 100)
    assert main.main(["bench"]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in STAGES.values()) and "with 4 at once" in printed and not banned(printed)
