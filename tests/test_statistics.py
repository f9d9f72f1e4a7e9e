"""Agreement statistics: what was published comes out, what must hold holds, and what cannot be had is refused."""

from __future__ import annotations

import json
import math
from collections.abc import Callable

import numpy as np
import published
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from published import printed, spelled
from truth import SHARED

from movescreen.errors import Problem
from movescreen.reliability import statistics
from movescreen.reliability.statistics import CategoricalRatings, Estimate
from movescreen.reliability.statistics.categorical_ratings import MISSING
from movescreen.reliability.statistics.sample_size import pull_of_kappa

FAMILY: dict[str, Callable[..., Estimate]] = {
    "pa": statistics.percent,
    "AC": statistics.ac2,
    "Fleiss": statistics.fleiss,
    "BP": statistics.brennan_prediger,
    "Conger": statistics.conger,
}
ORDER = ("pa", "AC", "Fleiss", "alpha", "BP")
ALPHAS = {"identity": "nominal", "quadratic": "interval"}


def family(name: str, ratings: CategoricalRatings, kind: str) -> float:
    """A coefficient of Gwet's family with its weights."""
    if name == "alpha":
        return statistics.alpha(ratings, ALPHAS[kind]).estimate
    return FAMILY[name](ratings, kind).estimate


def test_the_intervals_of_icc_are_those_of_mcgraw_and_wong() -> None:
    ends = [(-0.13, 0.72), (0.02, 0.76), (0.34, 0.95), (-0.88, 0.91), (0.07, 0.93), (0.68, 0.99)]  # as R's psych prints
    found = [statistics.icc(published.JUDGES, form) for form in ("1,1", "2,1", "3,1", "1,k", "2,k", "3,k")]
    assert [(round(one.low, 2), round(one.high, 2)) for one in found] == ends


@pytest.mark.parametrize(
    ("form", "value"),
    [("1,1", "0.17"), ("2,1", "0.29"), ("3,1", "0.71"), ("1,k", "0.44"), ("2,k", "0.62"), ("3,k", "0.91")],
)
def test_the_six_forms_of_icc_are_those_of_shrout_and_fleiss(form: str, value: str) -> None:
    assert printed(statistics.icc(published.JUDGES, form).estimate, value)


def test_fleiss_kappa_is_as_published() -> None:
    assert printed(statistics.fleiss(CategoricalRatings.of(published.PATIENTS)).estimate, "0.4302445")
    assert printed(statistics.fleiss(CategoricalRatings.of_counts(published.PSYCHOLOGISTS)).estimate, "0.210")


def test_light_and_conger_are_their_definitions() -> None:
    """By hand: Light's is the mean of the pairs' kappas, Conger's that of the pairs' mean agreement and mean chance."""
    table, raters = np.array(published.ANXIOUS), range(3)
    pairs = [(a, b) for a in raters for b in raters if a < b]
    seen = np.array([np.mean(table[:, a] == table[:, b]) for a, b in pairs])
    shares = [[np.mean(table[:, rater] == k) for k in range(1, 7)] for rater in raters]
    chance = np.array([np.dot(shares[a], shares[b]) for a, b in pairs])
    ratings = CategoricalRatings.of(published.ANXIOUS)
    assert statistics.light(ratings).estimate == pytest.approx(np.mean((seen - chance) / (1 - chance)))
    conger = (seen.mean() - chance.mean()) / (1 - chance.mean())
    assert statistics.conger(ratings).estimate == pytest.approx(conger)


@pytest.mark.parametrize(
    ("kind", "value"), [("identity", "-0.006289308"), ("linear", "0.1459075"), ("quadratic", "0.2520325")]
)
def test_weights_are_of_the_order_of_the_categories_that_were_used(kind: str, value: str) -> None:
    ratings = CategoricalRatings.of([row[1:] for row in published.ANXIOUS])
    assert ratings.categories == (1, 2, 3, 4, 6)
    assert printed(statistics.cohen(ratings, kind).estimate, value)


@pytest.mark.parametrize(
    ("rows", "level", "value"),
    [
        (published.CODERS, "nominal", "0.743421"),
        (published.CODERS, "ordinal", "0.815"),
        (published.CODERS, "interval", "0.849"),
        (published.CODERS, "ratio", "0.797"),
        (published.FIFTEEN, "nominal", "0.691358"),
        (published.FIFTEEN, "interval", "0.810845"),
    ],
)
def test_alpha_is_as_published(rows: list[str], level: str, value: str) -> None:
    assert printed(statistics.alpha(CategoricalRatings.of(spelled(rows)), level).estimate, value)


def test_gwets_family_is_as_published_with_missing_ratings() -> None:
    ratings = CategoricalRatings.of(spelled(published.FOUR_RATERS))
    values = {
        "identity": ("0.8181818", "0.77544", "0.76117", "0.74342", "0.77273"),
        "quadratic": ("0.9753788", "0.91400", "0.86494", "0.84911", "0.90152"),
    }
    for kind, row in values.items():
        assert all(printed(family(name, ratings, kind), value) for name, value in zip(ORDER, row, strict=True))


def test_gwets_family_is_as_published_from_counts() -> None:
    ratings = CategoricalRatings.of_counts(published.DISTRIBUTION)
    values = {
        "identity": ("0.5511111", "0.4448007", "0.4139265", "0.4204384", "0.4388889"),
        "quadratic": ("0.8544444", "0.4837438", "0.2511909", "0.259511", "0.4177778"),
    }
    for kind, row in values.items():
        assert all(printed(family(name, ratings, kind), value) for name, value in zip(ORDER, row, strict=True))


def test_intervals_are_those_of_gwets_package() -> None:
    ratings = CategoricalRatings.of_cross_table(published.ABSTRACTORS)
    pairs = {statistics.cohen: (0.680, 0.913), statistics.scott: (0.679, 0.913), statistics.ac1: (0.764, 0.935)}
    for statistic, ends in pairs.items():
        found = statistic(ratings)
        assert (found.low, found.high) == pytest.approx(ends, abs=0.0015)  # theirs of kappa divide by n, not n - 1
    missing = statistics.ac1(CategoricalRatings.of(spelled(published.FOUR_RATERS)))
    assert (round(missing.low, 3), missing.high, missing.n) == (0.461, 1.0, 12)


def test_limits_of_agreement_are_those_of_bland_and_altman() -> None:
    limits = statistics.limits(published.LARGE, published.SMALL)
    assert printed(limits.bias.estimate, "-2.1")
    assert round((limits.high.estimate - limits.bias.estimate) / 1.96, 1) == 38.8
    assert limits.low.low < limits.low.estimate < limits.low.high < limits.bias.estimate


@pytest.mark.skipif(not (SHARED / "agreement").is_dir(), reason="the published tables are not on this machine")
def test_the_tables_here_are_the_published_ones() -> None:
    text = (SHARED / "agreement" / "published_tables.json").read_text("utf-8")
    theirs = [row["data"] for row in json.loads(text)["rows"]]
    ours = [
        published.JUDGES, published.PATIENTS, published.PSYCHOLOGISTS, published.ANXIOUS, published.DIALOGUE,
        published.MARGINALS, published.WEIGHTING, [[share / 200 for share in row] for row in published.COHEN],
        spelled(published.CODERS), spelled(published.FIFTEEN), spelled(published.FOUR_RATERS), published.DISTRIBUTION,
    ]  # fmt: skip
    known = {json.dumps(np.array(table, float).round(4).tolist()) for table in ours}
    assert {json.dumps(np.array(table, float).round(4).tolist()) for table in theirs} == known


def test_the_kappa_paradox() -> None:
    """Equal percent agreement, ever rarer category: kappa falls, AC1 and PABAK do not."""
    tables = {(40, 9, 6, 45): (0.70, 0.70, 0.70), (80, 10, 5, 5): (0.32, 0.70, 0.81), (2, 4, 4, 90): (0.29, 0.84, 0.91)}
    for (a, b, c, d), values in tables.items():
        ratings = CategoricalRatings.of_cross_table([[a, b], [c, d]])
        found = (statistics.cohen(ratings), statistics.pabak(ratings), statistics.ac1(ratings))
        assert tuple(round(x.estimate, 2) for x in found) == values


def test_positive_and_negative_agreement_are_shares_of_the_ratings() -> None:
    ratings = CategoricalRatings.of_cross_table([[40, 9], [6, 45]])
    assert statistics.specific(ratings, 0).estimate == pytest.approx(80 / 95)
    assert statistics.specific(ratings, 1).estimate == pytest.approx(90 / 105)


CODES = arrays(np.int64, st.tuples(st.integers(4, 15), st.integers(2, 5)), elements=st.integers(MISSING, 3))
VALUES = arrays(float, st.tuples(st.integers(4, 12), st.integers(2, 4)), elements=st.integers(-50, 50).map(float))
COEFFICIENTS = [statistics.fleiss, statistics.conger, statistics.ac1, statistics.brennan_prediger, statistics.light]
FORMS = ["1,1", "2,1", "3,1"]


def rated(codes: np.ndarray) -> CategoricalRatings:
    """Ratings from codes, as long as anything can be told from them."""
    table = [[None if code == MISSING else int(code) for code in row] for row in codes]
    ratings = CategoricalRatings.of(table, range(4))
    try:
        for statistic in COEFFICIENTS:
            statistic(ratings)
    except Problem:
        assume(False)
    return ratings


def close(a: Estimate, b: Estimate) -> bool:
    return bool(np.allclose([a.estimate, a.low, a.high], [b.estimate, b.low, b.high], atol=1e-9))


@settings(max_examples=40, deadline=None)
@given(codes=CODES, seed=st.integers(0, 9))
def test_the_order_of_raters_subjects_and_names_of_categories_say_nothing(codes: np.ndarray, seed: int) -> None:
    ratings = rated(codes)
    random = np.random.default_rng(seed)
    shuffled = random.permutation(codes[random.permutation(len(codes))].T).T
    names = random.permutation(4)
    renamed = np.where(shuffled == MISSING, MISSING, names[shuffled])
    again = rated(renamed)
    for statistic in COEFFICIENTS:
        assert close(statistic(ratings), statistic(again))
    assert statistics.alpha(ratings).estimate == pytest.approx(statistics.alpha(again).estimate)


def test_the_order_of_subjects_does_not_move_a_drawn_interval() -> None:
    order = np.random.default_rng(4).permutation(17)
    large, small = np.array(published.LARGE), np.array(published.SMALL)
    assert close(statistics.rmse(large, small), statistics.rmse(large[order], small[order]))


@settings(max_examples=40, deadline=None)
@given(codes=CODES)
def test_coefficients_keep_to_their_bounds_and_intervals_hold_them(codes: np.ndarray) -> None:
    ratings = rated(codes)
    for statistic in (*COEFFICIENTS, statistics.percent):
        found = statistic(ratings)
        assert found.estimate <= 1 + 1e-9
        assert found.low - 1e-9 <= found.estimate <= found.high + 1e-9 and found.high <= 1 + 1e-9


@settings(max_examples=30, deadline=None)
@given(codes=arrays(np.int64, st.tuples(st.integers(4, 20), st.just(2)), elements=st.integers(0, 2)))
def test_with_two_raters_the_many_rater_forms_are_the_two_rater_forms(codes: np.ndarray) -> None:
    ratings = rated(codes)
    assert close(statistics.conger(ratings), statistics.cohen(ratings))
    assert close(statistics.fleiss(ratings), statistics.scott(ratings))
    assert statistics.light(ratings).estimate == pytest.approx(statistics.cohen(ratings).estimate)
    assert close(statistics.brennan_prediger(ratings), statistics.pabak(ratings))


def estimate_or_none(values: np.ndarray, form: str) -> float:
    """Return the ICC of a form, NaN where it is refused."""
    try:
        return statistics.icc(values, form).estimate
    except Problem:
        return math.nan


@settings(max_examples=40, deadline=None)
@given(values=VALUES, shift=st.integers(-20, 20), scale=st.sampled_from([0.5, 2.0, 4.0]))
def test_icc_does_not_see_the_zero_and_the_unit_and_consistency_no_rater_offsets(values, shift, scale) -> None:
    assume(np.ptp(values.mean(axis=1)) > 1e-6 and np.ptp(values - values.mean(axis=1, keepdims=True)) > 1e-6)
    for form in FORMS:
        assert estimate_or_none(values, form) == pytest.approx(
            estimate_or_none(values * scale + shift, form), abs=1e-6, nan_ok=True
        )
    offsets = np.arange(values.shape[1]) * float(shift)
    moved = statistics.icc(values + offsets, "3,1").estimate
    assert statistics.icc(values, "3,1").estimate == pytest.approx(moved, abs=1e-6)
    assert statistics.sem(values, True).estimate == pytest.approx(statistics.sem(values + offsets, True).estimate)


@settings(max_examples=40, deadline=None)
@given(values=VALUES)
def test_icc_of_a_mean_is_that_of_one_stepped_up_and_bounds_hold(values: np.ndarray) -> None:
    assume(np.ptp(values.mean(axis=1)) > 1e-6 and np.ptp(values - values.mean(axis=1, keepdims=True)) > 1e-6)
    k = values.shape[1]
    for form in FORMS:
        one, mean = statistics.icc(values, form), statistics.icc(values, f"{form[0]},k")
        assert one.estimate <= 1 + 1e-9 and one.low - 1e-9 <= one.estimate <= one.high + 1e-9
        assert mean.low - 1e-6 <= mean.estimate <= mean.high + 1e-6
        if 1 + (k - 1) * one.estimate > 0.01:
            assert mean.estimate == pytest.approx(k * one.estimate / (1 + (k - 1) * one.estimate), abs=1e-6)


def test_one_way_icc_takes_subjects_who_were_rated_differently_often() -> None:
    """Means squares by hand: of 1 2, 3 4 5 and 8 9."""
    table = np.array([[1, 2, math.nan], [3, 4, 5], [math.nan, 8, 9]])
    found = statistics.icc(table, "1,1")
    within, between = 3.0 / 4, (2 * (1.5 - 32 / 7) ** 2 + 3 * (4 - 32 / 7) ** 2 + 2 * (8.5 - 32 / 7) ** 2) / 2
    k = (7 - (4 + 9 + 4) / 7) / 2
    assert found.estimate == pytest.approx((between - within) / (between + (k - 1) * within))
    assert found.n == 3
    with pytest.raises(Problem, match="every rater rated"):
        statistics.icc(table, "2,1")


def test_subjects_that_not_all_rated_are_left_out_and_counted() -> None:
    found = statistics.icc(np.array([*published.JUDGES, [1, 2, math.nan, 4]]), "2,1")
    assert found.n == 6 and "1 of 7 subjects left out" in found.form
    assert found.estimate == statistics.icc(published.JUDGES, "2,1").estimate


@settings(max_examples=30, deadline=None)
@given(values=arrays(float, st.tuples(st.integers(4, 12), st.just(2)), elements=st.integers(0, 30).map(float)))
def test_differences_turn_their_sign_with_the_raters_and_ccc_does_not(values: np.ndarray) -> None:
    a, b = values.T
    assume(np.ptp(a - b) > 0 and np.ptp(a) > 0 and np.ptp(b) > 0)
    there, back = statistics.limits(a, b), statistics.limits(b, a)
    assert (there.low.estimate, there.high.low) == pytest.approx((-back.high.estimate, -back.low.high))
    assert statistics.ccc(a, b).estimate == pytest.approx(statistics.ccc(b, a).estimate)
    assert statistics.overall_ccc(values).estimate == pytest.approx(statistics.ccc(a, b).estimate)
    assert statistics.bias(a, b).estimate == pytest.approx((a - b).mean())
    assert statistics.rmse(a, b).estimate >= statistics.mae(a, b).estimate - 1e-9 >= abs((a - b).mean()) - 1e-6


def test_repetitions_are_not_taken_for_people() -> None:
    """Where people differ, six repetitions of each make nothing as sure as six times as many people would."""
    random = np.random.default_rng(1)
    people = np.repeat(np.arange(12), 6)
    first = random.normal(0, 3, 12)[people] + random.normal(0, 1, 72)
    linked = statistics.linked(first, np.zeros(72), people)
    naive = statistics.limits(first, np.zeros(72))
    assert linked.bias.n == 12 and naive.bias.n == 72
    assert linked.high.high - linked.high.low > 1.5 * (naive.high.high - naive.high.low)
    assert linked.high.estimate == pytest.approx(naive.high.estimate, rel=0.1)


def test_rows_of_a_person_are_not_taken_for_people() -> None:
    codes = np.array([[1, 1], [0, 0], [1, 0], [0, 0], [1, 1], [0, 1]])
    once = CategoricalRatings.of(codes.tolist())
    thrice = CategoricalRatings.of(np.repeat(codes, 3, axis=0).tolist(), people=np.repeat(np.arange(6), 3))
    for statistic in (statistics.cohen, statistics.ac1, statistics.percent):
        assert close(statistic(once), statistic(thrice))
    assert statistics.alpha(thrice).n == statistics.alpha(once).n == 6


def test_replicates_spread_as_much_as_single_measurements() -> None:
    random = np.random.default_rng(2)
    true = random.normal(0, 5, 200)
    first, second = ([t + random.normal(0, 1, 3) for t in true] for _ in range(2))
    limits = statistics.replicates(first, second)
    assert limits.high.estimate == pytest.approx(1.96 * math.sqrt(2), rel=0.1)


def test_the_limits_of_a_proportional_difference_are_found() -> None:
    true = np.arange(40.0)
    noise = np.random.default_rng(3).normal(0, 0.5, 40)
    slope = statistics.proportional(1.2 * true + noise, true)
    assert slope.low < 0.2 / 1.1 < slope.high and slope.low > 0


def test_against_a_consensus() -> None:
    said = np.repeat([1, 1, 0, 0], [40, 5, 10, 45])
    true = np.repeat([1, 0, 1, 0], [40, 5, 10, 45])
    found = statistics.against(said, true)
    assert (found.sensitivity.estimate, found.specificity.estimate) == (0.8, 0.9)
    assert (round(found.sensitivity.low, 3), round(found.sensitivity.high, 3)) == (0.670, 0.888)  # Wilson, 40 of 50
    assert found.positive_ratio.estimate == pytest.approx(8) and found.negative_ratio.estimate == pytest.approx(2 / 9)
    assert statistics.consensus(np.array([[1, 1, 0], [1, 0, MISSING], [0, 0, 0]])).tolist() == [1, MISSING, 0]


def test_sizes_are_those_of_bonett_and_of_bloch_and_kraemer() -> None:
    assert [statistics.subjects_for_icc(*case) for case in ((0.8, 0.2, 2), (0.8, 0.2, 3), (0.9, 0.1, 2))] == [
        51,
        36,
        57,
    ]
    for kappa, p in ((0.0, 0.5), (0.4, 0.5), (0.6, 0.2), (0.8, 0.1)):
        theirs = (1 - kappa) * ((1 - kappa) * (1 - 2 * kappa) + kappa * (2 - kappa) / (2 * p * (1 - p)))
        assert pull_of_kappa(kappa, 2, p) == pytest.approx(theirs)
    assert statistics.subjects_for_kappa(0.6, 0.3, 2, 0.5) > statistics.subjects_for_kappa(0.6, 0.3, 4, 0.5)
    assert pytest.approx(1.96 * math.sqrt(3 / statistics.subjects_for_limits(0.68)), rel=0.03) == 0.34


REFUSALS: list[tuple[Callable[[], object], str]] = [
    (lambda: statistics.icc([[1], [2], [3]]), "two raters"),
    (lambda: statistics.icc([[4, 4], [4, 4], [4, 4]]), "without variance"),
    (lambda: statistics.icc(published.JUDGES, "4,1"), "form"),
    (lambda: statistics.cohen(CategoricalRatings.of([[1, 1], [1, 1], [1, 1]])), "one category"),
    (lambda: statistics.cohen(CategoricalRatings.of([[1, 2, 1], [2, 2, 1]])), "two raters"),
    (lambda: statistics.fleiss(CategoricalRatings.of([[1], [2]])), "two raters"),
    (lambda: statistics.alpha(CategoricalRatings.of([["a", "a"], ["a", "b"], ["b", "b"]]), "interval"), "numbers"),
    (lambda: statistics.alpha(CategoricalRatings.of([[1, 1], [1, 1]])), "the same"),
    (lambda: statistics.percent(CategoricalRatings.of([[1, None], [None, 2]])), "two subjects"),
    (lambda: statistics.ccc([1, 1, 1], [1, 2, 3]), "without variance"),
    (lambda: statistics.bias([1.0], [2.0]), "3 subjects"),
    (lambda: statistics.against(np.array([1, 0]), np.array([1, 1])), "consensus"),
    (lambda: CategoricalRatings.of([[1, 2], [1]]), "differ in length"),
    (lambda: CategoricalRatings.of([[1, 9]], [1, 2]), "no categories of the scale"),
    (lambda: CategoricalRatings.of_cross_table([[0.5, 0.5], [0.0, 1.0]]), "whole numbers"),
    (lambda: statistics.cohen(CategoricalRatings.of([[1, 2], [2, 2]]), [[1, 2], [0, 1]]), "the same both ways"),
    (lambda: statistics.subjects_for_icc(1.0, 0.2, 2), "width"),
]


@pytest.mark.parametrize(("attempt", "said"), REFUSALS)
def test_what_cannot_be_computed_is_refused_with_a_sentence(attempt: Callable[[], object], said: str) -> None:
    with pytest.raises(Problem, match=said) as refusal:
        attempt()
    assert str(refusal.value).endswith(".")


def test_where_no_two_ratings_differ_the_interval_still_has_a_width() -> None:
    found = statistics.cohen(CategoricalRatings.of([[1, 1], [0, 0]] * 10))
    assert found.estimate == found.high == 1 and 0.5 < found.low < 0.9


def test_where_subjects_show_no_spread_the_interval_still_has_a_width() -> None:
    """One of two raters never said yes: kappa is 0 whatever else they said, and that is no certainty."""
    found = statistics.cohen(CategoricalRatings.of([[0, 0]] * 9 + [[1, 0]]))
    assert found.estimate == pytest.approx(0) and found.low < -0.2 and found.high > 0.5


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    """A light look; benchmarks/agreement.py has the figures. 300 studies of 40 subjects: 95 % within 91 to 98.5."""
    random = np.random.default_rng(11)
    cells, truth = np.array([0.4, 0.1, 0.1, 0.4]), 0.6
    kappas = [
        statistics.cohen(CategoricalRatings.of_cross_table(random.multinomial(40, cells).reshape(2, 2)))
        for _ in range(300)
    ]
    subjects, errors = random.normal(0, 2, (300, 40, 1)), random.normal(0, 1, (300, 40, 3))
    iccs = [statistics.icc(study, "1,1") for study in subjects + errors]
    for found, true in ((kappas, truth), (iccs, 0.8)):
        share = np.mean([one.low <= true <= one.high for one in found])
        assert 0.91 <= share <= 0.985
