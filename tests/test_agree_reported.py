"""Tables of ratings that went wrong once, each with its right answer, and others of its kind."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_agree import computed, page_of, refused, written

from movescreen.cli.main import main
from movescreen.errors import Problem
from movescreen.output.agreement.plots import padded
from movescreen.reliability import statistics, study
from movescreen.reliability.items import CONTINUOUS, NOMINAL, ORDINAL, ItemTable
from movescreen.reliability.rating_tables import read_table

EQUAL = [[1.5, 1.5], [2.5, 2.5], [3.5, 3.5], [4.0, 4.0]]
HEAD = "subject,A,B\n"


def wide(path: Path, rows: list[list[Any]]) -> Path:
    """A table with a column for each rater; None is an empty field."""
    head = ",".join(["subject", *"ABCDEF"[: len(rows[0])]])
    lines = [",".join([f"s{i}", *("" if v is None else str(v) for v in row)]) for i, row in enumerate(rows)]
    return written(path, "\n".join([head, *lines]) + "\n")


def said(capsys: pytest.CaptureFixture[str], table: Path, *options: str) -> tuple[dict[str, Any], str]:
    """The statistics of the first item, and what was said beside them."""
    assert main(["agree", str(table), "--json", *options]) == 0
    out, beside = capsys.readouterr()
    return next(iter(json.loads(out).values())), beside


PLOTTED = {
    "all equal": EQUAL,
    "a constant offset": [[a, a + 2] for a, _ in EQUAL],
    "one value for everybody": [[3.5, 3.5]] * 5,
    "one rater gives everybody the same": [[1.25, 2], [1.25, 3], [1.25, 4]],
    "huge": [[1e15 + i, 1e15] for i in range(5)],
    "huge, all equal": [[1e15, 1e15]] * 5,
    "tiny": [[i * 1e-9, 1.1e-9 * i] for i in range(5)],
    "one subject": [[1.5, 2.5]],
    "two subjects": [[1.5, 2.5], [2.5, 1.5]],
    "opposite": [[1.5, 2.5], [2.5, 1.5], [1.5, 2.5], [2.5, 1.5]],
    "below zero": [[-3.5, -2.25], [-1.5, -1.5], [0.25, 1.0]],
    "grades": [[i % 4, i % 4] for i in range(10)],
    "one category": [["no", "no"]] * 12,
    "one category but for one": [["no", "no"]] * 11 + [["yes", "no"]],
    "all different": [["a", "b"], ["c", "d"], ["e", "f"]],
    "three raters": [[1, 1, 1], [2, 2, 2], [3, 3, 3]],
}


@pytest.mark.parametrize("rows", PLOTTED.values(), ids=PLOTTED.keys())
def test_agreement_page_degenerate(tmp_path: Path, rows: list[list[Any]]) -> None:
    """Of any values there is a page whose drawings lie within themselves, or a sentence that nothing can be had."""
    page = tmp_path / "page.html"
    ended = main(["agree", str(wide(tmp_path / "t.csv", rows)), "--out", str(page)])
    assert ended in (0, 2)
    text = page.read_text("utf-8")
    places = [float(n) for n in re.findall(r'(?:cx|cy|x1|x2|y1|y2|\bx|\by)="([^"]*)"', text)]
    assert all(-1 <= place <= 700 for place in places)
    assert not re.search(r'[\s">](nan|inf|None)[<\s"](?!could)', text)


@given(st.floats(-1e300, 1e300), st.floats(-1e300, 1e300), st.sampled_from([0.0, 0.05]))
@example(0.0, 0.0, 0.0)
@example(1e300, 1e300, 0.05)
@example(5e-324, 0.0, 0.0)
def test_padded_any_values(a: float, b: float, room: float) -> None:
    """A scale is wider than nothing and holds what it was made for."""
    low, high = padded(min(a, b), max(a, b), room)
    assert low < high and low <= min(a, b) and high >= max(a, b)


def test_limits_equal_grades(tmp_path: Path) -> None:
    """Two raters who give the same grades: bias and limits of 0, on a page."""
    page = page_of(tmp_path, wide(tmp_path / "t.csv", [[i % 4, i % 4] for i in range(10)]))
    assert "bias 0.00, limits of agreement 0.00 to 0.00" in page and page.count('class="ring"') == 10


PEFR = [  # large and small meter, 17 people: Bland and Altman 1986
    (494, 512), (395, 430), (516, 520), (434, 428), (476, 500), (557, 600), (413, 364), (442, 380), (650, 658),
    (433, 445), (417, 432), (656, 626), (267, 260), (478, 477), (178, 259), (423, 350), (427, 451),
]  # fmt: skip


def test_sem_two_occasions() -> None:
    """Without an offset the interval is that of chi-square with n degrees: its upper end is 1.5 times the estimate."""
    found = statistics.sem(PEFR)
    off = np.diff(PEFR).ravel()
    assert found.estimate == pytest.approx(math.sqrt((off**2).sum() / 2 / 17))
    assert found.low / found.estimate == pytest.approx(math.sqrt(17 / 30.191), abs=1e-4)
    assert found.high / found.estimate == pytest.approx(math.sqrt(17 / 7.5642), abs=1e-4)
    assert "no offset between raters or occasions was found (F(1, 16), p = " in found.form


def test_sem_with_offset() -> None:
    """An offset that the F test finds is kept, with the one degree of freedom that two raters have."""
    moved = np.array(PEFR) + [0, 40]
    found, alone = statistics.sem(moved), statistics.sem(moved, consistency=True)
    assert found.high > 5 * found.estimate and "count as one of few" in found.form
    assert alone.high < 2 * alone.estimate and alone.estimate == pytest.approx(statistics.sem(PEFR, True).estimate)


def test_within_rater_once_rated(tmp_path: Path, capsys) -> None:
    """Within a rater only subjects that were rated twice count: two of six, of whom one was called otherwise."""
    rows = ["subject,rater,value,occasion", *(f"{i},A,{'no' if i < 3 else 'yes'},1" for i in range(6))]
    rows += ["0,A,no,2", "5,A,no,2"]
    found = computed(capsys, written(tmp_path / "t.csv", "\n".join(rows)))["rating"]
    assert found["percent"]["n"] == 2 and found["percent"]["estimate"] == 0.5
    assert found["fleiss"]["n"] == 2 and found["fleiss"]["estimate"] == pytest.approx(-1 / 3)
    assert found["ac1"]["n"] == 2 and found["ac1"]["estimate"] >= -1


def test_covariate_is_no_rater(tmp_path: Path, capsys) -> None:
    rows = [f"p{i},{20 + i},{170.5 - i},{i % 3},{(i + 1) % 3}" for i in range(9)]
    table = written(tmp_path / "t.csv", "\n".join(["subject,Age,height_cm,Ana,Ben", *rows]))
    found, beside = said(capsys, table)
    named = computed(capsys, table, "--raters", "ana,BEN")["rating"]
    assert found == named and "pairs" not in found["kappa"] and "(Ana less Ben)" in found["bias"]["form"]
    assert "Age was taken for a fact about the subjects" in beside and "height_cm was taken" in beside
    assert "no column of a rater 'Cleo'" in refused(capsys, table, "--raters", "Ana,Cleo")


def test_covariate_without_a_known_name_is_asked_about(tmp_path: Path, capsys) -> None:
    rows = [f"p{i},{900.5 + i},{i + 0.5},{i * 1.1}" for i in range(9)]
    table = written(tmp_path / "t.csv", "\n".join(["subject,code,Ana,Ben", *rows]))
    assert "values of code (904 at the median) are far from those of the others" in said(capsys, table)[1]
    assert "far from" not in said(capsys, table, "--raters", "Ana,Ben")[1]


def test_raters_of_a_tidy_table(tmp_path: Path, capsys) -> None:
    rows = [f"p{i},{who},{(i + j) % 2}" for i in range(8) for j, who in enumerate(("Ana", "Ben", "Cleo"))]
    table = written(tmp_path / "t.csv", "\n".join(["subject,rater,value", *rows]))
    assert "pairs" not in computed(capsys, table, "--raters", "Ana,Cleo")["rating"]["kappa"]
    assert computed(capsys, table, "--raters", "Ana,Cleo")["rating"]["percent"]["estimate"] == 1
    assert "no rater 'Dan'" in refused(capsys, table, "--raters", "Ana,Dan")


def test_checklist_has_items_as_columns(tmp_path: Path, capsys) -> None:
    head = "subject,rater,knees,heels,lean"
    rows = [f"p{i},{who},{i % 2},{(i + j) % 2},{i % 3}" for i in range(6) for j, who in enumerate(("Ana", "Ben"))]
    found = computed(capsys, written(tmp_path / "t.csv", "\n".join([head, *rows])))
    assert list(found) == ["knees", "heels", "lean"]
    assert [found[item]["percent"]["estimate"] for item in found] == [1, 0, 1]


YES_AND_NO = [("y", "n"), ("yes", "no"), ("Y", "N"), ("1", "0"), ("true", "false"), ("ja", "nein"), ("TRUE", "FALSE")]


@pytest.mark.parametrize("words", YES_AND_NO)
def test_one_answer_in_several_words(tmp_path: Path, capsys, words: tuple[str, str]) -> None:
    """Ben's words for yes and no are Ana's."""
    rows = [[("yes", "no")[i % 2], words[i // 2 % 2]] for i in range(8)]
    plain = [[("yes", "no")[i % 2], ("yes", "no")[i // 2 % 2]] for i in range(8)]
    expected = computed(capsys, wide(tmp_path / "plain.csv", plain))["rating"]
    found, beside = said(capsys, wide(tmp_path / "t.csv", rows))
    assert found == expected and found["kappa"]["estimate"] == 0
    if words[0].casefold() != "yes":
        assert f"“{words[0]}”" in beside and "were taken together" in beside
    assert said(capsys, tmp_path / "t.csv", "--categories", "no,yes")[0]["percent"] == found["percent"]


def test_words_of_one_spelling_stay(tmp_path: Path, capsys) -> None:
    found, beside = said(capsys, wide(tmp_path / "t.csv", [["ja", "nein"], ["nein", "nein"], ["ja", "ja"]] * 3))
    assert beside == "" and found["percent"]["estimate"] == pytest.approx(2 / 3)


NO_RATING = ["-", "–", "n.a.", "not seen", "Not Seen", "NA", ".", "k.A.", "missing", "", "#N/A"]
USUAL = ("NA", ".", "", "#N/A")  # programs write these of themselves


@pytest.mark.parametrize("word", NO_RATING)
def test_words_for_no_rating(tmp_path: Path, capsys, word: str) -> None:
    """A word that says that there is no rating is none, and is stated unless programs write it of themselves."""
    rows = [[("yes", "no")[i % 2], word if i % 5 == 0 else ("yes", "no")[i % 2]] for i in range(20)]
    found, beside = said(capsys, wide(tmp_path / "t.csv", rows))
    assert found["kappa"]["estimate"] == pytest.approx(1) and found["kappa"]["n"] == 16
    assert (f"“{word}” (4 times, of B) was taken for a rating that was not given" in beside) == (word not in USUAL)


def test_words_among_numbers(tmp_path: Path, capsys) -> None:
    """Among numbers each of those words is no rating either: of 11 times 5 subjects 11 times 4 are left."""
    rows = [[i % 7 + 0.5, NO_RATING[i // 5] if i % 5 == 0 else i % 7 + 0.5] for i in range(5 * len(NO_RATING))]
    found, beside = said(capsys, wide(tmp_path / "t.csv", rows))
    assert found["icc_2_1"]["estimate"] == pytest.approx(1) and found["icc_2_1"]["n"] == 44
    for word in set(NO_RATING) - set(USUAL):
        assert f"“{word}” (once, of B) was taken for a rating that was not given" in beside


def test_plus_and_minus_are_yes_and_no(tmp_path: Path, capsys) -> None:
    found, beside = said(capsys, wide(tmp_path / "t.csv", [["+", "-"], ["-", "-"], ["+", "+"], ["-", "-"]]))
    assert found["percent"]["estimate"] == 0.75 and "not given" not in beside


def test_numbers_that_stand_for_no_rating_are_asked_about(tmp_path: Path, capsys) -> None:
    rows = [[80 + i, 81.5 + i] for i in range(9)] + [[90, -999]]
    assert "−999 (1 time) is far from all other values" in said(capsys, wide(tmp_path / "t.csv", rows))[1]


@pytest.mark.parametrize("name", ["Mean", "Mittelwert", "TOTAL", "Summe:", "Average"])
def test_totals_are_no_subject(tmp_path: Path, capsys, name: str) -> None:
    rows = "".join(f"s{i},{i},{i + 1}\n" for i in range(6))
    plain = computed(capsys, written(tmp_path / "plain.csv", HEAD + rows))
    found, beside = said(capsys, written(tmp_path / "t.csv", f"{HEAD}{rows}{name},2.5,3.5\n"))
    assert found == plain["rating"] and f"“{name}” was taken for a row that sums up" in beside
    assert "sums up" in said(capsys, written(tmp_path / "sd.csv", f"{HEAD}{rows}{name},2.5,3.5\nSD,1,1\n"))[1]


def test_totals_column_is_no_rater(tmp_path: Path, capsys) -> None:
    rows = "".join(f"s{i},{i},{i + 1},{i + 0.5}\n" for i in range(6))
    found, beside = said(capsys, written(tmp_path / "t.csv", "subject,A,B,Mean\n" + rows))
    assert "pairs" not in found["kappa"] and "Mean was taken for the sum of others" in beside


def test_subjects_with_names_that_look_alike(tmp_path: Path, capsys) -> None:
    rows = [f"{i},Ana,{i % 2}" for i in range(1, 13)] + [f"{i:02},Ben,{i % 2}" for i in range(1, 13)]
    table = written(tmp_path / "t.csv", "\n".join(["subject,rater,value", *rows]))
    beside = said(capsys, table)[1]
    assert "look alike: 1 and 01; 2 and 02; 3 and 03, and 6 more" in beside
    assert "18 of 21 subjects have one rating each" in beside


def test_one_subject_rated_twice(tmp_path: Path, capsys) -> None:
    """One pair of equal values says nothing of reliability."""
    table = wide(tmp_path / "t.csv", [[1, None], [1, 1], [None, 2], [2, None]])
    found, _ = said(capsys, table, "--level", "continuous")
    for name in ("icc_1_1", "icc_1_k", "sem", "mdc95"):
        assert found[name]["estimate"] is None and "there is 1" in found[name]["reason"]


def test_no_error_seen_has_no_interval() -> None:
    for found in (
        statistics.icc(EQUAL),
        statistics.icc(EQUAL, "1,1"),
        statistics.icc(EQUAL, "3,k"),
        statistics.sem(EQUAL),
    ):
        assert math.isnan(found.low) and math.isnan(found.high) and "no two ratings of a subject differ" in found.form
    assert statistics.icc(EQUAL).estimate == 1 and statistics.sem(EQUAL).estimate == 0


def test_icc_of_means_without_room_is_refused(tmp_path: Path, capsys) -> None:
    found = computed(capsys, wide(tmp_path / "t.csv", [[1.5, 9.0], [8.5, 2.0], [2.0, 8.5], [9.0, 1.5]]))["rating"]
    assert found["icc_2_k"]["estimate"] is None and found["icc_2_k"]["reason"]


def test_everybody_in_one_category_of_a_stated_scale(tmp_path: Path, capsys) -> None:
    """PABAK and AC1 are 1, with an interval; kappa is not defined, nor is anything where the scale is not known."""
    table = wide(tmp_path / "t.csv", [["no", "no", "no"]] * 12)
    found = computed(capsys, table, "--categories", "no,yes")["rating"]
    for name in ("pabak", "ac1", "percent"):
        assert found[name]["estimate"] == found[name]["high"] == 1 and found[name]["low"] < 0.8
    assert found["ac1"]["low"] == pytest.approx(found["percent"]["low"], abs=1e-3)
    assert all(found[name]["estimate"] is None for name in ("kappa", "fleiss", "alpha_nominal"))
    assert "--categories" in computed(capsys, table)["rating"]["ac1"]["reason"]


def test_mean_of_uneven_pairs(tmp_path: Path, capsys) -> None:
    """Two raters with thirty subjects and four with six: n is that of the poorest pair, and a notice says so."""
    raters = ["abcdef" if i < 6 else "ab" for i in range(30)]
    rows = [f"s{i},{who},{'yn'[(i + (j == i % 6)) % 2]}" for i in range(30) for j, who in enumerate(raters[i])]
    found, beside = said(capsys, written(tmp_path / "t.csv", "\n".join(["subject,rater,value", *rows])))
    assert found["kappa"]["n"] == 6 and "of which 14 share 6 subjects" in found["kappa"]["form"]
    assert found["kappa"]["pairs"]["a – b"]["n"] == 30
    assert "14 share 6, 1 shares 30 (a – b most)" in beside


def test_alpha_of_ratings_that_all_differ() -> None:
    """No draw of subjects says how far agreement may go: the interval is that of a share of 0."""
    rows = [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"], ["i", "j"]]
    found = statistics.alpha(statistics.CategoricalRatings.of(rows))
    assert found.low <= found.estimate <= found.high and found.high > 0.2


def test_rater_without_a_rating_is_named(tmp_path: Path, capsys) -> None:
    rows = "".join(f"s{i},{i % 2},,{i % 2}\n" for i in range(6))
    assert "Ben gave no rating" in said(capsys, written(tmp_path / "t.csv", "subject,Ana,Ben,Cleo\n" + rows))[1]
    tidy = [f"s{i},{who},{'' if who == 'Ben' else i % 2}" for i in range(6) for who in ("Ana", "Ben", "Cleo")]
    table = written(tmp_path / "u.csv", "\n".join(["subject,rater,value", *tidy]))
    assert "Ben gave no rating" in said(capsys, table)[1]


def test_gaps_are_told_of(tmp_path: Path, capsys) -> None:
    rows = [[80.5 + i, 81.0 + i if i % 3 == 0 else None, 80.0 + i if i % 2 == 0 else None] for i in range(12)]
    assert "2 of 12 subjects have a value of every rater" in said(capsys, wide(tmp_path / "t.csv", rows))[1]


def test_notices_are_on_the_page(tmp_path: Path) -> None:
    page = page_of(tmp_path, wide(tmp_path / "t.csv", [["yes", "y"], ["no", "n"], ["no", "no"], ["yes", "-"]]))
    assert "How the table was read" in page and "were taken together" in page


def test_table_in_western_encoding(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("Person;Jörg;Änne\nM\xfcller;1,5;2\nWei\xdf;2;2,5\n".encode("cp1252"))
    found = read_table(path).ratings
    assert [(r.subject, r.rater, r.value) for r in found][:2] == [("Müller", "Jörg", "1.5"), ("Müller", "Änne", "2")]


def test_statistics_take_series_and_frames() -> None:
    frame = pd.DataFrame(PEFR, columns=["large", "small"])
    assert statistics.icc(frame) == statistics.icc(PEFR) and statistics.sem(frame) == statistics.sem(PEFR)
    assert statistics.limits(frame["large"], frame["small"]) == statistics.limits(*np.transpose(PEFR))
    words = pd.DataFrame({"A": ["no", "yes", None, "no"], "B": ["no", "yes", "yes", pd.NA]})
    assert statistics.cohen(statistics.CategoricalRatings.of(words)) == statistics.cohen(
        statistics.CategoricalRatings.of([["no", "no"], ["yes", "yes"], [None, "yes"], ["no", None]])
    )
    scaled = words.astype(pd.CategoricalDtype(["no", "some", "yes"], ordered=True))
    assert statistics.CategoricalRatings.of(scaled).categories == ("no", "some", "yes")


RANGES = {"percent": (0, 1), "sem": (0, math.inf), "mdc95": (0, math.inf)} | dict.fromkeys(
    ("sem_consistency", "mdc95_consistency"), (0, math.inf)
)
UNBOUNDED = {"bias", "loa_low", "loa_high"}
VALUES = st.sampled_from([0, 1, 2, 3, 0.5, 7.25, None, None])
ROWS = st.integers(2, 4).flatmap(
    lambda raters: st.lists(st.lists(VALUES, min_size=raters, max_size=raters), min_size=1, max_size=7)
)


@settings(max_examples=150, deadline=None)
@given(rows=ROWS, level=st.sampled_from([NOMINAL, ORDINAL, CONTINUOUS]))
@example(rows=[[0, 3], [3, 0]], level=ORDINAL)
@example(rows=[[0, 1], [1, 0], [0, None], [0, None], [1, None], [0, None]], level=NOMINAL)
@example(rows=[[0, 0.5], [7.25, 3], [1, None], [1, None], [1, None]], level=CONTINUOUS)
@pytest.mark.filterwarnings("error")
def test_statistics_within_their_range(rows: list, level: str) -> None:
    """Every statistic of any table, and its interval, is within what it can be, and the interval holds it."""
    people = tuple(str(i) for i in range(len(rows)))
    table = ItemTable(np.array(rows, object), tuple("ABCD"[: len(rows[0])]), people, level)
    try:
        found = study.over_all(table, study.NAMES)
    except Problem as problem:
        assert problem.code == "not_computable"
        return
    for name, outcome in found.items():
        if outcome.found is None or name in UNBOUNDED:
            continue
        low, high = RANGES.get(name, (-1, 1))
        one = outcome.found
        for value in (one.estimate, one.low, one.high):
            assert math.isnan(value) or low - 1e-9 <= value <= high + 1e-9, (name, one)
        if not math.isnan(one.low):
            assert one.low - 1e-9 <= one.estimate <= one.high + 1e-9, (name, one)
