"""The project itself: its code is clean, its README is true, and its wheel runs where nothing else of it is."""

from __future__ import annotations

import csv
import os
import re
import shlex
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path
from typing import Any

import pytest
from clips import bundle
from videos import write_beginning

from movescreen.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def ran(*command: object, **options: Any) -> str:
    """What a command printed; its whole output where it did not end with 0."""
    words = [str(word) for word in command]
    ended = subprocess.run(words, cwd=options.pop("cwd", ROOT), capture_output=True, text=True, check=False, **options)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.mark.parametrize(
    "command",
    [
        "-m ruff check",
        "-m ruff format --check",
        "-m mypy",
        "-c 'from importlinter.cli import lint_imports_command as lint; lint()'",
    ],
)
def test_the_code_is_clean(command: str) -> None:
    ran(sys.executable, *shlex.split(command))


def test_every_command_in_the_readme_is_one() -> None:
    written = re.findall(r"`movescreen ([^`]+)`", README)
    assert len(written) >= 6
    for arguments in written:
        main.parser().parse_args(shlex.split(arguments))


def test_every_command_is_in_the_readme() -> None:
    usage = main.parser().format_help()
    commands = re.findall(r"^    (\w+) ", usage, re.MULTILINE)
    assert len(commands) >= 5 and all(f"`movescreen {command}" in README for command in commands)


def test_every_make_target_in_the_readme_is_one() -> None:
    targets = re.findall(r"\bmake (\w+)", README)
    assert {"demo", "test"} <= set(targets)
    ran("make", "--dry-run", *targets)


def test_every_file_that_a_document_points_to_is_there() -> None:
    documents = [*ROOT.glob("*.md"), *ROOT.glob("[!.]*/*.md")]
    assert len(documents) > 8
    for document in documents:
        pointed = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text("utf-8"))
        assert [name for name in pointed if not document.parent.joinpath(name).exists()] == []


def test_the_house_in_the_readme_is_the_house() -> None:
    house = README.split("```text\nmovescreen/\n")[1].split("```")[0]
    named = set(re.findall(r"(?:^  |, )(\w+(?:\.py|/))", house, re.MULTILINE))
    package = ROOT / "movescreen"
    folders = {f"{folder.parent.name}/" for folder in package.glob("*/__init__.py")}
    assert named == folders | {file.name for file in package.glob("[!_]*.py")}


def test_the_python_in_the_readme_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys) -> None:
    """Of the clip that it names, the first repetition."""
    monkeypatch.setenv("MOVESCREEN_MODELS", str(bundle().path.parent))
    (tmp_path / "videos").mkdir()
    write_beginning(ROOT / "videos" / "bridge_side.mp4", tmp_path / "videos" / "bridge_side.mp4")
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.splitlines()[0].startswith("hips_below_line left not_observed 1")


def test_the_lock_pins_everything_that_is_asked_for_with_digests_and_nothing_else() -> None:
    """No address and no path: whoever installs from it has packages from where they have them."""
    text = (ROOT / "requirements.lock").read_text("utf-8").replace(" \\\n    --hash", " --hash")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    pins = [re.fullmatch(r"([\w.-]+)==[\w.]+( ; [^;]+?)?( --hash=sha256:[0-9a-f]{64})+", line) for line in lines]
    assert lines and all(pins)
    pinned = {pin[1].lower().replace("_", "-") for pin in pins if pin}
    asked = PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["test"]
    assert {re.split(r"[<>=\[;]", requirement)[0] for requirement in asked} <= pinned


@pytest.mark.versions
def test_the_wheel_alone_measures_its_demonstration_clips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the libraries come from here, by a .pth file that does not lead to this checkout."""
    monkeypatch.delenv("PYTHONPATH", raising=False)  # which would
    models = bundle().path.parent
    ran(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path)
    venv.create(tmp_path / "env")
    python = tmp_path / "env" / "bin" / "python"
    packages = Path(ran(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    (wheel,) = tmp_path.glob("*.whl")
    ran(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    there = ran(python, "-c", "import movescreen; print(movescreen.__file__)", cwd=tmp_path)
    assert there.startswith(str(packages))
    environment = os.environ | {"MOVESCREEN_MODELS": str(models)}
    printed = ran(packages.parents[2] / "bin" / "movescreen", "demo", cwd=tmp_path, env=environment)
    assert "3 of 3 clips measured" in printed
    if bundle().name == "full":  # the network that the README shows
        (shown,) = re.findall(r"```text\n(squat_front.mp4:.*?)```", README, re.DOTALL)
        assert {line.rstrip() for line in shown.splitlines()} <= {line.rstrip() for line in printed.splitlines()}
    with (tmp_path / "results" / "demo" / "clips.csv").open(encoding="utf-8") as text:
        rows = {row["clip"]: (row["status"], row["reps"], row["view"]) for row in csv.DictReader(text)}
    assert rows == {
        "squat_front": ("ok", "3", "front"),
        "squat_side": ("ok", "3", "side"),
        "bridge_side": ("ok", "3", "side"),
    }
