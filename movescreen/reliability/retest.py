"""Repeated clips of a person: how far the camera's own measures repeat."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.errors import Problem
from movescreen.records.csv_cells import read_frame
from movescreen.records.results_folder import REPETITIONS
from movescreen.records.results_folder import TABLE as CLIPS
from movescreen.records.text import Text
from movescreen.reliability.camera_rater import quantities
from movescreen.reliability.notice import Notice
from movescreen.reliability.rating_tables import Rating, RatingTable

if TYPE_CHECKING:
    import pandas as pd

OCCASIONS = ("occasion", "session", "visit", "day")
CAMERA = "camera"
NEEDED = {"clip", "rep", "measure", "side", "value", "view"}
DIGEST = "clip_sha256"
ONE = ["subject", "when", "item"]  # what is read once: a measure of a person on an occasion


def read(folder: Path) -> RatingTable:
    """Read what each measure was for a person on each occasion.

    Parameters
    ----------
    folder : Path
        Results of `analyze`, with a column of subjects.

    Returns
    -------
    RatingTable
        The camera's ratings; one is the median over the repetitions of all clips of an occasion.

    Raises
    ------
    Problem
        The results do not say whose clip is whose, or nobody was filmed twice.

    Notes
    -----
    Clips with the same content count once.
    """
    rows = _rows(folder / REPETITIONS)
    if "subject" not in rows:
        sentence = f"{folder / REPETITIONS} does not say whose clip is whose. Analyze the clips with names such as"
        raise Problem("table_columns", f"{sentence} --names '{{subject}}_{{session}}', or a table given with --clips.")
    rows, notices = _without_copies(rows, folder / CLIPS)
    occasion = next((name for name in OCCASIONS if name in rows), "clip")
    rows = rows.assign(item=_items(rows), when=rows[occasion])
    known = rows[(rows["value"] != "") & (rows["subject"] != "")].drop_duplicates([*ONE, "clip", "rep"], keep="last")
    values = known.assign(value=known["value"].astype(float)).groupby(ONE, sort=False)["value"].median().reset_index()
    number = _numbers(rows, values)
    if number.max() < 2:
        raise Problem(
            "table_values", f"Nobody was filmed twice in {folder}: test and retest need two clips of a person."
        )
    columns = zip(values["subject"], values["item"], values["value"], number, strict=True)
    found = [Rating(subject, CAMERA, item, repr(float(value)), str(when)) for subject, item, value, when in columns]
    return RatingTable(found, tuple(notices))


def ratings(folder: Path) -> list[Rating]:
    """Return the ratings of `read`."""
    return read(folder).ratings


def _rows(table: Path) -> pd.DataFrame:
    """Return the table of a study's repetitions as text. Raises Problem if it is none."""
    try:
        rows = read_frame(table)
    except OSError as error:
        sentence = f"{table} was expected, as movescreen analyze writes it, and cannot be read ({error.strerror})."
        raise Problem("table_unreadable", sentence) from error
    except ValueError as error:
        raise Problem("table_empty", f"{table} has no repetitions.") from error
    if rows.empty:
        raise Problem("table_empty", f"{table} has no repetitions.")
    if missing := NEEDED - {*rows}:
        sentence = f"{table} is not as movescreen analyze writes it: it has no column {', '.join(sorted(missing))}."
        raise Problem("table_columns", f"{sentence} Name a folder of results.")
    return rows


def _without_copies(rows: pd.DataFrame, table: Path) -> tuple[pd.DataFrame, list[Notice]]:
    """Return the rows of one clip of each content, and a notice of the others."""
    if not table.exists():
        return rows, []
    clips = read_frame(table)
    if DIGEST not in clips:
        return rows, []
    known = clips[(clips[DIGEST] != "") & clips["clip"].isin(rows["clip"])]
    first = known.groupby(DIGEST)["clip"].transform("first")
    copies = known[known["clip"] != first]
    pairs = (
        Text("{copy} is a copy of {of}", copy=copy, of=of)
        for copy, of in zip(copies["clip"], first[copies.index], strict=True)
    )
    sentence = "Clips with the same content count once: {pairs}."
    said = [Notice(sentence, pairs=Text.joined(pairs, ", "))] if len(copies) else []
    return rows[~rows["clip"].isin(copies["clip"])], said


def _items(rows: pd.DataFrame) -> pd.Series:
    """Return the measure of each row with its side; with its view, where several views show it."""
    known = quantities()
    unknown = set(rows["measure"]) - known.keys()
    if unknown:
        sentence = f"The results have measures that this version does not know: {', '.join(sorted(unknown))}."
        raise Problem("table_values", f"{sentence} Analyze the clips again.")
    pairs = rows[["measure", "side"]].drop_duplicates().itertuples(index=False, name=None)
    names = {(m, side): known[m].column("" if known[m].directed else side) for m, side in pairs}
    item = rows.set_index(["measure", "side"]).index.map(names).to_series(index=rows.index)
    views = rows["view"].where(rows["value"] != "").groupby(item).transform("nunique")
    return item.where(views <= 1, item + " (" + rows["view"] + ")")


def _numbers(rows: pd.DataFrame, values: pd.DataFrame) -> pd.Series:
    """Return which occasion of its person each value is of, counted from 1: names of occasions may differ."""
    every = rows[["subject", "when"]].drop_duplicates()
    rank = every.groupby("subject")["when"].rank(method="dense").astype(int)
    return values[["subject", "when"]].merge(every.assign(number=rank), how="left")["number"]
