"""The page of a validation: the measured and the true values of each measure, in a table and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from movescreen.measures.registry import MEASURES
from movescreen.output.agreement.plots import Differences
from movescreen.output.agreement.terminal_tables import interval, rounded
from movescreen.output.html import html_page
from movescreen.output.language.english import DISCLAIMER, UNITS
from movescreen.reliability.items import CONTINUOUS, ItemTable
from movescreen.reliability.validation import Compared, Validation

if TYPE_CHECKING:
    from rich.console import Console

HEADS = ("Measure", "Pairs", "Bias", "Limits of agreement", "ICC(2,1)", "Mean |off|", "Within U", "Within 2 U")


@dataclass(frozen=True)
class ValidationPart:
    """The section of a measure."""

    validation: Validation

    @property
    def name(self) -> str:
        """The measure."""
        return self.validation.name

    @property
    def meaning(self) -> str:
        """The meaning of the measure."""
        return MEASURES[self.validation.measure].meaning

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the table, without its head."""
        one, plain = self.validation, self.validation.plain
        found = {name: outcome.found for name, outcome in one.outcomes.items()}
        unit = UNITS[one.unit]
        bias = (
            f"{rounded(b.estimate)}{unit} ({interval(b)})"
            if (b := found["bias"])
            else f"{rounded(plain['bias'])}{unit}"
        )
        low, high = found["loa_low"], found["loa_high"]
        limits = f"{rounded(low.estimate)} to {rounded(high.estimate)}{unit}" if low and high else "–"
        icc = f"{rounded(i.estimate)} ({interval(i)})" if (i := found["icc_2_1"]) else "–"
        shares = (f"{100 * plain[name]:.0f} %" for name in ("within_u", "within_2u"))
        return f"{plain['n']:.0f}", bias, limits, icc, f"{rounded(plain['mae'])}{unit}", *shares

    @property
    def reading(self) -> str:
        """The validation as a sentence: how many values were within the stated uncertainty."""
        plain = self.validation.plain
        unit = UNITS[self.validation.unit]
        said = f"Of {plain['n']:.0f} values of {plain['clips']:.0f} clips, {100 * plain['within_u']:.0f} % were within "
        said += f"the stated uncertainty U (median {rounded(plain['usual_u'])}{unit}; 68 % is meant), and "
        return f"{said}{100 * plain['within_2u']:.0f} % within 2 U (95 % is meant)."

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


def validation_page(result: Compared, source: str) -> str:
    """Return the page of a validation; `source` names the truth."""
    return html_page(
        Path(__file__).with_name("validation.html"),
        "en",
        shared=[Path(__file__).with_name("agreement.css")],
        source=source,
        heads=HEADS,
        parts=[ValidationPart(one) for one in result.measures],
        left_out=result.left_out,
        disclaimer=DISCLAIMER,
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
