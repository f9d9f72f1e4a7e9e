"""Measure clips and folders of clips, each on its own: a clip that fails leaves the others alone."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from movescreen.batch.labels import VIEW, VIEWS, Labels, with_place
from movescreen.batch.study_tables import write_study
from movescreen.batch.task import FAILED, MEASURED, NOBODY, OK, UNCHANGED, Audience, ClipResult, Job, Nobody, Task, Tell
from movescreen.batch.workers import PATIENCE, Workers
from movescreen.errors import Problem, require_extra
from movescreen.measures.reference_pose import AUTO
from movescreen.pose.weights import Bundle
from movescreen.records.record import VIDEO, WHOLE
from movescreen.records.results_folder import Results
from movescreen.scoring.sets_and_sides import HOLD
from movescreen.scoring.settings import Settings, check
from movescreen.screens import Screen, screens
from movescreen.threads import SPAWN

__all__ = ["FAILED", "MEASURED", "NOBODY", "OK", "UNCHANGED", "Audience", "ClipResult", "Job", "Nobody", "Run", "Task",
           "analyze", "clips", "measure_clip"]  # fmt: skip

# What is taken for a clip in a folder; a file that is named itself is tried whatever its ending.
ENDINGS = (
    ".264", ".265", ".3g2", ".3gp", ".amv", ".apng", ".asf", ".av1", ".avc", ".avi", ".divx", ".dv", ".f4v", ".flv",
    ".gif", ".h264", ".h265", ".h26l", ".hevc", ".ivf", ".m1v", ".m2t", ".m2ts", ".m2v", ".m4v", ".mjpeg", ".mjpg",
    ".mkv", ".mod", ".mov", ".mp4", ".mpe", ".mpeg", ".mpg", ".mpv", ".mts", ".mxf", ".nut", ".obu", ".ogm", ".ogv",
    ".ogx", ".qt", ".rm", ".rmvb", ".tod", ".ts", ".vob", ".webm", ".wmv", ".wtv", ".xvid", ".y4m",
)  # fmt: skip
NO_LABELS: Mapping[Path, Labels] = {}
IN_USE = "Another run is writing into {folder}: waiting until it has ended."


@dataclass(frozen=True)
class Run:
    """How clips are processed.

    `workers` is the number of processes; 0 measures in this one. A clip without a sign of life for `patience` (s) is
    given up. `force` measures every clip anew. `parquet` writes the study's tables in that format too. `dask` is the
    address of a cluster's scheduler, whose workers then measure. `start` is how `multiprocessing` starts processes.
    """

    workers: int = 0
    patience: float = PATIENCE
    force: bool = False
    parquet: bool = False
    dask: str = ""
    start: str = SPAWN


def analyze(
    paths: Iterable[Path | str],
    out: Path | str,
    task: Task,
    audience: Audience = NOBODY,
    how: Run = Run(),
    labels: Mapping[Path, Labels] = NO_LABELS,
) -> Iterator[ClipResult]:
    """Measure clips and folders of clips. Yield each result once it is stored in `out`, in the order of ending.

    `labels` are the user's labels of clips, for the tables of the study. A label `view` states the view of that clip.
    Raises Problem at once if `out` cannot take results. A fault of one clip becomes the reason in its result.
    """
    _check_names(task.settings)
    _check_asked(task.settings, screens()[task.screen])
    _check_installed(how)
    results = Results(out)
    tasks = {file: task_for(task, labels.get(file, {})) for file in clips(paths)}
    bundle = task.bundle(audience.report)
    return _all(tasks, results, bundle, audience, how, labels)


def measure_clip(job: Job, tell: Tell = lambda done, of: None) -> ClipResult:
    """Measure one clip, as `clip.measure_clip` does, which is loaded by those who do: whoever gives jobs need not."""
    from movescreen.batch import clip

    return clip.measure_clip(job, tell)


def task_for(task: Task, labels: Labels) -> Task:
    """Return the task for one clip, with the view that its labels state, if any."""
    view = VIEWS[labels.get(VIEW, "")]
    return task if view == AUTO else replace(task, view=view)


def _all(
    tasks: dict[Path, Task],
    results: Results,
    bundle: Bundle,
    audience: Audience,
    how: Run,
    labels: Mapping[Path, Labels],
) -> Iterator[ClipResult]:
    with results.held(lambda: audience.say(IN_USE.format(folder=results.folder))):
        results.plan({file: labels.get(file, {}) for file in tasks})
        jobs = [_job(file, results, task, bundle, how) for file, task in tasks.items()]
        audience.begin({job.folder.name: size(job.file) for job in jobs})
        try:
            yield from _as_they_end(jobs, results, audience, how)
        finally:
            results.write()
        write_study(results, how.parquet)


def _as_they_end(jobs: Sequence[Job], results: Results, audience: Audience, how: Run) -> Iterator[ClipResult]:
    with closing(_each(jobs, audience, how)) as found:
        for result in found:
            yield _noted(result, results, audience)


def _job(file: Path, results: Results, task: Task, bundle: Bundle, how: Run) -> Job:
    folder = results.place(file)
    known = "" if how.force else results.known(folder.name).get("key", "")
    return Job(file, folder, task, bundle, known, how.force)


def _each(jobs: Sequence[Job], audience: Audience, how: Run) -> Generator[ClipResult, None, None]:
    """Yield each job's result as it comes; with several workers the largest clips begin, so that all end together."""
    if how.workers > 1 or how.dask:
        jobs = sorted(jobs, key=lambda job: -size(job.file))
    if how.dask:
        yield from _on_cluster(jobs, audience, how)
    elif how.workers:
        yield from Workers(measure_clip, how.workers, how.patience, how.start).each(jobs, audience)
    else:
        for job in jobs:
            yield measure_clip(job, partial(audience.frames, job.folder.name))


def _on_cluster(jobs: Sequence[Job], audience: Audience, how: Run) -> Generator[ClipResult, None, None]:
    from movescreen.batch import cluster

    with cluster.reached(how.dask) as client:
        yield from cluster.each(client, jobs, how.patience, audience)


def _noted(result: ClipResult, results: Results, audience: Audience) -> ClipResult:
    """Return the result, put into its row; of a clip that has not changed what its row says."""
    audience.end(result.clip)
    if result.how == UNCHANGED:
        row = results.known(result.clip)
        return replace(result, status=row["status"], reason=row["reason"], counts={"reps": row["reps"]})
    results.note(result.row)
    return result


def size(file: Path) -> int:
    """Return the bytes of a file; 0 if there is none."""
    with suppress(OSError):
        return file.stat().st_size if file.is_file() else 0
    return 0


def _check_asked(settings: Settings, screen: Screen) -> None:
    """Raise Problem if the settings ask for what the screen does not have."""
    if settings.support and screen.support is None:
        sentence = f"In {screen.name} both legs carry. Leave the leg out, or choose single_leg_bridge."
        raise Problem("settings_unknown", sentence)
    if settings.hold_s is not None and HOLD not in (measure.name for measure in screen.over_repetition):
        sentence = f"In {screen.name} nothing is held. Leave the hold out, or choose bridge or single_leg_bridge."
        raise Problem("settings_unknown", sentence)


def _check_installed(how: Run) -> None:
    """Raise Problem if what a run needs is not installed."""
    if how.parquet:
        require_extra("parquet", "Parquet")
    if how.dask:
        require_extra("distributed", "A Dask cluster")


def _check_names(settings: Settings) -> None:
    """Raise Problem if the settings name a finding or a measure that no screen has."""
    known = screens().values()
    findings = dict.fromkeys(finding.name for screen in known for finding in screen.findings)
    check(settings, findings, dict.fromkeys(measure.name for screen in known for measure in screen.quantities))


def clips(paths: Iterable[Path | str]) -> list[Path]:
    """Return the files to measure, each once: what was named, and for a folder all the clips inside it, in order."""
    named = (with_place(Path(path)) for path in paths)
    return list(dict.fromkeys(file for path in named for file in _inside(path)))


def _inside(path: Path) -> list[Path]:
    """Return the clips below a folder and the places that cannot be looked into; the path itself if there are none."""
    closed: list[Path] = []
    tree = os.walk(path, onerror=lambda error: closed.append(Path(error.filename)))
    below = [Path(folder, name) for folder, _, names in tree for name in names]
    return sorted(closed + list(filter(_is_clip, below))) or [path]


def _is_clip(file: Path) -> bool:
    """Return whether a file in a folder is to be measured; also if that cannot be found out, but no file of ours."""
    if file.suffix.lower() not in ENDINGS or file.name.startswith("."):
        return False
    with suppress(OSError):
        ours = file.name == VIDEO and (file.parent / WHOLE).is_file()
        return not ours and (file.is_file() or not file.exists())
    return True
