"""The phases of a coach's session. Each sees every frame and says which phase comes next, mostly itself."""

from __future__ import annotations

import math
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any, ClassVar

from movescreen.errors import Problem
from movescreen.library import Library, StoredSession
from movescreen.screens import screens
from movescreen.web.live import phrases
from movescreen.web.live.image_checks import ImageCheck
from movescreen.web.live.live_values import blank, figures, states
from movescreen.web.live.readiness import Gate, ReadinessCheck, is_open
from movescreen.web.live.recorded_take import RecordedTake, RecordingPlan, SeenFrame

COUNT = 3.0  # s from standing still in place to going
OUT_OF_PLACE = 0.6  # s that end a countdown
LONGEST = 600.0  # s of a recording: it ends by itself also where everybody has left
GONE = 5.0  # s without a picture that end a recording
LOOKS = 3  # frames from one look through the gate to the next


class Phase:
    """Where a session stands. A phase does by itself only what it says that it does otherwise."""

    name: ClassVar[str]

    def see(self, seen: SeenFrame, glance: ImageCheck, rate: float) -> Phase:
        """The phase after a frame."""
        return self

    def unseen(self, seconds: float) -> Phase:
        """The phase after so long without a frame."""
        return self

    def told(self) -> dict[str, Any]:
        """What the page shows of it beside its name."""
        return {}

    def left(self) -> None:
        """It ends before it is over."""


@dataclass(frozen=True)
class Room:
    """What a session needs: its plan, where results are kept, and who does what takes longer than a frame."""

    plan: RecordingPlan
    library: Library
    workers: Executor


class Idle(Phase):
    """Nobody is recorded; `trouble` is why the session before ended."""

    name: ClassVar[str] = "idle"

    def __init__(self, trouble: Problem | None = None) -> None:
        self._trouble = trouble

    def told(self) -> dict[str, Any]:
        return {"trouble": str(self._trouble or "")}


class Placing(Phase):
    """Somebody finds a place; who stands still in the right one is counted in."""

    name: ClassVar[str] = "placing"

    def __init__(self, room: Room) -> None:
        self._room = room
        self._gate = Gate(screens()[room.plan.task.screen], room.plan.task.view)
        self._checks: list[ReadinessCheck] = []
        self._frames, self._told_to_start = 0, False

    def start(self) -> None:
        """Count in at the next frame, whatever the gate says."""
        self._told_to_start = True

    def see(self, seen: SeenFrame, glance: ImageCheck, rate: float) -> Phase:
        self._gate.push(seen.pose)
        self._frames += 1
        if self._frames % LOOKS == 1:
            self._checks = self._gate.checks(glance, rate)
        counted = glance.people is not None  # whether others are there takes a moment to find out
        if self._told_to_start or (counted and self._gate.still and is_open(self._checks)):
            return Countdown(self._room, self._gate, seen, heedless=self._told_to_start)
        return self

    def told(self) -> dict[str, Any]:
        checks = [
            {"code": c.code, "name": phrases.CHECKS[c.code], "state": c.state, "say": phrases.advice(c)}
            for c in self._checks
        ]
        return {"checks": checks, "say": phrases.next_thing(self._checks) if checks else ""}


class Countdown(Phase):
    """The person is in place and still; what a camera shows is recorded already, so that the start is in it.

    Who leaves the place goes back to finding one, unless the coach said to start (`heedless`).
    """

    name: ClassVar[str] = "countdown"

    def __init__(self, room: Room, gate: Gate, seen: SeenFrame, heedless: bool) -> None:
        self._room, self._gate, self._source, self._heedless = room, gate, seen.source, heedless
        self._goes_at, self._now, self._in_place = seen.taken.at + COUNT, seen.taken.at, seen.taken.at
        seen.source.hold(True)
        self._take = None if seen.source.rewinds else RecordedTake.begun(room.plan, room.library, seen)
        self._see(seen)

    def see(self, seen: SeenFrame, glance: ImageCheck, rate: float) -> Phase:
        self._see(seen)
        self._gate.push(seen.pose)
        if self._heedless or is_open(self._gate.checks(glance, rate)):
            self._in_place = self._now
        if self._now - self._in_place > OUT_OF_PLACE:
            return self._broken_off()
        if self._now < self._goes_at:
            return self
        self._source.hold(False)
        if self._take is None:
            self._source.begin()
        return RecordingState(self._room, self._take, seen.taken.round)

    def unseen(self, seconds: float) -> Phase:
        return self._broken_off() if seconds > OUT_OF_PLACE else self

    def _broken_off(self) -> Phase:
        self.left()
        return Placing(self._room)

    def _see(self, seen: SeenFrame) -> None:
        self._now = seen.taken.at
        if self._take:
            self._take.add(seen)

    def told(self) -> dict[str, Any]:
        seconds = max(0.0, self._goes_at - self._now)
        task = self._room.plan.task
        return {
            "count": max(1, math.ceil(seconds)),
            "instruction": phrases.instruction(task.screen, task.settings.reps),
        }

    def left(self) -> None:
        """What was recorded goes; a stand-in plays on."""
        self._source.hold(False)
        if self._take:
            self._take.discard(self._room.library)


class RecordingState(Phase):
    """The person moves. It ends with the repetitions planned, with the round of a stand-in, or when told to."""

    name: ClassVar[str] = "recording"

    def __init__(self, room: Room, take: RecordedTake | None, round_before: int) -> None:
        self._room, self._take, self._before = room, take, round_before
        self._told_to_stop = False
        screen, planned = room.plan.task.screen, room.plan.repetitions
        self._shown: dict[str, Any] = {
            "figures": blank(screens()[screen]),
            "findings": [],
            "repetitions": 0,
            "planned": planned,
            "instruction": phrases.instruction(screen, planned),
        }

    def stop(self) -> None:
        """End at the next frame."""
        self._told_to_stop = True

    def see(self, seen: SeenFrame, glance: ImageCheck, rate: float) -> Phase:
        if self._take is None and seen.taken.round == self._before:
            return self
        if self._take and seen.taken.round != self._take.first.round:
            return self._ended(self._take)
        self._take = self._take or RecordedTake.begun(self._room.plan, self._room.library, seen)
        progress = self._take.add(seen)
        done = self._take.recording.repetitions
        self._shown |= {
            "figures": figures(progress) or self._shown["figures"],
            "repetitions": done,
            "seconds": round(self._take.seconds, 1),
        }
        if progress.repetitions:
            self._shown["findings"] = states(progress.repetitions[-1])
        planned = self._room.plan.repetitions or math.inf
        over = done >= planned or self._take.seconds > LONGEST or self._told_to_stop
        return self._ended(self._take) if over else self

    def unseen(self, seconds: float) -> Phase:
        if not self._told_to_stop and seconds < GONE:
            return self
        return self._ended(self._take) if self._take else Idle()

    def _ended(self, take: RecordedTake) -> Phase:
        return Measuring(self._room, take, self._shown)

    def rescued(self, trouble: Problem) -> Phase:
        """What comes where recording cannot go on: the results of what there is."""
        if self._take is None:
            return Idle(trouble)
        self._take.film = None
        return Measuring(self._room, self._take, self._shown)

    def told(self) -> dict[str, Any]:
        return self._shown

    def left(self) -> None:
        """What there is of it is measured and kept."""
        if self._take:
            self._room.workers.submit(self._take.finish, self._room.library)


class Measuring(Phase):
    """The results are being written."""

    name: ClassVar[str] = "measuring"

    def __init__(self, room: Room, take: RecordedTake, shown: dict[str, Any]) -> None:
        self._shown = shown
        self._coming: Future[StoredSession] = room.workers.submit(take.finish, room.library)

    def see(self, seen: SeenFrame, glance: ImageCheck, rate: float) -> Phase:
        return self.unseen(0.0)

    def unseen(self, seconds: float) -> Phase:
        if not self._coming.done():
            return self
        try:
            return ResultsReady(self._coming.result(), self._shown)
        except Problem as problem:
            return Idle(problem)

    def told(self) -> dict[str, Any]:
        return self._shown | {"say": phrases.MEASURING}


class ResultsReady(Phase):
    """The results are there: `session` is their number in the library."""

    name: ClassVar[str] = "done"

    def __init__(self, kept: StoredSession, shown: dict[str, Any]) -> None:
        self.session, self._shown = kept.id, shown

    def told(self) -> dict[str, Any]:
        return self._shown | {"session": self.session, "say": phrases.FINISHED}
