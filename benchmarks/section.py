"""What the benchmarks share: where the truth lies, the machine in words, and their sections in this folder's README."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

README = Path(__file__).parent / "README.md"
TIMES = Path("/proc/stat")
# Clips and recordings with known truth, as for the tests: CONTRIBUTING.md.
TRUTH = Path(os.environ.get("MOVESCREEN_TRUTH", Path(__file__).parents[2] / "shared" / "data"))


def times() -> list[int]:
    """What the processors did so far, by kind; the last is what a virtual machine's host gave to others."""
    return [int(t) for t in TIMES.read_text().split("\n", 1)[0].split()[1:9]] if TIMES.exists() else []


BEGAN = times()


def machine() -> str:
    """This machine in a line, with the date and, of a virtual one, how much of it others had meanwhile."""
    names = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", names.read_text()) if names.exists() else None
    chip = found.group(1) if found else platform.processor() or platform.machine()
    passed = [now - then for now, then in zip(times(), BEGAN, strict=True)]
    others = f" Meanwhile its host gave {passed[-1] / sum(passed):.0%} of it to others." if sum(passed) else ""
    return f"{date.today()}: {os.cpu_count()} cores, {chip}, Python {platform.python_version()}.{others}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write(title: str, command: str, text: str) -> None:
    """Put a section into the README, in the place of the one with the same title."""
    whole = README.read_text(encoding="utf-8")
    section = f"## {title}\n\n`{command}`\n\n{text}\n"
    old = re.compile(rf"## {re.escape(title)}\n.*?(?=\n## |\Z)", re.DOTALL)
    whole = old.sub(lambda _: section, whole) if old.search(whole) else f"{whole.rstrip()}\n\n{section}"
    README.write_text(whole, encoding="utf-8")
