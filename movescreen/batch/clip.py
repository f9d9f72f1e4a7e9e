"""One clip, from its file to its results: whatever goes wrong with it becomes the reason in its row."""

from __future__ import annotations

import math
import traceback
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from movescreen.batch import cache_keys
from movescreen.batch.outputs import remarks, write_outputs
from movescreen.batch.provenance import origin, treatment
from movescreen.batch.second_pass import covering, film, looked_again
from movescreen.batch.stored_poses import Found
from movescreen.batch.subject import Followed, of_subject
from movescreen.batch.task import MEASURED, OK, RESCORED, UNCHANGED, ClipResult, Job, Task, Tell
from movescreen.errors import Problem
from movescreen.output.language import english
from movescreen.output.report import about
from movescreen.pose.buffers import PoseBuffer
from movescreen.pose.estimators.person_tracker import Point
from movescreen.pose.pose import Pose
from movescreen.records.record import Record
from movescreen.records.results_folder import arriving_results, has_room
from movescreen.screens import screens
from movescreen.session import Session, estimated
from movescreen.video import open_video
from movescreen.video.file import fingerprint
from movescreen.video.prefetch import prefetched

SHOW_ALL = "Film one person from head to feet, in good light, upright in the picture."
NAME_ONE = "Name a folder with .mp4, .mov, .mkv, .webm, .avi or .gif in it, or the clip itself."
POINT_AT = "Point at the middle of the body, or let the person be found without it."
WITH_OPTION = "The option is --person."
LOOKED_AT = 30  # frames, of which the light of one is looked at
DARK = 60.0  # of 255: of a picture that is no brighter in all but a tenth of it little can be made out; by eye
STRETCH = 256  # frames that are scored at once: a long clip needs no more room than a short one


def measure_clip(job: Job, tell: Tell = lambda done, of: None) -> ClipResult:
    """Measure one clip and write its results, whole, to its folder, or leave them where nothing has changed.

    `tell` hears of the frames. Whatever goes wrong becomes the reason in the clip's row.
    """
    key = ""
    try:
        clip_sha256 = _content(job.file)
        key = cache_keys.whole(job, clip_sha256)
        if key == job.known:
            return ClipResult(job.folder.name, OK, "", None, key, UNCHANGED)
        has_room(job.folder.parent)
        job = replace(job, task=replace(job.task, excerpt=job.task.excerpt.in_real_time(job.file)))
        record, how = _measured(job, clip_sha256, tell)
    except Problem as problem:
        return job.failed(problem, "" if problem.code.startswith("output_") else key)
    except Exception as error:
        # The only broad one: a mistake of ours that one clip brings out must not cost the others their results.
        return job.failed(Problem("unexpected", unexpected(error)))
    return ClipResult.of(record, job.folder.name, remarks(record, options=True), key, how)


def _content(file: Path) -> str:
    """Return the digest of a clip. Raises Problem if there is none, or it cannot be read."""
    try:
        if file.is_dir():
            next(file.iterdir(), None)  # raises where it cannot be looked into
            raise Problem("no_clips", f"There is no clip in {file}. {NAME_ONE}", folder=str(file))
        return fingerprint(file)
    except OSError as error:
        sentence = f"{file.name} cannot be read ({error.strerror or error}). Allow reading it, or copy it elsewhere."
        raise Problem("no_permission", sentence, file=file.name) from error


def _measured(job: Job, clip_sha256: str, tell: Tell) -> tuple[Record, str]:
    """Return the record, with all results written; and whether poses were found or stored ones scored again."""
    poses_key = cache_keys.poses(job, clip_sha256)
    stored = None if job.fresh else Found.restored(job.folder, poses_key)
    scores = Scores(job.task)
    found = stored or _found(job, clip_sha256, tell, scores)
    record, session = scores.of(found)
    if not record.quality["frames_with_person"]:
        raise _nobody(job, len(found.poses), found.quality.get("dark"))
    cover = covering(job.task, found.poses)
    record, stills = looked_again(record, session, job, cover, current=found.current)
    made = treatment(session.screen, job.task.view, job.task.settings, record.quality["frames_per_second"])
    made["faces_covered"] = job.task.blur_faces
    record = replace(record, quality=record.quality | found.quality, provenance=found.origin | made)
    with arriving_results(job.folder) as part:
        if job.task.video:
            film(record, session, job, cover, part, tell)
        found.store(part, record.provenance, poses_key)
        write_outputs(
            record, part, job.folder.name, job.task.language, stills, job.task.about.over(about.load(job.folder))
        )
    return record, RESCORED if stored else MEASURED


def _nobody(job: Job, frames: int, dark: float | None) -> Problem:
    place = " there" if job.task.person else ""
    sentence = f"No person was found{place} in any of the {frames} frames of {job.name}."
    if dark is not None:
        advice = english.NOTES["dark"].format(value=dark)
        return Problem("no_person", f"{sentence} {advice}", file=job.name, frames=frames, dark=float(dark))
    if job.task.person:
        return Problem("no_person", f"{sentence} {POINT_AT}", WITH_OPTION, file=job.name, frames=frames)
    return Problem("no_person", f"{sentence} {SHOW_ALL}", file=job.name, frames=frames)


def _found(job: Job, clip_sha256: str, tell: Tell, scores: Scores) -> Found:
    """Return the poses in a clip's pictures, of the person who moves as the screen asks."""

    def counted(found: Found) -> int:
        return len(scores.of(found)[0].repetitions)

    return of_subject(partial(_followed, job, clip_sha256, tell), counted, job.task.person is not None)


def _followed(job: Job, clip_sha256: str, tell: Tell, person: Point | None, in_parts: bool) -> Followed:
    """Return the poses of one person in a clip's pictures."""
    track, task, light = PoseBuffer(), job.task, list[float]()
    with (
        task.excerpt.of(open_video(job.file, task.excerpt.in_file(task.rate))) as source,
        task.backend(job.bundle, person, in_parts) as backend,
        closing(prefetched(source)) as frames,
    ):
        for done, (frame, pose) in enumerate(estimated(frames, backend), start=1):
            track.push(pose.at(None))
            if done % LOOKED_AT == 1:
                light.append(brightness(frame.picture))
            tell(done, source.frames)
        came_from = origin(Path(job.name), clip_sha256, source, backend)
    quality = {"undecoded": source.undecoded, "cut_short": source.cut_short} | getattr(source, "reading", {})
    if light and (usual := float(np.median(light))) < DARK:
        quality["dark"] = round(usual, 1)
    came_from |= {"frames_per_second_at_most": task.rate} | _part(task)
    found = Found(track[:], quality | backend.quality, came_from)
    return Followed(found, tuple(backend.choices), tuple(backend.others), backend.can_look_closer)


def brightness(picture: NDArray[np.uint8]) -> float:
    """Return how bright a picture is.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        RGB.

    Returns
    -------
    float
        The brightness that nine tenths of its pixels are below, of 255.
    """
    return float(np.percentile(picture[::8, ::8].mean(axis=-1), 90))


def _part(task: Task) -> dict[str, Any]:
    """Return what a record says of the part of the clip that it is of; nothing where it is of the whole."""
    part = task.excerpt
    if part.whole:
        return {}
    end = part.end_s if math.isfinite(part.end_s) else None
    told = {"from_s": part.begin_s, "to_s": end, "slowmo": part.slowmo}
    return {"excerpt": told | ({} if part.stated or part.slowmo == 1.0 else {"slowmo_of_file": True})}


class Scores:
    """The scores of the people in a clip; the poses of each person are scored once."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._known: list[tuple[Pose, tuple[Record, Session]]] = []

    def of(self, found: Found) -> tuple[Record, Session]:
        """Return record and session of one person's poses."""
        for poses, result in self._known:
            if poses is found.poses:
                return result
        timed = "assumed_rate" not in found.quality
        self._known.append((found.poses, scored(found.poses, self._task, found.origin["backend"], timed)))
        return self._known[-1][1]


def scored(poses: Pose, task: Task, backend: str, timed: bool = True) -> tuple[Record, Session]:
    """Score the poses of a clip.

    Parameters
    ----------
    poses : Pose, (n_frames,)
        Poses as the network gave them.
    task : Task
        Screen, stated view and settings.
    backend : str
        Which network the poses come from; its bias is corrected.
    timed : bool
        Whether the times of the poses are known; else they are assumed.

    Returns
    -------
    tuple of Record and Session
        What the poses show, and the session that found it.
    """
    session = Session(screens()[task.screen], task.view, task.settings, backend, timed)
    for first in range(0, len(poses), STRETCH):
        session.push(poses.at(slice(first, first + STRETCH)))
    _, record = session.close()
    return record, session


def unexpected(error: Exception) -> str:
    """Return what to report about an unforeseen error: its kind, its words and its place in the code."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    return f"unexpected: {type(error).__name__}: {error} ({where}). Please report this sentence; the other clips go on."
