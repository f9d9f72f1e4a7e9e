"""One recording of one person in one screen: frames as they come, and the record at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from movescreen.batch.provenance import origin, treatment
from movescreen.batch.task import Task
from movescreen.measures.reference_pose import ReferencePose
from movescreen.pose.buffers import PoseBuffer
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.pose import Pose
from movescreen.records.record import Record
from movescreen.scoring.back_outline.second_pass import Seen, frames_wanted, needs_pictures, with_backs
from movescreen.screens import STATES, screens
from movescreen.session import Session, Update
from movescreen.video import Frame, Source


class Recording:
    """Takes the poses of one person in the order of time; `repetitions` counts those that ended."""

    def __init__(self, task: Task, backend: PoseEstimator, timed: bool = True) -> None:
        self.task, self.backend = task, backend
        name = backend.provenance["backend"]
        self.session = Session(screens()[task.screen], task.view, task.settings, name, timed)
        self.repetitions = 0
        self._poses = PoseBuffer()
        self._known = 0  # frames
        self._backs: Seen = {}
        self._lost_before = dict(getattr(backend, "quality", {}))

    def __len__(self) -> int:
        return len(self._poses)

    @property
    def poses(self) -> Pose:
        """Return all poses so far, as they were found.

        Returns
        -------
        Pose, (n_frames,)
            Not smoothed.
        """
        return self._poses[:]

    def push(self, pose: Pose) -> Update:
        """Take in a pose.

        Parameters
        ----------
        pose : Pose, ()
            One frame.

        Returns
        -------
        Update
            What became known.
        """
        self._poses.push(pose.at(None))
        return self._noted(self.session.push(pose))

    def close(self) -> tuple[Update, Record]:
        """End the recording; return the frames that were held back, and the record."""
        progress, record = self.session.close()
        return self._noted(progress), record

    def _noted(self, progress: Update) -> Update:
        self.repetitions += len(progress.repetitions)
        return progress

    def told(self, progress: Update) -> Iterator[dict[str, Any]]:
        """Return each new frame as plain data; NaN is None.

        Phase and repetition are those known at that moment; the record's frames have the final ones.
        """
        screen, ended = self.session.screen, self.repetitions - len(progress.repetitions)
        columns = [m.column(side) for m, side in screen.columns]
        findings = [f.column(side) for f, side, _ in screen.judged]
        rows = (progress.pose.time.tolist(), progress.phase, (progress.values.round(4) + 0.0).tolist(), progress.states)
        for time, phase, values, states in zip(*rows, strict=True):
            yield {
                "frame": self._known,
                "time_s": round(time, 4),
                "phase": phase,
                "rep": ended + 1 if phase != screen.movement.phases[0] else 0,
                "measures": {name: None if v != v else v for name, v in zip(columns, values, strict=True)},
                "findings": {name: STATES[state] for name, state in zip(findings, states, strict=True)},
            }
            self._known += 1

    def pictures_wanted(self, record: Record) -> set[int]:
        """Return the numbers of the frames whose pictures are still needed."""
        return frames_wanted(record, self._references(record), self._backs) if needs_pictures(record) else set()

    def _references(self, record: Record) -> tuple[ReferencePose, ...]:
        """Return the reference pose of each repetition of a record; more repetitions may have ended since."""
        return self.session.references[: len(record.repetitions)]

    def looking_up(self, record: Record, frames: Iterable[Frame]) -> Callable[[], Record]:
        """Return the function that adds a record's values from its pictures; `frames` may hold the wanted ones only.

        During a recording, its results are kept for the end.
        """
        session = self.session
        if not needs_pictures(record) or session.reference is None:
            return lambda: record
        return partial(
            with_backs, record, session.builder, self._references(record), session.smoothed, frames, self._backs
        )

    def sourced(self, record: Record, source: Source, clip_sha256: str, **quality: Any) -> Record:
        """Return the record with its source, and with the number of lost frames."""
        lost = {key: count - self._lost_before[key] for key, count in getattr(self.backend, "quality", {}).items()}
        known = record.quality | {"undecoded": source.undecoded, "cut_short": source.cut_short}
        known |= getattr(source, "reading", {}) | lost | quality
        came_from = origin(Path(source.name), clip_sha256, source, self.backend)
        made = treatment(self.session.screen, self.task.view, self.task.settings, known["frames_per_second"])
        return replace(record, quality=known, provenance=came_from | {"frames_per_second_at_most": None} | made)
