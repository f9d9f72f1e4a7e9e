"""What a lower frame rate (`--rate`) changes: the demonstration clips with every frame and with every second one.

From 30 to 15 frames a second is harder than from 60 to 30, or from 240 to 30. Changes are told in the uncertainty U
that each reading states at the full rate.

    python benchmarks/rate.py [--write]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from section import machine, table, write

from movescreen.batch import OK, Job, Task, measure_clip
from movescreen.cli.demo_clips import demo_clips
from movescreen.pose.weights import ensure
from movescreen.records.record import Reading, Record

HALF = 15.0
OPPOSITE = {"observed", "not_observed"}


def measured(clip: Path, screen: str, rate: float | None, folder: Path) -> Record:
    """A clip's record at a rate."""
    result = measure_clip(Job(clip, folder / f"{clip.stem} {rate}", Task(screen, rate=rate), ensure()))
    assert result.status == OK and result.record, result.reason
    return result.record


def readings(record: Record) -> Iterator[tuple[tuple[object, ...], Reading]]:
    """Every reading that has a value, by what it is of."""
    for rep in record.repetitions:
        for reading in rep.readings:
            if not reading.reason:
                yield (rep.number, reading.measure, reading.side, reading.finding), reading


def row(clip: Path, screen: str, folder: Path) -> list[str]:
    """How far the readings of a clip are from each other at the two rates."""
    full, half = (measured(clip, screen, rate, folder) for rate in (None, HALF))
    others = dict(readings(half))
    pairs = [(one, others[key]) for key, one in readings(full) if key in others]
    change = np.array([abs(a.value - b.value) / a.uncertainty for a, b in pairs])
    opposite = sum({a.state, b.state} == OPPOSITE for a, b in pairs)
    moments = [abs(a.bottom_s - b.bottom_s) for a, b in zip(full.repetitions, half.repetitions, strict=False)]
    counts = f"{len(full.repetitions)} and {len(half.repetitions)}"
    shares = [f"{100 * np.mean(change <= limit):.0f} %" for limit in (1, 2)]
    middle, most = f"{np.median(change):.2f}", f"{change.max():.1f}"
    return [clip.stem, counts, str(len(pairs)), middle, *shares, most, str(opposite), f"{max(moments):.2f}"]


def main() -> None:
    heads = ["clip", "repetitions", "readings", "change in U, middle", "within 1 U", "within 2 U", "largest, U",
             "opposite states", "turning point, s"]  # fmt: skip
    with TemporaryDirectory() as folder:
        rows = [row(clip, screen, Path(folder)) for screen, some in demo_clips().items() for clip in some]
    text = f"{machine()}\n\n{table(heads, rows)}"
    print(text)
    if "--write" in sys.argv:
        write("Lower frame rates", "python benchmarks/rate.py --write", text)


if __name__ == "__main__":
    main()
