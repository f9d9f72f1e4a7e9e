"""Whether the spread of heat maps tells how far landmarks are off, on rendered clips whose joints are known.

The error of a landmark is its distance from the rendered joint, less the median of that over the clip: joint centres of
a rendered body and the points that a network marks are not the same. Errors and spreads are in % of the body's size.
The factor from spread to standard deviation of the error is fitted with each clip left out in turn, and judged on that
clip: beside one standard deviation for all frames, fitted in the same way.

    python benchmarks/spread.py [--write] [--frames N]
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from known.clips import ideal, known_of
from scipy.stats import spearmanr
from section import TRUTH, machine, table, write

from movescreen.pose.estimators.blazepose import BlazePose
from movescreen.pose.pose import Array, Joint, Pose
from movescreen.pose.weights import Bundle, ensure
from movescreen.video import open_video

HEAD = [
    "joint",
    "rank correlation",
    "within clips",
    "factor",
    "from",
    "to",
    "log score",
    "of one SD",
    "held",
    "by one SD",
]
LEAST = 0.01  # % of the body's size: no error is known better


@dataclass(frozen=True)
class Known:
    """Errors and spreads `(frame, joint, side, axis)` of a clip, % of the body's size."""

    error: Array
    spread: Array

    def of(self, joint: Joint) -> tuple[Array, Array]:
        """The errors and spreads `(n, axis)` of a joint that are known."""
        error, spread = (values[:, joint].reshape(-1, 2) for values in (self.error, self.spread))
        known = np.isfinite(error).all(axis=1) & np.isfinite(spread).all(axis=1)
        return error[known], np.maximum(spread[known], LEAST)


def clip(about: Path, bundle: Bundle, count: int | None) -> Known:
    """What is known of a rendered clip."""
    told = json.loads(about.read_text("utf-8"))
    with np.load(about.with_name(f"{about.stem}_truth.npz")) as stored:
        truth = {name: stored[name] for name in stored.files}
    with open_video(about.with_suffix(".mp4")) as source, BlazePose(bundle) as backend:
        track = Pose.concatenate([backend(frame) for frame in islice(source, count)])
    true = ideal(truth, known_of(truth, told["task"] == "bridge"), tuple(told["size"])).xyz[: len(track), ..., :2]
    apart, size = track.xyz[..., :2] - true, np.nanmax(np.nanmax(true, axis=(1, 2)) - np.nanmin(true, axis=(1, 2)))
    some = np.isfinite(apart).any(axis=0)
    middle = np.where(some, np.nanmedian(np.where(some, apart, 0.0), axis=0), np.nan)
    return Known(100 * (apart - middle) / size, 100 * track.spreads[..., :2] / size)


def row(joint: Joint, clips: list[Known]) -> list[str]:
    """What is found of a joint: means over the clips that are left out in turn."""
    pairs = [pair for pair in (one.of(joint) for one in clips) if len(pair[0])]
    lengths = [(np.hypot(*error.T), np.hypot(*spread.T)) for error, spread in pairs]
    ranks = spearmanr(*(np.concatenate(both) for both in zip(*lengths, strict=True))).statistic
    within = np.median([spearmanr(*both).statistic for both in lengths])
    factors, scores = [], []
    for number, (error, spread) in enumerate(pairs):
        others = [pair for other, pair in enumerate(pairs) if other != number]
        errors, spreads = (np.concatenate(both) for both in zip(*others, strict=True))
        factors.append(np.sqrt(((errors / spreads) ** 2).mean()))
        one = np.full_like(error, np.sqrt((errors**2).mean()))
        scores.append([*judged(error, factors[-1] * spread), *judged(error, one)])
    score, held, score_one, held_one = np.mean(scores, axis=0)
    found = (ranks, within, np.median(factors), min(factors), max(factors), score, score_one)
    return [joint.name.lower(), *(f"{value:.2f}" for value in found), f"{held:.0%}", f"{held_one:.0%}"]


def judged(error: Array, deviation: Array) -> tuple[float, float]:
    """The mean negative log likelihood of errors, and the share of them within one standard deviation."""
    away = np.abs(error) / deviation
    return float((np.log(deviation) + away**2 / 2).mean()), float((away <= 1).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--frames", type=int, help="at most so many of each clip")
    options = parser.parse_args()
    bundle = ensure()
    clips = [clip(about, bundle, options.frames) for about in sorted((TRUTH / "clips" / "synthetic").glob("*.json"))]
    joints = [joint for joint in Joint if any(len(one.of(joint)[0]) for one in clips)]
    text = "\n\n".join((machine(), f"{len(clips)} clips:", table(HEAD, [row(joint, clips) for joint in joints])))
    print(text)
    if options.write:
        write("Spread of heat maps", "python benchmarks/spread.py --write", text)


if __name__ == "__main__":
    main()
