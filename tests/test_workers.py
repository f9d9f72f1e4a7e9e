"""Workers: whatever becomes of one of them, every clip has its row, and a run that was killed goes on where it was."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from language import banned
from overnight import BUNDLE, act
from people import brief_squat
from videos import picture, write_clip

from movescreen.batch import FAILED, OK, ClipResult, Job, Nobody, Task
from movescreen.batch.workers import Workers, employed
from movescreen.cli.loading_ahead import load_ahead
from movescreen.records.arrivals import PART, sweep
from movescreen.records.ownership import marked
from movescreen.threads import FORKSERVER, SPAWN

CLIPS = 6


def worked(*names: str, workers: int = 2, patience: float = 60.0, start: str = SPAWN) -> dict[str, ClipResult]:
    """What became of clips with these names, each doing what its name says."""
    jobs = [Job(Path(f"{name}.mp4"), Path(name), Task("overhead_squat"), BUNDLE) for name in names]
    return {result.clip: result for result in Workers(act, workers, patience, start).each(jobs, Nobody())}


@pytest.mark.parametrize("start", [lambda: SPAWN, load_ahead])
def test_a_worker_that_ends_is_replaced_and_its_clip_reported(start) -> None:
    found = worked("good_1", "killed", "good_2", "left", "good_3", start=start())
    assert {name for name, result in found.items() if result.status == OK} == {"good_1", "good_2", "good_3"}
    assert "SIGKILL" in found["killed"].reason and "exit code 7" in found["left"].reason
    for name in ("killed", "left"):
        assert found[name].status == FAILED and not found[name].key and not banned(found[name].reason)


def test_worker_silent_or_slow() -> None:
    """A worker that falls silent is given up and one that is only slow is not."""
    began = time.monotonic()
    found = worked("slow", "hung", "good", patience=4.0)
    assert time.monotonic() - began < 60
    assert {name: result.status for name, result in found.items()} == {"slow": OK, "hung": FAILED, "good": OK}
    assert "Nothing happened" in found["hung"].reason and not banned(found["hung"].reason)


def test_worker_does_many_clips() -> None:
    """A worker does many clips with one thread each and there are no more than clips."""
    found = worked("a", "b", "c", workers=1)
    assert len({result.key for result in found.values()}) == 1
    assert {result.reason for result in found.values()} == {"1"}
    assert worked("a", start=load_ahead())["a"].reason == "1"
    assert worked("a", workers=8).keys() == {"a"} and worked() == {}


def test_workers_killed_before_they_start() -> None:
    """Whoever is killed between being told to work and having a process begins no work."""
    workers = Workers(act, 1)
    workers.kill()
    began = time.monotonic()
    (result,) = workers.each([Job(Path("hung.mp4"), Path("hung"), Task("overhead_squat"), BUNDLE)], Nobody())
    assert "SIGKILL" in result.reason and time.monotonic() - began < 30


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="there are no priorities of this kind here")
def test_employed_steps_back() -> None:
    """A process that measures beside a page steps back before it has loaded anything."""
    before = os.getpriority(os.PRIO_PROCESS, 0)
    worker = employed(act, niceness=3)
    try:
        assert worker.process.pid
        assert os.getpriority(os.PRIO_PROCESS, worker.process.pid) == max(3, before)
        assert os.getpriority(os.PRIO_PROCESS, 0) == before
    finally:
        worker.end()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clips of different content, and a file that is none."""
    folder = tmp_path_factory.mktemp("clips")
    count = len(brief_squat().time)
    first = write_clip(folder / "0.mp4", [picture(index, 64, 48) for index in range(count)], g=1)
    for number in range(1, CLIPS):
        shutil.copy(first, folder / f"{number}.mp4")
    (folder / "words.mp4").write_bytes(b"no clip, only words" * 9)
    return folder


def started(clips: Path, out: Path) -> subprocess.Popen[str]:
    script = Path(__file__).with_name("overnight.py")
    return subprocess.Popen(
        [sys.executable, script, clips, out], stdout=subprocess.PIPE, text=True, start_new_session=True
    )


def first_line(run: subprocess.Popen[str]) -> None:
    """Wait until a run has printed its first result."""
    assert run.stdout
    run.stdout.readline()


def ended(run: subprocess.Popen[str]) -> None:
    """Kill a run, and wait for it alone, not for its workers."""
    run.kill()
    run.wait()
    assert run.stdout
    run.stdout.close()


def finished(clips: Path, out: Path) -> list[str]:
    """What a run that nobody disturbs prints."""
    run = started(clips, out)
    printed, _ = run.communicate(timeout=120)
    assert run.returncode == 0
    return printed.splitlines()


def tables(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*.csv"))}


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables of a run that went through at once."""
    out = tmp_path_factory.mktemp("undisturbed")
    assert len(finished(folder, out)) == CLIPS + 1
    return tables(out)


def test_a_run_that_is_killed_again_and_again_ends_with_the_same_tables(folder, undisturbed, tmp_path) -> None:
    chance = random.Random(5)
    for _ in range(4):
        run = started(folder, tmp_path)
        if chance.random() < 0.5:
            first_line(run)  # some time after the first result
        time.sleep(chance.uniform(0.0, 1.0))
        ended(run)
    printed = finished(folder, tmp_path)
    assert tables(tmp_path) == undisturbed and len(printed) == CLIPS + 1
    assert {line.split()[1] for line in finished(folder, tmp_path)} == {"unchanged"}
    for place in tmp_path.glob("*.part"):  # a process was killed within the millisecond before it could mark this one
        assert not marked(place, PART)
        os.utime(place, (0, 0))
    sweep(tmp_path)
    assert not [path for path in tmp_path.iterdir() if path.suffix in (".part", ".before")]


def test_load_ahead_without_a_socket(monkeypatch) -> None:
    """Where there is no room for its socket, workers are started without it."""

    def full() -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("multiprocessing.forkserver.ensure_running", full)
    assert load_ahead() == SPAWN


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries do not bear to be copied")
def test_load_ahead_on_linux() -> None:
    """Workers are copies of a process that has the libraries and one thread."""
    assert load_ahead() == FORKSERVER


def test_two_runs_into_one_folder_do_each_clip_once(folder, undisturbed, tmp_path) -> None:
    runs = [started(folder, tmp_path), started(folder, tmp_path)]
    printed = [line.split() for run in runs for line in run.communicate(timeout=120)[0].splitlines()]
    assert [run.returncode for run in runs] == [0, 0] and tables(tmp_path) == undisturbed
    assert sum(how == "measured" for clip, how in printed if clip != "words") == CLIPS


def test_no_worker_outlives_the_run(folder, tmp_path) -> None:
    run = started(folder, tmp_path)
    first_line(run)
    below = descendants(run.pid)
    ended(run)
    deadline = time.monotonic() + 10
    while alive(below) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(below) >= 2 and not alive(below)


def descendants(pid: int) -> list[int]:
    """The processes that a process has started, and those that these have started."""
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*children, *(below for child in children for below in descendants(child))]


def alive(pids: list[int]) -> list[int]:
    """Those of the processes that are still at work."""
    stats = (Path(f"/proc/{pid}/stat") for pid in pids)
    return [pid for pid, stat in zip(pids, stats, strict=True) if stat.exists() and stat.read_text().split()[2] != "Z"]
