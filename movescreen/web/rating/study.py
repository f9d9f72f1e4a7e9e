"""A rating study: its clips, items and scale; made once, and the same for all raters."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Self

from movescreen.batch import NOBODY, Audience
from movescreen.batch import clips as clips_below
from movescreen.errors import Problem
from movescreen.records import stored_json
from movescreen.records.arrivals import alone, arriving_file, arriving_folder, is_new, sweep
from movescreen.records.ownership import erase, same_as
from movescreen.records.private_files import FILE_MODE, FOLDER_MODE, private_file, private_folder
from movescreen.records.record import WHOLE
from movescreen.records.results_folder import names, readable
from movescreen.screens import screens
from movescreen.video.file import fingerprint
from movescreen.web.rating.items import SEEN, RatingItem, items
from movescreen.web.rating.transcode import copy

FILE = "study.json"
COPIES = "clips"
LOCK = ".lock"
VERSION = 1
OPTION = "The option for its place is --study."


@dataclass(frozen=True)
class Design:
    """The design of a study: the `items` of a screen, and the `scale` from which to choose.

    "Cannot tell" is not in the scale and always there. `repeats` is the share of clips that come twice, `occasions` how
    often a rater goes through all of them, with `washout_days` between. Orders are drawn from `seed`.
    """

    screen: str = "overhead_squat"
    items: tuple[str, ...] = ()
    scale: tuple[str, ...] = SEEN
    repeats: float = 0.2
    occasions: int = 1
    washout_days: float = 7.0
    seed: int = 0


@dataclass(frozen=True)
class StudyClip:
    """A clip of a study: a drawn `id`, its `name` in results of `analyze`, and the original `file`.

    The path of the file is relative to the study's folder.
    """

    id: str
    name: str
    file: str
    sha256: str


@dataclass(frozen=True)
class Study:
    """A study in its folder."""

    folder: Path
    made_at: str
    design: Design
    clips: tuple[StudyClip, ...]

    @property
    def items(self) -> list[RatingItem]:
        """The items that are asked about each clip."""
        return items(screens()[self.design.screen], self.design.items)

    def copy(self, clip: str) -> Path:
        """Return the copy of a clip for raters."""
        return self.folder / COPIES / clip

    def clip(self, drawn: str) -> StudyClip:
        """Return the clip that has a drawn id."""
        return next(known for known in self.clips if known.id == drawn)

    def name(self, clip: str) -> str:
        """Return the name of a clip in results."""
        return self.clip(clip).name


def opened(folder: Path) -> Study | None:
    """Read the study in a folder.

    Parameters
    ----------
    folder : Path
        The study's folder.

    Returns
    -------
    Study or None
        None if no study was made there.

    Raises
    ------
    Problem
        The study cannot be read.
    """
    file = folder / FILE
    if not file.exists():
        return None
    try:
        told = stored_json.read(file)
        design: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in told["design"].items()}
        clips = tuple(StudyClip(**clip) for clip in told["clips"])
        return Study(folder, told["made_at"], Design(**design), clips)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        sentence = f"{file} cannot be read as a rating study ({error}). Choose another place."
        raise Problem("study_unreadable", sentence, OPTION, file=str(file)) from error


def study(clips: Path, folder: Path, wished: dict[str, Any], audience: Audience = NOBODY) -> Study:
    """Return the study in a folder, made of the clips if there is none yet.

    Raises Problem if its design differs from `wished` (fields of Design), or none can be made.
    """
    with _held(folder):
        found = opened(folder)
        if found:
            return same(found, wished)
        return made(clips, folder, Design(**({"seed": secrets.randbelow(2**32)} | wished)), audience)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold the folder for this process alone, made if need be. Raises Problem if that fails."""
    try:
        private_folder(folder)
        with alone(folder / LOCK, mode=FILE_MODE):
            yield
    except OSError as error:
        sentence = f"The study cannot be kept in {folder} ({error.strerror or error}). Make room there, or choose"
        facts = {"folder": str(folder), "errno": error.errno}
        raise Problem("study_unwritable", f"{sentence} another place.", OPTION, **facts) from error


def same(found: Study, wished: dict[str, Any]) -> Study:
    """Return a study that is as wished.

    Parameters
    ----------
    found : Study
        Made once, for all raters.
    wished : dict
        Options and their values.

    Returns
    -------
    Study
        `found`.

    Raises
    ------
    Problem
        An option differs.
    """
    for name, value in wished.items():
        if value != getattr(found.design, name):
            sentence = f"The study in {found.folder} was made with {name} {_plain(getattr(found.design, name))}, and"
            sentence += f" {_plain(value)} was asked for. Leave that out, or make another study in another place."
            raise Problem("study_differs", sentence, OPTION, folder=str(found.folder))
    return found


def made(clips: Path, folder: Path, design: Design, audience: Audience) -> Study:
    """Make a study of the clips below a folder.

    Parameters
    ----------
    clips : Path
        A folder, or a clip.
    folder : Path
        The study's folder.
    design : Design
        What is asked, of whom and how often.
    audience : Audience
        Hears of the progress.

    Returns
    -------
    Study
        With a copy of each clip for raters.

    Raises
    ------
    Problem
        No clip can be shown, or the design asks for what the screen does not have.
    """
    return made_of(names_of_clips(files_below(clips, folder)), folder, design, audience)


def made_of(called: Mapping[str, Path], folder: Path, design: Design, audience: Audience = NOBODY) -> Study:
    """Make a study of clips.

    Parameters
    ----------
    called : mapping of str to Path
        The clips by the names that results have for them.
    folder : Path
        The study's folder, which exists.
    design : Design
        What is asked, of whom and how often.
    audience : Audience
        Hears of the progress.

    Returns
    -------
    Study
        With a copy of each clip for raters.

    Raises
    ------
    Problem
        No clip can be shown, or the design asks for what the screen does not have.
    """
    items(screens()[design.screen], design.items)
    sweep(folder)  # copies of a study that was being made when all ended
    with arriving_folder(folder / COPIES, COPIES, FOLDER_MODE) as copies:
        kept = tuple(_copied(called, folder, copies, audience))
        if not kept:
            raise Problem("no_clips", "None of these clips can be shown. Give a folder with clips.")
    whole = Study(folder, datetime.now(UTC).isoformat(timespec="seconds"), design, kept)
    _write(whole)
    return whole


def files_below(clips: Path, folder: Path) -> list[Path]:
    """Return the clips of a folder without the annotated ones, which show what the camera measured.

    Parameters
    ----------
    clips : Path
        A folder, or a clip.
    folder : Path
        The study's folder, which is left out.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    Problem
        There are none.
    """
    found = [file for file in clips_below([clips]) if not file.is_dir() and not (file.parent / WHOLE).exists()]
    found = [file for file in found if folder.resolve() not in file.resolve().parents]
    if not found:
        sentence = f"There are no clips in {clips}. Name a folder with clips, or a clip."
        raise Problem("no_clips", sentence, folder=str(clips))
    return found


class LeftOut(str):
    """The sentence on a clip that a study leaves out, with the clip's name and the problem for other languages."""

    __slots__ = ("clip", "problem")
    clip: str
    problem: Problem

    def __new__(cls, clip: str, problem: Problem) -> Self:
        """Return the sentence on a clip."""
        sentence = super().__new__(cls, f"{clip} is left out of the study. {problem}")
        sentence.clip, sentence.problem = clip, problem
        return sentence


def _copied(called: Mapping[str, Path], folder: Path, copies: Path, audience: Audience) -> Iterator[StudyClip]:
    """Yield each clip after it is copied; a clip that cannot be shown is reported and left out."""
    audience.begin({name: file.stat().st_size for name, file in called.items()})
    for name, file in called.items():
        drawn = secrets.token_hex(8)
        try:
            copy(file, private_file(copies / drawn), partial(audience.frames, name))
        except Problem as problem:
            if problem.code == "copy_unwritten":
                raise
            audience.say(LeftOut(name, problem))
        else:
            yield StudyClip(drawn, name, readable(os.path.relpath(file, folder)), fingerprint(file))
        audience.end(name)


def names_of_clips(files: list[Path]) -> dict[str, Path]:
    """Return clips by the names that `analyze` gives them."""
    called: dict[str, Path] = {}
    for file in files:
        taken = {same_as(name) for name in called}
        called[next(name for name in names(file) if same_as(name) not in taken)] = file
    return called


def _write(whole: Study, ours: Callable[[Path], bool] = is_new) -> None:
    """Write the study whole or not at all."""
    about = {"version": VERSION, "made_at": whole.made_at, "design": asdict(whole.design)}
    text = json.dumps(about | {"clips": [asdict(clip) for clip in whole.clips]}, indent=1)
    with arriving_file(whole.folder / FILE, ours) as part:
        private_file(part).write_text(text, encoding="utf-8")


def without_clips(found: Study, gone: Collection[str]) -> Study:
    """Remove clips from a study, by their drawn ids, with their copies."""
    left = replace(found, clips=tuple(clip for clip in found.clips if clip.id not in gone))
    for clip in gone:
        erase(found.copy(clip), found.folder)
    _write(left, lambda file: opened(file.parent) is not None)
    return left


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) or "all" if isinstance(value, tuple) else str(value)
