"""Clips on a Dask cluster: a real scheduler with two workers, one of which is killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from language import banned
from overnight import BUNDLE, Network
from test_workers import CLIPS, folder, tables  # noqa: F401 - folder is a fixture

from movescreen.batch import ClipResult, Job, Run, Task, analyze, cluster
from movescreen.cli import main
from movescreen.errors import Problem

pytestmark = pytest.mark.versions

TASK = Task("overhead_squat", tracker=Network)
PATHS = [str(Path(__file__).parent), str(Path(__file__).parents[1])]


class Cluster:
    """A scheduler and workers, each a process of its own."""

    def __init__(self, place: Path) -> None:
        self._file = place / "scheduler.json"
        self.processes = [self._start("scheduler", "--port", "0", "--host", "127.0.0.1", "--scheduler-file")]
        deadline = time.monotonic() + 60
        while not self._file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.workers = [self._start("worker", "--nthreads", "1", "--scheduler-file") for _ in range(2)]
        self.processes += self.workers
        self.address = json.loads(self._file.read_text())["address"]

    def _start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", what, "--no-dashboard", *options, str(self._file)]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(PATHS)}
        silent: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(command, env=environment, cwd=self._file.parent, start_new_session=True, **silent)

    def wait(self) -> None:
        """Until both workers are there."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a process and those it started."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    network = tmp_path / "none.task"
    network.touch()
    monkeypatch.setattr(Task, "bundle", lambda *_: replace(BUNDLE, path=network))
    place = tmp_path / "cluster"
    place.mkdir()
    cluster_here = Cluster(place)
    try:
        cluster_here.wait()
        yield cluster_here
    finally:
        for process in cluster_here.processes:
            if process.poll() is None:
                cluster_here.end(process)


def test_a_cluster_that_loses_a_worker_gives_the_tables_of_a_run_here(folder, running, tmp_path) -> None:  # noqa: F811
    local = list(analyze([folder], tmp_path / "here", TASK))
    found: list[ClipResult] = []
    for result in analyze([folder], tmp_path / "there", TASK, how=Run(dask=running.address)):
        if not found:
            running.end(running.workers[0])
        found.append(result)
    assert len(found) == len(local) == CLIPS + 1
    assert {r.clip: (r.status, r.reason) for r in found} == {r.clip: (r.status, r.reason) for r in local}
    assert tables(tmp_path / "there") == tables(tmp_path / "here")


def test_a_cluster_that_is_not_there_is_said(monkeypatch, tmp_path, capsys) -> None:
    monkeypatch.setattr(cluster, "TIMEOUT", 1)
    monkeypatch.setattr(Task, "bundle", lambda *_: BUNDLE)
    where = ("--screen", "bridge", "--out", str(tmp_path), "--dask", "tcp://127.0.0.1:9")
    assert main.main(["analyze", str(tmp_path / "a.mp4"), *where]) == 1
    said = capsys.readouterr().err
    assert "No Dask scheduler answers at tcp://127.0.0.1:9" in said and not banned(said)


def test_a_worker_uses_the_network_that_was_asked_for_or_none(monkeypatch, tmp_path) -> None:
    job = Job(tmp_path / "a.mp4", tmp_path / "a", TASK, BUNDLE)
    monkeypatch.setattr(Task, "bundle", lambda *_: replace(BUNDLE, path=tmp_path / "other.task"))
    assert cluster.at_hand(job).bundle.path == tmp_path / "other.task"
    monkeypatch.setattr(Task, "bundle", lambda *_: replace(BUNDLE, sha256="1" * 64))
    with pytest.raises(Problem, match="Use the same on all machines"):
        cluster.at_hand(job)


HANGS = """
import os, time
from movescreen.batch.cluster import watched
tell = watched(1.5, os.open(os.devnull, os.O_WRONLY))
for _ in range(10):
    time.sleep(0.2)
    tell(0, None)
print("told", flush=True)
time.sleep(60)
"""


def test_a_worker_that_hangs_ends_itself_and_one_that_goes_on_does_not() -> None:
    ended = subprocess.run([sys.executable, "-c", HANGS], capture_output=True, text=True, check=False, timeout=30)
    assert ended.returncode == 1 and ended.stdout.strip() == "told"
