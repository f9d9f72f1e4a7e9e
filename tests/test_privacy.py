"""Nothing leaves the machine: no command asks for an address beyond it, nor for what a name's address is."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from time import sleep

import pytest
from clips import FRONT, bundle, clip
from videos import write_clip

RATINGS = "subject,rater,item,value\n" + "".join(f"{s},{r},knees,{(s + r) % 2}\n" for s in range(6) for r in (1, 2))
INTERNET = re.compile(r'sa_family=AF_INET6?, .*?htons\((\d+)\).*?"([\da-fA-F.:]+)"')
ASKS = re.compile(r"\d+ +(?:connect|sendto|sendmsg|sendmmsg)\(")  # what sends, and what says to whom
HERE = re.compile(r"127\.|::1$|::ffff:127\.|0\.0\.0\.0$|::$")  # loopback, and a socket that is bound to no address yet
NAMES = "53"  # the port of name servers: also one on this machine asks others
PATIENCE = 300  # s that the slowest machine may take for a command
WATCHED = ("strace", "-f", "-qq", "-e", "trace=network", "-s", "0")


def beyond(trace: str) -> list[str]:
    """The lines of a trace that name an address beyond this machine, or a name server."""
    named = ((line, found) for line in filter(ASKS.match, trace.splitlines()) for found in INTERNET.findall(line))
    return [line for line, (port, address) in named if port == NAMES or not HERE.match(address)]


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The tracer's command, which writes to the file that is named next."""
    if which("strace") is None:
        pytest.skip("there is no strace on this machine to watch system calls with")
    for quick in (["--seccomp-bpf"], []):
        command = [*WATCHED, *quick, "-o"]
        tried = tmp_path_factory.mktemp("tried") / "trace"
        done = subprocess.run([*command, tried, sys.executable, "-c", ""], capture_output=True, text=True, check=False)
        if done.returncode == 0 and not done.stderr:
            return command
    pytest.skip(f"strace may not watch processes on this machine: {done.stderr.strip()}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short clip, a table of ratings, and the network."""
    made = tmp_path_factory.mktemp("private")
    (made / "clips").mkdir()
    write_clip(made / "clips" / "squat.mp4", [frame.picture for frame in clip(FRONT, 20, 2)], preset="ultrafast")
    (made / "ratings.csv").write_text(RATINGS)
    bundle()
    return made


def watched(traced: list[str], folder: Path, *command: object) -> tuple[str, subprocess.CompletedProcess[str]]:
    """A command's trace, and what it printed."""
    name = folder / "trace"
    whole = [*traced, str(name), sys.executable, *map(str, command)]
    done = subprocess.run(whole, cwd=folder, capture_output=True, text=True, check=False, timeout=PATIENCE)
    return name.read_text(errors="replace"), done


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1"])
def test_the_tracer_sees_what_would_leave(traced: list[str], folder: Path, address: str) -> None:
    """A datagram socket that is connected to an address sends nothing."""
    family = "AF_INET6" if ":" in address else "AF_INET"
    script = f"import socket; socket.socket(socket.{family}, socket.SOCK_DGRAM).connect_ex(({address!r}, 9))"
    if family not in (trace := watched(traced, folder, "-c", script)[0]):
        pytest.skip(f"this machine has no {family}")
    assert len(beyond(trace)) == 1
    server = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 53))"
    assert len(beyond(watched(traced, folder, "-c", server)[0])) == 1
    assert not beyond(watched(traced, folder, "-c", server.replace("53", "9"))[0])


COMMANDS = {
    "analyze": ("analyze", "clips", "--screen", "overhead_squat", "--out", "results"),
    "report": ("report", "results"),
    "live": ("live", "--headless", "--source", "clips/squat.mp4", "--screen", "overhead_squat"),
    "agree": ("agree", "ratings.csv"),
}


def test_commands_ask_for_no_address_beyond_this_machine(traced: list[str], folder: Path) -> None:
    for name, command in COMMANDS.items():
        trace, done = watched(traced, folder, "-m", "movescreen", *command)
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"
        assert not beyond(trace), name


PAGES = {
    "app": ("app", "--source", "clips/squat.mp4", "--library", "library of the app"),
    "live": ("live", "--source", "clips/squat.mp4", "--library", "library"),
    "rate": ("rate", "clips", "--rater", "Ana", "--study", "study"),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_ask_for_no_address_beyond_this_machine(traced: list[str], folder: Path, name: str) -> None:
    """The page is asked for, and then stopped as a user stops it."""
    trace = folder / f"trace of {name}"
    command = [*traced, str(trace), sys.executable, "-m", "movescreen", *PAGES[name], "--port", "0", "--no-browser"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as running:
        try:
            address = next(found.group() for line in _lines(running) if (found := re.search(r"http://\S+", line)))
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())  # keeps the token's cookie
            assert browser.open(address, timeout=PATIENCE).status == 200
            sleep(2)  # of pictures
        finally:
            os.killpg(running.pid, signal.SIGINT)
        running.communicate(timeout=PATIENCE)
    text = trace.read_text(errors="replace")
    assert "accept" in text and "AF_INET" in text, "the page was served"
    assert not beyond(text)


def _lines(running: subprocess.Popen[str]) -> Iterator[str]:
    assert running.stdout is not None
    yield from running.stdout
