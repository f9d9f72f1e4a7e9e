"""`movescreen agree` and the tables that people have: written by spreadsheets, by hand, in other countries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from movescreen.cli.main import main
from movescreen.reliability.items import ItemTable

TIDY = "subject,rater,item,value\n" + "".join(
    f"{i},{who},knees,{(i + j) % 3}\n" for i in range(9) for j, who in enumerate("AB")
)
ANGLES = "subject;A;B\n" + "".join(f"{i};{80 + 3 * i},5;{81.25 + 2 * i}\n".replace(".", ",") for i in range(9))


def asked(path: Path, text: str | bytes, *options: str) -> int:
    """The exit code of the command for a table of this text."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return main(["agree", str(path), *options])


@pytest.fixture
def found(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """What the command prints of a table as JSON, and what it says beside."""

    def of(text: str | bytes, *options: str) -> tuple[dict[str, Any], str]:
        assert asked(tmp_path / "table.csv", text, "--json", *options) == 0
        out, said = capsys.readouterr()
        return json.loads(out, parse_constant=pytest.fail), said

    return of


@pytest.mark.parametrize(
    "text",
    [
        TIDY.replace(",", ";"),
        TIDY.replace(",", "\t"),
        TIDY.replace(",", "|"),
        TIDY.replace(",", " ,  "),
        TIDY.replace("\n", "\r\n"),
        TIDY.replace("\n", "\r"),
        TIDY.encode("utf-8-sig"),
        TIDY.encode("utf-16"),
        TIDY.replace("knees", "knees über").encode("cp1252"),
        "sep=;\r\n" + TIDY.replace(",", ";"),
        "\n  \n,,,\n" + TIDY.replace("\n4,", "\n\n4,") + "\n,,,\n",
        "".join(",".join(f'"{field}"' for field in row.split(",")) + "\n" for row in TIDY.split()),
        TIDY.replace("subject,rater", "Subject,RATER"),
        TIDY.replace(",2", ",2.0").replace(",1", ", 01 "),
        TIDY.replace("A,knees", "a,Knees").replace("a,", "A,", 1),
    ],
)
def test_the_same_table_however_it_was_saved(found, text: str | bytes) -> None:
    assert {name: list(outcomes.values()) for name, outcomes in found(text)[0].items()}.popitem()[1] == list(
        found(TIDY)[0]["knees"].values()
    )


@pytest.mark.parametrize(
    "text", [ANGLES, ANGLES.replace(";", "\t"), '"' + ANGLES.strip().replace(";", '","').replace("\n", '"\n"') + '"']
)
def test_decimal_commas_are_numbers(found, text: str) -> None:
    points = found(ANGLES.replace(",", ".").replace(";", ","))[0]["rating"]
    assert found(text)[0]["rating"] == points and points["icc_2_1"]["estimate"] is not None


def test_long_minus_signs_are_minus_signs(found) -> None:
    table = "subject,A,B\n" + "".join(f"{i},{i - 4.5},{1.5 * i - 6.2}\n" for i in range(9))
    assert found(table.replace("-", "\N{MINUS SIGN}"))[0] == found(table)[0]


def test_capitals_make_no_other_category_rater_or_subject(found) -> None:
    rows = ["p1,Ana,Yes", "P1,Ben,yes", "p2,ana,NO", "P2,BEN,no", "p3,ANA,yes", "p3,ben,No"]
    mixed = "\n".join(["subject,rater,value", *rows])
    assert found(mixed)[0]["rating"]["percent"]["estimate"] == pytest.approx(2 / 3)
    assert found(mixed, "--categories", "NO,YES")[0]["rating"]["percent"]["estimate"] == pytest.approx(2 / 3)


def test_names_of_rows_as_r_and_pandas_write_them_are_the_subjects(found) -> None:
    wide = ",Ana,Ben\n" + "".join(f"{i},{i % 2},{i % 3 % 2}\n" for i in range(9))
    assert found(wide)[0]["rating"]["percent"]["n"] == 9


def test_names_may_hold_what_stands_between_fields(found) -> None:
    rows = "".join(f'{i},"O\'Neil, ""Ana""",{i % 2}\n{i},"B\nC",{i % 3 % 2}\n' for i in range(9))
    forms = found("subject,rater,value\n" + rows, "--level", "continuous")[0]["rating"]["bias"]["form"]
    assert forms.endswith('(O\'Neil, "Ana" less B C)')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("subject,rater,value\n1,A,NA\n", "holds no ratings"),
        (TIDY + "3,A,knees,1,5\n", "put semicolons between"),
        (TIDY + "3,A,knees,1\n", "two ratings of 3 by A"),
        (TIDY + ",A,knees,1\n", "has no subject"),
        (TIDY + "30,,knees,1\n", "has no rater"),
        ("subject,A,A\n1,0,1\n", "two columns named 'A'"),
        (TIDY.replace("knees", "k" * 200_000), "no table of fields"),
        (TIDY.replace("knees", "\0"), "no text in UTF-8"),
        (TIDY.encode("utf-16-le"), "no text in UTF-8"),
        (bytes(range(256)) * 9, "no text in UTF-8"),
        ("subject,A,B\n1,1e200,3e200\n2,2e200,1e200\n3,1e200,5e200\n", "beyond 1e+100"),
        ("subject,rater,value\n1,A,1\n2,A,0\n", "two raters"),
        ("subject,rater,value\n1,A,1\n1,B,0\n", "two subjects"),
        ("subject,rater,value\n1,A,1\n2,B,0\n3,A,1\n4,B,0\n", "two subjects"),
    ],
)
def test_what_is_no_table_of_ratings_ends_with_a_sentence(tmp_path: Path, capsys, text: str | bytes, said: str) -> None:
    assert asked(tmp_path / "table.csv", text, "--out", str(tmp_path / "page.html")) == 2
    sentence = capsys.readouterr().err
    assert said in sentence and sentence.strip().endswith(".") and "Traceback" not in sentence


@pytest.mark.parametrize("odd", ["?", "1 234.5", "91°", "inf"])
def test_a_word_among_numbers_is_told_of(found, odd: str) -> None:
    outcomes, said = found(TIDY.replace("5,A,knees,2", f"5,A,knees,{odd}"))
    assert f"'{odd}' of A is no number" in said and "knees" in said
    assert outcomes["knees"]["icc_2_1"]["reason"].startswith("This is a statistic of numbers")
    assert found(TIDY.replace("5,A,knees,2", f"5,A,knees,{odd}"), "--level", "nominal")[1] == ""


def test_many_words_that_may_have_been_numbers_are_told_of(found) -> None:
    table = "subject,A,B\n" + "".join(f"{i},{70 + i}°,{71 + i}°\n" for i in range(15))
    assert "16 different ones, such as '70°'" in found(table)[1]
    assert found(TIDY)[1] == ""


def test_the_page_beside_json_is_named_elsewhere(found, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    outcomes, said = found(TIDY, "--out", str(page))
    assert list(outcomes) == ["knees"] and str(page) in said and page.stat().st_size > 1000


def test_means_of_repetitions_leave_out_what_is_missing() -> None:
    values = np.array([[1, 2], [3, None], [None, None], [4, 4]], object)
    means = ItemTable(values, ("A", "B"), ("p", "p", "q", "r"), "continuous").means()
    assert means[[0, 2]].tolist() == [[2, 2], [4, 4]] and np.isnan(means[1]).all()


def test_a_page_of_nothing_has_no_empty_sentences(tmp_path: Path) -> None:
    asked(tmp_path / "table.csv", "subject,rater,value\n1,A,1\n2,A,0\n", "--out", str(tmp_path / "page.html"))
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "None could be computed from these ratings." in page and "rating: none." in page and "<caption>" not in page


def test_a_category_that_is_named_twice_is_one(found) -> None:
    assert found(TIDY, "--categories", "0,0,1,2") == found(TIDY, "--categories", "0,1,2")
