"""Clips and folders of clips: each is measured on its own, so that what happens to one leaves the others alone."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from movescreen.backends import replay
from movescreen.backends.mediapipe import MediaPipe
from movescreen.backends.person import Follower, Point
from movescreen.backs import needs_pictures, with_backs
from movescreen.body import Pose
from movescreen.errors import Problem
from movescreen.model import Bundle, Report, ensure
from movescreen.provenance import origin, treatment
from movescreen.record import Record, save
from movescreen.results import Results, arriving
from movescreen.run import Watch, run
from movescreen.screens import NOT_MEASURABLE, STATES, Screen, screens
from movescreen.series import HOLD
from movescreen.session import Session
from movescreen.settings import Settings, check
from movescreen.sources import Source, open_source
from movescreen.sources.prefetch import prefetched
from movescreen.stance import AUTO
from movescreen.views.notes import notes
from movescreen.views.report import report
from movescreen.views.words import gaps

# What is taken for a clip in a folder; a file that is named itself is tried whatever its ending.
ENDINGS = (
    ".3g2", ".3gp", ".avi", ".flv", ".gif", ".m2ts", ".m4v", ".mkv", ".mov",
    ".mp4", ".mpeg", ".mpg", ".mts", ".ogv", ".ts", ".webm", ".wmv",
)  # fmt: skip
SHOW_ALL = "Film one person from head to feet, in good light, upright in the picture."
POINT_AT = "Point at the middle of the body with --person, or leave it out."
OK, FAILED = "ok", "failed"


class Audience(Protocol):
    """Who is told how far the work is."""

    def report(self, fraction: float | None, sentence: str) -> None:
        """The pose network is being fetched: how far, 0 to 1 or not known, and what is being done."""
        ...

    def clip(self, name: str, source: Source) -> Watch | None:
        """A clip begins; what is given back is called with every frame."""
        ...


class Nobody:
    """Nobody listens."""

    def report(self, fraction: float | None, sentence: str) -> None:
        """Nothing to say it to."""

    def clip(self, name: str, source: Source) -> None:
        """Nothing to call."""


NOBODY = Nobody()


@dataclass(frozen=True)
class Task:
    """What is done with every clip: a screen and a pose network by name, the stated view, the user's choices.

    The network can also be a .task file. `person` is where in the picture the one to follow is, in shares of its width
    and height from the top left corner; None takes the largest and most central one.
    """

    screen: str
    view: str = AUTO
    model: str = "full"
    settings: Settings = field(default_factory=Settings)
    person: Point | None = None

    def bundle(self, report: Report | None = None) -> Bundle:
        """The pose network, fetched if need be. Raises Problem where it cannot be had."""
        is_file = self.model.endswith(".task")
        return ensure(file=self.model) if is_file else ensure(self.model, report)


@dataclass(frozen=True)
class ClipResult:
    """What became of one clip, as its row in `clips.csv` says it; `record` is None where there is none."""

    clip: str
    status: str
    reason: str
    record: Record | None = None

    @property
    def row(self) -> dict[str, object]:
        """The columns of `clips.csv`; empty is not known. `seconds` is the time of the last frame."""
        row: dict[str, object] = {"clip": self.clip, "status": self.status, "reason": self.reason}
        if self.record is None:
            return row | dict.fromkeys(("frames", "seconds", "reps", "view"), "")
        time = self.record.frames.time
        counts = {"frames": len(time), "seconds": round(float(time[-1]), 3), "reps": len(self.record.repetitions)}
        return row | counts | {"view": self.record.view}


def analyze(
    paths: Iterable[Path | str], out: Path | str, task: Task, audience: Audience = NOBODY
) -> Iterator[ClipResult]:
    """Measure clips and folders of clips one after the other; give each result when it lies in `out`.

    Raises Problem at once where `out` cannot take results; what is amiss with a clip is said in its result.
    """
    _check_names(task.settings)
    _check_asked(task.settings, screens()[task.screen])
    results = Results(out)
    return _each(clips(paths), results, task, task.bundle(audience.report), audience)


def _check_asked(settings: Settings, screen: Screen) -> None:
    """Raises Problem where the settings ask for what the screen does not have."""
    if settings.support and screen.limb is None:
        sentence = f"In {screen.name} both legs carry. Leave the leg out, or choose single_leg_bridge."
        raise Problem("settings_unknown", sentence)
    if settings.hold_s is not None and HOLD not in (measure.name for measure in screen.over_repetition):
        sentence = f"In {screen.name} nothing is held. Leave the hold out, or choose bridge or single_leg_bridge."
        raise Problem("settings_unknown", sentence)


def _check_names(settings: Settings) -> None:
    """Raises Problem where the settings name a finding or a measure that no screen has."""
    known = screens().values()
    findings = dict.fromkeys(finding.name for screen in known for finding in screen.findings)
    check(settings, findings, dict.fromkeys(measure.name for screen in known for measure in screen.quantities))


def _each(files: list[Path], results: Results, task: Task, bundle: Bundle, audience: Audience) -> Iterator[ClipResult]:
    for file in files:
        result = measure_clip(file, results.place(file), task, bundle, audience)
        results.note(file, result.row)
        yield result


def clips(paths: Iterable[Path | str]) -> list[Path]:
    """The files to measure, each once: what was named, and for a folder all the clips inside it, in order."""
    named = (Path(path).expanduser().absolute() for path in paths)
    return list(dict.fromkeys(file for path in named for file in _inside(path)))


def _inside(path: Path) -> list[Path]:
    """The clips below a folder; the path itself where it is none, or has none."""
    below = sorted(f for f in path.rglob("*") if f.suffix.lower() in ENDINGS and f.is_file()) if path.is_dir() else []
    return [file for file in below if not file.name.startswith(".")] or [path]


def measure_clip(file: Path, folder: Path, task: Task, bundle: Bundle, audience: Audience = NOBODY) -> ClipResult:
    """Measure one clip and write its results, whole, to `folder`; whatever goes amiss becomes the reason in its row."""
    try:
        record = _measured(file, folder, task, bundle, audience)
    except Problem as problem:
        return ClipResult(folder.name, FAILED, str(problem))
    except Exception as error:
        # The only broad one: a mistake of ours that one clip brings out must not cost the others their results.
        return ClipResult(folder.name, FAILED, unexpected(error))
    return ClipResult(folder.name, OK, remark(record), record)


def _measured(file: Path, folder: Path, task: Task, bundle: Bundle, audience: Audience) -> Record:
    if file.is_dir():
        raise Problem("no_clips", f"There is no clip in {file}. Looked for {', '.join(ENDINGS)}.")
    with (
        open_source(file) as source,
        Follower(MediaPipe(bundle), task.person) as backend,
        closing(prefetched(source)) as frames,
    ):
        session = Session(screens()[task.screen], task.view, task.settings, backend.provenance["backend"])
        record, poses = run(frames, backend, session, audience.clip(folder.name, source))
        came_from = origin(file, source, backend)
    if needs_pictures(record) and session.stance:
        with open_source(file) as again, closing(prefetched(again)) as frames:
            record = with_backs(record, session.judge, session.stance, session.smoothed, frames)
    quality = record.quality | {"undecoded": source.undecoded, "cut_short": source.cut_short} | backend.quality
    if not quality["frames_with_person"]:
        place = " there" if task.person else ""
        sentence = f"No person was found{place} in any of the {len(poses)} frames of {file.name}."
        raise Problem("no_person", f"{sentence} {POINT_AT if task.person else SHOW_ALL}")
    made = treatment(screens()[task.screen], task.view, task.settings, quality["frames_per_second"])
    record = replace(record, quality=quality, provenance=came_from | made)
    with arriving(folder) as part:
        write(record, poses, part, folder.name)
    return record


def write(record: Record, poses: Pose, folder: Path, title: str) -> None:
    """Everything there is of one clip, into a folder that exists; `title` is the report's."""
    replay.store(folder / "poses.npz", poses, record.provenance)
    save(record, folder)
    (folder / "report.html").write_text(report(record, title), encoding="utf-8")


def remark(record: Record) -> str:
    """What must be known of a clip that was measured, in sentences: why nothing could be said, what was lost."""
    silent = all(found.state == STATES[NOT_MEASURABLE] for found in record.findings)
    missing = [f"{gap.why} {gap.film}" for gap in gaps(record)] if silent else []
    return " ".join(dict.fromkeys(missing + notes(record)))


def unexpected(error: Exception) -> str:
    """What a person can report about an error that nobody foresaw: its kind, its words and its place in the code."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    return f"unexpected: {type(error).__name__}: {error} ({where}). Please report this sentence; the other clips go on."
