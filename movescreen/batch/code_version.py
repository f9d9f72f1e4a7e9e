"""Identify the code of packages by a digest of their content: a checkout changes without a new version number."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import movescreen

PACKAGE = Path(movescreen.__file__).parent
NO_CODE = {"__pycache__", "data"}  # a build puts models and videos into `data`
COMMENT = {".css": re.compile(rb"/\*.*?\*/", re.DOTALL), ".html": re.compile(rb"<!--.*?-->|\{#.*?#\}", re.DOTALL)}


@cache
def code(*packages: str) -> str:
    """Return a digest of the modules of some packages and of every module of ours that those import.

    Parameters
    ----------
    *packages : str
        Names such as "movescreen.video". No name means the whole package, with pages and style sheets.
    """
    paths = imported(*packages) if packages else set(files(PACKAGE))
    digest = hashlib.sha256(movescreen.__version__.encode())
    for path in sorted(paths):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + relevant_content(path))
    return digest.hexdigest()


def relevant_content(path: Path) -> bytes:
    """Return the content of a file, without the comments of style sheets and pages: they change no result."""
    comment = COMMENT.get(path.suffix)
    whole = path.read_bytes()
    return b" ".join(comment.sub(b"", whole).split()) if comment else whole


def files(folder: Path) -> list[Path]:
    """Return the files of the package below a folder."""
    return [p for p in folder.rglob("*") if p.is_file() and not NO_CODE & set(p.relative_to(PACKAGE).parts)]


def imported(*packages: str) -> set[Path]:
    """Return the modules of some packages, and all modules of ours that they import, directly or not."""
    found: set[Path] = set()
    waiting = [p for name in packages for p in files(_path(name).parent) if p.suffix == ".py"]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [p for name in _imports(ast.parse(path.read_bytes())) if (p := _path(name)).is_file()]
    return found


def _path(module: str) -> Path:
    """Return the file of a module, or of a package its `__init__.py`."""
    path = PACKAGE.parent.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _imports(tree: ast.AST) -> Iterator[str]:
    """Yield the modules of ours that a module names in an import, also inside functions; not those for types alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (name for name in _named(node) if name.startswith("movescreen"))
        if isinstance(node, (ast.stmt, ast.ExceptHandler, ast.match_case)):  # no expression holds an import
            yield from _imports(node)


def _named(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Return what an import names, each of which may be a module; relative ones are none of ours."""
    names = [alias.name for alias in node.names]
    return names if isinstance(node, ast.Import) else [str(node.module), *(f"{node.module}.{name}" for name in names)]
