"""The live engine: one thread passes a camera's frames through network and session to the watchers."""

from __future__ import annotations

import math
import threading
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from queue import Empty, SimpleQueue
from time import perf_counter
from typing import Any, TypeVar

import numpy as np

from movescreen.batch.task import Tracker, blazepose_live
from movescreen.errors import Problem
from movescreen.library import Library
from movescreen.pose.estimators.person_tracker import Point
from movescreen.pose.pose import Pose
from movescreen.pose.weights import Bundle
from movescreen.web.live import malloc_limits
from movescreen.web.live.camera_feed import Feed, LiveSource, TakenFrame, rate
from movescreen.web.live.follower import Follower
from movescreen.web.live.frame_buffer import encoded
from movescreen.web.live.image_monitor import ImageMonitor
from movescreen.web.live.interrupted import Interrupted, listed, recovered
from movescreen.web.live.live_words import WORDS
from movescreen.web.live.plans import Series, check_room
from movescreen.web.live.recorded_take import RecordingPlan, SeenFrame, made_ready
from movescreen.web.live.room import Manner, Room
from movescreen.web.live.shown import Shown, points
from movescreen.web.live.states import Idle, Measuring, Phase, Placing, RecordingState, ResultsReady

PATIENCE = 0.2  # s that a frame is waited for
ANSWER = 30.0  # s that whoever asks waits for an answer, and the end for the last frame
REMEMBERED = 120  # frames from which the reached rate is computed
UNWATCHED_S = 3.0  # for which the camera stays on with nobody watching: a page that is loaded again takes less
PREVIEW_S = 0.1  # from one picture to the next that is shown while nobody is recorded or placed
FOLLOWED_S = 1.5  # for which somebody is followed before the page states how many pictures a second are analysed
DROPPED_SHARE = 0.1  # of the pictures that come: below it nobody needs to close a program
BUSY = "Somebody is being recorded. Stop that first."

Given = TypeVar("Given")


class LiveEngine:
    """Runs until it is closed, and calls each of the `watchers` with everything that is shown, from its thread.

    Without a watcher and without a recording the camera is released, and nothing is computed. `interrupted` are
    recordings that ended by themselves; they are offered again.
    """

    def __init__(
        self,
        opened: Callable[[], LiveSource],
        bundle: Bundle,
        library: Library,
        lossless: bool = False,
        tracker: Tracker = blazepose_live,
        language: str = "en",
        mirrored: bool = False,
    ) -> None:
        self.library, self._lossless = library, lossless
        self.manner = Manner(WORDS[language], mirrored)
        self.watchers: set[Callable[[Shown], None]] = set()
        self.interrupted: list[Interrupted] = []
        malloc_limits.shared()
        self._workers = ThreadPoolExecutor(3, "studio")
        self._asked: SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = SimpleQueue()
        self._closed = threading.Event()
        self._phase: Phase = Idle()
        self._room: Room | None = None
        self._series: Series | None = None
        self._follower = Follower(bundle, tracker, self._workers)
        self._looked: deque[float] = deque(maxlen=REMEMBERED)  # when frames were looked at
        self._watched, self._shown_at = perf_counter(), 0.0
        self._workers.submit(made_ready)
        self._workers.submit(self._recover)
        self._feed, self._lookout = Feed(opened, lossless), ImageMonitor(bundle)
        self._thread = threading.Thread(target=self._run, name="studio", daemon=True)
        self._thread.start()

    # What the coach does, from whichever thread: it is done between two frames.

    def prepare(self, *plans: RecordingPlan) -> None:
        """Look for the person of a plan, and count them in when they are in place; further plans follow in order.

        Parameters
        ----------
        plans : RecordingPlan
            What is recorded, in this order.

        Raises
        ------
        Problem
            Another person is being recorded, or there is no room for a recording.
        """

        def prepare() -> None:
            if isinstance(self._phase, RecordingState):
                raise Problem("busy", BUSY)
            self.library.client(plans[0].client)
            check_room(self.library.folder)
            self._phase.left()
            self._series = Series(plans)
            self._place(self._series)

        self._ask(prepare)

    def start(self) -> None:
        """Count in, whatever the gate says."""
        self._ask(lambda: self._phase.start() if isinstance(self._phase, Placing) else None)

    def stop(self) -> None:
        """End the recording, and measure what there is."""
        self._ask(lambda: self._phase.stop() if isinstance(self._phase, RecordingState) else None)

    def retake(self) -> None:
        """Discard the current recording, and begin it again."""

        def again() -> None:
            if isinstance(self._phase, RecordingState):
                self._phase = self._phase.again()

        self._ask(again)

    def cancel(self) -> None:
        """Return to the beginning.

        Raises
        ------
        Problem
            Somebody is being recorded: that is stopped first.
        """

        def cancel() -> None:
            if isinstance(self._phase, RecordingState):
                raise Problem("busy", BUSY)
            self._phase.left()
            self._phase = Idle()

        self._ask(cancel)

    def choose(self, opened: Callable[[], LiveSource]) -> None:
        """Take another camera.

        Parameters
        ----------
        opened : callable
            Opens the camera.

        Raises
        ------
        Problem
            Somebody is being recorded.
        """

        def choose() -> None:
            if isinstance(self._phase, RecordingState):
                raise Problem("busy", BUSY)
            self._feed.close()
            self._feed = Feed(opened, self._lossless)
            self._follower.forget()

        self._ask(choose)

    def point_at(self, person: Point) -> None:
        """Follow the person at a place in the picture, given in shares from its top left corner."""

        def point_at() -> None:
            if isinstance(self._phase, Placing) and self._room:
                self._room = replace(self._room, chosen=True)
                self._phase = Placing(self._room)
                self._follower.take(replace(self._follower.task, person=person))

        self._ask(point_at)

    def is_of(self, client: int) -> bool:
        """Whether a client is being recorded or measured."""
        busy = not isinstance(self._phase, Idle | Placing) and self._phase.name != "done"
        return busy and self._room is not None and self._room.plan.client == client

    def dismiss(self, number: int) -> None:
        """Offer an interrupted recording no more."""
        with suppress(IndexError):
            del self.interrupted[number]

    def offered(self) -> list[dict[str, Any]]:
        """Return the interrupted recordings, as a page lists them."""
        return [listed(one, self.manner) for one in self.interrupted]

    def _recover(self) -> None:
        for one in recovered(self.library, self.manner.words.CODE):
            self.interrupted.append(one)

    def _ask(self, what: Callable[[], Given]) -> Given:
        """Run a function in the engine's thread, and return its result."""
        answer: Future[Given] = Future()
        self._asked.put((what, answer))
        return answer.result(ANSWER)

    # The studio's thread.

    def _run(self) -> None:
        while not self._closed.is_set():
            try:
                if self._rests():
                    self._obey(PATIENCE)
                    continue
                self._obey()
                taken = self._feed.take(PATIENCE)
                if shown := self._of(taken) if taken else self._of_nothing():
                    self._show(shown)
            except Exception as error:
                # A mistake of ours must leave the camera on and the coach with a sentence.
                traceback.print_exception(error)
                self._phase = Idle(Problem("unforeseen", self.manner.words.UNFORESEEN))

    def _rests(self) -> bool:
        """Return whether nobody watches and nobody is recorded; then the camera is off."""
        now = perf_counter()
        if self.watchers or not isinstance(self._phase, Idle | ResultsReady):
            self._watched = now
        rests = now - self._watched > UNWATCHED_S
        if rests and not self._feed.resting:
            self._feed.rest()
            self._lookout.forget()
            malloc_limits.give_back()
        elif not rests and self._feed.resting:
            self._feed.wake()
        return rests

    def _obey(self, patience: float = 0.0) -> None:
        """Run the functions that were asked for; wait for one up to `patience` seconds."""
        while True:
            try:
                what, answer = self._asked.get(timeout=patience) if patience else self._asked.get_nowait()
            except Empty:
                return
            patience = 0.0
            try:
                answer.set_result(what())
            except Exception as error:  # whoever asked has it
                answer.set_exception(error)

    def _of(self, taken: TakenFrame) -> Shown | None:
        """Return a frame as shown; its picture is encoded while the network finds the pose."""
        if isinstance(self._phase, Idle | ResultsReady):
            return self._preview(taken)
        jpeg = self._workers.submit(encoded, taken.frame.picture)
        began = perf_counter()
        # The network rests while results are written, which needs the processor.
        free, resting = isinstance(self._phase, Placing), isinstance(self._phase, Measuring)
        pose = self._follower.pose(taken, free, resting)
        found = perf_counter()
        source, backend = self._feed.source, self._follower.backend
        if source is None or backend is None:
            return None
        seen = SeenFrame(taken, pose, jpeg.result(), backend, source, self._feed.dropped)
        self._lookout.see(taken, pose, glances=isinstance(self._phase, Placing))
        try:
            self._enter(self._phase.see(seen, self._lookout.glance, self._feed.rate))
        except Problem as problem:
            recording = self._phase if isinstance(self._phase, RecordingState) else None
            self._enter(recording.rescued(problem) if recording else Idle(problem, self.manner.words))
        self._note_looked(taken.at, bool(np.isfinite(pose.xyz[..., 0]).any()))
        told = self._told() | {"points": points(pose)}
        took = {"pose_ms": round(1000 * (found - began), 2), "age_ms": round(1000 * (perf_counter() - taken.at), 2)}
        return Shown(seen.jpeg, told | {"took": took})

    def _note_looked(self, at: float, somebody: bool) -> None:
        """Note that a frame was analysed. Frames without a person take longer and do not count for the rate."""
        if somebody:
            self._looked.append(at)
        else:
            self._looked.clear()

    @property
    def _followed_s(self) -> float:
        """For how long somebody has been followed."""
        return self._looked[-1] - self._looked[0] if self._looked else 0.0

    def _preview(self, taken: TakenFrame) -> Shown | None:
        """Return a frame as shown while nobody is recorded: sometimes its picture, never a body."""
        if not self._lossless and taken.at - self._shown_at < PREVIEW_S:
            return None
        self._shown_at = taken.at
        self._lookout.see(taken, Pose.unseen(0.0, (1, 1)), glances=False)
        return Shown(encoded(taken.frame.picture), self._told() | {"points": []})

    def _enter(self, phase: Phase) -> None:
        """Enter a state; after results comes the next recording of a plan, or an offer to begin again."""
        before, self._phase = self._phase, phase
        if not isinstance(phase, ResultsReady) or phase is before or self._series is None:
            return
        self._series.sessions.append(phase.session)
        if phase.interrupted:
            client = self.library.client(phase.kept.client).name
            plan = self._series.plan
            what = (client, plan.task.screen, phase.kept.begun_at, phase.done, phase.session, plan.wish)
            self.interrupted.append(Interrupted(*what))
            self._phase = Idle()
        elif self._series.more:
            self._series.at += 1
            self._place(self._series)

    def _place(self, series: Series) -> None:
        """Look for the person of the recording that is next."""
        plan = series.plan
        self._follower.take(plan.task)
        self._looked.clear()
        client = self.library.client(plan.client).name
        at, of = series.at + 1, len(series.plans)
        stature = self.library.stature(plan.client)
        self._room = Room(plan, self.library, self._workers, self.manner, client, at, of, stature=stature)
        self._phase = Placing(self._room)

    @property
    def joined(self) -> Sequence[int]:
        """The sessions of a plan with several recordings after its last one; else none."""
        series = self._series
        over = series is not None and not series.more and len(series.sessions) == len(series.plans) > 1
        return tuple(series.sessions) if series and over else ()

    def _of_nothing(self) -> Shown:
        """Return what is shown while no frame comes."""
        self._enter(self._phase.unseen(perf_counter() - self._feed.last))
        return Shown(b"", self._told() | {"points": []})

    def _told(self) -> dict[str, Any]:
        """Return the data for the page at this moment."""
        source, reached, words = self._feed.source, rate(self._looked), self.manner.words
        line = words.CAMERA.format(name=source.name, size=source.size, rate=self._known_rate) if source else ""
        if dropped := self._phase.dropped:
            line += words.DROPPED.format(dropped=dropped)
        slow = self._feed.behind and reached < (1 - DROPPED_SHARE) * self._feed.rate
        settled = self._followed_s > FOLLOWED_S
        behind = words.BEHIND.format(reached=reached, rate=self._feed.rate) if slow and settled else ""
        camera = {"line": line + behind, "trouble": self._lookout.trouble(self._feed, words)}
        interrupted = len(self.interrupted)
        told = {"phase": self._phase.name, "camera": camera, "interrupted": interrupted} | self._phase.told()
        return told | ({"joined": list(self.joined)} if isinstance(self._phase, ResultsReady) else {})

    @property
    def _known_rate(self) -> float:
        """The rate of the pictures that come, or the one that the camera states, as long as too few have come."""
        stated = self._feed.source.rate if self._feed.source else 0.0
        return self._feed.rate or (stated if math.isfinite(stated) and stated > 0 else 0.0)

    def _show(self, shown: Shown) -> None:
        for watcher in tuple(self.watchers):
            watcher(shown)

    @property
    def dropped(self) -> int:
        """The number of dropped frames."""
        return self._feed.dropped

    def close(self) -> None:
        """Release camera and network, after the current recording is measured."""
        self._closed.set()
        self._thread.join(ANSWER)
        self._phase.left()
        self._feed.close()
        self._lookout.close()
        self._follower.close()
        self._workers.shutdown()
