"""Agreement statistics against further tables of the literature, to the digits that were printed."""

from __future__ import annotations

import numpy as np
import published
import pytest
from published import printed
from scipy import stats

from movescreen.reliability import statistics
from movescreen.reliability.statistics import CategoricalRatings, bootstrap
from movescreen.reliability.statistics.intervals import wilson
from movescreen.reliability.statistics.weights import Weights, from_disagreement

CROSS = [  # the statistic, a table, and what was printed
    ("identity", published.FIRST_COHEN, "-0.09"),
    ("identity", published.EVERITT, "0.429"),
    (published.EVERITTS_WEIGHTS, published.EVERITT, "0.507"),
    ("identity", published.BOOK, "0.68"),
    ("identity", published.WINNIPEG, "0.208"),
    ("linear", published.WINNIPEG, "0.380"),
    ("identity", published.NEW_ORLEANS, "0.297"),
    ("linear", published.NEW_ORLEANS, "0.477"),
    ("identity", published.SLIDES, "0.493"),
    ("identity", published.COUPLES, "0.129"),
    ("linear", published.COUPLES, "0.237"),
    *[("identity", table, kappa) for kappa, table in published.PARADOXES.items()],
    ("identity", published.NEARLY_ALL, "-0.02"),
    ("identity", published.DIALOGUE, "0.348"),
    ("identity", published.MARGINALS, "0.8013"),
    ("identity", published.WEIGHTING, "0.9315"),
    ("linear", published.WEIGHTING, "0.9412"),
    ("quadratic", published.WEIGHTING, "0.9541"),
    ("identity", published.COHEN, "0.492"),
    (from_disagreement(published.COHENS_WEIGHTS), published.COHEN, "0.348"),
]


@pytest.mark.parametrize(("kind", "table", "kappa"), CROSS)
def test_cohens_kappa(kind: Weights, table: list[list[int]], kappa: str) -> None:
    assert printed(statistics.cohen(CategoricalRatings.of_cross_table(table), kind).estimate, kappa)


@pytest.mark.parametrize(
    ("table", "kind", "error"),
    [
        (published.WINNIPEG, "identity", "0.0505"),
        (published.WINNIPEG, "linear", "0.0517"),
        (published.NEW_ORLEANS, "identity", "0.0785"),
        (published.NEW_ORLEANS, "linear", "0.0730"),
        (published.COUPLES, "identity", "0.0686"),
        (published.COUPLES, "linear", "0.0783"),
        (published.SLIDES, "identity", "0.057"),
    ],
)
def test_standard_errors_of_kappa(table: list[list[int]], kind: str, error: str) -> None:
    """As SAS and R's vcd print them; they divide by n, where the intervals here divide by n - 1."""
    found = statistics.cohen(CategoricalRatings.of_cross_table(table), kind)
    ours = (found.high - found.low) / 2 / stats.t.ppf(0.975, found.n - 1)
    assert printed(ours * np.sqrt(1 - 1 / found.n), error)


def test_gwets_ac1_of_his_table() -> None:
    assert printed(statistics.ac1(CategoricalRatings.of_cross_table(published.NEARLY_ALL)).estimate, "0.94")


def test_scotts_pi_and_s_of_artstein_and_poesio() -> None:
    ratings = CategoricalRatings.of_cross_table(published.MARGINALS)
    assert printed(statistics.scott(ratings).estimate, "0.7995")
    assert printed(statistics.brennan_prediger(ratings).estimate, "0.82")


def test_positive_and_negative_agreement_of_cicchetti_and_feinstein() -> None:
    balanced, skewed = (CategoricalRatings.of_cross_table(published.PARADOXES[kappa]) for kappa in ("0.70", "0.32"))
    assert [printed(statistics.specific(balanced, k).estimate, v) for k, v in enumerate(("0.84", "0.86"))] == [True] * 2
    assert [printed(statistics.specific(skewed, k).estimate, v) for k, v in enumerate(("0.91", "0.40"))] == [True] * 2


def test_observed_agreement_of_fleiss_patients_and_lights_and_congers_kappa() -> None:
    """Light's and Conger's as R's irr prints them (kappam.light, kappam.fleiss with exact=TRUE)."""
    ratings = CategoricalRatings.of(published.PATIENTS)
    assert printed(statistics.percent(ratings).estimate, "0.556")
    assert printed(statistics.light(ratings).estimate, "0.459")
    assert printed(statistics.conger(ratings).estimate, "0.442")


def test_alpha_of_two_observers() -> None:
    two, many = (
        list(zip(published.MEG, published.OWEN, strict=True)),
        list(zip(published.BEN, published.GERRY, strict=True)),
    )
    assert printed(statistics.alpha(CategoricalRatings.of(two)).estimate, "0.095")
    assert printed(statistics.alpha(CategoricalRatings.of(many)).estimate, "0.692")


def test_icc_of_anxiety_and_its_interval_are_those_of_irr() -> None:
    found = statistics.icc(np.array(published.ANXIOUS, float), "2,1")
    assert [f"{x:.3f}" for x in (found.estimate, found.low, found.high)] == ["0.198", "-0.039", "0.494"]


def test_concordance_of_the_peak_flow_meters() -> None:
    """The estimate as R's epiR and DescTools print it; the interval from Lin's variance of it, worked out by hand."""
    found, a, b = statistics.ccc(published.LARGE, published.SMALL), *map(np.array, (published.LARGE, published.SMALL))
    assert printed(found.estimate, "0.942742")
    c, r, off = found.estimate, np.corrcoef(a, b)[0, 1], (a.mean() - b.mean()) ** 2 / (a.std() * b.std())
    variance = (1 - r**2) * c**2 * (1 - c**2) / r**2 + 2 * c**3 * (1 - c) * off / r - c**4 * off**2 / (2 * r**2)
    reach = 1.959964 * np.sqrt(variance / 15) / (1 - c**2)
    assert (found.low, found.high) == pytest.approx(np.tanh([np.arctanh(c) - reach, np.arctanh(c) + reach]), abs=1e-6)


def test_limits_of_the_peak_flow_meters_as_printed_in_1986_and_with_1_96() -> None:
    limits = statistics.limits(published.LARGE, published.SMALL)
    assert printed(limits.bias.low, "-22.0") and printed(limits.bias.high, "17.8")
    assert printed(limits.low.estimate, "-78.1") and printed(limits.high.estimate, "73.9")


def test_limits_of_repeated_measurements_whose_true_value_varies() -> None:
    people, first, second = np.array(published.BEATS).T
    limits = statistics.linked(first, second, people)
    assert printed(limits.bias.estimate, "0.60") and printed(
        (limits.high.estimate - limits.bias.estimate) / 1.96, "0.99"
    )
    assert (limits.low.estimate, limits.high.estimate) == pytest.approx((-1.3394565, 2.5437899), abs=1e-6)


def test_limits_of_repeated_measurements_whose_true_value_stays() -> None:
    people, first, second = np.array(published.BEATS).T
    groups = [[values[people == person] for person in range(1, 13)] for values in (first, second)]
    limits = statistics.replicates(*groups)
    assert (limits.low.estimate, limits.high.estimate) == pytest.approx((-1.4594605, 2.6637939), abs=1e-6)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_wilsons_interval_is_as_newcombe_prints_it(count: int, of: int, low: str, high: str) -> None:
    ends = wilson(count / of, of)
    assert printed(ends[0], low) and printed(ends[1], high)


def test_ac2_weighs_by_the_values_of_the_categories_and_kappa_by_their_places() -> None:
    """By hand, of 0, 1 and 3: AC2's weights are 1 - d²/9, as Gwet's irrCAC has them; kappa's are those of R's irr."""
    pairs = [(0, 0), (0, 1), (1, 1), (1, 3), (3, 3), (3, 0), (0, 0), (1, 1), (3, 3), (3, 1)]
    gapped, even = (
        CategoricalRatings.of(pairs),
        CategoricalRatings.of([[min(value, 2) for value in pair] for pair in pairs]),
    )
    weights = 1 - np.square([[0, 1, 3], [1, 0, 2], [3, 2, 0]]) / 9
    shares = np.array([np.mean([(a == k) + (b == k) for a, b in pairs]) / 2 for k in (0, 1, 3)])
    seen = np.mean([1 - (a - b) ** 2 / 9 for a, b in pairs])
    chance = weights.sum() / 6 * (shares * (1 - shares)).sum()
    assert statistics.ac2(gapped).estimate == pytest.approx((seen - chance) / (1 - chance))
    assert statistics.ac2(gapped).estimate != pytest.approx(statistics.ac2(even).estimate, abs=0.01)
    assert statistics.cohen(gapped, "quadratic").estimate == statistics.cohen(even, "quadratic").estimate


def test_many_subjects_are_drawn_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """With ten thousand subjects all counts at once take gigabytes; in parts the interval is the same."""
    ratings = CategoricalRatings.of(published.ANXIOUS)
    together: list[int] = []
    whole = statistics.alpha(ratings, "ordinal")
    statistic = bootstrap._of_each

    def noted(parts):
        for part in parts:
            together.append(len(part))
            yield part

    def watched(*arguments):
        return statistic(arguments[0], noted(arguments[1]), arguments[2])

    monkeypatch.setattr(bootstrap, "AT_ONCE", 20 * 7)
    monkeypatch.setattr(bootstrap, "_of_each", watched)
    parts = statistics.alpha(ratings, "ordinal")
    assert max(together) == 7
    assert (parts.low, parts.high) == pytest.approx((whole.low, whole.high))


def test_values_far_from_zero_keep_their_differences() -> None:
    table = np.random.default_rng(5).normal(0, 1, (12, 2)).round(6)
    near, far = (
        statistics.alpha(CategoricalRatings.of((table + shift).tolist()), "interval") for shift in (0, 2.0**30)
    )
    assert (far.estimate, far.low, far.high) == pytest.approx((near.estimate, near.low, near.high), abs=1e-4)
