"""How far readings move when only rounding differs, as between two kinds of processor: the rendered clips, twice.

The second time every square that the landmark network looks at is moved by a hundred thousandth of a pixel. What the
network finds in one frame says where it looks in the next, so that some bodies are then followed along another way.

    python benchmarks/rounding.py [--write]
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
from robustness import SCREENS
from section import TRUTH, machine, table, write

from movescreen import Record, analyze
from movescreen.pose.estimators.rotated_square import RotatedSquare

MOVED_PX = 1e-5
FEW = 6  # measures that are listed by name

Named = dict[
    tuple[int, str, str, str], tuple[float, float, str]
]  # by repetition, finding, measure, side: value, U, state


def readings(record: Record) -> Named:
    """Every reading of a clip that has a value."""
    return {
        (repetition.number, one.finding, one.measure, one.side): (one.value, one.uncertainty, one.state)
        for repetition in record.repetitions
        for one in repetition.readings
        if np.isfinite(one.value) and one.uncertainty > 0
    }


def moved(clip: Path) -> Named:
    """The same with squares that are moved."""
    about = RotatedSquare.about.__func__  # type: ignore[attr-defined]

    def aside(cls: type[RotatedSquare], *ends: object) -> RotatedSquare:
        square = about(cls, *ends)
        return replace(square, column=square.column + MOVED_PX)

    with patch.object(RotatedSquare, "about", classmethod(aside)):
        return readings(analyze(clip, screen(clip)))


def screen(clip: Path) -> str:
    """The movement that a clip shows."""
    return SCREENS[clip.stem.partition("_")[0]]


def pairs(clips: list[Path]) -> Iterator[tuple[str, str, float, bool]]:
    """Clip and measure of each reading, by how many U it moved, and whether its state changed."""
    for clip in clips:
        once, again = readings(analyze(clip, screen(clip))), moved(clip)
        assert once.keys() == again.keys(), clip
        for key, (value, uncertainty, state) in once.items():
            yield clip.stem, key[2], abs(again[key][0] - value) / uncertainty, again[key][2] != state


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    options = parser.parse_args()
    found = list(pairs(sorted((TRUTH / "clips" / "synthetic").glob("*.mp4"))))
    by: dict[str, list[float]] = defaultdict(list)
    for clip, measure, moves, _ in found:
        by[f"{measure}, {clip}"].append(moves)
        by["all"].append(moves)
    worst = sorted((name for name in by if name != "all"), key=lambda name: -max(by[name]))[:FEW]
    rows = [
        [name, str(len(by[name])), *(f"{np.percentile(by[name], share):.2f}" for share in (50, 95, 100))]
        for name in ("all", *worst)
    ]
    changed = sum(state for *_, state in found)
    text = "\n\n".join(
        (
            machine(),
            f"Squares moved by {MOVED_PX:g} px. States that changed: {changed} of {len(found)}.",
            table(["readings", "n", "median, U", "95 %, U", "largest, U"], rows),
        )
    )
    print(text)
    if options.write:
        write("Rounding", "python benchmarks/rounding.py --write", text)


if __name__ == "__main__":
    main()
