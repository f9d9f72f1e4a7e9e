"""Repeated clips of a person: how far the camera's own measures repeat."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from movescreen.errors import Problem
from movescreen.records.csv_cells import Table
from movescreen.reliability.camera_rater import quantities
from movescreen.reliability.rating_tables import Rating

TABLE = "repetitions.csv"
OCCASIONS = ("occasion", "session", "visit", "day")
CAMERA = "camera"
NEEDED = {"clip", "rep", "measure", "side", "value", "view"}


def ratings(folder: Path) -> list[Rating]:
    """The middle of what each measure read over the repetitions of a person on an occasion, as the camera's ratings.

    The results must say whose clip is whose. Raises Problem where they do not, or nobody was filmed twice.
    """
    rows = _rows(folder / TABLE)
    if "subject" not in rows[0]:
        sentence = f"{folder / TABLE} does not say whose clip is whose. Analyze the clips with names such as"
        raise Problem("table_columns", f"{sentence} --names '{{subject}}_{{session}}', or a table given with --clips.")
    occasion = next((name for name in OCCASIONS if name in rows[0]), "clip")
    grouped: dict[tuple[str, str, str], dict[tuple[str, str], float]] = {}
    for row, item in zip(rows, _items(rows), strict=True):
        if row["value"] and row["subject"]:
            key = (row["subject"], row[occasion], item)
            grouped.setdefault(key, {})[row["clip"], row["rep"]] = float(row["value"])
    numbered = _numbered(rows, occasion)
    found = [
        Rating(subject, CAMERA, item, repr(float(np.median(list(values.values())))), numbered[subject, when])
        for (subject, when, item), values in grouped.items()
    ]
    if max((int(rating.occasion) for rating in found), default=0) < 2:
        raise Problem(
            "table_values", f"Nobody was filmed twice in {folder}: test and retest need two clips of a person."
        )
    return found


def _rows(table: Path) -> list[dict[str, str]]:
    try:
        with table.open(encoding="utf-8", newline="") as text:
            rows = list(Table(text))
    except OSError as error:
        sentence = f"{table} was expected, as movescreen analyze writes it, and cannot be read ({error.strerror})."
        raise Problem("table_unreadable", sentence) from error
    if not rows:
        raise Problem("table_empty", f"{table} has no repetitions.")
    if missing := NEEDED - rows[0].keys():
        sentence = f"{table} is not as movescreen analyze writes it: it has no column {', '.join(sorted(missing))}."
        raise Problem("table_columns", f"{sentence} Name a folder of results.")
    return rows


def _items(rows: list[dict[str, str]]) -> Iterator[str]:
    """The measure of each row with its side; with its view, where several views show it."""
    views: dict[str, set[str]] = {}
    known = quantities()
    names = [known[row["measure"]].column("" if known[row["measure"]].directed else row["side"]) for row in rows]
    for name, row in zip(names, rows, strict=True):
        if row["value"]:
            views.setdefault(name, set()).add(row["view"])
    for name, row in zip(names, rows, strict=True):
        yield f"{name} ({row['view']})" if len(views.get(name, ())) > 1 else name


def _numbered(rows: list[dict[str, str]], occasion: str) -> dict[tuple[str, str], str]:
    """Of each person and occasion which one it was, counted from 1: the first clip of one person is like another's."""
    found: dict[tuple[str, str], str] = {}
    for subject in dict.fromkeys(row["subject"] for row in rows):
        own = sorted({row[occasion] for row in rows if row["subject"] == subject})
        found |= {(subject, when): str(number) for number, when in enumerate(own, 1)}
    return found
