"""The tables of a folder of results as DataFrames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from movescreen.errors import Problem
from movescreen.records.results_folder import PAIRS, STUDY, TABLE

if TYPE_CHECKING:
    import pandas as pd

TABLES = (TABLE, *STUDY, PAIRS)


class StudyTables(Mapping[str, "pd.DataFrame"]):
    """The tables of a study by name: `tables["readings"]`, or `tables.readings`.

    Attributes
    ----------
    clips : DataFrame
        A row for each clip.
    readings : DataFrame
        A row for each clip, repetition, measure and side: each reading once.
    findings : DataFrame
        A row for each clip, finding and side, over all repetitions.
    repetitions : DataFrame
        A row for each clip, repetition, measure, side and finding; a measure that two findings use has two.
    side_differences : DataFrame
        A row for each clip and measure of one-legged repetitions: left less right.
    pairs : DataFrame
        A row for each joined pair, finding and side.
    """

    clips: pd.DataFrame
    readings: pd.DataFrame
    findings: pd.DataFrame
    repetitions: pd.DataFrame
    side_differences: pd.DataFrame
    pairs: pd.DataFrame

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._tables = dict(tables)
        vars(self).update(tables)

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._tables:
            raise KeyError(f"The tables are {', '.join(self)}, and {name!r} came.")
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __repr__(self) -> str:
        sizes = ", ".join(f"{name}: {len(table)} rows" for name, table in self.items())
        return f"StudyTables({sizes})"


def read_results(folder: Path | str) -> StudyTables:
    """Read the tables of a folder of results.

    Parameters
    ----------
    folder : path
        What `movescreen analyze --out` wrote.

    Returns
    -------
    StudyTables
        DataFrames whose columns are `string`, `Int64` or `float64`; what is not known is missing. `attrs["units"]` of
        each has the units. A table that the folder does not have is empty.

    Raises
    ------
    Problem
        Where the folder has no results, or those of an earlier version, without readings.
    """
    import pandas as pd

    from movescreen.records.data_frames import read_typed, typed

    place = Path(folder)
    if not (place / TABLE).is_file():
        sentence = f"Results of movescreen analyze were expected in {place}, and {TABLE} is not there."
        raise Problem("no_results", f"{sentence} Name the folder of the results.", "The option --out named it.")
    paths = {Path(name).stem: place / name for name in TABLES}
    if not paths["readings"].is_file():
        sentence = f"{place} has no readings.csv: it was written by an earlier version, or the run was ended."
        raise Problem("no_results", f"{sentence} Run the same movescreen analyze again.")
    return StudyTables({n: read_typed(path) if path.is_file() else typed(pd.DataFrame()) for n, path in paths.items()})
