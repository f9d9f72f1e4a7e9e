"""The page of agreement in German: every text of statistics, notices and page has German words."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from string import Formatter

import pytest
from language import banned, said_on
from test_german import ENGLISH

import movescreen
from movescreen.output.agreement.page import agreement_page
from movescreen.output.agreement.terminal_tables import CAMERA, STATISTICS
from movescreen.output.language import english, german
from movescreen.records.text import Figure, Text, translated
from movescreen.reliability.data_warnings import notices
from movescreen.reliability.items import items
from movescreen.reliability.rating_tables import Rating
from movescreen.reliability.statistics import bootstrap
from movescreen.reliability.study import statistics

ROOT = Path(movescreen.__file__).parent
PLAIN = re.compile(r"^[\W\d]*$|^[A-Z]+[\d(),k]*$")  # no words in it: signs, abbreviations
SAME = {"–", "{name}", "Kappa", "SEM", "MDC95", "PABAK", "Brennan-Prediger", "identity"}  # in both languages
ALSO_ENGLISH = re.compile(
    r"Guidelines for Reporting[^,]*|Restricted Maximum Likelihood|movescreen [\d.]+[^.]*\.\d+\)|\bn = "
)


def rated(values: Sequence[Sequence[object]], occasions: int = 1) -> list[Rating]:
    """A row of values for each subject, a column for each rater; None is a gap."""
    return [
        Rating(f"s{subject}", f"r{rater}", "knees", str(value), str(occasion + 1))
        for occasion, (subject, row) in product(range(occasions), enumerate(values))
        for rater, value in enumerate(row)
        if value is not None
    ]


def studies() -> dict[str, list[Rating]]:
    """Studies of every level, with gaps, occasions, one answer alone, and odd values."""
    draw = random.Random(1)
    numbers = [[round(draw.gauss(50 + 9 * n, 2), 1) for _ in range(3)] for n in range(12)]
    words = [[draw.choice(["yes", "no", "maybe"]) for _ in range(2)] for _ in range(12)]
    steps = [[min(4, max(1, draw.randint(1, 4))) for _ in range(3)] for _ in range(12)]
    return {
        "values": rated(numbers),
        "two raters": rated([row[:2] for row in numbers]),
        "steps": rated(steps),
        "steps with gaps": rated([[*row[:2], None if n % 2 else row[2]] for n, row in enumerate(steps[:7])]),
        "names": rated(words),
        "one answer": rated([["no", "no"]] * 12),
        "occasions": rated([row[:1] for row in numbers], 2),
        "odd": rated([[*row[:2], 5000.0] for row in numbers[:5]] + [[-999, 51.0, 52.0]]),
        "few": rated([["yes", "no"], ["yes", None], ["no", None]]),
    }


@pytest.mark.parametrize("name", studies())
def test_agreement_page_german(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No English word stands on it, no number has a point, and the English page has none of German."""
    monkeypatch.setattr(bootstrap, "DRAWS", 20)  # intervals need not be exact here
    asked = items(studies()[name])
    found = {item.name: statistics(item) for item in asked}
    page = agreement_page(asked, found, "t.csv", notices=notices(asked), language=german)
    said = ALSO_ENGLISH.sub("", said_on(page) + " ".join(re.findall(r'aria-label="([^"]*)"', page)))
    assert '<html lang="de">' in page and "Übereinstimmung" in said
    assert [said[max(0, m.start() - 60) : m.end() + 40] for m in ENGLISH.finditer(said)] == []
    assert not re.search(r"(?<![\d.])\d\.\d(?!\d*\.)", re.sub(r"\d+\.\d+\.\d+", "", said).replace("t.csv", ""))
    assert "--" not in said
    plain = said_on(agreement_page(asked, found, "t.csv", notices=notices(asked)))
    assert "Agreement" in plain and "Übereinstimmung" not in plain and "--" not in plain


def texts() -> set[str]:
    """The constant templates of texts in the code of statistics and pages, and those on the templates of pages."""
    found = {*STATISTICS.values(), *CAMERA.values()}
    for file in (*(ROOT / "reliability").rglob("*.py"), *(ROOT / "output" / "agreement").rglob("*.py")):
        source = file.read_text("utf-8")
        for node in ast.walk(ast.parse(source)) if "Text(" in source or "Notice(" in source else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Text", "Notice"):
                found |= {
                    one.value for one in node.args[:1] if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    for file in (ROOT / "output" / "agreement").glob("*.html"):
        found |= set(re.findall(r't\("([^"]+)"\)', file.read_text("utf-8")))
    return found


def test_texts_have_german_words() -> None:
    """A text without words may do without."""
    known = texts()
    assert len(known) > 200
    without = {text for text in known - set(german.AGREEMENT) - SAME if not PLAIN.match(re.sub(r"{.*?}", "", text))}
    assert {text for text in without if re.search(r"[a-z]{3}", re.sub(r"{.*?}", "", text))} <= {"{name} (in {unit})"}


def test_german_texts_fit() -> None:
    """Each German text has the parts of the English one, and describes."""
    for template, said in german.AGREEMENT.items():
        parts = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (template, said)]
        assert parts[0] == parts[1], template
        assert not banned(re.sub(r"{.*?}", "", said), "de"), said
    assert not english.AGREEMENT


def test_translated_text() -> None:
    """Parts are translated with their sentence, numbers as the language writes them, and names not at all."""
    text = Text(
        "{name} {value} ({how})", name="none", value=Figure("0.31"), how=Text("{low:.1f} to {high}", low=-0.5, high=2)
    )
    assert text == "none 0.31 (−0.5 to 2)"
    assert translated(text, {"none": "keine", "{low:.1f} to {high}": "{low:.1f} bis {high}"}, ",") == (
        "none 0,31 (−0,5 bis 2)"
    )
    assert translated(Text.joined(["a", Text("b")], "; "), {"b": "c"}) == "a; c"
