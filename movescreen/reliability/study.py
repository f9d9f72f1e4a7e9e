"""Compute every statistic of an item's ratings that can be had: over all raters, by pairs, and within raters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations

from movescreen.errors import Problem
from movescreen.records.text import Text
from movescreen.reliability import statistics as agreement
from movescreen.reliability.items import CONTINUOUS, NOMINAL, ItemAgreement, ItemTable
from movescreen.reliability.statistics import CategoricalRatings, Estimate
from movescreen.reliability.statistics.estimate import refuse
from movescreen.reliability.statistics.icc import FORMS

CATEGORICAL: dict[str, Callable[[CategoricalRatings], Estimate]] = {
    "percent": agreement.percent,
    "kappa": agreement.light,
    "kappa_linear": partial(agreement.light, kind="linear"),
    "kappa_quadratic": partial(agreement.light, kind="quadratic"),
    "pabak": agreement.light_pabak,
    "fleiss": agreement.fleiss,
    "ac1": agreement.ac1,
    "ac2_quadratic": agreement.ac2,
    "alpha_nominal": agreement.alpha,
    "alpha_ordinal": partial(agreement.alpha, level="ordinal"),
    "alpha_interval": partial(agreement.alpha, level="interval"),
}
OF_TWO: dict[str, Callable[[CategoricalRatings], Estimate]] = {
    "kappa": agreement.cohen,
    "kappa_linear": partial(agreement.cohen, kind="linear"),
    "kappa_quadratic": partial(agreement.cohen, kind="quadratic"),
    "pabak": agreement.pabak,
}
OF_VALUES = {
    "Root mean square difference": agreement.rmse,
    "Mean absolute difference": agreement.mae,
    "Growth of the difference with the value": agreement.proportional,
}
UNORDERED = Text("This statistic needs categories in order, and these have none.")
ORDERED = ("kappa_linear", "kappa_quadratic", "ac2_quadratic", "alpha_ordinal", "alpha_interval")
OF_MEANS: dict[str, Callable[..., Estimate]] = {
    **{f"icc_{form[0]}_{form[2]}": partial(agreement.icc, form=form) for form in FORMS},
    "sem": agreement.sem,
    "mdc95": agreement.mdc95,
    "sem_consistency": partial(agreement.sem, consistency=True),
    "mdc95_consistency": partial(agreement.mdc95, consistency=True),
}
WITH_GAPS: dict[str, Callable[..., Estimate]] = {
    "icc_2_1_reml": agreement.icc_reml,
    "icc_3_1_reml": partial(agreement.icc_reml, form="3,1"),
    "sem_reml": agreement.sem_reml,
    "mdc95_reml": agreement.mdc95_reml,
}
DIFFERENCES = ("bias", "loa_low", "loa_high", "ccc")
NAMES = (*CATEGORICAL, *OF_MEANS, *DIFFERENCES)
BY_PAIR = (
    "percent",
    *OF_TWO,
    "ac1",
    "ac2_quadratic",
    "icc_2_1",
    "sem",
    "mdc95",
    "sem_consistency",
    "mdc95_consistency",
    *DIFFERENCES,
)
LEAST_ICC = -1.0  # below it a correlation of means says nothing that its sign does not
THREE = 3  # raters from which on pairs of raters are reported too


@dataclass(frozen=True)
class Outcome:
    """A statistic of an item: what was found, or the `reason` why not; of each pair, and within each rater."""

    found: Estimate | None = None
    reason: str = ""
    command: str = ""  # what only a reader at a command line can do about it
    pairs: Mapping[str, Outcome] = field(default_factory=dict)
    within: Mapping[str, Outcome] = field(default_factory=dict)

    @property
    def at_command_line(self) -> str:
        """The reason with the option that helps."""
        return f"{self.reason} {self.command}".rstrip()


Outcomes = dict[str, Outcome]
Tell = Callable[[], None]  # is called after each statistic


def _nobody() -> None:
    """Hear of nothing."""


def statistics(item: ItemAgreement, tell: Tell = _nobody) -> Outcomes:
    """Return every statistic of an item by name; `tell` hears of each, `count_statistics` says how many there are.

    Of one rater who rated on several occasions it is that of the occasions.
    """
    within = {who: found for rater, table in item.within.items() for who, found in _within(rater, table, tell)}
    whole = (
        _of_occasions(*next(iter(within.items()))) if item.alone else over_all(item.between, names(item.between), tell)
    )
    beside = list(within.items())[item.alone :]  # alone, a rater's occasions are the whole
    pairs = by_pair(item.between, tell) if len(item.between.raters) >= THREE else {}
    return {
        name: replace(
            whole[name],
            pairs={pair: found[name] for pair, found in pairs.items() if name in found},
            within={who: found[name] for who, found in beside if name in found},
        )
        for name in whole
    }


def names(table: ItemTable) -> tuple[str, ...]:
    """Return the statistics of a table: where ratings are missing, also those that rest on all there are."""
    gaps = table.numeric and table.level != NOMINAL and len(table.raters) > 1 and _has_gaps(table)
    return (*NAMES, *WITH_GAPS) if gaps else NAMES


def _has_gaps(table: ItemTable) -> bool:
    known = table.means() == table.means()
    return bool((known.any(axis=1) & ~known.all(axis=1)).any())


def count_statistics(item: ItemAgreement) -> int:
    """Return how many statistics an item has, those of pairs and within raters included."""
    tables = [*item.within.values(), *([] if item.alone else [item.between])]
    pairs = sum(len(t.raters) * (len(t.raters) - 1) // 2 for t in tables if len(t.raters) >= THREE)
    return len(tables) * len(NAMES) + pairs * len(BY_PAIR)


def _within(rater: str, table: ItemTable, tell: Tell) -> Iterator[tuple[str, Outcomes]]:
    """Yield the statistics of a rater's occasions; of more than two also those of each two, which most may have."""
    yield rater, over_all(table, names(table), tell)
    if len(table.raters) >= THREE:
        yield from ((f"{rater}, {pair}", found) for pair, found in by_pair(table, tell).items())


def _of_occasions(rater: str, within: Outcomes) -> Outcomes:
    """Return the statistics within one rater, saying so."""
    return {
        name: replace(
            o, found=replace(o.found, form=Text("{form}; between occasions of {rater}", form=o.found.form, rater=rater))
        )
        if o.found
        else o
        for name, o in within.items()
    }


def by_pair(table: ItemTable, tell: Tell = _nobody) -> dict[str, Outcomes]:
    """Return the statistics of each two raters."""
    pairs = combinations(range(len(table.raters)), 2)
    return {" – ".join(table.raters[i] for i in pair): over_all(table.pair(*pair), BY_PAIR, tell) for pair in pairs}


def over_all(table: ItemTable, names: Iterable[str], tell: Tell = _nobody) -> Outcomes:
    """Return statistics of a table by name, or why they cannot be had."""
    found = {}
    for name in names:
        found[name] = attempted(partial(_found, table, name))
        tell()
    return found


def attempted(find: Callable[[], Estimate]) -> Outcome:
    """Return what can be found, or why it cannot."""
    try:
        return Outcome(find())
    except Problem as problem:
        if problem.code != "not_computable":
            raise
        return refused(problem)


def refused(problem: Problem) -> Outcome:
    """Return the outcome of a statistic that could not be computed."""
    return Outcome(reason=problem.sentence, command=problem.command)


def further(table: ItemTable) -> Iterator[tuple[str, Estimate]]:
    """Yield what is of two categories alone, or of two raters' values: with a name, where it can be had."""
    for name, find in _further(table):
        with suppress(Problem):
            yield name, find()


def _further(table: ItemTable) -> Iterator[tuple[str, Callable[[], Estimate]]]:
    if table.level != CONTINUOUS and len(table.scale) == 2:
        ratings = table.ratings
        for code, category in enumerate(table.scale):
            yield Text("Agreement on “{category}”", category=category), partial(agreement.specific, ratings, code)
    if table.level == CONTINUOUS and len(table.raters) == 2:
        for name, statistic in OF_VALUES.items():
            yield name, partial(statistic, *table.means().T)


def _found(table: ItemTable, name: str) -> Estimate:
    if len(table.raters) < 2:
        raise refuse(Text("At least two raters, or two occasions of one, are needed, and there is one."))
    if name in CATEGORICAL:
        return _categorical(table, name)
    if table.level == NOMINAL or not table.numeric:
        raise refuse(Text("This is a statistic of numbers, and the ratings are names of categories."))
    if name in WITH_GAPS:
        return WITH_GAPS[name](table.means())
    if name in OF_MEANS:
        found = OF_MEANS[name](table.means())
        if name.startswith("icc") and found.estimate < LEAST_ICC:
            raise refuse(
                Text("It would be {value:.3g}: subjects differ less than their ratings do.", value=found.estimate)
            )
        return (
            replace(found, form=Text("{form}; of each person's mean over repetitions", form=found.form))
            if table.repeated
            else found
        )
    return _difference(table, name)


def _categorical(table: ItemTable, name: str) -> Estimate:
    if table.level == CONTINUOUS and name != "alpha_interval":
        raise refuse(Text("This is a statistic of categories, and the ratings are values on a continuous scale."))
    if table.level == NOMINAL and name in ORDERED and len(table.scale) > 2:
        raise refuse(UNORDERED, "Name it with --categories.")
    ratings = table.ratings
    statistic = CATEGORICAL | OF_TWO if len(table.raters) == 2 else CATEGORICAL
    return statistic[name](ratings)


def _difference(table: ItemTable, name: str) -> Estimate:
    if len(table.raters) > 2:
        if name == "ccc":
            return agreement.overall_ccc(table.means())
        raise refuse(Text("Differences are between two raters; those of each pair are listed by pair."))
    if name == "ccc":
        return agreement.ccc(*table.means().T)
    first, second = table.numbers().T
    limits = agreement.linked(first, second, table.people) if table.repeated else agreement.limits(first, second)
    found = {"bias": limits.bias, "loa_low": limits.low, "loa_high": limits.high}[name]
    pair = {"first": table.raters[0], "second": table.raters[1]}
    return replace(found, form=Text("{form} ({first} less {second})", form=found.form, **pair))
