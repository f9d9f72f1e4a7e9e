"""Read the user's labels of clips, such as the subject, from the names of files or from a table.

A label called `view` also states where the camera stood, as --view does for all clips.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.batch.study_tables import COLUMNS as TAKEN
from movescreen.errors import Problem
from movescreen.measures.reference_pose import AUTO, BACK, FRONT, OBLIQUE, SIDE
from movescreen.records.results_folder import COLUMNS, OURS
from movescreen.reliability import csv_dialect

if TYPE_CHECKING:
    import pandas as pd

Labels = Mapping[str, str]

VIEW = "view"
FILE = "file"
VIEWS = {"": AUTO, AUTO: AUTO, FRONT: FRONT, SIDE: SIDE, BACK: BACK, "left": SIDE, "right": SIDE, "rear": BACK}
VIEWS[OBLIQUE] = AUTO  # what is detected, and nothing that can be stated
FIELD = re.compile(r"\{(\w*)\}")
PATTERN = 'Write it like "{subject}_{session}_{view}".'
COLUMN = 'Call them like "subject" and "session".'
MOST_NAMED = 20  # names that a sentence lists
ONCE = "Leave one of the two lines."


def from_names(files: Iterable[Path], pattern: str, skip: bool = False) -> dict[Path, Labels]:
    """Return the labels in the names of files.

    Parameters
    ----------
    files : iterable of Path
        The clips.
    pattern : str
        Such as `{subject}_{session}`, endings left out; with slashes it covers the names of folders too.
    skip : bool
        Take a name whose field `view` is no view as one that does not fit.

    Returns
    -------
    dict of Path to dict
        Labels of the files that fit.

    Raises
    ------
    Problem
        The pattern is none, or (without `skip`) names have no view in that field; all are listed.
    """
    wanted = expression(pattern)
    matches = {file: match.groupdict() for file in files if (match := wanted.search(file.with_suffix("").as_posix()))}
    odd = {file: labels for file, labels in matches.items() if labels.get(VIEW, "").lower() not in VIEWS}
    if odd and not skip:
        raise _no_views(odd)
    return {file: with_known_view(labels, file.name) for file, labels in matches.items() if file not in odd}


def _no_views(odd: Mapping[Path, Labels]) -> Problem:
    """Return the problem that names of files have something else where their view is to stand."""
    named = [f"{file.name} has {labels[VIEW]!r} for its view" for file, labels in odd.items()]
    more = f", and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    sentence = f"{', '.join(named[:MOST_NAMED])}{more}, and expected is one of {', '.join(filter(None, VIEWS))}."
    return Problem("labels_unreadable", f"{sentence} Rename them.", "Or leave them out with --skip-unmatched.")


def expression(pattern: str) -> re.Pattern[str]:
    """Return what finds a pattern's fields at the end of a path; each is as short as can be, and none holds a slash."""
    names = FIELD.findall(pattern)
    _check(names, pattern, PATTERN)
    parts = FIELD.split(pattern)
    found = (f"(?P<{part}>[^/]+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
    return re.compile(f"(?:^|/){''.join(found)}$")


def from_table(table: Path) -> dict[Path, Labels]:
    """Return the clips that a table names, with its other columns as labels.

    Parameters
    ----------
    table : Path
        A CSV file with a column `file`: the clip's path, from the folder of the table on.

    Returns
    -------
    dict of Path to dict
        Labels by clip.

    Raises
    ------
    Problem
        It is no such table, or says two things of one clip.
    """
    rows = _read(table)
    columns = [str(name) for name in rows]
    file = next((name for name in columns if name.casefold() == FILE), "")
    if not file:
        sentence = f"{table.name} has the columns {', '.join(columns) or 'of no table'}. One called file is needed:"
        raise Problem("clips_unreadable", f"{sentence} a clip's path, from the folder of this table on.")
    own = {*COLUMNS, *OURS, file} - {VIEW}  # a table that movescreen wrote, with more columns, will do
    names = [name for name in columns if name not in own]
    _check(names or [VIEW], table.name, COLUMN)
    clips: dict[Path, Labels] = {}
    for line, row in zip(rows.index, rows.to_dict("records"), strict=True):
        where = f"{table.name}, line {line},"
        place = _file(row[file], table.parent, where)
        labels = with_known_view({name: row[name] for name in names}, place.name)
        if clips.setdefault(place, labels) != labels:
            raise Problem("clips_unreadable", f"{where} says of {place.name} other things than an earlier line. {ONCE}")
    if not clips:
        raise Problem("clips_unreadable", f"{table.name} names no clip. Give each a line, with its path in file.")
    return clips


def _read(table: Path) -> pd.DataFrame:
    """Return a table of clips, its fields as they are. Raises Problem if it is none."""
    try:
        return csv_dialect.table(table, exact=True)
    except Problem as problem:
        sentence = f"The clips were expected in {table}, which cannot be read as a CSV table."
        raise Problem("clips_unreadable", f"{sentence} {problem}") from problem


def _file(name: str, folder: Path, where: str) -> Path:
    """Return the clip that a row is about. Raises Problem if it is not about one."""
    if not name:
        raise Problem("clips_unreadable", f"{where} names no file. Fill it in, or take the line out.")
    file = with_place(folder / Path(name).expanduser())
    if file.is_dir():
        raise Problem("clips_unreadable", f"{where} names the folder {file}. Name each clip in a line of its own.")
    return file


def with_place(path: Path) -> Path:
    """Return a path from the root on, without detours: one clip is one clip however it is named."""
    return Path(os.path.normpath(path.expanduser().absolute()))


def with_known_view(labels: Labels, name: str) -> Labels:
    """Return labels with their view in lower case.

    Parameters
    ----------
    labels : dict
        Labels of a clip.
    name : str
        Name of the clip, for the sentence.

    Returns
    -------
    dict
        The same labels.

    Raises
    ------
    Problem
        The view is none.
    """
    if labels.get(VIEW, "").lower() in VIEWS:
        return {key: value.lower() if key == VIEW else value for key, value in labels.items()}
    sentence = f"{name} has {labels[VIEW]!r} for its view, and expected is one of {', '.join(filter(None, VIEWS))}."
    raise Problem("labels_unreadable", sentence)


def _check(names: list[str], where: str, example: str) -> None:
    """Raise Problem if a name cannot be a new column of our tables: no identifier, given twice, or already taken."""
    taken = {*COLUMNS, *OURS, *TAKEN} - {VIEW}
    for name in names or [""]:
        if not name.isidentifier() or names.count(name) > 1:
            sentence = f"{where!r} should have fields with names of their own, of letters, digits and underscores"
            raise Problem("labels_unreadable", f"{sentence}, and one is {name!r}. {example}")
        if name in taken:
            sentence = f"{where!r} has a field {name}, and the tables have a column of that name. Call it otherwise."
            raise Problem("labels_unreadable", sentence)
