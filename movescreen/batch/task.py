"""The task, the job and the result of a clip, and the audience to which progress is reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol, Self

from movescreen.batch.excerpt import Excerpt
from movescreen.errors import Problem, require_extra
from movescreen.measures.reference_pose import AUTO
from movescreen.output.report.about import NOTHING, About
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.estimators.auto_rotate import AutoRotator
from movescreen.pose.estimators.person_tracker import PersonTracker, Point
from movescreen.pose.weights import Bundle, Report, ensure
from movescreen.records.record import Record
from movescreen.scoring.settings import Settings
from movescreen.screens import screens

OK = "ok"
FAILED = "failed"
MEASURED = "measured"
RESCORED = "rescored"
UNCHANGED = "unchanged"

AGAIN = "What lies in its folder is from an earlier run."

Tell = Callable[[int, int | None], None]  # frames of the clip done so far, and its frames in all (None: not known)


LIVE_THREADS = 2  # of the network before a camera, where each frame is waited for; clips take a process each


def blazepose(bundle: Bundle, rotation: int = 0) -> PoseEstimator:
    """MediaPipe's networks, run by ourselves; loaded when the first clip needs them."""
    from movescreen.pose.estimators.blazepose import BlazePose

    return BlazePose(bundle, rotation)


def blazepose_live(bundle: Bundle, rotation: int = 0) -> PoseEstimator:
    """Return the same, as quick as it gets for each frame."""
    from movescreen.pose.estimators.blazepose import BlazePose

    return BlazePose(bundle, rotation, LIVE_THREADS)


def mediapipe(bundle: Bundle, rotation: int = 0) -> PoseEstimator:
    """MediaPipe's own landmarker, the reference."""
    from movescreen.pose.estimators.mediapipe import MediaPipe

    return MediaPipe(bundle, rotation)


Tracker = Callable[..., PoseEstimator]
BLAZEPOSE = "blazepose"
MEDIAPIPE = "mediapipe"
TRACKERS: dict[str, Tracker] = {BLAZEPOSE: blazepose, MEDIAPIPE: mediapipe}
TRACKERS_LIVE: dict[str, Tracker] = {BLAZEPOSE: blazepose_live, MEDIAPIPE: mediapipe}


def tracker_of(backend: str, live: bool = False) -> Tracker:
    """Return what opens a backend by its name. Raises Problem if it is not installed."""
    if backend == MEDIAPIPE:
        require_extra("mediapipe", "The backend mediapipe")
    return (TRACKERS_LIVE if live else TRACKERS)[backend]


@dataclass(frozen=True)
class Task:
    """The task of measuring clips: a screen and a pose network by name, the stated view, the user's choices.

    The network can also be a .task file; `tracker` opens it, for a rotation where one is named. `person` is where in
    the picture the one to follow is, in shares of its width and height from the top left corner; None takes the largest
    and most central one.
    The `language` is that of the report. `rate` leaves out frames of clips that have more a second. `video` makes the
    annotated clip; `blur_faces` lets no face into it, nor into stills. The `excerpt` is the part of clips to look at,
    and how many times slower they play than they were taken. `about` is what the coach adds to reports.

    A clip is measured again when any of these changes, also fields that are added here; the network looks at its
    pictures again only for those that `cache_keys.poses` names.
    """

    screen: str
    view: str = AUTO
    model: str = "full"
    settings: Settings = field(default_factory=Settings)
    person: Point | None = None
    rate: float | None = None
    language: str = "en"
    video: bool = False
    blur_faces: bool = False
    excerpt: Excerpt = field(default_factory=Excerpt)
    about: About = NOTHING
    tracker: Tracker = blazepose

    @property
    def lies(self) -> bool:
        """Whether the people in the clips lie: they are looked for whichever way up they are found best."""
        return screens()[self.screen].movement.lies

    def backend(self, bundle: Bundle, person: Point | None = None, in_parts: bool = False) -> PersonTracker:
        """Return what finds the one person in a clip's pictures.

        Parameters
        ----------
        bundle : Bundle
        person : tuple of float, optional
            Where the person is if the user did not say, in shares of the picture.
        in_parts : bool
            Whether it looks for people who are small in the picture, if the tracker can.

        Returns
        -------
        PersonTracker
        """
        opened = partial(self.tracker, bundle)
        tracker = AutoRotator(opened) if self.lies else opened()
        return PersonTracker(tracker, self.person or person, in_parts)

    def bundle(self, report: Report | None = None) -> Bundle:
        """Return the pose network, fetched if need be. Raises Problem if it cannot be had."""
        is_file = self.model.endswith(".task")
        return ensure(file=self.model) if is_file else ensure(self.model, report)


@dataclass(frozen=True)
class ClipResult:
    """The outcome of one clip, as in its row of `clips.csv`; `record` is None if there is none to show.

    `key` stands for all that the result depends on, and is empty where the same might end otherwise another time.
    `problem` kept the clip from being measured. `how` says whether the clip was measured, its stored poses scored
    again, or nothing had changed. `counts` are what the row has of the record.
    """

    clip: str
    status: str
    reason: str
    record: Record | None = None
    key: str = ""
    how: str = MEASURED
    counts: Mapping[str, object] = field(default_factory=dict)
    problem: Problem | None = None

    @classmethod
    def of(cls, record: Record, clip: str, reason: str, key: str = "", how: str = MEASURED) -> Self:
        """Return the result of a clip that was measured. `seconds` is the time of the last frame."""
        time = record.frames.time
        counts: dict[str, object] = {"frames": len(time), "seconds": round(float(time[-1]), 3)}
        counts["reps"] = len(record.repetitions)
        counts |= {"view": record.view, "clip_sha256": record.provenance.get("clip_sha256", "")}
        return cls(clip, OK, reason, record, key, how, counts)

    @property
    def row(self) -> dict[str, object]:
        """The columns of `clips.csv`; empty is not known."""
        told = {"clip": self.clip, "status": self.status, "reason": self.reason, "key": self.key}
        return told | dict.fromkeys(("frames", "seconds", "reps", "view"), "") | dict(self.counts)

    @property
    def light(self) -> Self:
        """The same without the frames of its record, which nobody needs who only shows it."""
        return replace(self, record=self.record and replace(self.record, frames=self.record.frames.at(slice(0))))


@dataclass(frozen=True)
class Job:
    """One clip: its file, the folder its results go to, what is done with it, and by which network.

    `known` is the key of the row it already has, empty where it has none or is to be done in any case; `fresh` says
    that stored poses are not to be used either. `called` is the clip's own name, where the file has another one.
    """

    file: Path
    folder: Path
    task: Task
    bundle: Bundle
    known: str = ""
    fresh: bool = False
    called: str = ""

    @property
    def name(self) -> str:
        """The clip's name for people."""
        return self.called or self.file.name

    def failed(self, problem: Problem, key: str = "") -> ClipResult:
        """Return the result of a clip that was not measured; it says whose results those are that lie in its folder."""
        reason = f"{problem} {AGAIN}" if self.folder.exists() else str(problem)
        return ClipResult(self.folder.name, FAILED, reason, None, key, problem=problem)


class Audience(Protocol):
    """The receiver of progress reports."""

    def report(self, fraction: float | None, sentence: str) -> None:
        """Show the progress before the clips, 0 to 1 or None if not known, and the current step."""
        ...

    def say(self, sentence: str) -> None:
        """Show a sentence before the clips."""
        ...

    def begin(self, sizes: Mapping[str, int]) -> None:
        """Show the clips by name, each with the bytes of its file."""
        ...

    def frames(self, clip: str, done: int, of: int | None) -> None:
        """Show how many frames of a clip are done, and of how many, where that is known."""
        ...

    def end(self, clip: str) -> None:
        """Show that a clip is done, measured or not."""
        ...


class Nobody:
    """An audience that shows nothing."""

    def report(self, fraction: float | None, sentence: str) -> None:
        """Show nothing."""

    def say(self, sentence: str) -> None:
        """Show nothing."""

    def begin(self, sizes: Mapping[str, int]) -> None:
        """Show nothing."""

    def frames(self, clip: str, done: int, of: int | None) -> None:
        """Show nothing."""

    def end(self, clip: str) -> None:
        """Show nothing."""


NOBODY = Nobody()
