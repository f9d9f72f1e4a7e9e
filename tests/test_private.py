"""What is kept of persons is for its owner alone, however open the umask is."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from test_rating import clips, made

from movescreen.cli.main import main
from movescreen.library import VIDEO, Library
from movescreen.records.private_files import owner_alone, private_file, private_folder
from movescreen.web.rating.store import RatingStore
from movescreen.web.rating.tokens import token

__all__ = ["clips"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    before = os.umask(0o002)
    yield
    os.umask(before)


def seen_by_others(folder: Path) -> list[str]:
    """The files and folders that somebody else may read or enter."""
    return [
        f"{path} {stat.filemode(path.stat().st_mode)}"
        for path in (folder, *folder.rglob("*"))
        if path.stat().st_mode & 0o077
    ]


def test_library_modes(tmp_path: Path) -> None:
    """A library, the folders above it that it makes, and the video of a session."""
    library = Library(tmp_path / "new" / "library")
    kept = library.begin(library.add("Ann", "all").id, "overhead_squat", "front")
    film = private_file(kept.folder / VIDEO)
    assert seen_by_others(tmp_path / "new") == [] and film.stat().st_size == 0


def test_study_modes(clips: Path, tmp_path: Path) -> None:
    """A rating study with its copies of clips, its ratings and its key."""
    ratings: RatingStore = made(clips, tmp_path)
    ratings.begin("Ana")
    token(ratings.study.folder, "Ana")
    assert seen_by_others(ratings.study.folder) == []


def test_study_modes_command(clips: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where the command makes it; what it serves is the owner's too, and the umask comes back."""
    pytest.importorskip("fastapi", reason="the extra `live` is not installed")
    study, served = tmp_path / "deep" / "study", []

    def serve(*_: object) -> None:
        (study / "while serving").mkdir()
        np.save(study / "while serving" / "film.npy", np.zeros(1))
        served.append(study)

    monkeypatch.setattr("movescreen.web.server.serve", serve)
    assert main(["rate", str(clips), "--study", str(study), "--rater", "Ana", "--port", "0", "--no-browser"]) == 0
    assert served and seen_by_others(tmp_path / "deep") == []
    assert os.umask(0o002) == 0o002


def test_live_modes_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `live` writes while it serves is its owner's, results and face films alike."""
    pytest.importorskip("fastapi", reason="the extra `live` is not installed")
    library = tmp_path / "library"

    class Still:
        def __init__(self, *_: object) -> None: ...
        def close(self) -> None: ...

    monkeypatch.setattr("movescreen.web.live.engine.LiveEngine", Still)
    monkeypatch.setattr("movescreen.cli.live.fetched_bundle", lambda _: None)
    monkeypatch.setattr("movescreen.cli.app.fetched_bundle", lambda _: None)
    monkeypatch.setattr("movescreen.web.server.serve", lambda *_, **__: (library / "record.json").write_text("{}"))
    for command in ("live", "app"):
        assert main([command, "--library", str(library), "--port", "0", "--no-browser"]) == 0
    assert (library / "page-token.json").exists()
    assert (library / "record.json").exists() and seen_by_others(library) == []


def test_private_folder_there(tmp_path: Path) -> None:
    """A folder that is there keeps its mode: it is not ours to close."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    private_folder(shared / "a" / "b")
    assert shared.stat().st_mode & 0o777 == 0o755 and seen_by_others(shared / "a") == []
    with owner_alone():
        (shared / "c").write_text("")
    assert (shared / "c").stat().st_mode & 0o777 == 0o600
