"""Where results lie: one folder a clip, written whole or not at all, and `clips.csv` with a row for every clip."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryFile
from uuid import uuid4

from movescreen.errors import Problem

TABLE = "clips.csv"
COLUMNS = ("clip", "status", "reason", "frames", "seconds", "reps", "view", "file")
ROOM = 50_000_000  # bytes free below which nothing is begun: some twenty clips' worth


class Results:
    """The folder that results go to. Raises Problem at once where nothing can be written there.

    Rows of earlier runs stay. A clip keeps its name from run to run, and no clip gets a name that another one has.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = writable(Path(folder).expanduser())
        self._rows = rows(self.folder / TABLE)
        self._names = {row["file"]: row["clip"] for row in self._rows.values()}

    def place(self, file: Path) -> Path:
        """The folder of a clip's results: its name, and where that is taken its folder's name and its ending too."""
        key = readable(str(file))
        if key not in self._names:
            self._names[key] = next(name for name in names(file) if self._free(name))
        return self.folder / self._names[key]

    def _free(self, name: str) -> bool:
        taken = {known.casefold() for known in (*self._names.values(), TABLE)}
        return name.casefold() not in taken and not (self.folder / name).exists()

    def note(self, file: Path, row: Mapping[str, object]) -> None:
        """Put a clip's row into `clips.csv`, in the place of the one it had. Raises Problem where it takes no more."""
        cells = dict(row) | {"file": file}
        self._rows[str(row["clip"])] = {key: readable(str(value)) for key, value in cells.items()}
        part = self.folder / f".{uuid4().hex}.part"
        try:
            with part.open("w", encoding="utf-8", newline="") as text:
                table = csv.DictWriter(text, COLUMNS, lineterminator="\n")
                table.writeheader()
                table.writerows(self._rows[clip] for clip in sorted(self._rows))
            part.replace(self.folder / TABLE)
        except OSError as error:
            raise unwritten(TABLE, self.folder, error) from error
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def arriving(folder: Path) -> Iterator[Path]:
    """A new folder to write to: it takes the name and place of `folder` when all went well, and is removed when not."""
    part, before = (folder.with_name(f".{uuid4().hex}.{kind}") for kind in ("part", "before"))
    try:
        part.mkdir()
        yield part
        if folder.exists():
            folder.rename(before)
        part.rename(folder)
    except OSError as error:
        raise unwritten(f"The results of {folder.name}", folder.parent, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    shutil.rmtree(before, ignore_errors=True)


def names(file: Path) -> Iterator[str]:
    """What a clip can be called, the plainest first."""
    stem = readable(file.stem).strip(". ") or "clip"
    folder, ending = readable(file.parent.name), readable(file.suffix).strip(".")
    return chain((stem, f"{folder}-{stem}", f"{folder}-{stem}-{ending}"), (f"{stem}-{number}" for number in count(2)))


def readable(name: str) -> str:
    """A file's name as text that can be written anywhere, also where the disk holds bytes that are none."""
    return name.encode("utf-8", "replace").decode("utf-8")


def writable(folder: Path) -> Path:
    """The folder, made if need be. Raises Problem where it is none, takes no file, or has next to no room left."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            room = shutil.disk_usage(folder).free
    except (FileExistsError, NotADirectoryError) as error:
        sentence = f"Results need a folder, and {error.filename} is a file. Give another place with --out."
        raise Problem("output_is_a_file", sentence) from error
    except OSError as error:
        sentence = f"Nothing can be written into {folder} ({error.strerror}). Give another place with --out."
        raise Problem("output_unwritable", sentence) from error
    if room < ROOM:
        sentence = f"Only {room / 1e6:.0f} MB are free at {folder}. Make room, or give another place with --out."
        raise Problem("output_full", sentence)
    return folder


def rows(table: Path) -> dict[str, dict[str, str]]:
    """The rows of an earlier run by clip. Raises Problem where the file is another kind of table."""
    if not table.exists():
        return {}
    with table.open(encoding="utf-8", newline="", errors="replace") as text:
        reader = csv.DictReader(text)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            sentence = f"{table} is not a table that movescreen wrote. Move it away, or give another place with --out."
            raise Problem("output_not_ours", sentence)
        return {row["clip"]: row for row in reader}


def unwritten(what: str, folder: Path, error: OSError) -> Problem:
    """Something that has been measured could not be kept."""
    sentence = f"{what} could not be written into {folder} ({error.strerror or error})."
    return Problem("output_unwritten", f"{sentence} Make room there, or give another place with --out.")
