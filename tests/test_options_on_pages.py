"""A page names no option of a command line: its reader has none. A command line does, where one helps."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TypeGuard

import pytest
from people import SQUAT, brief_squat, record_of, seen

import movescreen

pytest.importorskip("fastapi", reason="the extra `live` is not installed")

from movescreen.batch.outputs import remarks
from movescreen.errors import Problem
from movescreen.output.language import english
from movescreen.output.language.clip_notes import notes
from movescreen.output.language.german.problem_details import DETAILS
from movescreen.output.language.language import Language
from movescreen.output.language.problems import GERMAN, in_language, problem_sentence
from movescreen.output.language.sentences import LANGUAGES, filled
from movescreen.output.report.report import report
from movescreen.scoring.recording_quality import PITCHED
from movescreen.web.rating.study import LeftOut

ROOT = Path(movescreen.__file__).parent
OPTION = re.compile(r"(?<![\w-])--[a-z]")
# What only commands print, and what names a command for a reader who has to type it.
TERMINAL = ("cli", "reliability", "output/agreement", "output/export", "output/report/column_sheets.py")
COMMAND = re.compile(r"\bmovescreen [a-z]+|^--[a-z-]+(=.*)?$|<!--app:")
TABLES = {"OPTIONS"}  # of words: what a command line adds
OTHERWISE = {
    "view_chosen": {"chosen": "front", "seen": "side"},
    "screen_chosen": {"chosen": "bridge", "seen": "overhead_squat"},
    "people": 2,
    "frames": 90,
    "frames_with_person": 80,
    "frames_of_others": 5,
    "setup": [{"code": PITCHED, "value": 12.0, "unit": "deg", "measures": []}],
}
everywhere = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES.keys())


def strings(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """The texts of a module that are no docstrings, each with its node."""
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    formatted = {id(part): node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in docstrings:
            continue
        if OPTION.search(node.value):
            yield node, ast.unparse(formatted[id(node)]) if id(node) in formatted else node.value


def is_problem(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether a node makes a problem."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"


def for_command_lines(tree: ast.AST) -> set[int]:
    """The nodes of what problems say at a command line only, and of the tables of such sentences."""
    found, names = set[int](), set(TABLES)
    for node in ast.walk(tree):
        if is_problem(node):
            found |= {id(part) for own in node.args[2:] for part in ast.walk(own)}
            names |= {part.id for own in node.args[2:] for part in ast.walk(own) if isinstance(part, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in names:
            found |= {id(part) for part in ast.walk(node.value)}
    return found


def test_sentences_for_pages_have_no_options() -> None:
    """No text of the package names an option, but what a command line adds, and what is about a command."""
    named = []
    for file in ROOT.rglob("*.py"):
        if file.relative_to(ROOT).as_posix().startswith(TERMINAL):
            continue
        source = file.read_text("utf-8")
        if not OPTION.search(source):
            continue
        tree = ast.parse(source)
        allowed = for_command_lines(tree)
        named += [
            (file.name, text)
            for node, text in strings(tree)
            if OPTION.search(text) and id(node) not in allowed and not COMMAND.search(text)
        ]
    assert named == []


def test_templates_and_scripts_have_no_options() -> None:
    """Nor do templates and scripts; custom properties of CSS look alike and are none."""
    for file in (*ROOT.rglob("*.html"), *ROOT.rglob("*.js")):
        lines = file.read_text("utf-8").splitlines()
        assert not [line for line in lines if OPTION.search(line.replace("<!--", "")) and "var(--" not in line], file


@everywhere
def test_report_has_no_options(language: Language) -> None:
    """A report names none, whatever there is to note; a command line names each that helps."""
    noted = record_of(seen(brief_squat()), SQUAT, "side")
    noted = replace(noted, quality=noted.quality | OTHERWISE)
    page = report(noted, "A clip", language)
    said = re.sub(r"<(style|script).*?</\1>|<!--.*?-->", "", page, flags=re.S)
    assert not OPTION.search(said)
    told = " ".join(notes(noted, language, options=True))
    assert {"--view", "--screen", "--person", "--pitch"} <= set(re.findall(r"--[a-z]+", told))
    assert not OPTION.search(remarks(noted, language)) and OPTION.search(remarks(noted, language, options=True))


@everywhere
def test_options_belong_to_notes(language: Language) -> None:
    """Each option is one of a note or a limit, and its sentence is added to that."""
    assert set(language.OPTIONS) <= {*language.NOTES, *language.LIMITS}
    assert all(OPTION.search(text) and text.endswith(".") for text in language.OPTIONS.values())


def test_problem_sentence_page() -> None:
    """A command line hears of the option, a page does not, and both survive a pipe."""
    problem = Problem("output_full", "Only 9 MB are free.", "Or give --out.", free=9e6, needed=5e7, folder="/x")
    again = pickle.loads(pickle.dumps(problem))
    assert str(again) == str(problem) == "Only 9 MB are free. Or give --out."
    assert problem_sentence(again, "en") == "Only 9 MB are free."
    assert problem_sentence(again, "de") == (
        "In /x sind nur 9,0 MB frei, und gebraucht werden 50 MB. Machen Sie dort Platz."
    )


def test_problem_about_another_name() -> None:
    """A clip is called by the name that its user knows, in the sentence and in the facts."""
    problem = Problem("empty_file", "video.mp4 is empty.", file="video.mp4").about("video.mp4", "IMG_1.mov")
    assert str(problem) == "IMG_1.mov is empty." and problem.facts == {"file": "IMG_1.mov"}


def test_german_details_say_facts() -> None:
    """Names, sizes and the reason of the system stand in the German sentence; without them the general one does."""
    said = in_language("clip_not_added", "?", "de", {"file": "a.mp4", "errno": 28})
    assert said.startswith("„a.mp4“ ließ sich nicht in die Bibliothek kopieren (kein Platz mehr).")
    assert "Meldung 999" in in_language("clip_not_added", "?", "de", {"file": "a.mp4", "errno": 999})
    assert in_language("clip_not_added", "?", "de", {}) == GERMAN["clip_not_added"]
    assert "4,2 GB" in in_language("no_room", "?", "de", {"size": 4.2e9, "free": 1e8})


def facts_of(package: ModuleType) -> dict[str, set[str]]:
    """The names of the facts that problems of the package bring, by code."""
    found: dict[str, set[str]] = {}
    for file in Path(str(package.__file__)).parent.rglob("*.py"):
        source = file.read_text("utf-8")
        for node in ast.walk(ast.parse(source)) if "Problem(" in source else ():
            if is_problem(node):
                names = {keyword.arg or "**" for keyword in node.keywords}
                # Of `{name}_full` and of `self.full`, the end.
                code = re.sub(r"^f?'({.*})?|^self\.|'$", "", ast.unparse(node.args[0]))
                found.setdefault(code, set()).update(names)
    return found


def test_german_details_have_facts() -> None:
    """Every fact that a German sentence names is one that some problem of its code brings."""
    brought = facts_of(movescreen)
    for code, templates in DETAILS.items():
        known = set().union(*(facts for name, facts in brought.items() if code.endswith(name)))
        for template in templates:
            wanted = set(re.findall(r"{(\w+)", template)) - {"why"}
            assert "**" in known or wanted <= known, (code, wanted - known)


@pytest.mark.parametrize(("count", "said"), [(0, "0 clips"), (1, "1 clip"), (2, "2 clips")])
def test_filled_plural(count: int, said: str) -> None:
    """One is one, and none and two are several."""
    assert filled("{count} {count:clip|clips}", english, count=count) == said


def test_pages_say_problems_in_their_language() -> None:
    """No page has the sentence of a problem for a command line; a clip left out says it for both."""
    said = [
        (file.name, line.strip())
        for file in (ROOT / "web").rglob("*.py")
        for line in file.read_text("utf-8").splitlines()
        if "str(problem)" in line or "{problem}" in line
    ]
    assert [name for name, _ in said] == ["study.py"]
    left = LeftOut("a", Problem("empty_file", "a.mp4 is empty.", "Or --x.", file="a.mp4"))
    assert left == "a is left out of the study. a.mp4 is empty. Or --x."
    assert problem_sentence(left.problem, "de").startswith("In „a.mp4“ steht nichts")
