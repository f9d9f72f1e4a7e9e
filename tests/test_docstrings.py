"""Laws of prose in the code: numpydoc's sections for arrays and errors, and plain words."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "movescreen"
FILES = sorted(PACKAGE.rglob("*.py"))
ARRAYS = re.compile(r"\b(Array|ArrayLike|NDArray|DataFrame|Series|Pose|Floats|Flags|Codes|Picture|Indices|Phases)\b")
SECTION = re.compile(r"^\s*(Parameters|Returns|Yields|Raises)\n\s*---", re.MULTILINE)
PROPERTIES = ("property", "cached_property")
BANNED = re.compile(
    r"\b(told|said|beside|amiss|so\s+many|so\s+much|where\s+there\s+is\s+none|who\s+lies|as\s+it\s+is|let\s+go\s+of)\b",
    re.IGNORECASE,
)
CODE = re.compile(r"`[^`]*`|^\s*[\w*]+(?:, [\w*]+)* : .*$|\b[A-Z][A-Z_]+\b", re.MULTILINE)  # names that prose quotes
TEMPLATES = sorted(file for kind in ("*.html", "*.css", "*.js") for file in PACKAGE.rglob(kind))
COMMENT = re.compile(r"/\*.*?\*/|{#.*?#}|<!--.*?-->|(?<![:\"'\w])//[^\n]*", re.DOTALL)


def public(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The public functions, and the public methods of public classes."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public(node.body)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node


def annotated(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    arguments = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    stated = [one.annotation for one in arguments] + [function.returns]
    return " ".join(ast.unparse(one) for one in stated if one)


def needs_sections(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function has arrays in its signature, or raises an error of its own; a property has a noun phrase."""
    if any(ast.unparse(decorator) in PROPERTIES for decorator in function.decorator_list):
        return False
    raises = any(isinstance(node, ast.Raise) and node.exc for node in ast.walk(function))
    return raises or bool(ARRAYS.search(annotated(function)))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_docstring_sections(file: Path) -> None:
    """Shapes, units and errors stand where numpydoc has them."""
    functions = [one for one in public(ast.parse(file.read_text("utf-8")).body) if needs_sections(one)]
    assert [one.name for one in functions if not SECTION.search(ast.get_docstring(one) or "")] == []


def test_docstring_sections_are_many() -> None:
    """The law above is about some hundreds of functions."""
    functions = [one for file in FILES for one in public(ast.parse(file.read_text("utf-8")).body)]
    assert sum(map(needs_sections, functions)) > 300


def prose(source: str) -> Iterator[str]:
    """The docstrings and comments of a module, without the names that they quote."""
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    texts = [ast.get_docstring(node) or "" for node in ast.walk(ast.parse(source)) if isinstance(node, documented)]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = "\n".join(token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT)
    for text in (*texts, comments):
        yield CODE.sub("", text)


def banned(source: str) -> list[str]:
    return [" ".join(found.split()) for text in prose(source) for found in BANNED.findall(text)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_prose_plain_words(file: Path) -> None:
    """Docstrings and comments use the field's words, and none that make a riddle of a sentence."""
    assert banned(file.read_text("utf-8")) == []


def test_comments_of_templates_plain_words() -> None:
    """Comments of templates, styles and scripts do, too."""
    comments = [(file.name, one) for file in TEMPLATES for one in COMMENT.findall(file.read_text("utf-8"))]
    assert len(comments) > 80
    assert [one for one in comments if BANNED.search(CODE.sub("", one[1]))] == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('"""What the user told us."""', ["told"]),
        ('def f() -> None:\n    """Write a file\n\n    As it is.\n    """', ["As it is"]),
        ("x = 1  # so many", ["so many"]),
        ("# as it\n# is", ["as it is"]),
        ('said = "as it is, beside #told"', []),
        ('"""Keep `said`.\n\nsaid : str\n"""', []),
        ("# Half of BESIDE changes little.", []),
    ],
)
def test_prose_banned_words(source: str, words: list[str]) -> None:
    """The law reads docstrings and comments, and neither code nor the names that prose quotes."""
    assert banned(source) == words
