"""The low back's outline on rendered squats from the side whose lumbar angle is known, found in four ways.

`two pictures` is what movescreen.scoring.back_outline does; `one picture` the same without a picture of the person
elsewhere; `mask` the network's own mask, where it crosses one half; `GrabCut` OpenCV's colour models, seeded
by the trunk.
The first two give no value where they find the outline unclear, the others always give one.

    python benchmarks/outline.py [--write] [--data FOLDER] [--poses FOLDER]
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import cv2
import mediapipe
import numpy as np
from known.clips import found
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions
from numpy.typing import NDArray
from section import TRUTH, machine, table, write

from movescreen.measures.reference_pose import ReferencePose
from movescreen.pose.estimators.quiet_stderr import hushed
from movescreen.pose.pose import SIDES, Array, Pose
from movescreen.pose.weights import ensure
from movescreen.scoring.back_outline import BackChange, Outline, Picture, Shot, back_change, outline, sagitta
from movescreen.scoring.back_outline.trunk import DEPTHS, STATIONS, Trunk
from movescreen.screens import screens
from movescreen.session import Session
from movescreen.video import open_video

FRAMES = 5  # of each phase
ROUND, ARCH = 10.0, -10.0  # deg of lumbar flexion beyond which a back is called so


@dataclass(frozen=True)
class Row:
    """One repetition: the clip's name, its number, the lumbar flexion at the bottom (deg), and what each way read."""

    clip: str
    number: int
    lumbar: float
    changes: dict[str, BackChange]

    @property
    def kind(self) -> str:
        return "rounds" if self.lumbar > ROUND else "arches" if self.lumbar < ARCH else "steady"


Way = Callable[[Picture, Pose, ReferencePose, Picture], Outline]


def outermost(mask: NDArray[Any]) -> Array:
    """The depth of a strip's first way out of a mask, in parts of a grain; NaN at stations without one."""
    start = int(np.searchsorted(DEPTHS, 0.0))
    out = mask[:, start:] < 0.5
    first = start + out.argmax(axis=1)
    rows = np.arange(len(mask))
    inner, outer = mask[rows, first - 1], mask[rows, first]
    share = (inner - 0.5) / np.maximum(inner - outer, 1e-9)
    edge = DEPTHS[first - 1] + share * (DEPTHS[1] - DEPTHS[0])
    return np.where(out.any(axis=1) & (inner >= 0.5), edge, np.nan)


def read(trunk: Trunk, depth: Array) -> Outline:
    """An outline from depths with gaps."""
    known = np.isfinite(depth)
    if known.mean() < 0.8:
        return Outline(trunk.points(STATIONS, depth), np.nan, "outline_unclear")
    whole = np.interp(STATIONS, STATIONS[known], depth[known])
    return Outline(trunk.points(STATIONS, whole), sagitta(whole))


def one_picture(picture: Picture, pose: Pose, reference: ReferencePose, _: Picture) -> Outline:
    return outline(picture, pose, reference)


def grab_cut(picture: Picture, pose: Pose, reference: ReferencePose, _: Picture) -> Outline:
    """GrabCut in the strip: the trunk line is person, the far end is not."""
    trunk = Trunk.of(pose, reference)
    likely = np.select([DEPTHS < 0.05, DEPTHS < 0.16, DEPTHS < 0.42], [cv2.GC_FGD, cv2.GC_PR_FGD, cv2.GC_PR_BGD])
    labels = np.tile(likely.astype(np.uint8), (len(STATIONS), 1))
    room, body = np.zeros((2, 1, 65))
    box = (0, 0, 1, 1)  # is not looked at: the labels say where the person is
    cv2.grabCut(trunk.strip(picture).astype(np.uint8), labels, box, room, body, 3, cv2.GC_INIT_WITH_MASK)
    person = np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32)
    return read(trunk, outermost(cv2.GaussianBlur(person, (0, 0), 0.8)))


def network_mask(network: PoseLandmarker) -> Way:
    """The network's mask of the picture, by a network that gives masks."""

    def way(picture: Picture, pose: Pose, reference: ReferencePose, _: Picture) -> Outline:
        image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=picture)
        with hushed():
            masks = network.detect(image).segmentation_masks
        mask = np.squeeze(masks[0].numpy_view()) if masks else np.zeros(picture.shape[:2])
        trunk = Trunk.of(pose, reference)
        return read(trunk, outermost(trunk.strip(np.repeat(mask[..., None], 3, axis=2))[..., 0]))

    return way


def phases(video: Path, track: Pose) -> Iterator[tuple[int, float, list[Shot], list[Shot], ReferencePose]]:
    """Each repetition: number, moment of the bottom, some frames of standing and of the bottom, and the stance."""
    session = Session(screens()["overhead_squat"])
    early = session.push(track)
    late, record = session.close()
    smooth = Pose.concatenate([early.pose, late.pose])
    with open_video(video) as source:
        pictures = [frame.picture for frame in source]
    assert session.reference is not None
    first = record.repetitions[0]
    still = np.flatnonzero(smooth.time < first.start_s - 0.1)
    for repetition in record.repetitions:
        at_bottom = np.flatnonzero((record.frames.rep == repetition.number) & (record.frames.phase == "bottom"))
        shots = [
            [(pictures[i], smooth.at(i)) for i in frames[np.linspace(0, len(frames) - 1, FRAMES).astype(int)]]
            for frames in (still, at_bottom)
        ]
        yield repetition.number, repetition.bottom_s, shots[0], shots[1], session.reference


def measured(video: Path, poses: Path, ways: dict[str, Way], taken: dict[str, list[float]]) -> Iterator[Row]:
    """A row for each repetition of a clip: the truth, and the change by each way."""
    with np.load(video.with_name(f"{video.stem}_truth.npz")) as truth:
        columns = truth["columns"].tolist()
        times, angles = (truth["values"][:, columns.index(name)] for name in ("t", "lumbar_flexion"))
    for number, bottom_s, standing, bottom, reference in phases(video, found(video, poses / f"{video.stem}.npz")):
        rooms = (bottom[FRAMES // 2][0], standing[FRAMES // 2][0])
        found_out: dict[str, BackChange] = {}
        for name, way in ways.items():
            outlines = [
                [timed(partial(way, picture, pose, reference, room), taken[name]) for picture, pose in shots]
                for shots, room in zip((standing, bottom), rooms, strict=True)
            ]
            found_out[name] = back_change(*outlines)
        yield Row(video.stem, number, float(np.interp(bottom_s, times, angles)), found_out)


def timed(find: Callable[[], Outline], taken: list[float]) -> Outline:
    """An outline; the seconds that it took are added to `taken`."""
    began = time.perf_counter()
    found = find()
    taken.append(time.perf_counter() - began)
    return found


def separation(rows: list[Row], way: str, kind: str) -> str:
    """How far a kind lies from the steady backs, in SD of both pooled over repetitions."""
    some, steady = (np.array([r.changes[way].value for r in rows if r.kind == k]) for k in (kind, "steady"))
    some, steady = some[np.isfinite(some)], steady[np.isfinite(steady)]
    if len(some) < 2 or len(steady) < 2:
        return "-"
    return f"{(some.mean() - steady.mean()) / np.sqrt(0.5 * (some.var(ddof=1) + steady.var(ddof=1))):+.1f}"


def summary(rows: list[Row], way: str, seconds: list[float]) -> list[str]:
    """What a way reads of steady, rounding and arching backs, how far they lie apart, and what it takes."""
    cells = [way]
    for kind in ("steady", "rounds", "arches"):
        values = np.array([r.changes[way].value for r in rows if r.kind == kind])
        known = values[np.isfinite(values)]
        cells.append(f"{known.min():+.1f} to {known.max():+.1f} ({len(known)} of {len(values)})" if len(known) else "-")
    return [*cells, *(separation(rows, way, kind) for kind in ("rounds", "arches")), f"{1e3 * np.median(seconds):.0f}"]


def cell(change: BackChange) -> str:
    """A change in a table."""
    return change.reason or f"{change.value:+.1f} ± {change.uncertainty:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md")
    parser.add_argument("--data", type=Path, default=TRUTH / "clips" / "synthetic", help="clips with their truth")
    parser.add_argument("--poses", type=Path, default=Path(gettempdir()) / "movescreen poses", help="poses, kept")
    options = parser.parse_args()
    settings = PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(ensure().path)), output_segmentation_masks=True
    )
    taken: dict[str, list[float]] = defaultdict(list)
    with hushed():
        network = PoseLandmarker.create_from_options(settings)
    with network:
        ways: dict[str, Way] = {"two pictures": outline, "one picture": one_picture, "GrabCut": grab_cut}
        ways["mask"] = network_mask(network)
        clips = sorted(clip for side in SIDES for clip in options.data.glob(f"ohs_*_{side}.mp4"))
        rows = [row for clip in clips for row in measured(clip, options.poses, ways, taken)]
    each = [[r.clip, str(r.number), f"{r.lumbar:+.0f}", *(cell(r.changes[way]) for way in ways)] for r in rows]
    heads = ["way", "steady, %", "rounds, %", "arches, %", "rounds, SD", "arches, SD", "ms a frame"]
    text = "\n\n".join(
        (
            machine(),
            table(heads, [summary(rows, way, taken[way]) for way in ways]),
            table(["clip", "rep", "lumbar, deg", *ways], each),
        )
    )
    print(text)
    if options.write:
        write("Outline of the back", "python benchmarks/outline.py --write", text)


if __name__ == "__main__":
    main()
