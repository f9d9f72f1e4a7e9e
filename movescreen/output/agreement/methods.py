"""A paragraph of methods for a paper, in plain words, with the numbers of the study filled in."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version

import movescreen
from movescreen.output.agreement.terminal_tables import NAMED, interval, rounded
from movescreen.records.text import Text
from movescreen.reliability.items import CONTINUOUS, NOMINAL, ORDINAL, ItemAgreement
from movescreen.reliability.statistics.icc import FORMS
from movescreen.reliability.study import Outcomes

MAIN = {
    NOMINAL: ("percent", "kappa", "ac1"),
    ORDINAL: ("percent", "kappa_quadratic", "ac2_quadratic"),
    CONTINUOUS: ("icc_2_1", "sem", "mdc95", "bias", "loa_low", "loa_high"),
}
LEVELS = {
    NOMINAL: "Ratings in categories are compared by the share of pairs of ratings that agree, by kappa (of several "
    "raters the mean over pairs) and by Gwet's AC1.",
    ORDINAL: "Ratings in ordered steps are compared by the share of pairs of ratings that agree, by kappa with "
    "quadratic weights and by Gwet's AC2 with quadratic weights.",
    CONTINUOUS: f"Values are compared by ICC(2,1) ({FORMS['2,1']}), by the standard error of measurement (SEM: root of "
    "the mean square within subjects) and the smallest change beyond it (MDC95: 1.96 √2 SEM); of two raters also by "
    "Bland and Altman's limits of agreement.",
}


def methods(items: Sequence[ItemAgreement], study: Mapping[str, Outcomes]) -> Text:
    """Return what a paper says of how agreement was computed and what came out."""
    return Text.joined([*_design(items), *_statistics(items, study), *_results(items, study), _software()])


def _design(items: Sequence[ItemAgreement]) -> Iterator[Text]:
    raters = list(dict.fromkeys(rater for item in items for rater in item.between.raters))
    people = {person for item in items for person in item.between.people}
    occasions = max((len(table.raters) for item in items for table in item.within.values()), default=1)
    often = Text(" on {occasions} occasions", occasions=occasions) if occasions > 1 else Text("")
    yield Text(
        "{people} {people:subject was|subjects were} rated by {raters} {raters:rater|raters}{often}, on {items} "
        "{items:item|items}.",
        people=len(people),
        raters=len(raters),
        often=often,
        items=len(items),
    )
    gaps = [item.name for item in items if any(value is None for value in item.compared.values.ravel())]
    if gaps:
        yield Text("Some ratings are missing ({gaps}).", gaps=", ".join(gaps))


def _statistics(items: Sequence[ItemAgreement], study: Mapping[str, Outcomes]) -> Iterator[Text]:
    yield from (Text(LEVELS[level]) for level in dict.fromkeys(item.compared.level for item in items))
    if any(outcomes.get("icc_2_1_reml") for outcomes in study.values()):
        yield Text(
            "Where values were missing, variance components were estimated by restricted maximum likelihood (REML)."
        )
    yield Text("Intervals are 95 % confidence intervals.")


def _results(items: Sequence[ItemAgreement], study: Mapping[str, Outcomes]) -> Iterator[Text]:
    for item in items:
        found = _found(MAIN[item.compared.level], study[item.name])
        if found:
            yield Text("{item}: {known}.", item=item.name, known=Text.joined(found, ", "))


def _found(names: Iterable[str], outcomes: Outcomes) -> list[Text]:
    every = ((name, outcomes.get(f"{name}_reml") or outcomes[name]) for name in names)
    known = ((NAMED[name], o.found) for name, o in every if o.found)
    return [
        Text(
            "{name} {value} ({interval}; n = {n})",
            name=Text(name),
            value=rounded(found.estimate),
            interval=interval(found),
            n=found.n,
        )
        for name, found in known
    ]


def _software() -> Text:
    made = f"movescreen {movescreen.__version__} (Python {platform.python_version()}, NumPy {version('numpy')}"
    return Text("Statistics were computed with {made}.", made=f"{made}, SciPy {version('scipy')})")
