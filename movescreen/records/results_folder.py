"""The folder of results: one folder per clip, written whole or not at all, and `clips.csv` with a row for each."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from itertools import chain, count, islice
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic

from movescreen.errors import Problem
from movescreen.records import csv_cells
from movescreen.records.arrivals import alone, arriving_file, arriving_folder, sweep
from movescreen.records.earlier_versions import sweep_earlier_versions
from movescreen.records.file_sizes import file_size
from movescreen.records.ownership import is_plain, plain_name, same_as
from movescreen.records.record import WHOLE, SetFinding

TABLE = "clips.csv"
LOCK = ".lock"
COLUMNS = ("clip", "status", "reason", "frames", "seconds", "reps", "view")
OURS = ("file", "key", "clip_sha256")  # the columns after those, and after the labels that a user gives to clips
# The tables of a whole study.
REPETITIONS = "repetitions.csv"
FINDINGS = "findings.csv"
READINGS = "readings.csv"  # the same readings, each once
DIFFERENCES = "side_differences.csv"  # left less right of one-legged repetitions
PAIRS = "pairs.csv"  # the findings of joined views
PAIR_COLUMNS = ("pair", "screen", *(field.name for field in fields(SetFinding)), "clip", "view")
STUDY = (REPETITIONS, FINDINGS, READINGS, DIFFERENCES)
WAITING = "waiting"
NOT_YET = "Not measured yet: run the same command again."
OPTION = "The option for that is --out."
ELSEWHERE = "Or give another place with --out."
ROOM = 50_000_000  # bytes free below which nothing is begun: some twenty clips' worth
CLIP_ROOM = 2_000_000  # bytes that a clip's results take
WRITE_EVERY_S = 2.0  # s between two times that `clips.csv` is written while clips come

Row = Mapping[str, object]


class Results:
    """The folder that results go to. Raises Problem at once where nothing can be written there.

    Rows of earlier runs stay. A clip keeps its name from run to run, and no clip gets a name that another one has.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = writable(Path(folder).expanduser())
        self._read()

    def _read(self) -> None:
        self._rows = rows(self.folder / TABLE)
        for name in STUDY:
            ours(self.folder / name, (COLUMNS[0],))
        self._names = {row["file"]: row["clip"] for row in self._rows.values()}
        self._written = monotonic()

    @contextmanager
    def held(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Hold the folder for this run alone; call `waiting` while another run has it."""
        with alone(self.folder / LOCK, waiting):
            self._read()
            sweep(self.folder)
            sweep_earlier_versions(self.folder, self._rows.values())
            yield

    def place(self, file: Path, shared: bool = False) -> Path:
        """Return the folder of a clip's results: its name; if taken, its folder's name and its ending too.

        `shared` says that another clip of this run is called the same, so that both say which folder they are from.
        """
        key = readable(str(file))
        if key not in self._names:
            self._names[key] = next(name for name in islice(names(file), int(shared), None) if self._free(name))
        return self.folder / self._names[key]

    def _free(self, name: str) -> bool:
        taken = {same_as(known) for known in (*self._names.values(), TABLE, PAIRS, *STUDY)}
        return same_as(name) not in taken and not (self.folder / name).exists()

    def plan(self, labels: Mapping[Path, Mapping[str, str]]) -> None:
        """Give each file a row with its labels before any clip is measured, so that an ended run loses no labels.

        Raises Problem if there is too little room for the results of all clips.
        """
        blank = dict.fromkeys((*COLUMNS, *OURS), "") | {"status": WAITING, "reason": NOT_YET}
        known = len(self._rows)
        often = Counter(_plainest(file) for file in labels)
        for file, said in labels.items():
            clip = self.place(file, shared=often[_plainest(file)] > 1).name
            row = self._rows.get(clip) or blank | {"clip": clip, "file": readable(str(file))}
            self._rows[clip] = row | {key: readable(value) for key, value in said.items() if key not in COLUMNS}
        has_room(self.folder, ROOM + CLIP_ROOM * (len(self._rows) - known))
        self.write()

    @property
    def labels(self) -> list[str]:
        """The columns that users gave to clips."""
        return list(dict.fromkeys(key for row in self._rows.values() for key in row if key not in (*COLUMNS, *OURS)))

    def known(self, clip: str) -> dict[str, str]:
        """Return the row that a clip has; a clip that was measured and whose results are gone has none that counts."""
        row = self._rows.get(clip, {})
        return row if row.get("status") != "ok" or (self.folder / clip / WHOLE).is_file() else {}

    def note(self, row: Row) -> None:
        """Put what is known of a clip into its row; `clips.csv` has it soon, at the latest with `write`."""
        clip = str(row["clip"])
        self._rows[clip] = self._rows[clip] | {key: readable(str(value)) for key, value in row.items()}
        if monotonic() - self._written > WRITE_EVERY_S:
            self.write()

    def write(self) -> None:
        """Write `clips.csv`, in the place of the one before. Raises Problem if the folder takes no more."""
        write_table(self.folder / TABLE, (*COLUMNS, *self.labels, *OURS), self.rows)
        self._written = monotonic()

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of all clips in the order of their names, each with all columns."""
        blank = dict.fromkeys(self.labels, "")
        return [blank | self._rows[clip] for clip in sorted(self._rows)]


def write_table(path: Path, columns: Iterable[str], of: Iterable[Row]) -> None:
    """Write a table, whole or not at all.

    Parameters
    ----------
    path : Path
        The file.
    columns : iterable of str
        The header.
    of : iterable of mapping
        The rows.

    Raises
    ------
    Problem
        The folder takes no more, or a file of others has the name.
    """
    names = tuple(columns)
    try:
        with (
            arriving_file(path, lambda there: names[0] in csv_cells.header(there)) as part,
            part.open("w", encoding="utf-8", newline="") as text,
        ):
            csv_cells.write(text, names, of)
    except OSError as error:
        raise unwritten(path.name, path.parent, error) from error


@contextmanager
def arriving_results(folder: Path) -> Iterator[Path]:
    """Give a new folder to write results to; it takes its name when all went well, and is removed when not.

    Parameters
    ----------
    folder : Path
        Where the results are to stand.

    Yields
    ------
    Path
        The temporary folder.

    Raises
    ------
    Problem
        The folder takes no more, or what stands there is not ours.
    """
    try:
        with arriving_folder(folder) as part:
            yield part
    except OSError as error:
        raise unwritten(f"The results of {folder.name}", folder.parent, error) from error


def names(file: Path) -> Iterator[str]:
    """Return what a clip can be called, the plainest first; each is one plain name on every system."""
    stem = readable(file.stem).strip(". ") or "clip"
    folder, ending = readable(file.parent.name), readable(file.suffix).strip(".")
    wished = chain((stem, f"{folder}-{stem}", f"{folder}-{stem}-{ending}"), (f"{stem}-{number}" for number in count(2)))
    numbered = wished if is_plain(f"{stem}-2") else (f"clip-{number}" for number in count(1))
    return (name for name in numbered if is_plain(name))


def _plainest(file: Path) -> str:
    """Return what a clip is called where no other is called so, whatever the case of its letters."""
    return next(names(file)).casefold()


def readable(name: str) -> str:
    """Return a file's name as text that can be written anywhere, also where the disk holds bytes that are none."""
    return name.encode("utf-8", "replace").decode("utf-8")


def writable(folder: Path) -> Path:
    """Return a folder that can be written to; make it if need be.

    Parameters
    ----------
    folder : Path
        The folder.

    Returns
    -------
    Path
        The same.

    Raises
    ------
    Problem
        It is a file, takes no file, or has too little room.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except (FileExistsError, NotADirectoryError) as error:
        sentence = f"Results need a folder, and {error.filename} is a file. Give another place."
        raise Problem("output_is_a_file", sentence, OPTION, file=str(error.filename)) from error
    except OSError as error:
        sentence = f"Nothing can be written into {folder} ({error.strerror}). Give another place."
        raise Problem("output_unwritable", sentence, OPTION, folder=str(folder), errno=error.errno) from error
    has_room(folder)
    return folder


def has_room(folder: Path, needed: int = ROOM) -> None:
    """Raise a problem if too little room is left.

    Parameters
    ----------
    folder : Path
        A folder on the disk in question.
    needed : int
        Bytes that must be free.

    Raises
    ------
    Problem
        Fewer bytes are free.
    """
    room = shutil.disk_usage(folder).free
    if room < needed:
        sentence = f"Only {file_size(room)} are free at {folder}, and {file_size(needed)} are needed. Make room there."
        raise Problem("output_full", sentence, ELSEWHERE, free=room, needed=needed, folder=str(folder))


def rows(table: Path) -> dict[str, dict[str, str]]:
    """Read the rows of an earlier run.

    Parameters
    ----------
    table : Path
        A `clips.csv`.

    Returns
    -------
    dict of str to dict
        Rows by clip.

    Raises
    ------
    Problem
        The file is another kind of table, or names a clip twice.
    """
    found: dict[str, dict[str, str]] = {}
    taken: set[str] = set()
    for line, row in enumerate(ours(table, (*COLUMNS, "file")), start=2):
        clip = _checked(table, line, row["clip"] or "")
        if same_as(clip) in taken:
            raise _bad_cell(table, line, f"the clip {clip!r} is there twice")
        taken.add(same_as(clip))
        found[clip] = row
    return found


def _checked(table: Path, line: int, clip: str) -> str:
    """Return a cell that names a clip's folder. Raises Problem with the line where it is no plain name."""
    try:
        return plain_name(clip)
    except Problem as problem:
        raise _bad_cell(table, line, str(problem)) from problem


def _bad_cell(table: Path, line: int, what: str) -> Problem:
    sentence = f"{table}, row {line} (the header is row 1): {what.rstrip('.')}."
    return Problem("output_cell", f"{sentence} Mend that row.", ELSEWHERE, file=str(table), line=line)


def ours(table: Path, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """Read the rows of a table of ours.

    Parameters
    ----------
    table : Path
        The file; none gives no rows.
    columns : sequence of str
        Columns that it must have.

    Returns
    -------
    iterator of dict
        The rows.

    Raises
    ------
    Problem
        A column is missing.
    """
    if not table.exists():
        return iter(())
    with table.open(encoding="utf-8", newline="", errors="replace") as text:
        reader = csv_cells.Table(text)
        if not {*columns} <= {*(reader.fieldnames or ())}:
            sentence = f"{table} is not a table that movescreen wrote. Move it away."
            raise Problem("output_not_ours", sentence, ELSEWHERE, file=str(table))
        return iter(list(reader))


def unwritten(what: str, folder: Path, error: OSError) -> Problem:
    """Return the problem that something that was measured could not be kept."""
    sentence = f"{what} could not be written into {folder} ({error.strerror or error})."
    return Problem("output_unwritten", f"{sentence} Make room there.", ELSEWHERE, folder=str(folder), errno=error.errno)
