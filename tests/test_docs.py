"""The documentation site builds without a warning, and every block of code in it runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from clips import bundle
from videos import write_beginning

from movescreen.cli import main

ROOT = Path(__file__).parents[1]
PAGES = sorted(page for page in (ROOT / "docs").rglob("*.md") if page.name != "measures.md")


def blocks(page: Path, language: str) -> list[str]:
    """Return the blocks of a language in a page, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def named(page: Path) -> str:
    return page.relative_to(ROOT / "docs").as_posix()


def run_python(code: str, folder: Path) -> str:
    """Return what code prints in a process of its own, which starts in a folder."""
    environment = os.environ | {"MOVESCREEN_MODELS": str(bundle().path.parent), "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def write_beginnings(folder: Path) -> None:
    """Write the first repetition of each of our clips into a folder, which is made."""
    folder.mkdir()
    for clip in (ROOT / "videos").glob("*.mp4"):
        write_beginning(clip, folder / clip.name)


def test_site_builds_without_a_warning(tmp_path: Path) -> None:
    """Every page is in the site, references lead somewhere, docstrings can be shown, and the notebook runs."""
    pytest.importorskip("sphinx", reason="the extra `docs` is not installed")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    write_beginnings(tmp_path / "videos")
    site = tmp_path / "site"
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "docs", str(site)]
    environment = os.environ | {"MOVESCREEN_MODELS": str(bundle().path.parent), "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    notebook = (site / "notebook.html").read_text("utf-8")
    assert all(f">{number}<" in notebook for number in ("0.17", "0.29", "0.71")), (
        "its agreement is not the published one"
    )
    index = (site / "index.html").read_text("utf-8")
    assert "https://" not in "".join(re.findall(r'<(?:script|link)[^>]*(?:src|href)="([^"]+)"', index))


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "sh")], ids=named)
def test_commands_of_a_page_are_commands(page: Path) -> None:
    """Each line of a shell block is one that the command line understands, or installs something."""
    for line in "\n".join(blocks(page, "sh")).replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        if words and words[0] == "movescreen":
            main.parser().parse_args(words[1:])
        elif words:
            assert (words[0] in ("pip", "pipx") and words[1] == "install") or words[0] == "make", line


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the first repetition of each clip that the pages name, and results of one of them."""
    folder = tmp_path_factory.mktemp("docs")
    write_beginnings(folder / "videos")
    (folder / "clips").mkdir()
    shutil.copy(folder / "videos" / "squat_side.mp4", folder / "clips" / "p07_pre.mp4")
    clips, results = str(folder / "clips"), str(folder / "results")
    arguments = [clips, "--screen", "overhead_squat", "--names", "{subject}_{session}", "--out", results]
    assert main.main(["analyze", *arguments, "--workers", "1"]) == 0
    return folder


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=named)
def test_python_of_a_page_runs(page: Path, checkout: Path) -> None:
    """The blocks of a page run one after the other, as a reader would type them."""
    assert run_python("\n".join(blocks(page, "python")), checkout).strip(), "a block that prints nothing shows nothing"
