"""The page of a study of agreement: what its intervals say, tables, drawings, and what a report of it still lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path

from movescreen.output.agreement.bands import interval_sentences
from movescreen.output.agreement.grras import Record, entries
from movescreen.output.agreement.methods import methods
from movescreen.output.agreement.plots import Differences, Forest, Shared
from movescreen.output.agreement.terminal_tables import (
    CAMERA,
    NAMED,
    STATISTICS,
    interval,
    refusals,
    rounded,
    said_of,
    with_interval,
)
from movescreen.output.html import html_page
from movescreen.output.language import english
from movescreen.output.language.language import Language
from movescreen.records.text import Text, translated
from movescreen.reliability.items import CONTINUOUS, NOMINAL, ItemAgreement, ItemTable
from movescreen.reliability.study import Outcome, Outcomes, further

IN_A_UNIT = (
    "sem",
    "mdc95",
    "sem_consistency",
    "mdc95_consistency",
    "sem_reml",
    "mdc95_reml",
    "bias",
    "loa_low",
    "loa_high",
)
COEFFICIENTS = tuple(name for name in STATISTICS if name not in IN_A_UNIT)
MAIN_OF_VALUES = ("icc_2_1", "sem", "mdc95")
MAIN_OF_CATEGORIES = ("percent", "kappa", "ac1")
MOST_DRAWINGS = 6  # of an item: with more pairs a page is no longer read


@dataclass(frozen=True)
class StatisticRow:
    """A statistic in a table: over all raters, of a pair, or within a rater."""

    name: str
    whose: str
    outcome: Outcome

    @property
    def cells(self) -> tuple[str, str, str]:
        """Estimate, interval, number of subjects."""
        found = self.outcome.found
        return (rounded(found.estimate), interval(found), str(found.n)) if found else ("–", "–", "")

    @property
    def form(self) -> str:
        """The form in which the statistic was computed."""
        return self.outcome.found.form if self.outcome.found else ""


@dataclass(frozen=True)
class PagePart:
    """The section of an item."""

    item: ItemAgreement
    outcomes: Outcomes

    @property
    def said(self) -> str:
        """The subjects and the raters of the item, as a sentence."""
        return said_of(self.item)

    @property
    def main(self) -> list[str]:
        """The statistics to look at first, each with its interval."""
        named = MAIN_OF_VALUES if self.item.compared.level == CONTINUOUS else MAIN_OF_CATEGORIES
        found = ((STATISTICS[name], self.outcomes[name].found) for name in named)
        return [with_interval(name, one) if one else Text("{name} –", name=Text(name)) for name, one in found]

    @property
    def readings(self) -> list[Text]:
        """The intervals read in words."""
        return interval_sentences(self.item, self.outcomes)

    @property
    def rows(self) -> list[StatisticRow]:
        """The statistics over all raters."""
        return [StatisticRow(NAMED[n], "", o) for n, o in self.outcomes.items() if o.found and n in STATISTICS]

    @property
    def camera(self) -> list[StatisticRow]:
        """The statistics of the camera with the raters."""
        return [StatisticRow(NAMED[n], "", o) for n, o in self.outcomes.items() if o.found and n in CAMERA]

    @property
    def further(self) -> list[StatisticRow]:
        """The statistics of two raters, or of two categories, alone."""
        return [StatisticRow(name, "", Outcome(found)) for name, found in further(self.item.compared)]

    @property
    def pairs(self) -> list[StatisticRow]:
        """The statistics of pairs."""
        return [
            StatisticRow(NAMED[n], who, p) for n, o in self.outcomes.items() for who, p in o.pairs.items() if p.found
        ]

    @property
    def within(self) -> list[StatisticRow]:
        """The statistics within raters."""
        return [
            StatisticRow(NAMED[n], who, p) for n, o in self.outcomes.items() for who, p in o.within.items() if p.found
        ]

    @property
    def forest(self) -> Forest | None:
        """The coefficients over all raters, drawn."""
        named = [(STATISTICS[n], o.found) for n, o in self.outcomes.items() if o.found and n in COEFFICIENTS]
        return Forest(named) if named else None

    @property
    def differences(self) -> list[Differences]:
        """Bland and Altman's plots."""
        table = self.item.compared
        if table.level == NOMINAL or not table.numeric:
            return []
        found = ((pair, self._limits(pair)) for pair in self._tables())
        return [Differences(pair, *limits) for pair, limits in found if limits][:MOST_DRAWINGS]

    def _limits(self, pair: ItemTable) -> list:
        names = ("bias", "loa_low", "loa_high")
        alone = len(self.item.compared.raters) == 2
        key = " – ".join(pair.raters)
        of = [self.outcomes[n] if alone else self.outcomes[n].pairs.get(key, Outcome()) for n in names]
        return [o.found for o in of] if all(o.found for o in of) else []

    @property
    def shared(self) -> list[Shared]:
        """Agreement charts."""
        if self.item.compared.level == CONTINUOUS:
            return []
        charts = (Shared(pair) for pair in self._tables())
        return [chart for chart in charts if chart.counts.sum()][:MOST_DRAWINGS]

    def _tables(self) -> list[ItemTable]:
        table = self.item.compared
        return [table.pair(*pair) for pair in combinations(range(len(table.raters)), 2)]

    @property
    def refusals(self) -> dict[str, list[str]]:
        """The statistics that could not be computed, by reason."""
        return refusals(self.outcomes)


def agreement_page(
    items: Sequence[ItemAgreement],
    study: Mapping[str, Outcomes],
    source: str,
    records: Sequence[Record] = (),
    notices: Sequence[str] = (),
    language: Language = english,
) -> str:
    """Return the page about a study's items.

    `records` are those of the camera, if it is one of the raters; `notices` say how the table was read.
    """
    raters = list(dict.fromkeys(rater for item in items for rater in item.between.raters))
    subjects = {person for item in items for person in item.between.people}
    return html_page(
        Path(__file__).with_name("agreement.html"),
        language.CODE,
        t=partial(translated, words=language.AGREEMENT, decimal=language.DECIMAL),
        title=Text("Agreement: {source}", source=source),
        who=Text(
            "{subjects} {subjects:subject|subjects}, {count} {count:rater|raters}: {raters}.",
            subjects=len(subjects),
            count=len(raters),
            raters=", ".join(raters),
        ),
        parts=[PagePart(item, study[item.name]) for item in items],
        grras=entries(list(items), study, records),
        disclaimer=language.DISCLAIMER,
        notices=notices,
        methods=methods(items, study),
    )
