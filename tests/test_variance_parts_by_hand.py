"""REML on whole tables, where it is the analysis of variance, and Krippendorff's alpha from its coincidences."""

from __future__ import annotations

import math

import numpy as np
import pytest

from movescreen.errors import Problem
from movescreen.reliability import statistics
from movescreen.reliability.statistics import CategoricalRatings
from movescreen.reliability.statistics.krippendorff import _middle_ranks, _of_percent
from movescreen.reliability.statistics.reml import Model, icc_reml, mdc95_reml, sem_reml

NONE = -20.0  # a logarithm below the range, whose end of -14 stands for no variance
ADDED = [[1.0, 3.0], [3.0, 5.0], [8.0, 10.0]]  # subjects 2, 4 and 9 in the middle, the second rater 2 higher
# Squares: subjects 67, raters 6, error 1 of 2 degrees of freedom; mean squares 33.5, 6 and 0.5.
RATED = [[1.0, 2.0], [3.0, 5.0], [8.0, 11.0]]


@pytest.mark.parametrize(
    ("logs", "error", "deviance"),
    [
        # Squares of subjects 52 and of raters 6, 5 degrees of freedom.
        ((NONE, NONE), 58 / 5, 5 * math.log(58 / 5) + math.log(6)),
        ((0.0, NONE), (52 / 3 + 6) / 5, 5 * math.log(70 / 15) + 3 * math.log(3) + math.log(2)),
        ((NONE, 0.0), (52 + 6 / 4) / 5, 5 * math.log(10.7) + 2 * math.log(4) + math.log(1.5)),
        ((0.0, 0.0), (52 / 3 + 6 / 4) / 5, 5 * math.log(113 / 30) + 2 * math.log(3) + math.log(4) + math.log(6)),
    ],
    ids=["error alone", "subjects", "raters", "both"],
)
def test_deviance_of_whole_table(logs: tuple[float, float], error: float, deviance: float) -> None:
    """With variances like the error's, subjects' squares count 1 / (1 + 2), raters' 1 / (1 + 3)."""
    model = Model.of(ADDED)
    assert model.error(logs) == pytest.approx(error, rel=1e-4)
    assert model.deviance(logs) == pytest.approx(deviance, rel=1e-4)


def test_deviance_ignores_empty_rows() -> None:
    """A subject and a rater without any rating change nothing, and are not counted."""
    padded = Model.of([[*row, math.nan] for row in ADDED] + [[math.nan] * 3])
    assert padded.deviance((0.0, 0.0)) == pytest.approx(Model.of(ADDED).deviance((0.0, 0.0)))
    assert padded.counted == "6 ratings of 3 subjects by 2 raters"


def test_model_takes_enough_ratings() -> None:
    """Three subjects, two raters and as many ratings as both together; fewer are refused."""
    nan = math.nan
    assert Model.of([[1.0, 2.0], [3.0, 5.0], [8.0, nan]]).counted == "5 ratings of 3 subjects by 2 raters"
    for few in ([[1.0, 2.0], [3.0, nan], [8.0, nan]], [[1.0, 2.0, 3.0], [3.0, 5.0, 4.0]], [[1.0], [2.0], [3.0], [4.0]]):
        with pytest.raises(Problem, match="At least 3 subjects, 2 raters"):
            Model.of(few)
    with pytest.raises(Problem, match="All values are the same"):
        Model.of([[2.0, 2.0]] * 3)


def test_icc_reml_by_mean_squares() -> None:
    """Variances 16.5, 1.8333 and 0.5: 16.5 of 17 in consistency, of 18.8333 in agreement."""
    consistent, absolute = icc_reml(RATED, "3,1"), icc_reml(RATED, "2,1")
    assert (consistent.estimate, consistent.n) == (pytest.approx(0.97059, abs=1e-4), 3)
    assert absolute.estimate == pytest.approx(0.87611, abs=1e-4)
    assert consistent.low < 0.97059 < consistent.high < 1.0
    assert absolute.low < 0.87611 < absolute.high < 1.0
    assert (consistent.form[:6], absolute.form[:6]) == ("ICC(3,", "ICC(2,")
    with pytest.raises(Problem, match="A form is one of 2,1, 3,1, and '1,1' came"):
        icc_reml(RATED, "1,1")


def test_icc_reml_interval_by_likelihood() -> None:
    """At either end the best likelihood with that ICC is 3.84 / 2 lower; without raters' part the ends are plain."""
    found, model = icc_reml(RATED, "3,1"), Model.of(RATED)
    for end in (found.low, found.high):
        odds = math.log(end / (1 - end))
        best = min(model.deviance((odds, logs)) for logs in np.linspace(-6, 8, 1401))
        assert best - model.deviance(model.best) == pytest.approx(3.8415, abs=0.01)


def test_icc_reml_without_subjects() -> None:
    """Subjects that do not differ have an ICC of 0, from 0 on."""
    found = icc_reml([[1.0, 3.0, 2.0], [2.0, 1.0, 3.0], [3.0, 2.0, 1.0]])
    assert (found.estimate, found.low) == (0.0, 0.0)
    assert 0.0 < found.high < 1.0


def test_sem_reml_by_mean_squares() -> None:
    """Of raters 1.8333 and of the error 0.5: the root of 2.3333 is 1.5275; 2.7719 times that is the least change."""
    found, change = sem_reml(RATED), mdc95_reml(RATED)
    assert (found.estimate, found.n) == (pytest.approx(1.5275, abs=1e-3), 3)
    assert math.sqrt(found.low * found.high) == pytest.approx(1.5275, abs=1e-3)
    assert (change.estimate, change.low) == (
        pytest.approx(4.2340, abs=3e-3),
        pytest.approx(2.7719 * found.low, rel=1e-4),
    )
    assert change.high == pytest.approx(2.7719 * found.high, rel=1e-4)


def test_sem_reml_interval_by_mean_squares() -> None:
    """Two thirds of the error's 0.5 (2 degrees) and a third of the raters' 6 (1 degree) are the square of 2.3333.

    A mean square M of d degrees has the variance 2 M^2 / d: 0.25 times 4/9 and 72 times 1/9 are 8.1111, of 2.3333
    squared 1.4898, whose root is 1.2206. The interval is 1.96 times half of that on the logarithm, 1.1962.
    """
    found = sem_reml(RATED)
    assert math.log(found.high / found.estimate) == pytest.approx(1.1962, abs=5e-3)
    assert math.log(found.estimate / found.low) == pytest.approx(1.1962, abs=5e-3)


def test_sem_reml_of_error_alone() -> None:
    """Squares of 6 with 8 degrees of freedom: 0.75 is the error's variance, 1 / 4 the variance of its logarithm.

    The interval is 1.96 times 0.5, of the logarithm of a square, so that half of it is to either side.
    """
    found = sem_reml([[1.0, 3.0, 2.0], [2.0, 1.0, 3.0], [3.0, 2.0, 1.0]])
    assert found.estimate == pytest.approx(0.8660, abs=1e-3)
    assert math.log(found.high / found.estimate) == pytest.approx(0.49, abs=1e-2)


RATINGS = [[0, 0], [1, 3], [3, 3], [0, 1]]  # 0 three times, 1 twice, 3 three times


@pytest.mark.parametrize(
    ("level", "alpha"),
    [
        ("nominal", 1 - 7 * 4 / 42),
        ("ordinal", 1 - 7 * 25 / 600),  # places 1.5, 4 and 6.5
        ("interval", 1 - 7 * 10 / 222),
        ("ratio", 1 - 7 * 2.5 / 33),
        ([[0, 2, 3], [2, 0, 1], [3, 1, 0]], 1 - 7 * 6 / 90),
    ],
    ids=["nominal", "ordinal", "interval", "ratio", "given"],
)
def test_alpha_by_coincidences(level: str, alpha: float) -> None:
    """Seven times the distances within subjects over those of all ratings with each other, from one.

    Of 0 and 1 there are 6 pairs, of 0 and 3 nine, of 1 and 3 six; two of the four subjects differ.
    """
    found = statistics.alpha(CategoricalRatings.of(RATINGS), level)
    assert (found.estimate, found.n) == (pytest.approx(alpha), 4)


def test_alpha_missing_ratings() -> None:
    """Of three ratings in a subject each pair counts half; a subject rated once counts nothing."""
    # Coincidences: (0, 0, 1) gives 0-0 one, 0-1 one each way; (1, 1) gives 1-1 two. Of five ratings two are 0.
    found = statistics.alpha(CategoricalRatings.of([[0, 0, 1], [1, None, 1], [0, None, None]]))
    assert (found.estimate, found.n) == (pytest.approx(1 - 4 * 2 / 12), 2)


def test_alpha_of_percent() -> None:
    """All of four subjects agree: no less than Wilson's 0.5101 do, and by chance half would."""
    ratings = CategoricalRatings.of([[0, 0], [1, 1], [0, 0], [1, 1]])
    assert _of_percent(ratings, 1.0) == (pytest.approx(0.0202, abs=1e-4), 1.0)  # (0.5101 - 0.5) / 0.5
    none = CategoricalRatings.of([[0, 1], [1, 0], [0, 1], [1, 0]])
    assert _of_percent(none, -0.75) == (-0.75, pytest.approx(-0.0202, abs=1e-4))
    found = statistics.alpha(ratings)
    assert (found.estimate, found.low, found.high) == (1.0, pytest.approx(0.0202, abs=1e-4), 1.0)


def test_alpha_refuses() -> None:
    """One subject, one value, words where numbers are needed, ratios below zero, and a level that there is not."""
    for table, level, said in (
        ([[1, 2]], "nominal", "subjects"),
        ([["a", "b"], ["a", "a"]], "ratio", "are words"),
        ([[-1, 2], [2, 2]], "ratio", "below zero"),
        ([[1, 2], [2, 2]], "odd", "A level is one of nominal, ordinal, interval, ratio, and 'odd' came"),
    ):
        with pytest.raises(Problem, match=said):
            statistics.alpha(CategoricalRatings.of(table), level)
    assert statistics.alpha(CategoricalRatings.of([[0, 2], [2, 2], [0, 0]]), "ratio").estimate == pytest.approx(4 / 9)


def test_middle_ranks_by_hand() -> None:
    """Of three, two and three ratings in order the middle places are 1.5, 4 and 6.5."""
    assert _middle_ranks(np.array([[3.0, 2.0, 3.0]])).tolist() == [[1.5, 4.0, 6.5]]
