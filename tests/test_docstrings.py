"""Public functions that take or return arrays, or raise, say so in numpydoc's sections."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "movescreen"
FILES = sorted(PACKAGE.rglob("*.py"))
ARRAYS = re.compile(r"\b(Array|ArrayLike|NDArray|DataFrame|Series|Pose|Floats|Flags|Codes|Picture|Indices|Phases)\b")
SECTION = re.compile(r"^\s*(Parameters|Returns|Yields|Raises)\n\s*---", re.MULTILINE)
PROPERTIES = ("property", "cached_property")


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
