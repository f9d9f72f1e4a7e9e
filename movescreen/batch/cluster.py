"""Clips on the workers of a Dask cluster that is running already: they read and write the same files as this process.

Dask gives a clip whose worker is gone to another one, and gives it up when it has cost several.
"""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.batch import measure_clip
from movescreen.batch.code_version import code
from movescreen.batch.task import FAILED, OK, Audience, ClipResult, Job, Tell
from movescreen.batch.workers import PATIENCE_PER_FRAME
from movescreen.errors import Problem
from movescreen.records.record import WHOLE

if TYPE_CHECKING:
    from distributed import Client

TIMEOUT = 15  # s in which a scheduler answers
NO_WORKER = "There is no worker at {address} yet: waiting for one."
GONE = "The cluster gave it up: each worker that had it ended ({error}). Measure it on this machine to see why."
HERE = "Leave out --dask for that."
ELSEWHERE = (
    "It was measured, but its results are not in {folder} on this machine. The workers of a cluster need the same "
    "folders as this machine, at the same paths."
)
OTHER = (
    "The worker at {worker} has another version of movescreen ({there}, here it is {here}). Install the same on all."
)


def reached(address: str) -> Client:
    """Connect to the scheduler of a Dask cluster.

    Parameters
    ----------
    address : str
        Address of the scheduler.

    Returns
    -------
    Client
        The open connection.

    Raises
    ------
    Problem
        Nothing answers there, or a worker has another version of movescreen.
    """
    from distributed import Client

    try:
        _check(address)  # first: a client that cannot begin takes half a minute to go, with complaints of its own
        client = Client(address, timeout=TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        sentence = f"No Dask scheduler answers at {address} ({error}). Start one with `dask scheduler`, or check it."
        raise Problem("cluster_out_of_reach", sentence) from error
    for worker, there in client.run(version).items():
        if there != version():
            client.close()
            raise Problem("cluster_differs", OTHER.format(worker=worker, there=there, here=version()))
    return client


def _check(address: str) -> None:
    """Raise ValueError if this cannot be the address of a scheduler."""
    from distributed.comm.addressing import parse_address, parse_host_port
    from distributed.comm.registry import get_backend

    scheme, place = parse_address(address)
    get_backend(scheme)
    parse_host_port(place)


def version() -> str:
    """Return the version of this code: the first 12 digits of its digest."""
    return code()[:12]


def each(client: Client, jobs: Sequence[Job], patience: float, audience: Audience) -> Generator[ClipResult, None, None]:
    """Yield the result of every job as it comes; what has not begun when this ends is not begun any more."""
    from distributed import as_completed

    if not client.scheduler_info()["workers"]:
        audience.say(NO_WORKER.format(address=client.scheduler.address))
    jobs = [replace(job, folder=job.folder.absolute()) for job in jobs]
    futures = dict(zip(client.map(measured, jobs, patience=patience, pure=False), jobs, strict=True))
    try:
        for future in as_completed(list(futures), loop=client.loop):
            yield _result(futures.pop(future), future.exception(), future)
    finally:
        client.cancel(list(futures))


def _result(job: Job, error: BaseException | None, future: object) -> ClipResult:
    """Return a worker's result of a job; a failure if the worker ended, or its results are not in this folder."""
    if error:
        return job.failed(Problem("worker_lost", GONE.format(error=type(error).__name__), HERE))
    result: ClipResult = future.result()  # type: ignore[attr-defined]
    if result.status == OK and not (job.folder / WHOLE).is_file():
        return job.failed(Problem("results_elsewhere", ELSEWHERE.format(folder=job.folder.parent)))
    return result


def measured(job: Job, patience: float) -> ClipResult:
    """Measure a clip on a worker of the cluster. A silent process ends itself, so that others get its clip."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        tell = watched(patience, nowhere.fileno())
        try:
            return measure_clip(at_hand(job), tell).light
        except Problem as problem:
            return ClipResult(job.folder.name, FAILED, str(problem), problem=problem)
        finally:
            faulthandler.cancel_dump_traceback_later()


def watched(patience: float, nowhere: int) -> Tell:
    """Return the function that reports progress. This process ends if it is not called for too long."""

    def tell(done: int, of: int | None) -> None:
        faulthandler.dump_traceback_later(patience + PATIENCE_PER_FRAME * done, exit=True, file=nowhere)

    tell(0, None)
    return tell


def at_hand(job: Job) -> Job:
    """Return a job with the network as it lies on this machine.

    Parameters
    ----------
    job : Job
        The job as it was sent.

    Returns
    -------
    Job
        The same, with the path of the network here.

    Raises
    ------
    Problem
        The network here is another one.
    """
    if job.bundle.path.is_file():
        return job
    bundle = job.task.bundle()
    if bundle.sha256 != job.bundle.sha256:
        sentence = f"The pose network here has sha256 {bundle.sha256}, and {job.bundle.sha256} was expected."
        raise Problem("model_differs", f"{sentence} Use the same on all machines of the cluster.")
    return replace(job, bundle=bundle)
