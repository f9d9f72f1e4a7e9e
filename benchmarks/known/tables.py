"""The figures of a run as plain text that is Markdown too."""

from __future__ import annotations

from collections.abc import Iterator

from known.scores import Row
from known.statistics import Figures
from known.summary import ALONE, Summary

Cells = list[str]


def tables(summary: Summary) -> Iterator[str]:
    """One table after the other, each under its heading."""
    yield from _repetitions(summary)
    yield from _table(TWO_KINDS, BESIDE, [_beside(f) for f in summary.get("beside", [])])
    for group in dict.fromkeys((f["source"], f["group"]) for f in summary["measures"]):
        yield from _of_group(summary, *group)
    yield from _apart(summary)
    yield from _table("The network's points from the joints, mm", POINTS, [_point(f) for f in summary["points"]])
    if summary["without_truth"]:
        yield f"\nNobody has written down the truth of {', '.join(summary['without_truth'])}."


def digest(summary: Summary) -> Iterator[str]:
    """The tables that a page has room for."""
    yield from _repetitions(summary)
    yield from _table(TWO_KINDS, BESIDE, [_beside(f) for f in summary.get("beside", [])])
    for source in dict.fromkeys(f["source"] for f in summary["measures"]):
        for group in PLAIN:
            yield from _of_group(summary, source, group)
    yield from _apart(summary)


def _repetitions(summary: Summary) -> Iterator[str]:
    yield from _table("Repetitions, s", COUNTS, [_times(f) for f in summary["repetitions"]])
    yield from _table("Clips, worst moments in s", CLIPS, [_clip(f) for f in summary["clips"]])


def _of_group(summary: Summary, source: str, group: str) -> Iterator[str]:
    title = f"{source}, {group}" if group else source
    some, judged = (
        [f for f in summary[kind] if (f["source"], f["group"]) == (source, group)] for kind in ("measures", "findings")
    )
    yield from _table(f"Measures: {title}", MEASURES, [_measure(f) for f in some])
    yield from _table(f"Findings: {title}", FINDINGS, [_finding(f) for f in judged])


def _apart(summary: Summary) -> Iterator[str]:
    """Errors by their causes and by the definition they are measured against."""
    yield from _table("Mean absolute error by what is off alone", ALONES, [_alone(f) for f in summary["alone"]])
    yield from _table("By other definitions", OTHERS, list(_others(summary["measures"])))


def _table(title: str, heads: Cells, rows: list[Cells]) -> Iterator[str]:
    """A Markdown table whose columns stand under each other; nothing where it has no rows."""
    if not rows:
        return
    widths = [max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    yield f"\n### {title}\n"
    for row in (heads, ["-" * width for width in widths], *rows):
        yield "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"


def number(value: float | None, decimals: int = 1) -> str:
    """A figure as a table shows it."""
    return "" if value is None else f"{value:.{decimals}f}"


def percent(value: float | None) -> str:
    """A share as a table shows it."""
    return "" if value is None else f"{100 * value:.0f}"


COUNTS = ["source", "group", "clips", "exact", "true", "found", "start: bias, mean, largest", "bottom", "end"]


def _times(figures: Figures) -> Cells:
    off = [", ".join(number(figures[m][name], 2) for name in ("bias", "mean_absolute", "largest")) for m in MOMENTS]
    counts = [str(figures[name]) for name in ("clips", "counted_exactly", "true", "found")]
    return [figures["source"], figures["group"], *counts, *off]


MOMENTS = ("start", "bottom", "end")
CLIPS = ["clip", "from", "taken for", "true", "found", *MOMENTS]


def _clip(figures: Figures) -> Cells:
    named = [figures["clip"], figures["view"], figures["found_view"], str(figures["true"]), str(figures["found"])]
    return named + [number(figures[moment], 2) for moment in MOMENTS]


MEASURES = ["measure", "view", "unit", "n (clips)", "unread", "bias", "MAE", "SD", "largest", "U", "in 1 U", "in 2 U"]
MEASURES += ["68 % in", "95 % in", "bias of geometry", "of network", "SD of network"]


def _measure(figures: Figures) -> Cells:
    named = [figures["measure"], figures["view"], figures["unit"]]
    counts = [f"{figures['readings']} ({figures['clips']})", str(figures["unread"])]
    decimals = 3 if figures["unit"] == "ratio" else 1
    off = [number(figures[name], decimals) for name in ("bias", "mean_absolute", "deviation", "largest", "uncertainty")]
    held = [percent(figures["within_1u"]), percent(figures["within_2u"])]
    held += [number(figures[name], decimals) for name in ("holds_68", "holds_95")]
    network = figures["network"]
    two = [figures["geometry"]["bias"], network["bias"], network["deviation"]]
    return named + counts + off + held + [number(value, decimals) for value in two]


TWO_KINDS = "Real and rendered people side by side"
KINDS = ("real", "rendered")
BESIDE = [
    "measure",
    "view",
    "unit",
    *(f"{kind}: {name}" for kind in KINDS for name in ("n", "bias", "MAE", "U", "in 1 U", "in 2 U")),
]


def _beside(figures: Figures) -> Cells:
    decimals = 3 if figures["unit"] == "ratio" else 1
    cells = [figures["measure"], figures["view"], figures["unit"]]
    for kind in KINDS:
        of = figures[kind]
        cells += [f"{of['readings']} ({of['clips']})"]
        cells += [number(of[name], decimals) for name in ("bias", "mean_absolute", "uncertainty")]
        cells += [percent(of[name]) for name in ("within_1u", "within_2u")]
    return cells


FINDINGS = ["finding", "view", "n", "unread", "beyond: n", "observed", "short: n", "not observed", "opposite"]
FINDINGS += ["across the line", "clear: n", "indeterminate", "from a view that hides it"]


def _finding(figures: Figures) -> Cells:
    counts = [str(figures[name]) for name in ("repetitions", "not_measured")]
    agreed = [str(figures["beyond"]), percent(figures["beyond_observed"])]
    agreed += [str(figures["short"]), percent(figures["short_not_observed"])]
    against = [percent(figures["opposite"]), percent(figures["across_the_line"])]
    clear = [str(figures["clear"]), percent(figures["clear_indeterminate"])]
    return [figures["finding"], figures["view"], *counts, *agreed, *against, *clear, str(figures[HIDES])]


HIDES = "from_a_view_that_hides_it"
ALONES = ["source", "measure", "view", "unit", *ALONE]


def _alone(figures: Figures) -> Cells:
    decimals = 3 if figures["unit"] == "ratio" else 1
    return [figures[name] for name in ALONES[:4]] + [number(figures[name], decimals) for name in ALONE]


OTHERS = ["source", "measure", "view", "definition", "bias", "MAE"]
PLAIN = ("", "no noise, yaw to 10, level")


def _others(measures: list[Figures]) -> Iterator[Cells]:
    for figures in measures:
        if figures["group"] in PLAIN and figures["otherwise"]:
            named = [figures["source"], figures["measure"], figures["view"]]
            for name, off in ({"ours": figures} | figures["otherwise"]).items():
                yield [*named, name, number(off["bias"]), number(off["mean_absolute"])]


POINTS = ["screen", "view", "joint", "moment", "limbs", "across: bias", "SD", "up: bias", "SD"]


def _point(figures: Figures) -> Cells:
    away = [number(figures[axis][name], 0) for axis in ("across", "up") for name in ("bias", "deviation")]
    named = [figures[name] for name in ("screen", "view", "joint", "moment")]
    return [*named, str(figures["limbs"]), *away]


ROWS = ["clip", "rep", "measure", "side", "value", "truth", "error", "U", "of geometry", "finding", "state"]


def single(rows: list[Row]) -> Iterator[str]:
    """Every reading of the clips."""
    shown = [r for r in rows if r.source == "clips" and r.shown]
    yield from _table("Readings: clips", ROWS, [_single(r) for r in shown])


def _single(row: Row) -> Cells:
    decimals = 3 if row.unit == "ratio" else 1
    figures = (row.value, row.truth, row.off(row.truth), row.uncertainty, row.ideal - row.truth)
    named = [row.clip, str(row.rep), row.measure, row.side]
    return [*named, *(number(f, decimals) for f in figures), row.finding, row.state or row.reason]
