"""The page of a validation: the measured and the true values of each measure, in a table and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from movescreen.output.agreement.plots import Differences
from movescreen.output.agreement.terminal_tables import interval, rounded
from movescreen.output.html import html_page
from movescreen.output.language import english
from movescreen.output.language.english import UNITS
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import meaning
from movescreen.records.text import Text, translated
from movescreen.reliability.items import CONTINUOUS, ItemTable
from movescreen.reliability.validation import Compared, Validation

if TYPE_CHECKING:
    from rich.console import Console

HEADS = ("Measure", "Pairs", "Bias", "Limits of agreement", "ICC(2,1)", "Mean |off|", "Within U", "Within 2 U")


@dataclass(frozen=True)
class ValidationPart:
    """The section of a measure."""

    validation: Validation
    language: Language = english

    @property
    def name(self) -> str:
        """The measure, as tables call it."""
        return self.validation.name

    @property
    def meaning(self) -> str:
        """The meaning of the measure."""
        return meaning(self.validation.measure, self.language)

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the table, without its head."""
        one, plain = self.validation, self.validation.plain
        found = {name: outcome.found for name, outcome in one.outcomes.items()}
        unit = UNITS[one.unit]
        bias = Text("{value}{unit}", value=rounded(plain["bias"]), unit=unit)
        if mean := found["bias"]:
            value = Text("{value}{unit}", value=rounded(mean.estimate), unit=unit)
            bias = Text("{value} ({interval})", value=value, interval=interval(mean))
        low, high = found["loa_low"], found["loa_high"]
        limits = icc = Text("–")
        if low and high:
            ends = {"low": rounded(low.estimate), "high": rounded(high.estimate)}
            limits = Text("{low} to {high}{unit}", unit=unit, **ends)
        if one_rating := found["icc_2_1"]:
            icc = Text("{value} ({interval})", value=rounded(one_rating.estimate), interval=interval(one_rating))
        shares = (f"{100 * plain[name]:.0f} %" for name in ("within_u", "within_2u"))
        return (
            f"{plain['n']:.0f}",
            bias,
            limits,
            icc,
            Text("{value}{unit}", value=rounded(plain["mae"]), unit=unit),
            *shares,
        )

    @property
    def reading(self) -> str:
        """The validation as a sentence: how many values were within the stated uncertainty."""
        plain = self.validation.plain
        unit = UNITS[self.validation.unit]
        return Text(
            "Of {n} {n:value|values} of {clips} {clips:clip|clips}, {within:.0f} % were within the stated uncertainty "
            "U (median {usual}{unit}; 68 % is meant), and {within_2:.0f} % within 2 U (95 % is meant).",
            n=int(plain["n"]),
            clips=int(plain["clips"]),
            within=100 * plain["within_u"],
            usual=rounded(plain["usual_u"]),
            unit=unit,
            within_2=100 * plain["within_2u"],
        )

    @property
    def refusals(self) -> list[str]:
        """The reasons why statistics could not be computed."""
        return list(dict.fromkeys(o.reason for o in self.validation.outcomes.values() if not o.found and o.reason))

    @property
    def differences(self) -> Differences | None:
        """Bland and Altman's plot."""
        found = [self.validation.outcomes[name].found for name in ("bias", "loa_low", "loa_high")]
        if not all(found):
            return None
        values = np.array(self.validation.values, object)
        table = ItemTable(values, ("read", "true"), self.validation.clips, CONTINUOUS)
        bias, low, high = found
        assert bias and low and high
        return Differences(table, bias, low, high)


def validation_page(result: Compared, source: str, language: Language = english) -> str:
    """Return the page of a validation; `source` names the truth."""
    return html_page(
        Path(__file__).with_name("validation.html"),
        language.CODE,
        t=partial(translated, words=language.AGREEMENT, decimal=language.DECIMAL),
        shared=[Path(__file__).with_name("agreement.css")],
        title=Text("Validation: {source}", source=source),
        heads=HEADS,
        parts=[ValidationPart(one, language) for one in result.measures],
        left_out=result.left_out,
        disclaimer=language.DISCLAIMER,
    )


def print_validation(result: Compared, console: Console) -> None:
    """Print what was found as a table."""
    from rich.table import Table

    table = Table()
    table.add_column(HEADS[0], no_wrap=True)
    for head in HEADS[1:]:
        table.add_column(head, justify="right")
    for one in result.measures:
        table.add_row(one.name, *ValidationPart(one).cells)
    console.print(table)
    for sentence in result.left_out:
        console.print(sentence, markup=False, highlight=False, soft_wrap=True)
