"""The phases of a session. Each sees every frame and returns the next phase, mostly itself."""

from __future__ import annotations

import math
from concurrent.futures import Future
from functools import partial
from typing import Any, ClassVar

import numpy as np

from movescreen.errors import Problem
from movescreen.library import StoredSession
from movescreen.screens import screens
from movescreen.session import Update
from movescreen.web.live import phrases
from movescreen.web.live.image_checks import ImageCheck
from movescreen.web.live.later_drawing import DRAWINGS
from movescreen.web.live.live_values import blank, figures, held, states, unshown, why_not
from movescreen.web.live.live_words import Words, advice, next_thing, sentence_of
from movescreen.web.live.readiness import CHANGE, Gate, ReadinessCheck, is_open
from movescreen.web.live.recorded_take import RecordedTake, SeenFrame
from movescreen.web.live.room import Room
from movescreen.web.live.shallow import ShallowMovements

COUNT = 3.0  # s from standing still in place to going
OUT_OF_PLACE = 0.6  # s that end a countdown
LONGEST = 600.0  # s of a recording
LEFT = 20.0  # s without anybody in the picture that end a recording
GONE = 5.0  # s without a picture that end a recording
LOOKS = 3  # frames from one look through the gate to the next


class Phase:
    """A phase of a session; every method is a default that subclasses override."""

    name: ClassVar[str]
    dropped = 0  # frames of what is recorded

    def see(self, seen: SeenFrame, glance: ImageCheck, rate: float) -> Phase:
        """Return the phase after a frame."""
        return self

    def unseen(self, seconds: float) -> Phase:
        """Return the phase after `seconds` without a frame."""
        return self

    def told(self) -> dict[str, Any]:
        """Return the phase's data for the page, in addition to its name."""
        return {}

    def left(self) -> None:
        """End the phase early."""


class Idle(Phase):
    """No recording; `trouble` is why the last session ended."""

    name: ClassVar[str] = "idle"

    def __init__(self, trouble: Problem | None = None, words: Words = phrases) -> None:
        self._trouble, self._words = trouble, words

    def told(self) -> dict[str, Any]:
        """Return what the page shows."""
        return {"trouble": sentence_of(self._trouble, self._words)}


class Placing(Phase):
    """The person finds their place, and is counted in when standing still there."""

    name: ClassVar[str] = "placing"

    def __init__(self, room: Room) -> None:
        self._room = room
        self._gate = Gate(screens()[room.plan.task.screen], room.plan.task.view, chosen=room.chosen)
        self._checks: list[ReadinessCheck] = []
        self._frames, self._told_to_start = 0, False

    def start(self) -> None:
        """Count in at the next frame, even with a closed gate."""
        self._told_to_start = True

    def see(self, seen: SeenFrame, glance: ImageCheck, rate: float) -> Phase:
        """Return the phase after a frame."""
        self._gate.network = str(seen.backend.provenance.get("backend", ""))
        self._gate.push(seen.pose)
        self._frames += 1
        if self._frames % LOOKS == 1:
            self._checks = self._gate.checks(glance, rate)
        counted = glance.people is not None  # whether others are there takes a moment to find out
        if self._told_to_start or (counted and self._gate.still and is_open(self._checks)):
            return Countdown(self._room, self._gate, seen, heedless=self._told_to_start)
        return self

    def told(self) -> dict[str, Any]:
        """Return what the page shows."""
        words, mirrored, units = self._room.words, self._room.manner.mirrored, self._room.stature.units
        checks = [
            {"code": c.code, "name": words.CHECKS[c.code], "state": c.state, "say": advice(c, words, mirrored, units)}
            for c in self._checks
        ]
        others = any(check.say == "others" and check.state == CHANGE for check in self._checks)
        say = next_thing(self._checks, words, mirrored, units) if checks else ""
        return self._room.told() | {"checks": checks, "say": say, "choose": others}


class Countdown(Phase):
    """The countdown. The person is in place and still, and frames are recorded already, so that the start is included.

    A person who leaves the place returns to finding one, unless the coach started the countdown (`heedless`).
    """

    name: ClassVar[str] = "countdown"

    def __init__(self, room: Room, gate: Gate, seen: SeenFrame, heedless: bool) -> None:
        self._room, self._gate, self._source, self._heedless = room, gate, seen.source, heedless
        self._goes_at, self._now, self._in_place = seen.taken.at + COUNT, seen.taken.at, seen.taken.at
        seen.source.hold(True)
        self._take = None if seen.source.rewinds else RecordedTake.begun(room.plan, room.library, seen)
        self._see(seen)

    def see(self, seen: SeenFrame, glance: ImageCheck, rate: float) -> Phase:
        """Return the phase after a frame."""
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
        """Return the phase after some time without a frame."""
        return self._broken_off() if seconds > OUT_OF_PLACE else self

    def _broken_off(self) -> Phase:
        self.left()
        return Placing(self._room)

    def _see(self, seen: SeenFrame) -> None:
        self._now = seen.taken.at
        if self._take:
            self._take.add(seen)

    def told(self) -> dict[str, Any]:
        """Return what the page shows."""
        seconds = max(0.0, self._goes_at - self._now)
        return self._room.told() | {"count": max(1, math.ceil(seconds))}

    def left(self) -> None:
        """Discard what was recorded; a stand-in plays on."""
        self._source.hold(False)
        if self._take:
            self._take.discard(self._room.library)


class RecordingState(Phase):
    """The recording. It ends after the planned repetitions, after the round of a clip, or on request."""

    name: ClassVar[str] = "recording"

    def __init__(self, room: Room, take: RecordedTake | None, round_before: int) -> None:
        self._room, self._take, self._before = room, take, round_before
        self._told_to_stop = False
        self._seen_at: float | None = None  # when somebody was last seen
        self._shallow = ShallowMovements(screens()[room.plan.task.screen])
        self._shown: dict[str, Any] = room.told() | {
            "figures": blank(screens()[room.plan.task.screen], room.manner.language),
            "findings": [],
            "unshown": "",
            "repetitions": 0,
            "planned": room.plan.repetitions,
            "held": 0.0,
            "hold_s": room.plan.task.settings.hold_s,
            "event": {"number": 0, "kind": "", "say": ""},
        }

    def stop(self) -> None:
        """End at the next frame."""
        self._told_to_stop = True

    def see(self, seen: SeenFrame, glance: ImageCheck, rate: float) -> Phase:
        """Return the phase after a frame."""
        if self._take is None and seen.taken.round == self._before:
            return self
        if self._take and seen.taken.round != self._take.first.round:
            return self._ended(self._take, interrupted=not seen.source.rewinds)
        self._take = self._take or RecordedTake.begun(self._room.plan, self._room.library, seen)
        progress = self._take.add(seen)
        self.dropped = self._take.dropped
        self._show(progress, self._take)
        if self._seen_at is None or not np.isnan(seen.pose.xyz[..., 0]).all():
            self._seen_at = seen.taken.at
        planned = self._room.plan.repetitions or math.inf
        left = seen.taken.at - self._seen_at > LEFT
        over = self._take.recording.repetitions >= planned or self._take.seconds > LONGEST or left or self._told_to_stop
        return self._ended(self._take) if over else self

    def _show(self, progress: Update, take: RecordedTake) -> None:
        """Note the results of a frame: figures, and counted and uncounted movements."""
        words, language = self._room.words, self._room.manner.language
        done = take.recording.repetitions
        self._shown |= {
            "figures": figures(progress, language, self._room.stature) or self._shown["figures"],
            "repetitions": done,
            "seconds": round(take.seconds, 1),
        }
        if progress.phase:
            self._shown["held"] = round(held(progress), 1)
        shallow = self._shallow.push(progress)
        if progress.not_counted:
            self._tell("against", why_not(progress.not_counted[-1], progress.screen, words, language))
        elif shallow:
            least = progress.screen.movement.min_effort
            self._tell("against", words.NOT_FAR.format(amount=shallow, least=least))
        if progress.repetitions:
            last = progress.repetitions[-1]
            self._shown |= {"findings": states(last, words, language), "unshown": unshown(last, words, language)}
            self._tell("counted", words.COUNTED.format(number=done))

    def _tell(self, kind: str, say: str) -> None:
        """Make the page say something once."""
        self._shown["event"] = {"number": self._shown["event"]["number"] + 1, "kind": kind, "say": say}

    def unseen(self, seconds: float) -> Phase:
        """Return the phase after some time without a frame."""
        if not self._told_to_stop and seconds < GONE:
            return self
        if self._take is None:
            return Idle()
        return self._ended(self._take, interrupted=not self._told_to_stop)

    def _ended(self, take: RecordedTake, interrupted: bool = False) -> Phase:
        take.interrupted = interrupted
        return Measuring(self._room, take, self._shown)

    def again(self) -> Phase:
        """Discard this recording, and look for the person again."""
        if self._take:
            self._take.discard(self._room.library)
        return Placing(self._room)

    def rescued(self, trouble: Problem) -> Phase:
        """Return the phase after a recording that cannot go on: the results so far."""
        if self._take is None:
            return Idle(trouble, self._room.words)
        self._take.without_files()
        return self._ended(self._take, interrupted=True)

    def told(self) -> dict[str, Any]:
        """Return what the page shows."""
        return self._shown

    def left(self) -> None:
        """Measure and keep what was recorded."""
        if self._take:
            self._room.workers.submit(self._take.finish, self._room.library)


class Measuring(Phase):
    """The results are being written."""

    name: ClassVar[str] = "measuring"

    def __init__(self, room: Room, take: RecordedTake, shown: dict[str, Any]) -> None:
        self._room, self._take, self._shown = room, take, shown
        self._coming: Future[StoredSession] = room.workers.submit(take.finish, room.library)

    def see(self, seen: SeenFrame, glance: ImageCheck, rate: float) -> Phase:
        """Return the phase after a frame."""
        return self.unseen(0.0)

    def unseen(self, seconds: float) -> Phase:
        """Return the phase after some time without a frame."""
        if not self._coming.done():
            return self
        try:
            kept = self._coming.result()
        except Problem as problem:
            return Idle(problem, self._room.words)
        self._tell_last(kept.repetitions or 0)
        if self._take.keep_video:
            DRAWINGS.begin(kept)
            self._room.workers.submit(DRAWINGS.finish, kept, partial(self._take.draw, self._room.library))
        return ResultsReady(self._room, kept, self._take, self._shown)

    def _tell_last(self, repetitions: int) -> None:
        """Make the page say the last repetition, which counts only after the end of the recording."""
        if repetitions > self._shown["repetitions"]:
            number = self._shown["event"]["number"] + 1
            event = {"number": number, "kind": "counted", "say": self._room.words.COUNTED.format(number=repetitions)}
            self._shown = self._shown | {"repetitions": repetitions, "event": event}

    def told(self) -> dict[str, Any]:
        """Return what the page shows."""
        return self._shown | {"say": self._room.words.MEASURING}


class ResultsReady(Phase):
    """The results are there: `session` is their number in the library."""

    name: ClassVar[str] = "done"

    def __init__(self, room: Room, kept: StoredSession, take: RecordedTake, shown: dict[str, Any]) -> None:
        self.room, self.kept, self._shown = room, kept, shown
        self.interrupted, self.done = take.interrupted, take.recording.repetitions

    @property
    def session(self) -> int:
        """The number of the results in the library."""
        return self.kept.id

    def told(self) -> dict[str, Any]:
        """Return what the page shows."""
        return self._shown | {"session": self.session, "say": self.room.words.FINISHED}
