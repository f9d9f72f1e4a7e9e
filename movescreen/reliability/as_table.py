"""The statistics of a study as DataFrames: one row a statistic, and for repeated clips one row a measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from movescreen.reliability.camera_rater import measure_of, quantities
from movescreen.reliability.items import ItemAgreement
from movescreen.reliability.study import Outcome, Outcomes

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
COMPACT = {"icc_2_1": "icc", "sem": "sem", "mdc95": "mdc95"}  # the statistics of repeated clips, and their columns
STATISTICS = ("item", "statistic", "of", "estimate", "low", "high", "n", "form", "reason")
TYPES = {"estimate": "float64", "low": "float64", "high": "float64", "n": "Int64", "subjects": "Int64"}


def statistics_frame(study: Mapping[str, Outcomes]) -> pd.DataFrame:
    """Return every statistic of every item, of all raters (`of` is missing), each pair and within each rater.

    Returns
    -------
    DataFrame
        Columns `STATISTICS`; `estimate`, `low` and `high` are numbers, missing where there is a `reason`.
    """
    return _typed(_rows(study), STATISTICS)


def _rows(study: Mapping[str, Outcomes]) -> Iterator[Row]:
    for item, outcomes in study.items():
        for name, outcome in outcomes.items():
            members = {**outcome.pairs, **{f"within {rater}": found for rater, found in outcome.within.items()}}
            for of, one in {"": outcome, **members}.items():
                yield {"item": item, "statistic": name, "of": of, **_numbers(one), "reason": one.at_command_line}


def _numbers(outcome: Outcome, before: str = "") -> Row:
    found = outcome.found
    ends = {name: getattr(found, name, None) for name in ("estimate", "low", "high")}
    if before:
        return {before: ends["estimate"], f"{before}_low": ends["low"], f"{before}_high": ends["high"]}
    return {**ends, "n": found.n if found else None, "form": found.form if found else ""}


def retest_frame(items: Sequence[ItemAgreement], study: Mapping[str, Outcomes]) -> pd.DataFrame:
    """Return how far measures repeat: a row for each measure, with ICC(2,1), SEM and MDC95 and their intervals.

    Where an occasion is missing of some people, ICC, SEM and MDC95 are those by REML, from all values.

    Returns
    -------
    DataFrame
        `item` as the study has it, `measure`, `side`, `unit`, `subjects`, `occasions`, `icc`, `icc_low`, `icc_high`,
        and so for `sem` and `mdc95`, which are in the unit.
    """
    rows = [_measure(item, study[item.name]) for item in items]
    ends = [f"{name}{end}" for name in COMPACT.values() for end in ("", "_low", "_high")]
    return _typed(rows, ("item", "measure", "side", "unit", "subjects", "occasions", *ends, "reason"))


def _measure(item: ItemAgreement, outcomes: Outcomes) -> Row:
    name, side = measure_of(item.name.split(" (")[0]) or (item.name, "")
    unit = quantities()[name].unit if name in quantities() else ""
    found = {name: _surest(outcomes, name) for name in COMPACT}
    about: Row = {"item": item.name, "measure": name, "side": side, "unit": unit}
    about |= {"subjects": max((o.found.n for o in found.values() if o.found), default=0)}
    about |= {"occasions": len(item.compared.raters), "reason": next((o.at_command_line for o in found.values()), "")}
    return about | {key: value for name, o in found.items() for key, value in _numbers(o, COMPACT[name]).items()}


def _surest(outcomes: Outcomes, name: str) -> Outcome:
    """Return the outcome from all values, where some are missing and it could be had; else that of whole rows."""
    by_reml = outcomes.get(f"{name}_reml")
    return by_reml if by_reml and by_reml.found else outcomes[name]


def _typed(rows: Iterator[Row] | list[Row], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(columns), dtype=object)
    ends = [name for name in columns if name.endswith(("_low", "_high")) or name in COMPACT.values()]
    kinds = dict.fromkeys(ends, "float64") | {name: TYPES.get(name, "string") for name in columns if name not in ends}
    kinds |= {"occasions": "Int64"} if "occasions" in columns else {}
    return frame.where(frame != "", None).astype(kinds)
