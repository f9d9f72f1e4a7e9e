"""How many one-line changes to the core the tests notice, by mutmut.

The core is copied to a folder of its own. There, decorators become calls below their functions, because mutmut leaves
decorated functions as they are, and measures are decorated.

    python benchmarks/mutants.py [PART ...] [--write]
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from section import machine, table, write

ROOT = Path(__file__).parents[1]
# What is changed, a package without those inside it, and the tests that belong to it.
PARTS = {
    "reliability/statistics": (
        "test_statistics",
        "test_statistics_published",
        "test_statistics_by_hand",
        "test_variance_parts_by_hand",
        "test_agree_more",
        "test_agree_reported",
    ),
    "segmentation": (
        "test_segmentation_by_hand",
        "test_thresholds",
        "test_repetitions",
        "test_reference_pose",
        "test_session",
    ),
    "measures": (
        "test_measures_by_hand",
        "test_thresholds",
        "test_laws",
        "test_signals",
        "test_perspective",
        "test_reference_pose",
    ),
    "scoring/back_outline": ("test_back_outline_by_hand", "test_back_outline", "test_back_outline_second_pass"),
    "scoring": (
        "test_scoring_by_hand",
        "test_readings_by_hand",
        "test_frames_in_step_by_hand",
        "test_set_findings_by_hand",
        "test_recording_quality_by_hand",
        "test_frames_in_step",
        "test_bridge",
        "test_uncertainty",
        "test_uncertainty_by_hand",
        "test_bias_correction",
        "test_recording_quality",
        "test_multi_view",
        "test_change_between_sessions",
        "test_settings",
        "test_session",
        "test_thresholds",
    ),
}
SURVIVED = 0  # mutmut's exit code of tests that pass
WITHOUT_TESTS = 33  # and of a mutant that no test reaches
NONE = "nothing"  # the name of no mutant: mutmut makes them all and ends with an error
SEED = 20261128  # of the drawing, so that the same mutants are drawn again
KEPT = (
    "staticmethod",
    "classmethod",
    "dataclass",
    "contextmanager",
    "overload",
)  # mutmut or Python needs them in place


class DecoratorsAsCalls(ast.NodeTransformer):
    """Turn `@decorator` above a function into `name = decorator(name)` below it."""

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.body = self._below(node.body)
        return node

    def visit_Module(self, node: ast.Module) -> ast.AST:
        node.body = self._below(node.body)
        return node

    def _below(self, body: Iterable[ast.stmt]) -> list[ast.stmt]:
        result: list[ast.stmt] = []
        for child in body:
            result.append(self.visit(child) if isinstance(child, ast.ClassDef) else child)
            if isinstance(child, ast.FunctionDef) and not any(_named(one) in KEPT for one in child.decorator_list):
                name = ast.Name(child.name, ast.Load())
                for decorator in reversed(child.decorator_list):
                    call = ast.Call(decorator, [name], [])
                    result.append(ast.Assign([ast.Name(child.name, ast.Store())], call, lineno=child.lineno))
                child.decorator_list = []
        return result


def _named(decorator: ast.expr) -> str:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(called).rpartition(".")[2]


def copy(part: str, folder: Path) -> None:
    """Copy the project to a folder in which mutmut can change a part."""
    skipped = shutil.ignore_patterns(".git", "__pycache__", ".venv", "mutants", ".*_cache", "results")
    shutil.copytree(ROOT, folder, ignore=skipped, dirs_exist_ok=True)
    files = sorted((folder / "movescreen" / part).glob("*.py"))
    for file in files:
        tree = DecoratorsAsCalls().visit(ast.parse(file.read_text("utf-8")))
        file.write_text(ast.unparse(ast.fix_missing_locations(tree)) + "\n", "utf-8")
    tests = [f"tests/{name}.py" for name in PARTS[part]]
    settings = {
        "source_paths": ["movescreen"],
        "only_mutate": [file.relative_to(folder).as_posix() for file in files],
        "also_copy": ["movescreen", "tests", "models", "videos", "docs", "benchmarks", "pyproject.toml", "README.md"],
        "pytest_add_cli_args": ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"],
        "pytest_add_cli_args_test_selection": tests,
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as text:
        text.write("\n[tool.mutmut]\n" + "\n".join(lines) + "\n")


def run(part: str, folder: Path, children: int, sample: int, seed: int) -> dict[str, int]:
    """Return the exit code of the tests of each mutant of a part, or of a sample drawn evenly, by its name."""
    copy(part, folder)
    mutmut(folder, children, NONE)  # makes them all, and tries none
    names = sorted(known(folder))
    drawn = Random(seed).sample(names, min(sample, len(names))) if sample else names
    mutmut(folder, children, *drawn)
    return {name: code for name, code in known(folder).items() if code is not None}


def mutmut(folder: Path, children: int, *names: str) -> None:
    """Try some mutants."""
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(children), *names]
    quiet = subprocess.DEVNULL if names == (NONE,) else None
    subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL, stderr=quiet)


def known(folder: Path) -> dict[str, int | None]:
    """Return the mutants in a folder by their names, with the exit code of their tests."""
    found: dict[str, int | None] = {}
    for file in (folder / "mutants" / "movescreen").rglob("*.meta"):
        found |= json.loads(file.read_text("utf-8"))["exit_code_by_key"]
    return found


def only_words(name: str, folder: Path) -> bool:
    """Return whether a mutant changes nothing but a text, such as a sentence or the name of a form."""
    module, _, function = name.rpartition(".x")
    path = folder / "mutants" / module.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    tree = ast.parse(file.read_text("utf-8"))
    original = re.sub(r"__mutmut_\d+$", "__mutmut_orig", function)
    found = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    texts = [ast.dump(ast.Module(found[f"x{one}"].body, [])) for one in (original, function)]
    one, other = (re.sub(r"Constant\(value=('[^']*'|\"[^\"]*\")\)", "TEXT", text) for text in texts)
    return one == other


def rows(part: str, codes: dict[str, int], folder: Path) -> list[list[str]]:
    """Return a row for each file: mutants, killed, survived, and of those that change more than a text."""
    by_file: dict[str, Counter[str]] = {}
    for name, code in codes.items():
        file = name.rpartition(".x")[0].removeprefix("movescreen.").replace(".", "/") + ".py"
        count = by_file.setdefault(file, Counter())
        count["tried"] += 1
        if code not in (SURVIVED, WITHOUT_TESTS):
            count["killed"] += 1
        elif only_words(name, folder):
            count["words"] += 1
        else:
            count["logic"] += 1
            print(f"survived: {name.removeprefix('movescreen.')}", flush=True)
    by_file[f"{part}, all"] = sum(by_file.values(), Counter())
    return [
        [
            file,
            f"{count['tried']}",
            f"{count['killed']}",
            f"{count['words']}",
            f"{count['logic']}",
            f"{count['killed'] / count['tried']:.0%}",
            f"{1 - count['logic'] / max(1, count['tried'] - count['words']):.0%}",
        ]
        for file, count in sorted(by_file.items())
        if count["tried"]
    ]


def main() -> None:
    """Print the table of each part that is named, or of all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--children", type=int, default=2, help="tests that run at once (default: 2)")
    parser.add_argument("--sample", type=int, default=0, help="mutants of each part to try (default: all)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the drawing of a sample (default: {SEED})")
    parser.add_argument("--keep", type=Path, help="folder to keep the mutants in, for `mutmut show` (default: none)")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    options = parser.parse_args()
    lines: list[list[str]] = []
    for part in options.parts or PARTS:
        with TemporaryDirectory() as folder:
            place = options.keep / part.replace("/", "_") if options.keep else Path(folder)
            lines += rows(part, run(part, place, options.children, options.sample, options.seed), place)
    heads = ["file", "mutants", "killed", "survived: text", "survived: logic", "killed, %", "of logic, %"]
    drawn = f" {options.sample} mutants of each part, drawn evenly with seed {options.seed}." if options.sample else ""
    text = f"{machine()}{drawn}\n\n{table(heads, lines)}"
    print(text)
    if options.write:
        write("Mutants", "python benchmarks/mutants.py --write", text)


if __name__ == "__main__":
    main()
