"""Workers: processes that do one job at a time; one that ends or falls silent is replaced, and its job given back.

Each worker has a pipe of its own. What ready-made pools share between their workers is a queue, and a worker that is
killed while it holds the queue's lock stops all others; and the standard library's pool gives up whole when one ends.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any

from movescreen.batch.task import Audience, ClipResult, Job, Tell
from movescreen.errors import Problem
from movescreen.threads import SPAWN, single_threaded

PATIENCE = 120.0  # s without a sign of life after which a worker is given up
TO_BEGIN = 60.0  # s at least before the first one: libraries are loaded then, from a disk that may be slow
PATIENCE_PER_FRAME = 0.05  # s more for each frame so far: what comes after the last one takes longer in long clips
TICK = 1.0  # s: how often the silence of workers is looked at
REPORTS = 0.2  # s between two reports of one clip's frames
ENDED = (
    "The process that measured it ended without a word ({how}), perhaps for want of memory. "
    "Measure it again; if that ends in the same way, save the clip again as H.264 .mp4."
)
ONE_WORKER = "Measure one clip at a time with --workers 1."
SILENT = (
    "Nothing happened for {seconds:.0f} seconds after frame {frames}, and it was given up. "
    "Save the clip again as H.264 .mp4."
)
WAIT_LONGER = "Or wait longer with --patience."

Work = Callable[[Any, Tell], ClipResult]  # of a job, or of what is one and more


@dataclass
class Worker:
    """A process with its pipe, the job it is at, and how long it has been silent."""

    process: BaseProcess
    pipe: Connection
    job: Job | None = None
    frames: int = 0
    silence: float = 0.0

    def begin(self, job: Job) -> None:
        """Give it a job."""
        self.job, self.frames, self.silence = job, 0, 0.0
        with suppress(OSError):  # whoever has ended is detected when listened to
            self.pipe.send(job)

    def end(self) -> None:
        """End it, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


@dataclass
class Workers:
    """A pool of `count` processes that do `work`; `each` yields the results of jobs as they come.

    `start` is the way in which `multiprocessing` starts them: "spawn", or "forkserver" where one has been prepared. By
    `niceness` they step back behind what else the computer does, from their first moment on: they load libraries.
    """

    work: Work
    count: int
    patience: float = PATIENCE
    start: str = SPAWN
    niceness: int = 0
    _all: list[Worker] = field(default_factory=list)
    _killed: bool = False

    def each(self, jobs: Sequence[Job], audience: Audience) -> Iterator[ClipResult]:
        """Yield the result of every job; jobs that ended or silenced their worker come as what is known of that."""
        waiting = list(reversed(jobs))
        found: list[ClipResult] = []
        try:
            while waiting or found or self._busy:
                self._employ(waiting)  # first, so that nobody waits for what is done with results
                yield from found
                found = list(self._listen(audience)) if self._busy else []
        finally:
            for worker in self._all:
                worker.end()
            self._all.clear()

    def kill(self) -> None:
        """End the processes, from whichever thread; the jobs that they had end in a sentence that says so."""
        self._killed = True  # before they are listed: one that is started now ends too
        killed = [worker.process for worker in list(self._all)]
        for process in killed:
            process.kill()
        for process in killed:  # none writes any more when this returns
            connection.wait([process.sentinel], 5 * TICK)

    @property
    def _busy(self) -> bool:
        return any(worker.job for worker in self._all)

    def _employ(self, waiting: list[Job]) -> None:
        """Give whoever is free a job, and take on others while there are jobs and room."""
        free = [worker for worker in self._all if not worker.job]
        for _ in range(min(self.count - len(self._all), len(waiting) - len(free))):
            self._all.append(employed(self.work, self.start, self.niceness))
            if self._killed:  # while it was started
                self._all[-1].process.kill()
            free.append(self._all[-1])
        for worker in free[: len(waiting)]:
            worker.begin(waiting.pop())

    def _listen(self, audience: Audience) -> Iterator[ClipResult]:
        """Yield the results of workers that report within a tick, and of those that ended or fell silent."""
        began = time.monotonic()
        heard = connection.wait([worker.pipe for worker in self._all], TICK)
        passed = min(time.monotonic() - began, 2 * TICK)  # no more than that while this process itself was stopped
        for worker in list(self._all):
            worker.silence += passed
            result = self._hear(worker, audience) if worker.pipe in heard else self._silent(worker)
            if result:
                yield result

    def _hear(self, worker: Worker, audience: Audience) -> ClipResult | None:
        """Return the next thing that a worker says: a result, or how far it is."""
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            sentence = ENDED.format(how=ending(worker.process))
            return self._replaced(worker, Problem("worker_lost", sentence, ONE_WORKER))
        worker.silence = 0.0
        if isinstance(said, ClipResult):
            worker.job = None
            return said
        worker.frames, of = said
        if worker.job:
            audience.frames(worker.job.folder.name, worker.frames, of)
        return None

    def _silent(self, worker: Worker) -> ClipResult | None:
        """Return what is known of a worker's job when it has been silent for too long."""
        patience = self.patience if worker.frames else max(self.patience, TO_BEGIN)
        limit = patience + PATIENCE_PER_FRAME * worker.frames
        if worker.job is None or worker.silence < limit:
            return None
        sentence = SILENT.format(seconds=worker.silence, frames=worker.frames)
        facts = {"seconds": round(worker.silence), "frames": worker.frames}
        return self._replaced(worker, Problem("worker_lost", sentence, WAIT_LONGER, **facts))

    def _replaced(self, worker: Worker, problem: Problem) -> ClipResult | None:
        """End a worker, so that another one is taken on; the problem becomes the result of the job it had."""
        self._all.remove(worker)
        worker.end()
        return worker.job.failed(problem) if worker.job else None


def employed(work: Work, start: str = SPAWN, niceness: int = 0) -> Worker:
    """Start a worker. It is never a copy of this process, whose locks and threads it would inherit."""
    context = get_context(start)
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, work), daemon=True)  # type: ignore[attr-defined]
    with single_threaded():
        process.start()
    if niceness and process.pid:
        with suppress(AttributeError, OSError):  # Windows has no such thing; it may have ended
            own = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, process.pid, max(own, niceness))
    theirs.close()
    return Worker(process, ours)


def serve(pipe: Connection, work: Work) -> None:
    """Do one job after the other, until the parent has none; the parent decides when to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=outlived, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            job = pipe.recv()
            pipe.send(work(job, telling(pipe)).light)


def telling(pipe: Connection) -> Tell:
    """Return what passes on how many frames are done, but not each of them."""
    said = 0.0

    def tell(done: int, of: int | None) -> None:
        nonlocal said
        if time.monotonic() - said > REPORTS:
            said = time.monotonic()
            pipe.send((done, of))

    return tell


def outlived() -> None:
    """End this process with the one that started it, at once: nobody would note what it still wrote."""
    parent = parent_process()
    if parent:
        connection.wait([parent.sentinel])
        os._exit(1)


def ending(process: BaseProcess) -> str:
    """Return how a process ended, in a few words."""
    process.join(TICK)
    code = process.exitcode
    if code is not None and code < 0:
        return f"signal {-code}, {signal.Signals(-code).name}"
    return f"exit code {code}"
