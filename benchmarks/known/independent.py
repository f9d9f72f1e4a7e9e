"""Real people whose repetitions were measured otherwise too: stored poses of their clips beside that measurement.

`opencap_squats`: one person before two calibrated cameras, six squats seen from the front. Its truth is a model's joint
centres, fitted to markers that both videos gave, and for some measures the key points themselves.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from known.scores import Row, Timing, beyond, limb
from movescreen.measures.registry import MEASURES
from movescreen.pose.pose import ARRAYS, Pose
from movescreen.records.record import Reading, Repetition
from movescreen.scoring.settings import Settings
from movescreen.screens import screens
from movescreen.session import Session

FOLDER, TABLE = "real_truth", "opencap_squats_truth.csv"
OURS, OTHER = "anatomical", "keypoints"
SCREEN, NETWORK = "overhead_squat", "mediapipe"
SOURCE = "real"
NAN = float("nan")

Truth = dict[tuple[str, str], dict[str, float]]  # by measure and side, what each definition says


def independent(data: Path, settings: Settings | None = None) -> tuple[list[Row], list[Timing]]:
    """Every reading of the stored poses beside its truth, and how many repetitions were found; nothing without them."""
    rows, timings = [], []
    for camera, truths in _truths(data / FOLDER / TABLE).items():
        more, timing = _scored(data / FOLDER / f"opencap_squats_cam{camera}_poses.npz", camera, truths, settings)
        rows += more
        timings.append(timing)
    return rows, timings


def _truths(path: Path) -> dict[str, dict[float, Truth]]:
    """The truth of each camera's repetitions by the time of their middle, s."""
    cameras: dict[str, dict[float, Truth]] = {}
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as text:
            for row in csv.DictReader(text):
                truth = cameras.setdefault(row["cam"], {}).setdefault(float(row["mid_s"]), {})
                truth.setdefault((row["measure"], row["side"]), {})[row["definition"]] = float(row["truth"])
    return cameras


def _scored(
    poses: Path, camera: str, truths: dict[float, Truth], settings: Settings | None
) -> tuple[list[Row], Timing]:
    session = Session(screens()[SCREEN], settings=settings, network=NETWORK)
    session.push(_stored(poses))
    record = session.close()[1]
    pairs = [(rep, truth) for mid, truth in truths.items() for rep in record.repetitions if _holds(rep, mid)]
    name = f"opencap_squats_cam{camera}"
    rows = [row for rep, truth in pairs for row in _rows(name, record.view, rep, truth)]
    off = [(NAN, NAN, NAN)] * len(pairs)
    return rows, Timing(SOURCE, name, "front", {}, record.view, len(truths), len(record.repetitions), off)


def _stored(path: Path) -> Pose:
    """The poses in a file, which has no more than these."""
    with np.load(path) as stored:
        width, height = stored["picture"].tolist()
        return Pose(**{name: stored[name].astype(float) for name in ARRAYS}, picture=(width, height))


def _holds(rep: Repetition, moment: float) -> bool:
    return rep.start_s <= moment <= rep.end_s


def _rows(clip: str, view: str, rep: Repetition, truth: Truth) -> Iterator[Row]:
    for read in rep.readings:
        known = truth.get((read.measure, limb(read)))
        if known:
            yield _row(clip, view, rep.number, read, known)


def _row(clip: str, view: str, number: int, read: Reading, known: dict[str, float]) -> Row:
    uses = {finding.name: finding for finding in screens()[SCREEN].findings}
    truth = known[OURS]
    return Row(
        source=SOURCE,
        clip=clip,
        view=view,
        condition={},
        rep=number,
        measure=read.measure,
        side=limb(read),
        unit=read.unit,
        shown=view in MEASURES[read.measure].views,
        value=read.value,
        truth=truth,
        ideal=NAN,
        otherwise={OTHER: known[OTHER]} if OTHER in known else {},
        uncertainty=read.uncertainty,
        finding=read.finding,
        over=beyond(uses[read.finding], read.line, truth) if read.finding else NAN,
        state=read.state,
        reason=read.reason,
    )
