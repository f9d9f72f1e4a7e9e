"""Laws against independent programs and plain re-computations: none of them shares a line with what it checks.

scikit-learn, statsmodels, krippendorff and pingouin are no dependency; without them their tests are skipped.
"""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from people import SQUAT, PinholeCamera, brief, render_poses, squat

from movescreen.measures.reference_from_frames import reference_pose_of
from movescreen.pose.pose import SIDES, Joint
from movescreen.reliability import statistics
from movescreen.reliability.statistics import CategoricalRatings
from movescreen.segmentation.repetitions import Repetitions

FEW = settings(max_examples=25, deadline=None)
MISSING = -1


def tables(most_missing: int = 0) -> st.SearchStrategy[np.ndarray]:
    """Ratings 0 to 3 of 6 to 20 subjects by 2 to 4 raters, at most so many of a subject missing."""
    return st.integers(0, 2**32 - 1).map(lambda seed: _table(np.random.default_rng(seed), most_missing))


def _table(random: np.random.Generator, most_missing: int) -> np.ndarray:
    subjects, raters = random.integers(6, 21), random.integers(2, 5)
    true = random.integers(0, 4, subjects)[:, None]
    codes = np.where(random.random((subjects, raters)) < 0.6, true, random.integers(0, 4, (subjects, raters)))
    for row in codes if most_missing else ():
        row[random.permutation(raters)[: random.integers(0, most_missing + 1)]] = MISSING
    return codes


def rated(codes: np.ndarray) -> CategoricalRatings:
    """Ratings on the scale 0 to 3."""
    rows = [[None if code == MISSING else int(code) for code in row] for row in codes]
    return CategoricalRatings.of(rows, (0, 1, 2, 3))


@FEW
@given(tables(), st.sampled_from(["identity", "linear", "quadratic"]))
def test_cohen_is_that_of_scikit_learn(codes: np.ndarray, kind: str) -> None:
    """Cohen's kappa, plain and weighted."""
    metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is not installed")
    first, second = codes[:, 0], codes[:, 1]
    assume(len({*first, *second}) > 1)
    own = statistics.cohen(rated(codes[:, :2]), kind).estimate
    others = None if kind == "identity" else kind
    theirs = metrics.cohen_kappa_score(first, second, labels=[0, 1, 2, 3], weights=others)
    assert own == pytest.approx(theirs, abs=1e-12)


@FEW
@given(tables())
def test_fleiss_is_that_of_statsmodels(codes: np.ndarray) -> None:
    """Fleiss' kappa of complete tables."""
    rater = pytest.importorskip("statsmodels.stats.inter_rater", reason="statsmodels is not installed")
    assume(len(np.unique(codes)) > 1)
    counts = np.stack([(codes == k).sum(axis=1) for k in range(4)], axis=1)
    assert statistics.fleiss(rated(codes)).estimate == pytest.approx(rater.fleiss_kappa(counts), abs=1e-12)


@FEW
@given(tables(most_missing=1), st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_is_that_of_krippendorff(codes: np.ndarray, level: str) -> None:
    """Krippendorff's alpha on each level, with gaps."""
    other = pytest.importorskip("krippendorff", reason="krippendorff is not installed")
    twice = codes[(codes != MISSING).sum(axis=1) >= 2]
    assume(len(np.unique(twice[twice != MISSING])) > 1)
    values = np.where(codes == MISSING, np.nan, codes).T
    theirs = other.alpha(reliability_data=values, level_of_measurement=level, value_domain=[0, 1, 2, 3])
    assert statistics.alpha(rated(codes), level).estimate == pytest.approx(theirs, abs=1e-9)


@FEW
@given(st.integers(0, 2**32 - 1), st.sampled_from(["1,1", "2,1", "3,1", "1,k", "2,k", "3,k"]))
def test_icc_is_that_of_pingouin(seed: int, form: str) -> None:
    """Every form of the intraclass correlation, and its interval."""
    pingouin = pytest.importorskip("pingouin", reason="pingouin is not installed")
    pandas = pytest.importorskip("pandas")
    random = np.random.default_rng(seed)
    subjects, raters = int(random.integers(5, 15)), int(random.integers(2, 5))
    table = random.normal(0, 3, (subjects, 1)) + random.normal(0, 1, raters) + random.normal(0, 1, (subjects, raters))
    rows = [(i, j, table[i, j]) for i in range(subjects) for j in range(raters)]
    frame = pandas.DataFrame(rows, columns=["who", "by", "value"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = pingouin.intraclass_corr(frame, targets="who", raters="by", ratings="value")
    row = found.iloc[["1,1", "2,1", "3,1", "1,k", "2,k", "3,k"].index(form)]
    interval: Any = next(row[name] for name in found.columns if str(name).startswith("CI95"))
    own = statistics.icc(table, form)
    assert own.estimate == pytest.approx(row["ICC"], abs=1e-9)
    assert (own.low, own.high) == pytest.approx(tuple(interval), abs=0.006)  # theirs is rounded


def bend(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> float:
    """180 deg less the angle at b, by the law of cosines."""
    ab, bc, ac = math.dist(a, b), math.dist(b, c), math.dist(a, c)
    return 180.0 - math.degrees(math.acos((ab**2 + bc**2 - ac**2) / (2 * ab * bc)))


def lean(low: np.ndarray, high: np.ndarray, ahead: int) -> float:
    """How far a line leans ahead of the vertical, deg."""
    return math.degrees(math.atan((high[0] - low[0]) * ahead / (high[1] - low[1])))


@FEW
@given(st.floats(0.2, 1.0), st.floats(0.0, 25.0), st.sampled_from(["left", "right"]))
def test_measures_are_those_of_the_skeleton(depth: float, arms: float, view: str) -> None:
    """Angles of the side view, from the skeleton's points in space seen through a pinhole that is written out here."""
    motion = squat(brief(depths=(depth,)), arms_forward=(arms, arms))
    frame = int(motion.time.searchsorted(2.1))  # at the bottom
    camera = PinholeCamera(view)
    pose = render_poses(motion, camera, 0.0, 0, None)
    side, ahead = SIDES.index(view), 1 if view == "right" else -1
    # The camera stands `distance` to that side, and looks along x: the picture's right is where the right side faces.
    points = motion.points[frame, :, side]
    sign = -1.0 if view == "left" else 1.0
    plane = {
        joint: np.array([sign * points[joint][2], points[joint][1] - camera.height])
        / (camera.distance - abs(points[joint][0]))
        for joint in (Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE)
    }
    reference = reference_pose_of(pose.at(slice(0, 20)))
    values = dict(zip([(m.name, s) for m, s in SQUAT.columns], SQUAT.values(pose.at(frame), reference), strict=True))
    shoulder, hip, knee, ankle = (plane[j] for j in (Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE))
    assert values["knee_flexion", view] == pytest.approx(bend(hip, knee, ankle), abs=1e-6)
    assert values["trunk_inclination", view] == pytest.approx(lean(hip, shoulder, ahead), abs=1e-6)
    assert values["shank_inclination", view] == pytest.approx(lean(ankle, knee, ahead), abs=1e-6)


def brute_force(efforts: list[float], least: float) -> int:
    """Count repetitions by their definition: from rest to more than the least, and back under a tenth of the way."""
    count, low, out = 0, math.inf, -math.inf
    for effort in efforts:
        if out == -math.inf:
            low = min(low, effort)
            out = effort if effort > low + least else out
        else:
            out = max(out, effort)
            if effort < low + max(0.1 * (out - low), 2.0):
                count, low, out = count + 1, effort, -math.inf
    return count


@FEW
@given(st.lists(st.tuples(st.floats(20, 100), st.floats(0.6, 2.0), st.floats(0.0, 1.0)), min_size=1, max_size=5))
def test_repetitions_are_those_of_a_brute_force_count(outs: list[tuple[float, float, float]]) -> None:
    """Ways out to 20 to 100 of effort, each in its own time, with its own rest."""
    efforts = [0.0] * 30
    for top, seconds, rest in outs:
        way = 0.5 * top * (1 - np.cos(np.linspace(0, 2 * math.pi, round(60 * seconds))))
        efforts += [*way.tolist(), *[0.0] * round(30 * rest)]
    efforts += [0.0] * 45
    found = Repetitions(15.0)
    _, ended = found.push([n / 30 for n in range(len(efforts))], efforts)
    last = found.close()
    assert len(ended) + (last is not None) == brute_force(efforts, 15.0) == len(outs)
