"""The results of a study of agreement, in words and as tables for a terminal."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table as Printed

from movescreen.output.html import printable
from movescreen.records.text import Figure, Text
from movescreen.reliability.items import ItemAgreement
from movescreen.reliability.statistics import Estimate
from movescreen.reliability.study import Outcome, Outcomes
from movescreen.reliability.study_planning import StudyPlan

if TYPE_CHECKING:
    import pandas as pd

STATISTICS = {
    "percent": "Agreement, share of pairs",
    "kappa": "Kappa",
    "kappa_linear": "Kappa, linear weights",
    "kappa_quadratic": "Kappa, quadratic weights",
    "pabak": "PABAK",
    "fleiss": "Fleiss' kappa",
    "ac1": "Gwet's AC1",
    "ac2_quadratic": "Gwet's AC2, quadratic weights",
    "alpha_nominal": "Krippendorff's alpha, nominal",
    "alpha_ordinal": "Krippendorff's alpha, ordinal",
    "alpha_interval": "Krippendorff's alpha, interval",
    "icc_1_1": "ICC(1,1)",
    "icc_2_1": "ICC(2,1)",
    "icc_3_1": "ICC(3,1)",
    "icc_1_k": "ICC(1,k)",
    "icc_2_k": "ICC(2,k)",
    "icc_3_k": "ICC(3,k)",
    "sem": "SEM",
    "mdc95": "MDC95",
    "sem_consistency": "SEM of consistency",
    "mdc95_consistency": "MDC95 of consistency",
    "icc_2_1_reml": "ICC(2,1) by REML",
    "icc_3_1_reml": "ICC(3,1) by REML",
    "sem_reml": "SEM by REML",
    "mdc95_reml": "MDC95 by REML",
    "bias": "Bias",
    "loa_low": "Lower limit of agreement",
    "loa_high": "Upper limit of agreement",
    "ccc": "Concordance correlation",
}
CAMERA = {
    "camera_coverage": "Decided by the camera",
    "camera_percent": "Agreement on what was decided",
    "camera_kappa": "Kappa on what was decided",
    "camera_pabak": "PABAK on what was decided",
    "camera_ac1": "AC1 on what was decided",
    "camera_percent_three": "Agreement, undecided as a third answer",
    "camera_kappa_three": "Kappa, undecided as a third answer",
    "camera_ac1_three": "AC1, undecided as a third answer",
    "camera_sensitivity": "Yeses of the consensus that are shared",
    "camera_specificity": "Noes of the consensus that are shared",
    "camera_ratio_yes": "Likelihood ratio of a yes",
    "camera_ratio_no": "Likelihood ratio of a no",
    "camera_line_now": "Line in force",
    "camera_line_best": "Line that matches these raters best",
    "camera_line_now_agrees": "Agreement with the line in force",
    "camera_line_best_agrees": "Agreement with the best line, of clips it was drawn from",
    "camera_line_held_out": "Agreement with the best line, of clips it was not drawn from",
    "camera_bias": "Camera less raters",
    "camera_loa_low": "Lower limit of agreement",
    "camera_loa_high": "Upper limit of agreement",
    "camera_rmse": "Root mean square difference",
    "camera_mae": "Mean absolute difference",
    "camera_proportional": "Growth of the difference with the value",
    "camera_ccc": "Concordance correlation",
}
NAMED = STATISTICS | CAMERA
NOTHING = 1e-12  # what is left of a difference of equal numbers
SMALL = 0.005  # a smaller number is written with digits that count: two decimals would make it 0
LARGE = 1e6  # a larger number too
REPEATED = ("icc", "sem", "mdc95")
HEAD = ("Statistic", "Estimate", "95 % interval", "n")


def rounded(value: float) -> Figure:
    """Return a number with as many decimals as a reader has a use for; "–" for NaN.

    Very small and very large numbers have two and three digits, as 0.0012 and 1.23e+08: they are values in a unit that
    does not suit them, and to round them to 0 would say that there is none.
    """
    if not math.isfinite(value):
        return Figure("–" if math.isnan(value) else "∞" if value > 0 else "−∞")
    if NOTHING < abs(value) < SMALL or abs(value) >= LARGE:
        return Figure(f"{value:.{2 if abs(value) < 1 else 3}g}".replace("-", "−"))
    decimals = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    return Figure(f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", "−"))


def interval(found: Estimate) -> Text:
    """Return the ends of an interval, as in "0.31 to 0.78"; "–" without an interval."""
    if math.isnan(found.low) or math.isnan(found.high):
        return Text("–")
    return Text("{low} to {high}", low=rounded(found.low), high=rounded(found.high))


def with_interval(name: str, found: Estimate) -> Text:
    """Return a statistic with its value and interval, as in "Kappa 0.61 (0.4 to 0.8)"."""
    return Text("{name} {value} ({interval})", name=Text(name), value=rounded(found.estimate), interval=interval(found))


def said_of(item: ItemAgreement, options: bool = False) -> Text:
    """Return level and numbers of an item, as in "ordinal (detected), 3 raters, 20 subjects".

    `options` are named for a reader at a command line.
    """
    table = item.compared
    how = "detected: name it with --level where it is another" if options else "detected"
    parts = {
        "level": Text(table.level),
        "how": Text(how if table.inferred else "as named"),
        "columns": len(table.raters),
        "people": len(set(table.people)),
    }
    columns = "{columns:occasion|occasions}" if item.alone else "{columns:rater|raters}"
    return Text(f"{{level}} ({{how}}), {{columns}} {columns}, {{people}} {{people:subject|subjects}}", **parts)


def print_study(items: list[ItemAgreement], study: Mapping[str, Outcomes], console: Console) -> None:
    """Print a table for each item, with the statistics that could be computed."""
    for item in items:
        table = Printed(title=f"{printable(item.name)}: {said_of(item, options=True)}", title_justify="left", box=None)
        for heading in HEAD:
            table.add_column(heading, justify="left" if heading == HEAD[0] else "right", no_wrap=heading != HEAD[0])
        for name, outcome in study[item.name].items():
            for row in statistic_rows(NAMED[name], outcome):
                table.add_row(*row)
        console.print(table, markup=False)
        for reason, names in refusals(study[item.name], options=True).items():
            console.print(f"Not computed: {', '.join(names)}. {reason}", markup=False, highlight=False)
        console.print()


def print_retest(repeated: pd.DataFrame, console: Console) -> None:
    """Print how far measures repeat, a row for each measure.

    Parameters
    ----------
    repeated : DataFrame
        Columns item, subjects, and each statistic with the ends of its interval.
    console : Console
        Where to print.
    """
    table = Printed(title="How far measures repeat: value [95 % interval]", title_justify="left", box=None)
    for heading in ("Measure", "People", "ICC(2,1)", "SEM", "MDC95"):
        first = heading == "Measure"
        table.add_column(heading, justify="left" if first else "right", overflow="fold")
    for row in repeated.to_dict("records"):
        table.add_row(printable(row["item"]), str(row["subjects"]), *(_with_ends(row, name) for name in REPEATED))
    console.print(table, markup=False)
    console.print("SEM and MDC95 are in the unit that a measure ends with. More is on the page.", highlight=False)


def _with_ends(row: dict[str, Any], name: str) -> str:
    value, low, high = (float(row[f"{name}{end}"]) for end in ("", "_low", "_high"))
    if math.isnan(value):
        return "–"
    return rounded(value) + ("" if math.isnan(low) else f"\n[{rounded(low)}, {rounded(high)}]")


def statistic_rows(name: str, outcome: Outcome) -> list[tuple[str, str, str, str]]:
    """Return a statistic over all raters, then of each pair and within each rater."""
    members = [(f"  {printable(pair)}", o.found) for pair, o in outcome.pairs.items()]
    members += [(f"  within {printable(rater)}", o.found) for rater, o in outcome.within.items()]
    whole = [(name, outcome.found)] if outcome.found or any(found for _, found in members) else []
    shown = whole + [(label, found) for label, found in members if found]
    return [
        (label, rounded(found.estimate), interval(found), str(found.n)) if found else (label, "–", "", "")
        for label, found in shown
    ]


def refusals(outcomes: Outcomes, options: bool = False) -> dict[str, list[str]]:
    """Return the statistics that could not be computed, by reason.

    `options` are named for a reader at a command line.
    """
    reasons: dict[str, list[str]] = {}
    for name, outcome in outcomes.items():
        if outcome.reason:
            reason = outcome.at_command_line if options else outcome.reason
            reasons.setdefault(reason, []).append(NAMED[name])
    return reasons


def print_plan(planned: StudyPlan, console: Console) -> None:
    """Print how many subjects a study needs, by number of raters."""
    title = f"Subjects for a 95 % interval {planned.width:g} wide, where {planned.expected:g} is expected"
    table = Printed(title=title, title_justify="left", box=None)
    for heading in ("Raters", "ICC (Bonett)", f"Kappa, {planned.prevalence:.0%} said yes to"):
        table.add_column(heading, justify="right")
    for raters, subjects in planned.icc.items():
        table.add_row(str(raters), str(subjects), str(planned.kappa[raters]))
    console.print(table)
    halves = ", ".join(f"{half:g} SD: {count}" for half, count in planned.limits.items())
    console.print(f"Limits of agreement to within half a width of {halves}.", highlight=False)
    console.print(
        "Rules of thumb: 30 subjects and 3 raters or more for an ICC, 50 for limits and SEM.", highlight=False
    )
