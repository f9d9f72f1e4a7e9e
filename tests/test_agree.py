"""`movescreen agree`: tables as people have them, every statistic by its name, and a sentence where there is none."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import published
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from language import banned
from published import spelled

from movescreen.cli.main import main
from movescreen.reliability import study
from movescreen.reliability.items import ORDINAL, ItemTable

pytestmark = pytest.mark.versions

NAMES = (
    "percent kappa kappa_linear kappa_quadratic pabak fleiss ac1 ac2_quadratic alpha_nominal alpha_ordinal "
    "alpha_interval icc_1_1 icc_2_1 icc_3_1 icc_1_k icc_2_k icc_3_k sem mdc95 sem_consistency "
    "mdc95_consistency bias loa_low loa_high ccc"
)


def tidy(path: Path, table: list[list[Any]], item: str = "knees") -> Path:
    """A table with a row for each rating."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["subject", "rater", "item", "value"])
        for i, row in enumerate(table):
            rows.writerows([f"s{i}", f"rater {j}", item, v] for j, v in enumerate(row) if v is not None)
    return path


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def computed(capsys, *arguments: object) -> dict[str, dict[str, Any]]:
    """What the command prints as JSON."""
    assert main(["agree", *map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys, *arguments: object) -> str:
    """The sentence that the command ends with."""
    assert main(["agree", *map(str, arguments)]) == 2
    return capsys.readouterr().err


def test_every_statistic_has_its_name_and_its_parts(tmp_path: Path, capsys) -> None:
    found = computed(capsys, tidy(tmp_path / "t.csv", published.JUDGES))
    assert list(found) == ["knees"] and " ".join(found["knees"]) == NAMES
    for outcome in found["knees"].values():
        assert {"estimate", "low", "high", "n", "form"} <= set(outcome)
        assert outcome["estimate"] is not None or outcome["reason"].endswith(".")
    assert round(found["knees"]["icc_2_1"]["estimate"], 2) == 0.29
    assert found["knees"]["icc_2_1"]["n"] == 6 and "absolute agreement" in found["knees"]["icc_2_1"]["form"]


def test_missing_ratings_are_left_out_of_what_they_are_missing_for(tmp_path: Path, capsys) -> None:
    found = computed(capsys, tidy(tmp_path / "t.csv", spelled(published.FOUR_RATERS)))["knees"]
    shown = {name: round(found[name]["estimate"], 3) for name in ("percent", "ac1", "fleiss", "alpha_ordinal")}
    assert shown == {"percent": 0.818, "ac1": 0.775, "fleiss": 0.761, "alpha_ordinal": 0.815}
    assert found["icc_3_1"]["n"] == 8 and "4 of 12 subjects left out" in found["icc_3_1"]["form"]


def test_two_raters_have_one_kappa_and_more_its_mean_with_each_pair_beside(tmp_path: Path, capsys) -> None:
    two = computed(capsys, tidy(tmp_path / "two.csv", [row[1:] for row in published.ANXIOUS]))["knees"]
    assert round(two["kappa_linear"]["estimate"], 7) == 0.1459075 and "pairs" not in two["kappa"]
    three = computed(capsys, tidy(tmp_path / "three.csv", published.ANXIOUS))["knees"]["kappa"]
    pairs = {pair: found["estimate"] for pair, found in three["pairs"].items()}
    assert list(pairs) == ["rater 0 – rater 1", "rater 0 – rater 2", "rater 1 – rater 2"]
    assert three["estimate"] == pytest.approx(sum(pairs.values()) / 3)
    assert pairs["rater 1 – rater 2"] == pytest.approx(two["kappa"]["estimate"])


def test_wide_tables_have_a_column_for_each_rater(tmp_path: Path, capsys) -> None:
    rows = zip(published.LARGE, published.SMALL, strict=True)
    text = "Person;large;small\n" + "".join(f"{i};{a},0;{b}\n" for i, (a, b) in enumerate(rows))
    found = computed(capsys, written(tmp_path / "t.csv", "\ufeff" + text), "--level", "continuous")["rating"]
    assert round(found["bias"]["estimate"], 1) == -2.1 and "large less small" in found["bias"]["form"]
    assert found["loa_low"]["estimate"] < found["bias"]["low"] < found["bias"]["high"] < found["loa_high"]["estimate"]
    assert found["kappa"]["estimate"] is None and "continuous" in found["kappa"]["reason"]


def test_columns_may_have_other_names(tmp_path: Path, capsys) -> None:
    table = "who,by,what,says\n" + "".join(
        f"p{i},{by},lean,{(i + j) % 2}\n" for i in range(9) for j, by in enumerate("AB")
    )
    names = ["--subject", "who", "--rater", "by", "--item", "what", "--value", "says"]
    found = computed(capsys, written(tmp_path / "t.csv", table), *names)
    assert found["lean"]["percent"]["estimate"] == 0 and found["lean"]["percent"]["n"] == 9


def test_words_have_no_order_until_it_is_named(tmp_path: Path, capsys) -> None:
    words = {1: "none", 2: "some", 3: "much"}
    table = tidy(tmp_path / "t.csv", [[words[min(v, 3)] for v in row[:2]] for row in published.ANXIOUS])
    plain = computed(capsys, table)["knees"]
    assert plain["kappa"]["estimate"] is not None and "order" in plain["kappa_linear"]["reason"]
    ordered = computed(capsys, table, "--categories", "none,some,much")["knees"]
    assert round(ordered["kappa_linear"]["estimate"], 3) == 0.583 != round(ordered["kappa"]["estimate"], 3)
    assert "names of categories" in ordered["icc_2_1"]["reason"]


def test_categories_that_nobody_used_count_when_they_are_named(tmp_path: Path, capsys) -> None:
    table = tidy(tmp_path / "t.csv", [row[1:] for row in published.ANXIOUS])
    named = computed(capsys, table, "--categories", "1,2,3,4,5,6")["knees"]
    used = computed(capsys, table)["knees"]
    assert "6 categories" in named["pabak"]["form"] and "5 categories" in used["pabak"]["form"]
    assert named["kappa"]["estimate"] == pytest.approx(used["kappa"]["estimate"])
    assert named["kappa_linear"]["estimate"] != pytest.approx(used["kappa_linear"]["estimate"], abs=1e-4)


def test_occasions_give_agreement_within_each_rater(tmp_path: Path, capsys) -> None:
    rows = ["subject,rater,item,value,occasion"]
    for i, (first, second) in enumerate(zip(published.LARGE, published.SMALL, strict=True)):
        rows += [f"{i},A,flow,{first},1", f"{i},A,flow,{second},2", f"{i},B,flow,{first + i},1"]
    found = computed(capsys, written(tmp_path / "t.csv", "\n".join(rows)))["flow"]
    assert found["bias"]["estimate"] == pytest.approx(-8) and found["bias"]["within"].keys() == {"A"}
    assert round(found["bias"]["within"]["A"]["estimate"], 1) == -2.1
    alone = [row for row in rows if ",B," not in row]
    within = computed(capsys, written(tmp_path / "a.csv", "\n".join(alone)))["flow"]
    assert within["sem"]["estimate"] == found["sem"]["within"]["A"]["estimate"]
    assert "between occasions of A" in within["sem"]["form"]


def test_repetitions_of_a_person_are_no_further_people(tmp_path: Path, capsys) -> None:
    rows = ["subject,rater,item,value,repetition"]
    for i in range(8):
        for j in range(3):
            rows += [f"{i},A,angle,{90 + 3 * i + j},{j}", f"{i},B,angle,{91.5 + 3.1 * i - j},{j}"]
    found = computed(capsys, written(tmp_path / "t.csv", "\n".join(rows)))["angle"]
    assert found["bias"]["n"] == 8 and "24 repetitions of 8 people" in found["loa_high"]["form"]
    assert found["icc_2_1"]["n"] == 8 and "mean over repetitions" in found["icc_2_1"]["form"]


def test_what_cannot_be_had_is_null_with_a_sentence(tmp_path: Path, capsys) -> None:
    one = computed(capsys, tidy(tmp_path / "one.csv", [[1], [2], [3]]))["knees"]
    assert {o["estimate"] for o in one.values()} == {None} and "two raters" in one["kappa"]["reason"]
    same = computed(capsys, tidy(tmp_path / "same.csv", [[1, 1]] * 5))["knees"]
    assert same["percent"]["estimate"] == 1 and "one category" in same["kappa"]["reason"]


def test_tables_that_are_none_are_refused_with_what_to_do(tmp_path: Path, capsys) -> None:
    assert "--plan" in refused(capsys)
    assert "cannot be read" in refused(capsys, tmp_path / "nowhere.csv")
    assert "no column for the subjects" in refused(capsys, written(tmp_path / "a.csv", "a,b\n1,2\n"))
    assert "There is no column 'who'" in refused(
        capsys, written(tmp_path / "b.csv", "subject,x,y\n1,2,3\n"), "--subject", "who"
    )
    assert "no ratings" in refused(capsys, written(tmp_path / "c.csv", "subject,rater,value\n1,A,\n"))
    twice = "subject,rater,value\n1,A,2\n1,A,3\n"
    assert "two ratings of 1 by A" in refused(capsys, written(tmp_path / "d.csv", twice))
    words = "subject,rater,value\n1,A,yes\n2,A,no\n"
    assert "no order of their own" in refused(capsys, written(tmp_path / "f.csv", words), "--level", "ordinal")
    assert "does not name" in refused(capsys, tmp_path / "f.csv", "--categories", "yes,maybe")
    assert "'yes' is not a number" in refused(capsys, written(tmp_path / "e.csv", words), "--level", "continuous")


def test_the_table_in_the_terminal_says_what_was_found_and_what_was_not(tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["agree", str(tidy(tmp_path / "t.csv", published.ANXIOUS))]) == 0
    printed = capsys.readouterr().out
    assert "knees: ordinal (detected" in printed and "rater 0 – rater 1" in printed
    assert "Not had: " not in printed.replace("\n", " ").replace("Not had: Bias", "")


def test_a_plan_says_how_many_subjects_a_study_needs(capsys) -> None:
    assert main(["agree", "--plan", "--expected", "0.8", "--width", "0.2", "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert plan["icc"]["2"] == 51 and plan["icc"]["3"] == 36
    assert plan["kappa"]["2"] > plan["kappa"]["3"] and plan["limits"]["0.34"] in range(95, 105)
    assert main(["agree", "--plan"]) == 0
    assert "51" in capsys.readouterr().out
    assert main(["agree", "--plan", "--expected", "1.2"]) == 2


def page_of(tmp_path: Path, table: Path) -> str:
    """The report of a table."""
    assert main(["agree", str(table), "--out", str(tmp_path / "page.html")]) == 0
    return (tmp_path / "page.html").read_text("utf-8")


def test_the_page_reads_the_interval_and_not_its_middle(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        tidy(tmp_path / "t.csv", [[a + 0.25, b] for a, b in zip(published.LARGE, published.SMALL, strict=True)]),
    )
    assert "ICC(2,1) is 0.95; its interval, 0.86 to 0.98, reaches from the band “good, 0.75 to 0.9”" in page
    assert "the data leave both possible" in page
    assert "Growth of the difference with the value" in page and "Mean absolute difference" in page
    assert page.count('class="ring"') == 17 and page.count('class="rule"') == 3


def test_the_page_says_why_kappa_is_low_where_nearly_all_ratings_are_the_same(tmp_path: Path) -> None:
    rows = [["no", "no"]] * 45 + [["yes", "no"]] * 2 + [["no", "yes"]] * 2 + [["yes", "yes"]]
    page = page_of(tmp_path, tidy(tmp_path / "t.csv", rows))
    assert "94 % of the ratings are “no”" in page and "AC1 is steadier" in page
    assert page.count('class="both"') == 2
    assert "Agreement on “yes”" in page and "Agreement on “no”" in page
    even = page_of(tmp_path, tidy(tmp_path / "e.csv", [["no", "no"], ["yes", "yes"]] * 20 + [["yes", "no"]] * 4))
    assert "AC1 is steadier" not in even


def test_the_page_fills_the_reporting_guidelines_as_far_as_the_data_allow(tmp_path: Path) -> None:
    page = page_of(tmp_path, tidy(tmp_path / "t.csv", published.ANXIOUS))
    assert page.count("<dt>") == 15 and page.count("To be written: ") == 12
    assert "Subjects: 20. Raters: 3" in page


def test_the_page_describes_and_opens_without_complaint(tmp_path: Path, opened) -> None:
    rows = [["<b>no</b>", "no"]] * 3 + [["yes", "no"], ["no", "yes"], ["yes", "yes"], ["no", "no"]]
    for table in (rows, published.ANXIOUS, [[float(v) + 0.5 for v in row] for row in published.JUDGES]):
        page = page_of(tmp_path, tidy(tmp_path / "t.csv", table, item="knees <i>"))
        assert banned(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)) == []
        there = opened(page)
        assert there.complaints == [] and there.overflow <= 0
        assert there.page.locator("i, b").count() == 0


ROWS = st.integers(2, 3).flatmap(
    lambda raters: st.lists(
        st.lists(st.sampled_from([0, 1, 2, 0.1, 0.3, None]), min_size=raters, max_size=raters), min_size=1, max_size=4
    )
)


@settings(max_examples=150, deadline=None)
@given(rows=ROWS)
@example(rows=[[0, 1], [1, 0]])
@example(rows=[[0, 2], [1, 1]])
@example(rows=[[0, 1], [0, 1]])
@example(rows=[[0, 1], [0, 1], [1, 0]])
@example(rows=[[0.3, 0.3], [0.1, 0.1]])
@example(rows=[[0, 1, 2], [0, 2, 1]])
@pytest.mark.filterwarnings("error")
def test_statistics_of_any_few_ratings(rows: list) -> None:
    """Of any few ratings each statistic is a number within its interval or has a reason."""
    raters = tuple("ABC"[: len(rows[0])])
    people = tuple(str(i) for i in range(len(rows)))
    found = study.over_all(ItemTable(np.array(rows, object), raters, people, ORDINAL), study.NAMES)
    for name, outcome in found.items():
        assert outcome.reason if outcome.found is None else np.isfinite(outcome.found.estimate), name
        if outcome.found and np.isfinite([outcome.found.low, outcome.found.high]).any():
            assert outcome.found.low - 1e-9 <= outcome.found.estimate <= outcome.found.high + 1e-9, name
