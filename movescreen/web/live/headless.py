"""A session without a page: JSON lines for those who build on it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

from movescreen.batch.task import Task
from movescreen.errors import Problem
from movescreen.pose.estimators import PoseEstimator
from movescreen.records.record import Record
from movescreen.video import open_video
from movescreen.video.file import fingerprint
from movescreen.video.prefetch import prefetched
from movescreen.web.live.camera_feed import Feed, LiveSource
from movescreen.web.live.recording import Recording

Lines = Iterator[dict[str, Any]]


def of_clip(path: Path, task: Task, backend: PoseEstimator) -> Lines:
    """Every frame of a clip as it becomes known, then `{"record": ...}`, as `analyze` has it."""
    with open_video(path) as source, closing(prefetched(source)) as frames:
        recording = Recording(task, backend, timed="assumed_rate" not in getattr(source, "reading", {}))
        for frame in frames:
            yield from recording.told(recording.push(backend(frame)))
        progress, record = recording.close()
        yield from recording.told(progress)
        yield _whole(recording.sourced(_with_pictures(recording, record, path), source, fingerprint(path)))


def of_feed(opened: Callable[[], LiveSource], task: Task, backend: PoseEstimator, stop: Event) -> Lines:
    """Yield the frames of a camera as they become known, and the record at the end.

    It ends after the planned repetitions, after one round of a stand-in, when `stop` is set, or when the camera gives
    no more.

    Parameters
    ----------
    opened : callable
        Opens the camera.
    task : Task
        Screen, view and settings.
    backend : PoseEstimator
        Finds the person.
    stop : Event
        Set from outside to end the recording.

    Yields
    ------
    dict
        One line of JSON each.

    Raises
    ------
    Problem
        The camera never gave a picture, or (after the record) ended by itself.
    """
    recording, planned = Recording(task, backend), task.settings.reps or math.inf
    with Feed(opened) as feed:
        for taken in feed.one_round():
            yield from recording.told(recording.push(backend(taken.frame)))
            if stop.is_set() or recording.repetitions >= planned:
                break
        if feed.source is None or not len(recording):
            raise feed.trouble or Problem("no_frames", "The camera gave no picture before it was stopped.")
        interrupted = None if stop.is_set() or recording.repetitions >= planned else feed.trouble
        progress, record = recording.close()
        yield from recording.told(progress)
        lost = {"dropped": feed.dropped} | ({"cut_short": True} if interrupted else {})
        yield _whole(recording.sourced(record, feed.source, "", **lost))
        if interrupted:
            raise interrupted


def _with_pictures(recording: Recording, record: Record, path: Path) -> Record:
    if not (wanted := recording.pictures_wanted(record)):
        return record
    with open_video(path, None, wanted) as again, closing(prefetched(again)) as frames:
        return recording.looking_up(record, frames)()


def _whole(record: Record) -> dict[str, Any]:
    return {"record": record.as_json()}


def line(told: dict[str, Any]) -> str:
    """One line of JSON."""
    return json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
