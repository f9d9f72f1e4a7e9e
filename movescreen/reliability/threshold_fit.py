"""Find the convention line that matches the raters best, and try it on clips that it was not found on."""

from __future__ import annotations

import math

import numpy as np

from movescreen.errors import Problem
from movescreen.records.text import Text
from movescreen.reliability.camera_agreement import Joined, decided
from movescreen.reliability.camera_rater import towards_finding
from movescreen.reliability.statistics import Estimate
from movescreen.reliability.statistics.bootstrap import SEED
from movescreen.reliability.statistics.categorical_ratings import Array, Codes
from movescreen.reliability.statistics.estimate import refuse
from movescreen.reliability.statistics.intervals import WILSON, wilson
from movescreen.reliability.study import Outcome, Outcomes, refused

FEWEST = 6  # subjects on either side, so that each half of the split has three
DRAWS = 500  # draws of the bootstrap
BY_DRAWING = Text("percentile bootstrap, {draws} draws", draws=DRAWS)
NAMES = (
    "camera_line_now",
    "camera_line_best",
    "camera_line_now_agrees",
    "camera_line_best_agrees",
    "camera_line_held_out",
)
BEST = Text("the line with the most shared yeses and noes, as shares of either (Youden)")
ASSUMES = Text(
    "The raters' consensus is what the line is to match; other raters and other people may ask for another one."
)


def best_line(joined: Joined) -> Outcomes:
    """Return the current line, the best matching one, and the share of clips on which each agrees with the consensus.

    The first two shares are of the clips that the line was drawn from. The last is what to expect of others: each half
    of the clips is judged by the line of the other half.
    """
    try:
        return {name: Outcome(found) for name, found in zip(NAMES, _lines(joined), strict=True)}
    except Problem as problem:
        return {name: refused(problem) for name in NAMES}


def _lines(joined: Joined) -> list[Estimate]:
    subjects = list(decided(joined))
    amounts, agreed = np.array([a for _, a, _ in subjects]), np.array([c for _, _, c in subjects], np.int64)
    yes, no = int((agreed == 1).sum()), int((agreed == 0).sum())
    if min(yes, no) < FEWEST:
        sentence = "A line needs {least} clips or more on either side, and raters observed it in {yes} and not in {no}."
        raise refuse(Text(sentence, least=FEWEST, yes=yes, no=no))
    now, best = next(one.line for one in joined.seen if not math.isnan(one.line)), line_between(amounts, agreed)
    unit = f"{joined.finding.measure.name}, {joined.finding.measure.unit}"
    return [
        _line(joined, now, (now, now), len(agreed), Text("the line in force, {unit}", unit=unit)),
        _line(
            joined,
            best,
            _drawn(amounts, agreed),
            len(agreed),
            Text("{best}, {unit}; {how}", best=BEST, unit=unit, how=BY_DRAWING),
        ),
        _share((amounts >= now) == agreed, Text("share of clips on which the line in force is with the consensus")),
        _share(
            (amounts >= best) == agreed, Text("share of clips on which the best line is, of those it was drawn from")
        ),
        _share(
            _held_out(amounts, agreed),
            Text("share of clips on which the other half's best line is, two halves drawn once"),
        ),
    ]


def line_between(amounts: Array, agreed: Codes) -> float:
    """Return the threshold that separates yes from no best.

    Parameters
    ----------
    amounts : ndarray, shape (n_clips,)
        The measure.
    agreed : ndarray of int, shape (n_clips,)
        1 = raters observed it, 0 = they did not.

    Returns
    -------
    float
        Threshold in the measure's unit that maximizes sensitivity plus specificity; of several, the middle one.
    """
    values = np.unique(amounts)
    lines = (values[:-1] + values[1:]) / 2 if len(values) > 1 else values
    over = amounts >= lines[:, None]
    gain = over[:, agreed == 1].mean(axis=1) - over[:, agreed == 0].mean(axis=1)
    best = np.flatnonzero(gain >= gain.max() - 1e-12)
    return float(lines[best[len(best) // 2]])


def _held_out(amounts: Array, agreed: Codes) -> Array:
    """Return whether each clip is on the consensus' side of the line that the other half of the clips gives."""
    half = np.zeros(len(agreed), bool)
    random = np.random.default_rng(SEED)
    for answer in (0, 1):
        group = np.argsort(amounts, kind="stable")
        group = group[agreed[group] == answer]
        half[random.permutation(group)[::2]] = True
    right = np.zeros(len(agreed), bool)
    for part in (half, ~half):
        right[~part] = (amounts[~part] >= line_between(amounts[part], agreed[part])) == agreed[~part]
    return right


def _drawn(amounts: Array, agreed: Codes) -> tuple[float, float]:
    """Return the middle 95 % of the lines that clips drawn again would give."""
    random = np.random.default_rng(SEED)
    groups = [np.flatnonzero(agreed == answer) for answer in (0, 1)]
    picks = (np.concatenate([random.choice(group, len(group)) for group in groups]) for _ in range(DRAWS))
    low, high = np.quantile([line_between(amounts[pick], agreed[pick]) for pick in picks], (0.025, 0.975))
    return float(low), float(high)


def _line(joined: Joined, amount: float, ends: tuple[float, float], n: int, form: str) -> Estimate:
    """Return a line in the measure's own sign."""
    low, high = sorted(towards_finding(joined.finding, end) for end in ends)
    return Estimate(towards_finding(joined.finding, amount), low, high, n, form, ASSUMES)


def _share(right: Array, form: str) -> Estimate:
    share = float(np.mean(right))
    return Estimate(
        share, *wilson(share, len(right)), len(right), Text("{form}; {how}", form=form, how=WILSON), ASSUMES
    )
