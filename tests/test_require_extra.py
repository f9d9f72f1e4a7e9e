"""Extras: what is installed only where somebody wants it is named, with the command that installs it."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest
from language import banned

from movescreen.cli import main
from movescreen.errors import EXTRAS

DECLARED = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"][
    "optional-dependencies"
]


def packages(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=\[]", requirement)[0] for requirement in requirements}


def test_every_extra_brings_what_is_declared_and_all_of_them_are_in_all() -> None:
    assert {name: set(brought) for name, brought in EXTRAS.items()} == {
        name: packages(needed) for name, needed in DECLARED.items() if name not in ("all", "test", "docs", "mutants")
    }
    (whole,) = DECLARED["all"]
    assert whole == f"movescreen[{','.join(EXTRAS)}]"


COMMANDS = {
    "live": ["live", "--no-browser"],
    "parquet": ["analyze", "a.mp4", "--screen", "bridge", "--parquet"],
    "mediapipe": ["analyze", "a.mp4", "--screen", "bridge", "--backend", "mediapipe"],
    "distributed": ["analyze", "a.mp4", "--screen", "bridge", "--dask", "tcp://127.0.0.1:9"],
}


@pytest.mark.parametrize(("extra", "command"), COMMANDS.items())
def test_a_command_names_the_extra_it_needs_before_it_begins(
    extra: str, command: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, EXTRAS[extra][0], None)
    assert main.main(command) == 2
    said = capsys.readouterr().err
    assert EXTRAS[extra][0] in said and f"pip install 'movescreen[{extra}]'" in said and not banned(said)
    assert list(tmp_path.iterdir()) == []
