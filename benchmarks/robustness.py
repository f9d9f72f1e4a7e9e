"""Whether a clip says the same when it is filmed or stored otherwise: `python benchmarks/robustness.py`.

Every rendered clip is measured as it is and in each of `CHANGES`. What is compared is the state of each finding in each
repetition: `contradicts` counts those that are observed in one and not observed in the other. Clips and results are
kept and taken again; `--again` scores their poses anew, without the outline of the low back, which takes pictures.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from pathlib import Path
from tempfile import gettempdir

import av
import cv2
import numpy as np
from numpy.typing import NDArray
from section import TRUTH, machine, table, write

from movescreen.measures.registry import MEASURES
from movescreen.pose.estimators import replay
from movescreen.records.record import Reading, Record, Repetition, load_record
from movescreen.screens import screens
from movescreen.session import Session
from movescreen.video import open_video

KEPT = Path(gettempdir()) / "movescreen-robustness"
SCREENS = {"ohs": "overhead_squat", "bridge": "bridge", "slbridge": "single_leg_bridge"}  # by how a clip is called
AS_IT_IS, MIRRORED = "as it is", "mirrored"
ASIDE = 0.1  # of the picture's width
SAME_TIME = 0.3  # s between the middles of what is one repetition
PLAIN, COARSE = 18, 36  # how much H.264 leaves out
OPPOSITE = {"observed", "not_observed"}
OTHER_SIDE = {"left": "right", "right": "left", "": ""}

Picture = NDArray[np.uint8]
Pictures = Iterable[Picture]


@dataclass(frozen=True)
class Change:
    """What is done to a clip: to its pictures, its rate, and how finely it is stored."""

    pictures: Callable[[Pictures], Iterator[Picture]]
    times: float = 1.0
    coarseness: int = PLAIN


def halved(pictures: Pictures) -> Iterator[Picture]:
    """Half as wide and as high, in even numbers."""
    for picture in pictures:
        height, width = (side // 4 * 2 for side in picture.shape[:2])
        yield cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8)


def every_second(pictures: Pictures) -> Iterator[Picture]:
    return (picture for number, picture in enumerate(pictures) if number % 2 == 0)


def with_between(pictures: Pictures) -> Iterator[Picture]:
    """Each with what lies half-way to the next after it."""
    for now, following in pairwise(pictures):
        yield now
        yield cv2.addWeighted(now, 0.5, following, 0.5, 0).astype(np.uint8)


def mirrored(pictures: Pictures) -> Iterator[Picture]:
    return (picture[:, ::-1] for picture in pictures)


def aside(pictures: Pictures) -> Iterator[Picture]:
    """Everything further to the right; the left edge is drawn out."""
    for picture in pictures:
        columns = np.arange(picture.shape[1]) - round(ASIDE * picture.shape[1])
        yield picture[:, np.maximum(columns, 0)]


def unchanged(pictures: Pictures) -> Iterator[Picture]:
    return iter(pictures)


CHANGES = {
    "half resolution": Change(halved),
    "15 frames a second": Change(every_second, 0.5),
    "60 frames a second": Change(with_between, 2.0),
    MIRRORED: Change(mirrored),
    "re-compressed": Change(unchanged, coarseness=COARSE),
    "10 % off-centre": Change(aside),
}


def store(clip: Path, change: Change, place: Path) -> None:
    """Write a changed copy of a clip."""
    with open_video(clip) as source, av.open(place, "w") as out:
        first, second, *_ = ahead = list(islice(source, 2))
        rate = round(change.times / (second.time - first.time))
        stream = out.add_stream("libx264", rate=rate, options={"crf": str(change.coarseness), "preset": "veryfast"})
        for number, picture in enumerate(change.pictures(frame.picture for frame in chain(ahead, source))):
            if number == 0:
                stream.height, stream.width = picture.shape[:2]
            out.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(picture))))
        out.mux(stream.encode())


def measured(clips: list[Path], results: Path) -> None:
    """Measure clips as a user would, those that were not measured before."""
    for screen in sorted(set(map(screen_of, clips))):
        new = [clip for clip in clips if screen_of(clip) == screen and not (results / clip.stem).is_dir()]
        if new:
            command = [sys.executable, "-m", "movescreen", "analyze", *new, "--screen", screen, "--out", results]
            subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)


def screen_of(clip: Path) -> str:
    return SCREENS[clip.stem.split("_")[0]]


@dataclass(frozen=True)
class Compared:
    """One finding in one repetition, in a clip as it is and changed; `moved` in uncertainties of the first."""

    clip: str
    change: str
    rep: int
    finding: str
    side: str
    states: tuple[str, str]
    values: tuple[float, float]
    moved: float

    @property
    def contradicts(self) -> bool:
        return set(self.states) == OPPOSITE


def compared(clip: str, change: str, one: Record, other: Record) -> Iterator[Compared]:
    """Every finding of the repetitions that both have."""
    for rep in one.repetitions:
        for twin in (r for r in other.repetitions if abs(r.bottom_s - rep.bottom_s) < SAME_TIME):
            yield from _of_repetition(clip, change, rep, twin)


def _of_repetition(clip: str, change: str, rep: Repetition, twin: Repetition) -> Iterator[Compared]:
    sided = OTHER_SIDE if change == MIRRORED else {side: side for side in OTHER_SIDE}
    there = {key(reading): reading for reading in twin.readings if reading.finding}
    for reading in (r for r in rep.readings if r.finding):
        name, side = key(reading)
        twin_reading = there[name, sided[side]]
        turned = -1.0 if change == MIRRORED and MEASURES[reading.measure].directed else 1.0
        moved = (turned * twin_reading.value - reading.value) / reading.uncertainty
        states, values = (reading.state, twin_reading.state), (reading.value, twin_reading.value)
        yield Compared(clip, change, rep.number, name, side, states, values, moved)


WITHOUT_SIDE = ("asymmetrical_shift",)  # whose side is its direction, which may be either where there is none


def key(reading: Reading) -> tuple[str, str]:
    """What a reading is of."""
    return reading.finding, "" if reading.finding in WITHOUT_SIDE else reading.side


HEADS = [
    "change",
    "clips",
    "same count",
    "findings",
    "same state",
    "contradicts",
    "moved, U: half within",
    "95 % within",
]


def row(change: str, reps: list[tuple[int, int]], found: list[Compared]) -> list[str]:
    """A line of the table."""
    moved = np.abs([c.moved for c in found if np.isfinite(c.moved)])
    same = sum(c.states[0] == c.states[1] for c in found) / max(len(found), 1)
    counts = [str(len(reps)), str(sum(a == b for a, b in reps)), str(len(found)), f"{100 * same:.0f} %"]
    within = [f"{np.quantile(moved, share):.2f}" for share in (0.5, 0.95)] if len(moved) else ["", ""]
    return [change, *counts, str(sum(c.contradicts for c in found)), *within]


def record(results: Path, clip: Path, again: bool) -> Record:
    """The record of a clip that was measured, or what its poses lead to now."""
    if not again:
        return load_record(results)
    session = Session(screens()[screen_of(clip)], network="blazepose")
    session.push(replay.load_poses(results / "poses.npz")[0])
    return session.close()[1]


def pairs(clips: list[Path], name: str, asked: argparse.Namespace) -> list[tuple[Record, Record]]:
    """The record of each clip as it is and of its copy with a change, measured if need be."""
    folder = asked.kept / name
    folder.mkdir(parents=True, exist_ok=True)
    for clip in clips:
        if not (folder / clip.name).is_file():
            store(clip, CHANGES[name], folder / clip.name)
    measured([folder / clip.name for clip in clips], folder / "results")
    usual = asked.kept / AS_IT_IS / "results"
    return [
        (record(usual / c.stem, c, asked.again), record(folder / "results" / c.stem, c, asked.again)) for c in clips
    ]


def main() -> None:
    """Change and measure the clips, print what differs, write the table."""
    asked = arguments()
    screens()  # whose measures are known from then on
    clips = sorted((asked.data / "clips" / "synthetic").glob(f"{asked.clips}.mp4"))
    measured(clips, asked.kept / AS_IT_IS / "results")
    rows = []
    for name in CHANGES:
        records = pairs(clips, name, asked)
        found = [c for clip, pair in zip(clips, records, strict=True) for c in compared(clip.stem, name, *pair)]
        rows.append(row(name, [(len(one.repetitions), len(other.repetitions)) for one, other in records], found))
        print(*(c for c in found if c.contradicts), sep="\n", end="")
    print(table(HEADS, rows))
    if asked.write:
        said = f" --clips '{asked.clips}'" * (asked.clips != "*") + " --again" * asked.again
        write("Robustness", f"python benchmarks/robustness.py{said} --write", f"{machine()}\n\n{table(HEADS, rows)}")


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=TRUTH, help="the folder with clips/synthetic")
    parser.add_argument("--kept", type=Path, default=KEPT, help="where clips and results are kept; delete to renew")
    parser.add_argument("--clips", default="*", help="the clips to take, a pattern of their names")
    parser.add_argument("--again", action="store_true", help="score the kept poses anew")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
