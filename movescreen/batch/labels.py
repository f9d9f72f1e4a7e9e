"""What a user says of each clip, such as whose it is: read off the names of files, or from a table of them.

A label called `view` also states where the camera stood, as --view does for all clips.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from movescreen.batch.study import COLUMNS as TAKEN
from movescreen.errors import Problem
from movescreen.results import COLUMNS, OURS
from movescreen.stance import AUTO, BACK, FRONT, OBLIQUE, SIDE

Labels = Mapping[str, str]

VIEW, FILE = "view", "file"
VIEWS = {"": AUTO, AUTO: AUTO, FRONT: FRONT, SIDE: SIDE, BACK: BACK, "left": SIDE, "right": SIDE, "rear": BACK}
VIEWS[OBLIQUE] = AUTO  # what is found out, and nothing that can be stated
FIELD = re.compile(r"\{(\w*)\}")
EXAMPLE = 'Write it like "{subject}_{session}_{view}".'


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
    _check(names, pattern)
    parts = FIELD.split(pattern)
    fields = (f"(?P<{part}>[^/]+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
    return re.compile(f"(?:^|/){''.join(fields)}$")


def from_table(table: Path) -> dict[Path, Labels]:
    """The clips that a table names in its column `file`, from its own folder on, each with its other columns as labels.

    Raises Problem where it is no such table.
    """
    try:
        with table.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.DictReader(text)
            columns, rows = list(reader.fieldnames or ()), list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        sentence = f"The clips were expected in {table}, which cannot be read as a CSV table ({error})."
        raise Problem("clips_unreadable", sentence) from error
    if columns.count(FILE) != 1:
        sentence = f"{table.name} has the columns {', '.join(columns) or 'of no table'}. One called file is needed:"
        raise Problem("clips_unreadable", f"{sentence} a clip's path, from the folder of this table on.")
    own = {*COLUMNS, *OURS} - {VIEW}  # a table that movescreen wrote, with more columns, will do
    labels = [name for name in columns if name not in own]
    _check(labels or [VIEW], table.name)
    named = ((table.absolute().parent / Path(row[FILE]).expanduser(), row) for row in rows if row[FILE])
    return {file: checked({name: row[name] or "" for name in labels}, file.name) for file, row in named}


def checked(labels: Labels, name: str) -> Labels:
    """The labels, their view in lower case. Raises Problem where that is no view."""
    if labels.get(VIEW, "").lower() in VIEWS:
        return {key: value.lower() if key == VIEW else value for key, value in labels.items()}
    sentence = f"{name} has {labels[VIEW]!r} for its view, and expected is one of {', '.join(filter(None, VIEWS))}."
    raise Problem("labels_unreadable", sentence)


def _check(names: list[str], where: str) -> None:
    """Raises Problem where these cannot be names of columns beside those that the tables have."""
    taken = {*COLUMNS, *OURS, *TAKEN} - {VIEW}
    for name in names or [""]:
        if not name.isidentifier() or names.count(name) > 1:
            sentence = f"{where!r} should have fields with names of their own, of letters, digits and underscores."
            raise Problem("labels_unreadable", f"{sentence} {EXAMPLE}")
        if name in taken:
            sentence = f"{where!r} has a field {name}, and the tables have a column of that name. Call it otherwise."
            raise Problem("labels_unreadable", sentence)
