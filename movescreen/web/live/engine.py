"""The studio: a camera's frames go through the network and the session, and out to whoever watches, in one thread."""

from __future__ import annotations

import json
import threading
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from time import perf_counter
from typing import Any, TypeVar

import numpy as np

from movescreen.batch.task import Task, Tracker, blazepose_live
from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.pose.estimators import PoseEstimator
from movescreen.pose.pose import Pose
from movescreen.pose.weights import Bundle
from movescreen.web.live import malloc_limits, phrases
from movescreen.web.live.camera_feed import Feed, LiveSource, TakenFrame, rate
from movescreen.web.live.frame_buffer import encoded
from movescreen.web.live.image_monitor import ImageMonitor
from movescreen.web.live.recorded_take import RecordingPlan, SeenFrame, made_ready
from movescreen.web.live.states import Idle, Measuring, Phase, Placing, RecordingState, Room

PATIENCE = 0.2  # s that a frame is waited for
ANSWER = 30.0  # s that whoever asks waits for an answer, and the end for the last frame
REMEMBERED = 120  # frames that the rate reached is told from
NO_SCREEN = Task("overhead_squat")  # finds people before anybody chose what they do
FORGOTTEN = 2.0  # s without the person, before a recording, after which somebody else may be the person
SETTLED = 1.0  # s of following, after which there is time to open the network that whoever comes next is followed with
BUSY = "Somebody is being recorded. Stop that first."

Given = TypeVar("Given")


@dataclass(frozen=True)
class Shown:
    """What is shown of a moment: the picture as JPEG, empty where there is none, and all that is said of it."""

    jpeg: bytes
    told: dict[str, Any]

    @property
    def message(self) -> bytes:
        """Both in one: the length of the text in four bytes, the text, the picture."""
        text = json.dumps(self.told, separators=(",", ":"), allow_nan=False).encode()
        return len(text).to_bytes(4, "big") + text + self.jpeg


class LiveEngine:
    """Runs until it is closed. Whoever is in `watchers` is called with all that is shown, from the studio's thread."""

    def __init__(
        self,
        opened: Callable[[], LiveSource],
        bundle: Bundle,
        library: Library,
        lossless: bool = False,
        tracker: Tracker = blazepose_live,
    ) -> None:
        self.library, self._bundle, self._lossless, self._tracker = library, bundle, lossless, tracker
        self.watchers: set[Callable[[Shown], None]] = set()
        malloc_limits.shared()
        self._workers = ThreadPoolExecutor(3, "studio")
        self._asked: SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = SimpleQueue()
        self._closed = threading.Event()
        self._phase: Phase = Idle()
        self._task, self._round, self._found = replace(NO_SCREEN, tracker=tracker), -1, 0.0
        self._room: Room | None = None
        self._backend: PoseEstimator | None = None
        self._since = 0.0  # when the person was chosen
        self._spare: Future[PoseEstimator] | None = self._opening()
        self._looked: deque[float] = deque(maxlen=REMEMBERED)  # when frames were looked at
        self._workers.submit(made_ready)
        self._feed, self._lookout = Feed(opened, lossless), ImageMonitor(bundle)
        self._thread = threading.Thread(target=self._run, name="studio", daemon=True)
        self._thread.start()

    # What the coach does, from whichever thread: it is done between two frames.

    def prepare(self, plan: RecordingPlan) -> None:
        """Look for the person of a plan, who is counted in when in place. Raises Problem while another is recorded."""

        def prepare() -> None:
            if isinstance(self._phase, RecordingState):
                raise Problem("busy", BUSY)
            self.library.client(plan.client)
            self._phase.left()
            self._round = -1  # whoever set up the camera is not the one to follow
            other, self._task = plan.task.lies != self._task.lies, replace(plan.task, tracker=self._tracker)
            if other and self._spare:
                self._spare.result().close()
                self._spare = self._opening()
            self._room = Room(plan, self.library, self._workers)
            self._phase = Placing(self._room)

        self._ask(prepare)

    def start(self) -> None:
        """Count in, whatever the gate says."""
        self._ask(lambda: self._phase.start() if isinstance(self._phase, Placing) else None)

    def stop(self) -> None:
        """End the recording, and measure what there is."""
        self._ask(lambda: self._phase.stop() if isinstance(self._phase, RecordingState) else None)

    def cancel(self) -> None:
        """Back to the beginning. Raises Problem while somebody is recorded: that is stopped first."""

        def cancel() -> None:
            if isinstance(self._phase, RecordingState):
                raise Problem("busy", BUSY)
            self._phase.left()
            self._phase = Idle()

        self._ask(cancel)

    def choose(self, opened: Callable[[], LiveSource]) -> None:
        """Take another camera. Raises Problem while somebody is recorded."""

        def choose() -> None:
            if isinstance(self._phase, RecordingState):
                raise Problem("busy", BUSY)
            self._feed.close()
            self._feed, self._round = Feed(opened, self._lossless), -1

        self._ask(choose)

    def is_of(self, client: int) -> bool:
        """Whether a client is being recorded or measured."""
        busy = not isinstance(self._phase, Idle | Placing) and self._phase.name != "done"
        return busy and self._room is not None and self._room.plan.client == client

    def _ask(self, what: Callable[[], Given]) -> Given:
        """Have something done by the studio's thread, and give what came of it."""
        answer: Future[Given] = Future()
        self._asked.put((what, answer))
        return answer.result(ANSWER)

    # The studio's thread.

    def _run(self) -> None:
        while not self._closed.is_set():
            self._obey()
            try:
                taken = self._feed.take(PATIENCE)
                self._show(self._of(taken) if taken else self._of_nothing())
            except Exception as error:
                # A mistake of ours must leave the camera on and the coach with a sentence.
                traceback.print_exception(error)
                self._phase = Idle(Problem("unforeseen", phrases.UNFORESEEN))

    def _obey(self) -> None:
        while True:
            try:
                what, answer = self._asked.get_nowait()
            except Empty:
                return
            try:
                answer.set_result(what())
            except Exception as error:  # whoever asked has it
                answer.set_exception(error)

    def _of(self, taken: TakenFrame) -> Shown:
        """What is shown of a frame: its picture is encoded while the network looks at it."""
        jpeg = self._workers.submit(encoded, taken.frame.picture)
        began = perf_counter()
        pose = self._pose(taken)
        found = perf_counter()
        assert self._feed.source is not None and self._backend is not None
        seen = SeenFrame(taken, pose, jpeg.result(), self._backend, self._feed.source, self._feed.dropped)
        self._lookout.see(taken, pose, glances=isinstance(self._phase, Idle | Placing))
        try:
            self._phase = self._phase.see(seen, self._lookout.glance, self._feed.rate)
        except Problem as problem:
            self._phase = self._phase.rescued(problem) if isinstance(self._phase, RecordingState) else Idle(problem)
        self._looked.append(taken.at)
        told = self._told() | {"points": _points(pose)}
        took = {"pose_ms": round(1000 * (found - began), 2), "age_ms": round(1000 * (perf_counter() - taken.at), 2)}
        return Shown(seen.jpeg, told | {"took": took})

    def _pose(self, taken: TakenFrame) -> Pose:
        """The pose in a frame; the network rests while results are written, which needs the processor."""
        free = isinstance(self._phase, Idle | Placing)
        if self._backend is None or taken.round != self._round or (free and taken.at - self._found > FORGOTTEN):
            self._follow_anew(taken)
        assert self._backend is not None
        if isinstance(self._phase, Measuring):
            height, width = taken.frame.picture.shape[:2]
            return Pose.unseen(taken.frame.time, (width, height))
        pose = self._backend(taken.frame)
        if not np.isnan(pose.xyz[..., 0]).all():
            self._found = taken.at
        if self._spare is None and taken.at - self._since > SETTLED:
            self._spare = self._opening()
            self._workers.submit(malloc_limits.give_back)
        return pose

    def _follow_anew(self, taken: TakenFrame) -> None:
        """Take whoever is there now for the person to follow."""
        if self._backend:
            self._backend.close()
        self._round, self._found, self._since = taken.round, taken.at, taken.at
        self._backend, self._spare = (self._spare or self._opening()).result(), None

    def _opening(self) -> Future[PoseEstimator]:
        """A network that is being opened, for whoever is followed next."""
        return self._workers.submit(self._task.backend, self._bundle)

    def _of_nothing(self) -> Shown:
        """What is shown where no frame comes."""
        self._phase = self._phase.unseen(perf_counter() - self._feed.last)
        return Shown(b"", self._told() | {"points": []})

    def _told(self) -> dict[str, Any]:
        """What is said of this moment."""
        source, reached = self._feed.source, rate(self._looked)
        facts = {"name": source.name, "size": source.size} if source else {}
        line = phrases.CAMERA.format(rate=self._feed.rate, dropped=self._feed.dropped, **facts) if facts else ""
        behind = phrases.BEHIND.format(reached=reached) if self._feed.behind else ""
        camera = {"line": line + behind, "trouble": self._lookout.trouble(self._feed)}
        return {"phase": self._phase.name, "camera": camera} | self._phase.told()

    def _show(self, shown: Shown) -> None:
        for watcher in tuple(self.watchers):
            watcher(shown)

    @property
    def dropped(self) -> int:
        """How many frames nobody had time for."""
        return self._feed.dropped

    def close(self) -> None:
        """Let go of the camera and the network; what is being recorded is measured first."""
        self._closed.set()
        self._thread.join(ANSWER)
        self._phase.left()
        self._feed.close()
        self._lookout.close()
        for backend in (self._backend, self._spare and self._spare.result()):
            if backend:
                backend.close()
        self._workers.shutdown()


def _points(pose: Pose) -> list[list[float | None]]:
    """Each point of a body, left then right: across, down, in shares of the picture, and how surely it was seen."""
    if np.isnan(pose.xyz[..., 0]).all():
        return []
    places = pose.xyz[..., :2] * [1, -1] / pose.picture
    rows = np.concatenate([places, pose.seen[..., None]], axis=-1).reshape(-1, 3).round(4)
    return [[None if v != v else v for v in row] for row in rows.tolist()]
