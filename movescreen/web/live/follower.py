"""The followed person in a camera's pictures: each person has a network of their own, opened ahead of time."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from dataclasses import replace

import numpy as np

from movescreen.batch.task import Task, Tracker
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.estimators.person_tracker import PersonTracker
from movescreen.pose.pose import Pose
from movescreen.pose.weights import Bundle
from movescreen.web.live import malloc_limits
from movescreen.web.live.camera_feed import TakenFrame

NO_SCREEN = Task("overhead_squat")  # finds people before anybody chose what they do
FORGOTTEN = 2.0  # s without the person, before a recording, after which somebody else may be the person
CLOSER = 1.0  # s without anybody, after which whoever is small in the picture is looked for in parts of it
SETTLED = 1.0  # s of following, after which there is time to open the network that whoever comes next is followed with


class Follower:
    """Finds the pose of one person; after that person left, or for another recording, that of the next one."""

    def __init__(self, bundle: Bundle, tracker: Tracker, workers: Executor) -> None:
        self._bundle, self._tracker, self._workers = bundle, tracker, workers
        self.task = replace(NO_SCREEN, tracker=tracker)
        self.backend: PoseEstimator | None = None
        self._round, self._found, self._since = -1, 0.0, 0.0
        self._seen: float | None = None  # when anybody was last found
        self._spare: Future[PoseEstimator] | None = self._opening()

    def take(self, task: Task) -> None:
        """Follow the next person as a task needs it, not the one who set up the camera."""
        self._round = -1
        other = task.lies != self.task.lies or self.task.person != task.person
        self.task = replace(task, tracker=self._tracker)
        if other:
            self._renew()

    def forget(self) -> None:
        """Take the person of the next frame, after a change of camera."""
        self._round = -1

    def _renew(self) -> None:
        """Open another network for whoever comes next."""
        if self._spare:
            self._spare.result().close()
        self._spare = self._opening()

    def pose(self, taken: TakenFrame, free: bool, resting: bool) -> Pose:
        """Return the pose in a frame.

        Parameters
        ----------
        taken : TakenFrame
            The frame, and when it came.
        free : bool
            Forget a person who leaves.
        resting : bool
            Look for nobody.

        Returns
        -------
        Pose, ()
            Unseen while resting.
        """
        if self.backend is None or taken.round != self._round or (free and taken.at - self._found > FORGOTTEN):
            self._follow_anew(taken)
        assert self.backend is not None
        if resting:
            height, width = taken.frame.picture.shape[:2]
            return Pose.unseen(taken.frame.time, (width, height))
        pose = self.backend(taken.frame)
        if not np.isnan(pose.xyz[..., 0]).all():
            self._found = self._seen = taken.at
        elif taken.at - (self._seen or 0.0) > CLOSER:
            self._look_closer()
        if self._spare is None and taken.at - self._since > SETTLED:
            self._spare = self._opening()
            self._workers.submit(malloc_limits.give_back)
        return pose

    def _look_closer(self) -> None:
        """Look for somebody small too: the parts of a picture take their turn, so that frames stay quick."""
        if isinstance(self.backend, PersonTracker):
            self.backend.look_closer()

    def _follow_anew(self, taken: TakenFrame) -> None:
        """Follow the person who is there now."""
        if self.backend:
            self.backend.close()
        self._round, self._found, self._since = taken.round, taken.at, taken.at
        self.backend, self._spare = (self._spare or self._opening()).result(), None
        if self._seen is None:
            self._seen = taken.at

    def _opening(self) -> Future[PoseEstimator]:
        """Return a network that is being opened for the next person."""
        return self._workers.submit(self.task.backend, self._bundle)

    def close(self) -> None:
        """Release the networks."""
        for backend in (self.backend, self._spare and self._spare.result()):
            if backend:
                backend.close()
