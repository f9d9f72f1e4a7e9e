"""What a user says of each clip, such as whose it is: read off the names of files, or from a table of them.

A label called `view` also states where the camera stood, as --view does for all clips.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from movescreen.batch.study_tables import COLUMNS as TAKEN
from movescreen.errors import Problem
from movescreen.measures.reference_pose import AUTO, BACK, FRONT, OBLIQUE, SIDE
from movescreen.records.csv_cells import Table
from movescreen.records.results_folder import COLUMNS, OURS

Labels = Mapping[str, str]
Row = Mapping[Any, Any]  # as the csv module gives it: None is where fields too many are

VIEW, FILE = "view", "file"
VIEWS = {"": AUTO, AUTO: AUTO, FRONT: FRONT, SIDE: SIDE, BACK: BACK, "left": SIDE, "right": SIDE, "rear": BACK}
VIEWS[OBLIQUE] = AUTO  # what is found out, and nothing that can be stated
FIELD = re.compile(r"\{(\w*)\}")
SEPARATORS = ",;\t"  # the first where none is in a header
PATTERN, COLUMN = 'Write it like "{subject}_{session}_{view}".', 'Call them like "subject" and "session".'
ONCE = "Leave one of the two lines."


def from_names(files: Iterable[Path], pattern: str) -> dict[Path, Labels]:
    """The labels in the names of those files that fit a pattern such as `{subject}_{session}`, endings left out.

    A pattern with slashes in it takes the names of folders too. Raises Problem where it is no such pattern.
    """
    wanted = expression(pattern)
    matches = ((file, wanted.search(file.with_suffix("").as_posix())) for file in files)
    return {file: checked(match.groupdict(), file.name) for file, match in matches if match}


def expression(pattern: str) -> re.Pattern[str]:
    """What finds a pattern's fields at the end of a path; each is as short as can be, and none holds a slash."""
    names = FIELD.findall(pattern)
    _check(names, pattern, PATTERN)
    parts = FIELD.split(pattern)
    fields = (f"(?P<{part}>[^/]+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
    return re.compile(f"(?:^|/){''.join(fields)}$")


def from_table(table: Path) -> dict[Path, Labels]:
    """The clips that a table names in its column `file`, from its own folder on, each with its other columns as labels.

    Raises Problem where it is no such table.
    """
    columns, rows = _read(table)
    if columns.count(FILE) != 1:
        sentence = f"{table.name} has the columns {', '.join(columns) or 'of no table'}. One called file is needed:"
        raise Problem("clips_unreadable", f"{sentence} a clip's path, from the folder of this table on.")
    own = {*COLUMNS, *OURS} - {VIEW}  # a table that movescreen wrote, with more columns, will do
    names = [name for name in columns if name not in own]
    _check(names or [VIEW], table.name, COLUMN)
    clips: dict[Path, Labels] = {}
    for where, row in rows:
        file = _file(row, table.parent, where)
        labels = checked({name: row[name] or "" for name in names}, file.name)
        if clips.setdefault(file, labels) != labels:
            raise Problem("clips_unreadable", f"{where} says of {file.name} other things than an earlier line. {ONCE}")
    if not clips:
        raise Problem("clips_unreadable", f"{table.name} names no clip. Give each a line, with its path in file.")
    return clips


def _read(table: Path) -> tuple[list[str], list[tuple[str, Row]]]:
    """The columns of a table with commas, semicolons or tabs between them, and its rows, each with where it stands."""
    try:
        with table.open(encoding="utf-8-sig", newline="") as text:
            header = text.readline()
            text.seek(0)
            reader = Table(text, delimiter=max(SEPARATORS, key=header.count))
            columns = list(reader.fieldnames or ())
            rows = [(f"{table.name}, line {reader.line_num},", row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        why = error.strerror if isinstance(error, OSError) else error
        sentence = f"The clips were expected in {table}, which cannot be read as a CSV table ({why})."
        raise Problem("clips_unreadable", f"{sentence} Check its name, and save it as CSV in UTF-8.") from error
    return columns, [(where, row) for where, row in rows if any(row.values())]


def _file(row: Row, folder: Path, where: str) -> Path:
    """The clip that a row is about. Raises Problem where it is not about one."""
    if None in row:
        sentence = f"{where} has more fields than there are columns. Put quotes around what has a separator in it."
        raise Problem("clips_unreadable", sentence)
    if not row[FILE]:
        raise Problem("clips_unreadable", f"{where} names no file. Fill it in, or take the line out.")
    file = with_place(folder / Path(row[FILE]).expanduser())
    if file.is_dir():
        raise Problem("clips_unreadable", f"{where} names the folder {file}. Name each clip in a line of its own.")
    return file


def with_place(path: Path) -> Path:
    """A path from the root on, without detours: one clip is one clip however it is named."""
    return Path(os.path.normpath(path.expanduser().absolute()))


def checked(labels: Labels, name: str) -> Labels:
    """The labels, their view in lower case. Raises Problem where that is no view."""
    if labels.get(VIEW, "").lower() in VIEWS:
        return {key: value.lower() if key == VIEW else value for key, value in labels.items()}
    sentence = f"{name} has {labels[VIEW]!r} for its view, and expected is one of {', '.join(filter(None, VIEWS))}."
    raise Problem("labels_unreadable", sentence)


def _check(names: list[str], where: str, example: str) -> None:
    """Raises Problem where these cannot be names of columns beside those that the tables have."""
    taken = {*COLUMNS, *OURS, *TAKEN} - {VIEW}
    for name in names or [""]:
        if not name.isidentifier() or names.count(name) > 1:
            sentence = f"{where!r} should have fields with names of their own, of letters, digits and underscores"
            raise Problem("labels_unreadable", f"{sentence}, and one is {name!r}. {example}")
        if name in taken:
            sentence = f"{where!r} has a field {name}, and the tables have a column of that name. Call it otherwise."
            raise Problem("labels_unreadable", sentence)
