"""What the annotated video costs beside the analysis: each demonstration clip with it and without, in turn.

python benchmarks/video.py [--write] [--pairs N] [--blur-faces]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from section import machine, table, write

from movescreen.batch import Job, Task, measure_clip
from movescreen.cli.demo_clips import demo_clips
from movescreen.output.report.files import VIDEO
from movescreen.pose.weights import Bundle, ensure


def taken(clip: Path, task: Task, bundle: Bundle, folder: Path) -> tuple[float, float]:
    """Seconds that passed, and seconds of the machine's cores, from the file to all results."""
    passed, worked = time.perf_counter(), time.process_time()
    result = measure_clip(Job(clip, folder, task, bundle, fresh=True))
    assert result.status == "ok", result.reason
    return time.perf_counter() - passed, time.process_time() - worked


def row(clip: Path, screen: str, bundle: Bundle, folder: Path, pairs: int, blur: bool) -> list[str]:
    """Both, pair by pair after one that does not count."""
    found = []
    for number in range(pairs + 1):
        alone = taken(clip, Task(screen), bundle, folder / "alone")
        filmed = taken(clip, Task(screen, video=True, blur_faces=blur), bundle, folder / "filmed")
        if number:
            found.append([*alone, *filmed])
    ratios = [[filmed / alone for alone, _, filmed, _ in found], [filmed / alone for _, alone, _, filmed in found]]
    size = (folder / "filmed" / VIDEO).stat().st_size / 1e6
    seconds = [f"{median(column):.1f}" for column in zip(*found, strict=True)]
    spans = [f"{median(ratio):.2f} ({min(ratio):.2f} to {max(ratio):.2f})" for ratio in ratios]
    return [clip.stem, seconds[0], seconds[2], spans[0], spans[1], f"{size:.1f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--blur-faces", action="store_true")
    options = parser.parse_args()
    bundle = ensure()
    with TemporaryDirectory() as name:
        rows = [
            row(clip, screen, bundle, Path(name), options.pairs, options.blur_faces)
            for screen, files in demo_clips().items()
            for clip in files
        ]
    heads = ["clip", "s alone", "s with the video", "times the time", "times the cores' work", "MB"]
    text = "\n\n".join((machine(), f"From the file to all results, {options.pairs} pairs.", table(heads, rows)))
    print(text)
    if options.write:
        write("Video", "python benchmarks/video.py --write", text)


if __name__ == "__main__":
    main()
