"""What earlier versions left in a folder of results when they were ended by force, finished or undone.

Today's version writes in marked workplaces (`arrivals`). Names and bytes here are those of versions that did not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from movescreen.records import csv_cells, stored_json
from movescreen.records.arrivals import LEGACY_FILES, STILLS
from movescreen.records.ownership import DRAWN, RECORD, discard, has_record, move

PART = "part"  # how the name ended of what they were writing
BEFORE = "before"  # and of what it was to replace
OLD_TABLES = (".repetitions.part", ".findings.part")  # tables in Parquet that they were writing
OLD_FILES = (*LEGACY_FILES, "record")  # in a part; `record.part` became `record.json`
FIRST_COLUMN = "clip"  # of their tables as CSV
PARQUET = b"PAR1"  # how a file of this format begins


def sweep_earlier_versions(folder: Path, rows: Collection[Mapping[str, str]]) -> None:
    """Put back the results that an earlier version was about to replace, and remove the parts that it was writing.

    Parameters
    ----------
    folder : Path
        A folder of results.
    rows : collection of mapping
        The rows of its `clips.csv`.
    """
    for before in folder.glob(f".*.{BEFORE}"):
        _put_back(before, rows)
    for part in folder.glob(f".*.{PART}"):
        if _is_part(part):
            discard(part)


def _put_back(before: Path, rows: Collection[Mapping[str, str]]) -> None:
    """Give results their name back, where nothing has it and only one clip can be meant."""
    if not DRAWN.fullmatch(before.stem[1:]) or not has_record(before):
        return
    clip = str(stored_json.read(before / RECORD).get("provenance", {}).get("clip", ""))
    gone = [row["clip"] for row in rows if Path(row["file"]).name == Path(clip).name]
    gone = [name for name in gone if not (before.parent / name).exists()]
    if len(gone) == 1:
        move(before, before.parent / gone[0])


def _is_part(part: Path) -> bool:
    """Return whether an earlier version left a part behind: its name and all in it are as it wrote them."""
    if part.is_symlink():
        return False
    if part.name in OLD_TABLES:
        return part.is_file() and _is_parquet(part)
    if not DRAWN.fullmatch(part.stem[1:]):
        return False
    if part.is_file():
        return FIRST_COLUMN in csv_cells.header(part)
    inside = [file.relative_to(part) for file in part.rglob("*") if file.is_symlink() or not file.is_dir()]
    return all(str(file).removesuffix(f".{PART}") in OLD_FILES or file.parent == Path(STILLS) for file in inside)


def _is_parquet(file: Path) -> bool:
    with file.open("rb") as there:
        return there.read(len(PARQUET)) == PARQUET
