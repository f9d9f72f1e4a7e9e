"""Missing values by REML, repeated clips as one table, and what a paper needs."""

from __future__ import annotations

import math
import re
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
import published
import pytest
from language import banned
from test_agree import computed, written

from movescreen.cli.main import main
from movescreen.errors import Problem
from movescreen.reliability import statistics, study
from movescreen.reliability.as_table import statistics_frame
from movescreen.reliability.items import items
from movescreen.reliability.rating_tables import Rating, read_table
from movescreen.reliability.statistics import krippendorff

GAPS: list[list[float | None]] = [
    [61.2, 63.0, None], [55.4, None, 54.1], [70.3, 71.9, 69.0], [None, 48.8, 46.2], [66.1, 66.0, None],
    [58.9, 62.4, 57.0], [None, 75.2, 71.4], [52.0, 55.1, 51.7], [64.4, None, 62.2], [60.0, 63.3, None],
]  # fmt: skip


def test_reml_complete_is_anova() -> None:
    """Of a complete table with positive parts, REML is the analysis of variance: Shrout and Fleiss's six people."""
    assert statistics.icc_reml(published.JUDGES).estimate == pytest.approx(
        statistics.icc(published.JUDGES).estimate, abs=1e-5
    )
    consistency = statistics.icc_reml(published.JUDGES, "3,1").estimate
    assert consistency == pytest.approx(statistics.icc(published.JUDGES, "3,1").estimate, abs=1e-5)
    assert statistics.sem_reml(published.JUDGES).estimate == pytest.approx(
        statistics.sem(published.JUDGES).estimate, abs=1e-5
    )


def test_reml_with_gaps() -> None:
    """The values of statsmodels 0.14.6, MixedLM with crossed components, reml=True."""
    table = np.array(GAPS, float)
    found = statistics.icc_reml(table)
    assert found.estimate == pytest.approx(0.94212, abs=5e-5) and found.low < found.estimate < found.high
    assert statistics.icc_reml(table, "3,1").estimate == pytest.approx(0.98983, abs=5e-5)
    assert statistics.sem_reml(table).estimate == pytest.approx(1.92735, abs=5e-4)
    assert "23 ratings of 10 subjects by 3 raters" in found.form
    with pytest.raises(Problem, match="more ratings than both together"):
        statistics.icc_reml([[1.0, np.nan], [np.nan, 2.0], [3.0, 4.0]])


def test_reml_no_part() -> None:
    """Subjects who do not differ, and raters without offsets, have no part."""
    random = np.random.default_rng(4)
    assert statistics.icc_reml(random.normal(0, 1, (200, 3))).estimate < 0.1
    values = random.normal(0, 3, (60, 1)) + random.normal(0, 1, (60, 3))
    assert statistics.icc_reml(values).estimate == pytest.approx(statistics.icc_reml(values, "3,1").estimate, abs=0.02)


def test_agree_gaps_have_reml(tmp_path: Path, capsys) -> None:
    rows = [f"s{i}," + ",".join("" if v is None else str(v) for v in row) for i, row in enumerate(GAPS)]
    found = computed(capsys, written(tmp_path / "t.csv", "\n".join(["subject,A,B,C", *rows])))["rating"]
    assert found["icc_2_1_reml"]["n"] == 10 > found["icc_2_1"]["n"] == 3
    assert {"icc_3_1_reml", "sem_reml", "mdc95_reml"} <= set(found)


def retested(folder: Path, people: int = 17) -> Path:
    """Results of people filmed twice, of whom the values are those of two flow meters."""
    rows = ["clip,subject,session,screen,view,rep,finding,measure,side,value"]
    for person, values in enumerate(zip(published.LARGE[:people], published.SMALL[:people], strict=True)):
        for session, value in enumerate(values, start=1):
            rows.append(f"p{person}_{session},p{person},{session},overhead_squat,side,1,,knee_flexion,left,{value}")
    written(folder / "repetitions.csv", "\n".join(rows))
    return folder


def test_retest_as_one_table(tmp_path: Path, capsys, monkeypatch) -> None:
    """A row for each measure, printed and as CSV beside the page, with intervals that say something."""
    monkeypatch.chdir(tmp_path)
    assert main(["agree", "--retest", str(retested(tmp_path))]) == 0
    printed = capsys.readouterr().out
    assert "26.6" in printed and "[20.0, 39.9]" in printed
    assert "knee_flexion_left_deg" in printed and "agreement.csv" in printed
    frame = pd.read_csv(tmp_path / "agreement.csv")
    (row,) = frame.to_dict("records")
    expected = statistics.sem(np.stack([published.LARGE, published.SMALL], axis=1))
    assert (row["measure"], row["side"], row["unit"]) == ("knee_flexion", "left", "deg")
    assert (row["subjects"], row["occasions"]) == (17, 2)
    assert [row["sem"], row["sem_low"], row["sem_high"]] == pytest.approx(
        [expected.estimate, expected.low, expected.high]
    )
    assert row["sem_high"] < 1.6 * row["sem"] and row["icc_low"] < row["icc"] < row["icc_high"] <= 1
    assert row["mdc95"] == pytest.approx(1.96 * math.sqrt(2) * row["sem"])


def test_statistics_as_csv(tmp_path: Path, capsys) -> None:
    table = written(tmp_path / "t.csv", "subject,A,B\n" + "".join(f"s{i},{i % 2},{i % 3 % 2}\n" for i in range(9)))
    found = computed(capsys, table, "--csv", tmp_path / "all.csv")["rating"]
    frame = pd.read_csv(tmp_path / "all.csv").set_index("statistic")
    assert frame.loc["kappa", "estimate"] == found["kappa"]["estimate"] and frame.loc["kappa", "n"] == 9
    assert frame.loc["bias", "reason"].endswith(".") and math.isnan(frame.loc["bias", "estimate"])
    ratings = read_table(table).ratings
    kinds = statistics_frame({item.name: study.statistics(item) for item in items(ratings)}).dtypes.astype(str)
    assert kinds["estimate"] == "float64" and kinds["n"] == "Int64" and kinds["form"] == "string"


def test_report_for_a_paper(tmp_path: Path, capsys) -> None:
    """Methods with the numbers of the study, a table as CSV and LaTeX, plots at print size."""
    pytest.importorskip("matplotlib")
    rows = [f"s{i}," + ",".join("" if v is None else str(v) for v in row) for i, row in enumerate(GAPS)]
    table = written(tmp_path / "t.csv", "\n".join(["subject,Ana & Co,B_1,C", *rows]))
    paper, page = tmp_path / "paper", tmp_path / "page.html"
    assert main(["agree", str(table), "--out", str(page), "--report", str(paper)]) == 0
    capsys.readouterr()
    text = (paper / "methods.txt").read_text("utf-8").strip()
    assert "10 subjects were rated by 3 raters, on 1 item." in text and "(REML)" in text and not banned(text)
    assert "ICC(2,1) by REML 0.94" in text or "ICC(2,1) 0.94" in text
    assert text in page.read_text("utf-8").replace("&#39;", "'")
    latex = (paper / "table.tex").read_text("utf-8")
    assert latex.startswith("\\begin{tabular}") and "\\toprule" in latex and "0.94 (" in latex
    plots = sorted(path.name for path in paper.iterdir() if path.suffix in (".svg", ".png"))
    assert len(plots) == 2 * (1 + 3) and "rating_coefficients.svg" in plots
    svg = (paper / "rating_coefficients.svg").read_text("utf-8")
    (width,) = re.findall(r'<svg[^>]* width="([\d.]+)pt"', svg)
    assert float(width) == pytest.approx(72 * 3.35, abs=1)
    assert not pd.read_csv(paper / "table.csv").empty


def test_ten_thousand_ratings_in_time() -> None:
    """Of 10,000 subjects rated twice the statistics come within seconds, as a user waits for them."""
    random = np.random.default_rng(2)
    true = random.integers(0, 4, 10_000)
    values = np.clip(true[:, None] + random.integers(-1, 2, (10_000, 2)), 0, 3)
    ratings = [Rating(f"s{i}", "AB"[j], "x", str(v)) for i, row in enumerate(values) for j, v in enumerate(row)]
    began = perf_counter()
    (item,) = items(ratings)
    found = study.statistics(item)["alpha_ordinal"].found
    assert perf_counter() - began < 15 and found and found.n == 10_000


def test_alpha_of_patterns_is_that_of_people() -> None:
    """To draw patterns of ratings is to draw people: intervals are the same but for the luck of the draws."""
    random = np.random.default_rng(7)
    true = random.integers(0, 3, 600)
    rows = np.clip(true[:, None] + random.integers(-1, 2, (600, 3)), 0, 3).tolist()
    for level in ("nominal", "ordinal", "interval"):
        many = statistics.alpha(statistics.CategoricalRatings.of(rows), level)
        krippendorff.MANY, kept = 10_000, krippendorff.MANY
        try:
            each = statistics.alpha(statistics.CategoricalRatings.of(rows), level)
        finally:
            krippendorff.MANY = kept
        assert many.estimate == pytest.approx(each.estimate)
        assert [many.low, many.high] == pytest.approx([each.low, each.high], abs=0.006)
