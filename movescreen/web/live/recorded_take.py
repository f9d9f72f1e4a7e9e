"""A take: one recording with its pictures and its place in the library, and its results at the end."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from movescreen.batch.provenance import origin
from movescreen.batch.task import Task
from movescreen.errors import Problem
from movescreen.library import VIDEO, Library, StoredSession
from movescreen.output.pictures.stills import Album, Still
from movescreen.output.report.report import report
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.pose import Pose
from movescreen.records.private_files import private_file
from movescreen.records.record import Record
from movescreen.screens import screens
from movescreen.session import Session, Update
from movescreen.web.live.camera_feed import LiveSource, TakenFrame
from movescreen.web.live.frame_buffer import FrameBuffer
from movescreen.web.live.pose_log import PoseLog
from movescreen.web.live.raw_video import RawVideoWriter
from movescreen.web.live.recording import Recording
from movescreen.web.live.results import draw_video, write_results

MAKE_ROOM = "Make room there. What was recorded is kept, and the session can then be measured from that."


@dataclass(frozen=True)
class RecordingPlan:
    """The plan of a recording: client, task, and whether the video is kept; the settings' `reps` end it."""

    client: int
    task: Task
    keep_video: bool = False

    @property
    def repetitions(self) -> int | None:
        """The number of repetitions that end the recording."""
        return self.task.settings.reps

    @property
    def wish(self) -> dict[str, Any]:
        """The page's wish as plain data, which makes the same plan again."""
        settings = self.task.settings
        return {
            "client": self.client,
            "screen": self.task.screen,
            "view": self.task.view,
            "repetitions": settings.reps or 0,
            "hold_s": settings.hold_s or 0,
            "support": settings.support,
            "keep_video": self.keep_video,
        }


@dataclass(frozen=True)
class SeenFrame:
    """A frame with its pose, its JPEG and its backend, and the number of dropped frames so far."""

    taken: TakenFrame
    pose: Pose
    jpeg: bytes
    backend: PoseEstimator
    source: LiveSource
    dropped: int = 0


@dataclass
class RecordedTake:
    """The current recording from its first frame on, and its place in the library."""

    kept: StoredSession
    recording: Recording
    source: LiveSource
    first: TakenFrame
    film: RawVideoWriter | None
    log: PoseLog | None
    dropped_before: int
    keep_video: bool = False
    interrupted: bool = False
    dropped: int = 0
    shots: FrameBuffer = field(default_factory=FrameBuffer)
    _aside: Executor = field(default_factory=partial(ThreadPoolExecutor, 1, "aside"))

    @classmethod
    def begun(cls, plan: RecordingPlan, library: Library, seen: SeenFrame) -> RecordedTake:
        """Return a take that begins with this frame. Raises Problem where it cannot be kept."""
        kept = library.begin(plan.client, plan.task.screen, plan.task.view)
        came_from = origin(Path(seen.source.name), "", seen.source, seen.backend)
        log = None
        try:
            log = PoseLog(kept.folder, seen.pose.picture, {"wish": plan.wish, "origin": came_from})
            film = _film(kept, seen.source) if plan.keep_video else None
        except Problem:
            if log:
                log.close()
            library.discard(kept.id)
            raise
        recording = Recording(plan.task, seen.backend)
        return cls(kept, recording, seen.source, seen.taken, film, log, seen.dropped, plan.keep_video)

    @property
    def seconds(self) -> float:
        """The duration so far, s."""
        return float(self.recording.poses.time[-1]) if len(self.recording) else 0.0

    def add(self, seen: SeenFrame) -> Update:
        """Add a frame, its picture first, so that it is kept in any case."""
        time = seen.taken.frame.time - self.first.frame.time
        if self.film:
            self.film.add(time, seen.taken.frame.picture)
        self.shots.keep(len(self.recording), seen.jpeg)
        self.dropped = seen.dropped - self.dropped_before
        pose = replace(seen.pose, time=seen.pose.time - self.first.frame.time)
        if self.log:
            self.log.add(pose)
        progress = self.recording.push(pose)
        if progress.repetitions:  # what its pictures show is looked up while the next one is done
            self._aside.submit(self._looking_up(self.recording.session.record()))
        return progress

    def _looking_up(self, record: Record) -> Callable[[], Record]:
        """Return the function that adds a record's values from its pictures."""
        return self.recording.looking_up(record, self.shots.frames(self.recording.pictures_wanted(record)))

    def without_files(self) -> None:
        """Stop writing the video and the log, as the disk is full."""
        self.film = None
        if self.log:
            self.log.close()
            self.log = None

    def discard(self, library: Library) -> None:
        """Delete everything of the recording."""
        try:
            if self.log:
                self.log.close()
            if self.film:
                self.film.close()
        finally:
            library.discard(self.kept.id)

    def finish(self, library: Library) -> StoredSession:
        """Close the recording and write its results.

        Parameters
        ----------
        library : Library
            Where they belong.

        Returns
        -------
        StoredSession
            The finished session.

        Raises
        ------
        Problem
            Nobody was seen (then nothing is kept), or there is no room for results.
        """
        _, record = self.recording.close()
        if not record.quality["frames_with_person"]:
            self.discard(library)
            sentence = "Nobody was found in the recording, and nothing of it is kept."
            raise Problem("no_person", f"{sentence} Show the whole body, in good light.")
        try:
            self._aside.shutdown()
            record = self._looking_up(record)()
            lost: dict[str, Any] = {"dropped": self.dropped} | ({"interrupted": True} if self.interrupted else {})
            record = self.recording.sourced(record, self.source, "", **lost)
            language = self.recording.task.language
            write_results(library, self.kept, record, self.recording.poses, self._stills(record), language)
        except OSError as error:
            sentence = f"The results could not be written into {library.folder} ({error.strerror or error})."
            sentence = f"{sentence} {MAKE_ROOM}"
            raise Problem("output_unwritten", sentence, library=str(library.folder), errno=error.errno) from error
        finally:
            if self.film:
                self.film.close()
        if self.log:
            self.log.remove()
        return library.session(self.kept.id)

    def draw(self, library: Library) -> None:
        """Draw the measurements on the kept video, after the results; without room the report has no video."""
        with suppress(Problem, OSError):
            draw_video(library, library.session(self.kept.id), self.recording.session, self.recording.task.language)

    def _stills(self, record: Record) -> list[Still]:
        session, roll = self.recording.session, self.recording.task.settings.roll
        if session.reference is None:
            return []
        album = Album(record, session.smoothed, session.reference, roll, session.references)
        deque(album.passing(self.shots.frames(album.wanted)), 0)
        return album.stills


def _film(kept: StoredSession, source: LiveSource) -> RawVideoWriter:
    """Return the video of a session, which its owner alone may see."""
    return RawVideoWriter(private_file(kept.folder / VIDEO), source.size, source.rate)


def made_ready() -> None:
    """Load the libraries for results now, which takes half a second, and not after the last repetition."""
    import_module("scipy.ndimage")
    session = Session(screens()["overhead_squat"])
    session.push(Pose.unseen(np.arange(3) / 30, (64, 48)))
    report(session.close()[1], "")
