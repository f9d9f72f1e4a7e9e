"""Statistics of tables so small that every number is worked out by hand, from the textbook's formula."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from movescreen.errors import Problem
from movescreen.reliability import statistics
from movescreen.reliability.statistics import CategoricalRatings, Estimate
from movescreen.reliability.statistics.sample_size import pull_of_kappa
from movescreen.reliability.statistics.weights import by_value, from_disagreement, weights

MISSING = -1


def three(found: Estimate) -> tuple[float, float, float]:
    return found.estimate, found.low, found.high


def close(*values: float, to: float = 1e-3) -> object:
    return pytest.approx(values, abs=to, nan_ok=True)


def decisions(hits: int, misses: int, alarms: int, passes: int) -> tuple[np.ndarray, np.ndarray]:
    """Decisions and the consensus, with three subjects that one of them leaves open."""
    decided = [1] * hits + [0] * misses + [1] * alarms + [0] * passes + [MISSING, 1, MISSING]
    agreed = [1] * (hits + misses) + [0] * (alarms + passes) + [1, MISSING, MISSING]
    return np.array(decided), np.array(agreed)


def test_against_shares() -> None:
    """40 of 50 yeses and 30 of 50 noes, with Wilson's intervals; what is left open does not count."""
    found = statistics.against(*decisions(40, 10, 20, 30))
    assert three(found.sensitivity) == close(0.8, 0.6696, 0.8876)
    assert three(found.specificity) == close(0.6, 0.4618, 0.7239)
    assert (found.sensitivity.n, found.specificity.n) == (50, 50)
    assert found.sensitivity.form.startswith("sensitivity: ") and found.specificity.form.startswith("specificity: ")
    assert "Wilson" in found.sensitivity.form and "not" in found.sensitivity.assumes


def test_against_likelihood_ratios() -> None:
    """0.8 / 0.4 and 0.2 / 0.6; on the logarithm SE is sqrt(1/40 - 1/50 + 1/20 - 1/50), and likewise (Simel 1991)."""
    found = statistics.against(*decisions(40, 10, 20, 30))
    assert three(found.positive_ratio) == close(2.0, 1.3861, 2.8859)
    assert three(found.negative_ratio) == close(0.3333, 0.1832, 0.6066)
    assert found.positive_ratio.n == found.negative_ratio.n == 100
    assert found.positive_ratio.form == "likelihood ratio of a yes; interval on the logarithm"
    assert found.positive_ratio.assumes == found.sensitivity.assumes


@pytest.mark.parametrize(("cells", "positive"), [((5, 5, 0, 10), math.inf), ((0, 10, 5, 5), 0.0)])
def test_against_without_a_case(cells: tuple[int, int, int, int], positive: float) -> None:
    """Without false alarms the ratio is infinite, without hits 0, and neither has an interval."""
    ratio = statistics.against(*decisions(*cells)).positive_ratio
    assert ratio.estimate == positive and math.isnan(ratio.low) and math.isnan(ratio.high) and ratio.n == 20


def test_against_one_answer_is_refused() -> None:
    """A consensus that is the same for every subject has no specificity."""
    with pytest.raises(Problem, match=r"^The consensus is the same for every subject"):
        statistics.against(np.array([0, 1, 1]), np.array([1, 1, 1]))


def test_consensus_more_than_half() -> None:
    """Two of three agree; two of four do not; nobody rated."""
    codes = np.array([[0, 2, 2, MISSING], [0, 0, 1, 1], [MISSING] * 4, [1, 1, 1, 0]])
    assert statistics.consensus(codes).tolist() == [2, MISSING, MISSING, 1]


def test_proportional_slope() -> None:
    """Differences 1, 0, 1, 2 on means 0.5, 2, 2.5, 4: slope 2/6.25, SE 0.3298, t of 2 degrees 4.3027."""
    found = statistics.proportional([1, 2, 3, 5], [0, 2, 2, 3])
    assert three(found) == close(0.32, -1.0992, 1.7392) and found.n == 4
    assert found.form.startswith("slope of the difference on the mean")


def test_proportional_takes_three_points() -> None:
    """A line through two points leaves nothing to say how sure it is; through three it does."""
    assert not math.isnan(statistics.proportional([1.0, 4.0, 6.0], [0.0, 2.0, 5.0]).low)
    with pytest.raises(Problem):
        statistics.proportional([1.0, 4.0], [0.0, 2.0])
    with pytest.raises(Problem, match=r"^The means of both raters are all the same"):
        statistics.proportional([1.0, 2.0, 3.0], [3.0, 2.0, 1.0])


def test_linked_limits() -> None:
    """Differences 1 and 3, 2 and 4, 6 and 8 of three people.

    Mean squares 2 within and 14 between people, 2 rows each: variance 14/2 + 2/2 = 8, SD 2.8284. The means 2, 3, 7
    have SE 1.5275. Recovered variances (Zou 2013) take chi-square's ends of 2 and 3 degrees.
    """
    found = statistics.linked([1, 3, 2, 4, 6, 8, np.nan], [0, 0, 0, 0, 0, 0, 1], ["a", "a", "b", "b", "c", "c", "c"])
    assert three(found.bias) == close(4.0, -2.5724, 10.5724)
    assert three(found.low) == close(-1.5437, -28.8323, 2.1914)
    assert three(found.high) == close(9.5437, 5.8086, 36.8323)
    assert found.bias.n == found.high.n == 3 and "6 repetitions of 3 people" in found.high.form


def test_linked_takes_three_people_and_a_repeated_one() -> None:
    """Three people with four rows are enough; two people are not, nor three without a repeated one."""
    assert statistics.linked([1, 2, 3, 5], [0, 0, 0, 0], [1, 1, 2, 3]).bias.n == 3
    for rows, people in (([1, 2, 3, 4], [1, 1, 2, 2]), ([1, 2, 3], [1, 2, 3])):
        with pytest.raises(Problem, match=r"^At least 3 people and a repeated one are needed"):
            statistics.linked(rows, [0] * len(rows), people)


def test_replicates_limits() -> None:
    """Differences of means 1.5, 3 and 5, weighed by 1, 1.2 and 1.2: 3.2647.

    Variance: 3.0833 of the means, and of single values (1 - mean of 1/2, 1/3, 1/2) of mean squares 3 and 1.125 within.
    """
    found = statistics.replicates([[1, 3], [4, 5, 6], [6, 10]], [[0, 1], [1, 3], [2, 3, 4]])
    assert three(found.bias) == close(3.2647, -0.9943, 7.5238)
    assert three(found.low) == close(-1.2794, -18.7374, 1.0192)
    assert three(found.high) == close(7.8088, 5.5102, 25.2668)
    assert found.high.n == 3 and "replicates of 3 people" in found.high.form


def test_replicates_takes_three_people_and_equal_lists() -> None:
    """Three people are enough, two are not, and everybody has values of both."""
    assert statistics.replicates([[1], [2], [4]], [[0], [0], [1]]).bias.n == 3
    with pytest.raises(Problem, match=r"^At least 3 people are needed, and there are 2"):
        statistics.replicates([[1, 2], [2, 3]], [[0, 1], [1, 2]])
    with pytest.raises(ValueError):
        statistics.replicates([[1], [2], [4]], [[0], [0]])


def test_of_counts_codes() -> None:
    """Two chose the first category, one the third; of the next subject one the second; nobody rated the last."""
    found = CategoricalRatings.of_counts([[2, 0, 1], [0, 1, 0], [0, 0, 0]], ("a", "b", "c"))
    assert found.codes.tolist() == [[0, 0, 2], [1, MISSING, MISSING]] and found.categories == ("a", "b", "c")
    assert found.people.tolist() == [0, 1]
    assert CategoricalRatings.of_counts([[1, 2]]).categories == (0, 1)


def test_of_cross_table_codes() -> None:
    """The first rater's category stands first; a table that is not square is refused with its size."""
    found = CategoricalRatings.of_cross_table([[1, 2], [0, 1]])
    assert found.codes.tolist() == [[0, 0], [0, 1], [0, 1], [1, 1]] and found.categories == (0, 1)
    with pytest.raises(Problem, match="this one is 2 x 3"):
        CategoricalRatings.of_cross_table([[1, 2, 0], [0, 1, 0]])


def test_ccc_interval_of_offset() -> None:
    """0 2 2 4 and 2 more each: r is 1, the means are the root of 2 standard deviations apart, and CCC is 4 of 8.

    Lin's variance on Fisher's scale, of n - 2 = 2 degrees: (0.4444 - 0.2222) / 2, a third squared. 1.96 thirds about
    atanh(0.5) = 0.5493 end at -0.1040 and 1.2026.
    """
    assert three(statistics.ccc([0, 2, 2, 4], [2, 4, 4, 6])) == close(0.5, -0.1036, 0.8343)


def test_overall_ccc_interval() -> None:
    """Of two raters it is Lin's coefficient, whose interval is drawn here and worked out there; three subjects do."""
    random = np.random.default_rng(8)
    true = random.normal(20, 3, 40)
    table = true[:, None] + random.normal(0, 1, (40, 2))
    drawn, worked_out = statistics.overall_ccc(table), statistics.ccc(*table.T)
    assert (drawn.low, drawn.high) == close(worked_out.low, worked_out.high, to=0.05)
    assert statistics.overall_ccc([[1, 1], [2, 2], [3, 3]]).estimate == pytest.approx(1.0)
    with pytest.raises(Problem, match="3 subjects"):
        statistics.overall_ccc([[1, 1], [2, 2]])


def test_light_counts_pairs_of_two() -> None:
    """A and B agree on the two subjects that both rated (1), A and C as chance has it (0), C is alike on B's (0)."""
    ratings = CategoricalRatings.of([["y", "y", "y"], ["n", "n", "y"], ["y", None, "n"], ["n", None, "n"]])
    found = statistics.light(ratings)
    assert (found.estimate, found.n) == (pytest.approx(1 / 3), 2)


def test_weights_of_unknown_kind() -> None:
    """Which kinds there are, and which came."""
    with pytest.raises(Problem, match="identity, linear, quadratic or a square table, and 'cubic' came"):
        weights("cubic", 3)


@pytest.mark.parametrize("counts", [[[1.5, 0]], [[-1, 2]], [1, 2]])
def test_of_counts_takes_whole_numbers(counts: Any) -> None:
    """Counts are whole, not below 0, and a table."""
    with pytest.raises(Problem):
        CategoricalRatings.of_counts(counts)


def test_of_categorical_frame_takes_its_scale() -> None:
    """Columns that are all categorical with one scale name it, with categories that nobody chose."""
    scale = pd.CategoricalDtype(["no", "some", "much"], ordered=True)
    frame = pd.DataFrame({"Ana": ["no", "much"], "Ben": ["much", "much"]}, dtype=scale)
    assert CategoricalRatings.of(frame).categories == ("no", "some", "much")
    assert CategoricalRatings.of(frame.astype(str)).categories == ("much", "no")


def test_specific_agreement() -> None:
    """Of subjects rated thrice with 2 and 1 yeses, and twice with 2: (2 * 1/2 + 0 + 2) of 5 ratings are shared."""
    found = statistics.specific(CategoricalRatings.of([[1, 1, 0], [1, 0, 0], [1, 1, None], [1, None, None]], (0, 1)), 1)
    assert found.estimate == pytest.approx(3 / 5) and found.n == 3
    with pytest.raises(Problem, match=r"^Nobody chose 1: there is nothing to agree with"):
        statistics.specific(CategoricalRatings.of([[0, 0], [0, 0]], (0, 1)), 1)


def test_from_disagreement() -> None:
    """Distances of 0, 1 and 4 become 1, 3/4 and 0."""
    assert from_disagreement([[0, 1, 4], [1, 0, 1], [4, 1, 0]]).tolist() == [
        [1, 0.75, 0],
        [0.75, 1, 0.75],
        [0, 0.75, 1],
    ]


def test_by_value() -> None:
    """Categories 0, 1 and 4 are weighed by their values, words by nothing, and given weights stay."""
    assert np.asarray(by_value("linear", (0, 1, 4))).tolist() == [[1, 0.75, 0], [0.75, 1, 0.25], [0, 0.25, 1]]
    assert by_value("linear", ("no", 1)) == "linear"
    given = np.eye(2)
    assert by_value(given, (0, 1)) is given


def test_subjects_for_limits() -> None:
    """(2 * 1.96 / width)^2 (1 + 1.96^2 / 2): 44.9 for a whole SD; never fewer than three."""
    assert statistics.subjects_for_limits(1.0) == 45
    assert statistics.subjects_for_limits(100.0) == 3
    with pytest.raises(Problem, match=r"^A width is above 0, and 0 came"):
        statistics.subjects_for_limits(0)


def test_pull_of_kappa_by_hand() -> None:
    """Two raters, half yes: at kappa 0 a pull is 1 or -1, at kappa 1 none."""
    assert pull_of_kappa(0.0, 2, 0.5) == pytest.approx(1.0)
    assert pull_of_kappa(1.0, 2, 0.5) == pytest.approx(0.0)
    assert pull_of_kappa(1.0, 3, 0.2) == pytest.approx(0.0)


def test_subjects_for_kappa() -> None:
    """At kappa 0 and half yes the pull's variance is 1: (2 * 1.96 / 0.5)^2 = 61.5; never fewer than two."""
    assert statistics.subjects_for_kappa(0.0, 0.5, 2) == 62
    assert statistics.subjects_for_kappa(0.0, 1.99, 30) == 2


@pytest.mark.parametrize(
    ("expected", "width", "raters", "prevalence", "said"),
    [(-0.1, 0.2, 2, 0.5, "-0.1"), (1.0, 0.2, 2, 0.5, "1.0"), (0.5, 0.0, 2, 0.5, "0.0"), (0.5, 2.0, 2, 0.5, "2.0"),
     (0.5, 0.2, 1, 0.5, "1"), (0.5, 0.2, 2, 0.0, "A prevalence .* 0.0"), (0.5, 0.2, 2, 1.0, "A prevalence .* 1.0")],
)  # fmt: skip
def test_subjects_for_kappa_refuses(expected: float, width: float, raters: int, prevalence: float, said: str) -> None:
    """Each number has its range, and its ends are outside; the sentence says which number came."""
    with pytest.raises(Problem, match=f"{said}.* came"):
        statistics.subjects_for_kappa(expected, width, raters, prevalence)


def test_subjects_for_kappa_takes_the_least() -> None:
    """An expected kappa of 0 and two raters are within the ranges."""
    assert statistics.subjects_for_kappa(0.0, 0.2, 2) > 0


def test_bias_interval() -> None:
    """Differences 1, 0, 1, 2: mean 1, SE 0.8165 / 2, t of 3 degrees 3.1824."""
    found = statistics.bias([1, 2, 3, 5], [0, 2, 2, 3])
    assert three(found) == close(1.0, -0.2992, 2.2992) and found.n == 4
    assert found.form == "mean of first less second; t interval" and found.assumes


def test_rmse_and_mae() -> None:
    """Differences 1, 0, -1, 2: sqrt(6 / 4) and 1, each inside its interval."""
    square, absolute = (of([1, 2, 3, 5], [0, 2, 4, 3]) for of in (statistics.rmse, statistics.mae))
    assert square.estimate == pytest.approx(1.2247, abs=1e-4) and absolute.estimate == pytest.approx(1.0)
    for found, named in ((square, "root mean square difference"), (absolute, "mean absolute difference")):
        assert 0 <= found.low < found.estimate < found.high <= 2 and found.n == 4
        assert found.form.startswith(named) and found.assumes


def test_specific_interval() -> None:
    """Pulls of -0.12, -0.36 and 0.48 are as sure as 5.77 ratings: Wilson's interval of 0.6 of them."""
    found = statistics.specific(CategoricalRatings.of([[1, 1, 0], [1, 0, 0], [1, 1, None]], (0, 1)), 1)
    assert three(found) == close(0.6, 0.2477, 0.8723)
    assert found.form.startswith("agreement on 1: of its ratings") and found.assumes


RATED = [[0, 0], [1, 1], [0, 1], [1, 1], [0, 0], [1, 0], [2, 2], [2, 1], [0, 0], [2, 2]]


def test_pair_mean_interval() -> None:
    """Of raters A, B and B once more two pairs are A with B and one is B with itself: 2/3 of Cohen's kappa + 1/3."""
    two = statistics.cohen(CategoricalRatings.of(RATED))
    light = statistics.light(CategoricalRatings.of([[a, b, b] for a, b in RATED]))
    assert light.estimate == pytest.approx((2 * two.estimate + 1) / 3)
    assert light.estimate - light.low == pytest.approx(2 / 3 * (two.estimate - two.low))
    assert light.n == 10 and "3 pairs" in light.form
    assert "1 pair," not in light.form and "1 pair" in statistics.light(CategoricalRatings.of(RATED)).form


@pytest.mark.parametrize(
    ("of", "begins"),
    [
        (statistics.percent, "share"),
        (statistics.cohen, "Cohen's kappa"),
        (statistics.scott, "Scott's pi"),
        (statistics.fleiss, "Fleiss' kappa"),
        (statistics.conger, "Conger's kappa"),
        (statistics.light, "mean of Cohen's kappa over pairs (Light)"),
        (statistics.brennan_prediger, "Brennan-Prediger"),
        (statistics.ac1, "Gwet's AC1"),
        (statistics.ac2, "Gwet's AC2"),
        (statistics.alpha, "Krippendorff's alpha"),
    ],
)
def test_each_coefficient_names_itself(of: object, begins: str) -> None:
    """The form begins with the name that readers look for, and what is assumed is said."""
    found = of(CategoricalRatings.of(RATED))  # type: ignore[operator]
    assert begins.casefold() in found.form.casefold() and found.assumes.endswith(".")


@pytest.mark.parametrize("of", [statistics.cohen, statistics.conger, statistics.light, statistics.scott])
def test_each_kappa_names_its_weights(of: object) -> None:
    """Unweighted or quadratic weights, whichever were taken."""
    ratings = CategoricalRatings.of(RATED)
    assert "unweighted" in of(ratings).form and "quadratic weights" in of(ratings, "quadratic").form  # type: ignore[operator]
