"""How often intervals of agreement statistics hold the true value, in simulated studies.

    python benchmarks/agreement.py [--studies 1000] [--write]

Ratings in categories come from a population whose every pattern of ratings has a known probability, so that the true
value of a statistic is the statistic of that population; values come from Gaussian subjects, raters and errors whose
spreads are known. `share` is how many of the 95 % intervals hold it, `below` and `above` how many lie wholly under it
or over it, `refused` how many studies the statistic could not be had from, all in per cent.

Of 1000 studies each (2026-11-22): at 30 and 100 subjects ICC, SEM, bias, limits and concordance hold it in 93 to 96 %;
coefficients of several raters in 94 to 97, of two in 91 to 96 and, of a feature that 1 in 10 shows, in 89 to 99; drawn
intervals of root mean square and absolute differences in 92 to 94. At 10 subjects they are 86 to 100, and Scott's pi
and alpha of the rare feature 71: such studies cannot tell.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from section import machine, table, write

from movescreen.errors import Problem
from movescreen.reliability import statistics
from movescreen.reliability.statistics import CategoricalRatings, Estimate
from movescreen.reliability.statistics.weights import weights

SAID = """{studies} simulated studies of each size: how many of the 95 % intervals hold the true value, per cent; in
brackets how many lie wholly under it and over it, and how many studies the statistic could not be had from."""
SIZES = (10, 30, 100)
Study = Callable[[np.random.Generator, int], Estimate]


@dataclass(frozen=True)
class Case:
    """A statistic in a population: its true value, and how a study of so many subjects finds it."""

    name: str
    population: str
    truth: float
    study: Study


@dataclass(frozen=True)
class Population:
    """Patterns of ratings, how likely each is, and in words what they are."""

    said: str
    patterns: np.ndarray
    likely: np.ndarray
    categories: int

    def sample(self, random: np.random.Generator, n: int) -> CategoricalRatings:
        return self.ratings(self.patterns[random.choice(len(self.patterns), n, p=self.likely)])

    def whole(self) -> CategoricalRatings:
        """The population itself, each pattern as often as it is likely, in 20000ths."""
        return self.ratings(np.repeat(self.patterns, np.round(self.likely * 20000).astype(int), axis=0))

    def ratings(self, patterns: np.ndarray) -> CategoricalRatings:
        return CategoricalRatings.of(patterns.tolist(), range(self.categories))


def population(said: str, true: list[float], right: float, raters: int) -> Population:
    """Subjects are in categories with these shares; a rater sees the category, or else one beside it."""
    count = len(true)
    seen = np.zeros((count, count))
    for k in range(count):
        beside = [j for j in (k - 1, k + 1) if 0 <= j < count]
        seen[k, k] = right
        seen[k, beside] = (1 - right) / len(beside)
    patterns = np.array(list(product(range(count), repeat=raters)))
    likely = sum(share * seen[k][patterns].prod(axis=1) for k, share in enumerate(true))
    return Population(said, patterns, np.asarray(likely) / np.sum(likely), count)


POPULATIONS = (
    population("2 raters, yes or no, even", [0.5, 0.5], 0.9, 2),
    population("2 raters, yes or no, 1 in 10", [0.9, 0.1], 0.95, 2),
    population("4 raters, 4 steps", [0.3, 0.3, 0.25, 0.15], 0.8, 4),
)
TWO = {
    "percent": statistics.percent,
    "positive agreement": lambda r: statistics.specific(r, 1),
    "kappa": statistics.cohen,
    "pabak": statistics.pabak,
    "scott": statistics.scott,
    "ac1": statistics.ac1,
    "alpha_nominal": statistics.alpha,
}
MANY = {
    "percent": statistics.percent,
    "kappa (Light)": statistics.light,
    "kappa_quadratic (Light)": lambda r: statistics.light(r, "quadratic"),
    "fleiss": statistics.fleiss,
    "conger": statistics.conger,
    "ac1": statistics.ac1,
    "ac2_quadratic": statistics.ac2,
    "alpha_ordinal": lambda r: statistics.alpha(r, "ordinal"),
    "alpha_interval": lambda r: statistics.alpha(r, "interval"),
}


def middle_ranks(ratings: CategoricalRatings) -> list[float]:
    """Of each category the place of the middle one of its ratings."""
    counts = ratings.counts.sum(axis=0)
    return (np.cumsum(counts) - counts / 2).tolist()


ALPHAS = {  # of a whole population, alpha is Fleiss' kappa with weights to match
    "alpha_nominal": statistics.fleiss,
    "alpha_ordinal": lambda r: statistics.fleiss(r, weights("quadratic", len(r.categories), middle_ranks(r))),
    "alpha_interval": lambda r: statistics.fleiss(r, "quadratic"),
}


def categorical() -> Iterator[Case]:
    """The statistics of categories, in each population."""
    for people in POPULATIONS:
        for name, statistic in (TWO if people.patterns.shape[1] == 2 else MANY).items():
            truth = ALPHAS.get(name, statistic)(people.whole()).estimate
            yield Case(name, people.said, truth, of_sample(statistic, people))


def of_sample(statistic: Callable[[CategoricalRatings], Estimate], people: Population) -> Study:
    """A study of some people of a population."""
    return lambda random, n: statistic(people.sample(random, n))


SUBJECTS, RATERS, ERROR, K = 2.0, 0.5, 1.0, 3


def values(random: np.random.Generator, n: int, raters: float = RATERS) -> np.ndarray:
    """Values `(subjects, raters)` of subjects with SD 2, raters' offsets with SD 0.5 and errors with SD 1."""
    offsets = random.normal(0, raters, K) if raters else 0.0
    return random.normal(20, SUBJECTS, (n, 1)) + offsets + random.normal(0, ERROR, (n, K))


def continuous() -> Iterator[Case]:
    """The statistics of values."""
    own, rater, error = SUBJECTS**2, RATERS**2, ERROR**2
    said, alike = "3 raters, SD 2, 0.5, 1", "3 raters without offsets, SD 2, 1"
    agree, same, one = own / (own + rater + error), own / (own + error), own / (own + error)
    truths = {"1,1": one, "2,1": agree, "3,1": same}
    for form, truth in truths.items():
        offsets, where = (0.0, alike) if form == "1,1" else (RATERS, said)
        mean = K * truth / (1 + (K - 1) * truth)
        yield Case(f"icc_{form[0]}_1", where, truth, of_values(form, offsets))
        yield Case(f"icc_{form[0]}_k", where, mean, of_values(f"{form[0]},k", offsets))
    yield Case("sem", said, math.sqrt(rater + error), lambda r, n: statistics.sem(values(r, n)))
    yield from two_occasions()
    yield Case("sem, consistency", said, math.sqrt(error), lambda r, n: statistics.sem(values(r, n), consistency=True))
    yield from differences()


def two_occasions() -> Iterator[Case]:
    """The standard error of measurement from two occasions, without and with an offset between them."""
    for offset in (0.0, RATERS, ERROR):
        said = f"2 occasions, SD 2, {offset:g}, 1"
        truth = math.sqrt(offset**2 + ERROR**2)
        yield Case("sem", said, truth, of_two(offset))
    yield Case(
        "sem, consistency",
        "2 occasions, SD 2, 0.5, 1",
        ERROR,
        lambda r, n: statistics.sem(values(r, n)[:, :2], consistency=True),
    )
    yield Case(
        "sem, REML",
        "3 raters, 1 in 3 missing",
        math.sqrt(RATERS**2 + ERROR**2),
        lambda r, n: statistics.sem_reml(holed(r, n)),
    )
    own = SUBJECTS**2 / (SUBJECTS**2 + RATERS**2 + ERROR**2)
    yield Case("icc_2_1, REML", "3 raters, 1 in 3 missing", own, lambda r, n: statistics.icc_reml(holed(r, n)))


def of_two(offset: float) -> Study:
    """A study of the standard error of measurement on two occasions with such an offset."""
    return lambda random, n: statistics.sem(values(random, n, offset)[:, :2])


def holed(random: np.random.Generator, n: int) -> np.ndarray:
    """Values of which one in three is missing."""
    found = values(random, n)
    found[random.random(found.shape) < 1 / 3] = math.nan
    return found


def of_values(form: str, offsets: float) -> Study:
    """A study of an intraclass correlation, by raters with such offsets."""
    return lambda random, n: statistics.icc(values(random, n, offsets), form)


def pair(random: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Two raters' values, the first 0.5 higher."""
    first, second = values(random, n, 0.0).T[:2]
    return first + 0.5, second


def differences() -> Iterator[Case]:
    """The statistics of two raters' differences, whose mean is 0.5 and whose variance is 2."""
    said, spread = "2 raters, difference 0.5, SD 1.41", math.sqrt(2) * ERROR
    upper = 0.5 + 1.96 * spread
    yield Case("bias", said, 0.5, lambda r, n: statistics.bias(*pair(r, n)))
    yield Case("loa_high", said, upper, lambda r, n: statistics.limits(*pair(r, n)).high)
    yield Case("rmse", said, math.sqrt(0.25 + spread**2), lambda r, n: statistics.rmse(*pair(r, n)))
    folded = spread * math.sqrt(2 / math.pi) * math.exp(-0.125 / spread**2) + 0.5 * math.erf(
        0.5 / spread / math.sqrt(2)
    )
    yield Case("mae", said, folded, lambda r, n: statistics.mae(*pair(r, n)))
    concordance = 2 * SUBJECTS**2 / (2 * (SUBJECTS**2 + ERROR**2) + 0.25)
    yield Case("ccc", said, concordance, lambda r, n: statistics.ccc(*pair(r, n)))
    yield Case("ccc, overall", said, concordance, lambda r, n: statistics.overall_ccc(np.stack(pair(r, n), axis=1)))
    yield Case("proportional bias", said, 0.0, lambda r, n: statistics.proportional(*pair(r, n)))
    linked = 1.96 * math.sqrt(1 + 2 * ERROR**2)
    yield Case("loa_high, 4 linked repetitions", "SD of the difference 1 between people, 1.41 within", linked, repeated)


def repeated(random: np.random.Generator, n: int) -> Estimate:
    """The upper limit from people with four repetitions each."""
    people = np.repeat(np.arange(n), 4)
    off = random.normal(0, 1, n)[people] + random.normal(0, math.sqrt(2) * ERROR, 4 * n)
    return statistics.linked(off, np.zeros(4 * n), people).high


def covered(case: Case, n: int, studies: int) -> tuple[float, float, float, float]:
    """Shares in per cent: intervals that hold the truth, lie under it, lie over it; and studies refused."""
    random = np.random.default_rng([n, studies])
    found = [one for one in (attempt(case.study, random, n) for _ in range(studies)) if one]
    low, high = np.array([[one.low, one.high] for one in found]).T
    under, over = 100 * np.mean(high < case.truth - 1e-9), 100 * np.mean(low > case.truth + 1e-9)
    return 100 - under - over, float(under), float(over), 100 * (1 - len(found) / studies)


def attempt(study: Study, random: np.random.Generator, n: int) -> Estimate | None:
    try:
        return study(random, n)
    except Problem:
        return None


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--studies", type=int, default=1000)
    asked.add_argument("--write", action="store_true", help="into benchmarks/README.md")
    options = asked.parse_args()
    rows = []
    for case in (*categorical(), *continuous()):
        shares = [covered(case, n, options.studies) for n in SIZES]
        cells = [f"{s:.1f} ({b:.1f}, {a:.1f}{f'; {r:.0f} refused' if r >= 0.5 else ''})" for s, b, a, r in shares]
        rows.append([case.name, case.population, f"{case.truth:.3f}", *cells])
        print(*rows[-1], sep=" | ", flush=True)
    head = ["statistic", "population", "truth", *(f"{n} subjects: share (below, above)" for n in SIZES)]
    if options.write:
        text = f"{machine()}\n\n{SAID.format(studies=options.studies)}\n\n{table(head, rows)}"
        write("Agreement: how often intervals hold the truth", "python benchmarks/agreement.py --write", text)


if __name__ == "__main__":
    main()
