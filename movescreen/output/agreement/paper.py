"""The parts for a paper on reliability: methods as text, a table as CSV and LaTeX, plots as SVG and PNG."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from movescreen.errors import Problem, require_extra
from movescreen.output.agreement.methods import methods
from movescreen.output.agreement.terminal_tables import NAMED, rounded
from movescreen.records.csv_cells import write_frame
from movescreen.reliability.as_table import retest_frame, statistics_frame
from movescreen.reliability.items import NOMINAL, ItemAgreement, ItemTable
from movescreen.reliability.study import Outcome, Outcomes

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

WIDTH_IN = 3.35  # inches: one column of a journal, 85 mm
HEIGHT_IN = 2.6  # inches
DPI = 600  # of line art in print
POINTS = 8  # of letters
COEFFICIENTS = ("percent", "kappa", "kappa_quadratic", "ac1", "ac2_quadratic", "fleiss", "icc_2_1", "icc_3_1", "ccc")
Draw = Callable[["Figure"], None]
STYLE: Any = {"font.size": POINTS, "svg.hashsalt": "movescreen", "axes.spines.top": False, "axes.spines.right": False}


def write_paper(
    items: Sequence[ItemAgreement], study: Mapping[str, Outcomes], folder: Path, repeated: bool
) -> Iterator[Path]:
    """Write the files for a paper: `methods.txt`, `table.csv`, `table.tex` and the plots as SVG and PNG.

    Parameters
    ----------
    items : sequence of ItemAgreement
        What was rated.
    study : mapping of str to Outcomes
        Statistics by item.
    folder : Path
        Where to write.
    repeated : bool
        Whether the table is that of test and retest.

    Yields
    ------
    Path
        Each file.

    Raises
    ------
    Problem
        The extra `figures` is not installed, or the folder takes no files.
    """
    require_extra("figures", "A report with plots")
    table = retest_frame(items, study) if repeated else statistics_frame(study)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        texts = {"methods.txt": methods(items, study) + "\n", "table.csv": write_frame(table)}
        texts["table.tex"] = _latex(table, repeated)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
            yield folder / name
        yield from _plots(items, study, folder)
    except OSError as error:
        sentence = f"{folder} takes no files ({error.strerror}). Give another place with --report."
        raise Problem("output_unwritable", sentence) from error


def _latex(table: pd.DataFrame, repeated: bool) -> str:
    """Return the table for LaTeX (booktabs): what could be had over all raters, each value with its interval."""
    names = ("icc", "sem", "mdc95") if repeated else ("",)
    whole = table[table["subjects"] > 0] if repeated else table[table["of"].isna() & table["estimate"].notna()]
    shown = whole[["item"] if repeated else ["item", "statistic"]].copy()
    if not repeated:
        shown["statistic"] = shown["statistic"].map(NAMED)
    for name in names:
        columns = [f"{name}{end}" for end in ("", "_low", "_high")] if repeated else ["estimate", "low", "high"]
        shown[name.upper() or "estimate (95 % interval)"] = [_cell(*row) for row in whole[columns].to_numpy(float)]
    shown["n"] = whole["subjects" if repeated else "n"].to_numpy()
    style = shown.style.hide(axis="index").format(escape="latex").format_index(escape="latex", axis="columns")
    return str(style.to_latex(hrules=True, column_format="l" * (len(shown.columns) - 1) + "r"))


def _cell(value: float, low: float, high: float) -> str:
    if np.isnan(value):
        return "–"
    return rounded(value) + ("" if np.isnan(low) else f" ({rounded(low)} to {rounded(high)})")


def _plots(items: Sequence[ItemAgreement], study: Mapping[str, Outcomes], folder: Path) -> Iterator[Path]:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    drawings = ((item, *drawing) for item in items for drawing in _drawings(item, study[item.name]))
    with mpl.rc_context(STYLE):
        for item, name, draw in drawings:
            figure = Figure((WIDTH_IN, HEIGHT_IN), layout="constrained")
            draw(figure)
            yield from _saved(figure, folder / f"{_file(item.name)}_{name}")


def _saved(figure: Figure, path: Path) -> Iterator[Path]:
    """Write a plot as SVG and PNG, and yield the files; without a date, so that the same plot is the same file."""
    for ending in ("svg", "png"):
        file = path.with_name(f"{path.name}.{ending}")
        figure.savefig(file, dpi=DPI, metadata={"Date": None} if ending == "svg" else {})
        yield file


def _file(name: str) -> str:
    return re.sub(r"\W+", "_", name).strip("_") or "item"


def _drawings(item: ItemAgreement, outcomes: Outcomes) -> Iterator[tuple[str, Draw]]:
    """Yield the plots of an item: its coefficients, and the differences of each two raters."""
    known = [(NAMED[n], outcomes[n]) for n in COEFFICIENTS if n in outcomes and outcomes[n].found]
    if known:
        yield "coefficients", partial(_forest, known=known)
    table = item.compared
    if table.level == NOMINAL or not table.numeric:
        return
    for pair in combinations(range(len(table.raters)), 2):
        two = table.pair(*pair)
        found = [_limit(outcomes, name, two, len(table.raters) == 2) for name in ("loa_low", "bias", "loa_high")]
        if None not in found:
            name = f"differences_{_file(two.raters[0])}_{_file(two.raters[1])}"
            yield name, partial(_differences, pair=two, limits=found)


def _limit(outcomes: Outcomes, name: str, pair: ItemTable, alone: bool) -> float | None:
    of = outcomes[name] if alone else outcomes[name].pairs.get(" – ".join(pair.raters), Outcome())
    return of.found.estimate if of.found else None


def _forest(figure: Figure, known: Sequence[tuple[str, Outcome]]) -> None:
    axes = figure.subplots()
    for row, (_, outcome) in enumerate(known):
        found = outcome.found
        if found is None:
            continue
        if np.isfinite([found.low, found.high]).all():
            axes.plot([found.low, found.high], [row, row], color="0.4", linewidth=1)
        axes.plot([found.estimate], [row], "o", color="black", markersize=4)
    axes.set_yticks(range(len(known)), [name for name, _ in known])
    axes.invert_yaxis()
    axes.axvline(0, color="0.8", linewidth=0.5)
    axes.set_xlim(right=1.02)
    axes.set_xlabel("estimate, 95 % interval")


def _differences(figure: Figure, pair: ItemTable, limits: Sequence[float | None]) -> None:
    both = pair.numbers()
    known = both[np.isfinite(both).all(axis=1)]
    axes = figure.subplots()
    axes.plot(known.mean(axis=1), known[:, 0] - known[:, 1], "o", color="black", markersize=3, fillstyle="none")
    for value, dashes in zip(limits, ("--", "-", "--"), strict=True):
        axes.axhline(float(value or 0.0), color="0.4", linewidth=0.8, linestyle=dashes)
    axes.set_xlabel(f"mean of {pair.raters[0]} and {pair.raters[1]}")
    axes.set_ylabel(f"{pair.raters[0]} less {pair.raters[1]}")
