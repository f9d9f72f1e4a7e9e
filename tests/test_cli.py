"""The commands: what they print, their exit codes, and that asking for help costs nothing."""

from __future__ import annotations

import errno
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread
from time import perf_counter

import pytest
from language import banned
from rich.console import Console
from test_batch import clip, in_place_of_the_network

import movescreen
from movescreen import batch
from movescreen.batch import ClipResult, task
from movescreen.cli import doctor_checks, main, measures, progress
from movescreen.cli.progress import Bars, TimeLeft
from movescreen.errors import Problem
from movescreen.measures.registry import MEASURES
from movescreen.output.report.data_dictionary import sheets
from movescreen.screens import screens

HEAVY = {"ai_edge_litert", "av", "cv2", "mediapipe", "numpy", "rich", "scipy", "pandas"}


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    in_place_of_the_network(monkeypatch)


@pytest.fixture
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clip(tmp_path_factory.getbasetemp())


def run(*arguments: object) -> int:
    return main.main([str(argument) for argument in arguments])


def analyze(*arguments: object) -> int:
    return run("analyze", "--screen", "overhead_squat", *arguments)


def test_a_clip_is_measured_and_its_table_printed(one: Path, network: None, tmp_path: Path, capsys) -> None:
    assert analyze(one, "--out", tmp_path / "out") == 0
    printed, progress = capsys.readouterr()
    assert "1 repetition" in printed and "Knees move inward" in printed and str(tmp_path / "out") in printed
    assert not banned(printed) and progress == ""


def test_one_clip_that_cannot_be_measured_makes_the_exit_code_1(
    one: Path, network: None, tmp_path: Path, capsys
) -> None:
    assert analyze(tmp_path / "missing.mp4", one, "--out", tmp_path / "out") == 1
    printed, _ = capsys.readouterr()
    assert "missing: not measured. There is no file" in printed and "1 of 2 clips" in printed and not banned(printed)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("squint",),
        ("analyze",),
        ("analyze", "clip.mp4"),
        ("analyze", "clip.mp4", "--screen", "handstand"),
        ("analyze", "clip.mp4", "--screen", "bridge", "--view", "above"),
        ("demo", "too", "much"),
    ],
)
def test_misuse_is_2_and_says_what_is_expected(arguments: tuple[str, ...], capsys) -> None:
    with pytest.raises(SystemExit) as left:
        run(*arguments)
    assert left.value.code == 2 and "usage: movescreen" in capsys.readouterr().err


def test_an_unknown_screen_is_answered_with_those_that_there_are(capsys) -> None:
    with pytest.raises(SystemExit):
        run("analyze", "clip.mp4", "--screen", "handstand")
    said = capsys.readouterr().err
    assert all(name in said for name in screens())


def test_output_that_is_a_file_and_a_network_that_is_none_are_misuse(one: Path, tmp_path: Path, capsys) -> None:
    assert analyze(one, "--out", one) == 2
    assert analyze(one, "--out", tmp_path, "--model", tmp_path / "none.task") == 2
    assert analyze(one, "--out", tmp_path, "--model", "immense") == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 3 and all(line.startswith("movescreen: ") and not banned(line) for line in said)


def test_a_network_out_of_reach_is_1_with_its_sentence(one: Path, tmp_path: Path, monkeypatch, capsys) -> None:
    def out_of_reach(*_: object) -> None:
        raise Problem("model_out_of_reach", "No origin was in reach. Go online.")

    monkeypatch.setattr(task, "ensure", out_of_reach)
    assert analyze(one, "--out", tmp_path) == 1
    assert capsys.readouterr().err == "movescreen: No origin was in reach. Go online.\n"


def test_what_was_asked_is_printed_beside_what_was_done(one: Path, network: None, tmp_path: Path, capsys) -> None:
    assert analyze(one, "--reps", 3, "--out", tmp_path) == 0
    assert "Asked for: 3 repetitions. Counted: 1 repetition." in capsys.readouterr().out


@pytest.mark.parametrize("options", [("--hold", 5), ("--support", "left")])
def test_what_a_screen_does_not_have_cannot_be_asked_of_it(options, one: Path, network: None, tmp_path: Path, capsys):
    assert analyze(one, *options, "--out", tmp_path) == 2
    assert "single_leg_bridge" in capsys.readouterr().err


@pytest.mark.parametrize("options", [("--hold", "0"), ("--hold", "long"), ("--reps", "2.5"), ("--reps", "-1")])
def test_seconds_and_repetitions_are_numbers_above_nothing(options, one: Path, capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        analyze(one, *options)
    assert stopped.value.code == 2 and "a number above 0 was expected" in capsys.readouterr().err


def test_a_stop_says_what_is_kept(one: Path, network: None, tmp_path: Path, monkeypatch, capsys) -> None:
    def stopped(*_: object) -> Iterator[ClipResult]:
        yield ClipResult("one", batch.FAILED, "Too dark.")
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "analyze", stopped)
    assert analyze(one, "--out", tmp_path) == 130
    said = capsys.readouterr().out.splitlines()[-1]
    assert said.startswith("Stopped, and what was done until then is kept: 0 of 1 clips") and str(tmp_path) in said


def test_measures_prints_every_measure_and_finding(capsys) -> None:
    names = {*MEASURES, *(f.name for screen in screens().values() for f in screen.findings)}
    for options in ((), ("--markdown",)):
        assert run("measures", *options) == 0
        printed = capsys.readouterr().out
        assert all(name in printed for name in names) and not banned(printed)
    assert printed.count("\n| ") == 4 + sum(len(sheet.rows) for sheet in sheets())


def test_the_dictionary_has_a_meaning_and_an_uncertainty_for_all_that_has_a_unit() -> None:
    measures, _ = sheets()
    assert all(cell for row in measures.rows for cell in row)


def test_models_lists_what_there_is(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("MOVESCREEN_MODELS", str(tmp_path))
    (tmp_path / "pose_landmarker_full.task").write_bytes(b"no network")
    assert run("models") == 1
    assert "Expected a .task bundle" in capsys.readouterr().err
    assert run("models", "immense") == 2


def test_doctor_looks_at_everything_and_advises_where_something_is_missing(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("MOVESCREEN_MODELS", str(tmp_path))
    monkeypatch.setattr(doctor_checks, "DECODERS", ("h264", "no_such_codec"))
    assert run("doctor") == 1
    printed = capsys.readouterr().out
    for said in (
        "Python",
        "ai-edge-litert",
        "extra mediapipe",
        "pose network",
        "not here yet",
        "no decoder for no_such_codec",
        doctor_checks.AGAIN,
    ):
        assert said in printed
    assert not banned(printed)


def test_doctor_is_content_where_only_a_camera_and_the_network_are_missing(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("MOVESCREEN_MODELS", str(tmp_path))
    assert all(one.works for one in doctor_checks.checks() if one.needed)


@pytest.mark.parametrize("command", main.COMMANDS)
def test_every_command_has_help(command: str, capsys) -> None:
    with pytest.raises(SystemExit) as left:
        run(command, "--help")
    assert left.value.code == 0 and not banned(capsys.readouterr().out)


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    look = "import sys, movescreen.cli.main; movescreen.cli.main.parser().format_help(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout.split()
    assert not HEAVY & set(loaded)
    seconds = []
    for _ in range(3):
        began = perf_counter()
        subprocess.run([sys.executable, "-m", "movescreen", "--help"], capture_output=True, check=True)
        seconds.append(perf_counter() - began)
    assert min(seconds) < 0.5


def test_the_version_is_said() -> None:
    said = subprocess.run([sys.executable, "-m", "movescreen", "--version"], capture_output=True, text=True, check=True)
    assert said.stdout == f"movescreen {movescreen.__version__}\n"


def test_a_terminal_without_the_signs_is_no_reason_to_stop() -> None:
    plain = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "movescreen", "measures"]
    assert b"beyond ?10 %" in subprocess.run(command, capture_output=True, check=True, env=plain).stdout


def test_a_disk_that_takes_no_more_is_said_wherever_it_is_noticed(monkeypatch, capsys) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "there.html")

    monkeypatch.setattr(measures, "run", full)
    assert run("measures") == 1
    assert capsys.readouterr().err.startswith("movescreen: there.html could not be read or written (No space left")


def test_a_reader_who_has_read_enough_is_no_reason_for_an_error() -> None:
    command = [sys.executable, "-m", "movescreen", "agree", "--plan", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ended:
        assert ended.stdout and ended.stderr
        ended.stdout.close()
        assert ended.stderr.read() == b""
    assert ended.returncode == 1


def test_the_bar_follows_clips_and_a_download_on_a_terminal() -> None:
    with Bars() as bars:
        terminal = io.StringIO()
        bars._console = Console(file=terminal, force_terminal=True, width=80)
        bars.report(None, "Asking [somebody]")
        bars.report(0.5, "Fetching [half]")
        bars.begin({"squat [1]": 100, "empty": 0})
        bars.frames("squat [1]", 30, 60)
        with bars.aside():
            print("a line", file=terminal)
        bars.end("squat [1]")
        bars.end("empty")
    shown = terminal.getvalue()
    assert "Fetching [half]" in shown and "0 of 2 clips" in shown and "2 of 2 clips" in shown
    assert "frames/s" in shown and "a line\n" in shown


def test_ctrl_c_while_libraries_load_ends_without_a_word() -> None:
    # Started where Ctrl-C is ignored, as under nohup, a child ignores it too: Python's own handler has to be put back.
    heard = "signal.signal(signal.SIGINT, signal.default_int_handler)"
    pressed = "c.parser = lambda: os.kill(os.getpid(), signal.SIGINT)"
    code = f"import os, signal; {heard}; import movescreen.cli.main as c; {pressed}; c.main(['models'])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.returncode == -signal.SIGINT and ended.stdout + ended.stderr == ""


def test_ctrl_c_is_left_to_whoever_has_it_already() -> None:
    found: list[object] = []

    def look() -> None:
        with main.ended_at_once():
            found.append(signal.getsignal(signal.SIGINT))

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    look()
    signal.signal(signal.SIGINT, before)
    elsewhere = Thread(target=look)
    elsewhere.start()
    elsewhere.join()
    assert found == [signal.SIG_IGN, before] and signal.getsignal(signal.SIGINT) is before


def test_a_run_that_is_stopped_says_of_how_many_clips(monkeypatch, one: Path, tmp_path: Path, capsys, network) -> None:
    def stopped(job: object, tell: object) -> ClipResult:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "measure_clip", stopped)
    clips = [str(one), str(tmp_path / "gone.mp4")]
    assert main.main(["analyze", *clips, "--screen", "overhead_squat", "--out", str(tmp_path / "out")]) == 130
    assert "0 of 2 clips measured" in " ".join(capsys.readouterr().out.split())


def test_bars_name_the_stage_and_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clip's frames are a part of the work; what comes after them has a name and a time of its own."""
    bars, clock = Bars(), [0.0]
    monkeypatch.setattr("movescreen.cli.progress.time.monotonic", lambda: clock[0])
    bars.begin({"a": 999})
    bar = bars._bar
    assert bar is not None
    (task,) = bar.tasks
    task.start_time, bar.get_time, task._get_time = 0.0, lambda: clock[0], lambda: clock[0]

    def left_at(second: float, done: int) -> tuple[str, str]:
        clock[0] = second
        bars.frames("a", done, 100)
        return task.description, TimeLeft().render(task).plain

    rest = round(100 - progress.POSES * 50)
    expected = ("0 of 1 clips, finding poses", str(timedelta(seconds=rest)))
    assert left_at(progress.POSES * 50, 50) == expected
    at_end = left_at(progress.POSES * 100, 100)
    assert "looking at pictures again" in at_end[0] and at_end[1] == f"0:00:{round(100 * (1 - progress.POSES)):02}"
    clock[0] = 300.0
    assert TimeLeft().render(task).plain == "0:00:01"
    bars.end("a")
    assert task.completed == task.total and task.description == "1 of 1 clips"
    bars.clear()
