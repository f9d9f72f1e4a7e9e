"""Folders that nobody may write to: a sentence, no traceback, and nothing in them changes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from clips import bundle

ROOT = Path(__file__).parents[1]
CLIP = ROOT / "videos" / "squat_side.mp4"
COMMANDS = {
    "analyze": ["analyze", "{clip}", "--screen", "overhead_squat", "--out", "{folder}"],
    "rate": ["rate", "{clips}", "--rater", "Ana", "--study", "{folder}", "--no-browser"],
    "live": ["live", "--source", "{clip}", "--library", "{folder}", "--no-browser"],
    "app": ["app", "--source", "{clip}", "--library", "{folder}", "--no-browser"],
    "compare": ["compare", "{clip}", "{clip}", "--out", "{folder}/change.html"],
}


def run_without_rights(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command as a user whom permissions hold; root gives up the right to pass over them first."""
    rights = "-dac_override,-dac_read_search,-fowner"
    drop = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}"] if os.geteuid() == 0 else []
    environment = os.environ | {"PYTHONPATH": str(ROOT), "MOVESCREEN_MODELS": str(bundle().path.parent)}
    command = [*drop, sys.executable, "-m", "movescreen", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.skipif(os.name == "nt", reason="permissions are others here")
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0 and not shutil.which("setpriv"), reason="root needs setpriv")
@pytest.mark.parametrize("name", COMMANDS)
def test_read_only_folder_is_said(name: str, tmp_path: Path) -> None:
    """The command ends with a sentence, and the folder is as it was."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    folder.chmod(0o555)
    told = run_without_rights([part.format(clip=CLIP, clips=CLIP.parent, folder=folder) for part in COMMANDS[name]])
    assert told.returncode in (1, 2) and "Traceback" not in told.stderr, told.stderr
    assert "movescreen: " in told.stderr and "Traceback" not in told.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["mine.txt"]
    assert (folder / "mine.txt").read_text() == "mine"
